"""Settings and hand-written pages: what whoever hosts the site may set."""

from __future__ import annotations

import pytest
from casebook.documents import filled
from casebook.settings import DEFAULT_SITE_URL, Settings

_NAMES = ("SITE_URL", "REPO_URL", "REPO_BRANCH", "CONTACT")


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start from an environment that says nothing."""
    for name in _NAMES:
        monkeypatch.delenv(name, raising=False)


def test_defaults_work_on_a_laptop() -> None:
    """Without any variable the site lives on this machine and has no repository."""
    assert Settings.from_environment() == Settings(DEFAULT_SITE_URL, "", "main", "")


def test_every_variable_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each variable ends in its setting; the repository loses its last slash."""
    values = ("https://example.org/name/", "https://git.example/a/b/", "trunk", "desk@example.org")
    for name, value in zip(_NAMES, values, strict=True):
        monkeypatch.setenv(name, value)

    assert Settings.from_environment() == Settings(
        "https://example.org/name/", "https://git.example/a/b", "trunk", "desk@example.org"
    )


def test_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that is set to nothing, as CI systems do, leaves the default."""
    for name in _NAMES:
        monkeypatch.setenv(name, "")

    assert Settings.from_environment() == Settings()


def test_address_of_the_live_server_wins() -> None:
    """The same settings can be had for a site at another address."""
    settings = Settings("https://example.org/", "https://git.example/a", "main", "desk")

    assert settings.at("http://127.0.0.1:8001/").site_url == "http://127.0.0.1:8001/"
    assert settings.at("").site_url == "https://example.org/"
    assert settings.at("http://x/").repo == settings.repo


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("desk@example.org", "Write to desk@example.org."),
        ("", "Write to the contact named by whoever hosts this copy."),
    ],
)
def test_contact_is_filled_in(contact: str, expected: str) -> None:
    """Hand-written pages name the contact of whoever hosts the site, or say who names it."""
    assert filled("Write to {{ contact }}.", Settings(contact=contact)) == expected


def test_other_braces_stay_as_they_are() -> None:
    """Nothing but the contact is filled in."""
    assert filled("{{ other }} {contact} {{contact}}", Settings(contact="x")) == (
        "{{ other }} {contact} {{contact}}"
    )
