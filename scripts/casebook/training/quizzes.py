"""Quizzes made from the cases: the status of a claim, and questions written for an exercise.

Every question on a status offers all statuses of the vocabulary in the order in
which they are shown anywhere else. The questions that are written by hand offer
their options in alphabetical order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casebook.base import dates, prose, urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.corpus.measures import claimants
from casebook.corpus.statuses import VOCABULARY
from casebook.model.case import Case, Claim
from casebook.model.exercise import QuizQuestion
from casebook.training import selection

PASS_MARK = 70
"""Percent of the questions that must be right."""


@dataclass(frozen=True)
class Option:
    """A possible answer."""

    id: str
    label: str
    feedback: str
    """Plain text, shown after the answer."""
    right: bool


@dataclass(frozen=True)
class Question:
    """A question with one right option."""

    id: str
    """Stays the same across versions: ``case-id/claim-id``, or ``case-id/quiz.id`` for a written one."""
    name: str
    """What it is called in a question bank; does not state the claim as a fact."""
    lines: tuple[str, ...]
    """What is asked, as paragraphs of plain text."""
    options: tuple[Option, ...]
    source: str
    """Where it can be checked, as a phrase."""
    link: str

    @property
    def text(self) -> str:
        """The whole question as plain text on one line."""
        return " ".join(self.lines)

    @property
    def right(self) -> Option:
        """The right option."""
        return next(option for option in self.options if option.right)

    @property
    def feedback(self) -> str:
        """What is shown after the answer: the right option, why it is right, and the source."""
        return f"{self.right.label.rstrip('.')}. {self.right.feedback} {self.cited}"

    @property
    def cited(self) -> str:
        """The source with its address."""
        return f"Source: {self.source}. {self.link}"


@dataclass(frozen=True)
class Quiz:
    """Questions that are answered together, and what is read before them."""

    id: str
    title: str
    """Tells nothing of what became of the case."""
    about: tuple[tuple[str, str], ...]
    """Each case: a neutral heading and its summary."""
    instruction: str
    """How to answer the questions on a status."""
    definitions: tuple[tuple[str, str], ...]
    """Every status and its meaning, in the order of the options."""
    questions: tuple[Question, ...]

    @property
    def opening(self) -> tuple[str, ...]:
        """What is read before the questions, as paragraphs of plain text."""
        cases = tuple(f"{heading}. {summary}" for heading, summary in self.about)
        return (*cases, self.instruction, *(f"{label}: {text}" for label, text in self.definitions))


def heading(case: Case) -> str:
    """Who the case is about and when it happened or became public, without what happened."""
    who = [organisation.name for organisation in case.organisations[:1]]
    return ", ".join((*who, dates.words(case.occurred or case.disclosed)))


def quiz(case: Case, corpus: Corpus, settings: Settings) -> Quiz:
    """The quiz of a case; without questions where nothing was claimed."""
    exercise = corpus.library.exercises.get(case.id)
    return Quiz(
        case.id,
        f"Quiz: {exercise.title if exercise else heading(case)}",
        ((heading(case), prose.plain(case.summary)),),
        instruction(corpus),
        definitions(corpus),
        questions(case, corpus, settings),
    )


def instruction(corpus: Corpus) -> str:
    """How a question on a status is answered, with what decides between two that would fit."""
    labels = [corpus.library.label(VOCABULARY, name) for name in corpus.library.statuses.traits]
    return (
        "Each question about a status shows a claim and what is on record about it. "
        "Choose the status that fits by these definitions. "
        f"Where two would fit, choose the one that comes first here: {', '.join(labels)}. "
        "What somebody says in their own favour is no evidence for it."
    )


def definitions(corpus: Corpus) -> tuple[tuple[str, str], ...]:
    """The word for every status and its meaning, in the order in which they are offered."""
    terms = [corpus.library.term(VOCABULARY, name) for name in corpus.library.statuses.order]
    return tuple((term.label, prose.plain(term.definition or "")) for term in terms)


def questions(case: Case, corpus: Corpus, settings: Settings) -> tuple[Question, ...]:
    """A question for each claim that can be asked about, then those written for the exercise."""
    statuses = tuple(zip(corpus.library.statuses.order, definitions(corpus), strict=True))
    found = [
        _on_status(case, claim, _statuses(claim, statuses), corpus, settings)
        for claim in selection.asked(corpus).get(case.id, ())
    ]
    exercise = corpus.library.exercises.get(case.id)
    written = exercise.quiz if exercise else ()
    return (*found, *(_written(case, each, settings) for each in written))


def _on_status(
    case: Case,
    claim: Claim,
    options: tuple[Option, ...],
    corpus: Corpus,
    settings: Settings,
) -> Question:
    said = claimants(claim, corpus.library.labels("claimant-kind"))
    text = prose.plain(claim.text)
    replies = "".join(f" {answer.by}: {prose.plain(answer.text)}" for answer in claim.answers)
    source = next(source for source in case.sources if source.id == claim.sources[0])
    return Question(
        f"{case.id}/{claim.id}",
        f"Claim {case.claims.index(claim) + 1}: “{text}” What became of it?",
        (
            f"“{text}” ({said})",
            f"On record: {prose.plain(claim.reason)}" + (f" Replies:{replies}" if replies else ""),
            "Which status fits?",
        ),
        options,
        f"{source.title}, {source.publisher}",
        urls.absolute(urls.claim(case.id, claim.id), settings.site_url),
    )


def _statuses(claim: Claim, statuses: Iterable[tuple[str, tuple[str, str]]]) -> tuple[Option, ...]:
    """Every status; the feedback of the right one also tells the outcome."""
    outcome = f" The outcome: {prose.plain(claim.outcome)}" if claim.outcome else ""
    return tuple(
        Option(
            name,
            label,
            meaning + (outcome if name == claim.status else ""),
            name == claim.status,
        )
        for name, (label, meaning) in statuses
    )


def _written(case: Case, each: QuizQuestion, settings: Settings) -> Question:
    ordered = sorted(each.options, key=lambda option: option.text.casefold())
    return Question(
        f"{case.id}/quiz.{each.id}",
        f"{heading(case)}: {_NAMES[each.kind]} ({each.id})",
        (prose.plain(each.text), _ASKED[each.kind]),
        tuple(
            Option(
                f"option-{number}", prose.plain(option.text), prose.plain(option.why), option.right
            )
            for number, option in enumerate(ordered, 1)
        ),
        "the case in the AI Governance Casebook",
        urls.absolute(urls.case(case.id), settings.site_url),
    )


_NAMES = {"evidence": "evidence", "publish": "a sentence to publish"}
_ASKED = {
    "evidence": "Which evidence would change this?",
    "publish": "Which of these sentences could you publish?",
}
"""What each kind of written question asks, in the same words every time."""
