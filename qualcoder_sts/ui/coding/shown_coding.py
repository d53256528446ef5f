"""Which coding is shown in the transcripts. No Qt."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from qualcoder_sts.codebook.tree import CodeTree
from qualcoder_sts.coding.queries import SegmentRow
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.project.coders import CoderRow


@dataclass(frozen=True, slots=True)
class ShownCoding:
    """Codes and coders that are shown; None means all of them.

    Whatever else may hide a segment, such as a round in which coders do not see one another, is
    one more condition of ``shows``.
    """

    code_ids: frozenset[UUID] | None = None
    coder_ids: frozenset[UUID] | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing is hidden."""
        return self.code_ids is None and self.coder_ids is None

    def shows(self, segment: SegmentRow) -> bool:
        """Whether a segment is shown."""
        is_code = self.code_ids is None or segment.code_id in self.code_ids
        return is_code and (self.coder_ids is None or segment.coder_id in self.coder_ids)


def in_words(shown: ShownCoding, tree: CodeTree, coders: Collection[CoderRow]) -> str:
    """What is shown, in a sentence: ``Showing 2 of 16 codes, only by Ana Ruiz``."""
    parts: list[str] = []
    if shown.code_ids is not None:
        codes = [row.id for row in tree if row.codable]
        number = sum(code_id in shown.code_ids for code_id in codes)
        words = ngettext("%(number)d of %(all)d code", "%(number)d of %(all)d codes", len(codes))
        parts.append(words % {"number": number, "all": len(codes)})
    if shown.coder_ids is not None:
        names = sorted(coder.name for coder in coders if coder.id in shown.coder_ids)
        parts.append(_("only by %s") % ", ".join(names) if names else _("nobody’s coding"))
    return _("Showing %s") % ", ".join(parts) if parts else ""
