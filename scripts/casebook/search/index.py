"""The search index: Pagefind over the articles of the pages, while MkDocs makes their frames.

What its own search box would need is left out, since the site brings its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from html import escape
from pathlib import Path
from queue import SimpleQueue
from urllib.parse import quote

from casebook.base import urls
from casebook.pages.base import Page
from casebook.search import order as indexorder
from casebook.search import service as searchservice
from casebook.search.service import ServiceFailedError

NOT_SEARCHED = (
    "sup, thead",  # numbers of sources, heads of columns
    ".anchor",
    ".check__text",  # the words of a check: found on its own page
    ".sources p",  # publisher, day and kind of a source
    ".case-entry, .claim-list, .outcome-list, .late, .evidence, .related, .crosswalk td",  # found at the case
    ".pattern-list, .offer, .jump, .ways__answer, .way__asked, .way__checks a, .way__more",  # found where they lead
    ".notice--review",  # hidden until its day
    ".citation, .button-row",
    ".paper-only, .facet-labels, svg",  # what a page shows on paper, in its filters, or in a table too
)
"""Parts of pages that would only crowd the results: what is said elsewhere, and how it is backed.

A text is found where it is at home. At a thousand cases a page that only lists
parts of others would be among the answers to nearly every word, and be the
largest file that a search has to load.
"""
_EVERY_PAGE = "\ua66e"
"""A letter that stands on no page and that each is found by, also in assets/js/search/index.mjs.

A search without words would load the whole index; one for this letter loads one file.
"""
_NAMED = frozenset({"Case", "Check", "Pattern"})
_GUIDES = ("contribute/", "develop/")
_UNUSED = (
    "pagefind-ui.",
    "pagefind-modular-ui.",
    "pagefind-component-ui.",
    "pagefind-highlight.js",
    "pagefind-worker.js",  # see assets/js/search/index.mjs
)
_REMEDIES = {
    "No module named": " `make site` installs it.",
    searchservice.NO_ANSWER: " Build again; if it stays silent, `make clean site` installs it anew.",
}
"""What to do, by what is in the message."""


_Waiting = SimpleQueue[Page | None]
"""Pages that are still to be told; nothing more to come after ``None``."""


class IndexFailedError(RuntimeError):
    """Pagefind did not make a whole index; the message says what it said."""


class Indexing:
    """An index under way: articles are added while other work goes on, then the files are written."""

    def __init__(self, waiting: _Waiting, made: Future[dict[str, bytes]]) -> None:
        self._waiting, self._made = waiting, made

    def add(self, page: Page) -> None:
        """Add a page, unless it is not for the search. Pages are numbered in the order they come in."""
        if page.searchable:
            self._waiting.put(page)

    def close(self) -> None:
        """Say that there is no further page, so that the files can be made."""
        self._waiting.put(None)

    def finish(self, folder: Path) -> int:
        """Write the closed index into ``folder`` when it is made, and return how many pages it holds.

        Raises:
            IndexFailedError: if Pagefind is missing, fails, or leaves an index
                that is not whole.
        """
        try:
            files = self._made.result()
        except ServiceFailedError as error:
            why = str(error).rstrip(".") or "no message"
            remedy = next((remedy for sign, remedy in _REMEDIES.items() if sign in why), "")
            message = f"Pagefind failed: {why}.{remedy}"
            raise IndexFailedError(message) from None
        return _written(files, folder)


@contextmanager
def indexing(patience: float = searchservice.PATIENCE) -> Iterator[Indexing]:
    """Begin an index. Leaving early ends it.

    Args:
        patience: Seconds for which each answer of Pagefind is waited for.
    """
    waiting: _Waiting = SimpleQueue()
    articles = ((urls.file_of(page.url), article(page)) for page in iter(waiting.get, None))
    with ThreadPoolExecutor(1) as other, searchservice.running(patience) as service:
        try:
            yield Indexing(waiting, other.submit(service.index, articles, NOT_SEARCHED))
        finally:
            waiting.put(None)


def article(page: Page) -> str:
    """A page as Pagefind is to see it: what it says and what it is, without the frame of the site.

    What has a name of its own is indexed under its address too: the search
    finds it by its id, and the list of cases finds its cases. A mark that all
    pages have lets the search list pages without a word.
    """
    kind = escape(_kind(page))
    named = "path[data-path], " if page.kind in _NAMED else ""
    return (
        f'<!doctype html><html lang="en"><head><title>{escape(page.title)}</title></head><body>'
        f'<article data-path="{escape(page.url)}" data-every="{_EVERY_PAGE}" '
        f'data-pagefind-meta="every[data-every], kind:{kind}" '
        f'data-pagefind-filter="{named}kind:{kind}">{_marked(page)}{_filters(page)}</article></body></html>'
    )


def _marked(page: Page) -> str:
    """The page with a mark behind the heading of each part that the search knows more of.

    A mark is an empty element, so that it adds no words: its id, ``mark:`` and what is
    known, comes with the text of the page, and its place is where the heading ends.
    """
    html = page.html
    for anchor, known in page.marks.items():
        end = html.index("</h3>", html.index(f'id="{anchor}"'))
        html = f'{html[:end]}</h3><i id="mark:{quote(known)}"></i>{html[end + 5 :]}'
    return html


def _filters(page: Page) -> str:
    return "".join(
        f'<span data-pagefind-ignore data-pagefind-filter="{name}">{escape(value)}</span>'
        for name, values in page.filters.items()
        for value in values
    )


def _kind(page: Page) -> str:
    """What the search calls a page; guides for those who write stand apart from what others read."""
    guides = page.kind == "Page" and page.url.startswith(_GUIDES)
    return "Contributor guide" if guides else page.kind


def _written(files: Mapping[str, bytes], index: Path) -> int:
    for path, content in files.items():
        if not path.startswith(_UNUSED):
            file = index / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    pages = _verified(index)
    if not pages:
        message = "no page of the site is for the search"
        raise IndexFailedError(message)
    try:
        indexorder.settle(index)
    except (OSError, ValueError, LookupError, TypeError) as error:
        message = f"the search index cannot be put in order: {error}"
        raise IndexFailedError(message) from None
    return pages


def _verified(index: Path) -> int:
    entry = index / "pagefind-entry.json"
    try:
        languages = json.loads(entry.read_text("utf-8"))["languages"]
    except (OSError, ValueError, KeyError) as error:
        message = f"the search index has no readable entry: {error}"
        raise IndexFailedError(message) from None
    pages = sum(int(language["page_count"]) for language in languages.values())
    fragments = list((index / "fragment").glob("*.pf_fragment"))
    needed = [index / "pagefind.js", *fragments, *(index / "index").glob("*.pf_index")]
    short = [path.name for path in needed if not path.is_file() or path.stat().st_size == 0]
    if short or len(fragments) != pages:
        message = f"the search index is not whole: {pages} pages, {len(fragments)} fragments, empty: {short}"
        raise IndexFailedError(message)
    return pages
