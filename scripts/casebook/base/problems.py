"""A problem: what is wrong, where, and what to do. Errors are values until the edge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
Loc = tuple[str | int, ...]
"""A place in the data: keys and list positions, from the top."""


@dataclass(frozen=True, order=True)
class Problem:
    """One problem at one place of one file.

    ``line`` and ``column`` count from 1, in characters. Message and remedy
    are one printable line, whatever the author's file holds: what cannot be
    printed is shown by its code.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    remedy: str
    severity: Severity = "error"

    def __post_init__(self) -> None:
        """Make message and remedy printable."""
        object.__setattr__(self, "message", printable(self.message))
        object.__setattr__(self, "remedy", printable(self.remedy))

    def __str__(self) -> str:
        """``path:line:col: rule: message``, the form editors understand."""
        return f"{self.where}: {self.rule}: {self.message}"

    @property
    def where(self) -> str:
        """``path:line:col``, on one printable line."""
        return f"{printable(self.path)}:{self.line}:{self.column}"


def printable(text: str) -> str:
    """The text with everything that cannot be printed shown by its code."""
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii")
        for sign in text
    )


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Keep the problems that stop a build."""
    return [problem for problem in problems if problem.severity == "error"]
