"""The corpus in numbers: a sentence, a table and its bars for each question, and the data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from casebook import urls
from casebook.corpus import Corpus
from casebook.measures import STATUS_ORDER
from casebook.pages.base import Asset, Page, View, sections
from casebook.settings import Settings
from casebook.trends import trends

PARTS: Mapping[str, tuple[str, str]] = {
    "disclosure": ("From the event to the first public report", "trends/disclosure.html"),
    "answer": ("From the first claim in public to the first answer", "trends/answer.html"),
    "claimants": ("What became of claims, by who made them", "trends/claimants.html"),
    "years": ("Cases by year of disclosure", "trends/years.html"),
    "patterns": ("Failure patterns over the years", "trends/patterns.html"),
    "where": ("Themes, sectors, countries, actors", "trends/where.html"),
    "limits": ("What these numbers cannot say", "trends/limits.html"),
}
"""Sections of the page, by anchor: heading and template."""
_DESCRIPTION = (
    "The casebook in numbers: how long until cases came out and were answered, "
    "and what became of claims."
)


def pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """The trends page; without a case it says that there is nothing to count."""
    view = View(corpus, settings, urls.TRENDS)
    if not corpus.listed:
        yield Page(view.url, "Trends", _DESCRIPTION, view.render("trends/none.html"))
        return
    values = {
        "t": trends(corpus),
        "statuses": STATUS_ORDER,
        "patterns": corpus.library.patterns,
    }
    yield Page(
        url=view.url,
        title="Trends",
        description=_DESCRIPTION,
        lead=view.render("trends/lead.html", **values),
        sections=sections(view, PARTS, **values),
    )


def assets(corpus: Corpus) -> Iterator[Asset]:
    """The same numbers for machines."""
    if corpus.listed:
        yield Asset(urls.TRENDS_DATA, json.dumps(asdict(trends(corpus)), indent=2) + "\n")
