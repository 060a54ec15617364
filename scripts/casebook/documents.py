"""Hand-written pages: what is filled in when the site is made."""

from __future__ import annotations

from casebook.settings import Settings

_NOBODY = "the contact named by whoever hosts this copy"


def filled(markdown: str, settings: Settings) -> str:
    """Put the configured contact into a hand-written page."""
    return markdown.replace("{{ contact }}", contact(settings))


def contact(settings: Settings) -> str:
    """Whom to write to, in words."""
    return settings.contact or _NOBODY
