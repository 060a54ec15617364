"""The page of the web form as people use it: by keyboard, with mistakes, on a phone, without scripts."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import factories
import pytest
from casebook.authoring import scaffold
from casebook.corpus.corpus import Corpus
from casebook.reading.load import Loader, Reading
from casebook.source import read_bytes
from casebook.source.reading import MAX_BYTES
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from support import formpage, server, sites
from support.sites import Built
from support.some import some
from support.visiting import Watch, violations

pytestmark = pytest.mark.browser

NEW = "contribute/new-case/"
BYTEDANCE = "bytedance-intern-model-training-2024"

_FOCUSED = """() => {
  const it = document.activeElement;
  const words = it.getAttribute("aria-label") ?? [...(it.labels ?? [])].map((l) => l.textContent).join(" ");
  return [words || it.textContent, it.tagName, it.type ?? ""];
}"""


class Keyboard:
    """Somebody who uses no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def reach(self, label: str, most: int = 60) -> None:
        """Press Tab until the control with this label has the focus."""
        passed = []
        for _ in range(most):
            self.page.keyboard.press("Tab")
            self.pressed += 1
            words = self.page.evaluate(_FOCUSED)[0].strip()
            if words.startswith(label):
                return
            passed.append(words)
        message = f"{label!r} is not among {passed}"
        raise AssertionError(message)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.page.keyboard.type(text)

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1


def _open(page: Page, query: str = "") -> None:
    page.goto(NEW + query, wait_until="load")
    page.locator("#case-form form").wait_for()


def _errors(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".error-summary li").all_inner_texts()]


def _block(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def _fill_draft(page: Page) -> None:
    """What a draft needs, about a case that is made up."""
    page.get_by_role("textbox", name="Title").first.fill(
        "Harbour Ferries' bot offered a discount that did not exist in 2024"
    )
    page.get_by_role("textbox", name="Summary").fill(
        "In May 2024 a bot offered travellers a discount that does not exist. How often it did so is only claimed."
    )
    page.get_by_label("Incident").check()
    page.get_by_role("textbox", name="First made public").fill("2024-06-03")
    source, fact = _block(page, "Source 1"), _block(page, "Fact 1")
    source.get_by_role("textbox", name="Title").fill("Ferry bot: a discount nobody can book")
    source.get_by_role("textbox", name="Publisher").fill("The Daily")
    source.get_by_role("textbox", name="Web address").fill("https://daily.example/ferry-bot")
    source.get_by_label("Kind").select_option("press")
    source.get_by_label("Language").select_option("en")
    source.get_by_label("Excerpt seen").check()
    fact.get_by_role("textbox", name="The fact").fill(
        "The bot offered a traveller a discount that does not exist."
    )
    fact.get_by_label("Reported").check()


def _checked(text: str, case_id: str, folder: Path) -> sites.Ran:
    path = folder / f"{case_id}.yml"
    path.write_text(text, encoding="utf-8")
    return sites.run("check", path)


# A newcomer


def test_newcomer_writes_a_draft_by_keyboard(page: Page, watch: Watch, tmp_path: Path) -> None:
    """From an empty form to a draft that the check accepts, without a mouse and without a policy broken."""
    _open(page)
    hands = Keyboard(page)
    hands.reach("Title")
    hands.type("Harbour Ferries' bot offered a discount that did not exist in 2024")
    hands.reach("Summary")
    hands.type(
        "In May 2024 a bot offered travellers a discount that does not exist. How often is only claimed."
    )
    hands.reach("Incident")
    hands.press("Space")
    hands.reach("First made public")
    hands.type("3 June 2024")
    hands.reach("Title")
    expect(page.get_by_role("textbox", name="First made public")).to_have_value("2024-06-03")
    hands.type("Ferry bot: a discount nobody can book")
    hands.reach("Publisher")
    hands.type("The Daily")
    hands.reach("Web address")
    hands.type("https://daily.example/ferry-bot")
    hands.reach("Kind")
    hands.type("Press")
    hands.reach("Language")
    hands.type("English")
    hands.reach("Read in full")
    hands.press("ArrowDown")
    hands.reach("The fact")
    hands.type("The bot offered a traveller a discount that does not exist.")
    hands.reach("Admission")
    hands.press("ArrowUp")
    expect(_block(page, "Fact 1")).to_contain_text(
        "Ferry bot: a discount nobody can book (the only one so far)"
    )
    hands.reach("Name of the file")
    hands.reach("Check and make the file")
    hands.press("Enter")
    expect(page.locator(":focus")).to_have_text("Your file is ready")
    hands.reach("Use this name")
    hands.press("Enter")
    expect(page.locator(":focus")).to_have_text("Download the file")
    text = formpage.file(page)
    (case_id,) = [line.removeprefix("id: ") for line in text.splitlines() if line.startswith("id:")]
    ran = _checked(text, case_id, tmp_path)

    assert case_id == "harbour-ferries-bot-offered-discount-2024"
    assert ("1 file checked: 0 problems.", 0) == (ran.stderr.strip(), ran.returncode)
    assert "disclosed: 2024-06-03\n" in text
    assert 'title: "Ferry bot: a discount nobody can book"' in text
    assert "sources: [daily]" in text
    assert hands.pressed < 60
    assert (watch.errors, watch.elsewhere) == ([], [])


def test_newcomer_adds_a_claim_and_a_check(page: Page, tmp_path: Path) -> None:
    """Claims, a country that is searched for and a check of a lesson end in a draft that the check accepts."""
    _open(page)
    _fill_draft(page)
    page.get_by_role("heading", name="What was said").click()
    page.get_by_role("button", name="Add a claim", exact=True).click()
    claim = _block(page, "Claim 1")
    claim.get_by_role("textbox", name="The claim").fill(
        "Thousands of travellers were offered the discount."
    )
    claim.get_by_label("Scope").check()
    maker = claim.get_by_role("group", name="Claimant 1", exact=True)
    maker.get_by_label("Kind").select_option("press")
    claim.get_by_role("textbox", name="When it was first said").fill("2024-06-03")
    claim.get_by_label("Status", exact=True).select_option("unverified")
    claim.get_by_role("textbox", name="Reason").fill(
        "The newspaper names no source.\n\n- Nobody has answered."
    )
    page.get_by_role("heading", name="When, where and who").click()
    countries = page.get_by_role("combobox", name="Search countries")
    countries.fill("norw")
    page.get_by_role("option", name="Norway").wait_for()
    countries.press("ArrowDown")
    countries.press("Enter")
    page.get_by_role("heading", name="What to learn").click()
    page.get_by_role("button", name="Add a lesson", exact=True).click()
    lesson = _block(page, "Lesson 1")
    lesson.get_by_role("textbox", name="The lesson").fill("Say who answers for the bot.")
    lesson.get_by_role("button", name="Add a check").click()
    check = lesson.get_by_role("combobox", name="Check")
    check.fill("com-01")
    lesson.locator(".lookup__list li:visible").first.wait_for()
    check.press("Enter")
    lesson.get_by_role("textbox", name="Why").fill("Somebody would have been told.")
    formpage.finish(page)
    text = formpage.file(page)
    ran = _checked(text, "harbour-ferries-bot-offered-discount-2024", tmp_path)

    assert ("1 file checked: 0 problems.", 0) == (ran.stderr.strip(), ran.returncode)
    assert 'countries: ["NO"]\n' in text
    assert "- item: COM-01\n" in text
    assert "    reason: |-\n" in text


# Mistakes


def test_mistakes_are_told_at_once_and_where_they_are(page: Page) -> None:
    """Every mistake stands in a summary that has the focus, and its link leads into the field."""
    _open(page)
    _fill_draft(page)
    page.get_by_role("textbox", name="Title").first.fill("Short")
    page.get_by_role("textbox", name="First made public").fill("03/06/2024")
    page.get_by_role("textbox", name="Web address").fill("daily example")
    formpage.finish(page)

    expect(page.locator(".error-summary:focus")).to_have_count(1)
    date = "Write it like 22 March 2023; March 2023 or 2023 if you know no more; 2024-06/2024-07 for a range."
    address = "Write a web address that starts with https:// or http://."
    assert _errors(page) == [
        "“Title” has 5 characters; it needs 12. Say a little more, so that a reader understands it alone.",
        f"03/06/2024 does not say which number is the month. {date}",
        f"Source 1: daily example is not what “Web address” takes. {address}",
    ]
    assert page.title().startswith("Error: ")
    page.locator(".error-summary a").last.click()
    box = page.get_by_role("textbox", name="Web address")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-invalid", "true")
    box.fill("https://daily.example/ferry-bot")
    box.blur()
    expect(box).not_to_have_attribute("aria-invalid", "true")


def test_what_is_plainly_meant_is_mended(page: Page) -> None:
    """An everyday date and an address without https:// take their form when the field is left."""
    _open(page)
    for name, typed, made in (
        ("First made public", "22 March 2023", "2023-03-22"),
        ("Web address", "www.daily.example", "https://www.daily.example"),
    ):
        box = page.get_by_role("textbox", name=name)
        box.fill(typed)
        box.blur()
        expect(box).to_have_value(made)
        expect(box).not_to_have_attribute("aria-invalid", "true")


def test_mistakes_of_a_careful_lawyer_are_told_in_the_words_of_the_form(page: Page) -> None:
    """A name in a text, a shared address, an outcome without a decision; a status goes by its label."""
    _open(page)
    expect(page.get_by_text("Name nobody who acted in private")).to_be_visible()
    _fill_draft(page)
    page.get_by_role("textbox", name="First made public").fill("10/18/2024")
    page.get_by_role("textbox", name="Web address").fill("https://daily.example/a?sharetoken=ab")
    _block(page, "Fact 1").get_by_role("textbox", name="The fact").fill(
        "The bot offered Mr. A. Traveller-Example a discount that does not exist."
    )
    page.get_by_role("heading", name="What was said").click()
    page.get_by_role("button", name="Add a claim", exact=True).click()
    claim = _block(page, "Claim 1")
    claim.get_by_role("textbox", name="The claim").fill("Staff knew of the wrong answers.")
    claim.get_by_label("Scope").check()
    claim.get_by_role("group", name="Claimant 1", exact=True).get_by_label("Kind").select_option(
        "public"
    )
    claim.get_by_label("Status", exact=True).select_option("refuted")
    claim.get_by_role("textbox", name="Reason").fill("The court said so.")
    claim.locator("summary").last.click()
    claim.get_by_role("textbox", name="Outcome").fill("The court dismissed it.")
    formpage.finish(page)

    code = "the address holds sharetoken=ab, a code of whoever copied it"
    assert [error.split(". ")[0] for error in _errors(page)] == [
        f"Source 1: {code[0].upper()}{code[1:]}",
        "Fact 1: The text names someone: Mr",
        "Claim 1: staff-knew-wrong-answers has an outcome, but its status is refuted",
    ]
    assert "Use the status “Ruled on”, or move the text into “Reason”." in _errors(page)[-1]
    expect(page.get_by_role("textbox", name="First made public")).to_have_value("2024-10-18")


def test_a_last_look_for_names_stands_before_the_ways_to_hand_in(page: Page) -> None:
    """What has been handed in can be read for ever, so the form asks before and not after."""
    _open(page)
    _fill_draft(page)
    formpage.finish(page)
    expect(page.get_by_text("First, read it once more for names")).to_be_visible()


def test_mistake_is_told_when_a_field_is_left_and_not_before(page: Page) -> None:
    """While a field is being filled for the first time it is not called wrong; when left it is."""
    _open(page)
    title = page.get_by_role("textbox", name="Title").first
    title.press_sequentially("Short")
    expect(page.locator(".field__error:visible")).to_have_count(0)
    title.blur()
    expect(page.locator(".field__error:visible")).to_have_count(1)


def test_hidden_marks_and_long_names_are_refused(page: Page) -> None:
    """A mark that turns the direction of text is told, and so is a contact in a text."""
    _open(page)
    _fill_draft(page)
    fact = _block(page, "Fact 1").get_by_role("textbox", name="The fact")
    fact.fill("Read \u202ethis. Write to ferry@example.org.")
    formpage.finish(page)

    assert any("holds a hidden character" in said for said in _errors(page))
    assert any("an e-mail address" in said for said in _errors(page))
    page.get_by_text("Take the file with its mistakes").click()
    assert "\\u202e" in page.locator("#unfinished").input_value()


def test_name_of_a_case_that_exists_is_refused(page: Page) -> None:
    """A new case cannot take the name of another."""
    _open(page)
    _fill_draft(page)
    page.get_by_role("textbox", name="Name of the file").fill(BYTEDANCE)
    formpage.finish(page)

    assert _errors(page) == [f"{BYTEDANCE} exists already. Choose another name."]


# Before it can be published


def test_draft_says_what_it_needs_before_it_can_be_published(page: Page) -> None:
    """Beside the valid draft stands what is missing; each line leads into its field."""
    _open(page)
    _fill_draft(page)
    formpage.finish(page)
    expect(page.get_by_text("It is a valid draft")).to_be_visible()
    later = page.get_by_text("things are still missing before it can be published")
    later.click()
    lines = page.locator(".result__later").first.locator("li")

    assert "“When it happened” is missing" in " ".join(lines.all_inner_texts())
    assert "“The claim”" not in " ".join(lines.all_inner_texts())
    assert lines.count() > 14
    lines.filter(has_text="“Timeline”").get_by_role("link").click()
    expect(page.get_by_role("button", name="Add a moment")).to_be_focused()


def test_case_that_is_meant_to_be_published_is_held_to_more(page: Page) -> None:
    """With another state than draft, what a published case needs is told as mistakes."""
    _open(page, f"?case={BYTEDANCE}")
    page.get_by_role("textbox", name="First made public").fill("2099")
    formpage.finish(page)

    assert any("lies after the last update" in said for said in _errors(page))


# Blocks


def test_blocks_are_added_moved_removed_and_brought_back(page: Page) -> None:
    """The focus goes to a new block, to the button after a removal, and back with what was undone."""
    _open(page)
    _fill_draft(page)
    page.get_by_role("button", name="Add another source").click()
    second = _block(page, "Source 2")
    expect(second.get_by_role("textbox", name="Title")).to_be_focused()
    second.get_by_role("textbox", name="Title").fill("A second view")
    second.get_by_role("textbox", name="Publisher").fill("The Weekly")
    expect(_block(page, "Fact 1").get_by_label("A second view")).not_to_be_checked()

    page.get_by_role("button", name="Move source 2 up").click()
    expect(_block(page, "Source 1").get_by_role("textbox", name="Title")).to_have_value(
        "A second view"
    )

    page.get_by_role("button", name="Remove source 1").click()
    expect(page.locator(":focus")).to_have_text("Add another source")
    expect(_block(page, "Source 2")).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text="Source 1 removed.")).to_have_count(1)
    page.get_by_role("button", name="Undo").click()
    expect(_block(page, "Source 1").get_by_role("textbox", name="Title")).to_have_value(
        "A second view"
    )


def test_the_only_source_is_named_without_a_box(page: Page) -> None:
    """There is nothing to choose, and no key takes it away; a second source makes it a choice."""
    _open(page)
    _fill_draft(page)
    fact = _block(page, "Fact 1")
    expect(fact).to_contain_text("Ferry bot: a discount nobody can book (the only one so far)")
    expect(fact.get_by_role("checkbox")).to_have_count(0)

    page.get_by_role("button", name="Add another source").click()
    second = _block(page, "Source 2")
    second.get_by_role("textbox", name="Title").fill("A second view")
    second.get_by_role("textbox", name="Publisher").fill("The Weekly")
    expect(fact.get_by_role("checkbox", name="Ferry bot")).to_be_checked()
    expect(fact.get_by_role("checkbox", name="A second view")).not_to_be_checked()

    page.get_by_role("button", name="Remove source 2").click()
    expect(fact.get_by_role("checkbox")).to_have_count(0)
    formpage.finish(page)
    assert formpage.file(page).count("sources: [daily]") == 1


def test_a_source_that_is_not_there_can_be_taken_away(page: Page) -> None:
    """A file may name one that it does not have: that is no only choice, but a mistake to mend."""
    _open(page)
    _opened(page, "id: ferry-bot-2024\nfacts:\n- {id: said, text: It said so., sources: [ghost]}\n")
    box = _block(page, "Fact 1").get_by_role("checkbox", name="ghost (not in the list)")
    expect(box).to_be_checked()
    box.uncheck()
    expect(_block(page, "Fact 1")).not_to_contain_text("the only one")


def test_an_id_that_is_changed_is_followed(page: Page) -> None:
    """Whatever names a source follows when the id of the source is written anew."""
    _open(page)
    _fill_draft(page)
    source = _block(page, "Source 1")
    source.get_by_text("More about this source").click()
    source.get_by_role("textbox", name="Id").fill("ferry-report")
    formpage.finish(page)

    assert "sources: [ferry-report]" in formpage.file(page)


def test_a_file_goes_when_the_form_says_something_else(page: Page) -> None:
    """Nobody downloads an older file than the form they see: it goes with the first change."""
    _open(page)
    _fill_draft(page)
    formpage.finish(page)
    expect(page.get_by_role("link", name="Download the file")).to_be_visible()
    page.get_by_role("textbox", name="Title").first.fill("A ferry bot offered a discount in 2024")
    expect(page.get_by_role("link", name="Download the file")).to_have_count(0)
    expect(page.get_by_text("You have changed something")).to_be_visible()
    formpage.finish(page)

    assert "title: A ferry bot offered a discount in 2024" in formpage.file(page)


# Drafts


@pytest.mark.parametrize(
    "state",
    [
        5,
        {"title": {"a": 1}, "sources": "x", "claims": [1, None, "y"], "record": []},
        {"sources": {"length": 3}, "facts": [[]], "countries": {"0": "GB"}},
    ],
)
def test_draft_of_another_shape_does_not_lock_the_form(page: Page, state: object) -> None:
    """What does not fit the fields of today is left out, and the form works all the same."""
    page.goto(NEW)
    kept = json.dumps({"saved": "2026-01-02T03:04:05Z", "state": state})
    page.evaluate("kept => localStorage.setItem('casebook:draft:', kept)", kept)
    _open(page)
    _fill_draft(page)
    formpage.finish(page)

    assert "\ntitle: Harbour Ferries' bot offered" in formpage.file(page)


def test_numbers_of_a_draft_write_no_line_of_their_own(page: Page) -> None:
    """Whatever a kept draft holds for a number stays one value in the file."""
    page.goto(NEW)
    harm = {"amount": "1\nid: other", "what": "x"}
    lines = page.evaluate(
        """async (harm) => {
          const at = (path) => new URL(path, location);
          const { file } = await import(at("../../assets/js/form/yaml-writer.mjs"));
          const fields = [{ name: "amount", kind: "number" }, { name: "what", kind: "line" }];
          const definition = { schemaLine: "#", root: "Harm", models: { Harm: { fields } } };
          return [file(harm, definition), file({ amount: "-1.5" }, definition)];
        }""",
        harm,
    )

    source, problems = read_bytes(lines[0].encode(), "cases/x.yml")
    assert source is not None
    assert (source.data, problems) == (harm, [])
    assert lines[1] == "#\namount: -1.5\n"


def test_draft_is_kept_here_until_it_is_deleted(page: Page) -> None:
    """What was typed is there after a reload, and gone after "Delete this draft"."""
    _open(page)
    _fill_draft(page)
    expect(page.get_by_text("Kept at")).to_be_visible()
    # On a slow machine a pause in the typing keeps a part of it first.
    page.wait_for_function("localStorage['casebook:draft:'].includes('a traveller a discount')")
    _open(page)
    expect(page.get_by_text("Your draft of")).to_be_visible()
    expect(_block(page, "Source 1").get_by_role("textbox", name="Publisher")).to_have_value(
        "The Daily"
    )
    page.get_by_role("button", name="Delete this draft").click()
    page.get_by_role("button", name="Yes, delete what I typed").click()
    expect(page.get_by_role("textbox", name="Title").first).to_have_value("")
    assert (
        page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('casebook:draft'))")
        == []
    )


@pytest.mark.parametrize("goes", ["leave", "reload", "hide"])
def test_last_letters_are_kept_when_the_page_goes_away(page: Page, goes: str) -> None:
    """Whoever closes the page, or puts the phone away, right after a letter loses none."""
    page.clock.install()
    _open(page)
    title = page.get_by_role("textbox", name="Title").first
    page.clock.pause_at(page.evaluate("Date.now() + 60_000"))  # nothing that waits comes to pass
    title.fill("Harbour Ferries")
    if goes == "leave":
        page.goto("about/")
    elif goes == "reload":
        page.reload()
    else:
        page.evaluate(
            "Object.defineProperty(document, 'visibilityState', { value: 'hidden' });"
            "document.dispatchEvent(new Event('visibilitychange'))"
        )
    kept = json.loads(page.evaluate("localStorage['casebook:draft:'] ?? '{}'"))

    assert kept.get("state", {}).get("title") == "Harbour Ferries"


def test_form_works_where_storage_is_forbidden(page: Page) -> None:
    """Where the browser keeps nothing, the form says so, and makes the file all the same."""
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    )
    _open(page)
    _fill_draft(page)
    expect(page.locator(".form-notice")).to_contain_text("This browser does not keep drafts")
    formpage.finish(page)

    assert "harbour-ferries-bot" in formpage.file(page)
    page.get_by_role("button", name="Delete this draft").click()
    page.get_by_role("button", name="Yes, delete what I typed").click()
    expect(page.get_by_role("textbox", name="Title").first).to_have_value("")


def test_text_of_the_file_is_copied_or_selected(page: Page, context: BrowserContext) -> None:
    """The text is on the clipboard; where there is none, it is selected."""
    _open(page)
    _fill_draft(page)
    formpage.finish(page)
    copy = page.get_by_role("button", name="Copy the text").first
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    copy.click()
    expect(page.locator(".result [role=status]")).to_contain_text("The text is selected")
    chosen = "area => area.value.slice(area.selectionStart, area.selectionEnd)"
    assert page.locator("#form-file").evaluate(chosen) == formpage.file(page)

    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("delete navigator.clipboard.writeText")
    copy.click()
    expect(page.locator(".result [role=status]")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == formpage.file(page)


def test_deleted_draft_stays_deleted_when_the_page_goes_away(page: Page) -> None:
    """What was typed a moment before is deleted too, and looking at a form keeps nothing."""
    page.clock.install()
    _open(page)
    page.clock.pause_at(page.evaluate("Date.now() + 60_000"))
    page.get_by_role("textbox", name="Title").first.fill("Harbour Ferries")
    page.get_by_role("button", name="Delete this draft").click()
    page.get_by_role("button", name="Yes, delete what I typed").click()
    expect(page.get_by_role("textbox", name="Title").first).to_have_value("")
    page.goto("about/")

    assert page.evaluate("Object.keys(localStorage)") == []


# A file that is opened


def _opened(page: Page, text: str) -> None:
    page.get_by_text("Open a case file").click()
    page.get_by_label("Or paste its text").fill(text)
    page.get_by_role("button", name="Open it in the form").click()


def test_file_the_program_would_not_read_is_not_opened(page: Page, tmp_path: Path) -> None:
    """A file that is too large for the program is refused by its size, and its text is not loaded."""
    large = factories.write(tmp_path / "large.yml", "#" * (MAX_BYTES + 1))
    small = factories.write(tmp_path / "small.yml", "id: a\n")
    _open(page)
    page.get_by_text("Open a case file").click()
    for path, text, said in (
        (small, "id: a\n", ""),
        (large, "", "This file is too large for a case."),
    ):
        page.get_by_label("From your device").set_input_files(path)
        expect(page.get_by_label("Or paste its text")).to_have_value(text)
        expect(page.locator(".opener .field__error")).to_have_text(said)


def test_file_is_opened_and_written_again(page: Page, real: Reading, tmp_path: Path) -> None:
    """A case file from the disk fills the form, and the file that the form makes holds the same case."""
    _open(page)
    page.get_by_text("Open a case file").click()
    page.get_by_label("From your device").set_input_files(
        factories.REPOSITORY / "cases" / f"{BYTEDANCE}.yml"
    )
    expect(page.get_by_label("Or paste its text")).to_have_value(re.compile("^# yaml"))
    page.get_by_role("button", name="Open it in the form").click()
    expect(page.locator("#opened")).to_be_focused()
    page.reload()
    page.locator("#case-form form").wait_for()
    formpage.finish(page)
    path = factories.write(tmp_path / f"{BYTEDANCE}.yml", formpage.file(page))
    (made,) = Loader(factories.REPOSITORY).load(only=[path]).corpus.cases.values()

    assert real.corpus.cases[BYTEDANCE].model_dump() == made.model_dump()


def test_first_version_of_the_command_line_is_opened(page: Page) -> None:
    """What `casebook new` writes can be gone on with in the form; what no field takes is named."""
    answers = scaffold.Answers(
        "A ferry bot offered a discount in 2024", "n" * 60, "incident", "2024-06-03",
        'It said "yes": twice.', "The bot", "The Daily", "https://daily.example/a",
    )  # fmt: skip
    library = Loader(factories.REPOSITORY).load([]).corpus.library
    text = scaffold.file(answers, library)
    _open(page)
    _opened(page, text + "mood: calm\nlegal_note: true\n")

    expect(page.locator("#opened")).to_contain_text("no field here takes it: mood.")
    expect(page.get_by_role("textbox", name="The fact")).to_have_value('It said "yes": twice.')
    formpage.finish(page)
    assert "legal_note: true\n" in formpage.file(page)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Choose a file, or paste its text."),
        ("title: &a x", "This cannot be read. Line 1: “&a x” has to stand in quotes."),
        ("title: x\n---\ntitle: y", "This cannot be read. Line 2: a file holds one case"),
    ],
)
def test_file_that_cannot_be_read_is_told_with_its_line(page: Page, text: str, said: str) -> None:
    """What the form does not read is said, with the line, and what was typed stays."""
    _open(page)
    page.get_by_role("textbox", name="Title").first.fill("Still here, of 2024")
    _opened(page, text)

    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.get_by_role("textbox", name="Title").first).to_have_value("Still here, of 2024")


# Two tabs, hidden characters, the name, the way to publication


def test_two_tabs_with_one_draft_warn_each_other(context: BrowserContext) -> None:
    """Each tab says that the other has the same draft; when one closes, the warning goes."""
    first, second, other = (context.new_page() for _ in range(3))
    _open(first)
    _open(other, f"?case={BYTEDANCE}")
    said = "This draft is also open in another tab"
    expect(first.get_by_text(said)).to_have_count(0)
    _open(second)

    expect(first.get_by_text(said)).to_be_visible()
    expect(second.get_by_text(said)).to_be_visible()
    expect(other.get_by_text(said)).to_have_count(0)
    second.close(run_before_unload=True)
    expect(first.get_by_text(said)).to_have_count(0)


def test_hidden_characters_are_removed_by_a_button(page: Page) -> None:
    """Beside the error stands a button that takes the signs out, and it goes with them."""
    _open(page)
    _fill_draft(page)
    fact = _block(page, "Fact 1").get_by_role("textbox", name="The fact")
    fact.fill("The bot\u200b offered a \u202ediscount\u2028that does not exist.")
    fact.blur()
    button = page.get_by_role("button", name="Remove the hidden characters from “The fact”")
    button.click()

    expect(fact).to_have_value("The bot offered a discount that does not exist.")
    expect(fact).to_be_focused()
    expect(button).to_be_hidden()
    fact.fill("A lost letter: \ufffd.")
    fact.blur()
    expect(page.get_by_text("holds a hidden character")).to_be_visible()
    expect(button).to_be_hidden()


def test_hidden_characters_of_a_pasted_file_are_removed_by_a_button(page: Page) -> None:
    """A file with signs that nobody sees can be opened once they are taken out."""
    _open(page)
    clean = page.get_by_role("button", name="Remove the hidden characters")
    _opened(page, "title: A ferry bot\u200b offered a discount in 2024\n")
    clean.click()
    expect(clean).to_be_hidden()
    page.get_by_role("button", name="Open it in the form").click()

    expect(page.get_by_role("textbox", name="Title").first).to_have_value(
        "A ferry bot offered a discount in 2024"
    )


def test_name_of_a_new_file_is_agreed_to_once(page: Page) -> None:
    """Before the download, somebody looks at the name that the form made, and keeps or changes it."""
    _open(page)
    _fill_draft(page)
    make_it = page.get_by_role("button", name="Check and make the file")
    make_it.click()
    expect(page.get_by_text("is the right name")).to_have_count(0)
    expect(page.locator(".result")).to_contain_text("the right name for the file?")
    expect(page.get_by_role("link", name="Download the file")).to_have_count(0)
    page.get_by_role("button", name="Change the name").click()
    name = page.get_by_role("textbox", name="Name of the file")
    expect(name).to_be_focused()
    name.fill("harbour-ferries-bot-2024")
    make_it.click()
    page.get_by_role("button", name="Use this name").click()
    expect(page.get_by_role("link", name="Download the file")).to_be_focused()
    make_it.click()

    expect(page.get_by_role("button", name="Use this name")).to_have_count(0)
    with page.expect_download() as started:
        page.get_by_role("link", name="Download the file").click()
    assert started.value.suggested_filename == "harbour-ferries-bot-2024.yml"


def test_the_way_to_publication_is_always_in_view(page: Page) -> None:
    """One line says how much is missing, in how many steps, and each step says its part."""
    _open(page)
    line = page.locator(".form-distance")
    expect(line).to_be_in_viewport()
    expect(line).to_contain_text("to put right in 1 step before the file can be made.")
    _fill_draft(page)
    expect(line).to_contain_text("The file can be made. Before publication:")
    before = int(some(re.findall(r"(\d+) things missing", line.inner_text()))[0])
    step = page.locator(".step__count").filter(has_text="missing for publication")
    parts = [int(re.findall(r"(\d+) missing", text)[0]) for text in step.all_inner_texts()]

    assert before > 10
    steps = len(parts) + (sum(parts) < before)  # the first step is open, and its fields say it
    expect(line).to_contain_text(f"in {steps} steps of 8")
    _block(page, "Source 1").get_by_role("textbox", name="Web address").scroll_into_view_if_needed()
    expect(line).to_be_in_viewport()


# A published case


def test_change_of_a_published_case_asks_for_a_correction(page: Page, tmp_path: Path) -> None:
    """What the check asks of a change is said before the file is made, and leads to its field."""
    path = factories.REPOSITORY / "cases" / f"{BYTEDANCE}.yml"
    text = path.read_text("utf-8")
    _open(page)
    _opened(page, text)
    expect(page.locator("#opened")).to_be_focused()
    page.get_by_role("textbox", name="First made public").fill("2024-10-17")
    expect(page.locator(".form-distance")).to_contain_text("1 thing to put right")
    formpage.finish(page)
    (said,) = _errors(page)
    assert "changed without a correction: “First made public” is another" in said
    page.locator(".error-summary a").click()
    formpage.add_correction(page, "The day of the disclosure.", "It was a day too late.")
    formpage.finish(page)
    assert _errors(page) == []

    changed = formpage.file(page)
    lines = [
        line for line in difflib.ndiff(text.splitlines(), changed.splitlines()) if line[0] in "+-"
    ]
    assert len(lines) <= 9
    assert "disclosed: 2024-10-17" in changed
    assert _checked(changed, BYTEDANCE, tmp_path).returncode == 0


def test_published_case_is_opened_from_its_page(page: Page, real: Reading, tmp_path: Path) -> None:
    """The link on a case's page opens the form with the case, and the file it makes passes the check."""
    page.goto(f"cases/{BYTEDANCE}/#cite")
    page.get_by_role("link", name="edit this case in the form").click()
    page.locator("#case-form form").wait_for()
    expect(page.locator("h1")).to_have_text(f"Change “{real.corpus.cases[BYTEDANCE].title}”")
    formpage.finish(page)
    text = formpage.file(page)
    ran = _checked(text, BYTEDANCE, tmp_path)

    assert ("1 file checked: 0 problems.", 0) == (ran.stderr.strip(), ran.returncode)
    again = Loader(factories.REPOSITORY).load(only=[tmp_path / f"{BYTEDANCE}.yml"])
    (made,) = again.corpus.cases.values()
    assert real.corpus.cases[BYTEDANCE].model_dump() == made.model_dump()


@pytest.mark.parametrize("asked", ["no-such-case", "../x", "%22%3E"])
def test_case_that_does_not_exist_is_told(page: Page, asked: str) -> None:
    """A name that leads nowhere is answered with a sentence and a way on."""
    page.goto(f"{NEW}?case={asked}")
    expect(page.locator("#case-form")).to_contain_text("There is no such case on this site.")
    page.get_by_role("link", name="Start with an empty form").click()
    page.locator("#case-form form").wait_for()


# Handing in


@pytest.fixture
def hosted(tmp_path: Path, browser: Browser) -> Iterator[Page]:
    """The form of a site whose repository and contact are known."""
    root = sites.lay(tmp_path / "project")
    built = sites.build(
        tmp_path / "site",
        root=root,
        REPO_URL="https://github.example/o/r",
        REPO_BRANCH="trunk",
        CONTACT="desk@example.org",
    )
    with server.serving(built, "/name/") as address:
        made = browser.new_context(base_url=address)
        yield made.new_page()
        made.close()


def test_file_is_handed_in_by_link_or_by_mail(hosted: Page) -> None:
    """A short file travels in the link to the repository, a long one is copied; mail is always there."""
    _open(hosted)
    _fill_draft(hosted)
    formpage.finish(hosted)
    link = hosted.get_by_role(
        "link", name="open a new file in the repository, filled with this text"
    )
    href = link.get_attribute("href") or ""
    text = formpage.file(hosted)

    assert href.startswith("https://github.example/o/r/new/trunk?filename=cases%2F")
    assert hosted.evaluate("(href) => new URL(href).searchParams.get('value')", href) == text
    mail = hosted.get_by_role("link", name="desk@example.org").get_attribute("href") or ""
    assert mail.startswith("mailto:desk@example.org?subject=")

    _block(hosted, "Fact 1").get_by_role("textbox", name="The fact").fill("A long fact. " * 300)
    formpage.finish(hosted)
    link = hosted.get_by_role("link", name="open an empty new file in the repository")
    assert len(link.get_attribute("href") or "") < 200
    expect(hosted.get_by_text("too long for a link")).to_be_visible()


def test_file_can_be_downloaded(page: Page) -> None:
    """The download is the file that is shown, under the name it must have."""
    _open(page)
    _fill_draft(page)
    formpage.finish(page)
    with page.expect_download() as started:
        page.get_by_role("link", name="Download the file").click()
    path = Path(started.value.path())

    assert started.value.suggested_filename.endswith("-2024.yml")
    assert path.read_text("utf-8") == formpage.file(page)


# For everyone


def test_axe_finds_nothing_in_the_form(page: Page) -> None:
    """Empty, with errors, wide open with a list of choices, and at its end the form has no barrier."""
    page.emulate_media(reduced_motion="reduce")
    _open(page)
    formpage.finish(page)
    assert violations(page) == []

    _fill_draft(page)
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    for button in (
        "Add a claim",
        "Add “System”",
        "Add a related case",
        "Add a person",
        "Add to “Open questions”",
    ):
        page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("combobox", name="Search countries").fill("nor")
    page.locator(".lookup__list li:visible").first.wait_for()
    assert violations(page) == []

    _open(page, f"?case={BYTEDANCE}")
    formpage.finish(page)
    page.get_by_role("heading", name="Your file is ready").wait_for()
    assert violations(page) == []


def test_a_term_is_found_by_the_words_that_people_use(page: Page) -> None:
    """Who types what the vocabulary lists as another word for a term is offered the term."""
    _open(page)
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    page.get_by_role("combobox", name="Search countries").fill("UK")
    page.locator(".lookup__list li:visible").first.wait_for()

    assert "United Kingdom" in page.locator(".lookup__list li:visible").all_inner_texts()[0]


def test_form_fits_a_phone(page: Page) -> None:
    """At 320 pixels nothing of the form is wider than the screen, with every part open."""
    page.set_viewport_size({"width": 320, "height": 640})
    _open(page, f"?case={BYTEDANCE}")
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    formpage.finish(page)
    page.get_by_role("heading", name="Your file is ready").wait_for()

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def _other_ways(page: Page) -> None:
    told = page.locator(".form-fallback")
    expect(told).to_be_visible()
    expect(told).to_contain_text("The form is made by JavaScript, and none ran here.")
    expect(told).to_contain_text("whoever runs this website")
    expect(told.get_by_role("link", name="your first case in ten minutes")).to_be_visible()


def test_form_without_scripts_says_what_to_do(browser: Browser, address: str) -> None:
    """Without JavaScript the page names the two other ways: the file and the mail."""
    made = browser.new_context(base_url=address, java_script_enabled=False)
    page = made.new_page()
    page.goto(NEW)
    _other_ways(page)
    made.close()


def test_form_that_cannot_be_loaded_says_what_to_do(page: Page) -> None:
    """Where what the form is built from does not arrive, the page names the same two ways."""
    page.route("**/form.json", lambda route: route.abort())
    page.goto(NEW)
    _other_ways(page)


def test_case_data_is_the_content_of_the_file(site: Built, few: Corpus) -> None:
    """The published data of a case has the fields of its file and nothing else."""
    for case in some(few.listed):
        text = (site.folder / "api/v1/cases" / f"{case.id}.json").read_text("utf-8")
        again = type(case).model_validate(json.loads(text))
        assert case.model_dump() == again.model_dump()
