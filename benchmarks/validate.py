"""What it costs to decode a batch of ten events, and to find out that nothing is wrong with it."""

from __future__ import annotations

import json
import sys
from types import SimpleNamespace

from benchmarks.harness import sample
from benchmarks.harness.ask import main
from benchmarks.harness.meter import cost
from benchmarks.harness.question import Contender, Figure, Question, Setting


def _payload() -> bytes:
    return json.dumps(sample.tree(), separators=(",", ":")).encode()


def floor(setting: Setting) -> dict[str, float]:
    import orjson

    payload = _payload()
    return {"us": cost(lambda: orjson.loads(payload), setting.pick(0.1, 0.4))}


def standard(setting: Setting) -> dict[str, float]:
    payload = _payload()
    return {"us": cost(lambda: json.loads(payload), setting.pick(0.1, 0.4))}


def vendor(setting: Setting) -> dict[str, float]:
    """Decoding is the one thing that its models check anything in."""
    import mparticle

    client = mparticle.ApiClient(configuration=mparticle.Configuration())
    answer = SimpleNamespace(data=_payload())
    return {"us": cost(lambda: client.deserialize(answer, "Batch"), setting.pick(0.1, 0.4))}


def ours(setting: Setting) -> dict[str, float]:
    from mparticle_facade.codec import encoding

    payload = _payload()
    return {"us": cost(lambda: encoding.prepare(payload), setting.pick(0.1, 0.4))}


def decoded(setting: Setting) -> dict[str, float]:
    from mparticle_facade import Batch

    payload = _payload()
    return {"us": cost(lambda: Batch.from_json(payload), setting.pick(0.1, 0.4))}


def report(setting: Setting) -> dict[str, float]:
    from mparticle_facade import Batch

    batch = Batch.from_json(_payload())
    return {"us": cost(batch.validate, setting.pick(0.1, 0.4))}


QUESTION = Question(
    key="validate",
    title="Decode and validate",
    text="The JSON of a batch of 10 custom events. The vendor's SDK checks nothing before it sends.",
    figures=(Figure("us", "CPU per batch", "us"),),
    contenders=(
        Contender("orjson.loads", "floor", floor),
        Contender("vendor's SDK: deserialize", "vendor", vendor),
        Contender("ours: validate before sending", "ours", ours),
        Contender("ours: Batch.from_json", "ours", decoded),
        Contender("ours: batch.validate(), the full report", "ours", report),
        Contender("json.loads", "scale", standard),
    ),
    floor="orjson.loads",
    peer="vendor's SDK: deserialize",
)

if __name__ == "__main__":
    sys.exit(main("validate"))
