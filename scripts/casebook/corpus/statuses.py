"""Claim statuses as the vocabulary defines them: order, side, looks, quiz answers and rules.

``docs/vocabulary.yml`` is the only list. No other module names a status: each
asks for statuses by what the vocabulary says of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from casebook.model.lists import StatusTraits, VocabularyTerm

VOCABULARY = "claim-status"
_UNKNOWN = StatusTraits(
    place=1_000_000,
    side="open",
    symbol="unverified",
    colour="unverified",
    taken_for=("", "", ""),
)
"""Traits of a term that has none. The check refuses it; the preview of `casebook serve` still shows it."""


@dataclass(frozen=True)
class Statuses:
    """Every claim status by its term.

    Statuses that the vocabulary does not hold, or holds without traits, count
    as open and come last, so that no count loses a claim.
    """

    traits: Mapping[str, StatusTraits] = field(default_factory=dict)
    """In the order of the vocabulary, where the higher one is used if two would fit."""

    @classmethod
    def of(cls, terms: Mapping[str, VocabularyTerm]) -> Statuses:
        """Read the statuses from the terms of the vocabulary."""
        return cls({name: term.status or _UNKNOWN for name, term in terms.items()})

    def __getitem__(self, status: str) -> StatusTraits:
        """The traits of a status; never fails."""
        return self.traits.get(status, _UNKNOWN)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """All statuses in the order in which they are shown."""
        return tuple(sorted(self.traits, key=lambda status: self.traits[status].place))

    def ordered(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Counts by status in the order in which they are shown, without those that are zero."""
        known = {status: counts[status] for status in self.order if counts.get(status)}
        return known | {status: count for status, count in counts.items() if count}

    def on_side(self, *sides: str) -> frozenset[str]:
        """The statuses on one of these sides."""
        return frozenset(name for name, traits in self.traits.items() if traits.side in sides)

    def settled_by(self, settler: str) -> frozenset[str]:
        """The statuses of claims that were settled in this way."""
        return frozenset(
            name for name, traits in self.traits.items() if traits.settled_by == settler
        )

    def held_to(self, rule: str) -> frozenset[str]:
        """The statuses of claims that must keep a rule."""
        return frozenset(name for name, traits in self.traits.items() if rule in traits.rules)

    @property
    def guesses(self) -> list[str]:
        """The words that a discussion offers, in alphabetical order, which gives nothing away."""
        return sorted(traits.guess for traits in self.traits.values() if traits.guess)
