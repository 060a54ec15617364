"""The everyday questions that lead into the casebook."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Library
from casebook.model.lists import WaysIn
from casebook.rules.base import Finding, Rule, corpus_rule, list_rule


@list_rule(
    Rule(
        "ways-in/id-taken",
        "No two questions share an id.",
        "Ids become anchors, and two questions cannot share one.",
        "Give one of them another id.",
    ),
    WaysIn,
)
def way_id_taken(ways: WaysIn, _library: Library) -> Iterator[Finding]:
    """Find questions that share an id."""
    seen: set[str] = set()
    for position, way in enumerate(ways.ways):
        if way.id in seen:
            yield Finding(("ways", position, "id"), f"`{way.id}` is taken by an earlier question")
        seen.add(way.id)


@corpus_rule(
    Rule(
        "ways-in/case-not-listed",
        "A case that a question leads to is published.",
        "A reader in a hurry would find a draft, or a withdrawn case.",
        "Name another case, or take it out.",
    )
)
def case_not_listed(corpus: Corpus) -> Iterator[Finding]:
    """Find questions that lead to a draft or to a case that was taken back."""
    for position, way in enumerate(corpus.library.ways_in):
        for number, case_id in corpus.unlisted(way.cases):
            yield Finding(
                ("ways", position, "cases", number),
                f"`{case_id}` is not published",
                path="docs/ways-in.yml",
            )
