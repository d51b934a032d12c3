"""Rows of CSV and Parquet as batches, a window at a time."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from mparticle_facade.backfill.mapping import Mapping, Row
from mparticle_facade.backfill.records import Block, Place, Record, lines
from mparticle_facade.backfill.sources import Source, SourceError, Stream
from mparticle_facade.limits import MAX_BATCH_BYTES

WINDOW = 10_000
"""Rows in which those of one user find each other, fewer where they are large."""
_WINDOW_CHARACTERS = 16_000_000
_DELIMITERS = ",\t;|"
_encoder = msgspec.json.Encoder(decimal_format="number")


class Numbered(NamedTuple):
    """A row, where it is, and why it can't be used, where that is known already."""

    line: int
    cells: Row
    fault: str | None = None


def batches(rows: Iterator[Numbered], mapping: Mapping) -> Iterator[Block]:
    """Batches of the rows, in order of their first; a row that does not fit its fields is a record of its own."""
    ordinal = 0
    for window in _windows(rows):
        records: list[Record] = []
        for record in _window(window, mapping):
            records.append(record._replace(ordinal=ordinal))
            ordinal += 1
        yield Block(Place(records[0].ordinal, records[0].line), records)


def _windows(rows: Iterator[Numbered]) -> Iterator[list[Numbered]]:
    window: list[Numbered] = []
    size = 0
    for row in rows:
        window.append(row)
        size += sum(len(cell) for cell in row.cells.values() if isinstance(cell, str | bytes))
        if len(window) == WINDOW or size > _WINDOW_CHARACTERS:
            yield window
            window, size = [], 0
    if window:
        yield window


def _window(window: Sequence[Numbered], mapping: Mapping) -> Iterator[Record]:
    for row in window:
        if row.fault:
            yield Record(0, row.line, _json(mapping.draft([row.cells])[0]), row.fault)
    good = [row for row in window if not row.fault]
    for group in mapping.groups([row.cells for row in good]):
        yield from _records([good[position] for position in group], mapping)


def _records(rows: list[Numbered], mapping: Mapping) -> Iterator[Record]:
    tree, unfit = mapping.draft([row.cells for row in rows])
    if unfit and len(rows) > 1:
        bad = {position for position, _ in unfit}
        if good := [row for position, row in enumerate(rows) if position not in bad]:
            yield from _records(good, mapping)
        for position in sorted(bad):
            yield from _records([rows[position]], mapping)
        return
    payload = _json(tree)
    if len(payload) > MAX_BATCH_BYTES and len(rows) > 1:
        half = len(rows) // 2
        yield from _records(rows[:half], mapping)
        yield from _records(rows[half:], mapping)
        return
    fault = "; ".join(problem.message for _, problem in unfit) or None
    yield Record(0, rows[0].line, payload, fault)


def _json(tree: dict[str, Any]) -> bytes:
    try:
        return _encoder.encode(tree)
    except (UnicodeEncodeError, TypeError, OverflowError):  # what no JSON can hold: show it as well as may be
        return _encoder.encode(_shown(tree))


def _shown(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(_shown(key)): _shown(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_shown(item) for item in value]
    if isinstance(value, int) and value.bit_length() > 63:
        return str(value)
    return value.encode("utf-8", "backslashreplace").decode() if isinstance(value, str) else value


def csv_rows(stream: Stream, mapping: Mapping) -> Iterator[Numbered]:
    """The rows of a CSV file with a header; the delimiter is the one with which the header has the columns.

    Raises:
        SourceError: there is no header, or it lacks a column.
    """
    texts = _Texts(stream)
    header_line = next(texts, "")
    readers = {mark: next(csv.reader([header_line], delimiter=mark), []) for mark in _DELIMITERS}
    mark = max(_DELIMITERS, key=lambda mark: len(set(readers[mark]) & set(mapping.columns)))
    header = [name.strip() for name in readers[mark]]
    if not any(header):
        raise SourceError(f"{stream.name}: is empty, not even a header line")
    if said := mapping.missing(header):
        raise SourceError(f"{stream.name}: {said}")
    for name in mapping.columns:
        if header.count(name) > 1:
            raise SourceError(f'{stream.name}: has several columns named "{name}"; rename all but one')
    reader = csv.reader(texts, delimiter=mark)
    while True:
        texts.fault = None
        line = texts.line + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Numbered(line, {}, f"is no row of CSV: {error}")
            continue
        if cells:
            fault = texts.fault
            if fault is None and len(cells) != len(header):
                fault = f"has {len(cells)} cells, the header {len(header)}"
            yield Numbered(line, dict(zip(header, cells, strict=False)), fault)


class _Texts:
    """The lines of a stream as text, which remember where they are and what was wrong."""

    def __init__(self, stream: Stream) -> None:
        self.line = 0
        self.fault: str | None = None
        self._records = (record for block in lines(stream, Place()) for record in block.records)

    def __iter__(self) -> _Texts:
        return self

    def __next__(self) -> str:
        record = next(self._records)
        self.line = record.line
        self.fault = self.fault or record.fault
        try:
            return record.payload.decode() + "\n"
        except UnicodeDecodeError as error:
            self.fault = f"is not UTF-8, from byte {error.start + 1} on; convert the file, as with iconv"
            return record.payload.decode(errors="backslashreplace") + "\n"


def parquet_rows(source: Source, stream: Stream, mapping: Mapping) -> Iterator[Numbered]:
    """The rows of a Parquet file, a piece of a row group at a time.

    Raises:
        SourceError: it is damaged, or lacks a column.
    """
    import pyarrow
    from pyarrow import parquet

    if source.path is None:
        raise SourceError("-: is Parquet, which can't be read from standard input; name the file")
    try:
        with parquet.ParquetFile(source.path) as file:
            if said := mapping.missing(file.schema_arrow.names):
                raise SourceError(f"{source.name}: {said}")
            line = 1
            for piece in file.iter_batches(batch_size=500, columns=list(mapping.columns), use_threads=False):
                stream.position = source.size * line // file.metadata.num_rows
                for row in piece.to_pylist(maps_as_pydicts="lossy"):
                    yield Numbered(line, row)
                    line += 1
    except (pyarrow.ArrowException, OSError) as error:
        raise SourceError(f"{source.name}: is no Parquet that can be read: {error}") from None
