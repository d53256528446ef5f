"""The pages of a SQLite file, read without SQLite: https://www.sqlite.org/fileformat2.html.

Nothing here trusts what it reads. What makes no sense is counted as lost, never an error.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

Value: TypeAlias = str | int | float | bytes | None

_MAGIC = b"SQLite format 3\x00"
_USUAL_PAGE_SIZE = 4096
_HEADER_LENGTH = 100
_LEAF, _INTERIOR = 0x0D, 0x05
_DEEPEST = 40  # a tree of a file that fits a disk has a tenth of this
_WIDTH_OF_INTEGER = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class _UnreadableError(Exception):
    """Bytes that are not what they should be."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it lies in its page; a column that is the row's number holds None."""

    rowid: int
    values: tuple[Value, ...]


@dataclass(slots=True)
class Tree:
    """What was found below one root page.

    ``lost`` counts pages and records that could not be read. ``has_its_end`` tells whether the
    records with the highest numbers are among those found.
    """

    records: list[Record] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    lost: int = 0
    has_its_end: bool = True


class PageFile:
    """A SQLite file as its pages, counted from 1."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.has_header = content.startswith(_MAGIC)
        self.page_size = self._declared_page_size()
        self._usable = self.page_size
        self.count = -(-len(content) // self.page_size)

    def tree(self, root: int) -> Tree:
        """All records below a root page, those that can be read."""
        tree = Tree()
        self._walk(root, tree, 0, at_end=True)
        numbers = [record.rowid for record in tree.records]
        if any(later <= earlier for earlier, later in pairwise(numbers)):
            tree.lost += 1  # a page of somewhere else has come between
            tree.has_its_end = False
        return tree

    def loose_records(self, claimed: set[int]) -> Iterator[Record]:
        """Records in leaves that belong to none of the trees read so far."""
        for number in range(1, self.count + 1):
            if number not in claimed:
                yield from self._leaf(number, Tree())

    def free_pages(self) -> set[int]:
        """Pages that the file says are not in use; they may hold what was deleted."""
        free: set[int] = set()
        trunk = self._number_at(32) if self.has_header else 0
        while 0 < trunk <= self.count and trunk not in free:
            free.add(trunk)
            page = self._page(trunk)
            following, count = struct.unpack_from(">II", page) if len(page) >= 8 else (0, 0)
            if count > self._usable // 4 - 2 or len(page) < 8 + 4 * count:
                break
            free.update(struct.unpack_from(f">{count}I", page, 8))
            trunk = following
        return free

    def _declared_page_size(self) -> int:
        declared = int.from_bytes(self._content[16:18], "big") if self.has_header else 0
        size = 65536 if declared == 1 else declared
        return size if size in {512 << power for power in range(8)} else _USUAL_PAGE_SIZE

    def _number_at(self, position: int) -> int:
        return int.from_bytes(self._content[position : position + 4], "big")

    def _page(self, number: int) -> bytes:
        start = (number - 1) * self.page_size
        return self._content[start : start + self.page_size]

    def _walk(self, number: int, tree: Tree, depth: int, *, at_end: bool) -> None:
        page = self._page(number) if 0 < number <= self.count else b""
        start = _HEADER_LENGTH if number == 1 else 0
        kind = page[start] if len(page) == self.page_size else None
        if number in tree.pages or depth > _DEEPEST or kind not in {_LEAF, _INTERIOR}:
            tree.lost += 1
            tree.has_its_end = tree.has_its_end and not at_end
            return
        tree.pages.add(number)
        if kind == _LEAF:
            lost = tree.lost
            tree.records += self._leaf(number, tree)
            tree.has_its_end = tree.has_its_end and not (at_end and tree.lost > lost)
            return
        children = self._children(page, start)
        for child in children[:-1]:
            self._walk(child, tree, depth + 1, at_end=False)
        self._walk(children[-1], tree, depth + 1, at_end=at_end)

    def _children(self, page: bytes, start: int) -> list[int]:
        """The pages below an interior page; 0, which is no page, for one that makes no sense."""
        (count,) = struct.unpack_from(">H", page, start + 3)
        (last,) = struct.unpack_from(">I", page, start + 8)
        if start + 12 + 2 * count > self._usable:
            return [0]
        places = struct.unpack_from(f">{count}H", page, start + 12)
        below = [
            struct.unpack_from(">I", page, place)[0] if place + 4 <= len(page) else 0
            for place in places
        ]
        return [*below, last]

    def _leaf(self, number: int, tree: Tree) -> list[Record]:
        """The records of a leaf; what cannot be read is counted in ``tree``."""
        page = self._page(number)
        start = _HEADER_LENGTH if number == 1 else 0
        if len(page) < self.page_size or page[start] != _LEAF:
            return []
        (count,) = struct.unpack_from(">H", page, start + 3)
        if start + 8 + 2 * count > self._usable:
            tree.lost += 1
            return []
        records = []
        for place in struct.unpack_from(f">{count}H", page, start + 8):
            try:
                records.append(self._record(page, place))
            except (_UnreadableError, IndexError, struct.error, UnicodeDecodeError):
                tree.lost += 1
        return records

    def _record(self, page: bytes, place: int) -> Record:
        length, place = _varint(page, place)
        rowid, place = _varint(page, place)
        payload = self._payload(page, place, length)
        if rowid >= 1 << 63:
            rowid -= 1 << 64
        return Record(rowid, tuple(_values(payload)))

    def _payload(self, page: bytes, place: int, length: int) -> bytes:
        """A record's bytes: what lies in its page, and what overflows into others."""
        if length > len(self._content):
            raise _UnreadableError
        most = self._usable - 35
        local = length
        if length > most:
            least = (self._usable - 12) * 32 // 255 - 23
            local = least + (length - least) % (self._usable - 4)
            local = least if local > most else local
        if place + local > self._usable:
            raise _UnreadableError
        parts = [page[place : place + local]]
        missing = length - local
        following = struct.unpack_from(">I", page, place + local)[0] if missing else 0
        while missing:
            overflow = self._page(following) if 0 < following <= self.count else b""
            part = overflow[4 : 4 + min(missing, self._usable - 4)]
            if not part:
                raise _UnreadableError
            parts.append(part)
            missing -= len(part)
            following = struct.unpack_from(">I", overflow)[0]
        return b"".join(parts)


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next thing begins."""
    result = 0
    for index in range(8):
        byte = data[place + index]
        result = result << 7 | byte & 0x7F
        if byte < 0x80:
            return result, place + index + 1
    return result << 8 | data[place + 8], place + 9


def _values(payload: bytes) -> Iterator[Value]:
    header_length, place = _varint(payload, 0)
    content = header_length
    while place < header_length:
        kind, place = _varint(payload, place)
        value, content = _value(payload, content, kind)
        yield value
    if place != header_length or content != len(payload):
        raise _UnreadableError


def _value(payload: bytes, place: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, place
    if kind in {8, 9}:
        return kind - 8, place
    if kind in {10, 11}:
        raise _UnreadableError
    if kind >= 12:
        end = place + (kind - 12) // 2
    else:
        end = place + (8 if kind == 7 else _WIDTH_OF_INTEGER[kind])
    if end > len(payload):
        raise _UnreadableError
    stored = payload[place:end]
    if kind == 7:
        return struct.unpack(">d", stored)[0], end
    if kind < 12:
        return int.from_bytes(stored, "big", signed=True), end
    return stored.decode("utf-8") if kind % 2 else stored, end
