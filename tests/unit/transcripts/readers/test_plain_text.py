"""Plain text, Markdown, encodings, and the normal form of every text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.transcripts.document import ParagraphKind
from qualcoder_sts.transcripts.readers.decoding import read_text
from qualcoder_sts.transcripts.readers.normalise import normalise
from qualcoder_sts.transcripts.readers.plain_text import read_markdown, read_plain_text

FRENCH = (
    "Orateur 1 : Élève très fatigué, ça dépend où l’on était. « Oui », dit-elle — c’est tout.\n"
)
ENGLISH = "Paul: That’s “splendid” – thank you … it’s fine.\n"
SPANISH = "¿Cómo está usted? ¡Muy bien! Mañana será otro día, señor Núñez.\n"
RUSSIAN = "Привет, меня зовут Анна. Я работаю в школе и очень устаю.\n"


@pytest.mark.parametrize("text", [FRENCH, ENGLISH, SPANISH])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
)
@pytest.mark.parametrize("times", [1, 50])
def test_western_text_in_every_encoding(text: str, encoding: str, times: int) -> None:
    found = read_text((text * times).encode(encoding))
    assert found.text == text * times
    if encoding in {"cp1252", "mac_roman"}:
        assert found.encoding == encoding
        assert "assumed" in found.remarks[0]
    if encoding in {"utf-8", "utf-8-sig", "utf-16"}:
        assert found.remarks == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_cyrillic_text(encoding: str) -> None:
    assert read_text((RUSSIAN * 20).encode(encoding)).text == RUSSIAN * 20


def test_big_endian_with_mark() -> None:
    content = codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be")
    assert read_plain_text(content, "a.txt").paragraphs[0].text == ENGLISH[:-1]


def test_a_declared_encoding_counts_only_if_it_fits() -> None:
    assert read_text("é".encode("cp1250"), "cp1250").text == "é"
    assert read_text("é".encode(), "no such encoding").text == "é"
    assert read_text("é".encode(), "ascii").text == "é"
    assert read_text(codecs.BOM_UTF8 + "é".encode(), "cp1252").text == "é"


def test_few_damaged_places_do_not_turn_utf8_into_something_else() -> None:
    content = (FRENCH * 10).encode()
    found = read_text(content[:7] + b"\xff" + content[7:])
    assert found.encoding == "utf-8"
    assert found.text.count("\ufffd") == 1
    assert "damaged" in found.remarks[-1]


def test_every_line_is_a_paragraph() -> None:
    document = read_plain_text(b"one\r\n\r\n two \rthree", "a.txt")
    assert [p.text for p in document.paragraphs] == ["one", "", " two ", "three"]


def test_markdown_keeps_its_marks() -> None:
    content = b"# Title\n#no\n```\n# code\n```\n**Anna:** hello\n**all**\n####### x\n__B:__ y\n"
    document = read_markdown(content, "a.md")
    assert document.text.encode() + b"\n" == content
    headings = [p.text for p in document.paragraphs if p.kind is ParagraphKind.HEADING]
    assert headings == ["# Title"]
    assert [p.emphasised for p in document.paragraphs] == [0, 0, 0, 0, 0, 9, 0, 0, 6]


ANY_TEXT = st.text(
    st.characters() | st.sampled_from("\0\r\n\ufeff\u2028\u2029\x85\x0b\x0c\ud83d\ude00")
)


@given(text=ANY_TEXT)
def test_normal_form(text: str) -> None:
    result = normalise(text)
    assert normalise(result) == result
    assert not set(result) & set("\0\r\x0b\x0c\x85\u2028\u2029\ufeff")
    result.encode("utf-8")
    kept = "".join(c for c in text if c not in "\0\r\n\x0b\x0c\x85\u2028\u2029\ufeff")
    if not any("\ud800" <= c <= "\udfff" for c in text):
        assert result.replace("\n", "") == kept


@given(lines=st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")))))
def test_line_ends_of_all_systems_are_equal(lines: list[str]) -> None:
    assert {normalise(end.join(lines)) for end in ("\n", "\r\n", "\r", "\u2028")} == {
        normalise("\n".join(lines))
    }


def test_surrogate_pairs_become_characters() -> None:
    assert normalise("\ud83d\ude00 \ude00\ud83d") == "😀 \ufffd\ufffd"
