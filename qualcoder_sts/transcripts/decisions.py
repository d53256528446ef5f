"""What somebody decides about a file before it is imported, and what that makes of its speakers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from qualcoder_sts.foundation.names import tidied
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.transcripts.document import FoundSpeaker, FoundSpeakers
from qualcoder_sts.transcripts.readers.reading import AS_FOUND, ReadingChoices
from qualcoder_sts.transcripts.speakers.custom import SpeakerPattern
from qualcoder_sts.transcripts.speakers.detection import LabelChoices
from qualcoder_sts.transcripts.speakers.labels import Shape, same_speaker_key, shape_of


@dataclass(frozen=True, slots=True)
class PersonLink:
    """Whom a speaker stands for: somebody the project knows, or whoever has the label for a name.

    With neither it is a new person.
    """

    id: UUID | None = None
    by_name: bool = False


NEW_PERSON = PersonLink()


@dataclass(frozen=True, slots=True)
class SpeakerDecision:
    """What is decided about one label, named as the file has it; None and "" leave it as found."""

    label: str
    is_speaker: bool | None = None
    name: str = ""
    role: SpeakerRole | None = None
    person: PersonLink | None = None


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """How a file is read and what becomes of it. What is not said here is judged.

    ``link_names``: speakers called by a name are linked with the person of that name. A label such
    as ``P1`` means somebody else in every session and is never linked by itself.
    """

    method: Method | None = None
    find_speakers: bool = True
    labels: SpeakerPattern | None = None
    interviewers: tuple[str, ...] = ()
    reading: ReadingChoices = AS_FOUND
    language: str = ""
    name: str = ""
    date: str = ""
    speakers: tuple[SpeakerDecision, ...] = ()
    link_names: bool = False

    def decided(self, label: str) -> SpeakerDecision:
        """What is decided about a label."""
        return next((one for one in self.speakers if one.label == label), SpeakerDecision(label))

    def deciding(self, decision: SpeakerDecision) -> "ImportSettings":
        """The same, with another decision about one label."""
        others = (one for one in self.speakers if one.label != decision.label)
        return replace(self, speakers=(*others, decision))

    @property
    def label_choices(self) -> LabelChoices:
        """Which labels were said to be speakers, and which to be none."""
        return LabelChoices(
            frozenset(one.label for one in self.speakers if one.is_speaker),
            frozenset(one.label for one in self.speakers if one.is_speaker is False),
        )


def as_decided(found: FoundSpeakers, settings: ImportSettings) -> FoundSpeakers:
    """Speakers under their new names and roles; those of one name are one speaker."""
    names = _new_names(found, settings.speakers)
    turns = tuple(
        turn if names[turn.label] == turn.label else replace(turn, label=names[turn.label])
        for turn in found.turns
    )
    speakers: dict[str, FoundSpeaker] = {}
    for speaker in found.speakers:
        name = names[speaker.label]
        role = settings.decided(speaker.label).role or speaker.role
        if (same := speakers.get(name)) is None:
            speakers[name] = replace(speaker, label=name, role=role)
        else:
            speakers[name] = replace(
                same, turns=same.turns + speaker.turns, words=same.words + speaker.words
            )
    return replace(found, turns=turns, speakers=tuple(speakers.values()))


def person_links(found: FoundSpeakers, settings: ImportSettings) -> dict[str, PersonLink]:
    """Whom the participants among the speakers stand for, by the label they will have."""
    names = _new_names(found, settings.speakers)
    links: dict[str, PersonLink] = {}
    for speaker in found.speakers:
        name, decision = names[speaker.label], settings.decided(speaker.label)
        if (decision.role or speaker.role) is not SpeakerRole.PARTICIPANT or name in links:
            continue
        by_name = PersonLink(by_name=settings.link_names and is_personal_name(name))
        links[name] = decision.person or by_name
    return links


def is_personal_name(label: str) -> bool:
    """Whether a label is somebody's name, and not one that every transcript has."""
    return shape_of(label) is Shape.NAME


def _new_names(found: FoundSpeakers, decisions: Sequence[SpeakerDecision]) -> dict[str, str]:
    """The name of every label; one that means the same speaker as another's gets its spelling."""
    wanted = {one.label: tidied(one.name) for one in decisions if tidied(one.name)}
    kept = [speaker.label for speaker in found.speakers if speaker.label not in wanted]
    spellings = _spellings([*kept, *wanted.values()])
    return {
        speaker.label: spellings[same_speaker_key(wanted.get(speaker.label, speaker.label))]
        for speaker in found.speakers
    }


def _spellings(labels: Iterable[str]) -> dict[str, str]:
    spellings: dict[str, str] = {}
    for label in labels:
        spellings.setdefault(same_speaker_key(label), label)
    return spellings
