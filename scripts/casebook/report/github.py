"""For GitHub: workflow commands that put each problem on its line of the pull request."""

from __future__ import annotations

from collections.abc import Sequence

from casebook.base import urls
from casebook.base.problems import Problem
from casebook.base.settings import Settings


def report(problems: Sequence[Problem], settings: Settings, files: int) -> str:
    """One ``::error`` or ``::warning`` command a problem."""
    del files
    return "\n".join(_command(problem, settings) for problem in problems)


def _command(problem: Problem, settings: Settings) -> str:
    text = f"{problem.message}\n{problem.remedy}\n" + urls.absolute(
        urls.rule(problem.rule), settings.site_url
    )
    properties = {
        "file": problem.path,
        "line": str(problem.line),
        "col": str(problem.column),
        "title": problem.rule,
    }
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{problem.severity} {told}::{_data(text)}"


def _data(text: str) -> str:
    # A line break in a contribution must not start a command of its own.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
