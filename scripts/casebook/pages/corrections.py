"""Every dated correction of every case on one page, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casebook.base import dates, urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import ON_SITE, Corpus
from casebook.model.case import Case, Correction
from casebook.pages.base import Page, View

_NEWEST = 15
"""Corrections that stand open; the others are folded by their day."""


@dataclass(frozen=True)
class Entry:
    """A correction, and the case it belongs to."""

    case: Case
    correction: Correction


def entries(corpus: Corpus) -> tuple[Entry, ...]:
    """Corrections of all cases on the site, the newest first; of one day by case, the latest first."""
    found = [
        Entry(case, correction)
        for case in corpus.cases.values()
        if case.record.status in ON_SITE
        for correction in reversed(case.record.corrections)
    ]
    return tuple(sorted(found, key=_newest_first))


def by_day(found: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Corrections by their day, in the order in which they come."""
    days: dict[str, list[Entry]] = {}
    for entry in found:
        days.setdefault(entry.correction.on, []).append(entry)
    return days


def _newest_first(entry: Entry) -> tuple[int, str]:
    return -dates.parse(entry.correction.on).last.toordinal(), entry.case.title


def pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """``/corrections/``."""
    view, found = View(corpus, settings, urls.CORRECTIONS), entries(corpus)
    yield Page(
        url=view.url,
        title="Corrections",
        description="Every dated correction of every case, the newest first: what was changed, and why.",
        lead=view.render(
            "corrections.html",
            entries=found,
            newest=found[:_NEWEST],
            days=by_day(found[_NEWEST:]),
        ),
        layout="text",
        styles=("listing",),
    )
