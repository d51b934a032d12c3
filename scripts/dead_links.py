"""Finds the links of a built site that lead nowhere, inside a page too."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

SITE = "http://site.invalid/"


class _Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.anchors: set[str | None] = {"", "top"}
        self.targets: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors |= {given.get("id"), given.get("name") if tag == "a" else None}
        self.targets += [value for name in ("href", "src") if (value := given.get(name)) is not None]


def dead_links(site: Path) -> Iterator[str]:
    """Each link to a page, a file or an anchor of the site that is not there, with the page that has it."""
    pages = {path.relative_to(site).as_posix(): _Page(path.read_text()) for path in sorted(site.rglob("*.html"))}
    for name, page in pages.items():
        for target in dict.fromkeys(page.targets):
            url = urljoin(SITE + name, target)
            if not url.startswith(SITE):
                continue
            parts = urlsplit(url)
            path = unquote(parts.path).lstrip("/")
            path = f"{path}index.html" if path.endswith("/") or not path else path
            if not (site / path).is_file():
                yield f"{name}: {target}: no such page"
            elif path in pages and unquote(parts.fragment) not in pages[path].anchors:
                yield f"{name}: {target}: no such place on the page"
