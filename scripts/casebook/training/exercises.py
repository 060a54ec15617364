"""What each side of an exercise sees.

Everything that players get (page, paper, slides) is made from :class:`Players`,
which holds no word of the facilitator's: no inject, no advice, no outcome and
no status of a claim. So no template can give it away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casebook.corpus.corpus import Corpus
from casebook.corpus.measures import claimants
from casebook.model.case import Case
from casebook.model.exercise import Decision, Exercise, Inject, Module, Objective, Question


@dataclass(frozen=True)
class Known:
    """A fact that players know."""

    text: str
    on: str


@dataclass(frozen=True)
class Heard:
    """A claim that is about, with who says it; what became of it stays out."""

    text: str
    by: str
    on: str


@dataclass(frozen=True)
class Asked:
    """A question to the room."""

    role: str
    text: str


@dataclass(frozen=True)
class Part:
    """A module as players see it."""

    id: str
    number: int
    title: str
    minutes: float
    at: str
    situation: str
    invented: bool
    known: tuple[Known, ...]
    heard: tuple[Heard, ...]
    questions: tuple[Asked, ...]
    decision: str


@dataclass(frozen=True)
class Players:
    """An exercise as players see it."""

    id: str
    title: str
    minutes: float
    audience: tuple[str, ...]
    briefing: str
    objectives: tuple[str, ...]
    parts: tuple[Part, ...]
    hot_wash: tuple[str, ...]


def players(exercise: Exercise, case: Case, corpus: Corpus) -> Players:
    """The players' side."""
    return Players(
        exercise.id,
        exercise.title,
        exercise.minutes,
        exercise.audience,
        exercise.briefing,
        tuple(objective.text for objective in exercise.objectives),
        tuple(
            _part(number, module, case, corpus) for number, module in enumerate(exercise.modules, 1)
        ),
        exercise.hot_wash,
    )


def _part(number: int, module: Module, case: Case, corpus: Corpus) -> Part:
    facts = {fact.id: fact for fact in case.facts}
    claims = {claim.id: claim for claim in case.claims}
    kinds = corpus.library.labels("claimant-kind")
    return Part(
        module.id,
        number,
        module.title,
        module.minutes,
        module.at,
        module.situation,
        module.invented,
        tuple(Known(facts[name].text, facts[name].on or "") for name in module.known),
        tuple(
            Heard(claims[name].text, claimants(claims[name], kinds), claims[name].made_on or "")
            for name in module.heard
        ),
        tuple(Asked(question.role, question.text) for question in module.questions),
        module.decision.text if module.decision else "",
    )


@dataclass(frozen=True)
class Reveal:
    """A part of the case that an exercise leans on, with its address on the page of the case."""

    kind: str
    text: str
    anchor: str
    status: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Guide:
    """A module as the facilitator sees it, beside what the players see."""

    part: Part
    start: float
    """Minutes from the start of the exercise."""
    injects: tuple[tuple[Inject, tuple[Reveal, ...]], ...]
    questions: tuple[Question, ...]
    decision: Decision | None
    shown: tuple[Reveal, ...]
    """What shows what was decided in the case."""
    heard: tuple[Reveal, ...]
    """What became of the claims the players heard."""


@dataclass(frozen=True)
class Facilitator:
    """An exercise as the facilitator sees it."""

    players: Players
    objectives: tuple[Objective, ...]
    guides: tuple[Guide, ...]
    briefing_minutes: float
    """About a third of the time that the modules leave; the rest is for the hot wash."""

    @property
    def hot_wash_start(self) -> float:
        """Minutes from the start after which the hot wash begins."""
        return self.briefing_minutes + sum(guide.part.minutes for guide in self.guides)

    @property
    def hot_wash_minutes(self) -> float:
        """What is left of the time."""
        return self.players.minutes - self.hot_wash_start

    @property
    def items(self) -> tuple[str, ...]:
        """Every check the exercise leads to, each once."""
        asked = [item for guide in self.guides for q in guide.questions for item in q.items]
        aimed = [item for objective in self.objectives for item in objective.items]
        return tuple(dict.fromkeys([*aimed, *asked]))


def facilitator(exercise: Exercise, case: Case, corpus: Corpus) -> Facilitator:
    """The facilitator's side, with the players' inside."""
    side = players(exercise, case, corpus)
    left = exercise.minutes - sum(module.minutes for module in exercise.modules)
    reveals = _reveals(case)
    briefing = (left + 1) // 3
    guides, start = [], briefing
    for part, module in zip(side.parts, exercise.modules, strict=True):
        guides.append(_guide(part, module, start, reveals))
        start += module.minutes
    return Facilitator(side, exercise.objectives, tuple(guides), briefing)


def _guide(part: Part, module: Module, start: float, reveals: Mapping[str, Reveal]) -> Guide:
    return Guide(
        part,
        start,
        tuple(
            (inject, tuple(reveals[name] for name in inject.refs))
            for inject in sorted(module.injects, key=lambda inject: inject.minute)
        ),
        module.questions,
        module.decision,
        tuple(reveals[name] for name in module.decision.refs) if module.decision else (),
        tuple(reveals[name] for name in module.heard),
    )


def _reveals(case: Case) -> dict[str, Reveal]:
    """Every claim, fact and moment by id; of two with one id, the claim."""
    found = {
        moment.id: Reveal("moment", moment.text, f"moment-{moment.id}") for moment in case.timeline
    }
    found |= {fact.id: Reveal("fact", fact.text, f"fact-{fact.id}") for fact in case.facts}
    found |= {
        claim.id: Reveal("claim", claim.text, f"claim-{claim.id}", claim.status, claim.reason)
        for claim in case.claims
    }
    return found
