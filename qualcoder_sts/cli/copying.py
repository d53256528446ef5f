"""``copy``: a copy of a project for a colleague."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from qualcoder_sts.cli.opening import reading, with_ending
from qualcoder_sts.cli.options import AsJson, ProjectFile, Quiet
from qualcoder_sts.cli.output import Column, Terminal
from qualcoder_sts.foundation.translation import _
from qualcoder_sts.merge.copying import give_copy
from qualcoder_sts.merge.leaving_out import Reader
from qualcoder_sts.project.kind_words import kind_word

NewFile = Annotated[
    Path, typer.Argument(metavar="FILE", help=_("The file to make; .qsts is its ending."))
]
ForCoder = Annotated[
    str | None, typer.Option("--coder", metavar="NAME", help=_("For whom: who codes in the copy."))
]
Blind = Annotated[
    bool, typer.Option("--blind", help=_("Without what others have coded, noted and decided."))
]
WithPrivate = Annotated[
    bool, typer.Option("--with-private", help=_("With the private memos of others."))
]


def copy_for_colleague(
    context: typer.Context,
    project: ProjectFile,
    file: NewFile,
    *,
    coder: ForCoder = None,
    blind: Blind = False,
    with_private: WithPrivate = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Make a copy for a colleague; merging it later brings their work back."""
    terminal = Terminal.of(context, as_json=as_json, quiet=quiet)
    reader = Reader((coder or "").strip(), blind=blind, with_private=with_private)
    with reading(project) as workspace, terminal.progress() as progress:
        made = give_copy(workspace, with_ending(file), reader, progress)
    terminal.result(made)
    sentence = _("Made “%(file)s” for %(coder)s.") if made.coder else _("Made “%(file)s”.")
    terminal.say(sentence % {"file": made.file.name, "coder": made.coder})
    _tell_withheld(terminal, made.withheld)
    if not made.is_whole:
        terminal.remark(_("What an open blind round keeps from you is left out uncounted."))


def _tell_withheld(terminal: Terminal, withheld: Mapping[str, int]) -> None:
    columns = (Column(_("Left out")), Column(_("Rows"), numbers=True))
    terminal.table(columns, [(kind_word(table), f"{n:,}") for table, n in withheld.items()])
