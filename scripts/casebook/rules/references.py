"""Everything that is named exists: terms, items, patterns, cases, and parts of the case itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from casebook.base.problems import Loc
from casebook.base.words import did_you_mean, listed, shortened
from casebook.corpus import lineage
from casebook.corpus.library import Library
from casebook.model.case import Case
from casebook.model.exercise import Exercise
from casebook.model.kinds import Record
from casebook.model.lists import Checklist, FirstHour, Framework, Pattern, WaysIn
from casebook.model.walk import Leaf, leaves
from casebook.rules.base import Finding, Rule, case_rule, every_rule, list_rule

_FEW = 12  # a vocabulary this small is told whole when nothing is near

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
    "The timeline, the figures and the times lean on them.",
    "Correct the id, or add the claim, opinion, fact or moment.",
)
UNKNOWN_CLAUSE = Rule(
    "references/unknown-clause",
    "Every framework and clause that an item cites exists.",
    "Trainers follow the crosswalk both ways.",
    "Add the clause to the framework, or correct it.",
)


def _unknown(leaf: Leaf, known: Iterable[str], noun: str, otherwise: str) -> Finding:
    return _missing(leaf, noun, did_you_mean(leaf.value, known, otherwise))


def _missing(leaf: Leaf, noun: str, remedy: str) -> Finding:
    return Finding(leaf.loc, f"there is no {noun} `{shortened(leaf.value)}`", remedy)


def _terms(model: Record, library: Library) -> Iterator[Finding]:
    if "vocabulary" in library.broken:
        return
    for leaf in leaves(model):
        if not leaf.term:
            continue
        known = library.vocabularies.get(leaf.term, {})
        if leaf.value not in known:
            otherwise = (
                "Use one of " + ", ".join(f"`{word}`" for word in known) + "."
                if len(known) <= _FEW
                else f"See `{leaf.term}` in docs/vocabulary.yml for the terms."
            )
            noun = f"{leaf.term.replace('-', ' ')}"
            # Readers see “Decided” for `adjudicated`, and that is what they write.
            labels = {entry.label.casefold(): term for term, entry in known.items()}
            term = labels.get(leaf.value.strip().casefold())
            remedy = did_you_mean(term or leaf.value, known, otherwise)
            yield _missing(leaf, noun, remedy)


def _refs(
    model: Record, to: str, known: Iterable[str], noun: str, otherwise: str
) -> Iterator[Finding]:
    names = frozenset(known)
    for leaf in leaves(model):
        if leaf.ref == to and leaf.value not in names:
            yield _unknown(leaf, sorted(names), noun, otherwise)


@every_rule(UNKNOWN_TERM, Case, Checklist, Exercise, Framework, Pattern, WaysIn)
def unknown_term(model: Record, library: Library) -> Iterator[Finding]:
    """Find words that the vocabulary does not hold."""
    yield from _terms(model, library)


@every_rule(UNKNOWN_ITEM, Case, Exercise, FirstHour, Pattern, WaysIn)
def unknown_item(model: Record, library: Library) -> Iterator[Finding]:
    """Find items that no checklist holds; of a retired one, say what it became."""
    if "checklists" in library.broken:
        return
    for leaf in leaves(model):
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


@every_rule(UNKNOWN_PATTERN, Case, WaysIn)
def unknown_pattern(model: Record, library: Library) -> Iterator[Finding]:
    """Find patterns that do not exist."""
    if "patterns" not in library.broken:
        known = library.patterns
        yield from _refs(model, "pattern", known, "pattern", "See docs/patterns/ for the ids.")


@every_rule(UNKNOWN_CASE, Case, FirstHour, WaysIn)
def unknown_case(model: Record, library: Library) -> Iterator[Finding]:
    """Find cases that are named and do not exist."""
    # A draft outside the folder may name itself; that is told by another rule.
    own = {model.id} if isinstance(model, Case) else set()
    known = {*library.case_ids, *own}
    yield from _refs(model, "case", known, "case", UNKNOWN_CASE.remedy)


@case_rule(UNKNOWN_SOURCE)
def unknown_source(case: Case, _library: Library) -> Iterator[Finding]:
    """Find sources that the case does not list."""
    known = [source.id for source in case.sources]
    yield from _refs(case, "source", known, "source", UNKNOWN_SOURCE.remedy)


@case_rule(UNKNOWN_PART)
def unknown_part(case: Case, _library: Library) -> Iterator[Finding]:
    """Find claims, facts and moments that the case does not hold."""
    claims = [claim.id for claim in case.claims]
    opinions = [opinion.id for opinion in case.opinions]
    parts = [*claims, *(fact.id for fact in case.facts)]
    yield from _refs(case, "claim", claims, "claim", UNKNOWN_PART.remedy)
    known = [*parts, *opinions]
    yield from _refs(case, "part", known, "claim, opinion or fact", UNKNOWN_PART.remedy)
    moments = [moment.id for moment in case.timeline]
    yield from _refs(case, "moment", moments, "moment", UNKNOWN_PART.remedy)
    evidence = [*parts, *moments]
    yield from _refs(case, "evidence", evidence, "claim, fact or moment", UNKNOWN_PART.remedy)
    lessons = [lesson.id for lesson in case.lessons]
    failures = [failure.id for failure in case.failures]
    statements = [*evidence, *opinions, *failures, *lessons]
    yield from _refs(case, "statement", statements, "part", UNKNOWN_PART.remedy)


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


@case_rule(
    Rule(
        "references/duplicate-id",
        "An id stands once among the parts of its kind.",
        "Ids become anchors; two parts cannot answer to one.",
        "Give one of them another id.",
    )
)
def duplicate_id(case: Case, _library: Library) -> Iterator[Finding]:
    """Find parts of one kind that share an id."""
    lists: dict[Loc, Sequence[Any]] = {(kind,): getattr(case, kind) for kind in _WITH_ID}
    for loc, parts in {**lists, ("record", "searches"): case.record.searches}.items():
        seen: set[str] = set()
        for position, part in enumerate(parts):
            if part.id in seen:
                yield Finding((*loc, position, "id"), f"`{part.id}` is taken by an earlier entry")
            seen.add(part.id)


_WITH_ID = ("facts", "claims", "opinions", "timeline", "failures", "lessons", "sources")


@case_rule(
    Rule(
        "references/shared-id",
        "A claim, an opinion and a fact do not share an id.",
        "The timeline could not tell which of them it means, and claims and opinions share their "
        "anchors.",
        "Give one of them another id.",
    )
)
def shared_id(case: Case, _library: Library) -> Iterator[Finding]:
    """Find claims named like a fact, and opinions named like a fact or a claim."""
    taken = {fact.id: "fact" for fact in case.facts}
    for position, claim in enumerate(case.claims):
        if claim.id in taken:
            yield Finding(("claims", position, "id"), f"a fact is called `{claim.id}` too")
    taken |= {claim.id: "claim" for claim in case.claims}
    for position, opinion in enumerate(case.opinions):
        if opinion.id in taken:
            other = taken[opinion.id]
            yield Finding(("opinions", position, "id"), f"a {other} is called `{opinion.id}` too")


@case_rule(
    Rule(
        "references/self",
        "A case is not related to itself.",
        "Readers would go in a circle.",
        "Delete the entry.",
    )
)
def related_to_itself(case: Case, _library: Library) -> Iterator[Finding]:
    """Find a case that names itself as related."""
    for position, related in enumerate(case.related):
        if related.id == case.id:
            yield Finding(("related", position, "id"), "the case names itself")
