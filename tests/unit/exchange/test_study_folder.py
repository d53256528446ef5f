from pathlib import Path

import pytest

from qualcoder_sts.coding.queries import finished_marks, segment_count
from qualcoder_sts.exchange.study_folder import take_study
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.project.history.trail import audit_trail
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.transcripts.queries import list_sources

INTERVIEW = """I: How do you keep going?
Ana: We capped the caseload, and that helped more than any training.
I: And at home?
Ana: I do not talk about it at home.
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    (folder / "interviews").mkdir(parents=True)
    (folder / "interviews" / "I-1.txt").write_text(INTERVIEW, encoding="utf-8")
    (folder / "study.yaml").write_text(
        "name: A small study\nlanguage: en\ncodebooks: codes.csv\n", encoding="utf-8"
    )
    (folder / "codes.csv").write_text("path\nCaseload\nHome\n", encoding="utf-8")
    (folder / "coding.csv").write_text(
        "source,quote,code,coder\nI-1,We capped the caseload,Caseload,Bea\n", encoding="utf-8"
    )
    (folder / "finished.csv").write_text("source,coder,lead\nI-1,Bea,yes\n", encoding="utf-8")
    return folder


def test_everything_in_the_folder_is_taken(study, tmp_path):
    taken = take_study(study, tmp_path / "p.qsts", coder="Ana", codebooks=study)
    with taken.workspace as workspace:
        (source,) = workspace.read(list_sources)
        assert (source.name, source.method, source.language) == ("I-1", Method.INTERVIEW, "en")
        assert workspace.read(segment_count) == 1
        (mark,) = workspace.read(finished_marks)
        assert (mark.source, mark.coder, mark.lead) == ("I-1", "Bea", True)
    assert taken.complaints == ()


def test_what_does_not_fit_is_told_and_stops_nothing(study, tmp_path):
    (study / "coding.csv").write_text(
        "source,quote,code,coder\nI-1,We capped the caseload,Caseload,Bea\n"
        "I-1,Nobody said this,Caseload,Bea\n",
        encoding="utf-8",
    )
    (study / "finished.csv").write_text("source,coder,lead\nI-9,Bea,yes\n", encoding="utf-8")
    (study / "interviews" / "empty.txt").write_bytes(b"")
    taken = take_study(study, tmp_path / "p.qsts", coder="Ana", codebooks=study)
    taken.workspace.close()
    assert taken.segments == 1
    told = "\n".join(taken.complaints)
    assert "empty.txt" in told
    assert "coding.csv, row 3" in told
    assert "I-9" in told
    assert len(taken.complaints) == 3


def test_a_broken_table_leaves_no_project_behind(study, tmp_path):
    (study / "coding.csv").write_text("nothing,useful\n1,2\n", encoding="utf-8")
    with pytest.raises(QualcoderError, match="coding"):
        take_study(study, tmp_path / "p.qsts", coder="Ana", codebooks=study)
    assert not (tmp_path / "p.qsts").exists()
    assert not (tmp_path / "p.qsts.lock").exists()


def test_each_part_is_a_step_of_the_audit_trail(study, tmp_path):
    taken = take_study(study, tmp_path / "p.qsts", coder="Ana", codebooks=study)
    with taken.workspace as workspace:
        labels = [entry.label for entry in workspace.read(audit_trail)]
        assert any("Import “I-1”" in label for label in labels)
        assert any("coding.csv" in label for label in labels)
        workspace.undo()
        assert workspace.read(finished_marks) == []
        workspace.undo()
        assert workspace.read(segment_count) == 0
