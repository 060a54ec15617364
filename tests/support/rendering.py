"""Renders what the check let through: everything that is made of one case."""

from __future__ import annotations

from collections.abc import Callable

from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus import flat
from casebook.downloads import dataset
from casebook.model import Case
from casebook.pages import case as case_pages
from casebook.pages import citations, claims, discussion
from casebook.pages.base import View
from casebook.reading.load import Reading
from casebook.training import exercises, quizzes

_SETTINGS = Settings(site_url="https://example.org/", repo="https://code.example/casebook")


def preview(case: Case, real: Reading) -> str:
    """The page of a draft, as HTML; its data is made too."""
    corpus = corpora.build(real.corpus.library, [case], drafts=True)
    made = case_pages.page(View(corpus, _SETTINGS, urls.case(case.id)), case).html
    assert made
    assert dataset.content(case)
    return made


def publish(case: Case, real: Reading) -> None:
    """Render what a published case has besides its page."""
    corpus = corpora.build(real.corpus.library, [case])
    view = View(corpus, _SETTINGS, urls.train(case.id))
    assert discussion.sheet(view, case, None).html
    assert [page.url for page in claims.pages(corpus, _SETTINGS)]
    assert flat.files(corpus, _SETTINGS)
    assert list(citations.assets(corpus, _SETTINGS))
    asked = quizzes.quiz(case, corpus, _SETTINGS).questions
    assert bool(asked) == bool(case.claims)
    for exercise, played in corpus.exercises():
        assert exercises.facilitator(exercise, played, corpus).items


def broken(
    name: str, made: Callable[[Case, Reading], object], case: Case, real: Reading
) -> list[str]:
    """How rendering ends, if it does not end well; none or one."""
    try:
        made(case, real)
    except Exception as error:  # noqa: BLE001 - whatever it is, a preview would end with it
        return [f"{name}: {type(error).__name__}: {error}"]
    return []
