from qualcoder_sts.analysis.queries import CodeSegments, segment_counts
from qualcoder_sts.project.tables.transcripts import Method


def test_segments_of_the_tree_are_plain_rows(study):
    study.source("I-1", Method.INTERVIEW, [("I", "A cap?"), ("M", "We have a cap.")], finished=())
    study.code("Org", codable=False)
    study.segment("I-1", "a cap", "Org/Load", coder="Ana")
    study.segment("I-1", "A cap?", "Org/Load", coder="Tomasz")
    study.segment("I-1", "have", "Org/Time", coder="Ana")
    study.code("Other")
    study.save()
    found = study.workspace.read(segment_counts)
    assert found == {
        study.codes["Org"]: CodeSegments(0, 3),
        study.codes["Org/Load"]: CodeSegments(2, 2),
        study.codes["Org/Time"]: CodeSegments(1, 1),
        study.codes["Other"]: CodeSegments(0, 0),
    }
    ana = study.workspace.read(segment_counts, study.coders["Ana"])
    assert ana[study.codes["Org"]] == CodeSegments(0, 2)
    assert ana[study.codes["Org/Load"]] == CodeSegments(1, 1)
