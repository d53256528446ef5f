from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.analysis.talk import Stretch, Talk, Voice, hear, in_order
from qualcoder_sts.foundation.spans import Span

A, B = UUID(int=1), UUID(int=2)


def test_overlapping_stretches_are_cut_so_that_nothing_counts_twice():
    first = Stretch(Span(0, 10), Voice.PERSON, A)
    second = Stretch(Span(5, 15), Voice.PERSON, B)
    inside = Stretch(Span(6, 9), Voice.PERSON, B)
    assert [each.span for each in in_order([second, inside, first])] == [Span(0, 10), Span(10, 15)]


def test_a_spilled_character_beside_the_interviewer_is_nobody():
    text = "Question asked here. Yes"
    talk = Talk(
        text,
        in_order(
            [
                Stretch(Span(0, 20), Voice.INTERVIEWER),
                Stretch(Span(21, 24), Voice.PERSON, A),
            ]
        ),
    )
    assert hear(talk, Span(0, 22)).people == frozenset()
    assert hear(talk, Span(0, 24)).people == {A}
    assert hear(talk, Span(0, 20)).has_text is False
    assert hear(talk, Span(22, 23)).people == {A}


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=8),
    st.integers(0, 40),
    st.integers(1, 20),
)
def test_inside_finds_exactly_the_characters_of_stretches(places, start, length):
    stretches = in_order(Stretch(Span(at, at + size), Voice.PERSON, A) for at, size in places)
    talk = Talk("x" * 60, stretches)
    found = {at for part in talk.inside(Span(start, start + length)) for at in range(*_of(part))}
    every = {at for stretch in stretches for at in range(*_of(stretch))}
    assert every == {at for first, size in places for at in range(first, first + size)}
    assert found == every & set(range(start, start + length))


def _of(stretch: Stretch) -> tuple[int, int]:
    return stretch.span.start, stretch.span.end
