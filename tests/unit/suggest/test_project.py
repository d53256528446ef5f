"""Suggestions in a project file: what they rest on, what is kept, what becomes of them."""

import pytest

from qualcoder_sts.codebook.operations import (
    Definition,
    add_code,
    define_code,
    set_code_codable,
    set_code_terms,
)
from qualcoder_sts.codebook.versions import freeze_version
from qualcoder_sts.coding.operations.codes import delete_code, merge_codes, split_off_code
from qualcoder_sts.coding.operations.finished import mark_finished, mark_finished_up_to
from qualcoder_sts.coding.operations.segments import apply_code
from qualcoder_sts.coding.operations.suggestions import accept_suggestion, reject_suggestion
from qualcoder_sts.coding.operations.texts import edit_text
from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.foundation.progress import SILENT
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.history.trail import audit_trail
from qualcoder_sts.project.tables import CodingRound
from qualcoder_sts.project.tables.base import utc_now
from qualcoder_sts.project.tables.coding import SegmentOrigin
from qualcoder_sts.suggest.errors import SuggestionGoneError
from qualcoder_sts.suggest.loading import load_material, load_material_of_record, only_single_coded
from qualcoder_sts.suggest.material import LearntFrom, Reason, ReasonKind
from qualcoder_sts.suggest.queries import (
    Precision,
    open_suggestion,
    open_suggestions,
    precision_so_far,
)
from qualcoder_sts.suggest.storing import (
    keep_suggestions,
    kept_vectors,
    read_reasons,
    written_reasons,
)
from qualcoder_sts.suggest.suggesting import suggest
from qualcoder_sts.transcripts.operations.passages import add_passages

TALK = (
    "Interviewer: Do you have a cap on cases?\n"
    "Maria: There is a cap on paper. The bus was late. We had soup.\n"
    "Interviewer: And yoga?\n"
    "Maria: I breathe in the car. [laughs] It rained. The yoga was cancelled.\n"
)


@pytest.fixture
def codes(workspace):
    work = workspace.run(add_code, "Work", codable=False).value
    return {
        "Work": work,
        "Limits": workspace.run(
            add_code, "Limits", parent_id=work, terms=("cap", "NOT cap and gown", "not alone"),
            definition=Definition(brief_definition="A cap on cases."),
        ).value,
        "Calm": workspace.run(
            add_code, "Calm", terms=("yoga", "breathe"),
            definition=Definition(brief_definition="Yoga and breathing."),
        ).value,
    }  # fmt: skip


@pytest.fixture
def source(add_source):
    return add_source("I-01", TALK)


@pytest.fixture
def suggested(workspace, coder, source, codes):
    """Ask for suggestions; the open ones as (words, code)."""

    def run(ask=True):
        if ask:
            found = suggest(SILENT, workspace.read(load_material, coder))
            workspace.keep(keep_suggestions, found, coder_id=coder)
        return [(row.text, row.code) for row in workspace.read(open_suggestions, coder)]

    return run


@pytest.fixture
def first(workspace, coder, suggested):
    """The open suggestion of a code."""

    def find(code):
        suggested()
        rows = workspace.read(open_suggestions, coder)
        return next(row for row in rows if row.code == code)

    return find


CAP = ("There is a cap on paper.", "Limits")


def test_material_is_what_participants_say_and_what_the_coder_did(
    workspace, coder, other_coder, source, codes, span_of
):
    breath = span_of(source, "I breathe in the car.")
    workspace.run(apply_code, source, breath, codes["Calm"], coder_id=coder)
    workspace.run(apply_code, source, Span(0, 5), codes["Limits"], coder_id=other_coder)
    workspace.run(mark_finished, source, coder_id=other_coder)
    material = workspace.read(load_material, coder)
    assert [code.name for code in material.codes] == ["Limits", "Calm"]
    assert (material.codes[0].terms, material.codes[0].excluded) == (
        ("cap", "not alone"),
        ("cap and gown",),
    )
    assert "gown" not in material.codes[0].definition
    (text,) = material.sources
    said = [(turn.is_question, [span.of(text.text) for span in turn.spans]) for turn in text.turns]
    assert said[0] == (True, ["Do you have a cap on cases?"])
    assert said[3] == (False, ["I breathe in the car.", "It rained. The yoga was cancelled."])
    assert [(one.span, one.code_id) for one in material.coded] == [(breath, codes["Calm"])]
    assert text.read == ()
    theirs = workspace.read(load_material, other_coder)
    assert [one.code_id for one in theirs.coded] == [codes["Limits"]]
    assert theirs.sources[0].is_read


@pytest.fixture
def three_sources(workspace, coder, other_coder, codes, add_source):
    """One finished by each of two coders, with a segment of each, and one that nobody has begun."""
    named = {name: add_source(name, TALK) for name in ("Mine", "Theirs", "Nobody's")}
    for by, name, code in ((coder, "Mine", "Calm"), (other_coder, "Theirs", "Limits")):
        workspace.run(apply_code, named[name], Span(41, 66), codes[code], coder_id=by)
        workspace.run(mark_finished, named[name], coder_id=by)
    return named


def test_the_team_s_coding_is_learnt_from_when_it_is_wished(workspace, coder, three_sources, codes):
    own = workspace.read(load_material, coder)
    team = workspace.read(load_material, coder, LearntFrom.TEAM)
    assert (own.learnt_from, team.learnt_from) == (LearntFrom.OWN, LearntFrom.TEAM)
    assert [one.code_id for one in own.coded] == [codes["Calm"]]
    assert {one.code_id for one in team.coded} == {codes["Calm"], codes["Limits"]}
    assert [one.name for one in own.sources if one.is_read] == ["Mine"]
    assert [one.name for one in team.sources if one.is_read] == ["Mine", "Theirs"]


def test_what_a_colleague_coded_is_not_suggested_although_it_is_learnt_from(
    workspace, coder, three_sources
):
    run = suggest(SILENT, workspace.read(load_material, coder, LearntFrom.TEAM))
    assert {one.source_id for one in run.suggestions} == {three_sources["Nobody's"]}
    assert (run.learnt_from, run.codings) == (LearntFrom.TEAM, 2)


@pytest.mark.parametrize(
    ("blind", "closed", "holds"),
    [(True, False, LearntFrom.OWN), (True, True, LearntFrom.TEAM), (False, False, LearntFrom.TEAM)],
)
def test_while_a_blind_round_is_open_it_is_one_s_own(
    workspace, coder, three_sources, blind, closed, holds
):
    workspace.run(open_round, coder, blind=blind, closed=closed)
    material = workspace.read(load_material, coder, LearntFrom.TEAM)
    assert material.learnt_from is holds
    assert len(material.coded) == (1 if holds is LearntFrom.OWN else 2)


def open_round(session, coder, *, blind, closed):
    """A round without sources, as the tables have it."""
    version = freeze_version(session, "First")
    one = CodingRound(
        name="Pilot",
        opened_by_id=coder,
        closed_at=utc_now() if closed else None,
        codebook_version_id=version,
        blind=blind,
    )
    session.add(one)
    session.flush()


def test_the_coding_that_counts(workspace, coder, other_coder, source, codes):
    for by, code in ((coder, "Calm"), (other_coder, "Limits")):
        workspace.run(apply_code, source, Span(0, 5), codes[code], coder_id=by)
    assert workspace.read(load_material_of_record).coded == ()
    workspace.run(mark_finished, source, coder_id=coder)
    workspace.run(mark_finished, source, coder_id=other_coder, lead=True)
    material = workspace.read(load_material_of_record)
    assert [one.code_id for one in material.coded] == [codes["Limits"]]
    assert material.sources[0].is_read


def test_only_what_one_coder_alone_has_coded(workspace, coder, other_coder, source, codes):
    """A second coder's single passage is enough to make it double, with or without a mark."""
    text = workspace.run(add_passages, "Table", ["One line.", "Another."]).value.source_id
    for place in (source, text):
        workspace.run(apply_code, place, Span(0, 5), codes["Calm"], coder_id=coder)
        workspace.run(mark_finished, place, coder_id=coder)
    workspace.run(apply_code, source, Span(8, 12), codes["Limits"], coder_id=other_coder)
    material = workspace.read(only_single_coded, workspace.read(load_material_of_record))
    assert [one.id for one in material.sources] == [text]
    assert [one.source_id for one in material.coded] == [text]
    workspace.run(mark_finished, text, coder_id=other_coder)
    assert workspace.read(only_single_coded, material).sources == ()


def test_a_text_without_speakers_is_read_paragraph_by_paragraph(workspace, coder):
    workspace.run(add_passages, "Table", ["One line.", "", "Another."])
    (text,) = workspace.read(load_material, coder).sources
    assert [turn.spans[0].of(text.text) for turn in text.turns] == ["One line.", "Another."]


def test_suggestions_are_kept_outside_history(workspace, suggested, coder):
    before = workspace.read(audit_trail)
    assert CAP in suggested()
    assert workspace.read(audit_trail) == before
    (row, *_) = workspace.read(open_suggestions, coder)
    assert row.probability is None
    assert Reason(ReasonKind.TERM, "cap") in row.reasons


def test_the_same_suggestion_has_the_same_key_again(workspace, suggested, coder):
    suggested()
    keys = [row.id for row in workspace.read(open_suggestions, coder)]
    suggested()
    assert [row.id for row in workspace.read(open_suggestions, coder)] == keys


def test_accepting_applies_the_code_and_undo_restores_both(
    workspace, done, first, suggested, coder, source, rows_of
):
    row = first("Limits")
    segment = done(
        accept_suggestion,
        row.suggested,
        coder_id=coder,
        label="Accept suggestion of “Limits” in “I-01”",
    )
    (applied,) = workspace.read(segments_of, source)
    assert (applied.id, applied.origin) == (segment, SegmentOrigin.SUGGESTION)
    assert (applied.start, applied.end) == (row.span.start, row.span.end)
    (decision,) = rows_of("suggestion_decision")
    assert decision["verdict"] == "accepted"
    assert decision["score_thousandths"] == row.score_thousandths
    assert read_reasons(decision["reasons"]) == row.reasons
    assert decision["model_hash"] == row.model_hash
    assert CAP not in suggested(ask=False)
    workspace.undo()
    assert workspace.read(segments_of, source) == []
    assert rows_of("suggestion_decision") == []
    assert CAP in suggested(ask=False)


def test_an_adjusted_suggestion_is_applied_where_the_coder_says(
    workspace, done, first, coder, source, rows_of
):
    row = first("Limits")
    shorter = Span(row.span.start, row.span.start + 14)
    done(
        accept_suggestion,
        row.suggested,
        coder_id=coder,
        span=shorter,
        label="Accept suggestion of “Limits”, adjusted, in “I-01”",
    )
    (applied,) = workspace.read(segments_of, source)
    assert Span(applied.start, applied.end) == shorter
    (decision,) = rows_of("suggestion_decision")
    assert (decision["verdict"], decision["end"]) == ("adjusted", row.span.end)


def test_a_rejection_does_not_return_until_the_definition_changes(
    workspace, done, first, suggested, coder, codes
):
    row = first("Limits")
    label = "Reject suggestion of “Limits” in “I-01”"
    done(reject_suggestion, row.suggested, coder_id=coder, label=label)
    assert CAP not in suggested(ask=False)
    assert CAP not in suggested()
    workspace.run(set_code_terms, codes["Limits"], ("cap", "paper"))
    assert CAP not in suggested()
    workspace.run(define_code, codes["Limits"], Definition(brief_definition="Any cap at all."))
    assert CAP in suggested()


def test_a_rejection_is_one_coders_own(workspace, first, coder, other_coder):
    workspace.run(reject_suggestion, first("Limits").suggested, coder_id=coder)
    assert workspace.read(load_material, coder).rejected
    assert workspace.read(load_material, other_coder).rejected == ()


def test_a_rejection_holds_while_its_words_stand_whatever_is_edited_elsewhere(
    workspace, first, suggested, coder, source
):
    workspace.run(reject_suggestion, first("Limits").suggested, coder_id=coder)
    workspace.run(edit_text, source, "Notes\n" + TALK.replace("soup", "stew"))
    assert CAP not in suggested()
    workspace.run(edit_text, source, TALK.replace("a cap on paper", "a cap of paper"))
    assert ("There is a cap of paper.", "Limits") in suggested()


def test_open_suggestions_vanish_with_an_edited_text(workspace, first, suggested, coder, source):
    row = first("Limits")
    workspace.run(edit_text, source, TALK.replace("soup", "stew"))
    assert suggested(ask=False) == []
    with pytest.raises(SuggestionGoneError, match="Ask for suggestions anew"):
        workspace.read(open_suggestion, row.id, coder)
    workspace.undo()
    assert CAP in suggested(ask=False)


def test_what_was_suggested_for_an_earlier_text_cannot_be_decided(
    workspace, first, coder, source, refused
):
    from qualcoder_sts.coding.errors import SuggestionOutdatedError

    row = first("Limits")
    workspace.run(edit_text, source, TALK.replace("soup", "stew"))
    for deciding in (accept_suggestion, reject_suggestion):
        refused(SuggestionOutdatedError, "has changed", deciding, row.suggested, coder_id=coder)


def test_open_suggestions_vanish_with_an_edited_definition(workspace, suggested, codes):
    suggested()
    workspace.run(define_code, codes["Limits"], Definition(brief_definition="Something else."))
    assert {code for _text, code in suggested(ask=False)} == {"Calm"}


def test_open_suggestions_go_with_their_code(workspace, suggested, codes):
    suggested()
    workspace.run(delete_code, codes["Calm"])
    assert {code for _text, code in suggested(ask=False)} == {"Limits"}
    workspace.run(set_code_codable, codes["Limits"], codable=False)
    assert suggested(ask=False) == []


def test_where_one_has_finished_nothing_is_suggested(workspace, suggested, coder, source):
    assert CAP in suggested()
    workspace.run(
        mark_finished_up_to, source, TALK.index("\nInterviewer: And yoga"), coder_id=coder
    )
    assert CAP not in suggested()
    (text,) = workspace.read(load_material, coder).sources
    assert [span.end for span in text.read] == [TALK.index("\nInterviewer: And yoga")]
    assert not text.is_read


def test_codes_that_are_split_are_learnt_apart(workspace, suggested, coder, source, codes, span_of):
    breath = span_of(source, "I breathe in the car.")
    segment = workspace.run(apply_code, source, breath, codes["Calm"], coder_id=coder).value
    suggested()
    breathing = workspace.run(split_off_code, codes["Calm"], [segment], "Breathing").value
    material = workspace.read(load_material, coder)
    assert [(one.code_id, one.span) for one in material.coded] == [(breathing, breath)]
    assert ("I breathe in the car.", "Breathing") not in suggested()


def test_what_is_coded_by_hand_is_no_longer_open(workspace, first, suggested, coder, codes):
    row = first("Limits")
    workspace.run(apply_code, row.source_id, row.span, row.code_id, coder_id=coder)
    assert CAP not in suggested(ask=False)


def test_a_rejection_of_a_merged_code_says_nothing_about_the_other(workspace, first, coder, codes):
    workspace.run(reject_suggestion, first("Limits").suggested, coder_id=coder)
    workspace.run(merge_codes, codes["Limits"], codes["Calm"])
    assert workspace.read(load_material, coder).rejected == ()


def test_for_one_source_the_others_stay(workspace, coder, add_source, suggested):
    other = add_source(
        "I-02", "Interviewer: And?\nEd: A cap would help.\nInterviewer: Oh.\nEd: Yes.\n"
    )
    suggested()
    both = {row.source for row in workspace.read(open_suggestions, coder)}
    assert both == {"I-01", "I-02"}
    nothing = suggest(SILENT, workspace.read(load_material, coder))
    emptied = type(nothing)((), (), (), nothing.model_hash, 0)
    workspace.keep(keep_suggestions, emptied, coder_id=coder, source_ids=frozenset({other}))
    assert {row.source for row in workspace.read(open_suggestions, coder)} == {"I-01"}


def test_what_changed_while_it_was_computed_is_not_kept(workspace, coder, source, suggested):
    run = suggest(SILENT, workspace.read(load_material, coder))
    workspace.run(edit_text, source, TALK.replace("soup", "stew"))
    workspace.keep(keep_suggestions, run, coder_id=coder)
    assert suggested(ask=False) == []


def test_a_coder_without_a_step_yet_can_be_suggested_to(workspace, source, codes, coder):
    newcomer = workspace.expect("Newcomer")
    run = suggest(SILENT, workspace.read(load_material, newcomer))
    workspace.keep(keep_suggestions, run, coder_id=newcomer)
    (row, *_) = workspace.read(open_suggestions, newcomer)
    workspace.run(accept_suggestion, row.suggested, coder_id=newcomer)
    assert workspace.read(open_suggestions, coder) == []


def test_vectors_are_kept_by_text_and_model_and_go_with_the_text(workspace, coder, source, codes):
    from tests.unit.suggest.test_suggesting import Letters

    material = workspace.read(load_material, coder)
    run = suggest(SILENT, material, encoder=Letters())
    workspace.keep(keep_suggestions, run, coder_id=coder)
    assert workspace.read(kept_vectors, "letters") == run.fresh
    assert workspace.read(kept_vectors, "other") == ()
    workspace.run(edit_text, source, TALK.replace("soup", "stew"))
    again = suggest(SILENT, workspace.read(load_material, coder), encoder=Letters())
    workspace.keep(keep_suggestions, again, coder_id=coder)
    assert workspace.read(kept_vectors, "letters") == again.fresh != run.fresh


def test_precision_so_far(workspace, coder, suggested, codes):
    suggested()
    for row in workspace.read(open_suggestions, coder):
        deciding = accept_suggestion if row.code == "Limits" else reject_suggestion
        workspace.run(deciding, row.suggested, coder_id=coder)
    found = workspace.read(precision_so_far, coder)
    assert found[codes["Limits"]].accepted >= 1
    assert found[codes["Calm"]] == Precision(0, 0, found[codes["Calm"]].rejected)


def test_reasons_come_back_as_they_were(source):
    reasons = (
        Reason(ReasonKind.TERM, "cap"),
        Reason(ReasonKind.CODED, "Said “so”.", source, "I-01", 3, 9),
        Reason(ReasonKind.DEFINITION, ""),
    )
    assert read_reasons(written_reasons(reasons)) == reasons
    assert read_reasons("") == ()
