"""How the cost of an event grows with the events in its batch."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

from benchmarks.harness import sample
from benchmarks.harness.ask import main
from benchmarks.harness.meter import cost
from benchmarks.harness.question import Contender, Figure, Question, Setting

_SIZES = (1, 10, 100, 1_000)


def _each_size(setting: Setting, run: Callable[[int], Callable[[], object]]) -> dict[str, float]:
    return {str(size): cost(run(size), setting.pick(0.05, 0.2)) / size for size in _SIZES}


def floor(setting: Setting) -> dict[str, float]:
    import orjson

    def run(size: int) -> Callable[[], object]:
        tree = sample.tree(size)
        return lambda: orjson.dumps(tree)

    return _each_size(setting, run)


def vendor(setting: Setting) -> dict[str, float]:
    import mparticle

    clean = mparticle.ApiClient.sanitize_for_serialization
    return _each_size(setting, lambda size: lambda: json.dumps(clean(sample.batch(mparticle, size))))


def ours(setting: Setting) -> dict[str, float]:
    import mparticle_facade
    from mparticle_facade.codec import encoding

    return _each_size(setting, lambda size: lambda: encoding.encode(sample.batch(mparticle_facade, size)))


def validated(setting: Setting) -> dict[str, float]:
    import mparticle_facade
    from mparticle_facade.codec import encoding

    return _each_size(setting, lambda size: lambda: encoding.prepare(sample.batch(mparticle_facade, size)))


QUESTION = Question(
    key="batch_growth",
    title="Growth with the size of a batch",
    text="CPU per event to build and encode a batch of so many. Flat is good; falling is a fixed cost shared.",
    figures=tuple(Figure(str(size), f"{size:,}", "us per event") for size in _SIZES),
    contenders=(
        Contender("orjson.dumps of a ready dict", "floor", floor),
        Contender("vendor's SDK", "vendor", vendor),
        Contender("ours", "ours", ours),
        Contender("ours, validated as well", "ours", validated),
    ),
    axis="events in a batch",
    rounds=3,
)

if __name__ == "__main__":
    sys.exit(main("batch_growth"))
