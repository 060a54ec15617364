"""For programs: every problem as an object, and a summary."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from casebook.base import urls
from casebook.base.problems import Problem, errors
from casebook.base.settings import Settings


def report(problems: Sequence[Problem], settings: Settings, files: int) -> str:
    """``{"problems": [...], "summary": {...}}``; ``files`` counts the files checked."""
    found = list(problems)
    wrong = len(errors(found))
    summary = {
        "files": files,
        "errors": wrong,
        "warnings": len(found) - wrong,
    }
    listed = [_entry(problem, settings) for problem in found]
    return json.dumps({"problems": listed, "summary": summary}, indent=2, ensure_ascii=False)


def _entry(problem: Problem, settings: Settings) -> dict[str, Any]:
    order = ("path", "line", "column", "rule", "severity", "message", "remedy")
    fields = asdict(problem)
    entry = {name: fields[name] for name in order}
    return {**entry, "help": urls.absolute(urls.rule(problem.rule), settings.site_url)}
