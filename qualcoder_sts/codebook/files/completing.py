"""What every reader's entries go through: no two siblings of one name, none without a name."""

from dataclasses import replace

from qualcoder_sts.codebook.files.document import CodebookDocument, CodeEntry, ReadCodebook
from qualcoder_sts.codebook.files.separated import PATH_SEPARATOR, joined
from qualcoder_sts.foundation.translation import _


def completed(document: CodebookDocument, remarks: list[str]) -> ReadCodebook:
    """The document with every entry named and told apart; nothing of it is left out."""
    noted = list(remarks)
    codes = _told_apart(document.codes, (), noted)
    return ReadCodebook(replace(document, codes=codes), tuple(noted))


def _told_apart(
    codes: tuple[CodeEntry, ...], above: tuple[str, ...], remarks: list[str]
) -> tuple[CodeEntry, ...]:
    taken: set[str] = {entry.name for entry in codes}
    seen: set[str] = set()
    kept: list[CodeEntry] = []
    for entry in codes:
        name = entry.name
        if not name or name in seen:
            name = _free_name(name or _("Unnamed code"), taken)
            remarks.append(_renaming(entry.name, name, above))
        taken.add(name)
        seen.add(name)
        children = _told_apart(entry.children, (*above, name), remarks)
        kept.append(replace(entry, name=name, children=children))
    return tuple(kept)


def _free_name(wanted: str, taken: set[str]) -> str:
    number = 2
    if wanted not in taken:
        return wanted
    while f"{wanted} ({number})" in taken:
        number += 1
    return f"{wanted} ({number})"


def _renaming(name: str, new_name: str, above: tuple[str, ...]) -> str:
    if not name and above:
        words = _("A code under “%(path)s” has no name; it is called “%(new)s”.")
    elif not name:
        words = _("A code at the top has no name; it is called “%(new)s”.")
    elif above:
        words = _("“%(name)s” stands more than once under “%(path)s”; another is called “%(new)s”.")
    else:
        words = _("“%(name)s” stands more than once at the top; another is called “%(new)s”.")
    return words % {"name": name, "path": joined(above, PATH_SEPARATOR), "new": new_name}
