"""Whether what was written as a third value may stand."""

from qualcoder_sts.foundation.names import tidied
from qualcoder_sts.merge.errors import ValueNotWritableError, WrittenNameMissingError
from qualcoder_sts.merge.plan import Conflict, Decisions, MergePlan, Take
from qualcoder_sts.participants.values import written_value
from qualcoder_sts.project.tables.participants import AttributeKind

_NAMES = frozenset({"name", "label", "title"})


def check_decisions(plan: MergePlan, decisions: Decisions) -> None:
    """Raise a sentence for the first written value that does not fit where it is to stand."""
    conflicts = {conflict.id: conflict for conflict in plan.conflicts}
    for conflict_id, decision in decisions.conflicts.items():
        conflict = conflicts.get(conflict_id)
        if conflict is not None and decision.take is Take.WRITTEN:
            _check(plan, conflict, decision.written)


def _check(plan: MergePlan, conflict: Conflict, written: str) -> None:
    if not conflict.may_be_written:
        raise ValueNotWritableError(conflict.name, conflict.what)
    if conflict.field in _NAMES and not tidied(written):
        raise WrittenNameMissingError(conflict.name)
    if conflict.table == "attribute_value":
        value = plan.merged.rows["attribute_value"][conflict.row_id.hex]
        attribute = plan.merged.rows["attribute"][str(value["attribute_id"])]
        written_value(written, AttributeKind(str(attribute["kind"])), str(attribute["name"]))
