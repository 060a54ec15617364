"""What courts, regulators and settlements fixed: fines, awards, rulings, court cases, one row for each.

They are taken from what a case states already: its consequences of these kinds, and the
claims on which somebody ruled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casebook.base import prose, urls
from casebook.corpus.library import Library
from casebook.model.case import Case, Figure

KINDS = ("fine", "award", "prosecution", "claim-for-damages")
"""Kinds of consequence (``consequence-kind``) that are an outcome."""
RULING = "ruling"
"""Kind of an outcome that is a ruling on one claim (``moment-kind``)."""
DECIDING = ("court", "regulator")
"""Roles of organisations that decide."""
_CODE = 3  # letters of a currency


@dataclass(frozen=True)
class Outcome:
    """One outcome of a case.

    ``by`` and ``on`` are known for rulings on a claim only; ``claim`` is the claim that was
    ruled on, or the one that an amount rests on.
    """

    case: Case
    library: Library
    kind: str
    text: str
    sources: tuple[str, ...]
    figure: Figure | None = None
    by: str | None = None
    on: str | None = None
    claim: str | None = None

    @property
    def label(self) -> str:
        """Its kind in the words a reader sees."""
        vocabulary = "moment-kind" if self.kind == RULING else "consequence-kind"
        return self.library.label(vocabulary, self.kind)

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
        return _whole(least), _whole(most)

    @property
    def links(self) -> list[str]:
        """Addresses of the sources that have one."""
        found = {source.id: source.url for source in self.case.sources}
        return [url for name in self.sources if (url := found.get(name))]

    def parties(self, *, deciding: bool) -> list[str]:
        """The organisations of the case that decide, or all others."""
        return [who.name for who in self.case.organisations if (who.role in DECIDING) == deciding]


def _whole(amount: float | None) -> float | None:
    """The amount, without the ".0" of one that is whole."""
    return int(amount) if amount is not None and amount == int(amount) else amount


def of(case: Case, library: Library) -> Iterator[Outcome]:
    """The outcomes of a case: consequences in its order, then rulings on claims."""
    for each in case.consequences:
        if each.kind in KINDS:
            text = prose.plain(each.text)
            yield Outcome(
                case, library, each.kind, text, each.sources, each.figure, claim=each.claim
            )
    for claim in case.claims:
        if claim.outcome and claim.decided_by:
            said = prose.plain(claim.text).rstrip(".")
            text = f"On the claim \u201c{said}\u201d: {prose.plain(claim.outcome)}"
            yield Outcome(
                case,
                library,
                RULING,
                text,
                (claim.decided_by.source,),
                by=claim.decided_by.by,
                on=claim.decided_by.on,
                claim=claim.id,
            )


FIELDS: Mapping[str, tuple[str, Callable[[Outcome], Any]]] = {
    "case": ("Id of the case.", lambda row: row.case.id),
    "title": ("Title of the case.", lambda row: row.case.title),
    "kind": (
        "Kind of outcome: a kind of consequence, or `ruling` for a ruling on one claim.",
        lambda row: row.kind,
    ),
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
    "decided_by": ("Who ruled, for rulings on a claim.", lambda row: row.by),
    "decided_on": ("Day of that ruling.", lambda row: row.on),
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
