"""The small project with suggestions that a test gives, in place of computed ones."""

from dataclasses import replace

import pytest

from qualcoder_sts.codebook.queries import find_code
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.project.tables.suggest import Band
from qualcoder_sts.suggest.material import Reason, ReasonKind, Suggestion
from qualcoder_sts.suggest.storing import keep_suggestions
from qualcoder_sts.suggest.suggesting import SuggestRun
from qualcoder_sts.transcripts.queries import find_source, read_transcript
from qualcoder_sts.ui.suggest import suggester as suggester_module

CAP = "When they capped us at twenty I could breathe again."
FEWER = "Fewer families for each of us."
TABLE = "The Friday table."
NOBODY = "Nobody asks us that."
TURN = f"{FEWER} {CAP}"


class Computing:
    """Stands in for the worker: what it suggests, how often it was asked, what goes wrong."""

    def __init__(self):
        self.run = SuggestRun((), (), (), "test", 3)
        self.times = 0
        self.learnt_from = None
        self.error = None

    def __call__(self, workspace, _worker, coder_id, learnt_from, _progress):
        self.times += 1
        self.learnt_from = learnt_from
        if self.error is not None:
            raise self.error
        workspace.keep(keep_suggestions, self.run, coder_id=coder_id)
        return self.run


@pytest.fixture
def computing(monkeypatch):
    stand_in = Computing()
    monkeypatch.setattr(suggester_module, "_computed", stand_in)
    return stand_in


@pytest.fixture
def make_suggestion(project):
    """A suggestion of a code on a quote of the small project's transcript."""
    source = project.operations.read(find_source, "FG-1 Harbour")
    text = project.operations.read(read_transcript, source.id).text

    def make(code, quote, probability=0.62, *, longer=None, shorter=None, **more):
        def span(words):
            start = text.index(words)
            return Span(start, start + len(words))

        one = Suggestion(
            source_id=source.id,
            text_hash=project.operations.read(source_hash, source.id),
            span=span(quote),
            shorter=None if shorter is None else span(shorter),
            longer=None if longer is None else span(longer),
            code_id=project.operations.read(find_code, code).id,
            definition_version=1,
            probability=probability,
            has_percentage=False,
            band=Band.STRONG if probability >= 0.5 else Band.POSSIBLE,
            reasons=(Reason(ReasonKind.TERM, "capped"),),
            model_hash="test",
        )
        return replace(one, **more)

    return make


def source_hash(session, source_id):
    from qualcoder_sts.project.tables import Source

    return session.get_one(Source, source_id).text_hash


@pytest.fixture
def three(make_suggestion):
    """In the order of the text: a strong one, one with other spans, one that is less sure."""
    return (
        make_suggestion("Lower caseloads", FEWER, 0.55),
        make_suggestion("Lower caseloads", CAP, 0.71, longer=TURN, shorter="they capped us"),
        make_suggestion("Collegial support", TABLE, 0.2),
    )


@pytest.fixture
def suggester(project, computing, three, qtbot, transcript):
    """Suggestions, switched on and come."""
    computing.run = replace(computing.run, suggestions=three)
    made = project.places.suggestions.suggester
    made.switch(on=True)
    qtbot.waitUntil(lambda: len(made.rows()) == 3)
    qtbot.waitUntil(lambda: made.state is suggester_module.State.RESTING)
    return made


@pytest.fixture
def panel(project, suggester, application, qtbot):
    shown = project.places.suggestions.panel
    application.actions["go_to_suggestions"].trigger()
    qtbot.waitUntil(shown.queue.hasFocus)
    return shown


@pytest.fixture
def code_of_name(project):
    """The id of a code by its name."""
    return lambda name: project.operations.read(find_code, name).id


class Worker:
    """Stands in for the process: answers by the function it is asked for."""

    def __init__(self, answers):
        self.answers = answers

    def run(self, function, progress, *args):
        answer = self.answers[function.__name__]
        if isinstance(answer, Exception):
            raise answer
        return answer(progress, *args) if callable(answer) else answer


@pytest.fixture
def answer_with(project, monkeypatch):
    def answer(**answers):
        worker = Worker({"encoder_hash": None, **answers})
        monkeypatch.setattr(type(project.operations), "worker", lambda *_: worker)

    return answer


@pytest.fixture
def show(application):
    def shown(action_id):
        application.actions[action_id].trigger()
        return application.project.places.coding.tabs.currentWidget()

    return shown


def cells(model):
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
