"""Measures the counting engine on the neutral data against its budgets.

Run: QC_DATA=/path/to/data python -m benchmarks.counting
The data are the texts and codings that the yardstick was measured on: A is one text of 100,000
words with 5,000 codings, B are 40 texts of 400,000 words with 20,000. Wall seconds; the first
call (``cold``) takes every text apart, a later one finds its words again. Exit status 1 when a
demand is not met.
"""

import gc
import json
import os
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from qualcoder_sts.analysis.queries import frequency_table, segment_counts
from qualcoder_sts.analysis.request import FrequencyRequest, Grouping, GroupingKind
from qualcoder_sts.analysis.retrieval import RetrievalRequest, retrieve_segments
from qualcoder_sts.analysis.rules import Rule
from qualcoder_sts.analysis.talk import word_index
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.project.tables import (
    Code,
    CodedSegment,
    Coder,
    FinishedMark,
    Participant,
    Source,
    Speaker,
    SpeakerTurn,
    Text,
)
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.project.workspace import Workspace

LABEL = re.compile(r"^(MODERATOR|P\d [^:\n]+): ", re.MULTILINE)
REPEATS = 5
BY_PARTICIPANT = Grouping(GroupingKind.PARTICIPANT)


@dataclass(frozen=True, slots=True)
class Demand:
    """What is measured on which data, and the seconds it may take (None: only measured)."""

    data: str
    what: str
    seconds: float | None
    query: Callable[[Session], object]
    cold: bool = False


DEMANDS = (
    Demand("A", "segments of every code, as the tree shows them", 0.083, segment_counts),
    Demand("B", "segments of every code, as the tree shows them", 0.25, segment_counts),
    Demand(
        "B",
        "all codes by participant, segments (cold)",
        1.0,
        lambda session: frequency_table(session, FrequencyRequest(by=BY_PARTICIPANT)),
        cold=True,
    ),
    Demand(
        "B",
        "all codes by participant, segments",
        1.0,
        lambda session: frequency_table(session, FrequencyRequest(by=BY_PARTICIPANT)),
    ),
    Demand(
        "B",
        "all codes by participant, words, aggregated",
        1.0,
        lambda session: frequency_table(
            session, FrequencyRequest(by=BY_PARTICIPANT, rule=Rule.WORDS, aggregated=True)
        ),
    ),
    Demand(
        "B",
        "all codes by method, participants and groups",
        1.0,
        lambda session: frequency_table(session, FrequencyRequest(aggregated=True)),
    ),
    Demand(
        "A",
        "retrieval of all codes",
        7.2 / 50,
        lambda session: retrieve_segments(session, RetrievalRequest()),
    ),
    Demand(
        "B",
        "retrieval of all codes",
        33.7 / 50,
        lambda session: retrieve_segments(session, RetrievalRequest()),
    ),
)


def fill(session: Session, data: Path, name: str) -> None:
    """Write one data set into a project. Both coders' codings become one coder's, finished."""
    coder = Coder(name="coder")
    session.add(coder)
    codes = add_codes(session, json.loads((data / "codebook.json").read_text(encoding="utf-8")))
    people = {f"P{number}": uuid4() for number in range(1, 7)}
    for label, person in people.items():
        session.add(Participant(id=person, name=label))
    session.flush()
    hashes: list[str] = []
    sources: list[UUID] = []
    for file in sorted((data / name).glob("doc_*.txt")):
        text = file.read_bytes().decode("utf-8")
        hashes.append(sha256(text.encode()).hexdigest())
        sources.append(add_source(session, file.stem, text, coder.id, people))
    codings = json.loads((data / name / "codings.json").read_text(encoding="utf-8"))
    session.execute(
        insert(CodedSegment),
        [
            {
                "id": uuid4(),
                "source_id": sources[place],
                "text_hash": hashes[place],
                "start": start,
                "end": end,
                "code_id": codes[code],
                "coder_id": coder.id,
            }
            for place, start, end, code, _, _ in codings
        ],
    )


def add_codes(session: Session, codebook: dict[str, list[dict[str, object]]]) -> list[UUID]:
    parents: dict[tuple[str, ...], UUID] = {}
    ids: list[UUID] = []
    for rank, row in enumerate([*codebook["categories"], *codebook["codes"]]):
        path = tuple(str(part) for part in row["path"])  # type: ignore[attr-defined]
        is_code = "name" in row
        above = path if is_code else path[:-1]
        code = Code(
            id=uuid4(),
            name=str(row.get("name", path[-1])),
            parent_id=parents.get(above),
            rank=f"{rank:04}",
            codable=is_code,
        )
        session.add(code)
        if is_code:
            ids.append(code.id)
        else:
            parents[path] = code.id
    session.flush()
    return ids


def add_source(
    session: Session, name: str, text: str, coder_id: UUID, people: dict[str, UUID]
) -> UUID:
    key = sha256(text.encode()).hexdigest()
    session.add(Text(hash=key, content=text))
    session.flush()
    source = Source(id=uuid4(), name=name, method=Method.FOCUS_GROUP, text_hash=key)
    session.add(source)
    session.flush()
    session.add(FinishedMark(source_id=source.id, coder_id=coder_id))
    speakers: dict[str, UUID] = {}
    found = list(LABEL.finditer(text))
    for label in {match.group(1) for match in found}:
        person = people.get(label[:2])
        role = SpeakerRole.PARTICIPANT if person else SpeakerRole.INTERVIEWER
        speakers[label] = uuid4()
        session.add(
            Speaker(
                id=speakers[label],
                source_id=source.id,
                label=label,
                role=role,
                participant_id=person,
            )
        )
    session.flush()
    ends = [match.start() for match in found[1:]] + [len(text)]
    session.execute(
        insert(SpeakerTurn),
        [
            {
                "id": uuid4(),
                "source_id": source.id,
                "speaker_id": speakers[match.group(1)],
                "start": match.start(),
                "speech_start": match.end(),
                "end": end,
            }
            for match, end in zip(found, ends, strict=True)
        ],
    )
    return source.id


def seconds(workspace: Workspace, demand: Demand) -> float:
    """The median of several calls; a cold call starts without the words of any text."""
    taken = []
    workspace.read(segment_counts)  # the connection is open, as in the running program
    for _ in range(REPEATS):
        if demand.cold:
            word_index.cache_clear()
        gc.collect()
        start = time.perf_counter()
        workspace.read(demand.query)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> int:
    data = Path(os.environ.get("QC_DATA", "dataset"))
    if not (data / "codebook.json").is_file():
        print(f"The neutral data are not in {data}; set QC_DATA to their folder.")
        return 2
    all_met = True
    print(f"{'data':5}{'what':48}{'demand':>10}{'measured':>10}  ok")
    with tempfile.TemporaryDirectory() as folder:
        workspaces = {}
        for name in ("A", "B"):
            workspaces[name] = create_project(Path(folder) / f"{name}.qsts", name)
            workspaces[name].run(fill, data, name)
        for demand in DEMANDS:
            measured = seconds(workspaces[demand.data], demand)
            met = demand.seconds is None or measured <= demand.seconds
            all_met &= met
            limit = "–" if demand.seconds is None else f"{demand.seconds:.3f} s"
            said = "yes" if met else "NO"
            print(f"{demand.data:5}{demand.what:48}{limit:>10}{measured:8.3f} s  {said}")
        for workspace in workspaces.values():
            workspace.close()
    return 0 if all_met else 1


if __name__ == "__main__":
    sys.exit(main())
