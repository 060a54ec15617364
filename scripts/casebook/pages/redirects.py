"""Redirects: old addresses and upper-case forms lead on, with their fragment.

A bare meta refresh loses the fragment, so a small script goes first; the
refresh and a plain link follow for readers without JavaScript.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casebook.base import urls
from casebook.base.security import POLICY
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.model.case import Case
from casebook.pages.base import Asset, Page, Section, View
from casebook.permalinks.ledger import companions


def assets(corpus: Corpus, settings: Settings) -> Iterator[Asset]:
    """A redirect page for every moved page and for ``/checks/VET-20/``.

    A moved file cannot lead on; :func:`casebook.downloads.bundles.of_exercise` leaves a copy there.
    """
    for old, new in corpus.library.permalinks.moved.items():
        if "#" not in old and not urls.is_exercise_file(old):
            reason = corpus.library.permalinks.reasons.get(old, "")
            yield redirect(corpus, settings, old.lstrip("/"), new.lstrip("/"), reason)
    for case in corpus.withdrawn:
        yield from _of_withdrawn(case, corpus, settings)
    for item_id in (*corpus.library.checks, *corpus.library.gone):
        yield redirect(corpus, settings, f"checks/{item_id}/", urls.item(item_id))


def _of_withdrawn(case: Case, corpus: Corpus, settings: Settings) -> Iterator[Asset]:
    """Pages that went with a withdrawn case lead to the reason."""
    ledger = corpus.library.permalinks
    for address in companions(case.id, ledger):
        recorded = f"/{address}" in ledger.pages and f"/{address}" not in ledger.moved
        if address.endswith("/") and recorded:
            yield redirect(corpus, settings, address, urls.case(case.id))


def with_moved_parts(page: Page, corpus: Corpus, settings: Settings) -> Page:
    """A page that still answers for anchors whose parts now stand elsewhere."""
    ledger, here = corpus.library.permalinks, f"/{page.url}"
    anchors = ledger.moved_parts.get(here)
    if not anchors:
        return page
    old = {anchor: f"{here}#{anchor}" for anchor in anchors}
    moved = {
        anchor: (ledger.moved[address].lstrip("/"), ledger.reasons.get(address, ""))
        for anchor, address in old.items()
    }
    html = View(corpus, settings, page.url).render("moved-parts.html", moved=moved)
    return replace(page, sections=(*page.sections, Section("moved", "Parts that moved", html)))


def redirect(corpus: Corpus, settings: Settings, old: str, new: str, reason: str = "") -> Asset:
    """The page at ``old`` that leads to ``new``, with the reason if there is one to tell."""
    view = View(corpus, settings, old)
    canonical = urls.absolute(new, settings.site_url)
    return Asset(
        urls.file_of(old),
        view.render(
            "redirect.html",
            target=view.link(new),
            canonical=canonical,
            policy=POLICY,
            reason=reason,
        ),
    )
