"""What an index shows of the package."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())


def description() -> str:
    """The long description, as the build makes it; `make wheel` looks at the real one."""
    hook = SETTINGS["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]
    text = "".join((ROOT / fragment["path"]).read_text() for fragment in hook["fragments"])
    for change in hook["substitutions"]:
        text = re.sub(change["pattern"], change["replacement"], text)
    return text


def test_the_description_has_no_link_that_leads_nowhere():
    links = re.findall(r"!?\[[^\]]*\]\(([^)]*)\)", description())
    assert [link for link in links if not link.startswith(("https://", "#"))] == []


def test_what_the_readme_links_to_is_named_and_is_there():
    text = description()
    linked = re.findall(r"(?<!!)\[(?:[^\]]*)\]\(((?!https?:|#)[^)#]+)", (ROOT / "README.md").read_text())
    assert linked
    for path in linked:
        if "/images/" not in path:
            assert f"`{path}`" in text
            assert (ROOT / path).exists()


def test_the_rest_of_the_readme_is_untouched():
    code = re.findall(r"(?ms)^```.*?^```", (ROOT / "README.md").read_text())
    assert re.findall(r"(?ms)^```.*?^```", description()) == code


def test_the_pythons_that_are_named_are_those_that_are_run():
    classifiers = " ".join(SETTINGS["project"]["classifiers"])
    first, *more = versions = re.findall(r"Python :: (3\.\d+)", classifiers)
    assert SETTINGS["project"]["requires-python"] == f">={first}"
    said = f"Python {first} or newer; its tests run on {', '.join(versions[:-1])} and {more[-1]}."
    assert said in (ROOT / "docs/index.md").read_text()


def test_no_address_is_made_up():
    assert "urls" not in SETTINGS["project"]
