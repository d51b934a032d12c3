"""What an import costs, in a fresh interpreter."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

from benchmarks.harness.ask import main
from benchmarks.harness.question import Contender, Figure, Question, Role, Setting

_TIMED = "import time; started = time.perf_counter(); {}; print(time.perf_counter() - started)"


def _importing(program: str) -> Callable[[Setting], dict[str, float]]:
    def run(_: Setting) -> dict[str, float]:
        command = [sys.executable, "-W", "ignore", "-c", _TIMED.format(program)]
        for _attempt in ("compiles", "counts"):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        if "ModuleNotFoundError" in done.stderr:
            raise ModuleNotFoundError(name=done.stderr.rpartition("'")[0].rpartition("'")[2])
        return {"ms": float(done.stdout) * 1000}

    return run


_CONNECTED = "vendor's SDK: a connection made"
_PROGRAMS: tuple[tuple[str, Role, str], ...] = (
    ("the standard library's json and http.client", "floor", "import json, http.client"),
    ("vendor's SDK", "vendor", "from mparticle import Batch, EventsApi"),
    (_CONNECTED, "vendor", "import mparticle as m; m.EventsApi(m.Configuration())"),
    ("ours: the client", "ours", "from mparticle_facade import Batch, Configuration, EventsApi"),
    ("ours: the models", "ours", "from mparticle_facade import AppEvent, Batch"),
    (
        "ours: a connection made",
        "ours",
        "import mparticle_facade as m; m.EventsApi(m.Configuration('k', 's')).api_client",
    ),
    ("segment-analytics-python", "peer", "from segment.analytics import Client"),
    ("rudder-sdk-python", "peer", "from rudderstack.analytics import Client"),
    ("posthog", "peer", "from posthog import Posthog"),
    ("amplitude-analytics", "peer", "from amplitude import Amplitude, BaseEvent"),
    ("httpx", "scale", "import httpx"),
    ("msgspec", "scale", "import msgspec"),
)

QUESTION = Question(
    key="imports",
    title="Import",
    text="Wall time in a fresh interpreter, whose own start is not counted; the bytecode is there.",
    figures=(Figure("ms", "import", "ms"),),
    contenders=tuple(
        Contender(name, role, _importing(program), peer=_CONNECTED if name == "ours: a connection made" else "")
        for name, role, program in _PROGRAMS
    ),
    floor=_PROGRAMS[0][0],
    peer="vendor's SDK",
    rounds=5,
)

if __name__ == "__main__":
    sys.exit(main("imports"))
