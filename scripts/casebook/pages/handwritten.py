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
from casebook.corpus.corpus import Corpus
from casebook.corpus.sourcing import Sources, sourcing

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
_FIGURES = "{{ figures on sources }}"


_ON_SITE = re.compile(
    r'\[(?P<words>[^\[\]]*)\]\([^()\s]+ "on the site: (?P<page>[^"#]*)(?P<part>#[^"]*)?"\)'
)


def filled(markdown: str, settings: Settings, corpus: Corpus) -> str:
    """Put the contact, or the ways that are left without one, and the figures into a hand-written page."""
    told = markdown.replace("{{ where to write }}", _where(settings))
    if _FIGURES in told:
        told = told.replace(_FIGURES, figures(corpus))
    return told.replace("{{ contact }}", contact(settings))


def linked(markdown: str, source: str, *, direct: bool = False) -> str:
    """A hand-written page whose links lead to pages of the site.

    Args:
        markdown: The page as it stands in the repository.
        source: Path of the page below ``docs/``.
        direct: Link to addresses, for an engine that does not know the other pages.
    """
    return _ON_SITE.sub(lambda found: _on_site(found, source, direct=direct), markdown)


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


def figures(corpus: Corpus) -> str:
    """How well the casebook is sourced, as a Markdown table."""
    told = sourcing(corpus)
    rows = [
        ("Cases read again at the source", _of(told.at_source, told.cases)),
        (
            "Cases with a source read in full that repeats no other source",
            _of(told.original, told.cases),
        ),
        ("Sources read in full", _of(told.sources.full, told.sources.number)),
        ("Sources with the address of the original", _of(told.sources.linked, told.sources.number)),
        ("Rulings and documents of regulators and inquiries", _official(told.official)),
        ("Claims with the claimant's words", _of(told.quoted, told.claims)),
        ("Claims with the reason why there are none", _of(told.unquoted, told.claims)),
        ("Opinions, which have no status", f"{told.opinions:,}"),
        ("Searches on record that found nothing", f"{told.negatives:,}"),
        ("Links from cases to checks", corpus.grade_words(told.grades)),
        ("Cases with a number in another collection", _of(told.numbered, told.cases)),
        ("Cases with a dated search that found no number", _of(told.searched, told.cases)),
    ]
    return "\n".join(["| What | How many |", "|---|---|", *(f"| {a} | {b} |" for a, b in rows)])


def _of(part: int, whole: int) -> str:
    share = f" ({100 * part / whole:.0f}%)" if whole else ""
    return f"{part:,} of {whole:,}{share}"


def _official(sources: Sources) -> str:
    read = f"{sources.full:,} read in full, {sources.linked:,} linked"
    return f"{sources.number:,}, of them {read}"
