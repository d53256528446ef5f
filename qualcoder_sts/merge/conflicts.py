"""Conflicts and questions in the words that people decide by."""

from uuid import UUID

from qualcoder_sts.foundation.translation import _, ngettext
from qualcoder_sts.merge.breaches import Circle, NameTaken
from qualcoder_sts.merge.comparing import Clash
from qualcoder_sts.merge.declarations import fields_of
from qualcoder_sts.merge.deleting import By, Together
from qualcoder_sts.merge.joining import clash_id
from qualcoder_sts.merge.likely import Likeness
from qualcoder_sts.merge.meaning import Proposal
from qualcoder_sts.merge.places import Place
from qualcoder_sts.merge.plan import EXISTENCE, Conflict, Decisions, Question, Side
from qualcoder_sts.merge.resolving import Merged
from qualcoder_sts.merge.wording import WORDINGS, WRITABLE, MergedWords, last_shared
from qualcoder_sts.project.history.rows import StoredRow


def conflicts_of(merged: Merged, decisions: Decisions) -> list[Conflict]:
    """Everything that people must decide between two copies."""
    words = MergedWords(merged)
    found = [_of_clash(clash, merged, words) for clash in merged.clashes]
    found += [_of_deletion(group, merged, words) for group in merged.deletions]
    for breach in merged.breaches:
        if isinstance(breach, NameTaken):
            found.append(_of_name(breach, merged, words))
        else:
            found.append(_of_circle(breach, merged, words))
    return [_decided(conflict, decisions) for conflict in found]


def _decided(conflict: Conflict, decisions: Decisions) -> Conflict:
    decision = decisions.conflicts.get(conflict.id)
    if decision is None:
        return conflict
    values = {name: getattr(conflict, name) for name in Conflict.__slots__}
    return Conflict(**{**values, "decision": decision})


def _of_clash(clash: Clash, merged: Merged, words: MergedWords) -> Conflict:
    table, row_id = clash.table, clash.row_id
    our_row = _with(merged.ours.rows[table][row_id], clash, clash.ours)
    their_row = _with(merged.theirs.rows[table][row_id], clash, clash.theirs)
    common = last_shared(table, row_id, clash.field, (merged.ours, merged.theirs), merged.same)
    base = None if common is None else words.says(table, common, clash.field)
    ours, theirs = (words.says(table, row, clash.field) for row in (our_row, their_row))
    columns = fields_of(table)[clash.field]
    if clash.field == "text_hash":
        before = None if common is None else str(common["text_hash"])
        said = words.texts_compared(before, str(clash.ours[0]), str(clash.theirs[0]))
        base, ours, theirs = said[0] or None, said[1], said[2]
    made_apart = common is None
    return Conflict(
        id=clash_id(clash),
        table=table,
        row_id=UUID(hex=row_id),
        field=clash.field,
        name=words.named(table, our_row),
        what=_what(clash, our_row, words),
        why=_("both were made apart") if made_apart else _("changed on both sides"),
        base=base,
        ours=words.side(ours, _stored(clash.ours), clash.our_version),
        theirs=words.side(theirs, _stored(clash.theirs), clash.their_version),
        file=merged.theirs.file,
        may_be_written=len(columns) == 1 and columns[0] in WRITABLE,
        is_wording=columns[0] in WORDINGS or clash.field == "text_hash",
    )


def _what(clash: Clash, row: StoredRow, words: MergedWords) -> str:
    """Which value it is; of a variable's value, which variable."""
    if clash.table == "attribute_value" and clash.field == "value":
        return words.called("attribute", row["attribute_id"])
    return words.field(clash.table, clash.field)


def _with(row: StoredRow, clash: Clash, value: Place) -> StoredRow:
    """A row with the place told in the merged text."""
    columns = fields_of(clash.table)[clash.field]
    return {**row, **dict(zip(columns, value, strict=False))}


def _stored(value: Place) -> str | int | None:
    return value[0] if len(value) == 1 else ", ".join(str(each) for each in value)


def _of_deletion(group: Together, merged: Merged, words: MergedWords) -> Conflict:
    root = group.root
    name = words.named(root.table, root.row)
    heir = merged.heirs.get(root.key)
    deleted = _deleted(group, heir, words)
    kept = _kept(group)
    having = root.versions
    versions = [having.existence, having.common, *having.fields.values()]
    lacking = merged.theirs if root.by is By.THEM else merged.ours
    latest = next(
        (each for each in versions if not lacking.knows.has(each, root.row_id)),
        _builder(group, merged),
    )
    stays = words.side(kept, name, latest)
    goes = words.side(deleted, None, root.version or "")
    goes = Side(goes.words, None, goes.coder, goes.at, goes.step, is_deleted=True)
    ours, theirs = (stays, goes) if root.by is By.THEM else (goes, stays)
    by_them = root.by is By.THEM
    return Conflict(
        id=group.id,
        table=root.table,
        row_id=UUID(hex=root.row_id),
        field=EXISTENCE,
        name=name,
        what=_("whether it stays"),
        why=_("deleted there, worked on here") if by_them else _("deleted here, worked on there"),
        base=name,
        ours=ours,
        theirs=theirs,
        file=merged.theirs.file,
    )


def _builder(group: Together, merged: Merged) -> str:
    """The step that built upon what was deleted; the one that made it where nothing did."""
    built = [merged.copy.versions[table][row_id] for table, row_id in sorted(group.built)]
    return next((each.existence for each in built), group.root.versions.existence)


def _kept(group: Together) -> str:
    changed = sum(member.is_changed for member in group.members)
    parts = [_("stays")]
    if changed:
        parts.append(ngettext("%d entry changed", "%d entries changed", changed) % changed)
    if built := len(group.built):
        parts.append(
            ngettext("%d new entry hangs on it", "%d new entries hang on it", built) % built
        )
    return ", ".join(parts)


def _deleted(group: Together, heir: str | None, words: MergedWords) -> str:
    number = len(group.members) - 1
    if heir is not None:
        name = words.called(group.root.table, heir)
        return _("became part of “%s”; what hangs on it follows") % name
    if not number:
        return _("deleted")
    return ngettext("deleted with %d entry", "deleted with %d entries", number) % number


def _of_name(breach: NameTaken, merged: Merged, words: MergedWords) -> Conflict:
    table = breach.table
    ours, theirs = (
        merged.copy.rows[table].get(each) or words.row(table, each) or {}
        for each in (breach.ours, breach.theirs)
    )
    names = {"name": breach.name, "instead": breach.instead}
    changes = _("this one keeps “%(name)s”, theirs becomes “%(instead)s”") % names
    yields = _("theirs keeps “%(name)s”, this one becomes “%(instead)s”") % names
    return Conflict(
        id=breach.id,
        table=table,
        row_id=UUID(hex=breach.theirs),
        field=breach.column,
        name=words.named(table, {**theirs, breach.column: breach.name}),
        what=words.column(breach.column),
        why=_("two would have one name"),
        base=None,
        ours=words.side(
            changes, breach.name, merged.copy.versions[table][breach.ours].of(breach.column)
        ),
        theirs=words.side(
            yields, breach.name, _version(merged, table, breach.theirs, breach.column)
        ),
        file=merged.theirs.file,
        may_be_written=bool(ours),
    )


def _version(merged: Merged, table: str, row_id: str, name: str) -> str:
    for copy in (merged.theirs, merged.ours):
        if row_id in copy.rows[table]:
            return copy.versions[table][row_id].of(name)
    return ""


def _of_circle(circle: Circle, merged: Merged, words: MergedWords) -> Conflict:
    code = circle.moved_there
    ours, theirs = (copy.rows["code"].get(code) for copy in (merged.ours, merged.theirs))
    said = [
        _("not there") if row is None else words.says("code", row, "parent_id")
        for row in (ours, theirs)
    ]
    stored = [None if row is None else row["parent_id"] for row in (ours, theirs)]
    common = last_shared("code", code, "parent_id", (merged.ours, merged.theirs), merged.same)
    return Conflict(
        id=circle.id,
        table="code",
        row_id=UUID(hex=code),
        field="parent_id",
        name=words.of_row("code", code),
        what=words.column("parent_id"),
        why=_("each would lie below the other"),
        base=None if common is None else words.says("code", common, "parent_id"),
        ours=words.side(said[0], stored[0], _version(merged, "code", code, "")),
        theirs=words.side(said[1], stored[1], _version(merged, "code", code, "parent_id")),
        file=merged.theirs.file,
    )


def questions_of(merged: Merged, decisions: Decisions) -> list[Question]:
    """What is likely the same, and is asked."""
    words = MergedWords(merged)
    return [_question(each, merged, words, decisions) for each in merged.unions.proposals]


def _question(
    proposal: Proposal, merged: Merged, words: MergedWords, decisions: Decisions
) -> Question:
    sentences = {
        Likeness.ONE_NAME: _("Are both the same?"),
        Likeness.NAME_SHORTENED: _("Is it one person, with the name shortened?"),
        Likeness.OTHER_DEFINITION: _("Both are called alike and defined apart. Is it one code?"),
        Likeness.ONE_SPEAKER: _("Both are the same speaker of one source. Is it one person?"),
        Likeness.TITLE_AND_YEAR: _("Title and year are the same. Is it one record?"),
    }
    return Question(
        id=proposal.id,
        table=proposal.table,
        ours_id=UUID(hex=proposal.ours),
        theirs_id=UUID(hex=proposal.theirs),
        sentence=sentences[proposal.why],
        ours=words.named(proposal.table, proposal.our_row),
        theirs=words.named(proposal.table, proposal.their_row),
        file=merged.theirs.file,
        is_same=proposal.is_same,
        is_answered=proposal.id in decisions.answers,
    )
