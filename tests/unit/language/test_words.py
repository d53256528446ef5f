import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.words import WordIndex, count_words, word_spans

TEXT = st.text(st.sampled_from("ab é-'’ .,1_😀\n"), max_size=60)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It's a well-known fact.", ["It's", "a", "well-known", "fact"]),
        ("don’t -- stop", ["don’t", "stop"]),
        ("'quoted' and -dashed-", ["quoted", "and", "dashed"]),
        ("2,5 of 40%", ["2", "5", "of", "40"]),
        ("mother-in-law's", ["mother-in-law's"]),
        ("rock--roll", ["rock", "roll"]),
        ("😀 … —", []),
        ("naïve Straße İstanbul", ["naïve", "Straße", "İstanbul"]),
        ("", []),
    ],
)
def test_what_a_word_is(text, words):
    assert [span.of(text) for span in word_spans(text)] == words
    assert count_words(text) == len(words)


@given(TEXT)
def test_the_whole_text_has_all_words(text):
    index = WordIndex(text)
    assert len(index) == count_words(text) == index.count(Span(0, len(text)))


@given(TEXT, st.data())
def test_two_parts_add_up(text, data):
    middle = data.draw(st.integers(0, len(text)))
    index = WordIndex(text)
    assert index.count(Span(0, middle)) + index.count(Span(middle, len(text))) == len(index)


@given(TEXT, st.data())
def test_a_word_belongs_where_most_of_it_is(text, data):
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    most = half = 0
    for word in word_spans(text):
        inside = 2 * len(word.intersection(span))
        most += inside > len(word)
        half += inside >= len(word)
    assert most <= WordIndex(text).count(span) <= half


def test_a_word_cut_in_half_belongs_to_the_left():
    index = WordIndex("abcd")
    assert index.count(Span(0, 2)) == 1
    assert index.count(Span(2, 4)) == 0
    assert index.count(Span(1, 2)) == 0


def test_an_accent_that_is_a_character_of_its_own_cuts_no_word():
    assert count_words("cafe\u0301s in Malmo\u0308") == 3
    assert count_words("हिन्दी में") == 2
