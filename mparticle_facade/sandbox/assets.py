"""The Live Stream page: the files beside this module, and the headers that keep it to itself."""

from __future__ import annotations

import re
from importlib.resources import files

from starlette.responses import Response

_TYPES = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "ico": "image/x-icon",
    "json": "application/json",
    "woff2": "font/woff2",
}
_NAME = re.compile(r"[A-Za-z0-9_-]+\.([a-z0-9]+)\Z")
_HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "cache-control": "no-cache",
}


def page_file(name: str) -> Response | None:
    """The answer with a file of the page; None where there is none of that name."""
    match = _NAME.match(name)
    if match is None or match[1] not in _TYPES:
        return None
    try:
        content = files("mparticle_facade.sandbox").joinpath("page", name).read_bytes()
    except OSError:
        return None
    return Response(content, headers={**_HEADERS, "content-type": _TYPES[match[1]]})
