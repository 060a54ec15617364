"""Exercises: players get nothing of the facilitator's side, on no page, paper, slide or in data."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import factories
import pytest
from casebook.base import prose, urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.corpus.law import touches_law
from casebook.downloads import bundles, editable, papers, slides
from casebook.model.exercise import Exercise, Played
from casebook.pages import discussion, train
from casebook.pages.base import Page
from casebook.reading.load import Reading, load
from casebook.site import contents as site
from casebook.training import exercises, secret
from pptx import Presentation
from pypdf import PdfReader
from support import markup
from support.paper import run_together
from support.real import length
from support.some import some

HERE = Settings()
PUBLIC = Settings(site_url="https://casebook.example/")
Project = Callable[..., Path]


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
    """Of what the modules leave a third goes to the briefing; injects come in their order."""
    _, guide = _views(small)

    assert guide.briefing_minutes == 3
    assert [each.start for each in guide.guides] == [3, 18]
    assert (guide.hot_wash_start, guide.hot_wash_minutes) == (33, 7)
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
def pages(few_pages: dict[str, Page]) -> dict[str, str]:
    """The words of every page of a site with the real lists and a few real cases, by address."""
    return {url: _flat(markup.words(markup.fragment(page.html))) for url, page in few_pages.items()}


@pytest.fixture(scope="module")
def data(few: Corpus) -> str:
    """Everything that site publishes for programs and for learning platforms."""
    files = (asset.content for asset in site.files(few, HERE))
    return _flat(" ".join(content for content in files if isinstance(content, str)))


@pytest.fixture(params=["longest", "shortest"])
def exercise(request: pytest.FixtureRequest, few: Corpus) -> Exercise:
    """The exercise of the longest played case, and that of the shortest."""
    end = max if request.param == "longest" else min
    return end(few.exercises(), key=lambda played: length(played[1]))[0]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _before_the_case(content: bytes) -> str:
    """What the room sees of a deck up to the slide after which the real case comes."""
    shown: list[str] = []
    for slide in Presentation(io.BytesIO(content)).slides:
        shown += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        if slide.shapes.title.text_frame.text == slides.PAUSE:
            return _flat(" ".join(shown))
    message = f"no slide is called {slides.PAUSE}"
    raise AssertionError(message)


@pytest.mark.unmeasured
def test_players_get_nothing_of_the_facilitators_side(
    exercise: Exercise, few: Corpus, pages: dict[str, str]
) -> None:
    """No inject, advice or outcome, and no reason of a claim, stands in anything players get.

    That no author puts one of these sentences into the players' text is the rule
    ``exercises/given-away``.
    """
    corpus, case = few, few.cases[exercise.id]
    side = exercises.players(exercise, case, corpus)
    page = pages[urls.players(exercise.code)]
    paper = run_together(papers.players(side, corpus, HERE, "a4"))
    guide = exercises.facilitator(exercise, case, corpus)
    deck = _before_the_case(slides.deck(guide, case, corpus, HERE))
    heard = {claim for module in exercise.modules for claim in module.heard}
    reasons = [claim.reason for claim in case.claims if claim.id in heard]

    secrets = [_flat(prose.plain(text)) for text in [*_secrets(exercise), *reasons]]
    assert secrets
    read_out = {_flat(prose.plain(i.text)) for m in exercise.modules for i in m.injects}
    read_out |= {inject.via for module in exercise.modules for inject in module.injects}
    for hidden in secrets:
        assert hidden not in page
        assert hidden not in deck or hidden in read_out
        assert "".join(hidden.split()) not in paper
    # The same search finds what players do get, so it can find.
    asked = [question for module in exercise.modules for question in module.questions]
    shown = _flat(prose.plain(next(each for each in asked if each.after is None).text))
    assert shown in page
    assert shown in deck
    assert "".join(shown.split()) in paper


@pytest.mark.unmeasured
def test_what_is_invented_stays_in_the_exercise(
    exercise: Exercise, pages: dict[str, str], data: str
) -> None:
    """Nothing of an exercise is on the page of the case, in other pages or in published data."""
    name = exercise.id
    own = {urls.players(exercise.code), urls.facilitator(name), urls.TRAIN, urls.train(name)}
    invented = [module.situation for module in exercise.modules if module.invented]
    invented += [i.text for module in exercise.modules for i in module.injects if i.invented]
    sentences = [_flat(text) for text in invented]
    elsewhere = " ".join(words for url, words in pages.items() if url not in own)

    assert sentences
    assert [] == [text for text in sentences if text in elsewhere or text in data]


def test_pages_on_a_case_that_touches_law_are_no_legal_advice(few: Corpus) -> None:
    """Discussion, players' page and guide say so once where their case does, and nowhere else."""
    touched = {case.id: touches_law(case, few.library.statuses) for case in few.listed}
    noted = {page.url: page.lead.count("It is not legal advice") for page in train.pages(few, HERE)}
    del noted[urls.TRAIN]

    assert set(touched.values()) == {True, False}
    of_code = {exercise.code: case.id for exercise, case in few.exercises()}
    names = {url: url.split("/")[1] for url in noted}
    assert of_code.keys() < set(names.values())
    assert noted == {url: int(touched[of_code.get(n, n)]) for url, n in names.items()}


def test_the_guide_is_kept_out_of_the_search(small: Corpus) -> None:
    """The search finds the players' page, and neither the guide nor the sheets beside it."""
    kinds = {page.url: page.searchable for page in train.pages(small, HERE)}

    assert kinds == {
        urls.TRAIN: True,
        urls.players("1"): True,
        urls.facilitator("acme-refund-bot"): False,
        urls.train("acme-refund-bot"): False,
    }


def test_enough_exercises_for_a_year_of_training(real: Reading) -> None:
    """At least fifteen full exercises, ByteDance with 90 minutes and four modules among them."""
    played = {exercise.id: exercise for exercise, _ in real.corpus.exercises()}

    assert len(played) >= 15
    first = played["bytedance-intern-model-training-2024"]
    assert (first.minutes, len(first.modules)) == (90, 4)


def test_every_listed_case_has_a_discussion(few: Corpus, few_pages: dict[str, Page]) -> None:
    """Each listed case offers a discussion of 15 minutes with questions by role and checks."""
    for case in some(few.listed):
        page = few_pages[urls.train(case.id)]
        parts = {section.id: section.html for section in page.sections}
        assert {"read", "guess", "talk", "check", "take"} >= set(parts)
        assert {"read", "talk", "check"} <= set(parts), case.id
        for entry in some(case.why_it_matters):
            label = few.library.label("role", entry.role)
            asked = "For whoever leads:" if entry.role == "trainer" else label
            assert asked in parts["talk"], case.id


def test_the_trainers_page_offers_everything(real: Reading) -> None:
    """Every exercise and every discussion is offered, with length, audience, list and pattern."""
    offers = train.offers(real.corpus)

    assert len(offers) == len(real.corpus.listed) + len(real.corpus.exercises())
    for offer in offers:
        assert offer.minutes >= discussion.MINUTES
        assert offer.roles
        assert offer.lists, offer.title
    kinds = [offer.kind for offer in offers]
    assert kinds == sorted(kinds, reverse=True), "exercises stand before discussions"


# What a trainer finds on the pages


def _page(corpus: Corpus, url: str) -> Any:
    found = next(page for page in train.pages(corpus, PUBLIC) if page.url == url)
    return markup.fragment(found.html)


def _under(page: Any, anchor: str) -> Any:
    """The heading with this anchor and what follows it up to the next one, as one element."""
    (heading,) = page.xpath(f"//h2[@id='{anchor}']")
    part = markup.fragment("")
    for each in [heading, *heading.itersiblings()]:
        if each.tag == "h2" and each is not heading:
            break
        part.append(each)
    return part


def test_the_guide_says_first_what_to_read_aloud(small: Corpus) -> None:
    """The first heading holds the players' briefing as a quote, with the minutes it has in the plan."""
    ((exercise, _),) = small.exercises()
    page = _page(small, urls.facilitator(exercise.id))
    first = page.xpath("//h2")[0].get("id")
    said = _under(page, first)

    assert first == "briefing"
    assert markup.words(said[0]) == "Say this first (3 minutes)"
    assert [markup.words(quote) for quote in said.xpath("./blockquote")] == [exercise.briefing]


def test_the_guide_begins_with_everything_to_take_along(small: Corpus) -> None:
    """Papers, slides and form are linked above the plan, before anything is said."""
    page = _page(small, urls.facilitator("acme-refund-bot"))
    (line,) = page.xpath("//p[b='To take along:'][following::table]")
    names = [link.rpartition("/")[2] for link in line.xpath("./a/@href")]

    begin = "x1-"
    assert names == [
        f"{begin}players-a4.pdf",
        f"{begin}players-letter.pdf",
        f"{begin}slides.pptx",
        f"{begin}facilitator-a4.pdf",
        f"{begin}facilitator-letter.pdf",
        f"{begin}facilitator.docx",
        f"{begin}after-action.docx",
        "#take",
    ]


def test_the_plan_names_every_inject_at_its_minute(small: Corpus) -> None:
    """A row for each part and each inject, in the order of the minutes; each leads to its place."""
    page = _page(small, urls.facilitator("acme-refund-bot"))
    rows = page.xpath("//table[@id='plan']/tbody/tr")

    assert [" ".join(markup.words(cell) for cell in row).strip() for row in rows] == [
        "0 Briefing: read it aloud, name who plays whom 3",
        "3 A question at nine 15",
        "6 Inject: The supplier of the bot",
        "8 Inject: A reporter",
        "18 The bill 15",
        "33 Hot wash: the talk right after 7",
    ]
    for link in some(page.xpath("//table[@id='plan']//a/@href")):
        assert page.xpath(f"//*[@id='{link[1:]}']"), link


def test_the_guide_shows_what_players_have_before_them(small: Corpus) -> None:
    """Facts known and rumours heard stand in each module, as on the players' paper, and when to tell the rest."""
    ((exercise, _),) = small.exercises()
    page = _page(small, urls.facilitator(exercise.id))
    first, second = (markup.words(_under(page, module.id)) for module in exercise.modules)

    assert "They know The bot promised a refund." in first
    assert "Denied Acme denies the number; nobody has shown one." in first
    assert "“Thousands of customers were promised a refund.” The Daily" in first
    assert "They hear people say" not in second
    assert "after the group has decided" in markup.words(_under(page, "before"))


def test_the_guide_says_how_to_make_groups(small: Corpus) -> None:
    """Before it starts the leader reads how many groups, who holds a role, and how much paper."""
    words = markup.words(_under(_page(small, urls.facilitator("acme-refund-bot")), "before"))

    for needed in ("Four to eight", "several roles", "one department", "for each group"):
        assert needed in words


def test_words_of_the_trade_are_explained_where_they_stand_first(small: Corpus) -> None:
    """Inject, hot wash, GIFT and SCORM come with their meaning."""
    guide = markup.words(_page(small, urls.facilitator("acme-refund-bot")))
    players = markup.words(_page(small, urls.players("1")))

    for text in (guide, players):
        assert re.search(r"Hot wash\W+[Tt]he talk right after", text)
    inject, listed = guide.index("An inject is"), guide.index("Minute 8 (5 of the module) ·")
    assert inject < listed
    assert re.search(r"GIFT, .{0,60}text", guide)
    assert re.search(r"SCORM 1\.2, .{0,80}learning platform", guide)


def test_the_guide_ends_with_what_to_send_afterwards(small: Corpus) -> None:
    """At the end stands the case to send, and the address of the guide; both can be copied."""
    end = _under(_page(small, urls.facilitator("acme-refund-bot")), "take")

    assert "Send this to your group afterwards: the case" in markup.words(end)
    here = "https://casebook.example/" + urls.facilitator("acme-refund-bot")
    copied = [urljoin(here, each) for each in end.xpath(".//@data-copy-link")]
    assert copied == ["https://casebook.example/" + urls.case("acme-refund-bot"), here]
    assert f"This address stays: {here}" in markup.words(end)


@pytest.mark.parametrize("url", [urls.players("1"), urls.train("acme-refund-bot")])
def test_pages_of_a_group_say_that_their_address_stays(small: Corpus, url: str) -> None:
    """The players' page and the discussion show their address, with a button that copies it."""
    page = _page(small, url)

    assert "This address stays: https://casebook.example/" + url in markup.words(page)
    assert len(page.xpath("//button[@data-copy-link]")) == 1


def test_the_players_page_leads_neither_to_the_guide_nor_to_the_case(small: Corpus) -> None:
    """Whoever leads finds the exercise in the list by its number; no link of the page goes there."""
    page = _page(small, urls.players("1"))
    own = {"train/acme-refund-bot/", urls.facilitator("acme-refund-bot"), urls.TRAIN}

    assert "Choose exercise 1 on the “Train” page" in markup.words(page)
    assert not {link.partition("#")[0] for link in markup.links(page, urls.players("1"))} & own
    listed = markup.words(_page(small, urls.TRAIN))
    assert "Exercise 1 · for" in listed


def _office_text(content: bytes) -> str:
    """The text of every part of an office file, properties and relations included."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    # Runs of one paragraph are read together, as a person does.
    return unescape(" ".join(re.sub(r"<[^>]+>", "", part) + part for part in parts))


def _pdf_text(content: bytes) -> str:
    """The text of a PDF with its title, description and every address that it links to."""
    read = PdfReader(io.BytesIO(content))
    text = [page.extract_text() for page in read.pages]
    about = [str(value) for value in (read.metadata or {}).values()]
    links = [
        str(note.get_object().get("/A", {}).get("/URI", ""))
        for page in read.pages
        for note in page.get("/Annots", ())
    ]
    return _flat(" ".join([*text, *about, *links]))


def _deck_text(content: bytes) -> str:
    """What players see of a deck, and its properties."""
    about = Presentation(io.BytesIO(content)).core_properties
    return f"{about.title} {about.subject} {about.keywords} {_before_the_case(content)}"


_PLAYERS_FILES = ("players-a4.pdf", "players-letter.pdf", "slides.pptx")


@pytest.mark.unmeasured
def test_no_file_or_page_of_players_names_the_case(few: Corpus, few_pages: dict[str, Page]) -> None:
    """Neither id nor title of the case nor a real name is in what players get, its name or its properties."""
    for exercise, case in some(few.exercises()):
        files = bundles.of_exercise(exercise, case, few, PUBLIC)
        hidden = secret.words(exercise, case)
        page = few_pages[urls.players(exercise.code)]
        got = {page.url: unescape(f"{page.title} {page.description} {page.html}")}
        for name in _PLAYERS_FILES:
            path = urls.exercise_file(exercise.code, name)
            content = files[path]
            assert isinstance(content, bytes)
            got[path] = _pdf_text(content) if name.endswith("pdf") else _deck_text(content)

        for path, text in got.items():
            assert [] == secret.given_away(f"{path} {text}", hidden), path
        # The same search finds the case where it may be named.
        guide = few_pages[urls.facilitator(case.id)]
        assert {case.id, case.title} <= set(secret.given_away(unescape(guide.html), hidden))
        form = files[urls.exercise_file(exercise.code, "after-action.docx")]
        assert isinstance(form, bytes)
        assert case.title in secret.given_away(_office_text(form), hidden)


def test_a_name_is_replaced_as_a_whole_and_the_longer_one_first() -> None:
    """No part of another word is touched, and a possessive keeps its ending."""
    cast = (Played(real="Acme", played="Ashdown"), Played(real="Acme Air", played="Northwind"))

    assert secret.disguised("Acme's bot, Acme Air and Acmeville", cast) == (
        "Ashdown's bot, Northwind and Acmeville"
    )
    assert secret.disguised("Acme", ()) == "Acme"


def test_a_question_on_an_inject_comes_after_it(project: Project) -> None:
    """Players' page and handout leave it out; the guide says after which inject it is asked."""
    data = factories.exercise()
    data["modules"][0]["questions"][0]["after"] = "reporter"
    root = project()
    factories.write(root / "docs/exercises/acme-refund-bot.yml", factories.as_yaml(data))
    corpus = load(root).corpus
    side, guide = _views(corpus)
    waiting = data["modules"][0]["questions"][0]["text"]

    assert side.parts[0].questions == ()
    assert waiting not in markup.words(_page(corpus, urls.players("1")))
    assert "".join(waiting.split()) not in run_together(papers.players(side, corpus, HERE, "a4"))
    words = markup.words(_page(corpus, urls.facilitator("acme-refund-bot")))
    assert "After the inject" in words
    assert waiting in words
    said = papers.told(guide, corpus.cases["acme-refund-bot"], corpus, HERE)
    assert [asked["after"] for asked in said["parts"][0]["questions"]] == ["A reporter"]
    assert f"(after the inject “A reporter”) {waiting}" in _office_text(
        editable.guide(guide, corpus.cases["acme-refund-bot"], corpus, HERE)
    )


def test_the_leader_says_how_the_story_goes_on(real: Reading) -> None:
    """Before every module but the first, guide, Word guide and deck say it, whatever was decided."""
    corpus = real.corpus
    exercise, case = corpus.exercises()[0]
    side = exercises.facilitator(exercise, case, corpus)
    said = [prose.plain(guide.bridge) for guide in side.guides]
    page = markup.words(_page(corpus, urls.facilitator(case.id)))
    word = _office_text(editable.guide(side, case, corpus, PUBLIC))
    deck = [" ".join(slide.lines) for slide in slides.shown(side, case, corpus, PUBLIC)]

    assert said[-1] == ""
    for text in some(said[:-1]):
        assert f"Say this before the next module: {text}" in page
        assert text in word
        assert text in deck
        assert text not in markup.words(_page(corpus, urls.players(exercise.code)))


def test_a_file_that_moved_is_also_where_it_was(few: Corpus) -> None:
    """The former name of each file, which named the case, gives the same bytes."""
    exercise, case = few.exercises()[0]
    files = bundles.of_exercise(exercise, case, few, PUBLIC)

    for name in (*urls.EXERCISE_FILES, urls.SCORM):
        was, now = (
            urls.exercise_file_before(case.id, name),
            urls.exercise_file(exercise.code, name),
        )
        assert files[was] == files[now]


def test_the_list_names_the_case_of_each_exercise(small: Corpus) -> None:
    """Trainers see which case an exercise is made from; players do not."""
    ((exercise, case),) = small.exercises()
    (offered,) = _page(small, urls.TRAIN).xpath(
        "//li[contains(@class, 'offer')][.//h4//a[contains(@href, 'facilitator')]]"
    )

    assert f"From the case: {case.title}" in markup.words(offered)
    assert offered.get("data-page") == urls.case(case.id)
    assert case.title not in markup.words(_page(small, urls.players(exercise.code)))


def test_a_discussion_is_for_those_who_talk(few: Corpus, pages: dict[str, str]) -> None:
    """Who leads is not among its audience, neither on its page nor where it is picked."""
    led = [c for c in few.listed if any(w.role == "trainer" for w in c.why_it_matters)]

    assert led
    for case in led:
        assert "Trainers" not in pages[urls.train(case.id)].partition("Made from the data")[0]
    offers = [offer for offer in train.offers(few) if offer.kind == "discussion"]
    assert not [offer.title for offer in some(offers) if "trainer" in offer.roles]
    assert all(offer.roles for offer in some(offers))


def test_every_discussion_stands_under_one_theme(real: Reading) -> None:
    """Each case is in one fold, under its main theme; what has none stands last, under “Other”."""
    corpus = real.corpus
    labels = corpus.library.labels("theme")
    found: dict[str, str] = {}
    folds = _page(corpus, urls.TRAIN).xpath("//details[@class='offer-fold']")
    for fold in some(folds):
        label, _, number = fold.find("summary").text_content().rpartition(" ")
        pages = fold.xpath("ul/li/@data-page")
        assert len(pages) == int(number)
        assert not found.keys() & set(pages)
        found |= dict.fromkeys(pages, label)

    for case in some(corpus.listed):
        themes = corpus.themes(case)
        assert found.pop(urls.case(case.id)) == (labels[themes[0]] if themes else "Other"), case.id
    assert not found
    assert folds[-1].find("summary").text_content().startswith("Other ")


def test_exercises_stand_before_discussions_and_short_before_long(real: Reading) -> None:
    """The list begins with the shortest exercise, and the discussions stand last."""
    lists = _page(real.corpus, urls.TRAIN).xpath("//*[@data-list='offers']")
    order = [(each.get("data-kind"), int(each.get("data-minutes"))) for each in lists]
    lengths = [minutes for kind, minutes in order if kind == "exercise"]

    assert order[-1] == ("discussion", discussion.MINUTES)
    assert [kind for kind, _ in order[:-1]] == ["exercise"] * len(lengths)
    assert lengths == sorted(set(lengths))


_COURSES = {
    "One hour for communication staff": 60,
    "Half a day for an AI lab": 240,
    "Onboarding for interns and their sponsors": 60,
}
_LINK = re.compile(r'"on the site: train/([a-z0-9-]+)/(facilitator/)?(?:#([a-z-]+))?"')


@pytest.mark.parametrize("course", _COURSES)
def test_what_a_course_plays_fits_into_its_slot(course: str, real: Reading) -> None:
    """A module, an exercise or a part of a discussion takes no longer than its row of the plan."""
    text = (factories.REPOSITORY / "docs/train/courses.md").read_text("utf-8")
    plan = text.partition(f"## {course}")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (\d+) \|(.*)$", plan, re.MULTILINE)
    ends = [*(int(minute) for minute, _ in rows[1:]), _COURSES[course]]
    played = []
    for (minute, row), end in zip(rows, ends, strict=True):
        links = [_minutes(found, real.corpus) for found in _LINK.finditer(row)]
        played += [(row, end - int(minute), sum(links))] if links else []

    assert played
    assert [] == [row for row, room, needed in played if needed > room]


def _minutes(link: re.Match[str], corpus: Corpus) -> float:
    """How long it takes to do what a link of a course leads to."""
    case_id, guide, anchor = link.groups(default="")
    if not guide:
        sheet = next(p for p in train.pages(corpus, HERE) if p.url == urls.train(case_id))
        titles = [part.title for part in sheet.sections if anchor in ("", part.id)]
        return sum(int(minutes) for minutes in re.findall(r"(\d+) minutes", " ".join(titles)))
    exercise = next(each for each, _ in corpus.exercises() if each.id == case_id)
    modules = {module.id: module.minutes for module in exercise.modules}
    return modules.get(anchor, 0) if anchor else exercise.minutes


def test_the_hour_for_communication_staff_is_one_exercise_from_start_to_end(real: Reading) -> None:
    """Its rows begin when the clock of the guide begins a part, and it lasts as long as the exercise."""
    corpus = real.corpus
    exercise, case = next(each for each in corpus.exercises() if each[0].code == "23")
    guide = exercises.facilitator(exercise, case, corpus)
    text = (factories.REPOSITORY / "docs/train/courses.md").read_text("utf-8")
    plan = text.partition("## One hour for communication staff")[2].partition("\n## ")[0]
    rows = [int(minute) for minute in re.findall(r"^\| (\d+) \|", plan, re.MULTILINE)]

    assert rows == [0, *(part.start for part in guide.guides), guide.hot_wash_start]
    assert exercise.minutes == _COURSES["One hour for communication staff"]
    assert urls.exercise_file(exercise.code, "slides.pptx") in plan
    assert urls.quiz(case.id, "moodle.xml") in plan


_FIRST_WITH_A_LONG_DEBRIEF = 23
"""Code of the first exercise that was planned with a quarter of its time for the debrief."""


def test_newer_exercises_keep_a_quarter_of_their_time_for_the_debrief(real: Reading) -> None:
    """Those from number 23 on; the earlier ones are not replanned yet."""
    newer = [
        exercises.facilitator(exercise, case, real.corpus)
        for exercise, case in real.corpus.exercises()
        if int(exercise.code) >= _FIRST_WITH_A_LONG_DEBRIEF
    ]

    assert len(newer) >= 5
    assert [
        each.players.title for each in newer if each.hot_wash_minutes * 4 < each.players.minutes
    ] == []
