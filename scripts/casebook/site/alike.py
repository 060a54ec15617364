"""Pages that differ only in their words: MkDocs makes one frame, and each page is filled into it.

To make a frame costs more than to write what such a page says. MkDocs gets the
first page with a slot in the place of each of its words. A slot is a string
that stands nowhere else, so nothing has to be guessed when the frame is filled.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape

from casebook.base import urls
from casebook.base.settings import Settings
from casebook.pages.base import Page
from casebook.pages.linked import linked

_SLOT = re.compile(r"slot-([a-z]+[0-9]*)-slot/?")
_CONTENT = "<h1>slot-content-slot</h1>"  # with a heading, so that the theme adds none
CANONICAL = "slot-canonical-slot"
"""What the model has as its full address."""
LINKED = "slot-linked-slot"
"""What the model has as its JSON-LD."""


def slotted(page: Page) -> Page:
    """A page with slots in the place of its words; only its address and its kind are left."""
    above = tuple(
        (f"slot-title{place}-slot", f"slot-above{place}-slot/")
        for place in range(len(page.breadcrumb))
    )
    return replace(
        page,
        title="slot-title-slot",
        description="slot-description-slot",
        lead=_CONTENT,
        sections=(),
        breadcrumb=above,
        edit="slot-edit-slot",
    )


def filled(frame: str, page: Page, settings: Settings) -> str:
    """The frame with the words of a page in its slots."""
    words = _words(page, settings)
    head, _, foot = frame.partition(_CONTENT)

    def fill(text: str) -> str:
        return _SLOT.sub(lambda slot: words[slot[1]], text)

    return fill(head) + page.html + fill(foot)


def _words(page: Page, settings: Settings) -> Mapping[str, str]:
    words = {
        "title": page.title,
        "description": page.description,
        "edit": page.edit,
        "canonical": urls.absolute(page.url, settings.site_url),
    }
    for place, (title, url) in enumerate(page.breadcrumb):
        words |= {f"title{place}": title, f"above{place}": url}
    escaped = {name: escape(text) for name, text in words.items()}
    return escaped | {"linked": linked(page, settings)}  # a script element knows no entities
