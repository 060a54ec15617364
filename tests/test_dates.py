"""Dates: what is read, what is refused, and the words readers see."""

from __future__ import annotations

import datetime as dt
import warnings
from time import struct_time

import pytest
from casebook.base import dates
from casebook.base.dates import Span, When
from hypothesis import given
from hypothesis import strategies as st

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # pyparsing warns about edtf's own grammar
    from edtf import parse_edtf

D = dt.date

points = st.builds(
    lambda day, cut, hedge: day.isoformat()[:cut] + hedge,
    st.dates(D(1, 1, 1), D(9999, 12, 31)),
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "?", "~", "%"]),
)
intervals = st.tuples(points, points).map(
    lambda pair: "/".join(sorted(pair, key=lambda point: dates.parse(point).first))
)


def _date(moment: struct_time) -> dt.date:
    return D(*moment[:3])


@pytest.mark.unmeasured
@given(st.one_of(points, intervals))
def test_bounds_equal_those_of_edtf(text: str) -> None:
    """First and last possible day are those that the reference library for EDTF gives."""
    theirs = parse_edtf(text)
    ours = dates.parse(text)

    assert (_date(theirs.lower_strict()), _date(theirs.upper_strict())) == (ours.first, ours.last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", When(D(2024, 1, 1), D(2024, 12, 31), "year")),
        ("2024-02", When(D(2024, 2, 1), D(2024, 2, 29), "month")),
        ("2024-08-19", When(D(2024, 8, 19), D(2024, 8, 19), "day")),
        ("2024?", When(D(2024, 1, 1), D(2024, 12, 31), "year", "uncertain")),
        ("2024-08~", When(D(2024, 8, 1), D(2024, 8, 31), "month", "approximate")),
        ("2024-08-19%", When(D(2024, 8, 19), D(2024, 8, 19), "day", "uncertain and approximate")),
        ("2024-06/2024-07", When(D(2024, 6, 1), D(2024, 7, 31), "interval")),
        ("2024-06/2024-07?", When(D(2024, 6, 1), D(2024, 7, 31), "interval", "uncertain")),
        ("2024-08/..", When(D(2024, 8, 1), D.max, "interval")),
    ],
)
def test_reads(text: str, expected: When) -> None:
    """A date gives the days it may mean, its precision and its hedge."""
    assert expected == dates.parse(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 April 2024", "`10 April 2024` is not a date"),
        ("2024-6", "`2024-6` is not a date"),
        ("24-06-01", "`24-06-01` does not say which number is the month"),
        ("3/12/2023", "`3/12/2023` does not say which number is the month"),
        ("03.06.24", "`03.06.24` does not say which number is the month"),
        ("22/3/2023", "`22/3/2023` is not a date"),
        ("03/3/2023", "`03/3/2023` is not a date"),
        ("", "`` is not a date"),
        ("2024-06-01T12:00", "`2024-06-01T12:00` is not a date"),
        ("٢٠٢٤", "`٢٠٢٤` is not a date"),
        ("2024\n", "`2024\n` is not a date"),
        ("2024/2025/2026", "`2024/2025/2026` is not a date"),
        ("../2024", "`..` is not a date"),
        ("2024/", "`` is not a date"),
        ("2024-13", "`2024-13` is not a day of the calendar"),
        ("2023-02-29", "`2023-02-29` is not a day of the calendar"),
        ("0000", "`0000` is not a day of the calendar"),
        ("2024-07/2024-06", "the range `2024-07/2024-06` ends before it begins"),
        ("2024-08", ""),
    ],
)
def test_complains(text: str, expected: str) -> None:
    """What is wrong with a date is said in a sentence that shows the date; a good one gets none."""
    assert expected == dates.complaint(text)


@given(st.text(max_size=12))
def test_never_fails_otherwise(text: str) -> None:
    """Any text is either read or complained about; nothing else comes out."""
    if dates.complaint(text) == "":
        assert dates.parse(text).first <= dates.parse(text).last


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", "2024"),
        ("2024-08", "August 2024"),
        ("2024-10-09", "9 October 2024"),
        ("2024-08?", "August 2024 (uncertain)"),
        ("2024-08~", "about August 2024"),
        ("2024-08-19%", "about 19 August 2024"),
        ("2024-06/2024-07", "June 2024 to July 2024"),
        ("2024-06~/2025", "about June 2024 to 2025"),
        ("2024-08/..", "since August 2024"),
    ],
)
def test_words(text: str, expected: str) -> None:
    """A date is written the way a reader says it, with its hedge."""
    assert expected == dates.words(text)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-10-18", "2024-10-19", Span(1, 1)),
        ("2024-10-18", "2024-10-18", Span(0, 0)),
        ("2024-08", "2024-10-18", Span(48, 78)),
        ("2024-08", "2024-08", Span(0, 30)),
        ("2024-08-31", "2024-08", Span(0, 0)),
        ("2024-06/2024-07", "2024-10-18", Span(79, 139)),
        ("2024-10-19", "2024-10-18", None),
        ("2024-10-19", "2024-10-19/..", None),
    ],
)
def test_between(start: str, end: str, expected: Span | None) -> None:
    """Between two dates lie the fewest and the most days they allow; none if they run backwards."""
    assert expected == dates.between(start, end)


@given(points, points)
def test_span_is_in_order(start: str, end: str) -> None:
    """A span is never negative, and its fewest days are never more than its most."""
    span = dates.between(start, end)

    assert span is None or 0 <= span.fewest <= span.most


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-04-10", "2024-04-12", "2 days"),
        ("2024-04-10~", "2024-04-12", "about 2 days"),
        ("2024-04-10", "2024-04-10?", "about the same day"),
        ("2024-04-10~", "2024-04-12/2024-04-14", "about 2 to 4 days"),
        ("2024-04-10~", "2024-04-10/2024-04-14", "up to about 4 days"),
        ("2024-04-10%", "2025-04-10", "about 12 months"),
    ],
)
def test_length_between_days_that_are_not_sure(start: str, end: str, expected: str) -> None:
    """Where a source is not sure of a day, no exact count of days is told."""
    span = dates.between(start, end)

    assert span is not None
    assert expected == dates.length(span)


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(0, 0), "the same day"),
        (Span(1, 1), "1 day"),
        (Span(2, 2), "2 days"),
        (Span(69, 69), "69 days"),
        (Span(70, 70), "about 2 months"),
        (Span(365, 365), "about 12 months"),
        (Span(900, 900), "about 2 years"),
        (Span(0, 1), "up to 1 day"),
        (Span(0, 14), "up to 14 days"),
        (Span(3, 9), "3 to 9 days"),
        (Span(0, 15), "up to about 2 weeks"),
        (Span(0, 30), "up to about 4 weeks"),
        (Span(0, 730), "up to about 24 months"),
        (Span(1, 30), "about 1 day to 4 weeks"),
        (Span(20, 50), "about 3 weeks to 2 months"),
        (Span(70, 200), "about 2 to 7 months"),
        (Span(283, 1743), "about 9 months to 5 years"),
        (Span(30, 60), "about 1 month"),
        (Span(48, 78), "about 2 months"),
        (Span(700, 1100), "about 2 years"),
    ],
)
def test_length(span: Span, expected: str) -> None:
    """Days are told where both ends are days; other spans are rounded and called so."""
    assert expected == dates.length(span)


@given(points, points)
def test_inexact_dates_never_give_exact_days(start: str, end: str) -> None:
    """The length of time between months or years is a range or "about", never a count of days."""
    span = dates.between(start, end)
    if span is not None and span.fewest != span.most:
        assert dates.length(span).startswith(("about ", "up to ", f"{span.fewest} to "))
