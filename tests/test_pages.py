"""Pages: each kind renders, and says all that the data says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import factories
import pytest
from casebook.base import dates, prose, urls, words
from casebook.base.security import POLICY
from casebook.base.settings import Settings
from casebook.corpus import claimlists
from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.model.case import Case, Figure
from casebook.model.kinds import Edtf, Id, Record, Url
from casebook.model.ledger import Ledger
from casebook.model.walk import shapes
from casebook.pages import base as pages_base
from casebook.pages import case as case_pages
from casebook.pages import cases
from casebook.pages import claimlists as claim_pages
from casebook.pages.base import Asset, Page, View, lower_first
from casebook.pages.reference import GLOSSARY_HEADINGS
from casebook.permalinks import ledger as permalinks
from casebook.reading.load import Loader, Reading
from casebook.site import contents as site
from jinja2 import UndefinedError
from support import full, markup
from support.real import CHOICES, chosen
from support.sites import Built
from support.some import some

HERE = Settings("https://example.org/name/", contact="desk@example.org")
Pages = dict[str, Page]


@pytest.fixture(scope="module")
def small(base: Loader) -> Corpus:
    """A small corpus: a case with every field, one that it names, one disputed, withdrawn, a draft."""
    library = base.load().corpus.library
    disputed = factories.case(
        id="disputed-case", record={**factories.case()["record"], "status": "disputed"}
    )
    withdrawn = factories.case(
        id="withdrawn-case",
        record={
            "status": "withdrawn",
            "updated": "2024-06-01",
            "withdrawn_because": "It was *another* bot.",
        },
    )
    data = [
        full.case(id="whole-case"),
        factories.case(id="other-case"),
        disputed,
        withdrawn,
        factories.draft(id="draft-case"),
    ]
    return corpora.build(library, [factories.typed(each) for each in data])


@pytest.fixture(scope="module")
def small_pages(small: Corpus) -> Pages:
    """Pages of the small corpus, by address."""
    return {page.url: page for page in site.pages(small, HERE)}


@pytest.fixture(params=["small", "few"])
def pages(request: pytest.FixtureRequest) -> Pages:
    """Pages of the small corpus, then of the real lists with a few real cases."""
    found: Pages = request.getfixturevalue(f"{request.param}_pages")
    return found


@pytest.fixture(params=CHOICES)
def case(request: pytest.FixtureRequest, few: Corpus) -> Case:
    """The longest real case, the shortest, and the longest with an exercise, one after the other."""
    return chosen(few, request.param)


def _tree(page: Page) -> Any:
    return markup.fragment(page.html)


def _has(element: Any, text: str) -> bool:
    """Whether a reader finds a text there; a template may lower its first letter."""
    return " ".join(text.split()).casefold() in markup.words(element).casefold()


def _links(element: Any, page: Page) -> list[str]:
    return markup.links(element, page.url)


# Every page


def test_every_page_has_one_heading_and_its_words(pages: Pages) -> None:
    """Each page has a title, a description, one main heading and no empty section."""
    for url, page in some(pages.items()):
        (heading,) = _tree(page).xpath("//h1")
        assert markup.words(heading), url
        assert page.title.strip(), url
        assert page.description.strip(), url
    sections = [(url, section) for url, page in pages.items() for section in page.sections]
    assert sections
    empty = [
        f"{url}#{section.id}"
        for url, section in sections
        if not markup.words(markup.fragment(section.html))
    ]
    assert empty == []


def test_every_promised_address_is_there(small: Corpus, small_pages: Pages) -> None:
    """Every address and anchor that would be promised is on a page or in a file.

    For the real cases the same is asked of the built site, by
    ``test_every_address_ever_published_resolves``, which includes the list for
    assistants: it is written when all pages are.
    """
    files = {asset.path: asset.content for asset in site.files(small, HERE)}
    files[urls.LLMS] = ""
    for address, anchors in some(permalinks.published(small).items()):
        where = address.lstrip("/")
        held = files.get(urls.file_of(where))
        if held is None:
            ids = markup.ids(_tree(small_pages[where]))
        else:
            ids = markup.ids(markup.document(str(held))) if anchors else []
        assert set(anchors) <= set(ids), address


def test_every_kind_of_page_is_there(pages: Pages) -> None:
    """Both corpora give every kind of page."""
    kinds = {"Page", "Case", "Claim", "Checklist", "Check", "Pattern", "Framework", "Exercise"}
    kinds.add("Question")
    assert kinds == {page.kind for page in pages.values()}


def test_pages_name_the_file_they_come_from(pages: Pages) -> None:
    """An edit link of a generated page leads to the file that a correction would change."""
    edits = {page.edit for page in pages.values() if page.edit}

    folders = {edit.rpartition("/")[0] for edit in edits}
    everywhere = {"cases", "docs", "docs/checklists", "docs/frameworks", "docs/patterns"}
    assert folders - {"docs/exercises"} == everywhere


def test_breadcrumbs_lead_to_pages(pages: Pages) -> None:
    """Every step of a breadcrumb is a page, or one written by hand."""
    steps = {url for page in pages.values() for _, url in page.breadcrumb}

    assert set() == steps - set(pages) - {"contribute/", "about/"}


# The page of a case: nothing lost


def test_the_full_case_leaves_out_nothing() -> None:
    """Each field of each model inside a case holds something in the case used below."""
    filled: dict[type[Record], set[str]] = {}

    def visit(model: Record) -> None:
        held = filled.setdefault(type(model), set())
        for shape in shapes(type(model)):
            value = getattr(model, shape.attribute)
            if value not in (None, (), False):
                held.add(shape.name)
            if shape.model is not None:
                for part in value if shape.many else filter(None, [value]):
                    visit(part)

    visit(full.typed())

    assert {part: {shape.name for shape in shapes(part)} for part in filled} == filled


class _Seen:
    """What a reader finds on the page of a case."""

    def __init__(self, corpus: Corpus, case: Case, page: Page) -> None:
        self.corpus, self.case, self.page = corpus, case, page
        self.tree = _tree(page)
        self.text = markup.words(self.tree).casefold()
        self.links = _links(self.tree, page)
        self.ids = markup.ids(self.tree)

    def lost(self) -> set[str]:
        """Every value of the case that the page does not show, with its place."""
        return {
            f"{'.'.join(str(step) for step in value.loc)}: {value.text}"
            for value in full.values(self.case)
            # A note to editors, which steers quizzes alone.
            if value.loc[-1] != "quiz_unsuitable" and not self.shows(value)
        }

    def shows(self, value: full.Value) -> bool:
        """Whether a value stands there in the form that a reader needs."""
        if value.loc == ("id",):
            return self.page.url == urls.case(value.text)
        if value.ref:
            return self._refers(value)
        if value.vocabulary:
            return self._says_term(value)
        if value.loc[0] == "also_searched_as":  # for the search alone, and hidden from readers
            return value.text in self.tree.xpath("string(.//p[@hidden])")
        if value.is_a(Id):
            return self._anchors(value.text)
        return self._writes(value)

    def _anchors(self, part: str) -> bool:
        return any(name.endswith(f"-{part}") for name in self.ids)

    def _writes(self, value: full.Value) -> bool:
        if value.is_a(Url):
            return value.text in self.links
        if value.is_a(Edtf):
            return self._says(dates.words(value.text))
        if value.loc[-1] == "unit":  # one of them is told in the singular
            return self._says(value.text) or self._says(words.singular(value.text))
        return self._says(prose.plain(value.text) if value.prose else value.text)

    def _says(self, text: str) -> bool:
        return " ".join(text.split()).casefold() in self.text

    def _refers(self, value: full.Value) -> bool:
        if value.ref == "source":
            number = [source.id for source in self.case.sources].index(value.text) + 1
            named = self.tree.xpath(f"//a[@href='#source-{value.text}']")
            return any(str(number) in markup.words(link) for link in named)
        if value.ref == "part":  # which claim a moment belongs to is for machines
            return self._anchors(value.text)
        return any(value.text.lower() in link for link in self.links)

    def _says_term(self, value: full.Value) -> bool:
        if value.vocabulary == "record-status":
            return value.text in corpora.IN_LISTS  # the page itself says it, and a notice the rest
        if value.vocabulary == "language" and value.text == "en":
            return True  # the language of the site goes without saying
        if value.vocabulary == "claimant-kind":
            claim, claimant = value.loc[1], value.loc[3]
            assert isinstance(claim, int)
            assert isinstance(claimant, int)
            if self.case.claims[claim].made_by[claimant].name:
                return True  # a name says more than a kind
        return self._says(self.corpus.library.label(value.vocabulary, value.text))


def test_no_statement_of_a_case_is_lost(few: Corpus, few_pages: Pages, case: Case) -> None:
    """Every text, date, term, link and source of a case stands on its page."""
    assert set() == _Seen(few, case, few_pages[urls.case(case.id)]).lost()


def test_no_field_of_a_case_is_lost(small: Corpus, small_pages: Pages) -> None:
    """Every field that a case can have is shown when it is filled."""
    lost = _Seen(small, small.cases["whole-case"], small_pages["cases/whole-case/"]).lost()

    # What is known makes the reason for not knowing it moot; the reason for
    # withdrawing is shown once the case is withdrawn.
    assert {
        "claims.0.made_on_unknown",
        "claims.0.quote_unavailable",
        "record.withdrawn_because",
    } == {each.partition(":")[0] for each in lost}


def test_hidden_text_does_not_count() -> None:
    """What a page hides is not taken for said by the tests above."""
    tree = markup.fragment("<p>seen <b hidden>not <i>seen</i></b> again</p>")

    assert markup.words(tree) == "seen again"


# The page of a case: each thing at its place


def test_claim_says_who_when_what_became_of_it_and_why(
    few: Corpus, few_pages: Pages, case: Case
) -> None:
    """Each claim stands in the ledger with claimants, date, status as a word, reason and sources."""
    library = few.library
    page = few_pages[urls.case(case.id)]
    tree = _tree(page)
    for claim in some(case.claims):
        entry = markup.one(tree, f"claim-{claim.id}")
        status = entry.xpath(".//p[@class='claim__status']/span")[0]
        assert markup.words(status) == library.label("claim-status", claim.status)
        assert f"status--{claim.status}" in status.get("class").split()
        made = dates.words(claim.made_on) if claim.made_on else claim.made_on_unknown or ""
        names = [who.name or library.label("claimant-kind", who.kind) for who in claim.made_by]
        told = [claim.text, claim.reason, *(answer.text for answer in claim.answers)]
        for said in [made, *names, *map(prose.plain, told)]:
            assert _has(entry, said), said
        assert {f"{page.url}#source-{source}" for source in claim.sources} <= set(
            _links(entry, page)
        )


def test_fact_says_its_ground(few: Corpus, few_pages: Pages, case: Case) -> None:
    """Each fact stands with its basis as a word and links to its sources."""
    library = few.library
    page = few_pages[urls.case(case.id)]
    tree = _tree(page)
    for fact in some(case.facts):
        entry = markup.one(tree, f"fact-{fact.id}")
        assert _has(entry, prose.plain(fact.text))
        assert _has(entry, library.label("fact-basis", fact.basis))
        cited = [f"{page.url}#source-{source}" for source in fact.sources]
        assert cited == [link for link in _links(entry, page) if "#source-" in link]


def test_lesson_shows_the_checks_in_full(few: Corpus, few_pages: Pages, case: Case) -> None:
    """Each lesson ends in its checks: id, link, statement and the reason in this case."""
    checks = few.library.checks
    page = few_pages[urls.case(case.id)]
    tree = _tree(page)
    for lesson in some(case.lessons):
        entry = markup.one(tree, f"lesson-{lesson.id}")
        assert _has(entry, prose.plain(lesson.text))
        shown = entry.xpath(".//li[@class='check']")
        assert len(lesson.items) == len(shown)
        for item, check in zip(lesson.items, shown, strict=True):
            assert urls.item(item.item) in _links(check, page)
            for said in (item.item, checks[item.item].item.statement, prose.plain(item.why)):
                assert _has(check, said)


def test_source_says_what_it_is_and_how_much_was_seen(
    few: Corpus, few_pages: Pages, case: Case
) -> None:
    """Each source is numbered, names its publisher and kind, and says how much of it was read."""
    library = few.library
    page = few_pages[urls.case(case.id)]
    listed = _tree(page).xpath("//ol[@class='sources']/li")
    assert [f"source-{source.id}" for source in case.sources] == [
        entry.get("id") for entry in listed
    ]
    for source, entry in zip(case.sources, listed, strict=True):
        kind, seen = library.label("source-kind", source.kind), library.label("seen", source.seen)
        assert all(_has(entry, said) for said in (source.title, source.publisher, kind, seen))
        assert (source.url is not None) == (source.url in _links(entry, page))
    outside = _tree(page).xpath("//ol[@class='sources']//a[starts-with(@href, 'http')]")
    assert {link.get("rel") for link in outside} == {"noopener nofollow"}


def test_axis_holds_every_moment_in_order(few: Corpus, few_pages: Pages, case: Case) -> None:
    """The timeline shows each moment with its date and kind, in the order of the file."""
    library = few.library
    shown = _tree(few_pages[urls.case(case.id)]).xpath("//ol[@class='axis']/li[@id]")
    assert [f"moment-{moment.id}" for moment in case.timeline] == [
        entry.get("id") for entry in shown
    ]
    for moment, entry in zip(case.timeline, shown, strict=True):
        kind = library.label("moment-kind", moment.kind)
        assert all(
            _has(entry, said) for said in (dates.words(moment.on), kind, prose.plain(moment.text))
        )


def _gaps(corpus: Corpus, case: Case) -> list[str]:
    return [step.gap for step in case_pages.steps(case, corpus.measures[case.id]) if step.gap]


def test_silence_is_drawn_on_the_axis(real: Reading) -> None:
    """The two months in which ByteDance knew and said nothing are a gap with their length."""
    case = real.corpus.cases["bytedance-intern-model-training-2024"]
    page = case_pages.page(View(real.corpus, HERE, urls.case(case.id)), case)
    shown = _tree(page).xpath("//li[contains(@class, 'axis__gap')]")

    assert [markup.words(entry) for entry in shown] == _gaps(real.corpus, case)
    assert any("without a public word" in gap for gap in _gaps(real.corpus, case))


def _moment(number: int, on: str, kind: str = "event") -> factories.Data:
    return {
        "id": f"moment-{number}",
        "on": on,
        "kind": kind,
        "text": "It happens.",
        "sources": ["daily"],
    }


@pytest.mark.parametrize(
    ("days", "gaps"),
    [
        (["2024-04-01", "2024-04-14"], []),
        (["2024-04-01", "2024-04-15"], ["14 days later"]),
        (["2024-04", "2024-05"], []),
        (["2024-04", "2024-06"], ["about 5 weeks to 3 months later"]),
        (["2024-04-15", "2024-04-01"], []),
        (["2024-04-01", "2024-04-01", "2024-09-01"], ["about 5 months later"]),
        ([], []),
    ],
)
def test_gap_needs_two_weeks_that_are_certain(
    base: Loader, days: list[str], gaps: list[str]
) -> None:
    """A gap is drawn only where at least fourteen days lie between, however the dates are read."""
    moments = [_moment(number, on) for number, on in enumerate(days)]
    case = factories.typed(factories.case(timeline=moments))
    corpus = corpora.build(base.load().corpus.library, [case])

    assert gaps == _gaps(corpus, case)


def test_page_and_list_say_who_told_first(base: Loader) -> None:
    """A case told first by the organisation itself says so in place of a time to an answer."""
    told = {**factories.case()["response"][0], "on": "2024-04-10", "told_first": True}
    both = {
        id_: factories.typed(factories.case(id=id_, **changes))
        for id_, changes in (("told", {"response": [told]}), ("asked", {}))
    }
    corpus = corpora.build(base.load().corpus.library, both.values())
    made = {page.url: page for page in site.pages(corpus, Settings())}
    pages = {id_: markup.words(_tree(made[urls.case(id_)])) for id_ in both}
    (asset,) = cases.assets(corpus)
    carried = {
        id_: (c.get("answered"), c.get("answer")) for id_, c in json.loads(asset.bytes).items()
    }

    assert carried == {"told": ("told by itself first", None), "asked": ("2 days", "2/2")}
    assert "Disclosed by the organisation itself" in pages["told"]
    assert "before anyone else disclosed it" in pages["told"]
    assert "Time to first public response found 2 days" in pages["asked"]
    assert "Disclosed by" not in pages["asked"]


def test_silence_is_called_so_while_an_organisation_knew(base: Loader) -> None:
    """Between the first step inside and the first word outside a pause is silence; others just pass."""
    inside = {
        **factories.case()["response"][0],
        "on": "2024-04-01",
        "channel": "internal-notice",
        "audience": ["staff"],
    }
    spoken = {**factories.case()["response"][0], "on": "2024-06-01"}
    days = ["2024-01-01", "2024-04-01", "2024-04-20", "2024-06-01", "2024-08-01"]
    moments = [_moment(number, on) for number, on in enumerate(days)]
    case = factories.typed(factories.case(timeline=moments, response=[inside, spoken]))
    corpus = corpora.build(base.load().corpus.library, [case])

    assert _gaps(corpus, case) == [
        "about 3 months later",
        "19 days without a public word",
        "42 days without a public word",
        "61 days later",
    ]


def test_withdrawn_case_keeps_its_page_and_gives_the_reason(
    small: Corpus, small_pages: Pages
) -> None:
    """A withdrawn case shows title, day and reason, nothing else, and the search leaves it out."""
    page = small_pages["cases/withdrawn-case/"]
    tree = _tree(page)

    assert _has(tree, "withdrawn on 1 June 2024")
    assert _has(tree, "It was another bot.")
    assert _has(tree, small.cases["withdrawn-case"].title)
    assert not page.searchable
    assert not page.sections
    for said in ("The bot promised a refund.", small.cases["withdrawn-case"].summary):
        assert not _has(tree, said)


def test_withdrawn_case_counts_nowhere(small: Corpus, small_pages: Pages) -> None:
    """No list, check or pattern mentions a withdrawn case or a draft."""
    links = {link for page in small_pages.values() for link in _links(_tree(page), page)}

    assert any("whole-case" in link for link in links)
    assert [link for link in links if "withdrawn-case" in link or "draft-case" in link] == []
    assert "cases/draft-case/" not in small_pages


def test_disputed_case_says_so_above_its_text(small_pages: Pages) -> None:
    """A notice on a disputed case stands above the summary; other cases have none."""
    disputed = small_pages["cases/disputed-case/"].lead
    other = small_pages["cases/other-case/"].lead

    assert disputed.index("Someone involved contests this case.") < disputed.index('class="lede"')
    assert "contests" not in other


def test_notices_of_content_and_law(small_pages: Pages) -> None:
    """A warning about distressing content appears where the case asks for it, the note on law where its data touch law."""
    whole, other = (_tree(small_pages[f"cases/{name}/"]) for name in ("whole-case", "other-case"))

    assert _has(
        whole.xpath("//aside[contains(@class, 'notice--content')]")[0], "Words at content note"
    )
    assert _has(whole.xpath("//*[@class='reading__law']")[0], "not legal advice")
    assert other.xpath("//aside[contains(@class, 'content')]") == []
    assert len(other.xpath("//*[@class='reading__law']")) == 1  # a note to legal readers


def test_case_without_more_than_a_draft_has_few_sections(base: Loader) -> None:
    """A section that would be empty is not there."""
    case = factories.typed(factories.draft(record={"status": "published"}))
    corpus = corpora.build(base.load().corpus.library, [case])
    (page,) = case_pages.pages(corpus, HERE)

    assert [section.id for section in page.sections] == ["facts", "sources", "cite"]
    assert _has(_tree(page), "We read an extract of the only source.")
    assert not _has(_tree(page), "not legal advice")


def test_claims_bar_is_full_and_named(few: Corpus, few_pages: Pages, case: Case) -> None:
    """The bar of claims fills its width and says in words what it draws."""
    pieces = case_pages.bar(few.measures[case.id], few.library.statuses)
    (drawn,) = _tree(few_pages[urls.case(case.id)]).xpath("//div[@class='ledger-bar']/svg")

    assert sum(piece.width for piece in pieces) == pytest.approx(100, abs=0.01)
    assert pieces[-1].start + pieces[-1].width == pytest.approx(100, abs=0.01)
    assert sum(piece.count for piece in pieces) == len(case.claims)
    assert [p.status for p in pieces if f"{p.count} " not in drawn.get("aria-label")] == []


@pytest.mark.parametrize(
    ("seen", "head", "below"),
    [
        (["full", "full"], "2 sources, all read in full", "We read all sources in full."),
        (
            ["full", "excerpt"],
            "1 of 2 sources read in full, an extract of the other",
            "1 of 2 sources was read in full; we read",
        ),
        (
            ["full", "excerpt", "excerpt"],
            "1 of 3 sources read in full, extracts of the others",
            "1 of 3",
        ),
        (
            ["excerpt", "excerpt"],
            "2 sources, extracts read, not the full texts",
            "We read extracts of all 2 sources",
        ),
        (
            ["excerpt"],
            "1 source, an extract read, not the full text",
            "We read an extract of the only source.",
        ),
    ],
)
def test_case_says_how_much_was_read(base: Loader, seen: list[str], head: str, below: str) -> None:
    """Head and sources of a case say how many sources there are and how many were read in full."""
    given = factories.case() if len(seen) > 1 else factories.draft()
    there = [*given["sources"], factories.source()]
    sources = [{**source, "seen": how} for source, how in zip(there, seen, strict=False)]
    case = factories.typed({**given, "sources": sources})
    library = base.load().corpus.library
    (page,) = case_pages.pages(corpora.build(library, [case], drafts=True), HERE)

    assert _has(markup.fragment(page.lead), head)
    assert _has(markup.fragment(page.html), below)


# Home, cases, claims


def test_home_shows_the_lists_the_newest_and_the_ways_in(few: Corpus, few_pages: Pages) -> None:
    """The front page leads to each checklist, an example, the newest cases, each question and role."""
    tree, corpus = _tree(few_pages[""]), few
    links = _links(tree, few_pages[""])
    newest = [
        link for link in links if link.startswith("cases/") and "?" not in link and link != "cases/"
    ]

    assert {urls.checklist(name) for name in corpus.library.checklists} <= set(links)
    shown = cases.example(corpus)
    assert shown
    assert [urls.case(case.id) for case in (shown.case, *corpus.listed[:4])] == newest
    assert len(tree.xpath("//*[@class='example__strip']/span")) == len(shown.case.claims)
    assert set(map(urls.role, corpus.library.roles)) <= set(links)
    assert {urls.way(way.id) for way in corpus.library.ways_in} <= set(links)
    assert {urls.FIRST_HOUR, urls.CHECKLISTS, urls.TRAIN} <= set(links)
    assert {
        urls.framework(f.id) for f in corpus.library.frameworks.values() if f.kind == "law"
    } <= set(links)


def test_home_without_cases_shows_no_example(base: Loader) -> None:
    """Without a case that has claims there is nothing to show the method on, and no plan to lead to."""
    empty = corpora.build(base.load(only=[]).corpus.library, [])
    page = cases.home(View(empty, Settings(), urls.HOME))
    tree = _tree(page)

    assert cases.example(empty) is None
    assert tree.xpath("//*[@class='example']") == []
    (door,) = tree.xpath("//li[@class='door'][1]/h2/a")
    assert door.get("href") == urls.WAYS_IN


def test_index_of_cases_is_complete_without_a_script(few: Corpus, few_pages: Pages) -> None:
    """The list, folded by year, holds each listed case once, newest first; a file has what the filters need."""
    page = few_pages["cases/"]
    (asset,) = cases.assets(few)
    carried = json.loads(asset.bytes)
    entries = _tree(page).xpath("//*[@id='case-list']/details/ul/li")
    assert [urls.case(case.id) for case in few.listed] == [_links(e, page)[0] for e in entries]
    for case, entry in zip(few.listed, entries, strict=True):
        assert carried[case.id]["country"].split() == list(case.countries)
        assert carried[case.id]["year"] == case.disclosed[:4]
        assert int(carried[case.id]["claims"]) == len(case.claims)
        assert _has(entry, case.title)


def test_each_value_of_a_facet_has_a_word_and_its_number(few: Corpus, few_pages: Pages) -> None:
    """Every value that the filters know of a case has a label on the page, with the number of cases."""
    tree = _tree(few_pages["cases/"])
    assert len(tree.xpath("//*[@id='case-list']/details/ul/li")) == len(few.listed)
    (asset,) = cases.assets(few)
    carried = json.loads(asset.bytes)
    assert set(carried) == {case.id for case in few.listed}
    for group in some(tree.xpath("//dl[@class='facet-labels']/div")):
        name = group.get("data-facet")
        named = {str(value) for value in group.xpath("dd/@data-value")}
        assert named
        values = [value for entry in carried.values() for value in entry[name].split()]
        assert named == set(values), name
        for label in some(group.xpath("dd")):
            assert int(label.get("data-count")) == values.count(label.get("data-value")), name
        assert all(markup.words(label) for label in some(group.xpath("dt | dd")))


def test_every_claim_is_listed_once_under_its_status(few: Corpus, few_pages: Pages) -> None:
    """The page of each status holds its claims once, with what the status means; the overview leads to each."""
    overview = few_pages[urls.CLAIMS]
    total = sum(len(case.claims) for case in few.listed)
    assert _has(markup.fragment(overview.lead), f"{total} claims across all cases")
    for status in some(few.library.statuses.order):
        address = urls.claims_of_status(status)
        assert address in _links(_tree(overview), overview)
        page = few_pages[address]
        (shown,) = _tree(page).xpath("//*[@class='folded']") or [markup.fragment("")]
        expected = [urls.claim(case.id, c.id) for case, c in few.claims() if c.status == status]
        assert sorted(_links(shown, page)) == sorted(expected)
        assert _has(_tree(page), few.library.term("claim-status", status).definition or "")


def test_large_years_of_a_status_have_a_page_each(
    few: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a status has more claims than its page may show, they stand on pages of their years, all of them."""
    monkeypatch.setattr(claimlists, "MOST", 5)
    made = {page.url: page for page in claim_pages.pages(few, HERE)}
    for status, years in some(claimlists.by_status(few).items()):
        listed = [
            link
            for address, page in made.items()
            if address.startswith(urls.claims_of_status(status))
            for link in _links(_tree(page), page)
            if link.count("/") == 3 and link.startswith(urls.CLAIMS) and link not in made
        ]
        assert len(listed) == len(set(listed)) == sum(map(len, years.values()))
        page = made[urls.claims_of_status(status)]
        apart = {urls.claims_of_year(status, year) for year in claimlists.apart(few, status, years)}
        assert apart <= set(_links(_tree(page), page))
    assert any(address.count("/") == 3 for address in made)


def test_a_published_page_of_a_year_stays(few: Corpus) -> None:
    """It is made even when it has no claim any more, and its claims would fit on the page of the status."""
    old = urls.claims_of_year("denied", "1999")
    ledger = replace(few.library.permalinks, pages={f"/{old}": ()})
    corpus = corpora.build(replace(few.library, permalinks=ledger), few.cases.values())
    made = {page.url: page for page in claim_pages.pages(corpus, HERE)}

    assert _has(_tree(made[old]), "0 claims in cases that were first reported in 1999")
    assert old in _links(_tree(made["claims/denied/"]), made["claims/denied/"])


def test_the_filters_know_every_claim(few: Corpus) -> None:
    """The file that the filters read has each claim with its case, status and words."""
    (asset,) = claim_pages.assets(few, HERE)
    held = json.loads(asset.bytes)
    told = {
        (held["cases"][case][0], claim, held["statuses"][status][0], text)
        for case, status, claim, text, *_ in held["claims"]
    }
    assert told == {
        (c.id, claim.id, claim.status, prose.plain(claim.text)) for c, claim in few.claims()
    }
    assert len(held["claims"]) == len(told)


# Lists


def test_check_shows_the_cases_that_speak_for_it(few: Corpus, few_pages: Pages) -> None:
    """Each check links back to every lesson that points at it and gives the reason."""
    for check, entries in some(few.evidence.items()):
        page = few_pages[urls.item(check)]
        shown = _tree(page).xpath("//ul[@class='evidence']/li")
        for entry in some(entries):
            link = f"{urls.case(entry.case.id)}#lesson-{entry.lesson.id}"
            places = [each for each in shown if link in _links(each, page)]
            (place,) = [each for each in places if _has(each, prose.plain(entry.why))]
            assert _has(place, entry.case.title)
    for check, controls in some(few.held.items()):
        tree = _tree(few_pages[urls.item(check)])
        assert all(_has(tree, prose.plain(held.control.text)) for held in some(controls))


def test_check_and_pattern_without_a_case_say_so(base: Loader) -> None:
    """A check and a pattern that no case speaks for say it and ask for one."""
    pages = {
        page.url: page for page in site.pages(corpora.build(base.load().corpus.library, []), HERE)
    }

    asked = "No case in the casebook supports this check yet."
    assert _has(_tree(pages["checks/sec-02/"]), asked)
    assert _has(
        _tree(pages["patterns/no-owner/"]), "No case in the casebook shows this pattern yet."
    )


def test_check_says_all_of_its_item(few: Corpus, few_pages: Pages) -> None:
    """Each check has statement, reason, proof, roles, who answers and how often, clauses and a wording to cite."""
    library = few.library
    for check in some(library.checks.values()):
        item, page = check.item, few_pages[urls.item(check.id)]
        tree = _tree(page)
        for said in (item.statement, prose.plain(item.why), prose.plain(item.how_to_verify)):
            assert _has(tree, said), check.id
        for role in some(item.roles):
            assert _has(tree, library.label("role", role)), check.id
        facts = markup.words(tree.xpath("//dl[@class='item-facts']")[0])
        assert f"Accountable {library.label('role', item.accountable)} " in facts, check.id
        assert f"Interval {library.label('interval', item.interval)}" in facts, check.id
        for clause in some(item.clauses):
            link = f"{urls.framework(clause.framework)}#{urls.clause(clause.clause)}"
            assert link in _links(tree, page), check.id
        assert _has(tree, f"v{check.checklist.version}-{check.id}")
        assert _has(tree, f"https://example.org/name/checks/{check.id.lower()}/")


def test_checklist_holds_its_items_in_order(few: Corpus, few_pages: Pages) -> None:
    """Each list shows every item once under its section, with an anchor and a link to the check."""
    pages = few_pages
    for checklist in some(few.library.checklists.values()):
        page = pages[urls.checklist(checklist.id)]
        *held, last = page.sections
        assert [section.id for section in checklist.sections] == [section.id for section in held]
        assert last.id == "work"
        for section in some(held):
            items = markup.fragment(section.html).xpath(".//li[contains(@class, 'item')]")
            wanted = [item.id.lower() for item in checklist.items if item.section == section.id]
            assert wanted
            assert wanted == [item.get("id") for item in items]
            assert [urls.item(name) for name in wanted] == [_links(item, page)[0] for item in items]


def test_pattern_shows_its_cases_and_checks(few: Corpus, few_pages: Pages) -> None:
    """Each pattern shows its signs, every failure that shows it, and its checks with reasons."""
    for pattern in some(few.library.patterns.values()):
        page = few_pages[urls.pattern(pattern.id)]
        tree = _tree(page)
        assert all(_has(tree, prose.plain(sign)) for sign in some(pattern.signs))
        for entry in some(pattern.items):
            assert urls.item(entry.item) in _links(tree, page)
            assert _has(tree, prose.plain(entry.why))
        none = _has(tree, "No case in the casebook shows this pattern yet.")
        assert none == (pattern.id not in few.showing)
    for name, shown in some(few.showing.items()):
        page = few_pages[urls.pattern(name)]
        tree = _tree(page)
        for showing in some(shown):
            link = f"{urls.case(showing.case.id)}#failure-{showing.failure.id}"
            assert link in _links(tree, page)
            assert _has(tree, prose.plain(showing.failure.text))


def test_every_pattern_is_listed_under_its_theme(few: Corpus, few_pages: Pages) -> None:
    """The index of patterns lists each once, in the section of its theme."""
    page = few_pages["patterns/"]
    shown = {s.id: set(_links(markup.fragment(s.html), page)) for s in page.sections}
    for pattern in few.library.patterns.values():
        assert urls.pattern(pattern.id) in shown[f"theme-{pattern.theme}"]
    assert sum(len(links) for links in shown.values()) == len(few.library.patterns)


def test_framework_leads_from_clause_to_check_to_case(few: Corpus, few_pages: Pages) -> None:
    """Each clause has a row with every check that answers to it and the cases behind them."""
    folded = set()
    for framework in some(few.library.frameworks.values()):
        page = few_pages[urls.framework(framework.id)]
        tree = _tree(page)
        assert framework.url in _links(tree, page)
        for clause in some(framework.clauses):
            row = markup.one(tree, urls.clause(clause.id))
            checks = few.answering.get((framework.id, clause.id), ())
            cases = {case.id for check in checks for case in few.cases_of(check.id)}
            links = [link for link in _links(row, page) if not link.startswith("http")]
            expected = [
                *(urls.item(check.id) for check in checks),
                *(urls.case(case) for case in cases),
            ]
            assert sorted(expected) == sorted(links)
            assert bool(cases) != _has(row, "none yet")
            shown = len(row.xpath(".//td[2]/ul/li"))
            assert shown == (3 if len(cases) > 5 else len(cases))
            told = f"{len(cases) - 3} more, {len(cases)} cases in all"
            assert _has(row, told) == (len(cases) > 5)
            folded.add(len(cases) > 5)
    assert folded == {True, False}


def test_law_comes_with_the_note(few: Corpus, few_pages: Pages) -> None:
    """A framework that is law, and a list that touches it, say that this is not legal advice."""
    library = few.library
    frameworks = {
        urls.framework(each.id): each.kind == "law" for each in library.frameworks.values()
    }
    lists = {urls.checklist(each.id): each.legal_note for each in library.checklists.values()}
    for wanted in (frameworks, lists):
        told = {url: _has(_tree(few_pages[url]), "not legal advice") for url in wanted}
        assert told == wanted
        assert set(told.values()) == {True, False}


# Pieces


def _figure(**values: Any) -> Figure:
    return Figure.model_validate({"unit": "GPUs", "basis": "rumour", **values})


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (_figure(value=3), "3 GPUs"),
        (_figure(value=8000), "8,000 GPUs"),
        (_figure(value=2.5, approx=True), "about 2.5 GPUs"),
        (_figure(value=1234567.5), "1,234,567.5 GPUs"),
        (_figure(value=8000000, unit="CNY"), "CNY 8 million"),
        (_figure(value=1530000, unit="CNY", approx=True), "about CNY 1.53 million"),
        (_figure(value=1534567), "1,534,567 GPUs"),
        (_figure(value=2500000000, unit="USD", approx=True), "about USD 2.5 billion"),
        (_figure(min=8000), "more than 8,000 GPUs"),
        (_figure(max=10), "up to 10 GPUs"),
        (_figure(max=1), "up to 1 GPU"),
        (_figure(min=2, max=3), "2 to 3 GPUs"),
        (_figure(min=1000, unit="USD"), "more than USD 1,000"),
        (
            _figure(min=1000, max=2000, unit="USD", per="year"),
            "USD 1,000 to 2,000 per year",
        ),
        (_figure(value=0), "0 GPUs"),
        (_figure(value=-3), "-3 GPUs"),
    ],
)
def test_figure_in_words(figure: Figure, words: str) -> None:
    """An amount is said with its bounds, its unit and whether it is rounded."""
    assert words == pages_base.figure(figure)


@pytest.mark.parametrize(
    ("on", "attribute"),
    [
        ("2024", "2024"),
        ("2024-08", "2024-08"),
        ("2024-08-19", "2024-08-19"),
        ("2024-08?", "2024-08"),
        ("2024-08~", "2024-08"),
        ("2024-06/2024-07", ""),
        ("2024-06/..", ""),
    ],
)
def test_date_for_machines(on: str, attribute: str) -> None:
    """A date becomes an HTML date where HTML knows the form, and nothing where it does not."""
    assert attribute == pages_base.iso(on)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Short *enough*.", "Short enough."),
        ("word " * 31, ("word " * 31).strip()),
        ("word " * 40, ("word " * 30).strip() + "…"),
        ("a" * 200, "a" * 154 + "…"),
        ("One, " * 40, "One, " * 29 + "One…"),
    ],
)
def test_description_is_cut_at_a_word(text: str, expected: str) -> None:
    """A description is plain text of at most 155 characters, cut after a word."""
    cut = pages_base.summary_text(text)

    assert expected == cut
    assert len(cut) <= 155


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He *said* so. She denied it.", "He said so. She denied it."),
        (
            "In A v. B it was held. " + "More follows. " * 30,
            "In A v. B it was held. " + "More follows. " * 21,
        ),
        ("Posts said so at 3 a.m. GMT, " + "and " * 80 + "on. It was denied.", None),
        (
            "It was said" + " again" * 48 + ". It was denied by all.",
            "It was said" + " again" * 48 + ".",
        ),
    ],
)
def test_description_of_a_case_ends_with_a_sentence(text: str, expected: str | None) -> None:
    """A claim is not passed on cut off from what was answered in the same sentence."""
    told = pages_base.whole_sentences(text)

    assert told == (expected or "Posts said so at 3 a.m. GMT, " + "and " * 72).strip() + (
        "" if expected else "…"
    )
    assert len(told) <= 320


def test_unknown_name_in_a_template_is_an_error(small: Corpus) -> None:
    """A template that names what is not there fails at once instead of showing nothing."""
    template = pages_base.environment().from_string("{{ v.corpus.library }}{{ nobody }}")

    with pytest.raises(UndefinedError, match="nobody"):
        template.render(v=View(small, HERE, ""))


@pytest.mark.parametrize("kind", ["page", "asset"])
def test_two_things_may_not_share_an_address(
    small: Corpus, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """A page or asset at the address of another is refused by name."""
    make: Callable[..., Any] = site.pages if kind == "page" else site.files
    (first, *_) = make(small, HERE)
    if kind == "page":
        monkeypatch.setattr(site, "_RENDERERS", (lambda _corpus, _settings: [first, first],))
    else:
        monkeypatch.setattr("casebook.pages.redirects.assets", lambda _corpus, _settings: [first])

    where = first.url if isinstance(first, Page) else first.path
    with pytest.raises(ValueError, match=f"share the address /{where}"):
        list(make(small, HERE))


def test_pages_come_one_by_one(small: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever takes a page can go on with it before the next is made."""

    def burst(*_arguments: object) -> list[Page]:
        raise ZeroDivisionError

    first, second = site._RENDERERS[:2]
    monkeypatch.setattr(site, "_RENDERERS", (first, second, burst))
    made = site.pages(small, HERE)

    assert next(made).url in {"", "cases/"}
    with pytest.raises(ZeroDivisionError):
        list(made)


# Redirects


def test_upper_case_forms_and_old_addresses_lead_on(small: Corpus) -> None:
    """A moved page and the upper-case form of a check each get a page that leads to the new one."""
    ledger = Ledger(
        moved={
            "/cases/old-name/": "/cases/whole-case/",
            "/cases/x/#claim-a": "/cases/x/#claim-b",
        },
        reasons={"/cases/old-name/": "the new name is <clearer>"},
    )
    corpus = corpora.build(replace(small.library, permalinks=ledger), small.cases.values())
    made = {
        asset.path: asset
        for asset in site.files(corpus, HERE)
        if asset.path.endswith(".html") and not asset.path.startswith("embed/")
    }

    assert set(made) == {
        "cases/old-name/index.html", "checks/SEC-01/index.html", "checks/SEC-02/index.html", "checks/COM-01/index.html",
    }  # fmt: skip
    _leads(made["checks/SEC-01/index.html"], "checks/sec-01/")
    _leads(made["cases/old-name/index.html"], "cases/whole-case/")
    assert "go to it</a>. Why: the new name is &lt;clearer&gt;.</p>" in str(
        made["cases/old-name/index.html"].content
    )


def test_part_that_moved_keeps_its_anchor(small: Corpus) -> None:
    """A page still answers for the anchor of a part that moved, and leads to where it is now."""
    moved = {
        "/cases/whole-case/#claim-old": "/cases/other-case/#claim-thousands",
        "/cases/whole-case/#fact-old": "/cases/other-case/#fact-promise",
    }
    ledger = Ledger(moved=moved, reasons={"/cases/whole-case/#fact-old": "it was of another day"})
    corpus = corpora.build(replace(small.library, permalinks=ledger), small.cases.values())
    pages = {page.url: page for page in site.pages(corpus, HERE)}
    page = pages["cases/whole-case/"]

    entry = markup.one(_tree(page), "claim-old")
    assert _links(entry, page) == ["cases/other-case/#claim-thousands"]
    assert markup.words(entry) == "What stood here stands elsewhere now."
    told = markup.words(markup.one(_tree(page), "fact-old"))
    assert told == "What stood here stands elsewhere now. Why: it was of another day."
    assert "moved" not in [section.id for section in pages["cases/other-case/"].sections]


def _leads(asset: Asset, to: str) -> None:
    assert isinstance(asset.content, str)
    tree, at = markup.document(asset.content), asset.path.removesuffix("index.html")
    (link,) = tree.xpath("//a/@href")
    assert [to] == markup.links(tree, at)
    assert [f"https://example.org/name/{to}"] == tree.xpath("//link[@rel='canonical']/@href")
    assert [f"1; url={link}"] == tree.xpath("//meta[@http-equiv='refresh']/@content")
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert tree.xpath("//script/@src") == ["../../assets/js/redirect.js"]
    assert tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [POLICY]


SLIPS = {
    "a word twice": r"\b(?!had\b)([a-z]+) \1\b|\b([A-Z]{3,}) \2\b",
    "one of many": r"(?<![\d.,\u202f\u2013-])\b1 (?:cases|claims|sources|checks|days|weeks|months|years|breaches)\b",
    "many of one": r"\b(?:[2-9]|\d\d+) (?:case|claim|source|check|day|week|month|year)\b(?!-)",
    "nothing in brackets": r"\(\s*\)|“\s*”|\[\s*\]",
    "a capital within": r"\b(?:via|to|by) (?:A|An|Unknown|Users|Several|Post|Posts|Blog) ",
    "a/an": r"\b[Aa] (?!is\b)(?:[aei]\w+)(?<!\ba one)(?<!\ba European)(?<!\ba Ilbo)|\b[Aa]n (?:[bcdfgjklmnpqrtvwz]\w+)",
    "a value of the program": r"\bNone\b(?! \w)|\bundefined\b|\[object|\{\{|\}\}",
}
"""Slips of sentences that are put together from data."""


SLIPPED = {
    "a word twice": "It was was said.",
    "one of many": "1 cases show it.",
    "many of one": "12 case show it.",
    "nothing in brackets": "It was said ( ).",
    "a capital within": "It was told by Users first.",
    "a/an": "It was a answer.",
    "a value of the program": "Said on None.",
}
"""A sentence with each of the slips."""


def _slips(text: str) -> Iterator[tuple[str, str]]:
    """Each slip of a text by its name, with the words around it."""
    for name, slip in SLIPS.items():
        for match in re.finditer(slip, text):
            yield name, text[max(0, match.start() - 30) : match.end() + 30]


@pytest.mark.parametrize("slip", SLIPS)
def test_each_slip_is_found(slip: str) -> None:
    """The search below finds what it looks for, and nothing in a sentence that is right."""
    assert [name for name, _ in _slips(SLIPPED[slip])] == [slip]
    assert list(_slips("1 case of 12 cases shows an answer that was given by a user.")) == []


def test_sentences_made_of_data_have_no_slips(site: Built) -> None:
    """On the pages of cases and lists no word stands twice, no capital within, no plural of one.

    All pages of the built site are read, in one search of its words, because the slips come from
    what meets in a sentence: a number and a noun, an article and a name.
    """
    made = ("cases/", "claims/", "checks/", "patterns/", "frameworks/", "trends/")
    articles = {
        url: markup.words(tree.xpath("//article")[0], english=True)
        for url, tree in site.pages.items()
        if url.startswith(made)
    }

    assert {url.partition("/")[0] + "/" for url in articles} == set(made)
    assert [(url, *slip) for url, words in articles.items() for slip in _slips(words)] == []


@pytest.mark.parametrize(
    ("text", "within"),
    [("Not known", "not known"), ("A user", "a user"), ("AI staff", "AI staff"), ("", "")],
)
def test_text_within_a_sentence_keeps_abbreviations(text: str, within: str) -> None:
    """The first letter is lowered, except in an abbreviation."""
    assert lower_first(text) == within


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"scheme": "aiid", "id": "639"}, "Elsewhere: AI Incident Database 639."),
        ({"scheme": "cve", "id": "CVE-2025-32711"}, "Elsewhere: CVE-2025-32711."),
    ],
)
def test_number_elsewhere_names_its_collection_once(
    base: Loader, entry: dict[str, str], said: str
) -> None:
    """A number that begins with the name of its collection does not get it a second time."""
    case = factories.typed(factories.draft(record={"status": "published"}, external_ids=[entry]))
    (page,) = case_pages.pages(corpora.build(base.load().corpus.library, [case]), HERE)

    assert _has(_tree(page), said)


def test_terms_of_a_case_lead_to_their_meaning_once(few_pages: Pages, case: Case) -> None:
    """What a newcomer stumbles over is explained where it stands first, and not again."""
    page = few_pages[urls.case(case.id)]
    led = [link.partition("#")[2] for link in _links(_tree(page), page) if urls.GLOSSARY in link]
    expected = {
        urls.term_anchor("case-kind", case.kind),
        *(urls.term_anchor("claim-status", claim.status) for claim in case.claims),
        *(urls.term_anchor("fact-basis", fact.basis) for fact in case.facts),
        *(urls.term_anchor("failure-basis", failure.basis) for failure in case.failures),
        *(urls.term_anchor("source-kind", source.kind) for source in case.sources),
        *(urls.term_anchor("seen", source.seen) for source in case.sources),
        *(
            urls.term_anchor("lifecycle-stage", stage)
            for stage in (case.system.lifecycle if case.system else ())
        ),
    }

    assert len(led) == len(set(led))
    assert expected <= set(led)


def test_terms_of_checks_and_patterns_lead_to_their_meaning(few: Corpus, few_pages: Pages) -> None:
    """A check explains its level, its mode and what it answers; a pattern its theme and bases."""
    library = few.library
    for check in some(library.checks.values()):
        page = few_pages[urls.item(check.id)]
        links = {link.partition("#")[2] for link in _links(_tree(page), page)}
        assert urls.term_anchor("level", check.item.level) in links
        assert urls.term_anchor("checklist-mode", check.section.mode) in links
        assert {urls.term_anchor("case-type", kind) for kind in check.item.case_types} <= links
    for pattern in some(library.patterns.values()):
        page = few_pages[urls.pattern(pattern.id)]
        links = {link.partition("#")[2] for link in _links(_tree(page), page)}
        bases = {shown.failure.basis for shown in few.showing.get(pattern.id, ())}
        assert urls.term_anchor("theme", pattern.theme) in links
        assert {urls.term_anchor("failure-basis", basis) for basis in bases} <= links


def test_term_without_a_meaning_is_no_link(few: Corpus, few_pages: Pages, case: Case) -> None:
    """A harm is named in plain words; there is nothing to explain."""
    page = few_pages[urls.case(case.id)]

    assert all(_has(_tree(page), few.library.label("harm", harm)) for harm in some(case.harms))
    assert not [link for link in some(_links(_tree(page), page)) if "#harm-" in link]


def test_glossary_speaks_plainly(few: Corpus, few_pages: Pages) -> None:
    """Every group of terms has a heading in words, and not the name of its vocabulary."""
    headings = [section.title for section in few_pages[urls.GLOSSARY].sections]
    names = [name.replace("-", " ").capitalize() for name in few.library.vocabularies]

    assert sorted(headings) == sorted(GLOSSARY_HEADINGS.values())
    assert not set(headings) & set(names)
