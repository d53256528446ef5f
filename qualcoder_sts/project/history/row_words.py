"""Rows of the log in plain words: what a row is called, what its columns say."""

import json
from abc import ABC, abstractmethod
from uuid import UUID

from sqlalchemy import Enum, String, func, select, type_coerce
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.choice_words import choice_word
from qualcoder_sts.project.history.rows import StoredRow, StoredValue, stored_rows
from qualcoder_sts.project.kind_words import column_words, kind_word
from qualcoder_sts.project.tables.base import Base
from qualcoder_sts.project.tables.log import Change
from qualcoder_sts.project.tables.transcripts import Text

LONGEST = 160
"""Characters of a value that are shown."""

_YES_OR_NO = frozenset(
    {"codable", "key_quote", "private", "contributes", "blind", "suggestions_off"}
)


class RowNames(ABC):
    """What rows are called, wherever they are looked up."""

    def __init__(self) -> None:
        self._columns = column_words()
        self._kinds: dict[str, str] = {}

    def kind(self, table: str) -> str:
        """What a row of a table is."""
        if table not in self._kinds:
            self._kinds[table] = kind_word(table)
        return self._kinds[table]

    def column(self, column: str) -> str:
        """What a column holds."""
        # A column that there is no more may stand in the log of an older file.
        return self._columns.get(column, column.replace("_", " "))

    def named(self, table: str, row: StoredRow) -> str:
        """``code “Trust”``, ``segment “It is not supervision…” of “Trust”``."""
        word = self.kind(table)
        if table == "coded_segment":
            code = self.called("code", row.get("code_id"))
            words = _("%(kind)s “%(quote)s” of “%(code)s”")
            return words % {"kind": word, "quote": self.quote(row), "code": code}
        for column in ("name", "title", "label"):
            if name := row.get(column):
                return _("%(kind)s “%(name)s”") % {"kind": word, "name": shortened(name)}
        for column in ("participant_id", "source_id", "code_id"):
            if column in row and (name := self.called_by_column(table, column, row[column])):
                return _("%(kind)s of “%(name)s”") % {"kind": word, "name": name}
        return word

    def of_row(self, table: str, row_id: str) -> str:
        """The same for a row by its key."""
        row = self.row(table, row_id)
        return kind_word(table) if row is None else self.named(table, row)

    def value(self, table: str, row: StoredRow, column: str) -> str:
        """What a column of a row says; keys are told as what they stand for."""
        value = row.get(column)
        if value is None or value == "":
            return _("nothing")
        if column == "target_id":
            return self.of_row(str(row.get("target_table")), str(value))
        if name := self.called_by_column(table, column, value):
            return name
        if column == "text_hash":
            return _("version %s") % str(value)[:6]
        if column in _YES_OR_NO:
            return _("yes") if value else _("no")
        return choice_word(str(value)) if _is_choice(table, column) else shortened(value)

    def called_by_column(self, table: str, column: str, value: StoredValue) -> str:
        """The name of the row that a key points at; empty where the column holds no such key."""
        # What an older version of the program recorded may have columns that there are no more.
        known = Base.metadata.tables.get(table)
        found = None if known is None else known.columns.get(column)
        keys = () if found is None else found.foreign_keys
        target = next((key.column.table.name for key in keys), "text")
        return "" if target in {"text", "original"} else self.called(target, value)

    def called(self, table: str, row_id: StoredValue) -> str:
        """A row's own name."""
        row = None if row_id is None else self.row(table, str(row_id))
        found = [] if row is None else [row.get(name) for name in ("name", "title", "label")]
        return next((shortened(name) for name in found if name), "")

    @abstractmethod
    def row(self, table: str, row_id: str) -> StoredRow | None:
        """A row, or what it was last; None when nothing is known of it."""

    @abstractmethod
    def quote(self, row: StoredRow) -> str:
        """The words a segment stands on, in a line."""


class RowWords(RowNames):
    """Names of rows, looked up once; of rows that are gone, what they were called last."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows: dict[tuple[str, str], StoredRow | None] = {}

    def row(self, table: str, row_id: str) -> StoredRow | None:
        """A row as it is now, or as the log has it last."""
        if table not in Base.metadata.tables:
            return None
        if (table, row_id) not in self._rows:
            connection = self._session.connection()
            now = stored_rows(connection, table, [row_id]).get(row_id)
            self._rows[table, row_id] = now or self._last_known(table, row_id)
        return self._rows[table, row_id]

    def _last_known(self, table: str, row_id: str) -> StoredRow | None:
        query = (
            select(func.coalesce(Change.after, Change.before))
            .where(Change.table_name == table, Change.row_id == UUID(hex=row_id))
            .order_by(Change.number.desc())
            .limit(1)
        )
        content = self._session.scalar(query)
        return None if content is None else json.loads(content)

    def quote(self, row: StoredRow) -> str:
        """The words, from the text the row names."""
        start, end = int(row.get("start") or 0), int(row.get("end") or 0)
        piece = func.substr(Text.content, start + 1, min(end - start, LONGEST + 1))
        text = self._session.scalar(
            select(type_coerce(piece, String)).where(Text.hash == str(row.get("text_hash")))
        )
        return shortened(text or "", 60)


def _is_choice(table: str, column: str) -> bool:
    known = Base.metadata.tables.get(table)
    found = None if known is None else known.columns.get(column)
    return found is not None and isinstance(found.type, Enum)


def shortened(value: object, longest: int = LONGEST) -> str:
    """A value in one line, cut at a word."""
    line = " ".join(str(value).split())
    return line if len(line) <= longest else f"{line[:longest].rsplit(' ', 1)[0]}…"
