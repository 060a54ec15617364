"""The guide: titles, keywords and claims in one small file, from which the search box answers.

Pagefind's index of all text takes an engine and a file for each word, so a first
search would wait for many requests. The guide is one file. It also holds what no
text says: readers' words for things, and the questions that a page answers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casebook.base import prose, urls
from casebook.corpus import lineage
from casebook.corpus.corpus import Corpus
from casebook.model.case import Case
from casebook.pages.base import Asset

_WORD = re.compile(r"[^\W_]{3,}")
_NAME = re.compile(r"(?<=[^\W_] )[A-Z][^\W\d_]{2,}")
"""A word with a capital that does not begin a sentence."""


@dataclass(frozen=True)
class Entry:
    """A page that the search may offer."""

    kind: str
    url: str
    title: str
    keywords: tuple[str, ...] = ()
    """Words and questions that the page is found by as if its title had them."""
    text: str = ""
    """Further words that it is found by, with half the weight."""


def assets(corpus: Corpus) -> Iterator[Asset]:
    """The guide as a file."""
    told = json.dumps(guide(corpus), ensure_ascii=False, separators=(",", ":"))
    yield Asset(urls.SEARCH_GUIDE, told)


def guide(corpus: Corpus) -> dict[str, object]:
    """The guide as data: words, pages, clauses of frameworks, claims.

    ``pages`` holds kind, address, title, keywords and further words; ``claims`` the
    place of the case among the pages, the claim's id, its status and its words;
    ``versions`` the place of a check and the anchor of a version that it was in.
    """
    words = corpus.library.search
    asked = {answer.page: answer.asked_as for answer in words.answers}
    found = list(entries(corpus))
    known = {entry.url for entry in found}
    found += [
        Entry("Page", answer.page, answer.title or answer.page)
        for answer in words.answers
        if answer.page not in known
    ]
    places = {entry.url: place for place, entry in enumerate(found)}
    return {
        "same": words.same,
        "related": [[each.words, each.also] for each in words.related],
        "weak": words.weak,
        "statuses": corpus.library.labels("claim-status"),
        "pages": [_packed(entry, asked.get(entry.url, ())) for entry in found],
        "clauses": [
            [places[urls.framework(each.id)], clause.id, clause.title or ""]
            for each in corpus.library.frameworks.values()
            for clause in each.clauses
        ],
        "versions": [
            [places[urls.item(check.id)], lineage.anchor(version)]
            for check in corpus.library.checks.values()
            for version in lineage.spoken_in(check.checklist, check.item)
        ],
        "claims": [
            [places[urls.case(case.id)], claim.id, claim.status, prose.plain(claim.text)]
            for case, claim in corpus.claims()
        ],
    }


def entries(corpus: Corpus) -> Iterator[Entry]:
    """Every page that the data makes and a reader may want."""
    library = corpus.library
    for way in library.ways_in:
        statements = (library.checks[each.item].item.statement for each in way.checks)
        text = " ".join((way.answer, *statements))
        yield Entry("Question", urls.way(way.id), way.question, text=text)
    if plan := library.first_hour:
        steps = " ".join(step.do for step in plan.steps)
        yield Entry("Page", urls.FIRST_HOUR, plan.title, text=f"{plan.summary} {steps}")
    for each in library.checklists.values():
        parts = tuple(section.title for section in each.sections)
        yield Entry("Checklist", urls.checklist(each.id), each.title, parts, each.summary)
    for check in library.checks.values():
        item = check.item
        text = f"{item.why} {check.section.title}"
        yield Entry("Check", urls.item(item.id), item.statement, item.also_searched_as, text)
    for pattern in library.patterns.values():
        text = " ".join((pattern.definition, *pattern.signs))
        keywords = pattern.also_searched_as
        yield Entry("Pattern", urls.pattern(pattern.id), pattern.title, keywords, text)
    yield from (_of_case(case) for case in corpus.listed)
    for framework in library.frameworks.values():
        keywords = (framework.title, *framework.also_searched_as)
        yield Entry("Framework", urls.framework(framework.id), framework.short, keywords)


def _of_case(case: Case) -> Entry:
    parties = (party.name for party in case.organisations)
    quoted = (claim.quote.text for claim in case.claims if claim.quote)
    names = (name for words in quoted for name in _NAME.findall(words))
    return Entry(
        "Case",
        urls.case(case.id),
        case.title,
        case.also_searched_as,
        " ".join((case.summary, *parties, *names)),
    )


def _packed(entry: Entry, asked: Iterable[str]) -> list[object]:
    """An entry as a list, its further words once each and only where title and keywords lack them."""
    keywords = [*entry.keywords, *asked]
    title = prose.plain(entry.title)
    said = {word.lower() for word in _WORD.findall(" ".join((title, *keywords)))}
    found = (word.lower() for word in _WORD.findall(prose.plain(entry.text)))
    further = [word for word in dict.fromkeys(found) if word not in said]
    return [entry.kind, entry.url, title, keywords, " ".join(further)]
