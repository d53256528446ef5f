import pytest

from qualcoder_sts.coding.errors import TextUnchangedError
from qualcoder_sts.coding.operations.segments import NewSegment, apply_codes
from qualcoder_sts.coding.operations.texts import edit_text
from qualcoder_sts.coding.queries import segment_count
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos.operations import Target, write_memo
from qualcoder_sts.memos.queries import memos_on
from qualcoder_sts.project.errors import RowMissingError
from qualcoder_sts.project.tables import FinishedMark
from qualcoder_sts.transcripts.queries import read_transcript, turns_of

LABEL = "Edit text of “I-01”"


@pytest.fixture
def edit(done, source, text_of):
    """Replace some words of the interview's text by others, once."""

    def carry_out(old, new):
        text = text_of(source)
        assert text.count(old) == 1
        return done(edit_text, source, text.replace(old, new), label=LABEL)

    return carry_out


@pytest.fixture
def turns(workspace, source, text_of):
    """Who says what: label, what stands before the speech, the speech."""

    def read():
        text = text_of(source)
        found = workspace.read(turns_of, source)
        end = 0
        for turn in found:
            assert end <= turn.start <= turn.speech_start <= turn.end <= len(text)
            end = turn.end
        return [
            (turn.label, text[turn.start : turn.speech_start], text[turn.speech_start : turn.end])
            for turn in found
        ]

    return read


def test_a_correction_before_and_after(edit, coded, words_of):
    key = coded("We cried together")
    result = edit("It was hard.", "It was really very hard, I think.")
    assert words_of(key) == "We cried together"
    assert (result.moved, result.lost, result.united) == (1, (), 0)
    assert edit("My team", "Our whole team").moved == 0


def test_what_is_written_inside_is_taken_in(edit, coded, words_of):
    key = coded("We cried together")
    edit("We cried", "We all cried")
    assert words_of(key) == "We all cried together"


@pytest.mark.parametrize(
    ("old", "new", "now"),
    [
        ("We cried together", "We cride together", "We cride together"),
        ("We cried together", "Ve cried together", "Ve cried together"),
        ("hard. We cried", "hard. And we cried", "And we cried together"),
        ("cried together, and", "cried a lot, and", "We cried a lot"),
        ("together, and", "together. And", "We cried together"),
        ("hard. We cried", "hard: cried", " cried together"),
        # Written right before or after, it is not said to belong.
        ("hard. We cried", "hard. Well, We cried", "We cried together"),
        ("together, and", "together then, and", "We cried together"),
    ],
)
def test_corrections_at_the_edges(edit, coded, words_of, old, new, now):
    key = coded("We cried together")
    edit(old, new)
    assert words_of(key) == now


def test_a_segment_that_loses_its_words_is_listed_and_removed(
    edit, workspace, coded, coder, segment, text_of, source
):
    gone, kept = coded("cried together"), coded("It was hard. We cried together")
    target = Target("coded_segment", gone)
    workspace.run(write_memo, "Hm", coder_id=coder, target=target)
    result = edit(" We cried together,", "")
    (lost,) = result.lost
    assert (lost.id, lost.code, lost.coder, lost.text) == (
        gone,
        "Trust",
        "Ana Ruiz",
        "cried together",
    )
    assert segment(gone) is None
    assert segment(kept) is not None
    assert workspace.read(memos_on, "coded_segment", gone) == []


def test_a_full_stop_alone_is_nothing_left(edit, coded, segment):
    key = coded("Yes.")
    result = edit("Yes.", "No, never.")
    assert [lost.text for lost in result.lost] == ["Yes."]
    assert segment(key) is None


def test_signs_without_words_are_kept(edit, coded, words_of):
    key = coded("😀")
    edit("How was it?", "How is it?")
    assert words_of(key) == "😀"


def test_lost_segments_in_the_order_of_the_text(edit, coded):
    for words in ("we laughed", "We cried", "cried together"):
        coded(words)
    result = edit("We cried together, and we laughed", "No")
    assert [lost.text for lost in result.lost] == ["We cried", "cried together", "we laughed"]


def test_two_that_have_become_the_same_are_one(edit, workspace, coded, coder, segment, other_coder):
    first, second = coded("We cried together"), coded("We cried together, and")
    others = coded("We cried together, and", by=other_coder)
    for key, content in ((first, "One"), (second, "Two")):
        workspace.run(write_memo, content, coder_id=coder, target=Target("coded_segment", key))
    result = edit("together, and we laughed", "together")
    assert (result.united, result.lost) == (1, ())
    assert segment(second) is None
    assert [memo.content for memo in workspace.read(memos_on, "coded_segment", first)] == [
        "One",
        "Two",
    ]
    assert segment(others) is not None


def test_accents_and_emoji_stay_whole(edit, coded, words_of):
    key = coded("Cafe\u0301")
    edit("Yes. Cafe\u0301 and", "Yes. Fine. Cafe\u0301 with")
    assert words_of(key) == "Cafe\u0301"
    edit("😀", "👩‍👩‍👧 😀")
    assert words_of(key) == "Cafe\u0301"


def test_what_cannot_be_stored_is_put_right(done, source, text_of):
    text = text_of(source)
    done(edit_text, source, text.replace("\n", "\r\n") + "\0\r\nI: Thanks\ud83d.", label=LABEL)
    assert text_of(source) == text + "\nI: Thanks\ufffd."


def test_nothing_edited(refused, source, text_of, workspace):
    words = "The text is as it was; nothing was changed."
    refused(TextUnchangedError, words, edit_text, source, text_of(source))
    refused(TextUnchangedError, words, edit_text, source, text_of(source).replace("\n", "\r\n"))


def test_everything_deleted(done, source, coded, turns, text_of):
    coded("We cried")
    result = done(edit_text, source, "", label=LABEL)
    assert len(result.lost) == 1
    assert text_of(source) == ""
    assert turns() == []


def test_back_to_an_earlier_text(done, workspace, source, text_of, coded, words_of):
    text = text_of(source)
    key = coded("We cried")
    done(edit_text, source, "I: Before.\n" + text, label=LABEL)
    done(edit_text, source, text, label=LABEL)
    assert words_of(key) == "We cried"
    assert text_of(source) == text


def test_typing_at_the_end_of_what_somebody_said_goes_on_with_it(edit, turns):
    edit("I: Oh?\n", "I: Oh? Really?\n")
    assert turns()[2] == ("I", "I: ", "Oh? Really?")


def test_a_corrected_label_stays_the_beginning_of_its_turn(edit, turns):
    edit("Maria: It was", "Mary: It was")
    assert turns()[1] == ("Maria", "Mary: ", "It was hard. We cried together, and we laughed.")


def test_a_deleted_label_leaves_the_speech(edit, turns):
    edit("Maria: My team", "My team")
    assert turns()[3][:2] == ("Maria", "")
    assert turns()[3][2].startswith("My team met")


def test_a_corrected_first_word_of_the_speech(edit, turns):
    edit("I: Oh?", "I: Ah?")
    assert turns()[2] == ("I", "I: ", "Ah?")


def test_joining_two_paragraphs_keeps_the_turns_apart(edit, turns):
    edit("laughed.\nI: Oh?\nMaria:", "laughed. I: Oh? Maria:")
    assert [label for label, _, _ in turns()] == ["I", "Maria", "I", "Maria"]
    assert turns()[2] == ("I", "I: ", "Oh?")


def test_a_new_paragraph_between_two_turns_is_nobodys(edit, turns):
    before = turns()
    edit("I: Oh?\n", "I: Oh?\nMaria: Hm.\n")
    assert turns() == before


def test_a_deleted_turn_goes(edit, turns, workspace, source):
    edit("I: Oh?\n", "")
    assert [label for label, _, _ in turns()] == ["I", "Maria", "Maria"]


def test_finished_ranges_move(edit, workspace, source, coder, rows_of, span_of):
    def mark(session):
        for words in ("We cried together", "Oh?"):
            place = span_of(source, words)
            session.add(
                FinishedMark(source_id=source, coder_id=coder, start=place.start, end=place.end)
            )

    workspace.run(mark)
    edit("How was it?", "How was it then?")
    assert {(row["start"], row["end"]) for row in rows_of("finished_mark")} == {
        (span_of(source, words).start, span_of(source, words).end)
        for words in ("We cried together", "Oh?")
    }
    edit("I: Oh?\n", "")
    assert len(rows_of("finished_mark")) == 1


def test_a_source_that_has_gone(refused, workspace, source):
    workspace.undo()
    refused(RowMissingError, "source", edit_text, source, "X")


def test_a_hundred_thousand_words_with_five_thousand_segments(workspace, add_source, codes, coder):
    turns = [
        f"P{n % 5}: " + " ".join(f"w{n}x{m % 40}" for m in range(40)) + "." for n in range(2500)
    ]
    source = add_source("Long", "\n".join(turns), "field-notes")
    text = workspace.read(read_transcript, source).text
    wanted = [
        NewSegment(source, Span(n * 100, n * 100 + 150), codes["Trust"], coder) for n in range(5000)
    ]
    workspace.run(apply_codes, wanted)
    result = workspace.run(edit_text, source, "Well, " + text[:-20] + " the end.").value
    assert result.moved == 5000
    assert workspace.read(segment_count) == 5000
