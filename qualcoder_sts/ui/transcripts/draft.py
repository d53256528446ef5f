"""The files that are about to be imported: what was read of them and what was decided."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import takewhile
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from qualcoder_sts.foundation.errors import QualcoderError, UnreadableFileError, listed
from qualcoder_sts.foundation.names import folded
from qualcoder_sts.foundation.progress import Progress
from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.transcripts.already_imported import KnownSources, known_sources
from qualcoder_sts.transcripts.decisions import ImportSettings
from qualcoder_sts.transcripts.doubts import doubts_about
from qualcoder_sts.transcripts.preparing import (
    PreparedFile,
    ReadFile,
    files_in,
    lists_in,
    prepare_sources,
    read_file,
)
from qualcoder_sts.ui.operations import Operations


class Standing(StrEnum):
    """How it stands with a file in the list."""

    WAITING = "not read yet"
    GOOD = "can be imported"
    DOUBTFUL = "wants a look"
    KNOWN = "is in the project already"
    BAD = "cannot be imported"


@dataclass(frozen=True, slots=True)
class DraftFile:
    """One file with what is known of it.

    ``known_as`` is its name in the project, ``twin`` the file of the list that holds the same, when
    there is one. ``ticked`` is None until somebody ticks or unticks it.
    """

    path: Path
    settings: ImportSettings
    read: ReadFile | None = None
    prepared: PreparedFile | None = None
    doubts: tuple[str, ...] = ()
    known_as: str = ""
    twin: str = ""
    ticked: bool | None = None

    @property
    def standing(self) -> Standing:
        """How it stands with the file."""
        if self.prepared is None:
            return Standing.WAITING
        if self.prepared.error:
            return Standing.BAD
        if self.known_as or self.twin:
            return Standing.KNOWN
        return Standing.DOUBTFUL if self.doubts else Standing.GOOD

    @property
    def is_wanted(self) -> bool:
        """Whether it will be imported."""
        if self.standing in (Standing.WAITING, Standing.BAD):
            return False
        return self.standing is not Standing.KNOWN if self.ticked is None else self.ticked

    @property
    def words(self) -> int:
        """The words of all its sources."""
        return sum(source.words for source in self.prepared.sources) if self.prepared else 0


@dataclass(frozen=True, slots=True)
class _Found:
    """The files somebody meant, and sentences about what is not there."""

    files: tuple[Path, ...]
    complaints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What came of reading one file with certain settings."""

    path: Path
    settings: ImportSettings
    read: ReadFile
    prepared: PreparedFile
    doubts: tuple[str, ...]


@dataclass(slots=True)
class _Queue:
    """Files to be read, one at a time; those somebody looks at come first."""

    paths: dict[Path, None] = field(default_factory=dict)

    def ask(self, path: Path, *, first: bool) -> None:
        self.paths.pop(path, None)
        self.paths = {path: None, **self.paths} if first else {**self.paths, path: None}

    def take(self) -> Path | None:
        path = next(iter(self.paths), None)
        if path is not None:
            del self.paths[path]
        return path


class ImportDraft(QObject):
    """Reads files in the background and keeps what was decided; imports nothing itself."""

    listed = Signal()
    """Other files are in the list than before."""
    changed = Signal(object)
    """The ``Path`` of a file of which something else is known, or decided, than before."""
    rested = Signal()
    """Everything that is in the list has been read."""
    complained = Signal(str)
    """A sentence about what somebody wanted to add."""

    def __init__(
        self, operations: Operations, settings: ImportSettings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._settings = settings
        self._known: KnownSources = operations.read(known_sources)
        self._files: dict[Path, DraftFile] = {}
        self._queue = _Queue()
        self._busy_with: Path | None = None
        self._is_answered = False
        self._is_closed = False

    @property
    def files(self) -> tuple[DraftFile, ...]:
        """All files, in the order of the list."""
        return tuple(self._files.values())

    @property
    def wanted(self) -> tuple[DraftFile, ...]:
        """The files that will be imported."""
        return tuple(file for file in self._files.values() if file.is_wanted)

    @property
    def decided(self) -> int:
        """About how many files somebody decided something."""
        return sum(
            file.settings != self._settings or file.ticked is not None
            for file in self._files.values()
        )

    @property
    def is_reading(self) -> bool:
        """Whether something is still to be read."""
        return self._busy_with is not None or bool(self._queue.paths)

    def file(self, path: Path | None) -> DraftFile | None:
        """What is known of a file."""
        return None if path is None else self._files.get(path)

    def add(self, paths: Sequence[Path]) -> None:
        """Add files, and the transcripts in folders."""

        def look(_progress: Progress) -> _Found:
            return _files_among(paths)

        self._operations.compute("files to import", look, self._list_files)

    def remove(self, paths: Iterable[Path]) -> None:
        """Take files out of the list."""
        for path in paths:
            self._files.pop(path, None)
            self._queue.paths.pop(path, None)
        self.listed.emit()

    def tick(self, paths: Iterable[Path], *, ticked: bool) -> None:
        """Say whether files are wanted."""
        for path in paths:
            self._put(replace(self._files[path], ticked=ticked))

    def decide(
        self, paths: Iterable[Path], change: Callable[[ImportSettings], ImportSettings]
    ) -> None:
        """Decide something about files, which are then looked at again."""
        for path in paths:
            file = self._files[path]
            settings = change(file.settings)
            if settings != file.settings:
                self._files[path] = replace(file, settings=settings)
                self._queue.ask(path, first=True)
        self._read_next()

    def look_at(self, path: Path) -> None:
        """Read a file before the others, because somebody waits for it."""
        if path in self._queue.paths:
            self._queue.ask(path, first=True)

    def prepared(self) -> list[PreparedFile]:
        """What is to be imported, as it was decided; what cannot be carries its sentence."""
        return [
            replace(file.prepared, again=file.standing is Standing.KNOWN)
            for file in self._files.values()
            if file.prepared is not None and (file.is_wanted or file.prepared.error)
        ]

    def names_elsewhere(self, path: Path) -> frozenset[str]:
        """The names, folded, of those who speak in the other files that are wanted."""
        sources = (
            source
            for file in self.wanted
            if file.path != path and file.prepared is not None
            for source in file.prepared.sources
        )
        return frozenset(folded(name) for source in sources for name in source.people)

    def close(self) -> None:
        """Read nothing any more."""
        self._is_closed = True
        self._queue.paths.clear()

    def _list_files(self, found: _Found) -> None:
        for path in found.files:
            if path not in self._files:
                self._files[path] = DraftFile(path, self._settings)
                self._queue.ask(path, first=False)
        self.listed.emit()
        for complaint in found.complaints:
            self.complained.emit(complaint)
        self._read_next()

    def _read_next(self) -> None:
        if self._busy_with is not None or self._is_closed:
            return
        path = self._queue.take()
        if path is None:
            return
        file = self._files[path]
        self._busy_with, self._is_answered = path, False

        def work(progress: Progress) -> _Reading:
            return _reading(file, progress)

        job = self._operations.compute("file to import", work, self._take)
        job.ended.connect(self._go_on)

    def _go_on(self) -> None:
        path, self._busy_with = self._busy_with, None
        file = self.file(path)
        if file is not None and not self._is_answered and path not in self._queue.paths:
            self._fail(file)
        self._read_next()
        if not self.is_reading:
            self.rested.emit()

    def _fail(self, file: DraftFile) -> None:
        """Something nobody foresaw: the file stays behind, the others go on."""
        why = _("something unexpected happened while it was read; the log says what.")
        error = str(UnreadableFileError(file.path.name, why))
        self._put(replace(file, prepared=PreparedFile(file.path, error=error)))

    def _take(self, reading: _Reading) -> None:
        self._is_answered = True
        file = self._files.get(reading.path)
        # Somebody may have decided something else, or taken the file out, in the meantime.
        if file is None or file.settings != reading.settings or self._is_closed:
            return
        self._put(
            replace(
                file,
                read=reading.read,
                prepared=reading.prepared,
                doubts=reading.doubts,
                known_as=self._known_as(reading.prepared),
                twin=self._twin_of(reading.prepared),
            )
        )

    def _put(self, file: DraftFile) -> None:
        self._files[file.path] = file
        self.changed.emit(file.path)

    def _known_as(self, file: PreparedFile) -> str:
        """The name under which all of a file is in the project already."""
        names = [self._known.name_of(file, source) for source in file.sources]
        return (names[0] or "") if names and all(names) else ""

    def _twin_of(self, file: PreparedFile) -> str:
        """The file before it in the list that holds the same bytes."""
        before = takewhile(lambda other: other.path != file.path, self._files.values())
        twins = (o.path.name for o in before if o.prepared and o.prepared.hash == file.hash)
        return next(twins, "") if file.sources else ""


def _files_among(paths: Sequence[Path]) -> _Found:
    files: dict[Path, None] = {}
    complaints: list[str] = []
    for path in paths:
        try:
            found = files_in([path])
        except QualcoderError as error:
            complaints.append(str(error))
            continue
        except OSError as error:
            why = f"{error.strerror or type(error).__name__}."
            complaints.append(str(UnreadableFileError(path.name, why)))
            continue
        if not found:
            complaints.append(_("There is no transcript in the folder “%s”.") % path.name)
        if path.is_dir() and (tables := lists_in(path)):
            complaints.append(_left_out(tables))
        files |= dict.fromkeys(found)
    return _Found(tuple(files), tuple(complaints))


def _left_out(tables: Sequence[Path]) -> str:
    """Why tables of a folder are not among the files, and where they belong."""
    words = ngettext(
        "%s was left out; what it says about people comes in as attributes from a spreadsheet.",
        "%s were left out; what they say about people comes in as attributes from a spreadsheet.",
        len(tables),
    )
    return words % listed([table.name for table in tables], most=3)


def _reading(file: DraftFile, progress: Progress) -> _Reading:
    """Read a file, or only look at it again where nothing that concerns its bytes was decided."""
    read, settings = file.read, file.settings
    if read is None or read.choices != settings.reading:
        read = read_file(file.path, settings.reading)
    progress.check()
    prepared = prepare_sources(read, settings)
    progress.check()
    return _Reading(file.path, settings, read, prepared, doubts_about(prepared))
