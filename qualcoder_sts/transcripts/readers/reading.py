"""The door to all readers: a file's bytes in, its documents out."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.transcripts.document import Doubt, Paragraph, ReadDocument
from qualcoder_sts.transcripts.readers.decoding import as_utf8, read_text
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
    FileFormat,
    ending_of,
    recognised,
    spoken_name,
)
from qualcoder_sts.transcripts.readers.rtf import read_rtf
from qualcoder_sts.transcripts.readers.srt import read_srt
from qualcoder_sts.transcripts.readers.survey import (
    ColumnUse,
    SurveyColumn,
    SurveyLayout,
    read_columns,
    read_survey,
)
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
_TABLES = frozenset({FileFormat.CSV, FileFormat.XLSX})
# Those whose bytes are letters and nothing else.
_PLAIN = frozenset(
    {
        FileFormat.TEXT,
        FileFormat.MARKDOWN,
        FileFormat.HTML,
        FileFormat.VTT,
        FileFormat.SRT,
        FileFormat.CSV,
    }
)


@dataclass(frozen=True, slots=True)
class ReadingChoices:
    """What a file does not say itself. Without ``columns`` their uses are judged."""

    encoding: str = ""
    survey_layout: SurveyLayout = SurveyLayout.PER_RESPONDENT
    columns: tuple[ColumnUse, ...] = ()


AS_FOUND = ReadingChoices()


def read_documents(
    content: bytes, name: str, choices: ReadingChoices = AS_FOUND
) -> tuple[ReadDocument, ...]:
    """Read a file: one document, or several when it is a survey.

    ``name`` is for the errors' sentences and for formats whose bytes do not tell them apart
    (plain text, Markdown, CSV). Raises ``UnreadableFileError`` and nothing else.
    """
    found = recognised(content, name)
    if choices.encoding and found in _PLAIN:
        rewritten = as_utf8(content, choices.encoding)
        documents = read_documents(rewritten.content, name, replace(choices, encoding=""))
        documents = tuple(replace(one, encoding=choices.encoding) for one in documents)
        return _remarked(documents, rewritten.remarks)
    if found in _TABLES:
        documents = read_survey(content, name, choices.survey_layout, choices.columns)
        if found is FileFormat.CSV:
            documents = _remarked(documents, read_text(content).remarks)
    else:
        documents = (_READERS[found](content, name),)
    documents = tuple(_normalised(document) for document in documents)
    if not any(document.text.strip() for document in documents):
        raise EmptyFileError(name, _("it holds no text."))
    return _remarked(documents, _mislabelled(found, name))


def known_endings() -> tuple[str, ...]:
    """The endings of files that can be read, each with its dot."""
    return tuple(ENDINGS)


def survey_columns(
    content: bytes, name: str, choices: ReadingChoices = AS_FOUND
) -> tuple[SurveyColumn, ...]:
    """The columns of a table and what each is taken for; none when the file is no table.

    Raises ``UnreadableFileError``.
    """
    found = recognised(content, name)
    if found not in _TABLES:
        return ()
    if choices.encoding and found in _PLAIN:
        content = as_utf8(content, choices.encoding).content
    return read_columns(content, name, choices.columns)


def _remarked(
    documents: tuple[ReadDocument, ...], remarks: tuple[str, ...]
) -> tuple[ReadDocument, ...]:
    """The same, with remarks on the whole file, which the first document carries."""
    first, *others = documents
    return (replace(first, remarks=(*remarks, *first.remarks)), *others)


def _mislabelled(found: FileFormat, name: str) -> tuple[str, ...]:
    ending = ending_of(name)
    if ENDINGS.get(ending) is found:
        return ()
    if ending:
        words = _(
            "The file's ending is “%(ending)s”, but its content is %(format)s and was read as such."
        )
    else:
        words = _("The file has no ending, but its content is %(format)s and was read as such.")
    return (Doubt(words % {"ending": ending, "format": spoken_name(found)}),)


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
