"""All pages and assets of the site from one corpus. Two things may not share an address."""

from __future__ import annotations

from collections.abc import Iterator

from casebook import schema, urls
from casebook.corpus import Corpus
from casebook.pages import (
    case,
    cases,
    citations,
    claims,
    corrections,
    data,
    downloads,
    first_hour,
    lists,
    new_case,
    redirects,
    reference,
    searchwords,
    sharing,
    train,
    trends,
    ways,
)
from casebook.pages.base import Asset, Page
from casebook.settings import Settings

_RENDERERS = (
    cases.pages,
    claims.pages,
    data.pages,
    corrections.pages,
    case.pages,
    lists.pages,
    train.pages,
    trends.pages,
    ways.pages,
    first_hour.pages,
    reference.pages,
    new_case.pages,
)


def pages(corpus: Corpus, settings: Settings) -> list[Page]:
    """Render every page.

    Raises:
        ValueError: if two pages have one address.
    """
    found = [page for render in _RENDERERS for page in render(corpus, settings)]
    _apart([page.url for page in found])
    return [redirects.with_moved_parts(page, corpus, settings) for page in found]


def assets(corpus: Corpus, settings: Settings) -> list[Asset]:
    """What is not a page and made in a moment: data, citations, frames, redirects.

    The files that take long are a batch of their own: :func:`casebook.pages.downloads.begin`.

    Raises:
        ValueError: if two assets have one path.
    """
    found = [
        *_schemas(corpus),
        *data.assets(corpus, settings),
        *new_case.assets(corpus),
        *citations.assets(corpus, settings),
        *trends.assets(corpus),
        *searchwords.assets(corpus),
        *sharing.assets(corpus, settings),
        *redirects.assets(corpus, settings),
    ]
    _apart([asset.path for asset in found])
    return found


def files(corpus: Corpus, settings: Settings) -> list[Asset]:
    """Everything that is not a page, with the files that take long.

    Raises:
        ValueError: if two of them have one path.
    """
    batch = downloads.begin(corpus, settings)
    found = [*assets(corpus, settings), *downloads.collected(batch)]
    _apart([asset.path for asset in found])
    return found


def _schemas(corpus: Corpus) -> Iterator[Asset]:
    for name in schema.MODELS:
        yield Asset(urls.schema(name), schema.text(name, corpus.library))


def _apart(addresses: list[str]) -> None:
    seen: set[str] = set()
    for address in addresses:
        if address in seen:
            message = f"two things share the address /{address}"
            raise ValueError(message)
        seen.add(address)
