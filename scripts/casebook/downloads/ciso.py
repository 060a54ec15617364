"""A checklist as a library for CISO Assistant, for tools that track who has done what.

Source: the libraries of CISO Assistant (community edition): a framework with requirement nodes.
Sections are nodes that cannot be assessed, checks are nodes that can, and levels are its
implementation groups. The file is JSON, which every reader of YAML reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casebook.base import prose, urls
from casebook.base.packing import indented
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.corpus.flat import LICENCE, NAME
from casebook.model.lists import Checklist, Item, Section

_MAKER = "ai-governance-casebook"


def text(checklist: Checklist, corpus: Corpus, settings: Settings) -> str:
    """The library of one checklist."""
    return indented(library(checklist, corpus, settings))


def library(checklist: Checklist, corpus: Corpus, settings: Settings) -> dict[str, Any]:
    """The library of one checklist as data."""
    known = {
        "ref_id": f"{NAME}: {checklist.code}",
        "name": f"{NAME}: {checklist.title}",
        "description": f"{prose.plain(checklist.summary)} Version {checklist.version}, "
        f"{settings.address(urls.checklist(checklist.id))}. Nobody is certified by it.",
    }
    levels = corpus.library.vocabularies.get("level", {})
    return {
        "urn": _urn("library", checklist),
        "locale": "en",
        **known,
        "copyright": f"{NAME}, {LICENCE}",
        "version": number(checklist.version),
        "publication_date": checklist.updated,
        "provider": NAME,
        "packager": _MAKER,
        "objects": {
            "framework": {
                "urn": _urn("framework", checklist),
                **known,
                "implementation_groups_definition": [
                    {"ref_id": name, "name": term.label, "description": term.definition}
                    for name, term in levels.items()
                ],
                "requirement_nodes": list(_nodes(checklist, settings)),
            }
        },
    }


def number(version: str) -> int:
    """A version of a list as the whole number that CISO Assistant compares: ``1.2.0`` is 10200."""
    major, minor, patch = map(int, version.split("."))
    return (major * 100 + minor) * 100 + patch


def _urn(kind: str, checklist: Checklist, *name: str) -> str:
    return ":".join(["urn", _MAKER, "risk", kind, checklist.id, *name]).lower()


def _nodes(checklist: Checklist, settings: Settings) -> Iterator[dict[str, Any]]:
    for section in checklist.sections:
        yield {
            "urn": _urn("req_node", checklist, section.id),
            "assessable": False,
            "depth": 1,
            "ref_id": section.id,
            "name": section.title,
            "description": section.use_when,
        }
        for item in checklist.items:
            if item.section == section.id:
                yield _node(checklist, section, item, settings)


def _node(checklist: Checklist, section: Section, item: Item, settings: Settings) -> dict[str, Any]:
    cases = settings.address(urls.item(item.id))
    return {
        "urn": _urn("req_node", checklist, item.id),
        "parent_urn": _urn("req_node", checklist, section.id),
        "assessable": True,
        "depth": 2,
        "ref_id": item.id,
        "description": item.statement,
        "annotation": f"{prose.plain(item.why)} Cases behind it: {cases}",
        "typical_evidence": prose.plain(item.how_to_verify),
        "implementation_groups": [item.level],
    }
