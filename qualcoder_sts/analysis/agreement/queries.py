"""Asking how far coders agree."""

from sqlalchemy.orm import Session

from qualcoder_sts.analysis.agreement.comparing import compare
from qualcoder_sts.analysis.agreement.loading import load_snapshot
from qualcoder_sts.analysis.agreement.request import AgreementRequest
from qualcoder_sts.analysis.agreement.table import AgreementTable


def agreement_table(session: Session, request: AgreementRequest) -> AgreementTable:
    """How far coders agree; raises an error of this package when nothing can be compared."""
    return compare(load_snapshot(session, request), request)
