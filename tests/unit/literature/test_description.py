"""Reading the description of a study from YAML: what it says, and what is wrong with it."""

from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.literature.description import (
    BrokenStudyFileError,
    FindingDescription,
    StudyDescription,
    read_study_file,
)
from qualcoder_sts.literature.operations import StudyDetails
from qualcoder_sts.project.tables.literature import Direction, EvidenceLevel

WHOLE = """
name: A study
language: en
codebooks: small.yaml
colour: blue
literature:
  - source: L-01
    authors: [Ana Ruiz, Tomé Lind]
    year: 2016
    title: "Fewer files: longer visits"
    evidence_level: Best
    findings:
      - code: Work/Caseload
        direction: no effect
        note: None.
  - source: 2019
    authors: Quayle
"""


def test_a_whole_file() -> None:
    study = read_study_file(WHOLE.encode(), "study.yaml")
    assert (study.name, study.language, study.codebooks) == ("A study", "en", ("small.yaml",))
    assert study.remarks == ("“colour” of the file is not known and was left.",)
    assert study.literature == (
        StudyDescription(
            source="L-01",
            title="Fewer files: longer visits",
            details=StudyDetails(
                authors="Ana Ruiz; Tomé Lind", year=2016, evidence_level=EvidenceLevel.BEST
            ),
            findings=(FindingDescription("Work/Caseload", Direction.NO_EFFECT, "None."),),
        ),
        StudyDescription(source="2019", details=StudyDetails(authors="Quayle")),
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is empty"),
        ("name: [", "line 1: "),
        ("- a\n- b", "the file must consist of lines such as"),
        ("literature: none", "literature must be a list"),
        ("literature:\n  - L-01", "study 1 must consist of lines"),
        ("literature:\n  - title: x", "study 1 does not name its “source”"),
        ("literature:\n  - source: a\n    year: about 2016", "the year of “a” is “about 2016”"),
        ("literature:\n  - source: a\n    title: [x]", "“title” of “a” must be one text"),
        (
            "literature:\n  - source: a\n    evidence_level: good",
            "is “good”; it can be “best”, “promising”, “emerging”",
        ),
        (
            "literature:\n  - source: a\n    findings:\n      - code: b",
            "a finding of “a” needs a “code” and a “direction”",
        ),
        ("a: !!python/object/apply:os.system [true]", "line 1: "),
        ("a: \x01", "it is no YAML file"),
        ("[" * 5000, "it is no YAML file"),
    ],
)
def test_what_is_wrong_is_said(text: str, why: str) -> None:
    with pytest.raises(BrokenStudyFileError) as caught:
        read_study_file(text.encode(), "study.yaml")
    assert str(caught.value).startswith("“study.yaml” cannot be read: ")
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_far_too_large() -> None:
    with pytest.raises(BrokenStudyFileError, match="far too large"):
        read_study_file(b"#" * 10_000_001, "study.yaml")


def test_references_to_references_end() -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    study = read_study_file("\n".join(lines).encode(), "study.yaml")
    assert len(study.remarks) == 60


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["source", "year", "findings", "code"]), inner)
        ),
        max_leaves=8,
    )
)
def test_any_literature_is_read_or_refused_with_a_sentence(value: object) -> None:
    content = yaml.safe_dump({"name": "x", "literature": [value]}).encode()
    with suppress(BrokenStudyFileError):
        assert len(read_study_file(content, "study.yaml").literature) == 1


def test_the_sample_study(repository: Path) -> None:
    file = repository / "sample_transcripts" / "study.yaml"
    study = read_study_file(file.read_bytes(), file.name)
    assert study.remarks == ()
    assert len(study.literature) == 9
    assert all(each.details.year and each.findings for each in study.literature)
