"""``retrieve``: coded segments with what is needed to quote them."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

import typer

from qualcoder_sts.analysis.retrieval import (
    RetrievalRequest,
    RetrievedSegment,
    retrieve_segments,
)
from qualcoder_sts.cli.opening import reading
from qualcoder_sts.cli.options import AsJson, OnlyCoder, OnlyMethod, ProjectFile, Quiet
from qualcoder_sts.cli.output import Terminal
from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.participants.queries import find_participant
from qualcoder_sts.project.coders import find_coder
from qualcoder_sts.project.tables.coding import SegmentOrigin
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.project.workspace import Workspace

Codes = Annotated[
    list[str] | None,
    typer.Option(
        "--code", metavar="PATH", help=_("Only this code and those below it; repeatable.")
    ),
]
OnlyParticipant = Annotated[
    str | None, typer.Option(metavar="NAME", help=_("Only what this participant said."))
]


@dataclass(frozen=True, slots=True)
class ShownSegment:
    """A coded segment; ``participants`` are those who count for it."""

    id: UUID
    source: str
    start: int
    end: int
    text: str
    code: str
    coder: str
    participants: tuple[str, ...]
    memo: str | None
    weight: int | None
    key_quote: bool
    origin: SegmentOrigin
    position: str
    method: Method


@dataclass(frozen=True, slots=True)
class ShownSegments:
    """The result of ``retrieve``."""

    segments: tuple[ShownSegment, ...]


def show_segments(
    context: typer.Context,
    project: ProjectFile,
    *,
    code: Codes = None,
    method: OnlyMethod = None,
    participant: OnlyParticipant = None,
    coder: OnlyCoder = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Show the segments of all coders, or those that fit; private memos stay private."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    with reading(project) as workspace:
        request = RetrievalRequest(
            code_ids=_ids_of_codes(workspace, code),
            methods=None if method is None else frozenset({method}),
            participant_ids=_ids_of_people(workspace, participant),
            coder_id=None if coder is None else workspace.read(find_coder, coder).id,
        )
        found = workspace.read(retrieve_segments, request)
    terminal.result(ShownSegments(tuple(_shown(segment) for segment in found)))
    for segment in found:
        _show(terminal, segment)
    if not found:
        terminal.say(_("No segments."))
    else:
        terminal.say(ngettext("{n} segment.", "{n} segments.", len(found)).format(n=len(found)))


def _ids_of_codes(workspace: Workspace, paths: list[str] | None) -> frozenset[UUID] | None:
    if not paths:
        return None
    return frozenset(workspace.read(find_code, path).id for path in paths)


def _ids_of_people(workspace: Workspace, name: str | None) -> frozenset[UUID] | None:
    return None if name is None else frozenset({workspace.read(find_participant, name).id})


def _shown(segment: RetrievedSegment) -> ShownSegment:
    return ShownSegment(
        id=segment.id,
        source=segment.source,
        start=segment.start,
        end=segment.end,
        text=segment.text,
        code=segment.path_text,
        coder=segment.coder,
        participants=segment.contributors,
        memo=segment.memo or None,
        weight=segment.weight,
        key_quote=segment.key_quote,
        origin=segment.origin,
        position=segment.position,
        method=segment.method,
    )


def _show(terminal: Terminal, segment: RetrievedSegment) -> None:
    people = ", ".join(segment.contributors or segment.speakers)
    place = f"{segment.source}, {segment.position}"
    terminal.show(" · ".join(part for part in (segment.path_text, place, people) if part))
    for line in segment.text.splitlines():
        terminal.show(f"    {line}")
    notes = [_("coded by {coder}").format(coder=segment.coder)]
    if segment.weight is not None:
        notes.append(_("weight {n}").format(n=segment.weight))
    if segment.key_quote:
        notes.append(_("key quote"))
    if segment.memo:
        notes.append(_("memo: {memo}").format(memo=" ".join(segment.memo.split())))
    terminal.show(f"    ({'; '.join(notes)})\n")
