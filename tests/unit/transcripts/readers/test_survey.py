"""Surveys."""

from collections.abc import Callable

import pytest

from qualcoder_sts.transcripts.document import Paragraph, ParagraphKind
from qualcoder_sts.transcripts.readers.errors import UnsupportedFormatError
from qualcoder_sts.transcripts.readers.survey import SurveyLayout, read_survey

TABLE = (
    "Timestamp,Age group,Respondent ID,What helps you most?,Years,Anything else?\n"
    "2024-01-02 10:00,30-39,R1,My team and our weekly debriefing,5,\n"
    '2024-01-02 11:00,40-49,R2,"Supervision, and\nleaving on time",12,Thanks for asking us this\n'
    "2024-01-03 09:00,30-39,R3,,3,\n"
)
PER_RESPONDENT, PER_QUESTION = SurveyLayout.PER_RESPONDENT, SurveyLayout.PER_QUESTION


def test_one_source_for_each_respondent() -> None:
    first, second = read_survey(TABLE.encode(), "a.csv", PER_RESPONDENT)
    assert (first.title, second.title) == ("R1", "R2")
    assert first.attributes == {
        "Timestamp": "2024-01-02 10:00",
        "Age group": "30-39",
        "Years": "5",
    }
    assert second.paragraphs == (
        Paragraph("What helps you most?", ParagraphKind.QUESTION),
        Paragraph("Supervision, and\nleaving on time"),
        Paragraph("Anything else?", ParagraphKind.QUESTION),
        Paragraph("Thanks for asking us this"),
    )
    assert "R3" in first.remarks[0]


def test_one_source_for_each_question() -> None:
    first, second = read_survey(TABLE.encode(), "a.csv", PER_QUESTION)
    assert (first.title, second.title) == ("What helps you most?", "Anything else?")
    assert first.paragraphs[0] == Paragraph("R1: My team and our weekly debriefing", speaker="R1")
    assert [paragraph.speaker for paragraph in second.paragraphs] == ["R2"]


def test_without_a_column_of_names_respondents_are_numbered() -> None:
    table = "Group,Answer\na,this is what I would say\na,and this is what I think\n"
    documents = read_survey(table.encode(), "a.csv", PER_RESPONDENT)
    assert [document.title for document in documents] == ["Respondent 1", "Respondent 2"]


def test_columns_of_the_same_name_stay_apart() -> None:
    table = "id,Note,Note\n1,this is one long answer,that is one more answer\n"
    (document,) = read_survey(table.encode(), "a.csv", PER_RESPONDENT)
    assert [p.text for p in document.paragraphs][::2] == ["Note", "Note (2)"]


def test_a_table_without_answers_in_words() -> None:
    with pytest.raises(UnsupportedFormatError):
        read_survey(b"name,age\nAnna,34\nBen,50\n", "a.csv", PER_RESPONDENT)


def test_workbook(samples: dict[str, bytes]) -> None:
    (document,) = read_survey(samples["a.xlsx"], "a.xlsx", PER_RESPONDENT)
    assert (document.format, document.title, document.attributes) == ("xlsx", "R1", {"age": "34"})


def test_a_workbook_that_unpacks_without_end(make_zip: Callable[..., bytes]) -> None:
    from qualcoder_sts.transcripts.readers.errors import OversizedFileError

    bomb = make_zip({"xl/workbook.xml": "", "xl/worksheets/sheet1.xml": b" " * (80 << 20)})
    with pytest.raises(OversizedFileError):
        read_survey(bomb, "a.xlsx", PER_RESPONDENT)
