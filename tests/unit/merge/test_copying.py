"""A copy for a colleague: what stays, what is left out, and that nothing tells of it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.coding.operations.codes import delete_code, merge_codes
from qualcoder_sts.coding.operations.contributors import set_contributor
from qualcoder_sts.coding.operations.finished import mark_finished
from qualcoder_sts.coding.operations.rounds import Assigned, NewRound, open_round
from qualcoder_sts.coding.operations.segments import apply_code, remove_segments
from qualcoder_sts.coding.operations.texts import edit_text
from qualcoder_sts.foundation.progress import Cancelled, ReportedProgress
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos.operations import Target, link_memo, write_memo
from qualcoder_sts.merge.copying import NOT_COPIED, give_copy, left_out_of_copy, make_copy
from qualcoder_sts.merge.errors import BlindCopyForNobodyError
from qualcoder_sts.merge.leaving_out import FOLLOWING, JOINT, OWNED, SHARED, Reader
from qualcoder_sts.participants.operations import add_participant
from qualcoder_sts.project.checking import check_project
from qualcoder_sts.project.errors import FolderMissingError, ProjectExistsError
from qualcoder_sts.project.given_copy import coder_of_copy, given_copy
from qualcoder_sts.project.history.trail import audit_trail
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.project.tables import Base
from qualcoder_sts.project.tables.base import history_tables
from qualcoder_sts.project.workspace import Workspace

ANA, TOMASZ = "Ana Ruiz", "Tomasz Lind"
SECRET = "unguessable reflection of a colleague"
BLIND = Reader(TOMASZ, blind=True)


@dataclass
class Team:
    """A study in which two have coded; *hidden* are keys of Ana's rows, *own* Tomasz's."""

    workspace: Workspace
    folder: Path
    source: UUID
    codes: dict[str, UUID]
    hidden: dict[str, UUID]
    own: dict[str, UUID]

    def copy(self, reader: Reader, name: str = "copy.qsts") -> Path:
        return make_copy(self.workspace.path, self.folder / name, reader).file


@pytest.fixture
def team(workspace: Workspace, tmp_path: Path, add_source: Callable[..., UUID]) -> Team:
    source = add_source("I-01", "I: How was it?\nP1: It was hard. We talked, and that helped.")
    codes = {name: workspace.run(add_code, name).value for name in ("Trust", "Peers", "Debrief")}
    person = workspace.run(add_participant, "P1").value
    made = Team(workspace, tmp_path, source, codes, {}, {})
    workspace.act_as(TOMASZ)
    made.own["segment"] = coded(made, "Peers", 20, 30)
    made.own["memo"] = noted(made, "I was one of them", private=True)
    workspace.act_as(ANA)
    made.hidden["segment"] = coded(made, "Trust", 16, 40)
    made.hidden["removed"] = coded(made, "Debrief", 18, 22)
    workspace.run(remove_segments, [made.hidden["removed"]])
    made.hidden["memo"] = noted(made, SECRET, Target("coded_segment", made.hidden["segment"]))
    made.hidden["private"] = noted(made, f"{SECRET}, not for you", private=True)
    workspace.run(link_memo, made.hidden["memo"], Target("code", codes["Trust"]))
    workspace.run(set_contributor, made.hidden["segment"], person, True)
    workspace.run(mark_finished, source, coder_id=workspace.coder_id)
    return made


def coded(team: Team, code: str, start: int, end: int) -> UUID:
    coder = team.workspace.coder_id
    span = Span(start, end)
    return team.workspace.run(apply_code, team.source, span, team.codes[code], coder_id=coder).value  # type: ignore[arg-type]


def noted(team: Team, content: str, target: Target | None = None, *, private: bool = False) -> UUID:
    coder = team.workspace.coder_id
    assert coder is not None
    return team.workspace.run(
        write_memo, content, coder_id=coder, target=target, private=private
    ).value


def query(path: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def labels(path: Path) -> list[str]:
    with open_project(path, read_only=True) as copy:
        return [entry.label for entry in copy.read(audit_trail)]


def test_every_table_is_given_kept_or_left_out_on_purpose() -> None:
    declared = [set(OWNED), set(JOINT), set(FOLLOWING), set(SHARED)]
    assert sorted(name for names in declared for name in names) == sorted(
        table.name for table in history_tables()
    )
    beside = {"text", "original", "change", "change_set", "brought", "withheld", "given_copy"}
    every = {table.name for table in Base.metadata.sorted_tables}
    assert every == set.union(*declared) | beside | NOT_COPIED


def test_a_blind_copy_holds_nothing_of_the_others(team: Team) -> None:
    path = team.copy(BLIND)
    content = path.read_bytes()
    assert SECRET.encode() not in content
    for key in team.hidden.values():
        assert key.hex.encode() not in content
    assert SECRET.encode() in team.workspace.path.read_bytes()
    assert check_project(path) == ()
    for table in ("finished_mark", "contributor", "memo_link"):
        assert query(path, f"SELECT * FROM {table}") == []
    assert query(path, "PRAGMA freelist_count") == [(0,)]


def test_what_is_ones_own_and_the_teams_stays(team: Team) -> None:
    path = team.copy(BLIND)
    assert query(path, "SELECT id FROM coded_segment") == [(team.own["segment"].hex,)]
    assert query(path, "SELECT id FROM memo") == [(team.own["memo"].hex,)]
    assert len(query(path, "SELECT id FROM code")) == 3
    assert query(path, "SELECT name FROM coder ORDER BY name") == [(ANA,), (TOMASZ,)]


def test_the_numbers_are_told_before_and_after(team: Team) -> None:
    expected = {"coded_segment": 1, "memo": 2, "memo_link": 1, "contributor": 1, "finished_mark": 1}
    told = team.workspace.read(left_out_of_copy, BLIND, team.workspace.coder_id)
    assert (told.rows, told.is_whole) == (expected, True)
    made = make_copy(team.workspace.path, team.folder / "copy.qsts", BLIND)
    assert made.withheld == expected
    assert (made.coder, made.blind) == (TOMASZ, True)


def test_who_codes_in_a_blind_round_is_not_told_how_much_others_have_coded(team: Team) -> None:
    ana = team.workspace.coder_id
    tomasz = team.workspace.act_as(TOMASZ)
    assert ana is not None
    work = frozenset(Assigned(team.source, coder) for coder in (ana, tomasz))
    team.workspace.run(open_round, NewRound("Pilot", work), opened_by=tomasz)
    nadia = Reader("Nadia Osei", blind=True)
    made = give_copy(team.workspace, team.folder / "copy.qsts", nadia)
    assert not made.is_whole
    assert made.withheld["coded_segment"] == 1
    assert query(made.file, "SELECT * FROM coded_segment") == []


def test_the_trail_of_a_blind_copy_tells_nothing(team: Team) -> None:
    path = team.copy(BLIND)
    told = " ".join(labels(path))
    assert "Trust" not in told.replace("Add code “Trust”", "")
    assert "Debrief" not in told.replace("Add code “Debrief”", "")
    numbers = [number for (number,) in query(path, "SELECT number FROM change_set ORDER BY 1")]
    assert numbers == list(range(1, len(numbers) + 1))
    numbers = [number for (number,) in query(path, "SELECT number FROM change ORDER BY 1")]
    assert numbers == list(range(1, len(numbers) + 1))


def test_steps_that_stay_in_part_have_neutral_words_and_are_listed(team: Team) -> None:
    team.workspace.act_as(TOMASZ)
    coded(team, "Trust", 42, 50)
    team.workspace.run(delete_code, team.codes["Trust"])
    path = team.copy(BLIND)
    assert labels(path)[-1] == "Change of code and segment, in part"
    (last,) = query(path, "SELECT id FROM change_set ORDER BY number DESC LIMIT 1")
    assert last in query(path, "SELECT change_set_id FROM withheld")


def test_the_first_step_of_a_colleague_leaves_only_the_coder(
    workspace: Workspace, team: Team
) -> None:
    workspace.expect("Nadia Osei")
    coded(team, "Debrief", 42, 50)
    path = team.copy(BLIND)
    assert labels(path)[-1] == "Add coder"
    assert ("Nadia Osei",) in query(path, "SELECT name FROM coder")


def test_wholly_withheld_steps_lose_their_header(team: Team) -> None:
    path = team.copy(BLIND)
    kept = {step for (step,) in query(path, "SELECT id FROM change_set")}
    withheld = {step for (step,) in query(path, "SELECT change_set_id FROM withheld")}
    every = {step for (step,) in query(team.workspace.path, "SELECT id FROM change_set")}
    assert kept | withheld == every
    assert len(withheld - kept) == 8


def test_undo_and_redo_work_in_the_copy_and_reveal_nothing(team: Team) -> None:
    team.workspace.run(merge_codes, team.codes["Trust"], team.codes["Peers"])
    text = "I: How was it?\nP1: It was very hard. We talked, and that helped."
    team.workspace.run(edit_text, team.source, text)
    path = team.copy(BLIND)
    before = query(path, "SELECT * FROM coded_segment")
    with open_project(path, coder=TOMASZ, backups=None) as copy:
        steps = len(copy.read(audit_trail)) - 1
        for _ in range(steps):
            copy.undo()
        assert query(path, "SELECT * FROM coded_segment") == []
        for _ in range(steps):
            copy.redo()
    assert query(path, "SELECT * FROM coded_segment") == before
    assert check_project(path) == ()
    for key in team.hidden.values():
        assert key.hex.encode() not in path.read_bytes()


def test_a_copy_of_a_blind_copy_still_says_what_was_withheld(team: Team) -> None:
    first = team.copy(BLIND)
    with open_project(first, coder=TOMASZ, backups=None):
        second = make_copy(first, team.folder / "second.qsts", Reader("Nadia Osei", blind=True))
    earlier = set(query(first, "SELECT change_set_id FROM withheld"))
    assert earlier < set(query(second.file, "SELECT change_set_id FROM withheld"))
    assert query(second.file, "SELECT id FROM coded_segment") == []
    assert check_project(second.file) == ()


def test_a_full_copy_leaves_out_private_memos_of_others_alone(team: Team) -> None:
    path = team.copy(Reader(TOMASZ))
    assert {key for (key,) in query(path, "SELECT id FROM memo")} == {
        team.hidden["memo"].hex,
        team.own["memo"].hex,
    }
    assert team.hidden["private"].hex.encode() not in path.read_bytes()
    assert f"{SECRET}, not for you".encode() not in path.read_bytes()
    assert len(query(path, "SELECT id FROM coded_segment")) == 2
    assert check_project(path) == ()


def test_private_memos_come_along_when_asked_for(team: Team) -> None:
    path = team.copy(Reader(TOMASZ, with_private=True))
    rows = "SELECT * FROM change ORDER BY number"
    assert query(path, rows) == query(team.workspace.path, rows)
    assert query(path, "SELECT * FROM withheld") == []


def test_a_copy_says_for_whom_it_is(team: Team) -> None:
    with open_project(team.copy(BLIND), read_only=True) as copy:
        given = copy.read(given_copy)
        assert given is not None
        assert (given.reader, given.blind) == (TOMASZ, True)
        assert copy.read(coder_of_copy, "account") == TOMASZ
        assert copy.read(coder_of_copy, ANA) == ANA
    assert team.workspace.read(given_copy) is None
    assert team.workspace.read(coder_of_copy, "account") == "account"


def test_somebody_who_has_not_coded_yet_gets_a_blind_copy_without_coding(team: Team) -> None:
    path = team.copy(Reader("Nadia Osei", blind=True))
    assert query(path, "SELECT * FROM coded_segment") == []
    assert check_project(path) == ()


def test_a_copy_never_replaces_a_file(team: Team) -> None:
    (team.folder / "copy.qsts").write_text("mine")
    with pytest.raises(ProjectExistsError):
        team.copy(BLIND)
    assert (team.folder / "copy.qsts").read_text() == "mine"
    with pytest.raises(ProjectExistsError):
        make_copy(team.workspace.path, team.workspace.path)


def test_what_goes_wrong_has_its_sentence_and_leaves_nothing(team: Team) -> None:
    before = sorted(team.folder.iterdir())
    with pytest.raises(BlindCopyForNobodyError, match="Say for whom"):
        team.copy(Reader(blind=True))
    with pytest.raises(FolderMissingError):
        make_copy(team.workspace.path, team.folder / "nowhere" / "copy.qsts")
    with pytest.raises(Cancelled):
        make_copy(
            team.workspace.path,
            team.folder / "copy.qsts",
            BLIND,
            ReportedProgress(lambda *_: None, lambda: True),
        )
    assert sorted(team.folder.iterdir()) == before
