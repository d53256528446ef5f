"""Arguments and options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

from qualcoder_sts.foundation.translation import _
from qualcoder_sts.project.tables.transcripts import Method

ProjectFile = Annotated[Path, typer.Argument(metavar="PROJECT", help=_("The project file."))]
ActingCoder = Annotated[
    str | None,
    typer.Option("--coder", metavar="NAME", help=_("Who does it; else your default coder.")),
]
OnlyCoder = Annotated[
    str | None, typer.Option("--coder", metavar="NAME", help=_("Only this coder's."))
]
OnlyMethod = Annotated[
    Method | None, typer.Option("--method", help=_("Only sources of this method."))
]
OutputFile = Annotated[
    Path, typer.Option("--output", "-o", metavar="FILE", help=_("The file to write."))
]
AsJson = Annotated[bool, typer.Option("--json", help=_("Print one JSON object and nothing else."))]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help=_("No progress, no remarks, no confirmation."))
]
