"""The pictures of a deck: its agenda, the days of the real case, and the statuses of its claims."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from casebook.base import dates
from casebook.base.words import counted
from casebook.corpus.corpus import Corpus
from casebook.downloads.pictures import Axis, Bar, Bars
from casebook.model.case import Case
from casebook.training.exercises import Facilitator


def agenda(side: Facilitator) -> Bars:
    """A bar for each part, from its first minute to its last."""
    bars = [_part("Briefing", 0, side.briefing_minutes)]
    bars += [
        _part(f"Module {guide.part.number}", guide.start, guide.part.minutes)
        for guide in side.guides
    ]
    bars.append(_part("Debrief", side.hot_wash_start, side.hot_wash_minutes, strong=True))
    said = "; ".join(
        f"{bar.label} from minute {bar.start:g} to minute {bar.start + bar.length:g}"
        for bar in bars
    )
    return Bars(bars, f"The agenda as bars. {said}.")


def _part(label: str, start: float, minutes: float, *, strong: bool = False) -> Bar:
    return Bar(label, start, minutes, f"{minutes:g} min", strong)


def statuses(case: Case, corpus: Corpus) -> Bars:
    """A bar for each status that a claim of the case has."""
    count = corpus.library.statuses.ordered(Counter(claim.status for claim in case.claims))
    named = {corpus.library.label("claim-status", each): n for each, n in count.items()}
    said = "; ".join(f"{label}: {counted(n, 'claim')}" for label, n in named.items())
    return Bars(
        [Bar(label, 0, number, f"{number}") for label, number in named.items()],
        f"The claims of the case by status. {said}.",
    )


def axis(case: Case) -> Axis | None:
    """The days of the timeline on a line; none if they are one day, or fewer than two."""
    moments = [(dates.parse(moment.on).first, moment) for moment in case.timeline]
    days = [day for day, _ in moments]
    if not days or min(days) == max(days):
        return None
    first, last = min(moments, key=_day)[1].on, max(moments, key=_day)[1].on
    length = (max(days) - min(days)).days
    said = "; ".join(f"{dates.words(moment.on)}: {moment.text}" for _, moment in moments)
    return Axis(
        sorted({(day - min(days)).days / length for day in days}),
        dates.words(first),
        dates.words(last),
        f"The timeline of the case, to scale. {said}",
    )


def _day(dated: tuple[dt.date, object]) -> dt.date:
    return dated[0]
