"""Trends: every number is counted from the cases, told once in words and once in a table."""

from __future__ import annotations

import json
from collections import Counter

import factories
import pytest
from casebook import corpus as corpora
from casebook.corpus import Corpus
from casebook.load import Loader, Reading
from casebook.mkdocs_sink import html
from casebook.pages import trends as pages
from casebook.settings import Settings
from casebook.trends import BUCKETS, trends
from support import markup


def _corpus(base: Loader, *cases: factories.Data) -> Corpus:
    return corpora.build(
        base.load(only=[]).corpus.library, [factories.typed(case) for case in cases]
    )


def _text(corpus: Corpus) -> str:
    (page,) = pages.pages(corpus, Settings())
    return markup.words(markup.fragment(html(page)))


def test_every_case_and_claim_is_counted(real: Reading) -> None:
    """Totals by year, kind, status and pattern add up to the listed cases and their claims."""
    corpus, found = real.corpus, trends(real.corpus)

    assert found.cases == len(corpus.listed)
    assert sum(found.by_year.values()) == found.cases
    assert sum(found.by_kind.values()) == found.cases
    statuses = Counter(claim.status for _, claim in corpus.claims())
    counted: Counter[str] = Counter()
    for counts in found.status_by_claimant.values():
        counted.update(counts)
    assert counted == statuses
    assert found.claims == statuses.total()
    shown = {(f.pattern, case.id) for case in corpus.listed for f in case.failures}
    patterns = {pattern: sum(years.values()) for pattern, years in found.pattern_by_year.items()}
    assert patterns == Counter(pattern for pattern, _ in shown)


def test_spans_are_those_of_the_cases(real: Reading) -> None:
    """Each spread counts every case once: in one bucket, or as without dates."""
    found = trends(real.corpus)
    for spread in (found.to_disclosure, found.rumour_to_answer, found.silence):
        assert sum(spread.buckets.values()) == spread.cases
        assert spread.cases + spread.without == found.cases
        assert list(spread.buckets) == [name for name, _ in BUCKETS]


@pytest.mark.parametrize(
    ("occurred", "disclosed", "bucket"),
    [
        ("2024-04-10", "2024-04-10", "up to a day"),
        ("2024-04-09", "2024-04-10", "up to a day"),
        ("2024-04-08", "2024-04-10", "up to a week"),
        ("2024-04-03", "2024-04-10", "up to a week"),
        ("2024-04-02", "2024-04-10", "up to a month"),
        ("2023-04-11", "2024-04-10", "up to a year"),
        ("2022", "2024-04-10", "up to three years"),
        ("2019", "2024-04-10", "longer"),
    ],
)
def test_length_of_a_span(base: Loader, occurred: str, disclosed: str, bucket: str) -> None:
    """A span falls into the bucket of its middle, bounds included."""
    corpus = _corpus(base, factories.case(occurred=occurred, disclosed=disclosed))
    found = trends(corpus).to_disclosure

    assert {name for name, number in found.buckets.items() if number} == {bucket}


def test_median_is_that_of_the_middles(base: Loader) -> None:
    """Half of the spans lie on either side of the median, inexact ones with their middle."""
    days = ["2024-04-01", "2024-03-31", "2024-02"]
    cases = [
        factories.case(id=f"case-{n}", occurred=on, disclosed="2024-04-10")
        for n, on in enumerate(days)
    ]

    assert trends(_corpus(base, *cases)).to_disclosure.median == 10
    assert trends(_corpus(base, *cases[:2])).to_disclosure.median == 9.5
    assert trends(_corpus(base, *cases[2:])).to_disclosure.median == 55


def test_page_and_data_say_the_same(real: Reading) -> None:
    """The tables of the page hold the numbers of the data for machines."""
    (page,) = pages.pages(real.corpus, Settings())
    (asset,) = pages.assets(real.corpus)
    data = json.loads(asset.content)
    tree = markup.fragment(html(page))
    tables = {markup.words(table.find("caption")): table for table in tree.iter("table")}

    def column(title: str) -> list[str]:
        return [markup.words(cell) for cell in tables[title].xpath("tbody/tr/td[1]")]

    assert asset.path == "api/v1/trends.json"
    assert column("Cases by year of disclosure") == [str(n) for n in data["by_year"].values()]
    assert column("Cases by country") == [str(n) for n in data["by_country"].values()]
    rows = tables["Claims by claimant and status"].xpath("tbody/tr")
    totals = [sum(counts.values()) for counts in data["status_by_claimant"].values()]
    assert [int(markup.words(row.xpath("td[last()]")[0])) for row in rows] == totals
    assert f"{data['cases']} cases and {data['claims']} claims" in markup.words(tree)


@pytest.mark.parametrize(
    "changes",
    [
        {"occurred": None, "kind": "hazard"},
        {"timeline": [], "response": []},
        {"claims": [], "timeline": []},
        {"failures": [], "countries": [], "sectors": [], "actors": []},
        {"lessons": [], "controls_that_worked": [], "failures": []},
    ],
)
def test_page_with_little_to_count(base: Loader, changes: factories.Data) -> None:
    """A corpus without dates, claims or patterns still gives a page, and says nothing empty."""
    told = _text(_corpus(base, factories.case(**changes)))

    assert "1 case and" in told
    assert "None" not in told
    assert "of the 0 cases" not in told


def test_page_with_nothing_to_count(base: Loader) -> None:
    """Without a case the page says so, and there are no data."""
    corpus = _corpus(base)

    assert "There is no case to count yet." in _text(corpus)
    assert list(pages.assets(corpus)) == []
