"""Who may send: HTTP Basic with the API key as user name and the secret as password (F-8)."""

from __future__ import annotations

import hmac
from typing import NamedTuple

from starlette.exceptions import HTTPException

from mparticle_facade.sandbox import masking


class Credentials(NamedTuple):
    """The key and the secret of an input."""

    api_key: str
    api_secret: str


def authenticate(header: str | None, expected: Credentials | None) -> str:
    """The API key that an ``Authorization`` header names.

    Without ``expected``, any key and secret that are not empty will do.

    Raises:
        HTTPException: 401 when there is no header, 403 when its credentials are wrong (D-33).
    """
    if not header:
        raise HTTPException(401, "the credentials are missing", {"www-authenticate": 'Basic realm="mParticle"'})
    scheme, _, token = header.partition(" ")
    key, secret = masking.basic(token)
    given = f"{key}:{secret}".encode()
    right = hmac.compare_digest(given, ":".join(expected).encode()) if expected else bool(key and secret)
    if scheme.lower() != "basic" or not right:
        raise HTTPException(403, "the API key or secret is wrong")
    return key
