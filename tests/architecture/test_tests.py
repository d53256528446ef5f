"""What holds for the tests themselves."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
MEASURED = re.compile(r"assert .*(perf_counter|process_time|monotonic|time)\(\) - \w+ <")


def test_no_test_asserts_how_long_something_takes() -> None:
    """What is quick on one machine is slow on a busy one; speed belongs to ``benchmarks/``."""
    assert MEASURED.search("    assert time.perf_counter() - began < 2")
    timed = [
        f"{file.relative_to(TESTS)}:{number}"
        for file in TESTS.rglob("*.py")
        if file != Path(__file__)
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if MEASURED.search(line)
    ]
    assert timed == []
