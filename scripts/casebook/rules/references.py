"""Everything that is named exists: terms, items, patterns, cases, and parts of the case itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from casebook.base.words import apart, did_you_mean, listed, one_of, shortened
from casebook.corpus import lineage
from casebook.corpus.library import Library
from casebook.model.case import Case
from casebook.model.course import Course
from casebook.model.exercise import Exercise
from casebook.model.kinds import Record
from casebook.model.lists import Checklist, FirstHour, Framework, Pattern, VocabularyTerm, WaysIn
from casebook.model.walk import Leaf, leaves
from casebook.rules.base import Finding, Rule, every_rule, leaf_rule, list_rule
from casebook.rules.requirements import id_of, named, once, requires, unique

UNKNOWN_TERM = Rule(
    "references/unknown-term",
    "Every controlled word is in the vocabulary.",
    "Facets, counts and translations rest on one spelling.",
    "Use a term of the vocabulary.",
)
UNKNOWN_ITEM = Rule(
    "references/unknown-item",
    "Every check that is named exists.",
    "Lessons end in checks; a dead link ends nowhere.",
    "Use the id of a check, such as `VET-20`.",
)
UNKNOWN_PATTERN = Rule(
    "references/unknown-pattern",
    "Every failure pattern that is named exists.",
    "Patterns join cases; a misspelt one joins nothing.",
    "Use the id of a pattern.",
)
UNKNOWN_CASE = Rule(
    "references/unknown-case",
    "Every case that is named exists.",
    "Readers follow the link.",
    "Use the file name of a case without `.yml`.",
)
UNKNOWN_SOURCE = Rule(
    "references/unknown-source",
    "Every source that is named is in the list of sources.",
    "A statement without its source cannot be checked.",
    "Add the source, or correct its id.",
)
UNKNOWN_PART = Rule(
    "references/unknown-part",
    "Every claim, opinion, fact or timeline entry that is named is in the case.",
    "The timeline, the figures and the times depend on them.",
    "Correct the id, or add the claim, opinion, fact or timeline entry.",
)
UNKNOWN_CLAUSE = Rule(
    "references/unknown-clause",
    "Every framework and clause that an item cites exists.",
    "Trainers follow the crosswalk both ways.",
    "Add the clause to the framework, or correct it.",
)


def _unknown(leaf: Leaf, known: Iterable[str], noun: str, otherwise: str) -> Finding:
    if separate := apart(leaf.value):
        return _missing(leaf, noun, f"Write `{separate}`; a comma separates the entries of a list.")
    return _missing(leaf, noun, did_you_mean(leaf.value, known, otherwise))


def _missing(leaf: Leaf, noun: str, remedy: str) -> Finding:
    return Finding(leaf.loc, f"there is no {noun} `{shortened(leaf.value)}`", remedy)


def _refs(
    leaves_: Iterable[Leaf], to: str, known: Iterable[str], noun: str, otherwise: str
) -> Iterator[Finding]:
    names = frozenset(known)
    for leaf in leaves_:
        if leaf.ref == to and leaf.value not in names:
            yield _unknown(leaf, sorted(names), noun, otherwise)


@leaf_rule(UNKNOWN_TERM, Case, Checklist, Course, Exercise, Framework, Pattern, WaysIn)
def unknown_term(found: Iterable[Leaf], library: Library) -> Iterator[Finding]:
    """Find words that the vocabulary does not hold."""
    if "vocabulary" in library.broken:
        return
    for leaf in found:
        known = library.vocabularies.get(leaf.term, {})
        if leaf.term and leaf.value not in known:
            term = _meant(leaf.value, known)
            meant = leaf._replace(value=term) if term else leaf
            remedy = _unknown(meant, known, "", one_of(known, leaf.term)).remedy
            yield Finding(leaf.loc, _missing(leaf, leaf.term.replace("-", " "), "").message, remedy)


def _meant(written: str, terms: Mapping[str, VocabularyTerm]) -> str | None:
    """The term that has a text for its label, or under its other words: "Ruled on", "UK"."""
    wanted = written.strip().casefold()
    for term, about in terms.items():
        if wanted in {word.casefold() for word in (about.label, *about.also)}:
            return term
    return None


@leaf_rule(UNKNOWN_ITEM, Case, Exercise, FirstHour, Pattern, WaysIn)
def unknown_item(found: Iterable[Leaf], library: Library) -> Iterator[Finding]:
    """Find items that no checklist holds; of a retired one, say what it became."""
    if "checklists" in library.broken:
        return
    for leaf in found:
        if leaf.ref == "item" and leaf.value in library.gone:
            now = [check.id for check in lineage.successors(library, leaf.value)]
            remedy = f"Use {listed(now, 'or')}." if now else "Point at another check, or at none."
            yield Finding(leaf.loc, f"{leaf.value} was retired", remedy)
        elif leaf.ref == "item" and leaf.value not in library.checks:
            yield _missing(leaf, "check", _check_meant(leaf.value, sorted(library.checks)))


def _check_meant(typed: str, known: Sequence[str]) -> str:
    """The check with the same letters and digits, else those of its list: one digit off is no guess."""
    beside = [check for check in known if check[:4] == typed[:4]]
    if len(beside) > 1 and not any(sorted(check) == sorted(typed) for check in known):
        return f"The checks of this list are `{beside[0]}` to `{beside[-1]}`."
    return did_you_mean(typed, known, UNKNOWN_ITEM.remedy)


@leaf_rule(UNKNOWN_PATTERN, Case, WaysIn)
def unknown_pattern(found: Iterable[Leaf], library: Library) -> Iterator[Finding]:
    """Find patterns that do not exist."""
    if "patterns" not in library.broken:
        known = library.patterns
        yield from _refs(found, "pattern", known, "pattern", "See docs/patterns/ for the ids.")


@every_rule(UNKNOWN_CASE, Case, Course, FirstHour, WaysIn)
def unknown_case(model: Record, library: Library) -> Iterator[Finding]:
    """Find cases that are named and do not exist."""
    # A draft outside the folder may name itself; that is told by another rule.
    own = {model.id} if isinstance(model, Case) else set()
    known = {*library.case_ids, *own}
    yield from _refs(leaves(model), "case", known, "case", UNKNOWN_CASE.remedy)


once(
    Rule(
        "references/named-twice",
        "A list names a term, a source or another part once.",
        "The second one says nothing and would be counted.",
        "Delete the second one.",
    ),
    "`{value}` stands twice in this list",
)
named(UNKNOWN_SOURCE, ("source", ("sources",), "source"))
_PARTS = ("claims", "facts")
_EVIDENCE = (*_PARTS, "timeline")
named(
    UNKNOWN_PART,
    ("claim", ("claims",), "claim"),
    ("part", (*_PARTS, "opinions"), "claim, opinion or fact"),
    ("moment", ("timeline",), "moment"),
    ("evidence", _EVIDENCE, "claim, fact or moment"),
    ("statement", (*_EVIDENCE, "opinions", "failures", "lessons"), "part"),
)


@list_rule(UNKNOWN_CLAUSE, Checklist)
def unknown_clause(checklist: Checklist, library: Library) -> Iterator[Finding]:
    """Find frameworks and clauses that do not exist."""
    if "frameworks" in library.broken:
        return
    for number, item in enumerate(checklist.items):
        for position, clause in enumerate(item.clauses):
            loc = ("items", number, "clauses", position)
            framework = library.frameworks.get(clause.framework)
            if framework is None:
                leaf = Leaf((*loc, "framework"), clause.framework)
                yield _unknown(leaf, library.frameworks, "framework", "See docs/frameworks/.")
            elif clause.clause not in {known.id for known in framework.clauses}:
                leaf = Leaf((*loc, "clause"), clause.clause)
                known_ids = [known.id for known in framework.clauses]
                yield _unknown(
                    leaf, known_ids, f"clause of {framework.short}", UNKNOWN_CLAUSE.remedy
                )


unique(
    Rule(
        "references/duplicate-id",
        "No two parts of the same kind share an id.",
        "Ids become anchors, and two parts cannot share one.",
        "Give one of them another id.",
    ),
    (
        "facts",
        "claims",
        "opinions",
        "timeline",
        "failures",
        "lessons",
        "sources",
        "record.searches",
    ),
    "id",
    "`{value}` is taken by an earlier entry",
)


SHARED_ID = Rule(
    "references/shared-id",
    "A claim, an opinion and a fact do not share an id.",
    "The timeline could not tell which of them it means, and claims and opinions share their "
    "anchors.",
    "Give one of them another id.",
)
requires(SHARED_ID, "claims", ("id",), "a fact is called `{id}` too", ~id_of("id", "facts"))
requires(SHARED_ID, "opinions", ("id",), "a claim is called `{id}` too", ~id_of("id", "claims"))
requires(
    SHARED_ID,
    "opinions",
    ("id",),
    "a fact is called `{id}` too",
    ~id_of("id", "facts"),
    id_of("id", "claims"),
)


requires(
    Rule(
        "references/self",
        "A case is not related to itself.",
        "Readers would go in a circle.",
        "Delete the entry.",
    ),
    "related",
    ("id",),
    "the case names itself",
    ~id_of("id", ""),
)
