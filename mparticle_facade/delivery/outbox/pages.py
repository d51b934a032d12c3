"""The rows of an outbox, read from the bytes of its pages, whatever became of the tree that leads to them.

Only the format of SQLite's files (https://www.sqlite.org/fileformat2.html) and the shapes of our rows count here. Each
page in its newest version, from the log or the main file; of a page that is whole, the cells that it lists; of a page
that is not, every place where a row begins whose checksum is right.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple, Protocol

from mparticle_facade.delivery.outbox.raw import PAGE

_LEAF, _INTERIOR = 0x0D, 0x05
_DEEPEST = 20
_MAX_LOCAL = PAGE - 35
_MIN_LOCAL = (PAGE - 12) * 32 // 255 - 23
_FRAME = 24 + PAGE
_WAL_HEADER = 32
_MOST_PAGES = 2**32 // PAGE * 64  # 256 GB: a number beyond is none
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

_ROW_HEADER = re.compile(rb"[\x05-\x20]\x00[\x00-\x06\x08\x09]", re.DOTALL)
"""Its length, the number (which is elsewhere), and an integer: when the batch was accepted."""

Value = int | float | bytes | str | None
Row = tuple[Value, ...]


class Cell(NamedTuple):
    """A row as it is in the file: its number, and its columns."""

    sequence: int
    columns: Row


@dataclass
class Pages:
    """What was found, by what a row looks like."""

    listed: list[Cell] = field(default_factory=list)
    """What the pages in use list, in their newest version."""
    carved: list[Cell] = field(default_factory=list)
    """Whatever else is whole, in older versions, and in pages that are free or damaged."""
    gap: bool = False
    """Part of the log is missing: what is listed may be older than it should be."""


class Main(Protocol):
    """The pages of the main file, by number: the first is 1. Zeros where there is none."""

    @property
    def size(self) -> int: ...

    def __call__(self, number: int, /) -> bytes: ...


def read(main: Main, wal: bytes, is_whole: Callable[[Cell], bool], *, behind: bool = False) -> Pages:
    """All the rows there are; ``is_whole`` says whether one is as it was written.

    ``behind`` says that the log is older than the main file.
    """
    newest, gap = ({}, False) if behind else _log(wal)
    size = max([main.size, *newest])

    def image(number: int) -> bytes:
        return newest[number] if number in newest else main(number)

    free = _free(image, size)
    found = Pages(gap=gap)
    in_use = {*range(2, main.size + 1), *newest} - free - {1}  # the first has the schema
    for number in sorted(in_use):
        found.listed += _listed(image(number), image, size)
    seen = {(cell.sequence, len(cell.columns)) for cell in found.listed if is_whole(cell)}
    in_main = (main(number) for number in range(2, main.size + 1))
    in_log = (wal[at + 24 : at + _FRAME].ljust(PAGE, b"\0") for at in range(_WAL_HEADER, len(wal), _FRAME))
    for page in chain(in_main, in_log):
        for cell in _anything(page, image, size):
            if (cell.sequence, len(cell.columns)) not in seen and is_whole(cell):
                found.carved.append(cell)
    return found


def last_cell(main: Main, root: int) -> Cell | None:
    """The cell of the highest number in a table, by the pages of the main file alone; None where that can't be seen."""
    number = root
    for _ in range(_DEEPEST):
        page = main(number)
        if page[0] == _LEAF:
            return max(_listed(page, main, main.size), default=None, key=lambda cell: cell.sequence)
        if page[0] != _INTERIOR:
            return None
        (number,) = struct.unpack_from(">I", page, 8)
        if not 0 < number <= main.size:
            return None
    return None


def _anything(page: bytes, image: Callable[[int], bytes], size: int) -> Iterator[Cell]:
    yield from _listed(page, image, size)
    yield from _carved(page, image, size)


def commits(wal: bytes) -> list[int]:
    """The numbers of the frames that end a transaction in the log, by their salts alone, whatever their checksums."""
    salts = wal[16:24]
    ends = range(_WAL_HEADER, len(wal) - _FRAME + 1, _FRAME)
    return [
        number
        for number, at in enumerate(ends, 1)
        if wal[at + 8 : at + 16] == salts and wal[at + 4 : at + 8] != b"\0\0\0\0"
    ]


def size_at(wal: bytes, frame: int) -> int:
    """How many pages the file has after this frame, which ends a transaction."""
    (size,) = struct.unpack_from(">I", wal, _WAL_HEADER + (frame - 1) * _FRAME + 4)
    return int(size)


def past(wal: bytes, believed: int, is_whole: Callable[[Cell], bool]) -> list[Cell]:
    """The rows in the frames after so many, up to the last commit; without those that go on in other pages."""
    found = []
    for index in range(believed, max(commits(wal), default=0)):
        at = _WAL_HEADER + index * _FRAME + 24
        found += [cell for cell in _listed(wal[at : at + PAGE], lambda _: bytes(PAGE), 0) if is_whole(cell)]
    return found


def _log(wal: bytes) -> tuple[dict[int, bytes], bool]:
    """The newest version of each page in the log, up to the last commit, and whether a frame is missing before that."""
    newest: dict[int, bytes] = {}
    salts = wal[16:24]
    gap = False
    for index in range(max(commits(wal), default=0)):
        at = _WAL_HEADER + index * _FRAME
        (number,) = struct.unpack_from(">I", wal, at)
        if wal[at + 8 : at + 16] == salts and 0 < number <= _MOST_PAGES:
            newest[number] = wal[at + 24 : at + _FRAME]
        else:
            gap = True
    return newest, gap


def _free(image: Callable[[int], bytes], size: int) -> set[int]:
    """The pages that hold nothing any more."""
    free: set[int] = set()
    (trunk,) = struct.unpack_from(">I", image(1), 32)
    while 0 < trunk <= size and trunk not in free:
        free.add(trunk)
        page = image(trunk)
        trunk, leaves = struct.unpack_from(">II", page)
        if leaves > PAGE // 4 - 2:
            break
        free.update(struct.unpack_from(f">{leaves}I", page, 8))
    return free


def _listed(page: bytes, image: Callable[[int], bytes], size: int) -> list[Cell]:
    """The cells of a leaf, as far as they make sense."""
    (cells,) = struct.unpack_from(">H", page, 3)
    if page[0] != _LEAF or 8 + 2 * cells > PAGE:
        return []
    places = (at for (at,) in struct.iter_unpack(">H", page[8 : 8 + 2 * cells]))
    return [cell for cell in (_cell(page, at, image, size) for at in places) if cell is not None]


def _carved(page: bytes, image: Callable[[int], bytes], size: int) -> Iterator[Cell]:
    """What looks like a row, wherever it begins: the length and the number come before the header."""
    for header in _ROW_HEADER.finditer(page):
        for at in range(max(0, header.start() - 18), header.start() - 1):
            cell = _cell(page, at, image, size, header.start())
            if cell is not None:
                yield cell


def _cell(page: bytes, at: int, image: Callable[[int], bytes], size: int, header: int | None = None) -> Cell | None:
    try:
        length, at = _varint(page, at)
        sequence, at = _varint(page, at)
        if header not in (None, at) or not 4 <= length <= 1_000_000_000 or not 0 < sequence < 2**62:
            return None
        if length <= _MAX_LOCAL:
            record = page[at : at + length]
        else:
            local = _MIN_LOCAL + (length - _MIN_LOCAL) % (PAGE - 4)
            local = local if local <= _MAX_LOCAL else _MIN_LOCAL
            # A look at the header of the record first: most of what is carved is none, and a chain is long.
            if _columns(page[at : at + local], length) is None:
                return None
            record = page[at : at + local] + _overflow(page, at + local, length - local, image, size)
        if len(record) != length:
            return None
        columns = _columns(record, length)
        return None if columns is None else Cell(sequence, tuple(_value(record, *each) for each in columns))
    except (IndexError, struct.error, ValueError):
        return None


def _overflow(page: bytes, at: int, length: int, image: Callable[[int], bytes], size: int) -> bytes:
    parts = []
    (number,) = struct.unpack_from(">I", page, at)
    while length > 0 and 0 < number <= size:
        following = image(number)
        parts.append(following[4 : 4 + length])
        length -= PAGE - 4
        (number,) = struct.unpack_from(">I", following)
    return b"".join(parts)


def _columns(record: bytes, length: int) -> list[tuple[int, int, int]] | None:
    """The type, the place and the length of each column; None when this is the header of no row of ours."""
    header, at = _varint(record, 0)
    if not 4 <= header <= 64:
        return None
    columns = []
    place = header
    while at < header:
        kind, at = _varint(record, at)
        if kind >= 12:
            size = (kind - 12) // 2
        elif kind in _INTEGERS:
            size = _INTEGERS[kind]
        elif kind in (0, 8, 9):
            size = 0
        else:
            return None
        columns.append((kind, place, size))
        place += size
    return columns if at == header and place == length and len(columns) >= 4 else None


def _value(record: bytes, kind: int, place: int, size: int) -> Value:
    data = record[place : place + size]
    if kind >= 12:
        return bytes(data) if kind % 2 == 0 else data.decode("utf-8", "surrogateescape")
    if kind in (8, 9):
        return kind - 8
    return None if kind == 0 else int.from_bytes(data, "big", signed=True)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(at, at + 8):
        byte = data[index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, index + 1
    return value << 8 | data[at + 8], at + 9
