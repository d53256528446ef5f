"""``frequencies``: how often codes occur, by which rule, out of how many."""

from dataclasses import dataclass
from typing import Annotated

import typer

from qualcoder_sts.analysis.frequencies import FrequencyRow, FrequencyTable
from qualcoder_sts.analysis.queries import frequency_table
from qualcoder_sts.analysis.request import FrequencyRequest, Grouping
from qualcoder_sts.analysis.rules import Rule
from qualcoder_sts.analysis.wording import (
    group_name,
    layer_sentence,
    notes,
    scope_sentence,
    units,
    written,
    written_with_notes,
)
from qualcoder_sts.cli.opening import reading
from qualcoder_sts.cli.options import AsJson, OnlyCoder, ProjectFile, Quiet
from qualcoder_sts.cli.output import Column, Terminal
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.coders import find_coder

# More columns than these stand below one another, without the zeros.
_MOST_COLUMNS = 5

By = Annotated[
    str,
    typer.Option(
        metavar="all|method|source|participant|attribute:NAME", help=_("What the columns are.")
    ),
]
CountedBy = Annotated[
    Rule | None, typer.Option(help=_("What is counted; else what fits each method."))
]
RolledUp = Annotated[
    bool, typer.Option("--rolled-up", help=_("Each code together with those below it."))
]
WithInterviewer = Annotated[
    bool, typer.Option("--with-interviewer", help=_("The interviewer's words count as well."))
]


@dataclass(frozen=True, slots=True)
class CountedCode:
    """One code in one column by one rule; what cannot be said is left out."""

    code: str
    group: str
    rule: Rule
    count: int
    denominator: int | None
    proportion: float | None
    low: float | None
    high: float | None
    no_interval: str | None
    not_yet_coded: int
    unattributed: int
    supporting: int | None


@dataclass(frozen=True, slots=True)
class CountedCodes:
    """The result of ``frequencies``; the sentences say what was counted and whose coding."""

    scope: str
    layer: str
    notes: tuple[str, ...]
    rows: tuple[CountedCode, ...]


def show_frequencies(
    context: typer.Context,
    project: ProjectFile,
    *,
    by: By = "method",
    rule: CountedBy = None,
    rolled_up: RolledUp = False,
    with_interviewer: WithInterviewer = False,
    coder: OnlyCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Count the codes in the coding that counts, or in one coder's finished sources."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    with reading(project) as workspace:
        request = FrequencyRequest(
            by=Grouping.read(by),
            rule=rule,
            aggregated=rolled_up,
            with_interviewer=with_interviewer,
            intervals=as_json,  # off by default, says the method; in JSON they have their keys
            coder_id=None if coder is None else workspace.read(find_coder, coder).id,
        )
        table = workspace.read(frequency_table, request)
    rows = tuple(_counted(row) for row in table.rows)
    terminal.result(CountedCodes(scope_sentence(table), layer_sentence(table), notes(table), rows))
    _show(terminal, table)


def _counted(row: FrequencyRow) -> CountedCode:
    return CountedCode(
        code=row.path_text,
        group=row.group,
        rule=row.rule,
        count=row.count,
        denominator=row.denominator,
        proportion=row.proportion,
        low=row.low,
        high=row.high,
        no_interval=row.no_interval,
        not_yet_coded=row.not_yet_coded,
        unattributed=row.unattributed,
        supporting=row.supporting,
    )


def _show(terminal: Terminal, table: FrequencyTable) -> None:
    columns = list(dict.fromkeys((row.group, row.rule) for row in table.rows))
    if len(columns) <= _MOST_COLUMNS:
        _show_side_by_side(terminal, table, columns)
    else:
        _show_below_one_another(terminal, table)
    for sentence in notes(table):
        terminal.remark(sentence)


def _show_side_by_side(
    terminal: Terminal, table: FrequencyTable, columns: list[tuple[str, Rule]]
) -> None:
    titles = [f"{group_name(table, group)}\n{units(rule)}" for group, rule in columns]
    lines = []
    for code in table.codes:
        is_counted = code.codable or table.request.aggregated
        rows = table.rows_of(code.id) if is_counted else ()
        found = {(row.group, row.rule): row for row in rows}
        cells = [written(found[column]) if column in found else "" for column in columns]
        lines.append(("  " * code.depth + code.name, *cells))
    terminal.table([Column(_("Code")), *(Column(title, numbers=True) for title in titles)], lines)


def _show_below_one_another(terminal: Terminal, table: FrequencyTable) -> None:
    lines: list[tuple[str, ...]] = []
    for code in table.codes:
        found = [row for row in table.rows_of(code.id) if row.count]
        lines += [(code.path_text, "", "")] if found else []
        lines += [
            (f"    {group_name(table, row.group)}", written_with_notes(row), units(row.rule))
            for row in found
        ]
    columns = (Column(_("Code, and where")), Column(_("Count")), Column(_("Of what")))
    terminal.table(columns, lines)
