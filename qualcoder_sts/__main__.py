"""Starts the program: the window, or with arguments the command line."""

import sys
from multiprocessing import freeze_support
from pathlib import Path

from qualcoder_sts.cli.screen import has_screen
from qualcoder_sts.foundation.errors import QualcoderError
from qualcoder_sts.foundation.translation import _

ENDING = ".qsts"


class NoWindowError(QualcoderError):
    """The window cannot be shown here."""

    def __init__(self, why: str) -> None:
        super().__init__(
            _(
                "%s Everything up to charts and reports can be done without it: "
                "“qualcoder-sts --help” lists the commands, “qualcoder-sts demo” shows them at "
                "work."
            )
            % why
        )


def main() -> int:
    """Without arguments, or with a project file alone, the window; else a command."""
    freeze_support()  # a packaged program is started anew as its own worker process
    arguments = sys.argv[1:]
    if not arguments or _is_project(arguments):
        return _window_or_sentence(Path(arguments[0]) if arguments else None)
    from qualcoder_sts.cli.running import run  # noqa: PLC0415 - the window needs none of it

    return run(arguments, _window_or_sentence)


def open_window(project: Path | None) -> int:
    """Open the window; raises ``NoWindowError`` where there is no screen or no Qt."""
    if not has_screen():
        raise NoWindowError(_("There is no screen here to open the window on."))
    try:
        from qualcoder_sts.ui.application import run_window  # noqa: PLC0415 - only with a screen
    except ImportError as error:
        raise NoWindowError(_("The window cannot be opened: %s.") % error) from error
    return run_window(project)


def _is_project(arguments: list[str]) -> bool:
    return len(arguments) == 1 and Path(arguments[0]).suffix.casefold() == ENDING


def _window_or_sentence(project: Path | None) -> int:
    try:
        return open_window(project)
    except QualcoderError as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
