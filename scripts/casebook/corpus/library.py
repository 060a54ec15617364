"""Everything that is not a case: checklists, frameworks, patterns, exercises, vocabulary, addresses.

The library is what a single case is checked against, so it loads without the
other cases: of those only the ids are known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from casebook.corpus.statuses import VOCABULARY, Statuses
from casebook.model.course import Course
from casebook.model.exercise import Exercise
from casebook.model.ledger import Ledger
from casebook.model.lists import (
    Checklist,
    FirstHour,
    Framework,
    Item,
    LeftOut,
    LinkWaiver,
    Pattern,
    Retired,
    SearchWords,
    Section,
    VocabularyTerm,
    WayIn,
)


@dataclass(frozen=True)
class Check:
    """A checklist item with the list and the section it stands in."""

    item: Item
    checklist: Checklist
    section: Section

    @property
    def id(self) -> str:
        """The item's id, such as ``VET-20``."""
        return self.item.id


@dataclass(frozen=True)
class Gone:
    """A retired check with the list that held it."""

    item: Retired
    checklist: Checklist

    @property
    def id(self) -> str:
        """The id it had, such as ``VET-03``."""
        return self.item.id


@dataclass(frozen=True)
class Library:
    """What cases refer to, by id."""

    vocabularies: Mapping[str, Mapping[str, VocabularyTerm]] = field(default_factory=dict)
    checklists: Mapping[str, Checklist] = field(default_factory=dict)
    frameworks: Mapping[str, Framework] = field(default_factory=dict)
    patterns: Mapping[str, Pattern] = field(default_factory=dict)
    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    """By the id of the case they are made from."""
    courses: Mapping[str, Course] = field(default_factory=dict)
    permalinks: Ledger = field(default_factory=Ledger)
    """Every address ever published; empty where only some files are checked."""
    waivers: tuple[LinkWaiver, ...] = ()
    ways_in: tuple[WayIn, ...] = ()
    """Everyday questions that lead into the casebook."""
    left_out: tuple[LeftOut, ...] = ()
    """Essential and new checks that no question leads to, each with the reason."""
    first_hour: FirstHour | None = None
    """What to do while something is running, and wording to copy."""
    search: SearchWords = field(default_factory=SearchWords)
    """Readers' words, and the pages that answer them."""
    case_ids: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    """Names of collections with a file that could not be read; ids of these are not called unknown."""

    @cached_property
    def checks(self) -> dict[str, Check]:
        """Every item of every list by id, in the order of the lists; of two with one id, the first."""
        found: dict[str, Check] = {}
        for check in _checks(self.checklists):
            found.setdefault(check.id, check)
        return found

    def checks_of(self, checklist: Checklist) -> list[Check]:
        """The checks of a list, in its order."""
        return [check for check in self.checks.values() if check.checklist is checklist]

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """Roles that have a check to do or a question to ask, in the order of the vocabulary."""
        asked = {role for way in self.ways_in for role in way.roles}
        busy = asked | {role for check in self.checks.values() for role in check.item.roles}
        return tuple(role for role in self.vocabularies.get("role", {}) if role in busy)

    @cached_property
    def gone(self) -> dict[str, Gone]:
        """Every retired check of every list by id; an id that is in use again is not retired."""
        found = [Gone(item, each) for each in self.checklists.values() for item in each.retired]
        return {gone.id: gone for gone in found if gone.id not in self.checks}

    @cached_property
    def statuses(self) -> Statuses:
        """What a claim can have become."""
        return Statuses.of(self.vocabularies.get(VOCABULARY, {}))

    def term(self, vocabulary: str, term: str) -> VocabularyTerm:
        """Label and definition of a term; the bare word where the term is unknown."""
        return self.vocabularies.get(vocabulary, {}).get(term) or VocabularyTerm(label=term)

    def label(self, vocabulary: str, term: str) -> str:
        """The word a reader sees for a term."""
        return self.term(vocabulary, term).label

    def labels(self, vocabulary: str) -> dict[str, str]:
        """The words a reader sees for every term of a vocabulary."""
        return {name: term.label for name, term in self.vocabularies.get(vocabulary, {}).items()}


def _checks(checklists: Mapping[str, Checklist]) -> list[Check]:
    checks = []
    for checklist in checklists.values():
        sections = {section.id: section for section in checklist.sections}
        first = checklist.sections[0]
        checks += [
            Check(item, checklist, sections.get(item.section, first)) for item in checklist.items
        ]
    return checks
