"""For code scanning: SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from casebook.base import urls
from casebook.base.problems import Problem
from casebook.base.settings import Settings
from casebook.rules import CATALOGUE

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def report(problems: Sequence[Problem], settings: Settings, files: int) -> str:
    """One run with the rules that were broken and a result for each problem."""
    del files
    broken = sorted({problem.rule for problem in problems})
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "casebook",
                        "informationUri": settings.site_url,
                        "rules": [_rule(rule, settings) for rule in broken],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(problem, broken) for problem in problems],
            }
        ],
    }
    return json.dumps(log, indent=2, ensure_ascii=False)


def _rule(rule_id: str, settings: Settings) -> dict[str, Any]:
    rule = CATALOGUE[rule_id]
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.remedy},
        "helpUri": urls.absolute(urls.rule(rule.id), settings.site_url),
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(problem: Problem, broken: list[str]) -> dict[str, Any]:
    return {
        "ruleId": problem.rule,
        "ruleIndex": broken.index(problem.rule),
        "level": problem.severity,
        "message": {"text": f"{problem.message}. {problem.remedy}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(problem.path, errors="surrogateescape")},
                    "region": {"startLine": problem.line, "startColumn": problem.column},
                }
            }
        ],
    }
