"""The corpus: every case and list by id, and every link in both directions.

Built once from typed models; renderers only look things up. Computed values
are listed in :mod:`casebook.corpus.measures`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from casebook.base import dates
from casebook.corpus.library import Check, Library
from casebook.corpus.measures import Measures, measure
from casebook.model.case import Case, Claim, ControlThatWorked, Failure, Lesson, LessonItem
from casebook.model.exercise import Exercise
from casebook.model.lists import CaseTheme

ON_SITE = frozenset({"published", "disputed", "withdrawn"})
"""Record statuses of cases that have a page."""
IN_LISTS = frozenset({"published", "disputed"})
"""Record statuses of cases that count as evidence and are listed."""


GRADES = ("shown", "worked", "inferred", "")
"""Grades of the evidence for a check, the strongest first; the last stands for none given yet."""


@dataclass(frozen=True)
class Evidence:
    """A lesson of a case that points at a check, with the reason and its grade."""

    case: Case
    lesson: Lesson
    entry: LessonItem

    @property
    def why(self) -> str:
        """The reason for the link."""
        return self.entry.why

    @property
    def grade(self) -> str:
        """One of :data:`GRADES`; a misspelt grade counts as none."""
        return self.entry.grade if self.entry.grade in GRADES else ""


@dataclass(frozen=True)
class Held:
    """A control of a case that worked and is an example of a check."""

    case: Case
    control: ControlThatWorked


@dataclass(frozen=True)
class Showing:
    """A failure of a case that shows a pattern."""

    case: Case
    failure: Failure


@dataclass(frozen=True)
class Neighbour:
    """A case worth reading beside another.

    ``why`` is the reason the author of either case gave, or empty where the
    link is computed from ``shared`` patterns and items.
    """

    case: Case
    why: str
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Corpus:
    """All that the pages need, ready to look up.

    Cases are ordered by date of disclosure, newest first, then by id. A corpus
    equals itself only, so that what was found in it can be kept by it.
    """

    library: Library
    cases: Mapping[str, Case]
    drafts: Mapping[str, Case] = field(default_factory=dict)
    measures: Mapping[str, Measures] = field(default_factory=dict)
    evidence: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    """By item id: the lessons that point at it."""
    held: Mapping[str, tuple[Held, ...]] = field(default_factory=dict)
    """By item id: the controls that worked."""
    showing: Mapping[str, tuple[Showing, ...]] = field(default_factory=dict)
    """By pattern id: the failures that show it."""
    answering: Mapping[tuple[str, str], tuple[Check, ...]] = field(default_factory=dict)
    """By framework id and clause: the checks that answer to it."""
    pattern_items: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By item id: the patterns it answers."""
    neighbours: Mapping[str, tuple[Neighbour, ...]] = field(default_factory=dict)
    """By case id: cases worth reading beside it."""

    @property
    def listed(self) -> tuple[Case, ...]:
        """Cases that are listed and count as evidence, newest disclosure first."""
        return tuple(case for case in self.cases.values() if case.record.status in IN_LISTS)

    def unlisted(self, names: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Of the ids of some cases, those of drafts and of cases taken back, each with its place."""
        listed = {case.id for case in self.listed}
        for place, name in enumerate(names):
            if name in self.library.case_ids and name not in listed:
                yield place, name

    @property
    def withdrawn(self) -> tuple[Case, ...]:
        """Cases that were taken back; their pages give the reason."""
        return tuple(case for case in self.cases.values() if case.record.status == "withdrawn")

    def cases_of(self, item_id: str) -> tuple[Case, ...]:
        """Cases that speak for an item, each once."""
        lessons = [entry.case for entry in self.evidence.get(item_id, ())]
        controls = [entry.case for entry in self.held.get(item_id, ())]
        return tuple({case.id: case for case in [*lessons, *controls]}.values())

    def grades(self, item_id: str) -> dict[str, str]:
        """The grade of the evidence for an item, by id of each case that speaks for it.

        A case has its strongest grade; a control of its that worked counts as ``worked``.
        """
        links = [(entry.case.id, entry.grade) for entry in self.evidence.get(item_id, ())]
        links += [(entry.case.id, "worked") for entry in self.held.get(item_id, ())]
        strongest = sorted(links, key=lambda link: GRADES.index(link[1]), reverse=True)
        found = dict(strongest)
        return {case.id: found[case.id] for case in self.cases_of(item_id)}

    def graded(self, item_ids: Iterable[str]) -> dict[str, int]:
        """How many cases speak for some items with each grade, the strongest first.

        A case counts once for each of the items.
        """
        counts = Counter(grade for item in item_ids for grade in self.grades(item).values())
        return {grade: counts[grade] for grade in GRADES if counts[grade]}

    def grade_words(self, counts: Mapping[str, int]) -> str:
        """Counts by grade in words: ``4 shown, 2 worked, 30 inferred, 3 not graded yet``."""
        words = {
            grade: self.library.label("evidence-grade", grade).lower() for grade in GRADES[:-1]
        }
        told = [f"{count} {words.get(grade, 'not graded yet')}" for grade, count in counts.items()]
        return ", ".join(told)

    def themes(self, case: Case) -> tuple[str, ...]:
        """Themes of a case: those of the patterns of its failures, the most frequent first.

        After them come those of the checklists that are about such cases, see
        :class:`~casebook.model.lists.CaseTheme`.
        """
        patterns = self.library.patterns
        counts = Counter(
            patterns[each.pattern].theme for each in case.failures if each.pattern in patterns
        )
        listed = (
            about.theme
            for about, checks in self._case_themes
            if _is_about(case, checks, about.sectors)
        )
        return tuple(dict.fromkeys([theme for theme, _ in counts.most_common()] + [*listed]))

    @cached_property
    def _case_themes(self) -> tuple[tuple[CaseTheme, frozenset[str]], ...]:
        """Themes that checklists give, each with the ids of the list's checks."""
        return tuple(
            (checklist.case_theme, frozenset(item.id for item in checklist.items))
            for checklist in self.library.checklists.values()
            if checklist.case_theme
        )

    def lists_of(self, case: Case) -> tuple[str, ...]:
        """Ids of the checklists its lessons point into."""
        checks = self.library.checks
        found = [checks[i].checklist.id for i in item_ids(case) if i in checks]
        return tuple(dict.fromkeys(found))

    def exercises(self) -> list[tuple[Exercise, Case]]:
        """Every exercise whose case is listed, with the case."""
        return [
            (exercise, self.cases[exercise.id])
            for exercise in self.library.exercises.values()
            if exercise.id in self.cases and self.cases[exercise.id].record.status in IN_LISTS
        ]

    def claims(self) -> list[tuple[Case, Claim]]:
        """Every claim of every listed case."""
        return [(case, claim) for case in self.listed for claim in case.claims]


def _is_about(case: Case, checks: frozenset[str], sectors: Iterable[str]) -> bool:
    """Whether a case shows one of some checks at work, or is of a sector and leads to one."""
    if not frozenset(sectors).isdisjoint(case.sectors):
        return not checks.isdisjoint(item_ids(case))
    links = (entry for lesson in case.lessons for entry in lesson.items)
    return any(entry.item in checks and entry.grade in ("shown", "worked") for entry in links)


def item_ids(case: Case) -> tuple[str, ...]:
    """Items a case points at, through lessons and controls that worked, each once."""
    lessons = [entry.item for lesson in case.lessons for entry in lesson.items]
    controls = [item for control in case.controls_that_worked for item in control.items]
    return tuple(dict.fromkeys([*lessons, *controls]))


def build(library: Library, cases: Iterable[Case], *, drafts: bool = False) -> Corpus:
    """Link everything in both directions.

    ``drafts`` gives drafts a page, as the live server does; they are still
    neither listed nor evidence.
    """
    ordered = sorted(cases, key=_newest_first)
    shown = ON_SITE | {"draft"} if drafts else ON_SITE
    on_site = {case.id: case for case in ordered if case.record.status in shown}
    listed = [case for case in on_site.values() if case.record.status in IN_LISTS]
    return Corpus(
        library=library,
        cases=on_site,
        drafts={case.id: case for case in ordered if case.record.status == "draft"},
        measures={case.id: measure(case, library.statuses) for case in on_site.values()},
        evidence=_evidence(listed),
        held=_held(listed),
        showing=_showing(listed),
        answering=_answering(library),
        pattern_items=_pattern_items(library),
        neighbours=_neighbours(on_site, listed),
    )


def _newest_first(case: Case) -> tuple[int, str]:
    return -dates.parse(case.disclosed).first.toordinal(), case.id


def _evidence(cases: Iterable[Case]) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, list[Evidence]] = defaultdict(list)
    for case in cases:
        for lesson in case.lessons:
            for entry in lesson.items:
                found[entry.item].append(Evidence(case, lesson, entry))
    return {item: tuple(entries) for item, entries in found.items()}


def _held(cases: Iterable[Case]) -> dict[str, tuple[Held, ...]]:
    found: dict[str, list[Held]] = defaultdict(list)
    for case in cases:
        for control in case.controls_that_worked:
            for item in control.items:
                found[item].append(Held(case, control))
    return {item: tuple(entries) for item, entries in found.items()}


def _showing(cases: Iterable[Case]) -> dict[str, tuple[Showing, ...]]:
    found: dict[str, list[Showing]] = defaultdict(list)
    for case in cases:
        for failure in case.failures:
            found[failure.pattern].append(Showing(case, failure))
    return {pattern: tuple(entries) for pattern, entries in found.items()}


def _answering(library: Library) -> dict[tuple[str, str], tuple[Check, ...]]:
    found: dict[tuple[str, str], list[Check]] = defaultdict(list)
    for check in library.checks.values():
        for clause in check.item.clauses:
            found[clause.framework, clause.clause].append(check)
    return {key: tuple(checks) for key, checks in found.items()}


def _pattern_items(library: Library) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for pattern in library.patterns.values():
        for entry in pattern.items:
            found[entry.item].append(pattern.id)
    return {item: tuple(patterns) for item, patterns in found.items()}


_MOST = 3  # neighbours of a case that others name, beyond its own choice
_LEAST_COMPUTED, _MOST_COMPUTED = 1, 3


def _neighbours(
    on_site: Mapping[str, Case], listed: list[Case]
) -> dict[str, tuple[Neighbour, ...]]:
    traits = {case.id: _traits(case) for case in listed}
    bearers: dict[str, list[str]] = defaultdict(list)
    for case_id, own in traits.items():
        for trait in own:
            bearers[trait].append(case_id)
    naming = _naming(listed)
    return {
        case.id: _beside(case, on_site, traits.get(case.id, frozenset()), bearers, naming)
        for case in on_site.values()
    }


def _naming(listed: list[Case]) -> dict[str, list[Neighbour]]:
    """By case id: the cases that name it as related. What two cases share holds both ways."""
    found: dict[str, list[Neighbour]] = defaultdict(list)
    for case in listed:
        for related in case.related:
            found[related.id].append(Neighbour(case, related.why))
    return found


def _traits(case: Case) -> frozenset[str]:
    patterns = {f"pattern:{failure.pattern}" for failure in case.failures}
    return frozenset(patterns | {f"item:{item}" for item in item_ids(case)})


def _beside(
    case: Case,
    on_site: Mapping[str, Case],
    own: frozenset[str],
    bearers: Mapping[str, list[str]],
    naming: Mapping[str, list[Neighbour]],
) -> tuple[Neighbour, ...]:
    chosen = [Neighbour(on_site[rel.id], rel.why) for rel in case.related if rel.id in on_site]
    own_choice = {neighbour.case.id for neighbour in chosen}
    others = [named for named in naming.get(case.id, ()) if named.case.id not in own_choice]
    chosen += others[: max(0, _MOST - len(chosen))]
    taken = {case.id, *(neighbour.case.id for neighbour in chosen)}
    weights: dict[str, float] = defaultdict(float)
    shared: dict[str, list[str]] = defaultdict(list)
    for trait in sorted(own):
        # A trait that many cases have says little about any two of them.
        for other in bearers[trait][:200]:
            if other not in taken:
                weights[other] += 1 / len(bearers[trait])
                shared[other].append(trait.partition(":")[2])
    best = sorted(weights, key=lambda other: (-weights[other], other))
    best = best[: max(_LEAST_COMPUTED, _MOST - len(chosen))][:_MOST_COMPUTED]
    return (*chosen, *(Neighbour(on_site[o], "", tuple(shared[o])) for o in best))
