"""Incidents in the format VERIS, such as those of the VERIS Community Database."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.base import dates
from casebook.imports.draft import Draft, Origin, Reference
from casebook.model.neighbours import VerisDay, VerisIncident, VerisSides

_CVE = re.compile(r"CVE-[0-9]{4}-[0-9]{4,}", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s;,]+")
_VCDB = "the VERIS Community Database"
_SIDES = (("internal", "inside"), ("external", "outside"), ("partner", "partner"))
_METHODS = {
    "actor disclosure": "actor-disclosure",
    "antivirus": "monitoring",
    "audit": "audit",
    "customer": "user-report",
    "data loss prevention": "monitoring",
    "financial audit": "audit",
    "fraud detection": "monitoring",
    "hids": "monitoring",
    "incident response": "incident-response",
    "infrastructure monitoring": "monitoring",
    "it review": "audit",
    "law enforcement": "law-enforcement",
    "log review": "log-review",
    "monitoring service": "monitoring",
    "nids": "monitoring",
    "reported by employee": "staff-report",
    "reported by user": "staff-report",
    "security alarm": "monitoring",
    "security researcher": "researcher",
    "suspicious traffic": "monitoring",
}
_HARMS = (
    ("confidentiality", "data-exposure"),
    ("integrity", "loss-of-integrity"),
    ("availability", "loss-of-service"),
)
_SECTORS = {
    "23": "engineering-and-construction",
    "3344": "semiconductors",
    "44": "retail",
    "45": "retail",
    "48": "transport",
    "481": "aviation",
    "49": "transport",
    "511": "media",
    "5112": "software",
    "512": "entertainment",
    "515": "media",
    "517": "telecommunications",
    "518": "software",
    "519": "internet-platforms",
    "52": "finance",
    "53": "real-estate",
    "54": "professional-services",
    "5415": "software",
    "5417": "research",
    "5418": "advertising",
    "5613": "employment",
    "61": "education",
    "62": "health",
    "71": "entertainment",
    "72": "hospitality",
    "813": "non-profit",
    "92": "public-administration",
    "922": "policing-and-justice",
    "923130": "social-security",
    "928": "defence",
}
"""Sectors by the first digits of a NAICS code; the longest that fits counts."""
_INTENT = frozenset({"espionage", "fear", "financial", "fun", "grudge", "ideology"})


def draft(record: VerisIncident) -> Draft:
    """The draft of an incident. VERIS knows no day of the first report: that of the incident stands."""
    day = _day(record.timeline.incident)
    victim, inside = record.victim, record.actor.internal is not None
    name = victim.victim_id if victim.victim_id not in (None, "Unknown") else None
    return Draft(
        Origin(
            "veris",
            _VCDB if record.source_id == "vcdb" else "a collection in the format VERIS",
            "CC-BY-SA-4.0" if record.source_id == "vcdb" else "not named in the record",
            record.incident_id,
        ),
        disclosed=day,
        occurred=day,
        kind="near-miss" if record.security_incident == "Near miss" else "incident",
        organisations=((name, "employer" if inside else "other"),) if name else (),
        countries=victim.country,
        sectors=tuple(_sector(victim.industry or "")),
        actors=tuple(_actors(record)),
        harms=tuple(term for part, term in _HARMS if getattr(record.attribute, part) is not None),
        detection=_detection(record.discovery_method),
        numbers=tuple(("cve", cve) for cve in _cves(record)),
        references=tuple(
            Reference(url=url.rstrip(".)")) for url in _ADDRESS.findall(record.reference or "")
        ),
        hints=tuple(_hints(record)),
    )


def _day(day: VerisDay) -> str:
    """The day as far as it is known; parts that make no date are left out."""
    whole = day.year
    for part in (day.month, day.day):
        longer = f"{whole}-{part:0>2}" if part else whole
        if longer == whole or dates.complaint(longer):
            return whole
        whole = longer
    return whole


def _sector(code: str) -> Iterator[str]:
    found = next((code[:n] for n in range(6, 1, -1) if code[:n] in _SECTORS), None)
    if found:
        yield _SECTORS[found]


def _actors(record: VerisIncident) -> Iterator[str]:
    action, inside = record.action, record.actor.internal
    if inside and action.error:
        yield "insider-error"
    if inside and _INTENT & {motive.lower() for motive in inside.motive}:
        yield "insider-malicious"
    attacked = action.hacking or action.malware or action.social or action.physical
    if record.actor.external and attacked:
        yield "outsider-malicious"
    if record.actor.partner:
        yield "supplier"


def _detection(found: VerisSides) -> tuple[str, str] | None:
    for side, by in _SIDES:
        block = getattr(found, side)
        if block is not None:
            methods = (_METHODS.get(variety.lower()) for variety in block.variety)
            return by, next((method for method in methods if method), "unknown")
    return None


def _cves(record: VerisIncident) -> Iterator[str]:
    for block in (record.action.hacking, record.action.malware):
        yield from (cve.upper() for cve in _CVE.findall((block and block.cve) or ""))


def _hints(record: VerisIncident) -> Iterator[tuple[str, str]]:
    if record.security_incident:
        yield "security incident", record.security_incident
    for name in ("hacking", "malware", "social", "misuse", "physical", "error"):
        block = getattr(record.action, name)
        if block is not None and block.variety:
            yield f"action, {name}", ", ".join(block.variety)
    for side, _ in _SIDES:
        block = getattr(record.actor, side)
        if block is not None and block.motive:
            yield f"motive, {side}", ", ".join(block.motive)
