"""Settings: what the host says, and what works without."""

from __future__ import annotations

import pytest
from casebook.base.settings import DEFAULT_SITE_URL, Settings

NAMES = ("SITE_URL", "REPO_URL", "REPO_BRANCH", "CONTACT")


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_works_on_a_laptop() -> None:
    """Where nothing is set there is a local site without a repository."""
    assert Settings(DEFAULT_SITE_URL, "", "main", "") == Settings.from_environment()


def test_empty_is_as_good_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is set to nothing, as workflows do, counts as not set."""
    for name in NAMES:
        monkeypatch.setenv(name, "")

    assert Settings() == Settings.from_environment()


def test_reads_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each setting has its name in the environment."""
    for name, value in zip(
        NAMES,
        ("https://site.example/", "https://repo.example/x/", "trunk", "a@b.example"),
        strict=True,
    ):
        monkeypatch.setenv(name, value)

    assert (
        Settings("https://site.example/", "https://repo.example/x", "trunk", "a@b.example")
        == Settings.from_environment()
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [("http://127.0.0.1:9/", "http://127.0.0.1:9/"), ("", DEFAULT_SITE_URL)],
)
def test_at_another_address(address: str, expected: str) -> None:
    """The live server shows the site at its own address; without one the old holds."""
    assert expected == Settings().at(address).site_url
