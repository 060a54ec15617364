"""Dates that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base import dates
from casebook.corpus.library import Library
from casebook.model.case import Case
from casebook.rules.base import Finding, Rule, case_rule
from casebook.rules.requirements import before, none_after, requires

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


none_after(
    Rule(
        "dates/after-update",
        "No date is later than the last update of the file.",
        "A case cannot describe something that happened after it was last updated.",
        "Correct the date, or set `record.updated` to the day of your change.",
        when="published",
    ),
    "updated",
    "{on} lies after the last update, {updated}",
)
none_after(
    Rule(
        "dates/in-the-future",
        "No date is in the future.",
        "A case describes what has happened, so a future date is a typing error.",
        "Correct the date.",
    ),
    "today",
    "{on} is in the future",
)


@case_rule(
    Rule(
        "dates/answer-before-moment",
        "A response does not come before what it answers.",
        "The response time is counted from the one to the other.",
        "Correct one of the two dates, or name another timeline entry.",
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
