"""How far the coders of a round agree, as the round keeps it when it is closed."""

from sqlalchemy.orm import Session

from qualcoder_sts.analysis.agreement.errors import (
    CodersTooFewError,
    NoCodeToCompareError,
    NothingFinishedError,
    NothingSaidError,
)
from qualcoder_sts.analysis.agreement.queries import tables_to_keep
from qualcoder_sts.analysis.agreement.request import AgreementRequest
from qualcoder_sts.coding.operations.rounds import Agreed
from qualcoder_sts.coding.rounds import RoundRow


def agreement_of_round(session: Session, row: RoundRow) -> tuple[Agreed, ...]:
    """A record for each unit; none where nothing can be compared yet."""
    try:
        tables = tables_to_keep(session, AgreementRequest(round_id=row.id))
    except (CodersTooFewError, NoCodeToCompareError, NothingFinishedError, NothingSaidError):
        return ()
    return tuple(Agreed(table.unit.value, table.content) for table in tables)
