import pytest

from qualcoder_sts.analysis.concordance import ConcordanceRequest, concordance
from qualcoder_sts.coding.hit_order import HitOrder
from qualcoder_sts.coding.searching import SearchMode
from qualcoder_sts.project.tables.transcripts import Method


@pytest.fixture
def filled(study):
    study.source(
        "FG-1",
        Method.FOCUS_GROUP,
        [("P1", "My supervisor listened. Supervisors change."), ("P2", "A good supervisor.")],
    )
    study.source("I-1", Method.INTERVIEW, [("M", "The supervisor left; no supervision.")])
    study.segment("FG-1", "My supervisor listened.", "Org/Supervision")
    study.segment("FG-1", "supervisor listened. Super", "Org/Supervision", coder="Tomasz")
    study.segment("I-1", "The supervisor left", "Org/Leaving", coder="Tomasz")
    study.save()
    return study


def found(study, wanted, **request):
    lines = study.workspace.read(concordance, ConcordanceRequest(wanted, **request)).lines
    return [(line.source, line.before[-5:], line.text) for line in lines]


def test_whole_words_in_the_order_of_the_texts(filled):
    assert found(filled, "supervisor") == [
        ("FG-1", ": My ", "supervisor"),
        ("FG-1", "good ", "supervisor"),
        ("I-1", " The ", "supervisor"),
    ]


def test_sorted_by_the_words_around(filled):
    request = {"mode": SearchMode.LEMMA, "order": HitOrder.BEFORE}
    assert [line[1] for line in found(filled, "supervisor", **request)] == [
        "good ",
        "ned. ",
        ": My ",
        " The ",
    ]


def test_only_inside_passages_of_a_code_and_of_one_coder(filled):
    def forms(code, coder=None):
        return [
            line[2]
            for line in found(
                filled,
                "supervisor",
                mode=SearchMode.LEMMA,
                code_id=filled.code(code),
                coder_id=coder and filled.coder(coder),
            )
        ]

    # “Supervisors” is coded in part only.
    assert forms("Org/Supervision") == ["supervisor"]
    assert forms("Org") == ["supervisor", "supervisor"]
    assert forms("Org", "Ana") == ["supervisor"]
    assert forms("Org/Leaving", "Ana") == []


def test_context_has_the_width_that_is_wanted(filled):
    request = ConcordanceRequest("listened", width=7)
    (line,) = filled.workspace.read(concordance, request).lines
    assert (line.before, line.after) == ("rvisor ", ". Super")
    request = ConcordanceRequest("listened", width=0)
    (line,) = filled.workspace.read(concordance, request).lines
    assert (line.before, line.after) == ("", "")


def test_the_rule_is_said(filled):
    code = filled.code("Org")
    request = ConcordanceRequest("no", code_id=code, order=HitOrder.AFTER)
    assert filled.workspace.read(concordance, request).rule == (
        "“no” as whole words; inside passages with the code or one below it; "
        "sorted by the words after"
    )
