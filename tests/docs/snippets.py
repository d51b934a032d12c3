"""The code blocks of a page, and a process that runs them in order: ``python snippets.py``, with the blocks on stdin.

A block in python, sh or console runs, in the page's own directory, after those above it. What differs is visible in the
Markdown source, as a comment before the block (``<!-- skip: needs Java -->``) or as its title:

* ``skip: reason``: it does not run. At the top of a page: none of its blocks does.
* ``needs: module; where``, at the top of a page: none of its blocks runs where this is not installed.
* ``background: reason``: it goes on running while those below run.
* ``exit: 1``: it ends with this code.
* ``file: examples/x.py``: it has the text of this file of the repository, whose own test runs it.
* ``title="name.py"``: it is saved under this name. ``title="Output"``: it is what the block above prints; ``...`` is
  anything, and times and rates are those of the day.
"""

from __future__ import annotations

import ast
import asyncio
import contextlib
import dataclasses
import doctest
import importlib.util
import inspect
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RUN = {"python", "sh", "bash", "console"}
MARKS = {"skip", "background", "exit", "file"}
_BLOCK = re.compile(r"(?ms)^(?P<indent> *)```(?P<kind>[\w-]*)(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=indent)```$")
_MARK = re.compile(r"<!-- (\w+): ((?:(?!-->).)+?) -->\s*\Z", re.DOTALL)
_WHOLE = re.compile(r"\A(?:#[^\n]*\n+)?<!-- (skip|needs): (.+?) -->", re.DOTALL)
_TITLE = re.compile(r'title="([^"]+)"')
_ALIKE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
_VARIES = re.compile(r"\d[\d.,]*(?= ?(?:s|batches/s|events/s)\b)")
_PORT = re.compile(r"--port (\d+)")
_STARTS_WITHIN_S = 20


@dataclasses.dataclass
class Block:
    """One code block of a page."""

    line: int
    kind: str
    text: str
    title: str
    mark: str
    """One of `MARKS`, or empty."""
    said: str
    """What the mark says: a reason, an exit code, a file."""


def blocks(page: str) -> list[Block]:
    """Every code block, in order.

    Raises:
        ValueError: a mark is unknown.
    """
    whole = _WHOLE.search(page)
    if whole and whole[1] == "needs" and importlib.util.find_spec(whole[2].partition(";")[0]):
        whole = None
    found = []
    for match in _BLOCK.finditer(page):
        mark = _MARK.search(page, 0, match.start())
        word, said = (mark[1], mark[2]) if mark else ("", "")
        if word and word not in MARKS:
            raise ValueError(f"there is no mark {word!r}; there are {', '.join(sorted(MARKS))}")
        if whole and word != "file":
            word, said = "skip", whole[2]
        title = _TITLE.search(match["info"])
        text = textwrap.dedent(match["text"])
        line = page.count("\n", 0, match.start()) + 1
        found.append(Block(line, match["kind"], text, title[1] if title else "", word, said))
    return found


class BlockError(Exception):
    """A block did not do what the page says."""


class Page:
    """Runs the blocks of one page, in this process and this directory."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.printed = ""
        self.servers: list[tuple[int, subprocess.Popen[str]]] = []

    def run(self, found: list[Block]) -> None:
        try:
            for block in found:
                try:
                    self.block(block)
                except Exception as error:
                    raise BlockError(f"line {block.line}: {type(error).__name__}: {error}\n{self.printed}") from error
        finally:
            self.stop()

    def block(self, block: Block) -> None:
        if block.mark == "skip":
            return
        if block.title == "Output":
            same(block.text, self.printed)
        elif block.mark == "file" and not block.title:
            return
        elif block.title:
            Path(block.title).parent.mkdir(parents=True, exist_ok=True)
            Path(block.title).write_text(self.local(block.text))
        elif block.kind == "console":
            self.console(block)
        elif block.mark == "background":
            self.serve(block)
        elif block.kind == "python":
            self.python(block)
        elif block.kind in RUN:
            self.printed = self.shell(block.text, int(block.said) if block.mark == "exit" else 0)

    def local(self, text: str) -> str:
        """What the page calls port 8080 is the port of the test."""
        return re.sub(r"mparticle sandbox(?!.*--port)", "mparticle sandbox --port 8080", text).replace(
            "8080", str(self.port)
        )

    def shown(self, text: str) -> str:
        return text.replace(str(self.port), "8080")

    def python(self, block: Block) -> None:
        source = "\n" * block.line + self.local(block.text)  # so that a traceback names the line of the page
        with contextlib.redirect_stdout(io.StringIO()) as stdout:
            code = compile(source, "page", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
            try:
                if code.co_flags & inspect.CO_COROUTINE:
                    asyncio.run(eval(code, self.names))
                else:
                    exec(code, self.names)
            finally:
                self.printed = self.shown(stdout.getvalue())

    def shell(self, text: str, code: int) -> str:
        script = f"{self.local(text)}\nstatus=$?\nenv -0 > .env.page\nexit $status"
        done = subprocess.run(
            ["bash", "-c", f"set -eo pipefail\ntrap 'env -0 > .env.page' EXIT\n{script}"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True, timeout=60,
        )  # fmt: skip
        printed = self.shown(done.stdout)
        if done.returncode != code:
            raise BlockError(f"exit code {done.returncode}, not {code}:\n{printed}")
        for line in Path(".env.page").read_text().split("\0"):
            name, equals, value = line.partition("=")
            if equals and name.startswith("MPARTICLE_"):
                os.environ[name] = value
        Path(".env.page").unlink()
        return printed

    def console(self, block: Block) -> None:
        for part in re.split(r"(?m)^\$ ", block.text)[1:]:
            command, _, expected = part.partition("\n")
            while command.endswith("\\"):
                more, _, expected = expected.partition("\n")
                command += "\n" + more
            self.printed = self.shell(command, int(block.said) if block.mark == "exit" else 0)
            if expected.strip():
                same(expected, self.printed)

    def serve(self, block: Block) -> None:
        text = self.local(block.text)
        port = int((_PORT.search(text) or [0, self.port])[1])
        self.stop(port)  # as a reader has to, before another server takes its port
        server = subprocess.Popen(["bash", "-c", text], start_new_session=True, text=True)
        self.servers.append((port, server))
        until = time.monotonic() + _STARTS_WITHIN_S
        while time.monotonic() < until:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return
            if server.poll() is not None:
                raise BlockError(f"the server ended with {server.returncode}")
            time.sleep(0.05)  # asks again; whoever answers first ends it
        raise BlockError("nothing answers at the port")

    def stop(self, port: int | None = None) -> None:
        """End the servers of this port, or all."""
        for taken, server in self.servers:
            if port in (None, taken) and server.poll() is None:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()


def same(expected: str, printed: str) -> None:
    """Whether this was printed; ``...`` stands for anything.

    Raises:
        BlockError: it was not.
    """
    want, got = (_VARIES.sub("N", text.strip()) + "\n" for text in (expected, printed))
    if not doctest.OutputChecker().check_output(want, got, _ALIKE):
        raise BlockError(f"the page says\n{textwrap.indent(expected, '    ')}\nand this was printed\n{printed}")


def redirected(port: int) -> None:
    """Let whatever has no host of its own talk to the sandbox of this port."""
    from mparticle_events_models.servers import PODS

    for pod in PODS:
        PODS[pod] = f"http://127.0.0.1:{port}/v2"


def main() -> Iterator[str]:
    given = json.load(sys.stdin)
    sys.path[0] = ""  # as where a reader pastes it: modules are looked for in the page's directory
    redirected(given["port"])
    try:
        Page(given["port"]).run([Block(**block) for block in given["blocks"]])
    except BlockError as failure:
        yield str(failure)


if __name__ == "__main__":
    sys.exit("\n".join(main()) or 0)
