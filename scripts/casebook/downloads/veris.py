"""Cases with an insider, an attack or an error as incidents in the format VERIS 1.4.1.

Source: VERIS community schema 1.4.1 (``verisc-merged.json``). Coded by rule from the terms of a
case; what they do not say is ``Unknown``. VERIS has no place for a claim and its status, so the
summary of the case says what is only claimed, and ``plus`` counts the claims by status.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from casebook.base import dates, prose, urls
from casebook.base.packing import indented
from casebook.base.settings import Settings
from casebook.corpus import flat
from casebook.corpus.corpus import Corpus
from casebook.model.case import Case

VERSION = "1.4.1"
_UNKNOWN = ("Unknown",)
_INCIDENTS = {"incident": "Confirmed", "near-miss": "Near miss"}
_ACTORS: Mapping[str, tuple[str, str]] = {
    "insider-malicious": ("internal", "misuse"),
    "insider-error": ("internal", "error"),
    "outsider-malicious": ("external", "unknown"),
    "supplier": ("partner", "unknown"),
}
"""Actors that VERIS has a side for, with the kind of action that follows from the term alone."""
_SIDES = {"inside": "internal", "outside": "external", "partner": "partner"}
_METHODS = {
    ("internal", "audit"): "It review",
    ("internal", "incident-response"): "Incident response",
    ("internal", "log-review"): "Log review",
    ("internal", "monitoring"): "Infrastructure monitoring",
    ("internal", "staff-report"): "Reported by employee",
    ("external", "actor-disclosure"): "Actor disclosure",
    ("external", "audit"): "Audit",
    ("external", "incident-response"): "Incident response",
    ("external", "law-enforcement"): "Law enforcement",
    ("external", "researcher"): "Security researcher",
    ("external", "user-report"): "Customer",
    ("partner", "audit"): "Audit",
    ("partner", "incident-response"): "Incident response",
    ("partner", "monitoring"): "Monitoring service",
}
_CONFIDENTIALITY = frozenset({"data-exposure", "privacy", "stolen-know-how"})
_VICTIMS = ("employer", "deployer", "developer")
"""Roles of the organisation that was hit, the likeliest first."""
_INDUSTRIES = {
    "advertising": "5418",
    "ai-development": "5415",
    "aviation": "481",
    "defence": "928",
    "education": "61",
    "employment": "5613",
    "engineering-and-construction": "23",
    "entertainment": "71",
    "finance": "52",
    "health": "62",
    "hospitality": "72",
    "internet-platforms": "519",
    "media": "51",
    "non-profit": "813",
    "policing-and-justice": "922",
    "professional-services": "54",
    "public-administration": "92",
    "real-estate": "53",
    "research": "5417",
    "retail": "44",
    "semiconductors": "3344",
    "social-security": "923130",
    "software": "5415",
    "telecommunications": "517",
    "transport": "48",
}
"""NAICS codes of sectors."""
_NO_INDUSTRY = "00"
_NOT_A_COUNTRY = frozenset({"EU"})


def text(corpus: Corpus, settings: Settings) -> str:
    """All incidents as one JSON list, as the joined file of VCDB is."""
    return indented(incidents(corpus, settings))


def incidents(corpus: Corpus, settings: Settings) -> list[dict[str, Any]]:
    """An incident for each published case that VERIS has a side for; no hazard and no controversy."""
    return [
        _incident(case, settings)
        for case in corpus.listed
        if case.kind in _INCIDENTS and not _ACTORS.keys().isdisjoint(case.actors)
    ]


def _incident(case: Case, settings: Settings) -> dict[str, Any]:
    address = settings.address(urls.case(case.id))
    found: dict[str, Any] = {
        "schema_version": VERSION,
        "incident_id": case.id,
        "source_id": "ai-governance-casebook",
        "security_incident": _INCIDENTS[case.kind],
        "summary": prose.plain(case.summary),
        "reference": address,
        "notes": "Coded by rule from the terms of the case. A term can rest on a claim: "
        "the page of the case says so, with the status of the claim.",
        "timeline": {"incident": _day(case)},
        "actor": dict(_actors(case)),
        "action": dict(_actions(case)),
        "asset": {"assets": [{"variety": "Unknown"}], "cloud": list(_UNKNOWN)},
        "discovery_method": _discovery(case),
        "victim": _victim(case),
        "plus": {
            "licence": flat.LICENCE,
            "version": case.record.updated,
            "claims_by_status": dict(sorted(Counter(c.status for c in case.claims).items())),
        },
    }
    attributes = dict(_attributes(case))
    return {**found, "attribute": attributes} if attributes else found


def _day(case: Case) -> dict[str, int]:
    when = dates.parse(case.occurred or case.disclosed)
    day = {"year": when.first.year, "month": when.first.month, "day": when.first.day}
    known = {"day": 3, "month": 2}.get(when.precision, 1)
    return dict(list(day.items())[:known])


def _actors(case: Case) -> Iterator[tuple[str, dict[str, Any]]]:
    for actor in case.actors:
        side, _ = _ACTORS.get(actor, ("", ""))
        if side == "partner":
            yield side, {"motive": list(_UNKNOWN), "country": list(_UNKNOWN)}
        elif side:
            motive = "NA" if case.actors == ("insider-error",) else "Unknown"
            yield side, {"motive": [motive], "variety": list(_UNKNOWN)}


def _actions(case: Case) -> Iterator[tuple[str, dict[str, Any]]]:
    named = [action for actor, (_, action) in _ACTORS.items() if actor in case.actors]
    for action in named:
        known = {"variety": list(_UNKNOWN), "vector": list(_UNKNOWN)}
        yield action, {} if action == "unknown" else known


def _attributes(case: Case) -> Iterator[tuple[str, dict[str, Any]]]:
    if not _CONFIDENTIALITY.isdisjoint(case.harms):
        yield "confidentiality", {"data_disclosure": "Unknown"}
    if "loss-of-integrity" in case.harms:
        yield "integrity", {"variety": list(_UNKNOWN)}
    if "loss-of-service" in case.harms:
        yield "availability", {"variety": list(_UNKNOWN)}


def _discovery(case: Case) -> dict[str, Any]:
    found = case.detection
    side = _SIDES.get(found.by) if found else None
    if found is None or side is None:
        return {"unknown": True}
    return {side: {"variety": [_METHODS.get((side, found.how), "Other")]}}


def _victim(case: Case) -> dict[str, Any]:
    names = {each.role: each.name for each in reversed(case.organisations)}
    name = next((names[role] for role in _VICTIMS if role in names), None)
    codes = [_INDUSTRIES[sector] for sector in case.sectors if sector in _INDUSTRIES]
    code = codes[0] if codes else _NO_INDUSTRY
    countries = [country for country in case.countries if country not in _NOT_A_COUNTRY]
    return {
        **({"victim_id": name} if name else {}),
        "country": countries or list(_UNKNOWN),
        "employee_count": "Unknown",
        "industry": code,
        "government": ["Unknown" if code.startswith("92") else "NA"],
    }
