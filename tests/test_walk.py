"""Walking a model: every text with its place and its meaning."""

from __future__ import annotations

import re
from typing import Any

import factories
import pytest
from casebook.base.problems import Loc
from casebook.corpus.corpus import Corpus
from casebook.model import Case, Checklist, Permalinks, Vocabulary
from casebook.model.case import CaseRecord, Claim, Search, System
from casebook.model.kinds import Record
from casebook.model.lists import Item, VocabularyTerm
from casebook.model.walk import infos, leaves, matching, model_at, shapes
from support.some import some


def _attribute(model: type[Record], name: str) -> str:
    """The attribute that holds a field of the file: some names are words of Python."""
    fields = model.model_fields.items()
    return next((own for own, field in fields if field.alias == name), name)


def _at(model: Any, loc: Loc) -> Any:
    for step in loc:
        model = (
            model[step] if isinstance(step, int) else getattr(model, _attribute(type(model), step))
        )
    return model


def test_key_that_python_keeps_for_itself_is_read_by_its_name() -> None:
    """A field called `for` in the file has that name everywhere but on the model."""
    search = {"id": "a", "on": "2024", "for": "An audit", "where": "x", "result": "x"}
    made = Search.model_validate(search)

    assert ("for", "An audit") in {(leaf.loc[-1], leaf.value) for leaf in leaves(made)}
    assert "What we looked for." == infos(Search)["for"].description
    assert search == made.model_dump(exclude_unset=True)


def test_every_leaf_stands_where_it_says(few: Corpus) -> None:
    """The place of each text of a real case leads to that text, and no place comes twice."""
    for case in some(few.cases.values()):
        found = leaves(case)
        assert [leaf.value for leaf in found] == [_at(case, leaf.loc) for leaf in found]
        assert len(found) == len({leaf.loc for leaf in found})


def test_no_text_is_overlooked() -> None:
    """Every text of the case is among its leaves, numbers and switches are not."""
    case = factories.typed(factories.case())

    def texts(value: Any) -> list[str]:
        if isinstance(value, Record):
            return [
                text for name in type(value).model_fields for text in texts(getattr(value, name))
            ]
        if isinstance(value, tuple):
            return [text for part in value for text in texts(part)]
        return [value] if isinstance(value, str) else []

    assert texts(case) == [leaf.value for leaf in leaves(case)]


def test_leaves_know_what_they_mean() -> None:
    """A term names its vocabulary, a reference what it refers to, and prose that it is prose."""
    found = {leaf.loc: leaf for leaf in leaves(factories.typed(factories.case()))}

    assert ("case-kind", "", False) == _meaning(found["kind",])
    assert ("", "source", False) == _meaning(found["facts", 0, "sources", 0])
    assert ("", "item", False) == _meaning(found["lessons", 0, "items", 0, "item"])
    assert ("", "", True) == _meaning(found["facts", 0, "text"])
    assert ("", "", False) == _meaning(found["title",])


def _meaning(leaf: Any) -> tuple[str, str, bool]:
    return leaf.term, leaf.ref, leaf.prose


def test_leaves_of_two_models_are_not_mixed_up() -> None:
    """Asking for one model, then another, then the first again gives each its own."""
    one, two = factories.typed(factories.case()), factories.typed(factories.draft())
    first = leaves(one)

    assert len(leaves(two)) < len(first)
    assert first == leaves(one)


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [
        (r"refund", ["refund"]),
        (r"^The", ["the"]),
        (r"\bno\b", ["no"]),
        (r"zzz", ["zzz"]),
        (r"refund|zzz", ["zzz", "refund"]),
        (r"(?<!\w)Acme(?!\w)", ["acme"]),
        (r"(?<!\w)Acme(?!\w)", ["Acme"]),
        (r"Acme|refund", ["Acme", "refund"]),
        (r"(?i)ACME|REFUND", ["acme", "refund"]),
        (r"Zzz", ["Zzz", "zzz"]),
    ],
)
def test_matching_finds_what_a_search_of_each_text_finds(pattern: str, signs: list[str]) -> None:
    """The quick way through all text finds the same as looking at each text by itself."""
    case, wanted = factories.typed(factories.case()), re.compile(pattern)

    assert [leaf for leaf in leaves(case) if wanted.search(leaf.value)] == list(
        matching(case, wanted, signs)
    )


@pytest.mark.parametrize(
    ("model", "loc", "inside", "field"),
    [
        (Case, (), Case, None),
        (Case, ("title",), Case, "title"),
        (Case, ("claims", 0), Claim, "claims"),
        (Case, ("claims", 0, "status"), Claim, "status"),
        (Case, ("system", "lifecycle", 1), System, "lifecycle"),
        (Case, ("record", "status"), CaseRecord, "status"),
        (Case, ("unknown",), Case, None),
        (Case, ("claims", 0, "unknown", "deeper"), Claim, None),
        (Checklist, ("items", 3, "clauses"), None, "clauses"),
        (Checklist, ("items", 3, "why"), Item, "why"),
        (Vocabulary, ("vocabularies", "level", "low", "label"), VocabularyTerm, "label"),
        (Vocabulary, ("vocabularies", "level", "low", "x"), VocabularyTerm, None),
        (Permalinks, ("pages", "/cases/x/", 0), Permalinks, "pages"),
    ],
)
def test_finds_the_model_of_a_place(
    model: type[Record], loc: Loc, inside: type[Record] | None, field: str | None
) -> None:
    """A place in the data belongs to the innermost model on the way and to the last field met."""
    found, shape = model_at(model, loc)

    assert field == (shape.name if shape else None)
    assert found is inside or inside is None


def test_shapes_come_in_the_order_of_the_model() -> None:
    """Fields are described in the order in which a case declares them, with what they hold."""
    found = {shape.name: shape for shape in shapes(Case)}

    assert list(Case.model_fields) == list(found)
    assert (Claim, True) == (found["claims"].model, found["claims"].many)
    assert (System, False) == (found["system"].model, found["system"].many)
    assert (bool, str) == (found["legal_note"].base, found["title"].base)
