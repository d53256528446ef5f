from uuid import UUID, uuid4

import pytest

from qualcoder_sts.foundation.pinned_codes import (
    pinned_codes_file,
    read_pinned_codes,
    write_pinned_codes,
)

ONE, OTHER = UUID(int=1), UUID(int=2)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("QUALCODER_STS_CONFIG", str(tmp_path / "settings"))


def test_they_are_kept_for_each_project_and_coder():
    codes = [uuid4() for _ in range(3)]
    write_pinned_codes(ONE, "Ana Ruiz", {1: codes[0], 9: codes[1]})
    write_pinned_codes(ONE, "Tomasz Lind", {1: codes[2]})
    write_pinned_codes(OTHER, "Ana Ruiz", {2: codes[2]})
    assert read_pinned_codes(ONE, "Ana Ruiz") == {1: codes[0], 9: codes[1]}
    assert read_pinned_codes(ONE, "Tomasz Lind") == {1: codes[2]}
    assert read_pinned_codes(OTHER, "Ana Ruiz") == {2: codes[2]}
    assert read_pinned_codes(OTHER, "Tomasz Lind") == {}
    write_pinned_codes(ONE, "Ana Ruiz", {})
    assert read_pinned_codes(ONE, "Ana Ruiz") == {}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "nonsense",
        "[]",
        '{"00000000-0000-0000-0000-000000000001": 3}',
        '{"00000000-0000-0000-0000-000000000001": {"Ana Ruiz": ["x"]}}',
        '{"00000000-0000-0000-0000-000000000001": {"Ana Ruiz": {"x": "y", "1": 7, "0": "z"}}}',
    ],
)
def test_a_broken_file_pins_nothing_and_can_be_written_again(content):
    pinned_codes_file().parent.mkdir()
    pinned_codes_file().write_text(content, encoding="utf-8")
    assert read_pinned_codes(ONE, "Ana Ruiz") == {}
    write_pinned_codes(ONE, "Ana Ruiz", {3: OTHER})
    assert read_pinned_codes(ONE, "Ana Ruiz") == {3: OTHER}
