"""Behaviour that the tests of whole projects do not reach."""

from __future__ import annotations

import factories
from casebook.corpus.library import Library
from casebook.model import Case, Checklist
from casebook.model.ledger import Ledger
from casebook.model.walk import Leaf
from casebook.reading.load import published
from casebook.rules import base, references
from casebook.source import Source, composing


def test_a_page_that_moved_is_no_part_that_moved() -> None:
    """Of what moved, only anchors are listed below their page."""
    ledger = Ledger(moved={"/old/": "/new/", "/cases/a/#x": "/cases/a/#y"})

    assert ledger.moved_parts == {"/cases/a/": ("x",)}


def test_a_published_case_is_judged_as_it_is() -> None:
    """Only a draft gets another status to be judged as if it were published."""
    case = Case.model_validate(factories.case())

    assert case.record.status == "published"
    assert published(case) is case


def test_a_checklist_is_not_searched_for_checks_of_others() -> None:
    """A rule of single values looks only at the kinds of file it was made for."""
    source = Source("docs/checklists/a.yml", "", "", {"id": "a", "title": "A"})

    assert list(base.check_values(Checklist, source, Library())) == []


def test_ids_with_semicolons_between_them_are_taken_for_a_list() -> None:
    """The remedy writes the list as it should stand."""
    found = references._unknown(Leaf(("sources",), "a; b"), ["a", "b"], "source", "")

    assert found.remedy
    assert "`a, b`" in found.remedy


def test_a_text_that_breaks_off_has_no_data() -> None:
    """Composing gives no half data, and says what stopped it."""
    data, place, problems = composing.compose("a: [1, 2\nb: 3\n", "a.yml")

    assert data is None
    assert place is None
    assert problems
