import pytest

from qualcoder_sts.analysis.quote_groups import (
    QuoteGrouping,
    attributes_of,
    grouped,
    reference,
    rule_sentence,
    summary,
)
from qualcoder_sts.analysis.quote_table import quote_table
from qualcoder_sts.analysis.retrieval import RetrievalRequest, retrieve
from qualcoder_sts.foundation.tables import read_table, write_table
from qualcoder_sts.project.tables.participants import AttributeBearer
from qualcoder_sts.project.tables.transcripts import Method
from qualcoder_sts.reports.manifest import project_state
from qualcoder_sts.reports.quotes_document import QuotesDocument, write_quotes


@pytest.fixture
def retrieval(study):
    study.source(
        "I-10",
        Method.INTERVIEW,
        [("I", "What about caseloads?"), ("M", "We have a cap here. It is a prayer.")],
    )
    study.source(
        "I-2",
        Method.FOCUS_GROUP,
        [("P1", "One two three four five."), ("P2", "Six seven eight nine ten.")],
    )
    study.segment("I-10", "a cap here", "Org/Load", weight=80, key_quote=True)
    study.segment("I-10", "What about caseloads?", "Org/Load")
    study.segment("I-2", "One two three four five.\nP2: Six seven eight nine ten.", "Org/Time")
    study.attribute("role", AttributeBearer.PARTICIPANT, **{"I-10/M": "manager"})
    study.save()
    return study.workspace.read(retrieve, RetrievalRequest())


def titles(retrieval, by):
    return [(group.title, len(group.segments)) for group in grouped(retrieval, by)]


def test_under_codes_in_the_order_of_the_codebook(retrieval):
    assert titles(retrieval, QuoteGrouping.CODE) == [("Org/Load", 2), ("Org/Time", 1)]


def test_under_sources_as_people_count(retrieval):
    assert titles(retrieval, QuoteGrouping.SOURCE) == [("I-2", 1), ("I-10", 2)]


def test_a_quote_of_two_stands_under_both_and_one_of_nobody_at_the_end(retrieval):
    assert sorted(titles(retrieval, QuoteGrouping.PARTICIPANT)[:-1]) == [
        ("M", 1),
        ("P1", 1),
        ("P2", 1),
    ]
    assert titles(retrieval, QuoteGrouping.PARTICIPANT)[-1] == ("Nobody known", 1)


def test_without_headings_all_stand_together(retrieval):
    (group,) = grouped(retrieval, QuoteGrouping.NONE)
    assert group.segments == retrieval.segments
    assert group.figures == "3 quotes · 3 participants · 2 sources"


def test_figures_name_what_they_are_out_of(retrieval):
    assert summary(retrieval) == "3 of 3 coded segments · 3 of 3 participants · 2 of 2 sources"
    assert "Ana Ruiz" in rule_sentence(RetrievalRequest(), "Ana Ruiz")
    assert "counts" in rule_sentence(RetrievalRequest(layer_of_record=True))


def test_a_reference_says_who_and_where(retrieval):
    cap, question, both = retrieval.segments[1], retrieval.segments[0], retrieval.segments[2]
    people = retrieval.participants
    assert reference(cap, people) == "M, I-10, turn 2"
    assert attributes_of(cap, people) == (("M", "manager"),)
    assert attributes_of(both, people) == ()
    assert reference(question, people) == "I, I-10, turn 1"
    assert reference(both, people) == "P1, P2, I-2, turns 1–2"


def test_the_table_has_a_column_for_each_attribute_and_reads_back(retrieval, tmp_path):
    table = quote_table(retrieval)
    write_table(table, tmp_path / "quotes.xlsx")
    back = read_table((tmp_path / "quotes.xlsx").read_bytes(), "quotes.xlsx")
    assert back.columns == table.columns
    cap = dict(zip(back.columns, back.rows[1], strict=True))
    assert (cap["quote"], cap["role"], cap["weight"], cap["illustrative"]) == (
        "a cap here",
        "manager",
        "80",
        "yes",
    )


def test_quotes_in_word(retrieval, study, tmp_path):
    import docx

    path = tmp_path / "quotes.docx"
    groups = grouped(retrieval, QuoteGrouping.CODE)
    state = study.workspace.read(project_state)
    write_quotes(QuotesDocument(state, ("Counted so.",), groups, retrieval.participants), path)
    text = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    assert "Org/Load" in text
    assert "“a cap here”" in text
    assert any("M, I-10, turn 2" in line and "weight 80" in line for line in text)
