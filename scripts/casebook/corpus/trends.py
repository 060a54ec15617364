"""The corpus in numbers: what the trends page shows and ``/api/v1/trends.json`` holds.

Counts are of listed cases and their claims. Spans are in days; where dates are
inexact a span has a fewest and a most, and the middle of the two is counted.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from casebook.base.dates import Span
from casebook.corpus.corpus import Corpus
from casebook.corpus.measures import Measures
from casebook.corpus.statuses import Statuses
from casebook.model.case import Case

BUCKETS: tuple[tuple[str, float], ...] = (
    ("up to a day", 1),
    ("up to a week", 7),
    ("up to a month", 31),
    ("up to a year", 366),
    ("up to three years", 3 * 366),
    ("longer", float("inf")),
)
"""Lengths of time by which spans are grouped: words, and the most days."""


@dataclass(frozen=True)
class Spread:
    """How a span of time is spread over cases."""

    cases: int
    """Cases whose dates allow the span."""
    without: int
    """Cases whose dates do not."""
    median: float | None
    """Median of the middles, in days."""
    buckets: Mapping[str, int]


@dataclass(frozen=True)
class Trends:
    """Every figure of the trends page; keys are ids of the vocabulary or of patterns."""

    cases: int
    claims: int
    to_disclosure: Spread
    rumour_to_answer: Spread
    told_first: int
    """Cases without a time to an answer, because the organisation made them known itself."""
    silence: Spread
    status_by_claimant: Mapping[str, Mapping[str, int]]
    """By kind of the first claimant, then by status: claims."""
    pattern_by_year: Mapping[str, Mapping[str, int]]
    """By pattern, then by year of disclosure: cases."""
    pattern_by_list: Mapping[str, Mapping[str, int]]
    """By pattern, then by checklist: cases that show the one and point into the other."""
    theme_by_year: Mapping[str, Mapping[str, int]]
    """By theme, then by year of disclosure: cases."""
    by_year: Mapping[str, int]
    by_theme: Mapping[str, int]
    by_sector: Mapping[str, int]
    by_actor: Mapping[str, int]
    by_country: Mapping[str, int]
    by_kind: Mapping[str, int]


@lru_cache(maxsize=1)  # several pages ask, one after another
def trends(corpus: Corpus) -> Trends:
    """Count everything once."""
    cases = corpus.listed
    return Trends(
        cases=len(cases),
        claims=sum(len(case.claims) for case in cases),
        to_disclosure=_spread(corpus, lambda m: m.to_disclosure),
        rumour_to_answer=_spread(corpus, lambda m: m.rumour_to_statement),
        told_first=sum(
            m.told_first is not None and m.rumour_to_statement is None
            for m in (corpus.measures[case.id] for case in cases)
        ),
        silence=_spread(corpus, lambda m: m.silence),
        status_by_claimant=_claimants(cases, corpus.library.statuses),
        pattern_by_year=_crossed(cases, patterns_of, year_of),
        pattern_by_list=_crossed(cases, patterns_of, corpus.lists_of),
        theme_by_year=_crossed(cases, corpus.themes, year_of),
        by_year=dict(sorted(Counter(case.disclosed[:4] for case in cases).items())),
        by_theme=_count(theme for case in cases for theme in corpus.themes(case)),
        by_sector=_count(sector for case in cases for sector in case.sectors),
        by_actor=_count(actor for case in cases for actor in case.actors),
        by_country=_count(country for case in cases for country in case.countries),
        by_kind=_count(case.kind for case in cases),
    )


def _count(values: Iterable[str]) -> dict[str, int]:
    """Counts, the most frequent first, equals by name."""
    return dict(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


def middle(span: Span) -> float:
    """The middle of a span, in days."""
    return (span.fewest + span.most) / 2


def _spread(corpus: Corpus, pick: Callable[[Measures], Span | None]) -> Spread:
    spans = [pick(corpus.measures[case.id]) for case in corpus.listed]
    middles = [middle(span) for span in spans if span is not None]
    counts = Counter(_bucket(days) for days in middles)
    return Spread(
        cases=len(middles),
        without=len(spans) - len(middles),
        median=statistics.median(middles) if middles else None,
        buckets={name: counts[name] for name, _ in BUCKETS},
    )


def _bucket(days: float) -> str:
    return next(name for name, most in BUCKETS if days <= most)


def _claimants(cases: Iterable[Case], statuses: Statuses) -> dict[str, dict[str, int]]:
    pairs = Counter((claim.made_by[0].kind, claim.status) for c in cases for claim in c.claims)
    kinds = _count(kind for (kind, _), number in pairs.items() for _ in range(number))
    return {
        kind: statuses.ordered({status: n for (of, status), n in pairs.items() if of == kind})
        for kind in kinds
    }


def patterns_of(case: Case) -> Iterable[str]:
    """Patterns a case shows, each once."""
    return {failure.pattern for failure in case.failures}


def year_of(case: Case) -> Iterable[str]:
    """The year in which a case was disclosed, alone in a list."""
    return (case.disclosed[:4],)


Traits = Callable[[Case], Iterable[str]]


def _crossed(cases: Iterable[Case], first: Traits, second: Traits) -> dict[str, dict[str, int]]:
    """Cases by two traits: by the first, that of most cases first, then by the second."""
    held = [(first(case), tuple(second(case))) for case in cases]
    pairs = Counter((a, b) for firsts, seconds in held for a in firsts for b in seconds)
    order = _count(a for firsts, _ in held for a in firsts)
    return {
        name: {b: number for (a, b), number in sorted(pairs.items()) if a == name} for name in order
    }
