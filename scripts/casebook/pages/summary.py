"""What the summary of a case holds: a verdict, a few claims and facts, three checks, in few words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casebook.base import prose
from casebook.corpus.library import Check, Library
from casebook.corpus.statuses import Statuses
from casebook.model.case import Case, Claim, Fact

WORDS_MOST = 230
"""Words of prose in a summary: about a minute of reading."""
MOST = 3
"""Claims, facts and checks in a summary."""
ACCUSED = "accused"
"""Subject of a claim that accuses a person, or clears one."""
_FEWEST_WORDS = 4
"""A sentence with fewer words ("Not upheld.") says too little alone; the next one goes along."""


@dataclass(frozen=True)
class Summary:
    """What is shown of a case before its details."""

    claims: tuple[Claim, ...]
    reasons: Mapping[str, str]
    """By id of a claim: the beginning of what its status rests on, where there is room for it."""
    facts: tuple[Fact, ...]
    checks: tuple[str, ...]


def summary(case: Case, library: Library) -> Summary:
    """Choose what fits: claims and checks first, then a fact, then reasons, then more facts."""
    claims, checks = said(case, library.statuses), take_home(case)
    always = [
        case.summary,
        *(claim.text for claim in claims),
        *(fact.text for fact in case.facts[:1]),
    ]
    always += [library.checks[item].item.statement for item in checks if item in library.checks]
    room = WORDS_MOST - sum(map(_words, always))
    reasons = dict(_fitting(((claim.id, in_short(claim)) for claim in claims), room))
    room -= sum(map(_words, reasons.values()))
    more = dict(_fitting(((fact.id, fact.text) for fact in case.facts[1:MOST]), room))
    facts = (*case.facts[:1], *(fact for fact in case.facts[1:MOST] if fact.id in more))
    return Summary(claims, reasons, facts, checks)


def _fitting(texts: Iterator[tuple[str, str]], room: int) -> Iterator[tuple[str, str]]:
    """Those of several texts that fit into a number of words, the first ones first."""
    for name, text in texts:
        if _words(text) <= room:
            room -= _words(text)
            yield name, text


def _words(text: str) -> int:
    return len(prose.plain(text).split())


def in_short(claim: Claim) -> str:
    """The first sentence of what the status of a claim rests on: the outcome, else the reason.

    One that says too little alone is given with the next.
    """
    told = ""
    for sentence in prose.sentences(claim.outcome or claim.reason):
        told = f"{told} {sentence}".strip()
        if len(told.split()) >= _FEWEST_WORDS:
            break
    return told


def said(case: Case, statuses: Statuses) -> tuple[Claim, ...]:
    """The claims of the summary: those that nothing has settled first, else in the author's order.

    What is said against a person stands before all of them: a reader who takes
    home one claim must not take home that somebody was found to have done it.
    """
    ordered = sorted(case.claims, key=lambda claim: statuses[claim.status].settled_by is not None)
    against = [claim for claim in ordered if ACCUSED in claim.about][:1]
    return tuple([*against, *(claim for claim in ordered if claim not in against)][:MOST])


def take_home(case: Case) -> tuple[str, ...]:
    """The checks of the summary: the first of each lesson, then the seconds, each once."""
    return _ranked(case)[:MOST]


def role_checks(case: Case, role: str, checks: Mapping[str, Check]) -> tuple[str, ...]:
    """The checks of the summary for a reader in a role: of those the case names, what that role does."""
    return tuple(item for item in _ranked(case) if role in checks[item].item.roles)[:MOST]


def _ranked(case: Case) -> tuple[str, ...]:
    ranked = [
        (place, entry.item) for lesson in case.lessons for place, entry in enumerate(lesson.items)
    ]
    return tuple(dict.fromkeys(item for _, item in sorted(ranked, key=lambda pair: pair[0])))
