"""What made-up histories begin with: hardly anything, or a study that two people have worked on.

In the study there is something of everything, so that operations find what they are about: a
source that two have finished, agreed on in part and disagree about, rounds of double coding, people
with attributes, records with findings, memos with links, a frozen codebook.
"""

import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from qualcoder_sts.codebook import operations as codebook
from qualcoder_sts.codebook import versions
from qualcoder_sts.coding.operations import (
    consensus,
    contributors,
    finished,
    rounds,
    segments,
    suggestions,
)
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.literature import operations as literature
from qualcoder_sts.memos import operations as memos
from qualcoder_sts.participants import operations as participants
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.history.replay import HistoryRows, history_rows
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.project.tables import SavedQuery
from qualcoder_sts.project.tables.literature import Direction
from qualcoder_sts.project.tables.participants import AttributeBearer, AttributeKind
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.operations import importing, sources, speakers
from tests.property.arguments import prepared
from tests.property.hands import keys_from
from tests.property.operations import settle_one

CODERS = ("Anna", "Bert", "Cleo")


def rows_of(path: Path) -> HistoryRows:
    with closing(sqlite3.connect(path)) as connection:
        return history_rows(lambda sql: connection.execute(sql).fetchall())


@dataclass(frozen=True)
class Beginning:
    """A project file's bytes, and its rows before its first step and after each that was taken."""

    content: bytes
    states: Sequence[HistoryRows]


@cache
def hardly_anything() -> Beginning:
    return begun(begin)


@cache
def study_under_way() -> Beginning:
    return begun(work_on_a_study)


@cache
def small_team() -> Beginning:
    return begun(begin_as_a_team)


def begun(work: Callable[["Writer"], None]) -> Beginning:
    with tempfile.TemporaryDirectory() as folder, keys_from(0):
        path = Path(folder) / "study.qsts"
        with create_project(path, "Study \u2028", coder=CODERS[0]) as workspace:
            states = [rows_of(path)]
            workspace.undo()  # adding the coder is a step too
            states.insert(0, rows_of(path))
            workspace.redo()
            writer = Writer(workspace, states)
            work(writer)
        return Beginning(path.read_bytes(), tuple(states))


class Writer:
    """Takes steps as one coder or another and keeps the state after each."""

    def __init__(self, workspace: Workspace, states: list[HistoryRows]) -> None:
        self.workspace, self.states = workspace, states
        self.folder = workspace.path.parent

    def act_as(self, name: str) -> UUID:
        """Work as this coder, who is added where they are new: a step too."""
        is_new = self.workspace.act_as(name).hex not in self.states[-1]["coder"]
        if is_new:
            self.states.append(rows_of(self.workspace.path))
        assert self.workspace.coder_id is not None
        return self.workspace.coder_id

    def run(self, function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        outcome = self.workspace.run(function, *arguments, **named)
        assert outcome.changes
        self.states.append(rows_of(self.workspace.path))
        return outcome.value

    def only(self, table: str, column: str, value: str) -> UUID:
        """The one row that says this."""
        with closing(sqlite3.connect(self.workspace.path)) as connection:
            query = f'SELECT id FROM "{table}" WHERE "{column}" = ?'
            ((key,),) = connection.execute(query, (value,)).fetchall()
        return UUID(hex=key)


def begin(writer: Writer) -> None:
    """A code, a source, a segment and a memo."""
    anna = writer.act_as("Anna")
    code = writer.run(codebook.add_code, "Trust")
    writer.run(importing.import_sources, [prepared(writer.folder, 0)])
    source = writer.only("source", "name", "Interview 0")
    writer.run(segments.apply_code, source, Span(3, 12), code, coder_id=anna)
    writer.run(memos.write_memo, "Why?", coder_id=anna, target=memos.Target("code", code))


def begin_as_a_team(writer: Writer) -> None:
    """Three who have coded one passage alike."""
    for name in reversed(CODERS):  # the first of them acts in the end
        writer.act_as(name)
    begin(writer)
    source, trust = (
        writer.only("source", "name", "Interview 0"),
        writer.only("code", "name", "Trust"),
    )
    for name in CODERS[1:]:
        coder = writer.only("coder", "name", name)
        writer.run(segments.apply_code, source, Span(3, 12), trust, coder_id=coder)
    writer.run(codebook.add_code, "Fear")


def work_on_a_study(writer: Writer) -> None:
    for name in reversed(CODERS):  # the first of them acts in the end
        writer.act_as(name)
    begin(writer)
    for number in (1, 2):
        writer.run(importing.import_sources, [prepared(writer.folder, number)])
    add_codes(writer)
    people_and_records(writer)
    double_code(writer)
    hold_rounds(writer)
    think_about_it(writer)


def add_codes(writer: Writer) -> None:
    trust = writer.only("code", "name", "Trust")
    peers = writer.run(codebook.add_code, "Peers", parent_id=trust)
    writer.run(codebook.add_code, "Fear")
    writer.run(codebook.define_code, peers, codebook.Definition("Trust in peers"))
    writer.run(versions.freeze_version, "First", "")


def people_and_records(writer: Writer) -> None:
    group = writer.only("source", "name", "Interview 1")
    writer.run(sources.set_source_method, group, Method.FOCUS_GROUP)
    writer.run(speakers.add_speaker, group, "P7", SpeakerRole.UNATTRIBUTED)
    mary = writer.run(participants.add_participant, "Mary Smith")
    writer.run(participants.add_attribute, "Age")
    age = writer.run(participants.add_attribute, "Years", kind=AttributeKind.NUMBER)
    writer.run(participants.set_attribute_value, age, "7", participant_id=mary)
    place = writer.run(participants.add_attribute, "Place", bearer=AttributeBearer.SOURCE)
    writer.run(participants.set_attribute_value, place, "home", source_id=group)
    source, fear = writer.only("source", "name", "Interview 2"), writer.only("code", "name", "Fear")
    writer.run(sources.set_source_method, source, Method.LITERATURE)
    study = writer.only("study", "source_id", source.hex)
    writer.run(literature.add_finding, study, fear, Direction.SUPPORTS, statement="It helps.")
    writer.run(literature.add_study, "Unread", details=literature.StudyDetails(year=1999))


def double_code(writer: Writer) -> None:
    """Anna and Bert agree once, overlap, choose other codes, and each is alone with a passage."""
    source = writer.only("source", "name", "Interview 0")
    trust, peers, fear = (writer.only("code", "name", name) for name in ("Trust", "Peers", "Fear"))
    for name, places in {
        "Bert": [(3, 12, trust), (16, 30, trust), (36, 44, fear), (50, 58, peers)],
        "Anna": [(16, 24, trust), (36, 44, peers), (60, 70, fear)],
    }.items():
        coder = writer.act_as(name)
        for start, end, code in places:
            writer.run(segments.apply_code, source, Span(start, end), code, coder_id=coder)
        writer.run(finished.mark_finished, source, coder_id=coder)
    anna, bert = writer.act_as("Anna"), writer.only("coder", "name", "Bert")
    both = consensus.Comparison(source, (anna, bert))
    writer.run(consensus.close_agreed, [both], decided_by=anna)
    writer.run(settle_one, both, 1, "joined", reason="Both.", decided_by=anna)


def hold_rounds(writer: Writer) -> None:
    """One round is closed, one goes on, and Cleo is to code a source outside of them."""
    anna, bert = writer.only("coder", "name", "Anna"), writer.only("coder", "name", "Bert")
    cleo = writer.only("coder", "name", "Cleo")
    closed, source = (writer.only("source", "name", f"Interview {n}") for n in (2, 1))
    for name, of_round in (("Pilot", closed), ("Second", source)):
        both = frozenset(rounds.Assigned(of_round, coder) for coder in (anna, bert))
        wanted = rounds.NewRound(name, both, blind=False)
        one = writer.run(rounds.open_round, wanted, opened_by=anna)
        if of_round is closed:
            results = [rounds.Agreed("turn", "{}")]
            writer.run(rounds.close_round, one, closed_by=anna, unfinished=True, results=results)
    writer.run(rounds.assign_sources, [source], cleo)
    fear = writer.only("code", "name", "Fear")
    for coder in (anna, bert):
        writer.run(segments.apply_code, source, Span(19, 31), fear, coder_id=coder)
        writer.run(finished.mark_finished, source, coder_id=coder)
    writer.run(finished.mark_finished_up_to, source, 31, coder_id=anna)
    for coder in (anna, bert):
        writer.run(segments.apply_code, closed, Span(0, 14), fear, coder_id=coder)
        writer.run(finished.mark_finished, closed, coder_id=coder)
    compared = consensus.Comparison(closed, (anna, bert))
    writer.run(consensus.close_double_coding, compared, decided_by=anna)


def think_about_it(writer: Writer) -> None:
    """Memos, a correction, a suggestion turned down, another wording of a code, a kept query."""
    anna, source = (
        writer.only("coder", "name", "Anna"),
        writer.only("source", "name", "Interview 1"),
    )
    trust, fear = writer.only("code", "name", "Trust"), writer.only("code", "name", "Fear")
    memo = writer.run(memos.write_memo, "A turn.", coder_id=anna, title="Day one")
    writer.run(memos.link_memo, memo, memos.Target("source", source))
    own = memos.Target("source", source)
    writer.run(memos.write_memo, "For me.", coder_id=anna, target=own, private=True)
    with closing(sqlite3.connect(writer.workspace.path)) as connection:
        first = "SELECT id FROM coded_segment WHERE coder_id = ? ORDER BY rowid LIMIT 1"
        segment = UUID(hex=connection.execute(first, (anna.hex,)).fetchone()[0])
        query = "SELECT text_hash FROM source WHERE id = ?"
        text_hash = connection.execute(query, (source.hex,)).fetchone()[0]
    mary = writer.only("participant", "name", "Mary Smith")
    writer.run(contributors.set_contributor, segment, mary, True)
    suggested = suggestions.SuggestedCode(source, text_hash, Span(0, 11), trust, 700, "[]", "m")
    writer.run(suggestions.reject_suggestion, suggested, coder_id=anna)
    writer.run(codebook.define_code, fear, codebook.Definition("Being afraid"))
    writer.run(keep_query, "Fears")


def keep_query(session: Session, name: str) -> None:
    """Keep a query as later versions of the program will: so far nothing writes one."""
    describe(session, "Keep a query")
    session.add(SavedQuery(name=name, definition="{}"))
