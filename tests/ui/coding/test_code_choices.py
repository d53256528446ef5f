from uuid import UUID

import pytest

from qualcoder_sts.codebook.tree import CodeRow, CodeTree
from qualcoder_sts.ui.coding.code_choices import fitting_codes

NAMES = ("Collegial support", "Social support", "Organizational support", "Lower caseloads")


def tree():
    top = CodeRow(UUID(int=100), None, ("Organizational",), "#000000", codable=False)
    rows = [
        CodeRow(UUID(int=n), top.id, ("Organizational", name), "#000000", codable=True)
        for n, name in enumerate(NAMES)
    ]
    return CodeTree((top, *rows))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("coll", "Collegial support"),
        ("SUPP", "Collegial support"),
        ("  lower ", "Lower caseloads"),
        ("clg", "Collegial support"),
        ("organ", "Organizational support"),
    ],
)
def test_the_likeliest_comes_first(typed, first):
    assert fitting_codes(tree(), typed, [])[0].name == first


def test_categories_and_what_does_not_fit_are_left_out():
    assert [row.name for row in fitting_codes(tree(), "", [])] == list(NAMES)
    assert fitting_codes(tree(), "zzz", []) == []


def test_recent_ones_come_first_among_equals():
    recent = [UUID(int=2), UUID(int=1)]
    assert [row.id.int for row in fitting_codes(tree(), "", recent)] == [2, 1, 0, 3]
    assert fitting_codes(tree(), "supp", recent)[0].name == "Organizational support"
