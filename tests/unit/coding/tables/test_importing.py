import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.coding.operations.segments import NewSegment, apply_codes, remove_segments
from qualcoder_sts.coding.queries import finished_marks, segments_of
from qualcoder_sts.coding.tables.exporting import COLUMNS, coding_table
from qualcoder_sts.coding.tables.importing import import_coding
from qualcoder_sts.coding.tables.rows import coding_rows
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.tables import read_table, write_table
from qualcoder_sts.memos.operations import Target, write_memo
from qualcoder_sts.project.coders import list_coders
from qualcoder_sts.project.tables.coding import SegmentOrigin
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.transcripts.operations.passages import add_passages
from qualcoder_sts.transcripts.queries import find_source, list_sources, read_transcript

HEADER = "source;quote;code;coder;start;end;memo;weight;key_quote"


@pytest.fixture
def take_in(workspace, coder):
    """Import the lines of a table; gives the outcome."""

    def run(*lines, **how):
        rows = coding_rows(read_table("\n".join((HEADER, *lines)).encode(), "c.csv"), "c.csv")
        return workspace.run(import_coding, rows, coder_id=coder, **how)

    return run


@pytest.fixture
def coded_words(workspace, text_of):
    """What is coded in a source: words, code, coder."""

    def read(source_id):
        text = text_of(source_id)
        return [
            (text[row.start : row.end], row.code, row.coder)
            for row in workspace.read(segments_of, source_id)
        ]

    return read


def reasons(outcome):
    return [(row.row, row.reason) for row in outcome.value.unplaced]


def test_rows_find_their_places(workspace, source, codes, take_in, coded_words, text_of):
    start = text_of(source).index("My team")
    outcome = take_in(
        "i-01;We cried together;Organizational/Trust;Tomasz Lind;;;Hm;70;yes",
        f"I-01;My team;Fear | Peers;;{start};{start + 7};;;",
        f"I-01;;trust;;{start};{start + 7};;;",
        name="c.csv",
    )
    assert sorted(coded_words(source)) == [
        ("My team", "Fear", "Ana Ruiz"),
        ("My team", "Peers", "Ana Ruiz"),
        ("My team", "Trust", "Ana Ruiz"),
        ("We cried together", "Trust", "Tomasz Lind"),
    ]
    first = workspace.read(segments_of, source)[0]
    assert (first.memo, first.weight, first.key_quote) == ("Hm", 70, True)
    assert first.origin is SegmentOrigin.IMPORT
    assert (outcome.value.read, outcome.value.placed, outcome.value.unplaced) == (4, 4, ())
    assert (outcome.changes.label, outcome.changes.kind) == (
        "Import coding from “c.csv”",
        ChangeKind.IMPORT,
    )
    assert take_in("I-01;Oh?;Peers;;;;;;").changes.label == "Import coding"


def test_one_step_and_undone_row_for_row(done, source, codes, coder):
    lines = (HEADER, "I-01;We cried;Trust;New;;;Hm;;", "Other;Something;New code;;;;;;")
    rows = coding_rows(read_table("\n".join(lines).encode(), "c.csv"), "c.csv")
    result = done(
        import_coding, rows, coder_id=coder, name="c.csv", finished=True,
        label="Import coding from “c.csv”",
    )  # fmt: skip
    assert result.placed == 2


def test_importing_twice_changes_nothing(source, codes, take_in):
    lines = ("I-01;We cried;Trust | Fear;T;;;Hm;5;x", "I-01;We cried;Peers;;;;;;")
    take_in(*lines, finished=True)
    outcome = take_in(*lines, finished=True)
    assert not outcome.changes
    assert outcome.value.placed == 3


def test_a_later_table_fills_in_what_was_lacking(workspace, source, codes, take_in):
    take_in("I-01;We cried;Trust;;;;;;")
    take_in("I-01;We cried;Trust;;;;Hm;40;yes")
    (row,) = workspace.read(segments_of, source)
    assert (row.memo, row.weight, row.key_quote) == ("Hm", 40, True)


def test_what_cannot_be_placed(workspace, source, codes, take_in, rows_of):
    outcome = take_in(
        "I-01;nobody said this;Trust;;;;;;",
        "I-01;Maria:;Trust | Fear;;;;;;",
        "I-01;We cried;Nothing;;;;;;",
        "I-01;We cried;Organizational;;;;;;",
        "I-01;We cried;;;;;;;",
        "I-01;We cried;Trust;;x;;;;",
        "I-01;We cried;Trust;;;;;101;",
        ";We cried;Trust;;;;;;",
        "I-01;;Trust;;;;;;",
        "I-01;Maria:;Trust;Nobody Else;3;9;;;",
        "I-01;;Trust;;3;9999;;;",
        "I-01;We cried;Trust/;;;;;;",
    )
    length = len(workspace.read(read_transcript, source).text)
    assert reasons(outcome) == [
        (2, "the quote does not stand in the text"),
        (3, "the quote stands 2 times; give start and end"),
        (3, "the quote stands 2 times; give start and end"),
        (4, "there is no code “Nothing” in the codebook"),
        (5, "“Organizational” is a category and cannot be applied"),
        (6, "it names no code"),
        (7, "“x” in column “start” is not a whole number"),
        (8, "its weight is 101; a weight is a whole number from 0 to 100"),
        (9, "it names no source"),
        (10, "it has neither a quote nor offsets"),
        (11, "quote and offsets do not agree"),
        (12, "there is no place from 3 to 9999 in the text"),
        (13, "there is no code “Trust/” in the codebook"),
    ]
    assert length < 9999
    assert (outcome.value.read, outcome.value.placed) == (13, 0)
    # Nobody comes into the project for a row that has no place.
    assert not outcome.changes
    assert [coder.name for coder in workspace.read(list_coders)] == ["Ana Ruiz"]


def test_a_name_that_several_codes_have(workspace, source, codes, take_in):
    workspace.run(add_code, "Trust")
    workspace.run(add_code, "Trust", parent_id=codes["Peers"])
    outcome = take_in("I-01;We cried;trust;;;;;;", "I-01;We cried;Organizational/Trust;;;;;;")
    # At the top of the codebook, the name is the path.
    assert outcome.value.placed == 2
    assert reasons(take_in("I-01;Oh?;Feathers;;;;;;"))[0][1].startswith("there is no code")
    workspace.run(add_code, "Fear", parent_id=codes["Peers"])
    assert reasons(take_in("I-01;Oh?;Fear;;;;;;")) == [
        (2, "several codes are called “Fear”; give the whole path")
    ]


def test_a_quote_that_stands_twice_is_placed_by_the_order_of_rows(
    source, codes, take_in, workspace
):
    outcome = take_in(
        "I-01;I: Oh?;Trust;;;;;;", "I-01;Maria:;Trust;;;;;;", "I-01;Maria:;Fear;T;;;;;"
    )
    # After the first row only the second place is left; another coder starts again.
    assert outcome.value.placed == 2
    assert reasons(outcome) == [(4, "the quote stands 2 times; give start and end")]
    rows = workspace.read(segments_of, source)
    text = workspace.read(read_transcript, source).text
    assert [row.start for row in rows] == [text.index("I: Oh?"), text.rindex("Maria:")]


def test_line_ends_in_a_quote(workspace, source, codes, coder, coded_words):
    content = 'source,quote,code\r\nI-01,"I: Oh?\r\nMaria: My team",Trust\r\n'.encode("utf-8-sig")
    rows = coding_rows(read_table(content, "c.csv"), "c.csv")
    assert workspace.run(import_coding, rows, coder_id=coder).value.placed == 1
    assert coded_words(source) == [("I: Oh?\nMaria: My team", "Trust", "Ana Ruiz")]


def test_a_source_made_of_the_rows(workspace, codes, take_in, coded_words, text_of):
    outcome = take_in(
        "Set  A;One;New | Deep/Er;;;;;;",
        "set a;Two;new;T;;;;;",
        "Set A;;New;;;;;;",
        "Set A;One;ORGANIZATIONAL/Lower;;;;;;",
        "Set B;Three;Trust;;;;;;",
        "Set B;Four;Broken/;;;;;;",
    )
    assert outcome.value.new_sources == ("Set A", "Set B")
    assert outcome.value.new_codes == ("New", "Deep/Er", "ORGANIZATIONAL/Lower")
    assert reasons(outcome) == [
        (4, "its passage is empty"),
        (7, "there is no code “Broken/” in the codebook"),
    ]
    first = workspace.read(find_source, "Set A").id
    # Ana Ruiz' rows follow one another, and give the same words another code.
    assert text_of(first) == "One\nTwo"
    assert sorted(coded_words(first)) == [
        ("One", "Er", "Ana Ruiz"), ("One", "Lower", "Ana Ruiz"), ("One", "New", "Ana Ruiz"),
        ("Two", "New", "T"),
    ]  # fmt: skip
    assert [row.path_text for row in workspace.read(code_tree)] == [
        "Organizational", "Organizational/Trust", "Organizational/Fear", "Organizational/Lower",
        "Peers", "New", "Deep", "Deep/Er",
    ]  # fmt: skip


def test_two_coders_of_a_new_source_are_about_one_text(workspace, take_in, text_of, coded_words):
    take_in(
        "Set;One;A;;;;;;", "Set;Two;B;;;;;;", "Set;One;A;T;;;;;", "Set;Two;A;T;;;;;",
    )  # fmt: skip
    source_id = workspace.read(find_source, "Set").id
    assert text_of(source_id) == "One\nTwo"
    assert sorted(coded_words(source_id)) == [
        ("One", "A", "Ana Ruiz"), ("One", "A", "T"), ("Two", "A", "T"), ("Two", "B", "Ana Ruiz"),
    ]  # fmt: skip


def test_rows_without_anything_to_place_make_no_source(workspace, take_in):
    outcome = take_in("Set;;A;;;;;;", "Other;One;A;;x;;;;")
    assert workspace.read(list_sources) == []
    assert workspace.read(code_tree).rows == ()
    assert not outcome.changes


def test_finished(workspace, source, codes, take_in):
    take_in("I-01;We cried;Trust;;;;;;", "I-01;Oh?;Fear;T;;;;;", finished=True)
    marks = workspace.read(finished_marks)
    assert {(mark.source, mark.coder) for mark in marks} == {("I-01", "Ana Ruiz"), ("I-01", "T")}


def test_the_exported_table(workspace, coded, coder, other_coder):
    first = coded("We cried together")
    coded("My team", "Peers", by=other_coder)
    for content, private in (("One", False), ("Secret", True), ("Two", False)):
        target = Target("coded_segment", first)
        workspace.run(write_memo, content, coder_id=coder, target=target, private=private)
    table = workspace.read(coding_table)
    assert table.columns == COLUMNS
    assert [row[:4] + row[6:] for row in table.rows] == [
        ("I-01", "We cried together", "Organizational/Trust", "Ana Ruiz", "One\n\nTwo", "", ""),
        ("I-01", "My team", "Peers", "Tomasz Lind", "", "", ""),
    ]
    only = workspace.read(coding_table, coder="Tomasz Lind")
    assert [row[3] for row in only.rows] == ["Tomasz Lind"]
    assert workspace.read(coding_table, coder="Nobody").rows == ()


# What a spreadsheet might stumble over, and what no file can hold left out.
TEXTS = st.text(st.sampled_from("ab é\u0301😀\n\t,;|\"'=-\u00a0"), min_size=1, max_size=25)
NAMES = st.text(st.sampled_from("aB/|\\é"), min_size=1, max_size=4)


@st.composite
def studies(draw):
    texts = draw(st.lists(TEXTS, min_size=1, max_size=3))
    names = draw(st.lists(NAMES, min_size=1, max_size=3, unique_by=str.casefold))
    segments = []
    for _ in range(draw(st.integers(0, 8))):
        number = draw(st.integers(0, len(texts) - 1))
        start = draw(st.integers(0, len(texts[number]) - 1))
        end = draw(st.integers(start + 1, len(texts[number])))
        segments.append(
            (number, start, end, draw(st.sampled_from(names)), draw(st.booleans()),
             draw(st.none() | st.integers(0, 100)), draw(st.booleans()))
        )  # fmt: skip
    return texts, names, segments


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@settings(suppress_health_check=list(HealthCheck), max_examples=20)
@given(studies())
def test_there_and_back(workspace, coder, other_coder, tmp_path, ending, study):
    texts, names, segments = study

    def build(session):
        sources = [
            add_passages(session, f"Source {number}", [text]).source_id
            for number, text in enumerate(texts)
        ]
        parent = add_code(session, "Codes", codable=False)
        keys = {name: add_code(session, name, parent_id=parent) for name in names}
        wanted = [
            NewSegment(
                sources[number], Span(start, end), keys[name], other_coder if is_other else coder,
                weight, mark,
            )
            for number, start, end, name, is_other, weight, mark in segments
        ]  # fmt: skip
        return apply_codes(session, wanted)

    keys = workspace.run(build).value
    expected = said(workspace)
    table = workspace.read(coding_table)
    if table.rows:
        file = tmp_path / f"coding{ending}"
        write_table(table, file)
        table = read_table(file.read_bytes(), file.name)
    removed = workspace.run(remove_segments, sorted(set(keys)))
    result = workspace.run(import_coding, coding_rows(table, "c"), coder_id=coder)
    try:
        assert result.value.unplaced == ()
        assert said(workspace) == expected
    finally:
        for outcome in (result, removed):
            if outcome.changes:
                workspace.undo()
        workspace.undo()


def said(workspace):
    return sorted(
        repr((row.start, row.end, row.code, row.coder, row.weight, row.key_quote, source.name))
        for source in workspace.read(list_sources)
        for row in workspace.read(segments_of, source.id)
    )
