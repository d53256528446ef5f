"""Choosing the language of menus and messages."""

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcoder_sts.foundation import translation
from qualcoder_sts.foundation.translation import (
    _,
    choose_language,
    ngettext,
    shipped_languages,
    use_catalogue,
)

GERMAN = {
    "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n",
    "The name of this language": "Deutsch",
    "Close": "Schließen",
    "%d code\0%d codes": "%d Kode\0%d Kodes",
}


@pytest.fixture(autouse=True)
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder of catalogues with one in German; afterwards the words are as before."""
    monkeypatch.setattr(translation, "CATALOGUES", tmp_path)
    before = use_catalogue(translation._catalogue.words)
    file = tmp_path / "de" / "LC_MESSAGES" / "qualcoder_sts.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(compiled(GERMAN))
    yield
    use_catalogue(before)


def compiled(messages: dict[str, str]) -> bytes:
    """A catalogue as gettext reads it: two tables of lengths and places, then the texts."""
    pairs = sorted((key.encode(), value.encode()) for key, value in messages.items())
    header, number = 28, len(pairs)
    place = header + number * 16
    keys, values, texts = b"", b"", b""
    for table, text in [(0, key) for key, _value in pairs] + [(1, value) for _key, value in pairs]:
        entry = struct.pack("<II", len(text), place + len(texts))
        texts += text + b"\0"
        keys, values = (keys + entry, values) if table == 0 else (keys, values + entry)
    head = struct.pack("<7I", 0x950412DE, 0, number, header, header + number * 8, 0, 0)
    return head + keys + values + texts


def test_a_language_is_chosen() -> None:
    choose_language("de")
    assert _("Close") == "Schließen"
    assert [ngettext("%d code", "%d codes", count) % count for count in (1, 2)] == [
        "1 Kode",
        "2 Kodes",
    ]
    assert _("Never translated") == "Never translated"


@pytest.mark.parametrize("code", ["en", "xx", "../../etc", ""])
def test_what_is_not_shipped_is_english(code: str) -> None:
    choose_language(code)
    assert _("Close") == "Close"


def test_the_computer_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "de_AT.UTF-8")
    choose_language("system")
    assert _("Close") == "Schließen"


def test_languages_are_offered_in_their_own_words() -> None:
    assert shipped_languages() == (("en", "English"), ("de", "Deutsch"))
