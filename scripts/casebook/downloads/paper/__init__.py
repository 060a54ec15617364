"""Papers: data laid out by Typst, which needs no system package. Fonts come with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casebook.base import dates, prose, urls
from casebook.base.settings import Settings
from casebook.base.words import counted
from casebook.corpus.corpus import Corpus
from casebook.downloads import qr
from casebook.downloads.press import printed
from casebook.model.lists import Checklist, Section

SIZES: Mapping[str, str] = dict(zip(urls.PAPERS, ("a4", "us-letter"), strict=True))
"""Sizes of paper, by the name in an address, and what Typst calls them."""


def checklist(list_: Checklist, corpus: Corpus, settings: Settings, size: str) -> bytes:
    """A checklist: a first page about it, then a page for each section.

    Args:
        list_: The list.
        corpus: Where terms have their words.
        settings: Where the site lives; QR codes need a public address.
        size: A name of :data:`SIZES`.
    """
    link = urls.absolute(urls.checklist(list_.id), settings.site_url)
    return printed(
        "checklist",
        {
            "paper": SIZES[size],
            "title": list_.title,
            "version": list_.version,
            "updated": dates.words(list_.updated),
            "count": counted(len(list_.items), "check"),
            "summary": prose.plain(list_.summary),
            "legal": list_.legal_note,
            "link": link,
            "qr": qr.svg(link, settings),
            "foot": f"AI Governance Casebook · {list_.short} {list_.version} · {link} · CC BY 4.0",
            "sections": [_section(part, list_, corpus, settings) for part in list_.sections],
        },
    )


def _section(part: Section, list_: Checklist, corpus: Corpus, settings: Settings) -> dict[str, Any]:
    items = [item for item in list_.items if item.section == part.id]
    first = f"{urls.checklist(list_.id)}#{items[0].id.lower()}" if items else ""
    link = urls.absolute(first, settings.site_url)
    return {
        "id": part.id,
        "title": part.title,
        "use_when": part.use_when,
        "mode": corpus.library.label("checklist-mode", part.mode),
        "link": link,
        "qr": qr.svg(link, settings),
        "items": [
            {
                "id": item.id,
                "link": urls.absolute(urls.item(item.id), settings.site_url),
                "level": corpus.library.label("level", item.level),
                "statement": item.statement,
                "verify": prose.plain(item.how_to_verify),
            }
            for item in items
        ],
    }
