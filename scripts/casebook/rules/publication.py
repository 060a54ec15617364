"""What a published case must have beyond a draft; each part is told one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from casebook.library import Library
from casebook.measures import INDEPENDENT
from casebook.model.case import Case
from casebook.model.walk import matching
from casebook.rules.base import Finding, Rule, case_rule

_PLACEHOLDER = re.compile(r"\bTODO\b|(?i:^[^\w\n]*(?:tbd|xxx)[^\w\n]*$)", re.MULTILINE)
_ROLES = 3
_MOMENTS = 3
_FACTS = 2


@dataclass(frozen=True)
class _Part:
    """A part a published case needs, and how to say that it is missing."""

    name: str
    there: Callable[[Case], bool]
    message: str
    remedy: str


def _needs_date(case: Case) -> bool:
    return case.kind != "hazard"


def _needs_consequences(case: Case) -> bool:
    return case.kind in ("incident", "controversy")


PARTS: tuple[_Part, ...] = (
    _Part(
        "occurred",
        lambda c: c.occurred is not None or not _needs_date(c),
        "`occurred` is missing",
        "Say when it happened; a range or a year is enough.",
    ),
    _Part(
        "organisations",
        lambda c: bool(c.organisations),
        "`organisations` is missing",
        "Name the organisations with their parts.",
    ),
    _Part(
        "countries",
        lambda c: bool(c.countries),
        "`countries` is missing",
        "Add the ISO code of each country concerned.",
    ),
    _Part("sectors", lambda c: bool(c.sectors), "`sectors` is missing", "Add at least one sector."),
    _Part(
        "system",
        lambda c: c.system is not None and bool(c.system.lifecycle),
        "`system` with its `lifecycle` is missing",
        "Describe the AI system and the stage of its life.",
    ),
    _Part("actors", lambda c: bool(c.actors), "`actors` is missing", "Say who or what caused it."),
    _Part(
        "harms",
        lambda c: bool(c.harms),
        "`harms` is missing",
        "Name the kinds of harm, or `none-known`.",
    ),
    _Part(
        "facts",
        lambda c: len(c.facts) >= _FACTS,
        "there is only one fact",
        "Add a second fact with its source.",
    ),
    _Part(
        "claims",
        lambda c: bool(c.claims),
        "`claims` is missing",
        "Add what was said, by whom, and what became of it.",
    ),
    _Part(
        "timeline",
        lambda c: len(c.timeline) >= _MOMENTS,
        "`timeline` has fewer than three moments",
        "Add when it happened, came out and was answered.",
    ),
    _Part(
        "response",
        lambda c: bool(c.response),
        "`response` is missing",
        "Say what the organisation did or said; silence is a response too.",
    ),
    _Part(
        "consequences",
        lambda c: bool(c.consequences) or not _needs_consequences(c),
        "`consequences` is missing",
        "Say what followed.",
    ),
    _Part(
        "failures",
        lambda c: bool(c.failures or c.controls_that_worked),
        "neither `failures` nor `controls_that_worked` is there",
        "Say what failed or what held.",
    ),
    _Part("lessons", lambda c: bool(c.lessons), "`lessons` is missing", "Say what to take home."),
    _Part(
        "why_it_matters",
        lambda c: len({w.role for w in c.why_it_matters}) >= _ROLES,
        "`why_it_matters` speaks to fewer than three roles",
        "Add what the case means for more roles.",
    ),
    _Part(
        "open_questions",
        lambda c: bool(c.open_questions),
        "`open_questions` is missing",
        "Say what nobody has answered yet.",
    ),
    _Part(
        "record",
        lambda c: c.record.created is not None and c.record.updated is not None,
        "`record` lacks `created` or `updated`",
        "Add both days.",
    ),
    _Part(
        "record",
        lambda c: c.record.review_due is not None,
        "`record.review_due` is missing",
        "Say by when somebody should look at the case again.",
    ),
)


@case_rule(
    Rule(
        "publication/incomplete",
        "A published case has every part a reader looks for.",
        "Readers compare cases; a missing part reads as `nothing happened`.",
        "Add the part, or set `record.status: draft` until you have it.",
        when="published",
    )
)
def incomplete(case: Case, _library: Library) -> Iterator[Finding]:
    """Find missing parts of a published case, each on its own."""
    if case.record.status == "withdrawn":
        return
    for part in PARTS:
        if not part.there(case):
            held = getattr(case, part.name, None)
            yield Finding((part.name,) if held else ("id",), part.message, part.remedy, key=True)


@case_rule(
    Rule(
        "publication/two-publishers",
        "A published case has sources of two publishers, or says why not.",
        "One voice can be wrong and nobody would notice.",
        "Add a source of another publisher, or say in `record.one_source_because` why one must do.",
        when="published",
    )
)
def two_publishers(case: Case, _library: Library) -> Iterator[Finding]:
    """Find published cases that rest on one publisher without saying why."""
    if case.record.status == "withdrawn":
        return
    publishers = {source.publisher.casefold() for source in case.sources}
    if len(publishers) < INDEPENDENT and case.record.one_source_because is None:
        yield Finding(("sources",), "all sources have one publisher", key=True)


@case_rule(
    Rule(
        "publication/withdrawn-needs-reason",
        "A withdrawn case says why.",
        "Its address stays, and readers ask.",
        "Add `record.withdrawn_because`.",
    )
)
def withdrawn_needs_reason(case: Case, _library: Library) -> Iterator[Finding]:
    """Find withdrawn cases without a reason."""
    if case.record.status == "withdrawn" and case.record.withdrawn_because is None:
        yield Finding(("record", "status"), "the case is withdrawn without a reason")


@case_rule(
    Rule(
        "publication/placeholder",
        "A published case holds no placeholder.",
        "`TODO` on a page tells readers not to trust the rest.",
        "Write the text.",
        when="published",
    )
)
def placeholder(case: Case, _library: Library) -> Iterator[Finding]:
    """Find placeholders left by the scaffold."""
    for leaf in matching(case, _PLACEHOLDER, ("todo", "tbd", "xxx")):
        yield Finding(leaf.loc, "the text is a placeholder")
