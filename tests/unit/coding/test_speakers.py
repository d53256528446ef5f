from uuid import uuid4

import pytest

from qualcoder_sts.coding.errors import SpeaksNowhereError
from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.coding.speakers import SpokenAmount, code_speakers, spoken_amount
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables.coding import SegmentOrigin
from qualcoder_sts.transcripts.queries import speakers_of


@pytest.fixture
def speaker(workspace):
    def find(source_id, label):
        rows = workspace.read(speakers_of, source_id)
        return next(row.id for row in rows if row.label == label)

    return find


def test_coding_all_that_somebody_says(
    done, unchanged, refused, workspace, source, codes, coder, text_of, speaker
):
    maria = speaker(source, "Maria")
    label = "Apply “Peers” to all that “Maria” says in “I-01”"
    done(code_speakers, [maria], codes["Peers"], coder_id=coder, label=label)
    rows = workspace.read(segments_of, source)
    assert [text_of(source)[row.start : row.end] for row in rows] == [
        "It was hard. We cried together, and we laughed.",
        "My team met on Fridays. Yes. Cafe\u0301 and cake.",
    ]
    assert {row.origin for row in rows} == {SegmentOrigin.SPEAKER}
    unchanged(code_speakers, [maria], codes["Peers"], coder_id=coder)
    refused(RowMissingError, "speaker", code_speakers, [uuid4()], codes["Peers"], coder_id=coder)
    refused(RowMissingError, "code", code_speakers, [maria], uuid4(), coder_id=coder)
    refused(SpeaksNowhereError, "nothing", code_speakers, [], codes["Peers"], coder_id=coder)


def test_in_several_sources_in_one_step(done, workspace, source, add_source, codes, coder, speaker):
    second = add_source("I-02", "I: And you?\nMaria: Also.\nI: Ah.\nMaria: Yes, also.\n")
    both = [speaker(source, "Maria"), speaker(second, "Maria")]
    assert workspace.read(spoken_amount, both) == SpokenAmount(sources=2, turns=4, words=21)
    done(
        code_speakers,
        both,
        codes["Peers"],
        coder_id=coder,
        label="Apply “Peers” to all that “Maria” says in 2 sources",
    )
    assert len(workspace.read(segments_of, second)) == 2
    everybody = [*both, speaker(source, "I"), speaker(second, "I")]
    done(
        code_speakers,
        everybody,
        codes["Trust"],
        coder_id=coder,
        label="Apply “Trust” to all that “Maria” and “I” say in 2 sources",
    )
