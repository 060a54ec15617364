"""Every claim across cases, by what became of it, and the corrections that came late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casebook import dates, urls
from casebook.corpus import Corpus
from casebook.dates import Span
from casebook.measures import STATUS_ORDER
from casebook.model.case import Case, Claim
from casebook.pages.base import Page, Section, View
from casebook.pages.cases import headings, labelled, totals
from casebook.settings import Settings

FACETS: Mapping[str, tuple[str, str]] = {
    "status": ("What became of it", "claim-status"),
    "by": ("Who said it", "claimant-kind"),
    "about": ("What it is about", "claim-subject"),
}
"""Facets of the claims: heading, and the vocabulary its values are labelled from."""


def pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """``/claims/``."""
    view = View(corpus, settings, urls.CLAIMS)
    late = corrected_late(corpus)
    yield Page(
        url=view.url,
        title="Claims",
        description="Every claim in the casebook: who said it, when, what became of it, and why "
        "we say so.",
        lead=view.render(
            "claims-lead.html",
            counts=totals(corpus.listed, corpus),
            facets=_facets(view),
            headings=headings(FACETS),
            late=late,
        ),
        sections=(*_groups(view), *_late(view, late)),
        hide=("toc",),
        styles=("listing",),
    )


def _groups(view: View) -> Iterator[Section]:
    by_status: dict[str, list[tuple[Case, Claim]]] = {}
    for case, claim in view.corpus.claims():
        by_status.setdefault(claim.status, []).append((case, claim))
    for status in STATUS_ORDER:
        if status in by_status:
            html = view.render("claims.html", status=status, claims=by_status[status])
            yield Section(f"status-{status}", view.label("claim-status", status), html)


def _facets(view: View) -> dict[str, dict[str, str]]:
    claims = [claim for _, claim in view.corpus.claims()]
    found = {
        "status": {claim.status for claim in claims},
        "by": {who.kind for claim in claims for who in claim.made_by},
        "about": {subject for claim in claims for subject in claim.about},
    }
    return {
        name: labelled(view, vocabulary, found[name]) for name, (_, vocabulary) in FACETS.items()
    }


# Corrections that came late

LATE = 14
"""Days that must lie between a claim and its correction, whatever the exact days were."""


@dataclass(frozen=True)
class Late:
    """A claim that was corrected long after it was made.

    ``on`` is the day of the change of status, or of the answer that gave
    another version; ``text`` says what happened then.
    """

    case: Case
    claim: Claim
    on: str
    span: Span
    text: str


def corrected_late(corpus: Corpus) -> tuple[Late, ...]:
    """Claims corrected at least :data:`LATE` days after they were made, the longest first."""
    found = [late for case, claim in corpus.claims() for late in _last(case, claim)]
    return tuple(sorted(found, key=lambda late: (-late.span.fewest, late.case.id, late.claim.id)))


def _last(case: Case, claim: Claim) -> list[Late]:
    """The latest correction of a claim, if it came late; none or one."""
    if not claim.made_on:
        return []
    answers = [
        (answer.on, answer.text)
        for answer in claim.answers
        if answer.on and answer.stance == "corrects"  # a denial is no correction
    ]
    changes = [(change.on, change.reason) for change in claim.history]
    dated = [
        Late(case, claim, on, span, text)
        for on, text in (*changes, *answers)
        if (span := dates.between(claim.made_on, on)) and span.fewest >= LATE
    ]
    return sorted(dated, key=lambda late: -late.span.fewest)[:1]


def _late(view: View, late: tuple[Late, ...]) -> Iterator[Section]:
    if late:
        yield Section(
            "late", "Corrections that came late", view.render("claims-late.html", late=late)
        )
