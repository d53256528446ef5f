"""The theme summary: per theme its definition, counts by method, chart and quotes, in Word."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from qualcoder_sts.analysis.frequencies import FrequencyRow, FrequencyTable
from qualcoder_sts.analysis.queries import frequency_table
from qualcoder_sts.analysis.request import FrequencyRequest, Scope
from qualcoder_sts.analysis.retrieval import (
    RetrievalRequest,
    RetrievedSegment,
    retrieve_segments,
)
from qualcoder_sts.analysis.wording import (
    method_inside,
    method_name,
    notes,
    units,
    written,
    written_in_words,
)
from qualcoder_sts.charts.chart import png_bytes
from qualcoder_sts.charts.style import METHOD_SIGNS
from qualcoder_sts.charts.theme_frequency import (
    ChartParts,
    alt_text,
    shown_themes,
    theme_frequency_figure,
    theme_frequency_request,
)
from qualcoder_sts.codebook.queries import code_tree
from qualcoder_sts.codebook.tree import CodeRow, CodeTree
from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.reports.manifest import (
    PROJECT_PROPERTY,
    STATE_PROPERTY,
    ManifestLine,
    ProjectState,
    manifest_lines,
    project_state,
)
from qualcoder_sts.reports.quotes import Quote, choose_quotes
from qualcoder_sts.reports.word.document import DocumentDetails, Heading, WordDocument
from qualcoder_sts.reports.word.properties import set_properties
from qualcoder_sts.reports.word.saving import save_document
from qualcoder_sts.reports.word.tables import Column, add_table

# More themes than these do not fit on one page as a chart.
THEMES_PER_CHART = 16


@dataclass(frozen=True, slots=True)
class ThemeSummaryRequest:
    """What a theme summary is about. Without ``coder_id`` the layer of record counts."""

    scope: Scope = Scope()  # noqa: RUF009 - frozen
    aggregated: bool = True
    coder_id: UUID | None = None
    quotes_per_theme: int = 5


@dataclass(frozen=True)
class Theme:
    """One theme with the quotes that stand for it."""

    code: CodeRow
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class ThemeSummary:
    """Everything a theme summary says, before it is put on paper."""

    state: ProjectState
    table: FrequencyTable
    tree: CodeTree
    themes: tuple[Theme, ...]
    manifest: tuple[ManifestLine, ...]

    @property
    def title(self) -> str:
        """The document's title."""
        return _("%s: theme summary") % self.state.project


DEFAULT_REQUEST = ThemeSummaryRequest()


def theme_summary(session: Session, request: ThemeSummaryRequest = DEFAULT_REQUEST) -> ThemeSummary:
    """Read and count what a theme summary says."""
    table = frequency_table(session, _frequency_request(request))
    tree = code_tree(session)
    segments = retrieve_segments(
        session,
        RetrievalRequest(
            methods=request.scope.methods,
            source_ids=request.scope.source_ids,
            coder_id=request.coder_id,
            layer_of_record=True,
        ),
    )
    by_code: dict[UUID, list[RetrievedSegment]] = {}
    for segment in segments:
        by_code.setdefault(segment.code_id, []).append(segment)

    def quotes(code: CodeRow) -> tuple[Quote, ...]:
        codes = tree.subtree(code.id) if request.aggregated else [code]
        found = [segment for each in codes for segment in by_code.get(each.id, [])]
        return choose_quotes(found, request.quotes_per_theme)

    state = project_state(session)
    return ThemeSummary(
        state=state,
        table=table,
        tree=tree,
        themes=tuple(Theme(code, quotes(code)) for code in shown_themes(table)),
        manifest=manifest_lines(state, table),
    )


def write_theme_summary(
    summary: ThemeSummary,
    path: Path,
    *,
    template: Path | None = None,
    progress: Progress = SILENT,
) -> None:
    """Write a theme summary as a Word file; the same state of the project gives the same file.

    Raises ``TemplateUnreadableError`` or ``ReportNotWrittenError``.
    """
    details = DocumentDetails(summary.title, _subject(), summary.state.language, summary.state.at)
    word = WordDocument(details, template)
    _Writing(word, summary).write(progress)
    set_properties(
        word.document,
        {
            PROJECT_PROPERTY: str(summary.state.project_id),
            STATE_PROPERTY: summary.state.text,
        },
    )
    save_document(word.document, path)


def write_in_worker(progress: Progress, summary: ThemeSummary, path: Path) -> None:
    """``write_theme_summary`` as a worker process is asked for it."""
    write_theme_summary(summary, path, progress=progress)


def _frequency_request(request: ThemeSummaryRequest) -> FrequencyRequest:
    asked = theme_frequency_request(aggregated=request.aggregated, scope=request.scope)
    return FrequencyRequest(
        by=asked.by, aggregated=asked.aggregated, coder_id=request.coder_id, scope=asked.scope
    )


class _Writing:
    """The document being written."""

    def __init__(self, word: WordDocument, summary: ThemeSummary) -> None:
        self._word = word
        self._summary = summary
        self._table = summary.table

    def write(self, progress: Progress) -> None:
        word, summary = self._word, self._summary
        word.paragraph(summary.title, "Title")
        word.paragraph(summary.state.description or _subject(), "Subtitle")
        outline = self._outline()
        headings = {heading.bookmark: heading for heading in outline}
        word.contents(outline)
        word.page_break()
        word.heading(headings["_Overview"])
        self._write_overview()
        above = None
        for number, theme in enumerate(progress.track(summary.themes, _("Writing the report"))):
            category = self._category(theme.code)
            if category is not None and category.id != above:
                above = category.id
                word.heading(headings[f"_Category_{category.id.hex}"])
                self._write_definitions(category)
            word.heading(headings[f"_Theme_{number + 1}"])
            self._write_theme(theme)
        word.heading(headings["_Manifest"])
        self._write_manifest()

    def _outline(self) -> list[Heading]:
        """All headings in order."""
        headings = [Heading(_("All themes"), 1, "_Overview")]
        above = None
        for number, theme in enumerate(self._summary.themes):
            category = self._category(theme.code)
            if category is not None and category.id != above:
                above = category.id
                name = " · ".join(category.path)
                headings.append(Heading(name, 1, f"_Category_{category.id.hex}"))
            level = 1 if category is None else 2
            headings.append(Heading(theme.code.name, level, f"_Theme_{number + 1}"))
        return [*headings, Heading(_("What the figures rest on"), 1, "_Manifest")]

    def _category(self, code: CodeRow) -> CodeRow | None:
        """The nearest category above a theme."""
        above = code.parent_id
        while above is not None and self._summary.tree[above].codable:
            above = self._summary.tree[above].parent_id
        return None if above is None else self._summary.tree[above]

    def _write_overview(self) -> None:
        word = self._word
        if not self._summary.themes:
            word.paragraph(_("The codebook has no themes yet."))
            return
        themes = [theme.code for theme in self._summary.themes]
        word.paragraph(
            ngettext(
                "%s theme, counted by method. The figures say how many addressed a theme, out of "
                "how many.",
                "%s themes, counted by method. The figures say how many addressed a theme, out of "
                "how many.",
                len(themes),
            )
            % f"{len(themes):,}"
        )
        self._write_overview_table(themes)
        for first in range(0, len(themes), THEMES_PER_CHART):
            part = self._table.only({code.id for code in themes[first : first + THEMES_PER_CHART]})
            self._write_chart(
                part,
                ChartParts(title=False, notes=False, margins=False),
                _("Themes by method, share of the cases"),
            )
        for note in notes(self._table):
            word.paragraph(note)

    def _write_overview_table(self, themes: list[CodeRow]) -> None:
        pairs = dict.fromkeys((row.group, row.rule) for row in self._table.rows)
        space = self._word.text_width * 2.54
        width = (space - 5.2) / max(1, len(pairs))
        columns = [
            Column(_("Theme"), 5.2),
            *(
                Column(f"{method_name(Method(group))}: {units(rule)}", width, is_figure=True)
                for group, rule in pairs
            ),
        ]
        rows = []
        for code in themes:
            found = [self._table.row(code.id, group, rule) for group, rule in pairs]
            rows.append([code.name, *(written(row) if row else "–" for row in found)])
        self._word.caption("Table", _("Themes by method"), above=True)
        add_table(
            self._word.document,
            columns,
            rows,
            description=_("How many addressed each theme, by method"),
        )

    def _write_theme(self, theme: Theme) -> None:
        word, code = self._word, theme.code
        if code.depth:
            word.paragraph(" › ".join(code.path), "Caption")
        self._write_definitions(code)
        part = self._table.only({code.id})
        rows = self._table.rows_of(code.id)
        if rows:
            self._write_counts(code, rows)
            parts = ChartParts(
                title=False, legend=False, headings=False, notes=False, margins=False
            )
            signs = ", ".join(
                f"{METHOD_SIGNS[Method(group)].letters} {method_inside(Method(group))}"
                for group in self._table.groups
            )
            caption = _("%(theme)s by method (%(signs)s)") % {"theme": code.name, "signs": signs}
            self._write_chart(part, parts, caption)
        if not theme.quotes:
            word.paragraph(_("No passage is coded with this theme in the coding that counts."))
        for quote in theme.quotes:
            marks = (quote.place, _("illustrative quote") if quote.is_illustrative else "")
            word.quote(quote.text, " · ".join(mark for mark in marks if mark))

    def _write_definitions(self, code: CodeRow) -> None:
        for field, label in _definitions():
            text = str(getattr(code, field)).strip()
            if text and label:
                self._word.labelled(label, text)
            elif text:
                self._word.paragraph(text)

    def _write_counts(self, code: CodeRow, rows: tuple[FrequencyRow, ...]) -> None:
        columns = [
            Column(_("Method"), 3.4),
            Column(_("Counted"), 2.8),
            Column(_("Count"), 3.2, is_figure=True),
            Column(_("Notes"), self._word.text_width * 2.54 - 9.4),
        ]
        lines = [
            [method_name(Method(row.group)), units(row.rule), written(row), _notes_on(row)]
            for row in rows
        ]
        self._word.caption("Table", _("%s: counts by method") % code.name, above=True)
        description = f"{code.name}: " + "; ".join(written_in_words(row) for row in rows)
        add_table(self._word.document, columns, lines, description=description)

    def _write_chart(self, table: FrequencyTable, parts: ChartParts, caption: str) -> None:
        figure = theme_frequency_figure(table, parts)
        described = alt_text(table)
        self._word.picture(png_bytes(figure, described), self._word.text_width, described, caption)
        self._word.caption("Figure", caption)

    def _write_manifest(self) -> None:
        columns = [Column(_("What"), 4.0), Column(_("Is"), self._word.text_width * 2.54 - 4.0)]
        self._word.caption("Table", _("What the figures of this report rest on"), above=True)
        add_table(
            self._word.document,
            columns,
            [[line.what, line.is_so] for line in self._summary.manifest],
            description=_("Project, state, program, scope, coding counted and counting rules"),
        )


def _subject() -> str:
    return _("Themes with their counts by method and what people said")


def _definitions() -> tuple[tuple[str, str], ...]:
    """The fields of a definition with what stands before them."""
    return (
        ("brief_definition", ""),
        ("full_definition", ""),
        ("when_to_use", _("When to use:")),
        ("when_not_to_use", _("When not to use:")),
    )


def _notes_on(row: FrequencyRow) -> str:
    """What belongs beside a count, in a table's last column."""
    parts = []
    if row.supporting is not None:
        parts.append(_("%s supporting") % f"{row.supporting:,}")
    if row.unattributed:
        parts.append(_("+ %s unattributed") % f"{row.unattributed:,}")
    if row.not_yet_coded:
        parts.append(_("%s not yet coded") % f"{row.not_yet_coded:,}")
    return "; ".join(parts)
