"""Case studies of MITRE ATLAS."""

from __future__ import annotations

from casebook.imports.draft import Draft, Origin, Reference
from casebook.model.neighbours import AtlasCaseStudy

_LENGTH = {"YEAR": 4, "MONTH": 7}
"""Characters of a day that are known, by the granularity; otherwise all."""


def draft(record: AtlasCaseStudy) -> Draft:
    """The draft of a case study. An exercise of a research team is a hazard."""
    day = record.incident_date[: _LENGTH.get(record.granularity or "")]
    return Draft(
        Origin(
            "atlas",
            "MITRE ATLAS",
            "Apache-2.0",
            record.id,
            f"https://atlas.mitre.org/studies/{record.id}",
        ),
        disclosed=day,
        occurred=day,
        kind="hazard" if record.type_ == "exercise" else "incident",
        numbers=(("atlas", record.id),),
        references=tuple(
            Reference(url=each.url or "", title=each.title or "") for each in record.references
        ),
        hints=(("target", record.target),) if record.target else (),
    )
