from dataclasses import replace

import pytest

from qualcoder_sts.foundation.progress import Cancelled, ReportedProgress
from qualcoder_sts.literature.queries import list_studies
from qualcoder_sts.participants.queries import list_attributes, list_participants, roster
from qualcoder_sts.project.tables import Original
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.project.tables.participants import AttributeKind, ParticipantKind
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.transcripts.decisions import ImportSettings
from qualcoder_sts.transcripts.errors import DateUnclearError
from qualcoder_sts.transcripts.operations.importing import import_sources
from qualcoder_sts.transcripts.operations.sources import rename_source
from qualcoder_sts.transcripts.preparing import prepare_files
from qualcoder_sts.transcripts.queries import (
    list_sources,
    read_transcript,
    speakers_of,
    words_by_source,
)
from qualcoder_sts.transcripts.readers.reading import ReadingChoices
from qualcoder_sts.transcripts.readers.survey import SurveyLayout

INTERVIEW = "I: How was it?\nMaria: It was hard.\nI: Oh?\nMaria: We talked.\n"
GROUP = (
    "Moderator: Well?\nP1: Yes, often.\nP3: No.\nUnknown female: Hm.\nP1: But.\n"
    "Moderator: And?\nP3: Never.\nUnknown female: Ha.\nP1: Well.\nP3: So.\n"
)
SURVEY = (
    "name,age,role,What helps you most in hard weeks?,What do you wish for next year?\n"
    "R1,30,nurse,Talking with the others about it all,More time for every single client\n"
    'R2,"40,5",driver,No.,Fewer forms and less of the paper work\n'
    "R3,about 50,driver,No.,Fewer forms and less of the paper work\n"
)


@pytest.fixture
def files(tmp_path):
    def prepare(contents, settings=None):
        paths = []
        for name, content in contents.items():
            path = tmp_path / "files" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
            paths.append(path)
        return prepare_files(paths, settings)

    return prepare


@pytest.fixture
def people(workspace):
    return lambda: [
        (row.display, row.kind, row.sources) for row in workspace.read(list_participants)
    ]


def test_an_interview(workspace, done, files, people):
    prepared = files({"interviews/I-01.txt": INTERVIEW})
    (result,) = done(import_sources, prepared, label="Import “I-01”")
    (source,) = workspace.read(list_sources)
    assert (source.id, source.name, source.method) == (result.id, "I-01", Method.INTERVIEW)
    assert people() == [("Maria", ParticipantKind.PERSON, ("I-01",))]
    assert [(row.label, row.present) for row in workspace.read(roster, source.session_id)] == [
        ("Maria", True)
    ]
    speakers = workspace.read(speakers_of, source.id)
    assert [(row.label, row.role, row.turns) for row in speakers] == [
        ("I", SpeakerRole.INTERVIEWER, 2),
        ("Maria", SpeakerRole.PARTICIPANT, 2),
    ]
    assert speakers[0].participant_id is None
    transcript = workspace.read(read_transcript, source.id)
    said = [transcript.text[turn.speech_start : turn.end] for turn in transcript.turns]
    assert said == ["How was it?", "It was hard.", "Oh?", "We talked."]
    assert workspace.read(words_by_source) == {source.id: 13}


def test_p3_of_two_groups_are_two_people(workspace, done, files, people):
    prepared = files(
        {"focus-groups/FG-1.txt": GROUP, "focus-groups/FG-2.txt": GROUP + "P1: Yes.\n"}
    )
    done(import_sources, prepared, label="Import 2 sources")
    person, group = ParticipantKind.PERSON, ParticipantKind.GROUP
    assert people() == [
        ("FG-1", group, ()), ("FG-1 P1", person, ("FG-1",)), ("FG-1 P3", person, ("FG-1",)),
        ("FG-2", group, ()), ("FG-2 P1", person, ("FG-2",)), ("FG-2 P3", person, ("FG-2",)),
    ]  # fmt: skip
    for source in workspace.read(list_sources):
        speakers = {row.label: row for row in workspace.read(speakers_of, source.id)}
        assert speakers["Unknown female"].role is SpeakerRole.UNATTRIBUTED
        assert speakers["Unknown female"].participant_id is None
        assert len(workspace.read(roster, source.session_id)) == 2


def test_members_of_the_group(workspace, files, rows_of):
    workspace.run(import_sources, files({"focus-groups/FG-1.txt": GROUP}))
    (session,) = rows_of("field_session")
    assert {row["group_id"] for row in rows_of("membership")} == {session["group_id"]}
    assert len(rows_of("membership")) == 2


def test_a_session_took_place_even_when_nobody_was_recognised(workspace, files, people):
    workspace.run(import_sources, files({"focus-groups/FG-1.txt": "All agreed on everything."}))
    (source,) = workspace.read(list_sources)
    assert source.session_id is not None
    assert people() == [("FG-1", ParticipantKind.GROUP, ())]


def test_field_notes_and_documents_have_no_session(workspace, files, people):
    workspace.run(import_sources, files({"field-notes/N.txt": "I went.", "x/D.txt": "A report."}))
    assert {row.method for row in workspace.read(list_sources)} == {"field-note", "document"}
    assert all(row.session_id is None for row in workspace.read(list_sources))
    assert people() == []


def test_literature_becomes_an_included_study(workspace, done, files, people):
    (result,) = done(
        import_sources, files({"literature/L-01.txt": INTERVIEW}), label="Import “L-01”"
    )
    (study,) = workspace.read(list_studies)
    assert (study.source_id, study.title, study.status) == (result.id, "L-01", "included")
    assert workspace.read(speakers_of, result.id) == []
    assert people() == []


def test_a_survey_by_respondent(workspace, done, files, people):
    results = done(import_sources, files({"S.csv": SURVEY}), label="Import 3 sources")
    assert [result.name for result in results] == ["S R1", "S R2", "S R3"]
    person = ParticipantKind.PERSON
    assert people() == [
        ("R1", person, ("S R1",)),
        ("R2", person, ("S R2",)),
        ("R3", person, ("S R3",)),
    ]
    rows = workspace.read(list_participants)
    assert rows[0].attributes == {"age": "30", "role": "nurse"}
    # One column is one attribute, typed by all of its values.
    assert rows[1].attributes == {"age": "40,5", "role": "driver"}
    kinds = {row.name: row.kind for row in workspace.read(list_attributes)}
    assert kinds == {"age": AttributeKind.TEXT, "role": AttributeKind.TEXT}


def test_a_survey_by_question(workspace, done, files, people):
    layout = ImportSettings(
        method=Method.SURVEY, reading=ReadingChoices(survey_layout=SurveyLayout.PER_QUESTION)
    )
    done(import_sources, files({"S.csv": SURVEY}, layout), label="Import 2 sources")
    found = people()
    # One person answers both questions.
    assert [name for name, _, _ in found] == ["R1", "R2", "R3"]
    assert all(len(sources) == 2 for _, _, sources in found)


def test_the_same_answers_of_two_people_are_two_sources(workspace, files):
    answers = (
        "name,What helps you most in hard weeks of work?\nR1,I do not know it at all\n"
        "R2,I do not know it at all\nR3,Talking with the others about it all\n"
    )
    results = workspace.run(import_sources, files({"S.csv": answers})).value
    assert [result.error for result in results] == ["", "", ""]


def test_importing_twice(workspace, files, unchanged):
    prepared = files({"interviews/I-01.txt": INTERVIEW, "S.csv": SURVEY})
    workspace.run(import_sources, prepared)
    results = unchanged(import_sources, prepared)
    assert [result.error for result in results] == [
        f"“{name}” is in the project already, with the same text."
        for name in ("I-01", "S R1", "S R2", "S R3")
    ]


def test_what_is_new_is_counted(workspace, files):
    workspace.run(import_sources, files({"interviews/I-01.txt": INTERVIEW}))
    both = files({"interviews/I-01.txt": INTERVIEW, "interviews/I-02.txt": INTERVIEW + "I: So.\n"})
    changes = workspace.run(import_sources, both).changes
    assert (changes.label, changes.kind) == ("Import “I-02”", ChangeKind.IMPORT)


def test_the_same_name_and_another_text(workspace, done, files, unchanged):
    workspace.run(import_sources, files({"interviews/I-01.txt": INTERVIEW}))
    other = files({"more/i-01.txt": INTERVIEW + "I: Thanks.\n"})
    (result,) = done(import_sources, other, label="Import “i-01”")
    assert result.name == "i-01 (2)"
    (again,) = unchanged(import_sources, other)
    assert again.error == "“i-01” is in the project already as “i-01 (2)”, with the same text."


def test_a_renamed_source_is_known_by_its_file(workspace, files, unchanged):
    prepared = files({"interviews/I-01.txt": INTERVIEW})
    (result,) = workspace.run(import_sources, prepared).value
    workspace.run(rename_source, result.id, "Director")
    (again,) = unchanged(import_sources, prepared)
    assert again.error.startswith("“I-01” is in the project already as “Director”")


def test_one_transcript_in_two_formats_comes_in_once(workspace, files):
    results = workspace.run(
        import_sources, files({"a/I-01.txt": INTERVIEW, "a/I-01.md": INTERVIEW})
    )
    assert [bool(result.error) for result in results.value] == [False, True]


def test_originals_are_kept_byte_for_byte(workspace, files):
    content = b"\xef\xbb\xbfI: How?\r\nP1: Caf\xc3\xa9.\r\n"
    prepared = files({"interviews/a.txt": content, "interviews/b.txt": content})
    workspace.run(import_sources, prepared)
    originals = workspace.read(lambda session: session.query(Original).all())
    assert [original.content for original in originals] == [content]
    (first, second) = workspace.read(list_sources)
    assert workspace.read(read_transcript, first.id).text == "I: How?\nP1: Café."
    assert first.text_hash == second.text_hash


def test_a_bad_file_gets_its_line_and_stops_nothing(workspace, files):
    prepared = files({"a.txt": b"", "interviews/I-01.txt": INTERVIEW})
    bad, good = workspace.run(import_sources, prepared).value
    assert bad.error.startswith("“a.txt” cannot be read: ")
    assert bad.source is None
    assert good.id is not None


def test_nothing_but_bad_files(files, unchanged):
    (result,) = unchanged(import_sources, files({"a.txt": b""}))
    assert result.error


def test_stopping_in_the_middle_leaves_nothing(workspace, files, rows_of):
    prepared = files({f"interviews/I-{n}.txt": INTERVIEW + f"I: {n}.\n" for n in range(6)})
    asked = []

    def is_cancelled():
        asked.append(1)
        return len(asked) > 6

    with pytest.raises(Cancelled):
        workspace.run(import_sources, prepared, ReportedProgress(lambda *_: None, is_cancelled))
    assert workspace.read(list_sources) == []
    assert rows_of("text") == rows_of("original") == rows_of("participant") == []


def test_progress(workspace, files):
    told = []
    prepared = files({"interviews/I-01.txt": INTERVIEW})
    workspace.run(import_sources, prepared, ReportedProgress(lambda *state: told.append(state)))
    assert told == [(0, 1, "Writing transcripts"), (1, 1, "Writing transcripts")]


def test_a_file_that_is_there_comes_again_when_it_is_wanted(workspace, files):
    prepared = files({"interviews/I-01.txt": INTERVIEW})
    workspace.run(import_sources, prepared)
    (line,) = workspace.run(import_sources, prepared).value
    assert "in the project already" in line.error
    (line,) = workspace.run(import_sources, [replace(prepared[0], again=True)]).value
    assert line.name == "I-01 (2)"


def test_a_date_comes_with_the_source(workspace, files):
    workspace.run(import_sources, files({"a.txt": INTERVIEW}, ImportSettings(date="2020-05")))
    (source,) = workspace.read(list_sources)
    assert source.date == "2020-05"
    with pytest.raises(DateUnclearError):
        workspace.run(import_sources, files({"b.txt": INTERVIEW}, ImportSettings(date="May")))
