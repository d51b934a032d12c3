"""Encodes batches to validated JSON bytes, and decodes them.

It knows the generated types; neither the facade's classes nor HTTP.

`envelopes` puts events in the envelopes they travel in, `encoding` makes the JSON of a batch, `decoders` validate it,
`report` says everything that is wrong with it, `identity` gives it its id, `requests` makes the body of a request,
`decoding` reads a batch back.
"""

from typing import Any


def __getattr__(name: str) -> Any:
    """`encoding.prepare`, the bytes to send for one batch: imported when it is used, models need none of it."""
    if name == "prepare":
        from mparticle_facade.codec.encoding import prepare

        return prepare
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
