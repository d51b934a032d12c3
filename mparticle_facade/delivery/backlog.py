"""Batches that wait behind those that are sent next: in compressed blocks, a quarter of their size or less."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator
from typing import Final

import msgspec

from mparticle_facade.delivery.queue import Entry

BLOCK_BYTES: Final = 256_000
"""Of batches in a block: one takes 0.5 to 2 ms, and hardly any call has to make one."""
_FASTEST: Final = 1

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(list[Entry])


class Block(msgspec.Struct, frozen=True, gc=False):
    """Some batches, in order."""

    first: int
    """The number of the oldest."""
    batches: int
    compressed: bytes

    @classmethod
    def of(cls, entries: list[Entry]) -> Block:
        """Made of at least one batch."""
        return cls(entries[0].sequence, len(entries), zlib.compress(_encoder.encode(entries), _FASTEST))

    def __iter__(self) -> Iterator[Entry]:
        return iter(_decoder.decode(zlib.decompress(self.compressed)))


def blocks(entries: Iterable[Entry], size: int) -> list[Block]:
    """All of these, in blocks of so many bytes or a batch more; the last one may have less."""
    made: list[Block] = []
    block: list[Entry] = []
    left = size
    for entry in entries:
        block.append(entry)
        left -= len(entry.payload)
        if left <= 0:
            made.append(Block.of(block))
            block, left = [], size
    if block:
        made.append(Block.of(block))
    return made


class GivenUp(Collection[Entry]):
    """Batches that nobody sends any more; of those in blocks one block at a time is open."""

    def __init__(self, batches: int, *parts: Iterable[Entry]) -> None:
        self._batches = batches
        self._parts = parts

    def __len__(self) -> int:
        return self._batches

    def __contains__(self, entry: object) -> bool:
        return any(each == entry for each in self)

    def __iter__(self) -> Iterator[Entry]:
        for part in self._parts:
            yield from part
