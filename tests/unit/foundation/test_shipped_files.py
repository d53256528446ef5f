"""Where codebooks and sample study are found: in a checkout and in an installed package."""

from pathlib import Path

import pytest

from qualcoder_sts.foundation.shipped_files import (
    ShippedFilesMissingError,
    _shipped,
    codebooks_folder,
    sample_study_folder,
)


def test_in_a_checkout(repository: Path) -> None:
    assert codebooks_folder() == repository / "codebooks"
    assert sample_study_folder() == repository / "sample_transcripts"


def test_in_an_installed_package(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "qualcoder_sts"
    inside = package / "data" / "codebooks"
    inside.mkdir(parents=True)
    (tmp_path / "site-packages" / "codebooks").mkdir()  # another package of that name
    assert _shipped("codebooks", package) == inside


def test_nowhere(tmp_path: Path) -> None:
    with pytest.raises(ShippedFilesMissingError, match="codebooks"):
        _shipped("codebooks", tmp_path / "qualcoder_sts")
