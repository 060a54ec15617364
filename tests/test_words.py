"""Words: the nearest known word, lists in a sentence, and counting."""

from __future__ import annotations

import pytest
from casebook.base import words

KNOWN = ("incident", "near-miss", "hazard", "made_on")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("incidnet", "incident"),
        ("INCIDENT", "incident"),
        ("near_miss", "near-miss"),
        ("near miss", "near-miss"),
        (" hazrad ", "hazard"),
        ("made-on", "made_on"),
        ("banana", None),
        ("", None),
        ("incident" * 11, None),
    ],
)
def test_nearest(word: str, expected: str | None) -> None:
    """The known word most like it is found, whatever its case, hyphens and spaces; or none."""
    assert expected == words.nearest(word, KNOWN)


def test_nearest_prefers_letters_in_another_order() -> None:
    """Of words that are equally near, the one with the very same letters is offered."""
    assert "VET-04" == words.nearest("VET-40", [f"VET-{number:02d}" for number in range(1, 31)])


def test_nearest_keeps_the_case_of_what_is_known() -> None:
    """The word that is offered is spelt as the vocabulary spells it."""
    assert "VET-20" == words.nearest("vte-20", ["VET-20", "SEC-01"])


@pytest.mark.parametrize(
    ("word", "expected"), [("hazzard", "Did you mean `hazard`?"), ("banana", "See the list.")]
)
def test_did_you_mean(word: str, expected: str) -> None:
    """A remedy offers the nearest word, and something else where none is near."""
    assert expected == words.did_you_mean(word, KNOWN, "See the list.")


@pytest.mark.parametrize(
    ("items", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_listed(items: list[str], expected: str) -> None:
    """Words are joined the way a sentence joins them."""
    assert expected == words.listed(items)


def test_listed_with_another_last_word() -> None:
    """The last joint can be another word."""
    assert "a, b or c" == words.listed(iter("abc"), "or")


@pytest.mark.parametrize(("number", "expected"), [(0, "0 cases"), (1, "1 case"), (2, "2 cases")])
def test_counted(number: int, expected: str) -> None:
    """Number and noun agree."""
    assert expected == words.counted(number, "case")


def test_counted_with_another_plural() -> None:
    """A plural that is not made with an s can be given."""
    assert "2 people" == words.counted(2, "person", "people")


@pytest.mark.parametrize(
    ("noun", "one"),
    [
        ("breaches of content policy", "breach of content policy"),
        ("GPUs", "GPU"),
        ("boxes", "box"),
        ("losses", "loss"),
        ("countries", "country"),
        ("cases of fraud", "case of fraud"),
        ("loss", "loss"),
        ("person", "person"),
        ("per cent", "per cent"),
    ],
)
def test_one_of_several_is_singular(noun: str, one: str) -> None:
    """The first word loses what made it many; what is one already stays."""
    assert words.singular(noun) == one
