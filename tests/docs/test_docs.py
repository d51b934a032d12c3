"""The documentation: links lead somewhere, and Python in it is Python."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

with pytest.MonkeyPatch.context() as patch:
    patch.syspath_prepend(ROOT / "scripts")
    import build_docs


def test_no_link_is_broken():
    assert build_docs.gather()[1] == []


def test_a_link_to_nowhere_is_named_with_its_page():
    _, broken = build_docs.on_the_site("docs/x.md", "see [there](../nowhere.md#a)", {})
    assert broken == ["docs/x.md: ../nowhere.md#a does not exist"]


def test_links_lead_to_pages_of_the_site_and_other_files_become_text():
    text = "[s](docs/sandbox.md#faults) [d](openapi/DECISIONS.md) [m](Makefile) [web](https://example.com) [a](#a)"
    fixed, _ = build_docs.on_the_site("README.md", text, build_docs.pages())
    assert fixed == "[s](sandbox.md#faults) [d](decisions.md) m [web](https://example.com) [a](#a)"


def test_every_page_is_in_the_navigation():
    named = set(re.findall(r'"([\w-]+\.md)"', (ROOT / "docs" / "site.toml").read_text()))
    assert named == set(build_docs.pages().values())


@pytest.mark.parametrize("page", sorted(p for p in build_docs.pages() if "generated" not in p))
def test_python_in_the_pages_parses(page):
    for block in re.findall(r"^```python\n(.*?)^```", (ROOT / page).read_text(), re.MULTILINE | re.DOTALL):
        compile(block, page, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
