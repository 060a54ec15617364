"""Nothing that a reader sees moves while a page completes itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route
from support.visiting import KINDS, SCRIPTED

LATE = 60
"""Milliseconds that each module is held back, so that the page is painted before it runs."""
MOST = 0.01
"""Of the layout shift score; up to 0.1 counts as good elsewhere."""
SIZES = {"phone": (412, 823), "desk": (1280, 900)}
_LISTEN = """
window.moved = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    window.moved.push([entry.value, entry.sources.map(({ node }) => node?.className || node?.nodeName || "?").join(", ")]);
}).observe({ type: "layout-shift", buffered: true });
"""


def _late(route: Route, page: Page) -> None:
    page.wait_for_timeout(LATE)
    route.continue_()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", [*SCRIPTED, "due"])
def test_page_does_not_move_while_it_loads(
    browser: Browser, address: str, kind: str, size: str
) -> None:
    """A page whose modules come after its first paint stays where it was; so does a case that is due."""
    width, height = SIZES[size]
    context = browser.new_context(base_url=address, viewport={"width": width, "height": height})
    page = context.new_page()
    page.clock.set_fixed_time("2999-01-01" if kind == "due" else "2000-01-01")
    page.add_init_script(_LISTEN)
    page.route("**/*.mjs", lambda route: _late(route, page))
    page.goto(KINDS["case" if kind == "due" else kind], wait_until="networkidle")
    moved = page.evaluate("moved")
    context.close()
    assert sum(value for value, _ in moved) <= MOST, moved
