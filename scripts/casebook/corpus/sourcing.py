"""How well the casebook is sourced: counts over all listed cases, for the page about the method."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.corpus.corpus import Corpus
from casebook.corpus.measures import AT_SOURCE
from casebook.model.case import Case, Source

OFFICIAL = frozenset({"court", "regulator", "inquiry"})
"""Kinds of source that decide or find something officially."""


@dataclass(frozen=True)
class Sources:
    """Some sources, counted."""

    number: int
    full: int
    """Read in full."""
    linked: int
    """With the address of the original."""


@dataclass(frozen=True)
class Sourcing:
    """What was read and how, counted."""

    cases: int
    at_source: int
    """Cases read again where they began."""
    original: int
    """Cases with a source read in full that repeats no other source of the case."""
    numbered: int
    """Cases with a number in another collection."""
    searched: int
    """Cases without one, for which a search is on record."""
    sources: Sources
    official: Sources
    """Rulings, and documents of regulators and inquiries."""
    claims: int
    quoted: int
    """Claims with the claimant's words."""
    unquoted: int
    """Claims with the reason why there are none."""
    opinions: int
    negatives: int
    """Searches on record that found nothing."""
    grades: Mapping[str, int]
    """Links from cases to checks by grade; see :data:`casebook.corpus.corpus.GRADES`."""


def sourcing(corpus: Corpus) -> Sourcing:
    """Count over all listed cases."""
    cases = corpus.listed
    sources = [source for case in cases for source in case.sources]
    claims = [claim for case in cases for claim in case.claims]
    return Sourcing(
        cases=len(cases),
        at_source=sum(case.record.standard == AT_SOURCE for case in cases),
        original=sum(map(_has_original, cases)),
        numbered=sum(bool(case.external_ids) for case in cases),
        searched=sum(
            not case.external_ids and case.external_ids_search is not None for case in cases
        ),
        sources=_counted(sources),
        official=_counted([source for source in sources if source.kind in OFFICIAL]),
        claims=len(claims),
        quoted=sum(claim.quote is not None for claim in claims),
        unquoted=sum(claim.quote_unavailable is not None for claim in claims),
        opinions=sum(len(case.opinions) for case in cases),
        negatives=sum(len(case.record.searches) for case in cases),
        grades=corpus.graded(corpus.library.checks),
    )


def _counted(sources: list[Source]) -> Sources:
    return Sources(
        len(sources),
        sum(source.seen == "full" for source in sources),
        sum(source.url is not None for source in sources),
    )


def _has_original(case: Case) -> bool:
    return any(source.seen == "full" and not source.derives_from for source in case.sources)
