"""The search index: Pagefind's command line over the built pages.

The command line is used because its files are complete when it returns; what
its own search box would need is taken out, since the site brings its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from casebook import indexorder

NOT_SEARCHED = (
    "sup",  # numbers of sources
    ".anchor",
    ".check > p:nth-child(2)",  # the words of a check: found on its own page
    ".sources p",  # publisher, day and kind of a source
    ".case-entry, .claim-list, .late, .evidence, .related, .crosswalk td",  # found at the case
    ".pattern-list, .offer, .jump, .way__asked, .way__checks a, .way__more",  # found where they lead
    ".notice--review",  # hidden until its day
    ".citation, .button-row",
    ".paper-only, .facet-labels, svg",  # what a page shows on paper, in its filters, or in a table too
)
"""Parts of pages that would only crowd the results: what is said elsewhere, and how it is backed.

A text is found where it is at home. At a thousand cases a page that only lists
parts of others would be among the answers to nearly every word, and be the
largest file that a search has to load.
"""
_UNUSED = (
    "pagefind-ui.*",
    "pagefind-modular-ui.*",
    "pagefind-component-ui.*",
    "pagefind-highlight.js",
    "pagefind-worker.js",  # see assets/js/index.mjs
)


class IndexFailedError(RuntimeError):
    """Pagefind did not make a whole index; the message says what it said."""


@contextmanager
def indexing(folder: Path) -> Iterator[Callable[[], int]]:
    """Index the pages under ``folder`` into ``folder/pagefind`` while other work goes on.

    Gives a function that waits for the index and returns how many pages it
    holds. Leaving early ends the indexing.

    Raises:
        IndexFailedError: when waited for, if Pagefind is missing, fails, or
            leaves an index that is not whole.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(folder)]
    command += ["--exclude-selectors", ", ".join(NOT_SEARCHED)]
    pipe = subprocess.PIPE
    # Pagefind's allocator has four arenas for each core; two lower the peak by a tenth.
    environment = {**os.environ, "_RJEM_MALLOC_CONF": "narenas:2"}
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment) as process:
        try:
            yield lambda: _finished(process, folder / "pagefind")
        finally:
            process.kill()


def _finished(process: subprocess.Popen[str], index: Path) -> int:
    said, complained = process.communicate()
    if process.returncode != 0:
        why = (complained or said).strip().rstrip(".") or "no message"
        remedy = " `make site` installs it." if "No module named" in why else ""
        message = f"Pagefind failed: {why}.{remedy}"
        raise IndexFailedError(message)
    for pattern in _UNUSED:
        for path in index.glob(pattern):
            path.unlink()
    pages = _verified(index)
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
