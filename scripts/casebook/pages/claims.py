"""The overview of all claims, and pages of late corrections and of our own changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casebook.base import dates, urls
from casebook.base.dates import Span
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.model.case import Case, Claim, StatusChange
from casebook.pages.base import Page, View
from casebook.pages.cases import headings, labelled, totals

FACETS: Mapping[str, tuple[str, str]] = {
    "status": ("What became of it", "claim-status"),
    "by": ("Who said it", "claimant-kind"),
    "about": ("What it is about", "claim-subject"),
}
"""Facets of the claims: heading, and the vocabulary its values are labelled from."""

_NEWEST = 5
"""Changes of status that the overview shows."""


def pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """``/claims/``, and the pages of late corrections and of our own changes."""
    view = View(corpus, settings, urls.CLAIMS)
    late, changed = corrected_late(corpus), changed_by_us(corpus)
    counts = _counts(corpus)
    yield _part(
        View(corpus, settings, urls.LATE),
        "Corrections that came late",
        "Claims that were corrected at least two weeks after they were made.",
        "claims/late.html",
        late=late,
    )
    yield _part(
        View(corpus, settings, urls.CHANGED),
        "Where we changed our mind",
        "Claims to which we gave another status after the case was written.",
        "claims/changed.html",
        changed=changed,
    )
    yield Page(
        url=view.url,
        title="Claims",
        description="Every claim in the casebook: who said it, when, what became of it, and why "
        "we say so.",
        lead=view.render(
            "claims/overview.html",
            shares=_shares(corpus),
            facets={
                name: labelled(view, vocabulary, set(counts[name]))
                for name, (_, vocabulary) in FACETS.items()
            },
            counts=counts,
            headings=headings(FACETS),
            late=late,
            changed=changed,
            newest=changed[:_NEWEST],
        ),
        hide=("toc",),
        styles=("listing",),
    )


@dataclass(frozen=True)
class Share:
    """How many claims have a status; ``width`` in percent of the most frequent one."""

    status: str
    count: int
    width: float


def _shares(corpus: Corpus) -> tuple[Share, ...]:
    """Every status of the vocabulary, and those that claims have beside, in the order of the statuses."""
    counts = totals(corpus.listed, corpus)
    most = max(counts.values(), default=1)
    every = dict.fromkeys((*corpus.library.statuses.order, *counts))
    return tuple(Share(each, n, 100 * n / most) for each in every for n in [counts.get(each, 0)])


def _part(view: View, title: str, description: str, template: str, **values: object) -> Page:
    return Page(
        url=view.url,
        title=title,
        description=description,
        lead=f"<h1>{title}</h1>\n" + view.render(template, **values),
        breadcrumb=(("Claims", urls.CLAIMS),),
        layout="text",
        hide=("toc",),
        styles=("listing",),
    )


def _counts(corpus: Corpus) -> dict[str, Counter[str]]:
    """By facet: how many claims each value would give."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for _, claim in corpus.claims():
        for name, values in traits(claim).items():
            counts[name].update(values)
    return counts


def traits(claim: Claim) -> dict[str, tuple[str, ...]]:
    """What a claim can be filtered by: for each facet its values, each once."""
    kinds = tuple(dict.fromkeys(who.kind for who in claim.made_by))
    return {"status": (claim.status,), "by": kinds, "about": tuple(dict.fromkeys(claim.about))}


# Corrections that came late

LATE = 14
"""Days that must lie between a claim and its correction, whatever the exact days were."""


@dataclass(frozen=True)
class Late:
    """A claim that was corrected long after it was made.

    ``by`` gave another version on the day ``on``; it is empty where those who
    made the claim took it back. ``text`` says what happened then.
    """

    case: Case
    claim: Claim
    by: str
    on: str
    span: Span
    text: str


def corrected_late(corpus: Corpus) -> tuple[Late, ...]:
    """Claims corrected at least :data:`LATE` days after they were made, the longest first.

    A change of status is no correction by itself: it tells when we learned something.
    """
    withdrawn = corpus.library.statuses.settled_by("claimant")
    found = [late for case, claim in corpus.claims() for late in _last(case, claim, withdrawn)]
    return tuple(sorted(found, key=lambda late: (-late.span.fewest, late.case.id, late.claim.id)))


def _last(case: Case, claim: Claim, withdrawn: frozenset[str]) -> list[Late]:
    """The latest correction of a claim, if it came late; none or one.

    ``withdrawn`` are the statuses of claims that those who made them took back.
    """
    if not claim.made_on:
        return []
    answers = [
        (answer.by, answer.on, answer.text)
        for answer in claim.answers
        if answer.on and answer.stance == "corrects"  # a denial is no correction
    ]
    taken_back = [
        ("", change.on, change.reason) for change, then in _changes(claim) if then in withdrawn
    ]
    dated = [
        Late(case, claim, by, on, span, text)
        for by, on, text in (*taken_back, *answers)
        if (span := dates.between(claim.made_on, on)) and span.fewest >= LATE
    ]
    return sorted(dated, key=lambda late: -late.span.fewest)[:1]


def _changes(claim: Claim) -> list[tuple[StatusChange, str]]:
    """Each change of status, with the status it led to."""
    after = [change.status for change in claim.history[1:]]
    return list(zip(claim.history, [*after, claim.status], strict=False))  # no history, no change


# Where we changed our mind


@dataclass(frozen=True)
class Changed:
    """A change of status that the casebook made; ``then`` is what the claim became."""

    case: Case
    claim: Claim
    change: StatusChange
    then: str


def changed_by_us(corpus: Corpus) -> tuple[Changed, ...]:
    """Changes of status since a case was written, the newest first; not those where a claim was taken back."""
    withdrawn = corpus.library.statuses.settled_by("claimant")
    found = [
        Changed(case, claim, change, then)
        for case, claim in corpus.claims()
        for change, then in _changes(claim)
        if then not in withdrawn and _since(case, change)
    ]
    return tuple(sorted(found, key=lambda each: (-_day(each.change.on), each.case.id)))


def _since(case: Case, change: StatusChange) -> bool:
    """Whether a change came after the case was written, and not in the course of what it tells."""
    created = case.record.created
    return created is not None and _day(change.on) >= _day(created)


def _day(on: str) -> int:
    return dates.parse(on).first.toordinal()
