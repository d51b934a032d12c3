"""The rows of a source, through DuckDB, and what a mapping makes of them."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
from collections.abc import Generator, Iterator
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from mparticle_facade.rows import projection
from mparticle_facade.rows.ahead import ahead
from mparticle_facade.rows.files import Files, Reader
from mparticle_facade.rows.grouping import Window
from mparticle_facade.rows.locking import scratch
from mparticle_facade.rows.mapping import Mapping, MappingError
from mparticle_facade.rows.projection import EVENTS, ID, SHARED, literal
from mparticle_facade.rows.sources import Query, Source, SourceError

if TYPE_CHECKING:
    import duckdb

WINDOW = 10_000
"""Rows in which those of one user find each other, ..."""
_MOST_CHARACTERS = 16_000_000
"""... unless they are as long as that."""
_PIECE = 500
_content = itemgetter(SHARED, EVENTS, ID)


@contextlib.contextmanager
def opened(source: Source, mapping: Mapping | None, memory_mb: int) -> Iterator[Table]:
    """The rows of a source, whose columns are fields if no mapping says more. What is written beside goes at the end.

    Raises:
        SourceError: it can't be read, can't be understood, or lacks columns.
    """
    import duckdb

    with contextlib.ExitStack() as closing:
        try:
            beside = closing.enter_context(scratch())
            connection = closing.enter_context(duckdb.connect())
            table = Table(source, mapping or Mapping({}, source.name), connection, beside, memory_mb)
        except MappingError as error:
            unnamed = mapping is None and not isinstance(source, Query)
            hint = "; name its columns after fields, or say --mapping" if unnamed else ""
            raise SourceError(f"{error}{hint}") from None
        except OSError as error:
            where = f"{error.filename or 'temporary files'}: {error.strerror}"
            raise SourceError(f"{source.name}: {where}; TMPDIR may say where else") from None
        yield table


class Table:
    """The rows of one source; see `opened`."""

    def __init__(
        self, source: Source, mapping: Mapping, connection: duckdb.DuckDBPyConnection, beside: Path, memory_mb: int
    ) -> None:
        self.source = source
        self._connection = connection
        self.files = Files(self._run, beside)
        """How the files are read, and what in them can't be."""
        settings = {
            "memory_limit": f"{memory_mb}MB", "threads": 2, "temp_directory": str(beside / "spilled"),
            "TimeZone": mapping.options.timezone or "UTC",
        }  # fmt: skip
        for key, value in settings.items():
            self._run(f"SET {key} = {literal(str(value))}")
        self._run(projection.macros())
        if isinstance(source, Query):
            self._reader = self._queried(source, mapping)
        else:
            self._reader = self.files.reader(source, mapping.options, mapping.columns)
        types = self._reader.types
        if self._reader.lines is None:
            mapping = mapping.with_fields(list(types), strict=isinstance(source, Query) or not mapping.fields)
        if said := mapping.missing(types):
            raise SourceError(f"{source.name}: {said}")
        self.mapping = mapping

    def windows(self, begin: int, *, now_ms: int = 0) -> Generator[Window]:
        """The rows from this one on, which begins a window: up to `WINDOW`, and fewer where rows are long.

        Raises:
            SourceError: reading fails.
        """
        reader = self._reader
        select = projection.select(self._connection, self.mapping, reader.types, reader.relation, now_ms, reader.lines)
        cursor = self._run(f"{select} OFFSET {begin}" if begin else select)
        numbers = self._numbers(begin)
        while rows := self._fetched(cursor, begin):
            lines = [row[-1] for row in rows] if reader.lines else list(itertools.islice(numbers, len(rows)))
            yield Window(begin, rows, lines)
            begin += len(rows)

    def _numbers(self, begin: int) -> Iterator[int]:
        """The lines of rows: each takes one, and so does what is no row."""
        line = self._reader.first_line
        passed = 0
        unread = [] if isinstance(self.source, Query) else self.files.unread
        for bad in sorted(one.line for one in unread):
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
        with ahead(self.windows(0), self.interrupt) as windows:
            for window in windows:
                left = rows - window.begin
                more = len(window.rows) > left
                if left:
                    found = chained(found, window._replace(rows=window.rows[:left]))
                if more:
                    break
        return found == digest, more

    def share(self, rows: int) -> float:
        """How much of it so many rows are, as far as that is known."""
        all_rows = self._reader.rows
        return min(1.0, rows / all_rows) if all_rows else max(0.0, self._connection.query_progress() / 100)

    def interrupt(self) -> None:
        """End what another thread is reading."""
        self._connection.interrupt()

    def _run(self, sql: Any, *, asked: bool = False) -> Any:
        """Run SQL of ours, or what a query asks for. In a thread: Ctrl+C would have to wait for the end of it."""
        results = (self._connection.execute(one) for one in (sql,))
        with self._told(asked=asked), ahead(results, self.interrupt) as done:
            (result,) = done  # to the end: an interrupt would meet the rows that are fetched next
        return result

    @contextlib.contextmanager
    def _told(self, where: str = "", *, asked: bool = False) -> Iterator[None]:
        import duckdb

        try:
            yield
        except duckdb.Error as error:
            raise SourceError(f"{self.source.name}: {where}{_said(error, asked)}") from None
        except RuntimeError as error:
            if "interrupted" in str(error):  # what DuckDB makes of Ctrl+C
                raise KeyboardInterrupt from None
            raise

    # -- a query ------------------------------------------------------------------------------------------------------

    def _queried(self, query: Query, mapping: Mapping) -> Reader:
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
        select = f"{last.query.strip().rstrip(';')}\n"
        described = self._run(f"DESCRIBE {select}", asked=True).fetchall()
        types = {column: type for column, type, *_ in described}
        return Reader(f"({select})", types, 1, None, 0, "a query")


def chained(digest: str, window: Window) -> str:
    """The digest of all rows up to the end of a window."""
    content = msgspec.msgpack.encode(list(map(_content, window.rows)))
    return hashlib.blake2b(digest.encode() + content, digest_size=16).hexdigest()


_ADVICE = ("\nPossible fixes", "\nPossible solution", "\nPossible Solution", "\n\n  file =")


def _said(error: Exception, asked: bool) -> str:
    """DuckDB's message without its advice for other programs, in one line but for the place in what was asked."""
    text = str(error).strip()
    for cut in _ADVICE if asked else (*_ADVICE, "\nLINE "):
        text = text.partition(cut)[0]
    hint = "; --memory allows more, and TMPDIR says where the rest goes" if text.startswith("Out of Memory") else ""
    return "; ".join(" ".join(line.split()) for line in text.splitlines() if line.strip(" ^")) + hint
