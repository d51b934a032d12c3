"""The benchmark of the sandbox under load, with fewer events: nothing lost, nothing doubled, memory flat."""

import importlib.util
from pathlib import Path


def test_many_events_while_somebody_watches():
    path = Path(__file__).parents[2] / "benchmarks" / "sandbox_load.py"
    spec = importlib.util.spec_from_file_location("sandbox_load", path)
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    assert benchmark.load(20_000)["events"] == 20_000
