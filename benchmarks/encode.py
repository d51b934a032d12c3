"""What it costs to make the JSON of a batch that is already built."""

from __future__ import annotations

import json
import sys

from benchmarks.build import floor
from benchmarks.harness import sample
from benchmarks.harness.ask import main
from benchmarks.harness.meter import cost
from benchmarks.harness.question import Contender, Figure, Question, Setting


def vendor(setting: Setting) -> dict[str, float]:
    import mparticle

    batch, clean = sample.batch(mparticle), mparticle.ApiClient.sanitize_for_serialization
    return {"us": cost(lambda: json.dumps(clean(batch)), setting.pick(0.1, 0.4))}


def ours(setting: Setting) -> dict[str, float]:
    import mparticle_facade
    from mparticle_facade.codec import encoding

    batch = sample.batch(mparticle_facade)
    return {"us": cost(lambda: encoding.encode(batch), setting.pick(0.1, 0.4))}


def public(setting: Setting) -> dict[str, float]:
    import mparticle_facade

    return {"us": cost(sample.batch(mparticle_facade).to_json, setting.pick(0.1, 0.4))}


def structs(setting: Setting) -> dict[str, float]:
    import msgspec

    from mparticle_events_models import wire

    batch, encode = sample.structs(wire), msgspec.json.Encoder().encode
    return {"us": cost(lambda: encode(batch), setting.pick(0.1, 0.4))}


QUESTION = Question(
    key="encode",
    title="Encode alone",
    text=(
        "A batch of 10 custom events that is already built, to JSON bytes. `batch.to_json()` is what users call, and "
        "it checks what it encodes; the encoder alone is what stands inside it."
    ),
    figures=(Figure("us", "CPU per batch", "us"),),
    contenders=(
        Contender("orjson.dumps of a ready dict", "floor", floor),
        Contender("vendor's SDK", "vendor", vendor),
        Contender("ours: batch.to_json()", "ours", public),
        Contender("ours: the encoder alone", "ours", ours),
        Contender("generated msgspec Structs, no facade", "scale", structs),
    ),
    floor="orjson.dumps of a ready dict",
    peer="vendor's SDK",
)

if __name__ == "__main__":
    sys.exit(main("encode"))
