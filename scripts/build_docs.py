"""Build the documentation site: gather the Markdown of the repository, adapt its links, build, look for dead links.

A link to a page of the site goes to the page; one to any other file of the repository becomes plain text. One to a file
that does not exist is an error: `--check` looks for those alone, and needs nothing installed. A link of the built site
that leads nowhere, inside a page too, is an error as well. Each page is there as Markdown, too, as `llms.txt` says.
"""

from __future__ import annotations

import argparse
import os
import posixpath
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from dead_links import dead_links

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
SETTINGS = ROOT / "docs/site.toml"
ELSEWHERE = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "examples/README.md": "examples.md",
    "generated/REFERENCE.md": "reference.md",
    "openapi/DECISIONS.md": "decisions.md",
    "openapi/FACTS.md": "facts.md",
}
"""Pages that live outside docs/, and what they are called on the site."""
ATTRIBUTES = re.compile(r"(?m)(?<=\S)\{ [#.][^}\n]*\}| \{ #\S+ \}$")
"""What a page says to the site's builder alone: classes of links, anchors of headings."""
COMMAND_LINE = "::: command-line\n"
"""What of a page the command itself writes."""
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
DEFINITION = re.compile(r"(?m)^(\[[^\]]+\]): (\S+)$")
ROW = re.compile(r"(?m)^\| ([A-Z]-\d+) (?=\|)")
"""A row that is cited by its number."""


def pages() -> dict[str, str]:
    """Every page: its path in the repository, its name on the site."""
    guides = {f"docs/{page.name}": page.name for page in sorted((ROOT / "docs").glob("*.md"))}
    return ELSEWHERE | guides


def on_the_site(source: str, text: str, sites: dict[str, str]) -> tuple[str, list[str]]:
    """The text of a page with its links set right, and the targets that do not exist."""
    broken: list[str] = []

    def placed(target: str) -> str | None:
        """Where a file of the repository is on the site, an empty text for nowhere; None is a target to leave alone."""
        path, hash_, anchor = target.partition("#")
        path, _, query = path.partition("?")
        if "://" in target or not path:
            return None
        found = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
        if not (ROOT / found).exists():
            broken.append(f"{source}: {target} does not exist")
            return None
        if found not in sites:
            return found.removeprefix("docs/") if found.startswith("docs/images/") else ""
        if query == "plain=1":
            anchor = _row((ROOT / found).read_text().splitlines(), anchor)
        return f"{sites[found]}{hash_}{anchor}"

    def link(match: re.Match[str]) -> str:
        image, label, target = match.groups()
        found = placed(target)
        return match[0] if found is None else f"{image}[{label}]({found})" if found else label

    def definition(match: re.Match[str]) -> str:
        label, target = match.groups()
        return f"{label}: {placed(target) or target}"

    text = DEFINITION.sub(definition, LINK.sub(link, text))
    return ROW.sub(r'| <span id="\1"></span>\1 ', text), broken


def _row(lines: list[str], anchor: str) -> str:
    """The anchor of the row in a line, ``L12``, of the source."""
    row = ROW.match(lines[int(anchor.removeprefix("L")) - 1])
    return row[1] if row else ""


def gather() -> tuple[dict[str, str], list[str]]:
    """The pages of the site by name, and what is wrong with their links."""
    sites = pages()
    written: dict[str, str] = {}
    wrong: list[str] = []
    for source, name in sites.items():
        written[name], broken = on_the_site(source, (ROOT / source).read_text(), sites)
        wrong += broken
    return written, wrong


def complete(written: dict[str, str]) -> dict[str, str]:
    """The pages with what is made from the source: the Python interface, the command line, the examples' output."""
    import interface
    import made_pages

    source = interface.Interface(interface.places(written))
    finished = {name: source.expanded(text) for name, text in written.items()}
    finished["examples.md"] += made_pages.examples()
    finished["cli.md"] = finished["cli.md"].replace(COMMAND_LINE, made_pages.command_line())
    return finished


def navigation() -> Iterator[tuple[str, str, str]]:
    """Each page of the navigation: its section, its title, its name."""
    for entry in tomllib.loads(SETTINGS.read_text())["project"]["nav"]:
        ((section, value),) = entry.items()
        if isinstance(value, str):
            yield "", section, value
        else:
            yield from ((section, title, name) for item in value for title, name in item.items())


def index_for_models(written: dict[str, str]) -> str:
    """The text of ``llms.txt``: what the project is, and each page with its first sentence."""
    lines = ["# mparticle-facade", "", f"> {tomllib.loads(SETTINGS.read_text())['project']['site_description']}.", ""]
    section = ""
    for group, title, name in navigation():
        if group != section:
            lines += ["", f"## {group}", ""]
            section = group
        first = _first_sentence(written[name])
        lines.append(f"- [{title}]({name})" + (f": {first}" if first else ""))
    return "\n".join(lines) + "\n"


def _first_sentence(text: str) -> str:
    prose = re.sub(r"(?s)```.*?```|<!--.*?-->|</?[a-z][^>]*>", "", text)
    for block in prose.split("\n\n")[1:]:
        line = " ".join(block.split())
        if line and line[0] not in "#|!:*=-<$":
            plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", line)
            return re.split(r"(?<=[.]) ", plain)[0].rstrip(":")
    return ""


def beside(site: Path, written: dict[str, str]) -> None:
    """Put the Markdown of each page beside it, and say so in the page's head."""
    for name, text in written.items():
        (site / name).write_text(ATTRIBUTES.sub("", text))
        page = site / "index.html" if name == "index.md" else site / name.removesuffix(".md") / "index.html"
        link = f'<link rel="alternate" type="text/markdown" href="{"" if name == "index.md" else "../"}{name}"></head>'
        # A table's head that says nothing is no head: readers of screens would announce it.
        html = re.sub(r"<th( [^>]*)?></th>", r"<td\1></td>", page.read_text())
        page.write_text(html.replace("</head>", link, 1))
    (site / "llms.txt").write_text(index_for_models(written))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true", help="only look for broken links")
    check = arguments.parse_args().check
    written, wrong = gather()
    for problem in wrong:
        print(problem, file=sys.stderr)
    if check or wrong:
        return 1 if wrong else 0
    written = complete(written)
    folder = BUILD / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, text in written.items():
        (folder / name).write_text(text)
    shutil.copytree(ROOT / "docs/images", folder / "images")
    for asset in ("site.css", "site.js"):
        shutil.copy(ROOT / "docs" / asset, folder / asset)
    shutil.copy(SETTINGS, BUILD / "zensical.toml")
    command = [Path(sys.executable).with_name("zensical"), "build", "--clean", "--strict"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    if code := subprocess.call(command, cwd=BUILD, env=environment):
        return code
    beside(BUILD / "site", written)
    dead = list(dead_links(BUILD / "site"))
    for problem in dead:
        print(problem, file=sys.stderr)
    print(f"{len(written)} pages, {len(dead)} dead links")
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main())
