"""The site in a real browser: by eye, by keyboard, on a phone, without scripts, under its policy."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from casebook.corpus import measures
from casebook.reading.load import Reading
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Response, Route, expect
from support import browser as finding
from support import markup
from support.sites import Built
from support.some import some
from support.visiting import (
    KINDS,
    SCRIPTED,
    Watch,
    asks,
    points,
    small_targets,
    thinned,
    violations,
)

pytestmark = pytest.mark.browser

BYTEDANCE = KINDS["case"]
QUERY = "intern sabotage GPU"
every_kind = pytest.mark.parametrize("kind", KINDS)


def _open(page: Page, where: str) -> None:
    page.goto(where, wait_until="load")


def _settled(page: Page, kind: str) -> None:
    """Open a page of a kind and wait for what its scripts add."""
    _open(page, KINDS[kind])
    if kind in ("search", "results"):
        page.locator(".facet").first.wait_for(state="attached")
    if kind == "results":
        page.locator(".result").first.wait_for()
    if kind == "cases":
        page.locator("#case-list-query").wait_for()


# Under the policy


@every_kind
def test_every_kind_of_page_keeps_what_is_promised(page: Page, watch: Watch, kind: str) -> None:
    """Each page is quiet, has no barrier, and can be used on a phone; one visit looks at all of it.

    No page logs an error, breaks its policy or asks another host for anything. Axe finds nothing,
    in light and in dark colours. At 320 pixels it fits its width, and so does its text at twice
    the size. What can be touched is large enough, or stands apart, wherever lines break.
    """
    _settled(page, kind)
    page.wait_for_load_state("networkidle")
    wrong: dict[str, list[Any]] = {
        "errors": [said for said in watch.errors if kind != "lost" or "status of 404" not in said],
        "other hosts": list(watch.elsewhere),
        "sideways": _sideways(page),
    }
    thinned(page)
    wrong["barriers"] = violations(page)
    wrong["small targets"] = []
    for width in (320, 412):
        page.set_viewport_size({"width": width, "height": 823})
        wrong["small targets"] += [f"{width}: {found}" for found in small_targets(page)]

    assert {promise: found for promise, found in wrong.items() if found} == {}


def _sideways(page: Page) -> list[str]:
    """How a page is wider than the screen of a phone, if it is."""
    width = "document.documentElement.scrollWidth"
    found = []
    page.set_viewport_size({"width": 320, "height": 640})
    if page.evaluate(width) > 320:
        found.append("at 320 pixels")
    page.set_viewport_size({"width": 640, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    if page.evaluate(width) > 640:
        found.append("with letters of twice the size")
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def test_every_set_of_scripts_is_tried(site: Built) -> None:
    """What depends on the scripts of a page is tried on one page for each set of them."""
    brought = {}
    for kind, where in KINDS.items():
        address = "404.html" if kind == "lost" else where.partition("?")[0]
        found = site.trees[address].xpath("//script/@src | //link[@rel='modulepreload']/@href")
        brought[kind] = frozenset(str(script).rpartition("/")[2] for script in found)

    assert len(set(brought.values())) > 10
    assert {brought[kind] for kind in SCRIPTED} == set(brought.values())


def test_policy_is_watched(page: Page, watch: Watch) -> None:
    """The test above would hear of a script or a picture that the policy stops."""
    _open(page, "")
    page.evaluate(
        "() => { document.body.append(Object.assign(document.createElement('script'),"
        " {textContent: 'window.ran = 1'}));"
        " document.body.append(Object.assign(new Image(), {src: 'https://example.org/x.png'})) }"
    )
    page.wait_for_load_state("networkidle")

    assert page.evaluate("window.ran") is None
    assert any(said.startswith("policy: script-src") for said in watch.errors)
    assert any(said.startswith("policy: img-src https://example.org") for said in watch.errors)


def test_home_is_light(page: Page) -> None:
    """Home with everything it loads stays within 150 KB, compressed as hosts do it."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright wants a function
    _open(page, "")
    page.wait_for_load_state("networkidle")

    assert sum(len(gzip.compress(answer.body())) for answer in answers) <= 150 * 1024


# For everyone


def test_axe_finds_nothing_in_what_opens(page: Page) -> None:
    """The open search box, the open filters and the menu of a phone are as accessible as the page."""
    page.emulate_media(reduced_motion="reduce")
    _open(page, "")
    _type_in_header(page, QUERY)
    assert violations(page) == []

    _settled(page, "cases")
    for facet in page.locator(".facet > summary").all():
        facet.click()
    assert violations(page) == []

    page.set_viewport_size({"width": 320, "height": 640})
    _open(page, "")
    page.locator(".menu > summary").click()
    assert violations(page) == []


def test_both_colours_are_looked_at(page: Page) -> None:
    """The tests above would hear of words that can be read in one of the two colours alone."""
    page.set_content(
        "<!doctype html><html lang=en><title>Colours</title><style>"
        "main { background: #fff } i, b { color: #000 } em { color: #ddd }"
        "@media (prefers-color-scheme: dark) {"
        " main { background: #000 } i, em { color: #eee } b { color: #222 } }"
        "</style><main><h1><i>Always</i></h1><b>In light alone</b> <em>In dark alone</em></main>"
    )

    told = [said for said in violations(page) if "color-contrast" in said]
    assert [said[:20] for said in told if "<b>" in said] == ["dark: color-contrast"]
    assert [said[:21] for said in told if "<em>" in said] == ["light: color-contrast"]
    assert not [said for said in told if "<i>" in said]


def test_cases_of_a_clause_are_in_sight_on_a_phone(page: Page) -> None:
    """The table of a framework needs no scrolling sideways."""
    page.set_viewport_size({"width": 390, "height": 844})
    _settled(page, "framework")
    box = page.locator(".table-wrap").first
    assert box.evaluate("(box) => box.scrollWidth - box.clientWidth") == 0
    expect(page.get_by_role("cell").nth(1)).to_be_visible()


def test_first_stop_of_the_keyboard_skips_to_the_content(page: Page) -> None:
    """The first press of Tab offers the content, and Enter leads there."""
    _open(page, BYTEDANCE)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to content")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")

    points(page, "main")
    expect(page.locator("main:focus")).to_have_count(1)


def test_every_stop_of_the_keyboard_can_be_seen(page: Page) -> None:
    """Whatever Tab reaches on home is on the screen and has an outline."""
    _open(page, "")
    for _ in range(30):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "() => { const e = document.activeElement, r = e.getBoundingClientRect(),"
            " s = getComputedStyle(e); return [e.outerHTML.slice(0, 120), r.width > 0 && r.height > 0"
            " && r.top < innerHeight && r.bottom > 0, s.outlineStyle !== 'none' || s.boxShadow !== 'none'] }"
        )
        assert seen[1:] == [True, True], seen[0]


# Without scripts


@pytest.fixture
def plain(browser: Browser, address: str) -> Any:
    """A visitor whose browser runs no script."""
    made = browser.new_context(base_url=address, java_script_enabled=False)
    yield made.new_page()
    made.close()


def test_cases_without_scripts(plain: Page, real: Reading) -> None:
    """The list of cases is complete without JavaScript, and the fold of a year opens."""
    _open(plain, "cases/")
    folds = plain.locator("#case-list details")
    is_open = folds.evaluate_all("all => all.map((each) => each.open)")
    fold = folds.nth(is_open.index(False))
    expect(fold.locator("h3 > a").first).to_be_hidden()
    fold.locator("summary").click()
    expect(fold.locator("h3 > a").first).to_be_visible()

    links = plain.locator("#case-list h3 > a").evaluate_all("all => all.map((a) => a.href)")
    shown = [urlsplit(link).path.split("/")[-2] for link in links]
    assert shown == [case.id for case in real.corpus.listed]
    expect(plain.locator(".filters")).to_be_hidden()


def test_ledger_without_scripts(plain: Page, real: Reading) -> None:
    """Every claim of a case can be read without JavaScript, with its status and its reason."""
    _open(plain, BYTEDANCE)
    for claim in some(real.corpus.cases["bytedance-intern-model-training-2024"].claims):
        for part in (".claim__text", ".claim__status", ".claim__reason"):
            expect(plain.locator(f"#claim-{claim.id} {part}")).to_be_visible()
    for section in ("facts", "timeline", "lessons", "sources", "cite"):
        expect(plain.locator(f"#{section}")).to_be_visible()


def test_search_without_scripts_says_where_else_to_look(site: Built) -> None:
    """The search page leads to the complete lists where no script can search."""
    # Playwright's way to switch scripts off leaves <noscript> unread, so the HTML itself is asked.
    (told,) = site.trees["search/"].xpath("//main//noscript")

    assert "The search needs JavaScript." in markup.words(told)
    assert markup.links(told, "search/") == ["cases/", "claims/", "checklists/"]


def test_redirect_without_scripts(plain: Page) -> None:
    """An old address leads on by itself without JavaScript."""
    plain.goto("checks/VET-20/")
    plain.wait_for_url("**/checks/vet-20/")


# Search


def _type_in_header(page: Page, query: str, meant: str = "") -> None:
    """Reach the search of the header by keyboard, type, and wait for the answer to all that was typed."""
    page.keyboard.press("/")
    expect(page.locator("#site-search-input")).to_be_focused()
    page.keyboard.type(query)
    expect(page.locator(".hit--all")).to_contain_text(f"“{meant or query}”")


def test_header_search_by_keyboard_alone(page: Page, address: str) -> None:
    """``/``, a few words and arrows lead to the ByteDance case, which is among the first three."""
    _open(page, "")
    _type_in_header(page, QUERY)
    cases = page.locator("[role=group]:has(#hits-answers) > .hit")
    first = [link.get_attribute("href") or "" for link in cases.all()[:3]]
    assert any(urlsplit(link).path == f"/name/{BYTEDANCE}" for link in first)

    for _ in some(page.locator("[role=option]").all()):
        page.keyboard.press("ArrowDown")
        chosen = page.locator("[role=option][aria-selected=true]")
        expect(chosen).to_have_count(1)
        expect(chosen).to_be_visible()
        if BYTEDANCE in (chosen.get_attribute("href") or ""):
            break
    identity = chosen.get_attribute("id")
    assert page.locator("#site-search-input").get_attribute("aria-activedescendant") == identity
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}{BYTEDANCE}*")
    expect(page.locator("h1")).to_contain_text("ByteDance")


def test_header_search_closes_and_leads_to_the_search_page(page: Page, address: str) -> None:
    """Escape closes the results; Enter without a choice leads to the search page."""
    _open(page, BYTEDANCE)
    _type_in_header(page, QUERY)
    page.keyboard.press("Escape")
    expect(page.locator("#site-search-hits")).to_be_hidden()
    page.keyboard.press("Enter")

    page.wait_for_url("**/search/?q=*")
    asks(page, {"q": [QUERY]})


def test_header_search_says_when_nothing_is_found(page: Page) -> None:
    """A word that nothing holds gets a sentence and other ways in."""
    _open(page, "")
    page.keyboard.press("/")
    page.keyboard.type("xyzzyqwertz")

    expect(page.get_by_text("Nothing in the casebook matches “xyzzyqwertz”").first).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "meant", "leads_to"),
    [
        ("samsnug", "samsung", "cases/samsung-chatgpt-source-code-2023/"),
        ("depfake", "deepfake", "deepfake"),
        ("Robodept", "robodebt", "cases/australia-robodebt/"),
        ("intern sabotge", "intern sabotage", BYTEDANCE),
    ],
)
def test_search_forgives_a_typing_error(page: Page, typed: str, meant: str, leads_to: str) -> None:
    """A word the index does not know is taken for the nearest one it knows, and the reader is told."""
    _open(page, "")
    _type_in_header(page, typed, meant)
    expect(page.locator(".site-search__guess")).to_have_text(f"Results for “{meant}”.")
    assert page.locator(f"#site-search-hits a.hit[href*='{leads_to}']").count() > 0

    page.goto(f"search/?q={typed}")
    expect(page.locator(".results-head__count")).to_contain_text(f"for “{meant}”; “{typed}” is not")
    asks(page, {"q": [typed]})


@pytest.mark.parametrize("typed", ["bytedance", "governing", "chatb", "air canada"])
def test_search_changes_no_word_that_is_there(page: Page, typed: str) -> None:
    """Known words, their other forms and their beginnings stay as they were typed."""
    _open(page, "")
    _type_in_header(page, typed)

    expect(page.locator(".site-search__guess")).to_be_hidden()
    expect(page.locator(".hit--all")).to_contain_text(f"“{typed}”")


def test_search_without_the_list_of_words_takes_the_query_as_it_is(page: Page) -> None:
    """Where the list cannot be had, the page guesses nothing."""
    page.route("**/search-words.txt", lambda route: route.fulfill(status=404, body=""))
    _open(page, "search/?q=depfake")

    expect(page.get_by_text("Nothing found for “depfake”")).to_be_visible()


def test_search_page_answers_its_address(page: Page) -> None:
    """/search/?q=… shows the ByteDance case among the first three results."""
    _open(page, f"search/?q={QUERY.replace(' ', '+')}")
    page.locator(".result").first.wait_for()
    first = [
        link.get_attribute("href") or "" for link in page.locator(".result > h3 > a").all()[:3]
    ]

    assert any(urlsplit(link).path == f"/name/{BYTEDANCE}" for link in first)
    expect(page.locator("#search-page-input")).to_have_value(QUERY)


def test_results_lead_to_places_that_are_there(page: Page, site: Built) -> None:
    """Every result and every part of a result is an address of the site with its anchor."""
    _open(page, "search/?q=claim")
    page.locator(".result").first.wait_for()
    for link in some(page.locator(".result a").all()):
        parts = urlsplit(link.get_attribute("href") or "")
        tree = site.trees[parts.path.removeprefix("/name/")]
        assert not parts.fragment or tree.xpath(f"//*[@id='{parts.fragment}']"), parts


def test_search_page_filters_and_keeps_its_state(page: Page, real: Reading) -> None:
    """A filter narrows the results, stands in the address, and survives reload and the way back."""
    _open(page, "search/?q=intern")
    page.locator(".result").first.wait_for()
    before = page.locator(".results-head__count").inner_text()
    facet = page.locator(".facet", has=page.locator("summary", has_text="Kind of page"))
    if not facet.evaluate("element => element.open"):
        facet.locator("summary").click()
    facet.locator("input[value=Case]").check()
    expect(page.locator(".results-head__count")).not_to_have_text(before)

    asks(page, {"q": ["intern"], "kind": ["Case"]})
    other = page.locator(".result").filter(has_not=page.locator(".kicker:text-is('Case')"))
    expect(other).to_have_count(0)
    expect(page.locator(".result").first).to_be_visible()
    page.reload()
    expect(page.locator(".chosen button").first).to_have_text("Cases")
    page.locator(".chosen button").first.click()
    expect(page.locator(".results-head__count")).to_have_text(before)
    page.go_back()
    expect(page.locator("input[value=Case]")).to_be_checked()


INDEX = "**/pagefind/**"
GUIDE = "**/search-guide.json"
NOTE = ".site-search__note"
CUT_OFF = "The search could not be loaded"


def test_search_of_a_site_without_an_index_says_so(page: Page, context: BrowserContext) -> None:
    """As under the live server: the page says how it is made, and the box answers all the same."""
    context.route(INDEX, lambda route: route.fulfill(status=404))
    _open(page, "search/?q=intern")
    told = page.locator(".notice--review")
    expect(told).to_contain_text("has no search. The full build makes it (make site)")
    expect(told.get_by_role("link", name="all cases")).to_be_visible()
    expect(told.get_by_role("button")).to_have_count(0)
    page.keyboard.press("/")
    page.locator("#site-search-input").fill("intern")
    expect(page.locator("#site-search-hits .hit").first).to_be_visible()


@pytest.mark.parametrize("part", ["**", "pagefind-entry.json*", "*.pf_meta", "wasm.*"])
@pytest.mark.parametrize("gone", [True, False])
def test_search_that_does_not_come_can_be_tried_again(
    page: Page, context: BrowserContext, part: str, gone: bool
) -> None:
    """Where the network fails, or a part is missing: a reader hears nothing of builds, and needs no reload."""
    where = f"**/pagefind/{part}"

    def fail(route: Route) -> None:
        route.abort() if gone else route.fulfill(status=500)

    context.route(where, fail)
    _open(page, "search/?q=intern")
    told = page.locator(".notice--review")
    expect(told).to_contain_text(CUT_OFF)
    expect(told).not_to_contain_text("make site")
    context.unroute(where)
    told.get_by_role("button", name="Try again").click()
    expect(page.locator(".result").first).to_be_visible()
    expect(page.locator("#search-page-input")).to_be_focused()


@pytest.mark.parametrize("gone", [True, False])
def test_box_that_does_not_come_can_be_tried_again(
    page: Page, context: BrowserContext, gone: bool
) -> None:
    """Where the guide does not come, the box says so, and the keyboard tries again."""

    def fail(route: Route) -> None:
        route.abort() if gone else route.fulfill(status=500)

    context.route(GUIDE, fail)
    _open(page, "")
    page.keyboard.press("/")
    page.keyboard.type("intern")
    expect(page.locator(NOTE)).to_contain_text(CUT_OFF)
    context.unroute(GUIDE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#site-search-hits [role=option]").first).to_be_visible()
    expect(page.locator("#site-search-input")).to_be_focused()


@pytest.mark.parametrize("part", ["index", "fragment"])
def test_network_that_fails_in_the_middle_is_no_nothing_found(
    page: Page, context: BrowserContext, part: str
) -> None:
    """An index that is there and cannot load more says so, and goes on when the network is back."""
    _open(page, "search/?q=deepfake")
    expect(page.locator(".result").first).to_be_visible()
    field = page.locator(".big-search input")
    field.focus()
    told = page.locator(".no-results")
    if part == "fragment":
        _known(page, field)
    context.route("**/pagefind/**", lambda route: route.abort())
    field.fill("sabotage")
    expect(told).to_contain_text(CUT_OFF)
    context.unroute("**/pagefind/**")
    told.get_by_role("button", name="Try again").click()
    expect(page.locator(".result").first).to_be_visible()
    expect(told).to_be_hidden()


def _known(page: Page, field: Locator) -> None:
    """Let the index have the files of a word, and none of the pages that it finds."""
    page.route("**/fragment/**", lambda route: route.abort())
    field.fill("sabotage")
    expect(page.get_by_text(CUT_OFF).first).to_be_visible()
    page.unroute("**/fragment/**")
    field.fill("")


# The keyboard


def _tab_to(page: Page, wanted: str) -> int:
    """Press Tab until an element has the focus; how often."""
    for times in range(1, 200):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({wanted!r})"):
            return times
    pytest.fail(f"the keyboard does not reach {wanted}")


def test_menu_of_a_phone_closes_behind_the_keyboard(page: Page) -> None:
    """It lies over the page, so it goes with Escape, and when the focus goes on to what lies under it."""
    page.set_viewport_size({"width": 390, "height": 800})
    _open(page, "")
    menu, summary = page.locator("details.menu nav"), page.locator("details.menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(summary).to_be_focused()

    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    _tab_to(page, "main *")
    expect(menu).to_be_hidden()


@pytest.mark.parametrize("where", ["cases/", "claims/", "train/", "search/?q=intern"])
def test_keyboard_goes_past_the_filters(page: Page, where: str) -> None:
    """One key leads from the field of the search to what it found; a mouse sees nothing of it."""
    _open(page, where)
    heading = page.locator(".results-head__count")
    expect(heading).to_have_text(re.compile(r"^\d"))
    skip = page.get_by_role("button", name="Skip to the results")
    before = page.locator(".filters__more").bounding_box()
    assert (skip.bounding_box() or {"width": 0})["width"] < 10
    _tab_to(page, ".filters .skip-link")
    assert (skip.bounding_box() or {"width": 0})["width"] > 100
    assert page.locator(".filters__more").bounding_box() == before
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(heading).to_be_focused()
    assert _tab_to(page, ".filter-results a, .filter-results select, .filter-results button") == 1


@pytest.mark.parametrize("name", ["Remove filter", "Clear filters"])
def test_focus_stays_near_a_filter_that_is_taken_away(page: Page, name: str) -> None:
    """The next choice has it, and after the last one the count of what is left."""
    _open(page, "cases/?country=CN&country=US")
    chosen = page.locator(".chosen")
    for left in (2, 0) if name.startswith("Remove") else (0,):
        chosen.get_by_role("button", name=name).first.press("Enter")
        expect(chosen.get_by_role("button")).to_have_count(left)
        next_one = chosen.get_by_role("button") if left else page.locator(".results-head__count")
        expect(next_one.first).to_be_focused()


# The list of cases


def _shown(page: Page) -> list[str]:
    links = page.locator("#case-list .case-entry:not([hidden]) h3 > a")
    return [urlsplit(link.get_attribute("href") or "").path.split("/")[-2] for link in links.all()]


def test_cases_filter_by_facet(page: Page, real: Reading) -> None:
    """A facet shows exactly the cases that have it, and the address holds the choice."""
    _settled(page, "cases")
    page.locator(".facet", has=page.locator("summary", has_text="Country")).locator(
        "summary"
    ).click()
    page.locator("input[name=country][value=CN]").check()
    expected = [case.id for case in real.corpus.listed if "CN" in case.countries]
    expect(page.locator("#case-list .case-entry:not([hidden])")).to_have_count(len(expected))

    assert _shown(page) == expected
    asks(page, {"country": ["CN"]})
    page.go_back()
    expect(page.locator("#case-list .case-entry:not([hidden])")).to_have_count(
        len(real.corpus.listed)
    )


def test_cases_answer_their_address(page: Page, real: Reading) -> None:
    """An address with filters and an order shows that list at once, as the links of home rely on."""
    _open(page, "cases/?role=hr&sort=oldest")
    expected = [case for case in real.corpus.listed if "hr" in measures.readers(case)]
    expect(page.locator("#case-list .case-entry:not([hidden])")).to_have_count(len(expected))
    shown = _shown(page)

    assert set(shown) == {case.id for case in expected}
    days = {case.id: case.disclosed for case in expected}
    assert [days[case] for case in shown] == sorted(days.values())
    expect(page.locator("input[name=role][value=hr]")).to_be_checked()
    expect(
        page.get_by_role("button", name="Remove filter Speaks to: HR and vetting")
    ).to_be_visible()


def test_cases_search_the_whole_text(page: Page) -> None:
    """Words that stand only inside a case find it in the list, and the address holds them."""
    _settled(page, "cases")
    page.locator("#case-list-query").fill(QUERY)
    page.wait_for_url("**/cases/?q=*")
    expect(page.locator(f"#case-list a[href*='{BYTEDANCE.split('/')[1]}']").first).to_be_visible()

    page.locator("#case-list-query").fill("xyzzyqwertz")
    expect(page.get_by_text("None of the cases fits all of this.")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    asks(page, {})


# Addresses, colours, links


def test_redirect_keeps_the_fragment(page: Page, address: str) -> None:
    """The upper-case form of a check leads to the check, at the same place of it."""
    page.goto("checks/VET-20/#cases")
    page.wait_for_url(f"{address}checks/vet-20/#cases")

    expect(page.locator("#cases")).to_be_in_viewport()


def test_lost_address_has_its_page_at_any_depth(page: Page, watch: Watch, address: str) -> None:
    """An address that leads nowhere gets a styled page whose links lead into the site."""
    answer = page.goto("no/such/page/at/all/")
    assert answer is not None
    assert answer.status == 404

    assert (
        page.evaluate("getComputedStyle(document.querySelector('.skip-link')).position") != "static"
    )
    page.locator("main").get_by_role("link", name="Cases").click()
    page.wait_for_url(f"{address}cases/")


def test_colours_can_be_chosen_and_stay(page: Page) -> None:
    """The button goes round automatic, light and dark; the choice holds on the next page."""
    page.emulate_media(color_scheme="light")
    _open(page, "")
    button = page.locator("[data-theme-toggle]")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    button.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    button.click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    dark = page.evaluate(paper)
    assert dark != light

    _open(page, BYTEDANCE)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate(paper) == dark
    expect(button).to_contain_text("dark")
    button.click()
    assert page.locator("html").get_attribute("data-theme") is None
    assert page.evaluate(paper) == light


def test_colours_chosen_in_one_tab_hold_in_the_other(page: Page, context: BrowserContext) -> None:
    """A page that is open already follows the choice."""
    _open(page, "")
    other = context.new_page()
    _open(other, BYTEDANCE)
    other.locator("[data-theme-toggle]").click()

    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    expect(page.locator("[data-theme-toggle]")).to_contain_text("Colours: light")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_system(page: Page, scheme: Any) -> None:
    """Without a choice the colours are those of the system."""
    page.emulate_media(color_scheme=scheme)
    _open(page, "")
    red, green, blue = page.evaluate(
        "getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number)"
    )[:3]

    assert (red + green + blue > 384) == (scheme == "light")


def test_link_to_a_part_is_copied(page: Page, context: BrowserContext, address: str) -> None:
    """A click on the link of a claim copies its full address, says so, and goes there."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    _open(page, f"{BYTEDANCE}?depth=full")
    page.locator("#claim-gpu-count a.anchor").click()

    expect(page.locator(".toast")).to_have_text("Link copied")
    assert (
        page.evaluate("navigator.clipboard.readText()") == f"{address}{BYTEDANCE}#claim-gpu-count"
    )
    points(page, "claim-gpu-count")


def test_linked_claim_can_be_taken_as_a_citation(
    page: Page, context: BrowserContext, address: str
) -> None:
    """Beside the claim whose link was copied stands a button for the citation that its table has."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    table = page.request.get(f"{address}api/v1/claims.json").json()["claims"]
    claim_page = f"claims/{BYTEDANCE.split('/')[1]}/gpu-count/"
    row = next(r for r in table if r["address"].endswith(f"/{claim_page}"))
    _open(page, f"{BYTEDANCE}?depth=full")
    offer = page.get_by_role("button", name="Copy the claim as a citation")
    expect(offer).to_have_count(0)
    for claim in ("loss-usd-10-million", "gpu-count"):
        page.locator(f"#claim-{claim} a.anchor").click()
    offer.click()

    expect(page.locator(".toast")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == row["citation"]

    # A site without an address of its own has none in its citations: then the page's counts.
    page.locator("#citation").evaluate("cited => cited.querySelector('[data-address]').remove()")
    offer.click()
    expect(page.locator(".toast")).to_have_text("Copied")
    here = f"{address}{claim_page}"
    page.wait_for_function(
        "text => navigator.clipboard.readText().then((t) => t === text)",
        arg=row["citation"].replace(row["address"], here),
    )


def test_citation_of_a_decided_claim_says_how_it_was_decided(
    page: Page, context: BrowserContext, address: str
) -> None:
    """Its citation on the page is that of the table, with the outcome."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    table = page.request.get(f"{address}api/v1/claims.json").json()["claims"]
    row = next(r for r in table if r["outcome"])
    _open(page, f"cases/{row['case']}/?depth=full")
    page.locator(f"#claim-{row['id']} a.anchor").click()
    page.get_by_role("button", name="Copy the claim as a citation").click()

    expect(page.locator(".toast")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == row["citation"]


def test_outcomes_of_one_sector_are_saved_as_a_table(page: Page) -> None:
    """Who chooses a sector sees its outcomes and saves these alone; the address keeps the choice."""
    _open(page, "outcomes/")
    total = page.locator("#outcome-filter output").inner_text()
    page.get_by_label("Sector").select_option("finance")
    fold = page.locator("#sector-finance")
    expect(page).to_have_url(re.compile(r"\?sector=finance$"))
    expect(fold.locator("li").first).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download these as a table").click()
    lines = Path(saved.value.path()).read_text("utf-8-sig").splitlines()

    assert saved.value.suggested_filename == "outcomes-finance.csv"
    assert len(lines) - 1 == fold.locator("li").count()
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#outcome-filter output")).to_have_text(total)
    expect(fold.locator("li").first).to_be_hidden()


def test_choice_of_outcomes_that_nothing_fits_says_so(page: Page) -> None:
    """An address can ask for what is not there; the page says so and has no empty table to save."""
    _open(page, "outcomes/")
    entries = page.locator("#outcome-list li")
    pairs = entries.evaluate_all("all => all.map(({ dataset }) => [dataset.kind, dataset.country])")
    kinds, countries = ({pair[n] for pair in pairs} for n in (0, 1))
    kind, country = min((k, c) for k in kinds for c in countries if [k, c] not in pairs)
    _open(page, f"outcomes/?kind={kind}&country={country}")

    expect(page.locator("#outcome-filter output")).to_have_text("No outcome fits this choice.")
    expect(page.get_by_role("button", name="Download these as a table")).to_be_disabled()
    expect(page.locator("#outcome-list li").locator("visible=true")).to_have_count(0)


def test_outcomes_of_many_sectors_stay_folded(page: Page) -> None:
    """A country with outcomes in most sectors would repeat them; with a sector they are open."""
    _open(page, "outcomes/?country=US")
    expect(page.locator("#outcome-list > details:not([hidden])").first).to_be_visible()
    expect(page.locator("#outcome-list > details[open]")).to_have_count(0)

    page.get_by_label("Sector").select_option("finance")
    expect(page.locator("#sector-finance")).to_have_attribute("open", "")


def test_address_of_a_sector_opens_its_outcomes(page: Page) -> None:
    """A link to a sector chooses it, and its fold is open and in view."""
    _open(page, "outcomes/#sector-health")

    expect(page.locator("#sector-health")).to_have_attribute("open", "")
    expect(page.locator("#sector-health summary")).to_be_in_viewport()
    expect(page.get_by_label("Sector")).to_have_value("health")


@pytest.mark.parametrize(
    ("where", "fold"),
    [
        ("contribute/rules/#claims-as-of", "#rules-claims + details"),
        ("glossary/#terms-claim-status", "#terms-claim-status + details"),
        ("contribute/case-format/#terms-case-case-kind", "#terms-case-case-kind"),
    ],
)
def test_address_opens_the_fold_it_points_at(page: Page, where: str, fold: str) -> None:
    """A link to an entry, or to the heading of a fold, shows what it leads to."""
    _open(page, where)

    expect(page.locator(f"#{where.partition('#')[2]}")).to_be_in_viewport()
    expect(page.locator(fold)).to_have_attribute("open", "")


def test_list_beside_the_text_opens_the_fold_it_leads_to(page: Page) -> None:
    """Who chooses a heading on the page itself sees what stands below it."""
    _open(page, "glossary/")
    expect(page.locator(".fold[open]")).to_have_count(0)
    page.get_by_role("link", name="Why something counts as a fact", exact=True).click()

    expect(page.locator("#terms-fact-basis + details dt").first).to_be_in_viewport()


def test_folds_are_printed_open(page: Page) -> None:
    """Paper cannot be opened: each term of the glossary is on it."""
    _open(page, "glossary/")
    terms = page.locator(".glossary dd")
    expect(terms.last).to_be_hidden()
    page.emulate_media(media="print")

    expect(terms.first).to_be_visible()
    expect(terms.last).to_be_visible()


def test_part_that_is_linked_is_on_the_screen(page: Page) -> None:
    """A link to a claim opens the page with that claim in view, below nothing that covers it."""
    _open(page, f"{BYTEDANCE}#claim-loss-usd-10-million")

    expect(page.locator("#claim-loss-usd-10-million .claim__text")).to_be_in_viewport()


# The browser itself


def test_what_playwright_switches_off_stays_off(browser: Browser) -> None:
    """Of several lists of features Chromium heeds the last, ours: it holds all of Playwright's."""
    bare = browser.browser_type.launch(executable_path=finding.found(), args=["--no-sandbox"])
    command = bare.new_browser_cdp_session().send("SystemInfo.getInfo")["commandLine"]
    bare.close()
    theirs, ours = (
        set(re.findall(r"--disable-features=(\S+)", words)[-1].split(","))
        for words in (command, " ".join(finding.ARGUMENTS))
    )

    assert theirs - ours == set()
