"""The corpus in numbers: for each question a sentence, a picture and a table; and the data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus import flat
from casebook.corpus.corpus import Corpus
from casebook.corpus.trends import Trends, trends
from casebook.pages.base import Asset, Page, Section, View
from casebook.pages.figures import Figure, figures

PARTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "years": ("When cases came out, and what they are about", ("years",)),
    "disclosure": ("From the event to the first public report", ("disclosure",)),
    "answer": ("From the first claim in public to the first answer", ("answer",)),
    "claimants": ("What became of claims, by who made them", ("claimants",)),
    "patterns": ("Failure patterns, and the checklists that answer them", ("patterns",)),
    "where": ("Countries, sectors, causes", ("countries", "sectors", "actors")),
}
"""Sections of the page, by anchor: heading and figures."""
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
    t = trends(corpus)
    made = figures(t, corpus)
    yield Page(
        url=view.url,
        title="Trends",
        description=_DESCRIPTION,
        lead=view.render("trends/lead.html", t=t),
        sections=(
            *_sections(view, t, made),
            Section("limits", "What these numbers cannot say", view.render("trends/limits.html")),
        ),
        styles=("charts",),
    )


def _sections(view: View, t: Trends, made: Mapping[str, Figure]) -> Iterator[Section]:
    for anchor, (title, ids) in PARTS.items():
        shown = [made[id_] for id_ in ids if id_ in made]
        if shown:
            html = view.render("trends/figures.html", t=t, anchor=anchor, figures=shown)
            yield Section(anchor, title, html)


def assets(corpus: Corpus) -> Iterator[Asset]:
    """The same numbers for machines, and each figure as a picture and as a table."""
    if not corpus.listed:
        return
    t = trends(corpus)
    yield Asset(urls.TRENDS_DATA, json.dumps(flat.head(corpus) | asdict(t), indent=2) + "\n")
    for figure in figures(t, corpus).values():
        yield Asset(urls.figure(figure.id, "svg"), figure.picture())
        yield Asset(urls.figure(figure.id, "csv"), figure.table())
