"""Settings: where to send, with what, through what; what can't work is told before anything is sent."""

from __future__ import annotations

import base64
import importlib.util
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import mparticle_facade as mparticle
from mparticle_facade import Configuration, ConfigurationError
from parts.clients import ENGINES, KEY, KINDS, SECRET, TOKEN, batch, bounded, failure, impatient, send
from parts.server import AUTHORITY, LOCALHOST, ScriptedServer
from parts.steps import answer, forward, tunnel

pytestmark = pytest.mark.usefixtures("quick_retries")

VARIABLES = ("MPARTICLE_API_KEY", "MPARTICLE_API_SECRET", "MPARTICLE_POD", "MPARTICLE_HOST")
OLD = {
    "environment": "development",
    "events": [{"event_type": "opt_out", "data": {"timestamp_unixtime_ms": 1_500_000_000_000, "is_opted_out": True}}],
}


# -- where ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pod", "host"),
    [
        ("us1", "https://s2s.mparticle.com/v2"),
        ("us2", "https://s2s.us2.mparticle.com/v2"),
        ("eu1", "https://s2s.eu1.mparticle.com/v2"),
        ("au1", "https://s2s.au1.mparticle.com/v2"),
    ],
)
def test_each_pod_has_its_host(pod: str, host: str) -> None:
    assert Configuration(pod=pod).host == host
    later = Configuration()
    later.pod = pod
    assert (later.pod, later.host) == (pod, host)


def test_us1_is_the_default() -> None:
    assert (Configuration().pod, Configuration().host) == ("us1", "https://s2s.mparticle.com/v2")


@pytest.mark.parametrize("pod", ["", "EU1", "eu2", "https://s2s.eu1.mparticle.com", None])
def test_a_pod_that_is_none(pod: Any) -> None:
    with pytest.raises(ConfigurationError, match="us1, us2, eu1, au1"):
        Configuration(pod=pod)


@pytest.mark.parametrize(
    ("given", "host"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v2"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/v2"),
        ("https://events.example.com/v2", "https://events.example.com/v2"),
        ("https://events.example.com/v2/", "https://events.example.com/v2"),
        ("https://inbound.mparticle.com/s2s/v2", "https://inbound.mparticle.com/s2s/v2"),
        ("http://[::1]:8080", "http://[::1]:8080/v2"),
        ("HTTPS://Events.Example.com", "HTTPS://Events.Example.com/v2"),
    ],
)
def test_the_forms_of_a_host(given: str, host: str) -> None:
    assert Configuration(host=given).host == host
    assert Configuration(pod="eu1", host=given).host == host


def test_no_host_is_the_pods() -> None:
    config = Configuration(pod="eu1", host="http://127.0.0.1:8080")
    config.host = None
    assert config.host == "https://s2s.eu1.mparticle.com/v2"


@pytest.mark.parametrize(
    "host",
    [
        "",
        "s2s.mparticle.com/v2",
        "ftp://s2s.mparticle.com",
        "http://",
        "https:///v2",
        "http://s2s..invalid",
        "http://127.0.0.1:notaport",
        "http://127.0.0.1:99999",
        "http://[::1",
        "http://events.example.com?key=1",
        "http://events.example.com/v2#here",
    ],
)
def test_a_host_that_is_none(host: str) -> None:
    with pytest.raises(ConfigurationError, match="host"):
        Configuration(host=host)


def test_a_host_with_credentials_is_refused_and_not_repeated() -> None:
    with pytest.raises(ConfigurationError, match="api_key and api_secret") as caught:
        Configuration(host=f"https://{KEY}:{SECRET}@s2s.mparticle.com")
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("kind", ENGINES)
@pytest.mark.parametrize("suffix", ["", "/", "/v2", "/v2/", "/s2s/v2"])
def test_the_path_of_each_endpoint(suffix: str, kind: str) -> None:
    with ScriptedServer() as server:
        config = impatient(server.host + suffix)
        send(kind, config, batch())
        send(kind, config, [batch()])
        send(kind, config, [OLD], "bulk_upload_historical_events")
    base = "/s2s/v2" if suffix == "/s2s/v2" else "/v2"
    assert [request.target for request in server.requests] == [
        f"{base}/events",
        f"{base}/bulkevents",
        f"{base}/bulkevents/historical",
    ]


# -- from the environment ---------------------------------------------------------------------------------------------


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)

    def change(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"MPARTICLE_{name.upper()}", value)

    return change


def test_settings_from_the_environment(environment: Callable[..., None]) -> None:
    environment(api_key="K", api_secret="S", pod="au1")
    config = Configuration.from_env()
    assert (config.api_key, config.api_secret, config.host) == ("K", "S", "https://s2s.au1.mparticle.com/v2")
    environment(host="http://127.0.0.1:8080")
    assert Configuration.from_env().host == "http://127.0.0.1:8080/v2"


def test_empty_variables_are_unset(environment: Callable[..., None]) -> None:
    environment(api_key="K", api_secret="S", pod="", host="")
    assert Configuration.from_env().host == "https://s2s.mparticle.com/v2"


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({}, "MPARTICLE_API_KEY and MPARTICLE_API_SECRET"),
        ({"api_key": "K"}, "^MPARTICLE_API_SECRET"),
        ({"api_key": "", "api_secret": SECRET}, "^MPARTICLE_API_KEY not"),
    ],
)
def test_what_the_environment_lacks(environment: Callable[..., None], values: dict[str, str], missing: str) -> None:
    environment(**values)
    with pytest.raises(ConfigurationError, match=missing) as caught:
        Configuration.from_env()
    assert SECRET not in str(caught.value)


def test_nothing_else_reads_the_environment(environment: Callable[..., None]) -> None:
    environment(api_key="K", api_secret="S", pod="au1", host="http://127.0.0.1:8080")
    config = Configuration()
    assert (config.api_key, config.api_secret, config.pod) == ("", "", "us1")


# -- when they count --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ENGINES)
def test_changes_count_until_the_first_request(kind: str) -> None:
    with ScriptedServer() as server:
        config = Configuration()
        api: Any = (mparticle.EventsApi if kind == "sync" else mparticle.AsyncEventsApi)(config)
        config.api_key, config.api_secret, config.host = KEY, "changed", server.host
        config.timeout, config.max_retries = 2.0, 0
        assert api.config is config
        send(kind, config)
    token = base64.b64encode(f"{KEY}:changed".encode()).decode()
    assert server.requests[0].headers["authorization"] == f"Basic {token}"


@pytest.mark.parametrize(
    ("name", "value"), [("pod", "eu1"), ("host", "http://127.0.0.1:1"), ("timeout", 1.0), ("debug", True)]
)
@pytest.mark.parametrize("kind", KINDS)
def test_settings_in_use_can_not_be_changed(kind: str, name: str, value: Any) -> None:
    with ScriptedServer() as server:
        config = impatient(server)
        send(kind, config)
        before = getattr(config, name)
        with pytest.raises(ConfigurationError, match=f"can't change {name}"):
            setattr(config, name, value)
        assert getattr(config, name) == before
        assert send(kind, config).status == 202


def test_a_misspelt_setting_is_an_error() -> None:
    config: Any = Configuration()
    with pytest.raises(AttributeError):
        config.api_sercet = "x"
    with pytest.raises(TypeError):
        Configuration(time_out=3)
    with pytest.raises(AttributeError):
        _ = config.retries


@pytest.mark.parametrize(
    "wrong",
    [
        {"limits": "eror"},
        {"unknown_fields": "ignore"},
        {"timeout": 0},
        {"timeout": -1},
        {"deadline": -1},
        {"connection_pool_size": 0},
        {"max_batches_per_second": 0},
        {"max_batches_per_second": -5},
        {"timeout": None},
        {"deadline": None},
        {"max_retries": None},
        {"connection_pool_size": None},
        {"timeout": float("nan")},
        {"proxy": "http://user:hunter2@proxy.example:port"},
        {"proxy": "proxy"},
        {"proxy": "ftp://proxy.example"},
        {"proxy": "http://[::1"},
    ],
    ids=str,
)
def test_a_setting_that_can_not_work(wrong: dict[str, Any]) -> None:
    """Told as such, when it is set or at the latest before the first request."""
    with ScriptedServer() as server:
        error = failure(lambda: send("sync", impatient(server, **wrong)))
        assert type(error) is ConfigurationError, repr(error)
        assert "hunter2" not in str(error)
        assert server.connections == 0


@pytest.mark.parametrize("proxy", ["http://user:hunter2@proxy.example:port", "ftp://proxy.example", "http://[::1"])
def test_a_proxy_of_the_environment_that_can_not_work(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy)
    with ScriptedServer() as server:
        error = failure(lambda: send("sync", impatient(server)))
        assert type(error) is ConfigurationError, repr(error)
        assert "hunter2" not in str(error)
        assert server.connections == 0


@pytest.mark.skipif(importlib.util.find_spec("socksio") is not None, reason="socksio is installed")
@pytest.mark.parametrize("given", ["settings", "environment"])
def test_a_socks_proxy_names_what_it_needs(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """httpx speaks SOCKS with an extra, so such a proxy is not wrong; it lacks a package."""
    with ScriptedServer() as server:
        if given == "environment":
            monkeypatch.setenv("HTTP_PROXY", "socks5://127.0.0.1:1080")
            config = impatient(server)
        else:
            config = impatient(server, proxy="socks5://127.0.0.1:1080")
        error = failure(lambda: send("sync", config))
        assert type(error) is ConfigurationError, repr(error)
        assert "httpx[socks]" in str(error)
        assert server.connections == 0


# -- secrets ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("show", [repr, str, "{}".format], ids=["repr", "str", "format"])
def test_the_secret_is_not_shown(show: Callable[[object], str]) -> None:
    config = Configuration(KEY, SECRET, host="http://127.0.0.1:1", proxy="http://user:hunter2@127.0.0.1:2")
    api = mparticle.EventsApi(config)
    for thing in (config, api, api.api_client, api.raw, api.api_client._attempts):
        shown = show(thing)
        assert SECRET not in shown
        assert TOKEN not in shown
        assert "hunter2" not in shown
    assert KEY in show(config)
    assert "'***'" in show(config)
    assert "api_secret=''" in show(Configuration())
    api.close()


@pytest.mark.parametrize("missing", [("api_key",), ("api_secret",), ("api_key", "api_secret")])
@pytest.mark.parametrize("kind", ENGINES)
def test_missing_credentials_send_nothing(kind: str, missing: tuple[str, ...]) -> None:
    with ScriptedServer() as server:
        config = impatient(server, **dict.fromkeys(missing, ""))
        error = failure(lambda: send(kind, config))
        assert type(error) is ConfigurationError
        assert " and ".join(missing) in str(error)
        assert SECRET not in str(error)
        for name, value in zip(("api_key", "api_secret"), (KEY, SECRET), strict=True):
            setattr(config, name, value)  # not in use yet
        assert send(kind, config).status == 202
        assert len(server.requests) == server.connections == 1


@pytest.mark.parametrize("kind", ENGINES)
@pytest.mark.parametrize(("key", "secret"), [("schlüssel", "geheim ß"), ("κλειδί", "пароль:и:ещё"), ("🔑", "🤫")])
def test_credentials_are_utf_8(kind: str, key: str, secret: str) -> None:
    with ScriptedServer() as server:
        send(kind, impatient(server, api_key=key, api_secret=secret))
    scheme, _, token = server.requests[0].headers["authorization"].partition(" ")
    assert scheme == "Basic"
    assert base64.b64decode(token).decode("utf-8") == f"{key}:{secret}"


@pytest.mark.parametrize("kind", ENGINES)
def test_what_every_request_carries(kind: str) -> None:
    with ScriptedServer() as server:
        send(kind, impatient(server))
    headers = server.requests[0].headers
    assert headers["user-agent"] == f"mparticle-facade/{mparticle.__version__}"
    assert headers["accept"] == "application/json"
    assert headers["content-type"] == "application/json"
    assert headers["content-length"] == str(len(server.requests[0].body))
    assert headers["authorization"] == f"Basic {TOKEN}"
    assert "cookie" not in headers


def test_two_clients_with_one_connection_pool() -> None:
    with ScriptedServer(answer(), answer(), answer(400)) as server, mparticle.ApiClient(impatient(server)) as client:
        for _ in range(2):
            with mparticle.EventsApi(api_client=client) as api:
                assert api.upload_events(batch()).status == 202
        client.set_default_header("x-tenant", "7")
        with mparticle.EventsApi(api_client=client) as api:
            failure(lambda: api.upload_events(batch()))
    assert server.connections == 1
    assert [request.headers.get("x-tenant") for request in server.requests] == [None, None, "7"]


def test_a_shared_connection_is_named_in_its_errors() -> None:
    with ScriptedServer() as server:
        config = impatient(server.refusing_host, max_retries=0)
        with mparticle.ApiClient(config) as client, mparticle.EventsApi(api_client=client) as api:
            error = failure(lambda: api.upload_events(batch()))
    assert config.host in str(error)


# -- certificates -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "files",
    [
        {"ssl_ca_cert": "missing.pem"},
        {"cert_file": "missing.pem"},
        {"cert_file": LOCALHOST, "key_file": "missing.pem"},
        {"cert_file": AUTHORITY},
        {"ssl_ca_cert": "empty.pem"},
        {"ssl_ca_cert": AUTHORITY, "cert_file": "missing.pem"},
        {"verify_ssl": False, "cert_file": "missing.pem"},
    ],
    ids=["ca missing", "cert missing", "key missing", "no key in it", "ca empty", "ca but no cert", "unchecked"],
)
def test_a_certificate_that_can_not_be_read(files: dict[str, Any], tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.pem").touch()
    with ScriptedServer(tls=True) as server:
        error = failure(lambda: send("sync", impatient(server, **files)))
        assert type(error) is ConfigurationError, repr(error)
        assert "can't be used" in str(error)
        setting, path = next((name, path) for name, path in reversed(files.items()) if isinstance(path, str))
        assert setting in str(error)
        assert path in str(error)
        assert server.connections == 0


@pytest.mark.parametrize("kind", ENGINES)
@pytest.mark.parametrize("trust", [{"ssl_ca_cert": AUTHORITY}, {"verify_ssl": False}], ids=str)
def test_a_client_certificate_is_shown(trust: dict[str, Any], kind: str) -> None:
    import ssl

    with ScriptedServer(tls=True) as server:
        context = server._context
        assert context is not None
        context.load_verify_locations(AUTHORITY)
        context.verify_mode = ssl.CERT_REQUIRED
        assert bounded(lambda: send(kind, impatient(server, cert_file=LOCALHOST, **trust))).status == 202


@pytest.mark.skipif(importlib.util.find_spec("h2") is not None, reason="h2 is installed")
def test_http2_without_h2_names_the_fix() -> None:
    with ScriptedServer(tls=True) as server:
        error = failure(lambda: send("sync", impatient(server, http2=True, ssl_ca_cert=AUTHORITY)))
        assert type(error) is ConfigurationError, repr(error)
        assert "httpx[http2]" in str(error)
        assert server.connections == 0


# -- proxies ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ENGINES)
def test_a_proxy_passes_requests_on(kind: str) -> None:
    with ScriptedServer() as server, ScriptedServer(forward) as proxy:
        response = bounded(lambda: send(kind, impatient(server, proxy=proxy.host)))
    assert response.status == 202
    assert response.headers["via"] == "1.1 test"
    assert proxy.requests[0].target == f"{server.host}/v2/events"
    assert server.requests[0].batches == proxy.requests[0].batches
    assert server.requests[0].headers["authorization"] == f"Basic {TOKEN}"


@pytest.mark.parametrize("kind", ENGINES)
def test_a_proxy_does_not_see_what_goes_by_tls(kind: str) -> None:
    with ScriptedServer(tls=True) as server, ScriptedServer(tunnel) as proxy:
        config = impatient(server, proxy=proxy.host, ssl_ca_cert=AUTHORITY)
        assert bounded(lambda: send(kind, config)).status == 202
        (seen,) = proxy.requests
        assert (seen.method, seen.target) == ("CONNECT", f"127.0.0.1:{server.port}")
        assert "authorization" not in seen.headers
        assert server.requests[0].headers["authorization"] == f"Basic {TOKEN}"


def test_a_proxy_with_credentials_of_its_own(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with ScriptedServer() as server, ScriptedServer(forward) as proxy:
        url = proxy.host.replace("//", "//user:hunter2@")
        assert bounded(lambda: send("sync", impatient(server, proxy=url, debug=True))).status == 202
    token = base64.b64encode(b"user:hunter2").decode()
    assert proxy.requests[0].headers["proxy-authorization"] == f"Basic {token}"
    assert "hunter2" not in caplog.text
    assert token not in caplog.text


def test_a_proxy_that_is_down_is_a_connection_error() -> None:
    with ScriptedServer() as server, ScriptedServer() as proxy:
        error = failure(lambda: send("sync", impatient(server, proxy=proxy.refusing_host)))
        assert type(error) is mparticle.ApiConnectionError
        assert server.connections == 0


@pytest.mark.parametrize("kind", ENGINES)
@pytest.mark.parametrize(
    ("tls", "variable", "scheme"),
    [
        (False, "HTTP_PROXY", True),
        (False, "http_proxy", True),
        (True, "HTTPS_PROXY", True),
        (True, "https_proxy", False),
    ],
)
def test_the_environments_proxy(kind: str, tls: bool, variable: str, scheme: bool, monkeypatch: Any) -> None:
    """With or without a scheme, as the variables are commonly written."""
    with ScriptedServer(tls=tls) as server, ScriptedServer(tunnel if tls else forward) as proxy:
        monkeypatch.setenv(variable, proxy.host if scheme else proxy.host.removeprefix("http://"))
        assert bounded(lambda: send(kind, impatient(server, ssl_ca_cert=AUTHORITY))).status == 202
        assert len(proxy.requests) == len(server.requests) == 1


@pytest.mark.parametrize("tls", [False, True])
def test_the_environments_proxy_is_for_its_scheme(tls: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer(tls=tls) as server, ScriptedServer() as proxy:
        monkeypatch.setenv("HTTP_PROXY" if tls else "HTTPS_PROXY", proxy.host)
        assert bounded(lambda: send("sync", impatient(server, ssl_ca_cert=AUTHORITY))).status == 202
        assert proxy.connections == 0


@pytest.mark.parametrize("exempt", ["127.0.0.1", "*", "example.com,127.0.0.1", "127.0.0.1:{port}"])
def test_no_proxy_for_exempt_hosts(exempt: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer() as server, ScriptedServer(forward) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.host)
        monkeypatch.setenv("NO_PROXY", exempt.format(port=server.port))
        assert bounded(lambda: send("sync", impatient(server))).status == 202
        assert proxy.connections == 0
        assert bounded(lambda: send("sync", impatient(server, proxy=proxy.host))).status == 202
        assert len(proxy.requests) == 1, "one that was set is used all the same"


def test_no_proxy_for_other_hosts_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer() as server, ScriptedServer(forward) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.host)
        monkeypatch.setenv("NO_PROXY", "example.com,10.0.0.1")
        assert bounded(lambda: send("sync", impatient(server))).status == 202
        assert len(proxy.requests) == 1


# -- the log ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ENGINES)
def test_debug_logs_each_attempt(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    body = batch("no-one-reads-this")
    with ScriptedServer(answer(503, b"nor this"), answer()) as server:
        send(kind, impatient(server, debug=True), body)
    lines = [record.getMessage() for record in caplog.records if record.name == "mparticle_facade"]
    size = len(server.requests[0].body)
    assert len(lines) == 2
    for line, status, attempt in zip(lines, (503, 202), (1, 2), strict=True):
        assert line.startswith(f"POST {server.host}/v2/events: {status} (attempt {attempt}, ")
        assert line.endswith(f" ms, {size} bytes sent)")
    for secret in (SECRET, TOKEN, "no-one-reads-this", "nor this"):
        assert secret not in caplog.text


@pytest.mark.parametrize("kind", ENGINES)
def test_debug_logs_what_broke(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "mparticle_facade")
    with ScriptedServer() as server:
        failure(lambda: send(kind, impatient(server.refusing_host, debug=True, max_retries=1)))
    lines = [record.getMessage() for record in caplog.records if record.name == "mparticle_facade"]
    assert [line.partition(": ")[2].split(",")[0] for line in lines] == [
        "ConnectError (attempt 1",
        "ConnectError (attempt 2",
    ]


def test_without_debug_we_say_nothing(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with ScriptedServer(answer(503), answer()) as server:
        send("sync", impatient(server))
    assert not [record for record in caplog.records if record.name.startswith("mparticle_facade")]


def test_debug_is_of_one_client_only(caplog: pytest.LogCaptureFixture) -> None:
    """And touches no logger's level or handlers."""
    names = ("", "mparticle_facade", "httpx", "httpcore")
    before = [(logging.getLogger(name).level, list(logging.getLogger(name).handlers)) for name in names]
    with ScriptedServer() as loud, ScriptedServer() as silent, caplog.at_level(logging.DEBUG, "mparticle_facade"):
        threads = [
            threading.Thread(target=send, args=("sync", impatient(loud, debug=True))),
            threading.Thread(target=send, args=("sync", impatient(silent))),
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert loud.host in caplog.text
    assert silent.host not in caplog.text
    assert before == [(logging.getLogger(name).level, list(logging.getLogger(name).handlers)) for name in names]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["xn--", "xn--a", "999.1.1.1", "☃.invalid", "a\u200d.invalid"])
def test_a_name_that_no_host_has_is_refused_before_anything_is_sent(name: str, kind: str) -> None:
    for settings in ({"host": f"http://{name}"}, {"host": "http://h.invalid", "proxy": f"http://user:word@{name}:1"}):
        configuration = Configuration("key", "secret", **settings)
        with pytest.raises(ConfigurationError, match=r"^(host|the proxy) can't be used: ") as caught:
            send(kind, configuration)
        assert "word" not in "".join(repr(frame.frame.f_locals) for frame in caught.traceback[1:])
