"""Reports and vulnerabilities of the AI Vulnerability Database."""

from __future__ import annotations

import re

from casebook.base.words import listed
from casebook.imports.draft import Draft, Origin, Reference
from casebook.model.neighbours import AvidRecord

_CVE = re.compile(r"CVE-[0-9]{4}-[0-9]{4,}")


def draft(record: AvidRecord) -> Draft | None:
    """The draft of a record; nothing if it has no number or no day."""
    number = record.metadata.report_id or record.metadata.vuln_id
    day = record.reported_date or record.published_date
    if number is None or day is None:
        return None
    affects, view = record.affects, record.impact.avid
    names = [artifact.name for artifact in affects.artifacts if artifact.name]
    urls = " ".join(reference.url or "" for reference in record.references)
    hints = (
        ("class", record.problemtype.classof or ""),
        ("systems", listed(names) if names[1:] else ""),
        ("risk domains", listed(view.risk_domain)),
        ("classes of AVID", listed(view.sep_view)),
    )
    return Draft(
        Origin("avid", "AVID", "MIT", number, f"https://avidml.org/database/{number.lower()}/"),
        disclosed=day,
        kind="hazard",
        organisations=(
            *((name, "developer") for name in affects.developer),
            *((name, "deployer") for name in affects.deployer),
        ),
        product=names[0] if len(names) == 1 else "",
        numbers=(("avid", number), *(("cve", cve) for cve in dict.fromkeys(_CVE.findall(urls)))),
        references=tuple(
            Reference(url=each.url or "", title=each.label or "") for each in record.references
        ),
        hints=tuple((label, text) for label, text in hints if text),
    )
