"""The same pages for programs that read text: each as Markdown beside its HTML, and a list of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from casebook.answers import dossier
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus import claimlists
from casebook.corpus.corpus import Corpus
from casebook.corpus.flat import LICENCE, NAME, ClaimRow, Ground, version
from casebook.pages import markdown
from casebook.pages.base import Page

_GROUPS: Mapping[str, str] = {
    "cases": "Cases",
    "claims": "Claims",
    "checklists": "Checklists",
    "checks": "Checks",
    "patterns": "Failure patterns",
    "frameworks": "Frameworks",
    "": "About, overviews and policy",
    "optional": "Optional",
}
"""Headings of the list, in order, by the first folder of an address."""
_OPTIONAL = frozenset({"train", "contribute", "develop"})
"""Folders whose pages an assistant can leave out."""
_INTRODUCTION = """\
# {name}

> Case studies of AI incidents that keep what is confirmed apart from what is only claimed, with checklists backed by the cases.

Never repeat a claim without the status that stands before it: a denied claim is not false, and an unverified one is not true.
Each link leads to a page as Markdown; its address without `index.html.md` is the page for people. Version of the data: {version}. Licence: {licence}.
All claims as data: {claims}. All cases as data: {cases}.
"""


def _lists(corpus: Corpus) -> Iterator[tuple[str, frozenset[tuple[str, str]]]]:
    """The address of each list of the claims of a status, with these by the ids of case and claim."""
    for status, years in claimlists.by_status(corpus).items():
        held = {y: frozenset((case.id, claim.id) for case, claim in e) for y, e in years.items()}
        yield urls.claims_of_status(status), frozenset().union(*held.values())
        for year in claimlists.apart(corpus, status, years):
            yield urls.claims_of_year(status, year), held.get(year, frozenset())


class Twins:
    """Markdown twins of the pages of one site, kept until they are written."""

    def __init__(self, corpus: Corpus, settings: Settings) -> None:
        self._corpus, self._settings = corpus, settings
        self._cases = {urls.case(name): each for name, each in corpus.cases.items()}
        self._claims = {
            urls.claim(case.id, claim.id): ClaimRow(Ground(case, corpus, settings), claim)
            for case in corpus.listed
            for claim in case.claims
        }
        self._lists = dict(_lists(corpus))
        self._texts: dict[str, str] = {}
        self._entries: dict[str, tuple[str, str]] = {}

    def add(self, page: Page) -> None:
        """Make the twin of a page; of a page with the same address the last counts."""
        self._texts[page.url] = self._text(page)
        self._entries[page.url] = (page.title, page.description)

    def _text(self, page: Page) -> str:
        if page.url in self._cases:
            return dossier.case(Ground(self._cases[page.url], self._corpus, self._settings))
        if page.url in self._claims:
            return dossier.claim(self._claims[page.url])
        if page.url == urls.CLAIMS:
            return dossier.claims(self._corpus, self._settings)
        if (listed := self._lists.get(page.url)) is not None:
            return dossier.claims(self._corpus, self._settings, page.title, listed)
        return markdown.of(page.html, self._at(page.url))

    def _at(self, address: str) -> str:
        return self._settings.address(address)

    def files(self) -> Iterator[tuple[str, str]]:
        """Path and text of each twin, and of the list."""
        for url, text in self._texts.items():
            yield urls.twin(url), text
        yield urls.LLMS, self.listed()

    def listed(self) -> str:
        """``llms.txt``: every page by its kind, with a link to its twin and what it is about."""
        groups: dict[str, list[str]] = {name: [] for name in _GROUPS}
        for url, (title, about) in sorted(self._entries.items()):
            folder = url.partition("/")[0]
            group = "optional" if folder in _OPTIONAL else folder if folder in _GROUPS else ""
            name = " ".join(title.split()).replace("[", "(").replace("]", ")")
            note = " ".join(about.split())
            link = f"- [{name or NAME}]({self._at(urls.twin(url))})"
            groups[group].append(f"{link}: {note}" if note else link)
        told = [
            _INTRODUCTION.format(
                name=NAME,
                version=version(self._corpus),
                licence=LICENCE,
                claims=self._at(urls.CLAIMS_DATA),
                cases=self._at(urls.CASES_DATA),
            )
        ]
        told += [
            "\n".join([f"## {_GROUPS[g]}\n", *links, ""]) for g, links in groups.items() if links
        ]
        return "\n".join(told)

    def write(self, folder: Path) -> None:
        """Write the twins and the list into a built site."""
        for path, text in self.files():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8")
