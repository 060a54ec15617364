"""Pages on paper: each print says where it is from, and tears nothing that belongs together."""

from __future__ import annotations

import pytest
from casebook.base import urls
from playwright.sync_api import Page
from support import paper, sites

pytestmark = pytest.mark.browser
LONG = ("corrections/", "claims/?status=denied", "patterns/access-outlives-the-role/")


def _told(page: Page, entries: str) -> list[str]:
    """The words of each entry that stands on the page, without blanks, as a sheet has them."""
    page.emulate_media(media="print")
    texts = page.locator(entries).filter(visible=True).all_inner_texts()
    page.emulate_media(media="null")
    return ["".join(text.split()) for text in texts]


@pytest.mark.parametrize("where", LONG)
def test_each_sheet_says_its_number_and_the_first_its_address(page: Page, where: str) -> None:
    """A sheet that fell off the stack finds its place again; the footer of the screen takes none."""
    page.goto(where, wait_until="networkidle")
    texts = paper.with_foot(page, "A4")

    assert len(texts) > 1
    assert paper.numbered(texts) == [(n, len(texts)) for n in range(1, len(texts) + 1)]
    origin = f"AI Governance Casebook · {sites.ADDRESS}{where.partition('?')[0]} · CC BY 4.0"
    assert [origin in text for text in texts] == [True] + [False] * (len(texts) - 1)
    assert not any("No cookies" in text for text in texts)


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize(
    ("where", "entries"),
    [
        ("corrections/", ".late > li"),
        ("claims/?status=denied", ".claim-list > li"),
        ("patterns/access-outlives-the-role/", ".evidence > li"),
    ],
)
def test_no_entry_is_torn(page: Page, where: str, entries: str, size: str) -> None:
    """Each entry of a list stands whole on one sheet."""
    page.goto(where, wait_until="networkidle")
    told = _told(page, entries)
    texts = ["".join(text.split()) for text in paper.sheets(page, size)]

    assert told
    assert [entry for entry in told if not any(entry in text for text in texts)] == []


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("google-green-lane-ai-reviews-2023", "A4"),  # its lessons began overleaf
        ("galgotias-robot-dog-ai-summit-2026", "A4"),
        ("ai-training-accounts-for-sale-2025", "Letter"),
        ("cb-financial-unauthorised-ai-tool-2026", "Letter"),
    ],
)
def test_no_sheet_of_a_dossier_ends_with_a_heading(page: Page, name: str, size: str) -> None:
    """What a heading announces begins on its sheet."""
    page.goto(f"{urls.case(name)}?depth=full", wait_until="load")
    headings = _told(page, "article > h2, .part > h3")
    ends = ["".join(lines[-1].split()) for lines in paper.lines(page, size)]

    assert len(ends) > 1
    assert [end for end in ends if end in headings] == []


def test_paper_says_by_what_a_list_was_filtered(page: Page) -> None:
    """Four of all cases: the sheet says which, and offers nothing to press."""
    page.goto("cases/?country=CA", wait_until="networkidle")
    first = paper.sheets(page, "A4")[0]

    assert "Country: Canada" in first
    assert "Clear filters" not in first
    assert "\N{MULTIPLICATION SIGN}" not in first
