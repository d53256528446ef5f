import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from qualcoder_sts.codebook.files.document import CodebookDocument, CodeEntry, walk
from qualcoder_sts.codebook.files.qdc_file import qdc_bytes, read_qdc
from qualcoder_sts.codebook.files.reading import read_codebook, write_codebook
from qualcoder_sts.foundation.errors import QualcoderError, UnreadableFileError

SHARED = Path(__file__).parents[5] / "shared"
REFI = SHARED / "data" / "refi"
VALIDATOR = SHARED / "tools" / "validate_qdpx.py"
needs_refi = pytest.mark.skipif(not REFI.is_dir(), reason="the REFI-QDA test files are not here")

GUID = UUID("12365523-1035-4afa-9e7b-281fe0bc51c5")
DOCUMENT = CodebookDocument(
    "Own",
    codes=(
        CodeEntry("Work", codable=False, children=(CodeEntry("Rest & <play>", colour="#0072B2"),)),
        CodeEntry("Home", "Short.", "Long.\nLonger.", "a", "b", "c", ("x", "y z"), guid=GUID),
        CodeEntry("Home again", full_definition="Only this.", guid=GUID),
    ),
)


@needs_refi
def test_what_is_written_is_valid(tmp_path: Path) -> None:
    from lxml import etree

    path = tmp_path / "own.qdc"
    write_codebook(DOCUMENT, path)
    schema = etree.XMLSchema(etree.parse(REFI / "Codebook.xsd"))
    schema.assertValid(etree.parse(path))
    command = [sys.executable, VALIDATOR, "--xsd", REFI, path]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_what_is_written_is_readable_by_people() -> None:
    text = qdc_bytes(DOCUMENT).decode()
    assert '<Code guid="12365523-1035-4afa-9e7b-281fe0bc51c5" name="Home" isCodable="true">' in text
    assert "Brief definition: Short.\n\nFull definition:\nLong.\nLonger.\n\nWhen to use: a" in text
    assert "<Description>Only this.</Description>" in text
    assert 'color="#0072B2"' in text


def test_guids_are_kept_and_never_repeated() -> None:
    read = read_qdc(qdc_bytes(DOCUMENT), "own.qdc").document
    guids = [placed.entry.guid for placed in walk(read.codes)]
    assert guids[2] == GUID
    assert len(set(guids)) == 4


@needs_refi
@pytest.mark.parametrize(
    ("file", "paths"),
    [
        (
            "spec/refi-1.5-annexA1-codebook.qdc",
            ["Topics", "Economy", "Health care", "Values", "Conservatives", "Liberals"],
        ),
        (
            "qualcoder/qualcoder-3.8.2-rich.qdc",
            ["loose", "Strain", 'Strain/tired & "worn"', "Strain/Sub", "Strain/Sub/nurse"],
        ),
    ],
)
def test_codebooks_of_other_programs(file: str, paths: list[str]) -> None:
    path = REFI / file
    read = read_codebook(path.read_bytes(), path.name)
    placed = list(walk(read.document.codes))
    assert ["/".join(code.path) for code in placed] == paths
    assert all(code.entry.guid is not None for code in placed)
    assert read.remarks == ()


@needs_refi
@pytest.mark.parametrize("path", sorted(REFI.glob("spec/*.qde")), ids=lambda path: path.name)
def test_codebooks_inside_projects_of_any_namespace(path: Path) -> None:
    read = read_codebook(path.read_bytes(), path.name)
    assert read.document.codes


def test_taguette_writes_no_nesting_and_an_empty_list_of_sets() -> None:
    content = (
        b'<?xml version="1.0"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette">'
        b'<Codes><Code guid="0D62985D-B147-4D01-A9B5-CAE5DCD98342" name="interesting" '
        b'isCodable="true"/></Codes><Sets/></CodeBook>'
    )
    read = read_qdc(content, "t.qdc")
    assert [code.name for code in read.document.codes] == ["interesting"]
    assert read.remarks == ()


def test_nothing_is_left_without_a_remark() -> None:
    content = """<x:CodeBook xmlns:x="other:0:4"><x:Codes>
      <x:Code guid="{nonsense}" name="A" isCodable="ja" color="red" weight="3"><x:NoteRef/></x:Code>
      <x:Code name="A"/><x:Code/></x:Codes><x:Sets><x:Set name="S"/></x:Sets></x:CodeBook>"""
    read = read_qdc(content.encode(), "t.qdc")
    assert [code.name for code in read.document.codes] == ["A", "A (2)", "Unnamed code"]
    remarks = "\n".join(read.remarks)
    for said in ["nonsense", "“ja”", "“red”", "“NoteRef”, “weight”", "“S”", "“A (2)”", "no name"]:
        assert said in remarks


BOMB = b'<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY c "&a;&a;">]><CodeBook>&c;</CodeBook>'
DEEP = b"<CodeBook><Codes>" + b'<Code name="a">' * 5000 + b"</Code>" * 5000 + b"</Codes></CodeBook>"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<CodeBook>\n<Codes>", "line 2: its XML is damaged"),
        (b"<html><body/></html>", "no REFI-QDA codebook"),
        (BOMB, "declares entities"),
        (b'<?xml version="1.0" encoding="nonsense"?><CodeBook/>', "unknown encoding"),
        (DEEP, "nested too deeply"),
        (b"", "empty"),
    ],
)
def test_broken_files_are_refused(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read_codebook(content, "t.qdc")


def test_an_empty_codebook_has_no_valid_file(tmp_path: Path) -> None:
    with pytest.raises(QualcoderError, match="at least one code"):
        write_codebook(CodebookDocument(), tmp_path / "t.qdc")
