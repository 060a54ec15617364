"""Text for BibTeX files."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\\{}$&#%_^~]")
_WORDS = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


def escaped(text: str) -> str:
    r"""Text in which TeX finds no command.

    >>> escaped("R&D at 100 %")
    'R\\&D at 100 \\%'
    """
    return _SIGNS.sub(lambda sign: _WORDS.get(sign[0], "\\" + sign[0]), text)
