"""Hand-written pages: what is filled in when the site is made, and where their links lead.

Who reads these pages on a code host finds no generated page there. So a link leads to
the file in the repository that a page is made from, and names the address on the site
after it: ``[the rules](../../scripts/casebook/rules "on the site: contribute/rules/")``.
"""

from __future__ import annotations

import posixpath
import re

from casebook.base import urls
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


_ON_SITE = re.compile(
    r'\[(?P<words>[^\[\]]*)\]\([^()\s]+ "on the site: (?P<page>[^"#]*)(?P<part>#[^"]*)?"\)'
)


def filled(markdown: str, settings: Settings, source: str, *, direct: bool = False) -> str:
    """A hand-written page as the site has it.

    The configured contact, or the ways that are left without one, are put in, and links
    lead to pages of the site.

    Args:
        markdown: The page as it stands in the repository.
        settings: Whom to write to, and where.
        source: Path of the page below ``docs/``.
        direct: Link to addresses, for an engine that does not know the other pages.
    """
    told = _ON_SITE.sub(lambda found: _on_site(found, source, direct=direct), markdown)
    told = told.replace("{{ where to write }}", _where(settings))
    return told.replace("{{ contact }}", contact(settings))


def _on_site(found: re.Match[str], source: str, *, direct: bool) -> str:
    """A link from a page to another one, or to a file of the site, which no engine needs to know."""
    words, page, part = found["words"], found["page"], found["part"] or ""
    of_page = page == urls.HOME or page.endswith("/")
    if of_page and not direct:
        target = posixpath.relpath(urls.document(page), posixpath.dirname(source) or ".")
        return f"[{words}]({target}{part})"
    own = source.removesuffix(".md").removesuffix("index").rstrip("/")
    target = posixpath.relpath(page or ".", own or ".") + ("/" if of_page else "")
    return f'<a href="{target}{part}">{words}</a>'


def contact(settings: Settings) -> str:
    """Whom to write to, in words."""
    return settings.contact or _NOBODY


def _where(settings: Settings) -> str:
    if settings.contact:
        return f"Write to {settings.contact}."
    by_form = [_BY_FORM.format(repo=settings.repo)] if settings.repo else []
    return "\n".join([_NO_CONTACT, "", *by_form, _BY_HOST])
