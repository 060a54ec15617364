"""The drawn time axis of a case: one lane for each kind of moment, to scale.

Places and widths are in percent of the axis, so that the drawing fits any width of a page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casebook.base import dates
from casebook.base.dates import MONTHS, When
from casebook.corpus.measures import Measures
from casebook.model.case import Case, Moment

_LEFT, _RIGHT = 2.0, 98.0
"""Places of the first and of the last day: a mark at the end of the axis is drawn whole."""
_MOST_TICKS = 4
"""Dates below the axis; on a phone there is no room for more."""
_MOST_NAMED = 2
"""Dates beside the name of a lane; of more, the first and the last are given."""


@dataclass(frozen=True)
class Mark:
    """A moment on its lane; ``width`` is more than nothing where its day is not exact."""

    on: str
    start: float
    width: float

    @property
    def middle(self) -> float:
        """Where its symbol is drawn."""
        return round(self.start + self.width / 2, 2)


@dataclass(frozen=True)
class Lane:
    """The moments of one kind; ``days`` says in words when they were."""

    kind: str
    days: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Tick:
    """A date below the axis. At the ends its words begin or end there (``start``, ``end``)."""

    place: float
    words: str
    anchor: str


@dataclass(frozen=True)
class Axis:
    """What is drawn: lanes, ticks, and the silence of the organisation if there was one."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    silence: Mark | None


def axis(case: Case, measures: Measures, kinds: Sequence[str]) -> Axis | None:
    """The axis of a case; none for a case with fewer than two moments.

    Args:
        case: The case.
        measures: What was computed from it.
        kinds: The kinds of moment, in the order of their lanes.
    """
    if len(case.timeline) < 2:  # noqa: PLR2004 - one moment has no distance to another
        return None
    scale = _Scale.of(moment.on for moment in case.timeline)
    lanes = (
        _lane(kind, [moment for moment in case.timeline if moment.kind == kind], scale)
        for kind in kinds
    )
    return Axis(
        tuple(lane for lane in lanes if lane.marks),
        tuple(_ticks(scale)),
        _silence(measures, scale),
    )


@dataclass(frozen=True)
class _Scale:
    """Days to percent."""

    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, days: Iterator[str]) -> _Scale:
        spans = [_bounds(dates.parse(on)) for on in days]
        return cls(min(first for first, _ in spans), max(last for _, last in spans))

    def place(self, day: dt.date) -> float:
        """Where a day is; days outside the axis are put at its end."""
        length = (self.last - self.first).days or 1
        share = min(max((day - self.first).days / length, 0), 1)
        return round(_LEFT + share * (_RIGHT - _LEFT), 2)


def _bounds(when: When) -> tuple[dt.date, dt.date]:
    """First and last possible day; a span with an open end is drawn at its beginning."""
    return when.first, when.first if when.last == dt.date.max else when.last


def _mark(on: str, scale: _Scale) -> Mark:
    return _between(*_bounds(dates.parse(on)), scale, on)


def _between(first: dt.date, last: dt.date, scale: _Scale, on: str = "") -> Mark:
    start = scale.place(first)
    return Mark(on, start, round(scale.place(last) - start, 2))


def _lane(kind: str, moments: Sequence[Moment], scale: _Scale) -> Lane:
    days = list(dict.fromkeys(moment.on for moment in moments))
    return Lane(kind, _in_words(days), tuple(_mark(on, scale) for on in days))


def _in_words(days: Sequence[str]) -> str:
    if len(days) <= _MOST_NAMED:
        return "; ".join(map(dates.words, days))
    first, last = dates.words(days[0]), dates.words(days[-1])
    return f"{len(days)} dates: first {first}, last {last}"


def _silence(measures: Measures, scale: _Scale) -> Mark | None:
    if measures.silent is None:
        return None
    acted, spoke = (dates.parse(on).first for on in measures.silent)
    return _between(acted, spoke, scale)


def _ticks(scale: _Scale) -> Iterator[Tick]:
    for day, words in _dates(scale):
        place = scale.place(day)
        yield Tick(place, words, _anchor(place))


def _anchor(place: float) -> str:
    if place < 12:  # noqa: PLR2004 - half the width of a date on a phone, in percent
        return "start"
    return "end" if place > 88 else "middle"  # noqa: PLR2004 - the same at the other end


def _dates(scale: _Scale) -> list[tuple[dt.date, str]]:
    """Round dates on the axis, at most four: months or years; else its first and last day."""
    for months in (1, 2, 3, 6, 12, 24, 60, 120, 240):
        found = list(_every(months, scale))
        if 2 <= len(found) <= _MOST_TICKS:  # noqa: PLR2004 - one date alone gives no scale
            return found
    ends = dict.fromkeys((scale.first, scale.last))
    return [(day, f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}") for day in ends]


def _every(months: int, scale: _Scale) -> Iterator[tuple[dt.date, str]]:
    """The first days of every so many months that are on the axis."""
    whole_years = months % 12 == 0
    for number in range(scale.first.year * 12, scale.last.year * 12 + 12):
        day = dt.date(number // 12, number % 12 + 1, 1)
        if number % months == 0 and scale.first <= day <= scale.last:
            yield day, str(day.year) if whole_years else f"{MONTHS[day.month - 1][:3]} {day.year}"
