"""What it costs to build a batch of ten events and make its JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from benchmarks.harness import sample
from benchmarks.harness.ask import main
from benchmarks.harness.meter import cost
from benchmarks.harness.question import Contender, Figure, Question, Setting


def _cost(setting: Setting, call: Callable[[], object]) -> dict[str, float]:
    return {"us": cost(call, setting.pick(0.1, 0.4))}


def floor(setting: Setting) -> dict[str, float]:
    import orjson

    tree = sample.tree()
    return _cost(setting, lambda: orjson.dumps(tree))


def vendor(setting: Setting) -> dict[str, float]:
    import mparticle

    clean = mparticle.ApiClient.sanitize_for_serialization
    return _cost(setting, lambda: json.dumps(clean(sample.batch(mparticle))))


def encoded(setting: Setting) -> dict[str, float]:
    import mparticle_facade
    from mparticle_facade.codec import encoding

    return _cost(setting, lambda: encoding.encode(sample.batch(mparticle_facade)))


def validated(setting: Setting) -> dict[str, float]:
    import mparticle_facade
    from mparticle_facade.codec import encoding

    return _cost(setting, lambda: encoding.prepare(sample.batch(mparticle_facade)))


def public(setting: Setting) -> dict[str, float]:
    import mparticle_facade

    return _cost(setting, lambda: sample.batch(mparticle_facade).to_json())


def built(setting: Setting) -> dict[str, float]:
    import mparticle_facade

    return _cost(setting, lambda: sample.batch(mparticle_facade))


def vendor_built(setting: Setting) -> dict[str, float]:
    import mparticle

    return _cost(setting, lambda: sample.batch(mparticle))


def structs(setting: Setting) -> dict[str, float]:
    import msgspec

    from mparticle_events_models import wire

    encode = msgspec.json.Encoder().encode
    return _cost(setting, lambda: encode(sample.structs(wire)))


def attrs(setting: Setting) -> dict[str, float]:
    from mparticle_events_client import models

    return _cost(setting, lambda: json.dumps(sample.attrs(models).to_dict()))


QUESTION = Question(
    key="build",
    title="Build and encode",
    text=(
        "A batch of 10 custom events, from constructor calls to JSON bytes. `batch.to_json()` is what users call, and "
        "it checks what it encodes; the encoder alone, and with the check before sending, stand inside our calls."
    ),
    figures=(Figure("us", "CPU per batch", "us"),),
    contenders=(
        Contender("orjson.dumps of a ready dict", "floor", floor),
        Contender("vendor's SDK", "vendor", vendor),
        Contender("ours: batch.to_json()", "ours", public),
        Contender("ours: the encoder alone", "ours", encoded),
        Contender("ours: encoded and checked before sending", "ours", validated),
        Contender("ours, only built", "ours", built, peer="vendor's SDK, only built"),
        Contender("vendor's SDK, only built", "vendor", vendor_built),
        Contender("generated msgspec Structs, no facade", "scale", structs),
        Contender("generated attrs models, no facade", "scale", attrs),
    ),
    floor="orjson.dumps of a ready dict",
    peer="vendor's SDK",
)

if __name__ == "__main__":
    sys.exit(main("build"))
