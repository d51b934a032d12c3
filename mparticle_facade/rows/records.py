"""Batches in a stream of JSON, one a line or as elements of an array, without reading more than is needed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import msgspec

from mparticle_facade.errors import Problem
from mparticle_facade.rows.sources import Stream

MOST_BYTES = 4_194_304
"""A longer line is passed over, not read."""
objects = msgspec.json.Decoder(dict[str, msgspec.Raw])
T = TypeVar("T")
_ANOTHER = re.compile(rb"\}[ \t,\x1e]*\{")  # in a line: an object after another, or a list of them
_PIECE = 1 << 18
_BOM = b"\xef\xbb\xbf"


class Place(NamedTuple):
    """Where a record begins: what is needed to go on from there."""

    ordinal: int = 0
    """How many records come before it."""
    line: int = 1
    offset: int = 0
    """In bytes, unpacked."""


class Record(NamedTuple):
    """One batch, or what stands in its place."""

    ordinal: int
    line: int
    payload: bytes
    problems: Sequence[Problem] = ()
    """Why it can't be a batch, where that is known already."""
    unended: bool = False
    """Whether the file ends with it, and without the end of a line."""
    members: Sequence[int] = ()
    """The ordinals of the rows that it was made of."""
    of: Callable[[Sequence[int]], Record] | None = None
    """Makes the batch of some of them."""
    file: str | None = None
    """Where it is, if a query reads other files than it is named after."""

    @property
    def ordinals(self) -> Sequence[int]:
        """What is settled with it: the rows that it was made of, else itself."""
        return self.members or (self.ordinal,)


class Block(NamedTuple):
    """Records that were read together."""

    begin: Place
    records: list[Record]
    end: int
    """The ordinal after the last."""
    notes: Sequence[tuple[int, Problem]] = ()
    """Lines, and what is to be told about them, which stops nothing."""
    passed: Sequence[int] = ()
    """Ordinals of what is no record, such as an empty row."""
    seen: tuple[int, str] = (0, "")
    """So many rows were read, and their digest, where their order may change."""
    position: int = 0
    """Bytes of the file that were read."""
    described: Sequence[str] = ()
    """How tables are read."""


def lines(stream: Stream, begin: Place) -> Iterator[Block]:
    """The lines of a stream; an empty one is a record with nothing in it, so that each line has its ordinal.

    A line of more than `MOST_BYTES` is a record with a fault and without payload; it is never held as a whole.
    """
    ordinal, line, offset = begin
    stream.skip(offset)
    tail = b""
    dropped = 0  # bytes of a line that is too long
    while piece := stream.read(_PIECE):
        found = piece.split(b"\n")
        rest = found.pop()
        if not found:
            if dropped or len(tail) + len(rest) > MOST_BYTES:
                dropped += len(tail) + len(rest)
                tail = b""
            else:
                tail += rest
            continue
        length = dropped + len(tail) + len(found[0])
        records = [Record(ordinal + index, line + index, text) for index, text in enumerate(found)]
        if dropped:
            records[0] = Record(ordinal, line, b"", _too_long(length))
        elif tail:
            records[0] = Record(ordinal, line, tail + found[0])
        if offset == 0 and records[0].payload.startswith(_BOM):
            records[0] = records[0]._replace(payload=records[0].payload[len(_BOM) :])
        yield Block(Place(ordinal, line, offset), records, ordinal + len(found))
        ordinal += len(found)
        line += len(found)
        offset += length - len(found[0]) + len(piece) - len(rest)
        tail, dropped = rest, 0
    if dropped:
        yield Block(Place(ordinal, line, offset), [Record(ordinal, line, b"", _too_long(dropped))], ordinal + 1)
    elif tail:
        text = tail.removeprefix(_BOM) if offset == 0 else tail
        yield Block(Place(ordinal, line, offset), [Record(ordinal, line, text, unended=True)], ordinal + 1)


def _too_long(length: int) -> Sequence[Problem]:
    return faulty(f"is a line of {length} bytes, and a request must stay under 256000: not copied to the rejects")


def faulty(why: str) -> Sequence[Problem]:
    """What is wrong with a record that can't be looked into."""
    return (Problem("$", "invalid", why),)


# Whole texts first, so that what is in them is passed over; a quote that is left is one that the piece cuts off.
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[{\]},"]', re.DOTALL)
_REST = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_BETWEEN = b" \t\r\n\x1e"  # RFC 7464 begins a text with a record separator


class _Elements:
    """Finds elements by brackets alone; holds what it has not seen the end of."""

    def __init__(self) -> None:
        self.ordinal = 0
        self.line = 1
        self.data = b""
        self.scanned = 0
        self.counted = 0  # of the data, for the line
        self.mark = 0  # where the element may begin
        self.depth = 0
        self.outer = 0  # 1 inside of the array
        self.dropped = False
        self.inside = False  # of a text, up to `scanned`

    def feed(self, piece: bytes) -> Iterator[Record]:
        self.data += piece
        if self.inside:
            self.pass_text()
        for token in _TOKEN.finditer(self.data, self.scanned) if not self.inside else ():
            start, end = token.span()
            sign = self.data[start]
            if sign == 0x22:
                if end == start + 1:
                    self.scanned = end
                    self.pass_text()
                    break
            elif sign in b"[{":
                if self.depth == self.outer == 0 and sign == 0x5B:
                    self.outer, self.mark = 1, end
                self.depth += 1
            elif sign in b"]}":
                self.depth -= 1
                if self.depth == self.outer:
                    yield from self.element(end)
                elif self.depth < self.outer:
                    yield from self.element(start)
                    self.depth = self.outer = 0
                    self.mark = end
            elif self.depth == self.outer:
                yield from self.element(start)
                self.mark = end
            self.scanned = end
        self.forget()

    def pass_text(self) -> None:
        """Look on for the end of a text, at each of its bytes once."""
        rest = _REST.match(self.data, self.scanned)
        self.scanned = rest.end() if rest else self.scanned
        self.inside = self.data[self.scanned : self.scanned + 1] != b'"'
        self.scanned += not self.inside

    def element(self, end: int) -> Iterator[Record]:
        text = self.data[self.mark : end].lstrip(_BETWEEN)
        self.line += self.data.count(b"\n", self.counted, end - len(text))
        line = self.line
        self.line += self.data.count(b"\n", end - len(text), end)
        self.mark = self.counted = end
        if self.dropped:
            yield Record(self.ordinal, line, b"", faulty(f"is an element of more than {MOST_BYTES} bytes: not copied"))
        elif text:
            yield Record(self.ordinal, line, text.rstrip())
        self.ordinal += bool(text or self.dropped)
        self.dropped = False

    def forget(self) -> None:
        """Keep what is needed, and no element that is too long."""
        if len(self.data) - self.mark > MOST_BYTES:
            self.dropped = True
            self.mark = self.scanned
        self.line += self.data.count(b"\n", self.counted, self.mark) if self.counted < self.mark else 0
        self.counted = max(self.counted, self.mark)
        self.data = self.data[self.mark :]
        self.scanned -= self.mark
        self.counted -= self.mark
        self.mark = 0

    def end(self) -> Iterator[Record]:
        text = self.data.strip(_BETWEEN)
        if text or self.dropped or self.outer:
            cut_off = faulty("is cut off: the file ends in the middle of its JSON") if self.depth or self.outer else ()
            yield Record(self.ordinal, self.line, text, cut_off)


def elements(stream: Stream) -> Iterator[Block]:
    """The elements of a JSON array, or of several in a row, or objects in a row; pretty-printed or not.

    Only the brackets are looked at: an element that is no valid JSON is a record all the same. What follows a bracket
    or a quote too few is one record.
    """
    scan = _Elements()
    first = True
    while piece := stream.read(_PIECE):
        records = list(scan.feed(piece.removeprefix(_BOM) if first else piece))
        first = False
        if records:
            yield Block(Place(records[0].ordinal, records[0].line), records, records[-1].ordinal + 1)
    if records := list(scan.end()):
        yield Block(Place(records[0].ordinal, records[0].line), records, records[-1].ordinal + 1)


def one_a_line(head: bytes) -> bool:
    """Whether JSON that begins like this has its objects each on a line."""
    if head.startswith((b"[", b"\x1e")):
        return False
    first, *others = [line for line in head.split(b"\n") if line.strip()]
    # An object may be spread over lines, or its line may hold another one; a broken line is followed by a whole one.
    if first.lstrip().startswith(b"{") and all(map(no_object, (first, *others[:1]))):
        return False
    return not any(_ANOTHER.search(line) and _several(line) for line in (first, *others))


def _several(line: bytes) -> bool:
    """Whether another object follows an object on its line."""
    text = line.decode(errors="replace").strip()
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return False
    return text[end:].lstrip(" \t,\x1e").startswith("{")


def no_object(line: bytes) -> str | None:
    """Why it is none, None where it is one."""
    try:
        objects.decode(line.strip())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return f"is no object of JSON: {error}"
    return None


def taken_apart(record: Record, check: Callable[[Record], T], bad: Callable[[T], object]) -> Iterator[tuple[Record, T]]:
    """A record and what came of it; of rows that were put together, the bad ones by themselves."""
    found = check(record)
    if not bad(found) or record.of is None or len(record.members) < 2:
        yield record, found
        return
    good = []
    for member in record.members:
        alone = record.of([member])
        found = check(alone)
        if bad(found):
            yield alone, found
        else:
            good.append(member)
    half = len(good) // 2 if len(good) == len(record.members) else len(good)  # each may be well alone
    for some in filter(None, (good[:half], good[half:])):
        yield from taken_apart(record.of(some), check, bad)
