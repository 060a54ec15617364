"""Quizzes made from the ledger: what became of this claim, and why?"""

from __future__ import annotations

from dataclasses import dataclass

from casebook.base import prose, urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.corpus.measures import claimants
from casebook.corpus.statuses import VOCABULARY
from casebook.model.case import Case


@dataclass(frozen=True)
class Answer:
    """A possible answer: the word a reader sees, and what it means."""

    status: str
    label: str
    meaning: str
    right: bool


@dataclass(frozen=True)
class Question:
    """One question about one claim."""

    id: str
    """Stays the same across versions: ``case-id/claim-id``."""
    number: int
    """Place of the claim in its case, from 1."""
    case: str
    """Title of the case."""
    said: str
    """Who said it."""
    claim: str
    answers: tuple[Answer, ...]
    why: str
    """Why it has its status; told after the answer."""
    source: str
    """Title and publisher of the first source of the claim."""
    link: str

    @property
    def name(self) -> str:
        """What it is called in a question bank, where nothing else says that it is only a claim."""
        return f"Claim {self.number}: “{self.claim}” What became of it?"

    @property
    def text(self) -> str:
        """The whole question as plain text."""
        return f"“{self.claim}” ({self.said}). What became of it?"

    @property
    def feedback(self) -> str:
        """What is told after the answer, with the source."""
        return f"{self.why} Source: {self.source}. {self.link}"


def questions(case: Case, corpus: Corpus, settings: Settings) -> tuple[Question, ...]:
    """A question for every claim of a case, in its order."""
    kinds = corpus.library.labels("claimant-kind")
    answers = {status: _answers(status, corpus) for status in {c.status for c in case.claims}}
    return tuple(
        _question(case, number, claimants(claim, kinds), answers[claim.status], settings)
        for number, claim in enumerate(case.claims, 1)
    )


def _question(
    case: Case, number: int, said: str, answers: tuple[Answer, ...], settings: Settings
) -> Question:
    claim = case.claims[number - 1]
    source = next(source for source in case.sources if source.id == claim.sources[0])
    address = f"{urls.case(case.id)}#{urls.anchor('claim', claim.id)}"
    return Question(
        f"{case.id}/{claim.id}",
        number,
        case.title,
        said,
        prose.plain(claim.text),
        answers,
        prose.plain(claim.reason),
        f"{source.title}, {source.publisher}",
        urls.absolute(address, settings.site_url),
    )


def _answers(right: str, corpus: Corpus) -> tuple[Answer, ...]:
    """The right status and the three that it is taken for, always in the order of the vocabulary."""
    library = corpus.library
    terms = {name: library.term(VOCABULARY, name) for name in library.statuses.choices(right)}
    return tuple(
        Answer(name, term.label, prose.plain(term.definition or ""), name == right)
        for name, term in terms.items()
    )
