"""Which reader an input takes."""

from __future__ import annotations

from collections.abc import Generator

from mparticle_facade.rows import records
from mparticle_facade.rows.asked import Asked, Begin
from mparticle_facade.rows.records import Block
from mparticle_facade.rows.sources import Query, Source, SourceError

_TABLES = (".csv", ".tsv")


def blocks(source: Source, asked: Asked, begin: Begin) -> Generator[Block]:
    """The records of an input, in order; those before ``begin`` may be left out.

    Raises:
        SourceError: it is empty, or can't be read or understood.
    """
    if isinstance(source, Query) or asked.mapping is not None:
        yield from _rows(source, asked, begin)
        return
    with source.open() as stream:
        head = stream.peek().removeprefix(b"\xef\xbb\xbf").lstrip()
        plain = source.name.lower().removesuffix(".gz").removesuffix(".zst")
        if b"\0" in head and not stream.parquet:
            raise SourceError(f"{source.name}: holds NUL bytes: it is binary, or UTF-16; convert it to UTF-8 first")
        if not head:
            raise SourceError(f"{source.name}: is empty")
        if not stream.parquet and not plain.endswith(_TABLES):
            found = records.lines(stream, begin.place) if records.one_a_line(head) else records.elements(stream)
            for block in found:
                yield block._replace(position=stream.position)
            return
    yield from _rows(source, asked, begin)


def _rows(source: Source, asked: Asked, begin: Begin) -> Generator[Block]:
    from mparticle_facade.rows.batches import batches  # not at the start: batches of JSON do without it

    yield from batches(source, asked, begin)
