"""Addresses never die: what was once published is still there, or leads on."""

from __future__ import annotations

from collections.abc import Container, Iterator

from casebook.base import urls
from casebook.base.words import counted, listed
from casebook.corpus.corpus import Corpus
from casebook.permalinks.ledger import companions, published
from casebook.rules.base import Finding, Rule, corpus_rule

_FILE = "docs/permalinks.yml"


@corpus_rule(
    Rule(
        "permalinks/lost",
        "Every address ever published still answers.",
        "Courses, runbooks and courts link here for years.",
        "Put the part back, or give its successor under `moved`.",
    )
)
def lost(corpus: Corpus) -> Iterator[Finding]:
    """Find published addresses and anchors that no page answers any more."""
    ledger, now = corpus.library.permalinks, published(corpus)
    # A withdrawn case answers for all its parts with the reason.
    withdrawn = {"/" + urls.case(case.id) for case in corpus.withdrawn}
    told = _told_with_their_case(corpus, now)
    for page, anchors in ledger.pages.items():
        if page not in now:
            if page not in ledger.moved and page not in told:
                yield Finding(("pages", page), f"`{page}` is gone", key=True, path=_FILE)
            continue
        if page in withdrawn:
            continue
        for position, anchor in enumerate(anchors):
            if anchor not in now[page] and f"{page}#{anchor}" not in ledger.moved:
                loc = ("pages", page, position)
                yield Finding(loc, f"`{page}#{anchor}` is gone", path=_FILE)


def _told_with_their_case(corpus: Corpus, now: Container[str]) -> set[str]:
    """What goes with a case: its page gives the reason, or is itself told as gone."""
    recorded = {page for page in corpus.library.permalinks.pages if page.startswith("/cases/")}
    gone = {page for page in recorded if page not in now and page.endswith("/")}
    ids = [page.removeprefix("/cases/").rstrip("/") for page in gone]
    ids += [case.id for case in corpus.withdrawn]
    return {f"/{address}" for case_id in ids for address in companions(case_id)}


@corpus_rule(
    Rule(
        "permalinks/dead-successor",
        "The successor of an address is an address of the site.",
        "Readers would be led from one dead end to another.",
        "Correct the new address.",
    )
)
def dead_successor(corpus: Corpus) -> Iterator[Finding]:
    """Find moved addresses that lead nowhere."""
    now = published(corpus)
    for old, new in corpus.library.permalinks.moved.items():
        page, _, anchor = new.partition("#")
        if page not in now or (anchor and anchor not in now[page]):
            yield Finding(
                ("moved", old), f"`{old}` leads to `{new}`, which is not there", path=_FILE
            )


@corpus_rule(
    Rule(
        "permalinks/not-recorded",
        "Every address of the site is in the ledger.",
        "Only recorded addresses are kept alive.",
        "Run `casebook publish`.",
        severity="warning",
    )
)
def not_recorded(corpus: Corpus) -> Iterator[Finding]:
    """Count the new addresses and anchors that the ledger does not hold yet."""
    ledger = corpus.library.permalinks.pages
    now = published(corpus)
    pages = sum(page not in ledger for page in now)
    anchors = sum(len(set(now[page]) - set(ledger.get(page, ()))) for page in now)
    if pages or anchors:
        new = listed([counted(pages, "address", "addresses"), counted(anchors, "anchor")])
        yield Finding(("pages",), f"the site has {new} that the ledger lacks", key=True, path=_FILE)
