"""What a command prints: results on standard output, everything else on standard error."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import typer

from qualcoder_sts.foundation.progress import SILENT, Progress, ReportedProgress
from qualcoder_sts.foundation.translation import choose_language

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from rich.console import JustifyMethod

    from qualcoder_sts.project.changes import Changes

# Nothing is cut or wrapped where no person looks on: the next program wants whole lines.
_ENDLESS_LINE = 100_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers stand to the right and are never wrapped."""

    title: str
    numbers: bool = False


class Terminal:
    """Where a command prints, and what is remembered of it until it ends."""

    def __init__(self) -> None:
        self.as_json = False
        self.quiet = False
        self.has_changed = False
        self.window_on: Path | None = None  # the project to show when the command has ended

    @classmethod
    def of(cls, context: typer.Context, *, as_json: bool, quiet: bool) -> "Terminal":
        """The terminal that a command was started with, set as its options say."""
        terminal = context.find_object(cls) or cls()
        terminal.as_json = as_json
        if as_json:
            # Other programs read it: its sentences are the same whatever people here speak.
            choose_language("en")
        terminal.quiet = quiet
        return terminal

    def result(self, record: "DataclassInstance") -> None:
        """Print what came out as JSON, when that was asked for."""
        if self.as_json:
            # A file name that is no text comes out as the escape that JSON has for it.
            _write(json.dumps(plain(record), ensure_ascii=False, indent=2) + "\n")

    def say(self, text: str) -> None:
        """A sentence on what was done."""
        if not self.quiet:
            self.show(text)

    def show(self, text: str) -> None:
        """A line that was asked for."""
        if not self.as_json:
            _write(text + "\n")

    def remark(self, text: str) -> None:
        """A sentence that is no result."""
        if not self.quiet:
            typer.echo(text, err=True)

    def complain(self, text: str) -> None:
        """A sentence on what went wrong."""
        typer.echo(text, err=True)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        """Rows under their titles; columns that nothing stands in are left out."""
        if self.as_json or not rows:
            return
        from rich.console import Console  # noqa: PLC0415 - the overview needs none of it
        from rich.table import Table  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        filled = [place for place in range(len(columns)) if any(row[place] for row in rows)]
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for place in filled:
            column = columns[place]
            side: JustifyMethod = "right" if column.numbers else "left"
            table.add_column(
                Text(column.title), justify=side, no_wrap=column.numbers, overflow="fold"
            )
        for row in rows:
            table.add_row(*(Text(row[place]) for place in filled))
        width = None if sys.stdout.isatty() else _ENDLESS_LINE
        console = Console(file=sys.stdout, width=width, highlight=False)
        with console.capture() as printed:
            console.print(table)
        _write("\n".join(line.rstrip() for line in printed.get().splitlines()) + "\n")

    def note(self, changes: "Changes") -> None:
        """Remember that something was written."""
        self.has_changed = self.has_changed or bool(changes)

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """A bar on standard error, when somebody may be watching it."""
        if self.quiet or not sys.stderr.isatty():
            yield SILENT
            return
        from rich.console import Console  # noqa: PLC0415 - the overview needs none of it
        from rich.progress import Progress as Bars  # noqa: PLC0415

        with Bars(console=Console(stderr=True), transient=True) as bars:
            task = bars.add_task("", total=None)

            def show(done: int, total: int | None, what: str) -> None:
                bars.update(task, completed=done, total=total, description=what)

            yield ReportedProgress(show)


def plain(value: object) -> object:
    """A result as JSON knows it: what is None is left out, paths are absolute, times in UTC."""
    result = value
    match value:
        case Path():
            result = str(value.resolve())
        case UUID():
            result = str(value)
        case datetime():
            result = value.astimezone(UTC).isoformat()
        case Mapping():
            result = {str(key): plain(each) for key, each in value.items()}
        case list() | tuple():
            result = [plain(each) for each in value]
        case _ if is_dataclass(value):
            named = ((field.name, getattr(value, field.name)) for field in fields(value))
            result = {name: plain(each) for name, each in named if each is not None}
    return result


def one_line(text: str, longest: int = 90) -> str:
    """A passage on one line, cut when it is long."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
