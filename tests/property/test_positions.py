"""Positions survive every edit: of plain texts, and of a coded transcript in a project file.

A second, slow account of what should happen is kept beside the program's: every character of the
new text knows where it comes from.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql_text
from sqlalchemy.orm import Session

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.coding.operations.segments import NewSegment, apply_codes
from qualcoder_sts.coding.operations.texts import edit_text
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.text_edits import TextEdit, TextEdits, edits_between
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.project.rules import broken_rules
from qualcoder_sts.project.tables import FinishedMark
from qualcoder_sts.project.tables.base import history_tables
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.operations.importing import import_sources
from qualcoder_sts.transcripts.preparing import prepare_files
from qualcoder_sts.transcripts.queries import list_sources, read_transcript, turns_of

# Letters, an accent of its own, one that grows when folded, an emoji of several characters, signs.
ODD = st.text(st.sampled_from("ab é\u0301İß😀👩\u200d👧\n\n.,:"), max_size=40)
SHORT = st.text(st.sampled_from("ab é\u0301😀\n."), max_size=6)


@st.composite
def texts_with_edits(draw: Any) -> tuple[str, list[TextEdit]]:
    text = draw(ODD)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits: list[TextEdit] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        if not edits or start > edits[-1].end:
            edits.append(TextEdit(start, end, draw(SHORT)))
    return text, edits


@dataclass(frozen=True)
class Origin:
    """Where a character of the new text comes from: a place in the old one, or an edit."""

    old: int | None
    edit: TextEdit | None


def origins(text: str, edits: list[TextEdit]) -> list[Origin]:
    found: list[Origin] = []
    position = 0
    for edit in edits:
        found += [Origin(place, None) for place in range(position, edit.start)]
        found += [Origin(None, edit) for _ in edit.replacement]
        position = edit.end
    return found + [Origin(place, None) for place in range(position, len(text))]


def expected_place(text: str, edits: list[TextEdit], span: Span) -> Span | None:
    """A span keeps its characters and takes in what took the place of some of them, or stands
    between two of them."""

    def belongs(origin: Origin) -> bool:
        if origin.old is not None:
            return span.start <= origin.old < span.end
        assert origin.edit is not None
        if origin.edit.start == origin.edit.end:
            return span.start < origin.edit.start < span.end
        return span.start <= origin.edit.start and origin.edit.end <= span.end

    of_new = origins(text, edits)
    if not any(origin.old is not None and belongs(origin) for origin in of_new):
        return None
    places = [place for place, origin in enumerate(of_new) if belongs(origin)]
    assert places == list(range(places[0], places[-1] + 1)), "not in one piece"
    return Span(places[0], places[-1] + 1)


@settings(max_examples=300)
@given(texts_with_edits(), st.data())
def test_a_span_goes_where_its_characters_go(text_and_edits: Any, data: st.DataObject) -> None:
    text, edits = text_and_edits
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    all_edits = TextEdits(edits)
    assert all_edits.moved(span) == expected_place(text, edits, span)
    kept = {place for piece in all_edits.kept(span) for place in range(piece.start, piece.end)}
    assert kept == {
        origin.old
        for origin in origins(text, edits)
        if origin.old is not None and span.start <= origin.old < span.end
    }
    if not all_edits.touch(span):
        place = all_edits.moved(span)
        assert place is not None
        assert place.of(all_edits.applied_to(text)) == span.of(text)


@settings(max_examples=300)
@given(texts_with_edits())
def test_places_keep_their_order(text_and_edits: Any) -> None:
    text, edits = text_and_edits
    all_edits = TextEdits(edits)
    new = [all_edits.moved_position(place) for place in range(len(text) + 1)]
    assert new == sorted(new)
    assert new[0] >= 0
    assert new[-1] <= len(all_edits.applied_to(text))


@settings(max_examples=300)
@given(texts_with_edits())
def test_edits_found_between_two_texts(text_and_edits: Any) -> None:
    text, edits = text_and_edits
    new = TextEdits(edits).applied_to(text)
    found = edits_between(text, new)
    assert found.applied_to(text) == new
    assert bool(found) == (text != new)
    for edit in found:
        assert edit.replacement != text[edit.start : edit.end]


@settings(max_examples=300)
@given(ODD, ODD)
def test_edits_found_between_any_two_texts(old: str, new: str) -> None:
    assert edits_between(old, new).applied_to(old) == new


SAID = st.lists(
    st.sampled_from(["we ", "met ", "on ", "Friday", ". ", "é\u0301", "😀 "]),
    min_size=1,
    max_size=12,
).map("".join)
TURN = st.tuples(st.sampled_from(["I: ", "Maria: ", "P2: ", ""]), SAID)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("positions")
    with create_project(folder / "study.qsts", "Study", coder="Ana") as opened:
        opened.act_as("Tomasz")
        opened.act_as("Ana")
        opened.run(add_code, "Trust")
        opened.run(add_code, "Fear")
        yield opened


@settings(suppress_health_check=list(HealthCheck), max_examples=40)
@given(st.data())
def test_a_coded_transcript_stays_coded(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    spoken = data.draw(st.lists(TURN, min_size=2, max_size=8))
    old = "\n".join(label + said for label, said in spoken) + "\nI: End."
    path = tmp_path_factory.mktemp("files") / "interviews" / "I-01.txt"
    try:
        imported_and_coded(workspace, path, old, data)
        (source,) = workspace.read(list_sources)
        text = workspace.read(read_transcript, source.id).text
        new = data.draw(edited(text))
        if new == text:
            return
        before = stored_rows(workspace)
        result = workspace.run(edit_text, source.id, new).value
        assert workspace.read(read_transcript, source.id).text == new
        check_segments(before, stored_rows(workspace), text, new, result)
        check_turns(workspace, source.id, len(new))
        assert not workspace.read(
            lambda session: broken_rules(lambda sql: session.execute(sql_text(sql)).all())
        )
        workspace.undo()
        assert stored_rows(workspace) == before
    finally:
        while workspace.read(list_sources):
            workspace.undo()


def imported_and_coded(workspace: Workspace, path: Path, old: str, data: st.DataObject) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(old, encoding="utf-8", newline="")
    (imported,) = workspace.run(import_sources, prepare_files([path])).value
    assert imported.id is not None
    length = len(workspace.read(read_transcript, imported.id).text)
    spans = st.integers(0, length - 1).flatmap(
        lambda start: st.integers(start + 1, length).map(lambda end: Span(start, end))
    )
    rows = stored_rows(workspace)
    codes = [row["id"] for row in rows["code"]]
    coders = [row["id"] for row in rows["coder"]]
    chosen = st.tuples(spans, st.sampled_from(codes), st.sampled_from(coders))
    wanted = data.draw(st.lists(chosen, min_size=1, max_size=10))
    finished = data.draw(st.lists(spans, max_size=2))

    def code(session: Session) -> None:
        apply_codes(
            session,
            [NewSegment(imported.id, span, UUID(c), UUID(by)) for span, c, by in wanted],
        )
        for span in finished:
            session.add(
                FinishedMark(
                    source_id=imported.id, coder_id=UUID(coders[0]), start=span.start, end=span.end
                )
            )

    workspace.run(code)


@st.composite
def edited(draw: Any, text: str) -> str:
    """Some places replaced, taken out or written into; labels and line ends not spared."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 15)))
        written = draw(
            st.sampled_from(["", "😀", "we all", ". And", "\n", "\nI: No.\n", " e\u0301"])
        )
        text = text[:start] + written + text[end:]
    return text


def check_segments(
    before: dict[str, Any], after: dict[str, Any], old: str, new: str, result: Any
) -> None:
    edits = list(edits_between(old, new))
    now = {row["id"]: row for row in after["coded_segment"]}
    lost = {segment.id.hex: segment.text for segment in result.lost}
    lines_now = set(new.splitlines())  # a line that is now part of a longer one was edited
    same_line = [
        line
        for line in old.splitlines()
        if line in lines_now and old.count(line) == new.count(line) == 1
    ]
    for row in before["coded_segment"]:
        span = Span(row["start"], row["end"])
        place = expected_place(old, edits, span)
        if row["id"] in now:
            assert (now[row["id"]]["start"], now[row["id"]]["end"]) == (place.start, place.end)
        elif row["id"] in lost:
            assert lost[row["id"]] == span.of(old)
            assert place is None or not any(
                character.isalnum()
                for piece in TextEdits(edits).kept(span)
                for character in piece.of(old)
            )
        else:
            # United with one that says the same.
            twins = [
                one
                for one in now.values()
                if place == Span(one["start"], one["end"])
                and (one["code_id"], one["coder_id"]) == (row["code_id"], row["coder_id"])
            ]
            assert len(twins) == 1
        for line in same_line:
            if line and old.index(line) <= span.start and span.end <= old.index(line) + len(line):
                assert place is None or place.of(new) == span.of(old)
    assert len(before["coded_segment"]) == len(now) + len(lost) + result.united


def check_turns(workspace: Workspace, source_id: Any, length: int) -> None:
    end = 0
    for turn in workspace.read(turns_of, source_id):
        assert end <= turn.start <= turn.speech_start <= turn.end <= length
        end = turn.end


def stored_rows(workspace: Workspace) -> dict[str, list[dict[str, Any]]]:
    def read(session: Session) -> dict[str, list[dict[str, Any]]]:
        return {
            table.name: sorted(
                map(dict, session.execute(sql_text(f'SELECT * FROM "{table.name}"')).mappings()),
                key=lambda row: row["id"],
            )
            for table in history_tables()
        }

    return workspace.read(read)
