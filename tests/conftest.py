"""What all tests share: small projects, the real project, and quiet, repeatable randomness."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import factories
import pytest
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.pages.base import Page
from casebook.reading.load import Loader, Reading
from casebook.site import contents
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect, sync_playwright
from support import browser as finding
from support import measuring, sites, webcoverage
from support import real as samples
from support.sites import Built

settings.register_profile(
    "tests",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("tests")
expect.set_options(timeout=sites.SEEN * 1000)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch that rewrites expected output, to be read in the diff before it is kept."""
    parser.addoption("--update-expected", action="store_true", help="rewrite *.expected files")


_OF_THE_SITE = frozenset(["site", "whole", "address"])
"""Fixtures by which a test asks for the built site, or for one of its own."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one worker build the site, which all share, while the others run what needs none."""
    of_the_site = [item for item in items if _OF_THE_SITE & set(_asked(item))]
    others = [item for item in items if not _OF_THE_SITE & set(_asked(item))]
    # What is worked out once in a process is worked out where it is measured.
    others.sort(key=_unmeasured)
    items[:] = [*of_the_site[:1], *others, *of_the_site[1:]]


_UNMEASURED = ("unmeasured", "browser")
"""Marks of tests that are not measured; those in a browser run little of the Python that they wait for."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Run a test that is marked so without measuring it; its fixtures are measured."""
    with measuring.paused() if _unmeasured(item) else nullcontext():
        yield


def _unmeasured(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in _UNMEASURED)


def _asked(item: pytest.Item) -> list[str]:
    return item.fixturenames if isinstance(item, pytest.Function) else []


@pytest.fixture(scope="session", autouse=True)
def _nothing_from_outside(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let nothing that is set on this machine have a say."""
    sites.settle(tmp_path_factory.getbasetemp())


@pytest.fixture
def update_expected(request: pytest.FixtureRequest) -> bool:
    """Whether expected output is to be rewritten rather than compared."""
    return bool(request.config.getoption("--update-expected"))


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """A maker of small projects: ``project()``, or ``project(case(...), case(...))``."""
    return lambda *cases: factories.write_project(tmp_path / "project", *cases)


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Loader:
    """A loader over one small project that nobody changes."""
    return Loader(factories.write_project(tmp_path_factory.mktemp("base") / "project"))


@pytest.fixture(scope="session")
def real() -> Reading:
    """The repository's own cases and lists, read once."""
    return Loader(factories.REPOSITORY).load()


@pytest.fixture(scope="session")
def few(real: Reading) -> Corpus:
    """The real lists with a few real cases, which pages and files are tried on."""
    with measuring.paused():
        return samples.few(real.corpus)


@pytest.fixture(scope="session")
def few_pages(few: Corpus) -> dict[str, Page]:
    """Every page of these, by address."""
    settings = Settings(sites.ADDRESS, contact="desk@example.org")
    return {page.url: page for page in contents.pages(few, settings)}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of this repository, built once in a run and read once by each worker."""
    return Built(sites.shared(tmp_path_factory, "site", sites.whole))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; ``make test`` brings one where there is none."""
    path = finding.found()
    assert path, finding.MISSING
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(finding.ARGUMENTS))
        started.on("context", lambda made: made.set_default_timeout(sites.SEEN * 1000))
        with webcoverage.counting(started):
            yield started
        started.close()
