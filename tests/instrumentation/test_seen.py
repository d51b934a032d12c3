"""What looks at httpx from outside sees each of 100 requests, and a cassette replays each: `make test-instrumentation`.

Every program runs in a process of its own, where the instrumentation comes before or after our import.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from parts.server import ScriptedServer

TESTS = Path(__file__).parents[1]
CASSETTES = sorted(Path(sys.prefix).glob("vcrpy-*"))
AIOHTTP = Path(sys.prefix) / "aiohttp"  # apart from the rest: vcrpy 6 and 7 can't be imported where it is installed
KINDS = ("sync", "async", "aiohttp")

UPLOADS = """
import asyncio, sys
import mparticle_facade as mparticle
HOST, KIND = sys.argv[1:3]
ENGINE = "aiohttp" if KIND == "aiohttp" else "httpcore"
CONFIG = mparticle.Configuration("key", "s3cret", host=HOST, max_retries=0, async_engine=ENGINE)
def batches():
    return [mparticle.Batch("development", mpid=number, source_request_id=str(number)) for number in range(100)]
async def in_tasks():
    async with mparticle.AsyncEventsApi(CONFIG) as api:
        return [(await api.upload_events(batch)).status for batch in batches()]
def upload():
    if KIND != "sync":
        return asyncio.run(in_tasks())
    with mparticle.EventsApi(CONFIG) as api:
        return [api.upload_events(batch).status for batch in batches()]
"""

SENTRY = """
import sentry_sdk
from sentry_sdk.transport import Transport
events = []
class Kept(Transport):
    def capture_envelope(self, envelope):
        events.extend(item.payload.json for item in envelope.items if item.type == "transaction")
sentry_sdk.init(dsn="http://key@127.0.0.1:9/1", traces_sample_rate=1.0, transport=Kept)
with sentry_sdk.start_transaction(name="test"):
    assert upload() == [202] * 100
sentry_sdk.flush()
spans = [span for event in events for span in event["spans"] if span["op"] == "http.client"]
spans = [span for span in spans if span["origin"] == "auto.http.httpx"]  # aiohttp's, below them, are seen as well
assert len(spans) == 100, len(spans)
assert "s3cret" not in repr(events)
"""

OPENTELEMETRY = """
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
exporter, provider = InMemorySpanExporter(), TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))
HTTPXClientInstrumentor().instrument(tracer_provider=provider)
assert upload() == [202] * 100
assert len(exporter.get_finished_spans()) == 100, len(exporter.get_finished_spans())
"""

VCR = """
import vcr
cassette = sys.argv[3]
matching = ["method", "path", "body"]
with vcr.use_cassette(cassette, record_mode="once", match_on=matching, filter_headers=["authorization"]) as tape:
    assert upload() == [202] * 100
    if tape.play_count:
        print("replayed", tape.play_count)
"""


def run(program: str, server: ScriptedServer | str, kind: str, *more: str, packages: Path | None = None) -> str:
    paths = [str(TESTS), *([str(packages)] if packages else []), *([str(AIOHTTP)] if kind == "aiohttp" else [])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    host = server if isinstance(server, str) else server.host
    done = subprocess.run(
        [sys.executable, "-c", program, host, kind, *more],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("first", ["the instrumentation", "our import"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tool", [SENTRY, OPENTELEMETRY], ids=["Sentry", "OpenTelemetry"])
def test_every_request_is_seen(tool: str, kind: str, first: str) -> None:
    warm = "" if first == "the instrumentation" else "upload()\n"
    with ScriptedServer() as server:
        run(UPLOADS + warm + tool, server, kind)
        assert len(server.requests) == (200 if warm else 100)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("packages", CASSETTES, ids=lambda path: path.name)
def test_every_request_is_recorded_and_replayed(packages: Path, kind: str, tmp_path: Path) -> None:
    if kind == "aiohttp" and packages.name in ("vcrpy-6", "vcrpy-7"):
        pytest.skip("this version can't be imported beside today's aiohttp")
    cassette = str(tmp_path / "cassette.yaml")
    with ScriptedServer() as server:
        run(UPLOADS + VCR, server, kind, cassette, packages=packages)
        assert len(server.requests) == 100
        assert run(UPLOADS + VCR, server, kind, cassette, packages=packages) == "replayed 100\n"
        assert len(server.requests) == 100, "all of them came from the cassette"


def test_there_are_three_versions_of_vcrpy() -> None:
    assert [path.name for path in CASSETTES] == ["vcrpy-6", "vcrpy-7", "vcrpy-8"]
