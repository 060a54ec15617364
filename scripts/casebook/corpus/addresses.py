"""Every address outside that the casebook leads to, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casebook.base.problems import Loc
from casebook.corpus.corpus import Corpus
from casebook.model.case import Case
from casebook.model.lists import Framework
from casebook.source import Source


@dataclass(frozen=True, order=True)
class Spot:
    """Where an address stands; line and column count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        """``path:line:col``, the form editors understand."""
        return f"{self.path}:{self.line}:{self.column}"


def of_case(case: Case) -> Iterator[tuple[Loc, str]]:
    """Addresses of the sources of a case."""
    for position, source in enumerate(case.sources):
        if source.url is not None:
            yield ("sources", position, "url"), source.url
        if source.url_from is not None:
            yield ("sources", position, "url_from"), source.url_from


def of_framework(framework: Framework) -> Iterator[tuple[Loc, str]]:
    """Addresses of a framework and its clauses."""
    yield ("url",), framework.url
    for position, clause in enumerate(framework.clauses):
        if clause.url is not None:
            yield ("clauses", position, "url"), clause.url


def all_of(corpus: Corpus) -> Iterator[tuple[str, Loc, str]]:
    """Path, place and address of everything that a case, a draft or a framework leads to."""
    for case in {**corpus.cases, **corpus.drafts}.values():
        for loc, url in of_case(case):
            yield f"cases/{case.id}.yml", loc, url
    for framework in corpus.library.frameworks.values():
        for loc, url in of_framework(framework):
            yield f"docs/frameworks/{framework.id}.yml", loc, url


def spots(
    entries: Iterable[tuple[str, Loc, str]], sources: dict[str, Source]
) -> dict[str, tuple[Spot, ...]]:
    """Each address once, in order, with all its places."""
    found: dict[str, list[Spot]] = {}
    for path, loc, url in entries:
        found.setdefault(url, []).append(Spot(path, *sources[path].at(loc)))
    return {url: tuple(sorted(places)) for url, places in sorted(found.items())}
