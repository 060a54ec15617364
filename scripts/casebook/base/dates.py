"""Dates as sources give them: a day, a month, a year, a range, or not quite certain.

The part of EDTF (Library of Congress, levels 0 and 1) the casebook needs:
``2024``, ``2024-08``, ``2024-08-19``, an interval of two of these with ``/``,
and the marks ``?`` (uncertain), ``~`` (approximate) and ``%`` (both). An
interval may be open at its end (``2024-08/..``). The library ``edtf`` from PyPI
needs about 3 to 5 ms a date (the first one 14), too slow for a check within half a second; the tests
hold the two equal.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass, field
from functools import lru_cache

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)", re.ASCII)
_NUMBERS = re.compile(
    r"(?!0?(\d{1,2})[/.-]0?\1[/.-]\d{4})(?:0?[1-9]|1[0-2])([/.-])(?:0?[1-9]|1[0-2])\2\d{4}"
    r"|\d{1,2}([/.-])\d{1,2}\3\d{2}",
    re.ASCII,
)
"""A day as people write it in numbers, where each of two may be the month: that depends on the country."""
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True, order=True)
class When:
    """The days a date may mean: first and last possible day, both included."""

    first: dt.date
    last: dt.date
    precision: str
    """``day``, ``month``, ``year`` or ``interval``."""
    hedge: str = ""
    """Empty, ``uncertain``, ``approximate`` or ``uncertain and approximate``."""


@dataclass(frozen=True)
class Span:
    """The days that may lie between two dates: fewest and most, never negative."""

    fewest: int
    most: int
    rough: bool = field(default=False, compare=False)
    """Whether a source is not sure of one of the dates, or gives it only roughly."""


def complaint(text: str) -> str:
    """Say what is wrong with a date in the author's words; empty if nothing is."""
    try:
        parse(text)
    except ValueError as error:
        return str(error)
    return ""


@lru_cache(maxsize=65536)
def parse(text: str) -> When:
    """Read an EDTF date.

    Raises:
        ValueError: with a sentence for the author.
    """
    if text.count("/") == 1:
        start, end = text.split("/")
        return _interval(text, start, end)
    return _point(text)


def _interval(text: str, start: str, end: str) -> When:
    first = _point(start)
    if end == "..":
        return When(first.first, dt.date.max, "interval", first.hedge)
    last = _point(end)
    if last.last < first.first:
        message = f"the range `{text}` ends before it begins"
        raise ValueError(message)
    return When(first.first, last.last, "interval", first.hedge or last.hedge)


def _point(text: str) -> When:
    match = _POINT.fullmatch(text)
    if not match:
        message = (
            f"`{text}` does not say which number is the month"
            if _NUMBERS.fullmatch(text)
            else f"`{text}` is not a date"
        )
        raise ValueError(message)
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    hedge = {"": "", "?": "uncertain", "~": "approximate"}.get(
        match[4], "uncertain and approximate"
    )
    try:
        return _days(year or 0, month, day, hedge)
    except ValueError:
        message = f"`{text}` is not a day of the calendar"
        raise ValueError(message) from None


def _days(year: int, month: int | None, day: int | None, hedge: str) -> When:
    if month is not None and day is not None:
        only = dt.date(year, month, day)
        return When(only, only, "day", hedge)
    if month is not None:
        first = dt.date(year, month, 1)
        return When(first, first.replace(day=monthrange(year, month)[1]), "month", hedge)
    return When(dt.date(year, 1, 1), dt.date(year, 12, 31), "year", hedge)


@lru_cache(maxsize=10_000)
def words(text: str) -> str:
    """Write a date the way a reader says it: ``19 October 2024``, ``about August 2024``."""
    if "/" in text:
        start, end = text.split("/")
        if end == "..":
            return f"since {words(start)}"
        return f"{words(start)} to {words(end)}"
    bare = text.rstrip("?~%")
    parts = bare.split("-")
    spoken = " ".join(
        [
            *(str(int(day)) for day in parts[2:]),
            *(MONTHS[int(m) - 1] for m in parts[1:2]),
            parts[0],
        ]
    )
    return _hedged(spoken, text[len(bare) :])


def _hedged(spoken: str, mark: str) -> str:
    if mark == "?":
        return f"{spoken} (uncertain)"
    return f"about {spoken}" if mark else spoken


def between(start: str, end: str) -> Span | None:
    """Days from one date to another; none if the second cannot come after the first."""
    return apart(parse(start), parse(end))


def apart(left: When, right: When) -> Span | None:
    """Days from one date to another, as :func:`between`, of dates already read."""
    if right.last < left.first or right.last == dt.date.max:
        return None
    fewest = max(0, (right.first - left.last).days)
    return Span(fewest, (right.last - left.first).days, rough=bool(left.hedge or right.hedge))


_WEEK, _MONTH, _YEAR = 7, 30.44, 365.25


def length(span: Span) -> str:
    """Say how long a span is: exact days only where both ends are days.

    Beyond ten weeks the words are months, beyond two years years, and a span
    between inexact dates is always "about" or a range, never days.
    """
    about = "about " if span.rough else ""
    if span.fewest == span.most:
        return _plain(span.most, about)
    middle = (span.fewest + span.most) / 2
    if span.most <= 2 * _WEEK:
        most = _count(span.most, "day")
        return f"{about}{span.fewest} to {most}" if span.fewest else f"up to {about}{most}"
    if not span.fewest:
        return "up to about " + _rounded(span.most)  # the middle would claim a wait that nobody saw
    if span.most > 2 * span.fewest:  # here a middle would say next to nothing
        return f"about {_from(span.fewest, _rounded(span.most))}"
    return "about " + _rounded(middle)


def _from(fewest: int, most: str) -> str:
    """Both ends of a wide span; a unit that both have is said once."""
    least = _count(fewest, "day") if fewest < 2 * _WEEK else _rounded(fewest)
    number, unit = least.split()
    same = unit.rstrip("s") == most.split()[1].rstrip("s")
    return f"{number if same else least} to {most}"


def _plain(days: int, about: str) -> str:
    if days == 0:
        return f"{about}the same day"
    if days < 10 * _WEEK:
        return about + _count(days, "day")
    return "about " + _rounded(days)


def _rounded(days: float) -> str:
    if days < 6 * _WEEK:
        return _count(max(1, round(days / _WEEK)), "week")
    if days < 2 * _YEAR:
        return _count(round(days / _MONTH), "month")
    return _count(round(days / _YEAR), "year")


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
