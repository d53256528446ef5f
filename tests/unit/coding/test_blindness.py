"""While a blind round is open, no query of any package tells one coder what another does.

Two copies of a project differ only in what a colleague did in the round's sources. Every public
function of the core that takes a session is asked the same in both, as a coder of the round: the
answers must be the same. A function with an argument nobody thought of yet fails the test.
"""

import importlib
import inspect
import itertools
import pkgutil
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

import qualcoder_sts
from qualcoder_sts.analysis.agreement.request import AgreementRequest
from qualcoder_sts.analysis.concordance import ConcordanceRequest
from qualcoder_sts.analysis.request import FrequencyRequest
from qualcoder_sts.analysis.retrieval import RetrievalRequest
from qualcoder_sts.codebook.operations import add_code, set_code_terms
from qualcoder_sts.coding.consensus import double_coded
from qualcoder_sts.coding.errors import NotDoubleCodedError
from qualcoder_sts.coding.operations.codes import delete_code, merge_codes
from qualcoder_sts.coding.operations.consensus import (
    Closing,
    Comparison,
    close_agreed,
    close_double_coding,
    existing_consensus,
)
from qualcoder_sts.coding.operations.contributors import set_contributor
from qualcoder_sts.coding.operations.finished import mark_finished, unmark_finished
from qualcoder_sts.coding.operations.rounds import Assigned, NewRound, close_round, open_round
from qualcoder_sts.coding.operations.segments import (
    NewSegment,
    apply_code,
    apply_codes,
    mark_key_quote,
    remove_segments,
    weigh_segment,
)
from qualcoder_sts.coding.operations.texts import edit_text
from qualcoder_sts.coding.queries import SegmentRow, segments_of
from qualcoder_sts.coding.rounds import SampleWanted, coders_who_code, list_rounds
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.spans import Span
from qualcoder_sts.memos.operations import Target, link_memo, write_memo
from qualcoder_sts.merge.leaving_out import Reader
from qualcoder_sts.participants.queries import list_participants
from qualcoder_sts.project.errors import (
    StepHiddenError,
    StepNotUndoableError,
    WriteOutsideStepError,
)
from qualcoder_sts.project.history.next_steps import next_steps
from qualcoder_sts.project.history.trail import TrailFilter, audit_trail
from qualcoder_sts.project.opening import create_project, open_project
from qualcoder_sts.project.tables import Base, OpenSuggestion, SuggestionDecision
from qualcoder_sts.project.tables.coding import Verdict
from qualcoder_sts.project.tables.suggest import Band
from qualcoder_sts.project.workspace import Workspace
from qualcoder_sts.suggest.queries import open_suggestions
from qualcoder_sts.transcripts.operations.importing import import_sources
from qualcoder_sts.transcripts.preparing import ImportSettings, prepare_files
from qualcoder_sts.transcripts.queries import list_sources, read_transcript

SECRET = "whatever nobody may read"
TALK = (
    "I: How was it?\n"
    "Maria: It was hard and we cried together, and then we laughed about it all.\n"
    "I: Oh?\n"
    "Maria: My team met on Fridays, every week, and nobody ever asked us to.\n"
)
# They write, or are handed what others have read.
NOT_ASKED = {
    "analysis.loading",
    "project.history.recording",
    "project.history.replay",
    "project.history.undoing",
    "suggest.storing",
    "merge.applying",
    # Merging needs every row; what a plan tells, ``merge.keeping_blind`` decides.
    "merge.reading.read_open_project",
    "coding.searching.code_hits",
    "coding.speakers.code_speakers",
    "exchange.study_folder.mark_table_finished",
    "participants.blocks.set_values",
    "participants.columns.set_column",
    "project.blindness.blindfold",
    "project.caches.drop_caches",
    "project.coders.bring_in_coder",
    "project.details.describe_project",
    # Which step is the last is known; what it is, the tests below ask.
    "project.history.next_steps",
    "project.history.steps",
}


class World:
    """A project with two talks, of which the first is in an open blind round."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        sources = {row.name: row.id for row in workspace.read(list_sources)}
        self.inside, self.outside = sources["Inside"], sources["Outside"]
        self.codes: dict[str, UUID] = {}

    def code(self, source: UUID, words: str, name: str, coder: UUID) -> UUID:
        run = self.workspace.run
        return run(
            apply_code, source, self.span(source, words), self.codes[name], coder_id=coder
        ).value

    def span(self, source: UUID, words: str) -> Span:
        start = self.workspace.read(read_transcript, source).text.index(words)
        return Span(start, start + len(words))


def begin(path: Path, folder: Path) -> World:
    """Ana and Tomasz have coded both talks; then the round opens, and Ana codes on."""
    workspace = create_project(path, "Study", coder="Ana Ruiz")
    files = []
    for name in ("Inside", "Outside"):
        file = folder / "interviews" / f"{name}.txt"
        file.parent.mkdir(exist_ok=True)
        file.write_text(TALK, encoding="utf-8")
        files.append(file)
    workspace.run(import_sources, prepare_files(files, ImportSettings()))
    world = World(workspace)
    workspace.act_as("Nadia Osei")
    tomasz, ana = workspace.act_as("Tomasz Lind"), workspace.act_as("Ana Ruiz")
    for name in ("Trust", "Fear", "Peers"):
        world.codes[name] = workspace.run(add_code, name).value
    workspace.run(set_code_terms, world.codes["Trust"], ("team", "together"))
    for coder in (ana, tomasz):
        workspace.act_as("Ana Ruiz" if coder == ana else "Tomasz Lind")
        for source in (world.inside, world.outside):
            world.code(source, "we cried together", "Trust", coder)
            world.code(source, "nobody ever asked", "Fear", coder)
            workspace.run(mark_finished, source, coder_id=coder)
    workspace.act_as("Ana Ruiz")
    workspace.run(existing_consensus)  # that there is one is no secret
    both = frozenset(Assigned(world.inside, coder) for coder in (ana, tomasz))
    workspace.run(open_round, NewRound("Pilot", both), opened_by=ana)
    world.code(world.inside, "My team met", "Peers", ana)
    return world


def colleague_works(world: World) -> None:
    """All that Tomasz can do in the round's source, each kind of row."""
    workspace, inside = world.workspace, world.inside
    tomasz = workspace.act_as("Tomasz Lind")
    segment = world.code(inside, "we laughed about it", "Fear", tomasz)
    again = world.code(inside, "on Fridays", "Trust", tomasz)
    gone = world.code(inside, "every week", "Trust", tomasz)
    run = workspace.run
    run(weigh_segment, segment, 87)
    run(mark_key_quote, segment, True)
    person = workspace.read(list_participants)[0].id
    run(set_contributor, segment, person, False)
    on_segment = Target("coded_segment", segment)
    run(write_memo, SECRET, coder_id=tomasz, target=on_segment, title=SECRET)
    run(write_memo, SECRET, coder_id=tomasz, target=Target("coded_segment", gone))
    run(write_memo, SECRET, coder_id=tomasz, target=Target("source", inside))
    on_code = Target("code", world.codes["Trust"])
    linked = run(write_memo, SECRET, coder_id=tomasz, target=on_code).value
    # Written with its link in one go: until it leads to the passage it is a memo on the code.
    run(link_memo, linked, Target("coded_segment", again))
    run(remove_segments, [gone])
    run(unmark_finished, inside, coder_id=tomasz)
    run(mark_finished, inside, coder_id=tomasz)
    ana, lead = workspace.act_as("Ana Ruiz"), workspace.act_as("Nadia Osei")
    assert run(close_agreed, [Comparison(inside, (ana, tomasz))], decided_by=lead).value.closed
    workspace.act_as("Tomasz Lind")
    text_hash = workspace.read(list_sources)[0].text_hash
    place = {
        "source_id": inside, "text_hash": text_hash, "start": 20, "end": 40,
        "code_id": world.codes["Peers"], "coder_id": tomasz, "definition_version": 1,
    }  # fmt: skip

    def decide(session: Session) -> None:
        session.add(SuggestionDecision(**place, verdict=Verdict.REJECTED))

    def suggest(session: Session) -> None:
        session.add(
            OpenSuggestion(
                id=uuid4(), **place, score_thousandths=900, has_percentage=False,
                band=Band.STRONG, reasons="{}", model_hash="",
            )
        )  # fmt: skip

    run(decide)
    workspace.keep(suggest)


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[World, World]]:
    """The project before the colleague went on, and after; Ana reads in both."""
    folder = tmp_path_factory.mktemp("blind")
    begin(folder / "before.qsts", folder).workspace.close()
    shutil.copyfile(folder / "before.qsts", folder / "after.qsts")
    with (
        open_project(folder / "before.qsts", coder="Ana Ruiz", backups=None) as before,
        open_project(folder / "after.qsts", coder="Ana Ruiz", backups=None) as after,
    ):
        found = World(before), World(after)
        for world in found:
            rows = world.workspace.read(
                lambda s: s.execute(text("SELECT name, id FROM code")).all()
            )
            world.codes = {name: UUID(key) for name, key in rows}
        colleague_works(found[1])
        after.act_as("Ana Ruiz")
        yield found


@pytest.mark.parametrize("table", sorted(Base.metadata.tables))
def test_every_table_reads_the_same(worlds: tuple[World, World], table: str) -> None:
    before, after = (
        world.workspace.read(
            lambda session: sorted(map(repr, session.execute(text(f'SELECT * FROM "{table}"'))))
        )
        for world in worlds
    )
    assert before == after


def asked() -> dict[str, Callable[..., Any]]:
    """Every public function of the core whose first argument is a session, by module and name."""
    found = {}
    for module in pkgutil.walk_packages(qualcoder_sts.__path__, "qualcoder_sts."):
        name = module.name.removeprefix("qualcoder_sts.")
        if name.split(".")[0] in {"ui", "cli", "__main__"} or name in NOT_ASKED:
            continue
        imported = importlib.import_module(module.name)
        for word, function in vars(imported).items():
            is_own = inspect.isfunction(function) and function.__module__ == module.name
            if f"{name}.{word}" in NOT_ASKED or word.startswith("_"):
                continue
            if is_own and takes_session(function):
                found[f"{name}.{word}"] = function
    return found


def takes_session(function: Callable[..., Any]) -> bool:
    first = next(iter(inspect.signature(function).parameters.values()), None)
    return first is not None and first.annotation is Session


QUERIES = asked()


def values_for(world: World) -> dict[str, list[Any]]:
    """What to ask with, by the names of arguments."""
    read = world.workspace.read
    segments = [row.id for row in read(segments_of, world.inside)]
    coders = [row[0] for row in read(lambda s: s.execute(text("SELECT id FROM coder")).all())]
    ids = sorted(UUID(key) for key in coders)
    steps = [step.id for step in read(audit_trail)]
    codes, people = sorted(world.codes.values()), [row.id for row in read(list_participants)]
    return {
        "among": [None],
        "asking_id": [world.workspace.coder_id],
        "attribute_id": [world.codes["Trust"]],
        "code_id": codes,
        "code_ids": [codes],
        "coder": [None, "Tomasz Lind"],
        "coder_id": [None, *ids],
        "coder_ids": [ids[:2]],
        "coders": [None],
        "context": [40],
        "forms": [None],
        "gone_id": [people[0]],
        "into_id": [world.codes["Peers"]],
        "kept_id": [people[0]],
        "match_case": [False],
        "methods": [None],
        "mode": [],
        "model_hash": [""],
        "most": [5],
        "name": ["Inside", "Maria", "Ana Ruiz", "Tomasz Lind"],
        "only": [TrailFilter(), TrailFilter(code_id=world.codes["Fear"])],
        "participant_ids": [people],
        "path": ["Trust"],
        "progress": [],
        "reader": [Reader(), Reader("Ana Ruiz", blind=True)],
        "reader_id": [None, *ids],
        "request": [],
        "role": [None],
        "round_id": [row.id for row in read(list_rounds)],
        "row": read(list_rounds),
        "row_id": [*segments, world.inside],
        "row_ids": [[*segments, world.inside]],
        "rows": [tuple(f"coded_segment {key}" for key in segments)],
        "segment_id": segments,
        "segment_ids": [segments],
        "session_id": [world.inside],
        "source_id": [world.inside, world.outside],
        "source_ids": [[world.inside], [world.inside, world.outside]],
        "step_id": steps,
        "suggestion_id": [world.inside],
        "table": ["coded_segment", "source", "memo"],
        "usual": ["Ana Ruiz"],
        "version_id": [None],
        "before_id": [None],
        "after_id": [None],
        "wanted": ["team"],
        "words_known": [None],
    }


REQUESTS = {
    "concordance": ConcordanceRequest("team"),
    "frequency_table": FrequencyRequest(),
    "load_corpus": FrequencyRequest(),
    "retrieve": RetrievalRequest(),
    "retrieve_segments": RetrievalRequest(),
    "draw_sample": SampleWanted(50, 1),
}
# Their arguments are made of what other queries found, or of files; they read no coding.
WITHOUT_ARGUMENTS_HERE = {
    "coding.searching.hit_passages",
    "coding.searching.preview_coding",
    "coding.speakers.spoken_amount",
    "memos.browsing.subjects_of",
    "project.merged_away.merge_away",
    "reports.manifest.report_is_stale",
    "reports.manifest.check_report",
    "suggest.loading.only_single_coded",
    "suggest.queries.hidden_rows",
    "suggest.queries.passage_around",
    "suggest.queries.passage_text",
    "transcripts.kept_texts.keep_text",
}


def questions(name: str, world: World) -> Iterator[dict[str, Any]]:
    """Sets of arguments to ask a function with."""
    values = values_for(world)
    function = QUERIES[name]
    choices: dict[str, list[Any]] = {}
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        word = parameter.name
        request = REQUESTS.get(function.__name__)
        if name.startswith("analysis.agreement."):
            request = AgreementRequest(replicates=0)
        if word in {"request", "wanted"} and request is not None:
            choices[word] = [request]
        elif values.get(word):
            choices[word] = values[word]
        elif parameter.default is inspect.Parameter.empty:
            raise LookupError(f"nothing to ask {name} with for “{word}”")
    for each in itertools.product(*choices.values()):
        yield dict(zip(choices, each, strict=True))


def answer(world: World, function: Callable[..., Any], arguments: Mapping[str, Any]) -> object:
    try:
        return told(world.workspace.read(lambda session: function(session, **arguments)))
    except WriteOutsideStepError:
        raise
    except QualcoderError as error:
        return str(error)


def told(value: object) -> object:
    """An answer in a form that can be compared."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: told(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {repr(key): told(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [told(each) for each in value]
    if isinstance(value, set | frozenset):
        return sorted(map(repr, value))
    if hasattr(value, "__dict__") and not isinstance(value, Path | type):
        return {name: told(each) for name, each in vars(value).items() if name[:1] != "_"}
    return value if isinstance(value, str | bytes | int) else repr(value)


def writes(name: str) -> bool:
    parts = name.split(".")
    return "operations" in parts or "importing" in parts


@pytest.mark.parametrize(
    "name", sorted(name for name in QUERIES.keys() - WITHOUT_ARGUMENTS_HERE if not writes(name))
)
def test_every_query_answers_the_same(worlds: tuple[World, World], name: str) -> None:
    function = QUERIES[name]
    for arguments in questions(name, worlds[0]):
        try:
            before, after = (answer(world, function, arguments) for world in worlds)
        except WriteOutsideStepError:
            return
        assert before == after, arguments
        assert SECRET not in repr(after)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """One project after the colleague has gone on; Ana works in it."""
    made = begin(tmp_path / "study.qsts", tmp_path)
    with made.workspace as workspace:
        colleague_works(made)
        workspace.act_as("Ana Ruiz")
        yield made


def coder(world: World, name: str) -> UUID:
    return next(key for key, called in world.workspace.read(coders_who_code) if called == name)


def segments(world: World, source: UUID) -> list[SegmentRow]:
    return world.workspace.read(segments_of, source)


def test_only_the_rounds_sources_are_blind(world: World) -> None:
    assert {row.coder for row in segments(world, world.inside)} == {"Ana Ruiz"}
    assert {row.coder for row in segments(world, world.outside)} == {"Ana Ruiz", "Tomasz Lind"}


def test_a_lead_who_does_not_code_in_it_sees_all(world: World) -> None:
    world.workspace.act_as("Nadia Osei")
    seen = {row.coder for row in segments(world, world.inside)}
    assert seen == {"Ana Ruiz", "Tomasz Lind", "Consensus"}


def test_when_the_round_is_closed_everything_is_seen(world: World) -> None:
    (row,) = world.workspace.read(list_rounds)
    ana = coder(world, "Ana Ruiz")
    world.workspace.run(close_round, row.id, closed_by=ana, unfinished=True)
    assert len({row.coder for row in segments(world, world.inside)}) == 3
    world.workspace.undo()
    assert len({row.coder for row in segments(world, world.inside)}) == 1


def test_whether_a_colleague_has_finished_is_known(world: World) -> None:
    (row,) = world.workspace.read(list_rounds)
    assert [(one.coder, one.finished) for one in row.members] == [
        ("Ana Ruiz", 1),
        ("Tomasz Lind", 1),
    ]


def test_what_a_colleague_did_last_cannot_be_undone(world: World) -> None:
    assert world.workspace.read(next_steps).undo is None
    with pytest.raises(StepHiddenError):
        world.workspace.undo()
    world.workspace.act_as("Nadia Osei")
    hidden = [step.id for step in world.workspace.read(audit_trail)]
    world.workspace.act_as("Ana Ruiz")
    open_ones = {step.id for step in world.workspace.read(audit_trail)}
    for step_id in set(hidden) - open_ones:
        with pytest.raises(StepHiddenError):
            world.workspace.undo_step(step_id)
    own = world.code(world.inside, "How was it", "Fear", coder(world, "Ana Ruiz"))
    assert world.workspace.read(next_steps).undo == "Apply “Fear” to a passage of “Inside”"
    world.workspace.undo()
    assert own not in {row.id for row in segments(world, world.inside)}
    assert world.workspace.read(next_steps).redo == "Apply “Fear” to a passage of “Inside”"


def test_a_step_that_a_colleague_built_upon_is_refused_without_a_number(world: World) -> None:
    added = world.workspace.run(add_code, "Later")
    world.codes["Later"] = added.value
    tomasz = world.workspace.act_as("Tomasz Lind")
    for words in ("hard", "team"):
        world.code(world.inside, words, "Later", tomasz)
    world.workspace.act_as("Ana Ruiz")
    step_id = added.changes.change_set_id
    assert step_id is not None
    with pytest.raises(StepNotUndoableError) as refused:
        world.workspace.undo_step(step_id)
    assert "rests on it" in str(refused.value)
    assert refused.value.rows == ()
    world.workspace.act_as("Nadia Osei")
    with pytest.raises(StepNotUndoableError, match="2 later entries"):
        world.workspace.undo_step(step_id)


def test_a_step_that_reaches_outside_tells_no_numbers(world: World) -> None:
    tomasz = world.workspace.act_as("Tomasz Lind")
    wanted = [
        NewSegment(source, world.span(source, words), world.codes["Peers"], tomasz)
        for source, words in ((world.inside, "hard"), (world.inside, "team"),
                              (world.outside, "hard"))
    ]  # fmt: skip
    world.workspace.run(apply_codes, wanted)
    world.workspace.act_as("Ana Ruiz")
    step = world.workspace.read(audit_trail)[-1]
    assert (step.label, step.rows) == ("Work of another coder in a blind round", 1)
    with pytest.raises(StepHiddenError):
        world.workspace.undo()


def test_deleting_a_code_takes_everything_and_tells_of_ones_own(world: World) -> None:
    outcome = world.workspace.run(delete_code, world.codes["Fear"])
    told = "code “Fear” with 3 segments"
    assert outcome.changes.label == f"Delete {told}"
    assert outcome.changes.told == f"Deleted {told}."
    assert (outcome.value.segments, outcome.value.coders) == (3, 2)
    world.workspace.act_as("Nadia Osei")
    assert "Fear" not in {row.code for row in segments(world, world.inside)}


def test_merging_codes_moves_everything_and_tells_of_ones_own(world: World) -> None:
    effect = world.workspace.run(merge_codes, world.codes["Fear"], world.codes["Peers"]).value
    assert effect.segments == 3
    world.workspace.act_as("Nadia Osei")
    assert "Fear" not in {row.code for row in segments(world, world.inside)}


def test_editing_a_text_moves_everything_and_tells_of_ones_own(world: World) -> None:
    talk = world.workspace.read(read_transcript, world.inside).text
    shorter = talk.replace("How was it?", "How?").replace("we laughed about it", "")
    edited = world.workspace.run(edit_text, world.inside, shorter).value
    assert (edited.moved, edited.lost, edited.united) == (3, (), 0)
    world.workspace.act_as("Nadia Osei")
    assert len(segments(world, world.inside)) == 8


def test_nothing_is_compared_before_the_round_is_closed(world: World) -> None:
    ana, tomasz = coder(world, "Ana Ruiz"), coder(world, "Tomasz Lind")
    assert world.workspace.read(double_coded) == [
        one for one in world.workspace.read(double_coded) if one.source_id == world.outside
    ]
    pair = Comparison(world.inside, (ana, tomasz))
    closing = world.workspace.run(close_agreed, [pair], decided_by=ana).value
    assert closing == Closing(0, 0, 0)
    with pytest.raises(NotDoubleCodedError):
        world.workspace.run(close_double_coding, pair, decided_by=ana)


def test_nothing_is_suggested_in_the_rounds_sources(world: World) -> None:
    ana = coder(world, "Ana Ruiz")
    hash_of = {row.id: row.text_hash for row in world.workspace.read(list_sources)}

    def suggest(session: Session) -> None:
        session.add_all(
            OpenSuggestion(
                id=uuid4(), source_id=source, text_hash=hash_of[source], start=20, end=40,
                code_id=world.codes["Peers"], coder_id=ana, definition_version=1,
                score_thousandths=900, has_percentage=False, band=Band.STRONG, reasons="[]",
                model_hash="",
            )
            for source in (world.inside, world.outside)
        )  # fmt: skip

    world.workspace.keep(suggest)
    seen = {row.source_id for row in world.workspace.read(open_suggestions, ana)}
    assert seen == {world.outside}


def test_the_connection_is_as_before_once_a_query_has_ended(world: World) -> None:
    def temporary(session: Session) -> list[str]:
        return [row[0] for row in session.execute(text("SELECT name FROM temp.sqlite_master"))]

    assert "coded_segment" in world.workspace.read(temporary)
    assert world.workspace.read_whole(temporary) == []
    with pytest.raises(WriteOutsideStepError):
        world.workspace.read(lambda session: session.execute(text("DELETE FROM temp.blind_source")))


def test_without_an_open_round_nothing_stands_between(world: World) -> None:
    world.workspace.act_as("Nadia Osei")

    def temporary(session: Session) -> list[object]:
        return list(session.execute(text("SELECT name FROM temp.sqlite_master")))

    assert world.workspace.read(temporary) == []
