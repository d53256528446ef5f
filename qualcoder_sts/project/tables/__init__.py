"""All tables of the project file, one module for each owning package. See ``docs/schema.md``."""

from qualcoder_sts.project.tables.base import Base
from qualcoder_sts.project.tables.codebook import Code, CodebookVersion
from qualcoder_sts.project.tables.coding import (
    CodedSegment,
    ConsensusDecision,
    Contributor,
    FinishedMark,
    SuggestionDecision,
)
from qualcoder_sts.project.tables.literature import Finding, Study
from qualcoder_sts.project.tables.log import (
    Alias,
    Brought,
    Change,
    ChangeSet,
    CurrentChangeSet,
    GivenCopy,
    MergedAway,
    Withheld,
)
from qualcoder_sts.project.tables.memos import Memo, MemoLink
from qualcoder_sts.project.tables.participants import (
    Attribute,
    AttributeValue,
    FieldSession,
    Membership,
    Participant,
    RosterEntry,
)
from qualcoder_sts.project.tables.project import Coder, Project, SavedQuery
from qualcoder_sts.project.tables.rounds import Assignment, CodingRound, RoundResult
from qualcoder_sts.project.tables.suggest import OpenSuggestion, SentenceVectors
from qualcoder_sts.project.tables.transcripts import (
    Original,
    Source,
    SourceParticipant,
    Speaker,
    SpeakerTurn,
    Text,
)

__all__ = [
    "Alias",
    "Assignment",
    "Attribute",
    "AttributeValue",
    "Base",
    "Brought",
    "Change",
    "ChangeSet",
    "Code",
    "CodebookVersion",
    "CodedSegment",
    "Coder",
    "CodingRound",
    "ConsensusDecision",
    "Contributor",
    "CurrentChangeSet",
    "FieldSession",
    "Finding",
    "FinishedMark",
    "GivenCopy",
    "Membership",
    "Memo",
    "MemoLink",
    "MergedAway",
    "OpenSuggestion",
    "Original",
    "Participant",
    "Project",
    "RosterEntry",
    "RoundResult",
    "SavedQuery",
    "SentenceVectors",
    "Source",
    "SourceParticipant",
    "Speaker",
    "SpeakerTurn",
    "Study",
    "SuggestionDecision",
    "Text",
    "Withheld",
]
