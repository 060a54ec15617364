"""The cases as data: each with the fields of its file, all of them in tables, and the page about it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from casebook.base import urls
from casebook.base.packing import compact
from casebook.base.settings import Settings
from casebook.corpus import flat, outcomes, trends
from casebook.corpus.corpus import Corpus
from casebook.downloads import (
    croissant,
    database,
    datapackage,
    dataset,
    evidence,
    listings,
    openapi,
    veris,
)
from casebook.pages import citations
from casebook.pages.base import Asset, Page, Section, View, sections

TABLES: Mapping[str, str] = {
    "cases.json": urls.CASES_DATA,
    "claims.json": urls.CLAIMS_DATA,
    "claims.csv": urls.CLAIMS_TABLE,
    "opinions.csv": urls.OPINIONS_TABLE,
    "links.csv": urls.LINKS_TABLE,
    "sources.csv": urls.SOURCES_TABLE,
    "cases.csv": urls.CASES_TABLE,
    "organisations.csv": urls.ORGANISATIONS_TABLE,
    "outcomes.csv": urls.OUTCOMES_TABLE,
}
"""Where each table of the data set stands on the site."""


def assets(corpus: Corpus, settings: Settings) -> Iterator[Asset]:
    """One file for each case on the site, and the tables of all of them."""
    for case in corpus.cases.values():
        yield Asset(urls.case_data(case.id), compact(dataset.content(case)))
    rows = flat.rows(corpus, settings)
    files = flat.files(corpus, settings, rows)
    yield from (Asset(TABLES[name], text) for name, text in files.items())
    made = listings.files(corpus, settings, rows) | evidence.files(corpus, settings)
    yield from (Asset(address, text) for address, text in made.items())
    yield Asset(urls.OPENAPI, openapi.text(corpus, settings))
    yield Asset(urls.CROISSANT, croissant.text(corpus, settings, files))
    yield Asset(urls.DATA_PACKAGE, datapackage.text(corpus, settings))
    yield Asset(urls.DATABASE, database.file(rows))
    yield Asset(urls.VERIS, veris.text(corpus, settings))
    yield Asset(urls.VOCABULARY_DATA, dataset.vocabulary(corpus.library))
    told = _citation(corpus, settings)
    for ending, write in citations.FORMS.items():
        yield Asset(urls.data_citation(ending), write(told))


def _citation(corpus: Corpus, settings: Settings) -> citations.Citation:
    title = "All cases, claims and sources as data"
    url = settings.public(urls.DATA)
    key = "ai-governance-casebook"
    return citations.Citation(key, title, flat.version(corpus), url, flat.LICENCE)


def pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """``/about/data/``: what there is, what the fields mean, how to cite it, what stays."""
    view = View(corpus, settings, urls.DATA)
    tables = {
        "claims": ("Fields of the claims", flat.CLAIM_FIELDS),
        "opinions": ("Fields of the opinions", flat.OPINION_FIELDS),
        "cases": ("Fields of the index of cases", flat.CASE_FIELDS),
        "sources": ("Fields of the sources", flat.SOURCE_FIELDS),
        "links": ("Fields of the links to checks", flat.LINK_FIELDS),
        "organisations": ("Fields of the organisations", flat.ORGANISATION_FIELDS),
        "outcomes": ("Fields of the outcomes", outcomes.FIELDS),
    }
    values = {
        "version": flat.version(corpus),
        "described": Markup(croissant.brief(corpus, settings)),  # noqa: S704 - escaped where it is made
        "cases": corpus.listed,
        "claims": corpus.claims(),
        "citation": citations.plain(_citation(corpus, settings)),
        "address": settings.public(urls.CASES_DATA) or urls.CASES_DATA,
        "lengths": [(name, most) for name, most in trends.BUCKETS if most != math.inf],
        "archives": f"{settings.repo}/releases" if settings.repo else "",
    }
    parts = {
        anchor: (title, f"data/{anchor}.html")
        for anchor, title in (
            ("files", "The dataset, file by file"),
            ("counting", "Count the trends again"),
            ("cite", "How to cite the dataset, a case or a claim"),
            ("stays", "What stays"),
        )
    }
    fields = (
        Section(f"fields-{name}", title, view.render("data/fields.html", fields=found))
        for name, (title, found) in tables.items()
    )
    yield Page(
        url=view.url,
        title="Download the data",
        description="Download every case, claim and source as JSON or CSV: the files, their "
        "fields, the licence, how to cite them, and what stays as it is.",
        lead=view.render("data/lead.html", **values),
        sections=(*sections(view, parts, **values), *fields),
        layout="text",
        breadcrumb=(("About", "about/"),),
    )
