"""A real Chromium, as the browser tests, the screenshots and the load benchmark drive it.

Needs selenium, Chromium and chromedriver; CHROMIUM and CHROMEDRIVER name the latter two where the PATH doesn't. Run as
a program it says where they are, or what is missing.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-sync", "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


class NoBrowserError(Exception):
    """What is not installed, and what to do about it."""


def found() -> tuple[str, str]:
    """The paths of Chromium and chromedriver.

    Raises:
        NoBrowserError: one of them is not installed.
    """
    names = [named] if (named := os.environ.get("CHROMIUM")) else BROWSERS
    browser = next(filter(None, map(shutil.which, names)), None)
    driver = shutil.which(os.environ.get("CHROMEDRIVER") or "chromedriver")
    missing = [name for name, path in (("Chromium", browser), ("chromedriver", driver)) if not path]
    if not (browser and driver):
        raise NoBrowserError(
            f"there is no {' and no '.join(missing)}: install both (Debian: apt-get install chromium chromium-driver), "
            "or name them with CHROMIUM=path and CHROMEDRIVER=path"
        )
    return browser, driver


@contextmanager
def chromium() -> Iterator[Chrome]:
    """A browser with a profile of its own while the block runs.

    Raises:
        NoBrowserError: there is none.
    """
    browser, driver_path = found()
    from selenium import webdriver

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = browser
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver_path))
        try:
            yield driver
        finally:
            driver.quit()


if __name__ == "__main__":
    try:
        print(*found())
    except NoBrowserError as error:
        sys.exit(str(error))
