"""Legal outcomes: fines, orders, settlements, rulings, criminal cases, one row for each.

They are recorded in a case in two places: under its consequences (``outcomes``), and at the
claims on which somebody ruled (``decided_by``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casebook.base import numbers, prose, urls
from casebook.corpus.library import Library
from casebook.model.case import Case, Claim, Consequence, Decider, Figure, LegalOutcome

VOCABULARY = "outcome-kind"
RULING = "ruling"
"""Kind of an outcome that is a ruling on one claim."""
DECIDING = ("court", "regulator")
"""Roles of organisations that decide."""
_CODE = 3  # letters of a currency


@dataclass(frozen=True)
class Outcome:
    """One outcome of a case.

    ``number`` counts the outcomes of the case from 1; ``claim`` is the claim that was ruled on,
    or the one that an amount rests on.
    """

    case: Case
    library: Library
    number: int
    kind: str
    text: str
    sources: tuple[str, ...]
    figure: Figure | None = None
    by: str | None = None
    on: str | None = None
    country: str | None = None
    against: str | None = None
    not_said: str | None = None
    claim: str | None = None

    @property
    def label(self) -> str:
        """Its kind in the words a reader sees."""
        return self.library.label(VOCABULARY, self.kind)

    @property
    def currency(self) -> str | None:
        """The currency of its amount; nothing for an amount that is not money."""
        unit = self.figure.unit if self.figure else ""
        return unit if len(unit) == _CODE and unit.isupper() else None

    @property
    def amounts(self) -> tuple[float | None, float | None]:
        """Least and most of its amount of money; the same twice for an exact one."""
        if self.figure is None or self.currency is None:
            return None, None
        least = self.figure.min if self.figure.value is None else self.figure.value
        most = self.figure.max if self.figure.value is None else self.figure.value
        return _amount(least), _amount(most)

    @property
    def links(self) -> list[str]:
        """Addresses of the sources that have one."""
        found = {source.id: source.url for source in self.case.sources}
        return [url for name in self.sources if (url := found.get(name))]

    def parties(self, *, deciding: bool) -> list[str]:
        """The organisations of the case that decide, or all others."""
        return [who.name for who in self.case.organisations if (who.role in DECIDING) == deciding]


def _amount(given: float | None) -> float | None:
    return None if given is None else numbers.as_written(given)


def of(case: Case, library: Library) -> Iterator[Outcome]:
    """The outcomes of a case: those of its consequences in its order, then rulings on claims."""
    number = 0
    for consequence in case.consequences:
        for each in consequence.outcomes:
            number += 1
            yield _of_consequence(case, library, number, consequence, each)
    for claim in case.claims:
        if claim.outcome and claim.decided_by:
            number += 1
            yield _of_claim(case, library, number, claim, claim.decided_by)


def _of_consequence(
    case: Case, library: Library, number: int, consequence: Consequence, outcome: LegalOutcome
) -> Outcome:
    """A recorded outcome; the sum of its consequence is its own only where it is the only one."""
    alone = len(consequence.outcomes) == 1
    return Outcome(
        case,
        library,
        number,
        outcome.kind,
        prose.plain(consequence.text),
        consequence.sources,
        outcome.figure or (consequence.figure if alone else None),
        by=outcome.by,
        on=outcome.on,
        country=outcome.country,
        against=outcome.against,
        not_said=outcome.not_said,
        claim=consequence.claim,
    )


def _of_claim(
    case: Case, library: Library, number: int, claim: Claim, decision: Decider
) -> Outcome:
    said = prose.plain(claim.text).rstrip(".")
    return Outcome(
        case,
        library,
        number,
        RULING,
        f"On the claim \u201c{said}\u201d: {prose.plain(claim.outcome or '')}",
        (decision.source,),
        by=decision.by,
        on=decision.on,
        country=decision.country,
        claim=claim.id,
    )


FIELDS: Mapping[str, tuple[str, Callable[[Outcome], Any]]] = {
    "case": ("Id of the case.", lambda row: row.case.id),
    "number": (
        "Number of the outcome inside its case; it can change when the case does.",
        lambda row: row.number,
    ),
    "title": ("Title of the case.", lambda row: row.case.title),
    "kind": ("Kind of outcome, as a term.", lambda row: row.kind),
    "kind_label": ("The same in the words a reader sees.", lambda row: row.label),
    "text": ("The outcome in a sentence.", lambda row: row.text),
    "amount_at_least": (
        "Amount of money, or the least it is; empty where our sources give none as a figure.",
        lambda row: row.amounts[0],
    ),
    "amount_at_most": (
        "The most it is; the same as the least for an exact amount.",
        lambda row: row.amounts[1],
    ),
    "currency": ("Its currency (ISO 4217).", lambda row: row.currency),
    "amount_basis": (
        "Where the amount comes from, as a term; one that is only claimed is not a ruling.",
        lambda row: row.figure.basis if row.figure and row.currency else None,
    ),
    "decided_by": (
        "The court, authority or jury that decided, or that has yet to decide.",
        lambda row: row.by,
    ),
    "decided_on": (
        "Day of the decision or agreement; of bringing the matter where nothing is decided yet.",
        lambda row: row.on,
    ),
    "country": ("Country whose law it was (ISO 3166, or `EU`).", lambda row: row.country),
    "against": (
        "Who has to pay or to comply, where the case has several.",
        lambda row: row.against,
    ),
    "not_said": ("What our sources leave open about the decision.", lambda row: row.not_said),
    "claim": (
        "Id of the claim that was ruled on, or that the amount rests on.",
        lambda row: row.claim,
    ),
    "courts_and_regulators": (
        "Courts and regulators in the case; not each of them decided this.",
        lambda row: row.parties(deciding=True),
    ),
    "organisations": (
        "Other organisations in the case.",
        lambda row: row.parties(deciding=False),
    ),
    "sectors": ("Sectors of the case.", lambda row: list(row.case.sectors)),
    "countries": ("Countries of the case (ISO 3166).", lambda row: list(row.case.countries)),
    "disclosed": ("When the case was first reported in public.", lambda row: row.case.disclosed),
    "sources": ("Ids of its sources inside the case.", lambda row: list(row.sources)),
    "source_links": ("Addresses of these sources.", lambda row: row.links),
    "case_path": (
        "Path of the case on the site.",
        lambda row: f"/{urls.case(row.case.id)}",
    ),
}
"""Fields of the outcomes."""
