import dataclasses
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from qualcoder_sts.codebook.files.document import (
    CodebookDocument,
    CodeEntry,
    distinct_terms,
    lines,
    one_line,
    walk,
)
from qualcoder_sts.codebook.files.labelled import labelled_text, with_labelled_text
from qualcoder_sts.codebook.files.qdc_file import in_xml, qdc_bytes, read_qdc
from qualcoder_sts.codebook.files.reading import read_codebook, write_codebook
from qualcoder_sts.codebook.files.separated import joined, split
from qualcoder_sts.codebook.files.yaml_file import read_yaml, yaml_bytes

ODD = ["a/b", "a\\", "\\/", "Yes", "null", "~", "2020-05-01", "1.0", "007", "=1+1", "#N/A", "- x"]
ODD += [
    "_x000D_",
    "🙂 é",
    "\u202eabc",
    "\ufeffx",
    "a: b",
    "x;y",
    "\\;",
    "'",
    '"',
    "[",
    "{a}",
    "&a",
    "*a",
]
LINES = [
    "When to use: x",
    " Terms: a; b",
    "Examples:",
    "\n",
    "  set in",
    "P1: “no”",
    "…",
    "# x",
    "---",
]


@st.composite
def _joined(draw: st.DrawFn, samples: list[str]) -> str:
    characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    piece = st.one_of(st.text(characters, max_size=8), st.sampled_from(samples))
    return "\n".join(draw(st.lists(piece, max_size=3)))


NAMES = _joined(ODD).map(one_line).filter(bool)
TEXTS = _joined(ODD + LINES).map(lines)


def _siblings(entries: st.SearchStrategy[CodeEntry]) -> st.SearchStrategy[tuple[CodeEntry, ...]]:
    return st.lists(entries, max_size=3, unique_by=lambda entry: entry.name).map(tuple)


def _entries(
    children: st.SearchStrategy[tuple[CodeEntry, ...]], *, with_guids: bool
) -> st.SearchStrategy[CodeEntry]:
    return st.builds(
        CodeEntry,
        name=NAMES,
        brief_definition=TEXTS,
        full_definition=TEXTS,
        when_to_use=TEXTS,
        when_not_to_use=TEXTS,
        examples=TEXTS,
        terms=st.lists(NAMES, max_size=3).map(distinct_terms),
        colour=st.none() | st.sampled_from(["#0072B2", "#FFFFFF"]),
        codable=st.booleans(),
        children=children,
        guid=st.none() | st.uuids() if with_guids else st.none(),
    )


def codebooks(*, with_guids: bool = True) -> st.SearchStrategy[tuple[CodeEntry, ...]]:
    leaves = _siblings(_entries(st.just(()), with_guids=with_guids))
    return st.recursive(
        leaves, lambda inner: _siblings(_entries(inner, with_guids=with_guids)), max_leaves=4
    )


def documents() -> st.SearchStrategy[CodebookDocument]:
    name = NAMES | st.just("")
    return st.builds(CodebookDocument, name=name, description=TEXTS, codes=codebooks())


@given(documents())
def test_yaml(document: CodebookDocument) -> None:
    read = read_yaml(yaml_bytes(document), "codebook.yaml")
    assert read.document == document
    assert read.remarks == ()


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".xlsx"])
def test_tables(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"codebook{ending}"

    @settings(max_examples=60)
    @given(codebooks())
    def holds(codes: tuple[CodeEntry, ...]) -> None:
        write_codebook(CodebookDocument(codes=codes), path)
        read = read_codebook(path.read_bytes(), path.name)
        assert read.document.codes == codes
        assert read.remarks == ()

    holds()


def without_derived_guids(
    codes: tuple[CodeEntry, ...], originals: tuple[CodeEntry, ...]
) -> tuple[CodeEntry, ...]:
    return tuple(
        dataclasses.replace(
            code,
            guid=code.guid if original.guid else None,
            children=without_derived_guids(code.children, original.children),
        )
        for code, original in zip(codes, originals, strict=True)
    )


@given(codebooks())
def test_qdc(codes: tuple[CodeEntry, ...]) -> None:
    guids = [placed.entry.guid for placed in walk(codes) if placed.entry.guid]
    codes = possible_in_xml(codes)
    assume(codes)
    assume(len(set(guids)) == len(guids))
    content = qdc_bytes(CodebookDocument(codes=codes))
    read = read_qdc(content, "codebook.qdc")
    assert without_derived_guids(read.document.codes, codes) == codes
    assert read.remarks == ()
    assert qdc_bytes(CodebookDocument(codes=codes)) == content


def possible_in_xml(codes: tuple[CodeEntry, ...]) -> tuple[CodeEntry, ...]:
    return tuple(
        dataclasses.replace(
            code,
            name=f"{in_xml(code.name)} {number}",  # replaced characters may make names equal
            brief_definition=in_xml(code.brief_definition),
            full_definition=in_xml(code.full_definition),
            when_to_use=in_xml(code.when_to_use),
            when_not_to_use=in_xml(code.when_not_to_use),
            examples=in_xml(code.examples),
            terms=distinct_terms([in_xml(term) for term in code.terms]),
            children=possible_in_xml(code.children),
        )
        for number, code in enumerate(codes)
    )


TEXT_FIELDS = st.tuples(TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, st.lists(NAMES).map(distinct_terms))


@given(TEXT_FIELDS)
@example(("", "Examples: of what?", "", "", "", ()))
@example(("", " When to use: x\nTerms:", "", "", "Brief definition: y", ("a;b", "c\\")))
def test_labelled_text(fields: tuple[str, str, str, str, str, tuple[str, ...]]) -> None:
    entry = CodeEntry("x", *(lines(text) for text in fields[:5]), terms=fields[5])
    assert with_labelled_text(CodeEntry("x"), labelled_text(entry)) == entry


@given(st.lists(st.text("a\\/; "), min_size=1), st.sampled_from("/;"))
def test_separated_texts(texts: list[str], separator: str) -> None:
    assert split(joined(texts, separator), separator) == texts


def test_paths_are_written_as_people_would() -> None:
    assert joined(["Work", "24/7 rota"], "/") == "Work/24\\/7 rota"
    assert joined([r"C:\temp", "x"], "/") == r"C:\temp/x"
    assert split(r"C:\temp/24\/7", "/") == [r"C:\temp", "24/7"]


def test_what_a_format_cannot_hold_is_said(tmp_path: Path) -> None:
    document = CodebookDocument("A", "What it is for.", (CodeEntry("x\x01"),))
    assert write_codebook(document, tmp_path / "a.yaml") == ()
    assert len(write_codebook(document, tmp_path / "a.csv")) == 1
    assert len(write_codebook(document, tmp_path / "a.qdc")) == 2
