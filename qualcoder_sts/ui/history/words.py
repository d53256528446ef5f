"""How steps are spoken of on the screen."""

from collections.abc import Mapping
from types import MappingProxyType

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.tables.log import ChangeKind

TOUCHED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "codes": frozenset({"code", "codebook_version"}),
        "segments": frozenset({"coded_segment", "contributor", "finished_mark"}),
        "texts": frozenset({"source", "speaker", "speaker_turn"}),
        "memos": frozenset({"memo", "memo_link"}),
        "people": frozenset(
            {
                *("participant", "membership", "roster_entry", "field_session"),
                *("source_participant", "attribute", "attribute_value", "coder"),
            }
        ),
        "literature": frozenset({"study", "finding"}),
        "rounds": frozenset({"coding_round", "assignment", "round_result", "consensus_decision"}),
    }
)
"""What steps may touch, and the tables in which that is kept."""


def touched_words(name: str) -> str:
    """The steps that touch such things."""
    return {
        "codes": _("Codes"),
        "segments": _("Segments"),
        "texts": _("Transcripts"),
        "memos": _("Memos"),
        "people": _("People and attributes"),
        "literature": _("Literature"),
        "rounds": _("Rounds and consensus"),
    }[name]


def kind_words(kind: ChangeKind) -> str:
    """What kind of step it is."""
    return {
        ChangeKind.EDIT: _("Edit"),
        ChangeKind.UNDO: _("Undo"),
        ChangeKind.REDO: _("Redo"),
        ChangeKind.IMPORT: _("Import"),
        ChangeKind.MERGE: _("Merge"),
        ChangeKind.UPGRADE: _("Upgrade"),
    }[kind]
