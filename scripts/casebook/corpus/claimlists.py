"""The claims of each status by year, and which years have a page of their own."""

from __future__ import annotations

from collections.abc import Mapping

from casebook.base import urls
from casebook.corpus.corpus import Corpus
from casebook.model.case import Case, Claim

Entry = tuple[Case, Claim]

MOST = 260
"""Claims that the page of a status shows at most; the largest years then have a page each."""


def by_status(corpus: Corpus) -> dict[str, dict[str, list[Entry]]]:
    """The claims of every status, by the year in which their case was first reported, newest first."""
    found: dict[str, dict[str, list[Entry]]] = {each: {} for each in corpus.library.statuses.order}
    for case, claim in corpus.claims():
        years = found.setdefault(
            claim.status, {}
        )  # a status that no list of terms has is shown too
        years.setdefault(case.disclosed[:4], []).append((case, claim))
    return found


def shown(years: Mapping[str, list[Entry]]) -> tuple[str, ...]:
    """The years whose claims stand on the page of a status: all but the largest, until they fit."""
    total, moved = sum(map(len, years.values())), set[str]()
    for year in sorted(years, key=lambda year: (-len(years[year]), year)):
        if total <= MOST:
            break
        total -= len(years[year])
        moved.add(year)
    return tuple(year for year in years if year not in moved)


def apart(corpus: Corpus, status: str, years: Mapping[str, list[Entry]]) -> tuple[str, ...]:
    """The years of a status that have a page of their own, the newest first.

    A published page stays, even when its claims would fit on the page of the status by now.
    """
    start = "/" + urls.claims_of_status(status)
    published = {page.removeprefix(start).strip("/") for page in _recorded(corpus, start)}
    return tuple(sorted({*years} - {*shown(years)} | published, reverse=True))


def _recorded(corpus: Corpus, start: str) -> list[str]:
    ledger = corpus.library.permalinks
    return [page for page in ledger.under(start) if page != start and page not in ledger.moved]
