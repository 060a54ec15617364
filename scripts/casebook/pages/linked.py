"""What a page is in the words of schema.org, as JSON-LD for search engines and other programs.

It repeats what the page says of itself and nothing else. A description that
repeats a claim has its status in it, since both are made by the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from casebook.base import dates, urls
from casebook.base.settings import Settings
from casebook.corpus import flat
from casebook.pages.base import Page

_CONTEXT = "https://schema.org"
_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
_TYPES = {"Case": "Article", "Exercise": "LearningResource"}
"""By kind of page: what schema.org calls it. Every other page is a ``WebPage``."""


def linked(page: Page, settings: Settings) -> str:
    """The JSON-LD of a page in one line, safe within a script element.

    It is empty where nobody said what the site's address is: JSON-LD needs full addresses.
    """
    here = settings.public(page.url)
    if not here:
        return ""
    parts: list[Mapping[str, object]] = [_work(page, here, settings), *page.things]
    if page.breadcrumb:
        parts.append(_trail(page, settings))
    told = {"@context": _CONTEXT, "@graph": parts}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)


def _work(page: Page, here: str, settings: Settings) -> dict[str, object]:
    """The page itself; a day of change only where one is known."""
    name = "headline" if page.kind == "Case" else "name"
    changed = {"dateModified": page.updated} if page.updated else {}
    return {
        "@type": _TYPES.get(page.kind, "WebPage"),
        "@id": here,
        "url": here,
        name: page.title,
        "description": page.description,
        "inLanguage": "en-GB",
        "author": {"@type": "Organization", "name": f"{flat.NAME} contributors"},
        "isPartOf": {"@type": "WebSite", "name": flat.NAME, "url": settings.public("")},
        **changed,
        **page.linked,
    }


def day(key: str, date: str | None) -> dict[str, object]:
    """A day under a key of schema.org; nothing where it is not known, not sure, or a range."""
    when = dates.parse(date) if date else None
    sure = when is not None and not when.hedge and when.precision != "interval"
    return {key: date} if sure else {}


def item_list(addresses: Iterable[str], settings: Settings) -> dict[str, object]:
    """The list that a page shows, in its order; each entry is an address."""
    items = [
        {"@type": "ListItem", "position": place, "url": urls.absolute(url, settings.site_url)}
        for place, url in enumerate(addresses, 1)
    ]
    return {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items}


def _trail(page: Page, settings: Settings) -> dict[str, object]:
    """The pages above, then the page, in the order of the breadcrumb."""
    steps = (*page.breadcrumb, (page.title, page.url))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": title,
                "item": urls.absolute(url, settings.site_url),
            }
            for place, (title, url) in enumerate(steps, 1)
        ],
    }
