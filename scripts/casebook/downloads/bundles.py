"""The files that belong together: of all lists, of one, of an exercise, of a course, of the quiz of a case.

What makes them takes long to load and long to run. Only who makes files
imports this module: other processes, where that is possible.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casebook.base import urls
from casebook.base.packing import indented
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.downloads import (
    ciso,
    cyclonedx,
    editable,
    form,
    gift,
    kit,
    moodle,
    oscal,
    paper,
    papers,
    reading_list,
    scorm,
    slides,
    tables,
)
from casebook.downloads.rows import rows
from casebook.downloads.workshop import Files
from casebook.model.case import Case
from casebook.model.course import Course
from casebook.model.exercise import Exercise
from casebook.model.lists import Checklist
from casebook.training import courses, exercises, quizzes


def of_lists(corpus: Corpus, settings: Settings) -> Files:
    """The lists as data: each by itself, and all together in the formats of others."""
    return {
        **{
            urls.checklist_data(checklist.id): indented(_data(checklist, corpus))
            for checklist in corpus.library.checklists.values()
        },
        **{
            urls.ciso_library(checklist.id): ciso.text(checklist, corpus, settings)
            for checklist in corpus.library.checklists.values()
        },
        urls.OSCAL: indented(oscal.catalog(corpus, settings)),
        urls.CYCLONEDX: indented(cyclonedx.standards(corpus, settings)),
    }


def _data(checklist: Checklist, corpus: Corpus) -> dict[str, Any]:
    """The list as its file holds it, and with each check the ids of the cases that speak for it, with their grades."""
    data = checklist.model_dump(mode="json", exclude_defaults=True)
    for item in data["items"]:
        item["cases"] = [case.id for case in corpus.cases_of(item["id"])]
        item["grades"] = {case: grade or None for case, grade in corpus.grades(item["id"]).items()}
    return data


def of_list(checklist: Checklist, corpus: Corpus, settings: Settings) -> Files:
    """A checklist as a sheet, as text for programs and people, and on paper."""
    found = rows(checklist, corpus, settings)
    made: tuple[str | bytes, ...] = (
        tables.as_csv(found),
        tables.as_markdown(checklist, found),
        tables.as_sheet(checklist, found),
    )
    named = zip(urls.TABLES, made, strict=True)
    return {
        **{urls.download(checklist.id, ending): content for ending, content in named},
        **{
            urls.download(f"{checklist.id}-{size}", "pdf"): paper.checklist(
                checklist, corpus, settings, size
            )
            for size in paper.SIZES
        },
    }


def of_exercise(exercise: Exercise, case: Case, corpus: Corpus, settings: Settings) -> Files:
    """Everything to take away for one exercise, and a copy where a file was before it moved."""
    side = exercises.facilitator(exercise, case, corpus)
    quiz = of_quiz(case, corpus, settings)
    made: dict[str, str | bytes] = {
        urls.exercise_file(exercise.code, "slides.pptx"): slides.deck(side, case, corpus, settings),
        urls.exercise_file(exercise.code, "facilitator.docx"): editable.guide(
            side, case, corpus, settings
        ),
        urls.exercise_file(exercise.code, "after-action.docx"): form.after_action(
            side, case, corpus, settings
        ),
    }
    for size in paper.SIZES:
        sheet = papers.players(side.players, corpus, settings, size)
        made[urls.exercise_file(exercise.code, f"players-{size}.pdf")] = sheet
        guide = papers.guide(side, case, corpus, settings, size)
        made[urls.exercise_file(exercise.code, f"facilitator-{size}.pdf")] = guide
    if quiz:
        made[urls.exercise_file(exercise.code, urls.SCORM)] = quiz[urls.quiz(case.id, "scorm.zip")]
    whole = kit.kit(side, case, corpus, settings, {**made, **quiz})
    made[urls.exercise_file(exercise.code, urls.KIT)] = whole
    moved = urls.moved_files(case.id, exercise.code, corpus.library.permalinks.moved)
    return {**made, **{old: made[new] for old, new in moved.items() if new in made}}


def of_quiz(case: Case, corpus: Corpus, settings: Settings) -> Files:
    """The quiz of a case in each format; nothing where there is no question."""
    quiz = quizzes.quiz(case, corpus, settings)
    if not quiz.questions:
        return {}
    return {urls.quiz(case.id, ending): made for ending, made in _formats(quiz)}


def of_course(course: Course, corpus: Corpus, settings: Settings) -> Files:
    """The quizzes of a course in each format, and its reading list."""
    asked = courses.of(course, corpus, settings)
    return {
        **{
            urls.course_quiz(course.id, name, ending): made
            for name, quiz in asked.items()
            for ending, made in _formats(quiz)
        },
        **reading_list.files(course, corpus),
    }


def _formats(quiz: quizzes.Quiz) -> Iterator[tuple[str, str | bytes]]:
    made: tuple[str | bytes, ...] = (gift.bank(quiz), moodle.bank(quiz), scorm.package(quiz))
    return zip(urls.QUIZZES, made, strict=True)
