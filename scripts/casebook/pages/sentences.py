"""Sentences about numbers: what a picture shows, computed, and right for one case as for many."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base.words import counted, listed
from casebook.corpus.trends import Spread
from casebook.pages.base import days

_MOST_NAMED = 3


def leading(counts: Mapping[str, int], total: int, noun: str, plural: str) -> str:
    """Which of several is the most frequent, by cases.

    Args:
        counts: Cases by the words a reader sees; not empty.
        total: All cases.
        noun: What is counted, such as ``country``.
        plural: The same for several.
    """
    most = max(counts.values())
    first = [name for name, number in counts.items() if number == most]
    if len(counts) == 1:
        return f"The only {noun} so far is {first[0]}, {of_cases(most, total)}."
    if len(first) == 1:
        return f"The most common {noun} is {first[0]}, {of_cases(most, total)}."
    if len(first) <= _MOST_NAMED:
        return f"The most common {plural} are {listed(first)}, each {of_cases(most, total)}."
    return f"No {noun} stands out: {len(first)} are equally common, each {of_cases(most, total)}."


def of_cases(number: int, total: int) -> str:
    """How many cases of all: ``in the one case``, ``in all 5 cases``, ``in 3 of 5 cases``."""
    if total == 1:
        return "in the one case"
    if number == total:
        return f"in all {total} cases"
    return f"in {number} of {total} cases"


def disclosed(years: Mapping[str, int]) -> str:
    """When cases came out; ``years`` is not empty."""
    total, most = sum(years.values()), max(years.values())
    first = [year for year, number in years.items() if number == most]
    if total == 1:
        return f"The one case became public in {first[0]}."
    if len(years) == 1:
        return f"All {total} cases became public in {first[0]}."
    if len(first) == 1:
        return f"More cases became public in {first[0]} than in any other year: {most} of {total}."
    return f"No year has more cases than {listed(first)}, each with {most} of {total}."


def to_disclosure(spread: Spread) -> str:
    """How long cases stayed unknown; the spread has a case."""
    return _within(spread, "became public", "of the event")


def to_answer(spread: Spread) -> str:
    """How long an answer took; the spread has a case."""
    return _within(spread, "got a first public response", "of the first claim")


def told_first(cases: int) -> str:
    """The end of a sentence on cases not counted: in how many nobody had to wait for an answer."""
    return f", {cases} of them because the organisation disclosed it itself" if cases else ""


def _within(spread: Spread, what: str, of: str) -> str:
    time = days(spread.median or 0)
    if spread.cases == 1:
        return f"The one case with known dates {what} within {time} {of}."
    return f"Half of the {spread.cases} cases with known dates {what} within {time} {of}."


def statuses(counts: Mapping[str, int]) -> str:
    """What became of claims, by the words for their statuses; ``counts`` is not empty."""
    total = sum(counts.values())
    ordered = sorted(counts.items(), key=lambda pair: -pair[1])
    (first, number), *others = ordered
    if total == 1:
        return f"The one claim is {first}."
    if not others:
        return f"All {total} claims are {first}."
    named = [f"{n} {status}" for status, n in others[: _MOST_NAMED - 1]]
    said = listed([f"{number} {'is' if number == 1 else 'are'} {first}", *named])
    return f"Of {total} claims, {said}."


def recurring(patterns: Mapping[str, int], lists: Mapping[str, int]) -> str:
    """Which pattern recurs most, and into which checklist its cases point.

    Args:
        patterns: Cases by title of the pattern; not empty.
        lists: Cases by name of the checklist, of the patterns that lead.
    """
    most = max(patterns.values())
    first = [f"“{title}”" for title, number in patterns.items() if number == most]
    if len(first) > _MOST_NAMED:
        head = f"{len(first)} patterns lead with {counted(most, 'case')} each"
    elif len(first) > 1:
        head = f"{listed(first)} lead with {counted(most, 'case')} each"
    else:
        head = f"{first[0]} leads with {counted(most, 'case')}"
    if not lists:
        return f"{head}."
    strongest = [name for name, number in lists.items() if number == max(lists.values())]
    noun = "checklist" if len(strongest) == 1 else "checklists"
    return f"{head}; most of the checks that address it are in the {noun} {listed(strongest)}."
