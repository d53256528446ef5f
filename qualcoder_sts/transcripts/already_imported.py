"""Whether the project has a file already."""

import re
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.names import folded
from qualcoder_sts.project.tables import Source
from qualcoder_sts.transcripts.preparing import PreparedFile, PreparedSource


@dataclass(frozen=True, slots=True)
class KnownSource:
    """What tells whether a file has been imported before."""

    name: str
    text_hash: str
    original_hash: str | None
    original_name: str

    def is_from(self, file: PreparedFile, source: PreparedSource) -> bool:
        """Whether this source, of the same text, comes from that file.

        It may have been given a number, or renamed. Of a survey only names tell: two respondents
        may give the very same answers.
        """
        numbered = re.fullmatch(rf"{re.escape(source.name)}( \(\d+\))?", self.name) is not None
        of_same_file = self.original_name == file.path.name and self.original_hash == file.hash
        return numbered or (of_same_file and len(file.sources) == 1)


@dataclass(slots=True)
class KnownSources:
    """The project's sources, and those that come in before others."""

    by_text: dict[str, list[KnownSource]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def add(self, source: KnownSource) -> None:
        """One more source."""
        self.by_text.setdefault(source.text_hash, []).append(source)
        self.names.add(folded(source.name))

    def name_of(self, file: PreparedFile, source: PreparedSource) -> str | None:
        """The name under which a source is in the project already."""
        same_text = self.by_text.get(source.text_hash, [])
        return next((one.name for one in same_text if one.is_from(file, source)), None)


def known_sources(session: Session) -> KnownSources:
    """What the project has."""
    known = KnownSources()
    query = select(Source.name, Source.text_hash, Source.original_hash, Source.original_name)
    for row in session.execute(query):
        known.add(KnownSource(*row))
    return known
