"""Sentences become vectors: the right ones, the same in any company, and nothing goes out."""

import json
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest

from qualcoder_sts.foundation.progress import Cancelled, Progress, ReportedProgress
from qualcoder_sts.suggest.encoder.encoding import hash_of, open_encoder
from qualcoder_sts.suggest.encoder.errors import NotAnEncoderError
from qualcoder_sts.suggest.encoder.making import Reference, full_model, shipped_reference
from qualcoder_sts.suggest.features import Encoder
from tests.unit.suggest.encoder.conftest import INSTALLED
from tests.unit.suggest.encoder.tiny import SENTENCES, reference_vectors


@pytest.fixture
def full(weights_folder: Path, tmp_path: Path) -> Path:
    """The encoder before its numbers were made whole."""
    folder = tmp_path / "full"
    folder.mkdir()
    onnx.save(full_model(weights_folder), folder / "model.onnx")
    for name in ("tokenizer.json", "sentence_bert_config.json"):
        shutil.copyfile(weights_folder / name, folder / name)
    return folder


def test_the_graph_computes_what_the_formulas_say(full: Path, reference: Reference) -> None:
    vectors = open_encoder(full).vectors(SENTENCES)
    np.testing.assert_allclose(vectors, reference.vectors, atol=2e-6)


def test_the_small_one_comes_near(made: Path, reference: Reference) -> None:
    vectors = open_encoder(made).vectors(SENTENCES)
    assert vectors.dtype == np.float32
    assert (vectors * reference.vectors).sum(axis=1).min() > 0.99
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_what_fills_up_a_batch_is_not_seen(full: Path) -> None:
    """The program gives one sentence at a time; the file can be used by others in batches."""
    import onnxruntime

    session = onnxruntime.InferenceSession(full / "model.onnx", providers=["CPUExecutionProvider"])
    tokens = np.array([[2, 4, 5, 6, 7, 3], [2, 14, 3, 0, 0, 0]])
    mask = np.array([[1] * 6, [1, 1, 1, 0, 0, 0]])
    (found,) = session.run(None, {"input_ids": tokens, "attention_mask": mask})
    expected = reference_vectors(("how was the week", "no"))
    np.testing.assert_allclose(found, expected, atol=2e-6)


def test_a_sentence_has_the_same_vector_in_any_company(made: Path) -> None:
    encoder = open_encoder(made)
    together = encoder.vectors([*SENTENCES, "no", SENTENCES[0]])
    for sentence, row in zip([*SENTENCES, "no", SENTENCES[0]], together, strict=True):
        np.testing.assert_array_equal(encoder.vectors([sentence])[0], row)


def test_a_long_sentence_is_cut_where_the_model_says(made: Path) -> None:
    encoder = open_encoder(made)
    words = ["week"] * 10  # and two for the ends: twelve
    cut = encoder.vectors([" ".join(words), " ".join([*words, "no", "no"])])
    np.testing.assert_array_equal(cut[0], cut[1])


def test_nothing_gives_no_vectors(made: Path) -> None:
    assert open_encoder(made).vectors([]).shape == (0, 32)
    assert open_encoder(made).vectors([""]).shape == (1, 32)


def test_it_is_an_encoder_and_goes_to_another_process(made: Path) -> None:
    encoder: Encoder = open_encoder(made)
    again = pickle.loads(pickle.dumps(encoder))
    assert again == encoder
    np.testing.assert_array_equal(again.vectors(SENTENCES), encoder.vectors(SENTENCES))


def test_progress_is_told_and_work_can_be_stopped(made: Path) -> None:
    told: list[tuple[int, int | None]] = []

    class Watched(Progress):
        def report(self, done: int, total: int | None, what: str) -> None:
            told.append((done, total))

    encoder = open_encoder(made)
    encoder.vectors(SENTENCES, Watched())
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    stopped = ReportedProgress(lambda done, total, what: None, lambda: True)
    with pytest.raises(Cancelled):
        encoder.vectors(SENTENCES, stopped)


def test_files_that_change_under_its_hands_are_noticed(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "changing"
    shutil.copytree(made, folder)
    encoder = open_encoder(folder)
    (folder / "tokenizer.json").write_text("{}", encoding="utf-8")
    again = pickle.loads(pickle.dumps(encoder))
    from qualcoder_sts.suggest.encoder.encoding import _loaded

    _loaded.cache_clear()  # as in another process
    with pytest.raises(NotAnEncoderError, match="have changed"):
        again.vectors(["no"])


def test_no_connection_is_opened(made: Path, repository: Path) -> None:
    """In a process whose every socket would be an error, also one of a library's."""
    program = (
        "import sys\n"
        "def guard(event, args):\n"
        "    if event.startswith('socket.') and event != 'socket.gethostname':\n"
        "        raise AssertionError(event)\n"
        "sys.addaudithook(guard)\n"
        "from pathlib import Path\n"
        "from qualcoder_sts.suggest.encoder.encoding import open_encoder\n"
        "print(open_encoder(Path(sys.argv[1])).vectors(['how was the week', 'no']).shape)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(made)],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout == "(2, 32)\n", ran.stderr


class TestFoldersOfOnesOwn:
    def test_one_with_a_vector_for_each_token_is_averaged(
        self, full: Path, reference: Reference
    ) -> None:
        make_tokenwise(full)
        np.testing.assert_allclose(
            open_encoder(full).vectors(SENTENCES), reference.vectors, atol=2e-6
        )

    def test_the_first_token_is_taken_where_the_folder_says_so(
        self, full: Path, reference: Reference
    ) -> None:
        make_tokenwise(full)
        set_pooling(full, pooling_mode_cls_token=True)
        vectors = open_encoder(full).vectors(SENTENCES)
        assert np.abs(vectors - reference.vectors).max() > 0.05
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)

    def test_another_way_is_refused_not_guessed(self, full: Path) -> None:
        set_pooling(full, pooling_mode_max_tokens=True)
        with pytest.raises(NotAnEncoderError, match="mean or first token"):
            open_encoder(full)

    @pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json"])
    def test_what_is_missing_is_named(self, full: Path, missing: str) -> None:
        (full / missing).unlink()
        with pytest.raises(NotAnEncoderError, match=f"there is no “{missing}”"):
            open_encoder(full)

    @pytest.mark.parametrize("damaged", ["model.onnx", "tokenizer.json"])
    def test_what_is_damaged_is_named(self, full: Path, damaged: str) -> None:
        content = (full / damaged).read_bytes()
        (full / damaged).write_bytes(content[: len(content) // 2])
        with pytest.raises(NotAnEncoderError, match=f"“{damaged}” is damaged"):
            open_encoder(full)

    def test_a_model_that_wants_something_else_is_refused(self, full: Path) -> None:
        model = onnx.load(full / "model.onnx")
        model.graph.input[1].name = "pixel_values"
        for node in model.graph.node:
            for place, name in enumerate(node.input):
                if name == "attention_mask":
                    node.input[place] = "pixel_values"
        onnx.save(model, full / "model.onnx")
        with pytest.raises(NotAnEncoderError, match="pixel_values"):
            open_encoder(full)

    def test_the_hash_is_that_of_all_that_counts(self, full: Path) -> None:
        before = hash_of(full)
        (full / "README.md").write_text("nothing", encoding="utf-8")
        assert hash_of(full) == before
        hashes = {before}
        for name, content in (
            ("sentence_bert_config.json", '{"max_seq_length": 11}'),
            ("model.onnx_data", "numbers of a large model"),
        ):
            (full / name).write_text(content, encoding="utf-8")
            hashes.add(hash_of(full))
        set_pooling(full, pooling_mode_cls_token=True)
        hashes.add(hash_of(full))
        assert len(hashes) == 4


@pytest.mark.skipif(INSTALLED is None, reason="no encoder is installed here: “model install”")
class TestTheInstalledOne:
    def test_it_comes_near_to_the_reference(self) -> None:
        assert INSTALLED is not None
        reference = shipped_reference()
        nearness = (
            open_encoder(INSTALLED.folder).vectors(reference.sentences) * reference.vectors
        ).sum(axis=1)
        assert nearness.min() > 0.95
        assert nearness.mean() > 0.98

    def test_meanings_lie_near_one_another(self) -> None:
        """The example of the guide."""
        assert INSTALLED is not None
        vectors = open_encoder(INSTALLED.folder).vectors(
            (
                "I cannot sleep after these stories",
                "Nightmares follow me from work",
                "The office has a new printer",
            )
        )
        assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


def make_tokenwise(folder: Path) -> None:
    """Let the model end where it has one vector for each token."""
    model = onnx.load(folder / "model.onnx")
    names = [node.output[0] for node in model.graph.node if node.op_type == "LayerNormalization"]
    del model.graph.output[:]
    sides = ["sentences", "tokens", 32]
    model.graph.output.append(
        onnx.helper.make_tensor_value_info(names[-1], onnx.TensorProto.FLOAT, sides)
    )
    onnx.save(model, folder / "model.onnx")


def set_pooling(folder: Path, **settings: bool) -> None:
    (folder / "1_Pooling").mkdir(exist_ok=True)
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(settings), encoding="utf-8")
