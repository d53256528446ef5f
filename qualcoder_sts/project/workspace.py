"""The open project: the one door for writing to it, and the way to read from it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar
from uuid import UUID

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from qualcoder_sts.project.changes import Changes, Outcome
from qualcoder_sts.project.coders import CoderRow, add_coder, coder_named
from qualcoder_sts.project.connections import reading_engine, writing_engine
from qualcoder_sts.project.errors import ProjectIsReadOnlyError, worded
from qualcoder_sts.project.history.recording import begin_step, end_step
from qualcoder_sts.project.history.undoing import (
    redo_last_step,
    undo_earlier_step,
    undo_last_step,
)
from qualcoder_sts.project.lock import ProjectLock

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

    def act_as(self, name: str) -> UUID:
        """Work as the coder of this name from now on; a name new to the project is added to it."""
        found = self.read(coder_named, name)
        self._coder = found or self._step(add_coder, name).value
        return self._coder.id

    def run(
        self,
        operation: Callable[Concatenate[Session, Parameters], Value],
        /,
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Outcome[Value]:
        """Carry out one operation: one transaction, one step to undo, one event.

        Whatever the operation raises, the file is as before.
        """
        coder = self._coder
        if coder is not None and self.read(coder_named, coder.name) is None:
            # Undo went back to before this coder came.
            self._step(add_coder, coder.name, coder_id=coder.id)
        return self._step(operation, *args, **kwargs)

    def read(
        self,
        query: Callable[Concatenate[Session, Parameters], Value],
        /,
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Value:
        """What a query finds. It sees one state of the file, whatever is written meanwhile."""
        with self._worded_errors(), Session(self._reading) as session:
            return query(session, *args, **kwargs)

    def undo(self) -> Changes:
        """Take back the last step in force; raises ``NothingToUndoError``."""
        return self._step(undo_last_step).changes

    def redo(self) -> Changes:
        """Do again what the last undo took back; raises ``NothingToRedoError``."""
        return self._step(redo_last_step).changes

    def undo_step(self, step_id: UUID) -> Changes:
        """Take back an earlier step; raises ``StepNotUndoableError`` when it was built upon."""
        return self._step(undo_earlier_step, step_id).changes

    def subscribe(self, observer: Observer) -> Callable[[], None]:
        """Have every later change told to ``observer``, in the thread that made it.

        Returns the function that ends the subscription.
        """
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)

    def close(self) -> None:
        """Let go of the file. The workspace cannot be used afterwards."""
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
        if self._writing is None:
            raise ProjectIsReadOnlyError(self.path)
        label = operation.__name__.replace("_", " ").capitalize()
        with (
            self._one_writer,
            self._worded_errors(),
            Session(self._writing, expire_on_commit=False) as session,
        ):
            step_id = begin_step(session, self.coder_id, label)
            value = operation(session, *args, **kwargs)
            changes = end_step(session, step_id)
            session.commit()
        if changes:
            for observer in list(self._observers):
                observer(changes)
        return Outcome(value, changes)

    @contextmanager
    def _worded_errors(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as error:
            raise worded(error, self.path) from error
