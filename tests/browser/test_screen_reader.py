"""What a screen reader says, by a machine that follows the rules for names, roles and live regions.

Runs in `make node`, which installs the reader; without it these tests are skipped.
It is no substitute for a person with a screen reader: it knows the rules and not the habits.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import factories
import pytest
from playwright.sync_api import BrowserContext, FilePayload, Page, Route, expect
from support.some import some

READER = (
    factories.REPOSITORY
    / "tests/node/node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js"
)
LIST = "checklists/vetting/"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not READER.is_file(), reason="`make node` installs the reader"),
]

_START = """async (selector) => {
  const { virtual } = await import("/reader.js");
  window.reader = virtual;
  await virtual.start({ container: document.querySelector(selector) });
}"""
_SAID = """(ways) => reader.spokenPhraseLog().then(
  (log) => log.some((text) => ways.split("|").some((way) => text.startsWith(way))))"""
_WALK = """async () => {
  const most = 2000;
  for (let step = 0; step < most; step += 1) {
    await reader.next();
    const log = await reader.spokenPhraseLog();
    if (log.length > 2 && log.at(-1) === log[0]) break; // round once
  }
  const log = await reader.spokenPhraseLog();
  await reader.stop();
  return log;
}"""


class Hearing:
    """A page with a reader in it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def listen(self) -> None:
        """Wait for what is said by itself."""
        self.page.evaluate(_START, "body")
        self.page.evaluate("reader.clearSpokenPhraseLog()")

    def until(self, said: str) -> None:
        """Wait for a phrase that begins in one of these ways, parted by ``|``."""
        self.page.wait_for_function(_SAID, arg=said)

    def hush(self) -> list[str]:
        """What live regions have said since the last time, and say in the next moment."""
        self.page.wait_for_timeout(400)
        log: list[str] = self.page.evaluate("reader.spokenPhraseLog()")
        self.page.evaluate("reader.clearSpokenPhraseLog()")
        return [text for text in log if text.startswith(("polite: ", "assertive: "))]

    def said(self) -> list[str]:
        """The same, where something is said, however late; each of them once."""
        self.until("polite: |assertive: ")
        return self.hush()

    def read(self, selector: str) -> list[str]:
        """A part of the page, from its start to its end."""
        self.page.evaluate(_START, selector)
        log: list[str] = self.page.evaluate(_WALK)
        return log


@pytest.fixture
def hearing(browser: Any, address: str) -> Any:
    """A visitor whose pages may load the reader, which the site's policy would not let in."""
    context: BrowserContext = browser.new_context(
        base_url=address, bypass_csp=True, viewport={"width": 1280, "height": 900}
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    script = Path(READER).read_text("utf-8")

    def answer(route: Route) -> None:
        route.fulfill(body=script, content_type="text/javascript")

    context.route("**/reader.js", answer)
    yield Hearing(context.new_page())
    context.close()


def _open(hearing: Hearing, where: str) -> None:
    hearing.page.goto(where, wait_until="load")
    hearing.page.locator("[data-worklist] select").wait_for()


def test_every_control_of_a_check_names_the_check(hearing: Hearing) -> None:
    """Whoever jumps from field to field hears which check each belongs to."""
    _open(hearing, LIST)
    hearing.page.locator("#vet-03 .answer__more > summary").click()
    hearing.page.locator("#vet-03 input[value=na]").check()
    log = hearing.read("#vet-03")

    fields = [text for text in log if text.startswith("textbox, ")]
    assert len(fields) >= 3
    assert all("(VET-03)" in text for text in fields)
    assert "group, VET-03: how it stands" in log
    assert [text for text in log if text.startswith("radio, Not applicable")]
    assert 'radio "Not applicable" [checked]' in hearing.page.locator("#vet-03").aria_snapshot()
    assert "button, Copy link to VET-03" in log


def test_each_step_with_a_list_is_told_once(hearing: Hearing) -> None:
    """A tick tells the progress, a filter the number, a share and an import what came of them."""
    page = hearing.page
    _open(hearing, LIST)
    hearing.listen()
    page.locator("#vet-01 input[value=done]").check()
    (told,) = hearing.said()
    assert "1 of 35 checks done, 34 open." in told
    page.locator("#vet-02 input[value=na]").check()
    (told,) = hearing.said()
    assert "1 not applicable without a reason." in told

    page.locator(".worklist__part > summary", has_text="Share").click()
    page.get_by_role("button", name="Copy a link to these answers").click()
    assert hearing.said() == ["polite: Link copied."]
    link = page.evaluate("navigator.clipboard.readText()")
    file = FilePayload(
        name="team.csv", mimeType="text/csv", buffer=b"item,state\nVET-05,done\nX,done\n"
    )
    page.locator("#worklist-file").set_input_files(file)
    told = " ".join(hearing.said())
    assert told.count("Imported “team”: 1 answer.") == 1
    assert "1 left out:" in told

    page.locator(".worklist__part > summary", has_text="Filter").click()
    page.locator(".worklist__part .facet > summary", has_text="Level").click()
    hearing.hush()
    page.get_by_label("Advanced").first.check()
    told = " ".join(hearing.said())
    assert told.count("2 of 35 checks") == 1

    page.goto("about:blank")
    page.goto(link, wait_until="load")
    assert "This link holds “My assessment” with 2 answers." in hearing.read(".worklist__note")


@pytest.mark.parametrize(
    "where",
    [
        LIST,
        "checks/vet-20/",
        "embed/checklists/vetting/",
        "train/",
        "train/air-canada-chatbot/",
        "x/1/",
        "train/air-canada-chatbot/facilitator/",
    ],
)
def test_headings_are_in_order_and_said_once(hearing: Hearing, where: str) -> None:
    """One of the first level, none leaves a level out, and no name holds that of its own link."""
    hearing.page.goto(where, wait_until="load")
    hearing.page.wait_for_timeout(500)
    heads = [text for text in hearing.read("main") if text.startswith("heading, ")]
    levels = [int(text.rsplit("level ", 1)[1]) for text in heads]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert max(deeper - level for level, deeper in pairwise(levels)) <= 1
    if where != "train/":  # its headings carry counts
        assert not [text for text in some(heads) if "Link to “" in text]


def test_a_module_says_whether_it_is_open(hearing: Hearing) -> None:
    """The name of the switch stays, its state changes, and what is closed is not read."""
    page = hearing.page
    page.goto("x/1/", wait_until="load")
    tree = page.locator("main").aria_snapshot()
    assert "Module 1 (13 minutes)" in tree
    assert "A passenger asks for the reduced bereavement fare" not in tree

    page.locator("details.module > summary").first.click()
    tree = page.locator("main").aria_snapshot()
    assert "Module 1 (13 minutes)" in tree
    assert "Open module" not in tree
    assert "A passenger asks for the reduced bereavement fare" in tree


@pytest.mark.parametrize("where", ["cases/", "search/?q=intern", "checklists/vetting/"])
def test_a_filter_says_its_name_once(hearing: Hearing, where: str) -> None:
    """The switch says it, and whoever enters the group hears to what its boxes belong; no text repeats it."""
    hearing.page.goto(where, wait_until="load")
    if where == "checklists/vetting/":
        hearing.page.locator(".worklist__part > summary", has_text="Filter").click()
    facet = hearing.page.locator(".facet").first
    facet.wait_for()
    if facet.get_attribute("open") is None:
        facet.locator("summary").click()
    name = facet.locator("summary > span").first.inner_text()
    log = hearing.read(".facet")
    group = log.index(f"group, {name}")

    assert set(log[:group]) <= {"group", name, f"end, {name}"}
    assert log[group + 1].startswith(("checkbox, ", "radio, ", "searchbox, "))
    assert name not in log[group:]


def test_the_search_tells_how_much_it_found(hearing: Hearing) -> None:
    """The field says what it is for, the number is told when typing rests, choices have names."""
    page = hearing.page
    page.goto("", wait_until="load")
    hearing.listen()
    page.keyboard.press("/")
    hearing.until("combobox, Search cases, claims and checks")
    hearing.hush()
    page.keyboard.type("intern")
    page.get_by_role("option").first.wait_for()
    told = hearing.said()
    assert len(told) == 1
    assert "answers found. Use the arrow keys to choose." in told[0]

    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    active = page.get_by_role("combobox").get_attribute("aria-activedescendant")
    assert chosen.get_attribute("id") == active
    assert chosen.inner_text().strip()
