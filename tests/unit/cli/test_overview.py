"""The list of commands: help with examples, a quick start, and the page that documents it all."""

import re
import shlex
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from typer.main import get_command

from qualcoder_sts import cli
from qualcoder_sts.analysis.agreement.record import AgreementRecord
from qualcoder_sts.cli import (
    checking,
    codebooks,
    coding,
    coding_tables,
    concordances,
    counting,
    demonstration,
    finishing,
    importing,
    listing,
    merging,
    models,
    reconciling,
    retrieving,
    rounds,
    searching,
    showing,
    starting,
    steps,
    suggestions,
)
from qualcoder_sts.cli.overview import COMMANDS, GROUPS, Command, application
from qualcoder_sts.merge.copying import MadeCopy
from qualcoder_sts.suggest.figures import SuggestionCheck

RESULTS: dict[str, type] = {
    "demo": demonstration.Demonstration,
    "new": starting.StartedProject,
    "import": importing.ImportedFiles,
    "sources": listing.SourceRows,
    "participants": listing.ParticipantRows,
    "codes": listing.CodeRows,
    "codebook import": codebooks.ImportedCodebook,
    "codebook export": codebooks.ExportedCodebook,
    "code": coding.AppliedCode,
    "coding import": coding_tables.ImportedCoding,
    "coding export": coding_tables.ExportedCoding,
    "search": searching.FoundTexts,
    "kwic": concordances.ShownLines,
    "retrieve": retrieving.ShownSegments,
    "frequencies": counting.CountedCodes,
    "agreement": AgreementRecord,
    "chart": showing.ShownFile,
    "report write": showing.ShownFile,
    "report check": showing.ShownFile,
    "suggest run": suggestions.SuggestedPassages,
    "suggest accept": suggestions.Decided,
    "suggest reject": suggestions.Decided,
    "suggest evaluate": SuggestionCheck,
    "model install": models.ShownModel,
    "model info": models.ShownModel,
    "finished": finishing.FinishedSources,
    "assign": rounds.ShownAssignments,
    "rounds": rounds.ShownRounds,
    "round open": rounds.ShownRounds,
    "round close": rounds.ShownRounds,
    "consensus": reconciling.Reconciled,
    "copy": MadeCopy,
    "merge": merging.MergedProject,
    "history": steps.ShownSteps,
    "undo": steps.ShownSteps,
    "redo": steps.ShownSteps,
    "check": checking.CheckedProject,
}
# Documented where they are first named.
SAME_AS_ELSEWHERE = {"undo", "redo", "suggest reject", "round open", "round close"}
ONLY_OF_CHARTS = {"report write": {"alt_text"}, "report check": {"alt_text"}}
WRITING = {
    *("demo", "new", "import", "codebook import", "code", "coding import", "search"),
    *("suggest run", "suggest accept", "suggest reject", "finished", "undo", "redo"),
    *("assign", "round open", "round close", "consensus", "merge"),
}
FILTERED = {
    *("sources", "codes", "coding export", "retrieve", "kwic", "frequencies"),
    *("suggest evaluate", "history"),
}


def parsed() -> dict[str, Any]:
    """Every command as Typer understands it, by its whole name."""
    top: Any = get_command(application())
    found = dict(top.commands)
    for group in GROUPS:
        inner = found.pop(group)
        found |= {f"{group} {name}": command for name, command in inner.commands.items()}
    return found


def options_of(command: Any) -> set[str]:
    return {name for parameter in command.params for name in parameter.opts if name[:1] == "-"}


@pytest.fixture(scope="module")
def sections(repository: Path) -> dict[str, str]:
    """The page's sections by the command they are about."""
    page = (repository / "docs" / "command-line.md").read_text(encoding="utf-8")
    parts = re.split(r"^### (.+)$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_table_names_every_command_once() -> None:
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)
    assert set(parsed()) == {command.name for command in COMMANDS} == set(RESULTS)


def test_every_command_speaks_json_and_can_be_quiet() -> None:
    for name, command in parsed().items():
        assert {"--json", "--quiet", "-q"} <= options_of(command), name
        assert ("--coder" in options_of(command)) == (name in WRITING | FILTERED | {"copy"}), name


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_help_has_the_summary_and_examples_that_can_be_typed(
    entry: Command, command: Callable[..., Any]
) -> None:
    ran = command(*entry.words, "--help")
    assert ran.code == 0
    assert entry.summary.split()[0] in ran.out
    known = options_of(parsed()[entry.name])
    assert entry.examples
    for example in entry.examples:
        assert f"  qualcoder-sts {example}\n" in ran.out
        words = shlex.split(example)
        assert words[: len(entry.words)] == entry.words
        assert {word for word in words if word.startswith("-")} <= known


def test_the_overview_lists_every_command_without_cutting(command: Callable[..., Any]) -> None:
    ran = command("--help")
    assert ran.code == 0
    assert "..." not in ran.out.partition("Commands:")[2]
    for entry in COMMANDS:
        assert re.search(rf"^  {entry.words[0]} ", ran.out, re.MULTILINE)
    for group in GROUPS:
        assert "..." not in command(group, "--help").out.partition("Commands:")[2]


def test_the_overview_imports_nothing_heavy(
    of_its_own: Callable[..., "subprocess.Popen[str]"],
) -> None:
    program = (
        "import sys\n"
        "from qualcoder_sts.cli.running import run\n"
        "assert run(['--help'], lambda project: 0) == 0\n"
        "heavy = {'sqlalchemy', 'rich', 'matplotlib', 'docx', 'regex', 'PySide6', 'lxml'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    with of_its_own("-c", program) as process:
        assert process.communicate()[1] == ""
    assert process.returncode == 0


def test_every_command_and_option_is_documented(sections: dict[str, str]) -> None:
    assert list(sections) == list(dict.fromkeys(sections))
    assert set(sections) == set(RESULTS)
    missing = [
        f"{name}: {option}"
        for name, command in parsed().items()
        for option in options_of(command) - {"--help", "-q"}
        if f"`{option}" not in sections[name]
    ]
    assert not missing
    invented = [
        f"{name}: {option}"
        for name, text in sections.items()
        for option in re.findall(r"`(--[a-z-]+)", text)
        if option not in options_of(parsed()[name])
    ]
    assert not invented


def test_every_json_key_is_documented(sections: dict[str, str]) -> None:
    missing = [
        f"{name}: {key}"
        for name, result in RESULTS.items()
        if name not in SAME_AS_ELSEWHERE
        for key in set(keys_of(result)) - ONLY_OF_CHARTS.get(name, set())
        if f"`{key}`" not in sections[name].partition("JSON: ")[2]
    ]
    assert not missing


def test_no_module_of_the_command_line_knows_sql() -> None:
    folder = Path(cli.__file__).parent
    text = "\n".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    assert not re.search(r"^\s*(?:from|import) (?:sqlalchemy|sqlite3)\b", text, re.MULTILINE)


def keys_of(record: type) -> Iterator[str]:
    """The JSON keys of a result and of all that is inside it."""
    hints = get_type_hints(record)
    for field in fields(record):
        yield field.name
        for inner in (hints[field.name], *parts_of(hints[field.name])):
            if isinstance(inner, type) and is_dataclass(inner):
                yield from keys_of(inner)


def parts_of(hint: object) -> Iterator[object]:
    for part in get_args(hint):
        yield part
        yield from parts_of(part)
