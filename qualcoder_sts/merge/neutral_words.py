"""Words for steps of which a copy holds a part only."""

from collections.abc import Set as AbstractSet

from qualcoder_sts.foundation.errors import joined
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.kind_words import kind_word
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.project.tables.project import Coder


def neutral_label(kind: str, tables: AbstractSet[str]) -> str:
    """What a step did to the rows that stay: its own words would tell of those left out."""
    if tables == {Coder.__tablename__}:
        words = _("Add coder")
    else:
        kinds = joined(sorted(kind_word(table) for table in tables))
        words = _("Change of %s, in part") % kinds
    if kind == ChangeKind.UNDO:
        return _("Undo: %s") % words
    return _("Redo: %s") % words if kind == ChangeKind.REDO else words
