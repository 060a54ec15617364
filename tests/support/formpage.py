"""The page of the web form, as the tests in a browser use it."""

from __future__ import annotations

import re

from playwright.sync_api import Page


def add_correction(page: Page, what: str, why: str) -> None:
    """Fill in one more correction of a published case, and the day of its last update."""
    page.get_by_role("button", name=re.compile("^Add (a|another) correction$")).click()
    added = page.locator("fieldset.entry").filter(has=page.locator(":focus"))
    added.get_by_role("textbox", name="When").fill("2026-12-02")
    added.get_by_role("textbox", name="What").fill(what)
    added.get_by_role("textbox", name="Why").fill(why)
    page.get_by_role("textbox", name="Updated").fill("2026-12-02")


def finish(page: Page) -> None:
    """Check; if a file can be made, agree to its name."""
    page.get_by_role("button", name="Check and make the file").click()
    agree = page.get_by_role("button", name="Use this name")
    if agree.count():
        agree.click()


def file(page: Page) -> str:
    """The text of the file that was made."""
    return page.get_by_role("textbox", name="The file", exact=True).input_value()
