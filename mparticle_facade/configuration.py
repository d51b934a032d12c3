"""How to reach the service, and how strict to be before sending."""

from __future__ import annotations

import binascii
import os
import re
import sys
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, Protocol, Self, TypeAlias

from mparticle_events_models.servers import PODS, Pod
from mparticle_facade.errors import ConfigurationError
from mparticle_facade.hosts import ordinary
from mparticle_facade.lazy import load

if TYPE_CHECKING:
    import ssl
    from urllib.parse import SplitResult

    from mparticle_facade.limits import PlanPolicy, Policy

    Path: TypeAlias = str | os.PathLike[str]
    Hook: TypeAlias = Callable[[Any], object]

AsyncEngine: TypeAlias = Literal["httpcore", "aiohttp"]
Credential: TypeAlias = str | Callable[[], str]
"""A text, or what is called before each request and returns the text of the moment."""

_CHOICES = {"_pod": tuple(PODS), "async_engine": ("httpcore", "aiohttp"), "limits": ("error", "warn"),
            "plan_violations": ("off", "warn", "error", "drop"), "unknown_fields": ("error", "warn")}  # fmt: skip
_LEAST = {
    "connection_pool_size": 1, "deadline": 0.001, "max_batches_per_second": 0.001, "max_retries": 0, "timeout": 0.001,
}  # fmt: skip
_WHOLE = ("connection_pool_size", "max_retries")
_SWITCHES = ("debug", "http2", "verify_ssl")
_PATHS = ("cert_file", "key_file", "ssl_ca_cert")
_CREDENTIALS = ("api_key", "api_secret")
_SECRETS = (*_CREDENTIALS, "key_password")
_ADDRESSES = ("host", "proxy")
_HOOKS = ("on_response", "on_retry")
_NOT_SETTINGS = ("_drop_in", "_in_use", "_key_in_use")
_OF_THE_VENDOR = {
    "api_client", "api_key_prefix", "api_key_store", "auth_settings", "get_api_key_with_prefix", "get_basic_auth_token",
    "logger", "logger_file", "logger_file_handler", "logger_format", "logger_formatter", "logger_stream_handler",
    "temp_folder_path", "to_debug_report",
}  # fmt: skip
"""Members of the vendor's `Configuration`; they are in `mparticle_facade.drop_in.settings`."""


class PlanChecker(Protocol):
    """A data plan, as far as sending needs it; `DataPlan` is one."""

    def applied(self, payload: bytes, policy: PlanPolicy, path: str = "$") -> bytes: ...


class Configuration:
    """Settings of an `EventsApi`.

    ``Configuration("KEY", "SECRET", pod="eu1")`` or, as in the vendor's SDK, attribute by attribute. A misspelt
    attribute is an `AttributeError`.

    Args:
        api_key: the key of the input (platform or feed) that the data belongs to; or a callable that returns it, which
            is asked before each request, so that credentials can change without a restart. Let it be quick: an async
            client waits for it, too.
        api_secret: its secret, or a callable. Never shown by ``repr``.
        pod: the data centre of the account: ``us1`` (default), ``us2``, ``eu1`` or ``au1``.
        host: a base URL in place of the pod's, such as ``http://127.0.0.1:8080``; without a path, ``/v2`` is added.
        timeout: seconds to wait for a server to take the connection, for sending and for each piece of the answer.
        max_retries: how often a request is repeated after a connection error, a timeout, 429, 500, 502, 503 or 504.
        deadline: seconds for all attempts of a request and the waits between them, for a free connection, too; no wait
            is begun that would pass it, not even one that ``Retry-After`` asks for.
        max_batches_per_second: hold requests back to this many batches a second, fewer as the service reports its limit
            nearing (default limit of the service: 270, F-45). None: no limit of ours.
        limits: what a value over a default service limit is: an ``"error"``, or ``"warn"``: sent as it is (F-42).
        unknown_fields: the same for a field that the description does not know.
        data_plan: the plan (`DataPlan`) that each batch is held against before it is sent; a batch whose
            ``context.data_plan`` is not set gets the id and the version of this one.
        plan_violations: what is done about a batch that the plan does not allow. ``"warn"``: each kind of violation is
            logged once and all are counted (`DataPlan.counts`). ``"error"``: it is a `ValidationError`. ``"drop"``: the
            events, attributes and identities that are not planned, and that the plan would block, are taken out, logged
            and counted. ``"off"``: nothing is looked at.
        debug: log each request at DEBUG under ``mparticle_facade``: method, URL, status, milliseconds and sizes,
            never credentials or bodies.
        verify_ssl: check the server's certificate.
        ssl_ca_cert: path of a CA bundle to trust instead of the default one, which is ``SSL_CERT_FILE``,
            ``SSL_CERT_DIR``, or else the bundle of certifi.
        cert_file: path of a client certificate.
        key_file: path of its key, where it is a file of its own.
        key_password: what the key is encrypted with, or a callable that returns it. Never shown by ``repr``.
        connection_pool_size: the most connections, and so the most requests, at one time. Others wait for their turn.
        proxy: URL of a proxy; by default what the environment says (``HTTPS_PROXY``, ``HTTP_PROXY``, ``ALL_PROXY``,
            ``NO_PROXY``). ``""`` is no proxy, whatever it says.
        http2: speak HTTP/2 where the server does; needs ``pip install 'httpx[http2]'``.
        async_engine: whose connections an `AsyncEventsApi` has below httpx: ``"httpcore"``, or ``"aiohttp"``, which
            takes less of the processor, speaks HTTP/1.1 and no SOCKS, and needs
            ``pip install 'mparticle-facade[aiohttp]'``.
        on_retry: called with an `AttemptInfo` when a request is about to be repeated.
        on_response: called with an `AttemptInfo` for each answer. What a hook raises is logged and changes nothing; let
            it be quick: the request waits for it.

    Change what you like until the first request; then the settings are in use, and changing one is a
    `ConfigurationError`. Key and secret can still be changed, and hold from the next request on, as in the vendor's
    SDK; but not those that an `Uploader` has been given, which may hold batches for them.
    """

    _in_use: bool
    _key_in_use: bool
    api_key: Credential
    api_secret: Credential
    key_password: Credential | None
    __slots__ = (
        "_drop_in", "_host", "_in_use", "_key_in_use", "_pod", "_proxy", "api_key", "api_secret", "async_engine",
        "cert_file", "connection_pool_size", "data_plan", "deadline", "debug", "http2", "key_file", "key_password",
        "limits", "max_batches_per_second", "max_retries", "on_response", "on_retry", "plan_violations", "ssl_ca_cert",
        "timeout", "unknown_fields", "verify_ssl",
    )  # fmt: skip

    def __init__(
        self,
        api_key: Credential | None = "",
        api_secret: Credential | None = "",
        *,
        pod: Pod = "us1",
        host: str | None = None,
        timeout: float = 10.0,
        max_retries: int = 3,
        deadline: float = 60.0,
        max_batches_per_second: float | None = None,
        limits: Policy = "error",
        unknown_fields: Policy = "error",
        data_plan: PlanChecker | None = None,
        plan_violations: PlanPolicy = "warn",
        debug: bool = False,
        verify_ssl: bool = True,
        ssl_ca_cert: Path | None = None,
        cert_file: Path | None = None,
        key_file: Path | None = None,
        key_password: Credential | None = None,
        connection_pool_size: int = 10,
        proxy: str | None = None,
        http2: bool = False,
        async_engine: AsyncEngine = "httpcore",
        on_retry: Hook | None = None,
        on_response: Hook | None = None,
    ) -> None:
        object.__setattr__(self, "_in_use", False)
        object.__setattr__(self, "_key_in_use", False)
        self._pod: Pod = "us1"
        self._host: str | None = None
        self._proxy: str | None = None
        for name in _SECRETS:
            object.__setattr__(self, name, None)
        # A traceback of what goes wrong here may be shown with its variables: none of them holds a secret then.
        problems = [
            self._put("api_key", api_key),
            self._put("api_secret", api_secret),
            self._put("key_password", key_password),
            self._put("host", host),
            self._put("proxy", proxy),
        ]
        del api_key, api_secret, key_password, host, proxy
        if any(problems):
            raise ConfigurationError("; ".join(filter(None, problems)))
        self.pod = pod
        self.timeout = timeout
        self.max_retries = max_retries
        self.deadline = deadline
        self.max_batches_per_second = max_batches_per_second
        self.limits: Policy = limits
        self.unknown_fields: Policy = unknown_fields
        self.data_plan = data_plan
        self.plan_violations: PlanPolicy = plan_violations
        self.debug = debug
        self.verify_ssl = verify_ssl
        self.ssl_ca_cert = ssl_ca_cert
        self.cert_file = cert_file
        self.key_file = key_file
        self.connection_pool_size = connection_pool_size
        self.http2 = http2
        self.async_engine: AsyncEngine = async_engine
        self.on_retry = on_retry
        self.on_response = on_response

    def _put(self, name: str, value: Any) -> str | None:
        """Set it, or say why that can't be, without what may be a password."""
        if name in _CREDENTIALS:
            value = "" if value is None else value
            value = value.strip() if isinstance(value, str) else value  # blanks and line ends around it: of a file
        elif name in _ADDRESSES and isinstance(value, str):
            value = value.strip()
        problem = _unfit(name, value) if name in _SECRETS else _wrong(name, value)
        if problem is None:
            super().__setattr__(name, value)
        return problem

    def _has(self, name: str, value: Any) -> bool:
        twin = self.__copy__()
        return twin._put(name, value) is None and bool(getattr(twin, name) == getattr(self, name))

    def _may_change(self, name: str, value: Any) -> bool:
        fixed = isinstance(value, str) and not self.rotates
        return name in _CREDENTIALS and fixed and not self._key_in_use

    if TYPE_CHECKING:

        @property
        def logger_file(self) -> Path | None:
            """Where what is logged goes, too, as in the vendor's SDK."""

        @logger_file.setter
        def logger_file(self, value: Path | None) -> None: ...

    else:  # a misspelt setting is a mistake to a type checker, too

        def __setattr__(self, name: str, value: Any) -> None:
            if name in _OF_THE_VENDOR:
                setattr(self._members(), name, value)
                return
            if getattr(self, "_in_use", False) and not self._may_change(name, value):
                if name not in _SECRETS and self._has(name, value):
                    return  # programs set it before each client that they make
                del value
                raise ConfigurationError(f"can't change {name}: these settings are in use; make a new Configuration")
            if problem := self._put(name, value):
                del value  # see the constructor
                raise ConfigurationError(problem)

        def __new__(cls, *_: Any, **settings: Any) -> Self:
            code = Configuration.__init__.__code__
            known = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]
            unknown = next((name for name in settings if name not in known), None)
            if unknown is not None and cls.__init__ is Configuration.__init__:
                import difflib  # only a mistake needs it

                near = difflib.get_close_matches(unknown, known, n=1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                raise TypeError(f"{cls.__name__} has no setting {unknown!r}{hint}")
            return super().__new__(cls)

        def __getattr__(self, name: str) -> Any:
            if name in _OF_THE_VENDOR:
                return getattr(self._members(), name)
            raise AttributeError(f"{type(self).__name__} has no setting {name!r}", name=name)

    def _members(self) -> Any:
        """What only programs of the vendor's SDK use, imported when they do."""
        try:
            return object.__getattribute__(self, "_drop_in")
        except AttributeError:
            # By name: the floors above are not for this file to know.
            members = load("mparticle_facade.drop_in.settings").Members(self)
            object.__setattr__(self, "_drop_in", members)
            return members

    def __copy__(self) -> Self:
        """The same settings, not in use: a copy may be changed."""
        twin = type(self).__new__(type(self))
        twin.__setstate__(self.__getstate__())
        return twin

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """The same settings, not in use. Settings are values, and hooks are shared."""
        return self.__copy__()

    def __getstate__(self) -> dict[str, Any]:
        """Every setting, the secrets too: a copy in another process has to be able to send."""
        return {name: getattr(self, name) for name in self.__slots__ if name not in _NOT_SETTINGS}

    def __setstate__(self, state: dict[str, Any]) -> None:
        object.__setattr__(self, "_in_use", False)
        object.__setattr__(self, "_key_in_use", False)
        for name in self.__slots__:
            if name in state:
                object.__setattr__(self, name, state[name])

    def evolve(self, **changes: Any) -> Self:
        """A copy with other settings, checked as in the constructor.

        Raises:
            ConfigurationError: there is no such setting, or it can't have that value.
        """
        twin = self.__copy__()
        for name, value in changes.items():
            if name.startswith("_") or not hasattr(twin, name) or callable(getattr(type(self), name, None)):
                raise ConfigurationError(f"there is no setting {name}")
            setattr(twin, name, value)
        return twin

    def freeze(self, *, key: bool = False) -> None:
        """Called when a connection is made with these settings; with ``key`` when batches wait that belong to it."""
        object.__setattr__(self, "_in_use", True)
        object.__setattr__(self, "_key_in_use", key or self._key_in_use)

    @classmethod
    def from_env(cls) -> Self:
        """Settings from ``MPARTICLE_API_KEY``, ``MPARTICLE_API_SECRET``, ``MPARTICLE_POD`` and ``MPARTICLE_HOST``.

        Raises:
            ConfigurationError: the key or the secret is not set, or the pod is unknown.
        """
        missing = [name for name in ("MPARTICLE_API_KEY", "MPARTICLE_API_SECRET") if not os.environ.get(name)]
        if missing:
            raise ConfigurationError(f"{' and '.join(missing)} not set in the environment")
        return cls(
            os.environ["MPARTICLE_API_KEY"],
            os.environ["MPARTICLE_API_SECRET"],
            pod=os.environ.get("MPARTICLE_POD") or "us1",  # type: ignore[arg-type]  # checked like any other
            host=os.environ.get("MPARTICLE_HOST") or None,
        )

    @property
    def pod(self) -> Pod:
        """The data centre of the account."""
        return self._pod

    @pod.setter
    def pod(self, name: Pod) -> None:
        self._pod = name

    @property
    def host(self) -> str:
        """The base URL, with the version and without a slash at its end."""
        return self._host or PODS[self._pod]

    @host.setter
    def host(self, url: str | None) -> None:
        self._host = url and url.rstrip("/") + ("" if _has_path(url) else "/v2")

    @property
    def proxy(self) -> str | None:
        """URL of a proxy, ``""`` for none, None for what the environment says."""
        return self._proxy

    @proxy.setter
    def proxy(self, url: str | None) -> None:
        self._proxy = url

    @property
    def rotates(self) -> bool:
        """Whether the credentials are to be asked for before each request."""
        return callable(self.api_key) or callable(self.api_secret)

    def check_credentials(self) -> None:
        """What can be known of them before the first request.

        Raises:
            ConfigurationError: the key or the secret is missing.
        """
        missing = [name for name in _CREDENTIALS if not getattr(self, name)]
        if missing:
            raise ConfigurationError(
                f"{' and '.join(missing)} missing: set them on the Configuration, or use from_env()"
            )

    def warn_of_another_pod(self) -> None:
        """Warn where the beginning of the key names another pod than the settings do (F-6)."""
        pod = self.api_key.partition("-")[0] if isinstance(self.api_key, str) else ""
        if pod in PODS and pod != self._pod and self._host is None:
            warnings.warn(
                f"this api_key is of the pod {pod}, the pod of these settings is {self._pod} (F-6)", stacklevel=5
            )

    def basic_auth(self) -> str:
        """The token of HTTP Basic authentication of this moment, UTF-8 as documented (F-8).

        Raises:
            ConfigurationError: the key or the secret is missing; a callable failed, or returned what can't be sent.
        """
        self.check_credentials()
        key = self._ask("api_key")
        secret = self._ask("api_secret")
        problems = [_unfit("api_key", key), _unfit("api_secret", secret)]
        problems += [f"{name} is empty" for name, value in (("api_key", key), ("api_secret", secret)) if value == ""]
        if not any(problems):
            return binascii.b2a_base64(f"{key}:{secret}".encode(), newline=False).decode("ascii")
        del key, secret  # a traceback may be shown with its variables
        raise ConfigurationError("; ".join(filter(None, problems)))

    def current_key(self) -> str:
        """The api_key of this moment.

        Raises:
            ConfigurationError: the callable for it failed.
        """
        return self._ask("api_key")

    def _ask(self, name: str) -> str:
        given: Credential = getattr(self, name)
        if not callable(given):
            return given
        try:
            answer = given()
        except Exception as error:
            raise ConfigurationError(f"the callable for {name} failed: {type(error).__name__}: {error}") from error
        return answer.strip() if isinstance(answer, str) else answer

    @property
    def names_certificates(self) -> bool:
        """Whether somebody says which files of certificates to use, here or in the environment."""
        given = self.ssl_ca_cert or self.cert_file or self.key_file
        return bool(given or any(map(os.environ.get, ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE"))))

    def ssl_context(self) -> ssl.SSLContext:
        """What connections are made with.

        Raises:
            ConfigurationError: a certificate file can't be used.
        """
        from mparticle_facade import certificates

        if not any(url and url.startswith("https:") for url in (self.host, self.proxy_url())):
            return certificates.trusting_nobody()
        return certificates.context(
            verify=self.verify_ssl,
            ca=_path(self.ssl_ca_cert),
            certificate=_path(self.cert_file),
            key=_path(self.key_file),
            password=lambda: self._ask("key_password") if self.key_password else None,
        )

    def proxy_url(self) -> str | None:
        """The proxy to use for the host: the one that was set, else what the environment says.

        Raises:
            ConfigurationError: the proxy of the environment is no URL.
        """
        if self._proxy is not None:
            return self._proxy or None
        if sys.platform not in _WITH_SETTINGS and not any(name.lower().endswith("_proxy") for name in os.environ):
            return None  # at once: to look closer takes the standard library's whole HTTP along
        from urllib.parse import urlsplit

        from mparticle_facade import proxies

        proxy = proxies.from_environment(urlsplit(self.host))
        if proxy and not _is_proxy(proxy):
            del proxy  # it may hold a password
            raise ConfigurationError(_NO_PROXY)
        return proxy

    def __repr__(self) -> str:
        key = "<callable>" if callable(self.api_key) else repr(self.api_key)
        secret = "'***'" if self.api_secret else "''"
        patience = getattr(self, "timeout", None)  # tools show one that is half made, too
        return f"Configuration(api_key={key}, api_secret={secret}, host={self.host!r}, timeout={patience})"


_WITH_SETTINGS = ("darwin", "win32", "cygwin")
"""Systems that have a proxy in their settings."""
_NO_PROXY = "the proxy must be a URL such as http://proxy.example.com:3128"


def _path(given: Path | None) -> str | None:
    return None if given is None else os.fspath(given)


def _has_path(url: str) -> bool:
    base = ordinary(url)
    if base is not None:
        return bool(base.path)
    from urllib.parse import urlsplit

    return bool(urlsplit(url).path.strip("/"))


def _is_proxy(url: object) -> bool:
    parts = _parts(url.strip()) if isinstance(url, str) else None
    return parts is not None and parts.scheme in ("http", "https", "socks5", "socks5h")


def _parts(url: object) -> SplitResult | None:
    """The parts of a URL with a host, None where it is none."""
    if not isinstance(url, str) or re.search(r"[\x00-\x20\x7f]", url):  # urlsplit passes over some of them
        return None
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        named = bool((parts.hostname or "").encode("idna"))
    except ValueError:
        return None
    try:
        return parts if named and parts.port != 0 else None
    except ValueError:  # a port that is no number
        return None


def _unfit(name: str, value: Any) -> str | None:
    """Why a credential can't be sent (RFC 7617), without the credential."""
    if callable(value) or (name == "key_password" and value is None):
        return None
    if not isinstance(value, str):
        return f"{name} must be text, or a callable that returns it, not {type(value).__name__}"
    if any("\ud800" <= character <= "\udfff" for character in value):
        return f"{name} is not UTF-8: was it read with another encoding?"
    if name == "key_password":
        return None
    if any(character < " " or character == "\x7f" for character in value):
        return f"{name} has a line's end or another control character in it"
    if name == "api_key" and ":" in value:
        return "api_key must not have a colon in it: are the key and the secret in one text?"
    return None


def _wrong(name: str, value: Any) -> str | None:
    """Why a setting can't have a value, without what may be a password."""
    if name == "host" and value is not None:
        return _unfit_host(value)
    if name == "proxy" and value and not _is_proxy(value):
        return _NO_PROXY
    if name in _CHOICES and value not in _CHOICES[name]:
        return f"{name.strip('_')} must be one of {', '.join(_CHOICES[name])}, not {value!r}"
    if name in _LEAST and not _enough(name, value):
        kind = "a whole number" if name in _WHOLE else "a number"
        return f"{name} must be {kind}, at least {_LEAST[name]}, not {value!r}"
    if name in _SWITCHES and not isinstance(value, bool):
        advice = "; a CA bundle is ssl_ca_cert" if name == "verify_ssl" else ""
        return f"{name} must be True or False, not {value!r}{advice}"
    if name in _PATHS and value is not None and not (isinstance(value, str | os.PathLike) and os.fspath(value)):
        return f"{name} must be the path of a file, not {value!r}"
    if name == "data_plan" and value is not None and not hasattr(value, "applied"):
        return f"data_plan must be a DataPlan, as DataPlan.load(...) gives it, not {type(value).__name__}"
    if name in _HOOKS and value is not None and not callable(value):
        return f"{name} must be a callable, not {value!r}"
    return None


def _unfit_host(url: Any) -> str | None:
    if isinstance(url, str) and ordinary(url):
        return None
    parts = _parts(url)
    if parts is not None and (parts.username or parts.password):
        return "host must not hold credentials; they are api_key and api_secret"
    if parts is None or parts.scheme not in ("http", "https") or parts.query or parts.fragment:
        shown = "" if isinstance(url, str) and "@" in url else f", not {url!r}"
        return f"host must be a URL such as {PODS['us1']}{shown}"
    return None


def _enough(name: str, value: Any) -> bool:
    if value is None:
        return name == "max_batches_per_second"
    if isinstance(value, bool) or not isinstance(value, int if name in _WHOLE else int | float):
        return False
    return bool(value >= _LEAST[name]) and (value != float("inf") or name in ("deadline", "timeout"))
