"""Every sentence on the screen can be translated: catalogues are made of whole ones."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def extraction(repository: Path) -> ModuleType:
    """The script that collects the words."""
    path = repository / "packaging" / "extract_words.py"
    spec = importlib.util.spec_from_file_location("extract_words", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_only_whole_sentences_are_translated(extraction: ModuleType) -> None:
    text = extraction.catalogue()  # an f-string or a sum raises
    assert 'msgid "&Undo"' in text
    assert 'msgid_plural "%s segments"' in text


def test_words_put_together_are_refused(
    extraction: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extraction, "ROOT", tmp_path)
    bad = tmp_path / "bad.py"
    bad.write_text('_(f"{number} codes")\n', encoding="utf-8")
    with pytest.raises(extraction.NotLiteralError, match=r"bad\.py:1"):
        list(extraction.messages_in(bad))


def test_a_catalogue_is_valid(extraction: ModuleType) -> None:
    """Quotes and line ends are written as gettext reads them, and no message comes twice."""
    text = extraction.catalogue()
    messages = [line for line in text.splitlines() if line.startswith("msgid ")]
    assert len(messages) == len(set(messages))
    assert all(line.endswith('"') and line.count("\n") == 0 for line in messages)
