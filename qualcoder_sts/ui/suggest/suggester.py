"""Suggestions of an open project: the switch, computing in the background, deciding.

One object for all that shows suggestions. Computing waits for a pause, runs in a process of its own
and keeps what it found in the project, outside its history.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from qualcoder_sts.coding.operations.suggestions import accept_suggestion, reject_suggestion
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.preferences import read_preferences
from qualcoder_sts.foundation.progress import Cancelled, Progress
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.foundation.suggestion_wishes import (
    SuggestionWishes,
    keep_wishes,
    read_wishes,
)
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.foundation.worker_process import WorkerProcess
from qualcoder_sts.project.changes import Changes
from qualcoder_sts.project.details import project_id
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.suggest.loading import load_material
from qualcoder_sts.suggest.material import Hidden, HiddenBecause, LearntFrom
from qualcoder_sts.suggest.queries import (
    Precision,
    SuggestionRow,
    open_suggestions,
    precision_so_far,
)
from qualcoder_sts.suggest.set_up import suggest_as_set_up, vectors_at_hand
from qualcoder_sts.suggest.storing import keep_suggestions
from qualcoder_sts.suggest.suggesting import SuggestOptions, SuggestRun
from qualcoder_sts.ui.jobs import Job
from qualcoder_sts.ui.operations import Operations

DECISIONS_TO_LEARN_FROM = 5
AT_ONCE_MS, SOON_MS, LATER_MS = 0, 1_500, 12_000
"""After somebody asked or decided often enough; after a wording changed; after coding by hand."""

_MEANINGS = ("code", "source", "text", "speaker", "speaker_turn")
_CODING = ("coded_segment", "finished_mark")
_SHOWN = ("code", "coded_segment", "source", "text", "suggestion_decision")


class State(Enum):
    """What the suggester is doing."""

    RESTING = auto()
    WAITING = auto()
    COMPUTING = auto()
    STOPPED = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class OpenRows:
    """What is open, and what came of earlier suggestions by code."""

    rows: tuple[SuggestionRow, ...] = ()
    precision: Mapping[UUID, Precision] | None = None


class Suggester(QObject):
    """Holds what is suggested to whoever codes; nothing while it is switched off."""

    changed = Signal()
    """Other suggestions than before, or none."""
    state_changed = Signal()
    """The switch, or what is being computed."""
    current_changed = Signal()
    """Another suggestion is the one that is being decided about."""
    decided = Signal(object)
    """The ``UUID`` of a suggestion that was accepted or rejected just now."""
    failed = Signal(str)
    """A sentence on why something was not done."""

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent or operations)
        self._operations = operations
        self._project_id = operations.read(project_id)
        self._coder = ""
        self.wishes = SuggestionWishes()
        self.state = State.RESTING
        self.problem: QualcoderError | None = None
        self.last_run: SuggestRun | None = None
        self.precision: Mapping[UUID, Precision] = {}
        self._rows: tuple[SuggestionRow, ...] = ()
        self._current_id: UUID | None = None
        self._step = 0  # -1 where the shorter span is chosen, 1 where the longer one is
        self._decided: set[UUID] = set()
        self._decisions = 0
        self._job: Job | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.compute)
        operations.settled.connect(self._follow)
        self.follow_coder()

    @property
    def is_on(self) -> bool:
        """Whether suggestions are wanted."""
        return self.wishes.on

    def rows(self) -> Sequence[SuggestionRow]:
        """What is open and sure enough for what is wished, in the order of the texts."""
        least = self.wishes.least
        return [row for row in self._rows if row.score_thousandths >= least.get(row.code_id, 0)]

    def hidden(self) -> Sequence[Hidden]:
        """What would be suggested if nothing spoke against it, of the last run and by wish."""
        shown = {row.id for row in self.rows()}
        unwished = [row for row in self._rows if row.id not in shown]
        found = () if self.last_run is None or not self.is_on else self.last_run.hidden
        return (
            *found,
            *(
                Hidden(row.source_id, row.span, row.code_id, HiddenBecause.LESS_SURE)
                for row in unwished
            ),
        )

    def rows_of(self, source_id: UUID) -> list[SuggestionRow]:
        """What is shown of one source, in the order of its text."""
        return [row for row in self.rows() if row.source_id == source_id]

    def current(self) -> SuggestionRow | None:
        """The one that is being decided about."""
        return next((row for row in self.rows() if row.id == self._current_id), None)

    def choose(self, suggestion_id: UUID | None) -> None:
        """Make one the current one."""
        if suggestion_id != self._current_id:
            self._current_id, self._step = suggestion_id, 0
            self.current_changed.emit()

    def span(self) -> Span | None:
        """What accepting the current one would code."""
        row = self.current()
        return None if row is None else {-1: row.shorter, 1: row.longer}.get(self._step) or row.span

    def make_longer(self) -> None:
        """Let the current one reach further: from the clause to the sentences, to the turn."""
        self._take_step(1)

    def make_shorter(self) -> None:
        """Let the current one reach less far."""
        self._take_step(-1)

    def switch(self, *, on: bool) -> None:
        """Show suggestions, or none; kept for this coder in this project on this computer."""
        if on != self.is_on:
            self._wish(replace(self.wishes, on=on))
            self._begin()

    def learn_from_team(self, *, team: bool) -> None:
        """Learn from everybody's coding, or from one's own alone; kept as the switch is."""
        if team != self.wishes.from_team:
            self._wish(replace(self.wishes, from_team=team))
            self._compute_after(AT_ONCE_MS)

    def want_from(self, code_id: UUID, thousandths: int | None) -> None:
        """Show a code from so sure on, or as it comes; kept as the switch is."""
        least = {key: number for key, number in self.wishes.least.items() if key != code_id}
        if thousandths is not None:
            least[code_id] = thousandths
        self._wish(replace(self.wishes, least=least))
        self.changed.emit()

    def follow_coder(self) -> None:
        """Another person codes from now on, with a wish and suggestions of their own."""
        name = self._operations.workspace.coder_name
        if name == self._coder:
            return
        self._coder, self.last_run = name, None
        self.wishes = read_wishes(self._project_id, name)
        self._begin()

    @Slot()
    def compute(self) -> None:
        """Compute suggestions anew; the newest request wins. In a read-only project nothing is."""
        self._pause.stop()
        workspace, coder_id = self._operations.workspace, self._operations.workspace.coder_id
        if not self.is_on or coder_id is None or workspace.read_only:
            self._set_state(State.RESTING)
            return
        self._decisions = 0
        worker = self._operations.worker(_("suggester"))
        learnt_from = LearntFrom.TEAM if self.wishes.from_team else LearntFrom.OWN

        def work(progress: Progress) -> SuggestRun | QualcoderError:
            try:
                return _computed(workspace, worker, coder_id, learnt_from, progress)
            except Cancelled:
                raise
            except QualcoderError as error:
                return error

        job = self._operations.compute("suggestions", work, lambda run: self._take(job, run))
        job.cancelled.connect(lambda: self._note_stop(job))
        self._job = job
        self._set_state(State.COMPUTING)

    def cancel(self) -> None:
        """Stop computing; what was suggested before stays."""
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
        else:
            self._set_state(State.STOPPED)

    def accept(self) -> None:
        """Apply the code of the current one, on the span that is chosen."""
        row, span, coder_id = self._to_decide(), self.span(), self._operations.workspace.coder_id
        if row is None or coder_id is None:
            return
        done = self._operations.run(accept_suggestion, row.suggested, coder_id=coder_id, span=span)
        if done is not None:
            self._note_decision(row, _("Accepted: %s.") % row.code)

    def reject(self) -> None:
        """Say that the code of the current one does not fit there."""
        row, coder_id = self._to_decide(), self._operations.workspace.coder_id
        if row is None or coder_id is None:
            return
        done = self._operations.run(reject_suggestion, row.suggested, coder_id=coder_id)
        if done is not None:
            words = _("Rejected: %s. It is not suggested there again.")
            self._note_decision(row, words % row.code)

    def _take_step(self, step: int) -> None:
        row = self.current()
        wanted = self._step + step
        if row is not None and {-1: row.shorter, 0: row.span, 1: row.longer}.get(wanted):
            self._step = wanted
            self.current_changed.emit()

    def _to_decide(self) -> SuggestionRow | None:
        """The current one, unless it is decided about: a key may be held down."""
        row = self.current()
        if self._operations.refuse_when_read_only():
            return None
        if row is None:
            self.failed.emit(_("Choose a suggestion first, in the queue or in the text."))
            return None
        return None if row.id in self._decided else row

    def _note_decision(self, row: SuggestionRow, words: str) -> None:
        self._decided.add(row.id)
        self.decided.emit(row.id)
        self._operations.told.emit(words, True)

    def _wish(self, wishes: SuggestionWishes) -> None:
        self.wishes = wishes
        try:
            keep_wishes(self._project_id, self._coder, wishes)
        except OSError as error:
            words = _("How you want suggestions could not be kept for the next time (%s).")
            self.failed.emit(words % error.strerror)

    def _begin(self) -> None:
        """Show what is open and compute it anew, or show nothing."""
        self.problem = None
        if self.is_on:
            self._read()
            self._compute_after(AT_ONCE_MS)
        else:
            self._pause.stop()
            if self._job is not None:
                self._job.cancel()
            self._show(OpenRows())
        self.state_changed.emit()

    def _follow(self, changes: Changes) -> None:
        self.follow_coder()
        if not self.is_on:
            return
        if changes.touches(*_SHOWN):
            self._read()
        if changes.touches("suggestion_decision"):
            # An accepted suggestion is coding too, but no reason to begin anew after each.
            self._decisions += 1
            if self._decisions >= DECISIONS_TO_LEARN_FROM:
                self._compute_after(AT_ONCE_MS)
        elif changes.touches(*_MEANINGS):
            self._compute_after(SOON_MS)
        elif changes.touches(*_CODING):
            self._compute_after(LATER_MS)

    def _compute_after(self, milliseconds: int) -> None:
        if self._operations.workspace.read_only or not self.is_on:
            return
        if self._pause.isActive():
            milliseconds = min(milliseconds, self._pause.interval())
        self._pause.start(milliseconds)
        if self.state is not State.COMPUTING:
            self._set_state(State.WAITING)

    def _take(self, job: Job, run: SuggestRun | QualcoderError) -> None:
        if job is not self._job:
            return
        self._job = None
        if isinstance(run, QualcoderError):
            self.problem = run
            self._set_state(State.FAILED)
            return
        self.problem, self.last_run = None, run
        self._read()
        self._set_state(State.WAITING if self._pause.isActive() else State.RESTING)

    def _note_stop(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._set_state(State.STOPPED)

    def _set_state(self, state: State) -> None:
        self.state = state
        if state in (State.COMPUTING, State.WAITING):
            self.problem = None
        self.state_changed.emit()

    def _read(self) -> None:
        """Read what is open; it takes too long for the window where there is much of it."""
        workspace, coder_id = self._operations.workspace, self._operations.workspace.coder_id
        if coder_id is None:
            return

        def read(_progress: Progress) -> OpenRows:
            return OpenRows(
                tuple(workspace.read(open_suggestions, coder_id)),
                workspace.read(precision_so_far, coder_id),
            )

        self._operations.compute("open suggestions", read, self._show)

    def _show(self, found: OpenRows) -> None:
        if not self.is_on:
            found = OpenRows()
        self._decided.clear()
        self._rows, self.precision = found.rows, found.precision or {}
        self.changed.emit()


def _computed(
    workspace: Workspace,
    worker: WorkerProcess,
    coder_id: UUID,
    learnt_from: LearntFrom,
    progress: Progress,
) -> SuggestRun:
    """Suggest, and keep what is open; nothing is kept of what was cancelled meanwhile."""
    progress.report(0, None, _("Looking for passages to suggest"))
    material = workspace.read(load_material, coder_id, learnt_from)
    preferences = read_preferences()
    kept = vectors_at_hand(workspace, worker, progress, preferences)
    run = worker.run(suggest_as_set_up, progress, material, SuggestOptions(), preferences, kept)
    progress.check()
    workspace.keep(keep_suggestions, run, coder_id=coder_id)
    return run
