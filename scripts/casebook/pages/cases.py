"""Home, and the index of cases with its filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casebook.base import dates, urls
from casebook.base.packing import compact
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.corpus.measures import readers
from casebook.model.case import Case, Claim
from casebook.model.lists import Pattern
from casebook.pages import ways
from casebook.pages.base import Asset, Page, View
from casebook.pages.linked import item_list

FACETS: Mapping[str, tuple[str, str]] = {
    "theme": ("Theme", "theme"),
    "pattern": ("Failure pattern", "pattern"),
    "actor": ("Who or what", "actor"),
    "lifecycle": ("Life cycle", "lifecycle-stage"),
    "sector": ("Sector", "sector"),
    "country": ("Country", "country"),
    "harm": ("Harm", "harm"),
    "status": ("Claim status", "claim-status"),
    "role": ("Speaks to", "role"),
    "list": ("Checklist", "checklist"),
    "year": ("Year", "year"),
    "kind": ("Kind", "case-kind"),
    "held": ("Safeguards", "held"),
}
"""Facets of the index of cases: heading, and what its values are labelled from."""


def pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """Home and ``/cases/``."""
    yield home(View(corpus, settings, urls.HOME))
    yield index(View(corpus, settings, urls.CASES))


_NEWEST = 4


@dataclass(frozen=True)
class Example:
    """A case that shows what a case is: one claim for each way in which claims ended."""

    case: Case
    strip: tuple[Claim, ...]
    """All its claims, in the order in which statuses are shown."""
    counts: dict[str, int]
    claims: tuple[Claim, ...]
    """The first claim of each status, at most four."""


def example(corpus: Corpus) -> Example | None:
    """The first case of the first everyday question that has cases with claims; none without one."""
    listed = {case.id: case for case in corpus.listed if case.claims}
    named = (listed[each] for way in corpus.library.ways_in for each in way.cases if each in listed)
    case = next(named, None)
    if case is None:
        return None
    counts = totals([case], corpus)
    by_status = {
        status: tuple(claim for claim in case.claims if claim.status == status) for status in counts
    }
    strip = tuple(claim for claims in by_status.values() for claim in claims)
    return Example(case, strip, counts, tuple(claims[0] for claims in by_status.values())[:4])


def home(view: View) -> Page:
    """The front page: what this is, three ways in, an example, everyday questions and newest cases."""
    corpus = view.corpus
    values = {
        "cases": corpus.listed,
        "newest": corpus.listed[:_NEWEST],
        "checklists": tuple(corpus.library.checklists.values()),
        "roles": ways.roles(corpus),
        "questions": corpus.library.ways_in,
        "plan": corpus.library.first_hour,
        "patterns": _recurring(corpus),
        "laws": [f for f in corpus.library.frameworks.values() if f.kind == "law"],
        "checks": len(corpus.library.checks),
        "claims": sum(len(case.claims) for case in corpus.listed),
        "example": example(corpus),
    }
    return Page(
        url=view.url,
        title="AI Governance Casebook",
        description="Case studies of AI incidents that keep what is confirmed apart from what is "
        "only claimed, with checklists backed by the cases.",
        lead=view.render("home.html", **values),
        searchable=False,  # it only leads to other pages
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
        description="Every case of the casebook, by theme, failure pattern, harm, claim status, "
        "checklist, sector, country and year.",
        lead=view.render(
            "cases.html",
            cases=cases,
            years=by_year(cases),
            facets=facets(view, cases),
            counts=counts(view.corpus, cases),
            headings=headings(FACETS),
        ),
        styles=("listing",),
        hide=("toc",),
        things=(item_list((urls.case(case.id) for case in cases), view.settings),),
    )


def by_year(cases: Iterable[Case]) -> dict[str, list[Case]]:
    """Cases by the year in which they were first reported, in the order in which they come."""
    found: dict[str, list[Case]] = {}
    for case in cases:
        found.setdefault(case.disclosed[:4], []).append(case)
    return found


def facets(view: View, cases: Iterable[Case]) -> dict[str, dict[str, str]]:
    """For each facet the values that occur, with the word a reader sees, in a fixed order."""
    found: dict[str, set[str]] = {name: set() for name in FACETS}
    for case in cases:
        for name, values in _traits(view.corpus, case).items():
            found[name].update(values)
    return {
        name: labelled(view, vocabulary, found[name])
        for name, (_, vocabulary) in FACETS.items()
        if found[name]
    }


def headings(facets: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """The heading of each facet."""
    return {name: heading for name, (heading, _) in facets.items()}


def _traits(corpus: Corpus, case: Case) -> dict[str, Iterable[str]]:
    return {
        "theme": corpus.themes(case),
        "pattern": [failure.pattern for failure in case.failures],
        "lifecycle": case.system.lifecycle if case.system else (),
        "harm": case.harms,
        "status": corpus.measures[case.id].claims_by_status,
        "list": corpus.lists_of(case),
        "kind": (case.kind,),
        "actor": case.actors,
        "sector": case.sectors,
        "country": case.countries,
        "role": readers(case),
        "year": (case.disclosed[:4],),
        "held": ("yes",) if case.controls_that_worked else (),
    }


def counts(corpus: Corpus, cases: Iterable[Case]) -> dict[str, Counter[str]]:
    """By facet: how many cases each value would give."""
    found: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for case in cases:
        for name, values in _traits(corpus, case).items():
            found[name].update(dict.fromkeys(values, 1))
    return found


def assets(corpus: Corpus) -> Iterator[Asset]:
    """What the filters of ``/cases/`` read when somebody uses them: by the id of a case, what it carries."""
    yield Asset(
        urls.CASES_LIST, compact({case.id: carried(corpus, case) for case in corpus.listed})
    )


def carried(corpus: Corpus, case: Case) -> dict[str, str]:
    """What the filters, the sorting and the table know of a case beside the words of its entry.

    Spans are days as ``fewest/most``. A facet without a value is left out.
    """
    known = corpus.measures[case.id]
    answer, silence = known.rumour_to_statement, known.silence
    first = "told by itself first" if known.told_first else None
    values = {
        **{name: " ".join(dict.fromkeys(each)) for name, each in _traits(corpus, case).items()},
        "disclosed": case.disclosed,
        "added": case.record.created or "",
        "claims": str(len(case.claims)),
        "answer": f"{answer.fewest}/{answer.most}" if answer else None,
        "answered": dates.length(answer) if answer else first,
        "silence": f"{silence.fewest}/{silence.most}" if silence else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def labelled(view: View, vocabulary: str, values: set[str]) -> dict[str, str]:
    """The values of a facet with their words, in the order in which they are offered."""
    if vocabulary == "year":
        return {value: value for value in sorted(values, reverse=True)}
    if vocabulary == "held":
        return dict.fromkeys(values, "Something held")
    words = {value: _word(view, vocabulary, value) for value in values}
    if vocabulary == "claim-status":
        order = view.corpus.library.statuses.ordered(dict.fromkeys(sorted(values), 1))
        return {value: words[value] for value in order}
    if vocabulary == "checklist":
        return {name: words[name] for name in view.corpus.library.checklists if name in values}
    return dict(sorted(words.items(), key=lambda pair: pair[1]))


def _word(view: View, vocabulary: str, value: str) -> str:
    library = view.corpus.library
    if vocabulary == "checklist":
        return library.checklists[value].short
    if vocabulary == "pattern":
        return library.patterns[value].title
    return view.label(vocabulary, value)


def totals(cases: Iterable[Case], corpus: Corpus) -> dict[str, int]:
    """Claims by status over several cases, in the order statuses are shown."""
    counts: Counter[str] = Counter()
    for case in cases:
        counts.update(corpus.measures[case.id].claims_by_status)
    return corpus.library.statuses.ordered(counts)
