"""Which proxy the environment names for a host: ``HTTPS_PROXY``, ``HTTP_PROXY``, ``ALL_PROXY``, ``NO_PROXY``."""

from __future__ import annotations

import ipaddress
import urllib.request
from urllib.parse import SplitResult


def from_environment(url: SplitResult) -> str | None:
    """The proxy for a URL, None where there is none or the host is excepted.

    In the environment the variables count, in small letters or capitals; where there are none, what macOS and Windows
    have in their settings.
    """
    proxies = urllib.request.getproxies()
    excepted = proxies.get("no")
    if excepted is not None and is_excepted(url, excepted):
        return None
    if not urllib.request.getproxies_environment() and urllib.request.proxy_bypass(url.netloc):
        return None
    proxy = proxies.get(url.scheme) or proxies.get("all")
    return f"http://{proxy}" if proxy and "://" not in proxy else proxy


def is_excepted(url: SplitResult, entries: str) -> bool:
    """Whether ``NO_PROXY`` names the host.

    Entries stand between commas or blanks: a name, which counts for its subdomains, too; an IP address or a network
    (``10.0.0.0/8``, ``fd00::/8``); each also with a port; or ``*`` for every host. This is what curl, Go and Python's
    own library read together.
    """
    host = (url.hostname or "").rstrip(".")
    port = url.port or (443 if url.scheme == "https" else 80)
    return any(_names(entry.lower(), host, port) for entry in entries.replace(",", " ").split())


def _names(entry: str, host: str, port: int) -> bool:
    if entry == "*":
        return True
    name, only = _without_port(entry)
    if only is not None and only != port:
        return False
    address = _address(host)
    if address is not None:
        try:
            return address in ipaddress.ip_network(name, strict=False)
        except ValueError:
            return False
    name = name.removeprefix("*").strip(".")
    return bool(name) and (host == name or host.endswith(f".{name}"))


def _without_port(entry: str) -> tuple[str, int | None]:
    if entry.startswith("["):  # an IPv6 address, as in a URL
        name, _, rest = entry[1:].partition("]")
        port = rest.removeprefix(":")
    elif entry.count(":") == 1:
        name, _, port = entry.partition(":")
    else:
        return entry, None
    return name, int(port) if port.isdecimal() and port.isascii() else None


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
