"""Record exchanges with a sandbox, or with the live API if MPARTICLE_API_KEY is set.

What neither answers on request, such as a 429, is recorded from a scripted server of the tests.

They go to tests/cassettes, or the directory given. The first line of each says where it comes from. What is stored does
not depend on the machine and holds no credentials: of the headers only those named here are kept, and the address
becomes that of the service. What is recorded from a sandbox or a script does not depend on the time, either.
"""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import vcr

import mparticle_facade as mparticle
from mparticle_events_client import Client
from mparticle_events_client.api.events import upload_events
from mparticle_facade.http.responses import interpret
from mparticle_facade.sandbox import running_sandbox

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
from parts.server import ScriptedServer  # the tests are a directory of their own, and no package
from parts.steps import answer

CASSETTES = Path(__file__).resolve().parent.parent / "tests/cassettes"
CREDENTIALS = ("recorder-key", "recorder-secret")
KEPT_HEADERS = {
    "accept", "content-type", "retry-after", "x-mp-rate-limit-exceeded", "x-mp-rate-limit-percentage-used",
}  # fmt: skip
SANDBOX = "the sandbox of this project"
SCRIPTED = "a scripted server of the tests"
LONG_AGO = 1_735_689_600_000  # 2025-01-01


def batch(customer: str, **event: Any) -> mparticle.Batch:
    return mparticle.Batch(
        [mparticle.AppEvent("Recorded", "other", **event)],
        environment="development",
        source_request_id=f"cassette-{customer}",
        user_identities=mparticle.UserIdentities(customer_id=customer),
    )


def upload_single(config: mparticle.Configuration) -> mparticle.UploadResponse:
    with mparticle.EventsApi(config) as api:
        return api.upload_events(batch("single"))


def bulk(config: mparticle.Configuration) -> mparticle.UploadResponse:
    with mparticle.EventsApi(config) as api:
        return api.bulk_upload_events([batch("first"), batch("second")])


def historical(config: mparticle.Configuration) -> mparticle.UploadResponse:
    with mparticle.EventsApi(config) as api:
        return api.bulk_upload_historical_events([batch("historical", timestamp_unixtime_ms=LONG_AGO)])


def bad_request(config: mparticle.Configuration) -> mparticle.UploadResponse:
    body = b'{"environment":"development","events":[{"data":{"event_name":"No event_type"}}]}'
    with mparticle.EventsApi(config) as api:  # the raw client, as the facade would not send this
        response = upload_events.sync_detailed(client=api.raw, body=body)
    return interpret(response.status_code, response.headers, response.content)


def unauthenticated(config: mparticle.Configuration) -> mparticle.UploadResponse:
    with Client(base_url=config.host) as client:
        response = upload_events.sync_detailed(client=client, body=batch("unauthenticated").to_json())
    return interpret(response.status_code, response.headers, response.content)


def forbidden(config: mparticle.Configuration) -> mparticle.UploadResponse:
    wrong = mparticle.Configuration(config.api_key, "wrong-secret", host=config.host)
    with mparticle.EventsApi(wrong) as api:
        return api.upload_events(batch("forbidden"))


EXCHANGES: dict[str, tuple[Callable[[mparticle.Configuration], mparticle.UploadResponse], int]] = {
    "upload_single": (upload_single, 202),
    "bulk": (bulk, 202),
    "historical": (historical, 202),
    "bad_request": (bad_request, 400),
    "unauthenticated": (unauthenticated, 401),
    "forbidden": (forbidden, 403),
}
"""Name of a cassette to what is to be recorded, and the status that it must get."""


SCRIPTS: dict[str, list[tuple[int, dict[str, str]]]] = {
    "nearly_limited": [(202, {"x-mp-rate-limit-percentage-used": "92"})],
    "rate_limited": [(429, {"x-mp-rate-limit-exceeded": '"account"'})],
    "rate_limited_with_retry_after": [(429, {"retry-after": "900", "x-mp-rate-limit-exceeded": '"acceleration"'})],
    "server_error": [(500, {})],
    "unavailable": [(503, {})],
    "unavailable_then_accepted": [(503, {}), (202, {})],
}
"""Name of a cassette to the status and headers of each answer to `upload_single`."""


def main() -> int:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else CASSETTES
    with tempfile.TemporaryDirectory() as scratch:
        try:
            record_all(Path(scratch))
        except (mparticle.ConfigurationError, mparticle.ApiException, RecordingError) as error:
            print(f"nothing recorded: {error}", file=sys.stderr)
            return 1
        target.mkdir(parents=True, exist_ok=True)
        for cassette in Path(scratch).iterdir():
            shutil.copy(cassette, target)
    print(f"{len(EXCHANGES) + len(SCRIPTS)} cassettes in {target}")
    return 0


class RecordingError(Exception):
    """The answer is not what the cassette is for, or holds what must not be stored."""


def record_all(directory: Path) -> None:
    with service() as (source, config):
        for name, (exchange, expected) in EXCHANGES.items():
            status = record(directory / f"{name}.yaml", exchange, config, source)
            if status != expected:
                raise RecordingError(f"{name} should get {expected}, not {status}")

    for name, answers in SCRIPTS.items():
        with ScriptedServer(*(answer(status, b"", **headers) for status, headers in answers)) as server:
            config = mparticle.Configuration(*CREDENTIALS, host=server.host, max_retries=len(answers) - 1)
            record(directory / f"{name}.yaml", upload_single, config, SCRIPTED)


@contextlib.contextmanager
def service() -> Iterator[tuple[str, mparticle.Configuration]]:
    """What answers, and how to reach it."""
    if os.environ.get("MPARTICLE_API_KEY"):
        config = mparticle.Configuration.from_env()
        config.max_retries = 0  # one request, one answer
        yield f"the service at {config.host}, {dt.datetime.now(dt.UTC):%Y-%m-%d}", config
    else:
        with running_sandbox(CREDENTIALS) as sandbox:
            yield SANDBOX, mparticle.Configuration(*CREDENTIALS, host=sandbox.host)


def record(
    path: Path,
    exchange: Callable[[mparticle.Configuration], mparticle.UploadResponse],
    config: mparticle.Configuration,
    source: str,
) -> int:
    """Record one exchange and return its status."""

    def neutral_request(request: Any) -> Any:
        request.uri = request.uri.replace(config.host, mparticle.Configuration().host, 1)
        request.headers = kept(request.headers)
        return request

    def neutral_response(response: dict[str, Any]) -> dict[str, Any]:
        return {**response, "headers": kept(response["headers"])}

    with vcr.use_cassette(
        path,
        record_mode="all",
        decode_compressed_response=True,
        before_record_request=neutral_request,
        before_record_response=neutral_response,
    ):
        try:
            status = exchange(config).status
        except mparticle.ApiConnectionError:
            raise
        except mparticle.ApiException as error:
            status = error.status
    recorded = path.read_text("utf-8")
    token = base64.b64encode(f"{config.api_key}:{config.api_secret}".encode()).decode()
    if any(secret in recorded for secret in (config.api_key, config.api_secret, token)):
        raise RecordingError(f"{path.stem}: the answer holds the credentials")
    path.write_text(f"# Source: {source}\n{recorded}", "utf-8")
    print(f"{path.stem:<30} {status}")
    return status


def kept(headers: Any) -> dict[str, Any]:
    return {name.lower(): value for name, value in sorted(headers.items()) if name.lower() in KEPT_HEADERS}


if __name__ == "__main__":
    sys.exit(main())
