"""Every code block of README and of the pages runs as it stands, in order, in a fresh directory, against a sandbox."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import socket
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from mparticle_facade.sandbox import running_sandbox

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent

with pytest.MonkeyPatch.context() as patch:
    patch.syspath_prepend(HERE)
    import snippets

NO_SERVER = 65001
FENCE = "```"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
RUNNING = [
    page
    for page in PAGES
    if any(block.kind in snippets.RUN and block.mark != "skip" for block in snippets.blocks(page.read_text()))
]
PIP = f"""#!{sys.executable}
import re, sys
known = {json.dumps(["", *tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]])}
for wanted in sys.argv[2:]:
    ours = re.fullmatch(r"(?:mparticle-facade|\\.)(?:\\[([\\w,]*)\\])?", wanted)
    if ours and not set((ours[1] or "").split(",")) <= set(known):
        sys.exit(f"there is no such extra: {{wanted}}")
"""
"""Installs nothing: all of it is there. But every extra that a page names has to exist."""


def run(text: str, directory: Path, port: int) -> subprocess.CompletedProcess[str]:
    """Run a page's blocks in a process of their own."""
    tools = directory / ".tools"
    tools.mkdir()
    (tools / "pip").write_text(PIP)
    (tools / "pip").chmod(0o755)
    work = directory / "work"
    work.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MPARTICLE_", "PYTEST"))}
    environment |= {
        "PATH": f"{tools}:{Path(sys.executable).parent}:{os.environ['PATH']}", "NO_COLOR": "1", "COLUMNS": "100",
        "MPARTICLE_API_KEY": "any-key", "MPARTICLE_API_SECRET": "any-secret", "HOME": str(directory),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTEST_ADDOPTS": "-p no:cacheprovider -p mparticle_facade.pytest_plugin",
        "MPARTICLE_HOST": f"http://127.0.0.1:{port}",
    }  # fmt: skip
    given = {"port": port, "blocks": [dataclasses.asdict(block) for block in snippets.blocks(text)]}
    return subprocess.run(
        [sys.executable, HERE / "snippets.py"],
        input=json.dumps(given), cwd=work, env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


@pytest.fixture(scope="module")
def sandbox():
    with running_sandbox() as running:
        yield running


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.mark.parametrize("page", RUNNING, ids=lambda page: page.name)
def test_a_page_runs_as_pasted(page, sandbox, tmp_path):
    text = page.read_text()
    own = any(block.mark == "background" for block in snippets.blocks(text))
    sandbox.reset()
    done = run(text, tmp_path, free_port() if own else int(sandbox.url.rpartition(":")[2]))
    assert done.returncode == 0, f"{page.name}: {done.stderr}"


AIRFLOW = """
import shlex, sys, types
from datetime import datetime
made = {}
def task(function, **options):
    def called(*arguments):
        made[function.__name__] = function(*arguments)
        return made[function.__name__]
    return called
task.bash = lambda **options: task
def dag(**options):
    assert options["schedule"] == "@daily"
    return lambda function: function
sys.modules |= {"airflow": types.ModuleType("airflow"), "airflow.sdk": types.SimpleNamespace(dag=dag, task=task)}
sys.modules["pendulum"] = types.SimpleNamespace(datetime=datetime)
"""
"""As much of Airflow as the page asks of it: decorators that keep what the tasks return."""


def test_airflows_tasks_do_what_they_say(sandbox, tmp_path):
    (program,) = (block for block in snippets.blocks((ROOT / "docs/airflow.md").read_text()) if "@dag" in block.text)
    line = '{"environment": "production", "user_identities": {"customer_id": "1"}, "user_attributes": {"plan": "gold"}}'
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports/2026-01-02.ndjson").write_text(line + "\n")
    source = program.text.replace("/data/exports", str(tmp_path / "exports"))
    names: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        for name in ("airflow", "airflow.sdk", "pendulum"):
            patch.delitem(sys.modules, name, raising=False)
        exec(AIRFLOW, names)
        exec(source, names)
        for name in ("airflow", "airflow.sdk", "pendulum"):
            del sys.modules[name]
    command = names["made"]["upload"].replace("{{ ds }}", "2026-01-02")
    sandbox.reset()
    where = {"MPARTICLE_API_KEY": "any-key", "MPARTICLE_API_SECRET": "any-secret", "MPARTICLE_HOST": sandbox.url}
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command], env=os.environ | where | {"PATH": path}, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert sandbox.stats()["batches"] == 1


def test_the_steps_of_the_workflow_run(tmp_path):
    found = snippets.blocks((ROOT / "docs/ci.md").read_text())
    (workflow,) = (yaml.safe_load(block.text) for block in found if block.kind == "yaml")
    (job,) = workflow["jobs"].values()
    fixture = next(
        block.text
        for block in snippets.blocks((ROOT / "docs/sandbox.md").read_text())
        if block.kind == "python" and "mparticle_sandbox" in block.text
    )
    steps = "\n".join(step["run"] for step in job["steps"] if "run" in step)
    page = f'{FENCE}python title="test_it.py"\n{fixture}{FENCE}\n\n{FENCE}sh\n{steps}\n{FENCE}\n'
    done = run(page, tmp_path, NO_SERVER)
    assert done.returncode == 0, done.stderr
    assert job["steps"][1]["with"]["python-version"] in ("3.11", "3.12", "3.13")


def test_what_a_page_copies_is_the_file():
    copies = [(page, block) for page in PAGES for block in snippets.blocks(page.read_text()) if block.mark == "file"]
    assert copies
    for page, block in copies:
        assert block.text == (ROOT / block.said).read_text(), f"{page.name}, line {block.line}: not {block.said}"


def test_nearly_all_of_it_runs():
    """What does not has a reason; this says when the reasons become too many."""
    found = [block for page in PAGES for block in snippets.blocks(page.read_text()) if block.kind in snippets.RUN]
    assert sum(block.mark != "skip" for block in found) > 0.6 * len(found)
    assert all(len(block.said) > 10 for block in found if block.mark == "skip")


BAD = {
    "python": f"{FENCE}python\nprint(1 / 0)\n{FENCE}",
    "an unknown name": f"{FENCE}python\nimport mparticle_facade as mparticle\nmparticle.Batsh()\n{FENCE}",
    "shell": f"{FENCE}sh\nmparticle no-such-command\n{FENCE}",
    "a failure that is followed by a success": f"{FENCE}sh\nfalse\ntrue\n{FENCE}",
    "an extra": f"{FENCE}sh\npip install 'mparticle-facade[nothing]'\n{FENCE}",
    "output": f'{FENCE}python\nprint(1)\n{FENCE}\n\n{FENCE}text title="Output"\n2\n{FENCE}',
    "output of a console": f"{FENCE}console\n$ echo 1\n2\n{FENCE}",
    "in a tab": f'=== "Send"\n\n    {FENCE}python\n    1 / 0\n    {FENCE}\n',
}
GOOD = {
    "order": f"{FENCE}python\na = 1\n{FENCE}\n\n{FENCE}python\nassert a == 1\n{FENCE}",
    "skipped": f"<!-- skip: it has a reason -->\n{FENCE}python\n1 / 0\n{FENCE}",
    "a page that is skipped": f"# X\n\n<!-- skip: it has a reason -->\n\n{FENCE}python\n1 / 0\n{FENCE}",
    "an exit code": f"<!-- exit: 3 -->\n{FENCE}sh\nexit 3\n{FENCE}",
    "a file": f'{FENCE}python title="a.py"\nprint(2)\n{FENCE}\n\n{FENCE}console\n$ python a.py\n2\n{FENCE}',
    "output": f'{FENCE}python\nprint(1, 5, 2)\n{FENCE}\n\n{FENCE}text title="Output"\n1 ... 2\n{FENCE}',
    "await": f"{FENCE}python\nimport asyncio\nawait asyncio.sleep(0)\n{FENCE}",
    "a variable": f"{FENCE}sh\nexport MPARTICLE_POD=eu1\n{FENCE}\n{FENCE}console\n$ echo $MPARTICLE_POD\neu1\n{FENCE}",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_a_page_that_is_wrong_is_red(text, tmp_path):
    done = run(text, tmp_path, NO_SERVER)
    assert done.returncode == 1
    assert re.match(r"line \d+: ", done.stderr)


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_a_page_that_is_right_is_green(text, tmp_path):
    done = run(text, tmp_path, NO_SERVER)
    assert done.returncode == 0, done.stderr


def test_an_unknown_mark_is_an_error():
    with pytest.raises(ValueError, match="no mark 'skipp'"):
        snippets.blocks(f"<!-- skipp: typo -->\n{FENCE}python\n1\n{FENCE}")
