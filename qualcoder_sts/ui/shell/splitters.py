"""How the parts of a page share its room, kept between sessions."""

from collections.abc import Iterator

from PySide6.QtWidgets import QSplitter, QWidget

from qualcoder_sts.ui.shell.window_memory import WindowMemory


def restore_splitters(page: QWidget, memory: WindowMemory) -> None:
    """Share the room of a page as the last time; one never seen before stays as it came."""
    for name, splitter in _splitters(page):
        splitter.restoreState(memory.bytes_of(name))


def note_splitters(page: QWidget, memory: WindowMemory) -> None:
    """Note how the room of a page is shared."""
    for name, splitter in _splitters(page):
        memory.note_bytes(name, bytes(splitter.saveState().data()))


def _splitters(page: QWidget) -> Iterator[tuple[str, QSplitter]]:
    """Each with its name in the memory; pages make theirs in the same order every time."""
    for number, splitter in enumerate(page.findChildren(QSplitter)):
        yield f"parts of {page.objectName()} {number}", splitter
