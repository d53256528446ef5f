"""Conflicts as the command line shows them."""

import pytest

from qualcoder_sts.cli.conflicts import marked

LONG = "Help among people who work together, given of their own accord, day by day and unasked."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("pier review", "peer review", "[-pier-]{+peer+} review"),
        (LONG, f"{LONG} It counts.", "…own accord, day by day and unasked. {+It counts.+}"),
        (f"Some say: {LONG}", LONG, "[-Some say:-] Help among people who work together,…"),
        ("a, b", "a, b", "a, b"),
        ("Gone.", "", "[-Gone.-]"),
    ],
)
def test_only_what_changed_is_told_and_a_little_around(old: str, new: str, said: str) -> None:
    assert marked(old, new) == said
