"""The door to all readers: a file's bytes in, its documents out."""

from collections.abc import Callable
from dataclasses import replace

from qualcoder_sts.transcripts.document import Paragraph, ReadDocument
from qualcoder_sts.transcripts.readers.docx import read_docx
from qualcoder_sts.transcripts.readers.eaf import read_eaf
from qualcoder_sts.transcripts.readers.errors import EmptyFileError
from qualcoder_sts.transcripts.readers.html import read_html
from qualcoder_sts.transcripts.readers.normalise import normalise
from qualcoder_sts.transcripts.readers.odt import read_odt
from qualcoder_sts.transcripts.readers.pdf import read_pdf
from qualcoder_sts.transcripts.readers.plain_text import read_markdown, read_plain_text
from qualcoder_sts.transcripts.readers.recognition import (
    ENDINGS,
    SPOKEN_NAMES,
    FileFormat,
    ending_of,
    recognised,
)
from qualcoder_sts.transcripts.readers.rtf import read_rtf
from qualcoder_sts.transcripts.readers.srt import read_srt
from qualcoder_sts.transcripts.readers.survey import SurveyLayout, read_survey
from qualcoder_sts.transcripts.readers.vtt import read_vtt

_READERS: dict[FileFormat, Callable[[bytes, str], ReadDocument]] = {
    FileFormat.DOCX: read_docx,
    FileFormat.ODT: read_odt,
    FileFormat.RTF: read_rtf,
    FileFormat.PDF: read_pdf,
    FileFormat.TEXT: read_plain_text,
    FileFormat.MARKDOWN: read_markdown,
    FileFormat.HTML: read_html,
    FileFormat.VTT: read_vtt,
    FileFormat.SRT: read_srt,
    FileFormat.EAF: read_eaf,
}


def read_documents(
    content: bytes, name: str, *, survey_layout: SurveyLayout = SurveyLayout.PER_RESPONDENT
) -> tuple[ReadDocument, ...]:
    """Read a file: one document, or several when it is a survey.

    ``name`` is for the errors' sentences and for formats whose bytes do not tell them apart
    (plain text, Markdown, CSV). Raises ``UnreadableFileError`` and nothing else.
    """
    found = recognised(content, name)
    if found in {FileFormat.CSV, FileFormat.XLSX}:
        documents = read_survey(content, name, survey_layout)
    else:
        documents = (_READERS[found](content, name),)
    documents = tuple(_normalised(document) for document in documents)
    if not any(document.text.strip() for document in documents):
        raise EmptyFileError(name, "it holds no text.")
    remark = _mislabelled(found, name)
    if remark is None:
        return documents
    first = replace(documents[0], remarks=(remark, *documents[0].remarks))
    return (first, *documents[1:])


def known_endings() -> tuple[str, ...]:
    """The endings of files that can be read, each with its dot."""
    return tuple(ENDINGS)


def _mislabelled(found: FileFormat, name: str) -> str | None:
    ending = ending_of(name)
    if ENDINGS.get(ending) is found:
        return None
    what = f"The file's ending is “{ending}”" if ending else "The file has no ending"
    return f"{what}, but its content is {SPOKEN_NAMES[found]} and was read as such."


def _normalised(document: ReadDocument) -> ReadDocument:
    return replace(
        document,
        paragraphs=tuple(_normalised_paragraph(paragraph) for paragraph in document.paragraphs),
        title=None if document.title is None else normalise(document.title),
        attributes={
            normalise(column): normalise(value) for column, value in document.attributes.items()
        },
    )


def _normalised_paragraph(paragraph: Paragraph) -> Paragraph:
    text = normalise(paragraph.text)
    speaker = None if paragraph.speaker is None else normalise(paragraph.speaker)
    if text == paragraph.text and speaker == paragraph.speaker:
        return paragraph
    emphasised = len(normalise(paragraph.text[: paragraph.emphasised]))
    return replace(paragraph, text=text, speaker=speaker, emphasised=min(emphasised, len(text)))
