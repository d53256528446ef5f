"""What a merge does or has done, for the team's records: as a Word file or as an HTML page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.merge.keeping_blind import unseen_words
from qualcoder_sts.merge.plan import (
    Conflict,
    FileRead,
    MergePlan,
    Question,
    Reanchored,
    Side,
    Take,
    Unplaced,
)
from qualcoder_sts.project.history.row_words import shortened
from qualcoder_sts.project.writing_files import replacing
from qualcoder_sts.reports.manifest import ProjectState
from qualcoder_sts.reports.word.document import DocumentDetails, Heading, WordDocument
from qualcoder_sts.reports.word.saving import save_document
from qualcoder_sts.reports.word.tables import Column, add_table

WORD_ENDING = ".docx"
_LONGEST = 1000

_PAGE = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<title>$title</title>
<style>
body { font: 16px/1.55 Georgia, serif; color: #222; max-width: 60em; margin: 3em auto;
  padding: 0 1.5em; }
h1, h2, th, td { font-family: system-ui, sans-serif; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 2em; }
table { border-collapse: collapse; width: 100%; font-size: .9em; }
th, td { text-align: left; vertical-align: top; padding: .35em .8em .35em 0;
  border-bottom: 1px solid #c9c6be; }
.figure { text-align: right; }
</style>
</head>
<body>
<h1>$title</h1>
$body
</body>
</html>
""")


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading, sentences, and a table where there is one."""

    title: str
    sentences: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def write_merge_report(state: ProjectState, plan: MergePlan, path: Path, *, merged: bool) -> None:
    """Write the report; a file that does not end in ``.docx`` becomes an HTML page.

    ``merged`` says whether the plan was carried out. Raises ``ReportNotWrittenError`` or
    ``UnwritableFileError``.
    """
    title = (_("%s: merge report") if merged else _("%s: what a merge would do")) % state.project
    parts = list(_parts(plan))
    if path.suffix.casefold() == WORD_ENDING:
        _write_word(state, title, parts, path)
        return
    with replacing(path) as unfinished:
        unfinished.write_text(_page(state, title, parts), encoding="utf-8")


def _write_word(state: ProjectState, title: str, parts: Sequence[_Part], path: Path) -> None:
    word = WordDocument(
        DocumentDetails(title, _("What was taken over from copies"), state.language, state.at)
    )
    word.paragraph(title, "Title")
    for number, part in enumerate(parts):
        word.heading(Heading(part.title, 1, f"_Part_{number}"))
        for sentence in part.sentences:
            word.paragraph(sentence)
        if part.rows:
            add_table(word.document, part.columns, part.rows, description=part.title)
    save_document(word.document, path)


def _page(state: ProjectState, title: str, parts: Sequence[_Part]) -> str:
    return _PAGE.substitute(
        language=escape(state.language, quote=True),
        title=escape(title),
        body="\n".join(line for part in parts for line in _html(part)),
    )


def _html(part: _Part) -> Iterator[str]:
    yield f"<h2>{escape(part.title)}</h2>"
    yield from (f"<p>{escape(sentence)}</p>" for sentence in part.sentences)
    if part.rows:
        sides = [' class="figure"' if column.is_figure else "" for column in part.columns]
        heads = zip(sides, (column.heading for column in part.columns), strict=True)
        yield "<table><thead><tr>"
        yield "".join(f'<th scope="col"{side}>{escape(text)}</th>' for side, text in heads)
        yield "</tr></thead><tbody>"
        for row in part.rows:
            cells = zip(sides, row, strict=True)
            yield f"<tr>{''.join(f'<td{side}>{escape(text)}</td>' for side, text in cells)}</tr>"
        yield "</tbody></table>"


def _parts(plan: MergePlan) -> Iterator[_Part]:
    unseen = () if plan.is_whole else (unseen_words(),)
    yield _Part(_("Files"), (*(_about(file) for file in plan.files), *unseen))
    yield _numbers(plan)
    if plan.conflicts:
        yield _conflicts(plan.conflicts)
    if plan.questions:
        yield _questions(plan.questions)
    if plan.united:
        yield _Part(
            _("Made apart and combined"),
            columns=(Column(_("What"), 10.0), Column(_("Coder"), 3.0), Column(_("File"), 3.0)),
            rows=tuple((each.name, each.coder, each.file) for each in plan.united),
        )
    if plan.reanchored:
        yield _moved(_("Moved with a corrected text"), plan.reanchored)
    if plan.unplaced:
        yield _lost(plan.unplaced)


def _about(file: FileRead) -> str:
    names = {"file": file.name, "project": file.project, "coders": ", ".join(file.coders)}
    if file.same_until is None:
        words = _("“%(file)s”: the project “%(project)s” of %(coders)s, begun apart from this one.")
        return words % names
    until = file.same_until.astimezone().strftime("%Y-%m-%d %H:%M")
    words = _(
        "“%(file)s”: a copy of this project with the work of %(coders)s; both share everything up "
        "to %(until)s."
    )
    said = words % {**names, "until": until}
    if left := file.private_memos_left_out:
        words = ngettext(
            "%d private memo stays with its coder.",
            "%d private memos stay with their coders.",
            left,
        )
        said = f"{said} {words % left}"
    return said


def _numbers(plan: MergePlan) -> _Part:
    rows = tuple(
        (each.coder or "–", each.kind, *(f"{number:,}" for number in (
            each.new, each.changed, each.deleted, each.united)))
        for each in plan.numbers
    )  # fmt: skip
    columns = (
        Column(_("Coder"), 3.5),
        Column(_("Kind"), 4.0),
        Column(_("New"), 2.0, is_figure=True),
        Column(_("Changed"), 2.2, is_figure=True),
        Column(_("Deleted"), 2.2, is_figure=True),
        Column(_("Combined"), 2.3, is_figure=True),
    )
    sentences = () if rows else (_("Nothing is to be taken over."),)
    return _Part(_("In numbers"), sentences, columns, rows)


def _conflicts(conflicts: Sequence[Conflict]) -> _Part:
    columns = (
        Column(_("What"), 3.4),
        Column(_("Before"), 2.9),
        Column(_("Ours"), 3.3),
        Column(_("Theirs"), 3.3),
        Column(_("Decision"), 3.3),
    )
    rows = tuple(
        (
            f"{each.name}: {each.what} ({each.why})",
            shortened(each.base, _LONGEST) if each.base else "–",
            _side(each.ours),
            _side(each.theirs),
            decision_words(each),
        )
        for each in conflicts
    )
    return _Part(_("Conflicts"), columns=columns, rows=rows)


def _side(side: Side) -> str:
    words = shortened(side.words, _LONGEST)
    if side.at is None:
        return words
    at = side.at.astimezone().strftime("%Y-%m-%d")
    return f"{words} ({side.coder}, {at})" if side.coder else f"{words} ({at})"


def decision_words(conflict: Conflict) -> str:
    """How a conflict ended, in words."""
    decision = conflict.decision
    if decision is None:
        return _("not decided")
    match decision.take:
        case Take.OURS:
            return _("ours")
        case Take.THEIRS:
            return _("theirs")
    return _("written: %s") % decision.written


def _questions(questions: Sequence[Question]) -> _Part:
    columns = (
        Column(_("Ours"), 4.2),
        Column(_("Theirs"), 4.2),
        Column(_("Question"), 5.3),
        Column(_("Answer"), 2.5),
    )
    rows = tuple(
        (
            each.ours,
            each.theirs,
            each.sentence,
            _("the same") if each.is_same else _("not the same"),
        )
        for each in questions
    )
    return _Part(_("Asked"), columns=columns, rows=rows)


def _moved(title: str, moved: Sequence[Reanchored]) -> _Part:
    columns = (
        Column(_("Source"), 3.4),
        Column(_("What"), 5.0),
        Column(_("Coder"), 2.6),
        Column(_("Stands on"), 5.2),
    )
    rows = tuple(
        (each.source, each.name, each.coder, f"“{shortened(each.quote)}”") for each in moved
    )
    return _Part(title, columns=columns, rows=rows)


def _lost(unplaced: Sequence[Unplaced]) -> _Part:
    columns = (
        Column(_("Source"), 3.0),
        Column(_("What"), 4.2),
        Column(_("Coder"), 2.4),
        Column(_("Stood on"), 6.6),
    )
    rows = tuple(
        (
            each.source,
            each.name,
            each.coder,
            f"…{shortened(each.before)} [{shortened(each.quote)}] {shortened(each.after)}…",
        )
        for each in unplaced
    )
    sentence = _(
        "Their words are no longer in the corrected text. They were not put anywhere else."
    )
    return _Part(_("Could not be placed"), (sentence,), columns, rows)
