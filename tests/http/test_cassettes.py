"""Recorded exchanges (`make record`), replayed without a network: those that are committed, and a service's own."""

import base64
import gzip
import json
import os
import re
import runpy
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import vcr
import yaml

import mparticle_facade as mparticle
from mparticle_events_models.servers import PODS
from parts.server import ScriptedServer
from parts.steps import answer, by

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "tests/cassettes"
RECORDER = runpy.run_path(str(ROOT / "scripts/record.py"))
EXCHANGES = RECORDER["EXCHANGES"]
SCRIPTS = RECORDER["SCRIPTS"]
ACCEPTED = [name for name, (_, status) in EXCHANGES.items() if status == 202]
REFUSED = [(name, status) for name, (_, status) in EXCHANGES.items() if status != 202]
ERRORS = {
    400: mparticle.BadRequestError,
    401: mparticle.AuthenticationError,
    403: mparticle.PermissionDeniedError,
}
SERVICE = re.compile(r"the service at (\S+), \d{4}-\d\d-\d\d")


def record(directory, **environment):
    command = [sys.executable, "-W", "error", str(ROOT / "scripts/record.py"), str(directory)]
    environment = {"PATH": os.environ["PATH"], **environment}  # in particular no credentials of a live account
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def as_the_service_may(request):
    """Answers that are as right as those of our sandbox, and different wherever they may be."""
    given = {"x_mp_rate_limit_percentage_used": "37", "x_request_id": "of-the-service", "server": "nginx"}
    if "authorization" not in request.headers:
        packed = gzip.compress(b"Authorization Required") if "gzip" in request.headers["accept-encoding"] else b""
        return answer(401, packed, content_encoding="gzip", content_type="text/plain", **given)
    if request.headers["authorization"] != f"Basic {base64.b64encode(b'live-key:live-secret').decode()}":
        return answer(403, content_type="text/html", **given)
    if b'"event_type"' not in request.body:
        errors = [{"code": "VALIDATION", "message": "Required property is missing"}]
        return answer(400, json.dumps({"errors": errors}).encode(), content_type="application/json", **given)
    return answer(202, b'{"accepted": true}', content_type="application/json", **given)


@pytest.fixture(scope="module")
def of_a_service(tmp_path_factory):
    """A recording of a service that is not ours."""
    directory = tmp_path_factory.mktemp("cassettes")
    with ScriptedServer(by(as_the_service_may)) as server:
        done = record(
            directory, MPARTICLE_API_KEY="live-key", MPARTICLE_API_SECRET="live-secret", MPARTICLE_HOST=server.host
        )
    assert done.returncode == 0, done.stderr
    return directory


@pytest.fixture(scope="module")
def recorded_again(tmp_path_factory):
    directory = tmp_path_factory.mktemp("again")
    done = record(directory)
    assert done.returncode == 0, done.stderr
    return directory


@pytest.fixture(params=["committed", "of a service"])
def cassettes(request):
    return COMMITTED if request.param == "committed" else request.getfixturevalue("of_a_service")


def source(cassette):
    """Where it comes from, by its first line."""
    comment, _, said = cassette.read_text("utf-8").splitlines()[0].partition("Source: ")
    assert comment == "# ", f"{cassette.name} does not say where it comes from"
    return said


def interactions(cassette):
    return yaml.safe_load(cassette.read_text("utf-8"))["interactions"]


def test_every_cassette_says_where_it_comes_from(cassettes):
    for path in cassettes.iterdir():
        if path.stem in SCRIPTS:
            assert source(path) == RECORDER["SCRIPTED"]
        elif source(path) != RECORDER["SANDBOX"]:
            found = SERVICE.fullmatch(source(path))
            assert found, path.name
            assert found[1] in PODS.values() or cassettes != COMMITTED, f"{path.name}: {found[1]} is not the service"


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*args):
        raise AssertionError("a replay used the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def replay(cassettes, name):
    """The outcome of an exchange against its cassette, played exactly once."""
    cassette = vcr.use_cassette(cassettes / f"{name}.yaml", record_mode="none", match_on=["method", "uri", "body"])
    with cassette as played:
        try:
            return EXCHANGES[name][0](mparticle.Configuration(*RECORDER["CREDENTIALS"]))
        except mparticle.ApiException as error:
            return error
        finally:
            assert played.play_count == len(played) == 1


def test_every_exchange_has_a_cassette_and_every_cassette_a_test(cassettes):
    assert {path.stem for path in cassettes.iterdir()} == {*EXCHANGES, *SCRIPTS}
    assert {status for _, status in EXCHANGES.values()} == {202, *ERRORS}


@pytest.mark.parametrize("name", ACCEPTED)
def test_accepted(cassettes, name, no_network):
    response = replay(cassettes, name)
    assert isinstance(response, mparticle.UploadResponse)
    (recorded,) = interactions(cassettes / f"{name}.yaml")
    (used,) = recorded["response"]["headers"].get("x-mp-rate-limit-percentage-used", [None])
    assert (response.status, response.rate_limit_used) == (202, used and float(used))


@pytest.mark.parametrize(("name", "status"), REFUSED)
def test_refused(cassettes, name, status, no_network):
    """With the service's own errors where it gives any: on 401 and 403 it need not (F-30)."""
    error = replay(cassettes, name)
    assert type(error) is ERRORS[status]
    assert error.status == status
    (recorded,) = interactions(cassettes / f"{name}.yaml")
    body = recorded["response"]["body"]["string"]
    said = json.loads(body)["errors"] if body.startswith("{") else []
    assert [(each.code, each.message) for each in error.errors] == [(each["code"], each["message"]) for each in said]
    assert all(each["message"] in str(error) for each in said)
    assert said or (status in (401, 403) and source(cassettes / f"{name}.yaml") != RECORDER["SANDBOX"])


def replay_script(name):
    """The outcome of an upload against the answers of a script, each played once."""
    config = mparticle.Configuration(*RECORDER["CREDENTIALS"], max_retries=len(SCRIPTS[name]) - 1)
    with vcr.use_cassette(COMMITTED / f"{name}.yaml", record_mode="none", match_on=["method", "uri", "body"]) as played:
        try:
            return RECORDER["upload_single"](config)
        finally:
            assert played.play_count == len(played) == len(SCRIPTS[name])


def test_an_accepted_upload_tells_how_much_of_the_limit_is_used(no_network):
    assert replay_script("nearly_limited").rate_limit_used == 92.0


@pytest.mark.parametrize(
    ("name", "limit", "wait"),
    [("rate_limited", "account", None), ("rate_limited_with_retry_after", "acceleration", 900.0)],
)
def test_a_rate_limit_tells_which_and_how_long(name, limit, wait, no_network):
    with pytest.raises(mparticle.RateLimitError) as caught:
        replay_script(name)
    assert (caught.value.status, caught.value.limit, caught.value.retry_after) == (429, limit, wait)


@pytest.mark.parametrize(("name", "status"), [("server_error", 500), ("unavailable", 503)])
def test_a_failure_of_the_service_is_an_error_of_its_own(name, status, no_network):
    with pytest.raises(mparticle.ServerError) as caught:
        replay_script(name)
    assert caught.value.status == status


def test_what_was_unavailable_is_sent_again(no_network):
    response = replay_script("unavailable_then_accepted")
    assert (response.status, response.attempts) == (202, 2)


def test_a_request_that_was_not_recorded_is_refused(no_network):
    cassette = vcr.use_cassette(COMMITTED / "bulk.yaml", record_mode="none", match_on=["method", "uri", "body"])
    unrecorded = vcr.errors.CannotOverwriteExistingCassetteException
    with cassette, mparticle.EventsApi(mparticle.Configuration("k", "s")) as api, pytest.raises(unrecorded):
        api.upload_events({"environment": "development"})


def test_no_cassette_holds_credentials_or_an_address(cassettes):
    keys, secrets = zip(RECORDER["CREDENTIALS"], ("live-key", "live-secret"), strict=True)
    secrets += ("wrong-secret",)
    tokens = [base64.b64encode(f"{key}:{secret}".encode()).decode() for key in keys for secret in secrets]
    for path in cassettes.iterdir():
        recorded = path.read_text("utf-8").partition("\n")[2].lower()
        assert [word for word in (*keys, *secrets, *tokens, "127.0.0.1", "localhost") if word.lower() in recorded] == []
        for exchange in interactions(path):
            assert exchange["request"]["uri"].startswith(f"{PODS['us1']}/")
            assert {*exchange["request"]["headers"], *exchange["response"]["headers"]} <= RECORDER["KEPT_HEADERS"]


def test_recording_again_gives_the_same(cassettes, recorded_again):
    """All of it where nothing answers that is not ours; of a service's cassette, what we send."""
    for path in cassettes.iterdir():
        again = recorded_again / path.name
        if SERVICE.fullmatch(source(path)):
            assert [each["request"] for each in interactions(again)] == [each["request"] for each in interactions(path)]
        else:
            assert again.read_text("utf-8") == path.read_text("utf-8"), path.name


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (answer(503), "upload_single should get 202, not 503"),
        (answer(202, b"Welcome, live-key"), "upload_single: the answer holds the credentials"),
    ],
    ids=["another status", "a secret"],
)
def test_what_must_not_be_stored_leaves_everything_as_it_was(of_a_service, tmp_path, step, said):
    before = shutil.copytree(of_a_service, tmp_path / "cassettes")
    with ScriptedServer(step) as server:
        done = record(
            before, MPARTICLE_API_KEY="live-key", MPARTICLE_API_SECRET="live-secret", MPARTICLE_HOST=server.host
        )
    assert (done.returncode, done.stderr) == (1, f"nothing recorded: {said}\n")
    for path in of_a_service.iterdir():
        assert (before / path.name).read_bytes() == path.read_bytes()
