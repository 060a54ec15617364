"""The debrief: its steps with their minutes, what became of the claims, and the checks to adopt.

The plan, the guide, its documents and the deck are all made from these, so they agree on the order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_TALK, _ADOPT = 0.4, 0.25
"""Shares of the debrief; the real case has the rest."""
ADOPTED = 5
"""The most checks that a room is asked to choose from."""


@dataclass(frozen=True)
class Step:
    """A part of the debrief."""

    id: str
    title: str
    start: float
    """Minutes from the start of the exercise."""
    minutes: float


def steps(start: float, minutes: float) -> tuple[Step, ...]:
    """The three steps of a debrief, in their order.

    Args:
        start: Minutes from the start of the exercise to the debrief.
        minutes: Its length.
    """
    talk, adopt = max(1, round(minutes * _TALK)), max(1, round(minutes * _ADOPT))
    real = minutes - talk - adopt
    return (
        Step("talk", "Debrief (hot wash): the talk right after", start, talk),
        Step("real-case", "The real case, and what became of it", start + talk, real),
        Step("adopt", "Checks to adopt", start + talk + real, adopt),
    )


def foremost(named: Iterable[str]) -> Iterator[str]:
    """The checks named most often, at most :data:`ADOPTED`, in the order in which they were first named."""
    counted = Counter(named)
    most = {check for check, _ in counted.most_common(ADOPTED)}
    return (check for check in counted if check in most)


def split(questions: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The questions for the talk, and the last one, which waits for the checks; one alone does not wait."""
    return (questions[:-1], questions[-1:]) if len(questions) > 1 else (questions, ())
