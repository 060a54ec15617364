"""All pages and assets of the site from one corpus. Two things may not share an address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TypeVar

from casebook.authoring import schema
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.pages import (
    case,
    cases,
    citations,
    claim,
    claimlists,
    claims,
    corrections,
    data,
    downloads,
    first_hour,
    lists,
    new_case,
    news,
    outcomes,
    redirects,
    reference,
    sharing,
    train,
    trends,
    ways,
)
from casebook.pages.base import Asset, Page
from casebook.search import guide as searchguide
from casebook.search import words as searchwords

_Renderer = Callable[[Corpus, Settings], Iterator[Page]]
_Made = TypeVar("_Made", Page, Asset)
_RENDERERS: tuple[_Renderer, ...] = (
    cases.pages,
    claims.pages,
    claimlists.pages,
    data.pages,
    corrections.pages,
    case.pages,
    lists.pages,
    train.pages,
    trends.pages,
    outcomes.pages,
    ways.pages,
    first_hour.pages,
    reference.pages,
    new_case.pages,
)


def pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """Every page: those with a frame each, then those that are alike.

    Raises:
        ValueError: if two pages have one address.
    """
    return chain(framed(corpus, settings), alike(corpus, settings))


def alike(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """Render the pages that one frame serves; see :attr:`Page.alike`."""
    return claim.pages(corpus, settings)


def addresses_alike(corpus: Corpus) -> tuple[str, ...]:
    """The addresses of the pages that one frame serves, in the order of :func:`alike`."""
    return tuple(claim.addresses(corpus))


def framed(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """Render every page with a frame of its own.

    Each is rendered when it is asked for, so that others can go on with it meanwhile.

    Raises:
        ValueError: if two of them have one address.
    """
    rendered = (page for render in _RENDERERS for page in render(corpus, settings))
    for page in _apart(rendered, lambda page: page.url):
        yield redirects.with_moved_parts(page, corpus, settings)


class Finder:
    """Renders the page at one address, and remembers which renderer makes pages of its kind."""

    def __init__(self) -> None:
        self._known: dict[str, set[_Renderer]] = {}
        self._knows_all = False

    def find(self, address: str, corpus: Corpus, settings: Settings) -> Page | None:
        """The page at an address; none if no renderer makes it."""
        of_case = {urls.case(case_id): case_id for case_id in corpus.cases}.get(address)
        if of_case is not None:
            found: Page | None = case.one(corpus, settings, corpus.cases[of_case])
        else:
            found = claim.find(address, corpus, settings) or self._made(address, corpus, settings)
        return None if found is None else redirects.with_moved_parts(found, corpus, settings)

    def _made(self, address: str, corpus: Corpus, settings: Settings) -> Page | None:
        likely = self._known.get(_kind(address), set())
        others = [r for r in _RENDERERS if r not in {*likely, case.pages} and not self._knows_all]
        for render in (*likely, *others):
            for page in render(corpus, settings):
                self._known.setdefault(_kind(page.url), set()).add(render)
                if page.url == address:
                    return page
        self._knows_all = True
        return None


def _kind(address: str) -> str:
    """The first folder of an address, which pages of one kind share."""
    return address.partition("/")[0]


def assets(corpus: Corpus, settings: Settings) -> list[Asset]:
    """What is not a page and made in a moment: data, citations, frames, redirects.

    The files that take long are a batch of their own: :func:`casebook.pages.downloads.begin`.

    Raises:
        ValueError: if two assets have one path.
    """
    found = [
        *_schemas(corpus, settings),
        *new_case.assets(corpus),
        *citations.assets(corpus, settings),
        *trends.assets(corpus),
        *news.assets(corpus, settings),
        *cases.assets(corpus),
        *claimlists.assets(corpus, settings),
        *searchwords.assets(corpus),
        *searchguide.assets(corpus),
        *sharing.assets(corpus, settings),
        *redirects.assets(corpus, settings),
    ]
    return list(_apart(found, lambda asset: asset.path))


def files(corpus: Corpus, settings: Settings) -> list[Asset]:
    """Everything that is not a page, with the files that take long.

    Raises:
        ValueError: if two of them have one path.
    """
    batch = downloads.begin(corpus, settings)
    found = [*assets(corpus, settings), *downloads.collected(batch)]
    return list(_apart(found, lambda asset: asset.path))


def _schemas(corpus: Corpus, settings: Settings) -> Iterator[Asset]:
    for name in schema.MODELS:
        path = urls.schema(name)
        yield Asset(path, schema.text(name, corpus.library, settings.public(path)))


def _apart(things: Iterable[_Made], address: Callable[[_Made], str]) -> Iterator[_Made]:
    seen: set[str] = set()
    for thing in things:
        where = address(thing)
        if where in seen:
            message = f"two things share the address /{where}"
            raise ValueError(message)
        seen.add(where)
        yield thing
