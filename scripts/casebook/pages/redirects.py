"""Redirects: old addresses and upper-case forms lead on, with their fragment.

A bare meta refresh loses the fragment, so a small script goes first; the
refresh and a plain link follow for readers without JavaScript.
"""

from __future__ import annotations

from collections.abc import Iterator

from casebook import urls
from casebook.corpus import Corpus
from casebook.pages.base import Asset, View
from casebook.settings import Settings


def assets(corpus: Corpus, settings: Settings) -> Iterator[Asset]:
    """A redirect page for every moved address and for ``/checks/VET-20/``."""
    for old, new in corpus.library.permalinks.moved.items():
        if "#" not in old:
            yield redirect(corpus, settings, old.lstrip("/"), new.lstrip("/"))
    for item_id in corpus.library.checks:
        yield redirect(corpus, settings, f"checks/{item_id}/", urls.item(item_id))


def redirect(corpus: Corpus, settings: Settings, old: str, new: str) -> Asset:
    """The page at ``old`` that leads to ``new``."""
    view = View(corpus, settings, old)
    canonical = urls.absolute(new, settings.site_url)
    return Asset(
        urls.file_of(old),
        view.render("redirect.html", target=view.link(new), canonical=canonical),
    )
