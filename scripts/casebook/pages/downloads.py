"""The files to take away: lists, quizzes and exercises in every format, at addresses that stay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from casebook import exercises, quizzes, urls
from casebook.corpus import Corpus
from casebook.downloads import (
    cyclonedx,
    form,
    gift,
    moodle,
    oscal,
    paper,
    papers,
    scorm,
    slides,
    tables,
)
from casebook.downloads.rows import rows
from casebook.downloads.workshop import Batch, Files, Job
from casebook.model.case import Case
from casebook.model.exercise import Exercise
from casebook.model.lists import Checklist
from casebook.pages.base import Asset
from casebook.settings import Settings


def begin(corpus: Corpus, settings: Settings) -> Batch:
    """Begin with the files that take long, in other processes where that is possible."""
    return Batch(dict(_jobs(corpus, settings)))


def _jobs(corpus: Corpus, settings: Settings) -> Iterator[tuple[str, Job]]:
    library = corpus.library
    words = (library.vocabularies, settings)
    for checklist in library.checklists.values():
        speaking = [len(corpus.cases_of(item.id)) for item in checklist.items]
        basis = (checklist, speaking, library.frameworks, *words)
        yield f"list {checklist.id}", Job(partial(_list, checklist, corpus, settings), basis)
    statements = {name: check.item.statement for name, check in library.checks.items()}
    for exercise, case in corpus.exercises():
        yield (
            f"exercise {exercise.id}",
            Job(
                partial(exercise_files, exercise, case, corpus, settings),
                (exercise, case, statements, *words),
            ),
        )


def _list(checklist: Checklist, corpus: Corpus, settings: Settings) -> Files:
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


def exercise_files(
    exercise: Exercise, case: Case, corpus: Corpus, settings: Settings
) -> dict[str, str | bytes]:
    """Everything to take away for one exercise."""
    side = exercises.facilitator(exercise, case, corpus)
    questions = quizzes.questions(case, corpus, settings)
    made: dict[str, str | bytes] = {
        urls.exercise_file(case.id, "slides.pptx"): slides.deck(side.players, corpus),
        urls.exercise_file(case.id, "after-action.docx"): form.after_action(
            side, case, corpus, settings
        ),
    }
    for size in paper.SIZES:
        sheet = papers.players(side.players, corpus, settings, size)
        made[urls.exercise_file(case.id, f"players-{size}.pdf")] = sheet
        guide = papers.guide(side, case, corpus, settings, size)
        made[urls.exercise_file(case.id, f"facilitator-{size}.pdf")] = guide
    if questions:
        package = scorm.package(case.id, f"Quiz: {case.title}", questions)
        made[urls.exercise_file(case.id, urls.SCORM)] = package
    return made


def assets(corpus: Corpus, settings: Settings, batch: Batch | None = None) -> Iterator[Asset]:
    """Every file to take away.

    Args:
        corpus: What they are made from.
        settings: Where the site lives.
        batch: What :func:`begin` began; begun now if not given.
    """
    for checklist in corpus.library.checklists.values():
        yield Asset(urls.checklist_data(checklist.id), _json(_data(checklist, corpus)))
    if corpus.library.checklists:
        yield Asset(urls.OSCAL, _json(oscal.catalog(corpus, settings)))
        yield Asset(urls.CYCLONEDX, _json(cyclonedx.standards(corpus, settings)))
    for case in corpus.listed:
        questions = quizzes.questions(case, corpus, settings)
        if questions:
            yield Asset(urls.quiz(case.id, "gift.txt"), gift.quiz(case.title, questions))
            yield Asset(urls.quiz(case.id, "moodle.xml"), moodle.quiz(case.title, questions))
    files = (batch or begin(corpus, settings)).files()
    yield from (Asset(path, content) for path, content in files.items())


def _data(checklist: Checklist, corpus: Corpus) -> dict[str, Any]:
    """The list as its file holds it, and with each check the ids of the cases that speak for it."""
    data = checklist.model_dump(mode="json", exclude_defaults=True)
    for item in data["items"]:
        item["cases"] = [case.id for case in corpus.cases_of(item["id"])]
    return data


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
