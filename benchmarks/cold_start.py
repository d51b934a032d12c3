"""From the start of the interpreter to the first byte of the first request at the server, over http and https."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.harness import extras, receiver
from benchmarks.harness.ask import main
from benchmarks.harness.question import Contender, Figure, Question, Role, Setting, Unavailable

_FLOOR = """
import http.client, json
if CA:
    import ssl
    context = ssl.create_default_context(cafile=CA)
    connection = http.client.HTTPSConnection(HOST.removeprefix("https://"), context=context)
else:
    connection = http.client.HTTPConnection(HOST.removeprefix("http://"))
body = {"environment": "development", "events": [{"event_type": "custom_event", "data": {
    "event_name": "Level Completed", "custom_event_type": "navigation"}}]}
connection.request("POST", "/v2/events", json.dumps(body), {"content-type": "application/json"})
connection.getresponse().read()
"""
_VENDOR = """
import mparticle
configuration = mparticle.Configuration()
configuration.api_key, configuration.api_secret, configuration.host = "key", "secret", HOST + "/v2"
configuration.ssl_ca_cert = CA
batch = mparticle.Batch()
batch.environment = "development"
batch.events = [mparticle.AppEvent("Level Completed", "navigation")]
mparticle.EventsApi(configuration).upload_events(batch)
"""
_OURS = """
import mparticle_facade as mparticle
batch = mparticle.Batch("development")
batch.events = [mparticle.AppEvent("Level Completed", "navigation")]
with mparticle.EventsApi(mparticle.Configuration("key", "secret", host=HOST, ssl_ca_cert=CA)) as api:
    api.upload_events(batch)
"""
_SENDER = """
from benchmarks.harness import senders
sender = senders.{}(HOST)
sender.take(0)
sender.finish()
"""


def _starting(program: str, *, secure: bool, with_extras: bool) -> Callable[[Setting], dict[str, float]]:
    def run(setting: Setting) -> dict[str, float]:
        host, authorities = setting.url, None
        if secure:
            host, authorities = receiver.ask(setting.url, "/stats")["secure"], str(_authorities(setting.folder))
        python = extras.interpreter() if with_extras else sys.executable
        command = [python, "-W", "ignore", "-c", f"HOST, CA = {host!r}, {authorities!r}\n{program}"]
        started = time.monotonic()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        for reason in ("ModuleNotFoundError", "Unavailable"):
            if reason in done.stderr:
                raise Unavailable(done.stderr.strip().rpartition(": ")[2])
        first = receiver.ask(setting.url, "/wait?events=1")["first_byte"]
        return {"ms": (first - started) * 1000}

    return run


def _authorities(folder: Path) -> Path:
    """The authorities that everybody trusts, which take their time to load, and the one of our server."""
    import certifi

    file = folder / "authorities.pem"
    file.write_text(Path(certifi.where()).read_text() + receiver.AUTHORITY.read_text())
    return file


def _contender(name: str, role: Role, program: str, **references: str) -> Contender:
    secure, with_extras = name.endswith("https"), "extras" in name
    return Contender(name, role, _starting(program, secure=secure, with_extras=with_extras), **references)


_HTTPS = {"floor": "json and http.client, https", "peer": "vendor's SDK, https"}
_PROGRAMS: tuple[tuple[str, Role, str], ...] = (
    ("json and http.client", "floor", _FLOOR),
    ("vendor's SDK", "vendor", _VENDOR),
    ("ours: EventsApi", "ours", _OURS),
    ("ours: EventsApi, all extras", "ours", _OURS),
    ("ours: Uploader, in memory", "ours", _SENDER.format("ours")),
    ("segment-analytics-python", "peer", _SENDER.format("segment")),
    ("rudder-sdk-python", "peer", _SENDER.format("rudder")),
    ("posthog", "peer", _SENDER.format("posthog")),
    ("amplitude-analytics", "peer", _SENDER.format("amplitude")),
)

QUESTION = Question(
    key="cold_start",
    title="Cold start to first byte",
    text=(
        "From the start of the interpreter to the first byte of the first request at the server: import, set up, build "
        "an event, connect, send. The clients that queue are told to flush. Over https everybody loads the same file "
        f"of authorities. *All extras* are {extras.NAMES}, from the project's own environment."
    ),
    figures=(Figure("ms", "to first byte", "ms"),),
    contenders=(
        *(_contender(name, role, program) for name, role, program in _PROGRAMS),
        _contender("json and http.client, https", "floor", _FLOOR, floor=_HTTPS["floor"]),
        _contender("vendor's SDK, https", "vendor", _VENDOR, **_HTTPS),
        _contender("ours: EventsApi, https", "ours", _OURS, **_HTTPS),
        _contender("ours: EventsApi, all extras, https", "ours", _OURS, **_HTTPS),
    ),
    floor=_PROGRAMS[0][0],
    peer="vendor's SDK",
    rounds=5,
)

if __name__ == "__main__":
    sys.exit(main("cold_start"))
