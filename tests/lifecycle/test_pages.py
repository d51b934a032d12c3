"""Pages whose code needs a framework run as pasted where it is installed."""

from pathlib import Path

import pytest

with pytest.MonkeyPatch.context() as patch:
    patch.syspath_prepend(Path(__file__).parents[1] / "docs")
    import snippets
    import test_snippets

PAGES = [page for page in test_snippets.PAGES if "<!-- needs: " in page.read_text()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_runs_as_pasted(page, tmp_path):
    text = page.read_text()
    assert any(block.mark == "background" for block in snippets.blocks(text)), "nothing of it runs here"
    done = test_snippets.run(text, tmp_path, test_snippets.free_port())
    assert done.returncode == 0, f"{page.name}: {done.stderr}"
