"""Sixty-five questions, written down before the search was made, typed into the box of the header."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from casebook.base import urls
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

QUESTIONS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "search" / "questions.yml").read_text("utf-8")
)
HITS = "#site-search-hits"
USEFUL, MISLEADING = 58, 2
"""At least, and at most."""


def _first_three(page: Page, question: str) -> list[str]:
    """Addresses of the first three results; none where the box says that nothing fits."""
    page.locator("#site-search-input").fill("")
    page.locator(".site-search__panel").wait_for(state="hidden")
    page.keyboard.insert_text(question)
    page.locator(f"{HITS} .hit--all").wait_for()
    if page.locator(".site-search__none").count():
        return []
    hits = page.locator(f"{HITS} .hit:not(.hit--all)").evaluate_all(
        "all => all.map((hit) => hit.href)"
    )
    return [urlsplit(address).path.removeprefix("/name/") for address in hits[:3]]


def _verdicts(page: Page) -> Iterator[tuple[str, str, list[str]]]:
    page.goto("")
    page.keyboard.press("/")
    for each in QUESTIONS:
        shown = _first_three(page, each["question"])
        wanted = tuple(each.get("any_of", ()))
        if any(address.startswith(wanted) for address in shown) or (not wanted and not shown):
            yield each["question"], "useful", shown
        else:
            yield each["question"], "misleading" if shown else "missed", shown


@pytest.mark.reads
def test_questions_of_readers_are_answered_or_said_to_have_no_answer(page: Page) -> None:
    """At least 58 of 65 have a useful page among the first three, and at most two mislead."""
    found = list(_verdicts(page))
    others = [each for each in found if each[1] != "useful"]

    assert len(found) == len(QUESTIONS) == 65
    assert len(found) - len(others) >= USEFUL, others
    assert sum(verdict == "misleading" for _, verdict, _ in others) <= MISLEADING, others


@pytest.mark.reads
def test_where_nothing_fits_the_nearest_is_offered(page: Page) -> None:
    """The box and the page say that nothing fits, and lead to a question, a pattern and the form for a case."""
    query = "carbon tariff on imported steel for interns"
    page.goto("")
    page.keyboard.press("/")
    assert _first_three(page, query) == []
    note = page.locator(".site-search__note")
    expect(note).to_contain_text(f"Nothing in the casebook matches “{query}”.")
    suggest = note.get_by_role("link", name="Suggest this case")
    assert (suggest.get_attribute("href") or "").endswith(urls.NEW_CASE)
    expect(page.locator("[data-site-search] [role=status]")).to_contain_text(
        "Nothing in the casebook"
    )

    page.goto(f"search/?q={query}")
    shown = page.locator(".answers")
    expect(shown.locator("h2")).to_have_text(f"Nothing in the casebook matches “{query}”")
    expect(shown).to_contain_text("Pattern: ")
    expect(shown).to_contain_text("Everyday question: ")


@pytest.mark.reads
@pytest.mark.parametrize("name", ["Disney", "disney", "Nike"])
def test_names_are_not_put_right(page: Page, name: str) -> None:
    """A name that the casebook lacks is not taken for a word that it has."""
    page.goto("")
    page.keyboard.press("/")

    assert _first_three(page, name) == []
    expect(page.locator(".site-search__guess")).to_be_hidden()


def test_a_first_search_is_small(page: Page) -> None:
    """From the focus to the answer the box asks for at most 20 files."""
    page.goto("", wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.keyboard.press("/")
    assert _first_three(page, "deepfake of our CEO")

    assert 2 <= len(asked) <= 20, asked
    assert not [url for url in asked if "/pagefind/" in url]
