"""The documentation site: the Markdown of the repository, gathered in one folder with its links set right, and built.

A link to a page of the site goes to the page; one to any other file of the repository becomes plain text. One to a file
that does not exist is an error: `--check` looks for those alone, and needs nothing installed.
"""

from __future__ import annotations

import argparse
import posixpath
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
ELSEWHERE = {
    "README.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "examples/README.md": "examples.md",
    "generated/REFERENCE.md": "reference.md",
    "openapi/DECISIONS.md": "decisions.md",
    "openapi/FACTS.md": "facts.md",
}
"""Pages that live outside docs/, and what they are called on the site."""
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")


def pages() -> dict[str, str]:
    """Every page: its path in the repository, its name on the site."""
    guides = {f"docs/{page.name}": page.name for page in sorted((ROOT / "docs").glob("*.md"))}
    return ELSEWHERE | guides


def on_the_site(source: str, text: str, sites: dict[str, str]) -> tuple[str, list[str]]:
    """The text of a page with its links set right, and the targets that do not exist."""
    broken: list[str] = []

    def replaced(link: re.Match[str]) -> str:
        image, label, target = link.groups()
        path, hash_, anchor = target.partition("#")
        if "://" in target or not path:
            return link[0]
        found = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
        if not (ROOT / found).exists():
            broken.append(f"{source}: {target} does not exist")
        elif image:
            return f"![{label}]({found.removeprefix('docs/')})"
        elif found in sites:
            return f"[{label}]({sites[found]}{hash_}{anchor})"
        return label

    return LINK.sub(replaced, text), broken


def gather() -> tuple[dict[str, str], list[str]]:
    """The pages of the site by name, and what is wrong with their links."""
    sites = pages()
    written: dict[str, str] = {}
    wrong: list[str] = []
    for source, name in sites.items():
        written[name], broken = on_the_site(source, (ROOT / source).read_text(), sites)
        wrong += broken
    return written, wrong


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true", help="only look for broken links")
    check = arguments.parse_args().check
    written, wrong = gather()
    for problem in wrong:
        print(problem, file=sys.stderr)
    if check or wrong:
        return 1 if wrong else 0
    folder = BUILD / "pages"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, text in written.items():
        (folder / name).write_text(text)
    shutil.copytree(ROOT / "docs/images", folder / "images")
    shutil.copy(ROOT / "docs/site.toml", BUILD / "zensical.toml")
    return subprocess.call([Path(sys.executable).with_name("zensical"), "build", "--clean", "--strict"], cwd=BUILD)


if __name__ == "__main__":
    sys.exit(main())
