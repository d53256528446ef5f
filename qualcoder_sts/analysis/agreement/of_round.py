"""How far the coders of a round agree, as the round keeps it when it is closed."""

from sqlalchemy.orm import Session

from qualcoder_sts.analysis.agreement.errors import (
    CodersTooFewError,
    NoCodeToCompareError,
    NothingFinishedError,
    NothingSaidError,
)
from qualcoder_sts.analysis.agreement.queries import tables_to_keep
from qualcoder_sts.coding.operations.rounds import Agreed
from qualcoder_sts.coding.rounds import RoundRow


def agreement_of_round(session: Session, row: RoundRow) -> tuple[Agreed, ...]:
    """A record for each unit; none where nothing can be compared yet.

    Where coders shared a round's sources, each source is compared by those who coded it.
    """
    everybody_codes_all = all(one.assigned == len(row.source_ids) for one in row.members)
    coders = [one.coder_id for one in row.members] if everybody_codes_all else []
    try:
        tables = tables_to_keep(session, row.source_ids, coders)
    except (CodersTooFewError, NoCodeToCompareError, NothingFinishedError, NothingSaidError):
        return ()
    return tuple(Agreed(table.unit.value, table.content) for table in tables)
