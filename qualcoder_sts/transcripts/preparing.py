"""Reading files into sources that are ready to be written, before any transaction begins."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from qualcoder_sts.foundation.errors import QualcoderError, UnreadableFileError
from qualcoder_sts.foundation.names import folded, in_natural_order, tidied
from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.language.words import count_words
from qualcoder_sts.project.tables.transcripts import Method, SpeakerRole
from qualcoder_sts.transcripts.decisions import (
    ImportSettings,
    PersonLink,
    as_decided,
    person_links,
)
from qualcoder_sts.transcripts.document import FoundSpeakers, ParagraphKind, ReadDocument
from qualcoder_sts.transcripts.kept_texts import hash_of
from qualcoder_sts.transcripts.readers.reading import (
    ReadingChoices,
    known_endings,
    read_documents,
    survey_columns,
)
from qualcoder_sts.transcripts.readers.survey import SurveyColumn
from qualcoder_sts.transcripts.speakers.detection import find_speakers

# A folder's name tells how its transcripts came about. Not so “Documents”: that is where people
# keep everything.
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
    "survey": Method.SURVEY,
    "surveys": Method.SURVEY,
}
# In a folder these are more often lists than transcripts; named one by one, or in a folder of
# surveys, they are read.
TABLE_ENDINGS = frozenset({".csv", ".tsv", ".xlsx"})
# So many people talking is no interview.
PEOPLE_IN_A_GROUP = 3
NOBODY = FoundSpeakers((), ())


@dataclass(frozen=True, slots=True)
class PreparedSource:
    """A source ready to be written.

    ``detected`` are its speakers as the file has them, ``found`` those that were decided on.
    """

    name: str
    method: Method
    document: ReadDocument
    found: FoundSpeakers
    words: int
    text: str = field(repr=False)
    text_hash: str
    detected: FoundSpeakers = NOBODY
    people: Mapping[str, PersonLink] = field(default_factory=dict)
    date: str = ""


@dataclass(frozen=True)
class ReadFile:
    """A file's documents, or the sentence why there are none; a table also shows its columns.

    ``choices`` are those it was read with.
    """

    path: Path
    choices: ReadingChoices
    original: bytes = field(default=b"", repr=False)
    documents: tuple[ReadDocument, ...] = ()
    columns: tuple[SurveyColumn, ...] = ()
    error: str = ""

    @cached_property
    def hash(self) -> str:
        """The key under which the file's bytes are kept."""
        return hash_of(self.original)


@dataclass(frozen=True)
class PreparedFile:
    """What became of one file: its sources, or the sentence why there are none.

    ``again``: it is wanted although the project has it already.
    """

    path: Path
    sources: tuple[PreparedSource, ...] = ()
    error: str = ""
    original: bytes = field(default=b"", repr=False)
    hash: str = ""  # the key under which the file's bytes are kept
    language: str = ""
    again: bool = False


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The files to import, folders looked into, in an order that people expect.

    Raises ``UnreadableFileError`` for a path that does not exist.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = [file for file in path.rglob("*") if _is_transcript(file, path)]
            files += sorted(found, key=lambda file: _place_in(path, file))
        elif path.exists():
            files.append(path)
        else:
            why = _("there is no such file in “%s”.") % path.parent
            raise UnreadableFileError(path.name, why)
    different: dict[Path, Path] = {}
    for file in files:
        different.setdefault(file.resolve(), file)
    return list(different.values())


def lists_in(folder: Path) -> list[Path]:
    """The tables of a folder that are taken for lists, such as one of the participants."""
    tables = (file for file in folder.rglob("*") if _is_list(file) and file.is_file())
    found = [file for file in tables if not _is_hidden(file, folder)]
    return sorted(found, key=lambda file: _place_in(folder, file))


def prepare_files(
    files: Sequence[Path],
    settings: ImportSettings | None = None,
    progress: Progress = SILENT,
) -> list[PreparedFile]:
    """Read every file; one that cannot be read carries its sentence and stops no other."""
    settings = settings or ImportSettings()
    what = _("Reading transcripts")
    return [prepare_file(path, settings) for path in progress.track(files, what)]


def prepare_file(path: Path, settings: ImportSettings) -> PreparedFile:
    """Read one file."""
    return prepare_sources(read_file(path, settings.reading), settings)


def read_file(path: Path, choices: ReadingChoices) -> ReadFile:
    """Read one file, whoever speaks in it."""
    content = b""
    columns: tuple[SurveyColumn, ...] = ()
    try:
        content = path.read_bytes()
        columns = survey_columns(content, path.name, choices)
        documents = read_documents(content, path.name, choices)
    except QualcoderError as error:
        return ReadFile(path, choices, content, columns=columns, error=str(error))
    except OSError as error:
        why = error.strerror or type(error).__name__
        return ReadFile(path, choices, error=str(UnreadableFileError(path.name, f"{why}.")))
    return ReadFile(path, choices, content, documents, columns)


def prepare_sources(file: ReadFile, settings: ImportSettings) -> PreparedFile:
    """Find who speaks in a file that has been read, and make of it what was decided."""
    if file.error:
        return PreparedFile(file.path, error=file.error)
    try:
        sources = tuple(_prepared(document, file.path, settings) for document in file.documents)
    except QualcoderError as error:
        return PreparedFile(file.path, error=str(error))
    return PreparedFile(
        file.path,
        sources,
        original=file.original,
        hash=file.hash,
        language=settings.language,
    )


def _prepared(document: ReadDocument, path: Path, settings: ImportSettings) -> PreparedSource:
    detected = NOBODY
    method = settings.method or _method_of_folder(path)
    if settings.find_speakers and method is not Method.LITERATURE:
        detected = find_speakers(
            document,
            labels=settings.labels,
            interviewers=settings.interviewers,
            choices=settings.label_choices,
        )
    text = document.text
    found = as_decided(detected, settings)
    return PreparedSource(
        name=_name_of(path, document, settings.name),
        method=method or _judged_method(document, found),
        document=document,
        found=found,
        words=count_words(text),
        text=text,
        text_hash=hash_of(text),
        detected=detected,
        people=person_links(detected, settings),
        date=settings.date,
    )


def _judged_method(document: ReadDocument, found: FoundSpeakers) -> Method:
    if any(paragraph.kind is ParagraphKind.QUESTION for paragraph in document.paragraphs):
        return Method.SURVEY
    people = sum(speaker.role is SpeakerRole.PARTICIPANT for speaker in found.speakers)
    if people >= PEOPLE_IN_A_GROUP:
        return Method.FOCUS_GROUP
    return Method.INTERVIEW if found.turns else Method.DOCUMENT


def _name_of(path: Path, document: ReadDocument, name: str) -> str:
    # Some systems keep the accents of a file's name as characters of their own.
    stem = tidied(name) or unicodedata.normalize("NFC", path.stem)
    return tidied(f"{stem} {document.title or ''}")


def _place_in(folder: Path, file: Path) -> tuple[object, ...]:
    """A key that puts files in the order of a file list: folder by folder, 2 before 10."""
    return tuple(in_natural_order(part) for part in file.relative_to(folder).parts)


def _method_of_folder(file: Path) -> Method | None:
    return METHOD_OF_FOLDER.get(folded(file.parent.name))


def _is_transcript(file: Path, folder: Path) -> bool:
    if _is_hidden(file, folder) or _is_list(file):
        return False
    is_readme = file.stem.casefold() == "readme"
    return file.suffix.lower() in known_endings() and not is_readme and file.is_file()


def _is_list(file: Path) -> bool:
    """Whether a file in a folder is a table, and none of answers."""
    is_table = file.suffix.lower() in TABLE_ENDINGS
    return is_table and _method_of_folder(file) is not Method.SURVEY


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
