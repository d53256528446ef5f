"""What changed between two states of a codebook, as a page to print or to hand in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from string import Template

from qualcoder_sts.codebook.comparing import (
    CodebookComparison,
    CodeChange,
    CodeCompared,
    parent_path,
)
from qualcoder_sts.codebook.files.document import DEFINITION_FIELDS
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.writing_files import replacing
from qualcoder_sts.reports.marked_wording import Marks, marked_wording

_PAGE = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>$title</title>
<style>
body { font: 16px/1.55 Georgia, serif; color: #222; max-width: 46em; margin: 3em auto;
  padding: 0 1.5em; }
h1, h2, h3, .quiet, th { font-family: system-ui, sans-serif; }
h1 { font-size: 1.5em; } h2 { font-size: 1.15em; margin-top: 2em; }
h3 { font-size: 1em; margin: 1.4em 0 .2em; }
.quiet { color: #666; font-size: .9em; }
p { margin: .3em 0; }
ins { color: #14613a; background: #e4f3ea; text-decoration: underline; }
del { color: #8c1d1d; background: #fbeaea; }
</style>
</head>
<body>
<h1>$title</h1>
<p class="quiet">$subtitle</p>
$body
</body>
</html>
""")


@dataclass(frozen=True, slots=True)
class ComparedStates:
    """What is compared, in words: the project, the earlier and the later codebook."""

    project: str
    before: str
    after: str


def write_comparison(
    comparison: CodebookComparison, states: ComparedStates, path: Path, at: datetime
) -> None:
    """Write everything that changed as an HTML page; raises ``UnwritableFileError``."""
    with replacing(path) as unfinished:
        unfinished.write_text(comparison_page(comparison, states, at), encoding="utf-8")


def comparison_page(comparison: CodebookComparison, states: ComparedStates, at: datetime) -> str:
    """A whole HTML page with everything that changed."""
    subtitle = _("%(project)s: from %(before)s to %(after)s. Written on %(date)s.") % {
        "project": states.project,
        "before": states.before,
        "after": states.after,
        "date": at.astimezone().strftime("%Y-%m-%d %H:%M"),
    }
    return _PAGE.substitute(
        title=escape(_("Changes of the codebook")),
        subtitle=escape(subtitle),
        body=comparison_body(comparison, Marks()),
    )


def comparison_body(comparison: CodebookComparison, marks: Marks) -> str:
    """The changes, in parts: in plain numbers first, then added, changed, merged, removed codes."""
    parts = [f"<p>{escape(in_numbers(comparison))}</p>"]
    for title, changes in _parts():
        codes = [code for code in comparison.codes if changes & set(code.changes)]
        if codes:
            parts.append(f"<h2>{escape(title)}</h2>")
            parts += [_code(code, marks) for code in codes]
    return "\n".join(parts)


def in_numbers(comparison: CodebookComparison) -> str:
    """How many codes changed in which way; only what there is."""
    counted = (
        (CodeChange.ADDED, _("%d added")),
        (CodeChange.REMOVED, _("%d removed")),
        (CodeChange.MERGED, _("%d merged")),
        (CodeChange.RENAMED, _("%d renamed")),
        (CodeChange.MOVED, _("%d moved")),
        (CodeChange.REWORDED, _("%d worded anew")),
        (CodeChange.RECOLOURED, _("%d in another colour")),
        (CodeChange.MADE_CODE, _("%d made a code")),
        (CodeChange.MADE_CATEGORY, _("%d made a category")),
    )
    said = [words % n for change, words in counted if (n := comparison.count(change))]
    unchanged = _("%d unchanged") % comparison.unchanged
    return ", ".join([*said, unchanged]) + "." if said else _("Nothing has changed.")


def field_titles() -> dict[str, str]:
    """What the fields of a definition are called, by their names in files."""
    names = (
        _("Brief definition"),
        _("Full definition"),
        _("When to use"),
        _("When not to use"),
        _("Examples"),
    )
    return dict(zip(DEFINITION_FIELDS, names, strict=True)) | {"terms": _("Terms")}


def _parts() -> Iterable[tuple[str, set[CodeChange]]]:
    return (
        (_("Added"), {CodeChange.ADDED}),
        (
            _("Changed"),
            set(CodeChange) - {CodeChange.ADDED, CodeChange.MERGED, CodeChange.REMOVED},
        ),
        (_("Merged"), {CodeChange.MERGED}),
        (_("Removed"), {CodeChange.REMOVED}),
    )


def _code(code: CodeCompared, marks: Marks) -> str:
    lines = [f"<h3>{escape(code.path_text)}</h3>"]
    lines += [f'<p class="quiet">{escape(said)}</p>' for said in _what_happened(code)]
    titles = field_titles()
    for field in code.fields:
        wording = marked_wording(field.words, marks)
        lines.append(f"<p><b>{escape(titles[field.field])}</b><br>{wording}</p>")
    return "\n".join(lines)


def _what_happened(code: CodeCompared) -> list[str]:
    before, after = code.before, code.after
    if code.merged_into:
        return [_("Merged into “%s”.") % code.merged_into]
    if before is None or after is None:
        return []
    said = []
    if CodeChange.RENAMED in code.changes:
        said.append(_("Renamed from “%s”.") % before.name)
    if CodeChange.MOVED in code.changes:
        said.append(_("Moved from %s.") % (parent_path(before) or _("the top of the codebook")))
    if CodeChange.MADE_CODE in code.changes:
        said.append(_("Was a category and is a code now."))
    if CodeChange.MADE_CATEGORY in code.changes:
        said.append(_("Was a code and is a category now."))
    if CodeChange.RECOLOURED in code.changes:
        said.append(
            _("Another colour: %(before)s → %(after)s.")
            % {"before": before.colour, "after": after.colour}
        )
    return said
