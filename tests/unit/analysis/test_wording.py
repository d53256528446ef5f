from uuid import UUID

import pytest

from qualcoder_sts.analysis.errors import GroupingUnknownError
from qualcoder_sts.analysis.frequencies import FrequencyRow
from qualcoder_sts.analysis.request import Grouping, GroupingKind
from qualcoder_sts.analysis.rules import Rule
from qualcoder_sts.analysis.wording import (
    joined,
    written,
    written_in_words,
    written_share,
    written_with_notes,
)


def row(count: int, of: int | None, rule: Rule = Rule.PARTICIPANTS, **further) -> FrequencyRow:
    share = None if not of or rule is Rule.GROUPS else count / of
    return FrequencyRow(UUID(int=1), ("Load",), "interview", rule, count, of, share, **further)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (row(9, 15), "9 of 15 (60 %)"),
        (row(3, 4), "3 of 4"),
        (row(3, 5), "3 of 5 (60 %)"),
        (row(0, 0), "0 of 0"),
        (row(5, 6, Rule.GROUPS), "5 of 6"),
        (row(1234, None, Rule.PASSAGES), "1,234"),
        (row(1, 1000), "1 of 1,000 (< 1 %)"),
        (row(999, 1000), "999 of 1,000 (> 99 %)"),
    ],
)
def test_written(shown, expected):
    assert written(shown) == expected


def test_written_with_what_belongs_beside_it():
    full = row(9, 14, unattributed=2, not_yet_coded=1)
    assert written_with_notes(full) == "9 of 14 (64 %) + 2 unattributed; 1 not yet coded"
    assert written_with_notes(row(2, 3, Rule.STUDIES, supporting=1)) == "2 of 3; 1 supporting"


def test_written_in_words():
    assert written_in_words(row(9, 15)) == "9 of 15 participants (60 %)"
    assert written_in_words(row(1, 1, Rule.GROUPS)) == "1 of 1 group"
    assert written_in_words(row(1, 1, Rule.STUDIES)) == "1 of 1 study"


def test_shares_are_none_or_all_only_when_they_are():
    assert [written_share(share) for share in (0.0, 0.001, 0.5, 0.999, 1.0)] == [
        "0 %",
        "< 1 %",
        "50 %",
        "> 99 %",
        "100 %",
    ]


def test_joined():
    assert [joined(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_groupings_are_read_and_written():
    assert Grouping.read("attribute: Role ") == Grouping(GroupingKind.ATTRIBUTE, "Role")
    assert str(Grouping.read("attribute:Role")) == "attribute:Role"
    assert Grouping.read("Participant").kind is GroupingKind.PARTICIPANT
    for wrong in ("people", "attribute", "attribute:", "method:x", ""):
        with pytest.raises(GroupingUnknownError):
            Grouping.read(wrong)
