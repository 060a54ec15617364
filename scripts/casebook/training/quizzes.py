"""Quizzes made from the cases: the status of a claim, and questions written for an exercise.

Every question on a status offers all statuses of the vocabulary in the order in
which they are shown anywhere else. The questions that are written by hand offer
their options in alphabetical order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casebook.base import dates, prose, urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.corpus.measures import claimants
from casebook.corpus.statuses import VOCABULARY
from casebook.model.case import Case, Claim
from casebook.model.exercise import QuizQuestion
from casebook.model.lists import StatusTraits
from casebook.training import grounds, selection
from casebook.training.selection import Asked

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
    """Stays the same across versions: ``case-id/claim-id``, ``case-id/claim-id.suppose-event`` or
    ``case-id/quiz.id`` for a written one."""
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
        "Each question about a status shows a claim, who said it, who replied, and what we found. "
        "Some add something that is supposed to happen next. "
        "Choose the status that fits by these definitions. "
        f"Where two would fit, choose the one that comes first here: {', '.join(labels)}. "
        "What someone says in their own favour is not evidence for it."
    )


def definitions(corpus: Corpus) -> tuple[tuple[str, str], ...]:
    """The word for every status and its meaning, in the order in which they are offered."""
    terms = [corpus.library.term(VOCABULARY, name) for name in corpus.library.statuses.order]
    return tuple((term.label, prose.plain(term.definition or "")) for term in terms)


def questions(case: Case, corpus: Corpus, settings: Settings) -> tuple[Question, ...]:
    """A question for each claim that can be asked about, then those written for the exercise."""
    found = (
        _on_status(case, each, corpus, settings)
        for each in selection.asked(corpus).get(case.id, ())
    )
    exercise = corpus.library.exercises.get(case.id)
    written = exercise.quiz if exercise else ()
    return (*found, *(_written(case, each, settings) for each in written))


def _on_status(case: Case, each: Asked, corpus: Corpus, settings: Settings) -> Question:
    claim, event = each.claim, each.event
    text = prose.plain(claim.text)
    source = next(source for source in case.sources if source.id == claim.sources[0])
    asks = (f"Suppose that this happens now, and nothing else: {event.text}",) if event else ()
    return Question(
        f"{case.id}/{claim.id}" + (f".suppose-{event.id}" if event else ""),
        f"Claim {case.claims.index(claim) + 1}: “{text}” "
        + ("What if something more happened?" if event else "What became of it?"),
        (*_record(claim, corpus), *asks, _THEN if event else _NOW),
        _statuses(case, each, corpus),
        f"{source.title}, {source.publisher}",
        urls.absolute(urls.claim(case.id, claim.id), settings.site_url),
    )


_NOW = "Which status fits?"
_THEN = "Which status would fit then?"


def _record(claim: Claim, corpus: Corpus) -> Iterator[str]:
    """The claim, who said it, who replied, and what was found; the stance in other words than a status."""
    said = claimants(claim, corpus.library.labels("claimant-kind"))
    day = f", {dates.words(claim.made_on)}" if claim.made_on else ""
    yield f"“{prose.plain(claim.text)}”"
    yield f"Said by: {said}{day}"
    stances = corpus.library.vocabularies["answer-stance"]
    replies = [
        f"{reply.by}: {stances[reply.stance].definition} {prose.plain(reply.text)}"
        for reply in claim.answers
    ]
    yield f"Replies: {' '.join(replies) or 'none that we know of.'}"
    yield f"What we found: {prose.plain(claim.reason)}"


def _statuses(case: Case, each: Asked, corpus: Corpus) -> tuple[Option, ...]:
    """Every status; the feedback says why the right one fits, and why a wrong one does not."""
    return tuple(
        Option(
            name,
            corpus.library.label(VOCABULARY, name),
            _fits(case, each, corpus) if name == each.answer else _fails(name, each.answer, corpus),
            name == each.answer,
        )
        for name in corpus.library.statuses.order
    )


def _fails(wrong: str, right: str, corpus: Corpus) -> str:
    """What a status needs that the claim does not have, or which one goes before it."""
    traits, label = corpus.library.statuses.traits, corpus.library.labels(VOCABULARY)
    needs = traits[wrong].needs
    if needs is None:
        return prose.plain(corpus.library.term(VOCABULARY, wrong).definition or "")
    order = list(traits)
    first = order.index(right) < order.index(wrong)
    return f"That needs {needs}." + (
        f" Even where it fits, {label[right].lower()} goes before it." if first else ""
    )


def _fits(case: Case, each: Asked, corpus: Corpus) -> str:
    """Why a status fits, how a decision went, and why the one it is most easily taken for does not."""
    library, claim = corpus.library, each.claim
    traits = library.statuses[each.answer]
    if each.event:
        today = library.label(VOCABULARY, claim.status).lower()
        needed = f"After the event there is what this status needs: {traits.needs}. "
        return (
            f"{needed if traits.needs else ''}The event is made up: the claim is {today}."
            + _nearest(traits, corpus)
        )
    term = library.term(VOCABULARY, each.answer)
    why = grounds.because(case, claim, traits) or prose.plain(term.definition or "")
    outcome = f" The outcome: {prose.plain(claim.outcome)}" if claim.outcome else ""
    return why + outcome + _nearest(traits, corpus)


def _nearest(traits: StatusTraits, corpus: Corpus) -> str:
    """Why the status that is most easily chosen instead does not fit."""
    statuses, label = corpus.library.statuses, corpus.library.labels(VOCABULARY)
    near = [name for name in traits.taken_for if name in statuses.traits]
    if traits.settled_by == "authority" and len(near) > 1:
        either = f"Neither {label[near[0]].lower()} nor {label[near[1]].lower()}"
        return f" {either}: a decision on the very point goes first, whichever way it went."
    needs = statuses[near[0]].needs if near else None
    return f" Not {label[near[0]].lower()}: that needs {needs}." if needs else ""


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
