"""Recorded exchanges (`make record`), replayed without a network."""

import runpy
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import vcr

import mparticle_facade as mparticle

ROOT = Path(__file__).parents[2]
CASSETTES = ROOT / "tests/cassettes"
RECORDER = runpy.run_path(str(ROOT / "scripts/record.py"))
EXCHANGES = RECORDER["EXCHANGES"]
ERRORS = {
    400: mparticle.BadRequestError,
    401: mparticle.AuthenticationError,
    403: mparticle.PermissionDeniedError,
}


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*args):
        raise AssertionError("a replay used the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


def replay(name):
    """The outcome of an exchange against its cassette, played exactly once."""
    cassette = vcr.use_cassette(CASSETTES / f"{name}.yaml", record_mode="none", match_on=["method", "uri", "body"])
    with cassette as played:
        try:
            return EXCHANGES[name][0](mparticle.Configuration(*RECORDER["CREDENTIALS"]))
        except mparticle.ApiException as error:
            return error
        finally:
            assert played.play_count == len(played) == 1


def test_every_exchange_has_a_cassette_and_every_cassette_a_test():
    assert {path.stem for path in CASSETTES.iterdir()} == {*EXCHANGES, *RECORDER["SCRIPTS"]}
    assert {status for _, status in EXCHANGES.values()} == {202, *ERRORS}


@pytest.mark.parametrize("name", [name for name, (_, status) in EXCHANGES.items() if status == 202])
def test_accepted(name, no_network):
    response = replay(name)
    assert isinstance(response, mparticle.UploadResponse)
    assert (response.status, response.rate_limit_used) == (202, 0.0)


@pytest.mark.parametrize(
    ("name", "status"), [(name, status) for name, (_, status) in EXCHANGES.items() if status != 202]
)
def test_refused(name, status, no_network):
    error = replay(name)
    assert type(error) is ERRORS[status]
    assert error.status == status
    assert error.errors[0].code
    assert error.errors[0].message in str(error)


def replay_script(name):
    """The outcome of an upload against the answers of a script, each played once."""
    config = mparticle.Configuration(*RECORDER["CREDENTIALS"], max_retries=len(RECORDER["SCRIPTS"][name]) - 1)
    with vcr.use_cassette(CASSETTES / f"{name}.yaml", record_mode="none", match_on=["method", "uri", "body"]) as played:
        try:
            return RECORDER["upload_single"](config)
        finally:
            assert played.play_count == len(played) == len(RECORDER["SCRIPTS"][name])


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
    cassette = vcr.use_cassette(CASSETTES / "bulk.yaml", record_mode="none", match_on=["method", "uri", "body"])
    unrecorded = vcr.errors.CannotOverwriteExistingCassetteException
    with cassette, mparticle.EventsApi(mparticle.Configuration("k", "s")) as api, pytest.raises(unrecorded):
        api.upload_events({"environment": "development"})


def test_no_cassette_holds_credentials_or_an_address():
    cassettes = {path.name: path.read_text("utf-8").lower() for path in CASSETTES.iterdir()}
    found = {
        (name, word)
        for name, text in cassettes.items()
        for word in ("authorization", "basic ", "127.0.0.1", "localhost", *RECORDER["CREDENTIALS"], "wrong-secret")
        if word in text
    }
    assert cassettes
    assert not found


def test_recording_again_gives_the_same(tmp_path):
    environment = {"PATH": "/usr/bin:/bin"}  # in particular no credentials of a live account
    command = [sys.executable, "-W", "error", str(ROOT / "scripts/record.py"), str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    for path in CASSETTES.iterdir():
        assert (tmp_path / path.name).read_text("utf-8") == path.read_text("utf-8"), path.name
