"""The documentation site as `make docs` built it, in a real Chromium."""

import sys
from pathlib import Path

import pytest

import screenshots

SHOWN = ("/", "/tutorial/", "/api/", "/events/", "/cli/", "/errors/", "/fastapi/", "/sandbox/", "/404.html")

SEARCH = "[...document.querySelectorAll('div')].find(each => each.shadowRoot)"
"""What the theme opens."""


@pytest.fixture(scope="module")
def site():
    assert (screenshots.SITE / "index.html").exists(), "make docs builds it"
    with screenshots.site() as url:
        yield url


def opened(page, url):
    page.driver.get(url)
    page.js("localStorage.clear()")  # a scheme that was chosen
    page.driver.get("about:blank")
    page.driver.get(url)
    page.until(lambda: page.js("return document.readyState") == "complete")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(site, page, scheme):
    axe = Path(sys.prefix, "node_modules/axe-core/axe.min.js").read_text()
    page.media(prefers_color_scheme=scheme, prefers_reduced_motion="reduce")
    found = {}
    for path in SHOWN:
        opened(page, site + path)
        wanted = {"light": "default", "dark": "slate"}[scheme]
        page.until(lambda: page.js("return document.body.dataset.mdColorScheme") == wanted)  # noqa: B023
        script = axe + "; const done = arguments[0]; axe.run().then(({violations}) => done(violations))"
        for one in page.driver.execute_async_script(script):
            found[path, one["id"]] = [node["html"][:120] for node in one["nodes"]][:3]
    assert found == {}


def test_no_page_is_wider_than_a_phone(site, page):
    page.size(390, 844)
    wide = {}
    for index in sorted(screenshots.SITE.rglob("index.html")):
        path = index.relative_to(screenshots.SITE).parent
        page.driver.get(f"{site}/{path}/")
        width = page.js("return document.documentElement.scrollWidth")
        if width > 390:
            wide[str(path)] = width
    assert wide == {}


def test_the_search_finds_a_class(site, page):
    page.size(1280)
    opened(page, site + "/")
    page.click("button.md-search__button")
    page.until(lambda: page.js(f"return {SEARCH}?.shadowRoot.activeElement?.tagName") == "INPUT")
    page.press("Uploader")
    page.until(lambda: "Uploader and outbox" in page.js(f"return {SEARCH}.shadowRoot.textContent"))


def test_what_is_not_there_says_so_with_the_way_home(site, page):
    opened(page, f"{site}/404.html")
    assert "404" in page.text("h1")
    assert page.js("return document.querySelector('a[href=\"/\"], a.md-logo') !== null")


def test_nothing_is_asked_of_another_server(site, page):
    opened(page, site + "/")
    asked = page.js("return performance.getEntriesByType('resource').map(entry => entry.name)")
    assert [name for name in asked if not name.startswith(site)] == []
