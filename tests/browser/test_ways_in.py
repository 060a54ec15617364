"""Ten everyday questions, asked as a reader would: from home to the right check in at most three actions.

An action is a click or words typed into the search box. No task knows an
address: it clicks what is written on the page, and looks where it has come to.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

import pypdf
import pytest
from casebook.base import urls
from casebook.reading.load import Reading
from playwright.sync_api import Browser, Locator, Page, expect
from support import markup, sites
from support import paper as printed
from support.sites import Built
from support.some import some

pytestmark = pytest.mark.browser


@dataclass
class Reader:
    """Somebody at home with a question, who counts what they have to do."""

    page: Page
    actions: int = 0

    def clicks(self, words: str) -> None:
        """Click the first thing in the content that says so: a link, or what unfolds a list."""
        self.actions += 1
        self._saying("main", words).click()
        self.page.wait_for_load_state("load")

    def types(self, words: str) -> None:
        """Type into the search box of the header and wait for what it offers."""
        self.actions += 1
        self.page.get_by_role("combobox").fill(words)
        self.page.locator("#site-search-hits [role=option]").first.wait_for()

    def chooses(self, words: str) -> None:
        """Click an offer of the search box."""
        self.actions += 1
        self._saying("#site-search-hits", words).click()
        self.page.wait_for_load_state("load")

    def _saying(self, where: str, words: str) -> Locator:
        said = re.compile(re.escape(words), re.IGNORECASE)
        inside = self.page.locator(f"{where} :is(a, summary):visible")
        return inside.filter(has_text=said).first


TASKS: dict[str, tuple[list[tuple[str, str]], str]] = {
    "An intern starts on Monday: who looks after them?": (
        [("clicks", "interns into the cluster"), ("clicks", "accountable host")],
        "VET-20",
    ),
    "A post says we lost millions: what do we say first?": (
        [("clicks", "rumour about us"), ("clicks", "holding statement")],
        "COM-09",
    ),
    "Our chatbot insults customers: who may switch it off?": (
        [("clicks", "bot said something"), ("clicks", "override or stop")],
        "BAL-17",
    ),
    "A researcher goes to a competitor: what about the passwords?": (
        [("clicks", "our models is leaving"), ("clicks", "shared secret")],
        "VET-30",
    ),
    "The coding agent may run commands on the live database": (
        [("clicks", "agent can change"), ("clicks", "irreversible")],
        "BAL-18",
    ),
    "I work in HR: what must be done in any case before somebody starts?": (
        [("clicks", "HR and vetting"), ("clicks", "Confirm each hire")],
        "VET-06",
    ),
    "I have the words of a check in my head: two people approve a change": (
        [("types", "second person approve training code"), ("chooses", "second person")],
        "SEC-06",
    ),
    "We keep repeating a number nobody has checked": (
        [("clicks", "Claim repeated without checking"), ("clicks", "COM-13")],
        "COM-13",
    ),
    "The auditor asks about automated decisions under the GDPR": (
        [("clicks", "GDPR"), ("clicks", "BAL-21")],
        "BAL-21",
    ),
    "The security list, from the first line": (
        [("clicks", "Security"), ("clicks", "SEC-01")],
        "SEC-01",
    ),
}


@pytest.mark.reads
@pytest.mark.parametrize("question", TASKS)
def test_from_home_to_the_right_check(page: Page, real: Reading, question: str) -> None:
    """Each of ten everyday questions leads from home to its check in at most three actions."""
    steps, check = TASKS[question]
    page.goto("")
    reader = Reader(page)
    for action, words in steps:
        getattr(reader, action)(words)

    expect(page.locator("h1")).to_have_text(real.corpus.library.checks[check].item.statement)
    expect(page.locator("article .kicker").first).to_contain_text(check)
    assert reader.actions <= 3


def test_there_are_ten_tasks_of_every_kind() -> None:
    """The tasks use questions, roles, the search, patterns, frameworks and lists, and none is longer."""
    assert len(TASKS) == 10
    assert {action for steps, _ in TASKS.values() for action, _ in steps} == {
        "clicks",
        "types",
        "chooses",
    }


def test_every_question_of_home_leads_to_its_first_check(site: Built, real: Reading) -> None:
    """Each question is a link to its page, which begins with its first check."""
    home = site.trees[""]
    asked = {
        markup.words(link): link.get("href")
        for link in home.xpath("//main//a[starts-with(@href, 'ways-in/')]")
    }
    for way in some(real.corpus.library.ways_in):
        address = urls.way(way.id)
        assert asked[way.question] == address
        (checks,) = site.trees[address].xpath("//ol[@class='way__checks']")
        assert markup.links(checks, address)[0] == urls.item(way.checks[0].item)


@pytest.mark.reads
def test_the_last_question_of_home_leads_on(page: Page, real: Reading) -> None:
    """Whoever clicks a question sees it as the heading, and its first check leads on."""
    way = real.corpus.library.ways_in[-1]
    page.goto("")
    reader = Reader(page)
    reader.clicks(way.question)
    expect(page.locator("h1")).to_have_text(way.question)
    statement = real.corpus.library.checks[way.checks[0].item].item.statement
    page.get_by_role("main").get_by_role("link", name=statement).click()
    expect(page.locator("h1")).to_have_text(statement)


FIRST_HOUR = "ways-in/first-hour/"


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_first_hour_prints_on_one_sheet(page: Page, real: Reading, paper: str) -> None:
    """Every step and every text stands on one sheet of either size, and no button."""
    page.goto(FIRST_HOUR, wait_until="networkidle")
    (sheet,) = pypdf.PdfReader(io.BytesIO(page.pdf(format=paper))).pages
    text = "".join(printed.words(sheet).split())
    plan = real.corpus.library.first_hour
    assert plan is not None

    said = [*(s.do for s in plan.steps), *(s.shows for s in plan.steps)]
    said += [line for each in plan.texts for line in each.lines]
    assert [words for words in some(said) if "".join(words.split()) not in text] == []
    assert "Copythistext" not in text
    assert f"{sites.ADDRESS}{FIRST_HOUR}" in text


def test_texts_of_the_first_hour_are_copied(page: Page, real: Reading) -> None:
    """A button copies its text, paragraphs apart, ready to be pasted, and says so."""
    plan = real.corpus.library.first_hour
    assert plan is not None
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(FIRST_HOUR)
    buttons = page.get_by_role("button", name="Copy this text")
    expect(buttons).to_have_count(len(plan.texts))
    for text, button in some(zip(plan.texts, buttons.all(), strict=True)):
        page.evaluate("navigator.clipboard.writeText('')")
        button.click()
        # What was said of the text before may still stand there.
        page.wait_for_function("navigator.clipboard.readText().then((held) => held !== '')")
        expect(page.locator(".toast")).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert [" ".join(part.split()) for part in copied.split("\n\n")] == list(text.lines)


@pytest.mark.reads
@pytest.mark.parametrize(
    "words", ["first hour", "template", "wording", "holding statement template"]
)
def test_search_finds_the_first_hour(page: Page, words: str) -> None:
    """Whoever types what they need finds the plan among the first three that the page of results shows."""
    page.goto(f"search/?q={words.replace(' ', '+')}")
    page.locator(".answers a").first.wait_for()
    page.locator(".result").first.wait_for()
    shown = page.locator(".answers a, .result > h3 > a").all()
    first = [link.get_attribute("href") or "" for link in shown]

    assert any(link.endswith(FIRST_HOUR) for link in first[:3])


@pytest.mark.reads
def test_a_crisis_is_one_click_from_home(page: Page) -> None:
    """Home leads to the plan at once, and the plan to the wording."""
    page.goto("")
    reader = Reader(page)
    reader.clicks("Something happened")
    expect(page.locator("h1")).to_contain_text("your first hour")
    reader.clicks("To the wording")
    expect(page.locator("#wording")).to_be_in_viewport()


def test_ways_in_without_scripts(browser: Browser, address: str, real: Reading) -> None:
    """The questions work as plain links where no script runs."""
    made: Any = browser.new_context(base_url=address, java_script_enabled=False)
    page = made.new_page()
    page.goto("")
    reader = Reader(page)
    reader.clicks("interns into the cluster")
    reader.clicks("accountable host")
    expect(page.locator("h1")).to_have_text(real.corpus.library.checks["VET-20"].item.statement)
    made.close()
