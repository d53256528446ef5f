"""Asking how far coders agree."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

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


def tables_to_keep(
    session: Session, source_ids: Collection[UUID], coder_ids: Collection[UUID] = ()
) -> list[KeptTable]:
    """The agreement in a round's sources by every unit; without coders of whoever coded one twice.

    Raises an error of this package when nothing can be compared.
    """
    kept = []
    for unit in Unit:
        request = AgreementRequest(
            coder_ids=tuple(coder_ids), unit=unit, source_ids=frozenset(source_ids)
        )
        kept.append(KeptTable(unit, written_record(agreement_table(session, request))))
    return kept
