"""The fictional search: what was found twice, and how the nine studies were reached."""

import re
from collections import Counter

import pytest

from tests.unit.sample_study.conftest import STUDY, table

FOLDER = STUDY / "literature"


@pytest.fixture(scope="module")
def records():
    text = (FOLDER / "search.ris").read_text(encoding="utf-8")
    found = []
    for block in text.split("ER  - \n"):
        lines = re.findall(r"^([A-Z][A-Z0-9])  - (.*)$", block, re.MULTILINE)
        if lines:
            found.append({tag: [v for t, v in lines if t == tag] for tag, _ in lines})
    return found


@pytest.fixture(scope="module")
def screening():
    return table(FOLDER / "screening.csv")


def test_every_record_says_that_it_is_fictional(records):
    assert len(records) == 141
    for record in records:
        assert any("Fictional" in note for note in record["N1"]), record["TI"]
        assert all(doi.startswith("10.5555/") for doi in record.get("DO", []))


def test_identified_screened_sought_assessed_and_included_add_up(records, screening):
    decisions = Counter(row["decision"] for row in screening)
    assert decisions == {
        "excluded at screening": 81,
        "not retrieved": 2,
        "excluded at assessment": 35,
        "included": 9,
    }
    duplicates = len(records) - len(screening)
    assert (len(records), duplicates, len(screening)) == (141, 14, 127)
    assert sum(decisions.values()) - decisions["excluded at screening"] == 46
    with_reason = [row for row in screening if row["reason"]]
    assert {row["decision"] for row in with_reason} == {"excluded at assessment"}
    assert len(with_reason) == 35
    assert len({row["reason"] for row in with_reason}) == 4


def test_screening_is_about_the_records(records, screening):
    by_id = {record["ID"][0]: record["TI"][0] for record in records}
    assert len(by_id) == len(records)
    assert all(by_id[row["id"]] == row["title"] for row in screening)


def test_the_nine_are_the_abstracts_of_the_study(sample, screening, records):
    included = {row["title"]: row["id"] for row in screening if row["decision"] == "included"}
    assert set(included) == {entry["title"] for entry in sample.study["literature"]}
    by_id = {record["ID"][0]: record for record in records}
    for entry in sample.study["literature"]:
        assert by_id[included[entry["title"]]]["PY"] == [str(entry["year"])]
