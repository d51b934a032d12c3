"""Queries: what is sent when one is asked again, what is told of the files under it, and which files are none."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from mparticle_facade.cli.program import run
from parts.server import ScriptedServer

SQL = """SELECT id AS "user_identities.customer_id" FROM input ORDER BY id"""
MAPPING = """
environment = { value = "development" }
source_request_id = "session"
user_identities.customer_id = "id"
[[events]]
event_type = { value = "screen_view" }
data.screen_name = "name"
data.custom_attributes.note = "note"
"""


pytestmark = pytest.mark.usefixtures("at_work")


@pytest.fixture
def server():
    with ScriptedServer() as server:
        yield server


@pytest.fixture
def upload(server, capsys):
    """Runs it: exit code, the batches of this run, and the receipt."""

    def one(*arguments):
        before = len(server.accepted)
        code = run(["upload", *arguments, "--host", server.host, "--rate", "0", "--json"])
        out, err = capsys.readouterr()
        return code, server.accepted[before:], json.loads(out) if out else err

    return one


def users(batches):
    return sorted(batch["user_identities"]["customer_id"] for batch in batches)


def rows(*ids):
    return "id,name\n" + "".join(f"{id},x\n" for id in ids)


def test_a_finished_query_sends_what_is_new_and_nothing_twice(upload):
    query = ["f.csv", "--sql", "q.sql", "--environment", "development"]
    Path("q.sql").write_text(SQL)
    seen = []
    for ids, sql in (
        ("ab", SQL),
        ("ab", SQL),
        ("ab", f"{SQL} -- said otherwise"),
        ("abc", SQL),
        ("b", SQL),
        ("b", SQL),
    ):
        Path("f.csv").write_text(rows(*ids))
        Path("q.sql").write_text(sql)
        code, batches, _ = upload(*query)
        assert code == 0
        seen.append("".join(users(batches)))
    assert seen == ["ab", "", "", "c", "b", ""]


def test_a_row_that_can_not_be_read_is_found_in_a_file_that_grew_under_a_query(upload):
    query = ["f.csv", "--sql", "q.sql", "--environment", "development"]
    Path("q.sql").write_text(SQL)
    Path("f.csv").write_text(rows("a"))
    assert upload(*query)[0] == 0
    Path("f.csv").write_text(rows("a") + "b,x,more\n")
    code, batches, receipt = upload(*query)
    assert (code, batches, receipt["rejected"]) == (1, [], 1)
    code, batches, receipt = upload(*query)
    assert (code, batches, receipt["rejected_before"]) == (1, [], 1)


def test_a_query_of_a_database_is_asked_again(upload):
    import duckdb

    Path("q.sql").write_text(
        """ATTACH 'shop.duckdb' AS shop (READ_ONLY);
        SELECT id AS "user_identities.customer_id" FROM shop.customer ORDER BY id"""
    )
    seen = []
    for sql in (
        "CREATE TABLE customer AS SELECT 'a' AS id",
        "INSERT INTO customer VALUES ('b')",
        "UPDATE customer SET id = 'c'",
    ):
        with duckdb.connect("shop.duckdb") as shop:
            shop.execute(sql)
        code, batches, receipt = upload("--sql", "q.sql", "--environment", "development")
        seen.append((code, users(batches)))
    assert seen == [(0, ["a"]), (0, ["b"]), (1, [])]
    assert "q.sql: gives other rows than those that were sent" in receipt["unreadable"][0]
    assert upload("--sql", "q.sql", "--environment", "development", "--again")[0] == 0


def test_what_is_piped_under_a_query_is_sent_each_time(upload, monkeypatch):
    Path("q.sql").write_text(SQL)
    for id in "ab":
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(rows(id).encode())))
        code, batches, receipt = upload("-", "--sql", "q.sql", "--environment", "development")
        assert (code, users(batches), receipt["state"]) == (0, [id], None)
    assert not list(Path().glob("*upload-state*"))


def test_a_reject_names_the_file_under_the_query(upload):
    Path("q.sql").write_text(SQL)
    Path("a.csv").write_text(rows("a", "b,c"))
    Path("b.csv").write_text(rows("d", "e", "f,g"))
    code, batches, receipt = upload("a.csv", "b.csv", "--sql", "q.sql", "--environment", "development", "--strict")
    assert (code, batches) == (1, [])
    assert [(error["file"], error["line"]) for error in receipt["errors"]] == [("a.csv", 3), ("b.csv", 4)]
    code, batches, receipt = upload("a.csv", "b.csv", "--sql", "q.sql", "--environment", "development")
    assert (code, users(batches)) == (1, ["a", "d", "e"])
    assert [(error["file"], error["line"]) for error in receipt["errors"]] == [("a.csv", 3), ("b.csv", 4)]


def test_one_query_is_asked(upload):
    Path("q.sql").write_text(SQL)
    Path("m.toml").write_text('[rows]\nsql = "SELECT 1 AS mpid"\n')
    Path("f.csv").write_text(rows("a"))
    code, batches, said = upload("f.csv", "--sql", "q.sql", "--mapping", "m.toml", "--environment", "development")
    assert (code, batches) == (2, [])
    assert "m.toml has a query, too" in said


@pytest.mark.parametrize("option", ["--state", "--dead-letters", "--mapping", "--plan"])
def test_a_pattern_passes_over_what_has_another_part(upload, option):
    """And so the same command can be run again."""
    Path("in").mkdir()
    Path("in/f.csv").write_text(rows("a", "b,c"))
    mapping = 'environment = { value = "development" }\nuser_identities.customer_id = "id"\n'
    for place in ("in/other", "m.toml") if option == "--mapping" else ("m.toml",):
        Path(place).write_text(mapping)
    if option == "--plan":
        Path("in/other").write_text('{"version_document": {"data_points": []}}')
    given = ["in/*", option, "in/other", *([] if option == "--mapping" else ["--mapping", "m.toml"])]
    for sent in (["a"], []):
        code, batches, receipt = upload(*given)
        assert (code, users(batches), receipt["unreadable"]) == (1, sent, [])


@pytest.mark.parametrize("option", ["--state", "--dead-letters"])
def test_a_plan_is_not_overwritten(upload, option):
    plan = '{"version_document": {"data_points": []}}'
    Path("p.json").write_text(plan)
    Path("f.ndjson").write_text("{}\n")
    code, _, receipt = upload("f.ndjson", "--plan", "p.json", option, "p.json")
    assert (code, Path("p.json").read_text()) == (2, plan)
    assert f"{option} would write it" in receipt["stopped"]


def test_an_id_that_is_there_twice_is_told(upload):
    line = '{"environment":"development","source_request_id":"one","mpid":%d}\n'
    Path("a.ndjson").write_text(line % 1 + line % 2)
    Path("b.ndjson").write_text(line % 3)
    code, batches, receipt = upload("a.ndjson", "b.ndjson")
    assert (code, len(batches), receipt["warnings"]["repeated_id"]) == (0, 3, 2)
    assert [(one["file"], one["line"]) for one in receipt["advice"]] == [("a.ndjson", 2), ("b.ndjson", 1)]
    assert receipt["advice"][0]["message"] == '"one" is that of line 1, too'
    assert receipt["advice"][1]["message"].endswith("a.ndjson, too")


@pytest.mark.parametrize("bad", [0, 1])
def test_the_parts_of_what_is_taken_apart_have_ids_of_their_own(upload, bad):
    """A row that was rejected alone, mended and sent, is no repetition of those that it was beside."""
    notes = ["x", "x", "x"]
    notes[bad] = "y" * 5000
    Path("m.toml").write_text(MAPPING)
    Path("f.csv").write_text("id,name,session,note\n" + "".join(f"u,n{n},s1,{note}\n" for n, note in enumerate(notes)))
    code, batches, _ = upload("f.csv", "--mapping", "m.toml")
    assert (code, [len(batch["events"]) for batch in batches]) == (1, [2])
    Path("f.csv.rejects").write_text(Path("f.csv.rejects").read_text().replace("y" * 5000, "y"))
    code, mended, _ = upload("f.csv.rejects")
    assert (code, len(mended)) == (0, 1)
    assert mended[0]["source_request_id"] != batches[0]["source_request_id"]


def test_the_halves_of_what_is_too_large_have_ids_of_their_own(upload):
    Path("m.toml").write_text(MAPPING)
    Path("f.csv").write_text("id,name,session,note\n" + "".join(f"u,n{n},s1,{'漢' * 3000}\n" for n in range(30)))
    code, batches, _ = upload("f.csv", "--mapping", "m.toml")
    assert (code, sum(len(batch["events"]) for batch in batches)) == (0, 30)
    ids = [batch["source_request_id"] for batch in batches]
    assert len(ids) == len(set(ids)) > 1


def test_objects_that_share_a_line_beside_others_that_do_not(upload):
    one = '{"environment":"development","mpid":%d}'
    Path("f.ndjson").write_text(f"{one % 1}\n{one % 2}{one % 3}\n{one % 4}, {one % 5}\n{one % 6}\n")
    code, batches, _ = upload("f.ndjson")
    assert (code, sorted(batch["mpid"] for batch in batches)) == (0, [1, 2, 3, 4, 5, 6])
