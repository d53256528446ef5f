from uuid import uuid4

import pytest

from qualcoder_sts.foundation.tables import Table
from qualcoder_sts.participants.matching import matched_rows
from qualcoder_sts.participants.queries import ParticipantRow, list_participants
from qualcoder_sts.project.tables.participants import ParticipantKind
from qualcoder_sts.transcripts.decisions import ImportSettings, PersonLink, SpeakerDecision
from qualcoder_sts.transcripts.operations.importing_with_attributes import (
    NamedTable,
    import_with_attributes,
)
from qualcoder_sts.transcripts.planned_people import planned_directory
from qualcoder_sts.transcripts.preparing import prepare_files
from qualcoder_sts.transcripts.queries import list_sources

INTERVIEW = "I: How was it?\nMaria: It was hard.\nI: Oh?\nMaria: We talked.\n"
GROUP = "Moderator: Well?\n" + "".join(f"P{n}: Yes, {n}.\nP{n % 3 + 1}: No.\n" for n in (1, 2, 3))
TABLE = Table(
    ("name", "session", "age"),
    (
        ("Maria", "", "41"),
        ("P1", "FG-1", "30"),
        ("P1", "FG-2", "35"),
        ("P1", "", "99"),
        ("P9", "FG-1", "50"),
        ("I-02", "", "1"),
    ),
)


@pytest.fixture
def files(tmp_path):
    def prepare(settings=None):
        contents = {"interviews/I-01": INTERVIEW, "interviews/I-02": INTERVIEW}
        contents |= {"focus-groups/FG-1": GROUP, "focus-groups/FG-2": GROUP.replace("Yes", "No")}
        paths = []
        for name, content in contents.items():
            path = tmp_path / f"{name}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(content)
            paths.append(path)
        return prepare_files(paths, settings or ImportSettings(link_names=True))

    return prepare


def test_a_table_fits_before_the_import_as_it_does_after_it(workspace, files):
    prepared = files()
    planned = matched_rows(TABLE, planned_directory([], [], prepared))
    imported = workspace.run(
        import_with_attributes, prepared, NamedTable("people.csv", TABLE)
    ).value
    assert imported.attributes.matched == len(planned.matched) == 4
    assert imported.attributes.unmatched == planned.unmatched
    assert [row.row for row in planned.unmatched] == [5, 6]


def test_people_of_one_name_are_told_apart_when_they_are_not_linked(workspace, files):
    prepared = files(ImportSettings())
    planned = matched_rows(TABLE, planned_directory([], [], prepared))
    assert "Maria" in [row.name for row in planned.unmatched]
    given = workspace.run(import_with_attributes, prepared, NamedTable("p.csv", TABLE)).value
    assert given.attributes.unmatched == planned.unmatched


def test_whom_the_project_knows_counts(files):
    known = ParticipantRow(uuid4(), "Ben", "Ben", ParticipantKind.PERSON, (), (), (), {})
    table = Table(("name", "age"), (("Ben", "30"), ("Old source", "3")))
    assert len(matched_rows(table, planned_directory([known], ["Old source"], [])).matched) == 2


def test_one_step_with_one_name(workspace, files, done):
    done(
        import_with_attributes,
        files(),
        NamedTable("people.csv", TABLE),
        label="Import 4 sources",
    )
    workspace.undo()
    assert workspace.read(list_participants) == []
    assert workspace.read(list_sources) == []


def test_one_name_is_one_person_in_all_files(workspace, files):
    workspace.run(import_with_attributes, files())
    (maria,) = [row for row in workspace.read(list_participants) if row.name == "Maria"]
    assert maria.sessions == ("I-01", "I-02")


def test_somebody_the_project_knows_is_linked_by_hand(workspace, files):
    workspace.run(import_with_attributes, files()[:1])
    (maria,) = workspace.read(list_participants)
    link = SpeakerDecision("P1", person=PersonLink(maria.id))
    workspace.run(import_with_attributes, files(ImportSettings(speakers=(link,)))[2:3])
    people = {row.name: row for row in workspace.read(list_participants)}
    assert people["Maria"].sessions == ("FG-1", "I-01")
    assert "P1" not in people
