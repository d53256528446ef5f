"""Time codes."""

import pytest

from qualcoder_sts.transcripts.speakers.times import is_time_alone, milliseconds, times_in


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("00:12:31", 751_000), ("1:02:03", 3_723_000), ("12:31", 751_000), ("0:03", 3_000),
        ("0:0:3.2", 3_200),
        ("00:12:31.500", 751_500), ("00:12:31,5", 751_500), ("00:12:31-5", 751_500),
        ("04.09", 249_000), ("1.04.09", 3_849_000), ("75:10", 4_510_000), ("12:75", None),
        ("1:60:00", None),
    ],
)  # fmt: skip
def test_milliseconds(code: str, expected: int | None) -> None:
    assert milliseconds(code) == expected


def test_ranges() -> None:
    assert times_in("[00:00:01 - 00:00:02.5]") == (1000, 2500)
    assert times_in("00:00:01.000 --> 00:00:02.000") == (1000, 2000)
    assert times_in("(06.46)") == (406_000, None)
    assert times_in("") == (None, None)


@pytest.mark.parametrize(
    "line", ["00:12", " [00:12:31] ", "(06.46)", "#00:12:31-5#", "0:01 --> 0:02"]
)
def test_a_time_alone(line: str) -> None:
    assert is_time_alone(line)


@pytest.mark.parametrize("line", ["", "06.46", "at 10:30", "10:30 then", "12", "2021-05-03"])
def test_no_time_alone(line: str) -> None:
    assert not is_time_alone(line)
