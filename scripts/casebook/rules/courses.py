"""Courses: their cases are published, the exercise that they play exists, and their quiz is long enough."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base.words import counted, shortened
from casebook.corpus.corpus import Corpus
from casebook.model.course import Course
from casebook.rules.base import Finding, Rule, corpus_rule
from casebook.training import courses

_LEAST = 10
"""Questions of the whole quiz; with fewer, a test before and one after would say nothing."""


def _of(course: Course) -> str:
    return f"docs/courses/{course.id}.yml"


@corpus_rule(
    Rule(
        "courses/case-not-listed",
        "Every case of a course is published.",
        "Its quiz and its reading list would lead to nothing.",
        "Name a published case, or take it out.",
    )
)
def case_not_listed(corpus: Corpus) -> Iterator[Finding]:
    """Find courses with a draft, or with a case that was taken back."""
    for course in corpus.library.courses.values():
        for position, name in corpus.unlisted(course.cases):
            message = f"`{shortened(name)}` is not published"
            yield Finding(("cases", position), message, path=_of(course))


@corpus_rule(
    Rule(
        "courses/no-exercise",
        "The exercise that a course plays exists.",
        "The trainer would have a plan and nothing to play.",
        "Name a case that has an exercise in docs/exercises/, or leave `exercise` out.",
    )
)
def no_exercise(corpus: Corpus) -> Iterator[Finding]:
    """Find courses that play the exercise of a case without one."""
    played = {exercise.id for exercise, _ in corpus.exercises()}
    for course in corpus.library.courses.values():
        if course.exercise in corpus.library.case_ids and course.exercise not in played:
            message = f"`{shortened(course.exercise)}` has no exercise that can be played"
            yield Finding(("exercise",), message, path=_of(course))


@corpus_rule(
    Rule(
        "courses/few-questions",
        f"The cases of a course give its quiz at least {_LEAST} questions.",
        "A test before and one after share no question; with fewer, they would say nothing.",
        "Add cases with claims.",
    )
)
def few_questions(corpus: Corpus) -> Iterator[Finding]:
    """Find courses whose cases give too few questions."""
    for course in corpus.library.courses.values():
        number = courses.size(course, corpus)
        if number < _LEAST:
            message = f"its cases give {counted(number, 'question')}"
            yield Finding(("cases",), message, path=_of(course))
