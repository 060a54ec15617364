"""For people: ``path:line:col: rule: message`` and the remedy beneath."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.base.problems import Problem
from casebook.base.settings import Settings

_BOLD, _RED, _YELLOW, _DIM, _OFF = "\033[1m", "\033[31m", "\033[33m", "\033[2m", "\033[0m"


def report(problems: Sequence[Problem], settings: Settings, files: int) -> str:
    """One entry a problem, in the order of files and lines; without colour."""
    del settings, files
    return "\n".join(_plain(problem) for problem in problems)


def _plain(problem: Problem) -> str:
    warning = "warning: " if problem.severity == "warning" else ""
    return f"{problem.where}: {problem.rule}: {warning}{problem.message}\n    {problem.remedy}"


def coloured(problems: Sequence[Problem]) -> str:
    """The same for a terminal that shows colour."""
    return "\n".join(_coloured(problem) for problem in problems)


def _coloured(problem: Problem) -> str:
    hue = _YELLOW if problem.severity == "warning" else _RED
    warning = "warning: " if problem.severity == "warning" else ""
    return (
        f"{_BOLD}{problem.where}{_OFF}: {hue}{problem.rule}{_OFF}: {warning}{problem.message}\n"
        f"    {_DIM}{problem.remedy}{_OFF}"
    )
