"""Dates that cannot all be true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from casebook.base import dates
from casebook.base.problems import Loc
from casebook.corpus.library import Library
from casebook.model.case import Case
from casebook.model.kinds import Record
from casebook.rules.base import Finding, Rule, case_rule
from casebook.rules.requirements import before, requires

requires(
    Rule(
        "dates/disclosed-before-event",
        "A case becomes public after it begins.",
        "Time to disclosure is computed from the two.",
        "Correct `occurred` or `disclosed`; for a hazard leave `occurred` out.",
    ),
    "",
    ("disclosed",),
    "disclosed {disclosed}, but it began {occurred}",
    ~before("disclosed", "occurred"),
)


@case_rule(
    Rule(
        "dates/timeline-order",
        "The timeline runs from the earliest to the latest moment.",
        "Readers and exercises step through it in order.",
        "Move the entry to its place.",
    )
)
def timeline_order(case: Case, _library: Library) -> Iterator[Finding]:
    """Find moments that stand after a later one."""
    latest = None
    for position, moment in enumerate(case.timeline):
        when = dates.parse(moment.on)
        if latest is not None and when.last < latest.first:
            yield Finding(("timeline", position, "on"), f"{moment.on} stands after a later moment")
        elif latest is None or when.first >= latest.first:
            latest = when


@case_rule(
    Rule(
        "dates/after-update",
        "No date lies after the last update of the file.",
        "What is told cannot lie in the future of the telling.",
        "Correct the date, or set `record.updated` to the day of your change.",
        when="published",
    )
)
def after_update(case: Case, _library: Library) -> Iterator[Finding]:
    """Find dates later than ``record.updated``."""
    if case.record.updated is None:
        return
    limit = dates.parse(case.record.updated).last
    for loc, text in _told_dates(case):
        if dates.parse(text).first > limit:
            yield Finding(loc, f"{text} lies after the last update, {case.record.updated}")


@case_rule(
    Rule(
        "dates/in-the-future",
        "No date lies in the future.",
        "A case tells what has happened; a date ahead is a slip of the hand.",
        "Correct the date.",
    )
)
def in_the_future(case: Case, _library: Library) -> Iterator[Finding]:
    """Find dates later than today, wherever on earth today is; of published cases, see the rule above."""
    if case.record.status != "draft" and case.record.updated is not None:
        return
    limit = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    for loc, text in _told_dates(case):
        if dates.parse(text).first > limit:
            yield Finding(loc, f"{text} lies in the future")


@case_rule(
    Rule(
        "dates/answer-before-moment",
        "A response does not come before what it answers.",
        "The time to a first answer is counted from the one to the other.",
        "Correct one of the two dates, or name another moment.",
    )
)
def answer_before_moment(case: Case, _library: Library) -> Iterator[Finding]:
    """Find responses that lie before the moment they answer."""
    moments = {moment.id: moment for moment in case.timeline}
    for position, response in enumerate(case.response):
        moment = moments.get(response.answers_to or "")
        if moment and dates.parse(response.on).last < dates.parse(moment.on).first:
            yield Finding(
                ("response", position, "answers_to"),
                f"said {response.on}, but `{moment.id}` is of {moment.on}",
            )


TOLD_IN = ("facts", "claims", "opinions", "timeline", "response", "sources")
TOLD_ON = ("on", "known_on", "made_on", "as_of", "published")
"""Parts of a case that tell of something, and their fields that say when: none of it after the last update."""


def _told_dates(case: Case) -> Iterator[tuple[Loc, str]]:
    yield ("disclosed",), case.disclosed
    if case.occurred is not None:
        yield ("occurred",), case.occurred
    for part in TOLD_IN:
        for position, entry in enumerate(getattr(case, part)):
            yield from _dates_of(entry, (part, position))


def _dates_of(entry: Record, loc: Loc) -> Iterator[tuple[Loc, str]]:
    for name in TOLD_ON:
        # To ask a model for a field it does not have takes long.
        value = getattr(entry, name) if name in type(entry).model_fields else None
        if value is not None:
            yield (*loc, name), value
