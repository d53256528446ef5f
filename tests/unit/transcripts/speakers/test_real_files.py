"""Speakers of real transcripts, read by the program's own readers."""

from pathlib import Path

import pytest

from qualcoder_sts.transcripts.document import FoundSpeakers, ReadDocument
from qualcoder_sts.transcripts.readers.reading import read_documents
from qualcoder_sts.transcripts.speakers.detection import find_speakers

FOLDER = Path(__file__).parents[5] / "shared" / "data" / "transcripts"


def speakers_of(name: str) -> tuple[ReadDocument, FoundSpeakers]:
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    (read,) = read_documents(path.read_bytes(), name)
    return read, find_speakers(read)


def summary(found: FoundSpeakers) -> list[tuple[str, str, int]]:
    return [(s.label, s.role.value, s.turns) for s in found.speakers]


def test_danish_interview() -> None:
    _, found = speakers_of("ecape_interview04_da.docx")
    assert summary(found) == [("I", "interviewer", 104), ("Y", "participant", 103)]


def test_french_machine_transcript() -> None:
    read, found = speakers_of("tfsc_req2.docx")
    assert summary(found) == [
        ("Orateur 1", "participant", 44),
        ("Orateur 2", "interviewer", 34),
        ("Orateur 3", "participant", 1),
    ]
    (third,) = [turn for turn in found.turns if turn.label == "Orateur 3"]
    assert read.text[third.speech_start : third.span.end] == "Bon, j'ai surtout. Résultat."


def test_pdf_of_a_user_study() -> None:
    read, found = speakers_of("pdpilot_P1.pdf")
    assert summary(found) == [("Dan", "interviewer", 47), ("Participant", "participant", 47)]
    last = found.turns[-1]
    assert last.span.of(read.text) == "Participant: Thank you."


@pytest.mark.parametrize("ending", ["meeting001.vtt", "meeting001_derived.srt"])
def test_zoom_meeting(ending: str) -> None:
    read, found = speakers_of(f"zoom_{ending}")
    assert {speaker.label: speaker.words for speaker in found.speakers} == {
        "Andrew Knight": 1030,
        "Paul McCartney": 7135,
        "George Harrison": 15,
        "Ringo Starr": 6,
        "John Lennon": 71,
    }
    first = found.turns[0]
    assert first.cue_start_ms == 4859
    assert read.text[first.speech_start :].startswith("Okay, so we're recording.")
    starts = [turn.cue_start_ms for turn in found.turns]
    assert None not in starts
    assert starts == sorted(starts, key=lambda start: start or 0)


@pytest.mark.parametrize(
    ("name", "turns"),
    [
        ("anthropicinterviewer_Nurse_00254.md", (1, 15, 15)),
        ("anthropicinterviewer_Teacher_Educator_00037.md", (1, 8, 8)),
    ],
)
def test_written_interviews(name: str, turns: tuple[int, int, int]) -> None:
    _, found = speakers_of(name)
    assert summary(found) == [
        ("Assistant", "interviewer", turns[0]),
        ("User", "participant", turns[1]),
        ("AI", "interviewer", turns[2]),
    ]
    assert [rejected.label for rejected in found.rejected] == ["Transcript ID"]


def test_life_story_with_a_block_of_facts() -> None:
    """The block names the people; ``Paul`` is its interviewer Prof. Paul Thompson."""
    read, found = speakers_of("ukds6226_int032.rtf")
    assert summary(found) == [("Paul", "interviewer", 12), ("Michael", "participant", 12)]
    assert [rejected.label for rejected in found.rejected] == ["Interviewee", "Interviewer"]
    assert found.turns[0].span.of(read.text) == "Paul:\tSo, first of all …"
    assert found.turns[-1].span.end < read.text.index("END OF INTERVIEW")
