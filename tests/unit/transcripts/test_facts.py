"""A source in numbers."""

from pathlib import Path
from uuid import uuid4

import pytest

from qualcoder_sts.foundation.progress import Cancelled, ReportedProgress
from qualcoder_sts.language.words import count_words
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.transcripts.facts import facts_of
from qualcoder_sts.transcripts.operations.importing import import_sources
from qualcoder_sts.transcripts.preparing import files_in, prepare_files
from qualcoder_sts.transcripts.queries import list_sources, read_transcript


def test_words_speakers_and_segments(tmp_path: Path) -> None:
    talk = tmp_path / "I-01.txt"
    talk.write_text("Interviewer: How was it?\nP1: Long — 12 hours.\nInterviewer: And?\nP1: Good.")
    with create_project(tmp_path / "a.qsts", "A", coder="Ana") as workspace:
        workspace.run(import_sources, prepare_files(files_in([talk])))
        (source,) = workspace.read(list_sources)
        facts = workspace.read(facts_of, source.id)
        assert facts is not None
        text = workspace.read(read_transcript, source.id).text
        assert (facts.speakers, facts.segments) == (2, 0)
        assert facts.words == count_words(text) > 8
        known = {facts.text_hash: 7}
        counted_before = workspace.read(facts_of, source.id, words_known=known)
        assert counted_before is not None
        assert counted_before.words == 7
        assert workspace.read(facts_of, uuid4()) is None
        stopped = ReportedProgress(lambda *_: None, lambda: True)
        with pytest.raises(Cancelled):
            workspace.read(facts_of, source.id, progress=stopped)
