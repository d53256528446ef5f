import pytest

from qualcoder_sts.analysis.retrieval import (
    RetrievalRequest,
    WantedAttribute,
    retrieve,
    retrieve_segments,
)
from qualcoder_sts.project.tables.participants import AttributeBearer
from qualcoder_sts.project.tables.transcripts import Method


@pytest.fixture
def filled(study):
    study.source(
        "I-1",
        Method.INTERVIEW,
        [("I", "What about caseloads?"), ("M", "We have a cap here. It is a prayer.")],
        finished=("Ana", "Tomasz"),
        lead="Tomasz",
    )
    study.source(
        "FG-1",
        Method.FOCUS_GROUP,
        [("P1", "One two three four five."), ("P2", "Six seven eight nine ten."), ("P3", "Yes.")],
    )
    study.source("L-1", Method.LITERATURE, "Title\n\nA cap was tried in eleven counties.")
    study.code("Org")
    study.segment("L-1", "A cap was tried", "Org/Load")
    study.segment("I-1", "a cap here", "Org/Load", coder="Tomasz", weight=80, key_quote=True)
    memo = study.segment("I-1", "It is a prayer", "Org/Load", coder="Ana")
    study.memo(memo, "Her word.")
    study.memo(memo, "Mine alone.", private=True)
    study.segment("FG-1", "five.\nP2: Six seven eight nine ten.\nP3: Yes.", "Org/Time")
    study.save()
    return study


def found(study, **request):
    return study.workspace.read(retrieve_segments, RetrievalRequest(**request))


def test_everything_of_all_coders_in_the_order_of_the_codebook(filled):
    segments = found(filled)
    assert [(each.path_text, each.source, each.coder) for each in segments] == [
        ("Org/Load", "L-1", "Ana"),
        ("Org/Load", "I-1", "Tomasz"),
        ("Org/Load", "I-1", "Ana"),
        ("Org/Time", "FG-1", "Ana"),
    ]


def test_what_is_needed_to_quote(filled):
    one = next(each for each in found(filled) if each.key_quote)
    assert (one.text, one.before(12), one.after(12)) == (
        "a cap here",
        "… M: We have ",
        ". It is a …",
    )
    assert one.contributors == ("M",)
    assert one.speakers == ("M",)
    assert (one.position, one.weight) == ("turn 2", 80)
    assert one.text == filled.texts[one.source_id][one.start : one.end]
    paper = next(each for each in found(filled) if each.source == "L-1")
    assert (paper.position, paper.contributors) == ("line 3", ())
    group = next(each for each in found(filled) if each.source == "FG-1")
    assert group.position == "turns 1–3"
    assert group.contributors == ("P2",)
    assert group.speakers == ("P1", "P2", "P3")


def test_private_memos_are_their_coders(filled):
    memo = {each.memo for each in found(filled)}
    assert memo == {"", "Her word."}
    assert "Her word.\n\nMine alone." in {
        each.memo for each in found(filled, reader_id=filled.coders["Ana"])
    }


def test_filters(filled):
    codes = filled.codes
    assert len(found(filled, code_ids=frozenset({codes["Org"]}))) == 4
    assert not found(filled, code_ids=frozenset({codes["Org"]}), with_subcodes=False)
    assert len(found(filled, code_ids=frozenset({codes["Org/Time"]}))) == 1
    assert {each.source for each in found(filled, methods=frozenset({Method.INTERVIEW}))} == {"I-1"}
    assert len(found(filled, coder_id=filled.coders["Tomasz"])) == 1
    p2 = filled.people["FG-1/P2"]
    assert [each.source for each in found(filled, participant_ids=frozenset({p2}))] == ["FG-1"]
    p1 = filled.people["FG-1/P1"]
    assert not found(filled, participant_ids=frozenset({p1}))
    only = frozenset({filled.sources["L-1"]})
    assert {each.source for each in found(filled, source_ids=only)} == {"L-1"}


def test_the_layer_of_record_on_request(filled):
    counted = found(filled, layer_of_record=True)
    assert [(each.source, each.coder) for each in counted] == [
        ("L-1", "Ana"),
        ("I-1", "Tomasz"),
        ("FG-1", "Ana"),
    ]


def test_filters_by_what_a_segment_is(filled):
    assert [each.text for each in found(filled, key_quotes_only=True)] == ["a cap here"]
    assert [each.weight for each in found(filled, weights=(80, 100))] == [80]
    assert not found(filled, weights=(0, 79))
    assert [each.source for each in found(filled, text="A CAP")] == ["L-1", "I-1"]
    assert not found(filled, text="caseloads")


def test_filters_by_attributes_of_participants(filled):
    filled.attribute("role", AttributeBearer.PARTICIPANT, **{"I-1/M": "manager", "FG-1/P2": "aide"})
    filled.attribute("years", AttributeBearer.PARTICIPANT, **{"I-1/M": "3"})
    filled.save()

    def sources(*wanted):
        attributes = tuple(WantedAttribute(name, frozenset(values)) for name, values in wanted)
        return {each.source for each in found(filled, attributes=attributes)}

    assert sources(("role", ["aide"])) == {"FG-1"}
    assert sources(("role", ["aide", "manager"])) == {"I-1", "FG-1"}
    assert sources(("role", ["aide", "manager"]), ("years", ["3"])) == {"I-1"}
    assert sources(("nothing", ["x"])) == set()


def test_a_segment_on_the_interviewer_alone_is_nobodys(filled):
    filled.segment("I-1", "What about caseloads?", "Org/Load")
    filled.save()
    one = next(each for each in found(filled) if each.text.startswith("What"))
    assert (one.contributors, one.speakers, one.position) == ((), ("I",), "turn 1")


def test_what_it_is_counted_out_of(filled):
    def retrieved(**request):
        return filled.workspace.read(retrieve, RetrievalRequest(**request))

    everything = retrieved()
    assert len(everything.segments) == everything.of_segments == 4
    assert (everything.of_sources, everything.of_participants) == (3, 4)
    interviews = retrieved(methods=frozenset({Method.INTERVIEW}), key_quotes_only=True)
    assert (len(interviews.segments), interviews.of_segments) == (1, 2)
    assert (interviews.of_sources, interviews.of_participants) == (1, 1)
    assert retrieved(coder_id=filled.coders["Tomasz"]).of_segments == 1
    assert retrieved(layer_of_record=True).of_segments == 3


def test_unfinished_sources_are_not_in_the_denominator_of_what_counts(filled):
    filled.source("I-2", Method.INTERVIEW, [("M", "Nothing yet.")], finished=())
    filled.save()

    def of_sources(**request):
        return filled.workspace.read(retrieve, RetrievalRequest(**request)).of_sources

    assert of_sources() == 4
    assert of_sources(layer_of_record=True) == 3
