"""Incidents of the AI Incident Database, from its API or its weekly snapshot."""

from __future__ import annotations

from casebook.base.words import listed
from casebook.imports.draft import Draft, Origin, Reference
from casebook.model.neighbours import AiidIncident, AiidReport

_LANGUAGE_LENGTHS = (2, 3)
_DAY = 10


def draft(record: AiidIncident) -> Draft:
    """The draft of an incident. In a snapshot the reports are numbers, which are named as a hint."""
    reports = [report for report in record.reports if report.url]
    bare = [each.report_number for each in record.reports if each.report_number and not each.url]
    developers = (*record.developers, *record.snapshot_developers)
    deployers = (*record.deployers, *record.snapshot_deployers)
    return Draft(
        Origin(
            "aiid",
            "the AI Incident Database",
            "CC-BY-SA-4.0",
            record.incident_id,
            f"https://incidentdatabase.ai/cite/{record.incident_id}",
        ),
        disclosed=record.date,
        occurred=record.date,
        organisations=(
            *((entity.name, "developer") for entity in developers),
            *((entity.name, "deployer") for entity in deployers),
        ),
        numbers=(("aiid", record.incident_id),),
        references=tuple(_reference(report) for report in reports),
        hints=(("numbers of its reports", listed(bare)),) if bare else (),
    )


def _reference(report: AiidReport) -> Reference:
    language = report.language or ""
    return Reference(
        url=report.url or "",
        title=report.title or "",
        publisher=report.source_domain or "",
        published=(report.date_published or "")[:_DAY],
        language=language if len(language) in _LANGUAGE_LENGTHS else "",
    )
