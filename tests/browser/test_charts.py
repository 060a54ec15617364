"""The pictures of the trends page in a real browser: at every width, in every scheme, on paper."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from support.some import some

pytestmark = pytest.mark.browser
_SMALLEST = """() => Math.min(...[...document.querySelectorAll('.chart__svg text')]
  .filter((text) => text.getBoundingClientRect().height > 0)
  .map((text) => parseFloat(getComputedStyle(text).fontSize)
    * text.ownerSVGElement.getBoundingClientRect().width / text.ownerSVGElement.viewBox.baseVal.width))"""
_OUTSIDE = """() => [...document.querySelectorAll('.chart__svg text')]
  .filter((text) => text.getBoundingClientRect().height > 0)
  .filter((text) => { const all = text.ownerSVGElement.getBoundingClientRect(), own = text.getBoundingClientRect();
    return own.left < all.left - 2 || own.right > all.right + 2 || own.bottom > all.bottom + 2 })
  .map((text) => text.textContent)"""


@pytest.mark.parametrize("width", [320, 390, 820, 1280, 3840])
def test_one_picture_of_each_figure_is_there_and_readable(page: Page, width: int) -> None:
    """At any width one of the two drawings is shown, its letters are not small, none is cut off."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("trends/")
    figures = page.locator("figure.chart")
    assert figures.count() >= 6
    for figure in some(figures.all()):
        expect(figure.locator("svg.chart__svg:visible")).to_have_count(1)
        expect(figure.get_by_role("img")).to_have_accessible_name(
            re.compile(re.escape(figure.locator("figcaption").inner_text().split("\n")[0]))
        )
    assert page.evaluate(_SMALLEST) >= (10.5 if width == 320 else 12)
    assert page.evaluate(_OUTSIDE) == []


@pytest.mark.parametrize(
    ("scheme", "theme", "paper"),
    [
        ("light", None, "rgb(251, 250, 246)"),
        ("dark", None, "rgb(20, 23, 26)"),
        ("light", "dark", "rgb(20, 23, 26)"),
        ("dark", "light", "rgb(251, 250, 246)"),
    ],
)
def test_pictures_follow_the_colours_of_the_page(
    page: Page, scheme: Any, theme: str | None, paper: str
) -> None:
    """Pictures take the scheme of the system, and that of the switch before it."""
    page.emulate_media(color_scheme=scheme)
    page.goto("trends/")
    if theme:
        page.evaluate("(name) => document.documentElement.setAttribute('data-theme', name)", theme)
    colour = "(e) => getComputedStyle(e).fill"

    assert page.locator(".chart__svg .fill--paper").first.evaluate(colour) == paper
    bar, word = (page.locator(f".chart__svg .fill--{name}").first for name in ("accent", "ink"))
    assert len({paper, bar.evaluate(colour), word.evaluate(colour)}) == 3


def test_status_has_one_colour_on_the_whole_page(page: Page) -> None:
    """A part of a bar has the colour of its status in the legend above it."""
    page.goto("trends/")
    for entry in some(page.locator("#figure-claimants .status-legend .status").all()):
        status = (entry.get_attribute("class") or "").split("--")[-1]
        part = page.locator(f"#figure-claimants svg:visible .fill--{status}").first
        colour = entry.evaluate("(e) => getComputedStyle(e).color")
        assert part.evaluate("(e) => getComputedStyle(e).fill") == colour


def test_tables_and_files_without_scripts(browser: Browser, address: str) -> None:
    """Without a script pictures are there, tables unfold, and files can be taken away."""
    made = browser.new_context(base_url=address, java_script_enabled=False)
    page = made.new_page()
    page.goto("trends/")
    figure = page.locator("#figure-claimants")
    expect(figure.locator("svg:visible")).to_have_count(1)
    figure.locator("summary").click()
    expect(figure.get_by_role("table")).to_be_visible()
    for link in some(figure.locator(".chart__files a").all()):
        answer = page.request.get(f"{address}trends/{link.get_attribute('href')}")
        assert answer.ok
    made.close()


def test_pictures_in_the_colours_of_the_system(page: Page) -> None:
    """Under forced colours words and bars are drawn in the system's colours."""
    page.emulate_media(forced_colors="active")
    page.goto("trends/")
    canvas = page.evaluate(
        "() => { const e = document.createElement('i'); e.style.color = 'CanvasText';"
        " document.body.append(e); return getComputedStyle(e).color }"
    )
    word = page.locator(".chart__svg .fill--ink").first

    assert word.evaluate("(e) => getComputedStyle(e).fill") == canvas
