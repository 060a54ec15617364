"""What stands on paper that the program or a browser made, for comparing words."""

from __future__ import annotations

import io
import re

from playwright.sync_api import Page
from pypdf import PdfReader

_FOOT = re.compile(r"(\d+) / (\d+)\s*AI Governance Casebook · CC BY 4\.0\s*")
"""What a browser sets at the foot of each sheet of a longer print."""

_LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}


def run_together(content: bytes) -> str:
    """The letters of a PDF file without blanks: Typst breaks lines at hyphens and draws ligatures."""
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    for ligature, letters in _LIGATURES.items():
        text = text.replace(ligature, letters)
    return "".join(text.split())


def sheets(page: Page, size: str) -> list[str]:
    """The text of each sheet of a page that a browser prints, its blanks made one, without the foot."""
    return [_FOOT.sub("", text).strip() for text in with_foot(page, size)]


def with_foot(page: Page, size: str) -> list[str]:
    """The text of each printed sheet, its blanks made one."""
    read = PdfReader(io.BytesIO(page.pdf(format=size)))
    return [" ".join(sheet.extract_text().split()) for sheet in read.pages]


def lines(page: Page, size: str) -> list[list[str]]:
    """The lines of each printed sheet from top to bottom, without the foot."""
    read = PdfReader(io.BytesIO(page.pdf(format=size)))
    drawn = [sheet.extract_text(extraction_mode="layout") for sheet in read.pages]
    told = [[line for line in text.splitlines() if line.strip()] for text in drawn]
    return [
        [line for line in each if "AI Governance Casebook · CC BY" not in line] for each in told
    ]


def numbered(texts: list[str]) -> list[tuple[int, int]]:
    """The number of each sheet and of all, as its foot says them."""
    return [(int(n), int(of)) for text in texts for n, of in _FOOT.findall(text)]
