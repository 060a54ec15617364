"""What stands on paper that the program made, for comparing words."""

from __future__ import annotations

import io

from pypdf import PdfReader

_LIGATURES = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}


def run_together(content: bytes) -> str:
    """The letters of a PDF file without blanks: Typst breaks lines at hyphens and draws ligatures."""
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    for ligature, letters in _LIGATURES.items():
        text = text.replace(ligature, letters)
    return "".join(text.split())
