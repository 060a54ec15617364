"""The first answer: that the one that is counted is the first, and answers what starts the clock."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from casebook.base import dates
from casebook.base.problems import Loc
from casebook.corpus.library import Library
from casebook.corpus.measures import PUBLIC_AUDIENCES, FirstAnswer, first_answer, is_public, spoken
from casebook.model.case import Case, Response
from casebook.rules.base import Finding, Rule, case_rule

ACCUSED = frozenset({"developer", "deployer", "employer", "supplier"})
"""Parts of an organisation whose word is an answer, even if `response` has none of it."""


@dataclass(frozen=True)
class _Word:
    """What a party said, wherever the case has it."""

    loc: Loc
    on: str
    by: str

    @property
    def last(self) -> dt.date:
        """The last day on which it may have been said."""
        return dates.parse(self.on).last


@case_rule(
    Rule(
        "dates/earlier-answer",
        "No response in the case is earlier than the first one that is counted.",
        "Readers would be shown too long a response time.",
        "Enter it under `response`, and name in its `answers_to` the timeline entry it responds to. "
        "If it responds to something else, name in `answers_to` what the counted one responds to.",
        severity="warning",
    )
)
def earlier_answer(case: Case, _library: Library) -> Iterator[Finding]:
    """Find the first word of a party between the claim and the answer that is counted."""
    counted = first_answer(case)
    if counted is None:
        return
    began, ended = counted.since.first, dates.parse(counted.on).first
    earlier = [word for word in _words(case, counted) if began <= word.last < ended]
    if earlier:
        word = min(earlier, key=lambda found: found.last)
        yield Finding(
            word.loc, f"{word.by} spoke {word.on}; the first answer counted is of {counted.on}"
        )


def _words(case: Case, counted: FirstAnswer) -> Iterator[_Word]:
    """What parties said, on the claims, on the timeline and under `response`.

    Where the case names what is answered, only what was said on the same.
    """
    parties = sorted(_parties(case))
    same = {ref for moment in case.timeline if moment.id == counted.moment for ref in moment.refs}
    for position, claim in enumerate(case.claims):
        if counted.moment is None or claim.id in same:
            for number, answer in enumerate(claim.answers):
                by = _named(answer.by, parties)
                if by and answer.on and answer.stance != "declines":
                    yield _Word(("claims", position, "answers", number, "on"), answer.on, by)
    for position, moment in enumerate(case.timeline):
        by = _named(moment.text, parties, begins=True)
        if by and moment.kind == "statement" and (counted.moment is None or same & {*moment.refs}):
            yield _Word(("timeline", position, "on"), moment.on, by)
    for position, response in enumerate(case.response):
        if counted.moment is None and response in spoken(case) and _heard(response):
            yield _Word(("response", position, "on"), response.on, response.by)


def _parties(case: Case) -> set[str]:
    accused = {who.name for who in case.organisations if who.role in ACCUSED}
    return accused | {response.by for response in spoken(case)}


def _named(text: str, parties: list[str], *, begins: bool = False) -> str | None:
    """The party that a text names, or names in its first words."""
    for party in parties:
        name = rf"(?<!\w){re.escape(party)}(?!\w)"
        if (re.match if begins else re.search)(name, text, re.IGNORECASE):
            return party
    return None


def _heard(response: Response) -> bool:
    """Whether outsiders hear it, though it counts only with `answers_to`."""
    if response.channel == "direct-message":
        return bool(PUBLIC_AUDIENCES.intersection(response.audience))
    return response.channel == "court-filing"


@case_rule(
    Rule(
        "dates/answer-to-later-claim",
        "The first response that is counted is a response to the claim from which time is counted.",
        "Otherwise readers see a delay that did not happen.",
        "Name in its `answers_to` the timeline entry it responds to.",
        severity="warning",
    )
)
def answer_to_later_claim(case: Case, _library: Library) -> Iterator[Finding]:
    """Find a counted answer that, by the claims, answers only what came up later."""
    counted = first_answer(case)
    if counted is None or counted.moment is not None:
        return
    for position, response in enumerate(case.response):
        if response.on == counted.on and is_public(response):
            answered = dict(_answered(case, response))
            if answered and all(_later(on, counted) for on in answered.values()):
                id_, on = min(answered.items(), key=lambda claim: dates.parse(claim[1]))
                yield Finding(
                    ("response", position, "on"),
                    f"counted from {counted.claim}, but by the claims it answers `{id_}` of {on}",
                )


def _answered(case: Case, response: Response) -> Iterator[tuple[str, str]]:
    """Id and day of each claim that the response answers: the same party, in the same days."""
    said = dates.parse(response.on)
    for claim in case.claims:
        for answer in claim.answers:
            if claim.made_on and answer.on and _named(answer.by, [response.by]):
                when = dates.parse(answer.on)
                if when.first <= said.last and said.first <= when.last:
                    yield claim.id, claim.made_on


def _later(on: str, counted: FirstAnswer) -> bool:
    """Whether it surely came up later than what starts the clock, and the wait was shorter."""
    began, answered = dates.parse(on), dates.parse(counted.on)
    return counted.since.last < min(began.first, answered.first)


@case_rule(
    Rule(
        "dates/told-first",
        "A self-disclosure happens on the day the case becomes public, and before any claim.",
        "Readers see who disclosed the case instead of a response time.",
        "Correct one of the dates, or leave `told_first` out.",
    )
)
def told_first(case: Case, _library: Library) -> Iterator[Finding]:
    """Find words marked as the first that lie on another day than the disclosure, or after a claim."""
    for position, response in enumerate(case.response):
        if response.told_first and (before := _before(case, response.on)):
            yield Finding(("response", position, "told_first"), f"told {response.on}, but {before}")


def _before(case: Case, on: str) -> str:
    """What shows that this day cannot be the first on which anybody told of it; empty if nothing."""
    out, said = dates.parse(case.disclosed), dates.parse(on)
    if said.last < out.first or said.first > out.last:
        return f"the case came out {case.disclosed}"
    for moment in case.timeline:
        if moment.kind == "claim" and out.first <= dates.parse(moment.on).last < said.first:
            return f"`{moment.id}` is of {moment.on}"
    return ""
