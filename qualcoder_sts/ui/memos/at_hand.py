"""What somebody looks at, or looked at last: memos are written on it and linked to it."""

from collections.abc import Sequence
from uuid import UUID

from qualcoder_sts.memos.browsing import Hanging

ORDER = (Hanging.SEGMENT, Hanging.CODE, Hanging.SOURCE, Hanging.PARTICIPANT)


class AtHand:
    """Keeps what was looked at last of each kind; that a tab covers it takes nothing away."""

    def __init__(self) -> None:
        self._ids: dict[Hanging, tuple[UUID, ...]] = {}

    def take_segments(self, ids: Sequence[UUID]) -> None:
        """The segments under the cursor."""
        if ids:
            self._ids[Hanging.SEGMENT] = tuple(ids)

    def take_code(self, code_id: UUID | None) -> None:
        """The code chosen in the codebook."""
        if code_id is not None:
            self._ids[Hanging.CODE] = (code_id,)

    def take_source(self, source_id: UUID | None) -> None:
        """The transcript in front."""
        if source_id is not None:
            self._ids[Hanging.SOURCE] = (source_id,)

    def take_participant(self, participant_id: UUID) -> None:
        """The participant under the cursor in the sheet of people."""
        self._ids[Hanging.PARTICIPANT] = (participant_id,)

    def keys(self, *kinds: Hanging) -> list[tuple[str, UUID]]:
        """Tables and keys of what is at hand; of all kinds when none is named."""
        return [(kind.value, each) for kind in kinds or ORDER for each in self._ids.get(kind, ())]
