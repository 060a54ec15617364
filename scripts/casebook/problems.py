"""A problem: what is wrong, where, and what to do. Errors are values until the edge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
Loc = tuple[str | int, ...]
"""A place in the data: keys and list positions, from the top."""


@dataclass(frozen=True, order=True)
class Problem:
    """One problem at one place of one file.

    ``line`` and ``column`` count from 1, in characters.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    remedy: str
    severity: Severity = "error"

    def __str__(self) -> str:
        """``path:line:col: rule: message``, the form editors understand."""
        return f"{self.path}:{self.line}:{self.column}: {self.rule}: {self.message}"


def errors(problems: list[Problem]) -> list[Problem]:
    """Keep the problems that stop a build."""
    return [problem for problem in problems if problem.severity == "error"]
