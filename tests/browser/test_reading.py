"""Reading in a real browser: depths, roles, the reader's own list, tables, files and filters."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from typing import Any
from urllib.parse import urlsplit

import pypdf
import pytest
from casebook.base import dates, urls
from casebook.base.dates import Span
from casebook.corpus import sheets
from casebook.corpus.corpus import Corpus
from casebook.model.case import Case
from casebook.pages import summary as summaries
from casebook.pages.claims import corrected_late
from casebook.pages.lists import clauses
from casebook.reading.load import Reading
from playwright.sync_api import Browser, BrowserContext, Page, expect
from support import paper
from support.sites import Built
from support.some import some
from support.visiting import KINDS, SCRIPTED, Watch, asks, points, query, violations

pytestmark = pytest.mark.browser

CASE_ID = "bytedance-intern-model-training-2024"
CASE = KINDS["case"]
HEAVIEST = 100 * 1024
"""Bytes of HTML that the page of a case may have; quotations with their translations are a good part of it."""


def _depth(page: Page, name: str) -> Any:
    return page.locator(".depths").get_by_role("link", name=name)


def test_page_of_a_case_is_light(site: Built) -> None:
    """No page of a case has more than 100 KB of HTML."""
    sizes = {
        url: len(text.encode())
        for url, text in site.texts.items()
        if url.startswith("cases/") and url != "cases/"
    }

    assert len(sizes) > 100
    assert {url: size for url, size in sizes.items() if size > HEAVIEST} == {}


# Depths


def test_depth_is_changed_by_keyboard_and_stands_in_the_address(page: Page) -> None:
    """The switch works by keyboard alone; the address holds the depth; the way back restores it."""
    page.goto(CASE)
    expect(_depth(page, "Summary")).to_have_attribute("aria-current", "true")
    _depth(page, "Summary").focus()
    expect(page.locator("#claims")).to_be_hidden()
    expect(page.locator(".key-figures")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    asks(page, {"depth": ["brief"]})
    expect(page.locator("#timeline")).to_be_visible()
    expect(page.locator("#claims")).to_be_hidden()
    expect(page.locator(".versus li")).to_have_count(page.locator(".versus li:visible").count())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    asks(page, {"depth": ["full"]})
    expect(_depth(page, "Whole dossier")).to_be_focused()
    expect(page.locator("#sources")).to_be_visible()
    page.go_back()
    expect(page.locator("#timeline")).to_be_visible()
    expect(page.locator("#sources")).to_be_hidden()
    page.go_back()
    expect(page.locator("#timeline")).to_be_hidden()


@pytest.mark.parametrize("depth", ["card", "brief"])
def test_depth_of_the_address_is_there_at_once(page: Page, depth: str) -> None:
    """A link with a depth opens it, before the modules run: nothing jumps."""
    page.route("**/case/depth.mjs", lambda route: route.abort())
    page.goto(f"{CASE}?depth={depth}")

    expect(page.locator(".take-home")).to_be_visible()
    expect(page.locator("#claims")).to_be_hidden()


@pytest.mark.parametrize("part", ["claim-gpu-count", "fact-internal-notice", "sources", "cite"])
def test_link_to_a_part_opens_it_at_any_depth(page: Page, part: str) -> None:
    """An address with a fragment shows what it points at, whatever depth it names."""
    page.goto(f"{CASE}?depth=card&role=hr#{part}")

    expect(page.locator(f"#{part}")).to_be_in_viewport()
    asks(page, {"role": ["hr"]})


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_case_opens_with_its_summary(page: Page, width: int, height: int) -> None:
    """The address of a case opens the summary in at most three screens, the time axis in the first two."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(CASE)

    expect(page.locator("#claims")).to_be_hidden()
    assert (
        page.locator(".lanes").evaluate("element => element.getBoundingClientRect().bottom")
        < 2 * height
    )
    assert (
        page.locator(".depth-onward").evaluate("element => element.getBoundingClientRect().top")
        < 3 * height
    )


@pytest.mark.parametrize("depth", ["", "?depth=card"])
def test_link_inside_the_summary_opens_the_dossier_and_the_way_back_the_summary(
    page: Page, real: Reading, depth: str
) -> None:
    """A fact of the summary leads to its entry below; back is the summary again."""
    fact = f"fact-{real.corpus.cases[CASE_ID].facts[0].id}"
    page.goto(f"{CASE}{depth}")
    page.locator(f".versus a[href='#{fact}']").click()
    expect(page.locator(f"#{fact}")).to_be_in_viewport()
    points(page, fact)

    page.go_back()
    expect(page.locator("#claims")).to_be_hidden()
    page.locator(f".versus a[href='#{fact}']").click()
    expect(page.locator(f"#{fact}")).to_be_in_viewport()


def test_skip_link_leaves_the_summary_as_it_is(page: Page) -> None:
    """A fragment that is not a part of the details opens nothing."""
    page.goto(f"{CASE}#main")

    expect(_depth(page, "Summary")).to_have_attribute("aria-current", "true")
    expect(page.locator("#claims")).to_be_hidden()


def test_card_and_brief_lead_on(page: Page) -> None:
    """At the end of the card stands the brief, at its end the dossier; reading goes on there."""
    page.goto(f"{CASE}?depth=card")
    page.get_by_role("link", name="Read on: the brief").click()
    expect(page.locator("#timeline")).to_be_in_viewport()
    expect(page.locator("#timeline")).to_be_focused()
    page.get_by_role("link", name="Read on: the whole dossier").click()
    expect(page.locator("#claims")).to_be_in_viewport()
    expect(page.locator(".depth-onward")).to_be_hidden()


def test_modified_click_leaves_the_page_alone(page: Page, context: BrowserContext) -> None:
    """A depth can be opened in a tab of its own, as any link can."""
    page.goto(CASE)
    with context.expect_page() as opened:
        _depth(page, "Summary").click(modifiers=["Control"])

    asks(opened.value, {"depth": ["card"]})
    asks(page, {})


def test_everything_stands_there_without_scripts(
    browser: Browser, address: str, real: Reading
) -> None:
    """Without JavaScript the whole dossier is shown whatever the address says, and no dead switch."""
    made = browser.new_context(base_url=address, java_script_enabled=False)
    page = made.new_page()
    page.goto(f"{CASE}?depth=card&role=hr")
    for section in ("claims", "facts", "timeline", "lessons", "sources", "cite"):
        expect(page.locator(f"#{section}")).to_be_visible()
    roles = real.corpus.cases[CASE_ID].why_it_matters
    expect(page.locator(".role-note:visible")).to_have_count(len(roles))
    for gone in (".depths", ".own-list", ".for-role", "[data-copy]"):
        assert page.locator(gone).filter(visible=True).count() == 0
    made.close()


@pytest.mark.parametrize(
    ("view", "most"),
    [("depth=card", 1), ("depth=card&role=communication", 1), ("depth=brief", 1)],
)
def test_chosen_depth_is_printed(page: Page, real: Reading, view: str, most: int) -> None:
    """Card and brief fit one sheet, also with what it means for a role; all say where they come from."""
    page.goto(f"{CASE}?{view}", wait_until="networkidle")
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    text = " ".join(" ".join(map(paper.words, sheets)).split())
    case = real.corpus.cases[CASE_ID]

    assert len(sheets) <= most
    assert f"https://example.org/name/{CASE}" in text.replace(" ", "")
    assert " ".join(case.facts[0].text.split()) in text
    assert ("How it unfolded" in text) == ("brief" in view)
    assert ("Why it matters for" in text) == ("role" in view)
    assert "Read on" not in text


NEVER_DUE, DUE = "2000-01-01", "2999-01-01"
"""A day on which no case is due for another look, and one on which all are."""
days = pytest.mark.parametrize("day", [NEVER_DUE, DUE])


def _sheets(page: Page, views: list[str], day: str) -> dict[tuple[str, str], int]:
    """How many sheets each view takes on each paper, on a day, where it is not one."""
    page.clock.set_fixed_time(day)
    over = {}
    for view in views:
        page.goto(view, wait_until="networkidle")
        shown = expect(page.locator(".notice--review"))
        (shown.to_be_visible if day == DUE else shown.to_be_hidden)()
        for size in ("A4", "Letter"):
            printed = pypdf.PdfReader(io.BytesIO(page.pdf(format=size))).pages
            if len(printed) != 1:
                over[view, size] = len(printed)
    return over


@days
def test_longest_briefs_keep_to_one_sheet(page: Page, real: Reading, day: str) -> None:
    """The longest briefs of each size of letter fit one sheet, each for the role with most to read.

    Those that no letters bring onto one sheet are told by the rule ``sheets/brief``.
    """
    library = real.corpus.library
    longest = sorted(real.corpus.listed, key=lambda case: -sheets.longest_brief(case, library))
    by_size = {
        size: [case for case in longest if sheets.brief_size(case, library) == size]
        for size in ("longest", "longer", "long", "")
    }
    chosen = [case for cases in by_size.values() for case in cases[: 2 if day == DUE else 1]]
    assert len(chosen) == len(by_size) * (2 if day == DUE else 1)
    views = []
    for case in some(chosen):
        wordy = max(case.why_it_matters, key=lambda entry: len(entry.text))
        views.append(f"{urls.case(case.id)}?depth=brief&role={wordy.role}")

    assert _sheets(page, views, day) == {}


@days
def test_longest_cards_keep_to_one_sheet(page: Page, real: Reading, day: str) -> None:
    """The cards with most words fit one sheet, each for the role that makes it so long, and for all."""
    corpus = real.corpus
    lengths = {
        (case.id, role): _words_of_card(corpus, case, role)
        for case in corpus.listed
        for role in ("", *(entry.role for entry in case.why_it_matters))
    }
    longest = sorted(lengths, key=lambda view: -lengths[view])
    of_all = next(view for view in longest if not view[1])
    chosen = [*longest[: 6 if day == DUE else 2], of_all]
    views = [f"{urls.case(case)}?depth=card{role and f'&role={role}'}" for case, role in chosen]

    assert _sheets(page, views, day) == {}


def _words_of_card(corpus: Corpus, case: Case, role: str) -> int:
    """Characters of what stands on the card for a role, with what lines and large letters take."""
    checks = corpus.library.checks
    own = summaries.role_checks(case, role, checks) or summaries.take_home(case)
    rows = [
        *(checks[item].item.statement for item in own),
        *(claim.text for claim in summaries.said(case, corpus.library.statuses)),
        *(fact.text for fact in case.facts[: summaries.MOST]),
    ]
    note = "".join(entry.text for entry in case.why_it_matters if entry.role == role)
    return 2 * len(case.title) + len(case.summary + note) + sum(len(row) + 40 for row in rows)


def test_case_that_was_due_for_another_look_says_so(page: Page, real: Reading) -> None:
    """From the day after its day on, also where no module runs; on the day it does not."""
    due = dates.parse(real.corpus.cases[CASE_ID].record.review_due or "").last
    page.route("**/*.mjs", lambda route: route.abort())
    for day, shown in ((due, False), (due + dt.timedelta(days=1), True)):
        page.clock.set_fixed_time(f"{day}T12:00:00Z")
        page.goto(CASE)
        expect(page.get_by_text("was due for review")).to_be_visible(visible=shown)


def test_whole_dossier_is_printed_whole(page: Page, real: Reading) -> None:
    """From the whole dossier everything is printed, every reason included."""
    page.goto(f"{CASE}?depth=full", wait_until="networkidle")
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    text = "".join("".join(map(paper.words, sheets)).split())

    for claim in some(real.corpus.cases[CASE_ID].claims):
        assert "".join(claim.reason.split()) in text


def test_folded_cases_of_a_clause_are_printed(page: Page, real: Reading) -> None:
    """A framework page folds many cases on the screen; on paper every one of them stands there."""
    each = real.corpus.library.frameworks["cdc-cerc"]
    page.goto(urls.framework(each.id), wait_until="networkidle")
    folded = page.locator(".crosswalk details li")
    assert folded.count() > 20
    expect(folded.first).to_be_hidden()
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    text = "".join("".join(map(paper.words, sheets)).split())

    more = ["".join(case.title.split()) for row in clauses(real.corpus, each) for case in row.more]
    assert [title for title in some(more) if title not in text] == []
    assert "inall" not in text


# Roles


def test_role_is_chosen_and_remembered(page: Page) -> None:
    """One role's note stands on the card, alone in its section, and in the address."""
    page.goto(f"{CASE}?depth=card")
    select = page.get_by_label("Why it matters for")
    select.focus()
    select.select_option("hr")

    asks(page, {"depth": ["card"], "role": ["hr"]})
    note = page.locator(".role-note[data-role=hr] > div > p").first.text_content() or ""
    expect(page.locator(".for-role__text")).to_contain_text(note.split(".")[0])
    _depth(page, "Whole dossier").click()
    asks(page, {"depth": ["full"], "role": ["hr"]})
    expect(page.locator(".role-note:visible")).to_have_count(1)
    page.get_by_role("button", name="Show all roles").click()
    asks(page, {"depth": ["full"]})
    expect(page.locator(".role-note:visible")).not_to_have_count(1)
    expect(page.locator(".for-role__text")).to_be_hidden()
    page.go_back()
    expect(select).to_have_value("hr")


def test_checks_of_the_role_are_taken_home(page: Page, real: Reading) -> None:
    """The card of a role has that role's checks, on the screen and on paper; without a role, all readers'."""
    case, checks = real.corpus.cases[CASE_ID], real.corpus.library.checks
    page.goto(f"{CASE}?depth=card&role=hr", wait_until="networkidle")
    ids = page.locator(".take-home .check__id > a:first-child").all_text_contents()

    assert ids == list(summaries.role_checks(case, "hr", checks))
    expect(page.get_by_role("heading", name="Checks for HR and vetting")).to_be_visible()
    for item in ids:
        expect(page.locator(".take-home")).to_contain_text(checks[item].item.statement)
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    text = " ".join(paper.words(sheets[0]).split())
    (note,) = [entry.text for entry in case.why_it_matters if entry.role == "hr"]
    assert len(sheets) == 1
    assert note.split(".")[0] in text
    assert all(item in text for item in ids)
    page.get_by_label("Why it matters for").select_option("")
    ids = page.locator(".take-home .check__id > a:first-child").all_text_contents()
    assert ids == list(summaries.take_home(case))
    expect(page.get_by_role("heading", name="Checks to adopt")).to_be_visible()


def test_roles_without_checks_keep_those_of_all(page: Page, real: Reading) -> None:
    """Where none of a case's checks is a role's, the card keeps those for everyone."""
    checks = real.corpus.library.checks
    case, role = next(
        (case, entry.role)
        for case in real.corpus.listed
        for entry in case.why_it_matters
        if summaries.take_home(case) and not summaries.role_checks(case, entry.role, checks)
    )
    page.goto(f"{urls.case(case.id)}?depth=card&role={role}", wait_until="networkidle")

    ids = page.locator(".take-home .check__id > a:first-child").all_text_contents()
    assert ids == list(summaries.take_home(case))


def test_one_sheet_prints_at_a_button(page: Page) -> None:
    """Card and brief have a button that prints, the dossier has none."""
    page.add_init_script("window.print = () => (window.printed = (window.printed ?? 0) + 1);")
    button = page.get_by_role("button", name="Print this: 1 sheet")
    page.goto(f"{CASE}?depth=card")
    button.click()
    assert page.evaluate("window.printed") == 1
    _depth(page, "Brief").click()
    expect(button).to_be_visible()
    _depth(page, "Whole dossier").click()
    expect(button).to_be_hidden()


def test_a_brief_of_two_sheets_says_so(page: Page) -> None:
    """Where a brief is too long for one sheet its button says two; the card of that case is still one."""
    page.route(
        f"**/{CASE}*",
        lambda route: route.fulfill(
            body=re.sub(
                r'<div class="digest"[^>]*>',
                '<div class="digest" data-length="overlong">',
                route.fetch().text(),
            ),
            content_type="text/html",
        ),
    )
    page.goto(f"{CASE}?depth=brief")
    expect(page.get_by_role("button", name="Print this: 2 sheets")).to_be_visible()
    _depth(page, "Summary").click()
    expect(page.get_by_role("button", name="Print this: 1 sheet")).to_be_visible()


def test_role_that_a_case_does_not_speak_to_is_let_pass(page: Page) -> None:
    """A role from elsewhere hides nothing."""
    page.goto(f"{CASE}?depth=full&role=astronaut")

    expect(page.get_by_label("Why it matters for")).to_have_value("")
    expect(page.locator(".role-note").first).to_be_visible()


def test_role_goes_along_from_home_to_the_case(page: Page) -> None:
    """From a way in on home by way of the list, the case opens for that role."""
    page.goto("")
    page.locator("main a[href$='ways-in/roles/communication/']").first.click()
    page.wait_for_url("**/ways-in/roles/communication/")
    page.locator("main a[href$='cases/?role=communication']").first.click()
    page.wait_for_url("**/cases/?role=communication")
    page.locator(f"#case-list a[href*='{CASE_ID}']").first.click()
    page.wait_for_url(f"**/{CASE}?role=communication")

    expect(page.get_by_label("Why it matters for")).to_have_value("communication")


# Cite


def test_citation_is_copied(page: Page, context: BrowserContext) -> None:
    """The button copies the sentence that stands above it, and says so."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(CASE)
    page.get_by_role("button", name="Copy the citation").click()

    expect(page.locator(".toast")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#citation").inner_text()
    assert copied.startswith("AI Governance Casebook, “ByteDance dismissed")


def test_citation_is_selected_where_nothing_can_be_copied(page: Page) -> None:
    """Without a clipboard the sentence is selected, and the reader is told to copy it."""
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(CASE)
    page.get_by_role("button", name="Copy the citation").click()

    expect(page.locator(".toast")).to_have_text("The text is selected: copy it with your keyboard")
    selected = page.evaluate("getSelection().toString()")
    assert selected.strip() == page.locator("#citation").inner_text()


def test_files_that_cite_are_there(page: Page) -> None:
    """Each file that the page offers answers, with what the site's address is."""
    page.goto(CASE)
    for link in some(page.locator("#cite + .part a[download]").all()):
        answer = page.request.get(f"{page.url}{(link.get_attribute('href') or '').split('/')[-1]}")
        assert answer.ok
        assert f"https://example.org/name/{CASE}" in answer.text()


# The reader's own list


def test_own_list_has_a_way_back_and_neighbours(page: Page, real: Reading, address: str) -> None:
    """From a filtered, sorted list a case leads to the next of that list, at the same depth."""
    page.goto("cases/?country=CN&sort=oldest")
    cases = [case for case in real.corpus.listed if "CN" in case.countries]
    shown = page.locator("#case-list .case-entry:not([hidden]) h3 a")
    expect(shown).to_have_count(len(cases))
    paths = [urlsplit(link.evaluate("element => element.href")).path for link in shown.all()]
    shown.nth(1).click()
    page.wait_for_url(f"**{paths[1]}")
    nav = page.get_by_role("navigation", name="Your list", exact=True)

    back = nav.get_by_role("link", name=f"Back to your list (2 of {len(cases)})")
    assert back.get_attribute("href") == f"{address}cases/?country=CN&sort=oldest"
    _depth(page, "Summary").click()
    nav.get_by_role("link", name="Next").click()
    page.wait_for_url(f"**{paths[2]}?depth=card")
    nav.get_by_role("link", name="Previous").click()
    page.wait_for_url(f"**{paths[1]}?depth=card")
    nav.get_by_role("link", name="Previous").click()
    page.wait_for_url(f"**{paths[0]}?depth=card")
    expect(nav.get_by_role("link")).to_have_count(2)
    nav.get_by_role("link", name=f"Back to your list (1 of {len(cases)})").click()
    page.wait_for_url("**/cases/?country=CN&sort=oldest")


def test_without_a_list_there_is_no_way_back(page: Page) -> None:
    """Who comes from elsewhere, or to a case outside the list, is offered no neighbour."""
    page.goto(CASE)
    expect(page.locator(".own-list")).to_have_count(0)
    page.goto("cases/?country=NL")
    page.locator("#case-list .case-entry:not([hidden]) h3 a").first.click()
    expect(page.locator(".own-list").first).to_be_visible()
    page.goto(CASE)
    expect(page.locator(".depths")).to_be_visible()
    expect(page.locator(".own-list")).to_have_count(0)


def test_no_list_is_kept_where_storage_is_forbidden(page: Page) -> None:
    """Where a browser forbids storage the list and the case work all the same."""
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no') } })"
    )
    page.goto("cases/")
    page.locator("#case-list h3 a").first.click()

    expect(page.locator(".depths")).to_be_visible()
    expect(page.locator(".own-list")).to_have_count(0)


# The list of cases


def _tick(page: Page, facet: str, value: str) -> None:
    group = page.locator(".facet", has=page.locator("summary", has_text=facet))
    if not group.evaluate("element => element.open"):
        group.locator("summary").click()
    group.locator(f"input[value='{value}']").check()


def test_cases_by_pattern_life_cycle_and_harm(page: Page, real: Reading) -> None:
    """The newer facets narrow the list to the cases that have all of it."""
    page.goto("cases/")
    case = real.corpus.cases[CASE_ID]
    assert case.system
    wanted = (case.failures[0].pattern, case.system.lifecycle[0], case.harms[0])
    for facet, value in zip(("Failure pattern", "Life cycle", "Harm"), wanted, strict=True):
        _tick(page, facet, value)
    expected = [
        each
        for each in real.corpus.listed
        if wanted[0] in [failure.pattern for failure in each.failures]
        and each.system
        and wanted[1] in each.system.lifecycle
        and wanted[2] in each.harms
    ]

    expect(page.locator("#case-list .case-entry:not([hidden])")).to_have_count(len(expected))
    assert list(query(page)) == ["pattern", "lifecycle", "harm"]


def _titles(page: Page) -> list[str]:
    return page.locator("#case-list .case-entry:not([hidden]) h3 a").all_text_contents()


def _middle(span: Span | None) -> float:
    """What the words for a span are made of."""
    return -1 if span is None else (span.fewest + span.most) / 2


def test_cases_are_sorted_as_asked(page: Page, real: Reading) -> None:
    """Each order puts the cases where it says; those without a number come last."""
    measures = real.corpus.measures
    numbers: dict[str, dict[str, float]] = {
        "claims": {case.title: len(case.claims) for case in real.corpus.listed},
        "answer": {
            case.title: _middle(measures[case.id].rumour_to_statement)
            for case in real.corpus.listed
        },
        "silence": {case.title: _middle(measures[case.id].silence) for case in real.corpus.listed},
    }
    for order, by_title in numbers.items():
        page.goto(f"cases/?sort={order}")
        expect(page.get_by_label("Sort")).to_have_value(order)
        assert [by_title[title] for title in _titles(page)] == sorted(
            by_title.values(), reverse=True
        )
    page.goto("cases/?sort=quickest")
    shown = [numbers["answer"][title] for title in _titles(page)]
    known = sorted(number for number in shown if number >= 0)
    assert shown == [*known, *[-1] * (len(shown) - len(known))]
    page.goto("cases/?sort=title")
    expect(page.locator("#case-list h3 a").first).not_to_have_text(real.corpus.listed[0].title)
    titles = _titles(page)
    assert titles == page.evaluate("all => all.sort((a, b) => a.localeCompare(b, 'en'))", titles)


def test_cases_where_something_held(page: Page, real: Reading) -> None:
    """One filter keeps the cases with a safeguard that held."""
    page.goto("cases/?held=yes")

    held = {case.title for case in real.corpus.listed if case.controls_that_worked}
    assert 0 < len(held) < len(real.corpus.listed)
    assert set(_titles(page)) == held


def test_cases_as_a_table(page: Page, real: Reading) -> None:
    """The table holds the cases that are shown, by keyboard, and the address says so."""
    page.goto("cases/?country=CN")
    page.get_by_role("button", name="Table").focus()
    page.keyboard.press("Enter")
    asks(page, {"country": ["CN"], "view": ["table"]})
    expected = [case for case in real.corpus.listed if "CN" in case.countries]

    rows = page.locator(".filter-results tbody tr")
    expect(rows).to_have_count(len(expected))
    assert rows.locator("th a").all_text_contents() == [case.title for case in expected]
    expect(page.locator("#case-list")).to_be_hidden()
    page.reload()
    expect(rows).to_have_count(len(expected))
    expect(page.get_by_role("button", name="Table")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Cards").click()
    expect(page.locator("#case-list")).to_be_visible()
    asks(page, {"country": ["CN"]})


def _file(page: Page) -> list[dict[str, str]]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download these as CSV").click()
    assert waiting.value.suggested_filename == "cases.csv"
    text = waiting.value.path().read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_file_holds_exactly_what_is_shown(page: Page, real: Reading, address: str) -> None:
    """The CSV has a line for each case that is shown, in that order, with terms in words."""
    page.goto("cases/?country=CN&sort=oldest")
    expect(page.locator(".chosen button").first).to_be_visible()
    titles = _titles(page)
    rows = _file(page)
    library = real.corpus.library

    assert [row["title"] for row in rows] == titles
    for row in rows:
        case = real.corpus.cases[row["id"]]
        assert row["address"] == f"{address}cases/{case.id}/"
        assert row["first_reported"] == case.disclosed
        assert row["claims"] == str(len(case.claims))
        span = real.corpus.measures[case.id].rumour_to_statement
        bounds = (str(span.fewest), str(span.most)) if span else ("", "")
        most = row["days_to_first_answer_at_most"]
        assert (row["days_to_first_answer_at_least"], most) == bounds
        assert row["countries"].split("; ") == [
            library.label("country", country) for country in case.countries
        ]
        assert set(filter(None, row["patterns"].split("; "))) == {
            library.patterns[failure.pattern].title for failure in case.failures
        }
    page.goto("cases/?q=xyzzyqwertz")
    expect(page.get_by_text("None of the cases fits all of this.")).to_be_visible()
    expect(page.get_by_role("button", name="Download these as CSV")).to_be_hidden()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+2", "'=1+2"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("\t=1", "\"'\t'=1\""),
        ("\uff1d1", "'\uff1d1"),
        ("a, b", '"a, b"'),
        ('say "x"', '"say ""x"""'),
        ('=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'),
        ("a\nb", '"a\nb"'),
        ("2024-10-18", "2024-10-18"),
        ("plain", "plain"),
        (None, ""),
    ],
)
def test_no_value_of_the_file_is_a_formula(still: Page, value: str | None, written: str) -> None:
    """What a spreadsheet would take for a formula is written as text; quotes are doubled."""
    script = "async value => (await import('/name/assets/js/shared/csv.mjs')).cell(value)"

    assert still.evaluate(script, value) == written


# Claims


def _claims_shown(page: Page) -> list[str]:
    links = page.locator(".claim-list > li:not([hidden]) a")
    found = links.evaluate_all("all => all.map((a) => a.href)")
    return ["/".join(urlsplit(link).path.split("/")[-3:-1]) for link in found]


def test_claims_are_filtered_and_counted(page: Page, real: Reading) -> None:
    """Status, claimant and subject narrow the claims; headings and facets count what is left."""
    page.goto("claims/")
    _tick(page, "Who said it", "anonymous")
    _tick(page, "What it is about", "scope")
    expected = [
        (case, claim)
        for case, claim in real.corpus.claims()
        if "anonymous" in {who.kind for who in claim.made_by} and "scope" in claim.about
    ]
    expect(page.locator(".claim-list > li:not([hidden])")).to_have_count(len(expected))

    assert set(_claims_shown(page)) == {f"{case.id}/{claim.id}" for case, claim in expected}
    asks(page, {"by": ["anonymous"], "about": ["scope"]})
    total = len(real.corpus.claims())
    expect(page.locator(".results-head__count")).to_have_text(f"{len(expected)} of {total} claims")
    for status in some({claim.status for _, claim in real.corpus.claims()}):
        number = sum(claim.status == status for _, claim in expected)
        heading = page.locator(f"#found-{status}")
        if number:
            expect(heading.locator(".group-count")).to_have_text(str(number))
            option = page.locator(f"input[name=status][value={status}]").locator("..")
            expect(option.locator(".facet__count")).to_have_text(str(number))
        else:
            expect(heading).to_be_hidden()
    page.reload()
    expect(page.locator(".claim-list > li:not([hidden])")).to_have_count(len(expected))


def test_claims_are_found_by_their_words(page: Page, real: Reading) -> None:
    """Typing narrows the claims to those that hold the words, and no index is fetched for it."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("claims/?status=denied")
    page.get_by_label("Search these claims").fill("10 million")
    page.wait_for_url("**q=10+million**")

    assert f"{CASE_ID}/loss-usd-10-million" in _claims_shown(page)
    asks(page, {"q": ["10 million"], "status": ["denied"]})
    assert [url for url in some(asked) if "pagefind" in url] == []


def test_claims_are_read_when_somebody_filters(page: Page, real: Reading) -> None:
    """Until then the overview stands there, and it comes back when the filters are taken away."""
    page.goto("claims/", wait_until="networkidle")
    overview = page.locator("#claims-overview")
    expect(overview).to_be_visible()
    expect(page.locator(".results-head__count")).to_have_text(f"{len(real.corpus.claims())} claims")
    with page.expect_response("**/claims-list.json"):
        _tick(page, "Who said it", "anonymous")
    expect(overview).to_be_hidden()
    expect(page.locator("[data-list=claims]:visible").first).to_be_visible()

    page.get_by_role("button", name="Clear filters").click()
    expect(overview).to_be_visible()
    expect(page.locator("[data-list=claims]:visible")).to_have_count(0)
    expect(page.locator(".no-results")).to_be_hidden()


@pytest.mark.parametrize("where", ["claims/", "cases/"])
def test_a_list_whose_file_does_not_come_says_so(page: Page, real: Reading, where: str) -> None:
    """What the page shows stays, and the next choice tries again."""
    page.route("**/assets/*-list.json", lambda route: route.abort())
    page.goto(f"{where}?status=denied")
    told = page.locator(".results-head__count")
    expect(told).to_have_text(re.compile("^[0-9,]+ (claims|cases); the list could not be loaded$"))
    expect(page.locator("#claims-overview, #case-list")).to_be_visible()

    page.unroute("**/assets/*-list.json")
    page.locator("input[name=status][value=refuted]").check()
    expect(told).to_have_text(re.compile(r"^\d+ of [0-9,]+ (claims|cases)$"))


def test_claims_stand_by_status_without_scripts(
    browser: Browser, address: str, real: Reading
) -> None:
    """Without JavaScript the overview leads to every claim by its status, and to late corrections."""
    made = browser.new_context(base_url=address, java_script_enabled=False)
    page = made.new_page()
    page.goto("claims/")
    expect(page.locator(".filters")).to_be_hidden()
    page.locator("#status-denied a").click()
    denied = [claim for _, claim in real.corpus.claims() if claim.status == "denied"]
    expect(page.locator(".claim-list > li")).to_have_count(len(denied))
    page.goto("claims/#late")
    page.locator("#late").click()
    expect(page.locator(".late > li")).to_have_count(len(corrected_late(real.corpus)))
    made.close()


# For everyone


@pytest.mark.parametrize(
    "where",
    [
        f"{CASE}?depth=card&role=hr",
        f"{CASE}?depth=brief",
        f"{CASE}?role=communication",
        "cases/?country=CN&view=table",
        "claims/?status=denied&by=anonymous",
    ],
)
def test_axe_finds_nothing_in_what_can_be_chosen(page: Page, where: str) -> None:
    """Each view is as accessible as the page it is of, in light and in dark colours."""
    page.emulate_media(reduced_motion="reduce")
    page.goto("cases/?country=CN")
    page.locator(f"#case-list a[href*='{CASE_ID}']").first.click()
    page.goto(where, wait_until="networkidle")
    for facet in page.locator(".facet > summary").all():
        if not facet.locator("..").evaluate("element => element.open"):
            facet.click()

    assert violations(page) == []


@pytest.mark.parametrize(
    "where", [f"{CASE}?depth=card&role=hr", f"{CASE}?depth=brief", "cases/?view=table", "claims/"]
)
def test_no_view_scrolls_sideways_on_a_phone(page: Page, where: str) -> None:
    """At 320 pixels each view fits its width."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("cases/?country=CN")
    page.locator(f"#case-list a[href*='{CASE_ID}']").first.click()
    page.goto(where, wait_until="networkidle")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert urls.CASES in page.url or urls.CLAIMS in page.url


# Addresses that somebody broke


@pytest.mark.parametrize("kind", [kind for kind in SCRIPTED if kind != "lost"])
def test_broken_address_opens_the_page_all_the_same(page: Page, watch: Watch, kind: str) -> None:
    """A query or a fragment that cannot be decoded is let pass by every set of scripts."""
    names = ("q", "depth", "role", "kind", "case", "status")
    query = "&".join(f"{name}=%E0%A4%A" for name in names)
    page.goto(f"{KINDS[kind].partition('?')[0]}?{query}#%", wait_until="load")
    page.evaluate("location.hash = '#%E0%A4%A'")

    expect(page.locator("h1").first).to_be_visible()
    assert watch.errors == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "where", ["cases/arup-deepfake-video-call/?depth=full", "contribute/rules/"]
)
def test_links_to_parts_stand_beside_their_parts(page: Page, where: str, width: int) -> None:
    """Whoever comes to one by keyboard sees it: in the margin of its part, and on the screen."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(where, wait_until="load")
    links = page.locator(".anchor:visible")
    far = links.evaluate_all(
        """links => links.filter((link) => {
          const own = link.getBoundingClientRect();
          const part = link.closest("[id]").getBoundingClientRect();
          return own.left < 0 || own.right < part.left - 24 || own.right > innerWidth;
        }).map((link) => link.getAttribute("href"))"""
    )

    assert links.count() > 10
    assert far == []


# What is heard


def test_claims_and_numbers_of_sources_are_heard_as_words(page: Page) -> None:
    """A claim is named by its words alone, a small number says that it is a source, and how many there are is told."""
    page.goto(f"{CASE}?depth=full")
    claim = page.locator("#claim-gpu-count")
    words = "The injected code is said to have reached more than 8,000 graphics cards."
    expect(claim.get_by_role("heading", name=words, exact=True)).to_be_visible()

    line = claim.locator("p", has_text="independent source")
    expect(line).to_contain_text("1 independent source among 3:")
    for link in some(line.locator("sup a").all()):
        expect(link).to_have_accessible_name(f"source {link.inner_text()}")
    expect(claim.locator(".claim__figure")).to_contain_text("more than 8,000 GPUs")


def test_the_trail_above_a_page_is_heard_without_its_strokes(page: Page) -> None:
    """The strokes between the steps are for the eye."""
    page.goto(CASE)
    trail = page.get_by_role("navigation", name="Breadcrumb").aria_snapshot()

    assert "/ByteDance" not in trail
    assert "text: /" not in trail


def test_the_cases_of_a_check_are_one_click_away(page: Page) -> None:
    """The number of cases beside a check leads to these cases."""
    page.goto("checklists/vetting/")
    page.locator("#vet-01 .item__meta a").click()

    expect(page).to_have_url(re.compile(r"/checks/vet-01/#cases$"))
    expect(page.locator("#cases")).to_be_in_viewport()
