"""A few real cases on which pages and files are tried: extremes, picked by measure and not by name.

What holds for each case by its data is a rule of ``casebook check``. What the program does with
a case is tried on these, and on ``full.case``, which fills every field: the longest has most of
everything, the shortest leaves out most, and those with an exercise have more pages and files.
So a further case adds nothing to these tests.
"""

from __future__ import annotations

from collections.abc import Callable

from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.model.case import Case
from casebook.model.walk import leaves

CHOICES = ("longest", "shortest", "played")
"""The cases for tests that look at one page of a case closely."""


def length(case: Case) -> int:
    """Characters of everything that a case says."""
    return sum(len(leaf.value) for leaf in leaves(case))


def chosen(corpus: Corpus, choice: str) -> Case:
    """The listed case of one of the :data:`CHOICES`.

    The shortest has claims and lessons, so that there is something to look at; the one that is
    played is the longest whose players hear claims.
    """
    if choice == "played":
        heard = (
            case
            for exercise, case in corpus.exercises()
            if any(module.heard for module in exercise.modules)
        )
        return max(heard, key=length)
    if choice == "longest":
        return max(corpus.listed, key=length)
    return min((case for case in corpus.listed if case.claims and case.lessons), key=length)


_MOST: tuple[Callable[[Case], int], ...] = (
    lambda case: len(case.claims),
    lambda case: len({claim.status for claim in case.claims}),
    lambda case: len(case.sources),
    lambda case: len(case.timeline),
    lambda case: sum(len(lesson.items) for lesson in case.lessons),
    lambda case: len(case.controls_that_worked),
    lambda case: len(case.why_it_matters),
)


def few(corpus: Corpus) -> Corpus:
    """The real lists with some twenty cases: those that have most or least of something.

    With them come the cases that the :data:`CHOICES` name as related.
    """
    named = [chosen(corpus, choice) for choice in CHOICES]
    related = [corpus.cases[other.id] for case in named for other in case.related]
    ends = [end(corpus.listed, key=most) for most in _MOST for end in (max, min)]
    shortest_played = min((case for _, case in corpus.exercises()), key=length)
    cases = {case.id: case for case in (*named, *related, *ends, shortest_played)}
    return corpora.build(corpus.library, cases.values())
