"""Asking where a file is to be written."""

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def asked_file(parent: QWidget, title: str, proposal: Path, kinds: Sequence[str]) -> Path | None:
    """The file somebody chose, with an ending; ``kinds`` are like ``Word (*.docx)``."""
    name, chosen = QFileDialog.getSaveFileName(parent, title, str(proposal), ";;".join(kinds))
    if not name:
        return None
    path = Path(name)
    if path.suffix:
        return path
    ending = re.search(r"\*(\.\w+)", chosen or kinds[0])
    return path.with_name(path.name + (ending[1] if ending else proposal.suffix))
