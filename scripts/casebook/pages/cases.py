"""Home, the index of cases, and every claim across cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from casebook import urls
from casebook.corpus import Corpus
from casebook.measures import STATUS_ORDER
from casebook.model.case import Case
from casebook.model.lists import Pattern
from casebook.pages import ways
from casebook.pages.base import Page, Section, View
from casebook.settings import Settings

FACETS: Mapping[str, str] = {
    "theme": "theme",
    "status": "claim-status",
    "list": "checklist",
    "kind": "case-kind",
    "actor": "actor",
    "sector": "sector",
    "country": "country",
    "role": "role",
    "year": "",
}
"""Facets of the index of cases, and the vocabulary each is labelled from."""


def pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """Home, ``/cases/`` and ``/claims/``."""
    yield home(View(corpus, settings, urls.HOME))
    yield index(View(corpus, settings, urls.CASES))
    yield claims(View(corpus, settings, urls.CLAIMS))


_NEWEST = 6


def home(view: View) -> Page:
    """The front page: search, the four lists, ways in by role, newest cases."""
    corpus = view.corpus
    values = {
        "cases": corpus.listed,
        "newest": corpus.listed[:_NEWEST],
        "checklists": tuple(corpus.library.checklists.values()),
        "roles": ways.roles(corpus),
        "questions": corpus.library.ways_in,
        "patterns": _recurring(corpus),
        "laws": [f for f in corpus.library.frameworks.values() if f.kind == "law"],
        "claims": totals(corpus.listed, corpus),
    }
    return Page(
        url=view.url,
        title="AI Governance Casebook",
        description="Case studies of AI incidents that keep what is confirmed apart from what is "
        "only claimed, with four checklists backed by the cases.",
        lead=view.render("home.html", **values),
        hide=("toc", "breadcrumb"),
        styles=("ways",),
    )


_PATTERNS = 8


def _recurring(corpus: Corpus) -> list[tuple[Pattern, int]]:
    """The patterns that most cases show, with the number of these."""
    counts = [
        (pattern, len({entry.case.id for entry in corpus.showing.get(pattern.id, ())}))
        for pattern in corpus.library.patterns.values()
    ]
    shown = [(pattern, number) for pattern, number in counts if number]
    return sorted(shown, key=lambda pair: -pair[1])[:_PATTERNS]


def index(view: View) -> Page:
    """Every case, as a plain list that a script can filter and sort."""
    cases = view.corpus.listed
    return Page(
        url=view.url,
        title="Cases",
        description="Every case of the casebook, by theme, claim status, checklist, sector, "
        "country and year.",
        lead=view.render("cases.html", cases=cases, facets=facets(view, cases)),
        hide=("toc",),
    )


def facets(view: View, cases: Iterable[Case]) -> dict[str, dict[str, str]]:
    """For each facet the values that occur, with the word a reader sees, in a fixed order."""
    found: dict[str, set[str]] = {name: set() for name in FACETS}
    for case in cases:
        for name, values in _traits(view.corpus, case).items():
            found[name].update(values)
    return {
        name: _labelled(view, vocabulary, found[name])
        for name, vocabulary in FACETS.items()
        if found[name]
    }


def _traits(corpus: Corpus, case: Case) -> dict[str, Iterable[str]]:
    return {
        "theme": corpus.themes(case),
        "status": corpus.measures[case.id].claims_by_status,
        "list": corpus.lists_of(case),
        "kind": (case.kind,),
        "actor": case.actors,
        "sector": case.sectors,
        "country": case.countries,
        "role": [entry.role for entry in case.why_it_matters],
        "year": (case.disclosed[:4],),
    }


def _labelled(view: View, vocabulary: str, values: set[str]) -> dict[str, str]:
    if vocabulary == "checklist":
        lists = view.corpus.library.checklists
        return {name: lists[name].short for name in lists if name in values}
    if not vocabulary:
        return {value: value for value in sorted(values, reverse=True)}
    order = (
        STATUS_ORDER
        if vocabulary == "claim-status"
        else sorted(values, key=lambda value: view.label(vocabulary, value))
    )
    return {value: view.label(vocabulary, value) for value in order if value in values}


def totals(cases: Iterable[Case], corpus: Corpus) -> dict[str, int]:
    """Claims by status over several cases, in the order statuses are shown."""
    counts: Counter[str] = Counter()
    for case in cases:
        counts.update(corpus.measures[case.id].claims_by_status)
    return {status: counts[status] for status in STATUS_ORDER if counts[status]}


def claims(view: View) -> Page:
    """Every claim of every case, grouped by what became of it."""
    corpus = view.corpus
    by_status: dict[str, list[object]] = {}
    for case, claim in corpus.claims():
        by_status.setdefault(claim.status, []).append((case, claim))
    groups = [status for status in STATUS_ORDER if status in by_status]
    return Page(
        url=view.url,
        title="Claims",
        description="Every claim in the casebook: who said it, when, what became of it, and why "
        "we say so.",
        lead=view.render("claims-lead.html", counts=totals(corpus.listed, corpus)),
        sections=tuple(
            Section(
                f"status-{status}",
                view.label("claim-status", status),
                view.render("claims.html", status=status, claims=by_status[status]),
            )
            for status in groups
        ),
    )
