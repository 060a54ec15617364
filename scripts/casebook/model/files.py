"""Which file holds which model: the one table for reading, mending, comparing and schemas."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.model.case import Case
from casebook.model.course import Course
from casebook.model.exercise import Exercise
from casebook.model.kinds import Record
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

COLLECTIONS: Mapping[str, type[Record]] = {
    "checklists": Checklist,
    "frameworks": Framework,
    "patterns": Pattern,
    "exercises": Exercise,
    "courses": Course,
}
"""Folders under ``docs/`` that hold one YAML file for each entry."""
SINGLES: Mapping[str, type[Record]] = {
    "vocabulary": Vocabulary,
    "ways-in": WaysIn,
}
"""Files under ``docs/`` that hold one model each."""
OPTIONAL: Mapping[str, type[Record]] = {
    "first-hour": FirstHour,
    "link-waivers": LinkWaivers,
    "permalinks": Permalinks,
    "search": SearchWords,
}
"""Files under ``docs/`` that hold one model each, and may be left out."""
SCHEMAS: Mapping[str, type[Record]] = {
    "case": Case,
    **{folder.removesuffix("s"): model for folder, model in COLLECTIONS.items()},
    **SINGLES,
    **OPTIONAL,
}
"""Every model with a schema, by its name: one entry of a folder, or the whole of a file."""
