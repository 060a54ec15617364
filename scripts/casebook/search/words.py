"""Words of the casebook, for the search to guess what a mistyped word meant."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from casebook.base import prose, urls
from casebook.corpus.corpus import Corpus
from casebook.pages.base import Asset

_SHORTEST = 4
"""Letters of the shortest word that is worth a guess; shorter ones are near to too many."""
_WORD = re.compile(rf"[^\W\d_]{{{_SHORTEST},}}")


def assets(corpus: Corpus) -> Iterator[Asset]:
    """One file, a word a line."""
    yield Asset(urls.SEARCH_WORDS, "".join(f"{word}\n" for word in words(corpus)))


def words(corpus: Corpus) -> list[str]:
    """The words of titles, names, claims, checks and terms, without accents, the most frequent first."""
    counts = Counter(
        word for text in _texts(corpus) for word in _WORD.findall(_bare(prose.plain(text)))
    )
    return sorted(counts, key=lambda word: (-counts[word], word))


def _bare(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).lower()


def _texts(corpus: Corpus) -> Iterator[str]:
    library = corpus.library
    for case in corpus.listed:
        yield from (case.title, case.summary, *case.also_searched_as)
        yield from (party.name for party in case.organisations)
        yield from (claim.text for claim in case.claims)
        yield from (library.label("country", country) for country in case.countries)
    for check in library.checks.values():
        yield from (check.item.statement, *check.item.also_searched_as)
    for pattern in library.patterns.values():
        yield from (pattern.title, pattern.definition, *pattern.also_searched_as)
    for framework in library.frameworks.values():
        yield from (framework.short, framework.title, *framework.also_searched_as)
    if plan := library.first_hour:
        yield from (plan.title, plan.summary, *(text.title for text in plan.texts))
    for name, terms in library.vocabularies.items():
        if name not in {"country", "language"}:
            yield from (term.label for term in terms.values())
