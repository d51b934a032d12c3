"""What an import costs: our client, our models alone, and the vendor's SDK.

Each program runs in a fresh interpreter, the contestants taking turns; a figure is the median wall time of the program
itself, without the start of the interpreter, and only the ratios are worth comparing between machines. The vendor's SDK
is what ``make bench`` installs. Exit code 1 when our client takes as long as the vendor's SDK, or the models more than
half of that.
"""

from __future__ import annotations

import statistics
import subprocess
import sys

ROUNDS = 15
VENDOR, CLIENT, MODELS = "vendor's SDK", "ours: the client", "ours: the models"
PROGRAMS = {
    VENDOR: "from mparticle import Batch, EventsApi",
    CLIENT: "import mparticle_facade as mparticle; mparticle.Batch; mparticle.EventsApi",
    MODELS: "import mparticle_facade as mparticle; mparticle.Batch; mparticle.AppEvent",
    "vendor's SDK, a client": "import mparticle; mparticle.EventsApi(mparticle.Configuration())",
    "ours, a connection": "import mparticle_facade as m; m.EventsApi(m.Configuration('key', 'secret')).raw",
    "for scale: httpx": "import httpx",
    "for scale: msgspec": "import msgspec",
}
TIMED = "import time; started = time.perf_counter(); {}; print(time.perf_counter() - started)"


def measure(program: str) -> float:
    """Milliseconds."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", TIMED.format(program)], capture_output=True, text=True, check=True
    )
    return float(done.stdout) * 1000


def main() -> int:
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for program in PROGRAMS.values():
        measure(program)  # writes the bytecode
    for _ in range(ROUNDS):
        for name, program in PROGRAMS.items():
            times[name].append(measure(program))
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"import, milliseconds, median of {ROUNDS} fresh interpreters\n")
    print(f"{'':24}{'ms':>8}{'min':>8}{'max':>8}{'x vendor':>10}")
    for name, median in medians.items():
        values = times[name]
        print(f"{name:24}{median:8.1f}{min(values):8.1f}{max(values):8.1f}{median / medians[VENDOR]:10.2f}")
    client, models = medians[CLIENT] / medians[VENDOR], medians[MODELS] / medians[VENDOR]
    print(f"\nthe client: {client:.2f} of the vendor's SDK, asked: less than 1; the models: {models:.2f}, at most 0.5")
    return 0 if client < 1 and models <= 0.5 else 1


if __name__ == "__main__":
    sys.exit(main())
