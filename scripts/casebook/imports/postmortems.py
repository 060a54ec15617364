"""Incidents of agent-postmortems."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.imports.draft import Draft, Origin, Reference
from casebook.model.neighbours import Postmortem, PostmortemSource

_AUTONOMY = {
    "suggest": "advises",
    "human-in-the-loop": "acts-under-review",
    "fully-autonomous": "acts-alone",
}
_HARMS = {
    "economic": "financial-loss",
    "legal-regulatory": "legal",
    "none-reported": "none-known",
    "physical": "physical",
    "psychological": "psychological",
    "reputational": "reputation",
}
_KINDS = {
    "academic": "research",
    "news": "press",
    "other": "reference",
    "primary-research": "research",
    "regulatory-court": "regulator",
    "social-primary": "social",
    "vendor-disclosure": "company",
    "vendor-response": "company",
}


def draft(record: Postmortem) -> Draft:
    """The draft of an incident; terms without a match become hints."""
    system, ids = record.system, record.external_ids
    elsewhere = (("aiid", ids.aiid), ("oecd-aim", ids.oecd_aim), ("aiaaic", ids.aiaaic))
    harms = record.blast_radius.user_harm.categories
    return Draft(
        Origin(
            "agent-postmortems",
            "agent-postmortems",
            "CC-BY-4.0",
            record.incident_id,
            "https://github.com/swarmproof/agent-postmortems/blob/main/incidents/"
            f"{record.incident_id}.yaml",
        ),
        disclosed=record.date,
        kind="hazard" if record.incident_type == "hazard" else "incident",
        organisations=((system.vendor, "deployer"),) if system.vendor else (),
        product=system.framework or "",
        autonomy=_AUTONOMY.get(system.autonomy_level or "", ""),
        harms=tuple(_HARMS[harm] for harm in harms if harm in _HARMS),
        numbers=(
            *((scheme, number) for scheme, number in elsewhere if number),
            *(("cve", cve) for cve in record.cve),
        ),
        references=tuple(_reference(each) for each in record.sources),
        hints=tuple(_hints(record)),
    )


def _hints(record: Postmortem) -> Iterator[tuple[str, str]]:
    level = record.system.autonomy_level
    if level and level not in _AUTONOMY:
        yield "autonomy level", level
    if record.primary_failure_class:
        yield "failure class", record.primary_failure_class
    if record.attack_vector:
        yield "attack vector", record.attack_vector
    other = [harm for harm in record.blast_radius.user_harm.categories if harm not in _HARMS]
    if other:
        yield "other kinds of harm", ", ".join(other)


def _reference(source: PostmortemSource) -> Reference:
    return Reference(
        url=source.url or "",
        title=source.title or "",
        publisher=source.publisher or "",
        kind=_KINDS.get(source.type or "", ""),
        archive_url=source.archive_url or "",
    )
