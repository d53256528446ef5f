"""Makes three copies of the sample study that have drifted apart, to learn and try merging with.

    python sample_transcripts/drifted_copies.py FOLDER

The study as it stood in May, half coded, was given to all three coders. Each went on alone: coded
their own part from ``coding.csv``, and changed what the functions below say. *Common.qsts* is what
they began with. Everything is fictional.
"""

import csv
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from qualcoder_sts.codebook.operations import (
    Definition,
    add_code,
    define_code,
    move_code,
    rename_code,
    set_code_terms,
)
from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.coding.operations.codes import delete_code, merge_codes
from qualcoder_sts.coding.operations.finished import mark_finished
from qualcoder_sts.coding.operations.segments import remove_segments
from qualcoder_sts.coding.operations.texts import edit_text
from qualcoder_sts.coding.queries import segments_of
from qualcoder_sts.coding.tables.importing import import_coding
from qualcoder_sts.coding.tables.rows import coding_rows
from qualcoder_sts.exchange.study_folder import take_study
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.shipped_files import codebooks_folder
from qualcoder_sts.foundation.tables import read_table
from qualcoder_sts.memos.operations import write_memo
from qualcoder_sts.participants.operations import set_attribute_value
from qualcoder_sts.participants.queries import find_participant, list_attributes
from qualcoder_sts.project.opening import open_project
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.transcripts.queries import find_source, read_transcript

STUDY = Path(__file__).parent
COMMON = "Common"
# What had been coded when the copies were given out; the rest each coder codes alone.
CODED_IN_COMMON = ("I-01", "I-02", "I-03", "I-04", "I-05", "I-06", "I-07", "FG-1", "FG-2", "L-")
COLLEGIAL = "Organizational/Collegial support"
ROTATION = "Organizational/Job rotation"
TEAMBUILDING = "Organizational/Teambuilding"
DEBRIEFING = "Individual/Debriefing and communication skills"
RELAXATION = "Individual/Relaxation and mindfulness"
STRESS = "Individual/Stress management training"
COPING = "Individual/Coping strategies"
CLINIC = "I-07 Child advocacy center manager"


def make_drifted_copies(folder: Path) -> dict[str, Path]:
    """Make the copies in a folder: their paths by the coder's name, and by *Common*."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {COMMON: _common(folder / f"{COMMON}.qsts")}
    for coder, drift in DRIFTS.items():
        made[coder] = folder / f"{coder}.qsts"
        shutil.copyfile(made[COMMON], made[coder])
        with open_project(made[coder]) as workspace:
            workspace.act_as(coder)
            _code_alone(workspace, coder)
            drift(workspace)
    return made


def _drift_ana(workspace: Workspace) -> None:
    """A code renamed, one moved, one added; a wording; a transcript corrected."""
    workspace.run(rename_code, _code(workspace, ROTATION), "Planned rotation")
    workspace.run(move_code, _code(workspace, DEBRIEFING), _code(workspace, "Organizational"))
    workspace.run(add_code, "Gallows humour", parent_id=_code(workspace, COPING))
    _reword(workspace, COLLEGIAL, " It counts from the first time, not only as a habit.")
    _correct(workspace, CLINIC, "pier review", "peer review")
    _set(workspace, "FG-1 Staff in Port Ellery/P3", "role", "interpreter")
    # Teambuilding, which a colleague deletes meanwhile, is built upon here.
    workspace.run(set_code_terms, _code(workspace, TEAMBUILDING), ("retreat", "canoe day"))


def _drift_tomasz(workspace: Workspace) -> None:
    """Two codes merged; the same wording edited twice; a code added that another adds as well."""
    workspace.run(merge_codes, _code(workspace, STRESS), _code(workspace, RELAXATION))
    _reword(workspace, COLLEGIAL, " One kind word in the corridor is not enough.")
    _reword(workspace, COLLEGIAL, " It goes on over weeks.")
    workspace.run(add_code, "gallows humour", parent_id=_code(workspace, COPING))
    _set(workspace, "FG-1 Staff in Port Ellery/P3", "role", "interpreter")
    workspace.run(
        write_memo,
        "Caps come with a list of those who wait. Nobody counts the list.",
        coder_id=workspace.coder_id,
    )


def _drift_nadia(workspace: Workspace) -> None:
    """A code moved that another renamed, one deleted, segments removed, an attribute changed."""
    schedules = _code(workspace, "Organizational/Improved work schedules")
    workspace.run(move_code, _code(workspace, ROTATION), schedules)
    workspace.run(delete_code, _code(workspace, TEAMBUILDING))
    _set(workspace, "FG-1 Staff in Port Ellery/P3", "role", "interpreter and advocate")
    _correct(workspace, CLINIC, "pier review", "peer-review")
    source = workspace.read(find_source, CLINIC)
    own = [row.id for row in workspace.read(segments_of, source.id) if row.coder == "Nadia Osei"]
    workspace.run(remove_segments, own[:3])


DRIFTS: dict[str, Callable[[Workspace], None]] = {
    "Ana Ruiz": _drift_ana,
    "Tomasz Lind": _drift_tomasz,
    "Nadia Osei": _drift_nadia,
}


def _common(path: Path) -> Path:
    """The study as it was given to everybody."""
    with tempfile.TemporaryDirectory() as name:
        study = Path(name) / "study"
        shutil.copytree(STUDY, study, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        for table in ("coding.csv", "finished.csv"):
            _write(study / table, [row for row in _rows(table) if _is_common(row)])
        taken = take_study(study, path, coder="Ana Ruiz", codebooks=codebooks_folder())
        taken.workspace.close()
    return path


def _code_alone(workspace: Workspace, coder: str) -> None:
    own = [row for row in _rows("coding.csv") if row["coder"] == coder and not _is_common(row)]
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "coding.csv"
        _write(file, own)
        rows = coding_rows(read_table(file.read_bytes(), file.name), file.name)
    workspace.run(import_coding, rows, coder_id=workspace.coder_id, name="coding.csv")
    for row in _rows("finished.csv"):
        if row["coder"] == coder and not _is_common(row):
            source = workspace.read(find_source, row["source"])
            lead = row["lead"] == "yes"
            workspace.run(mark_finished, source.id, coder_id=workspace.coder_id, lead=lead)


def _is_common(row: dict[str, str]) -> bool:
    return row["source"].startswith(CODED_IN_COMMON)


def _rows(table: str) -> list[dict[str, str]]:
    with (STUDY / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(file: Path, rows: list[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def _code(workspace: Workspace, path: str) -> UUID:
    return workspace.read(find_code, path).id


def _reword(workspace: Workspace, path: str, addition: str) -> None:
    """Add a sentence to a code's full definition."""
    row = workspace.read(find_code, path)
    definition = Definition(
        brief_definition=row.brief_definition,
        full_definition=row.full_definition + addition,
        when_to_use=row.when_to_use,
        when_not_to_use=row.when_not_to_use,
        examples=row.examples,
    )
    workspace.run(define_code, row.id, definition)


def _correct(workspace: Workspace, source: str, wrong: str, right: str) -> None:
    """Correct a transcript wherever something wrong stands in it."""
    source_id = workspace.read(find_source, source).id
    text = workspace.read(read_transcript, source_id).text
    workspace.run(edit_text, source_id, text.replace(wrong, right))


def _set(workspace: Workspace, participant: str, attribute: str, value: str) -> None:
    who = workspace.read(find_participant, participant).id
    (what,) = (row.id for row in workspace.read(list_attributes) if row.name == attribute)
    workspace.run(set_attribute_value, what, value, participant_id=who)


def _main() -> int:
    try:
        made = make_drifted_copies(Path(sys.argv[1]))
    except QualcoderError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("".join(f"{file}\n" for file in made.values()))
    return 0


if __name__ == "__main__":
    sys.exit(_main())
