import pytest

from qualcoder_sts.coding import searching
from qualcoder_sts.coding.errors import (
    InvalidSearchError,
    NothingToSearchError,
    SearchOutdatedError,
)
from qualcoder_sts.coding.operations.texts import edit_text
from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.coding.searching import (
    SearchMode,
    code_hits,
    find_in_text,
    preview_coding,
    search,
)
from qualcoder_sts.coding.units import CodingUnit
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.details import describe_project
from qualcoder_sts.project.tables import Source
from qualcoder_sts.project.tables.coding import SegmentOrigin
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole

LITERAL, WORD, REGEX = SearchMode.LITERAL, SearchMode.WORD, SearchMode.REGEX
LEMMA = SearchMode.LEMMA


@pytest.fixture
def coded_texts(workspace, text_of):
    """The words of a source's segments, in order."""

    def read(source_id):
        text = text_of(source_id)
        return [text[row.start : row.end] for row in workspace.read(segments_of, source_id)]

    return read


@pytest.fixture
def note(add_source):
    return add_source(
        "Note",
        "İstanbul 😀😀 we met. Straße, STRASSE. Wet weather; we left. (we)\nWE",
        "field-notes",
    )


@pytest.fixture
def found(workspace, note, text_of):
    """What a search finds, having checked that it stands where it is said to stand."""

    def look(wanted, **how):
        hits = workspace.read(search, wanted, **how)
        for hit in hits:
            text = text_of(hit.source_id)
            assert hit.span.of(text) == hit.text
            assert text[: hit.span.start].endswith(hit.before)
            assert text[hit.span.end :].startswith(hit.after)
        return [hit.text for hit in hits]

    return look


@pytest.mark.parametrize(
    ("wanted", "how", "texts"),
    [
        ("we", {}, ["we", "We", "we", "we", "we", "WE"]),
        ("we", {"match_case": True}, ["we", "we", "we", "we"]),
        ("we", {"mode": WORD}, ["we", "we", "we", "WE"]),
        ("we", {"mode": WORD, "match_case": True}, ["we", "we", "we"]),
        ("(we)", {}, ["(we)"]),
        ("(we)", {"mode": WORD}, ["(we)"]),
        ("we met", {"mode": WORD}, ["we met"]),
        (r"\bw\w+", {"mode": REGEX}, ["we", "Wet", "weather", "we", "we", "WE"]),
        (r"\bw\w+", {"mode": REGEX, "match_case": True}, ["we", "weather", "we", "we"]),
        (r"x*", {"mode": REGEX}, []),
        ("a.b", {}, []),
        ("😀", {}, ["😀", "😀"]),
        ("İstanbul", {}, ["İstanbul"]),
        ("straße", {}, ["Straße"]),
        ("strasse", {}, ["STRASSE"]),
        (")\nW", {}, [")\nW"]),
        ("nowhere", {}, []),
        ("  ", {}, []),
    ],
)
def test_what_is_found(found, wanted, how, texts):
    assert found(wanted, **how) == texts


TEXTS = {
    "en": "P1: I worked. Working hard; she took no care.\nP2: Work! We take care of the children.",
    "es": "P1: Trabajaba con niños. Trabajé mucho.\nP2: Los trabajos y el niño.",
    "de": "P1: Die Gefühle kamen. Ging das Gefühl?\nP2: Work ging gut.",
}


@pytest.fixture
def texts(workspace, add_source):
    keys = {name: add_source(name, text) for name, text in TEXTS.items()}
    for name, source_id in keys.items():
        workspace.run(set_language, source_id, name)
    return keys


def set_language(session, source_id, language):
    session.get_one(Source, source_id).language = language


@pytest.mark.parametrize(
    ("wanted", "hits"),
    [
        ("work", [("de", "Work"), ("en", "worked"), ("en", "Working"), ("en", "Work")]),
        ("take care", [("en", "take care")]),
        ("children", [("en", "children")]),
        ("trabajar", [("es", "Trabajaba"), ("es", "Trabajé")]),
        ("niño", [("es", "niños"), ("es", "niño")]),
        ("gefühl", [("de", "Gefühle"), ("de", "Gefühl")]),
        ("gehen", [("de", "Ging"), ("de", "ging")]),
        ("die Gefühle", [("de", "Die Gefühle"), ("de", "das Gefühl")]),
    ],
)
def test_all_forms_in_the_language_of_each_source(workspace, texts, text_of, wanted, hits):
    found = workspace.read(search, wanted, mode=LEMMA)
    assert [(hit.source, hit.text) for hit in found] == hits
    for hit in found:
        assert hit.span.of(text_of(hit.source_id)) == hit.text


def test_forms_in_some_sources_and_from_some_speakers(workspace, texts):
    only = workspace.read(search, "work", mode=LEMMA, source_ids=[texts["de"]])
    assert [hit.source for hit in only] == ["de"]
    asked = workspace.read(search, "work", mode=LEMMA, role=SpeakerRole.INTERVIEWER)
    assert list(asked) == []
    assert list(workspace.read(search, "work", mode=LEMMA, source_ids=[])) == []


def test_a_source_without_a_language_is_read_in_the_project_s(workspace, add_source):
    add_source("Plain", "Häuser")
    assert list(workspace.read(search, "Haus", mode=LEMMA)) == []
    workspace.run(describe_project, description="", language="de")
    assert [hit.text for hit in workspace.read(search, "Haus", mode=LEMMA)] == ["Häuser"]


@pytest.mark.parametrize("wanted", ["", "  ", "…!"])
def test_forms_of_nothing(workspace, texts, wanted):
    with pytest.raises(NothingToSearchError):
        workspace.read(search, wanted, mode=LEMMA)


def test_forms_are_coded_like_other_hits(workspace, texts, codes, coder, coded_texts):
    found = workspace.read(search, "trabajar", mode=LEMMA)
    workspace.run(code_hits, found, codes["Trust"], coder_id=coder, unit=CodingUnit.SENTENCE)
    assert coded_texts(texts["es"]) == ["Trabajaba con niños.", "Trabajé mucho."]


def test_context(workspace, note):
    (hit,) = workspace.read(search, "left")
    assert hit.source == "Note"
    assert hit.before.endswith("weather; we ")
    assert hit.after == ". (we)\nWE"
    assert len(hit.before) <= searching.CONTEXT


def test_only_some_sources(workspace, note, source):
    assert {hit.source for hit in workspace.read(search, "we")} == {"I-01", "Note"}
    assert {hit.source for hit in workspace.read(search, "we", source_ids=[source])} == {"I-01"}
    assert list(workspace.read(search, "we", source_ids=[])) == []


def test_empty(refused):
    for mode in SearchMode:
        words = "There is nothing to search for. Type a word or a phrase."
        with pytest.raises(NothingToSearchError, match=words):
            searching.search(None, "", mode=mode)


@pytest.mark.parametrize(
    "pattern", ["(", "[a", "a{2,1}", "(?P<x>a)(?P<x", "*", "a{99999999999999}"]
)
def test_no_regular_expression(workspace, pattern):
    with pytest.raises(InvalidSearchError) as raised:
        workspace.read(search, pattern, mode=REGEX)
    assert str(raised.value).startswith(f"“{pattern}” cannot be searched for: it is no regular")
    assert str(raised.value).endswith(".")


def test_a_pattern_nested_too_deeply(workspace):
    with pytest.raises(InvalidSearchError, match="nested too deeply"):
        workspace.read(search, "(" * 20_000 + ")" * 20_000, mode=REGEX)


@pytest.mark.timeout(60)
def test_a_pattern_that_would_never_end(workspace, add_source, monkeypatch):
    add_source("Note", "a" * 5000, "field-notes")
    monkeypatch.setattr(searching, "SECONDS_PER_SEARCH", 0.3)
    with pytest.raises(InvalidSearchError, match="it takes too long; make it simpler"):
        workspace.read(search, "(a|aa)+$b", mode=REGEX)


def test_the_time_is_for_all_sources_together(workspace, add_source, monkeypatch):
    for number in range(3):
        add_source(f"Note {number}", "a" * (5000 + number), "field-notes")
    monkeypatch.setattr(searching, "SECONDS_PER_SEARCH", 0.3)
    with pytest.raises(InvalidSearchError):
        workspace.read(search, "(a|aa)+$b|zzz", mode=REGEX)


def test_hits_can_be_looked_at_in_any_order(workspace, note, source):
    hits = workspace.read(search, "e")
    in_order = list(hits)
    assert len(in_order) == len(hits) > 3
    assert len({hit.source for hit in in_order}) == 2
    assert [hits[number] for number in range(len(hits))] == in_order
    assert (hits[-1], hits[1:3]) == (in_order[-1], in_order[1:3])
    with pytest.raises(IndexError):
        hits[len(hits)]


def test_coding_what_was_found(done, unchanged, workspace, note, codes, coder):
    hits = workspace.read(search, "we", mode=WORD)
    keys = done(
        code_hits, hits, codes["Trust"], coder_id=coder, label="Apply “Trust” to 4 search results"
    )
    rows = workspace.read(segments_of, note)
    assert {row.id for row in rows} == set(keys)
    assert {row.origin for row in rows} == {SegmentOrigin.SEARCH}
    unchanged(code_hits, hits, codes["Trust"], coder_id=coder)
    workspace.undo()
    done(
        code_hits, hits[:1], codes["Trust"], coder_id=coder,
        label="Apply “Trust” to 1 search result",
    )  # fmt: skip


def test_what_was_found_may_have_moved_since(refused, workspace, note, text_of, codes, coder):
    hits = workspace.read(search, "left")
    workspace.run(edit_text, note, "Now " + text_of(note))
    words = "The text of “Note” has changed since the search"
    refused(SearchOutdatedError, words, code_hits, hits, codes["Trust"], coder_id=coder)


def test_only_what_some_say(workspace, source, note):
    assert [hit.speaker for hit in workspace.read(search, "it")] == ["I", "Maria"]
    assert [h.speaker for h in workspace.read(search, "it", role=SpeakerRole.PARTICIPANT)] == [
        "Maria"
    ]
    assert [h.speaker for h in workspace.read(search, "it", role=SpeakerRole.INTERVIEWER)] == ["I"]
    assert list(workspace.read(search, "met", role=SpeakerRole.INTERVIEWER)) == []


def test_only_some_methods(workspace, source, note):
    (hit,) = workspace.read(search, "we met", methods={Method.FIELD_NOTE})
    assert (hit.source, hit.speaker) == ("Note", "")
    assert list(workspace.read(search, "we met", methods=set())) == []


@pytest.mark.parametrize(
    ("wanted", "unit", "texts"),
    [
        ("we", CodingUnit.MATCH, ["We", "we"]),
        ("we", CodingUnit.SENTENCE, ["We cried together, and we laughed."]),
        ("we", CodingUnit.TURN, ["It was hard. We cried together, and we laughed."]),
        ("hard. We", CodingUnit.SENTENCE, ["It was hard. We cried together, and we laughed."]),
        ("it", CodingUnit.SENTENCE, ["How was it?", "It was hard."]),
    ],
)
def test_how_much_is_coded(workspace, source, coded_texts, codes, coder, wanted, unit, texts):
    hits = workspace.read(search, wanted)
    how = {"coder_id": coder, "unit": unit}
    preview = workspace.read(preview_coding, hits, codes["Trust"], **how)
    assert (preview.passages, preview.new) == (len(texts), len(texts))
    workspace.run(code_hits, hits, codes["Trust"], **how)
    assert coded_texts(source) == texts
    preview = workspace.read(preview_coding, hits, codes["Trust"], **how)
    assert (preview.passages, preview.new) == (len(texts), 0)


def test_where_nobody_speaks_the_line_is_the_unit(workspace, note, coded_texts, codes, coder):
    hits = workspace.read(search, "wet")
    workspace.run(code_hits, hits, codes["Trust"], coder_id=coder, unit=CodingUnit.TURN)
    assert coded_texts(note) == [
        "İstanbul 😀😀 we met. Straße, STRASSE. Wet weather; we left. (we)"
    ]


def test_one_text_is_searched_by_itself(monkeypatch):
    text = "Us and us, not usual. 🙂 us"
    assert find_in_text(text, "us") == [Span(0, 2), Span(7, 9), Span(15, 17), Span(24, 26)]
    assert find_in_text(text, "us", mode=WORD) == [Span(0, 2), Span(7, 9), Span(24, 26)]
    assert find_in_text(text, "us", match_case=True)[0] == Span(7, 9)
    monkeypatch.setattr(searching, "SECONDS_PER_TEXT", 0.1)
    with pytest.raises(InvalidSearchError, match="too long"):
        find_in_text("a" * 5000, "(a|aa)+b", mode=REGEX)
