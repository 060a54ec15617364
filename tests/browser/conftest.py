"""A visitor, and the whole site served to it under a path of its host."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from support import server
from support.sites import Built
from support.visiting import Watch


@pytest.fixture(scope="session")
def address(site: Built) -> Iterator[str]:
    """Where the site is served."""
    with server.serving(site.folder, "/name/") as address:
        yield address


@pytest.fixture(scope="session")
def still(browser: Browser, address: str) -> Iterator[Page]:
    """One page for all calls of modules: the form, which nobody fills in."""
    made = browser.new_context(base_url=address)
    page = made.new_page()
    page.goto("contribute/new-case/", wait_until="load")
    yield page
    made.close()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A visitor of their own: no storage, a desktop, links read from the served site."""
    made = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def watch(context: BrowserContext, address: str) -> Watch:
    """What the pages of the visitor do."""
    watching = Watch(urlsplit(address).netloc)
    watching.over(context)
    return watching


@pytest.fixture(scope="session")
def reader(browser: Browser, address: str) -> Iterator[Page]:
    """The page of a visitor who only reads; all tests that are marked so share it."""
    made = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    yield made.new_page()
    made.close()


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Page:
    """A page of a visitor of their own, or the one of all who only read."""
    if request.node.get_closest_marker("reads"):
        shared: Page = request.getfixturevalue("reader")
        return shared
    context: BrowserContext = request.getfixturevalue("context")
    return context.new_page()
