"""Parties are not judges: what they file proves nothing, and they do not decide on their own claims.

The first rule holds for every published case and has a twin in the form. The
others hold only for published cases that were read at the source; the form
does not know them, `casebook check` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.corpus.library import Library
from casebook.model.case import Case
from casebook.rules.base import Finding, Rule, case_rule
from casebook.rules.claims import of_status
from casebook.rules.requirements import among, other_kinds, there

FILING = "filing"
"""Kind of source in which a party says something to a court."""
FILING_TITLE = re.compile(
    r"\b(?:complaint|indictment|petition|pleading|statement of claim|affidavit)\b", re.IGNORECASE
)
DECISION_TITLE = re.compile(
    r"\b(?:order|judg(?:e)?ment|ruling|decision|opinion|verdict|sentence|dismiss\w*)\b",
    re.IGNORECASE,
)


of_status(
    Rule(
        "claims/confirmed-by-filings",
        "A confirmed claim does not rest on filings alone.",
        "A complaint or an indictment is what one party says, and even two of them prove nothing.",
        "Add the decision, the admission or an independent source, or choose another status.",
        when="published",
    ),
    "`{id}` is called {status} on filings alone",
    among("answers.stance", ("confirms",)),
    other_kinds((FILING,)),
)


@case_rule(
    Rule(
        "claims/decided-by",
        "A claim that was ruled on (`adjudicated`), and no other, says who decided on it.",
        "The weight of a ruling depends on who made it, and readers want to read it.",
        "Add `decided_by` with who decided, the day and the source, or choose another status.",
        when="at-source",
    )
)
def decided_by(case: Case, library: Library) -> Iterator[Finding]:
    """Find adjudicated claims without a decider, and deciders of claims that have another status."""
    decided = library.statuses.settled_by("authority")
    for position, claim in enumerate(case.claims):
        if claim.status in decided and claim.decided_by is None:
            yield Finding(("claims", position, "status"), f"`{claim.id}` has no `decided_by`")
        elif claim.status not in decided and claim.decided_by is not None:
            message = f"`{claim.id}` has `decided_by`, but its status is `{claim.status}`"
            yield Finding(("claims", position, "decided_by"), message, key=True)


@case_rule(
    Rule(
        "claims/decider-is-claimant",
        "Whoever ruled on a claim did not make it.",
        "An authority that confirms its own statement adds nothing new.",
        "Name the court or body that decided; if there is none, the statement is a fact with the basis "
        "`finding`, or the claim has another status.",
        when="at-source",
    )
)
def decider_is_claimant(case: Case, _library: Library) -> Iterator[Finding]:
    """Find claims that their own claimant decided on."""
    for position, claim in enumerate(case.claims):
        if claim.decided_by is None:
            continue
        for who in claim.made_by:
            if who.name and same_party(who.name, claim.decided_by.by):
                message = (
                    f"`{claim.id}` was made by {who.name} and decided by {claim.decided_by.by}"
                )
                yield Finding(("claims", position, "decided_by", "by"), message)


def same_party(one: str, other: str) -> bool:
    """Whether two names are those of one party: one holds the other, or is its initials."""
    first, second = sorted((_bare(one), _bare(other)), key=len)
    words = second.split()
    initials = {"".join(word[0] for word in words if word not in left) for left in (_SMALL, ())}
    return f" {first} " in f" {second} " or first in initials


_SMALL = frozenset({"and", "for", "in", "of"})


def _bare(name: str) -> str:
    words = re.findall(r"\w+", name.casefold())
    return " ".join(words[1:] if words[:1] == ["the"] else words)


@case_rule(
    Rule(
        "claims/decision-is-filing",
        "The source of a decision is the decision or a report of it, not a filing.",
        "A party's filing says what it wants, not what it got.",
        "Name the source that is the decision, or that reports it.",
        when="at-source",
    )
)
def decision_is_filing(case: Case, _library: Library) -> Iterator[Finding]:
    """Find decisions whose source is a filing."""
    filings = {source.id for source in case.sources if source.kind == FILING}
    for position, claim in enumerate(case.claims):
        if claim.decided_by is not None and claim.decided_by.source in filings:
            message = f"`{claim.decided_by.source}` is a filing and decides nothing"
            yield Finding(("claims", position, "decided_by", "source"), message)


of_status(
    Rule(
        "claims/disputed-needs-answer",
        "A disputed claim has at least one entry under `answers`.",
        "A dispute has two sides, and readers must see both.",
        "Add what the other side said under `answers`, or choose another status.",
        when="at-source",
    ),
    "nobody answers `{id}`",
    there("answers"),
)


@case_rule(
    Rule(
        "sources/filing-as-court",
        "A document that a party filed has the kind `filing`, not `court`.",
        "The kind `court` is for what a court decided.",
        "Use the kind `filing`; if the court itself wrote it, say so in the title.",
        when="at-source",
    )
)
def filing_as_court(case: Case, _library: Library) -> Iterator[Finding]:
    """Find sources that are called a court's, with the title of a filing."""
    for position, source in enumerate(case.sources):
        filed = FILING_TITLE.search(source.title)
        if source.kind == "court" and filed and not DECISION_TITLE.search(source.title):
            message = f"the title of `{source.id}` says `{filed[0]}`"
            yield Finding(("sources", position, "kind"), message)
