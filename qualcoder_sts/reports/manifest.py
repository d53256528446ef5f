"""What a report rests on: project, state, program and rules; and whether it is still up to date."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from qualcoder_sts import __version__
from qualcoder_sts.analysis.frequencies import FrequencyTable
from qualcoder_sts.analysis.wording import (
    FEWEST_FOR_PERCENT,
    layer_sentence,
    rule_name,
    rule_sentence,
    scope_sentence,
    talk_sentence,
    waiting_sentence,
)
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.tables.log import ChangeSet
from qualcoder_sts.project.tables.project import Project
from qualcoder_sts.reports.errors import NotAReportError, OtherProjectsReportError
from qualcoder_sts.reports.word.properties import read_properties

PROJECT_PROPERTY = "qualcoder-sts project"
STATE_PROPERTY = "qualcoder-sts state"

# A project before its first step.
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ProjectState:
    """The project as of its last step. Any step makes another state of it, an undo too."""

    project_id: UUID
    project: str
    description: str
    language: str
    step: int
    step_id: UUID | None
    at: datetime

    @property
    def text(self) -> str:
        """The state in one line: ``step 412, 0c6f…``."""
        return f"step {self.step}, {self.step_id}"


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """One thing that the figures rest on."""

    what: str
    is_so: str


@dataclass(frozen=True, slots=True)
class ReportState:
    """The state a report was written from, and whether the project has changed since."""

    file: Path
    state: str
    stale: bool


def project_state(session: Session) -> ProjectState:
    """The present state of the project."""
    project = session.scalars(select(Project).order_by(Project.id).limit(1)).one()
    last = session.scalars(
        select(ChangeSet).where(ChangeSet.applied).order_by(ChangeSet.number.desc()).limit(1)
    ).one_or_none()
    return ProjectState(
        project_id=project.id,
        project=project.name,
        description=project.description,
        language=project.language,
        step=last.number if last else 0,
        step_id=last.id if last else None,
        at=last.at if last else BEGINNING,
    )


def check_report(session: Session, file: Path) -> ReportState:
    """The state a report was written from; raises ``NotAReportError`` or another project's."""
    properties = read_properties(file)
    if properties is None or STATE_PROPERTY not in properties:
        raise NotAReportError(file)
    present = project_state(session)
    if properties.get(PROJECT_PROPERTY) != str(present.project_id):
        raise OtherProjectsReportError(file)
    written_from = properties[STATE_PROPERTY]
    return ReportState(file, written_from, written_from != present.text)


def report_is_stale(session: Session, file: Path) -> bool:
    """Whether the project has changed since a report was written."""
    return check_report(session, file).stale


def manifest_lines(state: ProjectState, table: FrequencyTable) -> tuple[ManifestLine, ...]:
    """Everything the figures of a report rest on, in words."""
    lines = [
        ManifestLine(_("Project"), state.project),
        ManifestLine(_("State of the project"), state.text),
        ManifestLine(_("Program"), f"qualcoder-sts {__version__}"),
        ManifestLine(_("Scope"), scope_sentence(table)),
        ManifestLine(_("Coding counted"), layer_sentence(table)),
        ManifestLine(_("Not yet coded"), waiting_sentence(table) or _("Nothing in scope.")),
        ManifestLine(_("Text counted"), talk_sentence(table)),
        *(
            ManifestLine(_("Rule: %s") % rule_name(rule), rule_sentence(table, rule))
            for rule in table.rules
        ),
        ManifestLine(
            _("Contributors"),
            _(
                "Somebody contributes to a segment with at least five words in it, and always as "
                "the only one who speaks in it, unless this was corrected by hand."
            ),
        ),
        ManifestLine(
            _("Shares"),
            _(
                "Count divided by denominator, in whole per cent, given from %d cases on; never "
                "for groups."
            )
            % FEWEST_FOR_PERCENT,
        ),
        ManifestLine(
            _("Subcodes"),
            _(
                "Each theme together with its subcodes; whoever or whatever is in several of them "
                "counts once."
            )
            if table.request.aggregated
            else _("Each theme on its own, without its subcodes."),
        ),
    ]
    if any(row.low is not None for row in table.rows):
        lines.append(
            ManifestLine(_("Intervals"), _("Wilson’s score interval, 95 %, as if a random sample."))
        )
    return tuple(lines)
