"""ELAN annotation files: their tiers are speakers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.transcripts.document import ReadDocument
from qualcoder_sts.transcripts.readers.cues import Cue, joined_paragraphs
from qualcoder_sts.transcripts.readers.errors import DamagedFileError
from qualcoder_sts.transcripts.readers.safe_xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

KIND = "ELAN (.eaf)"


@dataclass(frozen=True, slots=True)
class _Tier:
    element: "_Element"
    speaker: str
    tier_id: str


def read_eaf(content: bytes, name: str) -> ReadDocument:
    """Read the annotations of all top-level tiers in the order of their times."""
    root = parse_xml(content, name, KIND)
    if root.tag != "ANNOTATION_DOCUMENT":
        raise DamagedFileError(name, KIND)
    times = _times(root)
    tiers: list[_Tier] = []
    left_out: list[str] = []
    for element in root.iterchildren("TIER"):
        tier_id = element.get("TIER_ID", "")
        speaker = element.get("PARTICIPANT", "").strip() or tier_id.strip()
        if element.get("PARENT_REF"):
            left_out.append(tier_id)
        else:
            tiers.append(_Tier(element, speaker, tier_id))
    cues = [cue for tier in tiers for cue in _cues(tier, times)]
    cues.sort(key=lambda cue: (cue.start_ms, cue.end_ms))
    remarks: tuple[str, ...] = ()
    if left_out:
        listed = ", ".join(f"“{tier_id}”" for tier_id in left_out)
        remarks = (_("Tiers that annotate other tiers were left out: %s.") % listed,)
    return ReadDocument(joined_paragraphs(cues), format="eaf", encoding="utf-8", remarks=remarks)


def _times(root: "_Element") -> dict[str, int]:
    """Milliseconds by time slot; a slot without a time takes that of the slot before it."""
    times: dict[str, int] = {}
    latest = 0
    for slot in root.iterfind("TIME_ORDER/TIME_SLOT"):
        written = slot.get("TIME_VALUE", "")
        if written.isascii() and written.isdigit() and len(written) < 16:
            latest = int(written)
        times[slot.get("TIME_SLOT_ID", "")] = latest
    return times


def _cues(tier: _Tier, times: dict[str, int]) -> Iterator[Cue]:
    for annotation in tier.element.iterfind("ANNOTATION/ALIGNABLE_ANNOTATION"):
        text = " ".join(annotation.findtext("ANNOTATION_VALUE", "").split())
        if text:
            start = times.get(annotation.get("TIME_SLOT_REF1", ""), 0)
            end = times.get(annotation.get("TIME_SLOT_REF2", ""), start)
            yield Cue(start, max(start, end), text, tier.speaker or None)
