"""What was asked: the interview guide and the focus-group guide."""

from itertools import count

import pytest

from tests.unit.sample_study.conftest import STUDY, table

SUBCODES = {
    "Organizational/Organizational support/Supervision",
    "Organizational/Improved work environment/Safety at work",
}


def asked(name):
    return {theme for row in table(STUDY / "guides" / name) for theme in themes_of(row)}


def themes_of(row):
    return [theme for theme in row["themes"].split(" | ") if theme]


@pytest.mark.parametrize("name", ["interviews.csv", "focus-groups.csv"])
def test_questions_are_numbered_and_linked_to_themes(sample, name):
    rows = table(STUDY / "guides" / name)
    assert [row["number"] for row in rows] == [str(n) for n, _ in zip(count(1), rows, strict=False)]
    assert all(row["question"].strip() for row in rows)
    assert asked(name) <= sample.code_paths


def test_two_themes_are_not_asked_in_the_interviews(sample):
    themes = sample.code_paths - SUBCODES
    assert themes - asked("interviews.csv") == {
        "Organizational/More diverse caseloads",
        "Individual/Resiliency training",
    }
    assert asked("focus-groups.csv") == themes
