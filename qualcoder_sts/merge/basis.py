"""What a plan was computed from: the copies as they were read. Not for showing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Basis:
    """The state of this file and of the others at the time of planning."""
