"""What stands in brackets after a label: ``Anna (manager)``, ``Participant (female)``."""

from collections import Counter
from dataclasses import replace

from qualcoder_sts.transcripts.speakers.candidates import Candidate
from qualcoder_sts.transcripts.speakers.labels import same_speaker_key
from qualcoder_sts.transcripts.speakers.patterns import Label
from qualcoder_sts.transcripts.speakers.speech import is_sound
from qualcoder_sts.transcripts.speakers.vocabulary import folded, is_role_word


def with_kept_notes(candidates: list[Candidate]) -> list[Candidate]:
    """Labels with their brackets where these tell two speakers apart.

    That is so after a bare role (``Participant (female)``), and where one name stands with several
    brackets that recur (``Anna (P3)``, ``Anna (P5)``). Elsewhere brackets describe how or as what
    a known speaker speaks, and the label is the name alone.
    """
    recurring = Counter((c.key, folded(c.label.note)) for c in candidates if c.label.note)
    brackets_of = Counter(key for (key, _), times in recurring.items() if times > 1)
    return [
        _with_note(candidate)
        if candidate.label.note
        and not is_sound(candidate.label.note)
        and (_is_bare_role(candidate.label) or brackets_of[candidate.key] > 1)
        else candidate
        for candidate in candidates
    ]


def _is_bare_role(label: Label) -> bool:
    return is_role_word(label.label) and not any(letter.isdigit() for letter in label.label)


def _with_note(candidate: Candidate) -> Candidate:
    label = f"{candidate.label.label} ({candidate.label.note})"
    return replace(
        candidate,
        label=replace(candidate.label, label=label),
        key=same_speaker_key(label),
    )
