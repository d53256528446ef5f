"""What a coder of an open blind round must not see, kept from every query at one door.

Temporary views of the reading connection stand before the tables they are named after. Whatever
SQL a query sends, it meets the views. Without an open round in which the reader codes there are
none. Steps of ``Workspace.run`` see everything: merging codes moves all segments. What such a step
tells goes through ``blindness_of_step``.
"""

import sqlite3
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.tables.base import history_tables
from qualcoder_sts.project.tables.log import ChangeSet, CurrentChangeSet

_IN_FORCE = "what is hidden on this connection"
_VIEWS_AND_LISTS = "SELECT type, name FROM temp.sqlite_master WHERE type IN ('view', 'table')"
_AN_OPEN_ROUND = "SELECT 1 FROM coding_round WHERE closed_at IS NULL LIMIT 1"
_SOURCES_OF_OPEN_ROUNDS = """
    SELECT DISTINCT of_round.source_id, coding_round.blind, coding_round.suggestions_off
    FROM coding_round
    JOIN assignment AS own ON own.round_id = coding_round.id AND own.coder_id = ?
    JOIN assignment AS of_round ON of_round.round_id = coding_round.id
    WHERE coding_round.closed_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Blindness:
    """Whose coding a coder does not see, and where nothing is suggested to them."""

    coder_id: UUID | None = None
    sources: frozenset[UUID] = frozenset()
    without_suggestions: frozenset[UUID] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.sources or self.without_suggestions)

    def hides(self, source_id: UUID, coder_id: UUID) -> bool:
        """Whether the coding of a source by somebody is kept from this coder."""
        return source_id in self.sources and coder_id != self.coder_id


def blindness_of(session: Session, coder_id: UUID | None) -> Blindness:
    """What is kept from a coder by the rounds that are open now."""
    if coder_id is None:
        return Blindness()
    # Asked before every query, and hardly ever is a round open: first of all the shortest question.
    connection = session.connection()
    if connection.exec_driver_sql(_AN_OPEN_ROUND).first() is None:
        return Blindness()
    rows = connection.exec_driver_sql(_SOURCES_OF_OPEN_ROUNDS, (coder_id.hex,)).all()
    if not rows:
        return Blindness()
    return Blindness(
        coder_id,
        frozenset(UUID(source) for source, blind, _off in rows if blind),
        frozenset(UUID(source) for source, _blind, off in rows if off),
    )


def blindness_of_step(session: Session) -> Blindness:
    """What is kept from the coder whose step is being recorded."""
    query = select(ChangeSet.coder_id).join(
        CurrentChangeSet, CurrentChangeSet.change_set_id == ChangeSet.id
    )
    return blindness_of(session, session.scalar(query))


def blindfold(session: Session, coder_id: UUID | None) -> None:
    """Keep from this session, which only reads, what its coder must not see; None sees all."""
    info = session.connection().info
    while (blindness := blindness_of(session, coder_id)) != info.get(_IN_FORCE, Blindness()):
        # Outside the transaction, so that they outlast it: the next query finds them made.
        connection = session.connection().connection.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        connection.rollback()
        _put_before_the_tables(connection, _statements(blindness) if blindness else [])
        info[_IN_FORCE] = blindness
        connection.execute("BEGIN")


def _put_before_the_tables(connection: sqlite3.Connection, statements: list[str]) -> None:
    """Make these temporary views and lists, in the place of those that are there."""
    connection.execute("PRAGMA query_only=OFF")
    try:
        for kind, name in connection.execute(_VIEWS_AND_LISTS).fetchall():
            connection.execute(f"DROP {kind} temp.{name}")
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.execute("PRAGMA query_only=ON")


def _statements(blindness: Blindness) -> list[str]:
    made = [
        *_listed("blind_source", blindness.sources),
        *_listed("unsuggested_source", blindness.without_suggestions),
    ]
    # One view may name another that was made before it.
    for table, condition in _visible(blindness.coder_id).items():
        made.append(
            f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} AS row WHERE {condition}"
        )
    return [*made, _steps(blindness.coder_id)]


def _listed(name: str, sources: frozenset[UUID]) -> list[str]:
    made = [f"CREATE TEMP TABLE {name} (id TEXT PRIMARY KEY)"]
    if sources:
        keys = ", ".join(f"('{key.hex}')" for key in sorted(sources))
        made.append(f"INSERT INTO {name} VALUES {keys}")
    return made


_IS_OPEN = "NOT IN (SELECT id FROM temp.blind_source)"
_IS_SEEN = "EXISTS (SELECT 1 FROM temp.{table} AS seen WHERE seen.id = {key})"


def _visible(coder_id: UUID | None) -> dict[str, str]:
    """For each table that holds what coders did: which of its rows may be seen."""
    own = f"row.coder_id = '{coder_id.hex}'" if coder_id is not None else "0"
    own_or_open = f"({own} OR row.source_id {_IS_OPEN})"
    segment = _IS_SEEN.format(table="coded_segment", key="row.segment_id")
    target = _about_the_open("row.target_table", "row.target_id")
    linked = _about_the_open("link.target_table", "link.target_id")
    return {
        "coded_segment": own_or_open,
        "contributor": segment,
        "finished_mark": own_or_open,
        "consensus_decision": f"row.source_id {_IS_OPEN}",
        "suggestion_decision": own_or_open,
        "open_suggestion": f"{own_or_open} "
        "AND row.source_id NOT IN (SELECT id FROM temp.unsuggested_source)",
        "memo": f"({own} OR ({target} AND NOT EXISTS (SELECT 1 FROM main.memo_link AS link "
        f"WHERE link.memo_id = row.id AND NOT {linked})))",
        "memo_link": f"({_IS_SEEN.format(table='memo', key='row.memo_id')} AND {target})",
        "change": _visible_changes(own),
    }


def _about_the_open(table: str, key: str) -> str:
    """Whether what a memo is about may be seen: no row of a source, but of others' coding."""
    below = " ".join(
        f"WHEN '{one.name}' THEN {key} NOT IN (SELECT id FROM main.{one.name} "
        "WHERE source_id IN (SELECT id FROM temp.blind_source))"
        for one in history_tables()
        if "source_id" in one.columns and one.name != "coded_segment"
    )
    seen = _IS_SEEN.format(table="coded_segment", key=key)
    return (
        f"(CASE {table} WHEN 'source' THEN {key} {_IS_OPEN} WHEN 'coded_segment' THEN {seen} "
        f"{below} ELSE 1 END)"
    )


def _visible_changes(own: str) -> str:
    """The same for rows of the log, which hold what they changed as JSON."""

    def value(column: str) -> str:
        return f"json_extract(coalesce(row.after, row.before), '$.{column}')"

    is_own = own.replace("row.coder_id", value("coder_id"))
    own_step = f"row.change_set_id IN (SELECT id FROM main.change_set AS row WHERE {own})"
    own_or_open = f"({is_own} OR {value('source_id')} {_IS_OPEN})"
    segment = _IS_SEEN.format(table="coded_segment", key=value("segment_id"))
    memo = _IS_SEEN.format(table="memo", key=value("memo_id"))
    about = _about_the_open(value("target_table"), value("target_id"))
    linked = _about_the_open("link.target_table", "link.target_id")
    visible = {
        "coded_segment": own_or_open,
        "contributor": f"{segment} OR {own_step}",
        "finished_mark": own_or_open,
        "consensus_decision": f"{value('source_id')} {_IS_OPEN}",
        "suggestion_decision": own_or_open,
        "memo": f"{is_own} OR ({about} AND NOT EXISTS (SELECT 1 FROM main.memo_link AS link "
        f"WHERE link.memo_id = row.row_id AND NOT {linked}))",
        "memo_link": f"{memo} OR {own_step}",
    }
    cases = " ".join(f"WHEN '{table}' THEN ({seen})" for table, seen in visible.items())
    return f"(CASE row.table_name {cases} ELSE 1 END)"


def _steps(coder_id: UUID | None) -> str:
    """Steps of which nothing may be seen are left out; those seen in part tell no numbers."""
    own = f"step.coder_id = '{coder_id.hex}'" if coder_id is not None else "0"
    seen = "SELECT count(*) FROM temp.change WHERE change_set_id = step.id"
    whole = "SELECT count(*) FROM main.change WHERE change_set_id = step.id"
    label = _("Work of another coder in a blind round").replace("'", "''")
    is_seen_whole = f"({own} OR ({seen}) = ({whole}))"
    return (
        "CREATE TEMP VIEW change_set AS SELECT step.id, step.number, step.coder_id, step.at, "
        f"CASE WHEN {is_seen_whole} THEN step.label ELSE '{label}' END AS label, "
        f"CASE WHEN {is_seen_whole} THEN step.reason ELSE '' END AS reason, "
        "step.kind, step.refers_to, step.program_version, step.applied "
        f"FROM main.change_set AS step WHERE {own} "
        f"OR (step.applied AND EXISTS ({seen.replace('count(*)', '1')}))"
    )
