"""Who coded what so far."""

from collections.abc import Callable
from uuid import UUID

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.coding.coder_work import team_work
from qualcoder_sts.coding.operations.finished import mark_finished
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.workspace import Workspace


def test_each_coder_has_a_line(
    workspace: Workspace, other_coder: UUID, coder: UUID, add_source: Callable[..., UUID]
) -> None:
    first = add_source("I-01", "I: How was it?\nP1: Hard.")
    second = add_source("I-02", "I: And you?\nP1: The same.")
    code = workspace.run(add_code, "Trust").value
    for source in (first, second):
        workspace.run(apply_code, source, Span(3, 8), code, coder_id=coder)
    workspace.run(apply_code, first, Span(9, 12), code, coder_id=coder)
    workspace.run(mark_finished, first, coder_id=coder)
    work = workspace.read(team_work)
    assert (work.sources, work.people_at_work) == (2, 1)
    ana, tomasz = work.coders
    assert (ana.name, ana.segments, ana.sources, ana.finished) == ("Ana Ruiz", 3, 2, 1)
    assert ana.last_at is not None
    assert (tomasz.id, tomasz.segments, tomasz.last_at) == (other_coder, 0, None)
