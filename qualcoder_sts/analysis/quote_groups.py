"""Retrieved quotes under headings, and in numbers: how many, out of how many, counted how."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from qualcoder_sts.analysis.retrieval import Retrieval, RetrievalRequest, RetrievedSegment
from qualcoder_sts.foundation.names import in_natural_order
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.queries import ParticipantRow


class QuoteGrouping(StrEnum):
    """What quotes stand together under a heading."""

    CODE = "code"
    SOURCE = "source"
    PARTICIPANT = "participant"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """Quotes under one heading. ``id`` is the code's, source's or participant's."""

    title: str
    id: UUID | None
    segments: tuple[RetrievedSegment, ...]

    @property
    def figures(self) -> str:
        """``12 quotes · 5 participants · 4 sources``."""
        people = {person for segment in self.segments for person in segment.contributor_ids}
        sources = {segment.source_id for segment in self.segments}
        quotes = len(self.segments)
        parts = [ngettext("%s quote", "%s quotes", quotes) % f"{quotes:,}"]
        if people:
            words = ngettext("%s participant", "%s participants", len(people))
            parts.append(words % f"{len(people):,}")
        parts.append(ngettext("%s source", "%s sources", len(sources)) % f"{len(sources):,}")
        return " · ".join(parts)


def grouped(retrieval: Retrieval, by: QuoteGrouping) -> tuple[QuoteGroup, ...]:
    """The quotes under headings, in the order of the codebook, of sources, or of participants.

    A quote of several participants stands under each of them.
    """
    if by is QuoteGrouping.NONE:
        found = retrieval.segments
        return (QuoteGroup(_("All quotes"), None, found),) if found else ()
    if by is QuoteGrouping.PARTICIPANT:
        return _by_participant(retrieval)
    rows: dict[UUID, list[RetrievedSegment]] = {}
    for segment in retrieval.segments:
        key = segment.code_id if by is QuoteGrouping.CODE else segment.source_id
        rows.setdefault(key, []).append(segment)
    if by is QuoteGrouping.CODE:
        return tuple(QuoteGroup(rows[key][0].path_text, key, tuple(rows[key])) for key in rows)
    groups = [QuoteGroup(found[0].source, key, tuple(found)) for key, found in rows.items()]
    return tuple(sorted(groups, key=lambda group: in_natural_order(group.title)))


def _by_participant(retrieval: Retrieval) -> tuple[QuoteGroup, ...]:
    rows: dict[UUID | None, list[RetrievedSegment]] = {}
    for segment in retrieval.segments:
        for person in segment.contributor_ids or (None,):
            rows.setdefault(person, []).append(segment)
    people = retrieval.participants
    groups = [
        QuoteGroup(people[person].display, person, tuple(rows[person]))
        for person in people
        if person in rows
    ]
    if None in rows:
        groups.append(QuoteGroup(_("Nobody known"), None, tuple(rows[None])))
    return tuple(groups)


def summary(retrieval: Retrieval) -> str:
    """``42 of 1,203 coded segments · 12 of 31 participants · 7 of 19 sources``."""
    people = {person for each in retrieval.segments for person in each.contributor_ids}
    sources = {each.source_id for each in retrieval.segments}
    segments = ngettext(
        "%(n)s of %(of)s coded segment", "%(n)s of %(of)s coded segments", retrieval.of_segments
    )
    persons = ngettext(
        "%(n)s of %(of)s participant", "%(n)s of %(of)s participants", retrieval.of_participants
    )
    places = ngettext("%(n)s of %(of)s source", "%(n)s of %(of)s sources", retrieval.of_sources)
    return " · ".join(
        words % {"n": f"{number:,}", "of": f"{out_of:,}"}
        for words, number, out_of in (
            (segments, len(retrieval.segments), retrieval.of_segments),
            (persons, len(people), retrieval.of_participants),
            (places, len(sources), retrieval.of_sources),
        )
    )


def rule_sentence(request: RetrievalRequest, coder: str = "") -> str:
    """How the figures are counted, and out of what; ``coder`` is the name of the one chosen."""
    if request.layer_of_record:
        whose = _("the coding that counts (finished sources, lead coder or consensus)")
    else:
        whose = _("the coding of %s") % coder if coder else _("all coders’ coding")
    sentence = _(
        "Out of %s in the sources chosen. Every coded segment counts, also where several overlap; "
        "a participant counts once, out of all people with participants’ text there."
    )
    return sentence % whose


def said_by(segment: RetrievedSegment, people: Mapping[UUID, ParticipantRow]) -> str:
    """Who says a quote; where nobody is known for it, whose turns it runs over."""
    names = (people[person].display for person in segment.contributor_ids)
    return ", ".join(names if segment.contributor_ids else segment.speakers)


def attributes_of(
    segment: RetrievedSegment, people: Mapping[UUID, ParticipantRow]
) -> tuple[tuple[str, str], ...]:
    """Names with attributes: ``("P1", "interpreter, 34")``; those without any are left out."""
    described = (
        (person.display, ", ".join(value for value in person.attributes.values() if value))
        for person in (people[person_id] for person_id in segment.contributor_ids)
    )
    return tuple((name, values) for name, values in described if values)


def reference(segment: RetrievedSegment, people: Mapping[UUID, ParticipantRow]) -> str:
    """Who and where, as it stands behind a quote: ``P1, FG-1, turn 43``.

    Without attributes: a few of them together may tell who somebody is.
    """
    parts = (said_by(segment, people), segment.source, segment.position)
    return ", ".join(part for part in parts if part)
