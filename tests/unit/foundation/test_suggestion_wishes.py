"""How suggestions are wanted: kept by project and coder."""

import json
from dataclasses import replace
from uuid import UUID

import pytest

from qualcoder_sts.foundation.suggestion_wishes import (
    SuggestionWishes,
    keep_wishes,
    read_wishes,
    suggestion_wishes_file,
)

ONE, OTHER, CODE = UUID(int=1), UUID(int=2), UUID(int=3)
WISHES = SuggestionWishes(on=True, from_team=True, least={CODE: 500})


@pytest.fixture(autouse=True)
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("QUALCODER_STS_CONFIG", str(tmp_path / "settings"))


def test_nobody_wants_them_who_has_not_said_so():
    assert read_wishes(ONE, "Ana Ruiz") == SuggestionWishes(on=False, from_team=False, least={})


def test_wishes_hold_for_one_person_in_one_project():
    keep_wishes(ONE, "Ana Ruiz", WISHES)
    keep_wishes(ONE, "Tomasz Lind", WISHES)
    keep_wishes(ONE, "Tomasz Lind", replace(WISHES, on=False))
    assert read_wishes(ONE, "Ana Ruiz") == WISHES
    assert read_wishes(ONE, "Tomasz Lind") == replace(WISHES, on=False)
    assert read_wishes(OTHER, "Ana Ruiz") == SuggestionWishes()


@pytest.mark.parametrize(
    "of_project",
    [3, ["Ana Ruiz"], {"Ana Ruiz": 3}, {"Ana Ruiz": {"on": 1, "least": {"x": 1, str(CODE): "5"}}}],
)
def test_a_broken_file_is_nobody_s_wish(of_project):
    file = suggestion_wishes_file()
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({str(ONE): of_project}), encoding="utf-8")
    assert read_wishes(ONE, "Ana Ruiz") == SuggestionWishes()
    keep_wishes(ONE, "Ana Ruiz", WISHES)
    assert read_wishes(ONE, "Ana Ruiz") == WISHES
