"""What stands on paper that the program or a browser made, for comparing words."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import Any

from playwright.sync_api import Page
from pypdf import PageObject, PdfReader

_FOOT = re.compile(r"(\d+) / (\d+)\s*AI Governance Casebook · CC BY 4\.0\s*")
"""What a browser sets at the foot of each sheet of a longer print."""

_LIGATURE = re.compile("[\N{LATIN SMALL LIGATURE FF}-\N{LATIN SMALL LIGATURE ST}]")


def words(sheet: PageObject, **how: Any) -> str:
    """The text of a sheet; what is drawn as one sign, such as “ﬀ”, is read as its letters."""
    text: str = sheet.extract_text(**how)
    return _LIGATURE.sub(lambda drawn: unicodedata.normalize("NFKC", drawn[0]), text)


def run_together(content: bytes) -> str:
    """The letters of a PDF file without blanks: Typst breaks lines at hyphens."""
    return "".join("".join(map(words, PdfReader(io.BytesIO(content)).pages)).split())


def sheets(page: Page, size: str) -> list[str]:
    """The text of each sheet of a page that a browser prints, its blanks made one, without the foot."""
    return [_FOOT.sub("", text).strip() for text in with_foot(page, size)]


def with_foot(page: Page, size: str) -> list[str]:
    """The text of each printed sheet, its blanks made one."""
    read = PdfReader(io.BytesIO(page.pdf(format=size)))
    return [" ".join(words(sheet).split()) for sheet in read.pages]


def lines(page: Page, size: str) -> list[list[str]]:
    """The lines of each printed sheet from top to bottom, without the foot."""
    read = PdfReader(io.BytesIO(page.pdf(format=size)))
    drawn = [words(sheet, extraction_mode="layout") for sheet in read.pages]
    told = [[line for line in text.splitlines() if line.strip()] for text in drawn]
    return [
        [line for line in each if "AI Governance Casebook · CC BY" not in line] for each in told
    ]


def numbered(texts: list[str]) -> list[tuple[int, int]]:
    """The number of each sheet and of all, as its foot says them."""
    return [(int(n), int(of)) for text in texts for n, of in _FOOT.findall(text)]
