"""The documentation: links lead somewhere, and Python in it is Python."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

with pytest.MonkeyPatch.context() as patch:
    patch.syspath_prepend(ROOT / "scripts")
    import build_docs
    import dead_links
    import reference


def test_no_link_is_broken():
    assert build_docs.gather()[1] == []


def test_a_link_to_nowhere_is_named_with_its_page():
    _, broken = build_docs.on_the_site("docs/x.md", "see [there](../nowhere.md#a)", {})
    assert broken == ["docs/x.md: ../nowhere.md#a does not exist"]


def test_links_lead_to_pages_of_the_site_and_other_files_become_text():
    text = "[s](docs/sandbox.md#faults) [d](openapi/DECISIONS.md) [m](Makefile) [web](https://example.com) [a](#a)"
    fixed, _ = build_docs.on_the_site("README.md", text, build_docs.pages())
    assert fixed == "[s](sandbox.md#faults) [d](decisions.md) m [web](https://example.com) [a](#a)"


def test_a_link_to_a_line_leads_to_the_row_in_it():
    rows = reference.decisions((ROOT / "openapi" / "DECISIONS.md").read_text())
    definitions = "\n".join(f"[{row.id}]: ../openapi/DECISIONS.md?plain=1#L{row.line}" for row in rows)
    fixed, broken = build_docs.on_the_site("generated/REFERENCE.md", definitions, build_docs.pages())
    assert fixed.splitlines() == [f"[{row.id}]: decisions.md#{row.id}" for row in rows]
    assert broken == []


def test_a_row_with_a_number_can_be_linked_to():
    text = "| id | place |\n|---|---|\n| E-001 | `openapi` |\n| x | E-002 |"
    fixed, _ = build_docs.on_the_site("x.md", text, {})
    assert fixed == text.replace("| E-001 |", '| <span id="E-001"></span>E-001 |')


PAGES = {
    "index.html": """
        <a href="#there" name="named"></a> <h1 id="there"></h1> <a href="#">top</a> <img src="a/b%20c.png">
        <a href="a/#below">a</a> <a href="./a/index.html#named">b</a>
        <a href="https://example.com/nowhere">away</a> <a href="mailto:a@example.com">mail</a>
    """,
    "a/index.html": '<p id="below"><a href="../#there">up</a> <a name="named"></a> <link href="../style.css?x=1"></p>',
    "style.css": "",
    "a/b c.png": "",
}


def dead(site: Path, **changed: str) -> list[str]:
    for name, text in (PAGES | changed).items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    return list(dead_links.dead_links(site))


def test_a_site_without_dead_links(tmp_path):
    assert dead(tmp_path) == []


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("#nowhere", "no such place on the page"),
        ("../#below", "no such place on the page"),
        ("../a/#there", "no such place on the page"),
        ("../b/", "no such page"),
        ("b.html#x", "no such page"),
        ("/none.css", "no such page"),
        ("../../index.html#nowhere", "no such place on the page"),
    ],
)
def test_a_dead_link_is_named_with_its_page(target, problem, tmp_path):
    found = dead(tmp_path, **{"a/index.html": PAGES["a/index.html"] + f'<a href="{target}">x</a>'})
    assert found == [f"a/index.html: {target}: {problem}"]


def test_every_page_is_in_the_navigation():
    named = set(re.findall(r'"([\w-]+\.md)"', (ROOT / "docs" / "site.toml").read_text()))
    assert named == set(build_docs.pages().values())


def test_models_find_every_page():
    written = build_docs.gather()[0]
    index = build_docs.index_for_models(written)
    assert set(re.findall(r"\]\(([\w-]+\.md)\)", index)) == set(written)
    assert "- [Read a 429](rate-limits.md): 429 means that more was sent than the account may send." in index
    assert index.startswith("# mparticle-facade\n\n> ")


def test_the_markdown_of_a_page_lies_beside_it(tmp_path):
    for page in ("index.html", "a/index.html"):
        (tmp_path / page).parent.mkdir(exist_ok=True)
        (tmp_path / page).write_text("<head></head>")
    written = {"index.md": "# I\n\n[a](a.md){ .button }\n", "a.md": "# A\n\n#### run { #a.run }\n"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build_docs, "navigation", lambda: iter([("", "I", "index.md"), ("X", "A", "a.md")]))
        build_docs.beside(tmp_path, written)
    assert (tmp_path / "index.md").read_text() == "# I\n\n[a](a.md)\n"
    assert (tmp_path / "a.md").read_text() == "# A\n\n#### run\n"
    assert 'type="text/markdown" href="../a.md"' in (tmp_path / "a/index.html").read_text()
    assert "## X\n\n- [A](a.md)" in (tmp_path / "llms.txt").read_text()
    assert list(dead_links.dead_links(tmp_path)) == []


@pytest.mark.parametrize("page", sorted(p for p in build_docs.pages() if "generated" not in p))
def test_python_in_the_pages_parses(page):
    for block in re.findall(r"^```python\n(.*?)^```", (ROOT / page).read_text(), re.MULTILINE | re.DOTALL):
        compile(block, page, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
