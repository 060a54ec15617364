"""Which claims a quiz asks about, so that each question has one answer and none can be guessed.

All by data. A claim is asked about as it is only if its data show on what ground
it has its status and leave no other (:mod:`casebook.training.grounds`). It states
something that is or was so: no promise, no forecast, no judgement and no motive.
What the learner reads does not contain the word of the answer. No status is the
answer to more than one question in six, or whoever always ticks the most
frequent status would do well.

Every case with a claim has at least one question. Where no claim can be asked
about as it is, the question supposes an event of the vocabulary and asks what the
status would be then. A case with questions written for its exercise needs neither.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from casebook.corpus.corpus import Corpus
from casebook.corpus.statuses import VOCABULARY
from casebook.model.case import Case, Claim
from casebook.model.lists import Ground, StatusTraits
from casebook.training import grounds

SHARE = 6
"""One question in so many is the most that has the same status as its answer."""
_STEM = 5
"""Letters by which two words count as forms of one: ``confirmed`` and ``confirms``."""
_LEAST_WORDS = 8
"""A shorter reason does not say enough for a learner to judge by."""
_SPREAD = 2
"""Weight of an answer to a made-up event, so that every status is the answer to some of them."""
MOTIVE = "motive"
"""Subject of claims about what somebody wanted, which evidence rarely decides."""
_NOT_YET = r"will|would|shall|should|ought|may|might|can potentially|expects?|promises?|forecasts?|plans? to"
_JUDGED = (
    r"likely|probably|apparently|appear(?:s|ed)?|seem(?:s|ed)?|believes?|suspected|best|better|worse|worst|great\w*|good|bad|unfair\w*|"
    r"significant\w*|serious\w*|mislead\w*|misled|unacceptable|inappropriate|tasteless|irresponsibl[ey]|"
    r"reckless\w*|negligen\w*|deliberate\w*|intention\w*|knowingly|safe|unsafe|effective\w*"
)
_FORECAST = re.compile(rf"\b(?:{_NOT_YET})\b", re.IGNORECASE)
"""Words of promises and forecasts, which are neither right nor wrong yet."""
_JUDGEMENT = re.compile(rf"\b(?:{_JUDGED})\b", re.IGNORECASE)
"""Words of judgements, whose status readers can argue about."""


@dataclass(frozen=True)
class Event:
    """Something that is only supposed, and the status that a claim would have after it."""

    status: str
    text: str

    @property
    def id(self) -> str:
        """Four letters or digits that stay the same while its text does, and tell nothing of the answer."""
        return f"{zlib.crc32(self.text.encode()) & 0xFFFF:04x}"


@dataclass(frozen=True)
class Asked:
    """A claim that a quiz asks about: as it is, or after an event."""

    claim: Claim
    event: Event | None = None

    @property
    def answer(self) -> str:
        """The status that is right."""
        return self.event.status if self.event else self.claim.status


def stems(text: str, length: int = _STEM) -> frozenset[str]:
    """The beginnings of all words of at least four letters."""
    return frozenset(word[:length] for word in re.findall(r"[^\W\d_]{4,}", text.lower()))


def shown(case: Case, claim: Claim) -> str:
    """The texts that a learner reads before answering."""
    names = (name for who in claim.made_by for name in (who.name, who.via) if name)
    replies = (text for answer in claim.answers for text in (answer.by, answer.text))
    return " ".join((case.summary, claim.text, claim.reason, *names, *replies))


@lru_cache(maxsize=2)  # a corpus equals itself only
def asked(corpus: Corpus) -> Mapping[str, tuple[Asked, ...]]:
    """The questions on a status, by id of the case and in the order of its claims."""
    return _Choice(corpus).picked()


class _Choice:
    """Picks claims case by case, and keeps count of the answers."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        listed = [case for case in corpus.listed if case.claims]
        self.clear = {case.id: _clear(case, corpus) for case in listed}
        self.supposed = {case.id: tuple(_supposed(case, corpus)) for case in listed}
        # Every case has one question at least, so no answer is right more often than its share.
        self.limit = max(1, len(listed) // SHARE)
        self.supply = Counter(each.status for found in self.clear.values() for each in found)
        self.taken: Counter[str] = Counter()
        self.made_up: Counter[str] = Counter()

    def picked(self) -> dict[str, tuple[Asked, ...]]:
        """One question for each case that needs one, then more while their answers are rare."""
        first: dict[str, Asked] = {}
        # Cases with the least choice come first; those with more can still keep the balance.
        for name in sorted(self.clear, key=self._choice):
            if not _has_written(name, self.corpus) and (one := self._first(name)):
                first[name] = one
                self.taken[one.answer] += 1
                self.made_up[one.answer] += one.event is not None
        every = {name: [first[name]] if name in first else [] for name in self.clear}
        for name, claims in sorted(self.clear.items()):
            for claim in claims:
                if name in first and claim is first[name].claim:
                    continue
                if self.taken[claim.status] < self.limit:
                    every[name].append(Asked(claim))
                    self.taken[claim.status] += 1
        return {name: self._ordered(name, found) for name, found in every.items()}

    def _choice(self, name: str) -> tuple[int, int, str]:
        """How many answers the first question of a case can have as it is, and supposed; its name."""
        clear = {claim.status for claim in self.clear[name]}
        return len(clear), len({each.answer for each in self.supposed[name]}), name

    def _first(self, name: str) -> Asked | None:
        """The clear claim whose answer is still rare, else a supposed event, else any claim."""
        rare = [each for each in self.clear[name] if self.taken[each.status] < self.limit]
        if rare:
            return Asked(min(rare, key=lambda each: self.taken[each.status] / self._most(each)))
        made_up = [each for each in self.supposed[name] if self.taken[each.answer] < self.limit]
        return min(made_up, key=self._use, default=None) or self._any(name)

    def _use(self, each: Asked) -> int:
        """How often an answer is needed elsewhere; made-up events leave room for real claims."""
        status = each.answer
        return _SPREAD * self.made_up[status] + min(self.limit, self.supply[status])

    def _any(self, name: str) -> Asked | None:
        traits = self.corpus.library.statuses.traits
        known = (each for each in self.corpus.cases[name].claims if each.status in traits)
        return next((Asked(claim) for claim in (*self.clear[name], *known)), None)

    def _most(self, claim: Claim) -> int:
        return min(self.limit, self.supply[claim.status])

    def _ordered(self, name: str, found: list[Asked]) -> tuple[Asked, ...]:
        order = {claim.id: place for place, claim in enumerate(self.corpus.cases[name].claims)}
        return tuple(sorted(found, key=lambda each: order[each.claim.id]))


def _has_written(name: str, corpus: Corpus) -> bool:
    """Whether a case has questions written for its exercise, and so needs none about a status."""
    exercise = corpus.library.exercises.get(name)
    return exercise is not None and bool(exercise.quiz)


def _clear(case: Case, corpus: Corpus) -> tuple[Claim, ...]:
    """The claims of a case that can be asked about as they are."""
    traits = corpus.library.statuses.traits
    return tuple(
        claim
        for claim in case.claims
        if claim.status in traits
        and _testable(claim)
        and not _told(claim.status, case, claim, corpus)
        and grounds.because(case, claim, traits[claim.status])
    )


def _supposed(case: Case, corpus: Corpus) -> Iterator[Asked]:
    """Claims with events that would decide them, the surest claims first.

    Which of the events of a status it is follows from the name of the claim alone.
    """
    traits = corpus.library.statuses.traits
    found = [(claim, _deciding(claim, traits)) for claim in case.claims if claim.status in traits]
    for claim, deciding in sorted(found, key=lambda entry: -len(entry[1])):
        turn = zlib.crc32(f"{case.id}/{claim.id}".encode())
        for name, each in traits.items():
            if each.suppose and each.ground in deciding and not _told(name, case, claim, corpus):
                yield Asked(claim, Event(name, each.suppose[turn % len(each.suppose)]))


def _deciding(claim: Claim, traits: Mapping[str, StatusTraits]) -> frozenset[str]:
    """Grounds that would decide a claim, whatever is on record of it."""
    own = traits[claim.status]
    if own.settled_by == "authority" or _FORECAST.search(claim.text):
        return frozenset()
    if own.side != "open" or claim.quiz_unsuitable:
        return frozenset({"ruling"})
    if own.ground == "silence" and not claim.answers:
        return frozenset(get_args(Ground))
    return frozenset({"ruling", "rebuttal", "withdrawal"})


def _testable(claim: Claim) -> bool:
    """Whether the claim says that something is or was so, and its record is enough to judge by."""
    return (
        claim.quiz_unsuitable is None
        and MOTIVE not in claim.about
        and not _FORECAST.search(claim.text)
        and not _JUDGEMENT.search(claim.text)
        and len(claim.reason.split()) >= _LEAST_WORDS
    )


def _told(status: str, case: Case, claim: Claim, corpus: Corpus) -> bool:
    """Whether what is read before the answer has the word of a status."""
    label = corpus.library.label(VOCABULARY, status)
    return bool(stems(label) & stems(shown(case, claim)))
