"""The typed shapes of the casebook: frozen, closed to unknown keys, and nothing but shape.

The JSON Schema, the format page, the scaffold, the web form and the checks all read these
classes, so a field is added here and nowhere else.
"""

from casebook.model.case import Case
from casebook.model.course import Course
from casebook.model.exercise import Exercise
from casebook.model.lists import (
    Checklist,
    FirstHour,
    Framework,
    LinkWaivers,
    Pattern,
    Permalinks,
    SearchWords,
    Vocabulary,
    WaysIn,
)

__all__ = [
    "Case",
    "Checklist",
    "Course",
    "Exercise",
    "FirstHour",
    "Framework",
    "LinkWaivers",
    "Pattern",
    "Permalinks",
    "SearchWords",
    "Vocabulary",
    "WaysIn",
]
