"""R13: damage of whatever kind: no raw error, nothing garbled delivered, lost only what was hurt, and all counted.

``MPARTICLE_STRESS=1`` damages 2,000 files instead of 60.
"""

from __future__ import annotations

import logging
import os
import random
import re
import shutil
from collections import Counter

import pytest

from mparticle_facade.delivery.outbox import Outbox
from mparticle_facade.delivery.outbox.file import VERSION
from mparticle_facade.delivery.queue import New
from mparticle_facade.errors import OutboxError
from parts.queue_rules import holds, letter

PAGE = 4096
DAMAGES = 2_000 if os.environ.get("MPARTICLE_STRESS") else 60
SEED = int(os.environ.get("MPARTICLE_SEED", "13"))


def payload(number, size):
    return b'{"source_request_id":"row-%06d","p":"%s"}' % (number, (b"%06d" % number) * (size // 6))


def name(number):
    return f"row-{number:06}"


def flips(data, chance):
    for _ in range(chance.randint(1, 4)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def zeroed_sector(data, chance):
    at = chance.randrange(len(data) // 512) * 512
    data[at : at + 512] = bytes(512)


def spoilt_page(data, chance):
    at = chance.randrange(max(1, len(data) // PAGE)) * PAGE
    data[at : at + PAGE] = chance.choice([bytes(PAGE), b"\xff" * PAGE, chance.randbytes(PAGE)])


def torn_page(data, chance):
    at = chance.randrange(max(1, len(data) // PAGE)) * PAGE
    data[at + 2048 : at + PAGE] = chance.randbytes(2048)


def misplaced_page(data, chance):
    pages = max(1, len(data) // PAGE)
    one, other = chance.randrange(pages) * PAGE, chance.randrange(pages) * PAGE
    data[one : one + PAGE] = data[other : other + PAGE]


def truncated(data, chance):
    del data[chance.randrange(len(data)) :]


def header(data, chance):
    data[chance.randrange(100)] = chance.randrange(256)


KINDS = [flips, flips, zeroed_sector, spoilt_page, torn_page, misplaced_page, truncated, header]


class Filled:
    """An outbox with delivered batches, dead letters and pending ones, partly in the log, as a dead process left it."""

    def __init__(self, directory, chance):
        self.path = directory / "events.outbox"
        self.sizes = chance.choice([(100, 400), (1000, 3500), (100, 9000)])
        count = chance.randint(20, 120)
        with Outbox(self.path) as outbox:
            entries = []
            for number in range(count):
                entries += outbox.put([New(payload(number, chance.randint(*self.sizes)), name(number))])
                if number == count // 2:
                    outbox._stop_reading()
                    outbox._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            gone = chance.randint(0, count // 3)
            outbox.settle(entries[:gone], [letter(entry) for entry in entries[gone : gone + 2]])
            outbox._stop_reading()
            if chance.random() < 0.3:
                outbox._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self.counts = outbox.counts()
            self.payloads = {entry.source_request_id: entry.payload for entry in entries}
            self.settled = {entry.source_request_id for entry in entries[:gone]}
            self.pending = {entry.source_request_id for entry in entries[gone + 2 :]}
            for suffix in ("", "-wal"):
                source = self.path.with_name(self.path.name + suffix)
                if source.exists():
                    shutil.copy(source, directory / f"kept{suffix}")
        for suffix in ("", "-wal"):
            kept = directory / f"kept{suffix}"
            if kept.exists():
                shutil.copy(kept, self.path.with_name(self.path.name + suffix))
        self.rows = _rows(self.path, self.payloads)

    def hurt(self, kind, chance):
        """Damages one of the files; returns the ids whose bytes are not whole any more anywhere."""
        files = [each for each in (self.path, self.path.with_name(f"{self.path.name}-wal")) if each.exists()]
        weights = [each.stat().st_size + 1 for each in files]
        target = self.path if kind is header else chance.choices(files, weights)[0]
        data = bytearray(target.read_bytes())
        if data:
            kind(data, chance)
        target.write_bytes(data)


def drained(outbox):
    """All that would be sent; as `Sender` does."""
    sent = {}
    while entries := outbox.head(500):
        for entry in entries:  # a repair in between may bring one back that is gone already, under its own id
            sent[entry.source_request_id] = entry.payload
        outbox.settle(entries, [])
        assert holds(outbox.counts())
    return sent


@pytest.mark.parametrize("part", range(4))
def test_r13_damage_costs_no_more_than_what_it_hurts(tmp_path, part, caplog):
    caplog.set_level(logging.CRITICAL)
    chance = random.Random(SEED + part)
    lost = hurt = resent = 0
    for attempt in range(DAMAGES // 4):
        directory = tmp_path / str(attempt)
        directory.mkdir()
        filled = Filled(directory, chance)
        kind = chance.choice(KINDS)
        where = f"seed {SEED + part}, damage {attempt}, {kind.__name__}"
        filled.hurt(kind, chance)
        whole = _whole(filled)
        try:
            with Outbox(filled.path) as outbox:
                counts = outbox.counts()
                assert holds(counts), where
                sent = drained(outbox)
                outbox.put([New(b"{}", "after")])
                sent.update(drained(outbox))
                del sent["after"]
                letters = outbox.dead_letters()
                counts = outbox.counts()  # after all was read: what is damaged within a row is seen when it is
                assert holds(counts), where
                assert counts.pending == 0, where
                assert counts.dead == len(letters), where
        except OutboxError as error:
            version = int.from_bytes(filled.path.read_bytes()[60:64], "big")
            if not (VERSION < version < 20 and "newer" in str(error)):  # then it is left alone, as is documented
                pytest.fail(f"{where}: {error}")
            continue
        for each, found in sent.items():
            assert found == filled.payloads[each], f"{where}: garbled"
        missing = filled.pending - sent.keys()
        assert not missing & whole, f"{where}: lost though whole: {sorted(missing & whole)[:5]} of {len(missing)}"
        damaged = [letter for letter in letters if letter.status == 0]
        unknown = filled.counts.accepted - (counts.accepted - 1)  # the newest, of which no trace is left
        assert len(missing) <= len(damaged) + counts.dropped + max(0, unknown), f"{where}: lost, and not counted"
        again = sent.keys() & filled.settled
        resent += len(again)
        lost += len(missing)
        hurt += 1
        shutil.rmtree(directory)
    print(f"R13: {hurt} damages, {lost} batches lost, none of them whole, all counted; {resent} sent again")


def _rows(path, payloads):
    """The bytes of each row as they are in the files: what is before its id (numbers, types), id, payload, checksum."""
    text = path.read_bytes()
    log = path.with_name(f"{path.name}-wal")
    if log.exists():
        text += log.read_bytes()
    found = {}
    for each, content in payloads.items():
        wanted = each.encode() + content
        at = text.find(wanted)
        while at >= 0 and len(content) < 3000:
            found.setdefault(each, Counter())[text[at - 20 : at + len(wanted) + 6]] += 1
            at = text.find(wanted, at + 1)
    return found


def _whole(filled):
    """The ids of batches of which no byte was hurt, in no copy."""
    now = _rows(filled.path, filled.payloads)
    return {each for each, was in filled.rows.items() if was <= now.get(each, Counter())}


def test_r13_a_log_that_ends_in_the_middle_of_a_frame(tmp_path):
    path = tmp_path / "events.outbox"
    log = path.with_name(f"{path.name}-wal")
    with Outbox(path) as outbox:
        outbox.put([New(payload(number, 1500), name(number)) for number in range(40)])
        for number in range(40, 60):
            outbox.put([New(payload(number, 1500), name(number))])
        outbox._stop_reading()
        kept, kept_log = path.read_bytes(), bytearray(log.read_bytes())
    path.write_bytes(kept)
    kept_log[32 + 45 * 4120 + 100] ^= 0xFF
    log.write_bytes(kept_log[: -(4096 - 9)])
    with Outbox(path) as outbox:
        assert len(drained(outbox)) >= 55
        assert holds(outbox.counts())


def kept_as(path, change):
    """An outbox of 60 batches, of which ``change`` gets the bytes."""
    with Outbox(path) as outbox:
        entries = outbox.put([New(payload(number, 300), name(number)) for number in range(60)])
        outbox.settle(entries[:10], [])
    data = bytearray(path.read_bytes())
    change(data)
    path.write_bytes(data)


def leaves(data):
    """The pages that hold pending batches."""
    return [at for at in range(PAGE, len(data), PAGE) if data[at] == 0x0D and data[at : at + PAGE].count(b'"p":') > 3]


def test_a_page_in_the_place_of_another_is_seen_before_anything_is_sent_twice(tmp_path):
    def copy(data):
        one, other = leaves(data)[-3:-1]
        assert data[one + 3 : one + 5] == data[other + 3 : other + 5], "as many rows, so that the totals agree"
        data[one : one + PAGE] = data[other : other + PAGE]

    path = tmp_path / "events.outbox"
    kept_as(path, copy)
    with Outbox(path) as outbox:
        sent = outbox.head(100)
        assert len({entry.sequence for entry in sent}) == len(sent)
        outbox.settle(sent, [])
        counts = outbox.counts()
    assert counts.dropped == 50 - len(sent) > 0
    assert (counts.delivered, counts.pending) == (10 + len(sent), 0)


def test_part_of_a_page_that_is_zeroed_is_rows_of_no_number(tmp_path):
    def zero(data):
        at = leaves(data)[-2]
        data[at + 8 + 4 : at + 8 + 8] = bytes(4)  # two of the places of its rows
        data[at : at + 1] = b"\x0d"

    path = tmp_path / "events.outbox"
    kept_as(path, zero)
    with Outbox(path) as outbox:
        found = outbox.head(100)
        assert len(found) == 50, "they are still there, though the page does not list them"
        assert outbox.counts().pending == 50


def test_a_header_that_asks_for_a_later_format_is_damage(tmp_path):
    def later(data):
        data[18] = 77

    path = tmp_path / "events.outbox"
    kept_as(path, later)
    with Outbox(path) as outbox:
        outbox.put([New(b"{}", "after")])
        assert outbox.counts() == (61, 10, 51, 0, 0)


def test_what_sqlite_quotes_of_a_damaged_schema_is_no_text(tmp_path):
    def spoil(data):
        at = data.index(b"CREATE TABLE dead")
        data[at + 5] = 0xC5

    path = tmp_path / "events.outbox"
    kept_as(path, spoil)
    with Outbox(path) as outbox:
        assert outbox.counts() == (60, 10, 50, 0, 0)


def test_what_was_delivered_does_not_make_up_for_what_is_lost(tmp_path):
    """The delivered are still to be seen in older pages; they are not sent in the place of the lost."""
    path = tmp_path / "events.outbox"
    with Outbox(path) as outbox:
        entries = outbox.put([New(payload(number, 300), name(number)) for number in range(60)])
        outbox._stop_reading()
        outbox._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        outbox.settle(entries[:30], [])
    data = bytearray(path.read_bytes())
    at = next(at for at in leaves(data) if b"row-000059" in data[at : at + PAGE])
    lost = set(re.findall(rb"row-0000[3-5][0-9]", data[at : at + PAGE]))
    data[at : at + PAGE] = bytes(PAGE)
    path.write_bytes(data)
    with Outbox(path) as outbox:
        assert len(outbox.head(100)) == 30 - len(lost)
        assert outbox.counts() == (60, 30, 30 - len(lost), 0, len(lost))


def test_a_log_that_is_older_than_the_file_is_not_written_over_it(tmp_path):
    """All of it was moved into the file, then its end is cut off: SQLite takes what is left of it for newer."""
    path = tmp_path / "events.outbox"
    log = path.with_name(f"{path.name}-wal")
    with Outbox(path) as outbox:
        for number in range(40):
            outbox.put([New(payload(number, 300), name(number))])
        outbox.settle(outbox.head(5), [])
        outbox._stop_reading()
        outbox._db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        kept, kept_log = path.read_bytes(), log.read_bytes()
    path.write_bytes(kept)
    log.write_bytes(kept_log[: 32 + 12 * 4120])
    with Outbox(path) as outbox:
        assert outbox.counts() == (40, 5, 35, 0, 0)
        assert [entry.sequence for entry in outbox.head(100)] == list(range(6, 41))
