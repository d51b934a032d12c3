"""Credentials as a person may see them: never whole."""

from __future__ import annotations

import base64
import re
from urllib.parse import parse_qsl, quote

MASK = "•••"
_SECRET = re.compile(
    r"auth|cookie|token|secret|password|passwd|credential|signature|api[-_]?key|x-.*key", re.IGNORECASE
)
_SHOWN = 4  # characters of a key, enough to tell two apart


def key(api_key: str) -> str:
    """The beginning of an API key, of which at least half stays hidden."""
    return f"{api_key[: min(_SHOWN, len(api_key) // 2)]}{MASK}" if api_key else ""


def header(name: str, value: str) -> str:
    """The value of a header; of ``Authorization`` its scheme and the beginning of the key."""
    if name.lower() == "authorization":
        scheme, separator, token = value.partition(" ")
        if not separator:
            return MASK
        shown = key(basic(token)[0]) if scheme.lower() == "basic" else ""
        return f"{scheme} {shown or MASK}" + (f":{MASK}" if shown else "")
    return MASK if _SECRET.search(name) else value


def query(text: str) -> str:
    """A query string, without the values of what is called a key, a token, a secret and so on."""
    if not _SECRET.search(text) and "key" not in text.lower():
        return text
    pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=1000, encoding="latin-1")
    hidden = re.compile(f"{_SECRET.pattern}|^key$", re.IGNORECASE)
    return "&".join(
        f"{quote(name, safe='')}={MASK if hidden.search(name) else quote(value, safe='')}" for name, value in pairs
    )


def basic(token: str) -> tuple[str, str]:
    """The user name and the password of HTTP Basic; empty where the token is none."""
    try:
        name, _, password = base64.b64decode(token.strip(), validate=True).decode("utf-8").partition(":")
    except ValueError:
        return "", ""
    return name, password
