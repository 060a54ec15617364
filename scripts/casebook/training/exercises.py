"""What each side of an exercise sees.

Everything that players get before the debrief (page, handout) is made from :class:`Players`,
which holds nothing of the facilitator's: no inject, no advice, no outcome, no
status of a claim, and neither id nor title of the case. Names that players
would recognise the case by are replaced with invented ones. So no template can
give it away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casebook.corpus.corpus import Corpus
from casebook.corpus.measures import claimants
from casebook.model.case import Case
from casebook.model.exercise import Decision, Exercise, Inject, Module, Objective, Played, Question
from casebook.training import debrief
from casebook.training.secret import disguised


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
    """Those that can be answered before any inject; the others come with theirs."""
    decision: str


@dataclass(frozen=True)
class Players:
    """An exercise as players see it."""

    code: str
    """Stands for the case wherever players could see its id."""
    title: str
    minutes: float
    audience: tuple[str, ...]
    briefing: str
    objectives: tuple[str, ...]
    parts: tuple[Part, ...]
    hot_wash: tuple[str, ...]


def players(exercise: Exercise, case: Case, corpus: Corpus) -> Players:
    """The players' side."""
    cast = exercise.cast
    return Players(
        exercise.code,
        disguised(exercise.title, cast),
        exercise.minutes,
        exercise.audience,
        disguised(exercise.briefing, cast),
        tuple(disguised(objective.text, cast) for objective in exercise.objectives),
        tuple(
            _part(number, module, exercise, case, corpus)
            for number, module in enumerate(exercise.modules, 1)
        ),
        tuple(disguised(text, cast) for text in exercise.hot_wash),
    )


def _part(number: int, module: Module, exercise: Exercise, case: Case, corpus: Corpus) -> Part:
    facts = {fact.id: fact for fact in case.facts}
    claims = {claim.id: claim for claim in case.claims}
    cast = exercise.cast
    kinds = corpus.library.labels("claimant-kind")
    return Part(
        module.id,
        number,
        disguised(module.title, cast),
        module.minutes,
        module.at,
        disguised(module.situation, cast),
        module.invented,
        tuple(
            Known(disguised(facts[name].text, cast), facts[name].on or "") for name in module.known
        ),
        tuple(
            Heard(
                disguised(claims[name].text, cast),
                disguised(claimants(claims[name], kinds), cast),
                claims[name].made_on or "",
            )
            for name in module.heard
        ),
        tuple(
            Asked(question.role, disguised(question.text, cast))
            for question in module.questions
            if not question.after
        ),
        disguised(module.decision.text, cast) if module.decision else "",
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
    bridge: str
    """Said before the next module: how the story goes on; empty if nothing has to be said."""
    shown: tuple[Reveal, ...]
    """What shows what was decided in the case."""
    heard: tuple[Reveal, ...]
    """What became of the claims the players heard."""


@dataclass(frozen=True)
class Facilitator:
    """An exercise as the facilitator sees it."""

    players: Players
    cast: tuple[Played, ...]
    """Which invented name stands for which real one."""
    objectives: tuple[Objective, ...]
    guides: tuple[Guide, ...]
    became: tuple[Reveal, ...]
    """The claims whose status the debrief gives, each once."""
    briefing_minutes: float
    """About a third of the time that the modules leave; the rest is for the debrief."""

    @property
    def hot_wash_start(self) -> float:
        """Minutes from the start after which the debrief begins."""
        return self.briefing_minutes + sum(guide.part.minutes for guide in self.guides)

    @property
    def hot_wash_minutes(self) -> float:
        """What is left of the time."""
        return self.players.minutes - self.hot_wash_start

    @property
    def debrief(self) -> tuple[debrief.Step, ...]:
        """The steps of the debrief, in the order of the plan, the guide and the deck."""
        return debrief.steps(self.hot_wash_start, self.hot_wash_minutes)

    @property
    def items(self) -> tuple[str, ...]:
        """Every check the exercise leads to, each once."""
        return tuple(dict.fromkeys(self._named))

    @property
    def adopt(self) -> tuple[str, ...]:
        """The few checks that the room chooses from at the end."""
        return tuple(debrief.foremost(self._named))

    @property
    def _named(self) -> list[str]:
        asked = [item for guide in self.guides for q in guide.questions for item in q.items]
        return [item for aim in self.objectives for item in aim.items] + asked


def facilitator(exercise: Exercise, case: Case, corpus: Corpus) -> Facilitator:
    """The facilitator's side, with the players' inside."""
    side = players(exercise, case, corpus)
    left = exercise.minutes - sum(module.minutes for module in exercise.modules)
    reveals = _reveals(case)
    briefing = (left + 1) // 3
    guides, start = [], briefing
    for part, module in zip(side.parts, exercise.modules, strict=True):
        guides.append(_guide(part, module, start, reveals, exercise.cast))
        start += module.minutes
    became = tuple(_became(exercise, case, reveals))
    return Facilitator(side, exercise.cast, exercise.objectives, tuple(guides), became, briefing)


_LEAST_BECAME = 2
"""With fewer claims than these, a debrief also takes others of the case."""
_MOST_OTHERS = 4
"""The most claims that neither players nor decisions name."""


def _became(exercise: Exercise, case: Case, reveals: Mapping[str, Reveal]) -> Iterator[Reveal]:
    """The claims that players heard, then those that show what was decided; else others of the case."""
    named = [name for module in exercise.modules for name in module.heard]
    for module in exercise.modules:
        named += module.decision.refs if module.decision else ()
        named += (name for inject in module.injects for name in inject.refs)
    claims = {claim.id for claim in case.claims}
    found = dict.fromkeys(name for name in named if name in claims)
    if len(found) < _LEAST_BECAME:
        found |= dict.fromkeys(claim.id for claim in case.claims[:_MOST_OTHERS])
    return (reveals[name] for name in found)


def _guide(
    part: Part,
    module: Module,
    start: float,
    reveals: Mapping[str, Reveal],
    cast: Iterable[Played],
) -> Guide:
    return Guide(
        part,
        start,
        tuple(
            (_read_out(inject, cast), tuple(reveals[name] for name in inject.refs))
            for inject in sorted(module.injects, key=lambda inject: inject.minute)
        ),
        tuple(_read_aloud(question, cast) for question in module.questions),
        module.decision,
        disguised(module.bridge or "", cast),
        tuple(reveals[name] for name in module.decision.refs) if module.decision else (),
        tuple(reveals[name] for name in module.heard),
    )


def _read_out(inject: Inject, cast: Iterable[Played]) -> Inject:
    """An inject in the words that players hear."""
    words = {"via": disguised(inject.via, cast), "text": disguised(inject.text, cast)}
    return inject.model_copy(update=words)


def _read_aloud(question: Question, cast: Iterable[Played]) -> Question:
    """A question in the words that players hear."""
    return question.model_copy(update={"text": disguised(question.text, cast)})


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
