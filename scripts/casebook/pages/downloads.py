"""The files that take long: data, lists, quizzes, courses and exercises in every format, at addresses that stay."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.downloads import qr
from casebook.downloads.workshop import Batch, Files, Job, Kept
from casebook.pages import codes, data
from casebook.pages.base import Asset
from casebook.training import courses, selection


def begin(corpus: Corpus, settings: Settings, kept: Kept | None = None) -> Batch:
    """Begin with the files that take long, in other processes where that is possible.

    ``kept`` is what earlier builds of the same process made, see :class:`Batch`.
    """
    return Batch(dict(_jobs(corpus, settings)), kept)


def _jobs(corpus: Corpus, settings: Settings) -> Iterator[tuple[str, Job]]:
    library = corpus.library
    words = (library.vocabularies, settings)
    everything = (tuple(corpus.cases.values()), library, settings)
    yield "data", Job(partial(_data, corpus, settings), everything)
    if qr.possible(settings):
        yield "codes", Job(partial(_codes, corpus, settings), (tuple(corpus.cases), settings))
    lists = tuple(library.checklists.values())
    speaking = {check: tuple(corpus.grades(check).items()) for check in library.checks}
    if lists:
        make = partial(_bundle, "of_lists", corpus, settings)
        yield "lists", Job(make, (lists, library.frameworks, speaking, words))
    for checklist in lists:
        make = partial(_bundle, "of_list", checklist, corpus, settings)
        yield f"list {checklist.id}", Job(make, (checklist, speaking, library.frameworks, words))
    statements = {name: check.item.statement for name, check in library.checks.items()}
    for exercise, case in corpus.exercises():
        make = partial(_bundle, "of_exercise", exercise, case, corpus, settings)
        asked = selection.asked(corpus).get(case.id)
        moved = tuple(urls.moved_files(case.id, exercise.code, library.permalinks.moved))
        made_from = (exercise, case, statements, asked, moved, words)
        yield f"exercise {exercise.id}", Job(make, made_from)
    for course in library.courses.values():
        make = partial(_bundle, "of_course", course, corpus, settings)
        taught = tuple(courses.cases(course, corpus))
        asked_of = tuple(selection.asked(corpus).get(case.id) for case in taught)
        written_for = tuple(library.exercises.get(case.id) for case in taught)
        yield f"course {course.id}", Job(make, (course, taught, asked_of, written_for, words))
    for case in corpus.listed:
        make = partial(_bundle, "of_quiz", case, corpus, settings)
        asked = selection.asked(corpus).get(case.id)
        written = library.exercises.get(case.id)
        yield f"quiz {case.id}", Job(make, (case, asked, written, words))


def _data(corpus: Corpus, settings: Settings) -> Files:
    return {asset.path: asset.content for asset in data.assets(corpus, settings)}


def _codes(corpus: Corpus, settings: Settings) -> Files:
    """The code on the sheet of each discussion, by the path of its file."""
    return {
        urls.discussion_code(case.id): codes.file(settings, urls.train(case.id))
        for case in corpus.listed
    }


def _bundle(name: str, *things: Any) -> Files:
    from casebook.downloads import bundles  # noqa: PLC0415 - slow to load, and not here if others make them

    made: Files = getattr(bundles, name)(*things)
    return made


def collected(batch: Batch) -> Iterator[Asset]:
    """The files that take long, once they are made."""
    return (Asset(path, content) for path, content in batch.files().items())


def put(batch: Batch, folder: Path) -> None:
    """Put the files that take long beside the pages of a built site.

    Raises:
        ValueError: if one of them has the path of something else.
    """
    for asset in collected(batch):
        path = folder / asset.path
        if path.exists():
            message = f"two things share the address /{asset.path}"
            raise ValueError(message)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(asset.bytes)
