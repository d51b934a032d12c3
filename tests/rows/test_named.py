"""Files with names, places and options that others would not choose."""

from __future__ import annotations

import gzip
import json
import os
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from rich.cells import cell_len

from mparticle_facade.backfill.show import Display
from mparticle_facade.backfill.tally import Tally
from mparticle_facade.cli.program import run
from mparticle_facade.rows.mapping import Mapping, MappingError
from mparticle_facade.rows.sources import Source
from parts.server import ScriptedServer

MAPPING = """
environment = { value = "development" }
user_identities.customer_id = "id"
user_attributes.n = { column = "n", type = "number" }
"""
OTHER = "id,n\nother,0\n"


pytestmark = pytest.mark.usefixtures("at_work")


@pytest.fixture
def sent(tmp_path, capsys):
    """Uploads a file: exit code, what arrived by user, and what was said."""

    def upload(name, rows="", *arguments):
        (tmp_path / "m.toml").write_text(f"{MAPPING}\n[rows]\n{rows}\n")
        with ScriptedServer() as server:
            code = run(
                ["upload", str(name), "--mapping", "m.toml", "--host", server.host, "--rate", "0", "--json", *arguments]
            )
        out, err = capsys.readouterr()
        said = json.loads(out) if out else err
        return code, {b["user_identities"]["customer_id"]: b["user_attributes"].get("n") for b in server.accepted}, said

    return upload


def test_a_name_with_the_marks_of_a_pattern_is_that_file(tmp_path, sent):
    (tmp_path / "rows[1].csv").write_text("id,n\nmine,1\n")
    (tmp_path / "rows1.csv").write_text(OTHER)
    pq.write_table(pa.table({"id": ["mine"], "n": [1]}), tmp_path / "rows[1].parquet")
    pq.write_table(pa.table({"id": ["other"], "n": [0]}), tmp_path / "rows1.parquet")
    assert sent("rows[1].csv")[:2] == (0, {"mine": 1})
    assert sent("rows[1].parquet")[:2] == (0, {"mine": 1})


def test_a_directory_such_as_name_and_value_replaces_no_column(tmp_path, sent):
    place = tmp_path / "n=7" / "id=9"
    place.mkdir(parents=True)
    (place / "rows.csv").write_text("id,n\nmine,1\n")
    pq.write_table(pa.table({"id": ["mine"], "n": [1]}), place / "rows.parquet")
    assert sent("n=7/id=9/rows.csv")[:2] == (0, {"mine": 1})
    assert sent("n=7/id=9/rows.parquet")[:2] == (0, {"mine": 1})


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no UTF-8 exist there")
def test_a_name_that_is_no_utf8_is_sent_resumed_and_told(tmp_path, sent, capsys):
    name = os.fsdecode(b"caf\xe9.csv")
    (tmp_path / name).write_text("id,n\nmine,1\nbad,x\n")
    assert sent(name)[:2] == (1, {"mine": 1})
    assert Path(f"{name}.rejects.reasons").exists()
    assert sent(name, "", "--again")[:2] == (1, {"mine": 1})
    assert run(["validate", f"{name}.none"]) == 2
    assert "caf\\udce9.csv.none: No such file" in capsys.readouterr().err


def test_a_header_may_be_longer_than_what_is_looked_at_first(tmp_path, sent):
    wide = [f"the column of the number {number:05}" for number in range(2_500)]
    (tmp_path / "wide.csv").write_text(f"{','.join(wide)},id,n\n{',' * len(wide)}mine,1\n")
    assert sent("wide.csv")[:2] == (0, {"mine": 1})


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ('thousands = ","', {"1,234.5": 1234.5, "1,00,000": 100_000, "12,34": None, "1,2": None, ",5": None}),
        ('decimal = ","\nthousands = "."', {"-1.234.567,8": -1234567.8, "1.5": None, "1,5": 1.5, "1.2.3": None}),
        ('decimal = ","', {"1,5E3": 1500, "1.500": None, "1.234,5": None}),
        ('thousands = " "', {"1 234": 1234, "12 34": None}),
    ],
)
def test_a_number_is_read_only_where_its_marks_stand_as_they_mean(tmp_path, sent, rows, cells):
    (tmp_path / "rows.csv").write_text("id;n\n" + "".join(f"{cell};{cell}\n" for cell in cells))
    code, arrived, _ = sent("rows.csv", f'{rows}\ndelimiter = ";"')
    assert arrived == {cell: number for cell, number in cells.items() if number is not None}
    assert code == 1


def test_marks_of_text_are_not_looked_for_in_numbers(tmp_path, sent):
    rows = 'decimal = ","\nthousands = "."'
    pq.write_table(pa.table({"id": ["a", "b"], "n": [1.5, 1234.5]}), tmp_path / "rows.parquet")
    (tmp_path / "rows.json").write_text('{"id":"a","n":1.5}\n{"id":"b","n":"1.234,5"}\n')
    assert sent("rows.parquet", rows)[:2] == (0, {"a": 1.5, "b": 1234.5})
    assert sent("rows.json", rows)[:2] == (0, {"a": 1.5, "b": 1234.5})


@pytest.mark.parametrize(
    "rows",
    [
        "skip = -1", "columns = []", 'quote = "ab"', 'quote = "«"', 'escape = "ab"', 'comment = "//"', 'delimiter = ""',
        'delimiter = "abcde"', 'delimiter = "\\n"', 'delimiter = ";"\nquote = ";"', 'delimiter = ";"\ncomment = ";"',
        'delimiter = ";"\nescape = ";"', 'decimal = ""', 'decimal = "5"', 'thousands = "ab"', 'thousands = "."',
        'timezone = "Mars"', 'format = "xml"',
    ],
)  # fmt: skip
def test_an_option_that_can_not_be_is_a_mistake(tmp_path, rows):
    (tmp_path / "m.toml").write_text(f"{MAPPING}\n[rows]\n{rows}\n")
    with pytest.raises(MappingError, match=r"m\.toml: rows .+"):
        Mapping.load(tmp_path / "m.toml")


def test_names_of_columns_that_the_file_has_as_its_header_are_no_row(tmp_path, sent):
    (tmp_path / "rows.csv").write_text("id,n\nmine,1\n")
    assert sent("rows.csv", 'columns = ["id", "n"]')[:2] == (0, {"mine": 1})


@pytest.mark.parametrize("name", ["rows.csv.gz", "rows.json.gz"])
def test_what_is_whole_of_a_file_that_is_cut_off_is_sent(tmp_path, sent, name):
    lines = "id,n\n" if "csv" in name else ""
    lines += "".join(f"{n},{n}\n" if "csv" in name else f'{{"id":"{n}","n":{n}}}\n' for n in range(3))
    (tmp_path / name).write_bytes(gzip.compress(lines.encode())[:-4])  # the length at the end
    code, arrived, receipt = sent(name)
    assert (code, arrived) == (1, {"0": 0, "1": 1, "2": 2})
    assert "ends in the middle of its compressed data" in receipt["unreadable"][0]
    (tmp_path / name).write_bytes(gzip.compress((lines + lines[-1]).encode())[:-8])  # a line that is no whole one
    assert sent(name, "", "--again", "--state", "other")[:2] == (1, {"0": 0, "1": 1, "2": 2})


def test_of_a_file_that_is_damaged_nothing_is_sent(tmp_path, sent):
    """Its rows may be others than they were."""
    packed = bytearray(gzip.compress(b"id,n\n" + b"".join(b"%d,%d\n" % (n, n) for n in range(9000))))
    packed[len(packed) // 2] ^= 255
    (tmp_path / "rows.csv.gz").write_bytes(packed)
    code, arrived, receipt = sent("rows.csv.gz")
    assert (code, arrived) == (1, {})
    assert "is damaged" in receipt["unreadable"][0]


def test_columns_of_json_that_differ_in_capitals_alone_are_refused(tmp_path):
    """DuckDB would give the value of one for both."""
    (tmp_path / "rows.json").write_text('{"id":"a","n":1,"N":2}\n')
    (tmp_path / "m.toml").write_text(f'{MAPPING}\nuser_attributes.m = "N"\n')
    assert run(["validate", "rows.json", "--mapping", "m.toml"]) == 1


def test_progress_of_a_file_whose_letters_are_wide_takes_one_line(tmp_path):
    name = "データ" * 20 + ".csv"
    (tmp_path / name).write_text("id,n\n")
    line = Display([Source(name)], Tally(), "sent").line()
    assert 40 < cell_len(line) < 80
