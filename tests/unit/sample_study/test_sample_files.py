"""The sample study keeps what it promises: its size, its quotes, its names, its invention."""

import re
from collections import Counter, defaultdict

import pytest

from qualcoder_sts.language.words import count_words
from tests.unit.sample_study.conftest import ASKS, LABEL, NOBODY, STUDY, Source

WORDS = {"interviews": (1_500, 3_500), "focus-groups": (1_500, 3_500)} | {
    "field-notes": (150, 500),
    "literature": (150, 300),
}
FORMATS = {".docx", ".odt", ".rtf", ".pdf", ".txt", ".md", ".html", ".vtt"}
DIRECTIONS = {"supports", "mixed", "no effect"}
LEVELS = {"best", "promising", "emerging"}
SEGMENTS = {"interviews": (12, 40), "focus-groups": (26, 45)} | {
    "field-notes": (2, 6),
    "literature": (3, 9),
}
LONGEST_SHARED_SENTENCE = 6
HEADINGS = ("Title", "Fictional abstract", "Design", "Setting", "Participants", "Findings")


def sentences(source):
    """The sentences of more than six words, without labels, marks and capitals.

    Lines that say that everything is fictional may be the same everywhere.
    """
    found = set()
    for line in LABEL.sub("", source.text).splitlines():
        if "fictional" in line.lower():
            continue
        for sentence in re.split(r"(?<=[.!?])[\"”]?\s+", line):
            words = re.findall(r"\w+(?:['’-]\w+)*", sentence.lower().replace("’", "'"))
            if len(words) > LONGEST_SHARED_SENTENCE:
                found.add(" ".join(words))
    return found


def test_the_study_has_the_shape_of_the_real_one(sample):
    methods = Counter(source.method for source in sample.sources.values())
    assert methods == {"interviews": 15, "focus-groups": 4, "field-notes": 4, "literature": 9}
    staff = [row for row in sample.participants if row["session"].startswith("FG")]
    also_interviewed = [row for row in sample.rosters if row["same person as"]]
    assert len(staff) + len(also_interviewed) == 29
    assert len({row["city"] for row in staff}) == 4
    managers = Counter(
        row["session"] for row in sample.participants if row["session"].startswith("I-")
    )
    assert sorted(managers.values()) == [1] * 14 + [2], "one interview is with two"


def test_all_formats_are_there(sample):
    assert {source.path.suffix for source in sample.sources.values()} == FORMATS


def test_word_counts_are_in_range(sample):
    outside = {
        source.name: words
        for source in sample.sources.values()
        if not WORDS[source.method][0]
        <= (words := count_words(source.text))
        <= WORDS[source.method][1]
    }
    assert not outside


def test_every_file_says_it_is_fictional(sample):
    # A meeting program's file has no place for it in the talk: there it stands in a NOTE.
    silent = [
        source.name
        for source in sample.sources.values()
        if "fictional" not in source.text.lower() and b"Fictional" not in source.path.read_bytes()
    ]
    assert not silent
    assert "fictional" in str(sample.study["description"])
    assert "fictional" in sample.readme


def test_no_turn_says_it_is_fictional(sample):
    spoken = [
        source.name
        for source in sample.sources.values()
        for turn in source.turns
        if "fictional" in source.text[turn.start : turn.end].lower()
    ]
    assert not spoken


def test_the_rtf_is_windows_1252(sample):
    content = sample.sources["I-03 Regional administrator"].path.read_bytes()
    assert content.isascii()
    assert b"\\ansicpg1252" in content
    assert all(escape in content for escape in (rb"\'92", rb"\'93", rb"\'94", rb"\'97", rb"\'e9"))


def test_no_sentence_stands_in_two_sources(sample):
    where = defaultdict(set)
    for source in sample.sources.values():
        for sentence in sentences(source):
            where[sentence].add(source.name)
    assert len(where) > 3_000
    assert not {sentence: names for sentence, names in where.items() if len(names) > 1}


def test_a_shared_sentence_is_found():
    one, other = (
        Source("a", "interviews", STUDY, f"{label}: Well. The bus was late again on that Tuesday.")
        for label in ("Anna", "INT")
    )
    assert sentences(one) == sentences(other) == {"the bus was late again on that tuesday"}


def test_every_quote_stands_exactly_once(sample):
    misplaced = [
        (row["source"], row["quote"][:60], times)
        for row in sample.coding
        if (times := sample.sources[row["source"]].text.count(row["quote"])) != 1
    ]
    assert not misplaced


def test_no_quote_cuts_a_word(sample):
    cut = []
    for one in sample.placed:
        text = one.source.text
        around = (text[max(0, one.start - 1) : one.start + 1], text[one.end - 1 : one.end + 1])
        quote = one.row["quote"]
        if any(re.fullmatch(r"\w\w", pair) for pair in around) or quote != quote.strip():
            cut.append((one.source.name, quote[:60]))
    assert not cut


def test_labels_stand_in_quotes_only_where_they_span_turns(sample):
    labelled = [
        row["quote"]
        for row in sample.coding
        if (match := LABEL.search(row["quote"]))
        and match[1] in sample.sources[row["source"]].speakers
    ]
    assert labelled
    assert all("\n" in quote for quote in labelled)


def test_every_code_is_used_and_in_the_codebook(sample):
    assert {row["code"] for row in sample.coding} == sample.code_paths
    assert len(sample.code_paths) == 16 + 2


def test_segments_of_each_coder_are_many_enough(sample):
    counts = Counter((row["source"], row["coder"]) for row in sample.coding)
    assert set(counts) == {(row["source"], row["coder"]) for row in sample.finished}
    for (name, _coder), segments in counts.items():
        low, high = SEGMENTS[sample.sources[name].method]
        assert low <= segments <= high, name


def test_every_source_has_one_lead_coder(sample):
    leads = Counter(row["source"] for row in sample.finished if row["lead"] == "yes")
    assert leads == dict.fromkeys(sample.sources, 1)
    assert len(set(sample.leads.values())) == 3


def test_memos_weights_and_illustrative_quotes_here_and_there(sample):
    weights = [int(row["weight"]) for row in sample.coding if row["weight"]]
    assert 0.05 < len(weights) / len(sample.coding) < 0.4
    assert all(0 <= weight <= 100 for weight in weights)
    assert {row["key_quote"] for row in sample.coding} == {"yes", ""}
    memos = [row["memo"] for row in sample.coding if row["memo"]]
    assert len(memos) > 80
    assert len(set(memos)) == len(memos)


def test_participants_are_labels_of_their_sessions(sample):
    silent = {
        (row["session"], row["participant"])
        for row in sample.rosters
        if "did not speak" in row["note"]
    }
    labels = {
        name: {label.casefold() for label in source.participants}
        for name, source in sample.sources.items()
    }
    missing = [
        row
        for row in sample.participants
        if row["participant"].casefold() not in labels[row["session"]]
        and (row["session"], row["participant"]) not in silent
    ]
    assert len(silent) == 1
    assert not missing
    assert all(all(row.values()) for row in sample.participants)


AWKWARD = {
    "an unidentified voice": ("FG-1", "\nUnknown female: "),
    "several at once": ("FG-2", "\nSeveral: "),
    "crosstalk": ("FG-1", "[crosstalk]"),
    "something inaudible": ("I-12", "[inaudible]"),
    "a label misspelt once": ("I-04", "\nInterveiwer: "),
    "time stamps on every turn": ("I-12", "\n[00:00:34] Garrick: "),
    "a word that was heard wrongly": ("I-07", "pier review"),
    "a telephone number": ("I-11", "555-01"),
    "Spanish": ("I-09", "¿"),
    "a note that names still have to be replaced": ("I-11", "names still to be replaced"),
}


@pytest.mark.parametrize("what", AWKWARD)
def test_the_awkward_things_of_real_data(sample, what):
    beginning, sign = AWKWARD[what]
    (source,) = (s for s in sample.sources.values() if s.name.startswith(f"{beginning} "))
    assert sign in source.text
    if sign.startswith("\n") and "[" not in sign:
        assert source.text.count(sign) == 1


def test_who_nods_is_only_in_the_field_note(sample):
    group, note = (
        next(s for s in sample.sources.values() if s.name.startswith(name))
        for name in ("FG-3", "FN-3")
    )
    assert "P6" not in {turn.speaker for turn in group.turns}
    assert "P6" in group.text, "the moderator turns to P6"
    assert re.search(r"P6 did not say a word.*She nodded three times", note.text)


def test_findings_and_coding_of_a_study_name_the_same_themes(sample):
    literature = sample.study["literature"]
    assert [entry["source"] for entry in literature] == sorted(
        name for name, source in sample.sources.items() if source.method == "literature"
    )
    for entry in literature:
        text = " ".join(sample.sources[entry["source"]].text.split())
        findings = {finding["code"] for finding in entry["findings"]}
        coded = {one.code for one in sample.of_record if one.source.name == entry["source"]}
        assert findings == coded, entry["source"]
        assert entry["evidence_level"] in LEVELS
        assert {finding["direction"] for finding in entry["findings"]} <= DIRECTIONS
        assert entry["title"] in text
        assert all(author in text for author in entry["authors"])
        assert all(heading in text for heading in HEADINGS), entry["source"]


@pytest.mark.parametrize(
    ("code", "methods"),
    [
        ("Organizational/Lower caseloads", {"interviews", "focus-groups", "literature"}),
        ("Organizational/Collegial support", {"interviews", "focus-groups", "literature"}),
        ("Organizational/More diverse caseloads", {"focus-groups"}),
        ("Organizational/Job rotation", {"interviews", "literature"}),
        ("Organizational/Teambuilding", {"interviews", "focus-groups"}),
        ("Individual/Resiliency training", {"literature"}),
    ],
)
def test_what_is_hidden_in_the_study_is_there(sample, code, methods):
    raised = {one.source.method for one in sample.placed if one.code == code} - {"field-notes"}
    assert raised == methods


def test_speakers_of_every_transcript_are_known(sample):
    for source in sample.sources.values():
        if source.turns:
            assert source.speakers & ASKS, source.name
            assert source.participants, source.name
            assert not source.speakers & NOBODY or source.method == "focus-groups"
