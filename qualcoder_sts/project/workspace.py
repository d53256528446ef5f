"""The open project: the one door for writing to it, and the way to read from it."""

import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar
from uuid import UUID, uuid4

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from qualcoder_sts.project.blindness import blindfold
from qualcoder_sts.project.changes import Changes, Outcome
from qualcoder_sts.project.coders import CoderRow, add_coder, bring_in_coder, coder_named
from qualcoder_sts.project.connections import reading_engine, writing_engine
from qualcoder_sts.project.errors import (
    ProjectClosedError,
    ProjectIsReadOnlyError,
    StepHiddenError,
    WriteOutsideStepError,
    worded,
)
from qualcoder_sts.project.history.recording import begin_step, end_step
from qualcoder_sts.project.history.steps import (
    is_hidden,
    recorded_step,
    step_to_redo,
    step_to_undo,
)
from qualcoder_sts.project.history.undoing import (
    redo_last_step,
    undo_earlier_step,
    undo_last_step,
)
from qualcoder_sts.project.lock import ProjectLock
from qualcoder_sts.project.tables.log import ChangeKind, ChangeSet
from qualcoder_sts.project.tables.project import Coder, CoderKind

Parameters = ParamSpec("Parameters")
Value = TypeVar("Value")
Observer = Callable[[Changes], None]


class Workspace:
    """One open project file. Made by ``opening``; may be used from several threads."""

    def __init__(self, path: Path, lock: ProjectLock | None, notices: tuple[str, ...] = ()) -> None:
        self.path = path
        self.notices = notices
        self._lock = lock
        self._coder: CoderRow | None = None
        self._one_writer = threading.RLock()
        self._is_in_step = False
        self._is_closed = False
        self._writing = None if lock is None else writing_engine(path)
        self._reading = reading_engine(path, read_only=lock is None)
        self._observers: list[Observer] = []

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._writing is None

    @property
    def coder_id(self) -> UUID | None:
        """Who acts: every step is recorded under this coder."""
        return None if self._coder is None else self._coder.id

    @property
    def coder_name(self) -> str:
        """The name of who acts; empty when nobody does."""
        return "" if self._coder is None else self._coder.name

    def act_as(self, name: str) -> UUID:
        """Work as the coder of this name from now on; a name new to the project is added to it."""
        found = self.read(coder_named, name)
        self._coder = found or self._step(add_coder, name).value
        return self._coder.id

    def expect(self, name: str) -> UUID:
        """Work as the coder of this name; a new name is added only with the coder's first step.

        So that opening a project writes nothing, and a redo stays possible.
        """
        planned = CoderRow(uuid4(), name.strip(), CoderKind.PERSON)
        self._coder = self.read(coder_named, name) or planned
        return self._coder.id

    def run(
        self,
        operation: Callable[Concatenate[Session, Parameters], Value],
        /,
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Outcome[Value]:
        """Carry out one operation: one transaction, one step to undo, one event.

        Whatever the operation raises, the file is as before. A coder whom the project does not
        know yet, or no longer after an undo, comes in with the step.
        """
        return self._step(operation, *args, **kwargs)

    def keep(
        self,
        writing: Callable[Concatenate[Session, Parameters], Value],
        /,
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Value:
        """Write to what stands outside history, such as caches: no step, no event.

        With no step begun, the triggers refuse every write to a history table.
        """
        with self._one_writer, self._worded_errors(), self._step_session() as session:
            value = writing(session, *args, **kwargs)
            session.commit_step()
        return value

    def read(
        self,
        query: Callable[Concatenate[Session, Parameters], Value],
        /,
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Value:
        """What a query finds. It sees one state of the file, whatever is written meanwhile.

        While a blind round is open, it sees what the coder who acts may see.
        """
        return self._read_as(self.coder_id, query, *args, **kwargs)

    def read_whole(
        self,
        query: Callable[Concatenate[Session, Parameters], Value],
        /,
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Value:
        """What a query finds in the whole file, also behind a blind round.

        Only for what needs every row and tells nobody of them, such as copying and merging files.
        """
        return self._read_as(None, query, *args, **kwargs)

    def undo(self) -> Changes:
        """Take back the last step in force; raises ``NothingToUndoError``."""
        self._refuse_hidden_step(step_to_undo)
        return self._step(undo_last_step).changes

    def redo(self) -> Changes:
        """Do again what the last undo took back; raises ``NothingToRedoError``."""
        self._refuse_hidden_step(step_to_redo)
        return self._step(redo_last_step).changes

    def undo_step(self, step_id: UUID) -> Changes:
        """Take back an earlier step; raises ``StepNotUndoableError`` when it was built upon."""
        self._refuse_hidden_step(lambda session: recorded_step(session, step_id))
        return self._step(undo_earlier_step, step_id).changes

    def subscribe(self, observer: Observer) -> Callable[[], None]:
        """Have every later change told to ``observer``, in the thread that made it.

        What an observer raises goes to ``sys.excepthook``: the step is done and the other
        observers must hear of it. Returns the function that ends the subscription.
        """
        self._observers.append(observer)

        def end() -> None:
            if observer in self._observers:
                self._observers.remove(observer)

        return end

    def close(self) -> None:
        """Let go of the file, after a step that is under way. Cannot be used afterwards."""
        with self._one_writer:
            self._is_closed = True
            self._reading.dispose()
            if self._writing is not None:
                self._writing.dispose()
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _step(
        self,
        operation: Callable[Concatenate[Session, Parameters], Value],
        /,
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Outcome[Value]:
        with self._one_writer, self._worded_errors(), self._step_session() as session:
            label = operation.__name__.replace("_", " ").capitalize()
            step_id = begin_step(session, self.coder_id, label)
            newcomer = None if operation in _WITHOUT_NEWCOMER else self._newcomer(session)
            value = operation(session, *args, **kwargs)
            changes = end_step(session, step_id)
            is_idle = changes.count == 1 and changes.kind is not ChangeKind.MERGE
            if newcomer is not None and is_idle:
                changes = Changes()  # the operation changed nothing: no step, and no new coder
            else:
                coder = self._coder_after(session, changes)
                session.commit_step()
                self._coder = coder
        self._tell(changes)
        return Outcome(value, changes)

    def _read_as(
        self,
        reader_id: UUID | None,
        query: Callable[Concatenate[Session, Parameters], Value],
        /,
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Value:
        self._refuse_when_closed()
        with self._worded_errors(reading=True), Session(self._reading) as session:
            blindfold(session, reader_id)
            return query(session, *args, **kwargs)

    @contextmanager
    def _step_session(self) -> Iterator["_StepSession"]:
        self._refuse_when_closed()
        if self._writing is None:
            raise ProjectIsReadOnlyError(self.path)
        if self._is_in_step:
            raise WriteOutsideStepError("an operation calls another with its own session")
        try:
            self._is_in_step = True
            with _StepSession(self._writing, expire_on_commit=False) as session:
                yield session
        finally:
            self._is_in_step = False

    def _newcomer(self, session: Session) -> CoderRow | None:
        return None if self._coder is None else bring_in_coder(session, self._coder)

    def _coder_after(self, session: Session, changes: Changes) -> CoderRow | None:
        """Who acts from now on: undo and redo may bring back another coder of the same name."""
        if self._coder is None or not changes.touches(Coder.__tablename__):
            return self._coder
        if session.get(Coder, self._coder.id, populate_existing=True) is not None:
            return self._coder
        return coder_named(session, self._coder.name) or self._coder

    def _tell(self, changes: Changes) -> None:
        for observer in list(self._observers) if changes else []:
            try:
                observer(changes)
            except Exception as error:  # whatever it is, it is not the step's
                sys.excepthook(type(error), error, error.__traceback__)

    def _refuse_hidden_step(self, find: Callable[[Session], ChangeSet | None]) -> None:
        """What a coder must not see in a blind round cannot be taken back by them either."""
        if not self.read_only and self.read(lambda session: is_hidden(session, find(session))):
            raise StepHiddenError

    def _refuse_when_closed(self) -> None:
        if self._is_closed:
            raise ProjectClosedError(self.path)

    @contextmanager
    def _worded_errors(self, *, reading: bool = False) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            if reading and _is_refused_write(error):
                raise WriteOutsideStepError("a query writes") from error
            if (sentence := worded(error, self.path)) is None:
                raise
            raise sentence from error


def _is_refused_write(error: DBAPIError) -> bool:
    """Whether a connection for reading was asked to write, seen by itself or by the triggers."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code == sqlite3.SQLITE_READONLY or "unsafe use of" in str(error.orig)


class _StepSession(Session):
    """The session of one step. Only ``Workspace`` ends its transaction."""

    def commit(self) -> None:
        """Refused: what was committed halfway could not be taken back."""
        raise WriteOutsideStepError("an operation does not commit")

    def rollback(self) -> None:
        """Refused: an operation that cannot go on raises an error."""
        raise WriteOutsideStepError("an operation does not roll back")

    def commit_step(self) -> None:
        """End the transaction."""
        super().commit()


_WITHOUT_NEWCOMER: tuple[Callable[..., object], ...] = (
    undo_last_step,
    redo_last_step,
    undo_earlier_step,
    add_coder,
)
