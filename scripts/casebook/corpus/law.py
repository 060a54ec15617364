"""Whether a case touches law, so that its page says that it is no legal advice."""

from __future__ import annotations

from casebook.corpus.statuses import Statuses
from casebook.model.case import Case

_PARTIES = frozenset({"court", "regulator"})
"""Roles of an organisation that decide what the law asks for."""
_PAPERS = _PARTIES | {"filing"}
"""Kinds of source that belong to a legal matter."""
_LEGAL_STEPS = frozenset({"fine", "claim-for-damages", "award", "prosecution"})
"""Kinds of consequence that the law brought about."""


def touches_law(case: Case, statuses: Statuses) -> bool:
    """Whether the data of a case say that law is touched, or its author does.

    It is where a court, a regulator or a court filing is a source or plays a part, where a claim
    was decided or made by a court, where something was ruled, filed in court,
    fined, awarded or prosecuted, where a law or a contract was broken, and where
    the case speaks to readers in legal roles. ``legal_note`` adds what shows in
    the words alone.
    """
    decided = statuses.settled_by("authority")
    return (
        case.legal_note
        or not _PAPERS.isdisjoint(source.kind for source in case.sources)
        or not _PARTIES.isdisjoint(party.role for party in case.organisations)
        or any(claim.status in decided for claim in case.claims)
        or any(who.kind == "court" for claim in case.claims for who in claim.made_by)
        or any(moment.kind == "ruling" for moment in case.timeline)
        or any(response.channel == "court-filing" for response in case.response)
        or not _LEGAL_STEPS.isdisjoint(entry.kind for entry in case.consequences)
        or "legal" in case.harms
        or any(entry.role == "legal" for entry in case.why_it_matters)
    )
