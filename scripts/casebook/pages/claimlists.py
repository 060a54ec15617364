"""The claims of each status on a page, and all of them as data for the filters of ``/claims/``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby

from casebook.base import dates, prose, urls
from casebook.base.packing import compact
from casebook.base.settings import Settings
from casebook.corpus import claimlists
from casebook.corpus.claimlists import Entry
from casebook.corpus.corpus import Corpus
from casebook.model.case import Case, Claim
from casebook.pages.base import Asset, Page, View
from casebook.pages.claims import traits


def pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """A page for each status, and one for each year that does not fit on it."""
    for status, years in claimlists.by_status(corpus).items():
        apart = claimlists.apart(corpus, status, years)
        yield _of_status(View(corpus, settings, urls.claims_of_status(status)), status, apart)
        for year in apart:
            view = View(corpus, settings, urls.claims_of_year(status, year))
            yield _of_year(view, status, year, years.get(year, []))


def _of_status(view: View, status: str, apart: Iterable[str]) -> Page:
    every = claimlists.by_status(view.corpus)
    years, label = every[status], view.label("claim-status", status)
    shown = claimlists.shown(years)
    order = sorted({*shown, *apart}, reverse=True)
    return _page(
        view,
        f"Claims: {label.lower()}",
        "claims/status.html",
        status=status,
        total=_total(years),
        years={year: (len(years.get(year, ())), by_case(years.get(year, ()))) for year in order},
        shown=shown,
        others={name: _total(held) for name, held in every.items() if name != status},
    )


def _of_year(view: View, status: str, year: str, found: list[Entry]) -> Page:
    label = view.label("claim-status", status).lower()
    return _page(
        view,
        f"Claims: {label}, cases of {year}",
        "claims/year.html",
        status=status,
        year=year,
        total=len(found),
        entries=by_case(found),
        above=((view.label("claim-status", status), urls.claims_of_status(status)),),
    )


def _page(
    view: View,
    title: str,
    template: str,
    above: tuple[tuple[str, str], ...] = (),
    **values: object,
) -> Page:
    meaning = view.meaning("claim-status", str(values["status"]))
    return Page(
        url=view.url,
        title=title,
        description=f"{title}. {meaning}",
        lead=view.render(template, said=partial(said, view), **values),
        breadcrumb=(("Claims", urls.CLAIMS), *above),
        hide=("toc",),
        styles=("listing",),
    )


def by_case(found: Iterable[Entry]) -> list[tuple[Case, list[Claim]]]:
    """Claims by their case, in the order in which they come; claims of one case stand together."""
    return [
        (held[0][0], [claim for _, claim in held])
        for _, entries in groupby(found, key=lambda entry: entry[0].id)
        for held in [list(entries)]
    ]


def said(view: View, claim: Claim) -> str:
    """Who made a claim, and when."""
    who = "; ".join(each.name or view.label("claimant-kind", each.kind) for each in claim.made_by)
    return f"{who} · {dates.words(claim.made_on)}" if claim.made_on else who


def _total(years: dict[str, list[Entry]]) -> int:
    return sum(map(len, years.values()))


def assets(corpus: Corpus, settings: Settings) -> Iterator[Asset]:
    """Every claim as data, which the filters of ``/claims/`` read when somebody uses them.

    ``statuses`` holds each with its classes, word and meaning; ``cases`` id, title and year;
    ``claims`` the places of case and status in these, the id, the words, who said it and when,
    and the values of the facets ``by`` and ``about``.
    """
    view = View(corpus, settings, urls.CLAIMS)
    statuses = list(claimlists.by_status(corpus))
    cases = [case for case in corpus.listed if case.claims]
    content = {
        "statuses": [
            (each, view.label("claim-status", each), view.meaning("claim-status", each))
            for each in statuses
        ],
        "cases": [(case.id, case.title, case.disclosed[:4]) for case in cases],
        "claims": [
            (place, statuses.index(claim.status), *_packed(view, claim))
            for place, case in enumerate(cases)
            for claim in case.claims
        ],
    }
    yield Asset(urls.CLAIMS_LIST, compact(content))


def _packed(view: View, claim: Claim) -> tuple[str, ...]:
    carried = traits(claim)
    facets = (" ".join(carried[name]) for name in ("by", "about"))
    return (claim.id, prose.plain(claim.text), said(view, claim), *facets)
