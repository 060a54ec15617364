"""Hand-written pages: what is filled in when the site is made."""

from __future__ import annotations

from casebook.base.settings import Settings

_NOBODY = "whoever runs this website"
_NO_CONTACT = "Whoever hosts this copy has left no address here. These ways are open all the same:"
_BY_FORM = (
    "- Fill in [the form for answers]({repo}/issues/new?template=right-of-reply.yml) where this "
    "copy is kept. It needs an account there, and everybody can read what you write."
)
_BY_HOST = """\
- Write to whoever runs this website. Its home page, its legal notice or its page for contact names them.
  Say that your message is about the casebook; what stands below holds for them.
- If it names nobody, ask the company that hosts the website to pass your message on.
  A look-up of the website's name, called "whois", says which company it is."""


def filled(markdown: str, settings: Settings) -> str:
    """Put the configured contact, or the ways that are left without one, into a hand-written page."""
    told = markdown.replace("{{ where to write }}", _where(settings))
    return told.replace("{{ contact }}", contact(settings))


def contact(settings: Settings) -> str:
    """Whom to write to, in words."""
    return settings.contact or _NOBODY


def _where(settings: Settings) -> str:
    if settings.contact:
        return f"Write to {settings.contact}."
    by_form = [_BY_FORM.format(repo=settings.repo)] if settings.repo else []
    return "\n".join([_NO_CONTACT, "", *by_form, _BY_HOST])
