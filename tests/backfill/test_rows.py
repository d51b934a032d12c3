"""Rows of files that others wrote: what is read, what is told, and nothing that is lost."""

from __future__ import annotations

import fcntl
import gc
import gzip
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from mparticle_facade.cli.program import run
from mparticle_facade.rows.table import Table
from parts.server import PATIENCE, ScriptedServer, accept
from parts.steps import by

MODULE = (sys.executable, "-W", "error", "-m", "mparticle_facade.cli")
STRESS = os.environ.get("MPARTICLE_STRESS") == "1"
MAPPING = """
environment = { value = "development" }
user_identities.customer_id = "id"
[[events]]
event_type = { value = "screen_view" }
data.screen_name = "name"
data.custom_attributes.n = { column = "n", type = "number", optional = true }
"""


pytestmark = pytest.mark.usefixtures("at_work")


@pytest.fixture
def sent(tmp_path, capsys):
    """Uploads a file with a mapping: exit code, receipt, and what arrived, as user, name and attribute."""

    def upload(name, content, mapping=MAPPING, rows="", *arguments):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        (tmp_path / "m.toml").write_text(f"{mapping}\n[rows]\n{rows}\n")
        with ScriptedServer() as server:
            code = run(
                ["upload", name, "--mapping", "m.toml", "--host", server.host, "--rate", "0", "--json", *arguments]
            )
        return code, json.loads(capsys.readouterr().out), arrived(server.accepted)

    return upload


def arrived(batches):
    return sorted(
        (batch["user_identities"]["customer_id"], event["data"]["screen_name"],
         event["data"].get("custom_attributes", {}).get("n"))
        for batch in batches
        for event in batch["events"]
    )  # fmt: skip


ROWS = [("1", "a", 1.5), ("2", "b", 2000)]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("id,name,n\n1,a,1.5\n2,b,2000\n", ""),
        ("id;name;n\n1;a;1,5\n2;b;2.000\n", 'decimal = ","\nthousands = "."'),
        ("1,a,1.5\n2,b,2000\n", 'header = false\ncolumns = ["id", "name", "n"]'),
        ("made by x\n\nid,name,n\n1,a,1.5\n2,b,2000\n", "skip = 2"),
        ("id,name,n\n1,a,1.5\n-,-,-\n2,b,2000\n", 'nulls = ["-"]'),
        ("id,name,n\r1,a,1.5\r2,b,2000\r", ""),
        ("id,name,n\r\n1,a,1.5\n2,b,2000\r\n", ""),
        ("id\tname\tn\n1\ta\t1.5\n2\tb\t2000", ""),
        ("# x\nid,name,n\n1,a,1.5\n# y\n2,b,2000\n", 'comment = "#"'),
        ("id,name,n\n1,a,1.5\n2,b,2000\n".encode("utf-16"), ""),
        ("id,name,n\r\n1,a,1.5\n2,b,2000\r\n".encode("utf-16"), ""),
        ("id,name,n\n1,a,1.5\n2,b,2000\n".encode("utf-16-le"), 'encoding = "utf-16-le"'),
        ("id,name,n\n1,a,1.5\n2,b,2000\n".encode("cp500"), 'encoding = "cp500"'),
        ("id,name,n,Name,ID,ID\n1,a,1.5,x,y,z\n2,b,2000,x,y,z\n", ""),
        ("\ufeffid,name,n\n1,a,1.5\n2,b,2000\n", ""),
        (gzip.compress(b"id,name,n\n1,a,1.5\n2,b,2000\n", mtime=0), ""),
        ('{"id":1,"name":"a","n":1.5}\n{"id":"2","name":"b","n":2000}\n', ""),
        ('[{"id":1,"name":"a","n":1.5},\n {"id":"2",\n"name":"b","n":"2000"}]', ""),
        ('{"id":1,"name":"a","n":1.5}{"id":"2","name":"b","n":2000}', ""),
        ('\x1e{"id":1,"name":"a","n":1.5}\n\x1e{"id":"2","name":\n"b","n":2000}\n', ""),
    ],
)  # fmt: skip
def test_whatever_the_dialect(sent, content, rows):
    code, receipt, found = sent("f.data", content, MAPPING, rows)
    assert (receipt["errors"], receipt["unreadable"]) == ([], [])
    assert (code, found) == (0, ROWS)


def test_nested_paths_of_json(sent):
    rows = json.dumps({"u": {"id": 7}, "p.q": "dotted", "n": None})
    mapping = MAPPING.replace('"id"', '"u.id"').replace('"name"', '"p.q"')
    assert sent("f.json", rows, mapping)[2] == [("7", "dotted", None)]


def test_json_that_is_no_object_is_a_reject_at_its_line(sent):
    code, receipt, found = sent("f.ndjson", '{"id":1,"name":"a"}\n{bad\n7\n\n{"id":2,"name":"b"}\n')
    assert (code, [error["line"] for error in receipt["errors"]]) == (1, [2, 3])
    assert found == [("1", "a", None), ("2", "b", None)]


def test_a_mapping_that_fits_no_row_of_json_is_told_with_the_nearest_key(sent):
    code, receipt, _ = sent("f.json", '{"ids":1,"names":"a"}')
    assert code == 1
    assert 'no row has "id"; did you mean "ids"?' in receipt["unreadable"][0]


def test_an_object_that_is_too_deep_is_a_reject(sent):
    code, receipt, found = sent(
        "f.ndjson", f'{{"id":1,"name":"a","x":{"[" * 9000}{"]" * 9000}}}\n{{"id":2,"name":"b"}}\n'
    )
    assert (code, receipt["errors"][0]["line"], found) == (1, 1, [("2", "b", None)])


def test_bytes_of_another_encoding_are_told(sent):
    code, receipt, found = sent("f.csv", "id,name,n\n1,é,1\n2,b,2\n".encode("latin-1"))
    assert (code, found, "latin-1" in receipt["errors"][0]["message"]) == (1, [("2", "b", 2)], True)
    assert (
        "is not shift_jis"
        in sent("g.csv", b"id,name\n1,\xff\xff\n", MAPPING, 'encoding = "shift_jis"')[1]["unreadable"][0]
    )


def test_an_optional_cell_is_left_out_and_told(sent):
    code, receipt, found = sent("f.csv", "id,name,n\n1,a,x\n2,b,2\n")
    assert (code, receipt["left_out"], found) == (0, 1, [("1", "a", None), ("2", "b", 2)])
    (advice,) = [advice for advice in receipt["advice"] if advice["kind"] == "left_out"]
    assert (advice["line"], "x" in advice["message"]) == (2, True)


def test_empty_rows_are_told_and_nothing_is_sent_for_them(sent):
    code, receipt, found = sent("f.csv", "id,name,n\n1,a,1\n,,\n,,\n")
    assert (code, receipt["warnings"]["empty"], found) == (0, 2, [("1", "a", 1)])


def test_an_open_quote_is_told_with_its_text(sent):
    code, receipt, _ = sent("f.csv", 'id,name,n\n1,a,1\n2,"b,2\n3,c,3\n')
    assert code == 1
    assert (receipt["errors"][0]["line"], receipt["rejected"]) == (3, 1)
    assert "3,c,3" in Path("f.csv.rejects").read_text()


def test_two_columns_of_one_name(sent):
    import pyarrow as pa
    from pyarrow import parquet

    names = ["id", "name", "name", "n"]
    parquet.write_table(pa.Table.from_arrays([pa.array(["1"])] * 4, names=names), "x.parquet")
    for name, content in (("f.csv", "id,name,name,n\n1,a,b,1\n"), ("f.parquet", Path("x.parquet").read_bytes())):
        code, receipt, _ = sent(name, content)
        assert (code, receipt["sent"]) == (1, 0)
        assert 'several columns named "name"' in receipt["unreadable"][0]


def test_a_file_that_grew_sends_what_is_new(capsys):
    Path("m.toml").write_text(MAPPING)
    content = "id,name,n\n" + "".join(f"{n % 3},a{n},{n}\n" for n in range(20))
    with ScriptedServer() as server:
        for text in (
            content,
            content + "1,new,1\n",
            content + "1,new,1\n2,newer,1\n",
            content + "1,new,1\n2,newer,1\n",
        ):
            Path("f.csv").write_text(text)
            assert run(["upload", "f.csv", "--mapping", "m.toml", "--host", server.host, "--rate", "0"]) == 0
    assert len(arrived(server.accepted)) == 22
    assert len(set(arrived(server.accepted))) == 22
    assert len(server.ids) == len(set(server.ids))


SQL = """SELECT id AS "user_identities.customer_id", 'screen_view' AS "event.type", name AS "event.screen_name",
  n AS "event.custom_attributes.n" FROM input ORDER BY n"""


def test_a_query_is_killed_many_times_and_each_row_arrives_once():
    rows, kills = (30_000, 10) if STRESS else (12_000, 3)
    Path("f.csv").write_text("id,name,n\n" + "".join(f"u{n % 5000},s{n},{n}\n" for n in range(rows)))
    Path("q.sql").write_text(SQL)
    rng = random.Random(1)
    processes = []
    limit = [0]

    def kill(request):
        if limit[0] and request.number >= limit[0] and processes[-1].poll() is None:  # not one of its predecessor's
            limit[0] = 0
            processes[-1].send_signal(signal.SIGKILL)
        return accept

    command = [*MODULE, "upload", "f.csv", "--sql", "q.sql", "--environment", "development", "--rate", "0", "--json"]
    seen = 0
    with ScriptedServer(by(kill)) as server:
        for attempt in range(kills + 1):
            limit[0] = len(server.requests) + rng.randrange(2, 12) if attempt < kills else 0
            with subprocess.Popen(
                [*command, "--host", server.host], stdout=subprocess.PIPE, stderr=subprocess.PIPE
            ) as one:
                processes.append(one)
                out, err = one.communicate()
            assert one.returncode == (-signal.SIGKILL if limit[0] == 0 and attempt < kills else 0), (out, err)
            seen += one.returncode != 0
        assert json.loads(out)["rejected"] == 0
    once = {}
    for batch in server.accepted:
        once.setdefault(batch["source_request_id"], batch)
    found = [event["data"]["screen_name"] for batch in once.values() for event in batch["events"]]
    assert len(found) == len(set(found)) == rows
    assert seen == kills


def test_a_key_that_a_row_has_twice(capsys, sent):
    """As docs/backfill.md says."""
    code, _, rows = sent("f.ndjson", '{"id": "1", "id": "2", "name": "a", "n": 1, "n": 2}\n')
    assert (code, rows) == (0, [("1", "a", 1)])
    Path("q.sql").write_text('SELECT id AS "user_identities.customer_id" FROM input')
    assert run(["validate", "f.ndjson", "--sql", "q.sql", "--environment", "development", "--json"]) == 1
    assert "duplicate key" in json.loads(capsys.readouterr().out)["unreadable"][0]


@pytest.fixture
def interruptible():
    """Python can't raise an exception out of a callback of the garbage collector, and hypothesis has one."""
    callbacks, gc.callbacks[:] = gc.callbacks[:], []
    yield
    gc.callbacks[:] = callbacks


def test_a_query_that_gives_other_rows_is_not_resumed(capsys, interruptible):
    Path("q.sql").write_text(
        """SELECT 'u' || range AS "user_identities.customer_id", random() AS "user_attributes.x" FROM range(30000)"""
    )
    stop = []

    def interrupt(request):
        if request.number == 20 and not stop:
            stop.append(os.kill(os.getpid(), signal.SIGINT))
        return accept

    arguments = ["upload", "--sql", "q.sql", "--environment", "development", "--rate", "0", "--json"]
    with ScriptedServer(by(interrupt)) as server:
        assert run([*arguments, "--host", server.host]) == 130
        requests = len(server.requests)
        capsys.readouterr()
        assert run([*arguments, "--host", server.host]) == 1
        assert "ORDER BY" in json.loads(capsys.readouterr().out)["unreadable"][0]
        assert len(server.requests) == requests


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT foo FROM input", 'Referenced column "foo" not found'),
        ("SELECT\n  1 +\nFROM", "LINE 3"),
        ('SELECT 1 AS "user_identites.email"', 'did you mean "user_identities.email"'),
        ("", "holds no query"),
    ],
)
def test_a_query_that_can_not_work_is_one_line(capsys, sql, said):
    for name, content in (("q.sql", sql), ("f.csv", "id\n1\n")):
        Path(name).write_text(content)
    assert run(["validate", "f.csv", "--sql", "q.sql", "--environment", "development", "--json"]) == 1
    (line,) = json.loads(capsys.readouterr().out)["unreadable"]
    assert said in line
    assert line.startswith("q.sql: ")
    assert "\n" not in line


def test_a_query_is_stopped_by_ctrl_c(capsys, monkeypatch, interruptible):
    """While DuckDB works, which would take hours."""
    Path("q.sql").write_text('SELECT sum(a.range * b.range) AS "mpid" FROM range(9000000) a, range(9000000) b')
    read = Table.windows

    def interrupted(*arguments, **options):
        os.kill(os.getpid(), signal.SIGINT)
        yield from read(*arguments, **options)

    monkeypatch.setattr(Table, "windows", interrupted)
    with ScriptedServer() as server:
        assert run(["upload", "--sql", "q.sql", "--environment", "development", "--host", server.host, "--json"]) == 130
    assert json.loads(capsys.readouterr().out)["stopped"].startswith("by you")
    assert "mparticle rows" not in [thread.name for thread in threading.enumerate()]


@pytest.mark.parametrize("command", ["upload", "validate"])
def test_what_comes_before_the_query_is_stopped_by_ctrl_c(command):
    """It would take hours as well, and DuckDB itself keeps Ctrl+C waiting."""
    Path("q.sql").write_text(
        "COPY (SELECT 1) TO 'began' (FORMAT csv);\n"
        "CREATE TABLE t AS SELECT sum(a.range * b.range) AS n FROM range(9000000) a, range(9000000) b;\n"
        "SELECT n AS mpid FROM t"
    )
    arguments = [
        sys.executable,
        "-m",
        "mparticle_facade.cli",
        command,
        "--sql",
        "q.sql",
        "--environment",
        "development",
    ]
    environment = {**os.environ, "MPARTICLE_API_KEY": "k", "MPARTICLE_API_SECRET": "s"}
    host = ["--host", "http://127.0.0.1:9"] if command == "upload" else []
    with subprocess.Popen([*arguments, *host], env=environment, stderr=subprocess.PIPE) as process:
        while not Path("began").exists() and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        try:
            process.wait(PATIENCE)
        finally:
            process.kill()
    assert process.returncode == 130


@pytest.mark.parametrize("option", ["--state", "--dead-letters"])
def test_a_device_is_no_file_to_write(capsys, option):
    Path("f.ndjson").write_text('{"environment": "development"}\n')
    assert run(["upload", "f.ndjson", "--host", "http://127.0.0.1:9", option, "/dev/full"]) == 2
    assert f"no regular file; {option} is one" in capsys.readouterr().err


def test_how_much_is_done_is_known(monkeypatch):
    monkeypatch.setattr("mparticle_facade.rows.table.WINDOW", 1000)
    for name, content in (("m.toml", MAPPING), ("f.csv", "id,name,n\n" + "1,a,1\n" * 1500)):
        Path(name).write_text(content)
    seen = []
    monkeypatch.setattr(
        "mparticle_facade.backfill.show.Display.moved", lambda _, source, position: seen.append(position)
    )
    assert run(["validate", "f.csv", "--mapping", "m.toml"]) == 0
    assert seen[-2:] == [Path("f.csv").stat().st_size * 2 // 3, Path("f.csv").stat().st_size]


def test_nothing_is_guessed_silently(capsys):
    for name, content in (("m.toml", MAPPING), ("f.csv", "id;name;n\n7;a;1\n")):
        Path(name).write_text(content)
    assert run(["validate", "f.csv", "--mapping", "m.toml"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"Read +f\.csv: CSV, delimiter ;, quote \", a header, utf-8, id VARCHAR", out)
    assert re.search(r'First batch \{"environment":"development","user_identities":\{"customer_id":"7"\}', out)


def test_control_characters_of_an_input_reach_neither_terminal_nor_log(capsys):
    evil = "\x1b]0;title\x07\x1b[2J\nSent 1,000,000 batches"
    Path("f.ndjson").write_text(json.dumps({"environment": "development", evil: 1}) + "\n")
    with ScriptedServer() as server:
        assert run(["upload", "f.ndjson", "--host", server.host]) == 1
    out, err = capsys.readouterr()
    reasons = Path("f.ndjson.rejects.reasons").read_text()
    for text in (out, err, reasons):
        assert "\x1b" not in text
        assert "\nSent 1,000,000" not in text


def test_what_a_killed_upload_left_is_removed_by_the_next_and_by_no_other(tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr("tempfile.tempdir", None)
    Path("m.toml").write_text(MAPPING)
    Path("f.json").write_text("".join(f'{{"id": {n}, "name": "a"}}\n' for n in range(12_000)))  # more than wait
    Path("g.json").write_text('{"id": 1, "name": "a"}')
    processes = []

    def kill(_):
        processes[0].send_signal(signal.SIGKILL)
        return accept

    command = [*MODULE, "upload", "f.json", "--mapping", "m.toml"]
    with ScriptedServer(by(kill)) as server, subprocess.Popen([*command, "--host", server.host]) as one:
        processes.append(one)
    (left,) = scratch.iterdir()
    assert (left / "0.ndjson").exists()
    validate = ["validate", "g.json", "--mapping", "m.toml"]
    with (left / "lock").open("wb") as held:  # as if it lived
        fcntl.flock(held, fcntl.LOCK_EX)
        os.utime(left / "lock", (0, 0))
        assert run(validate) == 0
        assert (left / "0.ndjson").exists()
    os.utime(left / "lock", (0, 0))
    assert run(validate) == 0
    assert list(scratch.iterdir()) == []
