"""Problems as text, JSON, GitHub annotations or SARIF; one module a format."""

from collections.abc import Callable, Sequence

from casebook.base.problems import Problem
from casebook.base.settings import Settings
from casebook.report import as_json, github, sarif, text

Report = Callable[[Sequence[Problem], Settings, int], str]
"""Problems, settings and the number of files checked become text."""

FORMATS: dict[str, Report] = {
    "text": text.report,
    "json": as_json.report,
    "github": github.report,
    "sarif": sarif.report,
}
"""Formats of ``casebook check`` by name."""
