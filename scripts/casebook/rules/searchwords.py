"""What the search knows about readers' words: pages that exist, and each word in one group."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Library
from casebook.model.lists import SearchWords
from casebook.permalinks.ledger import published
from casebook.rules.base import Finding, Rule, corpus_rule, list_rule

_BY_HAND = ("/about/", "/policy/", "/contribute/", "/develop/", "/train/courses/")
"""Folders of pages written by hand, which the data does not know."""


@list_rule(
    Rule(
        "search/word-taken",
        "A word is in one group of words that mean the same.",
        "Two groups with a word in common would be one group that nobody wrote down.",
        "Join the groups, or take the word out of one of them.",
    ),
    SearchWords,
)
def word_taken(search: SearchWords, _library: Library) -> Iterator[Finding]:
    """Find words that are in two groups."""
    seen: set[str] = set()
    for position, group in enumerate(search.same):
        for place, word in enumerate(group):
            if word.casefold() in seen:
                yield Finding(("same", position, place), f"`{word}` is in an earlier group")
            seen.add(word.casefold())


@list_rule(
    Rule(
        "search/page-taken",
        "A page has one entry among the answers.",
        "With two entries, nobody would know which questions it answers.",
        "Put the questions of both entries into one.",
    ),
    SearchWords,
)
def page_taken(search: SearchWords, _library: Library) -> Iterator[Finding]:
    """Find pages that have two entries."""
    seen: set[str] = set()
    for position, answer in enumerate(search.answers):
        if answer.page in seen:
            yield Finding(("answers", position, "page"), f"`{answer.page}` has an earlier entry")
        seen.add(answer.page)


@corpus_rule(
    Rule(
        "search/unknown-page",
        "A page that answers a question is on the site.",
        "A reader who asks would end up nowhere.",
        "Correct the address, or take the entry out.",
    )
)
def unknown_page(corpus: Corpus) -> Iterator[Finding]:
    """Find answers that lead to a page which the site does not have."""
    pages = published(corpus)
    for position, answer in enumerate(corpus.library.search.answers):
        page, _, anchor = ("/" + answer.page).partition("#")
        if page.startswith(_BY_HAND) and page not in pages:
            continue
        if page not in pages or (pages[page] and anchor and anchor not in pages[page]):
            yield Finding(
                ("answers", position, "page"),
                f"the site has no `{answer.page}`",
                path="docs/search.yml",
            )
