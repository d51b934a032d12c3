"""The server side of the Live Stream: the page, the stream, and one batch with the program that sends it."""

import json
import os
import re
import socket
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import mparticle_facade as mparticle
from mparticle_facade.sandbox.programs import program
from mparticle_facade.sandbox.records import StoredBatch
from parts.sandbox_client import (
    AUTH,
    BAD,
    BULK,
    GOOD,
    HISTORICAL,
    SINGLE,
    connected,
    messages,
    post,
    request_head,
    running,
)
from parts.wire_samples import batches, full_batch

PAGE = Path(__import__("mparticle_facade.sandbox").sandbox.__file__).parent / "page"
COUNTERS = {"requests", "batches", "events", "duplicates", "rejected"}


@pytest.fixture(scope="module")
def module_sandbox():
    with running() as both:
        yield both


@pytest.fixture
def sandbox(module_sandbox):
    sandbox, _ = module_sandbox
    sandbox.reset()
    return sandbox


@pytest.fixture
def client(module_sandbox, sandbox):
    return module_sandbox[1]


class Reader:
    """The frames of a stream: type, id and data."""

    def __init__(self, response):
        self.response = response
        self.lines = response.iter_lines()
        self.id = ""

    def frame(self):
        kind, data = "", None
        for line in self.lines:
            name, _, value = line.partition(": ")
            if name == "event":
                kind = value
            elif name == "id":
                self.id = value
            elif name == "data":
                data = json.loads(value)
            elif not line and kind:
                return kind, data
        raise EOFError

    def until(self, *kinds):
        for _ in range(20):  # other frames come at least every few seconds: no test waits for ever
            kind, data = self.frame()
            if kind in kinds:
                return data
        raise AssertionError(f"no {kinds}")

    def summaries(self, number):
        """That many summaries, in frames of whatever size."""
        found = []
        while len(found) < number:
            data = self.until("batch", "batches")
            found += data if isinstance(data, list) else [data]
        return found


@contextmanager
def reading(client, **options):
    headers = options.pop("headers", {})
    with client.stream("GET", "/sandbox/stream", params=options, headers=headers, timeout=20) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        yield Reader(response)


# -- the stream -------------------------------------------------------------------------------------------------------


def test_a_batch_shows_up(client):
    with reading(client) as reader:
        assert reader.until("stats") == dict.fromkeys(COUNTERS, 0)
        batch = {**GOOD, "user_identities": {"customer_id": "1", "email": None}, "mpid": 5, "customerid": 1}
        payload = json.dumps(batch).encode()
        post(client, SINGLE, payload)
        summary = reader.until("batch")
        (stored,) = client.get("/sandbox/batches").json()["batches"]
        assert summary == {
            "id": stored["id"], "request": stored["request"], "received_ms": stored["received_ms"],
            "endpoint": SINGLE, "status": "accepted",
            "environment": "development", "user": {"customer_id": "1", "mpid": "5"},
            "events": [{"type": "custom_event", "name": "Hi"}], "event_types": ["custom_event"], "event_count": 1,
            "bytes": len(payload), "warnings": len(stored["warnings"]), "violations": 0, "errors": 0,
        }  # fmt: skip
        assert summary["warnings"] > 0
        assert reader.id == str(summary["id"])
        assert reader.until("stats")["batches"] == 1


def test_several_come_together(client):
    with reading(client) as reader:
        reader.until("stats")
        post(client, BULK, [{**GOOD, "source_request_id": "one"}] * 2 + [BAD])
        frame = reader.until("batches")
        assert [summary["status"] for summary in frame] == ["accepted", "duplicate", "rejected"]
        assert [summary["errors"] for summary in frame] == [0, 0, 1]


def test_many_at_once_are_few_frames(client):
    with reading(client) as reader:
        reader.until("stats")
        for _ in range(50):
            post(client, BULK, [GOOD] * 20)
        frames, seen = 0, []
        while len(seen) < 1000:
            data = reader.until("batch", "batches")
            seen += data if isinstance(data, list) else [data]
            frames += 1
    assert [summary["id"] for summary in seen] == list(range(seen[0]["id"], seen[0]["id"] + 1000))
    assert frames < 40


def test_a_reader_comes_back_where_it_was(client):
    post(client, BULK, [GOOD] * 5)
    ids = [stored["id"] for stored in client.get("/sandbox/batches").json()["batches"]]
    with reading(client, after=ids[1]) as reader:
        assert [summary["id"] for summary in reader.until("batches")] == ids[2:]
    with reading(client, after=ids[0], headers={"last-event-id": str(ids[3])}) as reader:
        assert reader.until("batch")["id"] == ids[4]
    with reading(client, headers={"last-event-id": "nonsense"}) as reader:
        assert len(reader.until("batches")) == 5


def test_a_new_reader_gets_the_newest(client):
    for _ in range(52):
        post(client, BULK, [GOOD] * 100)
    with reading(client, last=3) as reader:
        assert len(reader.until("batches")) == 3
    with reading(client) as reader:
        assert len(reader.summaries(5000)) == 5000
        post(client, SINGLE, GOOD)
        newest = reader.until("batch")
    assert newest["id"] == client.get("/sandbox/batches", params={"after": newest["id"] - 1}).json()["next"]


def test_clearing_is_told_before_what_comes_after(client):
    post(client, SINGLE, GOOD)
    with reading(client) as reader:
        reader.until("stats")
        client.delete("/sandbox/batches")
        post(client, SINGLE, {**GOOD, "environment": "production"})
        kinds = [reader.frame() for _ in range(2)]
    (first, nothing), (second, summary) = (frame for frame in kinds if frame[0] != "stats")
    assert (first, nothing, second, summary["environment"]) == ("cleared", {}, "batch", "production")


def test_statistics_are_a_sign_of_life(client, monkeypatch):
    from mparticle_facade.sandbox import stream

    monkeypatch.setattr(stream, "_STATS_S", 0.01)
    monkeypatch.setattr(stream, "_HEARTBEAT_S", 0.02)
    with reading(client) as reader:
        assert [reader.until("stats") for _ in range(3)] == [dict.fromkeys(COUNTERS, 0)] * 3


@pytest.mark.parametrize(
    "batch",
    [
        7,
        None,
        "text",
        [],
        [GOOD],
        {"events": 7},
        {"events": [7, {"event_type": [1]}]},
        {"user_identities": [1], "environment": {"a": 1}, "events": [{"data": 7}], "mpid": {"a": "b"}},
        {"user_identities": {"a": {}, "b": [1], "c": 1.5}, "events": [{"event_type": "x", "data": {"event_name": 7}}]},
    ],
)
def test_rejected_batches_hold_anything(client, batch):
    with reading(client) as reader:
        reader.until("stats")
        post(client, BULK, [batch])
        summary = reader.until("batch")
    assert (summary["status"], summary["errors"] > 0) == ("rejected", True)
    assert client.get(f"/sandbox/batches/{summary['id']}").json()["batch"] == batch


def test_a_summary_is_short_whatever_the_batch_is(client):
    long = "x" * 20_000
    events = [{"event_type": "custom_event", "data": {"event_name": long, "custom_event_type": "other"}}] * 2
    events += [{"event_type": "session_start", "data": {}}] * 2000
    identities = {"email": long, **{f"unknown {index}": "y" for index in range(2000)}}
    with reading(client) as reader:
        reader.until("stats")
        batch = {"environment": "development", "user_identities": identities, "events": events}
        assert post(client, SINGLE, batch).status_code == 202
        summary = reader.until("batch")
    assert (len(summary["events"]), summary["event_count"]) == (20, 2002)
    assert summary["event_types"] == ["custom_event", "session_start"]
    assert len(json.dumps(summary)) < 10_000


def test_the_names_of_events(client):
    def event(kind, **data):
        return {"event_type": kind, "data": data}

    purchase = event("commerce_event", product_action={"action": "purchase"})
    screen = event("screen_view", screen_name="Home", activity_type="activity_started")
    with reading(client) as reader:
        reader.until("stats")
        post(client, SINGLE, {**GOOD, "events": [purchase, screen, event("session_start")]})
        names = [event["name"] for event in reader.until("batch")["events"]]
    assert names == ["purchase", "Home", ""]


def test_a_slow_reader_gets_everything_later(sandbox, client):
    """What it has not read is in the store: the frames of that many batches would not fit the buffers on the way."""
    events = [{"event_type": "session_start", "data": {}}] * 20
    with closing(socket.socket()) as slow:
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.settimeout(20)
        with closing(connected(sandbox)) as other:
            slow.connect(other.getpeername())
        slow.sendall(request_head("GET", "/sandbox/stream"))
        assert slow.recv(16).startswith(b"HTTP/1.1 200")
        for _ in range(60):
            post(client, BULK, [{**GOOD, "events": events}] * 100)
        ids = [stored.id for stored in sandbox._store.batches(limit=-1)]
        received, last = bytearray(), b'{"id":%d,' % ids[-1]
        while received.find(last, -10_000) < 0:  # a summary is shorter
            received += slow.recv(1_000_000)
    assert [int(id) for id in re.findall(rb'\{"id":(\d+),', received)] == ids


def test_no_more_streams_than_that(client, monkeypatch):
    from mparticle_facade.sandbox import stream

    monkeypatch.setattr(stream, "MOST_READERS", 1)
    with reading(client) as reader:
        reader.until("stats")
        response = client.get("/sandbox/stream")
        assert response.status_code == 503
        assert "streams" in messages(response)[0]


def test_it_stops_though_somebody_reads():
    with running() as (sandbox, _):
        reader = connected(sandbox)
        reader.sendall(request_head("GET", "/sandbox/stream"))
        assert reader.recv(16).startswith(b"HTTP/1.1 200")
    with closing(reader):
        assert b"".join(iter(lambda: reader.recv(65536), b"")).endswith(b"\r\n0\r\n\r\n")


def test_a_head_request_of_the_stream_ends(client):
    assert client.head("/sandbox/stream").status_code == 200


@pytest.mark.parametrize("query", ["after=x", "after=-1", "last=x"])
def test_a_stream_that_can_not_be_is_400(client, query):
    assert client.get(f"/sandbox/stream?{query}").status_code == 400


# -- the page ---------------------------------------------------------------------------------------------------------


def test_the_page_and_all_its_files(client):
    response = client.get("/")
    assert response.content == (PAGE / "index.html").read_bytes()
    types = {"html": "text/html", "js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}
    for file in PAGE.iterdir():
        response = client.get(f"/page/{file.name}")
        assert response.content == file.read_bytes()
        assert response.headers["content-type"].partition(";")[0] == types[file.suffix[1:]]
        assert response.headers["content-security-policy"] == (
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "name",
    [
        "nothing.js",
        "..%2fserver.py",
        "%2e%2e%2fserver.py",
        "server.py",
        "..",
        ".",
        "index",
        "index.html%00.js",
        "a/b.js",
        "%2Fetc%2Fpasswd",
        "..\\server.js",
        "INDEX.HTML.",
        "index.html/",
        "%ff.js",
    ],
)
def test_nothing_but_the_files_of_the_page(sandbox, name):
    with closing(connected(sandbox)) as connection:
        connection.sendall(request_head("GET", f"/page/{name}", connection="close"))
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 404")


# -- one batch --------------------------------------------------------------------------------------------------------


def test_one_batch(client):
    post(client, BULK, [GOOD, BAD])
    first, second = (stored["id"] for stored in client.get("/sandbox/batches").json()["batches"])
    found = client.get(f"/sandbox/batches/{second}").json()
    assert list(found) == [
        "id", "request", "received_ms", "endpoint", "status", "batch", "warnings", "errors", "python",
    ]  # fmt: skip
    assert (found["id"], found["status"], found["batch"]) == (second, "rejected", BAD)
    assert [error["path"] for error in found["errors"]] == ["$.events[0].data.custom_event_type"]
    assert client.get(f"/sandbox/batches/{first}").json()["status"] == "accepted"
    for id in (second + 1, 0, 2**63, 10**30):
        assert client.get(f"/sandbox/batches/{id}").status_code == 404


def stored(payload, endpoint=SINGLE):
    return StoredBatch(1, 0, endpoint, "accepted", payload, 0, [])


def built(source):
    """The batch that a program makes, without sending it."""
    names = {}
    exec(source.partition("\nconfig = ")[0], names)
    batch = names["batch"]
    return batch if isinstance(batch, dict) else batch.to_dict()


def test_the_program_says_it_the_way_a_person_would():
    batch = mparticle.Batch("development", user_identities=mparticle.UserIdentities(customer_id="it's"))
    batch.add_event(mparticle.AppEvent("Hello World", "navigation", custom_attributes={"level": 7, "score": 1.5}))
    assert program(stored(batch.to_json()), "http://127.0.0.1:8080") == (
        """\
import mparticle_facade as mparticle

batch = mparticle.Batch(
    environment="development",
    user_identities=mparticle.UserIdentities(customer_id="it's"),
)
batch.add_event(
    mparticle.AppEvent(
        event_name="Hello World",
        custom_event_type="navigation",
        custom_attributes={"level": 7, "score": 1.5},
    )
)

config = mparticle.Configuration.from_env()  # MPARTICLE_API_KEY, MPARTICLE_API_SECRET
config.host = "http://127.0.0.1:8080"  # this sandbox
with mparticle.EventsApi(config) as api:
    api.upload_events(batch)
"""
    )


def test_the_program_of_a_batch_with_everything_in_it():
    batch = full_batch()
    source = program(stored(json.dumps(batch).encode()), "http://localhost")
    assert built(source) == batch
    assert "mparticle.CommerceEvent(" in source
    assert "mparticle.Batch(" in source
    assert "{'" not in source


HOSTILE = [
    "'",
    '"',
    "'\"",
    "\\",
    "\n",
    "\r",
    "\0",
    "\x1b[31m",
    "\u202e",
    "\u2028",
    "\U0001f600",
    "'''",
    '"""',
    "{x}",
    "%s",
    "\\N{DASH}",
    "'); import os #",
    '"); import os #',
    "\\",
    "\\'",
    "</script>",
    "é",
    "e\u0301",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    batch = {
        **GOOD,
        "user_identities": {"email": text},
        "user_attributes": {text: [text], "n": None},
        text: {text: text},
        "events": [{**GOOD["events"][0], "data": {**GOOD["events"][0]["data"], "event_name": text, text: 1}}],
    }
    source = program(stored(json.dumps(batch).encode()), "http://localhost")
    assert built(source) == batch
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e\u2028]", source)


@given(batches())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_program_of_any_batch(batch):
    source = program(stored(json.dumps(batch).encode()), "http://localhost")
    assert built(source) == batch


@pytest.mark.parametrize(
    "batch", [{"mpid": None}, {"events": []}, {"events": None}, {"events": [7]}, {}, {"mpid": 2**70}]
)
def test_the_program_of_what_objects_can_not_say(batch):
    assert built(program(stored(json.dumps(batch).encode()), "http://localhost")) == batch


@pytest.mark.parametrize("payload", [b"7", b"null", b"[]", b'"x"'])
def test_what_is_no_batch_has_no_program(payload):
    assert program(stored(payload), "http://localhost") == ""


def test_a_batch_of_thousands_of_events_has_no_program():
    payload = b'{"environment": "development", "events": [%s]}'
    for events, wanted in ((1000, True), (1001, False)):
        sample = StoredBatch(1, 0, SINGLE, "accepted", payload % b", ".join([b"{}"] * events), events, [])
        assert bool(program(sample, "http://localhost")) is wanted


@pytest.mark.parametrize("endpoint", [SINGLE, BULK, HISTORICAL])
def test_the_program_sends_the_batch(client, sandbox, endpoint):
    batch = json.loads(json.dumps(full_batch()))
    batch |= {"brand_new": {"a": [1]}, "source_request_id": None, "mpid": "7346244611012968789"}
    batch["user_attributes"] = {f"a{index}": 1 for index in range(101)}
    for event in batch["events"]:
        event["data"]["timestamp_unixtime_ms"] = 1_735_689_600_000
    del batch["source_request_id"]
    post(client, endpoint, batch if endpoint == SINGLE else [batch])
    (first,) = sandbox.received()
    assert (first["status"], first["errors"]) == ("accepted", [])
    source = client.get(f"/sandbox/batches/{first['id']}").json()["python"]
    environment = {**os.environ, "MPARTICLE_API_KEY": AUTH[0], "MPARTICLE_API_SECRET": AUTH[1]}
    environment.pop("MPARTICLE_HOST", None)
    subprocess.run([sys.executable, "-W", "error", "-c", source], env=environment, check=True, timeout=60)
    (_, second) = sandbox.received()
    assert second["batch"].pop("source_request_id")
    assert (second["endpoint"], second["batch"]) == (endpoint, {**batch, "mpid": int(batch["mpid"])})
