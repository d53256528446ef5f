from uuid import uuid4

import pytest

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.coding.operations.finished import mark_finished
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.coding.queries import coded_up_to
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.literature.operations import add_finding
from qualcoder_sts.literature.queries import study_of_source
from qualcoder_sts.memos.operations import Target, write_memo
from qualcoder_sts.participants.operations import (
    add_attribute,
    add_session,
    set_attribute_value,
)
from qualcoder_sts.participants.queries import (
    find_participant,
    list_participants,
    list_sessions,
    roster,
)
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables.literature import Direction
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.transcripts.errors import (
    DateUnclearError,
    SourceNameTakenError,
    SourceUnknownError,
)
from qualcoder_sts.transcripts.operations.passages import add_passages
from qualcoder_sts.transcripts.operations.sources import (
    assign_session,
    change_session,
    delete_source,
    delete_sources,
    rename_source,
    set_lead_coder,
    set_method_of_sources,
    set_source_date,
    set_source_language,
    set_source_method,
)
from qualcoder_sts.transcripts.operations.speakers import link_speaker
from qualcoder_sts.transcripts.queries import (
    SourceBelongings,
    find_source,
    list_sources,
    original_content,
    read_transcript,
    source_belongings,
    source_details,
    speakers_of,
    text_lengths,
)

INTERVIEW = "I: How was it?\nMaria: It was hard.\nI: Oh?\nMaria: We talked.\n"
GROUP = "Moderator: Well?\nP1: Yes.\nP2: No.\nModerator: So?\nP1: Hm.\nP2: Ah.\n"


@pytest.fixture
def interview(add_source):
    return add_source("I-01", INTERVIEW)


@pytest.fixture
def source(workspace):
    return lambda source_id: workspace.read(read_transcript, source_id).source


def test_rename(done, refused, unchanged, add_source, interview, source):
    add_source("Évora", GROUP)
    done(
        rename_source,
        interview,
        " I-01  Director ",
        label="Rename source “I-01” to “I-01 Director”",
    )
    done(
        rename_source,
        interview,
        "i-01 director",
        label="Rename source “I-01 Director” to “i-01 director”",
    )
    refused(
        SourceNameTakenError,
        "There is a source “évora” already.",
        rename_source,
        interview,
        "évora",
    )
    unchanged(rename_source, interview, "  ")
    assert source(interview).name == "i-01 director"


def test_delete_takes_everything(done, workspace, interview, coder, rows_of, add_source):
    kept = add_source("Note", "Nothing.", "field-notes")
    code = workspace.run(add_code, "Trust").value
    segment = workspace.run(apply_code, interview, Span(0, 5), code, coder_id=coder).value
    workspace.run(write_memo, "Hm", coder_id=coder, target=Target("coded_segment", segment))
    workspace.run(write_memo, "Hm", coder_id=coder, target=Target("source", interview))
    workspace.run(mark_finished, interview, coder_id=coder)
    done(delete_source, interview, label="Delete source “I-01”")
    assert [row.id for row in workspace.read(list_sources)] == [kept]
    for table in (
        "coded_segment", "memo", "speaker", "speaker_turn", "finished_mark", "field_session",
        "roster_entry", "participant",
    ):  # fmt: skip
        assert rows_of(table) == [], table
    # The text stays in store, so that the step can be undone.
    assert len(rows_of("text")) == 2


def test_deleting_a_focus_group_takes_its_group(done, add_source, rows_of):
    group = add_source("FG-1", GROUP, "focus-groups")
    done(delete_source, group, label="Delete source “FG-1”")
    assert rows_of("participant") == rows_of("membership") == rows_of("field_session") == []


def test_whom_the_project_knows_from_elsewhere_stays(done, workspace, add_source, interview):
    maria = workspace.read(find_participant, "Maria").id
    group = add_source("FG-1", GROUP, "focus-groups")
    speakers = {row.label: row.id for row in workspace.read(speakers_of, group)}
    workspace.run(link_speaker, speakers["P1"], maria)
    role = workspace.run(add_attribute, "role").value
    second = workspace.read(find_participant, "P2").id
    workspace.run(set_attribute_value, role, "nurse", participant_id=second)
    done(delete_source, group, label="Delete source “FG-1”")
    assert {row.name for row in workspace.read(list_participants)} == {"Maria", "P2"}
    done(delete_source, interview, label="Delete source “I-01”")
    assert {row.name for row in workspace.read(list_participants)} == {"P2"}


def test_a_session_stays_while_a_field_note_belongs_to_it(
    done, workspace, add_source, interview, source
):
    session_id = source(interview).session_id
    note = add_source("Note", "He was late.", "field-notes")
    workspace.run(assign_session, note, session_id)
    done(delete_source, interview, label="Delete source “I-01”")
    assert source(note).session_id == session_id
    assert [row.label for row in workspace.read(roster, session_id)] == ["Maria"]


def test_literature_and_back(done, workspace, interview):
    done(
        set_source_method, interview, Method.LITERATURE, label="Set method of “I-01” to literature"
    )
    study = workspace.read(study_of_source, interview)
    assert study.title == "I-01"
    code = workspace.run(add_code, "Trust").value
    workspace.run(add_finding, study.id, code, Direction.SUPPORTS)
    done(set_source_method, interview, Method.DOCUMENT, label="Set method of “I-01” to document")
    done(
        set_source_method, interview, Method.LITERATURE, label="Set method of “I-01” to literature"
    )
    assert workspace.read(study_of_source, interview).id == study.id


def test_an_interview_that_was_a_focus_group(done, workspace, interview, rows_of):
    done(
        set_source_method,
        interview,
        Method.FOCUS_GROUP,
        label="Set method of “I-01” to focus group",
    )
    (session,) = rows_of("field_session")
    (membership,) = rows_of("membership")
    assert membership["group_id"] == session["group_id"]
    assert [row.display for row in workspace.read(list_participants)] == ["I-01", "Maria"]


def test_a_document_that_was_an_interview(done, workspace, add_source, source):
    source_id = add_source("Talk", INTERVIEW, "x", method=Method.DOCUMENT)
    assert workspace.read(list_participants) == []
    done(set_source_method, source_id, Method.INTERVIEW, label="Set method of “Talk” to interview")
    assert [row.display for row in workspace.read(list_participants)] == ["Maria"]
    assert len(workspace.read(roster, source(source_id).session_id)) == 1


@pytest.mark.parametrize("date", ["2020-05-31", "2020-05", "2020"])
def test_date(done, interview, source, date):
    done(set_source_date, interview, f" {date} ", label=f"Set date of “I-01” to {date}")
    assert source(interview).date == date
    done(set_source_date, interview, "", label="Set date of “I-01” to unknown")


@pytest.mark.parametrize("date", ["31.05.2020", "2020-13", "2020-02-30", "May", "20200531", "0000"])
def test_an_unclear_date(refused, interview, date):
    refused(DateUnclearError, f"“{date}” is not clear as a date", set_source_date, interview, date)


def test_lead_coder(done, refused, interview, coder, source):
    done(set_lead_coder, interview, coder, label="Set lead coder of “I-01” to “Ana Ruiz”")
    assert source(interview).lead_coder_id == coder
    done(set_lead_coder, interview, None, label="Set no lead coder of “I-01”")
    refused(RowMissingError, "coder", set_lead_coder, interview, uuid4())


def test_session(done, refused, workspace, add_source, source):
    note = add_source("Note", "He was late.", "field-notes")
    session_id = workspace.run(add_session, "FG-1").value
    done(assign_session, note, session_id, label="Assign “Note” to the session “FG-1”")
    assert source(note).session_id == session_id
    done(assign_session, note, None, label="Assign “Note” to no session")
    refused(RowMissingError, "session", assign_session, note, uuid4())


@pytest.mark.parametrize(
    ("operation", "arguments"),
    [
        (rename_source, ("X",)),
        (delete_source, ()),
        (set_source_method, (Method.SURVEY,)),
        (set_source_date, ("2020",)),
        (set_lead_coder, (None,)),
        (assign_session, (None,)),
    ],
)
def test_a_source_that_has_gone(refused, operation, arguments):
    refused(RowMissingError, "This source is no longer", operation, uuid4(), *arguments)


def test_the_list_and_finding_by_name(workspace, add_source):
    for name in ("I-10", "I-9"):
        add_source(name, INTERVIEW + f"I: {name}.\n")
    add_source("A note", "Nothing.", "field-notes")
    assert [row.name for row in workspace.read(list_sources)] == ["I-9", "I-10", "A note"]
    assert workspace.read(find_source, "a  NOTE").name == "A note"
    with pytest.raises(
        SourceUnknownError, match=r"no source “I-99” in the project\. Did you mean “I-9”\?"
    ):
        workspace.read(find_source, "I-99")
    with pytest.raises(RowMissingError):
        workspace.read(read_transcript, uuid4())


def test_passages(done, text_of, workspace, interview, source):
    added = done(add_passages, "i-01", ["One\r\n1", "", "Two"], label="Add source “i-01 (2)”")
    text = text_of(added.source_id)
    assert text == "One\n1\n\nTwo"
    assert [span.of(text) for span in added.spans] == ["One\n1", "", "Two"]
    assert source(added.source_id).method is Method.DOCUMENT


def test_several_at_once(done, workspace, add_source, interview):
    note = add_source("Note", "Nothing.", "field-notes")
    done(
        set_method_of_sources, [interview, note], Method.DOCUMENT,
        label="Set method of 2 sources to document",
    )  # fmt: skip
    assert {row.method for row in workspace.read(list_sources)} == {Method.DOCUMENT}
    done(delete_sources, [interview, note], label="Delete 2 sources")
    assert workspace.read(list_sources) == []


def test_one_of_several_keeps_its_name(done, interview):
    done(delete_sources, [interview], label="Delete source “I-01”")


def test_language(done, interview, source):
    done(set_source_language, interview, " Danish ", label="Set language of “I-01” to Danish")
    assert source(interview).language == "Danish"
    done(set_source_language, interview, "", label="Set language of “I-01” to unknown")


def test_what_is_known_of_a_source(workspace, interview, coder):
    code = workspace.run(add_code, "Trust").value
    segment = workspace.run(apply_code, interview, Span(0, 5), code, coder_id=coder).value
    workspace.run(write_memo, "Hm", coder_id=coder, target=Target("coded_segment", segment))
    details = workspace.read(source_details, interview)
    assert (details.words, details.session, details.speakers) == (13, "I-01", 2)
    assert details.has_original
    assert details.original_name == "I-01.txt"
    assert workspace.read(original_content, interview).startswith(b"I: How")
    assert workspace.read(source_belongings, [interview]) == SourceBelongings(4, 1, 1, 1)
    assert workspace.read(text_lengths) == {interview: len(workspace.read(
        read_transcript, interview).text)}  # fmt: skip
    assert workspace.read(coded_up_to, coder) == {interview: 5}
    assert workspace.read(coded_up_to, None) == {}


def test_sessions_are_described(done, refused, workspace, interview, source):
    session_id = source(interview).session_id
    done(
        change_session, session_id, " Talk at the  clinic", "Port Ellery ", "2020-05",
        label="Change the session “I-01”",
    )  # fmt: skip
    (row,) = workspace.read(list_sessions)
    assert (row.name, row.place, row.date) == ("Talk at the clinic", "Port Ellery", "2020-05")
    refused(DateUnclearError, "“May”", change_session, session_id, "X", "", "May")
    refused(RowMissingError, "session", change_session, uuid4(), "X", "", "")
