"""Tables that say who speaks and who was there."""

import pytest

from qualcoder_sts.foundation.tables import read_table
from qualcoder_sts.participants.queries import list_participants, roster
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.project.tables import FieldSession
from qualcoder_sts.transcripts.operations.importing import import_sources
from qualcoder_sts.transcripts.operations.people_tables import correct_speakers, import_rosters
from qualcoder_sts.transcripts.preparing import files_in, prepare_files
from qualcoder_sts.transcripts.queries import find_source, speakers_of

INTERVIEW = (
    "Interviewer: What helps you when a week has been hard?\n"
    "Ximena: We sit in the kitchen, all of us, and nobody writes anything down.\n"
    "Interveiwer: And what does the clinic do about it?\n"
    "Ximena: They gave us a car with a door that closes, at last.\n"
    "Interviewer: Was that all they ever did?\n"
    "Ximena: They gave us a form as well, and we filled it in.\n"
)
GROUP = (
    "Moderator: What would you change first?\n"
    "P1: Fewer families, so that I know their names again.\n"
    "P2: I would like to know where everybody is at night.\n"
    "Moderator: P3, you look as if you agree.\n"
    "P1: He does, he always does.\n"
    "P2: And the door, the door should lock.\n"
)


@pytest.fixture
def workspace(tmp_path):
    for folder, name, text in (
        ("interviews", "I-1.txt", INTERVIEW),
        ("focus-groups", "FG-1.txt", GROUP),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
    with create_project(tmp_path / "p.qsts", "P", coder="Ana") as workspace:
        workspace.run(import_sources, prepare_files(files_in([tmp_path])))
        yield workspace


def table(*lines):
    return read_table("\n".join(lines).encode(), "table.csv")


def labels(workspace):
    source = workspace.read(find_source, "I-1")
    return {s.label: (s.role.value, s.turns) for s in workspace.read(speakers_of, source.id)}


def on_roster(workspace, name):
    def read(session):
        (took_place,) = session.query(FieldSession).filter_by(name=name)
        return {row.label: row for row in roster(session, took_place.id)}

    return workspace.read(read)


def test_a_misspelt_label_is_joined_to_the_right_one(workspace):
    assert "Interveiwer" in labels(workspace)
    unfit = workspace.run(
        correct_speakers, table("source,speaker,same as", "I-1,Interveiwer,interviewer")
    ).value
    assert unfit == ()
    assert labels(workspace) == {"Interviewer": ("interviewer", 3), "Ximena": ("participant", 3)}
    assert "Interveiwer" not in {row.name for row in workspace.read(list_participants)}
    workspace.undo()
    assert "Interveiwer" in labels(workspace)


def test_a_role_is_set(workspace):
    workspace.run(correct_speakers, table("source,speaker,role", "I-1,Ximena,interviewer"))
    assert labels(workspace)["Ximena"] == ("interviewer", 3)


def test_the_silent_and_the_late_are_on_the_roster(workspace):
    unfit = workspace.run(
        import_rosters,
        table(
            "session,participant,attendance,note",
            "FG-1,P3,present,nodded",
            "fg-1,p1,,came late",
            "FG-1,P4,absent,",
        ),
    ).value
    assert unfit == ()
    rows = on_roster(workspace, "FG-1")
    assert {label: (row.present, row.note) for label, row in rows.items()} == {
        "P1": (True, "came late"),
        "P2": (True, ""),
        "P3": (True, "nodded"),
        "P4": (False, ""),
    }
    people = {row.name for row in workspace.read(list_participants)}
    assert {"P1", "P2", "P3", "P4"} <= people


def test_one_person_in_two_sessions_is_one(workspace):
    workspace.run(import_rosters, table("session,participant,same person as", "FG-1,P2,I-1/Ximena"))
    people = {row.name: row for row in workspace.read(list_participants)}
    assert "P2" not in people
    assert people["Ximena"].sessions == ("FG-1", "I-1")
    assert on_roster(workspace, "FG-1")["P2"].participant_id == people["Ximena"].id


@pytest.mark.parametrize(
    ("operation", "lines", "part"),
    [
        (correct_speakers, ("source,speaker,same as", "I-9,A,B"), "I-9"),
        (correct_speakers, ("source,speaker,same as", "I-1,Nobody,Ximena"), "“Nobody”"),
        (correct_speakers, ("source,speaker,role", "I-1,Ximena,boss"), "“boss” is not one of"),
        (import_rosters, ("session,participant", "FG-9,P1"), "“FG-9”"),
        (import_rosters, ("session,participant,attendance", "FG-1,P1,asleep"), "“asleep”"),
        (import_rosters, ("session,participant,same person as", "FG-1,P1,I-1/Rosa"), "Rosa"),
    ],
)
def test_rows_that_fit_nothing_are_told(workspace, operation, lines, part):
    (unfit,) = workspace.run(operation, table(*lines)).value
    assert unfit.row == 2
    assert part in unfit.reason
