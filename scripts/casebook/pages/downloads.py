"""The files to take away: lists, quizzes and exercises in every format, at addresses that stay."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from casebook import urls
from casebook.corpus import Corpus
from casebook.downloads import cyclonedx, oscal
from casebook.downloads.workshop import Batch, Files, Job, fingerprint
from casebook.model.lists import Checklist
from casebook.pages.base import Asset
from casebook.settings import Settings


def begin(corpus: Corpus, settings: Settings) -> Batch:
    """Begin with the files that take long, in other processes where that is possible."""
    return Batch(dict(_jobs(corpus, settings)))


def _jobs(corpus: Corpus, settings: Settings) -> Iterator[tuple[str, Job]]:
    library = corpus.library
    words = fingerprint(library.vocabularies, settings)
    for checklist in library.checklists.values():
        speaking = [len(corpus.cases_of(item.id)) for item in checklist.items]
        make = partial(_bundle, "of_list", checklist, corpus, settings)
        yield f"list {checklist.id}", Job(make, (checklist, speaking, library.frameworks, words))
    statements = {name: check.item.statement for name, check in library.checks.items()}
    for exercise, case in corpus.exercises():
        make = partial(_bundle, "of_exercise", exercise, case, corpus, settings)
        yield f"exercise {exercise.id}", Job(make, (exercise, case, statements, words))
    for case in corpus.listed:
        make = partial(_bundle, "of_quiz", case, corpus, settings)
        yield f"quiz {case.id}", Job(make, (case, words))


def _bundle(name: str, *things: Any) -> Files:
    from casebook.downloads import bundles  # noqa: PLC0415 - slow to load, and not here if others make them

    made: Files = getattr(bundles, name)(*things)
    return made


def assets(corpus: Corpus, settings: Settings) -> Iterator[Asset]:
    """The files that are made in a moment: the lists as data, one by one and together."""
    for checklist in corpus.library.checklists.values():
        yield Asset(urls.checklist_data(checklist.id), _json(_data(checklist, corpus)))
    if corpus.library.checklists:
        yield Asset(urls.OSCAL, _json(oscal.catalog(corpus, settings)))
        yield Asset(urls.CYCLONEDX, _json(cyclonedx.standards(corpus, settings)))


def collected(batch: Batch) -> Iterator[Asset]:
    """The files that take long, once they are made."""
    return (Asset(path, content) for path, content in batch.files().items())


def _data(checklist: Checklist, corpus: Corpus) -> dict[str, Any]:
    """The list as its file holds it, and with each check the ids of the cases that speak for it."""
    data = checklist.model_dump(mode="json", exclude_defaults=True)
    for item in data["items"]:
        item["cases"] = [case.id for case in corpus.cases_of(item["id"])]
    return data


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
