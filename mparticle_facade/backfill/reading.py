"""Which reader an input takes."""

from __future__ import annotations

from collections.abc import Iterator

from mparticle_facade.backfill import records, tables
from mparticle_facade.backfill.mapping import Mapping
from mparticle_facade.backfill.records import Block, Place
from mparticle_facade.backfill.sources import Source, SourceError, Stream

_TABLES = (".csv", ".tsv")


def blocks(source: Source, stream: Stream, mapping: Mapping | None, begin: Place) -> Iterator[Block]:
    """The records of an input, in order; those before ``begin`` may be left out.

    JSON is told from tables by its first character, CSV also by the name of the file.

    Raises:
        SourceError: it is empty, a table without a mapping, or neither.
    """

    def needed(kind: str) -> Mapping:
        if mapping is None:
            raise SourceError(f"{source.name}: is {kind}, which needs --mapping FILE: which column goes where")
        return mapping

    if stream.parquet:
        return tables.batches(tables.parquet_rows(source, stream, needed("Parquet")), needed("Parquet"))
    head = stream.peek().removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"\0" in head:
        raise SourceError(f"{source.name}: holds NUL bytes: it is binary, or UTF-16; convert it to UTF-8 first")
    name = source.name.lower().removesuffix(".gz").removesuffix(".zst")
    if not head:
        raise SourceError(f"{source.name}: is empty")
    if name.endswith(_TABLES):
        return tables.batches(tables.csv_rows(stream, needed("CSV")), needed("CSV"))
    if head.startswith(b"[") or head.partition(b"\n")[0].strip() == b"{":
        return records.elements(stream)
    if head.startswith(b"{") or mapping is None:
        return records.lines(stream, begin)
    return tables.batches(tables.csv_rows(stream, mapping), mapping)
