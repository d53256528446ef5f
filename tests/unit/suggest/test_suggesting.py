"""What a researcher sees of it: what is suggested, what is not, and why."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from qualcoder_sts.foundation.progress import SILENT, Cancelled, Progress
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.tables.suggest import Band
from qualcoder_sts.suggest.errors import (
    CodesSayNothingError,
    NoCodesToSuggestError,
    NothingToReadError,
)
from qualcoder_sts.suggest.material import HiddenBecause, Material, ReasonKind
from qualcoder_sts.suggest.suggesting import suggest
from tests.unit.suggest.conftest import (
    CALM,
    CASELOAD,
    OTHER,
    REST,
    WORK,
    code,
    coded,
    mixed,
    rejected,
    talk,
)


def test_passages_like_those_coded_are_suggested_in_what_is_not_read_yet(study, run, words):
    found = words(run(study))
    assert found >= {("They gave two families to somebody else.", "Lower caseloads")}
    assert found >= {("The yoga mat is still in its wrapper.", "Relaxation")}
    texts = {text for text, _code in found}
    assert not texts & set(OTHER)
    assert texts <= {*WORK[8:], *REST[8:]}


def test_a_named_source_is_looked_at_although_it_is_finished(study, run):
    source = study.sources[0]
    forgotten = tuple(one for one in study.coded if one.source_id != source.id)
    found = run(replace(study, coded=forgotten), source_ids=frozenset({source.id}))
    assert {one.source_id for one in found.suggestions} <= {source.id}


def test_what_has_the_code_already_is_not_suggested(study, run, words):
    taken = coded(study.sources[3], WORK[8], CASELOAD)
    found = words(run(replace(study, coded=(*study.coded, taken))))
    assert (WORK[8], "Lower caseloads") not in found


def test_interviewers_are_never_suggested_on(study, run):
    asked = talk("E", f"Q: {WORK[8]}", f"Q: {REST[8]}", read=False)
    found = run(replace(study, sources=(*study.sources, asked)))
    assert asked.id not in {one.source_id for one in found.suggestions}


def test_an_excluded_term_suppresses_and_says_so(study, run, words):
    strict = replace(CALM, excluded=("mat",))
    found = run(replace(study, codes=(CASELOAD, strict)))
    assert ("The yoga mat is still in its wrapper.", "Relaxation") not in words(found)
    assert [(one.because, one.text) for one in found.hidden] == [(HiddenBecause.EXCLUDED, "mat")]


def test_what_is_hidden_is_told_only_where_suggestions_were_asked_for(study, run):
    finished = study.sources[0]
    strict = replace(CALM, excluded=("breathe", "yoga"))
    elsewhere = tuple(one for one in study.coded if one.source_id != finished.id)
    changed = replace(study, codes=(CASELOAD, strict), coded=elsewhere)
    asked = run(changed, source_ids=frozenset({finished.id}))
    assert {one.source_id for one in asked.hidden} == {finished.id}
    assert finished.id not in {one.source_id for one in run(changed).hidden}


def test_a_rejected_passage_does_not_return_and_counts_against_its_code_only(study, run, words):
    before = {one.span: one.probability for one in run(study).suggestions}
    no = rejected(study.sources[3], REST[9], CALM)
    after = run(replace(study, rejected=(no,)))
    assert (REST[9], "Relaxation") not in words(after)
    assert HiddenBecause.REJECTED in {one.because for one in after.hidden}
    others = [one for one in after.suggestions if one.code_id == CASELOAD.id]
    assert others
    assert all(before[one.span] == one.probability for one in others)


def test_the_same_material_gives_the_same_suggestions(study, run):
    assert run(study) == run(study)


def test_material_and_suggestions_can_go_to_another_process(study, run):
    assert pickle.loads(pickle.dumps(study)) == study
    found = run(study)
    assert pickle.loads(pickle.dumps(found)) == found


def test_reasons_name_the_term_the_nearest_passages_and_the_definition(study, run):
    (one,) = [
        one
        for one in run(study).suggestions
        if one.code_id == CALM.id and one.span.of(study.sources[3].text) == REST[9]
    ]
    kinds = [reason.kind for reason in one.reasons]
    assert kinds[:2] == [ReasonKind.TERM, ReasonKind.CODED]
    assert one.reasons[0].text == "yoga"
    (nearest, *_others) = [each for each in one.reasons if each.kind is ReasonKind.CODED]
    assert "oga" in nearest.text
    texts = {source.id: source.text for source in study.sources}
    assert texts[nearest.source_id][nearest.start : nearest.end] == nearest.text


def test_with_few_codings_there_is_no_percentage(study, run):
    found = run(study)
    assert found.suggestions
    assert not any(one.has_percentage for one in found.suggestions)


def test_with_many_codings_in_three_sources_there_is(study, run):
    many = tuple(
        replace(one, span=one.span)
        for one in study.coded
        for _ in range(200 // len(study.coded) + 1)
    )
    assert all(one.has_percentage for one in run(replace(study, coded=many)).suggestions)


def test_before_anything_is_coded_definitions_and_terms_suggest(study, run, words):
    untouched = tuple(replace(source, read=()) for source in study.sources)
    found = run(replace(study, coded=(), sources=untouched))
    assert {one.band for one in found.suggestions} == {Band.DEFINITION_ONLY}
    assert not any(one.has_percentage for one in found.suggestions)
    assert ("We do yoga in the hall on Mondays.", "Relaxation") in words(found)


def test_a_new_code_is_suggested_from_its_definition_only(study, run):
    soup = code("Food", "Soup, lunch and bread.", ["soup"])
    lunch = talk("E", "There was soup for lunch and bread.", read=False)
    found = run(replace(study, codes=(CASELOAD, CALM, soup), sources=(*study.sources, lunch)))
    bands = {one.code_id: one.band for one in found.suggestions if one.source_id == lunch.id}
    assert bands[soup.id] is Band.DEFINITION_ONLY


def test_an_edited_term_changes_the_next_suggestions_and_nothing_else_is_remembered(
    study, run, words
):
    first = run(study)
    strange = talk("E", "A wombat came in.", read=False)
    with_it = replace(study, sources=(*study.sources, strange))
    plain = {one.code_id for one in run(with_it).suggestions if _says(one, "wombat")}
    assert not plain
    wombat = code(CALM.name, "Breathing, yoga, meditation.", ["breathe", "yoga", "wombat"])
    changed = run(replace(with_it, codes=(CASELOAD, wombat)))
    assert {one.code_id for one in changed.suggestions if _says(one, "wombat")} == {CALM.id}
    assert run(study) == first


def _says(suggestion, term):
    return any(reason.text == term for reason in suggestion.reasons)


def test_codes_merged_into_one_are_learnt_as_one(study, run):
    into = tuple(replace(one, code_id=CASELOAD.id) for one in study.coded)
    found = run(replace(study, codes=(CASELOAD,), coded=into))
    assert {one.code_id for one in found.suggestions} == {CASELOAD.id}
    text = study.sources[3].text
    assert {one.span.of(text) for one in found.suggestions} >= {REST[9]}


def test_what_was_accepted_can_be_left_out_of_learning(study, run):
    accepted = tuple(replace(one, was_suggested=True) for one in study.coded)
    found = run(replace(study, coded=accepted), learn_from_accepted=False)
    alone = run(study)
    assert [one.probability for one in found.suggestions] != [
        one.probability for one in alone.suggestions
    ]


def test_no_codes(study, run):
    with pytest.raises(NoCodesToSuggestError, match="empty or has only categories"):
        run(replace(study, codes=()))


def test_codes_that_say_nothing_and_nothing_coded(study, run):
    with pytest.raises(CodesSayNothingError, match="Write a definition or terms"):
        run(replace(study, codes=(code("A"), code("B")), coded=()))


def test_a_code_without_definition_is_named_and_the_others_go_on(study, run):
    found = run(replace(study, codes=(CASELOAD, CALM, code("Bare"))))
    assert any("Bare" in remark for remark in found.remarks)
    assert found.suggestions


def test_one_coded_passage(run):
    source = mixed("A", 0, 5)
    unread = mixed("B", 5, 10, read=False)
    one = (coded(source, WORK[0], CASELOAD),)
    found = run(Material((CASELOAD, CALM), (source, unread), one, (), "en"))
    assert all(each.band is Band.DEFINITION_ONLY for each in found.suggestions)


def test_no_sources_and_no_participants_text(study, run):
    with pytest.raises(NothingToReadError, match="Import sources"):
        run(replace(study, sources=(), coded=()))
    with pytest.raises(NothingToReadError):
        run(replace(study, sources=(talk("A", "Q: Hello?"),), coded=()))


def test_a_source_in_another_language_is_named(study, run):
    spanish = replace(talk("Entrevista", "Respiro y hago yoga.", read=False), language="es")
    found = run(replace(study, sources=(*study.sources, spanish)))
    (remark,) = found.remarks
    assert "“Entrevista”" in remark
    assert any(one.source_id == spanish.id for one in found.suggestions)


def test_one_rejection_before_anything_is_finished_lets_no_code_loose(study, run):
    """Nearly all that is known then says yes; it does not follow that everything does."""
    unread = tuple(replace(source, read=()) for source in study.sources)
    no = rejected(study.sources[3], OTHER[8], CALM)
    found = run(replace(study, sources=unread, rejected=(no,)))
    text = {source.id: source.text for source in study.sources}
    calm = [one for one in found.suggestions if one.code_id == CALM.id]
    assert not {one.span.of(text[one.source_id]) for one in calm} & {*OTHER, *WORK}


def test_where_all_is_finished_nothing_is_left_to_suggest(study, run):
    all_read = tuple(replace(one, read=(Span(0, len(one.text)),)) for one in study.sources)
    made = run(replace(study, sources=all_read))
    assert made.suggestions == ()
    assert made.remarks[0].startswith("All that participants say is in finished text")
    assert not any("finished text" in remark for remark in run(study).remarks)


def test_nothing_marked_as_finished_is_said(study, run):
    unread = tuple(replace(source, read=()) for source in study.sources)
    found = run(replace(study, sources=unread))
    assert any("marked as finished" in remark for remark in found.remarks)


def test_before_any_coding_many_misses_are_announced(study, run):
    said = "most of them will not fit"
    unread = replace(study, sources=tuple(replace(source, read=()) for source in study.sources))
    before = run(replace(unread, coded=()))
    assert before.suggestions
    assert [said in remark for remark in before.remarks] == [True]
    assert not any(said in remark for remark in run(study).remarks)
    assert any(said in remark for remark in run(unread).remarks)
    unheard = replace(CALM, terms=("zzz",), definition="zzz")
    nothing = run(replace(unread, coded=(), codes=(unheard,)))
    assert (nothing.suggestions, nothing.remarks) == ((), ())


def test_it_stops_when_asked(study):
    class Stopped(Progress):
        def check(self):
            raise Cancelled

    with pytest.raises(Cancelled):
        suggest(Stopped(), study)


class Letters:
    """An encoder that counts letters: near enough to a model, and known by heart."""

    def __init__(self, name="letters"):
        self.hash = name
        self.seen = []

    def vectors(self, sentences, progress=SILENT):
        self.seen += sentences
        rows = np.array(
            [[s.lower().count(c) for c in "abcdefghijklmnopqrstuvwxyz"] for s in sentences]
        )
        return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1)).astype(
            np.float32
        )


def test_an_encoder_takes_the_place_of_tfidf(study, run):
    found = run(study, encoder=Letters())
    assert found.suggestions
    assert found.model_hash == "letters"
    assert {one.model_hash for one in found.suggestions} == {"letters"}
    assert len(found.fresh) == len(study.sources)


def test_kept_vectors_are_not_computed_again_and_give_the_same(study, run):
    first = run(study, encoder=Letters())
    encoder = Letters()
    again = run(study, encoder=encoder, kept=first.fresh)
    assert again.suggestions == first.suggestions
    assert again.fresh == ()
    assert encoder.seen == [one.definition for one in study.codes]


def test_vectors_of_another_model_text_or_size_are_not_used(study, run):
    first = run(study, encoder=Letters())
    assert len(run(study, encoder=Letters("other"), kept=first.fresh).fresh) == 4
    turned = replace(study.sources[0], turns=study.sources[0].turns[:-1])
    changed = replace(study, sources=(turned, *study.sources[1:]))
    assert len(run(changed, encoder=Letters(), kept=first.fresh).fresh) == 1
    damaged = (replace(first.fresh[0], content=b"abc"), *first.fresh[1:])
    assert len(run(study, encoder=Letters(), kept=damaged).fresh) == 1
