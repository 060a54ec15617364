"""The quizzes of a course: every question on its cases, and a test before and one after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casebook.base import prose, urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.model.case import Case
from casebook.model.course import Course
from casebook.training import quizzes, selection
from casebook.training.quizzes import Question, Quiz

_TITLES = {
    "quiz": "Quiz: {}",
    "before": "Before the course: {}",
    "after": "After the course: {}",
}


def cases(course: Course, corpus: Corpus) -> Iterator[Case]:
    """The published cases of a course, in its order."""
    listed = {case.id: case for case in corpus.listed}
    return (listed[name] for name in course.cases if name in listed)


def size(course: Course, corpus: Corpus) -> int:
    """How many questions the quiz has."""
    asked, exercises = selection.asked(corpus), corpus.library.exercises
    return sum(
        len(asked.get(case.id, ())) + (len(exercises[case.id].quiz) if case.id in exercises else 0)
        for case in cases(course, corpus)
    )


def of(course: Course, corpus: Corpus, settings: Settings) -> dict[str, Quiz]:
    """The three quizzes of a course, by the names of :data:`urls.COURSE_QUIZZES`.

    A platform may mix the questions of several cases, so each begins with what
    is told of its case.
    """
    every = tuple(
        replace(question, lines=(_told(case), *question.lines))
        for case in cases(course, corpus)
        for question in quizzes.questions(case, corpus, settings)
    )
    # The case that is played would be known from the test before it.
    unplayed = tuple(
        question for question in every if question.id.partition("/")[0] != course.exercise
    )
    before, after = halves(unplayed)
    read_first = quizzes.instruction(corpus), quizzes.definitions(corpus)
    return {
        name: Quiz(
            f"{course.id}-{name}", _TITLES[name].format(course.title), (), *read_first, asked
        )
        for name, asked in zip(urls.COURSE_QUIZZES, (every, before, after), strict=True)
    }


def _told(case: Case) -> str:
    return f"{quizzes.heading(case)}. {prose.plain(case.summary)}"


def halves(questions: tuple[Question, ...]) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """Two tests of equal length that share no question and ask for much the same.

    Questions with the same answer go to the two in turn, so neither test is
    easier for whoever ticks one status throughout. Of an odd number the last is
    left out. Each test keeps the order of the questions.
    """
    alike = sorted(questions, key=lambda question: (len(question.options), question.right.id))
    even = len(alike) - len(alike) % 2
    before = {question.id for question in alike[:even:2]}
    after = {question.id for question in alike[1:even:2]}
    return (
        tuple(question for question in questions if question.id in before),
        tuple(question for question in questions if question.id in after),
    )
