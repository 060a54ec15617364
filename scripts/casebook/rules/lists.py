"""Checklists, frameworks, patterns and the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from casebook.base.words import counted, listed
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Library
from casebook.corpus.statuses import VOCABULARY, Statuses
from casebook.model.lists import Checklist, StatusTraits, Vocabulary, VocabularyTerm
from casebook.rules.base import Finding, Rule, corpus_rule, list_rule
from casebook.rules.claims import STATUS_RULES, SUPPORTED
from casebook.rules.style import UNSUPPORTED

_MOST_WORDS = 22


@list_rule(
    Rule(
        "items/one-sentence",
        f"A statement is one sentence of at most {_MOST_WORDS} words, without a semicolon.",
        "A check that asks two things cannot be answered with yes.",
        "Split it, or say it shorter.",
    ),
    Checklist,
)
def one_sentence(checklist: Checklist, _library: Library) -> Iterator[Finding]:
    """Find statements that are too long or more than one sentence."""
    for position, item in enumerate(checklist.items):
        words = len(item.statement.split())
        loc = ("items", position, "statement")
        if words > _MOST_WORDS:
            yield Finding(loc, f"{item.id} has {words} words")
        elif ";" in item.statement or re.search(r"[.!?]\s+\S", item.statement):
            yield Finding(loc, f"{item.id} is more than one sentence")
        elif re.search(r"https?://|\]\(", item.statement):
            yield Finding(loc, f"{item.id} holds a link", "Put links into the framework's file.")


@list_rule(
    Rule(
        "items/prefix",
        "An item's id begins with the code of its list, and stands once.",
        "The id is printed without the list and must say where it belongs.",
        "Use the list's code and the next free number.",
    ),
    Checklist,
)
def prefix(checklist: Checklist, _library: Library) -> Iterator[Finding]:
    """Find items with another list's code, or an id that is taken."""
    seen: set[str] = set()
    for position, item in enumerate(checklist.items):
        if not item.id.startswith(f"{checklist.code}-"):
            yield Finding(
                ("items", position, "id"), f"{item.id} stands in the list {checklist.code}"
            )
        if item.id in seen:
            yield Finding(("items", position, "id"), f"{item.id} stands twice")
        seen.add(item.id)


@list_rule(
    Rule(
        "items/unknown-section",
        "A check belongs to a section of its list.",
        "It would not be shown.",
        "Use the id of a section.",
    ),
    Checklist,
)
def unknown_section(checklist: Checklist, _library: Library) -> Iterator[Finding]:
    """Find items whose section does not exist."""
    known = {section.id for section in checklist.sections}
    for position, item in enumerate(checklist.items):
        if item.section not in known:
            yield Finding(("items", position, "section"), f"there is no section `{item.section}`")


@list_rule(
    Rule(
        "items/law-needs-date",
        "A check that cites a law says when we looked at the law.",
        "Laws change, and deadlines with them.",
        "Add `as_of`.",
    ),
    Checklist,
)
def law_needs_date(checklist: Checklist, library: Library) -> Iterator[Finding]:
    """Find legal items without a date."""
    for position, item in enumerate(checklist.items):
        laws = [
            clause.framework
            for clause in item.clauses
            if clause.framework in library.frameworks
            and library.frameworks[clause.framework].kind == "law"
        ]
        if laws and item.as_of is None:
            yield Finding(
                ("items", position, "id"), f"{item.id} cites {laws[0]} and has no `as_of`"
            )


@list_rule(
    Rule(
        "items/accountable",
        "The accountable role for a check is one of the roles that do it.",
        "If someone else is accountable, no one really owns the check.",
        "Name one of its `roles`, or add the role there.",
    ),
    Checklist,
)
def accountable(checklist: Checklist, _library: Library) -> Iterator[Finding]:
    """Find items whose accountable role is not among their roles."""
    for position, item in enumerate(checklist.items):
        if item.accountable not in item.roles:
            yield Finding(
                ("items", position, "accountable"),
                f"`{item.accountable}` is not among the roles of {item.id}",
            )


@corpus_rule(
    Rule(
        "frameworks/unused-clause",
        "Every clause of a framework is cited by an item.",
        "An empty row in the mapping leads readers nowhere.",
        "Cite it, or delete it.",
    )
)
def unused_clause(corpus: Corpus) -> Iterator[Finding]:
    """Find clauses that no item cites."""
    for framework in corpus.library.frameworks.values():
        for position, clause in enumerate(framework.clauses):
            if (framework.id, clause.id) not in corpus.answering:
                yield Finding(
                    ("clauses", position, "id"),
                    f"no item cites `{clause.id}`",
                    path=f"docs/frameworks/{framework.id}.yml",
                )


@corpus_rule(
    Rule(
        "patterns/no-case",
        "Every pattern is shown by a case.",
        "A pattern without a case is an opinion.",
        "Tie a case to it, or keep it until one comes.",
        severity="warning",
    )
)
def no_case(corpus: Corpus) -> Iterator[Finding]:
    """Find patterns that no listed case shows."""
    for pattern in corpus.library.patterns.values():
        if pattern.id not in corpus.showing:
            yield Finding(
                ("id",),
                f"no published case shows `{pattern.id}`",
                path=f"docs/patterns/{pattern.id}.yml",
            )


@corpus_rule(
    Rule(
        "items/no-case",
        "Every check has a case that supports it.",
        "A check without a case is supported by reasoning alone, and its page says so.",
        "Link a lesson of a case to it if one teaches it, but never force a link.",
        severity="warning",
    )
)
def item_without_case(corpus: Corpus) -> Iterator[Finding]:
    """Name the checks of each list that no listed case speaks for."""
    for checklist in corpus.library.checklists.values():
        bare = [item.id for item in checklist.items if not corpus.cases_of(item.id)]
        if bare:
            yield Finding(
                ("items",),
                f"no published case speaks for {listed(bare)}",
                key=True,
                path=f"docs/checklists/{checklist.id}.yml",
            )


@corpus_rule(
    Rule(
        "lists/id-taken",
        "No check is in two lists.",
        "One of the two would hide the other.",
        "Give one of them another id.",
    )
)
def id_taken(corpus: Corpus) -> Iterator[Finding]:
    """Find items that stand in two lists."""
    seen: dict[str, str] = {}
    for checklist in corpus.library.checklists.values():
        for position, item in enumerate(checklist.items):
            if item.id in seen and seen[item.id] != checklist.id:
                yield Finding(
                    ("items", position, "id"),
                    f"{item.id} stands in {seen[item.id]} too",
                    path=f"docs/checklists/{checklist.id}.yml",
                )
            seen.setdefault(item.id, checklist.id)


NEEDED_TERMS = {
    "record-status": ("draft", "published", "disputed", "withdrawn"),
    "answer-stance": ("confirms", "denies", "disputes", "corrects"),
    "case-kind": ("incident", "near-miss", "hazard", "controversy"),
    "fact-basis": ("reported",),
    "failure-basis": ("our-analysis",),
    "figure-basis": ("rumour",),
    "framework-kind": ("law",),
    "moment-kind": ("claim", "statement"),
    "person-relation": ("executive", "official"),
    "response-channel": ("silence", "public-post", "press-statement", "press-conference", "report"),
}
"""Terms the code gives a meaning to; the vocabulary may hold more."""


@list_rule(
    Rule(
        "vocabulary/needed-term",
        "The vocabulary holds the terms the checks and pages work with.",
        "Renaming a term would silently disable a check.",
        "Put the term back, or change the code that names it.",
    ),
    Vocabulary,
)
def needed_term(vocabulary: Vocabulary, _library: Library) -> Iterator[Finding]:
    """Find terms that the code needs and the vocabulary lost."""
    for name, terms in NEEDED_TERMS.items():
        held = vocabulary.vocabularies.get(name, {})
        for term in terms:
            if term not in held:
                loc = ("vocabularies", name) if held else ("vocabularies",)
                yield Finding(loc, f"`{name}` has no term `{term}`", key=True)
    yield from _needed_statuses(Statuses.of(vocabulary.vocabularies.get(VOCABULARY, {})))


def _needed_statuses(statuses: Statuses) -> Iterator[Finding]:
    """Find rules and pages that work with claims of which the vocabulary has no status left."""
    loc = ("vocabularies", VOCABULARY) if statuses.traits else ("vocabularies",)
    for rule in STATUS_RULES:
        if not statuses.held_to(rule):
            remedy = f"Name `{rule}` under `rules` of a status, or take the rule out of the code."
            yield Finding(loc, f"no claim status is held to `{rule}`", remedy, key=True)
    for settler in ("authority", "claimant"):
        if not statuses.settled_by(settler):
            remedy = f"Write `settled_by: {settler}` at a status."
            yield Finding(loc, f"no claim status is settled by `{settler}`", remedy, key=True)
    for side in (*SUPPORTED, *UNSUPPORTED):
        if not statuses.on_side(side):
            remedy = f"Write `side: {side}` at a status."
            yield Finding(loc, f"no claim status has the side `{side}`", remedy, key=True)


TAKEN_FOR = 3
"""Wrong answers that a quiz offers beside the right one."""
CLOSED = {"record-status": NEEDED_TERMS["record-status"]}
"""Vocabularies whose terms the program acts on one by one; it would not show any other."""


@list_rule(
    Rule(
        "vocabulary/unused-term",
        "The program acts on every term of the vocabulary.",
        "Anything with a term that the program does not know appears on no page.",
        "Delete the term, or teach the program what it means.",
    ),
    Vocabulary,
)
def unused_term(vocabulary: Vocabulary, _library: Library) -> Iterator[Finding]:
    """Find terms that the program would not show."""
    for name, terms in CLOSED.items():
        for term in vocabulary.vocabularies.get(name, {}):
            if term not in terms:
                loc = ("vocabularies", name, term)
                yield Finding(loc, f"the program does nothing with `{term}`", key=True)
    for name, held in vocabulary.vocabularies.items():
        for term, entry in held.items():
            if entry.status is not None and name != VOCABULARY:
                yield Finding(
                    ("vocabularies", name, term, "status"),
                    f"`{term}` is not a claim status",
                    "Delete `status`; it belongs to the terms of `claim-status`.",
                    key=True,
                )


@list_rule(
    Rule(
        "vocabulary/also-taken",
        "A word under `also` leads to one term and is not that term's own name.",
        "If a word leads to two terms, authors may get the wrong one.",
        "Delete it, or leave it with the term that most people mean.",
    ),
    Vocabulary,
)
def also_taken(vocabulary: Vocabulary, _library: Library) -> Iterator[Finding]:
    """Find other words for a term that are a term, a label or another term's word already."""
    for vocabulary_name, terms in vocabulary.vocabularies.items():
        taken = {name.casefold(): name for name in terms}
        taken |= {term.label.casefold(): name for name, term in terms.items()}
        for name, term in terms.items():
            for position, word in enumerate(term.also):
                other = taken.setdefault(word.casefold(), name)
                loc = ("vocabularies", vocabulary_name, name, "also", position)
                if other != name:
                    yield Finding(loc, f"`{word}` leads to `{other}` already")
                elif word in term.also[:position] or _same(word, name) or _same(word, term.label):
                    yield Finding(loc, f"`{word}` leads to `{name}` without being named here")


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


@list_rule(
    Rule(
        "vocabulary/status-traits",
        "Every claim status says where it is listed, how it looks, and what it is taken for.",
        "Pages, charts, quizzes and rules know a status from what the vocabulary says of it.",
        "Complete `status` under the term; the other statuses show how.",
    ),
    Vocabulary,
)
def status_traits(vocabulary: Vocabulary, _library: Library) -> Iterator[Finding]:
    """Find claim statuses that could not be shown, or not be told from another."""
    terms = vocabulary.vocabularies.get(VOCABULARY, {})
    taken: dict[tuple[str, object], str] = {}
    for name, term in terms.items():
        loc = ("vocabularies", VOCABULARY, name)
        if term.definition is None:
            yield Finding(loc, f"`{name}` has no `definition`", "Add `definition`.", key=True)
        if term.status is None:
            yield Finding(loc, f"`{name}` has no `status`", key=True)
            continue
        for field, what, remedy in _distinct(term, term.status):
            other = taken.setdefault((field, what), name)
            if other != name:
                at = (*loc, field) if field == "label" else (*loc, "status", field)
                yield Finding(at, f"`{name}` has the {field} of `{other}`", remedy, key=True)
        yield from _traits_named(name, term.status, terms)


def _distinct(term: VocabularyTerm, traits: StatusTraits) -> Iterator[tuple[str, object, str]]:
    """What no two statuses may share: the field, its value, and the remedy."""
    yield "label", term.label.casefold(), "Choose another label."
    yield "place", traits.place, "Give each status a `place` of its own."
    look = (traits.symbol, traits.colour)
    yield "symbol", look, "Choose another symbol or another colour."


def _traits_named(
    name: str, traits: StatusTraits, terms: Mapping[str, VocabularyTerm]
) -> Iterator[Finding]:
    """Find names of statuses and rules that do not exist."""
    loc = ("vocabularies", VOCABULARY, name, "status")
    if len(traits.taken_for) != TAKEN_FOR:
        given = counted(len(traits.taken_for), "status", "statuses")
        remedy = f"Name {TAKEN_FOR} other statuses."
        yield Finding((*loc, "taken_for"), f"`{name}` is taken for {given}", remedy, key=True)
    for position, other in enumerate(traits.taken_for):
        if other not in terms or other == name or other in traits.taken_for[:position]:
            remedy = f"Name {TAKEN_FOR} other statuses, each once."
            yield Finding((*loc, "taken_for", position), f"`{other}` is not another status", remedy)
    for position, rule in enumerate(traits.rules):
        if rule not in STATUS_RULES:
            remedy = f"Choose from {listed((f'`{each}`' for each in STATUS_RULES), 'or')}."
            yield Finding(
                (*loc, "rules", position), f"`{rule}` is not a rule about statuses", remedy
            )
