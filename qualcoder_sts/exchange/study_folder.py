"""A study as a folder of transcripts and tables, taken into a new project.

    study.yaml          name, language, codebooks, and the literature with its findings
    interviews/ focus-groups/ field-notes/ literature/ …     transcripts, their folder the method
    speakers.csv        corrections of who speaks, such as a label misspelt once
    rosters.csv         who attended without being heard, came late, or is known from elsewhere
    participants.csv    attributes
    coding.csv          quotes and codes
    finished.csv        who finished which source; columns source, coder, lead

Only the transcripts are needed. The sample study is such a folder.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from qualcoder_sts.codebook.files.reading import read_codebook
from qualcoder_sts.codebook.importing import import_codebook
from qualcoder_sts.coding.operations.finished import mark_finished
from qualcoder_sts.coding.tables.importing import import_coding
from qualcoder_sts.coding.tables.rows import coding_rows
from qualcoder_sts.foundation.progress import SILENT, Progress
from qualcoder_sts.foundation.tables import Table, read_table
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.literature.description import StudyFile, read_study_file
from qualcoder_sts.literature.importing import import_study_descriptions
from qualcoder_sts.participants.importing import import_attributes
from qualcoder_sts.participants.values import YES
from qualcoder_sts.project.coders import add_coder, coder_named
from qualcoder_sts.project.details import describe_project
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.opening import create_project
from qualcoder_sts.project.tables.log import ChangeKind
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.decisions import ImportSettings
from qualcoder_sts.transcripts.errors import SourceUnknownError
from qualcoder_sts.transcripts.operations.importing import import_sources
from qualcoder_sts.transcripts.operations.people_tables import (
    UnfitRow,
    correct_speakers,
    import_rosters,
)
from qualcoder_sts.transcripts.preparing import files_in, prepare_files
from qualcoder_sts.transcripts.queries import find_source


@dataclass(frozen=True, slots=True)
class StudyTaken:
    """What came of a study folder. ``complaints`` are sentences on what did not fit."""

    workspace: Workspace
    sources: int = 0
    segments: int = 0
    complaints: tuple[str, ...] = ()


def take_study(
    folder: Path, project: Path, *, coder: str, codebooks: Path, progress: Progress = SILENT
) -> StudyTaken:
    """Make a project of a study folder and leave it open.

    ``codebooks`` is where ``study.yaml``'s codebooks are looked for that are not in the folder.
    Raises what creating the project and reading the tables raise; then no project is left behind.
    """
    study = _study_of(folder)
    workspace = create_project(project, study.name or folder.name, coder=coder)
    try:
        workspace.run(describe_project, description=study.description, language=study.language)
        _take_codebooks(workspace, study, (folder, codebooks))
        taken = _take_sources(workspace, folder, ImportSettings(language=study.language), progress)
        for take in (
            *(_take_speakers, _take_rosters, _take_attributes),
            *(_take_literature, _take_coding, _take_finished),
        ):
            progress.check()
            taken = take(taken, folder, study)
    except BaseException:
        workspace.close()
        project.unlink(missing_ok=True)
        raise
    return taken


def _study_of(folder: Path) -> StudyFile:
    file = folder / "study.yaml"
    return read_study_file(file.read_bytes(), file.name) if file.is_file() else StudyFile()


def _take_codebooks(workspace: Workspace, study: StudyFile, folders: tuple[Path, Path]) -> None:
    """Take the codebooks in one after the other: a later one adds to those before it."""
    for name in study.codebooks:
        file = next((folder / name for folder in folders if (folder / name).is_file()), None)
        if file is not None:
            document = read_codebook(file.read_bytes(), file.name).document
            workspace.run(import_codebook, document)


def _take_sources(
    workspace: Workspace, folder: Path, settings: ImportSettings, progress: Progress
) -> StudyTaken:
    files = prepare_files(files_in([folder]), settings, progress)
    lines = workspace.run(import_sources, files, progress).value
    return StudyTaken(
        workspace,
        sources=sum(line.id is not None for line in lines),
        complaints=tuple(line.error for line in lines if line.error),
    )


def _take_speakers(taken: StudyTaken, folder: Path, _study: StudyFile) -> StudyTaken:
    return _take_people(taken, folder / "speakers.csv", correct_speakers)


def _take_rosters(taken: StudyTaken, folder: Path, _study: StudyFile) -> StudyTaken:
    return _take_people(taken, folder / "rosters.csv", import_rosters)


def _take_people(
    taken: StudyTaken, file: Path, take: Callable[..., tuple[UnfitRow, ...]]
) -> StudyTaken:
    if (table := _table(file)) is None:
        return taken
    unfit = taken.workspace.run(take, table, name=file.name).value
    complaints = (f"{file.name}, row {one.row}: {one.reason}" for one in unfit)
    return replace(taken, complaints=(*taken.complaints, *complaints))


def _take_attributes(taken: StudyTaken, folder: Path, _study: StudyFile) -> StudyTaken:
    if (table := _table(folder / "participants.csv")) is None:
        return taken
    done = taken.workspace.run(import_attributes, table, name="participants.csv").value
    complaints = (f"participants.csv, row {one.row}: {one.reason}." for one in done.unmatched)
    return replace(taken, complaints=(*taken.complaints, *complaints))


def _take_literature(taken: StudyTaken, _folder: Path, study: StudyFile) -> StudyTaken:
    if not study.literature:
        return taken
    done = taken.workspace.run(import_study_descriptions, study.literature, name="study.yaml").value
    complaints = (
        f"study.yaml, {' '.join(filter(None, (one.source, one.code)))}: {one.reason}."
        for one in done.unmatched
    )
    return replace(taken, complaints=(*taken.complaints, *study.remarks, *complaints))


def _take_coding(taken: StudyTaken, folder: Path, _study: StudyFile) -> StudyTaken:
    table = _table(folder / "coding.csv")
    coder_id = taken.workspace.coder_id
    if table is None or coder_id is None:
        return taken
    rows = coding_rows(table, "coding.csv")
    done = taken.workspace.run(import_coding, rows, coder_id=coder_id, name="coding.csv").value
    complaints = (f"coding.csv, row {one.row}: {one.reason}." for one in done.unplaced)
    return replace(taken, segments=done.placed, complaints=(*taken.complaints, *complaints))


def _take_finished(taken: StudyTaken, folder: Path, _study: StudyFile) -> StudyTaken:
    if (table := _table(folder / "finished.csv")) is None:
        return taken
    complaints = taken.workspace.run(mark_table_finished, table).value
    return replace(taken, complaints=(*taken.complaints, *complaints))


def mark_table_finished(session: Session, table: Table) -> tuple[str, ...]:
    """Mark sources as finished by the coders of a table; sentences on rows that fit nothing."""
    describe(session, _("Import finished marks"), kind=ChangeKind.IMPORT)
    complaints: list[str] = []
    for number, cells in table.numbered_rows():
        row = {name: _cell(table, cells, name) for name in ("source", "coder", "lead")}
        try:
            _mark_row(session, row)
        except SourceUnknownError as error:
            complaints.append(f"finished.csv, row {number}: {error}")
    return tuple(complaints)


def _mark_row(session: Session, row: Mapping[str, str]) -> None:
    source_id = find_source(session, row["source"]).id
    coder_id: UUID = (coder_named(session, row["coder"]) or add_coder(session, row["coder"])).id
    lead = row["lead"].casefold() in YES
    mark_finished(session, source_id, coder_id=coder_id, lead=lead)


def _cell(table: Table, cells: tuple[str, ...], name: str) -> str:
    place = table.column(name)
    return "" if place is None else cells[place].strip()


def _table(file: Path) -> Table | None:
    return read_table(file.read_bytes(), file.name) if file.is_file() else None
