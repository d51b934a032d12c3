"""The TLS context of a connection: whom it trusts and what it shows of itself."""

from __future__ import annotations

import os
import ssl
from collections.abc import Callable

from mparticle_facade.errors import ConfigurationError


def context(
    *, verify: bool, ca: str | None, certificate: str | None, key: str | None, password: Callable[[], str | None]
) -> ssl.SSLContext:
    """A context for clients.

    It trusts ``ca`` (a file, or a directory as OpenSSL has them), or else what httpx trusts: ``SSL_CERT_FILE``,
    ``SSL_CERT_DIR``, or the authorities that certifi brings. A certificate of its own changes nothing about that.

    Raises:
        ConfigurationError: a file can't be used; its name, and the setting or variable that names it.
    """
    made = _trusting(verify, ca)
    if certificate:
        _show(made, certificate, key, password)
    return made


def trusting_nobody() -> ssl.SSLContext:
    """For plain HTTP, which needs none: whatever is asked for by ``https://`` all the same fails."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _trusting(verify: bool, ca: str | None) -> ssl.SSLContext:
    if not verify:
        made = trusting_nobody()
        made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
        return made
    path, named_by = _authorities(ca)
    directory = named_by == "SSL_CERT_DIR" or (named_by == "ssl_ca_cert" and os.path.isdir(path))  # noqa: PTH112
    if directory and not any(map(os.path.isdir, path.split(os.pathsep))):  # Path's own raises for a name too long
        raise ConfigurationError(f"{named_by} names no directory: {path}")
    try:
        return ssl.create_default_context(cafile=None if directory else path, capath=path if directory else None)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError, too
        other = ", or SSLKEYLOGFILE" if os.environ.get("SSLKEYLOGFILE") else ""  # Python opens it with the context
        raise ConfigurationError(f"{named_by}{other} can't be used: {path}: {_why(error)}") from error


def _authorities(ca: str | None) -> tuple[str, str]:
    """Where they are, and what says so."""
    if ca:
        return ca, "ssl_ca_cert"
    for variable in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        if path := os.environ.get(variable):
            return path, variable
    import certifi

    return certifi.where(), "certifi"


def _show(made: ssl.SSLContext, certificate: str, key: str | None, password: Callable[[], str | None]) -> None:
    asked = []

    def answer() -> str:
        asked.append(True)
        return password() or ""  # OpenSSL would ask on the terminal if there were no answer of ours

    for name, path in (("cert_file", certificate), ("key_file", key)):
        if path and not os.path.isfile(path):  # noqa: PTH113
            raise ConfigurationError(f"{name} can't be used: {path}: no such file")
    try:
        made.load_cert_chain(certificate, key, answer)
    except (OSError, ValueError) as error:
        where = f"cert_file {certificate}" + (f" or key_file {key}" if key else "")
        why = _why(error)
        if asked:
            why = "the key is encrypted, and key_password " + ("does not open it" if password() else "is not set")
        raise ConfigurationError(f"{where} can't be used: {why}") from error


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
