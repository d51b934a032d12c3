"""The batches that a mapping makes of the rows of a source."""

from __future__ import annotations

import contextlib
from collections.abc import Generator

import msgspec

from mparticle_facade.errors import Problem
from mparticle_facade.rows.ahead import ahead
from mparticle_facade.rows.asked import Asked, Begin
from mparticle_facade.rows.files import Unread
from mparticle_facade.rows.grouping import Grouper
from mparticle_facade.rows.mapping import columns_of
from mparticle_facade.rows.projection import EMPTY, SKIPPED
from mparticle_facade.rows.records import Block, Place, Record, faulty
from mparticle_facade.rows.sources import Query, Source, SourceError
from mparticle_facade.rows.table import chained, opened

_EMPTY = "has no value in a column that is used: left out"


def batches(source: Source, asked: Asked, begin: Begin) -> Generator[Block]:
    """The batches of a source of rows, in order.

    Raises:
        SourceError: it can't be read or understood.
    """
    with contextlib.ExitStack() as closing:
        table = closing.enter_context(opened(source, asked.mapping, asked.memory_mb))
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
            notes = [(line, Problem("$", "duplicate_id", text)) for line, text in grouper.repeated]
            grouper.repeated.clear()
            if optional:
                told = zip(window.lines, window.rows, strict=True)
                notes += [(line, Problem("$", "left_out", row[SKIPPED])) for line, row in told if row[SKIPPED]]
            empty = [index for index, row in enumerate(window.rows) if row[EMPTY]]
            notes += [(window.lines[index], Problem("$", "empty", _EMPTY)) for index in empty]
            if isinstance(source, Query):
                digest = chained(digest, window)
            end = window.begin + len(window.rows)
            position = int(source.size * table.share(end))
            passed = [window.begin + index for index in empty]
            yield Block(Place(window.begin), found, end, notes, passed, (end, digest), position)
        for error in table.files.cut:
            raise error


def followed(query: Query, asked: Asked, begin: Begin) -> tuple[bool, bool]:
    """Whether a query still gives the rows that it gave, and whether there is more than that.

    Raises:
        SourceError: it can't be asked.
    """
    with opened(query, asked.mapping, asked.memory_mb) as table:
        same, more = table.begins_with(*begin.seen)
        for error in table.files.cut:
            raise error
        done = begin.done
        return same, more or any(done and not done(-1 - index) for index, _ in enumerate(table.files.unread))


def _unread(index: int, one: Unread) -> Record:
    """No batch, whatever is in it: its text as a JSON string. Its number is below zero, apart from those of rows."""
    return Record(-1 - index, one.line, msgspec.json.encode(one.text), faulty(one.why), file=one.source.name)
