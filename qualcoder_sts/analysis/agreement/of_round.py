"""How far the coders of a round agree, as the round keeps it when it is closed."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

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
    """A record for each unit; none where nothing can be compared yet.

    Where not one source has been finished by all its coders there is one for every two of them,
    over the sources of the round that both have finished.
    """
    request = AgreementRequest(round_id=row.id)
    if found := tuple(_compared(session, request)):
        return found
    coders = [member.coder_id for member in row.members]
    pairs = combinations(coders, 2) if len(coders) > 2 else ()
    requests = [replace(request, coder_ids=pair) for pair in pairs]
    return tuple(kept for each in requests for kept in _compared(session, each))


def _compared(session: Session, request: AgreementRequest) -> Iterator[Agreed]:
    try:
        tables = tables_to_keep(session, request)
    except (CodersTooFewError, NoCodeToCompareError, NothingFinishedError, NothingSaidError):
        return
    for table in tables:
        yield Agreed(table.unit.value, table.content)
