"""What somebody should look at before a file is imported, each in a sentence."""

from collections import Counter

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.tables.transcripts import SpeakerRole
from qualcoder_sts.transcripts.document import Doubt, FoundSpeakers
from qualcoder_sts.transcripts.operations.people import METHODS_WITH_SESSIONS
from qualcoder_sts.transcripts.preparing import PreparedFile, PreparedSource

LONGEST_PARAGRAPH = 3_000  # words; what people say at one go is shorter


def doubts_about(file: PreparedFile) -> tuple[str, ...]:
    """The doubts about a file, each once."""
    told = (doubt for source in file.sources for doubt in _doubts_about(source))
    return tuple(dict.fromkeys(told))


def _doubts_about(source: PreparedSource) -> list[str]:
    doubts: list[str] = [one for one in source.document.remarks if isinstance(one, Doubt)]
    if source.method in METHODS_WITH_SESSIONS:
        doubts += _doubts_about_speakers(source.found)
    if _longest_paragraph(source) > LONGEST_PARAGRAPH:
        doubt = _("A paragraph is longer than %s words; its line breaks may be lost.")
        doubts.append(doubt % f"{LONGEST_PARAGRAPH:,}")
    return doubts


def _doubts_about_speakers(found: FoundSpeakers) -> list[str]:
    if not found.speakers:
        doubt = _("No speakers were found. Say below how they are marked, or choose another kind.")
        return [doubt]
    doubts: list[str] = []
    roles = Counter(speaker.role for speaker in found.speakers)
    if len(found.speakers) == 1:
        doubt = _("“%s” is the only speaker who was found.")
        doubts.append(doubt % found.speakers[0].label)
    elif not roles[SpeakerRole.INTERVIEWER]:
        doubts.append(_("Nobody is marked as the one who asks."))
    elif not roles[SpeakerRole.PARTICIPANT]:
        doubts.append(_("Nobody is marked as a participant."))
    return doubts


def _longest_paragraph(source: PreparedSource) -> int:
    """In words, as blanks tell them apart."""
    return max((p.text.count(" ") + 1 for p in source.document.paragraphs), default=0)
