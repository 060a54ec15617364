"""The guide of the search: what it holds of the corpus, and that its addresses are there."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from typing import Any

import factories
from casebook.base import prose, urls
from casebook.corpus import corpus as corpora
from casebook.model.lists import FirstHour, SearchWords
from casebook.permalinks.ledger import published
from casebook.reading.load import Loader, Reading
from casebook.search import guide as searchguide
from support.some import some


def _guide(reading: Reading) -> dict[str, Any]:
    (asset,) = searchguide.assets(reading.corpus)
    assert asset.path == urls.SEARCH_GUIDE
    told: dict[str, Any] = json.loads(asset.content)
    return told


def test_guide_holds_what_a_reader_may_want(real: Reading) -> None:
    """Every question, checklist, check, pattern, listed case and framework is there once, and every claim."""
    corpus, library = real.corpus, real.corpus.library
    told = _guide(real)
    pages = [page[1] for page in told["pages"]]
    wanted = [
        *(urls.way(way.id) for way in library.ways_in),
        *map(urls.checklist, library.checklists),
        *map(urls.item, library.checks),
        *map(urls.pattern, library.patterns),
        *(urls.case(case.id) for case in corpus.listed),
        *map(urls.framework, library.frameworks),
    ]

    assert len(pages) == len(set(pages))
    assert set(some(wanted)) <= set(pages)
    assert [
        [told["pages"][place][1], claim_id, status, words]
        for place, claim_id, status, words in some(told["claims"])
    ] == [
        [urls.case(case.id), claim.id, claim.status, prose.plain(claim.text)]
        for case, claim in corpus.claims()
    ]


def test_guide_is_small(real: Reading) -> None:
    """With the code of the box it stays below 150 KB on the wire."""
    (asset,) = searchguide.assets(real.corpus)
    scripts = (factories.REPOSITORY / "docs" / "assets" / "js").rglob("*.mjs")
    code = sum(len(gzip.compress(f.read_bytes())) for f in scripts if f.parent.name == "search")

    assert len(gzip.compress(asset.bytes)) + code < 150_000


def test_answers_have_a_title_where_the_data_has_none(real: Reading) -> None:
    """A page of the data is called by its own title, any other by the one written beside it."""
    own = {entry.url for entry in searchguide.entries(real.corpus)}
    for answer in some(real.corpus.library.search.answers):
        assert (answer.page in own) == (answer.title is None), answer.page
    assert len(published(real.corpus)) > len(own)


def test_words_of_readers_are_keywords_of_the_page(base: Loader) -> None:
    """What is asked for a page stands with it, further words once and only where the title lacks them."""
    library = base.load(only=[]).corpus.library
    words = SearchWords.model_validate(
        {
            "weak": ["company"],
            "answers": [
                {"page": "checks/sec-01/", "asked_as": ["who may log in"]},
                {"page": "about/", "title": "About", "asked_as": ["who are you"]},
            ],
        }
    )
    plan = FirstHour.model_validate(factories.FIRST_HOUR)
    corpus = corpora.build(
        replace(library, search=words, first_hour=plan), [factories.typed(factories.case())]
    )
    told = json.loads(json.dumps(searchguide.guide(corpus)))
    pages = {page[1]: page for page in told["pages"]}

    assert "who may log in" in pages["checks/sec-01/"][3]
    assert pages["about/"][:4] == ["Page", "about/", "About", ["who are you"]]
    assert urls.FIRST_HOUR in pages
    for _, _, title, keywords, further in some(told["pages"]):
        said = " ".join((title, *keywords)).lower()
        assert [word for word in further.split() if word in said.split()] == []
        assert len(further.split()) == len(set(further.split()))
