"""The rules: what one field cannot say. One small function a rule, each with a stable id.

:data:`CATALOGUE` lists them all, the rules of reading and shape included;
the rules page is made from it and every problem's ``help`` leads there.
"""

from casebook.rules import (  # noqa: F401 - importing a module enters its rules in the catalogue
    addresses,
    answers,
    at_source,
    claims,
    corrections,
    courses,
    dating,
    decisions,
    exercises,
    files,
    first_hour,
    history,
    lessons,
    links,
    lists,
    opinions,
    outcomes,
    people,
    publication,
    quotations,
    reading,
    references,
    searches,
    searchwords,
    sheets,
    sources,
    style,
    ways,
)
from casebook.rules.base import (
    CATALOGUE,
    Rule,
    check_case,
    check_changes,
    check_corpus,
    check_library,
    check_past,
    check_values,
)

__all__ = [
    "CATALOGUE",
    "Rule",
    "check_case",
    "check_changes",
    "check_corpus",
    "check_library",
    "check_past",
    "check_values",
]
