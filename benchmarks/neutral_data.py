"""Projects made of the neutral data: 100 codes; A one long text, B forty texts by two coders.

``$QC_DATA`` names the folder that holds the data: ``codebook.json``, and for A and B the texts,
``codings.json`` with rows [document, start, end, code, coder, memo] and ``words.json``.
"""

import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from qualcoder_sts.codebook.operations import add_code
from qualcoder_sts.coding.operations.finished import mark_finished
from qualcoder_sts.coding.operations.segments import NewSegment, apply_codes
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.coders import add_coder, coder_named
from qualcoder_sts.project.opening import create_project, open_project
from qualcoder_sts.transcripts.operations.importing import import_sources
from qualcoder_sts.transcripts.preparing import files_in, prepare_files


@dataclass(frozen=True, slots=True)
class NeutralProject:
    """A project file with the neutral data, and the words to search it for."""

    path: Path
    rare_word: str
    common_word: str


def neutral_data() -> Path:
    """The folder of the data; ends the program with a sentence when there is none."""
    folder = Path(os.environ.get("QC_DATA", "/nowhere"))
    if not (folder / "codebook.json").is_file():
        sys.exit("Set QC_DATA to the folder of the neutral data (make_dataset.py writes it).")
    return folder


def make_project(
    name: str, folder: Path, target: Path, *, one_coder: bool = False
) -> NeutralProject:
    """Make the project of data set ``A`` or ``B`` in the folder ``target``.

    With ``one_coder`` all codings are one coder's, so that all of them count.
    """
    path = target / f"{name}.qsts"
    words = json.loads((folder / name / "words.json").read_text())
    with create_project(path, name, coder="coder_a") as workspace:
        workspace.run(_fill, folder, name, one_coder=one_coder)
    return NeutralProject(path, words["word_rare"], words["word_common"])


def make_copies(name: str, folder: Path, target: Path) -> tuple[Path, Path]:
    """Two copies of one project, each coded by two coders of its own after it was given out."""
    paths = target / f"{name}.qsts", target / f"{name} other.qsts"
    with create_project(paths[0], name, coder="coder_a") as workspace:
        begun = workspace.run(_begin, folder, name).value
    shutil.copyfile(*paths)
    for path, codings in zip(paths, ("codings.json", "codings_other.json"), strict=True):
        with open_project(path, coder="coder_a", backups=None) as workspace:
            workspace.run(_code, begun, folder / name / codings, one_coder=False)
    return paths


@dataclass(frozen=True, slots=True)
class _Begun:
    codes: list[UUID]
    sources: list[UUID]


def _begin(session: Session, folder: Path, name: str) -> _Begun:
    codes = _add_codes(session, folder)
    files = prepare_files(files_in([folder / name]))
    sources = [line.id for line in import_sources(session, files) if line.id is not None]
    return _Begun(codes, sources)


def _fill(session: Session, folder: Path, name: str, *, one_coder: bool) -> None:
    begun = _begin(session, folder, name)
    _code(session, begun, folder / name / "codings.json", one_coder=one_coder)


def _code(session: Session, begun: _Begun, codings: Path, *, one_coder: bool) -> None:
    codes, sources = begun.codes, begun.sources
    coders: dict[str, UUID] = {}
    wanted = []
    for document, start, end, code, coder, _memo in json.loads(codings.read_text()):
        by = "coder_a" if one_coder else coder
        if by not in coders:
            coders[by] = _coder(session, by)
        wanted.append(NewSegment(sources[document], Span(start, end), codes[code], coders[by]))
    apply_codes(session, wanted)
    for source_id in sources:
        for coder_id in coders.values():
            lead = coder_id == coders.get("coder_a")
            mark_finished(session, source_id, coder_id=coder_id, lead=lead)


def _coder(session: Session, name: str) -> UUID:
    return (coder_named(session, name) or add_coder(session, name)).id


def _add_codes(session: Session, folder: Path) -> list[UUID]:
    codebook = json.loads((folder / "codebook.json").read_text())
    categories: dict[tuple[str, ...], UUID] = {}
    for category in codebook["categories"]:
        path = tuple(category["path"])
        categories[path] = add_code(
            session, path[-1], parent_id=categories.get(path[:-1]), codable=False
        )
    return [
        add_code(
            session,
            code["name"],
            parent_id=categories[tuple(code["path"])],
            colour=code["color"],
        )
        for code in codebook["codes"]
    ]
