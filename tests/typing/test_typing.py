"""Both checkers, strict, on lines as people write them: every right one passes, every mistake is found.

And what an editor offers while such a line is written. In one file, since both start pyright.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from mparticle_events_models import names
from parts.editor import Editor

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


RIGHT = ("accepted.py", "accepted_programs.py", "api.py", "planned.py")
WRONG = ("refused.py", "refused_programs.py")
FILES = (*RIGHT, *WRONG)
Found = dict[str, set[int]]


@pytest.fixture(scope="module", params=["mypy", "pyright"])
def found(request: pytest.FixtureRequest) -> Found:
    """The lines in which a checker sees an error, by file."""
    options = {"mypy": ["--strict", "--no-error-summary"], "pyright": ["--outputjson"]}[request.param]
    command = [sys.executable, "-m", request.param, *options, *(str(HERE / file) for file in FILES)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    if request.param == "mypy":
        errors = re.findall(r"(\w+\.py):(\d+): error", done.stdout)
    else:
        said = [one for one in json.loads(done.stdout)["generalDiagnostics"] if one["severity"] == "error"]
        errors = [(Path(one["file"]).name, one["range"]["start"]["line"] + 1) for one in said]
    assert errors, done.stdout + done.stderr
    return {name: {int(line) for file, line in errors if file == name} for name in FILES}


@pytest.mark.parametrize("file", RIGHT)
def test_no_false_alarm(found: Found, file: str) -> None:
    lines = (HERE / file).read_text("utf-8").splitlines()
    assert [lines[number - 1] for number in sorted(found[file])] == []


@pytest.mark.parametrize("file", WRONG)
def test_no_mistake_passes(found: Found, file: str) -> None:
    lines = (HERE / file).read_text("utf-8").splitlines()
    begin = lines.index("# begin") + 1
    mistakes = set(range(begin + 1, len(lines) + 1))
    assert len(mistakes) >= 40
    seen = found[file]
    assert [lines[number - 1] for number in sorted(mistakes - seen)] == [], "passed as if it were right"
    assert [lines[number - 1] for number in sorted(seen - mistakes)] == [], "the lines above are right"


IMPORTS = "import mparticle_facade as mparticle\nbatch, api = mparticle.Batch(), mparticle.EventsApi()\n"


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    command = [sys.executable, "-m", "pyright.langserver", "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as server:
        watchdog = threading.Timer(120, server.kill)  # a server that does not answer ends the tests, not the patience
        watchdog.start()
        opened = Editor(server)
        yield opened
        opened.close()
        watchdog.cancel()


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ('mparticle.ProductAction("', list(names.ProductActionType)),
        ('mparticle.ProductAction(action="', list(names.ProductActionType)),
        ('mparticle.Batch("', ["development", "production"]),
        ('batch.environment = "', ["development", "production"]),
        ('mparticle.AppEvent("x", "', list(names.CustomEventType)),
        ('mparticle.Configuration(pod="', ["us1", "us2", "eu1", "au1"]),
        ('mparticle.PromotionAction("', list(names.PromotionActionType)),
    ],
)
def test_closed_sets_are_offered_as_texts(editor: Editor, line: str, texts: list[str]) -> None:
    offered = editor.offers(IMPORTS, line)
    assert {f'"{text}"' for text in texts} <= offered.keys()


def test_fields_are_offered_with_what_they_mean(editor: Editor) -> None:
    offered = editor.offers(IMPORTS, "batch.user_")
    for field in ("user_identities", "user_attributes"):
        assert "user" in editor.explained(offered[field])
    keywords = editor.offers(IMPORTS, "mparticle.Product(")
    assert {"id=", "name=", "price=", "quantity=", "total_product_amount="} <= keywords.keys()
