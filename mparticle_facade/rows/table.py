"""The rows of a source, through DuckDB, and what a mapping makes of them."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
from collections.abc import Generator, Iterator, Sequence
from operator import itemgetter
from typing import Any, Self

import msgspec

from mparticle_facade.rows import projection
from mparticle_facade.rows.files import Files
from mparticle_facade.rows.grouping import Window
from mparticle_facade.rows.locking import scratch
from mparticle_facade.rows.mapping import Mapping
from mparticle_facade.rows.projection import EVENTS, ID, SHARED, literal
from mparticle_facade.rows.sources import Query, Source, SourceError

WINDOW = 10_000
"""Rows in which those of one user find each other, ..."""
_MOST_CHARACTERS = 16_000_000
"""... unless they are as long as that."""
_PIECE = 500
_content = itemgetter(SHARED, EVENTS, ID)


class Table:
    """The rows of one source. Closing it removes what was written beside.

    Raises:
        SourceError: it can't be read, can't be understood, or lacks columns.
    """

    def __init__(self, source: Source, mapping: Mapping, memory_mb: int = 256) -> None:
        import duckdb

        self.source = source
        self._error = duckdb.Error
        self._closing = contextlib.ExitStack()
        try:
            self._beside = self._closing.enter_context(scratch())
        except OSError as error:
            raise _no_room(source, error) from None
        self._connection = self._closing.enter_context(duckdb.connect())
        self.files = Files(self._run, self._beside)
        """How the files are read, and what in them can't be."""
        settings = {
            "memory_limit": f"{memory_mb}MB", "threads": 2, "temp_directory": str(self._beside / "spilled"),
            "TimeZone": mapping.options.timezone or "UTC",
        }  # fmt: skip
        try:
            for key, value in settings.items():
                self._run(f"SET {key} = {literal(str(value))}")
            self._run(projection.macros())
            self._open(source, mapping)
        except OSError as error:
            self.close()
            raise _no_room(source, error) from None
        except BaseException:
            self.close()
            raise

    def _open(self, source: Source, mapping: Mapping) -> None:
        if isinstance(source, Query):
            self._relation, self._types = self._queried(source, mapping)
            self._first_line, self._lines, self._rows = 1, None, 0
            mapping = mapping.with_fields(list(self._types), strict=True)
        else:
            reader = self.files.reader(source, mapping.options, mapping.columns)
            self._relation, self._types = reader.relation, reader.types
            self._first_line, self._lines, self._rows = reader.first_line, reader.lines, reader.rows
            if self._lines is None:
                mapping = mapping.with_fields(list(self._types), strict=not mapping.fields)
        if said := mapping.missing(self._types):
            raise SourceError(f"{source.name}: {said}")
        self.mapping = mapping

    def windows(self, begin: int, *, now_ms: int = 0) -> Generator[Window]:
        """The rows from this one on, which begins a window: up to `WINDOW`, and fewer where rows are long.

        Raises:
            SourceError: reading fails.
        """
        select = projection.select(self._connection, self.mapping, self._types, self._relation, now_ms, self._lines)
        cursor = self._run(f"{select} OFFSET {begin}" if begin else select)
        lines = self._numbers(begin)
        while rows := self._fetched(cursor, begin):
            if self._lines:
                given: Sequence[int] = [row[-1] for row in rows]
            elif self.files.unread and not isinstance(self.source, Query):
                given = list(itertools.islice(lines, len(rows)))
            else:
                given = range(self._first_line + begin, self._first_line + begin + len(rows))
            yield Window(begin, rows, given)
            begin += len(rows)

    def _numbers(self, begin: int) -> Iterator[int]:
        """The lines of rows: each takes one, and so does what is no row."""
        line = self._first_line
        passed = 0
        for bad in sorted(unread.line for unread in self.files.unread):
            rows = max(0, bad - line)
            yield from range(line + max(0, begin - passed), line + rows)
            passed += rows
            line = max(line, bad + 1)
        yield from itertools.count(line + max(0, begin - passed))

    def _fetched(self, cursor: Any, begin: int) -> list[Any]:
        rows: list[Any] = []
        size = 0
        with self._told(f"row {begin + 1} or later: "):
            while len(rows) < WINDOW and size < _MOST_CHARACTERS and (piece := cursor.fetchmany(_PIECE)):
                rows += piece
                size += sum([len(row[EVENTS] or "") + len(row[SHARED]) for row in piece])
        return rows

    def begins_with(self, rows: int, digest: str) -> tuple[bool, bool]:
        """Whether the first so many rows are those of a digest, in the same order; and whether more follow.

        Raises:
            SourceError: reading fails.
        """
        found, more = "", False
        for window in self.windows(0):
            left = rows - window.begin
            more = len(window.rows) > left
            if left:
                found = chained(found, window._replace(rows=window.rows[:left]))
            if more:
                break
        return found == digest, more

    def share(self, rows: int) -> float:
        """How much of it so many rows are, as far as that is known."""
        return min(1.0, rows / self._rows) if self._rows else max(0.0, self._connection.query_progress() / 100)

    def interrupt(self) -> None:
        """End what another thread is reading."""
        self._connection.interrupt()

    def _run(self, sql: Any, *, asked: bool = False) -> Any:
        """Run SQL of ours, or what a query asks for."""
        with self._told(asked=asked):
            return self._connection.execute(sql)

    @contextlib.contextmanager
    def _told(self, where: str = "", *, asked: bool = False) -> Iterator[None]:
        try:
            yield
        except self._error as error:
            raise SourceError(f"{self.source.name}: {where}{_said(error, asked)}") from None
        except RuntimeError as error:
            if "interrupted" in str(error):  # what DuckDB makes of Ctrl+C
                raise KeyboardInterrupt from None
            raise

    # -- a query ------------------------------------------------------------------------------------------------------

    def _queried(self, query: Query, mapping: Mapping) -> tuple[str, dict[str, str]]:
        readers = [self.files.reader(file, mapping.options, ()) for file in query.files]
        if readers:
            union = " UNION ALL BY NAME ".join(f"(SELECT * FROM {reader.relation})" for reader in readers)
            self._run(f"CREATE VIEW input AS {union}")
        with self._told(asked=True):
            statements = self._connection.extract_statements(query.sql)
        if not statements:
            raise SourceError(f"{query.name}: holds no query")
        *before, last = statements
        for statement in before:  # such as ATTACH
            self._run(statement, asked=True)
        select = f"({last.query.strip().rstrip(';')}\n)"
        described = self._run(f"DESCRIBE {select[1:-1]}", asked=True).fetchall()
        return select, {column: type for column, type, *_ in described}

    def close(self) -> None:
        """Let go of it."""
        self._closing.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def chained(digest: str, window: Window) -> str:
    """The digest of all rows up to the end of a window."""
    content = msgspec.msgpack.encode(list(map(_content, window.rows)))
    return hashlib.blake2b(digest.encode() + content, digest_size=16).hexdigest()


def _no_room(source: Source, error: OSError) -> SourceError:
    return SourceError(
        f"{source.name}: {error.filename or 'temporary files'}: {error.strerror}; TMPDIR may say where else"
    )


_ADVICE = ("\nPossible fixes", "\nPossible solution", "\nPossible Solution", "\n\n  file =")


def _said(error: Exception, asked: bool) -> str:
    """DuckDB's message without its advice for other programs, in one line but for the place in what was asked."""
    text = str(error).strip()
    for cut in _ADVICE if asked else (*_ADVICE, "\nLINE "):
        text = text.partition(cut)[0]
    hint = "; --memory allows more, and TMPDIR says where the rest goes" if text.startswith("Out of Memory") else ""
    return "; ".join(" ".join(line.split()) for line in text.splitlines() if line.strip(" ^")) + hint
