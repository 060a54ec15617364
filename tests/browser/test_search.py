"""The search finds what is named by its id, and shows the claims of the cases it finds."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from casebook.base import prose, urls
from casebook.reading.load import Reading
from playwright.sync_api import Locator, Page, Route, expect
from support.sites import Built
from support.some import some
from support.visiting import asks

pytestmark = pytest.mark.browser

HITS = "#site-search-hits"


def _search(page: Page, query: str) -> Locator:
    """Type into the box of the header; every offer that comes."""
    if page.url == "about:blank":
        page.goto("")
    page.locator("#site-search-input").fill("")
    page.locator(HITS).wait_for(state="hidden")
    page.keyboard.insert_text(query)
    page.locator(".hit--all").wait_for()
    return page.locator(f"{HITS} [role=option]")


def _href(link: Locator) -> str:
    parts = urlsplit(link.get_attribute("href") or "")
    return parts.path.removeprefix("/name/") + (f"#{parts.fragment}" if parts.fragment else "")


NAMED = {
    "VET-03": "checks/vet-03/",
    "vet03": "checks/vet-03/",
    "vet 03": "checks/vet-03/",
    "v1.0.0-VET-03": "checks/vet-03/#v1.0.0",
    "v9.9.9-VET-03": "checks/vet-03/",
    "arup-deepfake-video-call": "cases/arup-deepfake-video-call/",
    "cases/arup-deepfake-video-call/": "cases/arup-deepfake-video-call/",
    "access-outlives-the-role": "patterns/access-outlives-the-role/",
    "GOVERN 1.3": "frameworks/nist-ai-rmf/#clause-govern-1-3",
    "GDPR Art. 10": "frameworks/gdpr/#clause-art-10",
    "A.6.2.4": "frameworks/iso-iec-42001/#clause-a-6-2-4",
    "LLM10": "frameworks/owasp-llm-top-10/#clause-llm10",
}
"""What a reader may type, and where it has to lead first."""


@pytest.mark.reads
@pytest.mark.parametrize(("query", "leads_to"), NAMED.items(), ids=NAMED)
def test_what_an_id_names_comes_first(page: Page, site: Built, query: str, leads_to: str) -> None:
    """The id of a check, case, pattern or clause puts that before all else, in box and page, once."""
    where, _, fragment = leads_to.partition("#")
    assert not fragment or site.trees[where].xpath(f"//*[@id='{fragment}']")
    offers = _search(page, query)

    assert _href(offers.first) == leads_to
    assert [_href(each).partition("#")[0] for each in offers.all()].count(where) <= 1 + (
        page.locator(f"{HITS} .hit--sub, {HITS} .hit--claim").count()
    )
    expect(page.locator(".site-search__guess")).to_be_hidden()

    page.goto(f"search/?q={query}")
    results = page.locator(".result > h3 > a")
    results.first.wait_for()
    found = [_href(each) for each in results.all()]
    assert found[0] == leads_to
    assert [each.partition("#")[0] for each in found].count(where) == 1
    expect(page.locator(".results-head__count")).not_to_contain_text("is not in the casebook")


@pytest.mark.reads
def test_a_named_clause_is_quoted(page: Page) -> None:
    """A clause is shown by its own words, and by the framework it is of."""
    first = _search(page, "GOVERN 1.3").first

    expect(first.locator(".hit__title")).to_contain_text("AI RMF")
    expect(first.locator(".hit__text")).to_contain_text("GOVERN 1.3 How much risk management")


@pytest.mark.reads
@pytest.mark.parametrize("query", ["GPT-4", "voice-clone", "2024"])
def test_what_only_looks_like_an_id_is_searched_for(page: Page, query: str) -> None:
    """Words with a hyphen or a number that name nothing find pages as other words do."""
    offers = _search(page, query)

    assert offers.count() > 1


@pytest.mark.reads
def test_a_named_page_obeys_the_filters(page: Page) -> None:
    """A filter of the search page leaves out what it does not fit, also if the query names it."""
    page.goto("search/?q=VET-03&kind=Case")
    page.locator(".result").first.wait_for()

    assert {each.inner_text() for each in page.locator(".result .kicker").all()} == {"Case"}


# Asking the index

_ASKED = """
export * from "./pagefind.js?whole";
import { search as answer } from "./pagefind.js?whole";
export function search(words, options) {
  (globalThis.asked ??= []).push([words, JSON.stringify(options.filters)]);
  return answer(words, options);
}
"""


def _asked(page: Page, where: str) -> list[tuple[str, str]]:
    """What a page asked the index: words and filters, in the order in which they came."""
    page.route("**/pagefind.js", lambda at: at.fulfill(body=_ASKED, content_type="text/javascript"))
    page.goto(where)
    page.locator(".result").first.wait_for()
    return [(words, filters) for words, filters in page.evaluate("asked")]


@pytest.mark.parametrize("query", ["intern sabotage", "intern sabotge"])
def test_the_index_is_asked_once(page: Page, query: str) -> None:
    """Nothing is asked twice, even where a word is put right."""
    asked = _asked(page, f"search/?q={query}")

    assert len(set(asked)) == len(asked)
    assert {"intern", '"intern"', "sabotage", '"sabotage"'} <= {words for words, _ in asked}


def test_a_choice_of_pages_asks_for_no_word_again(page: Page) -> None:
    """A filter chooses among the pages that a word found, as itself and as a beginning."""
    asked = _asked(page, "search/?q=intern&kind=Case")

    assert len(set(asked)) == len(asked)
    assert sorted(each for each in asked if each[1] == "{}") == [
        ('"intern"', "{}"),
        ("intern", "{}"),
    ]


def _files(page: Page, folder: str) -> list[str]:
    """The files of one folder of the index that a page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url) if f"/{folder}/" in sent.url else None)
    return asked


def test_pages_without_a_word_cost_one_file_of_words(page: Page, real: Reading) -> None:
    """A choice of pages alone finds all of them, and does not load the whole index."""
    words = _files(page, "index")
    page.goto("search/?kind=Case")
    expect(page.locator(".results-head__count")).to_have_text(f"{len(real.corpus.listed)} pages")
    expect(page.locator(".result")).to_have_count(15)

    assert len(words) == 1


# What comes on top

BYTEDANCE = "cases/bytedance-intern-model-training-2024/"
ON_TOP = {
    "rumour about intern": BYTEDANCE,
    "deny a rumour": "ways-in/rumour/",
    "EU AI Act fine chatbot": "frameworks/eu-ai-act/",
    "GDPR": "frameworks/gdpr/",
    "DSGVO": "frameworks/gdpr/",
    "DPIA": "checks/vet-04/",
    "background check intern": "checklists/vetting/",
    "secret in repo": "checks/sec-33/",
    "cost of an AI incident": "checks/sec-28/",
    "deep fake video call": "cases/arup-deepfake-video-call/",
    "8000 GPUs ByteDance": BYTEDANCE,
    "8,000 processors ByteDance": BYTEDANCE,
    "exam grading": "cases/uk-a-level-grading-algorithm/",
}
"""What readers of several roles type, and what has to come first."""


@pytest.mark.reads
@pytest.mark.parametrize(("query", "wanted"), ON_TOP.items(), ids=ON_TOP)
def test_what_a_reader_wants_is_offered(page: Page, query: str, wanted: str) -> None:
    """Words as readers of each role type them lead to the page that answers them."""
    assert _href(_search(page, query).first) == wanted


@pytest.mark.reads
def test_pages_with_some_of_the_words_stand_apart(page: Page) -> None:
    """Where no page has all words, that is said, and the pages that have the most of them follow."""
    query = "EU AI Act levy chatbot"
    page.goto(f"search/?q={query}")
    expect(page.locator(".near h2")).to_have_text("With some of the words")
    expect(page.locator(".near .result")).to_have_count(10)
    told = page.locator(".results-head__count")
    expect(told).to_have_text(f"No page has all words of “{query}”")


@pytest.mark.reads
def test_a_word_is_no_beginning_where_it_is_there(page: Page) -> None:
    """“Intern” finds interns and not what is internal or on the internet; “inter” finds all of these."""
    assert _marked(page, "intern", in_box=False) <= {"intern", "interns", "intern's"}
    assert any(word.startswith("intern") for word in _marked(page, "internatio", in_box=False))


@pytest.mark.reads
@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organisation", "organization"),
        ("rumour", "rumor"),
        ("labelled", "labeled"),
        ("defence", "defense"),
    ],
)
def test_both_spellings_find_the_same(page: Page, british: str, american: str) -> None:
    """Readers of either side of the ocean find what is there, and are not corrected."""
    found = []
    for query in (british, american):
        page.goto(f"search/?q={query}")
        page.locator(".result").first.wait_for()
        count = page.locator(".results-head__count").inner_text()
        assert "is not in the casebook" not in count
        found.append(count.split(" ")[0])

    assert found[0] == found[1]


@pytest.mark.reads
@pytest.mark.parametrize("query", ["NERC", "nerc", "Wissenschaftliche Erkenntnistheorie"])
def test_what_is_no_slip_is_not_put_right(page: Page, query: str) -> None:
    """An abbreviation, a short word with another letter, or a word beside a strange one stay as typed."""
    page.goto(f"search/?q={query}")

    expect(page.locator(".results-head__count")).to_have_text(f"Nothing found for “{query}”")


@pytest.mark.reads
def test_a_slip_in_one_part_of_a_word_is_put_right(page: Page) -> None:
    """Also where its parts begin with capitals, or have accents."""
    page.goto("search/?q=Voïce-Clonng")

    expect(page.locator(".results-head__count")).to_contain_text(
        "for “Voïce-cloning”; “Voïce-Clonng” is not"
    )


@pytest.mark.reads
def test_an_organisation_is_told_as_one(page: Page) -> None:
    """The list of organisations of a case has a name of its own, and opens there."""
    page.goto("search/?q=anthropic&kind=Case")
    part = page.locator(".result__subs li:has(.result__part:text-is('Organisations'))").first

    expect(part).to_contain_text("Anthropic ·")
    assert _href(part.locator("a")).endswith("#organisations")


_CALLS = """async ([module, name, calls]) => {
  const from = await import(new URL(`assets/js/${module}`, document.baseURI.replace(/contribute.*/, "")));
  return calls.map((values) => from[name](...values));
}"""


def _calls(page: Page, module: str, name: str, calls: list[list[str]]) -> list[Any]:
    return list(page.evaluate(_CALLS, [module, name, calls]))


def test_a_phrase_ends_where_its_words_end(still: Page) -> None:
    """A phrase is in a text if its words are, in any number, and its numbers are whole."""
    texts = {
        "a loss of 10 million.": True,
        "10 Million, it is said": True,
        "10-million": True,
        "10.5 million": False,
        "1,10 million": False,
        "10 millions": True,
        "10 millionaires": False,
        "110 million": False,
        "5.10 million": False,
    }

    assert _calls(
        still, "search/excerpts.mjs", "holds", [["10 million", text] for text in texts]
    ) == [*texts.values()]


def test_forms_of_a_word_are_told_from_other_words(still: Page) -> None:
    """“Denied” is a form of “deny”, “internal” is none of “intern”."""
    pairs = {
        ("denied", "deny"): True,
        ("interns", "intern"): True,
        ("stopping", "stop"): True,
        ("dismissal", "dismissed"): True,
        ("rumoured", "rumour"): True,
        ("internal", "intern"): False,
        ("internet", "intern"): False,
        ("reported", "repo"): False,
    }

    assert _calls(still, "search/excerpts.mjs", "formOf", [list(pair) for pair in pairs]) == [
        *pairs.values()
    ]


def test_spellings_go_both_ways(still: Page) -> None:
    """Each ending that differs is known from either side; other words keep their one spelling."""
    pairs = [
        ("colour", "color"),
        ("organisations", "organizations"),
        ("analysed", "analyzed"),
        ("offence", "offense"),
        ("centres", "centers"),
        ("catalogue", "catalog"),
        ("programmes", "programs"),
        ("judgement", "judgment"),
        ("enrolment", "enrollment"),
        ("cancelled", "canceled"),
    ]
    words = [[word] for pair in pairs for word in pair]
    found = _calls(still, "search/variants.mjs", "otherSpellings", words)

    for (british, american), ours, theirs in zip(pairs, found[::2], found[1::2], strict=True):
        assert american in ours
        assert british in theirs
    none = [["filed"], ["intern"], ["hour"], ["log"], ["size"]]
    assert _calls(still, "search/variants.mjs", "otherSpellings", none) == [[]] * len(none)


# What is marked

SMALL = {"what", "to", "the", "of", "that", "this", "they", "their"}


def _marked(page: Page, query: str, in_box: bool) -> set[str]:
    if in_box:
        _search(page, query)
    else:
        page.goto(f"search/?q={query}")
    marks = page.locator(f"{HITS} mark" if in_box else ".result mark")
    marks.first.wait_for()
    return {text.lower() for text in marks.all_inner_texts()}


@pytest.mark.reads
@pytest.mark.parametrize("in_box", [True, False])
def test_small_words_of_a_question_are_not_marked(page: Page, in_box: bool) -> None:
    """A question in whole sentences is answered by the words that tell what it is about."""
    marked = _marked(page, "What happened to the intern of ByteDance?", in_box)

    assert {"intern", "bytedance"} <= marked
    assert marked & SMALL == set()


@pytest.mark.reads
@pytest.mark.parametrize("query", ["what of the", "“what became of it”"])
def test_small_words_are_marked_where_they_are_all_or_quoted(page: Page, query: str) -> None:
    """Who asks for nothing else, or for a phrase, means them."""
    assert {"what", "of"} <= _marked(page, query, in_box=False)


@pytest.mark.reads
def test_a_small_word_in_capitals_is_a_name(page: Page) -> None:
    """IT is a trade."""
    assert "it" in _marked(page, "IT plans", in_box=False)


# Claims


def _claims(page: Page) -> Locator:
    return page.locator("[role=group]:has(#hits-claim) > .hit--claim")


@pytest.mark.reads
def test_claims_have_a_group_of_their_own(page: Page, site: Built, real: Reading) -> None:
    """A claim is offered by its words, its status by word and shape, and its case, and leads there."""
    _search(page, "intern sabotage GPU")
    shown = _claims(page)
    assert 1 <= shown.count() <= 3
    known = {urls.claim(case.id, claim.id): (case, claim) for case, claim in real.corpus.claims()}
    for each in some(shown.all()):
        case, claim = known[_href(each)]
        assert _href(each) in site.trees
        assert prose.plain(claim.text).rstrip(".") in each.locator(".hit__title").inner_text()
        expect(each.locator(f".status.status--{claim.status}")).to_be_visible()
        expect(each.locator(".hit__text")).to_contain_text(case.title)
        shape = each.locator(".status").evaluate("e => getComputedStyle(e, '::before').maskImage")
        assert shape.startswith("url(")
        assert each.locator("mark").count() > 0


@pytest.mark.reads
@pytest.mark.parametrize("quotes", ['""', "“”", "„“"])
def test_words_in_quotation_marks_are_looked_for_together(page: Page, quotes: str) -> None:
    """Straight or curly, and what is quoted begins with its part, not with the end of the one before."""
    page.goto(f"search/?q={quotes[0]}no customer data was exposed{quotes[1]}&kind=Case")
    quoted = page.locator(".result__subs a")

    expect(page.locator(".result")).to_have_count(1)
    expect(quoted).to_have_count(1)
    expect(quoted).to_have_text(re.compile("^No customer data was exposed"))


@pytest.mark.reads
def test_no_claim_reads_as_a_fact_on_the_search_page(page: Page, real: Reading) -> None:
    """Each claim has its status beside it, and the sentence quoted from a case is no claim's."""
    known = {
        urls.case(case.id) + "#" + urls.anchor("claim", claim.id): claim
        for case, claim in real.corpus.claims()
    }
    opinions = {
        urls.case(case.id) + "#" + urls.anchor("claim", opinion.id)
        for case in real.corpus.listed
        for opinion in case.opinions
    }
    texts = [_bare(prose.plain(claim.text)) for claim in known.values()]
    for query in (
        "intern disturbed motive",
        "no customer data was exposed",
        "8,000 graphics cards",
    ):
        page.goto(f"search/?q={query}&kind=Case")
        page.locator(".result").first.wait_for()
        parts = page.locator(".result__subs li:has(a[href*='#claim-'])")
        assert parts.count() > 0
        for each in some(parts.all()):
            link = each.locator("a")
            claim = known.get(_href(link))
            if claim is None:  # somebody's judgement: no status, and no claim without its own
                assert _href(link) in opinions
                assert _bare(link.inner_text()) not in texts
                expect(each.locator(".status")).to_have_count(0)
                continue
            assert _bare(link.inner_text()) == _bare(prose.plain(claim.text))
            expect(each.locator(f".status.status--{claim.status}")).to_be_visible()
        for quoted in some(page.locator(".result > p:not(.kicker)").all_inner_texts()):
            assert _bare(quoted) not in texts


@pytest.mark.reads
def test_a_quoted_number_is_no_part_of_another(page: Page) -> None:
    """“10 million” lists no page that says 10.5 million, in the search and among the cases, and is found beside other words."""
    page.goto("cases/?q=“10 million”")
    expect(page.locator(".results-head__count")).to_have_text(re.compile("^1 of "))
    page.goto("search/?q=“10 million”")
    page.locator(".result").first.wait_for()
    assert page.locator(".result a[href*='gis-background-checks']").count() == 0


def test_a_number_that_many_pages_have_costs_no_look_at_each(page: Page) -> None:
    """Which page has it as a whole number is looked up only where few seem to have it."""
    page.goto("search/")
    read: list[str] = []
    page.on("request", lambda sent: read.append(sent.url) if "/fragment/" in sent.url else None)
    page.goto("search/?q=“2024”")
    page.locator(".result").nth(14).wait_for()

    assert len(read) <= 15


def test_a_list_that_was_closed_stays_so(page: Page) -> None:
    """What is found after the reader has closed the list, or gone on, does not open it again; a letter does."""
    box, panel = page.locator("[data-site-search] input"), page.locator(".site-search__panel")
    said = page.locator("[data-site-search] [role=status]")
    page.goto("")
    box.focus()
    page.keyboard.type("deepfake")
    page.keyboard.press("Tab")
    expect(said).to_contain_text("found")
    expect(panel).to_be_hidden()

    box.focus()
    expect(panel).to_be_visible()
    before = said.text_content() or ""
    page.keyboard.type(" arup")
    page.keyboard.press("Escape")
    expect(said).not_to_have_text(before)
    expect(panel).to_be_hidden()

    page.keyboard.type("s")
    expect(panel).to_be_visible()


@pytest.mark.reads
def test_nothing_is_offered_twice(page: Page) -> None:
    """No address stands twice among the offers."""
    for query in ("intern sabotage GPU", "chatbot wrong refund", "deepfake video call", "VET-03"):
        offers = [each.get_attribute("href") for each in _search(page, query).all()]
        assert len(offers) > 1
        assert len(offers) == len(set(offers))


@pytest.mark.reads
def test_the_claims_lead_to_all_of_their_kind(page: Page) -> None:
    """Below the claims stands the way to the list of claims, which answers the same words."""
    query = "intern sabotage GPU"
    _search(page, query)
    page.locator("[role=group]:has(#hits-claim) .hit--kind").click()
    page.wait_for_url("**/claims/?q=*")

    asks(page, {"q": [query]})
    told = page.locator(".results-head__count")
    expect(told).to_have_text(re.compile(r"^[1-9]\d* of \d+ claims, with most of the words"))
    expect(page.locator(".claim-list > li:not([hidden])").first).to_be_visible()


@pytest.mark.reads
def test_every_claim_is_read_as_it_stands(page: Page, real: Reading) -> None:
    """The words and the status that the box takes from a case's text are those of its data."""
    page.goto("")
    read: dict[str, Any] = page.evaluate(
        """async () => {
          const root = new URL("assets/js/", document.baseURI);
          const [{ everyPage, loadIndex }, { claimIn }] = await Promise.all(
            ["search/index.mjs", "search/claims.mjs"].map((name) => import(new URL(name, root))));
          const { results } = await everyPage(await loadIndex(), { kind: "Case" });
          const read = {};
          for (const result of results) {
            const data = await result.data();
            const words = data.content.split(/\\s+/);
            const all = data.anchors.filter(({ id }) => /^(claim-|facts$)/.test(id));
            all.forEach(({ id, location }, place) => {
              const to = all[place + 1]?.location ?? words.length;
              const claim = claimIn(data, words, id, location, to, [location]);
              if (claim) read[`${data.url.split("/").at(-2)} ${id}`] = [claim.runs.map(({ text }) => text).join(""), claim.status.name];
            });
          }
          return read;
        }"""
    )

    expected = {
        f"{case.id} {urls.anchor('claim', claim.id)}": [
            _bare(prose.plain(claim.text)),
            claim.status,
        ]
        for case, claim in real.corpus.claims()
    }
    assert {key: [_bare(text), status] for key, (text, status) in read.items()} == expected


def _bare(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


@pytest.mark.reads
def test_only_words_of_the_query_are_marked(page: Page) -> None:
    """Where a heading alone holds a word, the sentence under it is quoted without a mark."""
    page.goto("search/?q=rumour intern")
    page.locator(".result").first.wait_for()
    marks = page.locator(".result mark").all_inner_texts()

    assert len(marks) > 20
    assert [each for each in marks if not re.match("rumo|intern", each, re.IGNORECASE)] == []


# When the box is loaded

BOX = "**/search/box.mjs"


@pytest.mark.parametrize("where", ["checks/vet-20/", "cases/", "claims/", "train/"])
def test_a_first_view_pays_nothing_for_the_search(page: Page, where: str) -> None:
    """What the box and the lists need is loaded when somebody goes to them."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(where, wait_until="networkidle")
    assert [
        url for url in some(asked) if re.search("search/(?!header)|search-guide|pagefind", url)
    ] == []

    with page.expect_request("**/search/guide.mjs"):
        page.keyboard.press("/")


def test_what_is_typed_before_the_box_works_is_searched(page: Page) -> None:
    """On a slow line nobody has to type again."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(BOX, hold)
    page.goto("")
    with page.expect_request(BOX):
        page.keyboard.press("/")
    page.keyboard.insert_text("vet-03")
    assert page.locator(HITS).count() == 0
    held[0].continue_()

    expect(page.locator(f"{HITS} [role=option]").first).to_have_attribute(
        "href", re.compile("checks/vet-03/$")
    )


def test_a_box_that_cannot_be_loaded_is_a_plain_form(page: Page) -> None:
    """Without its code the box promises no list, and leads to the page of the search."""
    page.route(BOX, lambda route: route.abort())
    page.goto("")
    page.keyboard.press("/")
    box = page.locator("#site-search-input")
    expect(box).not_to_have_attribute("role", "combobox")
    page.keyboard.insert_text("intern")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/search/\?q=intern$"))


def test_a_list_whose_search_does_not_come_says_so(page: Page) -> None:
    """It shows all that it has, and the next letter tries again."""
    page.route("**/lists/search.mjs", lambda route: route.abort())
    page.goto("claims/")
    told = page.locator(".results-head__count")
    page.locator("#claims-query").fill("intern")
    expect(told).to_have_text(re.compile(r"^[\d,]+ claims; the search could not be loaded$"))

    page.unroute("**/lists/search.mjs")
    page.locator("#claims-query").fill("interns")
    expect(told).to_have_text(re.compile(r"^\d+ of [\d,]+ claims"))
