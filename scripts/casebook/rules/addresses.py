"""Addresses never die: what was once published is still there, or leads on."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from casebook.base import urls
from casebook.base.words import counted, listed
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Library
from casebook.model.ledger import Ledger
from casebook.model.lists import Permalinks
from casebook.permalinks import files
from casebook.permalinks.ledger import companions, homes, published
from casebook.rules.base import Finding, Rule, corpus_rule, enter, list_rule

enter(
    Rule(
        files.MALFORMED,
        "Every line of the address register is an address, with its successor if it moved.",
        "An address that cannot be read cannot be kept working.",
        "Write one address on each line; if it moved, OLD -> NEW because REASON.",
        when="reading",
    )
)


@list_rule(
    Rule(
        "permalinks/one-file",
        "The address register has one file for each case and list, and no single file for all of them.",
        "Two branches that each add a case would change the same lines of one file.",
        "Run `casebook publish`. It moves every line to docs/permalinks/ and deletes this file.",
        severity="warning",
    ),
    Permalinks,
)
def one_file(old: Permalinks, library: Library) -> Iterator[Finding]:
    """Find the one file in which earlier versions kept all addresses."""
    del library
    yield Finding(
        ("pages",),
        f"the ledger is in {files.FOLDER}/ now ({counted(len(old.pages), 'address', 'addresses')} are still here)",
        key=True,
    )


@corpus_rule(
    Rule(
        "permalinks/lost",
        "Every address ever published still answers.",
        "Courses, runbooks and courts link here for years.",
        "Restore the part, or add its successor to the line: OLD -> NEW because REASON.",
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
                yield _recorded(ledger, page, f"`{page}` is gone")
            continue
        if page in withdrawn:
            continue
        for anchor in set(anchors).difference(now[page]):
            address = f"{page}#{anchor}"
            if address not in ledger.moved:
                yield _recorded(ledger, address, f"`{address}` is gone")


def _recorded(ledger: Ledger, address: str, message: str) -> Finding:
    """A finding at the line that records an address."""
    page, _, anchor = address.partition("#")
    loc = ("pages", page, *([anchor] if anchor else []))
    return Finding(loc, message, key=True, path=ledger.file(address))


def _told_with_their_case(corpus: Corpus, now: Container[str]) -> set[str]:
    """What goes with a case: its page gives the reason, or is itself told as gone."""
    ledger = corpus.library.permalinks
    recorded = {page for page in ledger.pages if page.startswith("/cases/")}
    gone = {page for page in recorded if page not in now and page.endswith("/")}
    ids = [page.removeprefix("/cases/").rstrip("/") for page in gone]
    ids += [case.id for case in corpus.withdrawn]
    return {f"/{address}" for case_id in ids for address in companions(case_id, ledger)}


@corpus_rule(
    Rule(
        "permalinks/dead-successor",
        "The successor of an address is an address of the site.",
        "Readers would go from one dead link to another.",
        "Correct the new address.",
    )
)
def dead_successor(corpus: Corpus) -> Iterator[Finding]:
    """Find moved addresses that lead nowhere."""
    ledger, now = corpus.library.permalinks, published(corpus)
    told = _told_with_their_case(corpus, now)
    for old, new in ledger.moved.items():
        page, _, anchor = new.partition("#")
        if page in told:
            continue
        if page not in now or (anchor and anchor not in now[page]):
            message = f"`{old}` leads to `{new}`, which is not there"
            yield Finding(("moved", old), message, path=ledger.file(old))


@corpus_rule(
    Rule(
        "permalinks/not-gone",
        "An address with a successor is no longer in use.",
        "The redirect would overwrite the page that is still there.",
        "Delete the successor, or the part that is still there.",
    )
)
def not_gone(corpus: Corpus) -> Iterator[Finding]:
    """Find moved addresses that the site still answers by itself."""
    ledger, now = corpus.library.permalinks, published(corpus)
    for old in ledger.moved:
        page, _, anchor = old.partition("#")
        if page in now and (not anchor or anchor in now[page]):
            message = f"`{old}` has a successor, but is still there"
            yield Finding(("moved", old), message, key=True, path=ledger.file(old))


@corpus_rule(
    Rule(
        "permalinks/not-recorded",
        "Every address on the site is in the address register.",
        "Only recorded addresses are kept working.",
        "Run `casebook publish`.",
        severity="warning",
    )
)
def not_recorded(corpus: Corpus) -> Iterator[Finding]:
    """Count the new addresses and anchors of each case and list that the ledger does not hold yet."""
    recorded, now = corpus.library.permalinks.pages, published(corpus)
    new = {
        page: len(set(now[page]).difference(recorded.get(page, ())))
        for page in now
        if page not in recorded or not set(recorded[page]).issuperset(now[page])
    }
    home = homes(corpus) if new else {}
    for name, pages in _grouped(new, home).items():
        lacking, anchors = (
            sum(page not in recorded for page in pages),
            sum(new[page] for page in pages),
        )
        parts = [(lacking, ("address", "addresses")), (anchors, ("anchor",))]
        told = listed([counted(number, *words) for number, words in parts if number])
        message = f"the ledger lacks {told} of {'this file' if '/' in name else 'the site'}"
        yield Finding((), message, path=_file(name))


def _grouped(pages: Iterable[str], home: Mapping[str, str]) -> dict[str, list[str]]:
    """Addresses by their home."""
    found: dict[str, list[str]] = {}
    for page in pages:
        found.setdefault(home[page], []).append(page)
    return found


def _file(home: str) -> str:
    """The file whose addresses have this home; the ledger's own for those that come from no file."""
    if "/" not in home:
        return files.path(home)
    return f"{home}.yml" if home.startswith("cases/") else f"docs/{home}.yml"
