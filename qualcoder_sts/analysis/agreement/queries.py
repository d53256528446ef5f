"""Asking how far coders agree."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from qualcoder_sts.analysis.agreement.comparing import compare
from qualcoder_sts.analysis.agreement.loading import load_snapshot
from qualcoder_sts.analysis.agreement.record import written_record
from qualcoder_sts.analysis.agreement.request import AgreementRequest, Unit
from qualcoder_sts.analysis.agreement.table import AgreementTable


def agreement_table(session: Session, request: AgreementRequest) -> AgreementTable:
    """How far coders agree; raises an error of this package when nothing can be compared."""
    return compare(load_snapshot(session, request), request)


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A table for a round to keep; ``content`` is JSON that ``kept_agreement`` reads."""

    unit: Unit
    content: str


def tables_to_keep(session: Session, request: AgreementRequest) -> list[KeptTable]:
    """The agreement by every unit; raises an error of this package when nothing can be compared."""
    requests = [replace(request, unit=unit) for unit in Unit]
    return [
        KeptTable(each.unit, written_record(agreement_table(session, each))) for each in requests
    ]
