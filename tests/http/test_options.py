"""Options for some requests, hooks, credentials that change, the log of the environment; nothing foreign comes out."""

from __future__ import annotations

import asyncio
import copy
import os
import pickle
import ssl
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mparticle_facade as mparticle
from mparticle_facade import ApiException, AttemptInfo, Configuration, ConfigurationError, ValidationError
from parts.clients import ENGINES, KEY, SECRET, batch, failure, impatient, send
from parts.server import AUTHORITY, LOCALHOST, ScriptedServer
from parts.steps import answer, stall

pytestmark = pytest.mark.usefixtures("quick_retries")


# -- options ----------------------------------------------------------------------------------------------------------


def test_options_are_for_what_is_sent_with_them() -> None:
    with ScriptedServer(answer(503), answer(), answer()) as server, mparticle.EventsApi(impatient(server)) as api:
        hasty = api.with_options(max_retries=0, headers={"x-tenant": "7"})
        assert isinstance(failure(lambda: hasty.upload_events(batch())), mparticle.ServerError)
        assert hasty.upload_events(batch()).status == 202
        assert api.upload_events(batch()).status == 202
        assert server.connections == 1, "the connection is the same"
        assert [request.headers.get("x-tenant") for request in server.requests] == ["7", "7", None]


def test_options_add_up_and_end_with_their_client() -> None:
    with ScriptedServer(stall()) as server:
        api = mparticle.EventsApi(impatient(server, timeout=60, deadline=60))
        api.api_client.set_default_header("x-early", "1")
        two = api.with_options(timeout=0.1, headers={"x-a": "1"}).with_options(max_retries=0, headers={"x-b": "2"})
        error = failure(lambda: two.upload_events(batch()))
        assert isinstance(error, mparticle.ApiTimeoutError)
        assert "timeout 0.1 s" in str(error)
        assert {name: server.requests[0].headers.get(name) for name in ("x-early", "x-a", "x-b")} == {
            "x-early": "1", "x-a": "1", "x-b": "2",
        }  # fmt: skip
        api.close()
        assert isinstance(failure(lambda: two.upload_events(batch())), mparticle.ClientClosedError)


def test_options_of_an_async_client() -> None:
    async def run(server: ScriptedServer) -> None:
        async with mparticle.AsyncEventsApi(impatient(server)) as api:
            with pytest.raises(mparticle.ServerError):
                await api.with_options(max_retries=0).upload_events(batch())
            assert (await api.upload_events(batch())).attempts == 1

    with ScriptedServer(answer(503), answer()) as server:
        asyncio.run(run(server))
        assert server.connections == 1


@pytest.mark.parametrize(
    "options",
    [{"timeout": 0}, {"max_retries": -1}, {"deadline": "1"}, {"headers": {"x y": "1"}}, {"headers": {"x": "a\nb"}},
     {"headers": {"x": "ü"}}, {"headers": {"x": 7}}],
    ids=str,
)  # fmt: skip
def test_options_are_checked(options: dict[str, Any]) -> None:
    with mparticle.EventsApi(Configuration(KEY, SECRET)) as api, pytest.raises(ConfigurationError):
        api.with_options(**options)


# -- hooks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ENGINES)
def test_hooks_are_told_what_happens(kind: str) -> None:
    retries: list[AttemptInfo] = []
    answers: list[AttemptInfo] = []
    script = (answer(429, retry_after="0"), answer(202, x_mp_rate_limit_percentage_used="42"))
    with ScriptedServer(*script) as server:
        send(kind, impatient(server, on_retry=retries.append, on_response=answers.append))
    assert [(each.attempt, each.status) for each in answers] == [(1, 429), (2, 202)]
    (retry,) = retries
    assert retry == answers[0]
    assert retry.wait_s is not None
    assert answers[1].wait_s is None
    assert answers[1].rate_limit_used == 42
    assert SECRET not in repr(retries + answers)


def test_a_broken_connection_is_a_retry_and_no_answer() -> None:
    retries: list[AttemptInfo] = []
    with ScriptedServer() as server:
        config = impatient(server.refusing_host, max_retries=2, on_retry=retries.append, on_response=pytest.fail)
        failure(lambda: send("sync", config))
    assert [(each.attempt, each.status, each.error) for each in retries] == [
        (1, None, "ConnectError"),
        (2, None, "ConnectError"),
    ]


@pytest.mark.parametrize("kind", ENGINES)
def test_a_hook_that_fails_changes_nothing(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    def hook(info: AttemptInfo) -> None:
        raise RuntimeError("mine")

    with ScriptedServer(answer(503), answer()) as server:
        assert send(kind, impatient(server, on_retry=hook, on_response=hook)).attempts == 2
    assert caplog.text.count("a hook of the configuration failed") == 3


# -- credentials that change ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ENGINES)
def test_credentials_are_asked_for_before_each_request(kind: str) -> None:
    secrets = iter(["first", " second\n"])
    with ScriptedServer() as server:
        config = impatient(server, api_secret=lambda: next(secrets))
        send(kind, config)
        send(kind, config)
        assert isinstance(failure(lambda: send(kind, config)), ConfigurationError | RuntimeError)
    sent = [request.headers["authorization"] for request in server.requests]
    assert sent == [f"Basic {token}" for token in (_token("first"), _token("second"))]


def _token(secret: str) -> str:
    import base64

    return base64.b64encode(f"{KEY}:{secret}".encode()).decode()


# -- settings as people have them -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entries", "host", "excepted"),
    [
        ("::1", "http://[::1]:8080", True),
        ("[::1]", "http://[::1]", True),
        ("[::1]:8080", "http://[::1]:8080", True),
        ("[::1]:8081", "http://[::1]:8080", False),
        ("fd00::/8", "http://[fd12::1]", True),
        ("10.0.0.0/8", "http://10.1.2.3", True),
        ("10.0.0.0/8", "http://11.1.2.3", False),
        ("10.1.2.3", "http://[::ffff:10.1.2.3]", True),
        ("localhost, *", "https://s2s.mparticle.com", True),
        ("a.example b.example", "http://b.example", True),
        (".example.com", "http://api.example.com", True),
        ("*.example.com", "http://api.example.com", True),
        ("EXAMPLE.com.", "http://api.example.com.", True),
        ("example.com:8080", "http://example.com:8080", True),
        ("example.com:8080", "http://example.com", False),
        ("ample.com", "http://example.com", False),
        ("", "http://example.com", False),
        (",, ,", "http://example.com", False),
        ("10.0.0.0/999", "http://10.0.0.1", False),
    ],
)
def test_no_proxy(entries: str, host: str, excepted: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:3128")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:3128")
    monkeypatch.setenv("NO_PROXY", entries)
    assert (Configuration("k", "s", host=host).proxy_url() is None) is excepted


def test_all_proxy_is_for_what_has_no_proxy_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTP_PROXY", "127.0.0.1:2")
    assert Configuration("k", "s").proxy_url() == "http://127.0.0.1:1"
    assert Configuration("k", "s", host="http://example.com").proxy_url() == "http://127.0.0.1:2"
    assert Configuration("k", "s", proxy="").proxy_url() is None


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_authorities_that_are_not_there_are_named(variable: str, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setenv(variable, str(tmp_path / "nothing.pem"))
    for kind in ENGINES:
        error = failure(lambda kind=kind: send(kind, Configuration("k", "s", host="https://127.0.0.1:9")))
        assert type(error) is ConfigurationError
        assert variable in str(error)
        assert str(tmp_path) in str(error)


def test_a_client_certificate_leaves_the_trust_store_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", AUTHORITY)
    with ScriptedServer(tls=True) as server:
        assert send("sync", impatient(server)).status == 202
        assert send("sync", impatient(server, cert_file=LOCALHOST)).status == 202


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    folder = tmp_path_factory.mktemp("key")
    key, certificate = str(folder / "key.pem"), str(folder / "certificate.pem")
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-passout",
        "pass:open-me",
        "-days",
        "2",
        "-subj",
        "/CN=x",
    ]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return certificate, key


@pytest.mark.parametrize(
    ("password", "opens"), [("open-me", True), (lambda: "open-me", True), ("no", False), (None, False)]
)
def test_an_encrypted_key_has_a_setting_and_asks_nobody(encrypted: tuple[str, str], password: Any, opens: bool) -> None:
    config = Configuration("k", "s", cert_file=encrypted[0], key_file=encrypted[1], key_password=password)
    if opens:
        assert isinstance(config.ssl_context(), ssl.SSLContext)
        return
    with pytest.raises(ConfigurationError, match="key_password"):
        config.ssl_context()


@pytest.mark.parametrize("blank", [" {}", "{}\n", "\t{}\r\n"])
def test_blanks_around_a_setting_are_dropped(blank: str) -> None:
    config = Configuration(blank.format(KEY), blank.format(SECRET), host=blank.format("http://127.0.0.1:9"))
    assert (config.api_key, config.api_secret, config.host) == (KEY, SECRET, "http://127.0.0.1:9/v2")


@pytest.mark.parametrize(
    "host", ["http://exam\nple.com", "http://exam ple.com", "http://a.example\x00", 7, b"http://a"]
)
def test_blanks_inside_a_host_are_refused(host: Any) -> None:
    with pytest.raises(ConfigurationError, match="host must be a URL"):
        Configuration("k", "s", host=host)


@pytest.mark.parametrize(
    ("key", "pod", "warned"), [("us2-abc", "us1", True), ("us2-abc", "us2", False), ("abc", "eu1", False)]
)
def test_a_key_of_another_pod_is_warned_of(key: str, pod: Any, warned: bool) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        mparticle.EventsApi(Configuration(key, "s", pod=pod)).api_client.close()
    assert ["pod us2" in str(each.message) for each in caught] == [True] * warned


def test_settings_in_use_can_be_copied() -> None:
    config = Configuration(KEY, SECRET, pod="eu1", timeout=3, proxy="http://127.0.0.1:1", key_password="p")
    mparticle.EventsApi(config).api_client.close()
    for twin in (copy.copy(config), copy.deepcopy(config), pickle.loads(pickle.dumps(config)), config.evolve()):
        names = [name for name in Configuration.__slots__ if name not in ("_in_use", "_key_in_use", "_drop_in")]
        assert [getattr(twin, name) for name in names] == [getattr(config, name) for name in names]
        twin.timeout = 4  # not in use
        assert SECRET not in repr(twin)
    assert config.evolve(timeout=5, host="http://127.0.0.1:9").timeout == 5
    with pytest.raises(ConfigurationError, match="nothing_like_it"):
        config.evolve(nothing_like_it=1)


# -- the log of the environment ---------------------------------------------------------------------------------------

LOGGED = """
import sys
import mparticle_facade as mparticle
with mparticle.EventsApi(mparticle.Configuration("k", "s3cret", host=sys.argv[1])) as api:
    api.upload_events(mparticle.Batch("development"))
with mparticle.EventsApi(mparticle.Configuration("k", "s3cret", host=sys.argv[1])) as api:
    api.upload_events(mparticle.Batch("development"))
"""


@pytest.mark.parametrize(("level", "lines"), [("debug", 2), (" DEBUG ", 2), ("info", 0), ("", 0), ("loud", 0)])
def test_mparticle_log(level: str, lines: int) -> None:
    with ScriptedServer() as server:
        done = subprocess.run(
            [sys.executable, "-c", LOGGED, server.host], env={**os.environ, "MPARTICLE_LOG": level},
            capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
    assert done.stderr.count("/v2/events: 202") == lines
    assert "s3cret" not in done.stderr


# -- anything ---------------------------------------------------------------------------------------------------------

RELAXED = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
OURS = (ApiException, ConfigurationError, ValidationError)


def anything() -> st.SearchStrategy[Any]:
    return st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(),
        st.binary(),
        st.just([]),
        st.just({}),
        st.builds(object),
    )


def hosts() -> st.SearchStrategy[Any]:
    return st.one_of(
        anything(),
        st.text().map("http://{}".format),
        st.builds(
            "{}://{}:{}/{}".format, st.sampled_from(["http", "https", "ftp"]), st.text(), st.integers(), st.text()
        ),
        st.just("http://[::1%25eth0]"),
        st.just("http://" + "a" * 300),
    )


@RELAXED
@given(
    st.dictionaries(st.sampled_from([name.strip("_") for name in Configuration.__slots__]), anything()),
    hosts(),
    hosts(),
)
def test_settings_end_in_our_errors(changes: dict[str, Any], host: Any, proxy: Any) -> None:
    usual = {"host": host, "proxy": proxy, "max_retries": 0, "timeout": 0.01, "deadline": 0.01}
    changes = {
        name: value for name, value in changes.items() if name not in ("in_use", "key_in_use", "drop_in", "data_plan")
    }
    made: Any = Configuration
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with mparticle.EventsApi(made(**{"api_key": "k", "api_secret": "s", **usual, **changes})) as api:
                _ = api.api_client
    except OURS:
        pass


@RELAXED
@given(
    st.recursive(
        anything() | st.builds(mparticle.Product) | st.builds(mparticle.Batch),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.integers(), inner, max_size=3),
        max_leaves=6,
    )
)
def test_bodies_end_in_our_errors(body: Any) -> None:
    api = mparticle.EventsApi(Configuration("k", "s", host="http://127.0.0.1:9", max_retries=0))
    for call in (api.upload_events, api.bulk_upload_events, api.bulk_upload_historical_events):
        with pytest.raises(OURS):
            call(body)
    api.close()


def deep(levels: int) -> Any:
    tree: Any = 1
    for _ in range(levels):
        tree = [tree]
    return tree


@pytest.mark.parametrize("levels", [100, 1000, 100_000])
def test_what_is_nested_without_end_ends_in_our_errors(levels: int) -> None:
    api = mparticle.EventsApi(Configuration("k", "s", host="http://127.0.0.1:9", max_retries=0))
    for body in (deep(levels), b"[" * levels, {"environment": "development", "user_attributes": {"a": deep(levels)}}):
        with pytest.raises(OURS):
            api.upload_events(body)
    api.close()


@pytest.mark.parametrize("kind", ENGINES)
@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE"])
def test_a_file_of_the_environment_with_a_name_too_long(
    variable: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setenv(variable, "x" * 5000)
    config = mparticle.Configuration(KEY, SECRET, host="https://127.0.0.1:1", max_retries=0)
    error = failure(lambda: send(kind, config))
    assert type(error) is mparticle.ConfigurationError
    assert variable in str(error)
