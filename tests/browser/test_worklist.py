"""Checklists in use: answers that stay, move and travel; paper; frames on other sites."""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import factories
import pytest
import segno
from casebook.base import urls
from casebook.downloads import qr
from casebook.pages import lists
from casebook.reading.load import Reading
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, expect
from support import history, markup, paper, server, sites
from support.sites import Built
from support.some import some
from support.visiting import Watch, asks, host_script, points, violations

pytestmark = pytest.mark.browser

LIST = "checklists/vetting/"
SHARE = "Share, export, import, print"


def _open(page: Page, where: str = LIST) -> None:
    page.goto(where, wait_until="load")
    page.locator("[data-worklist] select").wait_for()


def _state(page: Page, item: str, state: str) -> Locator:
    return page.locator(f"#{item} input[value={state}]")


def _part(page: Page, title: str) -> Locator:
    part = page.locator(".worklist__part", has=page.locator("> summary", has_text=title))
    if part.get_attribute("open") is None:
        part.locator("> summary").click()
    return part


def _details(page: Page, item: str) -> None:
    summary = page.locator(f"#{item} .answer__more > summary")
    if page.locator(f"#{item} .answer__more").get_attribute("open") is None:
        summary.click()


def _answer(page: Page) -> None:
    """Three answers: done, not applicable with a reason, open with note, owner and date."""
    _state(page, "vet-01", "done").check()
    _state(page, "vet-02", "na").check()
    page.get_by_label("Why is it not applicable?").locator("visible=true").fill("Nobody is hired.")
    _details(page, "vet-03")
    page.locator("#note-vet-03").fill("Ask counsel <b>in Norway</b>.")
    page.locator("#owner-vet-03").fill("=Legal")
    page.locator("#due-vet-03").fill("2026-12-31")


def _sees(page: Page) -> None:
    """The three answers of :func:`_answer` are there."""
    expect(_state(page, "vet-01", "done")).to_be_checked()
    expect(_state(page, "vet-02", "na")).to_be_checked()
    expect(page.locator("#reason-vet-02")).to_have_value("Nobody is hired.")
    expect(_state(page, "vet-03", "open")).to_be_checked()
    expect(page.locator("#note-vet-03")).to_have_value("Ask counsel <b>in Norway</b>.")
    expect(page.locator("#owner-vet-03")).to_have_value("=Legal")
    expect(page.locator("#due-vet-03")).to_have_value("2026-12-31")


def _kept(page: Page) -> dict[str, Any]:
    """The only assessment in the browser's storage."""
    found = page.evaluate(
        "Object.entries(localStorage).filter(([key]) => key.startsWith('casebook-worklist:'))"
    )
    ((_, text),) = found
    kept: dict[str, Any] = json.loads(text)
    return kept


@pytest.fixture
def device(browser: Browser, address: str) -> Iterator[Page]:
    """A second device: a browser of its own with nothing in it."""
    made = browser.new_context(base_url=address, accept_downloads=True)
    yield made.new_page()
    made.close()


# Answers


def test_answers_survive_a_reload(page: Page, watch: Watch) -> None:
    """State, reason, note, owner and date are there after a reload, and nothing left the browser."""
    _open(page)
    _answer(page)
    page.reload()
    _sees(page)

    assert (watch.errors, watch.elsewhere) == ([], [])
    tick = _kept(page)["ticks"]["VET-01"]
    assert tick["state"] == "done"
    assert tick["version"] == page.locator("[data-worklist]").get_attribute("data-version")
    assert tick["wording"] == page.locator("#vet-01").get_attribute("data-wording")


def test_page_says_where_answers_are(page: Page) -> None:
    """The page says that everything stays in this browser."""
    _open(page)

    expect(page.locator(".worklist")).to_contain_text("stay in this browser")
    expect(page.locator(".worklist")).to_contain_text("Nothing you enter is sent anywhere")


def test_answer_taken_back_leaves_nothing(page: Page) -> None:
    """A check set back to open without a note has no answer any more."""
    _open(page)
    _state(page, "vet-01", "done").check()
    _state(page, "vet-01", "open").check()

    assert _kept(page)["ticks"] == {}


def test_progress_is_told_in_words(page: Page, real: Reading) -> None:
    """Open essential checks come first; sections, levels and roles are counted; no percentage."""
    checklist = real.corpus.library.checklists["vetting"]
    essential = sum(item.level == "essential" for item in checklist.items)
    _open(page)
    _answer(page)
    total = len(checklist.items)
    expect(page.locator(".worklist__sum")).to_have_text(
        f"{essential - 1} essential checks are open."
        f" 1 of {total} checks done, 1 not applicable, {total - 2} open."
    )
    tables = _part(page, "Progress").locator("table")
    expect(tables).to_have_count(3)
    plan = sum(item.section == "plan" for item in checklist.items)
    row = tables.nth(0).locator("tbody tr", has_text="Plan and legal basis")
    expect(row).to_have_text(f"Plan and legal basis1 of {plan}1{plan - 2}")
    for number in (1, 2):
        names = tables.nth(number).locator("tbody th")
        assert names.count() >= 3
    assert "%" not in page.locator(".worklist").inner_text()

    page.locator("#reason-vet-02").fill("")
    expect(page.locator(".worklist__sum")).to_contain_text("1 not applicable without a reason.")


def test_everything_works_by_keyboard(page: Page) -> None:
    """Tab, arrows and Enter alone answer a check and write a note to it."""
    _open(page)
    _state(page, "vet-01", "open").focus()
    page.keyboard.press("ArrowRight")
    expect(_state(page, "vet-01", "done")).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.locator("#vet-01 summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Seen in March")
    page.keyboard.press("Tab")
    page.keyboard.type("HR")

    kept = _kept(page)["ticks"]["VET-01"]
    assert (kept["state"], kept["note"], kept["owner"]) == ("done", "Seen in March", "HR")
    for box in some(page.locator("#vet-01 :is(input, textarea)").all()):
        assert box.evaluate("e => e.labels.length === 1 && e.labels[0].textContent.trim() !== ''")
    name = page.locator("#vet-01 fieldset").get_by_text("VET-01: how it stands")
    expect(name).to_have_count(1)


def test_axe_finds_nothing_in_a_list_at_work(page: Page) -> None:
    """With answers, open parts, a comparison and a dialog there is no barrier either."""
    page.emulate_media(reduced_motion="reduce")
    _open(page)
    _answer(page)
    _add(page, "Team B")
    for title in ("Progress", "Filter", SHARE, "Compare"):
        _part(page, title)
    for facet in page.locator(".facet > summary").all():
        facet.click()
    assert violations(page) == []

    page.get_by_role("button", name="Rename").click()
    assert violations(page) == []


def test_list_at_work_fits_a_small_phone(page: Page) -> None:
    """At 320 pixels nothing sticks out, whatever is open."""
    page.set_viewport_size({"width": 320, "height": 640})
    _open(page)
    _answer(page)
    _add(page, "A rather long name for an assessment of one team")
    for title in ("Progress", "Filter", SHARE, "Compare"):
        _part(page, title)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_list_without_scripts_is_plain(browser: Browser, address: str, real: Reading) -> None:
    """Without JavaScript every check can be read, and no control stands there to no effect."""
    made = browser.new_context(base_url=address, java_script_enabled=False)
    plain = made.new_page()
    plain.goto(LIST)
    for item in some(real.corpus.library.checklists["vetting"].items):
        expect(plain.locator(f"#{item.id.lower()} .item__statement")).to_be_visible()
    expect(plain.locator("[data-worklist]")).to_be_hidden()
    expect(plain.locator("main button").locator("visible=true")).to_have_count(0)
    made.close()


# Filters


def test_filters_fit_the_data_and_stand_in_the_address(page: Page, real: Reading) -> None:
    """Level, role, section, phase and kind of trouble narrow the list; links and the way back work."""
    checklist = real.corpus.library.checklists["vetting"]
    phases = {section.id: section.phase for section in checklist.sections}
    expected = [
        item.id.lower()
        for item in checklist.items
        if item.level == "essential"
        and "hr" in item.roles
        and phases[item.section] == "prepare"
        and {"unfair-treatment", "insider-theft"} & set(item.case_types)
    ]
    assert 0 < len(expected) < len(checklist.items)
    _open(page, f"{LIST}?level=essential&role=hr&phase=prepare")
    _part(page, "Filter")
    facet = page.locator(".facet", has=page.locator("summary", has_text="Kind of trouble"))
    facet.locator("summary").click()
    facet.locator("input[value=unfair-treatment]").check()
    facet.locator("input[value=insider-theft]").check()
    shown = page.locator("li.item:not([hidden])")

    assert [entry.get_attribute("id") for entry in shown.all()] == expected
    asks(
        page,
        {
            "level": ["essential"],
            "role": ["hr"],
            "phase": ["prepare"],
            "case-type": ["insider-theft", "unfair-treatment"],
        },
    )
    expect(page.locator(".worklist__count")).to_have_text(
        f"{len(expected)} of {len(checklist.items)} checks shown."
    )
    expect(page.locator("#leaving")).to_be_hidden()
    page.go_back()
    expect(facet.locator("input[value=insider-theft]")).not_to_be_checked()
    page.get_by_role("button", name="Clear filters").click()
    expect(shown).to_have_count(len(checklist.items))
    expect(page.locator("#leaving")).to_be_visible()


def test_filter_by_how_a_check_stands(page: Page) -> None:
    """Open checks alone are shown; one that is being answered does not vanish under the hands."""
    _open(page)
    _answer(page)
    _part(page, "Filter")
    facet = page.locator(".facet", has=page.locator("summary", has_text="How it stands"))
    facet.locator("summary").click()
    facet.locator("input[value=open]").check()
    expect(page.locator("#vet-01")).to_be_hidden()
    _state(page, "vet-04", "done").check()
    expect(page.locator("#vet-04")).to_be_visible()
    _state(page, "vet-05", "done").check()
    expect(page.locator("#vet-04")).to_be_hidden()


# Several assessments


def _add(page: Page, name: str) -> None:
    page.get_by_role("button", name="New", exact=True).click()
    page.get_by_label("Name, such as").fill(name)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Assessment", exact=True).locator("option:checked")).to_have_text(name)


def test_assessments_stand_side_by_side(page: Page) -> None:
    """Each has its own answers and name; the comparison shows where they stand differently."""
    _open(page)
    _answer(page)
    page.get_by_role("button", name="Rename").click()
    page.get_by_label("Name", exact=True).fill("Team A, March")
    page.keyboard.press("Enter")
    _add(page, "Team B, March")
    expect(_state(page, "vet-01", "open")).to_be_checked()
    expect(page.locator(".worklist__note")).to_have_text("“Team B, March” is open and empty.")
    _state(page, "vet-02", "na").check()
    expect(page.locator(".worklist__note")).to_be_empty()
    compare = _part(page, "Compare assessments")
    compare.get_by_label("Only checks that stand differently").check()
    rows = compare.locator("tbody tr")

    expect(compare.locator("thead th")).to_have_text(["Check", "Team A, March", "Team B, March"])
    expect(rows).to_have_count(2)
    expect(rows.nth(1).locator("td")).to_have_text(["Done", "Open"])
    compare.get_by_role("checkbox", name="Team B, March").uncheck()
    expect(compare.locator("thead th")).to_have_text(["Check", "Team A, March"])

    page.get_by_label("Assessment", exact=True).select_option(label="Team A, March")
    _sees(page)
    page.reload()
    _sees(page)
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_label("Assessment", exact=True).locator("option")).to_have_text(
        ["Team B, March"]
    )


def test_questions_can_be_left(page: Page) -> None:
    """Cancel, Escape and an empty name change nothing, and the focus is back where it was."""
    _open(page)
    page.get_by_role("button", name="New", exact=True).click()
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="New", exact=True).click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="New", exact=True)).to_be_focused()
    page.get_by_role("button", name="New", exact=True).click()
    page.get_by_label("Name, such as").fill("   ")
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="Rename")).to_be_disabled()
    assert page.evaluate("localStorage.length") == 0


def test_one_assessment_spans_the_four_lists(page: Page) -> None:
    """Answers to another list are in the same assessment."""
    _open(page)
    _state(page, "vet-01", "done").check()
    _open(page, "checklists/security/")
    _state(page, "sec-01", "done").check()

    assert set(_kept(page)["ticks"]) == {"VET-01", "SEC-01"}


def test_two_tabs_do_not_overwrite_each_other(page: Page, context: BrowserContext) -> None:
    """An answer in one tab appears in the other, whose own answers stay."""
    _open(page)
    _state(page, "vet-01", "done").check()
    other = context.new_page()
    _open(other)
    _state(other, "vet-02", "done").check()
    expect(_state(page, "vet-02", "done")).to_be_checked()
    _state(page, "vet-03", "done").check()

    expect(_state(other, "vet-03", "done")).to_be_checked()
    assert set(_kept(other)["ticks"]) == {"VET-01", "VET-02", "VET-03"}


# Sharing


def _link(page: Page, context: BrowserContext, *, whole: bool = False) -> str:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    _part(page, SHARE).get_by_role("button", name="Copy a link to these answers").click()
    said = "Link copied, with the whole assessment." if whole else "Link copied."
    expect(page.locator(".worklist__note")).to_contain_text(said)
    copied: str = page.evaluate("navigator.clipboard.readText()")
    return copied


def test_link_carries_answers_and_is_never_sent(
    page: Page, context: BrowserContext, device: Page
) -> None:
    """The second device asks before it keeps anything, and no request ever holds the answers."""
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    device.context.on("request", lambda request: asked.append(request.url))
    _open(page)
    _answer(page)
    link = _link(page, context)
    assert urlsplit(link).query == ""
    assert len(link) < 1000
    device.goto(link, wait_until="load")
    expect(device.locator(".worklist__note")).to_contain_text("“My assessment” with 3 answers")
    assert device.evaluate("localStorage.getItem('casebook-worklist-current')") is None
    device.get_by_role("button", name="Open it in this browser").click()
    _sees(device)

    points(device, "")
    device.reload()
    _sees(device)
    secret = urlsplit(link).fragment
    assert not [url for url in some(asked) if secret[:40] in url or "Norway" in url]
    device.goto(link, wait_until="load")
    device.reload()
    device.get_by_role("button", name="Open it in this browser").click()
    expect(device.locator(".worklist__note")).to_contain_text("already")
    expect(device.get_by_label("Assessment", exact=True).locator("option")).to_have_count(1)


def test_what_a_link_brings_is_seen_on_a_phone(
    page: Page, context: BrowserContext, device: Page
) -> None:
    """The question whether to keep the answers is on the first screen, however small it is."""
    _open(page)
    _state(page, "vet-01", "done").check()
    device.set_viewport_size({"width": 390, "height": 664})
    device.goto(_link(page, context), wait_until="load")
    expect(device.get_by_role("button", name="Open it in this browser")).to_be_in_viewport(ratio=1)


def test_link_can_be_left(page: Page, context: BrowserContext, device: Page) -> None:
    """Nothing is kept when the person leaves the link."""
    _open(page)
    _answer(page)
    device.goto(_link(page, context), wait_until="load")
    device.get_by_role("button", name="Leave it").click()

    points(device, "")
    expect(_state(device, "vet-01", "open")).to_be_checked()


@pytest.mark.parametrize("tail", ["1.AAAA", "1.%3Cscript%3E", "2.abc", "1." + "x" * 50])
def test_broken_link_is_told(page: Page, watch: Watch, tail: str) -> None:
    """A link that was cut or made up gives a sentence and changes nothing."""
    _open(page, f"{LIST}#worklist={tail}")

    expect(page.locator(".worklist__note")).to_contain_text("The link is not whole")
    assert watch.errors == []


# Files


def _save(page: Page, kind: str) -> tuple[str, str]:
    with page.expect_download() as waiting:
        _part(page, SHARE).get_by_role("button", name=f"Export as {kind}").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes().decode()


def _import(page: Page, name: str, text: str) -> None:
    part = _part(page, SHARE)
    payload = FilePayload(name=name, mimeType="text/plain", buffer=text.encode())
    part.locator("input[type=file]").set_input_files(payload)


@pytest.mark.parametrize("kind", ["JSON", "CSV"])
def test_file_brings_answers_to_another_device(page: Page, device: Page, kind: str) -> None:
    """What one device exports, another imports, whole."""
    _open(page)
    _answer(page)
    name, text = _save(page, kind)
    assert name.startswith("vetting-my-assessment-")
    assert name.endswith(f".{kind.lower()}")
    _open(device)
    _import(device, name, text)
    _sees(device)
    device.reload()
    _sees(device)

    expect(device.locator("#vet-03 .answer__more > summary")).to_contain_text(
        "due 31 December 2026"
    )
    assert device.locator("main b", has_text="in Norway").count() == 0


def test_files_of_several_groups_come_in_at_once_and_can_be_told_apart(page: Page) -> None:
    """Each becomes an assessment with a name of its own; the same file again, and a broken one, are told."""
    _open(page)
    head = "Item;State\n"
    sheets = {"team.csv": "VET-01;done", "a/team.csv": "VET-02;done", "b/team.csv": "VET-01;done"}
    files = [
        FilePayload(name=name.split("/")[-1], mimeType="text/csv", buffer=(head + rows).encode())
        for name, rows in sheets.items()
    ]
    broken = FilePayload(name="notes.json", mimeType="text/plain", buffer=b"{")
    box = _part(page, SHARE).locator("input[type=file]")
    box.set_input_files([*files, broken])

    note = page.locator(".worklist__note")
    expect(note).to_contain_text("3 of 4 files are here:")
    for told in (
        "team.csv: Imported “team”: 1 answer.",
        "team.csv: Imported “team (2)”: 1 answer.",
        "team.csv: You have “team” with these answers already.",
        "notes.json: Nothing was imported.",
        "The file is not complete JSON.",
    ):
        expect(note).to_contain_text(told)
    names = page.get_by_label("Assessment", exact=True).locator("option")
    expect(names).to_have_text(["team", "team (2)"])
    box.set_input_files(files[1])
    expect(note).to_contain_text("You have “team (2)” with these answers already. It is open now.")


def test_a_name_that_is_taken_gets_a_number(still: Page) -> None:
    """The next free one, and never a longer name than may be."""
    code = "return m.freeName(...v)"

    assert _module(still, "model", code, ["Team A", ["Team B"]]) == "Team A"
    assert _module(still, "model", code, ["Team A", ["Team A", "Team A (2)"]]) == "Team A (3)"
    assert _module(still, "model", code, ["Team A (2)", ["Team A (2)"]]) == "Team A (3)"
    assert _module(still, "model", code, ["x" * 120, ["x" * 120]]) == "x" * 116 + " (2)"


def test_csv_runs_nothing_in_a_spreadsheet(page: Page, real: Reading) -> None:
    """A cell that would be a formula has an apostrophe in front, and every check has its row."""
    _open(page)
    _answer(page)
    _, text = _save(page, "CSV")

    assert text.startswith("\ufeffitem,section,level,statement,state,")
    assert ",'=Legal," in text
    assert text.count("\r\n") == 1 + len(real.corpus.library.checklists["vetting"].items)


def test_import_says_what_it_skipped(page: Page) -> None:
    """Unknown checks, states and dates are named with their line; the rest is taken."""
    _open(page)
    _import(
        page,
        "sheet.csv",
        "Item;State;Due;Colour;Constructor;__proto__\n"
        "VET-01;done;31/12/2026;red\nVET-02;perhaps;;\nhello;done;;\n"
        "vet-03;n/a;;\nVET-01;n/a;;\n",
    )
    note = page.locator(".worklist__note")
    expect(note).to_contain_text("Imported “sheet”: 2 answers.")
    for said in (
        "column “colour” is not known",
        "column “constructor” is not known",
        "column “__proto__” is not known",
        "line 2, VET-01: due date left out: it must be a day such as 2026-03-31",
        "line 3, VET-02: “perhaps” is not a state",
        "line 4: “HELLO” is not the id of a check",
        "line 6: VET-01 is in the file twice, with a different answer; the first counts",
    ):
        expect(note).to_contain_text(said)
    expect(_state(page, "vet-01", "done")).to_be_checked()
    expect(_state(page, "vet-03", "na")).to_be_checked()


def test_a_sheet_filled_in_elsewhere_comes_back(page: Page, site: Built) -> None:
    """The CSV file to take away, filled in and imported, needs no new headings and leaves nothing out."""
    _open(page)
    text = (site.folder / "downloads/checklists/vetting.csv").read_text("utf-8-sig")
    table = csv.DictReader(io.StringIO(text))
    filled = io.StringIO()
    writer = csv.DictWriter(filled, table.fieldnames or (), delimiter=";")
    writer.writeheader()
    for row in table:
        if row["Check"] == "VET-03":
            row |= {"Status": "Done", "Evidence": "Seen.", "Owner": "HR", "Due date": "2026-12-31"}
        if row["Check"] == "VET-04":
            row |= {"Status": "Not applicable", "Evidence": "Nobody is hired."}
        writer.writerow(row)
    _import(page, "Team A.csv", filled.getvalue())

    note = page.locator(".worklist__note")
    expect(note).to_have_text("Imported “Team A”: 2 answers.")
    expect(_state(page, "vet-03", "done")).to_be_checked()
    expect(page.locator("#note-vet-03")).to_have_value("Seen.")
    expect(page.locator("#due-vet-03")).to_have_value("2026-12-31")
    expect(_state(page, "vet-04", "na")).to_be_checked()
    expect(page.locator("#reason-vet-04")).to_have_value("Nobody is hired.")


def test_two_files_pasted_together_become_one_assessment(page: Page, device: Page) -> None:
    """Rows of two people under each other: what only one answered is taken, what differs is named.

    The head of the second file, checks left open and equal answers need no word.
    """
    _open(page)
    for check in ("vet-01", "vet-02"):
        _state(page, check, "done").check()
    _open(device)
    _state(device, "vet-01", "done").check()
    _state(device, "vet-02", "na").check()
    _state(device, "vet-03", "done").check()
    (_, first), (_, second) = _save(page, "CSV"), _save(device, "CSV")
    rows = first.count("\n")
    _import(page, "team.csv", first + second.lstrip("\ufeff"))

    note = page.locator(".worklist__note")
    expect(note).to_contain_text("Imported “team”: 3 answers.")
    assert note.locator("li").all_inner_texts() == [
        f"line {rows + 3}: VET-02 is in the file twice, with a different answer; the first counts"
    ]
    for check in ("vet-01", "vet-02", "vet-03"):
        expect(_state(page, check, "done")).to_be_checked()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not complete JSON"),
        ('{"kind": "recipe"}', "not an export of this page"),
        ('{"kind": "casebook-worklist", "format": 99}', "newer version of this page"),
        ('{"kind": "casebook-worklist", "assessment": [1]}', "it is not an assessment"),
        ("PK\x03\x04\0\0", "not a text file"),
        ("a,b\n1,2\n", "must name the columns"),
        ("", "must name the columns"),
        ("x" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
    ],
    ids=["cut", "other", "newer", "odd", "binary", "columns", "empty", "large"],
)
def test_file_of_another_kind_is_refused(page: Page, text: str, said: str) -> None:
    """A file that is no export is refused with the reason, and nothing changes."""
    _open(page)
    _import(page, "file.txt", text)

    expect(page.locator(".worklist__note")).to_contain_text("Nothing was imported.")
    expect(page.locator(".worklist__note")).to_contain_text(said)


def test_import_is_data_and_never_markup(page: Page, watch: Watch) -> None:
    """Hostile keys and markup in a file become text or are left out."""
    evil = '<img src=x onerror="window.ran=1">'
    ticks = {
        "VET-01": {"state": "done", "note": evil, "owner": 7, "unknown": evil},
        "__proto__": {"state": "done"},
        "VET-02": {"state": "__proto__"},
        evil: {"state": "done"},
    }
    text = json.dumps(
        {"kind": "casebook-worklist", "format": 1, "assessment": {"name": evil, "ticks": ticks}}
    )
    _open(page)
    _import(page, "evil.json", text)
    expect(page.locator("#note-vet-01")).to_have_value(evil)
    note = page.locator(".worklist__note")
    for said in (
        "VET-01: owner left out",
        "“__proto__” is not the id",
        "VET-02: has no known state",
    ):
        expect(note).to_contain_text(said)

    assert page.evaluate("window.ran") is None
    assert page.locator("main img[src=x]").count() == 0
    assert (watch.errors, watch.elsewhere) == ([], [])


def test_markdown_is_copied(page: Page, context: BrowserContext, address: str) -> None:
    """Boxes, links, reasons and notes stand in the copied text, markup of notes made harmless."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    _open(page)
    _answer(page)
    _part(page, SHARE).get_by_role("button", name="Copy as Markdown").click()
    expect(page.locator(".worklist__note")).to_contain_text("Copied as Markdown")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()

    assert lines[0] == "# Vetting people with access to critical AI systems: My assessment"
    assert any(line.startswith(f"- [x] [VET-01]({address}checks/vet-01/) Assign") for line in lines)
    assert "  - Reason: Nobody is hired." in lines
    assert r"  - Note: Ask counsel \<b\>in Norway\</b\>." in lines
    assert "  - Due: 2026-12-31" in lines


def test_closed_clipboard_offers_the_text(page: Page) -> None:
    """Where nothing can be copied, the text is shown, to be copied by hand."""
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    _open(page)
    _state(page, "vet-01", "done").check()
    _part(page, SHARE).get_by_role("button", name="Copy as Markdown").click()

    expect(page.get_by_role("dialog").locator("textarea")).to_have_value(
        re.compile(r"- \[x\] \[VET-01\]")
    )


# The whole assessment, over several lists

WHOLE = "The whole assessment: my answers to all lists"


def _two_lists(page: Page) -> None:
    """Three answers to one list and two to another, the second one open."""
    _open(page)
    expect(_part(page, SHARE).locator(".worklist__scope")).to_be_hidden()
    _answer(page)
    _open(page, "checklists/security/")
    _state(page, "sec-01", "done").check()
    _details(page, "sec-02")
    page.locator("#note-sec-02").fill("Two shared accounts are left.")


def _sees_both(page: Page) -> None:
    _open(page)
    _sees(page)
    _open(page, "checklists/security/")
    expect(_state(page, "sec-01", "done")).to_be_checked()
    expect(page.locator("#note-sec-02")).to_have_value("Two shared accounts are left.")


def test_link_carries_the_whole_assessment_where_wanted(
    page: Page, context: BrowserContext, device: Page
) -> None:
    """By itself a link holds one list; when asked it holds all, and both lists are there elsewhere."""
    _two_lists(page)
    device.goto(_link(page, context), wait_until="load")
    expect(device.locator(".worklist__note")).to_contain_text("“My assessment” with 2 answers.")
    device.get_by_role("button", name="Leave it").click()

    page.get_by_label(WHOLE).check()
    link = _link(page, context, whole=True)
    device.goto("about:blank")
    device.goto(link, wait_until="load")
    expect(device.locator(".worklist__note")).to_contain_text("with 5 answers to 2 lists.")
    device.get_by_role("button", name="Open it in this browser").click()
    _sees_both(device)


def test_csv_and_markdown_carry_the_whole_assessment(
    page: Page, context: BrowserContext, device: Page, real: Reading, address: str
) -> None:
    """Each check of every list has a row with its section and level; another device reads it back."""
    _two_lists(page)
    _part(page, SHARE).get_by_label(WHOLE).check()
    name, text = _save(page, "CSV")
    assert name.startswith("all-lists-my-assessment-")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    checks = real.corpus.library.checks
    assert [row["item"] for row in rows] == list(checks)
    for row in rows:
        check = checks[row["item"]]
        assert row["statement"] == check.item.statement
        assert (row["section"], row["level"]) == (check.section.title, check.item.level)
    _open(device)
    _import(device, name, text)
    expect(device.locator(".worklist__note")).to_contain_text("5 answers to 2 lists.")
    _sees_both(device)

    context.grant_permissions(["clipboard-read", "clipboard-write"])
    _part(page, SHARE).get_by_role("button", name="Copy as Markdown").click()
    expect(page.locator(".worklist__note")).to_contain_text("Copied as Markdown")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0] == "# All checklists: My assessment"
    titles = [f"# {each.title}" for each in real.corpus.library.checklists.values()]
    assert [line for line in lines[1:] if line.startswith("# ")] == titles
    boxes = [line for line in lines if line.startswith("- [")]
    assert len(boxes) == len(checks)
    assert any(line.startswith(f"- [x] [SEC-01]({address}checks/sec-01/)") for line in boxes)


def test_other_lists_that_cannot_be_loaded_are_told(page: Page) -> None:
    """Without the map there is no file of all lists, and the page says what works."""
    _two_lists(page)
    page.route("**/checks-map.json", lambda route: route.abort())
    _part(page, SHARE).get_by_label(WHOLE).check()
    for name in ("Export as CSV", "Copy as Markdown"):
        page.get_by_role("button", name=name).click()
        expect(page.locator(".worklist__note")).to_contain_text("could not be loaded")
        _part(page, SHARE).get_by_role("button", name="Export as JSON").click()
        expect(page.locator(".worklist__note")).to_contain_text("Saved as security-")


_FILL = """(notes) => {
  const key = Object.keys(localStorage).find((name) => name.startsWith("casebook-worklist:"));
  const kept = JSON.parse(localStorage.getItem(key));
  for (const [id, note] of Object.entries(notes)) kept.ticks[id] = { state: "done", note };
  localStorage.setItem(key, JSON.stringify(kept));
}"""


def _noted(page: Page, real: Reading, letters: int) -> None:
    """A note to every check, of words that do not repeat much."""
    words = " ".join(case.summary for case in real.corpus.listed)
    ids = list(real.corpus.library.checks)
    notes = {each: words[place * 200 :][:letters] for place, each in enumerate(ids)}
    page.evaluate(_FILL, notes)
    page.reload()


def test_long_links_are_told_and_too_long_ones_are_not_copied(
    page: Page, context: BrowserContext, device: Page, real: Reading
) -> None:
    """Past 2,000 characters it says who cuts it; past 8,000 it offers the file, which holds all."""
    _two_lists(page)
    _noted(page, real, 30)
    _part(page, SHARE).get_by_label(WHOLE).check()
    link = _link(page, context, whole=True)
    assert 2000 < len(link) <= 8000
    expect(page.locator(".worklist__note")).to_contain_text("Excel and Outlook cut links")
    device.goto(link, wait_until="load")
    number = len(real.corpus.library.checks)
    expect(device.locator(".worklist__note")).to_contain_text(
        f"{number} answers to {len(real.corpus.library.checklists)} lists"
    )

    _noted(page, real, 160)
    _part(page, SHARE).get_by_label(WHOLE).check()
    page.get_by_role("button", name="Copy a link to these answers").click()
    note = page.locator(".worklist__note")
    expect(note).to_contain_text("so it was not copied. Send a file instead.")
    assert page.evaluate("navigator.clipboard.readText()") == link
    with page.expect_download() as waiting:
        note.get_by_role("button", name="Export as JSON").click()
    held = json.loads(Path(waiting.value.path()).read_text("utf-8"))["assessment"]["ticks"]
    assert len(held) == number


# Storage


def test_forbidden_storage_is_told_and_answers_hold(page: Page) -> None:
    """Where the browser keeps nothing, the page says so, works on, and can export."""
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    )
    _open(page)
    expect(page.get_by_role("alert")).to_contain_text("does not let the page keep anything")
    _answer(page)
    _sees(page)

    assert '"VET-02"' in _save(page, "JSON")[1]


def test_full_storage_is_told_and_answers_hold(page: Page) -> None:
    """When the storage is full, the answer stays on the page, the page says so, and says when it is over."""
    _open(page)
    _state(page, "vet-01", "done").check()
    page.evaluate(
        "() => { let size = 4e6; while (size > 0) {"
        " try { localStorage.setItem('filler' + size, 'x'.repeat(size)) } catch { size = Math.floor(size / 2); continue }"
        " if (size > 1) size = Math.floor(size / 2); else break } }"
    )
    _details(page, "vet-02")
    page.locator("#note-vet-02").fill("x" * 3000)
    expect(page.get_by_role("alert")).to_contain_text("storage is full")
    expect(_state(page, "vet-01", "done")).to_be_checked()
    assert "x" * 3000 in _save(page, "JSON")[1]

    page.evaluate(
        "Object.keys(localStorage).filter(k => k.startsWith('filler')).forEach(k => localStorage.removeItem(k))"
    )
    _state(page, "vet-03", "done").check()
    expect(page.get_by_role("alert")).to_be_empty()
    assert set(_kept(page)["ticks"]) == {"VET-01", "VET-02", "VET-03"}


@pytest.mark.parametrize("text", ["{broken", '{"format": 2, "id": "aaaaaaaaaaaa"}', "[]"])
def test_unreadable_assessment_is_left_alone(page: Page, text: str) -> None:
    """What cannot be read is told, stays as it is, and can be saved to a file."""
    _open(page)
    page.evaluate("text => localStorage.setItem('casebook-worklist:aaaaaaaaaaaa', text)", text)
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("cannot be read")
    _state(page, "vet-01", "done").check()
    assert page.evaluate("localStorage.getItem('casebook-worklist:aaaaaaaaaaaa')") == text
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save its text to a file").click()
    assert Path(waiting.value.path()).read_text("utf-8") == text

    page.get_by_role("alert").get_by_role("button", name="Delete it").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_role("alert")).to_be_empty()
    assert set(_kept(page)["ticks"]) == {"VET-01"}


def test_damaged_part_is_put_aside_before_it_is_written_over(page: Page) -> None:
    """A stored answer that does not fit is named, and its text survives the next save."""
    text = json.dumps(
        {
            "format": 1,
            "id": "aaaaaaaaaaaa",
            "name": "A",
            "ticks": {"VET-01": {"state": "done"}, "VET-02": {"state": "maybe"}},
        }
    )
    _open(page)
    page.evaluate("text => localStorage.setItem('casebook-worklist:aaaaaaaaaaaa', text)", text)
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("VET-02: has no known state")
    expect(_state(page, "vet-01", "done")).to_be_checked()
    _state(page, "vet-03", "done").check()

    assert page.evaluate("localStorage.getItem('casebook-worklist-kept:aaaaaaaaaaaa')") == text
    assert set(_kept(page)["ticks"]) == {"VET-01", "VET-03"}


# A list that changes


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A small project and the address of its site, which is built anew in place."""
    root = sites.lay(tmp_path / "project")
    history.write(root, history.before())
    folder = tmp_path / "served" / "site"
    sites.build(folder, root=root)
    with server.serving(folder, "/name/") as address:
        yield root, address


def test_reworded_and_split_checks_keep_every_answer(
    changing: tuple[Path, str], browser: Browser, tmp_path: Path
) -> None:
    """After a rewording, a split, a merge and a withdrawal each answer is kept, moved or put aside."""
    root, address = changing
    context = browser.new_context(base_url=address)
    page = context.new_page()
    _open(page, "checklists/security/")
    for item in ("sec-01", "sec-02", "sec-03", "sec-04", "sec-07", "sec-08"):
        _state(page, item, "open" if item == "sec-04" else "done").check()
        _details(page, item)
        page.locator(f"#note-{item}").fill(f"note of {item}")
    history.write(root)
    sites.build(tmp_path / "served" / "site", root=root)
    page.reload()

    note = page.locator(".worklist__note")
    for said in (
        "SEC-03 was split into SEC-05 and SEC-06",
        "SEC-04 was replaced by SEC-06",
        "SEC-07 was replaced by SEC-05 and SEC-06",
        "SEC-08 was withdrawn",
    ):
        expect(note).to_contain_text(said)
    expect(_state(page, "sec-01", "done")).to_be_checked()
    doubt = page.locator("#sec-01 .answer__doubt")
    expect(doubt).to_contain_text("Wording changed since you answered")
    expect(doubt).to_contain_text(history.OLD_STATEMENT)
    expect(page.locator("#sec-02 .answer__doubt")).to_be_hidden()
    expect(_state(page, "sec-05", "done")).to_be_checked()
    expect(page.locator("#note-sec-05")).to_have_value("note of sec-03\nnote of sec-07")
    expect(page.locator("#sec-05 .answer__doubt")).to_contain_text("given to SEC-03 and SEC-07")
    expect(page.locator("#sec-05 .answer__doubt")).to_contain_text(history.SPLIT_STATEMENT)
    expect(_state(page, "sec-06", "open")).to_be_checked()  # one of its three parents was open
    kept = _kept(page)
    assert {item: kept["past"][item]["note"] for item in kept["past"]} == {
        item: f"note of {item.lower()}" for item in ("SEC-03", "SEC-04", "SEC-07", "SEC-08")
    }

    past = _part(page, "Answers to checks we have removed").locator("li")
    expect(past).to_have_count(4)
    expect(past.first).to_have_text(f"SEC-03: Done · {history.SPLIT_STATEMENT} · note of sec-03")

    page.locator("#sec-01").get_by_role("button", name="Keep my answer").click()
    expect(doubt).to_be_hidden()
    expect(_state(page, "sec-01", "done")).to_be_focused()
    _state(page, "sec-05", "na").check()  # an answer to the new check ends the doubt
    page.reload()
    expect(page.locator(".answer__doubt").locator("visible=true")).to_have_count(1)
    expect(note).to_be_empty()
    context.close()


def test_old_file_and_old_link_move_on_too(
    changing: tuple[Path, str], browser: Browser, tmp_path: Path
) -> None:
    """Answers that come from an export or a link of the old list are mapped as stored ones are."""
    root, address = changing
    history.write(root)
    sites.build(tmp_path / "served" / "site", root=root)
    context = browser.new_context(base_url=address)
    page = context.new_page()
    _open(page, "checklists/security/")
    _import(page, "old.csv", "item,state,note\nSEC-03,done,from paper\nSEC-99,done,\n")

    expect(_state(page, "sec-06", "done")).to_be_checked()
    expect(page.locator("#note-sec-05")).to_have_value("from paper")
    past = _part(page, "Answers to checks we have removed").locator("li")
    expect(past).to_have_text([re.compile("SEC-03: Done"), "SEC-99: Done"])
    context.close()


def test_map_that_cannot_be_loaded_loses_nothing(
    changing: tuple[Path, str], browser: Browser, tmp_path: Path
) -> None:
    """Without the map old answers stay where they are, and move on the next time."""
    root, address = changing
    context = browser.new_context(base_url=address)
    page = context.new_page()
    _open(page, "checklists/security/")
    _state(page, "sec-03", "done").check()
    history.write(root)
    sites.build(tmp_path / "served" / "site", root=root)
    page.route("**/checks-map.json", lambda route: route.abort())
    page.reload()
    expect(page.locator(".worklist__note")).to_contain_text("Your answers stay as they are.")
    assert set(_kept(page)["ticks"]) == {"SEC-03"}

    page.unroute("**/checks-map.json")
    page.reload()
    expect(_state(page, "sec-05", "done")).to_be_checked()
    context.close()


# Paper


def _print_button(page: Page, section: str) -> Locator:
    return page.locator(f".checklist-section[data-section={section}] .print-it button:first-child")


def _press_print(page: Page, section: str) -> None:
    page.evaluate("delete document.documentElement.dataset.printed")
    _print_button(page, section).click()


def _print(page: Page, section: str) -> None:
    _press_print(page, section)
    expect(page.locator("html")).to_have_attribute("data-printed", "")


@pytest.fixture
def printer(page: Page) -> Page:
    """A page whose print dialog is noted instead of opened."""
    page.add_init_script("window.print = () => { document.documentElement.dataset.printed = '' }")
    return page


@pytest.mark.parametrize("name", ["vetting", "security", "communication", "balance", "campaigns"])
def test_each_section_is_one_sheet(printer: Page, real: Reading, name: str) -> None:
    """A handout is one page with its checks, room to write, version, address and code.

    Sections are printed by turns on one size of paper and on the other, the longest on both.
    """
    checklist = real.corpus.library.checklists[name]
    words = Counter[str]()
    for item in checklist.items:
        words[item.section] += len(item.statement)
    longest = words.most_common(1)[0][0]
    turns = [(part, ("A4", "Letter")[at % 2]) for at, part in enumerate(checklist.sections)]
    both = [
        (part, size)
        for part in checklist.sections
        if part.id == longest
        for size in ("A4", "Letter")
    ]
    _open(printer, f"checklists/{name}/")
    for section, size in some(
        {(part.id, size): (part, size) for part, size in [*turns, *both]}.values()
    ):
        _print(printer, section.id)
        place = printer.locator(f".checklist-section[data-section={section.id}] [data-code] img")
        assert place.evaluate("image => image.complete && image.naturalWidth > 0")
        (sheet,) = paper.with_foot(printer, size)
        own = [item for item in checklist.items if item.section == section.id]
        assert [item.id for item in checklist.items if item.id in sheet] == [i.id for i in own]
        assert sheet.count("Evidence ___") == sheet.count("Owner ___") == len(own)
        address = f"{sites.ADDRESS}checklists/{name}/#{section.id}"
        for said in (section.title, f"version {checklist.version}", address, "CC BY 4.0"):
            assert said in sheet


@pytest.mark.parametrize(
    ("name", "size"),
    [("vetting", "A4"), ("vetting", "Letter"), ("security", "A4"), ("communication", "Letter"), ("balance", "A4"), ("campaigns", "A4")],
)  # fmt: skip
def test_whole_list_prints_every_check(printer: Page, real: Reading, name: str, size: str) -> None:
    """The whole list holds each check once, six or more a sheet; each says version, address and licence."""
    _open(printer, f"checklists/{name}/")
    _part(printer, SHARE).get_by_role("button", name="Print the whole list").click()
    expect(printer.locator("html")).to_have_attribute("data-printed", "")
    sheets = paper.with_foot(printer, size)
    text = " ".join(sheets)

    checklist = real.corpus.library.checklists[name]
    assert 3 <= len(sheets) <= math.ceil(len(checklist.items) / 6)
    counts = {item.id: text.count(item.id) for item in checklist.items}
    assert set(counts.values()) == {1}, counts
    address = f"{sites.ADDRESS}checklists/{name}/"
    foot = f"{address} · Version {checklist.version} · AI Governance Casebook · CC BY 4.0"
    for number, sheet in enumerate(sheets, 1):
        assert foot in sheet
        assert f"{number} / {len(sheets)}" in sheet
        assert sheet.count("Evidence ___") > 1
    assert "Work through this list" not in text


def _beside(printer: Page, bottom: float) -> list[tuple[str, float]]:
    """What stands at the top of a list, above a line: what it is, and where its words end."""
    found = []
    for words in ("h1", ".lede p", ".card__meta", ".notice p", "article > h2"):
        for place in printer.locator(f"article {words}").all():
            box = place.bounding_box()
            if box and box["y"] < bottom:
                right = place.evaluate(
                    """(words) => {
                        const range = document.createRange();
                        range.selectNodeContents(words);
                        return Math.max(...[...range.getClientRects()].map((line) => line.right));
                    }"""
                )
                found.append((words, float(right)))
    return found


def test_the_code_of_a_list_covers_none_of_its_words(printer: Page, real: Reading) -> None:
    """On the first sheet the code stands beside the title and what the list is for."""
    printer.set_viewport_size({"width": 680, "height": 960})  # A4 between its margins
    for name in some(real.corpus.library.checklists):
        _open(printer, f"checklists/{name}/")
        printer.emulate_media(media="print")
        code = printer.locator(".paper-link svg.code").bounding_box()
        assert code
        for words, right in some(_beside(printer, code["y"] + code["height"])):
            assert right <= code["x"], (name, words)
        printer.emulate_media(media="null")


WITH_ANSWERS = "With my answers and notes"


def _chooses(page: Page, words: str) -> None:
    page.get_by_role("dialog", name="Print").get_by_role("button", name=words).click()


def test_answers_are_printed_only_when_wanted(printer: Page) -> None:
    """Where a section has answers its button asks; it prints a blank sheet, or marks, reasons, notes, owners and dates."""
    _open(printer)
    _answer(printer)
    _press_print(printer, "plan")
    _chooses(printer, "Blank, to fill in by hand")
    expect(printer.locator("html")).to_have_attribute("data-printed", "")
    (blank,) = paper.with_foot(printer, "A4")
    assert "Norway" not in blank
    assert "✓" not in blank

    _press_print(printer, "plan")
    _chooses(printer, WITH_ANSWERS)
    expect(printer.locator("html")).to_have_attribute("data-printed", "")
    (filled,) = paper.with_foot(printer, "A4")
    for said in (
        "✓",
        "n/a",
        "Not applicable: Nobody is hired.",
        "in Norway",
        "=Legal",
        "31 December 2026",
    ):
        assert said in filled
    assert "My assessment" in filled, "papers of two teams are told apart"
    assert "My assessment" not in blank


def test_the_whole_list_is_printed_with_answers(printer: Page) -> None:
    """The button of the whole list asks as that of a section does."""
    _open(printer)
    _answer(printer)
    _part(printer, SHARE).get_by_role("button", name="Print the whole list").click()
    _chooses(printer, WITH_ANSWERS)
    expect(printer.locator("html")).to_have_attribute("data-printed", "")
    sheets = paper.with_foot(printer, "A4")
    assert "Not applicable: Nobody is hired." in " ".join(sheets)
    assert "My assessment" in sheets[0]


def test_nothing_is_printed_when_the_question_is_left(printer: Page) -> None:
    """Escape prints nothing, and the button has the focus again."""
    _open(printer)
    _answer(printer)
    _press_print(printer, "plan")
    printer.get_by_role("dialog", name="Print").wait_for()
    printer.keyboard.press("Escape")
    expect(printer.get_by_role("dialog")).to_have_count(0)
    expect(_print_button(printer, "plan")).to_be_focused()
    assert printer.evaluate("'printed' in document.documentElement.dataset") is False


def test_a_section_without_answers_prints_at_once(printer: Page) -> None:
    """Answers to another section are no reason to ask."""
    _open(printer)
    _answer(printer)
    other = printer.locator(".checklist-section").last.get_attribute("data-section")
    assert other
    _print(printer, other)
    assert "Norway" not in " ".join(paper.with_foot(printer, "A4"))


def test_page_is_itself_again_after_printing(printer: Page) -> None:
    """Once printed, the whole list is there again."""
    _open(printer)
    _print(printer, "plan")
    printer.evaluate("dispatchEvent(new Event('afterprint'))")

    assert printer.evaluate("document.documentElement.hasAttribute('data-print-section')") is False
    assert len(paper.with_foot(printer, "A4")) > 2


def test_check_prints_with_its_address_and_code(printer: Page, real: Reading) -> None:
    """The page of one check prints on one sheet, with citation and code."""
    printer.goto("checks/vet-20/", wait_until="load")
    (sheet,) = paper.with_foot(printer, "A4")
    printer.emulate_media(media="print")
    version = real.corpus.library.checklists["vetting"].version

    assert f"{sites.ADDRESS}checks/vet-20/ v{version}-VET-20" in sheet
    expect(printer.locator("svg.code")).to_be_visible()


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_each_check_prints_on_one_sheet(printer: Page, real: Reading, size: str) -> None:
    """The longest by their cases and by their own words; where cases are left out, the sheet says how many."""
    corpus = real.corpus
    checks = corpus.library.checks
    said = {
        name: sorted(
            [e.why + e.case.title for e in corpus.evidence.get(name, ())]
            + [h.control.text + h.case.title for h in corpus.held.get(name, ())],
            key=len,
            reverse=True,
        )
        for name in checks
    }
    by_cases = sorted(checks, key=lambda name: -len("".join(said[name][: lists.ON_PAPER])))
    by_words = sorted(checks, key=lambda name: -len(checks[name].item.how_to_verify))
    by_number = sorted(checks, key=lambda name: -len(said[name]))
    over = {}
    for name in some({*by_cases[:3], *by_words[:1], *by_number[:1]}):
        printer.goto(urls.item(name), wait_until="load")
        sheets = paper.with_foot(printer, size)
        if len(sheets) > 1:
            over[name] = len(sheets)
        more = len(said[name]) - lists.ON_PAPER
        assert (f"{more} more case" in " ".join(sheets)) == (more > 0)
        shown = printer.locator(".evidence > li").filter(visible=True)
        printer.emulate_media(media="print")
        expect(shown).to_have_count(min(len(said[name]), lists.ON_PAPER))
        assert "Link to it" not in sheets[-1]  # the address and the code say so on paper
        assert f"{sites.ADDRESS}{urls.item(name)}" in sheets[-1]

    assert over == {}


# Links and frames


def test_link_of_each_check_is_copied(page: Page, context: BrowserContext, address: str) -> None:
    """The button beside a check copies its canonical address, from the list and from its page."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    for where, part in ((LIST, "#vet-20"), ("checks/vet-20/", "#main")):
        page.goto(where, wait_until="load")
        page.locator(part).get_by_role("button", name="Copy link").first.click()
        expect(page.locator(".toast")).to_have_text("Link copied")
        assert page.evaluate("navigator.clipboard.readText()") == f"{address}checks/vet-20/"


def test_code_of_a_frame_is_copied(page: Page, context: BrowserContext) -> None:
    """The code for a frame is copied as it stands."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("checks/vet-20/", wait_until="load")
    page.locator(".embed-it > summary").click()
    page.get_by_role("button", name="Copy the code").click()
    expect(page.locator(".toast")).to_have_text("Copied")

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f'<iframe src="{sites.ADDRESS}embed/checks/vet-20/" title="VET-20: ')


def test_code_of_one_section_is_copied(page: Page, context: BrowserContext) -> None:
    """Under the frame of a list each section has a code of its own."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("checklists/vetting/", wait_until="load")
    page.locator(".embed-it > summary").click()
    part = page.locator(".embed-it details").first
    part.locator("summary").click()
    part.get_by_role("button", name="Copy the code").click()
    expect(page.locator(".toast")).to_have_text("Copied")

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f'<iframe src="{sites.ADDRESS}embed/checklists/vetting/plan/" title="')


def test_a_code_that_cannot_be_loaded_is_told(page: Page) -> None:
    """Without a connection nothing is saved, and the page says so."""
    _open(page)
    page.route("**/*.svg", lambda at: at.abort())
    page.locator("[data-section=plan]").get_by_role("button", name="QR code").click()
    expect(page.locator(".worklist__note")).to_contain_text("The QR code could not be loaded.")


@pytest.mark.parametrize(
    ("leads", "within", "name"),
    [
        ("checks/vet-20/", "article", "vet-20-qr.png"),
        ("checklists/vetting/#plan", "[data-section=plan]", "vetting-plan-qr.png"),
    ],
)
def test_code_of_a_page_is_saved_as_a_picture(
    page: Page, watch: Watch, leads: str, within: str, name: str
) -> None:
    """For slides: a picture of a thousand pixels whose squares say the address, on white."""
    page.goto(leads, wait_until="load")
    with page.expect_download() as waiting:
        page.locator(within).get_by_role("button", name="QR code as a picture").click()
    assert waiting.value.suggested_filename == name
    picture = Image.open(waiting.value.path()).convert("L")
    wanted = segno.make(sites.ADDRESS + leads, error="m", micro=False, mask=qr.MASK)
    rows = [list(row) for row in wanted.matrix_iter(border=2)]
    scale = picture.width // len(rows)

    assert picture.width == picture.height == scale * len(rows) >= 1000
    half = scale // 2
    seen = [
        [int(picture.getpixel((x * scale + half, y * scale + half)) == 0) for x in range(len(rows))]
        for y in range(len(rows))
    ]
    assert seen == rows
    assert watch.errors == []


@pytest.mark.parametrize(
    ("typed", "reached"),
    [
        ("checks/VET-20/", "checks/vet-20/"),
        ("checks/Vet-20/", "checks/vet-20/"),
        ("checks/vEt-20/#cases", "checks/vet-20/#cases"),
        ("checks/Vet-20", "checks/vet-20/"),
        ("embed/checks/VET-20/", "embed/checks/vet-20/"),
        ("checklists/Vetting/?level=essential", "checklists/vetting/?level=essential"),
        ("checks/v1.0.0-VET-20/", "checks/vet-20/#v1.0.0"),
        ("checks/V1.0.0-vet-20", "checks/vet-20/#v1.0.0"),
        ("v1.0.0-VET-20", "checks/vet-20/#v1.0.0"),
    ],
)
def test_addresses_typed_by_hand_lead_there(
    page: Page, address: str, typed: str, reached: str
) -> None:
    """Any letter case and the form of a citation lead to the check."""
    page.goto(typed)
    page.wait_for_url(address + reached)

    if "#" in reached:
        assert page.locator(f"[id='{urlsplit(page.url).fragment}']").count() == 1


@pytest.mark.parametrize("typed", ["No/Such/Page/", "checks/%E0%A4/", "checks/v1.0.0-XXX-99/"])
def test_lost_address_stays_lost(page: Page, address: str, typed: str) -> None:
    """An address that means nothing in small letters either shows the page for lost addresses."""
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto(typed, wait_until="networkidle")

    expect(page.locator("h1")).to_have_text("There is no page at this address")
    assert page.url == address + typed
    assert failures == []


def test_every_address_ever_published_resolves(site: Built, real: Reading) -> None:
    """There is a file for each address, and the page, or the one it moved to, holds each of its anchors."""
    ledger = real.corpus.library.permalinks
    assert len(ledger.pages) > 400
    lost = []
    for where, anchors in ledger.pages.items():
        now = ledger.moved.get(where, where).lstrip("/")
        ids = set(markup.ids(site.trees[now])) if anchors else set()
        lost += [f"{where}#{anchor}" for anchor in anchors if anchor not in ids]
        lost += [] if (site.folder / urls.file_of(where.lstrip("/"))).is_file() else [where]

    assert lost == []


_BEGINS = {
    ".pdf": b"%PDF-1.",
    ".xlsx": b"PK\x03\x04",
    ".pptx": b"PK\x03\x04",
    ".docx": b"PK\x03\x04",
    ".zip": b"PK\x03\x04",
    ".gift.txt": b"// ",
    ".moodle.xml": b"<?xml version=",
    ".csv": b"\xef\xbb\xbf",
}
"""What a file of each kind begins with; a page that says it is lost begins with none of it."""


_NAMED = 22
"""Exercises up to this code were published while their addresses still named the case."""


def _expected(real: Reading) -> set[str]:
    """Addresses of exercises and downloads, counted from the author's files and not from the code."""
    of = {
        kind: sorted(path.stem for path in (factories.REPOSITORY / folder).glob("*.yml"))
        for kind, folder in (("exercise", "docs/exercises"), ("list", "docs/checklists"))
    }
    played = list(real.corpus.library.exercises.values())
    before = [e.id for e in played if int(e.code) <= _NAMED]
    exercise = [
        f"/downloads/exercises/{name}-{file}"
        for name in (*before, *(f"x{e.code}" for e in played))
        for file in (
            "players-a4.pdf",
            "players-letter.pdf",
            "facilitator-a4.pdf",
            "facilitator-letter.pdf",
            "facilitator.docx",
            "slides.pptx",
            "after-action.docx",
            "quiz-scorm.zip",
        )
    ]
    exercise += [f"/downloads/exercises/x{e.code}-kit.zip" for e in played]
    sides = [
        *(f"/train/{name}/players/" for name in before),
        *(f"/train/{name}/facilitator/" for name in of["exercise"]),
        *(f"/x/{exercise.code}/" for exercise in played),
    ]
    lists = [
        f"/downloads/checklists/{name}{ending}"
        for name in of["list"]
        for ending in ("-a4.pdf", "-letter.pdf", ".xlsx", ".csv", ".md.txt")
    ]
    asked = [case.id for case in real.corpus.listed if case.claims]
    quizzes = [
        f"/downloads/quizzes/{name}.{end}"
        for name in asked
        for end in ("gift.txt", "moodle.xml", "scorm.zip")
    ]
    sheets = [f"/train/{case.id}/" for case in real.corpus.listed]
    return {*exercise, *sides, *lists, *quizzes, *sheets}


def test_every_exercise_and_download_is_promised_and_is_what_it_says(
    site: Built, real: Reading
) -> None:
    """The ledger names each of them, it is a file of its kind, and there is none besides."""
    pages = real.corpus.library.permalinks.pages
    expected = _expected(real)
    assert len(expected) > 600
    assert expected - set(pages) == set()
    built = {
        "/" + path.relative_to(site.folder).as_posix()
        for path in (site.folder / "downloads").rglob("*")
        if path.is_file()
    }
    assert built - set(pages) == set()
    seen = dict.fromkeys(_BEGINS, 0)
    for where in some(sorted(built)):
        ending = next((each for each in _BEGINS if where.endswith(each)), None)
        if ending is None or "/trends/" in where:  # figures have tests of their own
            continue
        seen[ending] += 1
        content = (site.folder / where.lstrip("/")).read_bytes()
        assert content.startswith(_BEGINS[ending]), where
        assert len(content) > 200, where
    assert set(seen.values()).isdisjoint({0}), seen
    for exercise, _ in some(real.corpus.exercises()):
        for side in (urls.players(exercise.code), urls.facilitator(exercise.id)):
            promised = pages[f"/{side}"]
            assert {module.id for module in exercise.modules} <= set(promised)


@pytest.fixture
def course(address: str, tmp_path: Path) -> Iterator[str]:
    """A page of another origin that shows a check and a list in frames, as a course would."""
    frames = "".join(
        f'<iframe src="{address}embed/{where}" title="{where}" width="320" height="500"></iframe>'
        for where in ("checks/vet-20/?theme=light", "checklists/vetting/?theme=dark")
    )
    factories.write(tmp_path / "index.html", f"<!doctype html><title>Course</title>{frames}")
    with server.elsewhere(tmp_path, "localhost") as other:
        yield other


def test_frames_show_in_a_page_of_another_origin(
    page: Page, course: str, address: str, context: BrowserContext
) -> None:
    """Check and list can be read at 320 pixels in a foreign page, and their links leave the frame."""
    page.goto(course, wait_until="load")
    check, whole = page.frames[1], page.frames[2]
    expect(page.frame_locator("iframe").first.locator("h1")).to_contain_text("accountable host")
    for frame in (check, whole):
        assert frame.evaluate("document.documentElement.scrollWidth") <= 320
        assert frame.locator("header, nav").count() == 0
    colours = [
        frame.evaluate("getComputedStyle(document.body).backgroundColor")
        for frame in (check, whole)
    ]
    assert len(set(colours)) == 2
    with context.expect_page() as opened:
        whole.locator("#vet-20 a").click()
    opened.value.wait_for_load_state()

    assert opened.value.url == f"{address}checks/vet-20/"
    assert page.url == course


_AS_HIGH_AS_ITS_TEXT = """(width) => {
  const root = document.documentElement;
  return innerWidth === width && innerHeight === Math.ceil(root.getBoundingClientRect().height)
    && root.scrollHeight === root.clientHeight;
}"""


@pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts allow-popups"'])
def test_frame_is_as_high_as_its_text_where_the_host_follows_our_words(
    page: Page, address: str, tmp_path: Path, sandbox: str
) -> None:
    """With the script of our page no frame scrolls, at no width, and it shrinks again."""
    style = "<style>* { box-sizing: border-box } iframe { width: 100% }</style>"
    frames = "".join(
        f'<iframe src="{address}embed/{where}" title="{where}" height="420" {sandbox}></iframe>'
        for where in ("checks/vet-20/", "checklists/vetting/")
    )
    factories.write(tmp_path / "index.html", f"<!doctype html>{style}{host_script()}{frames}")
    with server.elsewhere(tmp_path, "localhost") as other:
        seen: list[list[Any]] = []
        for width in (700, 320, 700):
            page.set_viewport_size({"width": width, "height": 800})
            if not seen:
                page.goto(other, wait_until="load")
            boxes = some(page.locator("iframe").all())
            for frame, box in zip(page.frames[1:], boxes, strict=True):
                frame.wait_for_function(
                    _AS_HIGH_AS_ITS_TEXT, arg=box.evaluate("e => e.clientWidth")
                )
                assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
            seen.append([box.bounding_box() for box in page.locator("iframe").all()])
        heights = [[box["height"] for box in each if box] for each in seen]
        assert all(narrow > wide for narrow, wide in zip(heights[1], heights[0], strict=True))
        assert heights[2] == heights[0]


def test_frame_says_what_it_is_and_where_it_comes_from(page: Page, real: Reading) -> None:
    """First its kind and version, last its origin; alone in a window it tells nobody anything."""
    page.add_init_script("window.told = 0; addEventListener('message', () => (told += 1));")
    for where, name in (("checks/vet-20/", "VET-20"), ("checklists/vetting/", "Checklist")):
        page.goto(f"embed/{where}", wait_until="load")
        version = real.corpus.library.checklists["vetting"].version
        first = page.locator("main > :first-child")
        expect(first).to_contain_text(name)
        expect(first).to_contain_text(f"version {version}")
        expect(page.locator("footer")).to_contain_text("From the AI Governance Casebook")
        page.wait_for_timeout(100)
        assert page.evaluate("told") == 0


def test_frames_stay_out_of_search_and_sitemap(site: Built, real: Reading) -> None:
    """Neither the sitemap nor the search index knows the pages for frames."""
    assert "embed/" not in (site.folder / "sitemap.xml").read_text("utf-8")
    library = real.corpus.library
    moved = library.permalinks.moved
    embedded = [a for a in site.trees if a.startswith("embed/") and f"/{a}" not in moved]

    sections = sum(len(each.sections) for each in library.checklists.values())
    claims = sum(len(case.claims) for case in real.corpus.listed)
    assert len(embedded) == len(library.checks) + len(library.checklists) + sections + claims
    pages = (site.folder / "pagefind" / "fragment").iterdir()
    read = [gzip.decompress(page.read_bytes()) for page in pages]
    assert not [page for page in some(read) if b'"url":"/embed/' in page]
    assert [page for page in read if b'"url":"/checks/vet-20/' in page]


# The parts without a page


def _module(still: Page, name: str, code: str, value: Any = None) -> Any:
    """Run code with a module of the worklist as ``m`` and a value as ``v``."""
    return still.evaluate(
        f"async ([url, v]) => {{ const m = await import(url); {code} }}",
        [f"/name/assets/js/worklist/{name}.mjs", value],
    )


def test_assessments_of_one_moment_stand_by_name(still: Page) -> None:
    """Several files come in within a millisecond; their order must not be left to chance."""
    names = ["team (10)", "team", "team (2)"]
    code = """
      const store = new m.Store(() => null);
      const made = "2026-01-01T00:00:00.000Z";
      v.forEach((name, at) => store.save({ id: String(at), name, made, ticks: {}, past: {} }));
      store.save({ id: "x", name: "z", made: "2025-01-01T00:00:00.000Z", ticks: {}, past: {} });
      return store.all().map(({ name }) => name);"""

    assert _module(still, "store", code, names) == ["z", "team", "team (2)", "team (10)"]


def test_markdown_of_several_lists_heads_every_section(still: Page) -> None:
    """A list whose first section is called like the last one before it shows its heading all the same."""
    items = [
        {
            "id": f"{name}-01",
            "url": "u",
            "statement": "Do it.",
            "listTitle": name,
            "sectionTitle": "Act",
        }
        for name in ("One", "Two")
    ]
    text = _module(still, "files", "return m.toMarkdown({name: 'N', ticks: {}}, v, 'All')", items)

    heads = [line for line in text.splitlines() if line.startswith("#")]
    assert heads == ["# All: N", "# One", "## Act", "# Two", "## Act"]


def test_csv_is_read_as_it_was_written(still: Page) -> None:
    """Every text comes back: quotes, line breaks, separators, formulas, apostrophes."""
    rows = [
        ["plain", "a,b;c\td", 'say "x"', "two\nlines", "  edges "],
        ["=1+1", "+1", "-1", "@x", "\tx"],
        ["'=1", "''=1", "'quoted'", "\uff1d1", "it's"],
        [" =1", "' =1", "'\t", " plain", "' '=1"],
        ["", "", "", "", "last"],
    ]
    written = _module(still, "../shared/csv", "return m.write(v)", rows)

    assert _module(still, "../shared/csv", "return m.read(v)", written) == rows
    cells = [cell.strip('"') for line in written[1:].split("\r\n")[1:2] for cell in line.split(",")]
    assert all(cell.startswith("'") for cell in some(cells)), cells


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a;b\n1;2", [["a", "b"], ["1", "2"]]),
        ("a\tb\r1\t2\r", [["a", "b"], ["1", "2"]]),
        ('a,b\n"x', [["a", "b"], ["x"]]),
        ("a,b\n\n,\n1,2\n", [["a", "b"], ["1", "2"]]),
        ('a,b\n1 "2",3', [["a", "b"], ['1 "2"', "3"]]),
        ("", []),
    ],
)
def test_csv_of_other_programs_is_read(still: Page, text: str, rows: list[list[str]]) -> None:
    """Other separators, line ends, open quotes and empty lines are read."""
    assert _module(still, "../shared/csv", "return m.read(v)", text) == rows


def test_link_is_unpacked_only_up_to_a_bound(still: Page) -> None:
    """A small link that would unpack into a large text is refused."""
    packed = _module(
        still,
        "link",
        "const ticks = {}; for (let n = 10; n < 99; n++) ticks[`VET-${n}`] = {state: 'done', note: 'x'.repeat(9000)};"
        " return m.pack({name: 'large', ticks}, Object.keys(ticks))",
    )
    assert len(packed) < 20_000

    failed = _module(still, "link", "return m.unpack(v).catch((error) => error.message)", packed)
    assert failed.startswith("The link is not whole")


def test_moves_never_write_over_an_own_answer(still: Page) -> None:
    """An answer given to the new check itself counts more than one that comes from an old check."""
    ticks = {"VET-01": {"state": "done"}, "VET-31": {"state": "open", "note": "mine"}}
    checks = {"VET-01": {"status": "split", "to": ["VET-31", "VET-32"], "statement": "Old."}}
    moved = _module(
        still, "moves", "return m.moved({ticks: v[0], past: {}}, v[1])", [ticks, checks]
    )

    assert moved["assessment"]["ticks"] == {
        "VET-31": {"state": "open", "note": "mine"},
        "VET-32": {"state": "done", "from": ["VET-01"], "said": "Old."},
    }
    assert moved["assessment"]["past"] == {"VET-01": {"state": "done", "said": "Old."}}


def test_merged_answers_are_done_only_if_all_were(still: Page) -> None:
    """Of two answers the more careful state holds, with both notes and the earlier date."""
    ticks = {
        "VET-01": {"state": "done", "note": "one", "due": "2026-05-01", "owner": "A"},
        "VET-02": {
            "state": "na",
            "reason": "why",
            "note": "two",
            "due": "2026-04-01",
            "owner": "B",
        },
    }
    checks = {item: {"status": "replaced", "to": ["VET-40"], "statement": "Old."} for item in ticks}
    moved = _module(
        still, "moves", "return m.moved({ticks: v[0], past: {}}, v[1])", [ticks, checks]
    )

    assert moved["assessment"]["ticks"]["VET-40"] == {
        "state": "open", "note": "one\ntwo", "due": "2026-04-01", "owner": "A, B", "reason": "why",
        "said": "Old.", "from": ["VET-01", "VET-02"],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "right"),
    [
        ("2026-02-28", True),
        ("2026-02-30", False),
        ("2024-02-29", True),
        ("26-01-01", False),
        ("2026-1-1", False),
    ],
)
def test_days_are_days_of_the_calendar(still: Page, day: str, right: bool) -> None:
    """A due date must exist."""
    assert _module(still, "model", "return m.isDay(v)", day) is right
