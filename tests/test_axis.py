"""The drawn time axis of a case."""

from __future__ import annotations

from typing import Any

import factories
import pytest
from casebook.corpus import corpus as corpora
from casebook.pages.axis import Axis, axis
from casebook.reading.load import Loader, Reading
from support.some import some

KINDS = ("event", "claim", "statement", "ruling")


def _moment(on: str, kind: str = "event") -> factories.Data:
    first: factories.Data = factories.case()["timeline"][0]
    return first | {"id": f"m-{on.strip('/.')}-{kind}", "on": on, "kind": kind}


def _axis(base: Loader, *moments: factories.Data, **changes: Any) -> Axis | None:
    case = factories.typed(factories.case(timeline=list(moments), **changes))
    corpus = corpora.build(base.load().corpus.library, [case])
    return axis(case, corpus.measures[case.id], KINDS)


def _drawn(base: Loader, *moments: factories.Data, **changes: Any) -> Axis:
    drawn = _axis(base, *moments, **changes)
    assert drawn is not None
    return drawn


@pytest.mark.parametrize("days", [(), ("2024-01-01",)])
def test_less_than_two_moments_are_not_drawn(base: Loader, days: tuple[str, ...]) -> None:
    """One moment has no distance to another."""
    assert _axis(base, *map(_moment, days)) is None


def test_each_kind_has_a_lane_in_the_order_of_the_vocabulary(base: Loader) -> None:
    """A kind without a moment has none."""
    drawn = _drawn(
        base,
        _moment("2024-01-01", "ruling"),
        _moment("2024-01-05", "claim"),
        _moment("2024-01-02", "event"),
    )

    assert [lane.kind for lane in drawn.lanes] == ["event", "claim", "ruling"]


def test_places_are_to_scale(base: Loader) -> None:
    """The first and the last day are near the ends; half-way is in the middle."""
    (lane,) = _drawn(
        base, _moment("2024-01-01"), _moment("2024-01-11"), _moment("2024-01-21")
    ).lanes

    assert [(mark.start, mark.width, mark.middle) for mark in lane.marks] == [
        (2, 0, 2), (50, 0, 50), (98, 0, 98),
    ]  # fmt: skip


def test_inexact_days_are_drawn_as_long_as_they_may_last(base: Loader) -> None:
    """A month covers its days; a span with an open end is drawn at its beginning."""
    (lane,) = _drawn(
        base, _moment("2024-01"), _moment("2024-03-31"), _moment("2024-02-01/..")
    ).lanes

    month, last, open_end = lane.marks
    assert month.start == 2
    assert month.width == pytest.approx(96 * 30 / 90, abs=0.1)
    assert (last.width, open_end.width) == (0, 0)


def test_moments_of_one_day_are_drawn_together(base: Loader) -> None:
    """Where all happened on one day there is one date and one place."""
    drawn = _drawn(base, _moment("2024-01-01"), _moment("2024-01-01", "claim"))

    assert [lane.marks[0].start for lane in drawn.lanes] == [2, 2]
    assert [tick.words for tick in drawn.ticks] == ["1 Jan 2024"]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (("2024-01-01", "2024-02-01"), "1 January 2024; 1 February 2024"),
        (
            ("2024-01-01", "2024-02-01", "2024-03-01"),
            "3 dates: first 1 January 2024, last 1 March 2024",
        ),
    ],
)
def test_days_of_a_lane_are_given_in_words(base: Loader, days: tuple[str, ...], words: str) -> None:
    """Two dates are both given; of more, the first and the last."""
    (lane,) = _drawn(base, *map(_moment, days)).lanes

    assert lane.days == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-01-10", "2024-01-20", ["10 Jan 2024", "20 Jan 2024"]),
        ("2024-01-10", "2024-03-20", ["Feb 2024", "Mar 2024"]),
        ("2024-01-10", "2024-07-02", ["Mar 2024", "May 2024", "Jul 2024"]),
        ("2020-06-01", "2024-07-02", ["2021", "2022", "2023", "2024"]),
        ("1985-06-01", "2024-07-02", ["1990", "2000", "2010", "2020"]),
    ],
)
def test_dates_below_are_round_and_few(
    base: Loader, first: str, last: str, words: list[str]
) -> None:
    """Days, months or years by the length of the axis, in the order of their places."""
    ticks = _drawn(base, _moment(first), _moment(last)).ticks

    assert [tick.words for tick in ticks] == words
    assert [tick.place for tick in ticks] == sorted(tick.place for tick in ticks)
    assert {tick.anchor for tick in ticks if 12 <= tick.place <= 88} <= {"middle"}
    assert {tick.anchor for tick in ticks if tick.place < 12} <= {"start"}


def test_silence_lies_between_what_was_done_and_what_was_said(real: Reading) -> None:
    """ByteDance acted in August 2024 and spoke in October: the axis has that time."""
    corpus = real.corpus
    case = corpus.cases["bytedance-intern-model-training-2024"]
    drawn = axis(case, corpus.measures[case.id], KINDS)
    assert drawn
    assert drawn.silence
    statements = next(lane for lane in drawn.lanes if lane.kind == "statement")

    assert drawn.silence.width > 30
    spoke = drawn.silence.start + drawn.silence.width
    assert any(abs(mark.start - spoke) < 1 for mark in statements.marks)


def test_every_moment_of_every_case_is_on_its_axis(real: Reading) -> None:
    """Each date of a timeline has one mark, and no mark is outside."""
    corpus = real.corpus
    for case in some(corpus.listed):
        drawn = axis(case, corpus.measures[case.id], KINDS)
        assert drawn
        marks = [(lane.kind, mark) for lane in drawn.lanes for mark in lane.marks]
        assert sorted((kind, mark.on) for kind, mark in marks) == sorted(
            {(moment.kind, moment.on) for moment in case.timeline}
        )
        assert min(mark.start for _, mark in marks) >= 2
        assert max(mark.start + mark.width for _, mark in marks) <= 98.01
