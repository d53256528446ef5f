"""Examples that have nothing to do with one another.

Of every example that Hypothesis makes up, it makes five more that differ in one place. For that,
histories are too long: each run of Hypothesis makes up one, and there are many runs.
"""

import os
import random
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

IS_THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"

# Drawn first. The simplest example, with which every run begins, ends at this and costs nothing.
SEEDS = st.integers(0, 2**16).filter(bool)

ONE_EXAMPLE = settings(
    max_examples=1,
    stateful_step_count=80,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
AS_FOUND = settings(ONE_EXAMPLE, phases=[Phase.generate], print_blob=False)


def try_out(test: Callable[[], object], seeds: range, *, thorough: int) -> None:
    """Make up one example for each seed; or, if it is to be thorough, many that are never alike."""
    _run_with_each(lambda chance: seed(chance)(test)(), seeds, thorough)


def let_run(
    machine: type[RuleBasedStateMachine],
    seeds: range,
    *,
    thorough: int,
    how: settings = ONE_EXAMPLE,
) -> None:
    """The same with a machine."""

    def run(chance: int) -> None:
        run_state_machine_as_test(seed(chance)(machine), settings=how)  # type: ignore[no-untyped-call]

    _run_with_each(run, seeds, thorough)


def _run_with_each(run: Callable[[int], object], seeds: range, thorough: int) -> None:
    for number in range(thorough) if IS_THOROUGH else seeds:
        chance = random.SystemRandom().getrandbits(32) if IS_THOROUGH else number
        try:
            run(chance)
        except BaseException as error:
            error.add_note(f"seed {chance}")
            raise
