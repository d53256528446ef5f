"""All benchmarks, one after the other: ``python -m benchmarks``."""

import os
import subprocess
import sys

ALONE = ("coding_view", "transcript_editing", "importing", "language", "suggest", "encoder")
ON_NEUTRAL_DATA = ("yardstick", "window", "heartbeat", "counting", "team", "start_up")


def main() -> int:
    """Run each benchmark in a process of its own; 1 when any of them misses a demand."""
    names = list(ALONE)
    if "QC_DATA" in os.environ:
        names += ON_NEUTRAL_DATA
    else:
        print(f"Without QC_DATA, the folder of the neutral data, not run: {ON_NEUTRAL_DATA}")
    missed = 0
    for name in names:
        print(f"\n{name}", flush=True)
        missed |= subprocess.run(
            [sys.executable, "-m", f"benchmarks.{name}"], check=False
        ).returncode
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
