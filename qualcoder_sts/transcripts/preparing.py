"""Reading files into sources that are ready to be written, before any transaction begins."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qualcoder_sts.foundation.errors import QualcoderError, UnreadableFileError
from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.language.words import count_words
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.transcripts.document import FoundSpeakers, ParagraphKind, ReadDocument
from qualcoder_sts.transcripts.readers.reading import known_endings, read_documents
from qualcoder_sts.transcripts.readers.survey import SurveyLayout
from qualcoder_sts.transcripts.speakers.custom import SpeakerPattern
from qualcoder_sts.transcripts.speakers.detection import find_speakers

# A folder's name tells how its transcripts came about.
METHOD_OF_FOLDER = {
    "interview": Method.INTERVIEW,
    "interviews": Method.INTERVIEW,
    "focus-group": Method.FOCUS_GROUP,
    "focus-groups": Method.FOCUS_GROUP,
    "focus groups": Method.FOCUS_GROUP,
    "field-note": Method.FIELD_NOTE,
    "field-notes": Method.FIELD_NOTE,
    "field notes": Method.FIELD_NOTE,
    "literature": Method.LITERATURE,
    "document": Method.DOCUMENT,
    "documents": Method.DOCUMENT,
    "survey": Method.SURVEY,
    "surveys": Method.SURVEY,
}
# In a folder these are more often lists than transcripts; named one by one they are read.
TABLE_ENDINGS = frozenset({".csv", ".xlsx"})
# So many people talking is no interview.
PEOPLE_IN_A_GROUP = 3


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """How files are to be read. Without a method each file's own is judged."""

    method: Method | None = None
    find_speakers: bool = True
    labels: SpeakerPattern | None = None
    interviewers: tuple[str, ...] = ()
    survey_layout: SurveyLayout = SurveyLayout.PER_RESPONDENT
    language: str = ""


@dataclass(frozen=True, slots=True)
class PreparedSource:
    """A source ready to be written."""

    name: str
    method: Method
    document: ReadDocument
    found: FoundSpeakers
    words: int
    text: str = field(repr=False)
    text_hash: str


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """What became of one file: its sources, or the sentence why there are none."""

    path: Path
    sources: tuple[PreparedSource, ...] = ()
    error: str = ""
    original: bytes = field(default=b"", repr=False)
    language: str = ""


def hash_of(content: str | bytes) -> str:
    """The key under which a text or an original is kept: SHA-256 in hexadecimal."""
    if isinstance(content, str):
        content = content.encode()
    return hashlib.sha256(content).hexdigest()


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The files to import, folders looked into, in an order that people expect.

    Raises ``UnreadableFileError`` for a path that does not exist.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(file for file in path.rglob("*") if _is_transcript(file, path))
        elif path.exists():
            files.append(path)
        else:
            raise UnreadableFileError(path.name, f"there is no such file in “{path.parent}”.")
    return list(dict.fromkeys(files))


def prepare_files(
    files: Sequence[Path],
    settings: ImportSettings | None = None,
    progress: Progress = SILENT,
) -> list[PreparedFile]:
    """Read every file; one that cannot be read carries its sentence and stops no other."""
    settings = settings or ImportSettings()
    return [prepare_file(path, settings) for path in progress.track(files, "Reading transcripts")]


def prepare_file(path: Path, settings: ImportSettings) -> PreparedFile:
    """Read one file."""
    try:
        content = path.read_bytes()
        documents = read_documents(content, path.name, survey_layout=settings.survey_layout)
        sources = tuple(_prepared(document, path, settings) for document in documents)
    except QualcoderError as error:
        return PreparedFile(path, error=str(error))
    except OSError as error:
        why = error.strerror or type(error).__name__
        return PreparedFile(path, error=str(UnreadableFileError(path.name, f"{why}.")))
    return PreparedFile(path, sources, original=content, language=settings.language)


def _prepared(document: ReadDocument, path: Path, settings: ImportSettings) -> PreparedSource:
    found = FoundSpeakers((), ())
    folder_method = METHOD_OF_FOLDER.get(path.parent.name.casefold())
    method = settings.method or folder_method
    if settings.find_speakers and method is not Method.LITERATURE:
        found = find_speakers(document, labels=settings.labels, interviewers=settings.interviewers)
    text = document.text
    return PreparedSource(
        name=f"{path.stem} {document.title}" if document.title else path.stem,
        method=method or _judged_method(document, found),
        document=document,
        found=found,
        words=count_words(text),
        text=text,
        text_hash=hash_of(text),
    )


def _judged_method(document: ReadDocument, found: FoundSpeakers) -> Method:
    if any(paragraph.kind is ParagraphKind.QUESTION for paragraph in document.paragraphs):
        return Method.SURVEY
    people = sum(speaker.role is SpeakerRole.PARTICIPANT for speaker in found.speakers)
    if people >= PEOPLE_IN_A_GROUP:
        return Method.FOCUS_GROUP
    return Method.INTERVIEW if found.turns else Method.DOCUMENT


def _is_transcript(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
    ending = file.suffix.lower()
    is_readme = file.stem.casefold() == "readme"
    is_read = ending in known_endings() and ending not in TABLE_ENDINGS
    return file.is_file() and is_read and not hidden and not is_readme
