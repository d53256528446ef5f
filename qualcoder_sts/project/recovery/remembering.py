"""The second witness: rows as the change log remembers them."""

import json
from dataclasses import dataclass, field

from sqlalchemy import Table

from qualcoder_sts.project.fitting import fits
from qualcoder_sts.project.recovery.reading import FoundRow, FoundTable
from qualcoder_sts.project.tables.base import history_tables
from qualcoder_sts.project.tables.log import Change, ChangeSet, RowOperation


@dataclass(slots=True)
class Memory:
    """What the log says of the history tables.

    ``rows`` holds each row's last known content, None where it was deleted. A row in ``uncertain``
    may have been changed or deleted in a part of the log that is lost.
    """

    rows: dict[str, dict[str, FoundRow | None]] = field(default_factory=dict)
    uncertain: dict[str, set[str]] = field(default_factory=dict)
    is_whole: bool = True


def remembered(found: dict[str, FoundTable]) -> Memory:
    """Do the changes again that could be read."""
    log, steps = found[Change.__tablename__], found[ChangeSet.__tablename__].rows
    tables = {table.name: table for table in history_tables()}
    memory = Memory({name: {} for name in tables}, {name: set() for name in tables})
    last_change: dict[tuple[str, str], int] = {}
    last_hole = 0
    expected = 1
    for number in sorted(int(key) for key in log.rows):
        if number != expected:
            last_hole = number - 1
        expected = number + 1
        change = log.rows[str(number)]
        step = steps.get(str(change["change_set_id"]))
        if step is not None and not step["applied"]:
            continue
        table = tables.get(str(change["table_name"]))
        content = None if table is None else _content(table, change)
        if step is None or table is None or content is None:
            last_hole = number  # a change that says nothing is as good as lost
            continue
        row_id = str(change["row_id"])
        memory.rows[table.name][row_id] = content or None
        last_change[table.name, row_id] = number
    memory.is_whole = last_hole == 0 and log.has_its_end
    for (name, row_id), number in last_change.items():
        if number <= last_hole or not log.has_its_end:
            memory.uncertain[name].add(row_id)
    return memory


def _content(table: Table, change: FoundRow) -> FoundRow | None:
    """A row after a change, an empty one when it was deleted; None when it makes no sense."""
    if change["operation"] == RowOperation.DELETE.value:
        return {}
    try:
        row = json.loads(str(change["after"]))
    except ValueError:
        return None
    if not isinstance(row, dict) or not fits(table, row) or row["id"] != change["row_id"]:
        return None
    return {column.name: row[column.name] for column in table.columns}
