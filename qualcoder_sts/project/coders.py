"""Who codes."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.history.recording import describe
from qualcoder_sts.project.tables.project import Coder, CoderKind


class CoderMissingError(QualcoderError):
    """No coder of that name has worked in the project."""

    def __init__(self, name: str, known: list[str]) -> None:
        names = ", ".join(f"“{one}”" for one in known) or _("nobody yet")
        sentence = _("“%(name)s” has not coded in this project; coders are: %(names)s.")
        super().__init__(sentence % {"name": name, "names": names})


class CoderNameMissingError(QualcoderError):
    """A coder without a name."""

    def __init__(self) -> None:
        super().__init__(_("A coder needs a name."))


class CoderNameTakenError(QualcoderError):
    """Two coders of one name could not be told apart."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("A coder “%s” has worked in this project already. Choose another name.") % name
        )


@dataclass(frozen=True, slots=True)
class CoderRow:
    """A coder of the project."""

    id: UUID
    name: str
    kind: CoderKind


def add_coder(
    session: Session,
    name: str,
    *,
    kind: CoderKind = CoderKind.PERSON,
    coder_id: UUID | None = None,
) -> CoderRow:
    """Add a coder; with ``coder_id`` under a key known from before."""
    if not name.strip():
        raise CoderNameMissingError
    if coder_named(session, name) is not None:
        raise CoderNameTakenError(name.strip())
    describe(session, _("Add coder “%s”") % name.strip())
    coder = Coder(id=coder_id or uuid4(), name=name.strip(), kind=kind)
    session.add(coder)
    session.flush()
    return _as_row(coder)


def bring_in_coder(session: Session, coder: CoderRow) -> CoderRow | None:
    """Add a coder that the project does not know, as a part of another step; None if it does."""
    if session.get(Coder, coder.id) is not None:
        return None
    if not coder.name:
        raise CoderNameMissingError
    session.add(Coder(id=coder.id, name=coder.name, kind=coder.kind))
    session.flush()
    return coder


def coder_named(session: Session, name: str) -> CoderRow | None:
    """The coder of this name, if the project has one."""
    query = select(Coder).where(Coder.name == name.strip()).order_by(Coder.id).limit(1)
    coder = session.scalar(query)
    return None if coder is None else _as_row(coder)


def find_coder(session: Session, name: str) -> CoderRow:
    """The coder of this name; raises ``CoderMissingError``."""
    if (coder := coder_named(session, name)) is None:
        raise CoderMissingError(name, [coder.name for coder in list_coders(session)])
    return coder


def list_coders(session: Session) -> list[CoderRow]:
    """All coders, by name."""
    coders = session.scalars(select(Coder).order_by(func.lower(Coder.name), Coder.id))
    return [_as_row(coder) for coder in coders]


def _as_row(coder: Coder) -> CoderRow:
    return CoderRow(coder.id, coder.name, coder.kind)
