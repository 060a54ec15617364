"""On what ground a claim has its status, where its data show that ground and no other.

A quiz asks for the status of a claim only if this module can say why it fits.
Where the data would support another status too, such as a confirmed claim that
somebody contests, there is no ground to name and so no question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from casebook.base import dates, prose
from casebook.corpus.measures import INDEPENDENT, independent_origins
from casebook.model.case import Answer, Case, Claim, Source
from casebook.model.lists import StatusTraits

AGAINST = frozenset({"denies", "disputes", "corrects"})
"""Stances of a reply that speak against the claim."""
OFFICIAL = frozenset({"court", "regulator", "inquiry"})
"""Kinds of source by bodies that decide; beside one, readers could take any status for a decision."""
DOCUMENTS = frozenset({"primary", "filing"})
_PARTIES = frozenset({"company", "official", "accused", "employee"})
"""Kinds of claimant that can speak against their own interest."""
_ADMISSION = re.compile(
    r"against (?:its|their|his|her|the \S+) (?:own )?interest|\badmi(?:ts|tted|ssion)\b"
)


@dataclass(frozen=True)
class Evidence:
    """What the data of a case have on one claim."""

    case: Case
    claim: Claim

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the claim."""
        return tuple(source for source in self.case.sources if source.id in self.claim.sources)

    @cached_property
    def origins(self) -> int:
        """How many of its sources are independent of each other."""
        every = {source.id: source for source in self.case.sources}
        return independent_origins(self.claim.sources, every)

    @cached_property
    def claimants(self) -> frozenset[str]:
        """The names of those who said it."""
        return frozenset(who.name for who in self.claim.made_by if who.name)

    def cites(self, kinds: frozenset[str]) -> bool:
        """Whether one of the sources is of these kinds."""
        return any(source.kind in kinds for source in self.sources)

    def replies(self, *stances: str) -> tuple[Answer, ...]:
        """The replies that take one of these stances."""
        return tuple(answer for answer in self.claim.answers if answer.stance in stances)

    def retractions(self) -> tuple[Answer, ...]:
        """The replies against the claim by those who made it."""
        return tuple(answer for answer in self.replies(*AGAINST) if answer.by in self.claimants)

    def objections(self) -> tuple[Answer, ...]:
        """The replies against the claim by others."""
        return tuple(answer for answer in self.replies(*AGAINST) if answer.by not in self.claimants)


def because(case: Case, claim: Claim, traits: StatusTraits) -> str:
    """Why the status of a claim fits, as sentences for its learner; empty where the data leave doubt.

    A status without a ``ground`` in the vocabulary needs no more than its definition.
    """
    if traits.ground is None:
        return prose.plain(claim.reason)
    return _GROUNDS[traits.ground](Evidence(case, claim))


def _ruling(on: Evidence) -> str:
    """Somebody decided, and the case says who."""
    decided = on.claim.decided_by
    if decided is None:
        return ""
    return f"This very point was ruled on by {decided.by} ({dates.words(decided.on)})."


def _rebuttal(on: Evidence) -> str:
    """Evidence of another origin; who made the claim has not taken it back, and nobody stands by it."""
    doubtful = on.replies("confirms", "disputes") or on.retractions()
    if doubtful or not (on.origins >= INDEPENDENT or on.cites(OFFICIAL | DOCUMENTS)):
        return ""
    return "Evidence from a source other than the claim's shows that it is wrong."


def _withdrawal(on: Evidence) -> str:
    """Who made the claim took it back, and it is not others who showed it to be wrong."""
    own = on.retractions()
    if not own or on.objections() or on.cites(OFFICIAL | DOCUMENTS):
        return ""
    return f"Whoever said it has withdrawn it ({own[0].by})."


def _proof(on: Evidence) -> str:
    """An admission, a document or three origins; nobody contests it, and no authority is cited."""
    if on.replies(*AGAINST) or on.cites(OFFICIAL):
        return ""
    documents = [source for source in on.sources if source.kind in DOCUMENTS]
    if confirmed := on.replies("confirms"):
        return f"The party it counts against admitted it ({confirmed[0].by})."
    if {who.kind for who in on.claim.made_by} <= _PARTIES and _ADMISSION.search(on.claim.reason):
        return "The party itself said so, against its own interest."
    if documents:
        return f"A document shows it: {documents[0].title} ({documents[0].publisher})."
    if on.origins > INDEPENDENT:
        return "Two independent sources support it, in addition to the claimant."
    return ""


def _support(on: Evidence) -> str:
    """Two origins, one of them that of the claim; no document, and no reply that says anything."""
    spoken = on.replies("confirms", *AGAINST)
    if spoken or on.cites(OFFICIAL | DOCUMENTS) or not INDEPENDENT <= on.origins <= INDEPENDENT + 1:
        return ""
    return "One independent source supports it, and we know of no second one."


def _denial(on: Evidence) -> str:
    """Nothing but denials by others."""
    spoken = on.objections()
    if on.replies("confirms", "disputes", "corrects") or on.cites(OFFICIAL | DOCUMENTS):
        return ""
    if not spoken:
        return ""
    return f"A party it is about denies it ({spoken[0].by}), and there is no other evidence either way."


def _both_sides(on: Evidence) -> str:
    """Somebody else gives an account of their own, and no authority and no admission is cited."""
    own_account = [each for each in on.objections() if each.stance != "denies"]
    if not own_account or on.replies("confirms") or on.cites(OFFICIAL):
        return ""
    if on.retractions() or on.origins < INDEPENDENT:
        return ""
    by = own_account[0].by
    return f"There is another account, which contradicts it ({by}), and nothing settles it."


def _silence(on: Evidence) -> str:
    """All sources go back to one, and nobody has replied but those who declined."""
    if on.replies("confirms", *AGAINST) or on.origins > 1 or on.cites(OFFICIAL):
        return ""
    asked = on.replies("declines")
    told = "no one else involved has responded"
    told += f" ({asked[0].by}: no comment)" if asked else ""
    return f"There is no evidence either way, and {told}."


_GROUNDS: Mapping[str, Callable[[Evidence], str]] = {
    "ruling": _ruling,
    "rebuttal": _rebuttal,
    "withdrawal": _withdrawal,
    "proof": _proof,
    "support": _support,
    "denial": _denial,
    "both-sides": _both_sides,
    "silence": _silence,
}
"""By what the vocabulary says that a status rests on (:data:`casebook.model.lists.Ground`)."""
