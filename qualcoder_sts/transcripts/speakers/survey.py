"""Turns of a survey: the format says what is a question, the rest are answers."""

from dataclasses import dataclass

from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.language.words import count_words
from qualcoder_sts.transcripts.document import (
    FoundSpeaker,
    FoundSpeakers,
    ParagraphKind,
    ReadDocument,
    SpeakerRole,
    Turn,
)
from qualcoder_sts.transcripts.speakers.speech import speech_spans

QUESTION = "Question"
RESPONDENT = "Respondent"


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lines that belong together: one question, or one answer."""

    span: Span
    is_question: bool


def is_survey(document: ReadDocument) -> bool:
    """Whether the format marks questions."""
    return any(paragraph.kind is ParagraphKind.QUESTION for paragraph in document.paragraphs)


def survey_speakers(document: ReadDocument) -> FoundSpeakers:
    """Question and answer in turn. The answers' label is the document's title, or *Respondent*."""
    text = document.text
    respondent = document.title or RESPONDENT
    if respondent == QUESTION:
        respondent = RESPONDENT
    turns = tuple(
        Turn(piece.span, piece.span.start, QUESTION if piece.is_question else respondent)
        for piece in _pieces(document)
    )
    return FoundSpeakers(turns, tuple(_speakers(text, turns)))


def _pieces(document: ReadDocument) -> list[_Piece]:
    """Questions, and everything below each that is not blank, a heading or a note."""
    pieces: list[_Piece] = []
    is_below_question = False
    is_answer_open = False
    position = 0
    for paragraph in document.paragraphs:
        text = paragraph.text
        first = position + len(text) - len(text.lstrip())
        end = position + len(text.rstrip())
        position += len(text) + 1
        if paragraph.kind in (ParagraphKind.HEADING, ParagraphKind.NOTE):
            is_below_question = is_below_question and paragraph.kind is ParagraphKind.NOTE
            is_answer_open = False
        elif paragraph.kind is ParagraphKind.QUESTION and end > first:
            pieces.append(_Piece(Span(first, end), is_question=True))
            is_below_question, is_answer_open = True, False
        elif is_below_question and end > first:
            start = pieces.pop().span.start if is_answer_open else first
            pieces.append(_Piece(Span(start, end), is_question=False))
            is_answer_open = True
    return pieces


def _speakers(text: str, turns: tuple[Turn, ...]) -> list[FoundSpeaker]:
    found: list[FoundSpeaker] = []
    for label in dict.fromkeys(turn.label for turn in turns):
        own = [turn for turn in turns if turn.label == label]
        words = sum(count_words(s.of(text)) for turn in own for s in speech_spans(text, turn))
        role = SpeakerRole.INTERVIEWER if label == QUESTION else SpeakerRole.PARTICIPANT
        found.append(FoundSpeaker(label, role, len(own), words))
    return found
