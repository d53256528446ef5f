"""Who wants suggestions where: kept by project and coder."""

from uuid import UUID

import pytest

from qualcoder_sts.foundation.suggestion_switch import (
    keep_wish,
    suggestion_switch_file,
    wants_suggestions,
)

ONE, OTHER = UUID(int=1), UUID(int=2)


@pytest.fixture(autouse=True)
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("QUALCODER_STS_CONFIG", str(tmp_path / "settings"))


def test_nobody_wants_them_who_has_not_said_so():
    assert not wants_suggestions(ONE, "Ana Ruiz")


def test_a_wish_holds_for_one_person_in_one_project():
    keep_wish(ONE, "Ana Ruiz", wants=True)
    keep_wish(ONE, "Tomasz Lind", wants=True)
    keep_wish(ONE, "Tomasz Lind", wants=False)
    assert wants_suggestions(ONE, "Ana Ruiz")
    assert not wants_suggestions(ONE, "Tomasz Lind")
    assert not wants_suggestions(OTHER, "Ana Ruiz")


@pytest.mark.parametrize("written", ["", "[1]", '{"00000000-0000-0000-0000-000000000001": 3}'])
def test_a_broken_file_is_nobody_s_wish(written):
    file = suggestion_switch_file()
    file.parent.mkdir(parents=True)
    file.write_text(written, encoding="utf-8")
    assert not wants_suggestions(ONE, "Ana Ruiz")
    keep_wish(ONE, "Ana Ruiz", wants=True)
    assert wants_suggestions(ONE, "Ana Ruiz")
