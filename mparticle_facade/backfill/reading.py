"""Which reader an input takes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator
from typing import NamedTuple

import msgspec

from mparticle_facade.rows import records
from mparticle_facade.rows.ahead import ahead
from mparticle_facade.rows.files import Unread, one_a_line
from mparticle_facade.rows.grouping import Grouper
from mparticle_facade.rows.mapping import Mapping, MappingError, columns_of
from mparticle_facade.rows.projection import EMPTY, SKIPPED
from mparticle_facade.rows.records import Block, Note, Place, Record
from mparticle_facade.rows.sources import Query, Source, SourceError
from mparticle_facade.rows.table import Table, chained

_TABLES = (".csv", ".tsv")
_EMPTY = "has no value in a column that is used: left out"


class Begin(NamedTuple):
    """Where to go on."""

    place: Place = Place()
    rows_before: int = 0
    """Rows of a table that were sent when it was shorter."""
    seen: tuple[int, str] = (0, "")
    """Rows of a query that were read before, and their digest."""
    done: Callable[[int], bool] | None = None
    """Whether a record is settled; None: none is."""


class Asked(NamedTuple):
    """What decides how an input is read."""

    mapping: Mapping | None = None
    environment: str | None = None
    memory_mb: int = 256
    now_ms: int = 0
    """When it is, where old rows go another way; else 0."""


def blocks(source: Source, asked: Asked, begin: Begin) -> Generator[Block]:
    """The records of an input, in order; those before ``begin`` may be left out.

    Raises:
        SourceError: it is empty, or can't be read or understood.
    """
    if isinstance(source, Query) or asked.mapping is not None:
        yield from _rows(source, asked.mapping or Mapping({}, source.name), asked, begin)
        return
    with source.open() as stream:
        head = stream.peek().removeprefix(b"\xef\xbb\xbf").lstrip()
        plain = source.name.lower().removesuffix(".gz").removesuffix(".zst")
        if b"\0" in head and not stream.parquet:
            raise SourceError(f"{source.name}: holds NUL bytes: it is binary, or UTF-16; convert it to UTF-8 first")
        if not head:
            raise SourceError(f"{source.name}: is empty")
        if not stream.parquet and not plain.endswith(_TABLES):
            found = records.lines(stream, begin.place) if one_a_line(head) else records.elements(stream)
            for block in found:
                yield block._replace(position=stream.position)
            return
    yield from _rows(source, Mapping({}, source.name), asked, begin)


def followed(query: Query, asked: Asked, begin: Begin) -> tuple[bool, bool]:
    """Whether a query still gives the rows that it gave, and whether there is more than that.

    Raises:
        SourceError: it can't be asked.
    """
    with _table(query, asked.mapping or Mapping({}, query.name), asked) as table:
        same, more = table.begins_with(*begin.seen)
        done = begin.done
        return same, more or any(done and not done(-1 - index) for index, _ in enumerate(table.files.unread))


def _table(source: Source, mapping: Mapping, asked: Asked) -> Table:
    try:
        return Table(source, mapping, asked.memory_mb)
    except MappingError as error:
        hint = "" if asked.mapping or isinstance(source, Query) else "; name its columns after fields, or say --mapping"
        raise SourceError(f"{error}{hint}") from None


def _rows(source: Source, mapping: Mapping, asked: Asked, begin: Begin) -> Generator[Block]:
    with contextlib.ExitStack() as closing:
        table = closing.enter_context(_table(source, mapping, asked))
        if "environment" not in table.mapping.fields and asked.environment is None:
            raise SourceError(f'{source.name}: needs "environment", or --environment: it is never assumed')
        if begin.seen[0] and isinstance(source, Query) and not table.begins_with(*begin.seen)[0]:
            raise SourceError(
                f"{source.name}: gives other rows than when the upload began, or in another order, so what is left of "
                "it can't be told: end the query with ORDER BY columns that no two rows share, and begin with a new "
                "--state"
            )
        unread = [_unread(index, one) for index, one in enumerate(table.files.unread)]
        yield Block(begin.place, unread, 0, described=table.files.described)
        grouper, digest = Grouper(begin.rows_before), ""
        named = "source_request_id" in table.mapping.fields
        first = 0 if named or isinstance(source, Query) else begin.place.ordinal
        optional = any(column.optional for column in columns_of(table.mapping.root))
        windows = table.windows(first, now_ms=asked.now_ms)
        for window in closing.enter_context(ahead(windows, table.interrupt)):
            found = [group.record() for group in grouper.groups(window, begin.done)]
            notes = [Note(line, "duplicate_id", text) for line, text in grouper.repeated]
            grouper.repeated.clear()
            if optional:
                told = zip(window.lines, window.rows, strict=True)
                notes += [Note(line, "left_out", row[SKIPPED]) for line, row in told if row[SKIPPED]]
            empty = [index for index, row in enumerate(window.rows) if row[EMPTY]]
            notes += [Note(window.lines[index], "empty", _EMPTY) for index in empty]
            if isinstance(source, Query):
                digest = chained(digest, window)
            end = window.begin + len(window.rows)
            position = int(source.size * table.share(end))
            passed = [window.begin + index for index in empty]
            yield Block(Place(window.begin), found, end, notes, passed, (end, digest), position)


def _unread(index: int, one: Unread) -> Record:
    """No batch, whatever is in it: its text as a JSON string. Its number is below zero, apart from those of rows."""
    return Record(-1 - index, one.line, msgspec.json.encode(one.text), one.why, file=one.source.name)
