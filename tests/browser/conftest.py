"""A real Chromium, and a real sandbox for it to look at."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from mparticle_facade.sandbox import Sandbox, running_sandbox

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
import chromium

SECONDS = 20
"""How long to wait for what should happen at once."""


class Live:
    """A running sandbox, and what is sent to it."""

    def __init__(self, sandbox: Sandbox, client: httpx.Client) -> None:
        self.client = client
        self.url = sandbox.url
        self.store = sandbox._store

    def send(self, batch: dict[str, Any]) -> int:
        """One batch; the status of the answer."""
        return self.client.post("/v2/events", json=batch).status_code

    def send_all(self, batches: Sequence[dict[str, Any]]) -> None:
        """Any number of batches, as few requests as possible."""
        for start in range(0, len(batches), 100):
            answer = self.client.post("/v2/bulkevents", json=list(batches[start : start + 100]))
            assert answer.status_code == 202, answer.text


class Relay:
    """A wire to a server that can be cut and mended."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.asked: list[str] = []
        """The first lines of requests."""
        self._listen()

    def cut(self) -> None:
        """Close every connection, and refuse new ones."""
        with self._lock:
            for end in (self._listener, *self._open):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()
            self._open.clear()

    def mend(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._listen()

    def _listen(self) -> None:
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(("127.0.0.1", self._port))
                with self._lock:
                    self._open |= {near, far}
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=self._pump, args=(source, target), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if b" HTTP/1.1\r\n" in data:
                    self.asked.append(data.partition(b"\r\n")[0].decode())
                target.sendall(data)
        with self._lock:
            self._open -= {source, target}
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def serve(port: int = 0, **options: Any) -> Iterator[Live]:
    with (
        running_sandbox(port=port, **options) as sandbox,
        httpx.Client(base_url=sandbox.url, auth=("any-key", "any-secret"), timeout=30) as client,
    ):
        yield Live(sandbox, client)


@pytest.fixture
def live() -> Iterator[Live]:
    with serve() as running:
        yield running


@pytest.fixture
def relay(live: Live) -> Iterator[Relay]:
    """The wire that leads to ``live``."""
    wire = Relay(int(live.url.rpartition(":")[2]))
    yield wire
    wire.cut()


@pytest.fixture(name="serve")
def serve_fixture() -> Callable[..., Any]:
    """To start and stop a server in the middle of a test."""
    return serve


class Page:
    """The page as a person uses it."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, url: str) -> None:
        """Load the page, wait until it is connected and has its first counters."""
        self.driver.get("about:blank")
        self.driver.get(url)
        self.until(lambda: self.text("#connection") == "Live")
        self.until(lambda: self.one("#empty").is_displayed() or not self.text("#tally").startswith("No "))

    def js(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def cdp(self, command: str, **parameters: Any) -> Any:
        return self.driver.execute_cdp_cmd(command, parameters)

    def until(self, condition: Callable[[], Any], seconds: float = SECONDS) -> Any:
        from selenium.webdriver.support.ui import WebDriverWait

        return WebDriverWait(self.driver, seconds, poll_frequency=0.05).until(lambda _: condition())

    def one(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def click(self, selector: str) -> None:
        self.one(selector).click()

    def text(self, selector: str) -> str:
        """The text of an element as it is seen; empty if it is not."""
        script = "const it = document.querySelector(arguments[0]); return it?.checkVisibility() ? it.innerText : ''"
        return self.js(script, selector)

    def texts(self, selector: str) -> list[str]:
        """The texts of all elements that match."""
        script = "return [...document.querySelectorAll(arguments[0])].map((it) => it.textContent)"
        return self.js(script, selector)

    def rows(self, column: str = "events") -> list[str]:
        """One column of the list, top to bottom."""
        return self.texts(f"#rows .{column}")

    def press(self, *keys: str, held: str = "") -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        actions = ActionChains(self.driver)
        if held:
            actions.key_down(held).send_keys(*keys).key_up(held).perform()
        else:
            actions.send_keys(*keys).perform()

    def focused(self) -> str:
        """The focused element: its id, or its tag and class."""
        return self.js(
            "const it = document.activeElement; return it.id || `${it.tagName.toLowerCase()}.${it.className}`.trim()"
        )

    def open_row(self, position: int = 0) -> None:
        self.js("document.querySelectorAll('#rows .row')[arguments[0]].click()", position)
        self.until(lambda: self.js("return document.querySelector('#detail-content').checkVisibility()"))

    def dialog(self) -> str | None:
        """The text of an alert, if there is one."""
        from selenium.common.exceptions import NoAlertPresentException

        try:
            return self.driver.switch_to.alert.text
        except NoAlertPresentException:
            return None

    def media(self, **features: str) -> None:
        """What the person prefers, such as ``prefers_color_scheme="dark"``."""
        named = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.cdp("Emulation.setEmulatedMedia", features=named)

    def size(self, width: int, height: int = 800) -> None:
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def console(self) -> list[str]:
        """What the browser complained about since the last call."""
        return [entry["message"] for entry in self.driver.get_log("browser")]


@pytest.fixture(scope="session", name="chromium")
def chromium_fixture() -> Iterator[Any]:
    try:
        chromium.found()
    except chromium.NoBrowserError as error:
        pytest.exit(str(error), returncode=1)
    with chromium.chromium() as driver:
        yield driver


@pytest.fixture
def page(chromium: Any) -> Iterator[Page]:
    """The browser, as it is for somebody without preferences. It must not have complained about anything in the end."""
    page = Page(chromium)
    page.media(prefers_color_scheme="light", prefers_reduced_motion="no-preference")
    page.size(1280)
    # What an earlier page complained about may come late; what comes after this is of the test.
    page.js("console.error('a test begins')")
    page.until(lambda: any("a test begins" in complaint for complaint in page.console()))
    yield page
    # A page may still ask for something while its sandbox ends with the test.
    complaints = [complaint for complaint in page.console() if "net::ERR_CONNECTION_REFUSED" not in complaint]
    chromium.get("about:blank")
    assert complaints == []
