"""Terms explain themselves: to a mouse, to the keyboard, to a finger, and without scripts."""

from __future__ import annotations

import pytest
from casebook.base import urls
from casebook.reading.load import Reading
from playwright.sync_api import Browser, Page, expect
from support.visiting import KINDS, painted, violations

pytestmark = pytest.mark.browser
TERM = "a.term.status--denied"


@pytest.fixture
def meaning(real: Reading) -> str:
    """What the glossary says of the term."""
    return real.corpus.library.term("claim-status", "denied").definition or ""


def test_mouse_that_rests_on_a_term_gets_its_meaning(page: Page, meaning: str) -> None:
    """The hint comes without moving anything, can be pointed at, and goes with Escape."""
    page.goto("")
    term, hint = page.locator(TERM), page.locator(".term-hint")
    term.scroll_into_view_if_needed()
    painted(page)  # scrolling hides a hint
    before = page.locator("#newest").bounding_box()
    term.hover()
    expect(hint).to_have_text(meaning)
    expect(hint).to_be_in_viewport(ratio=1)
    expect(term).to_have_accessible_description(meaning)
    assert page.locator("#newest").bounding_box() == before
    assert violations(page) == []

    hint.hover()
    page.wait_for_timeout(300)
    expect(hint).to_be_visible()
    page.keyboard.press("Escape")
    expect(hint).to_be_hidden()
    expect(term).not_to_have_attribute("aria-describedby", "term-hint")


def test_keyboard_that_reaches_a_term_gets_its_meaning(page: Page, meaning: str) -> None:
    """The hint stands while the term has the focus, and Enter leads to the glossary."""
    page.goto("")
    term, hint = page.locator(TERM), page.locator(".term-hint")
    page.locator("a.term").first.focus()
    while page.evaluate(f"!document.activeElement.matches('{TERM}')"):
        page.keyboard.press("Tab")
    expect(hint).to_have_text(meaning)
    page.keyboard.press("Tab")
    expect(term).not_to_have_attribute("aria-describedby", "term-hint")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{urls.term('claim-status', 'denied')}")
    expect(page.locator("dt:target")).to_be_in_viewport()


def test_page_that_scrolls_to_a_term_keeps_its_meaning(page: Page, meaning: str) -> None:
    """The keyboard reaches a term below the screen, and has the hint; once the term is out of sight it goes."""
    page.set_viewport_size({"width": 1280, "height": 300})
    page.goto("")
    term, hint = page.locator(TERM), page.locator(".term-hint")
    page.evaluate(
        f"document.querySelector('{TERM}').focus({{ preventScroll: true, focusVisible: true }})"
    )
    expect(hint).to_have_text(meaning)
    term.scroll_into_view_if_needed()
    painted(page)
    expect(hint).to_be_in_viewport(ratio=1)
    expect(term).to_have_accessible_description(meaning)

    page.evaluate("scrollTo(0, 0)")
    expect(hint).to_be_hidden()


def test_finger_taps_once_for_the_meaning_and_twice_for_the_glossary(
    browser: Browser, address: str, meaning: str
) -> None:
    """On a phone the first tap explains, inside the screen, and the second leads on."""
    made = browser.new_context(
        base_url=address, has_touch=True, is_mobile=True, viewport={"width": 320, "height": 640}
    )
    page = made.new_page()
    page.goto("trends/")
    term, hint = page.locator(TERM), page.locator(".term-hint")
    term.scroll_into_view_if_needed()
    painted(page)  # scrolling hides a hint
    term.tap()
    expect(hint).to_have_text(meaning)
    expect(hint).to_be_in_viewport(ratio=1)
    term.tap()
    page.wait_for_url(f"**/{urls.term('claim-status', 'denied')}")
    made.close()


@pytest.mark.parametrize(
    ("where", "vocabulary", "term"),
    [
        (KINDS["case"], "case-kind", "incident"),
        (KINDS["case"], "seen", "excerpt"),
        (KINDS["check"], "checklist-mode", "do-confirm"),
        (KINDS["pattern"], "failure-basis", "established"),
    ],
)
def test_terms_explain_themselves_on_pages_of_all_kinds(
    page: Page, real: Reading, where: str, vocabulary: str, term: str
) -> None:
    """Not only statuses: kinds, grounds, levels and what was seen of a source get their meaning too."""
    page.goto(where)
    word = page.locator(f"a.term[href$='#{urls.term_anchor(vocabulary, term)}']")
    word.scroll_into_view_if_needed()
    painted(page)  # scrolling hides a hint
    word.hover()

    expect(page.locator(".term-hint")).to_have_text(
        real.corpus.library.term(vocabulary, term).definition or ""
    )


def test_term_without_a_glossary_is_a_plain_link(page: Page) -> None:
    """Where the glossary cannot be had there is no empty box."""
    page.route("**/glossary/", lambda route: route.abort())
    page.goto("")
    page.locator(TERM).hover()
    page.wait_for_timeout(500)
    expect(page.locator(".term-hint")).to_be_hidden()


def test_term_without_scripts_leads_to_the_glossary(browser: Browser, address: str) -> None:
    """Without a script a term is a link to its meaning."""
    made = browser.new_context(base_url=address, java_script_enabled=False)
    page = made.new_page()
    page.goto("")
    page.locator(TERM).click()
    expect(page.locator("dt:target")).to_have_text("Denied")
    made.close()


@pytest.mark.parametrize("put_back", [False, True])
@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_terms_of_checks_to_take_home_explain_themselves(
    page: Page, real: Reading, put_back: bool, by: str
) -> None:
    """Also where the checks came anew to the page after it was loaded, as those of a role make way again."""
    page.goto(f"{KINDS['case']}?depth=card")
    if put_back:
        page.get_by_label("Why it matters for").select_option(index=1)
        page.get_by_label("Why it matters for").select_option("")
    meant = real.corpus.library.term("level", "essential").definition or ""
    term = page.locator(f".take-home a[href$='#{urls.term_anchor('level', 'essential')}']")
    term.scroll_into_view_if_needed()
    painted(page)  # scrolling hides a hint
    if by == "mouse":
        term.hover()
    else:
        page.locator(".take-home .check a").first.focus()
        page.keyboard.press("Tab")
        expect(term).to_be_focused()
    expect(page.locator(".term-hint")).to_have_text(meant)
    expect(term).to_have_accessible_description(meant)
    page.keyboard.press("Escape")
    expect(page.locator(".term-hint")).to_be_hidden()
