"""Rows read from the bytes of their pages: all that SQLite reads, and never an error, whatever became of the bytes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mparticle_facade.delivery.outbox import Outbox, pages
from mparticle_facade.delivery.outbox.raw import PAGE, Raw
from mparticle_facade.delivery.outbox.salvage import is_whole_cell, shape_of
from mparticle_facade.delivery.queue import New
from parts.queue_rules import letter

EXAMPLES = 300 if os.environ.get("MPARTICLE_STRESS") else 10

batches = st.lists(
    st.builds(
        lambda identity, size, filler: New((identity.encode() + filler)[:1] * size, identity),
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=40),
        st.one_of(st.integers(1, 300), st.integers(3900, 4200), st.integers(8000, 30_000)),
        st.binary(min_size=1, max_size=1),
    ),
    min_size=1,
    max_size=40,
)


class Memory:
    """`Raw`, of bytes."""

    def __init__(self, data):
        self.data = bytes(data)
        self.size = -(-len(data) // PAGE)

    def __call__(self, number):
        return self.data[(number - 1) * PAGE : number * PAGE].ljust(PAGE, b"\0")


def written(several, settled, *, in_log):
    """The bytes of an outbox and its log, and the rows that SQLite reads there."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "events.outbox"
        with Outbox(path) as outbox:
            entries = []
            for at, new in enumerate(several):
                entries += outbox.put([new])
                if at == len(several) // 2 and not in_log:
                    outbox._stop_reading()
                    outbox._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            gone = [entries[at] for at in sorted({at % len(entries) for at in settled})]
            outbox.settle(gone[::2], [letter(entry) for entry in gone[1::2]])
            outbox._stop_reading()
            rows = outbox._db.execute("SELECT * FROM pending").fetchall()
            dead = outbox._db.execute("SELECT * FROM dead").fetchall()
            main, log = path.read_bytes(), path.with_name(f"{path.name}-wal").read_bytes()
            raw = Raw(path)
            assert [raw(number) for number in range(1, raw.size + 1)] == [Memory(main)(n + 1) for n in range(raw.size)]
    return main, log, rows, dead


def rows_of(found, shape):
    cells = [cell for cell in found.listed if shape_of(cell) == shape and is_whole_cell(cell)]
    return sorted((cell.sequence, *cell.columns[1:]) for cell in cells)


@settings(max_examples=EXAMPLES, deadline=None)
@given(batches, st.lists(st.integers(0, 39), max_size=15), st.booleans())
def test_every_row_that_sqlite_reads_is_read_from_its_pages(several, settled, in_log):
    main, log, rows, dead = written(several, settled, in_log=in_log)
    found = pages.read(Memory(main), log, is_whole_cell)
    assert not found.gap
    assert rows_of(found, "pending") == sorted(rows)
    assert rows_of(found, "dead") == sorted(dead)


@settings(max_examples=EXAMPLES, deadline=None)
@given(batches, st.lists(st.integers(0, 39), max_size=15), st.data())
def test_damaged_pages_are_read_without_an_error_and_without_a_row_that_never_was(several, settled, data):
    main, log, _, _ = written(several, settled, in_log=False)
    parts = [bytearray(main), bytearray(log)]
    for _ in range(data.draw(st.integers(1, 6))):
        part = data.draw(st.sampled_from([each for each in parts if each]))
        at = data.draw(st.integers(0, len(part) - 1))
        spoilt = data.draw(st.one_of(st.binary(min_size=1, max_size=8), st.sampled_from([bytes(512), b"\xff" * 2048])))
        part[at : at + len(spoilt)] = spoilt[: len(part) - at]
    if data.draw(st.booleans()):
        del parts[data.draw(st.integers(0, 1))][data.draw(st.integers(0, len(main))) :]
    found = pages.read(Memory(parts[0]), bytes(parts[1]), is_whole_cell)
    ids = {new.source_request_id for new in several}
    whole = [
        each for each in found.listed + found.carved if shape_of(each) in ("pending", "dead") and is_whole_cell(each)
    ]
    assert {cell.columns[2] for cell in whole} <= ids
    payloads = {(new.source_request_id, new.payload) for new in several}
    assert {(cell.columns[2], cell.columns[3]) for cell in whole} <= payloads
    for root in range(1, 8):
        pages.last_cell(Memory(parts[0]), root)
