"""The clock on the page of the person who leads, by a clock that the tests wind on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from support.some import some
from support.visiting import Watch

pytestmark = pytest.mark.browser
GUIDE = "train/bytedance-intern-model-training-2024/facilitator/"
MARKED = "[aria-current=step]"


@pytest.fixture
def guide(page: Page) -> Page:
    """The guide, at ten in the morning, with nothing started."""
    page.clock.install(time="2026-11-27T09:59:59Z")
    # It stands still but for what the tests wind it on, however long they take.
    page.clock.pause_at("2026-11-27T10:00:00Z")
    page.goto(GUIDE)
    expect(page.locator("[data-clock]")).to_be_visible()
    return page


def _start(page: Page) -> None:
    page.get_by_role("button", name="Start the clock").click()


def _wind(page: Page, minutes: float) -> None:
    page.clock.fast_forward(round(minutes * 60_000))


def _shown(page: Page) -> list[str]:
    """Time, part and inject, as they stand in the clock."""
    return [
        page.locator(f"[data-clock-{name}]").inner_text() for name in ("time", "part", "inject")
    ]


def _marked(page: Page) -> list[str]:
    """What is marked as under way, in the plan and in the text."""
    return [each.inner_text().split("\n")[0] for each in page.locator(MARKED).all()]


def test_the_clock_tells_minute_part_and_next_inject(guide: Page) -> None:
    """From the start on it shows what has passed, what is left of a part, and what comes when."""
    first = "A message from an engineer in the team"
    assert _shown(guide) == [
        "0:00",
        "Start it when you begin speaking.",
        f"Inject at 12: {first}",
    ]
    assert _marked(guide) == []

    _start(guide)
    assert _shown(guide)[:2] == ["0:00", "Briefing: 5 minutes left"]
    _wind(guide, 4.5)
    assert _shown(guide) == ["4:30", "Briefing: 1 minute left", f"Inject at 12: {first}"]
    _wind(guide, 0.5)
    assert _shown(guide)[:2] == ["5:00", "Runs that go wrong: 18 minutes left"]
    _wind(guide, 7)
    assert _shown(guide) == ["12:00", "Runs that go wrong: 11 minutes left", f"Inject now: {first}"]
    _wind(guide, 2)
    assert _shown(guide)[2] == "Inject at 17: A question from the cluster team"
    _wind(guide, 60)
    assert _shown(guide) == ["74:00", "It does not go away: 7 minutes left", "No more injects"]
    _wind(guide, 18)
    assert _shown(guide)[:2] == ["92:00", "Hot wash: 2 minutes over"]


def test_the_plan_and_the_text_mark_what_is_under_way(guide: Page) -> None:
    """The part and its last inject are marked in the plan and where they stand; then the next ones."""
    _start(guide)
    _wind(guide, 13)
    marked = [
        each.get_attribute("id") or each.get_attribute("data-part") or ""
        for each in guide.locator(MARKED).all()
    ]
    assert marked == ["runs-that-fail", "", "runs-that-fail", "inject-same-tool"]
    assert guide.locator(f"tr{MARKED}").last.inner_text().startswith("12\t")

    _wind(guide, 11)
    assert [guide.locator(f"{kind}{MARKED}").count() for kind in ("tr", "h2", "li")] == [1, 1, 0]
    expect(guide.locator(f"h2{MARKED}")).to_contain_text("Module 2: A name comes up")


def test_the_clock_is_worked_by_keyboard(guide: Page) -> None:
    """Start, pause, a minute on and back, the next part, and back to zero, without a mouse."""
    guide.locator("[data-clock-run]").focus()
    guide.keyboard.press("Enter")
    _wind(guide, 3)
    guide.keyboard.press("Space")
    expect(guide.get_by_role("button", name="Go on")).to_be_focused()
    _wind(guide, 30)
    assert _shown(guide)[0] == "3:00"

    for name, then in (("+1 minute", "4:00"), ("\N{MINUS SIGN}1 minute", "3:00")):
        guide.get_by_role("button", name=name).focus()
        guide.keyboard.press("Enter")
        assert _shown(guide)[0] == then, name
    guide.get_by_role("button", name="Next part").focus()
    guide.keyboard.press("Enter")
    assert _shown(guide)[:2] == ["5:00", "Runs that go wrong: 18 minutes left"]

    guide.get_by_role("button", name="To zero").focus()
    guide.keyboard.press("Enter")
    assert _shown(guide)[:2] == ["0:00", "Start it when you begin speaking."]
    expect(guide.get_by_role("button", name="Start the clock")).to_be_focused()
    assert _marked(guide) == []


def test_who_speaks_to_the_computer_says_what_a_button_shows(guide: Page) -> None:
    """The name of each button begins with the words that stand on it (WCAG 2.5.3)."""
    for button in some(guide.locator("[data-clock] button").all()):
        shown = " ".join(button.inner_text().split())
        assert (button.get_attribute("aria-label") or shown).startswith(shown)


def test_back_stops_at_zero_and_next_at_the_last_part(guide: Page) -> None:
    """There is no minute before the first, and nothing after the hot wash; the keyboard keeps its place."""
    guide.get_by_role("button", name="\N{MINUS SIGN}1 minute").click()
    assert _shown(guide)[0] == "0:00"
    following = guide.get_by_role("button", name="Next part")
    for _ in range(5):
        following.click()
    assert _shown(guide)[:2] == ["81:00", "Hot wash: 9 minutes left"]
    expect(following).to_be_disabled()
    expect(guide.get_by_role("button", name="Go on")).to_be_focused()


def test_the_clock_goes_on_while_the_page_is_away(guide: Page) -> None:
    """A page that is loaded anew shows what has passed since; a clock that stood, stands."""
    _start(guide)
    _wind(guide, 6)
    guide.reload()
    _wind(guide, 2)
    assert _shown(guide)[:2] == ["8:00", "Runs that go wrong: 15 minutes left"]

    guide.get_by_role("button", name="Pause").click()
    guide.reload()
    _wind(guide, 2)
    assert _shown(guide)[0] == "8:00"
    guide.goto(GUIDE.replace("bytedance-intern-model-training-2024", "air-canada-chatbot"))
    assert _shown(guide)[0] == "0:00"


def test_a_button_knows_the_time_better_than_the_screen(guide: Page, watch: Watch) -> None:
    """After a computer slept, a press may come before the clock has shown what has passed."""
    _start(guide)
    guide.clock.set_system_time("2026-11-27T11:22:30Z")
    guide.get_by_role("button", name="Next part").click()
    assert _shown(guide)[1] == "Hot wash: 8 minutes left"
    assert watch.errors == []


def test_a_clock_forgotten_overnight_begins_anew(guide: Page) -> None:
    """The next group finds it at zero; after a long lunch it still runs."""
    _start(guide)
    _wind(guide, 5 * 60)
    guide.reload()
    assert _shown(guide)[0] == "300:00"
    _wind(guide, 20 * 60)
    guide.reload()
    assert _shown(guide)[:2] == ["0:00", "Start it when you begin speaking."]


@pytest.mark.parametrize(
    "kept",
    ["", "[", "null", "{}", "[-5, null]", '["a", "b"]', "[1]", '[1, "x"]', '[["x"], 5]', "[1, {}]"],
)
def test_what_was_kept_and_cannot_be_read_is_passed_over(
    guide: Page, watch: Watch, kept: str
) -> None:
    """Then the clock stands at zero, and can be started."""
    key = "casebook-clock-bytedance-intern-model-training-2024"
    guide.evaluate("([key, kept]) => sessionStorage.setItem(key, kept)", [key, kept])
    guide.reload()
    assert _shown(guide)[0] == "0:00"
    _start(guide)
    _wind(guide, 1)
    assert _shown(guide)[0] == "1:00"
    assert watch.errors == []


def test_the_clock_runs_where_nothing_may_be_kept(guide: Page, watch: Watch) -> None:
    """A browser that forbids storage takes nothing but the memory."""
    guide.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('forbidden'); } })"
    )
    guide.reload()
    _start(guide)
    _wind(guide, 1)
    assert _shown(guide)[0] == "1:00"
    assert watch.errors == []


def test_a_screen_reader_hears_of_changes_and_of_nothing_between(guide: Page) -> None:
    """Politely, once for each part, inject and step by hand; not once a second or a minute."""
    guide.evaluate(
        """() => {
          window.heard = [];
          const place = document.querySelector("[data-clock-said]");
          new MutationObserver(() => heard.push(place.textContent)).observe(place, { childList: true });
        }"""
    )
    status = guide.locator("[data-clock] [role=status]")
    assert status.count() == 1
    assert guide.locator("[data-clock] [aria-live], [data-clock] [role=timer]").count() == 0
    _start(guide)
    guide.clock.run_for(12 * 60_000)
    guide.get_by_role("button", name="Pause").click()
    guide.get_by_role("button", name="+1 minute").click()
    guide.get_by_role("button", name="Go on").click()
    assert guide.evaluate("heard") == [
        "Briefing: 5 minutes left.",
        "Runs that go wrong: 18 minutes left.",
        "Inject: A message from an engineer in the team.",
        "The clock is at minute 12.",
        "Minute 13.",
        "The clock runs.",
    ]


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_running_clock_stays_in_sight_and_moves_nothing(guide: Page, width: int) -> None:
    """Over the whole exercise nothing under the clock changes its place, and the clock is seen everywhere."""
    guide.set_viewport_size({"width": width, "height": 844})
    heights = {guide.evaluate("document.documentElement.scrollHeight")}
    _start(guide)
    for _ in range(95):
        _wind(guide, 1)
        heights.add(guide.evaluate("document.documentElement.scrollHeight"))
    assert len(heights) == 1
    assert guide.evaluate("document.documentElement.scrollWidth") <= width

    guide.goto(f"{GUIDE}#it-goes-on")
    box = guide.locator("[data-clock]")
    expect(box).to_be_in_viewport()
    expect(guide.locator("#it-goes-on")).to_be_in_viewport()
    under = guide.locator("#it-goes-on").bounding_box()
    over = box.bounding_box()
    assert under
    assert over
    assert under["y"] >= over["y"] + over["height"]


def test_paper_has_no_clock(guide: Page) -> None:
    """Nor any other button, and the plan does not show what was under way."""
    _start(guide)
    guide.emulate_media(media="print")
    expect(guide.locator("[data-clock]")).to_be_hidden()
    expect(guide.locator("main button:visible")).to_have_count(0)
    row = guide.locator(f"tr{MARKED}")
    assert row.evaluate("(row) => getComputedStyle(row).outlineStyle") == "none"


def test_without_scripts_there_is_no_clock(browser: Browser, address: str) -> None:
    """The plan stands there as before, without an empty box."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(GUIDE)
    expect(page.locator("[data-clock]")).to_be_hidden()
    expect(page.locator("#plan")).to_be_visible()
    context.close()
