"""What a page is, and the one place where templates meet data.

A renderer gives :class:`Page` and :class:`Asset` values; it touches no file
and knows no site engine. All HTML comes from autoescaping templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from casebook.base import dates, prose, urls, words
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.model.case import Figure

TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True)
class Section:
    """A part of a page with a heading of its own; ``id`` is its anchor."""

    id: str
    title: str
    html: str


@dataclass(frozen=True)
class Page:
    """A page of the site, ready but for the frame around it.

    ``url`` is its address without a leading slash. ``lead`` is the HTML above
    the first section, the ``h1`` included. ``edit`` is the file in the
    repository that a correction would change, ``updated`` the day of its last
    change of substance, where known.
    """

    url: str
    title: str
    description: str
    lead: str
    sections: tuple[Section, ...] = ()
    kind: str = "Page"
    layout: str = "wide"
    breadcrumb: tuple[tuple[str, str], ...] = ()
    """Title and address of each page above this one."""
    edit: str = ""
    updated: str = ""
    searchable: bool = True
    hide: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    """Names of further modules in ``assets/js/``, without their ending."""
    styles: tuple[str, ...] = ()
    """Names of further style sheets in ``assets/css/``, without their ending."""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the search can be narrowed by, in the words that its readers choose from; not shown."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """By anchor of a part with a heading: what the search knows of it beside its words; not shown."""

    linked: Mapping[str, object] = field(default_factory=dict)
    """What its JSON-LD says beside title, description and day of change, in the words of schema.org."""
    things: tuple[Mapping[str, object], ...] = ()
    """What its JSON-LD describes beside the page: a list, or the review of a claim."""
    alike: bool = False
    """Whether the pages of its kind differ only in their words, so that one frame serves them all.

    They have the same depth, layout, modules, styles and number of pages above, and no table
    of contents.
    """

    @property
    def html(self) -> str:
        """The content: what stands above, then each section under its heading."""
        headed = (f'<h2 id="{s.id}">{escape(s.title)}</h2>\n{s.html}' for s in self.sections)
        return "\n".join([self.lead, *headed])


@dataclass(frozen=True)
class Asset:
    """A file of the site that is not a page: data, schema, redirect, a file to take away."""

    path: str
    content: str | bytes

    @property
    def bytes(self) -> bytes:
        """The content as it stands in the file."""
        return self.content.encode() if isinstance(self.content, str) else self.content


@dataclass(frozen=True)
class View:
    """The corpus as templates see it from one page: look-ups, and links from here."""

    corpus: Corpus
    settings: Settings
    url: str
    _introduced: set[tuple[str, str]] = field(default_factory=set, init=False, compare=False)

    def link(self, target: str) -> str:
        """The relative link from this page to an address of the site."""
        return urls.relative(target, self.url)

    def render(self, template: str, /, **values: object) -> str:
        """Fill a template; ``v`` is this view."""
        return environment().get_template(template).render(v=self, **values)

    def label(self, vocabulary: str, term: str) -> str:
        """The word a reader sees for a term."""
        return self.corpus.library.label(vocabulary, term)

    def look(self, status: str) -> str:
        """The classes that give a claim status its symbol and its colour."""
        traits = self.corpus.library.statuses[status]
        other = "" if traits.colour == traits.symbol else f" colour--{traits.colour}"
        return f"status status--{traits.symbol}{other}"

    def names(self, vocabulary: str, terms: Iterable[str]) -> str:
        """The words for several terms, joined by commas, as the vocabulary writes them."""
        return ", ".join(self.label(vocabulary, term) for term in terms)

    def introduces(self, vocabulary: str, term: str) -> bool:
        """Whether a term with a meaning stands on this page for the first time; asked once, it is no more."""
        known = (vocabulary, term) in self._introduced
        self._introduced.add((vocabulary, term))
        return not known and bool(self.meaning(vocabulary, term))

    def meaning(self, vocabulary: str, term: str) -> str:
        """What a term means here; empty if the vocabulary does not say."""
        return self.corpus.library.term(vocabulary, term).definition or ""


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The template engine: escapes everything, refuses unknown names."""
    engine = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    engine.filters.update(
        md=prose.block,
        mdi=prose.inline,
        ending=prose.ending,
        plain=prose.plain,
        when=dates.words,
        span=dates.length,
        number=number,
        figure=figure,
        iso=iso,
        host=urls.host,
        days=days,
        lower_first=lower_first,
        bare=bare,
        beginning=beginning,
    )
    engine.globals.update(urls=urls, counted=words.counted, listed=words.listed)
    return engine


def lower_first(text: str) -> str:
    """The text as it stands within a sentence; an abbreviation such as ``AI`` keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def bare(text: str) -> str:
    """The text without a full stop, for a sentence that goes on or ends with its own."""
    return text.rstrip(".")


def beginning(text: str) -> str:
    """The first words of a text, for a link to it."""
    return summary_text(text, 70)


def days(number: float) -> str:
    """A number of days in words, as spans are told."""
    whole = round(number)
    return "a day" if whole <= 1 else dates.length(dates.Span(whole, whole))


def iso(on: str) -> str:
    """The date for an HTML ``datetime`` attribute; empty where HTML knows no such form."""
    bare = on.rstrip("?~%")
    return "" if "/" in bare else bare


_MILLION, _BILLION = 1_000_000, 1_000_000_000


def number(value: float) -> str:
    """A number as readers say it: ``8,000``, ``1.5 million``."""
    for size, word in ((_BILLION, "billion"), (_MILLION, "million")):
        if value >= size and value % (size / 100) == 0:
            return f"{_digits(value / size)} {word}"
    return _digits(value)


def _digits(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


_CURRENCY = re.compile(r"[A-Z]{3}")


def figure(fig: Figure) -> str:
    """An amount in words: ``more than 8,000 GPUs``, ``about CNY 8 million``."""
    said = f"about {_amount(fig)}" if fig.approx else _amount(fig)
    return f"{said} per {fig.per}" if fig.per else said


def _amount(fig: Figure) -> str:
    money = _CURRENCY.fullmatch(fig.unit) is not None

    def with_unit(said: str) -> str:
        if money:
            return f"{fig.unit} {said}"
        return f"{said} {words.singular(fig.unit) if said == '1' else fig.unit}"

    if fig.value is not None:
        return with_unit(number(fig.value))
    if fig.min is not None and fig.max is not None:
        return with_unit(f"{number(fig.min)} to {number(fig.max)}")
    if fig.min is not None:
        return f"more than {with_unit(number(fig.min))}"
    return f"up to {with_unit(number(fig.max or 0))}"


def sections(
    view: View, parts: Mapping[str, tuple[str, str]], **values: object
) -> tuple[Section, ...]:
    """Render the parts of a page that have something to say.

    Args:
        view: The page's view.
        parts: By anchor: heading and template.
        values: What the templates need.
    """
    rendered = (
        (anchor, title, view.render(template, **values))
        for anchor, (title, template) in parts.items()
    )
    return tuple(Section(a, t, html) for a, t, html in rendered if html.strip())


def summary_text(text: str, most: int = 155) -> str:
    """A description for search engines: plain, cut at a word."""
    bare = prose.plain(text)
    if len(bare) <= most:
        return bare
    return bare[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def whole_sentences(text: str, most: int = prose.DESCRIPTION_MOST) -> str:
    """A description that ends where a sentence does, so that no claim is passed on without its answer.

    Sentences are taken as long as they fit; a first one that does not is cut at a word.
    """
    first, *others = prose.sentences(text)
    told = summary_text(first, most)
    for sentence in others:
        if len(told) + 1 + len(sentence) > most:
            break
        told += f" {sentence}"
    return told
