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
from casebook.model.exercise import Exercise
from casebook.model.lists import FirstHour
from casebook.pages import ways
from casebook.reading.load import Loader, Reading
from support import markup
from support.some import some


def _tree(corpus: Corpus) -> Any:
    (page,) = ways.pages(corpus, Settings())
    return markup.fragment(page.html)


@pytest.fixture(scope="module")
def tree(real: Reading) -> Any:
    """The page of all ways in."""
    return _tree(real.corpus)


def _practised(corpus: Corpus, cases: tuple[str, ...]) -> list[Exercise]:
    found = [exercise for exercise, case in corpus.exercises() if case.id in cases]
    return sorted(found, key=lambda exercise: exercise.minutes)


def _way(tree: Any, anchor: str) -> Any:
    return markup.one(tree, anchor).getparent()


def test_every_question_leads_to_its_checks_patterns_and_cases(real: Reading, tree: Any) -> None:
    """Each question stands there with its answer, and each check with the reason it answers."""
    library = real.corpus.library
    assert len(library.ways_in) >= 10
    for way in library.ways_in:
        found = _way(tree, way.id)
        links = markup.links(found, urls.WAYS_IN)
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


def test_every_question_can_be_jumped_to(real: Reading, tree: Any) -> None:
    """The list at the top names every question in the words of its heading."""
    first = tree.xpath("//ul[@class='jump']")[0]

    assert [markup.words(entry) for entry in first] == [
        w.question for w in real.corpus.library.ways_in
    ]


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


def test_rumour_leads_to_a_short_exercise(tree: Any) -> None:
    """Whoever asks about a rumour finds an exercise of 45 minutes first."""
    told = markup.words(_way(tree, "rumour"))

    assert told.index("(45 minutes)") < told.index("(75 minutes)")


def test_nothing_of_a_role_is_folded_away(tree: Any) -> None:
    """The essential checks of every role stand open."""
    assert tree.xpath("//details") == []


def test_every_role_finds_its_own(real: Reading, tree: Any) -> None:
    """A role finds its essential checks, those with most cases first, its questions and its cases."""
    corpus = real.corpus
    for role in some(ways.roles(corpus)):
        found = _way(tree, f"role-{role.id}")
        links = markup.links(found, urls.WAYS_IN)
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
        asked = [
            f"{urls.WAYS_IN}#{way.id}" for way in corpus.library.ways_in if role.id in way.roles
        ]
        assert asked == [link for link in links if link.startswith(f"{urls.WAYS_IN}#")]
        speaks = [c for c in corpus.listed if role.id in [e.role for e in c.why_it_matters]]
        assert len(speaks) == role.cases
        assert (f"{urls.CASES}?role={role.id}" in links) == bool(speaks)


def test_every_pattern_and_framework_is_a_way_in(real: Reading, tree: Any) -> None:
    """Each pattern stands under its theme, each framework under its kind, once."""
    links = [link for link in markup.links(tree, urls.WAYS_IN) if "#" not in link]
    library = real.corpus.library
    for address in some([*map(urls.framework, library.frameworks)]):
        assert links.count(address) == 1, address
    assert set(map(urls.pattern, library.patterns)) <= set(links)


def test_page_with_little(base: Loader) -> None:
    """With one question, one role and no case the page holds what there is, in the singular."""
    library = base.load(only=[]).corpus.library
    told = markup.words(_tree(corpora.build(library, [])))

    assert "Our bot promised a customer something" in told
    assert "1 check is yours, 1 of them essential" in told
    assert "why they matter" not in told


def test_page_with_one_case(base: Loader) -> None:
    """One case says why it matters to its roles, and is told in the singular."""
    library = base.load(only=[]).corpus.library
    told = markup.words(_tree(corpora.build(library, [factories.typed(factories.case())])))

    assert "1 case says why they matter to you." in told


def test_without_a_plan_no_question_promises_one(base: Loader) -> None:
    """A question that is asked while something runs leads to the plan only where there is one."""
    library = base.load(only=[]).corpus.library
    (way,) = library.ways_in
    running = replace(library, ways_in=(way.model_copy(update={"first_hour": True}),))
    plan = FirstHour.model_validate(factories.FIRST_HOUR)

    for found, there in ((running, False), (replace(running, first_hour=plan), True)):
        links = markup.links(_tree(corpora.build(found, [])), urls.WAYS_IN)
        assert links.count(urls.FIRST_HOUR) == 2 * there


def test_page_with_nothing(base: Loader) -> None:
    """Without questions and lists there is a page all the same, without empty parts."""
    library = base.load(only=[]).corpus.library
    bare = replace(library, ways_in=(), checklists={}, patterns={}, frameworks={})
    (page,) = ways.pages(corpora.build(bare, []), Settings())

    assert page.sections == ()
    assert "Ways in" in markup.words(markup.fragment(page.html))


def test_what_is_not_on_the_site_is_left_out(base: Loader) -> None:
    """A question that names what cannot be read, as under the live server, shows the rest."""
    library = base.load(only=[]).corpus.library
    (way,) = library.ways_in
    odd = way.model_copy(update={"cases": ("no-such-case",), "patterns": ("no-such-pattern",)})
    (question,) = ways.questions(corpora.build(replace(library, ways_in=(odd,)), []))

    assert (question.cases, question.patterns, question.exercises) == ((), (), ())
    assert [check.id for check, _ in question.checks] == ["SEC-01"]
