"""Agreement between coders as a Word document: a sentence to report, tables, what they say."""

from collections.abc import Sequence
from pathlib import Path

from qualcoder_sts import __version__
from qualcoder_sts.analysis.agreement.methods_sentence import methods_sentence
from qualcoder_sts.analysis.agreement.table import (
    AgreementRow,
    AgreementTable,
    Coefficient,
    Figures,
)
from qualcoder_sts.analysis.agreement.wording import (
    coefficient_name,
    coefficient_says,
    notes,
    pooled_name,
    why_undefined,
    written,
    written_interval,
)
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.reports.manifest import ProjectState
from qualcoder_sts.reports.word.document import DocumentDetails, Heading, WordDocument
from qualcoder_sts.reports.word.saving import save_document
from qualcoder_sts.reports.word.tables import Column, add_table

# As many as fit side by side on a page; a spreadsheet has them all.
REPORTED = (
    Coefficient.DICE,
    Coefficient.KAPPA,
    Coefficient.FLEISS,
    Coefficient.KAPPA_MAX,
    Coefficient.PERCENT,
    Coefficient.ALPHA_NOMINAL,
    Coefficient.ALPHA_UNITIZING,
)


def write_agreement(state: ProjectState, table: AgreementTable, path: Path) -> None:
    """Write the agreement to a Word file; raises ``ReportNotWrittenError``."""
    title = _("%s: agreement between coders") % state.project
    subject = _("How far coders did the same with the same text")
    word = WordDocument(DocumentDetails(title, subject, state.language, state.at))
    word.paragraph(title, "Title")
    word.paragraph(methods_sentence(table))
    shown = [each for each in REPORTED if each in table.coefficients]
    word.heading(Heading(_("Code by code"), 1, "_Codes"))
    _codes(word, table, shown)
    word.heading(Heading(_("Source by source"), 1, "_Sources"))
    _sources(word, table)
    if table.pairs:
        word.heading(Heading(_("Pair by pair"), 1, "_Pairs"))
        _pairs(word, table)
    word.heading(Heading(_("What was compared"), 1, "_Compared"))
    for sentence in notes(table):
        word.paragraph(sentence)
    word.heading(Heading(_("What the figures say"), 1, "_Figures"))
    for coefficient in shown:
        word.labelled(f"{coefficient_name(coefficient)}:", coefficient_says(coefficient))
    word.paragraph(f"{state.project}, {state.text}, qualcoder-sts {__version__}")
    save_document(word.document, path)


def _codes(word: WordDocument, table: AgreementTable, shown: Sequence[Coefficient]) -> None:
    has_cells = table.overall.cells is not None
    cells = (_("Both"), _("First"), _("Second"), _("Neither")) if has_cells else ()
    interval = _("Interval") if table.is_resampled else _("Range")
    titles = (*cells, *(coefficient_name(each) for each in shown), interval)
    columns = [Column(_("Code"), 3.6)]
    columns += [Column(title, 12.4 / len(titles), is_figure=True) for title in titles]
    rows = [
        (_("All codes"), *_figures(table.overall, shown), written_interval(table.interval)),
        *(
            (row.code.path_text, *_figures(row.figures, shown), written_interval(row.interval))
            for row in table.rows
        ),
    ]
    word.caption("Table", _("Agreement by code"), above=True)
    add_table(word.document, columns, rows, description=_("Agreement by code"))
    for sentence in _undefined(table.rows):
        word.paragraph(sentence)


def _sources(word: WordDocument, table: AgreementTable) -> None:
    columns = (
        Column(_("Source"), 6.0),
        Column(_("Coders"), 5.0),
        Column(_("Compared"), 2.0, is_figure=True),
        Column(pooled_name(table.request.unit, table.compared_at_once), 3.0, is_figure=True),
    )
    rows = [
        (
            source.name,
            ", ".join(coder.name for coder in source.coders),
            f"{source.units:,}",
            written(source.overall, table.leading),
        )
        for source in table.sources
    ]
    word.caption("Table", _("Agreement by source"), above=True)
    add_table(word.document, columns, rows, description=_("Agreement by source"))


def _pairs(word: WordDocument, table: AgreementTable) -> None:
    columns = (
        Column(_("Coders"), 8.0),
        Column(_("Sources"), 3.0, is_figure=True),
        Column(pooled_name(table.request.unit, 2), 5.0, is_figure=True),
    )
    rows = [
        (
            f"{pair.first.name}, {pair.second.name}",
            f"{pair.sources:,}",
            written(pair.overall, pair.leading),
        )
        for pair in table.pairs
    ]
    word.caption("Table", _("Agreement by pair of coders"), above=True)
    add_table(word.document, columns, rows, description=_("Agreement by pair of coders"))


def _figures(figures: Figures, shown: Sequence[Coefficient]) -> list[str]:
    cells = figures.cells
    counts = (
        []
        if cells is None
        else [f"{each:,}" for each in (cells.both, cells.first, cells.second, cells.neither)]
    )
    return counts + [written(figures, coefficient) for coefficient in shown]


def _undefined(rows: Sequence[AgreementRow]) -> list[str]:
    """Which codes have something undefined, and why."""
    reasons = {why: "" for row in rows for why in row.figures.undefined.values()}
    names = {
        why: ", ".join(row.code.name for row in rows if why in row.figures.undefined.values())
        for why in reasons
    }
    return [f"{names[why]}: {why_undefined(why)}" for why in names]
