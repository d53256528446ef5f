"""The labels of a file with what was found and decided about each. No Qt."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from qualcoder_sts.foundation.names import folded
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.participants.queries import ParticipantRow
from qualcoder_sts.project.tables.participants import ParticipantKind
from qualcoder_sts.project.tables.transcripts import SpeakerRole
from qualcoder_sts.transcripts.decisions import (
    NEW_PERSON,
    ImportSettings,
    PersonLink,
    is_personal_name,
)
from qualcoder_sts.transcripts.planned_people import METHODS_WITH_PEOPLE
from qualcoder_sts.transcripts.preparing import PreparedSource

ONE_OF_THE_NAME = PersonLink(by_name=True)


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """A label as the file has it, and what becomes of it.

    ``name`` is what it will be called. Without a ``person`` it stands for nobody in the project.
    ``speaks_elsewhere``: another file that is to be imported has a speaker of that name.
    ``reason`` says why a label is taken for no speaker.
    """

    label: str
    name: str
    is_speaker: bool
    role: SpeakerRole
    turns: int
    words: int
    person: PersonLink | None = None
    speaks_elsewhere: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """One entry of the list of persons a speaker may stand for."""

    words: str
    link: PersonLink


def speaker_lines(
    source: PreparedSource, settings: ImportSettings, names_elsewhere: Collection[str] = ()
) -> list[SpeakerLine]:
    """The speakers by first appearance, then what looked like one."""
    lines = []
    for speaker in source.detected.speakers:
        decision = settings.decided(speaker.label)
        name, role = decision.name or speaker.label, decision.role or speaker.role
        is_person = role is SpeakerRole.PARTICIPANT and source.method in METHODS_WITH_PEOPLE
        person = source.people.get(name, NEW_PERSON) if is_person else None
        lines.append(
            SpeakerLine(
                label=speaker.label,
                name=name,
                is_speaker=True,
                role=role,
                turns=speaker.turns,
                words=speaker.words,
                person=person,
                speaks_elsewhere=folded(name) in names_elsewhere,
            )
        )
    for rejected in source.detected.rejected:
        if rejected.label not in {line.label for line in lines}:
            lines.append(
                SpeakerLine(
                    label=rejected.label,
                    name=settings.decided(rejected.label).name or rejected.label,
                    is_speaker=False,
                    role=SpeakerRole.PARTICIPANT,
                    turns=rejected.times,
                    words=0,
                    reason=rejected.reason.in_words,
                )
            )
    return lines


def in_former_order(
    lines: Sequence[SpeakerLine], former: Sequence[SpeakerLine]
) -> list[SpeakerLine]:
    """The lines where they stood before, so that nothing jumps away under the pointer."""
    places = {line.label: place for place, line in enumerate(former)}
    if places.keys() != {line.label for line in lines}:
        return list(lines)
    return sorted(lines, key=lambda line: places[line.label])


def person_choices(line: SpeakerLine, people: Sequence[ParticipantRow]) -> list[PersonChoice]:
    """Whom a speaker may stand for: a new person, or one of those in the project."""
    choices = [PersonChoice(_("New person"), NEW_PERSON)]
    persons = [row for row in people if row.kind is ParticipantKind.PERSON]
    is_known = any(folded(row.name) == folded(line.name) for row in persons)
    if line.speaks_elsewhere and not is_known and is_personal_name(line.name):
        choices.append(PersonChoice(_("One person in all files"), ONE_OF_THE_NAME))
    choices += [PersonChoice(_described(row), PersonLink(row.id)) for row in persons]
    return choices


def chosen_place(
    line: SpeakerLine, choices: Sequence[PersonChoice], people: Sequence[ParticipantRow]
) -> int:
    """Which of the choices holds now."""
    link = line.person or NEW_PERSON
    if link.by_name:
        same = [row.id for row in people if folded(row.name) == folded(line.name)]
        if same:
            link = PersonLink(same[0]) if len(same) == 1 else NEW_PERSON
    return next((place for place, choice in enumerate(choices) if choice.link == link), 0)


def _described(row: ParticipantRow) -> str:
    where = row.sessions[0] if row.sessions else ""
    return f"{row.name} · {where}" if where and where not in row.display else row.display
