"""What an import costs: models load no HTTP stack, and nothing has a side effect."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

import mparticle_facade as mparticle

HTTP_STACK = {"httpx", "httpcore", "h11", "attr", "attrs", "ssl", "socket", "asyncio", "urllib.request"}
EXTRAS = {"typer", "click", "rich", "starlette", "uvicorn", "pyarrow", "backports"}
REPORT = """
import json, logging, sys, threading
loggers = [logging.root, *map(logging.getLogger, list(logging.root.manager.loggerDict))]
print(json.dumps({
    "modules": sorted(sys.modules),
    "threads": threading.active_count(),
    "handlers": [str(h) for logger in loggers for h in logger.handlers if type(h) is not logging.NullHandler],
    "levels": [logger.name for logger in loggers[1:] if logger.level],
}))
"""


def report(program: str) -> dict[str, list[str]]:
    """What a fresh interpreter holds after this program, less what an empty one has anyway."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program + REPORT],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


BUILD = """
batch = mparticle.Batch(mparticle.Batch.Environment.development)
batch.user_identities = mparticle.UserIdentities(customer_id="1")
batch.add_event(mparticle.AppEvent("Hello", "other"))
batch.validate()
mparticle.Batch.from_json(batch.to_json())
"""
IMPORTS = {
    "the package": "import mparticle_facade\n",
    "the models": "import mparticle_facade.models\n",
    "the errors": "from mparticle_facade import ApiException, ValidationError, RateLimitError\n",
    "a batch, built, checked and read back": "import mparticle_facade as mparticle\n" + BUILD,
}


@pytest.mark.parametrize("program", IMPORTS.values(), ids=IMPORTS)
def test_models_load_no_http_stack(program: str) -> None:
    found = report(program)
    bare = set(report("")["modules"])
    assert not (set(found["modules"]) - bare) & (HTTP_STACK | EXTRAS)


def test_the_package_alone_loads_next_to_nothing() -> None:
    loaded = set(report(IMPORTS["the package"])["modules"]) - set(report("")["modules"])
    own = {name for name in loaded if name.partition(".")[0].startswith("mparticle")}
    assert own == {"mparticle_facade", "mparticle_facade.lazy", "mparticle_facade.version"}
    assert "msgspec" not in loaded


def test_an_enumeration_is_made_when_it_is_asked_for() -> None:
    program = "from mparticle_facade import AppEvent, Batch, EventBase; AppEvent('One'); Batch('development')\n"
    assert "mparticle_events_models.names" not in report(program)["modules"]
    assert mparticle.AppEvent.CustomEventType is mparticle.AppEvent("One").CustomEventType
    assert mparticle.EventBase.EventType.custom_event == "custom_event"


CLIENT = "from mparticle_facade import EventsApi, AsyncEventsApi, ApiClient, Configuration, UploadResponse\n"


@pytest.mark.parametrize("program", [*IMPORTS.values(), CLIENT], ids=[*IMPORTS, "the client"])
def test_an_import_has_no_side_effect(program: str) -> None:
    """No thread, no log handler, no level; any warning fails it, too."""
    found = report(program)
    assert found["threads"] == 1
    assert found["handlers"] == []
    assert found["levels"] == []


def test_a_client_that_sends_nothing_yet_has_no_side_effect() -> None:
    found = report(CLIENT + "EventsApi(Configuration('k', 's', debug=True)); AsyncEventsApi()\n")
    assert (found["threads"], found["handlers"], found["levels"]) == (1, [], [])


def test_the_client_needs_no_extra() -> None:
    """httpx imports its own command line, and rich with it, where those are installed: not ours to prevent."""
    program = CLIENT.replace("from", "import sys; sys.modules.update(click=None, rich=None, typer=None)\nfrom", 1)
    loaded = report(program)["modules"]
    assert not {"starlette", "uvicorn", "mparticle_facade.sandbox", "mparticle_facade.cli"} & set(loaded)


def test_every_public_name_can_be_imported() -> None:
    names = dir(mparticle)
    assert len(names) > 40
    program = "import mparticle_facade\n" + "".join(f"mparticle_facade.{name}\n" for name in names)
    found = report(program)
    assert (found["threads"], found["handlers"]) == (1, [])


FORKED_IN_AN_IMPORT = """
import os, sys, threading
import mparticle_facade as mparticle

importing, go_on = threading.Event(), threading.Event()

class Slow:
    def find_spec(self, name, path=None, target=None):
        if name == MODULE:
            importing.set()
            go_on.wait()

sys.meta_path.insert(0, Slow())
USE_FIRST
threading.Thread(target=use).start()
importing.wait()
os.register_at_fork(before=go_on.set)  # runs before ours: the last one registered is the first
pid = os.fork()
if pid == 0:
    use()
    os._exit(0)
assert os.waitpid(pid, 0)[1] == 0
"""


LATE_IMPORTS = {
    "mparticle_facade.models": "use = lambda: mparticle.Batch('development')",
    "mparticle_events_client.api.events.upload_events": (
        "from mparticle_facade.http import connection; use = lambda: connection._operation('upload_events')"
    ),
    "mparticle_facade.drop_in.settings": "config = mparticle.Configuration(); use = lambda: config.auth_settings",
}


@pytest.mark.parametrize(("module", "first_use"), LATE_IMPORTS.items(), ids=LATE_IMPORTS)
def test_a_fork_in_the_middle_of_a_late_import_leaves_a_child_that_can_import(module: str, first_use: str) -> None:
    program = FORKED_IN_AN_IMPORT.replace("MODULE", repr(module)).replace("USE_FIRST", first_use)
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)


def test_the_command_line_of_httpx_is_left_out_and_still_there() -> None:
    program = (
        "import mparticle_facade as mparticle\n"
        "mparticle.EventsApi(mparticle.Configuration('k', 's', host='http://127.0.0.1:9')).api_client\n"
    )
    assert not set(report(program)["modules"]) & {"httpx._main", "click", "rich"}
    done = subprocess.run(
        [sys.executable, "-c", f"{program}import httpx; httpx.main(['--help'])"], capture_output=True, check=False
    )
    assert done.returncode == 0
    assert b"httpx" in done.stdout
