"""Build the documentation site: gather the Markdown of the repository, adapt its links, build, look for dead links.

A link to a page of the site goes to the page; one to any other file of the repository becomes plain text. One to a file
that does not exist is an error: `--check` looks for those alone, and needs nothing installed. A link of the built site
that leads nowhere, inside a page too, is an error as well.
"""

from __future__ import annotations

import argparse
import os
import posixpath
import re
import shutil
import subprocess
import sys
from pathlib import Path

from dead_links import dead_links

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
ELSEWHERE = {
    "README.md": "overview.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "examples/README.md": "examples.md",
    "generated/REFERENCE.md": "reference.md",
    "openapi/DECISIONS.md": "decisions.md",
    "openapi/FACTS.md": "facts.md",
}
"""Pages that live outside docs/, and what they are called on the site."""
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


FILE = re.compile(r"(?m)^<!-- file: (\S+) -->$")


def with_sources(text: str) -> str:
    """The text with each program that it names in full."""
    return FILE.sub(lambda found: f"```python\n{(ROOT / found[1]).read_text()}```", text)


def gather() -> tuple[dict[str, str], list[str]]:
    """The pages of the site by name, and what is wrong with their links."""
    sites = pages()
    written: dict[str, str] = {}
    wrong: list[str] = []
    for source, name in sites.items():
        written[name], broken = on_the_site(source, with_sources((ROOT / source).read_text()), sites)
        wrong += broken
    return written, wrong


def publish_text(written: dict[str, str]) -> None:
    """Each page as Markdown beside its HTML, and llms.txt, the list of them, for who reads text."""
    lines = ["# mparticle-facade", "", "> A Python client for mParticle's server-side Events API.", ""]
    for name, text in sorted(written.items()):
        (BUILD / "site" / name).write_text(text)
        title = next((line[2:] for line in text.splitlines() if line.startswith("# ")), name)
        lines.append(f"- [{title}]({name})")
    (BUILD / "site" / "llms.txt").write_text("\n".join(lines) + "\n")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true", help="only look for broken links")
    check = arguments.parse_args().check
    written, wrong = gather()
    for problem in wrong:
        print(problem, file=sys.stderr)
    if check or wrong:
        return 1 if wrong else 0
    import command_line  # these need the project itself
    import model_fields

    written["command-line.md"] = command_line.filled(written["command-line.md"])
    written["models.md"] = model_fields.filled(written["models.md"])
    folder = BUILD / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, text in written.items():
        (folder / name).write_text(text)
    shutil.copytree(ROOT / "docs/images", folder / "images")
    shutil.copy(ROOT / "docs/site.toml", BUILD / "zensical.toml")
    command = [Path(sys.executable).with_name("zensical"), "build", "--clean", "--strict"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    if code := subprocess.call(command, cwd=BUILD, env=environment):
        return code
    publish_text(written)
    dead = list(dead_links(BUILD / "site"))
    for problem in dead:
        print(problem, file=sys.stderr)
    print(f"{len(dead)} dead links")
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main())
