"""Bringing an older project file to the present schema, log and all."""

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias
from uuid import uuid4

from qualcoder_sts import __version__
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.errors import UpgradeStepMissingError
from qualcoder_sts.project.schema import create_triggers, drop_triggers_and_views, missing_parts
from qualcoder_sts.project.tables.log import ChangeKind

StoredRow: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class UpgradeStep:
    """From one schema version to the next.

    ``statements`` change the tables and the rows in them. ``row`` does the same to one row of a
    table as the log holds it, so that undo, merging and replay go on working across the upgrade.
    """

    from_version: int
    statements: tuple[str, ...]
    row: Callable[[str, StoredRow], StoredRow]


def _as_it_is(_table: str, row: StoredRow) -> StoredRow:
    """A row of the log that a step leaves alone."""
    return row


# Version 1 is the first. What a step says stays as it is when the tables change again.
UPGRADES: tuple[UpgradeStep, ...] = (
    UpgradeStep(
        from_version=1,
        statements=(
            """
            CREATE TABLE open_suggestion (
                id CHAR(32) NOT NULL,
                source_id CHAR(32) NOT NULL,
                text_hash VARCHAR(64) NOT NULL,
                start INTEGER NOT NULL,
                "end" INTEGER NOT NULL,
                shorter_start INTEGER,
                shorter_end INTEGER,
                longer_start INTEGER,
                longer_end INTEGER,
                code_id CHAR(32) NOT NULL,
                coder_id CHAR(32) NOT NULL,
                score_thousandths INTEGER NOT NULL,
                has_percentage BOOLEAN NOT NULL,
                band VARCHAR(40) NOT NULL,
                reasons VARCHAR NOT NULL,
                model_hash VARCHAR NOT NULL,
                definition_version INTEGER NOT NULL,
                at VARCHAR NOT NULL,
                CONSTRAINT pk_open_suggestion PRIMARY KEY (id),
                CONSTRAINT ck_open_suggestion_span CHECK (0 <= "start" AND "start" < "end"),
                CONSTRAINT fk_open_suggestion_source_id
                    FOREIGN KEY(source_id) REFERENCES source (id) ON DELETE CASCADE,
                CONSTRAINT fk_open_suggestion_text_hash
                    FOREIGN KEY(text_hash) REFERENCES text (hash),
                CONSTRAINT fk_open_suggestion_code_id
                    FOREIGN KEY(code_id) REFERENCES code (id) ON DELETE CASCADE,
                CONSTRAINT ck_open_suggestion_band CHECK
                    (band IN ('strong', 'likely', 'possible', 'from the definition only'))
            )
            """,
            """
            CREATE TABLE sentence_vectors (
                text_hash VARCHAR(64) NOT NULL,
                model_hash VARCHAR NOT NULL,
                sentences VARCHAR NOT NULL,
                count INTEGER NOT NULL,
                content BLOB NOT NULL,
                CONSTRAINT pk_sentence_vectors PRIMARY KEY (text_hash, model_hash),
                CONSTRAINT fk_sentence_vectors_text_hash
                    FOREIGN KEY(text_hash) REFERENCES text (hash)
            )
            """,
            """
            CREATE TABLE coding_round (
                name VARCHAR NOT NULL,
                opened_by_id CHAR(32) NOT NULL,
                opened_at VARCHAR NOT NULL,
                closed_at VARCHAR,
                codebook_version_id CHAR(32) NOT NULL,
                seed INTEGER,
                sample VARCHAR NOT NULL,
                blind BOOLEAN NOT NULL,
                suggestions_off BOOLEAN NOT NULL,
                note VARCHAR NOT NULL,
                id CHAR(32) NOT NULL,
                CONSTRAINT pk_coding_round PRIMARY KEY (id),
                CONSTRAINT fk_coding_round_opened_by_id
                    FOREIGN KEY(opened_by_id) REFERENCES coder (id),
                CONSTRAINT fk_coding_round_codebook_version_id
                    FOREIGN KEY(codebook_version_id) REFERENCES codebook_version (id)
            )
            """,
            """
            CREATE TABLE assignment (
                round_id CHAR(32),
                source_id CHAR(32) NOT NULL,
                coder_id CHAR(32) NOT NULL,
                id CHAR(32) NOT NULL,
                CONSTRAINT pk_assignment PRIMARY KEY (id),
                CONSTRAINT fk_assignment_round_id
                    FOREIGN KEY(round_id) REFERENCES coding_round (id) ON DELETE CASCADE,
                CONSTRAINT fk_assignment_source_id
                    FOREIGN KEY(source_id) REFERENCES source (id) ON DELETE CASCADE,
                CONSTRAINT fk_assignment_coder_id
                    FOREIGN KEY(coder_id) REFERENCES coder (id)
            )
            """,
            """
            CREATE TABLE round_result (
                round_id CHAR(32) NOT NULL,
                unit VARCHAR NOT NULL,
                content VARCHAR NOT NULL,
                at VARCHAR NOT NULL,
                id CHAR(32) NOT NULL,
                CONSTRAINT pk_round_result PRIMARY KEY (id),
                CONSTRAINT fk_round_result_round_id
                    FOREIGN KEY(round_id) REFERENCES coding_round (id) ON DELETE CASCADE
            )
            """,
            """
            CREATE TABLE given_copy (
                only_row INTEGER NOT NULL,
                reader VARCHAR NOT NULL,
                blind BOOLEAN NOT NULL,
                at VARCHAR NOT NULL,
                CONSTRAINT pk_given_copy PRIMARY KEY (only_row),
                CONSTRAINT ck_given_copy_only_row CHECK (only_row = 1)
            )
            """,
            """
            CREATE TABLE brought (
                merge_id CHAR(32) NOT NULL,
                change_set_id CHAR(32) NOT NULL,
                file VARCHAR NOT NULL,
                whole BOOLEAN NOT NULL,
                CONSTRAINT pk_brought PRIMARY KEY (merge_id, change_set_id),
                CONSTRAINT fk_brought_merge_id FOREIGN KEY(merge_id) REFERENCES change_set (id),
                CONSTRAINT fk_brought_change_set_id
                    FOREIGN KEY(change_set_id) REFERENCES change_set (id)
            )
            """,
            """
            CREATE TABLE merged_away (
                table_name VARCHAR(40) NOT NULL,
                gone_id CHAR(32) NOT NULL,
                into_id CHAR(32) NOT NULL,
                id CHAR(32) NOT NULL,
                CONSTRAINT pk_merged_away PRIMARY KEY (id)
            )
            """,
            "CREATE INDEX ix_assignment_round_id ON assignment (round_id)",
            "CREATE INDEX ix_assignment_source_id ON assignment (source_id)",
            "CREATE INDEX ix_round_result_round_id ON round_result (round_id)",
            "CREATE INDEX ix_open_suggestion_code_id ON open_suggestion (code_id)",
            "CREATE INDEX ix_open_suggestion_coder_id ON open_suggestion (coder_id)",
            "CREATE INDEX ix_open_suggestion_source_id ON open_suggestion (source_id)",
        ),
        row=_as_it_is,
    ),
)


def upgrade(
    connection: sqlite3.Connection,
    *,
    target: int,
    steps: Sequence[UpgradeStep] = UPGRADES,
) -> None:
    """Carry out every step from the file's version to ``target`` in one transaction.

    An upgrade is recorded as a step of the audit trail that cannot be undone. Raises
    ``UpgradeStepMissingError`` when the steps do not lead from the one version to the other.
    """
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    way = _way(steps, version, target)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        # First of all: what a stranger has put there must not run during the steps.
        drop_triggers_and_views(connection)
        for step in way:
            for statement in step.statements:
                connection.execute(statement)
            _rewrite_log(connection, step)
        _record_upgrade(connection, version, target)
        create_triggers(connection)
        connection.execute(f"PRAGMA user_version={target}")
        _refuse_what_is_not_whole(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _way(steps: Sequence[UpgradeStep], version: int, target: int) -> list[UpgradeStep]:
    """One step from each version to the next, in their order."""
    by_version = {step.from_version: step for step in steps}
    for each in range(version, target):
        if each not in by_version:
            raise UpgradeStepMissingError(each)
    return [by_version[each] for each in range(version, target)]


def _refuse_what_is_not_whole(connection: sqlite3.Connection) -> None:
    if missing := missing_parts(connection):
        raise sqlite3.IntegrityError(_("the upgrade leaves out %s") % missing[0])
    if (broken := connection.execute("PRAGMA foreign_key_check").fetchone()) is not None:
        raise sqlite3.IntegrityError(_("the upgrade breaks a reference in %s") % broken[0])


def _rewrite_log(connection: sqlite3.Connection, step: UpgradeStep) -> None:
    rows = connection.execute("SELECT number, table_name, before, after FROM change").fetchall()
    for number, table_name, before, after in rows:
        contents = [
            None if content is None else _as_json(step.row(table_name, json.loads(content)))
            for content in (before, after)
        ]
        if contents != [before, after]:
            connection.execute(
                "UPDATE change SET before = ?, after = ? WHERE number = ?", (*contents, number)
            )


def _as_json(row: StoredRow) -> str:
    # As SQLite's json_object writes it.
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _record_upgrade(connection: sqlite3.Connection, version: int, target: int) -> None:
    last = connection.execute("SELECT max(number) FROM change_set").fetchone()[0] or 0
    at = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    connection.execute(
        "INSERT INTO change_set (id, number, at, label, reason, kind, program_version, applied) "
        "VALUES (?, ?, ?, ?, '', ?, ?, 1)",
        (
            uuid4().hex,
            last + 1,
            at,
            _("Upgrade from file version %(old)d to %(new)d") % {"old": version, "new": target},
            ChangeKind.UPGRADE.value,
            __version__,
        ),
    )
