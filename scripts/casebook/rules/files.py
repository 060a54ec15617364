"""Names of files: each is the id of what the file holds, so that no two share one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.model import Case, Checklist, Exercise, Framework, Pattern
from casebook.model.kinds import ID_PATTERN
from casebook.rules.base import Finding, Rule, file_rule


@file_rule(
    Rule(
        "case/id-is-file-name",
        "The id is the name of the file.",
        "Both become the address of the case, for ever; two cases with one id would hide each other.",
        "Make the two the same.",
    ),
    Case,
)
def case_id(case: Case, stem: str) -> Iterator[Finding]:
    """Find cases whose id is not the name of their file."""
    yield from _same(case.id, stem)


@file_rule(
    Rule(
        "lists/id-is-file-name",
        "The id of a list, exercise, framework or pattern is the name of its file.",
        "Cases and items refer to the id, people look for the file; two with one id would hide each other.",
        "Make the two the same.",
    ),
    Checklist,
    Exercise,
    Framework,
    Pattern,
)
def list_id(entry: Checklist | Exercise | Framework | Pattern, stem: str) -> Iterator[Finding]:
    """Find lists, exercises, frameworks and patterns whose id is not the name of their file."""
    yield from _same(entry.id, stem)


def _same(entry_id: str, stem: str) -> Iterator[Finding]:
    if entry_id != stem:
        rename = f"ive the file the name `{entry_id}.yml`."
        fits = re.fullmatch(ID_PATTERN, stem)
        yield Finding(
            ("id",),
            f"the id is `{entry_id}`, but the file is called `{stem}`",
            f"Write `id: {stem}`, or g{rename}" if fits else f"G{rename}",
        )
