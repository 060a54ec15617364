"""Ways in: every question leads to checks and cases that are there, every role to its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import factories
import pytest
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.corpus.measures import readers
from casebook.model.exercise import Exercise
from casebook.model.lists import FirstHour
from casebook.pages import ways
from casebook.reading.load import Loader, Reading
from support import markup
from support.some import some


def _pages(corpus: Corpus) -> dict[str, Any]:
    return {page.url: markup.fragment(page.html) for page in ways.pages(corpus, Settings())}


def _tree(corpus: Corpus) -> Any:
    return _pages(corpus)[urls.WAYS_IN]


@pytest.fixture(scope="module")
def tree(real: Reading) -> Any:
    """The page that lists every question, role, pattern and framework."""
    return _tree(real.corpus)


@pytest.fixture(scope="module")
def trees(real: Reading) -> dict[str, Any]:
    """That page, and those of the questions and the roles, by address."""
    return _pages(real.corpus)


def _practised(corpus: Corpus, cases: tuple[str, ...]) -> list[Exercise]:
    found = [exercise for exercise, case in corpus.exercises() if case.id in cases]
    return sorted(found, key=lambda exercise: exercise.minutes)


def test_every_question_leads_to_its_checks_patterns_and_cases(
    real: Reading, trees: dict[str, Any]
) -> None:
    """The page of a question has its answer, and each check with the reason it answers."""
    library = real.corpus.library
    assert len(library.ways_in) >= 10
    for way in library.ways_in:
        found = trees[urls.way(way.id)]
        links = markup.links(found, urls.way(way.id))
        assert links == [
            *([urls.FIRST_HOUR] if way.first_hour else []),
            *(urls.item(entry.item) for entry in way.checks),
            *(urls.pattern(pattern) for pattern in way.patterns),
            *(urls.case(case) for case in way.cases),
            *(urls.facilitator(exercise.id) for exercise in _practised(real.corpus, way.cases)),
        ]
        told = markup.words(found)
        assert [entry.why for entry in way.checks if entry.why not in told] == []
        assert library.checks[way.checks[0].item].item.statement in told
        assert f"“{way.question}”, " in told  # the citation


def test_every_question_and_role_is_listed_where_it_used_to_be(real: Reading, tree: Any) -> None:
    """Each anchor that answered a question or a role holds the link to its page."""
    library = real.corpus.library
    for anchor, address in (
        *((way.id, urls.way(way.id)) for way in some(library.ways_in)),
        *((f"role-{role}", urls.role(role)) for role in some(library.roles)),
    ):
        assert markup.links(markup.one(tree, anchor), urls.WAYS_IN) == [address]
    for way in some(library.ways_in):
        assert way.question in markup.words(markup.one(tree, way.id))


def test_checks_of_a_question_are_for_those_who_ask(real: Reading) -> None:
    """At least one check of each question is the work of a role that asks it."""
    checks = real.corpus.library.checks
    for way in some(real.corpus.library.ways_in):
        mine = [e.item for e in way.checks if set(checks[e.item].item.roles) & set(way.roles)]
        assert mine, way.id


def test_no_essential_or_new_check_is_forgotten(real: Reading) -> None:
    """Essential checks, and those newer than the first lists, are in a question or left out with a reason."""
    library = real.corpus.library
    due = {c.id for c in library.checks.values() if c.item.level == "essential" or c.item.since}
    asked = {entry.item for way in library.ways_in for entry in way.checks}
    left_out = [entry.item for entry in library.left_out]

    assert len(due) > 40
    assert due - asked - set(left_out) == set()
    assert set(left_out) <= due - asked
    assert len(left_out) == len(set(left_out))


def test_first_check_is_the_one_that_was_made_for_the_question(real: Reading) -> None:
    """A call for money leads to the call back first, data in a chatbot to the list, a rumour to a look."""
    first = {way.id: way.checks[0].item for way in real.corpus.library.ways_in}

    assert first["the-boss-called"] == "SEC-31"
    assert first["company-data-in-a-chatbot"] == "BAL-31"
    assert first["rumour"] == "COM-15"
    assert first["interns"] == "VET-01"


def test_questions_about_campaigns_lead_to_the_list_on_campaigns(real: Reading) -> None:
    """Marketers with a picture, a face, a claim or a critic on the desk come to the check for it first."""
    first = {way.id: way.checks[0].item for way in real.corpus.library.ways_in}

    assert first["agency-pictures"] == "CAM-16"
    assert first["brand-or-leader-faked"] == "CAM-25"
    assert first["product-uses-ai"] == "CAM-10"
    assert first["real-voice-or-likeness"] == "CAM-04"
    assert first["campaign-criticised"] == "CAM-27"
    assert first["chatbot-for-the-brand"] == "CAM-23"
    assert first["reviews-with-ai"] == "CAM-13"
    assert first["influencer-not-real"] == "CAM-14"
    assert first["label-ai-content"] == "CAM-01"
    assert first["customers-content-for-training"] == "CAM-09"


def test_rumour_leads_to_a_short_exercise(trees: dict[str, Any]) -> None:
    """Whoever asks about a rumour finds an exercise of 45 minutes first."""
    told = markup.words(trees[urls.way("rumour")])

    assert told.index("(45 minutes)") < told.index("(75 minutes)")


def test_nothing_is_folded_away(trees: dict[str, Any]) -> None:
    """The checks of every question and role stand open."""
    assert [url for url, tree in some(trees.items()) if tree.xpath("//details")] == []


def test_every_role_finds_its_own(real: Reading, trees: dict[str, Any]) -> None:
    """A role finds its essential checks, those with most cases first, its questions and its cases."""
    corpus = real.corpus
    for role in some(ways.roles(corpus)):
        address = urls.role(role.id)
        links = markup.links(trees[address], address)
        essential = [
            check.id
            for check in corpus.library.checks.values()
            if check.item.level == "essential" and role.id in check.item.roles
        ]
        shown = [check.id for check in role.essential]
        counts = [len(corpus.cases_of(check)) for check in shown]
        assert sorted(shown) == sorted(essential)
        assert counts == sorted(counts, reverse=True)
        assert [urls.item(check) for check in shown] == [
            link for link in links if link.startswith("checks/")
        ]
        asked = [urls.way(way.id) for way in corpus.library.ways_in if role.id in way.roles]
        assert asked == [link for link in links if link.startswith(urls.WAYS_IN)]
        read = [case for case in corpus.listed if role.id in readers(case)]
        assert len(read) == role.cases
        assert (f"{urls.CASES}?role={role.id}" in links) == bool(read)


def test_every_pattern_and_framework_is_a_way_in(real: Reading, tree: Any) -> None:
    """Each pattern stands under its theme, each framework under its kind, once."""
    links = markup.links(tree, urls.WAYS_IN)
    library = real.corpus.library
    for address in some([*map(urls.framework, library.frameworks)]):
        assert links.count(address) == 1, address
    assert set(map(urls.pattern, library.patterns)) <= set(links)


def test_page_with_little(base: Loader) -> None:
    """With one question, one role and no case the page holds what there is, in the singular."""
    library = base.load(only=[]).corpus.library
    trees = _pages(corpora.build(library, []))
    told = " ".join(markup.words(tree) for tree in trees.values())

    assert "Our bot promised a customer something" in markup.words(trees[urls.WAYS_IN])
    assert "1 check is yours, 1 of them essential" in told
    assert "may change what you do" not in told


def test_page_with_one_case(base: Loader) -> None:
    """One case is counted for each of its roles, in the singular."""
    library = base.load(only=[]).corpus.library
    trees = _pages(corpora.build(library, [factories.typed(factories.case())]))
    told = " ".join(markup.words(tree) for tree in trees.values())

    assert "1 case may change what you do." in told


def test_without_a_plan_no_question_promises_one(base: Loader) -> None:
    """A question that is asked while something runs leads to the plan only where there is one."""
    library = base.load(only=[]).corpus.library
    (way,) = library.ways_in
    running = replace(library, ways_in=(way.model_copy(update={"first_hour": True}),))
    plan = FirstHour.model_validate(factories.FIRST_HOUR)

    for found, there in ((running, False), (replace(running, first_hour=plan), True)):
        trees = _pages(corpora.build(found, []))
        for address in (urls.WAYS_IN, urls.way(way.id)):
            assert markup.links(trees[address], address).count(urls.FIRST_HOUR) == there


def test_page_with_nothing(base: Loader) -> None:
    """Without questions and lists there is a page all the same, without empty parts."""
    library = base.load(only=[]).corpus.library
    bare = replace(library, ways_in=(), checklists={}, patterns={}, frameworks={})
    (page,) = ways.pages(corpora.build(bare, []), Settings())

    assert page.sections == ()
    assert ways.TITLE in markup.words(markup.fragment(page.html))


def test_what_is_not_on_the_site_is_left_out(base: Loader) -> None:
    """A question that names what cannot be read, as under the live server, shows the rest."""
    library = base.load(only=[]).corpus.library
    (way,) = library.ways_in
    odd = way.model_copy(update={"cases": ("no-such-case",), "patterns": ("no-such-pattern",)})
    (question,) = ways.questions(corpora.build(replace(library, ways_in=(odd,)), []))

    assert (question.cases, question.patterns, question.exercises) == ((), (), ())
    assert [check.id for check, _ in question.checks] == ["SEC-01"]
