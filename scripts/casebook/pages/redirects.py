"""Redirects: old addresses and upper-case forms lead on, with their fragment.

A bare meta refresh loses the fragment, so a small script goes first; the
refresh and a plain link follow for readers without JavaScript.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from casebook.base import urls
from casebook.base.packing import compact
from casebook.base.security import POLICY
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.model import entries
from casebook.model.case import Case
from casebook.pages.base import Asset, Page, Section, View
from casebook.permalinks.ledger import companions

_JSON = ".json"
_CASE = re.compile(r"/cases/([^/#]+)/")


def assets(corpus: Corpus, settings: Settings) -> Iterator[Asset]:
    """A redirect page for every moved page and for ``/checks/VET-20/``, and a notice for moved JSON.

    A moved file cannot lead on; :func:`casebook.downloads.bundles.of_exercise` leaves a copy there.
    """
    for old, new in corpus.library.permalinks.moved.items():
        if "#" not in old and not urls.is_exercise_file(old) and not old.endswith(_JSON):
            reason = corpus.library.permalinks.reasons.get(old, "")
            yield redirect(corpus, settings, old.lstrip("/"), new.lstrip("/"), reason)
    yield from (notice(settings, *moved) for moved in _moved_data(corpus))
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


def _moved_data(corpus: Corpus) -> Iterator[tuple[str, str, str]]:
    """Old address, new address and reason of each JSON file that moved; that of a case moves with its page."""
    ledger = corpus.library.permalinks
    found: dict[str, tuple[str, str]] = {}
    for old, new in ledger.moved.items():
        why = ledger.reasons.get(old, "")
        before, after = _CASE.fullmatch(old), _CASE.fullmatch(new)
        if old.endswith(_JSON):
            found[old.lstrip("/")] = (new.lstrip("/"), why)
        elif before and after:
            found.setdefault(urls.case_data(before[1]), (urls.case_data(after[1]), why))
    yield from ((old, *to) for old, to in found.items())


def notice(settings: Settings, old: str, new: str, reason: str) -> Asset:
    """The JSON file at ``old``, for programs: it says where its content is now, and nothing of the content."""
    told = entries.Moved(moved_to=settings.address(new), reason=reason or None)
    return Asset(old, compact(told.model_dump(mode="json")))


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
