"""A full-text index of the listed cases and their claims, in memory: a question in, cases and claims out."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casebook.answers import synonyms, wording
from casebook.base import prose, words
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.corpus.flat import ClaimRow, Ground
from casebook.model.case import Case

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ASKING = words.SMALL | frozenset({
    "about", "after", "all", "also", "any", "are", "be", "been", "before", "but", "can", "could", "did", "do",
    "does", "had", "has", "have", "he", "her", "his", "how", "i", "is", "it", "its", "just", "me", "most", "much",
    "my", "no", "not", "our", "really", "s", "said", "she", "should", "so", "some", "than", "that", "their",
    "them", "then", "there", "they", "this", "those", "too", "true", "under", "up", "us", "we", "what", "when",
    "where", "which", "who", "whose", "why", "will", "would", "you", "your",
})  # fmt: skip
"""Words of a question that say nothing of what it is about."""
_CASE_COLUMNS: Mapping[str, float] = {
    "title": 8.0,
    "aliases": 6.0,
    "names": 4.0,
    "summary": 4.0,
    "body": 1.0,
}
"""Parts of a case, and the weight of a word found in each."""
_CLAIM_COLUMNS: Mapping[str, float] = {"text": 4.0, "quote": 2.0, "reason": 1.0, "answers": 1.0}
"""Parts of a claim, and the weight of a word found in each."""
_SYNONYM = 0.3
"""What a synonym counts, where the word itself counts 1."""


@dataclass(frozen=True)
class Found:
    """A case that answers a question, with those of its claims that fit best."""

    at: Ground
    claims: tuple[ClaimRow, ...]

    @property
    def text(self) -> str:
        """The answer in words; each claim is in it with its status."""
        told = [wording.claim(row) for row in self.claims]
        return "\n\n".join([wording.case(self.at), *told])


class Index:
    """Cases and claims by their words. Nothing is asked outside the process."""

    def __init__(self, corpus: Corpus, settings: Settings) -> None:
        """Index the listed cases of a corpus; ``settings`` say where links lead."""
        self._grounds = [Ground(case, corpus, settings) for case in corpus.listed]
        self._claims = [ClaimRow(at, claim) for at in self._grounds for claim in at.case.claims]
        self._base = sqlite3.connect(":memory:")
        self._fill("cases", _CASE_COLUMNS, map(_of_case, self._grounds))
        self._fill("claims", _CLAIM_COLUMNS, map(_of_claim, self._claims))
        self._places: dict[str, list[int]] = {}
        for place, row in enumerate(self._claims):
            self._places.setdefault(row.at.case.id, []).append(place)

    def _fill(
        self, table: str, columns: Mapping[str, float], rows: Iterable[tuple[str, ...]]
    ) -> None:
        tokens = "tokenize = 'porter unicode61 remove_diacritics 2'"
        marks = ", ".join("?" * (len(columns) + 1))
        self._base.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5({', '.join(columns)}, {tokens})"
        )
        self._base.executemany(
            f"INSERT INTO {table}(rowid, {', '.join(columns)}) VALUES ({marks})",  # noqa: S608 - our own names
            ((place, *row) for place, row in enumerate(rows)),
        )

    def ask(self, question: str, most: int = 3, claims: int = 2) -> list[Found]:
        """The cases that answer a question, the best first; none if no word of it is known.

        Args:
            question: In anybody's words; nothing in it is an operator.
            most: Number of cases at most.
            claims: Number of claims of each at most.
        """
        asked = telling(question)
        scores = self._scores("cases", _CASE_COLUMNS, asked, range(len(self._grounds)))
        best = [self._grounds[place] for place in _best(scores)[:most]]
        return [Found(at, tuple(self._claims_of(at, asked)[:claims])) for at in best]

    def _claims_of(self, at: Ground, asked: list[str]) -> list[ClaimRow]:
        """The claims of a case that fit, the best first; words of its title tell none from another."""
        places = self._places.get(at.case.id)
        if not places:
            return []
        span = range(places[0], places[-1] + 1)
        title = set(telling(at.case.title))
        scores = self._scores("claims", _CLAIM_COLUMNS, [w for w in asked if w not in title], span)
        scores = scores or self._scores("claims", _CLAIM_COLUMNS, asked, span)
        return [self._claims[place] for place in _best(scores)]

    def _scores(
        self, table: str, columns: Mapping[str, float], asked: list[str], span: range
    ) -> dict[int, float]:
        """How well each row of a span fits, by its place. A synonym counts less than the word itself."""
        meant = {other for word in asked for other in synonyms.others(word)} - set(asked)
        weights = ", ".join(map(str, columns.values()))
        scores: dict[int, float] = defaultdict(float)
        for terms, share in ((asked, 1.0), (sorted(meant), _SYNONYM)):
            query = " OR ".join(f'"{word}"' for word in terms) or '""'
            found = self._base.execute(
                f"SELECT rowid, bm25({table}, {weights}) FROM {table} "  # noqa: S608 - our own names
                f"WHERE {table} MATCH ? AND rowid BETWEEN ? AND ?",
                (query, span.start, span.stop - 1),
            )
            for place, cost in found:
                scores[place] -= share * cost
        return scores


def _best(scores: Mapping[int, float]) -> list[int]:
    """Places by falling score; of equal ones the first in the corpus is first."""
    return sorted(scores, key=lambda place: (-scores[place], place))


def telling(text: str) -> list[str]:
    """The words of a text that tell what it is about, in small letters, each once.

    >>> telling("How much did the intern of a start-up cost?")
    ['intern', 'start-up', 'cost']
    """
    found = (word.lower() for word in _WORD.findall(text))
    return [word for word in dict.fromkeys(found) if word not in _ASKING]


def _of_case(at: Ground) -> tuple[str, ...]:
    case, label = at.case, at.corpus.library.label
    names = [party.name for party in case.organisations]
    names += [label("country", country) for country in case.countries]
    names += [label("sector", sector) for sector in case.sectors]
    return (
        case.title,
        " ; ".join(case.also_searched_as),
        " ; ".join(names),
        prose.plain(case.summary),
        " ; ".join(prose.plain(text) for text in _body(case)),
    )


def _body(case: Case) -> Iterator[str]:
    yield from (fact.text for fact in case.facts)
    yield from (moment.text for moment in case.timeline)
    yield from (claim.text for claim in case.claims)
    yield from (each.how for each in case.affected)
    yield from (each.text for each in case.consequences)
    yield case.system.description if case.system else ""


def _of_claim(row: ClaimRow) -> tuple[str, ...]:
    claim = row.claim
    answers = [f"{answer.by} {prose.plain(answer.text)}" for answer in claim.answers]
    quote = [claim.quote.text, claim.quote.translation or ""] if claim.quote else []
    outcome = [prose.plain(claim.outcome)] if claim.outcome else []
    return (
        prose.plain(claim.text),
        " ".join(quote),
        " ".join([prose.plain(claim.reason), *outcome]),
        " ".join(answers),
    )
