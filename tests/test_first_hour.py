"""The first hour: each step with its checks and a case that says why, and texts that can be copied."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import factories
import pytest
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.model.lists import FirstHour
from casebook.pages import cases, first_hour, lists
from casebook.pages.base import View
from casebook.permalinks.ledger import published
from casebook.reading.load import Loader, Reading
from support import markup
from support.some import some


def _tree(corpus: Corpus) -> Any:
    (page,) = first_hour.pages(corpus, Settings())
    return markup.fragment(page.html)


def _plan(reading: Reading) -> FirstHour:
    plan = reading.corpus.library.first_hour
    assert plan is not None
    return plan


@pytest.fixture(scope="module")
def tree(real: Reading) -> Any:
    """The page of the first hour."""
    return _tree(real.corpus)


@pytest.fixture
def small(base: Loader) -> Corpus:
    """The small project with a plan."""
    library = base.load().corpus.library
    plan = FirstHour.model_validate(factories.FIRST_HOUR)
    return corpora.build(replace(library, first_hour=plan), [factories.typed(factories.case())])


def test_every_step_links_its_checks_and_the_place_that_says_why(real: Reading, tree: Any) -> None:
    """A step leads to each of its checks, and to the lesson or control of its case that speaks for one."""
    corpus = real.corpus
    for step in some(_plan(real).steps):
        links = markup.links(markup.one(tree, step.id), urls.FIRST_HOUR)
        *checks, place = links
        assert checks == [urls.item(item) for item in step.items]
        lessons = {
            f"{urls.case(e.case.id)}#lesson-{e.lesson.id}"
            for item in step.items
            for e in corpus.evidence.get(item, ())
        }
        held = {
            f"{urls.case(e.case.id)}#failures" for i in step.items for e in corpus.held.get(i, ())
        }
        assert place in lessons | held
        assert place.startswith(urls.case(step.case))
        told = markup.words(markup.one(tree, step.id))
        assert all(words in told for words in (step.do, step.why, step.shows, f"{step.minute} min"))


def test_plan_begins_with_the_log_and_speaks_after_half_an_hour(real: Reading) -> None:
    """The log comes first; a look at the channels and the check of each sentence come before the statement."""
    minute = {item: step.minute for step in reversed(_plan(real).steps) for item in step.items}

    assert minute["COM-08"] == 0
    assert minute["COM-01"] == 5
    assert minute["COM-15"] == 10
    assert minute["COM-13"] == 15
    assert minute["COM-15"] < minute["COM-31"] < minute["COM-16"] < minute["COM-09"] == 30
    assert minute["COM-11"] == minute["COM-09"] < minute["COM-20"]


def test_texts_are_shown_paragraph_by_paragraph_with_their_blanks_marked(
    real: Reading, tree: Any
) -> None:
    """What a reader copies is the text of the data; what stands in brackets is marked."""
    for text in some(_plan(real).texts):
        box = markup.one(tree, f"{text.id}-words")
        assert [markup.words(line) for line in box.xpath("p")] == list(text.lines)
        blanks = [markup.words(blank) for blank in box.xpath(".//em")]
        assert "".join(blanks).count("[") == "".join(text.lines).count("[") > 0
        assert all(blank[0] + blank[-1] == "[]" for blank in blanks)
        (button,) = tree.xpath(f"//button[@data-copy='{text.id}-words']")
        assert button.get("hidden") is not None


def test_there_is_wording_for_outside_staff_and_support(real: Reading) -> None:
    """Each of the three says what is known and what is not, and when more comes."""
    texts = {text.id: " ".join(text.lines) for text in _plan(real).texts}

    for each in ("text-public", "text-support"):
        assert "We know" in texts[each]
        assert "We do not know yet" in texts[each]
        assert "We will say more at" in texts[each]
    assert "[statement for the public]" in texts["text-staff"]


def test_page_says_what_is_advice_of_our_own(real: Reading, tree: Any) -> None:
    """What no source says is called so."""
    assert "our own advice" in markup.words(tree)
    assert _plan(real).ours in markup.words(tree)


def test_page_holds_the_words_that_people_search(tree: Any) -> None:
    """Search finds the page by what people call it."""
    told = markup.words(tree).lower()

    assert all(
        words in told for words in ("first hour", "template", "wording", "holding statement")
    )


def test_home_the_checklist_and_its_checks_lead_there(real: Reading) -> None:
    """Home, the communication list, and the checks on holding statements lead to the plan; other lists do not."""
    corpus = real.corpus

    def links(render: Any, url: str, *of: Any) -> list[str]:
        return markup.links(markup.fragment(render(View(corpus, Settings(), url), *of).html), url)

    assert urls.FIRST_HOUR in links(cases.home, urls.HOME)
    for each in some(corpus.library.checklists.values()):
        found = links(lists.checklist, urls.checklist(each.id), each)
        assert (urls.FIRST_HOUR in found) == (each.id == "communication")
    for item in ("COM-05", "COM-09"):
        found = links(lists.item, urls.item(item), corpus.library.checks[item])
        assert f"{urls.FIRST_HOUR}#text-public" in found
        assert urls.term("speaking", "holding-statement") in found
    other = links(lists.item, urls.item("VET-20"), corpus.library.checks["VET-20"])
    assert [link for link in some(other) if urls.FIRST_HOUR in link or "speaking" in link] == []


def test_steps_and_texts_are_addresses_that_last(real: Reading) -> None:
    """Every step and every text has an anchor in the ledger."""
    plan = _plan(real)

    assert published(real.corpus)["/" + urls.FIRST_HOUR] == (
        *(step.id for step in plan.steps),
        *(text.id for text in plan.texts),
    )


def test_a_control_that_worked_speaks_as_well_as_a_lesson(small: Corpus) -> None:
    """A step leads to the lesson of its case, or to the control that held."""
    owner, chats = first_hour.steps(small)

    assert owner.address == "cases/acme-refund-bot/#lesson-name-an-owner"
    assert chats.address == "cases/acme-refund-bot/#failures"


def test_what_is_not_on_the_site_is_left_out_of_a_step(small: Corpus) -> None:
    """A step whose case or check cannot be read, as under the live server, shows the rest."""
    bare = corpora.build(replace(small.library, checklists={}), [])
    told = markup.words(_tree(bare))

    assert "Save the chats." in told
    assert "Support kept the chats." not in told
    assert [
        link for link in some(markup.links(_tree(bare), urls.FIRST_HOUR)) if "#" not in link
    ] == []


def test_without_a_plan_there_is_no_page_and_no_link(base: Loader) -> None:
    """A casebook without a plan promises none, anywhere."""
    corpus = base.load(only=[]).corpus
    check = corpus.library.checks["SEC-01"]

    assert list(first_hour.pages(corpus, Settings())) == []
    assert (first_hour.steps(corpus), first_hour.texts(corpus)) == ((), ())
    assert first_hour.parts_of(corpus.library, check.id) == []
    assert not first_hour.leads_from(corpus.library, check.checklist)
    assert urls.FIRST_HOUR not in str(published(corpus))


def test_plan_is_read_from_its_file(base: Loader, tmp_path: Any) -> None:
    """The file may be left out; where it is there, it is the plan."""
    root = factories.write_project(tmp_path / "project")
    factories.write(root / "docs" / "first-hour.yml", factories.as_yaml(factories.FIRST_HOUR))

    reading = Loader(root).load(only=[])
    assert _plan(reading).steps[1].do == "Save the chats."
    assert base.load(only=[]).corpus.library.first_hour is None
