"""What a rule is, the catalogue of all rules, and how they are run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal

from casebook.base.problems import Loc, Problem, Severity
from casebook.corpus.changes import Change, Data
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Library
from casebook.corpus.measures import AT_SOURCE
from casebook.model.case import Case
from casebook.model.kinds import Record
from casebook.model.ledger import Ledger
from casebook.model.walk import Leaf, leaves, leaves_of
from casebook.source import Source

When = Literal["always", "published", "at-source", "reading", "since"]
"""When a rule is looked at: ``at-source`` is for published cases that were read at the source."""


@dataclass(frozen=True)
class Rule:
    """A rule as the catalogue and the rules page know it."""

    id: str
    title: str
    """What must hold, in one sentence."""
    why: str
    remedy: str
    """What to do, in general; a problem may say it more exactly."""
    severity: Severity = "error"
    when: When = "always"


@dataclass(frozen=True)
class Finding:
    """What a rule found: where in the data, and what is wrong there."""

    loc: Loc
    message: str
    remedy: str | None = None
    key: bool = False
    """Point at the key rather than at its value."""
    path: str | None = None
    """The file, for rules that look at more than one."""


@dataclass(frozen=True)
class Pair:
    """A case that was on the site at an earlier revision and still is, in both versions, as data."""

    before: Data
    """Empty if the earlier version does not have the form of today."""
    now: Data
    changes: tuple[Change, ...]
    """What differs in substance."""
    source: Source
    """Where everything stands in the newer version."""

    def line(self, loc: Loc) -> tuple[int, int]:
        """Line and column of a place in the newer version."""
        return self.source.at(loc)


@dataclass(frozen=True)
class Earlier:
    """What an earlier revision promised, and the cases that differ since."""

    pairs: tuple[Pair, ...]
    ledger: Ledger
    """What was published by then and may be missing now, whether it was recorded or not."""


CaseRule = Callable[[Case, Library], Iterator[Finding]]
ListRule = Callable[[Any, Library], Iterator[Finding]]
FileRule = Callable[[Any, str], Iterator[Finding]]
LeafRule = Callable[[Iterable[Leaf], Library], Iterator[Finding]]
CorpusRule = Callable[[Corpus], Iterator[Finding]]
ChangeRule = Callable[[Pair], Iterator[Finding]]
PastRule = Callable[[Earlier, Corpus], Iterator[Finding]]

NO_FILE = "docs"
"""Where a finding about the whole corpus stands if it names no file."""
FAMILIES: Mapping[str, str] = {
    "files": "Files",
    "yaml": "Reading the file",
    "shape": "Fields",
    "references": "Names and links",
    "case": "The case",
    "publication": "Before publication",
    "corrections": "Changes after publication",
    "claims": "Claims",
    "opinions": "Opinions",
    "searches": "Searches that found nothing",
    "figures": "Figures",
    "outcomes": "Legal outcomes",
    "facts": "Facts",
    "failures": "Failures",
    "lessons": "Lessons",
    "why": "Why it matters",
    "dates": "Dates",
    "people": "People",
    "sources": "Sources",
    "style": "Style",
    "items": "Checklist items",
    "lists": "Lists",
    "frameworks": "Frameworks",
    "patterns": "Patterns",
    "exercises": "Exercises",
    "courses": "Courses",
    "vocabulary": "Vocabulary",
    "ways-in": "Ways in",
    "first-hour": "The first hour",
    "search": "The search",
    "sheets": "Printed sheets",
    "permalinks": "Addresses",
    "links": "Dead links",
}
"""Families of rules and their headings, in the order of the rules page."""

CATALOGUE: dict[str, Rule] = {}
_CASE: list[tuple[Rule, CaseRule]] = []
_LIST: list[tuple[Rule, type[Record], ListRule]] = []
_FILE: list[tuple[Rule, tuple[type[Record], ...], FileRule]] = []
_LEAF: list[tuple[Rule, tuple[type[Record], ...], LeafRule]] = []
_CORPUS: list[tuple[Rule, CorpusRule]] = []
_CHANGE: list[tuple[Rule, ChangeRule]] = []
_PAST: list[tuple[Rule, PastRule]] = []


def enter(rule: Rule) -> Rule:
    """Enter a rule in the catalogue.

    Raises:
        ValueError: if the id is taken, or its family has no heading on the rules page.
    """
    if rule.id.partition("/")[0] not in FAMILIES:
        message = f"{rule.id} belongs to no family in FAMILIES"
        raise ValueError(message)
    if rule.id in CATALOGUE:
        message = f"two rules are called {rule.id}"
        raise ValueError(message)
    CATALOGUE[rule.id] = rule
    return rule


def case_rule(rule: Rule) -> Callable[[CaseRule], CaseRule]:
    """Register a rule that looks at one case and the library."""

    def register(function: CaseRule) -> CaseRule:
        _CASE.append((enter(rule), function))
        return function

    return register


def list_rule(rule: Rule, model: type[Record]) -> Callable[[ListRule], ListRule]:
    """Register a rule that looks at one checklist, pattern, framework or vocabulary."""

    def register(function: ListRule) -> ListRule:
        _LIST.append((enter(rule), model, function))
        return function

    return register


def file_rule(rule: Rule, *models: type[Record]) -> Callable[[FileRule], FileRule]:
    """Register a rule that looks at an entry and the name of its file, without the ending."""

    def register(function: FileRule) -> FileRule:
        _FILE.append((enter(rule), models, function))
        return function

    return register


def every_rule(rule: Rule, *models: type[Record]) -> Callable[[ListRule], ListRule]:
    """Register a rule that looks at several kinds of model alike, cases included."""

    def register(function: ListRule) -> ListRule:
        enter(rule)
        for model in models:
            if model is Case:
                _CASE.append((rule, function))
            else:
                _LIST.append((rule, model, function))
        return function

    return register


def leaf_rule(rule: Rule, *models: type[Record]) -> Callable[[LeafRule], LeafRule]:
    """Register a rule that looks at each value by itself, whatever else is wrong with the file."""

    def register(function: LeafRule) -> LeafRule:
        def of_model(model: Record, library: Library) -> Iterator[Finding]:
            return function(leaves(model), library)

        every_rule(rule, *models)(of_model)
        _LEAF.append((rule, models, function))
        return function

    return register


def corpus_rule(rule: Rule) -> Callable[[CorpusRule], CorpusRule]:
    """Register a rule that looks at the whole corpus."""

    def register(function: CorpusRule) -> CorpusRule:
        _CORPUS.append((enter(rule), function))
        return function

    return register


def change_rule(rule: Rule) -> Callable[[ChangeRule], ChangeRule]:
    """Register a rule that compares two versions of a published case."""

    def register(function: ChangeRule) -> ChangeRule:
        _CHANGE.append((enter(rule), function))
        return function

    return register


def past_rule(rule: Rule) -> Callable[[PastRule], PastRule]:
    """Register a rule that compares the whole corpus with an earlier revision."""

    def register(function: PastRule) -> PastRule:
        _PAST.append((enter(rule), function))
        return function

    return register


def check_case(case: Case, source: Source, library: Library) -> Iterator[Problem]:
    """Run every case rule that applies to the case's record status."""
    # A state that is misspelt is told as such; what a published case lacks would only hide that.
    states = library.vocabularies.get("record-status", {case.record.status: None})
    held = case.record.status != "draft" and case.record.status in states
    apart = set() if held else {"published", "at-source"}
    if case.record.standard != AT_SOURCE or case.record.status == "withdrawn":
        apart.add("at-source")
    for rule, function in _CASE:
        if rule.when in apart:
            continue
        for finding in function(case, library):
            yield _problem(rule, finding, source)
    yield from _check_file(case, source)


def _check_file(model: Record, source: Source) -> Iterator[Problem]:
    for rule, kinds, function in _FILE:
        if isinstance(model, kinds):
            for finding in function(model, PurePath(source.path).stem):
                yield _problem(rule, finding, source)


def check_values(model: type[Record], source: Source, library: Library) -> Iterator[Problem]:
    """Run the rules of single values on a file that does not have the shape of ``model``."""
    found = leaves_of(model, source.data)
    for rule, models, function in _LEAF:
        if model in models:
            for finding in function(found, library):
                yield _problem(rule, finding, source)


def check_library(library: Library, entries: Iterable[tuple[Record, Source]]) -> Iterator[Problem]:
    """Run the rules of checklists, patterns, frameworks and vocabulary."""
    for model, source in entries:
        yield from _check_file(model, source)
        for rule, kind, function in _LIST:
            if isinstance(model, kind):
                for finding in function(model, library):
                    yield _problem(rule, finding, source)


def check_corpus(
    corpus: Corpus, sources: Mapping[str, Source], *, broken: bool
) -> Iterator[Problem]:
    """Run the rules of the whole corpus.

    ``broken`` says that a case could not be read: rules that would then call
    its parts missing are not run, so that one mistake is told once.
    """
    if broken or corpus.library.broken:
        return
    for rule, function in _CORPUS:
        for finding in function(corpus):
            yield _anywhere(rule, finding, sources)


def check_changes(earlier: Earlier) -> Iterator[Problem]:
    """Run the rules that compare two versions of a case."""
    for pair in earlier.pairs:
        for rule, function in _CHANGE:
            for finding in function(pair):
                yield _problem(rule, finding, pair.source)


def check_past(
    earlier: Earlier, corpus: Corpus, sources: Mapping[str, Source]
) -> Iterator[Problem]:
    """Run the rules that compare the whole corpus with an earlier revision."""
    for rule, function in _PAST:
        for finding in function(earlier, corpus):
            yield _anywhere(rule, finding, sources)


def _anywhere(rule: Rule, finding: Finding, sources: Mapping[str, Source]) -> Problem:
    """The problem that a finding is, in the file it names.

    Where that file was not read the problem stands at the head of it: no finding is lost.
    """
    source = sources.get(finding.path or "")
    if source is not None:
        return _problem(rule, finding, source)
    remedy = finding.remedy or rule.remedy
    path = finding.path or NO_FILE
    return Problem(path, 1, 1, rule.id, finding.message, remedy, rule.severity)


def _problem(rule: Rule, finding: Finding, source: Source) -> Problem:
    line, column = source.at(finding.loc, key=finding.key)
    remedy = finding.remedy or rule.remedy
    return Problem(source.path, line, column, rule.id, finding.message, remedy, rule.severity)
