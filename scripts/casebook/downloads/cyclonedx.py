"""The checklists as a CycloneDX standard, for tools that record attestations.

Source: CycloneDX 1.6, ``definitions.standards``. One standard a list; its
sections and checks are requirements, its levels the levels of the checks.
"""

from __future__ import annotations

from typing import Any

from casebook.base import prose, urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.downloads.oscal import identifier
from casebook.downloads.rows import Row, rows
from casebook.model.lists import Checklist


def standards(corpus: Corpus, settings: Settings) -> dict[str, Any]:
    """The lists as standards of one document."""
    lists = tuple(corpus.library.checklists.values())
    versions = [f"{each.code}-{each.version}" for each in lists]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{identifier('cyclonedx', *versions)}",
        "version": 1,
        "metadata": {"timestamp": f"{max(each.updated for each in lists)}T00:00:00Z"},
        "definitions": {"standards": [_standard(each, corpus, settings) for each in lists]},
    }


def _standard(checklist: Checklist, corpus: Corpus, settings: Settings) -> dict[str, Any]:
    found = rows(checklist, corpus, settings)
    return {
        "bom-ref": checklist.code,
        "name": checklist.title,
        "version": checklist.version,
        "description": checklist.summary,
        "owner": "AI Governance Casebook",
        "requirements": [*_sections(checklist), *(_requirement(row) for row in found)],
        "levels": [
            _level(name, found) for name in dict.fromkeys(r.check.item.level for r in found)
        ],
        "externalReferences": [
            {
                "type": "website",
                "url": urls.absolute(urls.checklist(checklist.id), settings.site_url),
            }
        ],
    }


def _sections(checklist: Checklist) -> list[dict[str, Any]]:
    return [
        {
            "bom-ref": f"{checklist.code}/{part.id}",
            "identifier": f"{checklist.code}/{part.id}",
            "title": part.title,
            "text": part.use_when,
        }
        for part in checklist.sections
    ]


def _requirement(row: Row) -> dict[str, Any]:
    item, checklist = row.check.item, row.check.checklist
    return {
        "bom-ref": item.id,
        "identifier": item.id,
        "title": item.statement,
        "text": prose.plain(item.how_to_verify),
        "descriptions": [prose.plain(item.why)],
        "parent": f"{checklist.code}/{row.check.section.id}",
        "properties": [
            {"name": "accountable", "value": item.accountable},
            {"name": "interval", "value": item.interval},
        ],
        "externalReferences": [{"type": "website", "url": row.link}],
    }


def _level(name: str, found: tuple[Row, ...]) -> dict[str, Any]:
    chosen = [row for row in found if row.check.item.level == name]
    code, library = chosen[0].check.checklist.code, chosen[0].corpus.library
    term = library.term("level", name)
    return {
        "bom-ref": f"{code}/level/{name}",
        "identifier": name,
        "title": term.label,
        "description": term.definition or term.label,
        "requirements": [row.check.id for row in chosen],
    }
