"""Under ``make serve``: drafts have pages, and a broken case shows its problems in its own place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from casebook.base import urls
from casebook.base.problems import Problem
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.pages.base import Page, View
from casebook.reading.load import Reading


def previewed(reading: Reading, settings: Settings) -> tuple[list[Page], Corpus]:
    """Pages that tell the problems, and a corpus with drafts and without what is broken.

    A broken case gets a page at its own address. Where a list, a pattern or
    the vocabulary is broken no case can be shown, and home tells it.
    """
    broken = {problem.path for problem in reading.errors}
    library = reading.corpus.library
    whole = {**reading.corpus.cases, **reading.corpus.drafts}.values()
    sound = [case for case in whole if f"cases/{case.id}.yml" not in broken]
    beyond = [path for path in broken if not path.startswith("cases/")]
    corpus = corpora.build(library, [] if beyond else sound, drafts=True)
    pages = [
        _page(View(corpus, settings, urls.case(PurePosixPath(path).stem)), reading.errors, path)
        for path in sorted(broken)
        if path.startswith("cases/")
    ]
    if reading.errors:
        pages.insert(0, _page(View(corpus, settings, urls.HOME), reading.errors))
    return pages, corpus


def _page(view: View, problems: Iterable[Problem], path: str | None = None) -> Page:
    told = [problem for problem in problems if path in (None, problem.path)]
    return Page(
        url=view.url,
        title=f"Problems in {path}" if path else "Problems",
        description="What is wrong, where, and what to do.",
        lead=view.render("problems.html", problems=told, path=path),
        layout="text",
        searchable=False,
        hide=("toc",),
    )
