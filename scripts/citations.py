"""Makes a citation such as D-44 or F-7 a link to its row on the documentation site: a Python-Markdown extension.

Docstrings are shown there too, so this works on the text as it is rendered; the files themselves stay plain.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor

PAGES = {"D": "decisions.md", "E": "decisions.md", "F": "facts.md", "P": "vendor-defects.md"}
"""The page of the site with the rows of each kind; ``build_docs.py`` gives each row its anchor."""
CITATION = r"(?<![\w-])([DEFP])-\d+\b(?!-)"


class _Citation(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ET.Element, int, int]:  # noqa: ARG002, N802
        link = ET.Element("a", href=f"{PAGES[m[1]]}#{m[0]}")
        link.text = m[0]
        return link, m.start(0), m.end(0)


class _Citations(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.inlinePatterns.register(_Citation(CITATION, md), "citation", 50)


def makeExtension() -> Extension:  # noqa: N802
    return _Citations()
