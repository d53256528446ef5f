"""The sample study as it lies in its folder, read with as little of the program as can be."""

import csv
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from qualcoder_sts.codebook.files.document import walk
from qualcoder_sts.codebook.files.reading import read_codebook
from qualcoder_sts.transcripts.readers.reading import read_documents

ROOT = Path(__file__).parents[3]
STUDY = ROOT / "sample_transcripts"
CODEBOOKS = (ROOT / "codebooks" / "sts-interventions.yaml", STUDY / "added-codes.yaml")
METHODS = ("interviews", "focus-groups", "field-notes", "literature")

ASKS = {"Interviewer", "Interveiwer", "INT", "Int.", "INTERVIEWER", "Moderator"}
NOBODY = {"Unknown female", "Unknown male", "Several"}
LABEL = re.compile(r"^(?:\[[\d:]+\] )?([A-Z][\w.]*(?: [\w.]+)?): ", re.MULTILINE)
NOTE = re.compile(r"\[[^\]\n]*\]|\((?:pause|laughs?|laughter|phone|se ríe)\)")
WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True)
class Turn:
    """What one speaker says in one go; ``start`` is behind the label."""

    speaker: str
    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """One file of the study as text."""

    name: str
    method: str
    path: Path
    text: str

    @cached_property
    def speakers(self) -> frozenset[str]:
        """The labels known to be of this source: a title or a list is none."""
        labels = [match[1] for match in LABEL.finditer(self.text)]
        return frozenset(
            label for label in labels if labels.count(label) > 2 or label in ASKS | NOBODY
        )

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The turns in order; none in literature and field notes."""
        if self.method not in ("interviews", "focus-groups"):
            return ()
        marks = [match for match in LABEL.finditer(self.text) if match[1] in self.speakers]
        return tuple(
            Turn(mark[1], mark.end(), len(self.text) if following is None else following.start())
            for mark, following in pairwise([*marks, None])
            if mark is not None
        )

    @cached_property
    def participants(self) -> tuple[str, ...]:
        """Who answers, in the order of first speaking."""
        return tuple(
            dict.fromkeys(turn.speaker for turn in self.turns if turn.speaker not in ASKS | NOBODY)
        )

    def words_by_speaker(self, start: int, end: int) -> dict[str, int]:
        """How many words of each participant stand between two positions, notes left out."""
        words: dict[str, int] = {}
        for turn in self.turns:
            if turn.speaker in ASKS | NOBODY or turn.end <= start or turn.start >= end:
                continue
            from_, to = max(start, turn.start), min(end, turn.end)
            spoken = NOTE.sub("", self.text[from_:to])
            words[turn.speaker] = words.get(turn.speaker, 0) + len(WORD.findall(spoken))
        return words


@dataclass(frozen=True)
class Coding:
    """One row of ``coding.csv`` with its place."""

    source: Source
    start: int
    end: int
    code: str
    coder: str
    row: dict[str, str]

    @cached_property
    def contributors(self) -> frozenset[str]:
        """Who counts: speakers with five words inside, and always the only one."""
        words = self.source.words_by_speaker(self.start, self.end)
        if len(words) == 1:
            return frozenset(words)
        return frozenset(speaker for speaker, number in words.items() if number >= 5)


@dataclass(frozen=True)
class Sample:
    """The study: its sources by name and the rows of its tables."""

    sources: dict[str, Source]
    participants: list[dict[str, str]]
    coding: list[dict[str, str]]
    finished: list[dict[str, str]]
    rosters: list[dict[str, str]]
    study: dict[str, object]
    code_paths: frozenset[str]
    readme: str

    @cached_property
    def leads(self) -> dict[str, str]:
        """The lead coder of each source."""
        return {row["source"]: row["coder"] for row in self.finished if row["lead"] == "yes"}

    @cached_property
    def placed(self) -> tuple[Coding, ...]:
        """Every row of the coding table at its place."""
        placed = []
        for row in self.coding:
            source = self.sources[row["source"]]
            start = source.text.index(row["quote"])
            end = start + len(row["quote"])
            placed.append(Coding(source, start, end, row["code"], row["coder"], row))
        return tuple(placed)

    @cached_property
    def of_record(self) -> tuple[Coding, ...]:
        """The lead coders' rows: those that count."""
        return tuple(one for one in self.placed if one.coder == self.leads[one.source.name])

    @cached_property
    def studies(self) -> dict[str, dict[str, str]]:
        """The direction of each finding, by source and code."""
        literature = self.study["literature"]
        assert isinstance(literature, list)
        return {
            entry["source"]: {each["code"]: each["direction"] for each in entry["findings"]}
            for entry in literature
        }


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def sample() -> Sample:
    sources = {}
    for method in METHODS:
        for path in sorted((STUDY / method).iterdir()):
            if path.suffix not in (".ris", ".csv"):
                (document,) = read_documents(path.read_bytes(), path.name)
                sources[path.stem] = Source(path.stem, method, path, document.text)
    codes = [
        "/".join(placed.path)
        for book in CODEBOOKS
        for placed in walk(read_codebook(book.read_bytes(), book.name).document.codes)
        if placed.entry.codable
    ]
    return Sample(
        sources=sources,
        participants=table(STUDY / "participants.csv"),
        coding=table(STUDY / "coding.csv"),
        finished=table(STUDY / "finished.csv"),
        rosters=table(STUDY / "rosters.csv"),
        study=yaml.safe_load((STUDY / "study.yaml").read_text(encoding="utf-8")),
        code_paths=frozenset(codes),
        readme=(STUDY / "README.md").read_text(encoding="utf-8"),
    )
