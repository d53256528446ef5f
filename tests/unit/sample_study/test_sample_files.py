"""The sample study keeps what it promises: its size, its quotes, its names, its invention."""

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from qualcoder_sts.codebook.files.document import walk
from qualcoder_sts.codebook.files.reading import read_codebook
from qualcoder_sts.language.words import count_words
from qualcoder_sts.transcripts.readers.reading import read_documents

ROOT = Path(__file__).parents[3]
FOLDERS = ("interviews", "focus-groups", "literature")

WORDS = {"I": (1_700, 2_600), "F": (2_300, 3_000), "L": (150, 300)}
FORMATS = {".docx", ".odt", ".rtf", ".pdf", ".txt", ".vtt"}
DIRECTIONS = {"supports", "mixed", "no effect"}
LEVELS = {"best", "promising", "emerging"}
SEGMENTS_OF_A_TRANSCRIPT = (12, 40)
SEGMENTS_OF_AN_ABSTRACT = (3, 7)
LONGEST_SHARED_SENTENCE = 6
LABEL = re.compile(
    r"^(?:\[\d\d:\d\d:\d\d\] )?(Interviewer|INT|Moderator|Marguerite|Solomon|Renée|P[1-7]"
    r"|Unknown female): ",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Sample:
    """The study: source texts by name, files, and the rows of the tables."""

    files: dict[str, Path]
    texts: dict[str, str]
    participants: list[dict[str, str]]
    coding: list[dict[str, str]]
    finished: list[dict[str, str]]
    study: dict[str, object]
    code_paths: frozenset[str]
    readme: str

    def lead(self, source: str) -> str:
        return next(
            row["coder"]
            for row in self.finished
            if row["source"] == source and row["lead"] == "yes"
        )


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _text(path: Path) -> str:
    (document,) = read_documents(path.read_bytes(), path.name)
    return document.text


@pytest.fixture(scope="session")
def sample() -> Sample:
    folder = ROOT / "sample_transcripts"
    codebook = ROOT / "codebooks" / "sts-interventions.yaml"
    files = {
        path.stem: path
        for name in FOLDERS
        for path in sorted((folder / name).iterdir())
        if not path.name.startswith(".")
    }
    document = read_codebook(codebook.read_bytes(), codebook.name).document
    return Sample(
        files=files,
        texts={name: _text(path) for name, path in files.items()},
        participants=_table(folder / "participants.csv"),
        coding=_table(folder / "coding.csv"),
        finished=_table(folder / "finished.csv"),
        study=yaml.safe_load((folder / "study.yaml").read_text(encoding="utf-8")),
        code_paths=frozenset(
            "/".join(placed.path) for placed in walk(document.codes) if placed.entry.codable
        ),
        readme=(folder / "README.md").read_text(encoding="utf-8"),
    )


def sentences(text: str) -> set[str]:
    """The sentences of more than six words, without labels, marks and capitals.

    Lines that say that everything is fictional may be the same everywhere.
    """
    found = set()
    for line in LABEL.sub("", text).splitlines():
        if "fictional" in line.lower():
            continue
        for sentence in re.split(r"(?<=[.!?])[\"”]?\s+", line):
            words = re.findall(r"\w+(?:['’-]\w+)*", sentence.lower().replace("’", "'"))
            if len(words) > LONGEST_SHARED_SENTENCE:
                found.add(" ".join(words))
    return found


def test_all_formats_are_there(sample: Sample) -> None:
    assert {path.suffix for path in sample.files.values()} == FORMATS


def test_word_counts_are_in_range(sample: Sample) -> None:
    counts = {name: count_words(text) for name, text in sample.texts.items()}
    outside = {
        name: words
        for name, words in counts.items()
        if not WORDS[name[0]][0] <= words <= WORDS[name[0]][1]
    }
    assert not outside


def test_every_file_says_it_is_fictional(sample: Sample) -> None:
    # A meeting program's file has no place for it in the talk: there it stands in a NOTE.
    raw = {n: p.read_bytes().decode("utf-8", "replace") for n, p in sample.files.items()}
    silent = [n for n, t in sample.texts.items() if "fictional" not in (t + raw[n]).lower()]
    assert not silent
    assert "fictional" in str(sample.study["description"])
    assert "fictional" in sample.readme


def test_no_turn_says_it_is_fictional(sample: Sample) -> None:
    spoken = [
        line
        for name, text in sample.texts.items()
        if not name.startswith("L-")
        for line in text.splitlines()
        if LABEL.match(line) and "fictional" in line.lower()
    ]
    assert not spoken


def test_the_rtf_is_windows_1252(sample: Sample) -> None:
    content = next(p for p in sample.files.values() if p.suffix == ".rtf").read_bytes()
    assert content.isascii()
    assert b"\\ansicpg1252" in content
    assert all(escape in content for escape in (rb"\'92", rb"\'93", rb"\'94", rb"\'97", rb"\'e9"))


def test_no_sentence_stands_in_two_sources(sample: Sample) -> None:
    where: dict[str, set[str]] = defaultdict(set)
    for name, text in sample.texts.items():
        for sentence in sentences(text):
            where[sentence].add(name)
    assert len(where) > 400
    assert not {sentence: names for sentence, names in where.items() if len(names) > 1}


def test_every_quote_stands_exactly_once(sample: Sample) -> None:
    misplaced = [
        (row["source"], row["quote"][:60], times)
        for row in sample.coding
        if (times := sample.texts[row["source"]].count(row["quote"])) != 1
    ]
    assert not misplaced


def test_no_quote_cuts_a_word(sample: Sample) -> None:
    cut = []
    for row in sample.coding:
        text, quote = sample.texts[row["source"]], row["quote"]
        start = text.index(quote)
        around = (text[start - 1 : start + 1], text[start + len(quote) - 1 :][:2])
        if any(re.fullmatch(r"\w\w", pair) for pair in around) or quote != quote.strip():
            cut.append((row["source"], quote[:60]))
    assert not cut


def test_labels_stand_in_quotes_only_where_they_span_turns(sample: Sample) -> None:
    labelled = [row["quote"] for row in sample.coding if LABEL.search(row["quote"])]
    assert labelled
    assert all("\n" in quote for quote in labelled)


def test_every_code_is_in_the_codebook(sample: Sample) -> None:
    used = {row["code"] for row in sample.coding}
    assert used <= sample.code_paths
    assert used == sample.code_paths, "every theme is raised somewhere in the sample"


def test_segments_of_each_coder_are_many_enough(sample: Sample) -> None:
    counts = Counter((row["source"], row["coder"]) for row in sample.coding)
    assert set(counts) == {(row["source"], row["coder"]) for row in sample.finished}
    for (source, _), segments in counts.items():
        low, high = SEGMENTS_OF_AN_ABSTRACT if source[0] == "L" else SEGMENTS_OF_A_TRANSCRIPT
        assert low <= segments <= high, source


def test_every_source_has_one_lead_coder(sample: Sample) -> None:
    leads = Counter(row["source"] for row in sample.finished if row["lead"] == "yes")
    assert leads == dict.fromkeys(sample.files, 1)
    assert {row["lead"] for row in sample.finished} == {"yes", "no"}


def test_two_coders_of_a_source_agree_and_disagree(sample: Sample) -> None:
    twice = [source for source, n in Counter(r["source"] for r in sample.finished).items() if n > 1]
    assert [name[:4] for name in sorted(twice)] == ["FG-1", "I-01"]
    for source in twice:
        layers: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in sample.coding:
            if row["source"] == source:
                layers[row["coder"]].add((row["quote"], row["code"]))
        one, other = layers.values()
        assert one & other
        assert one - other
        assert other - one


def test_weights_and_key_quotes_are_well_formed(sample: Sample) -> None:
    weights = [int(row["weight"]) for row in sample.coding if row["weight"]]
    assert weights
    assert all(0 <= weight <= 100 for weight in weights)
    assert {row["key_quote"] for row in sample.coding} == {"yes", ""}
    assert any(row["memo"] for row in sample.coding)


def test_participants_are_labels_of_their_sessions(sample: Sample) -> None:
    assert Counter(row["session"][:4] for row in sample.participants) == {
        "I-01": 1,
        "I-02": 1,
        "I-03": 1,
        "FG-1": 7,
    }
    labels = {name: set(LABEL.findall(text)) for name, text in sample.texts.items()}
    missing = [r for r in sample.participants if r["participant"] not in labels[r["session"]]]
    assert not missing


def test_the_group_has_its_awkward_things(sample: Sample) -> None:
    text = sample.texts["FG-1 Staff in Port Ellery"]
    assert text.count("[crosstalk]") == text.count("[inaudible]") == 1
    words: Counter[str] = Counter()
    marks = [*LABEL.finditer(text)]
    for mark, following in pairwise([*marks, None]):
        if mark is not None:
            end = following.start() if following else len(text)
            words[mark[1]] += count_words(text[mark.end() : end])
    quietest, _ = min((item for item in words.items() if item[0][0] == "P"), key=lambda i: i[1])
    assert quietest == "P6"
    assert words["P6"] < 80
    assert Counter(mark[1] for mark in marks)["Unknown female"] == 1


@pytest.mark.parametrize("name", ["L-01", "L-02", "L-03"])
def test_findings_and_coding_of_a_study_name_the_same_themes(sample: Sample, name: str) -> None:
    literature = sample.study["literature"]
    assert isinstance(literature, list)
    study = next(entry for entry in literature if entry["source"].startswith(name))
    assert study["source"] in sample.files
    assert study["evidence_level"] in LEVELS
    assert {finding["direction"] for finding in study["findings"]} <= DIRECTIONS
    coded = {row["code"] for row in sample.coding if row["source"] == study["source"]}
    assert {finding["code"] for finding in study["findings"]} == coded
    text = " ".join(sample.texts[study["source"]].split())
    assert study["title"] in text
    assert all(author in text for author in study["authors"])
    for heading in ("Title", "Fictional abstract", "Design", "Setting", "Participants", "Findings"):
        assert heading in text


@pytest.mark.parametrize(
    ("code", "sources"),
    [
        ("Organizational/More diverse caseloads", {"FG-1"}),
        ("Organizational/Job rotation", {"I-01"}),
        ("Individual/Resiliency training", {"L-02", "L-03"}),
        ("Organizational/Teambuilding", {"I-02", "I-03", "FG-1"}),
        ("Organizational/Lower caseloads", {"I-01", "I-02", "I-03", "FG-1", "L-01"}),
    ],
)
def test_what_the_readme_says_is_there_to_find(
    sample: Sample, code: str, sources: set[str]
) -> None:
    assert {row["source"][:4] for row in sample.coding if row["code"] == code} == sources


def test_segments_counted_by_hand_are_those_of_the_table(sample: Sample) -> None:
    counted = re.findall(
        r"^\| (\S+/[^|]+?) \|(?:[^|]+\|){4} (\d+) \((.+)\) \|$", sample.readme, re.MULTILINE
    )
    assert len(counted) == 3
    for code, total, _ in counted:
        rows = [
            row
            for row in sample.coding
            if row["code"] == code and row["coder"] == sample.lead(row["source"])
        ]
        assert len(rows) == int(total), code
