import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcoder_sts.foundation.progress import SILENT, Cancelled, ReportedProgress
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.pipeline import load_pipeline
from qualcoder_sts.language.reading import LONGEST_PIECE, read_sentences
from qualcoder_sts.language.word_forms import find_forms


def found(wanted, text, language="en"):
    forms = find_forms(SILENT, language, wanted, set(text.split()))
    return [text[start:end] for start, end in forms.places(text)]


@pytest.mark.parametrize(
    ("language", "wanted", "text", "forms"),
    [
        ("en", "work", "Works! (working), WORKED network.", ["Works", "working", "WORKED"]),
        ("en", "going", "I went, you go 😀 goes.", ["went", "go", "goes"]),
        ("en", "not", "don't – can’t: not knot", ["n't", "n’t", "not"]),
        ("en", "care", "self-care cared; careful", ["care", "cared"]),
        ("en", "child", "children's Child", ["children", "Child"]),
        ("es", "trabajar", "¡Trabajaban! ¿Trabajó? El trabajador", ["Trabajaban", "Trabajó"]),
        ("es", "niña", "niñas, niños", ["niñas", "niños"]),
        ("de", "Gefühl", "Gefühle, gefühl und Gefühlen", ["Gefühle", "gefühl", "Gefühlen"]),
        ("de", "gehen", "Ging er? Wir gehen, gegangen.", ["Ging", "gehen", "gegangen"]),
        ("de", "ich", "Wir, sie und ich", ["ich"]),
        ("fi", "työ", "Työ työtä työ.", ["Työ", "työ"]),
    ],
)  # fmt: skip
def test_all_forms_of_a_word(language, wanted, text, forms):
    assert found(wanted, text, language) == forms


@pytest.mark.parametrize(
    ("wanted", "text", "places"),
    [
        ("heavy load", "heavier loads, heavy – load", ["heavier loads", "heavy – load"]),
        ("take care", "She took care. Take, care", ["took care", "Take, care"]),
        ("take care", "took more care", []),
        ("take care", "We took. Care is", []),
        ("take care", "We took\ncare", []),
        ("burn out", "burnt out; burn-out", ["burnt out", "burn-out"]),
        ("burn-out", "burning out", ["burning out"]),
        ("very very tired", "very very very tired", ["very very tired"]),
        ("can't go", "can't went, cannot go, go", ["can't went", "cannot go"]),
        ("very very", "very very very very very", ["very very", "very very"]),
    ],
)  # fmt: skip
def test_phrases(wanted, text, places):
    assert found(wanted, text) == places


@pytest.mark.parametrize("wanted", ["", " ", "…", "– ,"])
def test_without_a_word_nothing_is_wanted(wanted):
    forms = find_forms(SILENT, "en", wanted, {"a", "…"})
    assert not forms.lemmas
    assert forms.places("a …") == []


WORDS = [
    "He",
    "worked",
    "can't",
    "self-care",
    "P1:",
    "10.30",
    "a.m.",
    "(we)",
    "…",
    "🙂",
    "—",
    "it's",
    "x" * 50,
]


@given(
    st.lists(
        st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", "\n", "\t ", "\u00a0"])),
        max_size=30,
    )
)
def test_what_is_found_is_what_reading_a_text_finds(pieces):
    text = "".join(map("".join, pieces))
    pipeline = english()
    for wanted in ("work", "care", "not", "we", "it"):
        read = [
            (word.start, word.end)
            for sentence in read_sentences(pipeline, text, [Span(0, len(text))])
            for word in sentence.words
            if word.lemma == wanted
        ]
        assert find_forms(SILENT, "en", wanted, set(text.split())).places(text) == read


def english(_kept=[]):  # noqa: B006
    if not _kept:
        _kept.append(load_pipeline("en"))
    return _kept[0]


def test_a_piece_longer_than_spacy_takes():
    text = "we " + "x" * (LONGEST_PIECE * 3) + " we"
    assert found("we", text) == ["we", "we"]


def test_reading_many_words_can_be_stopped():
    with pytest.raises(Cancelled):
        find_forms(ReportedProgress(print, lambda: True), "en", "we", {"never-seen-before"})
