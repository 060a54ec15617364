"""Exercises: players get nothing of the facilitator's side, on no page, paper, slide or in data."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import factories
import pytest
from casebook import exercises, prose, site, urls
from casebook.corpus import Corpus
from casebook.downloads import papers, slides
from casebook.law import touches_law
from casebook.load import Reading, load
from casebook.mkdocs_sink import html
from casebook.model.exercise import Exercise
from casebook.pages import train
from casebook.settings import Settings
from pptx import Presentation
from support import markup
from support.paper import run_together

HERE = Settings()
Project = Callable[..., Path]
NAMES = sorted(path.stem for path in (factories.REPOSITORY / "docs/exercises").glob("*.yml"))
"""The repository's own exercises."""


@pytest.fixture
def small(project: Project) -> Corpus:
    """A small corpus with one exercise."""
    root = project()
    data = factories.exercise()
    factories.write(root / "docs/exercises/acme-refund-bot.yml", factories.as_yaml(data))
    reading = load(root)
    assert [] == [p for p in reading.problems if p.severity == "error"]
    return reading.corpus


def _views(corpus: Corpus) -> tuple[exercises.Players, exercises.Facilitator]:
    ((exercise, case),) = corpus.exercises()
    side = exercises.facilitator(exercise, case, corpus)
    return side.players, side


def test_players_know_facts_and_hear_claims(small: Corpus) -> None:
    """A module gives players its facts, and its claims with who says them, and no status."""
    side, _ = _views(small)
    first, second = side.parts

    assert [known.text for known in first.known] == ["The bot promised a refund."]
    assert [(said.text, said.by) for said in first.heard] == [
        ("Thousands of customers were promised a refund.", "The Daily")
    ]
    assert first.decision == "Write one sentence."
    assert second.decision == ""
    assert [part.number for part in side.parts] == [1, 2]


def test_the_guide_runs_by_the_clock(small: Corpus) -> None:
    """What the modules leave is shared by briefing and hot wash; injects come in their order."""
    _, guide = _views(small)

    assert guide.briefing_minutes == 5
    assert [each.start for each in guide.guides] == [5, 20]
    assert (guide.hot_wash_start, guide.hot_wash_minutes) == (35, 5)
    assert [inject.id for inject, _ in guide.guides[0].injects] == ["supplier", "reporter"]
    assert guide.items == ("COM-01", "SEC-01", "SEC-02")


def test_the_guide_says_what_became_of_what_was_heard(small: Corpus) -> None:
    """The facilitator sees the status and reason of each claim, and where it stands in the case."""
    _, guide = _views(small)
    (heard,) = guide.guides[0].heard
    (shown,) = guide.guides[0].shown

    assert (heard.status, heard.anchor) == ("denied", "claim-thousands")
    assert heard.reason == "Acme denies the number; nobody has shown one."
    assert (shown.kind, shown.anchor, shown.status) == ("moment", "moment-answered", "")
    assert guide.guides[1].shown == ()


def test_an_exercise_needs_a_case_on_the_site(project: Project) -> None:
    """With its case a draft, an exercise has no page; the check says so."""
    root = project(factories.draft(id="acme-refund-bot"))
    data = factories.exercise()
    factories.write(root / "docs/exercises/acme-refund-bot.yml", factories.as_yaml(data))
    reading = load(root)

    assert "exercises/unknown-case" in {problem.rule for problem in reading.problems}
    assert reading.corpus.exercises() == []
    assert "train/acme-refund-bot/" not in {p.url for p in site.pages(reading.corpus, HERE)}


# The repository's own exercises


def _secrets(exercise: Exercise) -> Iterator[str]:
    """Every sentence that is the facilitator's alone."""
    for module in exercise.modules:
        yield from (inject.text for inject in module.injects)
        yield from (inject.via for inject in module.injects if len(inject.via) > _OWN)
        yield from (question.listen_for for question in module.questions)
        if module.decision:
            yield module.decision.happened


_OWN = 40
"""Letters from which on a sentence is nobody else's by chance."""


@pytest.fixture(scope="module")
def pages(real: Reading) -> dict[str, str]:
    """The words of every page of the repository's own site, by address."""
    return {
        page.url: _flat(markup.words(markup.fragment(html(page))))
        for page in site.pages(real.corpus, HERE)
    }


@pytest.fixture(scope="module")
def data(real: Reading) -> str:
    """Everything the site publishes for programs and for learning platforms."""
    return _flat(
        " ".join(
            asset.content
            for asset in site.files(real.corpus, HERE)
            if isinstance(asset.content, str)
        )
    )


def _flat(text: str) -> str:
    return " ".join(text.split())


def _deck(content: bytes) -> str:
    shapes = [shape for s in Presentation(io.BytesIO(content)).slides for shape in s.shapes]
    return " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)


@pytest.mark.parametrize("name", NAMES)
def test_players_get_nothing_of_the_facilitators_side(
    name: str, real: Reading, pages: dict[str, str]
) -> None:
    """No inject, advice or outcome, and no reason of a claim, stands in anything players get."""
    corpus = real.corpus
    exercise, case = next(found for found in corpus.exercises() if found[0].id == name)
    side = exercises.players(exercise, case, corpus)
    page = pages[urls.players(name)]
    paper = run_together(papers.players(side, corpus, HERE, "a4"))
    deck = _flat(_deck(slides.deck(side, corpus)))
    heard = {claim for module in exercise.modules for claim in module.heard}
    reasons = [claim.reason for claim in case.claims if claim.id in heard]

    secrets = [_flat(prose.plain(text)) for text in [*_secrets(exercise), *reasons]]
    assert secrets
    for secret in secrets:
        assert secret not in page
        assert secret not in deck
        assert "".join(secret.split()) not in paper
    # The same search finds what players do get, so it can find.
    shown = _flat(prose.plain(exercise.modules[0].questions[0].text))
    assert shown in page
    assert shown in deck
    assert "".join(shown.split()) in paper


@pytest.mark.parametrize("name", NAMES)
def test_what_is_invented_stays_in_the_exercise(
    name: str, real: Reading, pages: dict[str, str], data: str
) -> None:
    """Nothing of an exercise is on the page of the case, in other pages or in published data."""
    corpus = real.corpus
    exercise, _ = next(found for found in corpus.exercises() if found[0].id == name)
    own = {urls.players(name), urls.facilitator(name), urls.TRAIN, urls.train(name)}
    invented = [module.situation for module in exercise.modules if module.invented]
    invented += [i.text for module in exercise.modules for i in module.injects if i.invented]
    sentences = [_flat(text) for text in invented]
    elsewhere = " ".join(words for url, words in pages.items() if url not in own)

    assert sentences
    assert [] == [text for text in sentences if text in elsewhere or text in data]


def test_pages_on_a_case_that_touches_law_are_no_legal_advice(real: Reading) -> None:
    """Discussion, players' page and guide say so once where their case does, and nowhere else."""
    touched = {case.id: touches_law(case) for case in real.corpus.listed}
    noted = {
        page.url: page.lead.count("It is not legal advice")
        for page in train.pages(real.corpus, HERE)
    }
    del noted[urls.TRAIN]

    assert set(touched.values()) == {True, False}
    assert {"players", "facilitator"} < {url.split("/")[-2] for url in noted}
    assert noted == {url: int(touched[url.split("/")[1]]) for url in noted}


def test_the_guide_is_kept_out_of_the_search(real: Reading) -> None:
    """The search finds the players' page, and neither the guide nor the sheets beside it."""
    kinds = {page.url: page.searchable for page in train.pages(real.corpus, HERE)}

    for name in NAMES:
        assert kinds[urls.players(name)]
        assert not kinds[urls.facilitator(name)]


def test_enough_exercises_for_a_year_of_training(real: Reading) -> None:
    """At least fifteen full exercises, ByteDance with 90 minutes and four modules among them."""
    played = {exercise.id: exercise for exercise, _ in real.corpus.exercises()}

    assert len(played) >= 15
    first = played["bytedance-intern-model-training-2024"]
    assert (first.minutes, len(first.modules)) == (90, 4)


def test_every_listed_case_has_a_discussion(real: Reading) -> None:
    """Each listed case offers a discussion of 15 minutes with questions by role and checks."""
    pages = {page.url: page for page in train.pages(real.corpus, HERE)}

    for case in real.corpus.listed:
        page = pages[urls.train(case.id)]
        parts = {section.id: section.html for section in page.sections}
        assert {"read", "guess", "talk", "check", "take"} >= set(parts)
        assert {"read", "talk", "check"} <= set(parts), case.id
        for entry in case.why_it_matters:
            assert real.corpus.library.label("role", entry.role) in parts["talk"]


def test_the_trainers_page_offers_everything(real: Reading) -> None:
    """Every exercise and every discussion is offered, with length, audience, list and pattern."""
    offers = train.offers(real.corpus)

    assert len(offers) == len(real.corpus.listed) + len(NAMES)
    for offer in offers:
        assert offer.minutes >= train.DISCUSSION_MINUTES
        assert offer.roles
        assert offer.lists, offer.title
