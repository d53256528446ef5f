"""Transcripts built from speakers and speech give back exactly these speakers and this speech."""

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.transcripts.document import (
    FoundSpeakers,
    Paragraph,
    ParagraphKind,
    ReadDocument,
)
from qualcoder_sts.transcripts.speakers.detection import find_speakers
from qualcoder_sts.transcripts.speakers.speech import speech_spans

SYSTEMS = [
    ["P1", "P2", "P3", "P12", "Moderator"],
    ["I", "Y", "Z"],
    ["Anna", "Ben", "Zoë", "Jean-Luc", "Øystein"],
    ["Anna Berg", "Dr. M.-L. O'Neill", "Ольга Попова", "Anna van Dam"],
    ["Orateur 1", "Orateur 2", "Orateur 3"],
    ["SPEAKER_00", "SPEAKER_01"],
]
FORMS = ["{}: ", "{} : ", "{}\u00a0: ", "{}:\t", "{}:  ", "[00:12:31] {}: ", "(00:12) {}: ",
         "{} [00:12:31]: ", "**{}:** ", "00:12:31.500 - {}\n", "{}   00:12:31\n"]  # fmt: skip
# Words with accents, marks and characters beyond the first plane; nothing that is a label or note.
SPEECH = st.lists(
    st.sampled_from(["ja", "e\u0301te\u0301", "😀", "we", "10:30", "went…", "“home”", "(to work)",
                     "—", "سلام"]),
    min_size=1, max_size=6,
).map(lambda words: "so " + " ".join(words))  # fmt: skip


@dataclass(frozen=True)
class Said:
    speaker: str
    speech: str


@st.composite
def transcripts(draw: st.DrawFn) -> tuple[str, list[Said]]:
    system = draw(st.sampled_from(SYSTEMS))
    form = draw(st.sampled_from(FORMS))
    speakers = draw(st.lists(st.sampled_from(system), min_size=2, unique=True))
    order = draw(st.lists(st.sampled_from(speakers), max_size=8)) + speakers + speakers[::-1]
    text = draw(st.sampled_from(["", "\n", "A study of work\n\n"]))
    said: list[Said] = []
    for speaker in order:
        lines = draw(st.lists(SPEECH, min_size=1, max_size=3))
        speech = draw(st.sampled_from(["\n", "\n\n", "\n \n"])).join(lines)
        text += (
            form.format(speaker) + speech + draw(st.sampled_from(["\n", "\n\n", " \n", "\n\n\n"]))
        )
        said.append(Said(speaker, speech))
    return text, said


@settings(deadline=None)
@given(transcripts())
def test_turns_are_given_back(transcript: tuple[str, list[Said]]) -> None:
    text, said = transcript
    read = ReadDocument(tuple(Paragraph(line) for line in text.split("\n")), "txt")
    found = find_speakers(read)
    assert [
        Said(turn.label, read.text[turn.speech_start : turn.span.end]) for turn in found.turns
    ] == said
    assert_turns_are_sound(read, found)
    for turn in found.turns:
        spans = speech_spans(text, turn)
        assert "".join("".join(s.of(text).split()) for s in spans) == "".join(
            text[turn.speech_start : turn.span.end].split()
        )


LINES = st.sampled_from(
    ["P1: yes", "Moderator: why?", "Anna:", "Anna", "[00:12] Ben: no", "00:12:31", "so on", "",
     "  ", "Note: x", "P1 [laughing]: x\nP2: y", "Speaker 2  00:12:31", "Tape 1 – Side B",
     "??: x", "[laughs]", "P1 and Anna: x", "Anna  00:12:31",
     "😀😀: x", "\tP1:\t", " Anna : \u00a0", "Interviewer: Anna Berg", "Q\tx", "---"]
)  # fmt: skip
PARAGRAPHS = st.builds(
    Paragraph,
    text=LINES,
    kind=st.sampled_from([ParagraphKind.BODY] * 6 + list(ParagraphKind)),
    speaker=st.sampled_from([None, None, None, "Anna", "P1"]),
    emphasised=st.integers(0, 3),
    cue_start_ms=st.none() | st.integers(0, 10),
)


@settings(deadline=None)
@given(st.lists(PARAGRAPHS, max_size=25))
def test_turns_are_sound_whatever_the_paragraphs(paragraphs: list[Paragraph]) -> None:
    read = ReadDocument(tuple(paragraphs), "docx")
    assert_turns_are_sound(read, find_speakers(read))


def assert_turns_are_sound(read: ReadDocument, found: FoundSpeakers) -> None:
    text = read.text
    for turn in found.turns:
        assert turn.label
        assert turn.span
        assert turn.span.start <= turn.speech_start <= turn.span.end <= len(text)
        assert turn.span.of(text) == turn.span.of(text).strip()
        after_label = Span(turn.speech_start, turn.span.end)
        assert all(after_label.encloses(span) for span in speech_spans(text, turn))
    assert all(a.span.end <= b.span.start for a, b in pairwise(found.turns))
    assert [s.label for s in found.speakers] == list(dict.fromkeys(t.label for t in found.turns))
    assert sum(speaker.turns for speaker in found.speakers) == len(found.turns)
