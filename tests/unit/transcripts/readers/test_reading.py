"""The door: recognition, refusals, remarks, and nothing but readable errors."""

import io
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcoder_sts.foundation.errors import QualcoderError, UnreadableFileError
from qualcoder_sts.transcripts.document import ParagraphKind
from qualcoder_sts.transcripts.readers.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    OversizedFileError,
    ScannedPagesError,
    UnsafeXmlError,
    UnsupportedFormatError,
)
from qualcoder_sts.transcripts.readers.reading import known_endings, read_documents

NAMES = ["docx", "odt", "rtf", "pdf", "txt", "md", "html", "vtt", "srt", "eaf", "csv", "xlsx"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(content: bytes, name: str) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as caught:
        read_documents(content, name)
    assert name in str(caught.value)
    assert str(caught.value).endswith(".")
    return caught.value


@pytest.mark.parametrize("ending", NAMES)
def test_every_format_is_read_under_its_own_name(ending: str, samples: dict[str, bytes]) -> None:
    (document, *_) = read_documents(samples[f"a.{ending}"], f"a.{ending}")
    assert document.format == ending
    assert document.text.strip()
    assert document.remarks == ()
    assert f".{ending}" in known_endings()


@pytest.mark.parametrize("ending", ["docx", "odt", "rtf", "pdf", "vtt", "srt", "eaf", "xlsx"])
def test_bytes_decide_before_the_ending(ending: str, samples: dict[str, bytes]) -> None:
    (document, *_) = read_documents(samples[f"a.{ending}"], "a.txt")
    assert document.format == ending
    assert "“.txt”" in document.remarks[0]


def test_a_document_that_is_really_plain_text(samples: dict[str, bytes]) -> None:
    (document,) = read_documents(samples["a.txt"], "a.docx")
    assert document.format == "txt"
    assert "plain text" in document.remarks[0]


def test_empty_files() -> None:
    for content in (b"", b"\0" * 500, b" \r\n\t", b"\xef\xbb\xbf"):
        assert isinstance(refusal(content, "a.txt"), EmptyFileError)


def test_documents_without_text(
    make_docx: Callable[..., bytes], make_odt: Callable[..., bytes]
) -> None:
    assert isinstance(refusal(make_docx("<w:p/>"), "a.docx"), EmptyFileError)
    assert isinstance(refusal(make_odt("<text:p/>"), "a.odt"), EmptyFileError)


def test_scanned_pdf(make_pdf: Callable[..., bytes]) -> None:
    assert isinstance(refusal(make_pdf([[], []]), "a.pdf"), ScannedPagesError)


def test_encrypted_files(make_odt: Callable[..., bytes], samples: dict[str, bytes]) -> None:
    package = OLE + b"\0" * 100 + "EncryptedPackage".encode("utf-16-le")
    assert isinstance(refusal(package, "a.docx"), EncryptedFileError)
    locked = make_odt("<text:p>x</text:p>", manifest="<m><encryption-data/></m>")
    assert isinstance(refusal(locked, "a.odt"), EncryptedFileError)
    trailer = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <%s> /U <%s> >> /ID [<00><00>]"
    secret = trailer % (b"00" * 32, b"11" * 32)
    protected = samples["a.pdf"].replace(b"trailer << ", b"trailer << " + secret + b" ")
    assert isinstance(refusal(protected, "a.pdf"), EncryptedFileError)
    flagged = bytearray(samples["a.docx"])
    central = flagged.index(b"PK\x01\x02")
    flagged[central + 8] |= 1
    assert isinstance(refusal(bytes(flagged), "a.docx"), EncryptedFileError)


def test_old_word_file_says_what_to_do() -> None:
    old = OLE + b"\0" * 100 + "WordDocument".encode("utf-16-le")
    assert ".docx" in refusal(old, "a.doc").why


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        random.Random(5).randbytes(4000),
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 8,
        b"\0\0\0\x20ftypisom" + bytes(200),
        b'<?xml version="1.0"?><tt><body/></tt>',
    ],
)
def test_what_is_no_transcript(content: bytes) -> None:
    assert isinstance(refusal(content, "a.txt"), UnsupportedFormatError)


def test_zip_bomb_by_declared_size(make_zip: Callable[..., bytes]) -> None:
    bomb = make_zip({"word/document.xml": b"\0" * (80 * 1024 * 1024)})
    assert isinstance(refusal(bomb, "a.docx"), OversizedFileError)


def test_zip_bomb_that_lies_about_its_size(make_zip: Callable[..., bytes]) -> None:
    bomb = bytearray(make_zip({"word/document.xml": b" " * (8 * 1024 * 1024)}))
    central = bomb.index(b"PK\x01\x02")
    bomb[central + 24 : central + 28] = struct.pack("<I", 100)
    assert isinstance(refusal(bytes(bomb), "a.docx"), OversizedFileError)


def test_pdf_bomb() -> None:
    import zlib

    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(bytes(1 << 20)) for _ in range(520)) + packer.flush()
    assert isinstance(refusal(b"%PDF-1.4\nstream\n" + stream, "a.pdf"), OversizedFileError)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("ending", ["docx", "odt", "eaf", "xlsx"])
def test_entity_bombs(ending: str, encoding: str, samples: dict[str, bytes]) -> None:
    header = f'<?xml version="1.0" encoding="{encoding}"?>'
    bomb = f'{header}<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    if ending == "eaf":
        content = f"{bomb}<ANNOTATION_DOCUMENT>&b;</ANNOTATION_DOCUMENT>".encode(encoding)
    else:
        part = {"docx": "word/document.xml", "odt": "content.xml", "xlsx": "xl/workbook.xml"}
        content = replaced_member(
            samples[f"a.{ending}"], part[ending], f"{bomb}<a>&b;</a>", encoding
        )
    assert isinstance(refusal(content, f"a.{ending}"), UnsafeXmlError)


def replaced_member(container: bytes, member: str, text: str, encoding: str) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(container)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, text.encode(encoding) if info.filename == member else content)
    return target.getvalue()


@pytest.mark.parametrize("ending", ["docx", "odt", "xlsx", "pdf"])
def test_half_a_file_is_damaged(ending: str, samples: dict[str, bytes]) -> None:
    content = samples[f"a.{ending}"]
    assert isinstance(refusal(content[: len(content) // 2], f"a.{ending}"), DamagedFileError)


@pytest.mark.parametrize("ending", NAMES)
@given(data=st.data())
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_nothing_but_readable_errors(
    ending: str, samples: dict[str, bytes], data: st.DataObject
) -> None:
    content = bytearray(samples[f"a.{ending}"])
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content))) :]
    if data.draw(st.booleans()):
        place = data.draw(st.integers(0, len(content)))
        content[place:place] = data.draw(st.binary(max_size=20))
    check_outcome(bytes(content), f"a.{ending}")


@pytest.mark.parametrize(
    ("ending", "member"),
    [("docx", "word/document.xml"), ("docx", "[Content_Types].xml"), ("docx", "_rels/.rels"),
     ("docx", "word/_rels/document.xml.rels"), ("docx", "word/footnotes.xml"),
     ("odt", "content.xml"), ("odt", "styles.xml"), ("xlsx", "xl/worksheets/sheet1.xml"),
     ("xlsx", "xl/workbook.xml")],
)  # fmt: skip
def test_damage_inside_a_container(ending: str, member: str, samples: dict[str, bytes]) -> None:
    container = samples[f"a.{ending}"]
    with zipfile.ZipFile(io.BytesIO(container)) as archive:
        text = archive.read(member).decode("utf-8")
    chance = random.Random(member)
    for _ in range(60):
        damaged = list(text)
        for _ in range(chance.randrange(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.choice("<>&\"'/ =x\ufffe0")
        cut = "".join(damaged)[: chance.choice([len(text), chance.randrange(len(text))])]
        check_outcome(replaced_member(container, member, cut, "utf-8"), f"a.{ending}")


@given(content=st.binary(max_size=300), ending=st.sampled_from(NAMES))
@settings(max_examples=150, deadline=None)
def test_any_bytes_under_any_name(content: bytes, ending: str) -> None:
    check_outcome(content, f"a.{ending}")


def check_outcome(content: bytes, name: str) -> None:
    try:
        documents = read_documents(content, name)
    except QualcoderError:
        return
    for document in documents:
        for paragraph in document.paragraphs:
            assert 0 <= paragraph.emphasised <= len(paragraph.text)
            assert not set(paragraph.text) & set("\0\r\ufeff\u2028\u2029\x85\x0b\x0c")
            paragraph.text.encode("utf-8")


def test_real_danish_docx(real_transcripts: Path) -> None:
    (document,) = read_real(real_transcripts, "ecape_interview04_da.docx")
    starts = [paragraph.text[:2] for paragraph in document.paragraphs]
    assert (starts.count("I:"), starts.count("Y:")) == (104, 103)
    assert document.paragraphs[0].kind is ParagraphKind.HEADING


def test_real_french_docx(real_transcripts: Path) -> None:
    (document,) = read_real(real_transcripts, "tfsc_req2.docx")
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert {label: texts.count(label) for label in ("Orateur 1", "Orateur 2", "Orateur 3")} == {
        "Orateur 1": 44,
        "Orateur 2": 34,
        "Orateur 3": 1,
    }
    assert "matières très différentes" in document.text


def test_real_rtf(real_transcripts: Path) -> None:
    (document,) = read_real(real_transcripts, "ukds6226_int032.rtf")
    assert document.encoding == "cp1252"
    assert "Oh, well, I’ll answer that question in a slightly elliptical way." in document.text
    paul = next(p for p in document.paragraphs if p.text.startswith("Paul:\tSo, first of all …"))
    assert paul.emphasised == 5
    assert document.text.endswith("END OF INTERVIEW")


def test_real_pdf(real_transcripts: Path) -> None:
    (document,) = read_real(real_transcripts, "pdpilot_P1.pdf")
    first = [paragraph.text.partition(":")[0] for paragraph in document.paragraphs]
    assert first[0] == "Interview"
    assert set(first[1:]) == {"Dan", "Participant"}
    assert len(first) == 96 - 1
    assert "our initial data explorations, we tend to use ICE plots." in document.text
    assert "/5" not in document.text


def test_real_zoom_files(real_transcripts: Path) -> None:
    (vtt,) = read_real(real_transcripts, "zoom_meeting001.vtt")
    (srt,) = read_real(real_transcripts, "zoom_meeting001_derived.srt")
    assert vtt.paragraphs == srt.paragraphs
    assert len({paragraph.speaker for paragraph in vtt.paragraphs}) == 5
    assert vtt.paragraphs[0].cue_start_ms == 4859
    assert all(p.text.startswith(f"{p.speaker}: ") for p in vtt.paragraphs)


def read_real(folder: Path, name: str):  # type: ignore[no-untyped-def]
    return read_documents((folder / name).read_bytes(), name)
