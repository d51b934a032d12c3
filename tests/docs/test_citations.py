"""Every D-, E-, F- and P-number that is cited has a row in its table; every test that a page names exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLES = {
    "D": "openapi/DECISIONS.md",
    "E": "openapi/DECISIONS.md",
    "F": "openapi/FACTS.md",
    "P": "docs/vendor-defects.md",
}
PLACES = ("mparticle_facade", "generated", "openapi", "docs", "examples", "scripts", "benchmarks", "tests")
KINDS = {".py", ".md", ".yaml", ".toml", ".json", ".txt", ".jinja", ".j2", ".html", ".js", ".css"}
CITATION = re.compile(r"(?<![\w-])([DEFP])-(\d+)\b(?!-)")


def texts() -> Iterator[Path]:
    """Everything that a reader of the project may open."""
    yield from ROOT.glob("*.md")
    for place in PLACES:
        for path in (ROOT / place).rglob("*"):
            if path.suffix in KINDS and "__pycache__" not in path.parts and path != Path(__file__):
                yield path


def rows(kind: str) -> list[str]:
    return re.findall(rf"(?m)^\| ({kind}-\d+) \|", (ROOT / TABLES[kind]).read_text())


def unresolved(text: str) -> set[str]:
    """The citations of a text that lead nowhere."""
    known = {row for kind in TABLES for row in rows(kind)}
    return {match[0] for match in CITATION.finditer(text)} - known


def test_every_citation_leads_to_a_row():
    paths = list(texts())
    assert len(paths) > 150
    found = {str(path.relative_to(ROOT)): missing for path in paths if (missing := unresolved(path.read_text()))}
    assert found == {}


def test_a_citation_of_no_row_is_found():
    assert unresolved("(F-1, F-9999) [E-001] D-37: P-65, UTF-8, P-0") == {"F-9999", "P-0"}


@pytest.mark.parametrize("kind", TABLES)
def test_a_number_has_one_row(kind):
    found = rows(kind)
    assert found
    assert len(found) == len(set(found))


@pytest.mark.parametrize(("kind", "last"), [("D", 52), ("P", 65)])
def test_the_tables_are_complete(kind, last):
    assert rows(kind)[:last] == [f"{kind}-{number}" for number in range(1, last + 1)]


def test_every_test_that_a_page_names_exists():
    named = {
        match
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
        for match in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page.read_text())
    }
    assert len(named) > 60
    missing = {
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).exists() or not re.search(rf"(?m)^(async )?def {name}\(", (ROOT / file).read_text())
    }
    assert missing == set()
