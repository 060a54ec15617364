"""How much of a case stands on its printed sheets, and how much fits on one.

Lengths are in characters, with what a line and a rule take besides their words. Limits were
measured on the cases of 2026, printed by Chromium on A4 and on Letter in a font as wide as
Arial, on a day on which the case is due for another look.
"""

from __future__ import annotations

from collections.abc import Iterable

from casebook.corpus.library import Check, Library
from casebook.model.case import Case

BRIEF_MOST = 6450
"""The longest brief that fits on one sheet, with the note of the role that has most to say.

Some are too long from 5,860 on, by how their entries fall into two columns: a test prints the
longest that are said to fit.
"""
_BRIEF_SIZES = ((4800, "longest"), (3800, "longer"), (3100, "long"))
"""Lengths from which on a brief needs smaller letters."""
_BRIEF_LINE = 40

DISCUSSION_MOST = 3250
"""The longest discussion that fits on one sheet; the first that did not had 3,286."""
_DISCUSSION_LONG = 2550
"""Length from which on a discussion needs smaller letters."""
_DISCUSSION_LINE = 60
DISCUSSED = 3
"""Facts, claims and checks on the sheet of a discussion, of each so many."""


def brief_length(case: Case, library: Library) -> int:
    """The length of the brief, as it is for readers in no role."""
    patterns = library.patterns
    return _length(
        [
            case.summary,
            *(claim.text for claim in case.claims),
            *(fact.text for fact in case.facts),
            *(moment.text for moment in case.timeline),
            *(patterns[each.pattern].title for each in case.failures if each.pattern in patterns),
            *(control.text for control in case.controls_that_worked),
            *(lesson.text for lesson in case.lessons),
        ],
        _BRIEF_LINE,
    )


def longest_brief(case: Case, library: Library) -> int:
    """The length of the brief for the role whose note is the longest."""
    notes = [len(entry.text) for entry in case.why_it_matters]
    return brief_length(case, library) + max(notes, default=0)


def brief_size(case: Case, library: Library) -> str:
    """``long``, ``longer`` or ``longest`` where the brief needs smaller letters, else nothing.

    ``overlong`` is a brief that takes two sheets whatever its letters.
    """
    if longest_brief(case, library) > BRIEF_MOST:
        return "overlong"
    much = brief_length(case, library)
    return next((name for least, name in _BRIEF_SIZES if much > least), "")


def discussed_checks(case: Case, library: Library) -> list[Check]:
    """The first checks that the lessons of a case lead to."""
    wanted = dict.fromkeys(entry.item for lesson in case.lessons for entry in lesson.items)
    return [library.checks[item] for item in wanted if item in library.checks][:DISCUSSED]


def discussion_length(case: Case, library: Library) -> int:
    """The length of the sheet for a discussion of a case."""
    said = [
        *(fact.text for fact in case.facts[:DISCUSSED]),
        *(claim.text for claim in case.claims[:DISCUSSED]),
        *(entry.text for entry in case.why_it_matters),
        *(check.item.statement for check in discussed_checks(case, library)),
    ]
    return len(case.title) + _length(said, _DISCUSSION_LINE)


def is_long_discussion(case: Case, library: Library) -> bool:
    """Whether the sheet for a discussion needs smaller letters."""
    return discussion_length(case, library) > _DISCUSSION_LONG


def _length(texts: Iterable[str], line: int) -> int:
    return sum(len(text) + line for text in texts)
