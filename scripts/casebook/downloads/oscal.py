"""The checklists as an OSCAL catalog (NIST), for tools that manage controls.

Source: OSCAL 1.1, catalog model. The lists are groups, their sections
groups inside, each check a control with statement, guidance and assessment
objective; frameworks stand in the back matter and are linked from controls.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from casebook.base import prose, urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.downloads.rows import Row, rows
from casebook.model.lists import Checklist, Framework

VERSION = "1.1.3"
"""Version of OSCAL that is written."""

_SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "ai-governance-casebook")
"""Ids are made from what they name, so that the same thing keeps its id."""


def identifier(*names: str) -> str:
    """The id of something, the same in every build."""
    return str(uuid.uuid5(_SPACE, "/".join(names)))


def catalog(corpus: Corpus, settings: Settings) -> dict[str, Any]:
    """All lists as one catalog."""
    lists = tuple(corpus.library.checklists.values())
    version = "+".join(f"{each.code}-{each.version}" for each in lists)
    return {
        "catalog": {
            "uuid": identifier("catalog", version),
            "metadata": {
                "title": "AI Governance Casebook: checklists",
                "last-modified": f"{max(each.updated for each in lists)}T00:00:00Z",
                "version": version,
                "oscal-version": VERSION,
                "links": [{"href": urls.absolute(urls.CHECKLISTS, settings.site_url)}],
                "remarks": "Nobody is certified by these lists. Licence: CC BY 4.0.",
            },
            "groups": [_list(each, corpus, settings) for each in lists],
            "back-matter": {"resources": [_resource(each) for each in _cited(corpus)]},
        }
    }


def _list(checklist: Checklist, corpus: Corpus, settings: Settings) -> dict[str, Any]:
    found = rows(checklist, corpus, settings)
    return {
        "id": checklist.id,
        "title": checklist.title,
        "props": [{"name": "label", "value": checklist.code}],
        "parts": [{"id": f"{checklist.id}_ovw", "name": "overview", "prose": checklist.summary}],
        "groups": [
            {
                "id": f"{checklist.id}-{part.id}",
                "title": part.title,
                "parts": [
                    {
                        "id": f"{checklist.id}-{part.id}_ins",
                        "name": "instruction",
                        "prose": part.use_when,
                    }
                ],
                "controls": [_control(row) for row in found if row.check.section.id == part.id],
            }
            for part in checklist.sections
        ],
    }


def _control(row: Row) -> dict[str, Any]:
    item = row.check.item
    name = item.id.lower()
    ours = urls.absolute("", row.settings.site_url)
    return {
        "id": name,
        "title": item.statement,
        "props": [
            {"name": "label", "value": item.id},
            {"name": "level", "value": item.level, "ns": ours},
            {"name": "accountable", "value": item.accountable, "ns": ours},
            {"name": "interval", "value": item.interval, "ns": ours},
        ],
        "links": [
            {"href": row.link, "rel": "canonical"},
            *(
                {
                    "href": f"#{identifier('framework', clause.framework)}",
                    "rel": "reference",
                    "text": clause.clause,
                }
                for clause in item.clauses
            ),
        ],
        "parts": [
            {"id": f"{name}_smt", "name": "statement", "prose": item.statement},
            {"id": f"{name}_gdn", "name": "guidance", "prose": prose.plain(item.why)},
            {
                "id": f"{name}_obj",
                "name": "assessment-objective",
                "prose": prose.plain(item.how_to_verify),
            },
        ],
    }


def _cited(corpus: Corpus) -> Iterator[Framework]:
    cited = {
        clause.framework
        for check in corpus.library.checks.values()
        for clause in check.item.clauses
    }
    yield from (each for each in corpus.library.frameworks.values() if each.id in cited)


def _resource(framework: Framework) -> dict[str, Any]:
    return {
        "uuid": identifier("framework", framework.id),
        "title": framework.title,
        "citation": {"text": f"{framework.publisher}: {framework.title}. {framework.version}."},
        "rlinks": [{"href": framework.url}],
    }
