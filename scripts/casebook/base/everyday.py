"""What somebody plainly meant: everyday dates and addresses, in the form that a file takes.

For questions and forms, where people type as they write letters. The form in the
browser has a twin (``docs/assets/js/form/everyday.mjs``); a test holds the two equal.
"""

from __future__ import annotations

import re

from casebook.base import dates

_MONTHS = 12
_BLANKS = "[ \\t-\\r\u00a0\u2000-\u200a\u202f]+"
"""Blanks as they come along with text from a page; the browser's own list is another than ours."""
_IN_WORDS = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?{_BLANKS}(?:of{_BLANKS})?)?([A-Za-z]{{3,9}})\.?,?{_BLANKS}"
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?,?{_BLANKS})?(\d{{4}})",
    re.ASCII,
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?", re.ASCII)
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[/.](\d{4})", re.ASCII)
_IN_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_BARE_ADDRESS = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/|\Z)", re.IGNORECASE | re.ASCII)
"""An address as people copy it, without its `https://`."""


def meant(kind: str, text: str) -> str:
    """The value that a field of this kind takes, for what was typed; empty if there is nothing to mend.

    Args:
        kind: The name of a :class:`~casebook.model.kinds.Kind`.
        text: What was typed, without blanks around it.
    """
    if kind == "date":
        return date(text)
    return f"https://{text}" if kind == "url" and _BARE_ADDRESS.match(text) else ""


def date(text: str) -> str:
    """The date that is meant by one in everyday words; empty where it is none, or has two readings.

    >>> date("22 March 2023"), date("March 2023"), date("3/22/2023"), date("3/6/2023")
    ('2023-03-22', '2023-03', '2023-03-22', '')
    """
    made = _reading(text)
    return made if made != text and not dates.complaint(made) else ""


def _reading(text: str) -> str:
    if match := _IN_WORDS.fullmatch(text):
        before, name, after, year = match.groups()
        month = _month(name)
        return _joined(year, month, before or after) if month and not (before and after) else ""
    if match := _YEAR_FIRST.fullmatch(text):
        return _joined(match[1], int(match[3]), match[4])
    if match := _MONTH_AND_YEAR.fullmatch(text):
        return _joined(match[2], int(match[1]), None)
    if match := _IN_NUMBERS.fullmatch(text):
        return _by_size(int(match[1]), int(match[3]), match[4])
    return ""


def _by_size(one: int, other: int, year: str) -> str:
    """A day of two numbers, where only one can be the month, or both are the same."""
    month, day = sorted((one, other))
    return _joined(year, month, str(day)) if month == day or day > _MONTHS else ""


def _month(name: str) -> int:
    """Number of a month by its name or a usual short form; 0 if it is none."""
    typed = "sep" if name.lower() == "sept" else name.lower()
    names = (month.lower() for month in dates.MONTHS)
    return next((n for n, full in enumerate(names, 1) if typed in (full, full[:3])), 0)


def _joined(year: str, month: int, day: str | None) -> str:
    return f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
