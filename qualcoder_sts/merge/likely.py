"""Rows that are the same by what they hang on, or likely the same by what they are called."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeAlias

from qualcoder_sts.foundation.names import folded
from qualcoder_sts.project.history.rows import StoredRow
from qualcoder_sts.transcripts.speakers.roles import is_generic

Rows: TypeAlias = Mapping[str, StoredRow]
BothRows: TypeAlias = Iterable[tuple[StoredRow, StoredRow]]

DEFINITION = (
    "brief_definition", "full_definition", "when_to_use", "when_not_to_use", "examples",
)  # fmt: skip


class Likeness(StrEnum):
    """Why two rows may be the same."""

    ONE_NAME = "one name"
    NAME_SHORTENED = "name shortened"
    OTHER_DEFINITION = "other definition"
    ONE_SPEAKER = "one speaker"
    TITLE_AND_YEAR = "title and year"

    @property
    def is_same(self) -> bool:
        """The answer where nobody gives one."""
        return self is not Likeness.NAME_SHORTENED


LikelyPair: TypeAlias = tuple[str, str, Likeness | None]
"""Ours, theirs, and why it is asked; None where it need not be."""


def coders_alike(ours: Rows, theirs: Rows) -> Iterator[LikelyPair]:
    """Coders of one name, and those whose first name is only an initial in one copy."""
    for their_id, their in theirs.items():
        for our_id, our in ours.items():
            if our["kind"] == their["kind"] and _folded(our) == _folded(their):
                yield our_id, their_id, Likeness.ONE_NAME
    for their_id, their in theirs.items():
        for our_id, our in ours.items():
            if our["kind"] == their["kind"] and _is_shortened(_folded(our), _folded(their)):
                yield our_id, their_id, Likeness.NAME_SHORTENED


def _is_shortened(one: str, other: str) -> bool:
    first, second = one.replace(".", " ").split(), other.replace(".", " ").split()
    if not first or not second or first == second or first[-1] != second[-1]:
        return False
    return all(
        long.startswith(short) or short.startswith(long)
        for short, long in zip(first[:-1], second[:-1], strict=False)
    )


def codes_alike(our: StoredRow, their: StoredRow) -> Likeness | None:
    """Of codes of one name and place: whether to ask, since both are defined and not alike."""
    both = [(str(our[name]).strip(), str(their[name]).strip()) for name in DEFINITION]
    differs = any(one and other and one != other for one, other in both)
    return Likeness.OTHER_DEFINITION if differs else None


def sessions_alike(ours: Rows, theirs: Rows, sources: BothRows) -> Iterator[LikelyPair]:
    """Sessions of one source, and those without a source of one name, date and place."""
    with_source: set[object] = set()
    for our, their in sources:
        our_id, their_id = our["session_id"], their["session_id"]
        with_source |= {our_id, their_id}
        if our_id in ours and their_id in theirs:
            yield str(our_id), str(their_id), None
    waiting = defaultdict(list)
    for our_id, row in ours.items():
        if our_id not in with_source:
            waiting[_folded(row), row["date"], row["place"]].append(our_id)
    for their_id, row in theirs.items():
        alike = waiting[_folded(row), row["date"], row["place"]]
        if their_id not in with_source and alike:
            yield alike.pop(0), their_id, None


def by_session_and_speaker(speakers: BothRows, sessions: BothRows) -> dict[tuple[str, str], bool]:
    """Participants, ours and theirs, who are one speaker (true) or met as one session's group."""
    found: dict[tuple[str, str], bool] = {}
    for column, pairs in (("group_id", sessions), ("participant_id", speakers)):
        for our, their in pairs:
            if our[column] is not None and their[column] is not None:
                key = (str(our[column]), str(their[column]))
                found.setdefault(key, column == "participant_id")
    return found


def people_alike(
    ours: Rows, theirs: Rows, met: Mapping[tuple[str, str], bool]
) -> Iterator[LikelyPair]:
    """Persons who are one speaker, groups of one session, and persons of one full name.

    ``P1`` is somebody else in each interview, and of two people called Anna nobody knows which.
    """
    for (our_id, their_id), is_speaker in met.items():
        if our_id in ours and their_id in theirs:
            is_named_alike = _folded(ours[our_id]) == _folded(theirs[their_id])
            certain = is_named_alike or not is_speaker
            yield our_id, their_id, None if certain else Likeness.ONE_SPEAKER
    named_ours, named_theirs = _by_name(ours), _by_name(theirs)
    for name, their_ids in named_theirs.items():
        our_ids = named_ours.get(name, [])
        if len(our_ids) == len(their_ids) == 1:
            yield our_ids[0], their_ids[0], Likeness.ONE_NAME


def _by_name(people: Rows) -> dict[tuple[object, str], list[str]]:
    named: dict[tuple[object, str], list[str]] = defaultdict(list)
    for row_id, row in people.items():
        if not is_generic(str(row["name"])):
            named[row["kind"], _folded(row)].append(row_id)
    return named


def studies_alike(
    ours: Rows, theirs: Rows, same_sources: Mapping[str, str]
) -> Iterator[LikelyPair]:
    """Records of one text in the project, of one DOI, or of one title and year."""
    of_source = {row["source_id"]: row_id for row_id, row in ours.items() if row["source_id"]}
    of_doi = {_folded(row, "doi"): row_id for row_id, row in ours.items() if row["doi"]}
    of_title = {(_folded(row, "title"), row["year"]): row_id for row_id, row in ours.items()}
    for their_id, row in theirs.items():
        source_id = same_sources.get(str(row["source_id"]), row["source_id"])
        if source_id in of_source:
            yield of_source[source_id], their_id, None
        elif row["doi"] and _folded(row, "doi") in of_doi:
            yield of_doi[_folded(row, "doi")], their_id, None
        elif (found := of_title.get((_folded(row, "title"), row["year"]))) is not None:
            yield found, their_id, Likeness.TITLE_AND_YEAR


def _folded(row: StoredRow, column: str = "name") -> str:
    return folded(str(row[column]))
