"""The formats of JSON Schema that a plan may name, as loosely as the vendor's validator takes them."""

from __future__ import annotations

import re

_UUID = r"^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\Z"
_TIME = r"(?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?"
_ZONE = r"(?:z|[+-]\d\d(?::?\d\d)?)"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_BYTE = r"(?:25[0-5]|2[0-4]\d|[01]?\d\d?)"

PATTERNS = {
    "date": r"^\d\d\d\d-[0-1]\d-[0-3]\d\Z",
    "time": rf"^{_TIME}{_ZONE}?\Z",
    "date-time": rf"^\d\d\d\d-[0-1]\d-[0-3]\d[t\s]{_TIME}{_ZONE}\Z",
    "uri": r"^[a-z][a-z0-9+\-.]*:(?:/?/)?\S*\Z",
    "email": rf"^[a-z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_LABEL}(?:\.{_LABEL})*\Z",
    "hostname": rf"^(?=.{{1,253}}\.?\Z){_LABEL}(?:\.{_LABEL})*\.?\Z",
    "ipv4": rf"^(?:{_BYTE}\.){{3}}{_BYTE}\Z",
    "uuid": _UUID,
}
"""Each needs time in proportion to the text. Others are not judged, and loading a plan says so."""

TESTS = {name: re.compile(pattern, re.ASCII | re.IGNORECASE).search for name, pattern in PATTERNS.items()}
