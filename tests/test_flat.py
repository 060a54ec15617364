"""Every case, claim and source as one row, on the site and in the archive alike."""

from __future__ import annotations

import csv
import io
import json
import statistics
from collections import Counter
from typing import Any

import factories
import pytest
from casebook.base import dates, urls
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus import flat, trends
from casebook.corpus.corpus import Corpus
from casebook.downloads import dataset
from casebook.pages import data
from casebook.pages import trends as trends_pages
from casebook.permalinks import ledger as permalinks
from casebook.reading.load import Loader, Reading
from casebook.site import contents as site
from support import markup
from support.some import some

HERE = Settings("https://example.org/name/")


def _table(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.fixture(scope="module", name="made")
def _made(real: Reading) -> dict[str, str]:
    return flat.files(real.corpus, HERE)


def test_every_claim_is_a_row_in_both_forms(real: Reading, made: dict[str, str]) -> None:
    """CSV and JSON hold the claims of all listed cases with the same fields in the same order."""
    ids = [(case.id, claim.id) for case, claim in real.corpus.claims()]
    table, rows = _table(made["claims.csv"]), json.loads(made["claims.json"])["claims"]

    assert ids == [(row["case"], row["id"]) for row in table]
    assert ids == [(row["case"], row["id"]) for row in rows]
    assert list(flat.CLAIM_FIELDS) == list(table[0]) == list(rows[0])


def test_claim_is_told_with_what_became_of_it(base: Loader) -> None:
    """A row holds who said it, when, the status in words, the answers, the sources and the way to cite it."""
    given = factories.case(title="A bot of a shop")
    corpus = corpora.build(base.load().corpus.library, [factories.typed(given)])
    (row,) = json.loads(flat.files(corpus, HERE)["claims.json"])["claims"]
    (claim,) = given["claims"]
    address = f"https://example.org/name/claims/{given['id']}/{claim['id']}/"

    assert (row["status"], row["status_label"]) == ("denied", "Denied")
    assert (row["made_on"], row["sources"]) == (claim["made_on"], claim["sources"])
    assert row["address"] == address
    assert row["outcome"] is None
    assert row["answers"] == [f"{a['by']} {a['stance']} {a['on']}" for a in claim["answers"]]
    links = {source["id"]: source.get("url") for source in given["sources"]}
    assert row["source_links"] == [links[name] for name in claim["sources"] if links[name]]
    assert row["citation"] == (
        f"AI Governance Casebook, claim \u201c{claim['text'].rstrip('.')}\u201d (status: denied), "
        f"in \u201cA bot of a shop\u201d, version of 1 May 2024, {address}. Licence: CC-BY-4.0."
    )


def test_what_is_not_known_is_empty(base: Loader) -> None:
    """Without a day, an address of the site or an outcome nothing is made up."""
    given = factories.case(claims=[factories.claim(made_on=None, made_on_unknown="Not found")])
    given["record"] = {**given["record"], "updated": None}
    corpus = corpora.build(base.load().corpus.library, [factories.typed(given)])
    made = flat.files(corpus, Settings())
    (row,) = _table(made["claims.csv"])

    assert (row["made_on"], row["outcome"]) == ("", "")
    assert row["address"] == f"/claims/{given['id']}/{row['id']}/"
    assert "version of" not in row["citation"]
    assert json.loads(made["claims.json"])["version"] == ""


def test_decision_stands_in_its_row(real: Reading, made: dict[str, str]) -> None:
    """A claim that was ruled on says how, even in its citation: "ruled on" does not mean "true"."""
    decided = [row for row in _table(made["claims.csv"]) if row["status"] == "adjudicated"]

    assert decided
    for row in decided:
        assert f"(status: ruled on; outcome: {row['outcome'].rstrip('.')})" in row["citation"]
    assert len(decided) == sum(claim.status == "adjudicated" for _, claim in real.corpus.claims())


def test_index_counts_and_leads_to_each_case(real: Reading, made: dict[str, str]) -> None:
    """The index has every listed case, with its claims by status and the address of its file."""
    told = json.loads(made["cases.json"])

    assert [row["id"] for row in told["cases"]] == [case.id for case in real.corpus.listed]
    for row in told["cases"]:
        assert sum(row["claims_by_status"].values()) == row["claims"]
        assert row["file"] == f"https://example.org/name/{urls.case_data(row['id'])}"
    assert told["version"] == str(dataset.day_of(real.corpus))
    assert told["licence"] == "CC-BY-4.0"


def test_index_lets_readers_count_the_times_of_the_trends_again(
    real: Reading, made: dict[str, str]
) -> None:
    """The middle of each case's days, fewest and most, gives the medians of the trends page."""
    rows, told = json.loads(made["cases.json"])["cases"], trends.trends(real.corpus)
    times = {"days_to_report": told.to_disclosure, "days_to_answer": told.rumour_to_answer}

    for field, spread in times.items():
        middles = [sum(row[field]) / 2 for row in rows if row[field]]
        assert len(middles) == spread.cases
        assert statistics.median(middles) == spread.median


def test_index_says_who_told_first(real: Reading, made: dict[str, str]) -> None:
    """A case made known by the organisation itself names it, and has no days to an answer that nobody awaited."""
    told = {row["id"]: row for row in json.loads(made["cases.json"])["cases"] if row["told_first"]}

    assert told
    for id_, row in told.items():
        response = real.corpus.cases[id_].response
        assert row["told_first"] in {each.by for each in response if each.told_first}
        assert row["days_to_answer"] is None or any(each.answers_to for each in response)


def test_sources_of_the_claims_are_in_their_table(made: dict[str, str]) -> None:
    """Case and id of a source lead from the claims to the sources."""
    sources = {(row["case"], row["id"]) for row in _table(made["sources.csv"])}
    named = {
        (row["case"], name)
        for row in _table(made["claims.csv"])
        for name in row["sources"].split("; ")
    }

    assert named
    assert named <= sources


def test_addresses_of_rows_lead_somewhere(real: Reading, made: dict[str, str]) -> None:
    """Each claim has the page that its row names; each source is where its row says."""
    published = permalinks.published(real.corpus)
    for name in ("claims.csv", "sources.csv"):
        for row in some(_table(made[name])):
            page, _, anchor = row["address"].removeprefix("https://example.org/name").partition("#")
            assert anchor in published[page] if name == "sources.csv" else page in published


@pytest.mark.unmeasured
def test_site_and_archive_hold_the_same(real: Reading, made: dict[str, str]) -> None:
    """One writer makes the files of the site and of the frozen archive."""
    on_site = {asset.path: asset.bytes for asset in data.assets(real.corpus, HERE)}
    frozen = dataset.files(real.corpus, HERE, "a licence", dataset.day_of(real.corpus))

    assert set(made) == set(data.TABLES)
    for name, path in {**data.TABLES, "vocabulary.json": urls.VOCABULARY_DATA}.items():
        assert frozen[name] == on_site[path]


@pytest.mark.unmeasured
def test_every_table_of_the_site_opens_in_excel(real: Reading) -> None:
    """The CSV files of the data and of the figures carry the mark of UTF-8."""
    made = (*site.assets(real.corpus, HERE), *data.assets(real.corpus, HERE))
    tables = [asset for asset in made if asset.path.endswith(".csv")]

    frameworks = len(real.corpus.library.frameworks)
    assert len(tables) == len(urls.FIGURES) + len(flat.TABLES) + frameworks
    assert all(asset.bytes.startswith(b"\xef\xbb\xbf") for asset in tables)


def _words(page: Any) -> str:
    return markup.words(markup.fragment(page.lead + "".join(s.html for s in page.sections)))


def test_page_explains_every_field_and_leads_to_every_file(real: Reading) -> None:
    """What is in the files stands on the page, made from the same description."""
    (page,) = data.pages(real.corpus, HERE)
    whole = markup.fragment(page.lead + "".join(section.html for section in page.sections))
    links = set(markup.links(whole, page.url))
    fields = [code.text_content() for code in whole.xpath("//tbody/tr/th/code")]

    described = (
        flat.CLAIM_FIELDS,
        flat.OPINION_FIELDS,
        flat.CASE_FIELDS,
        flat.SOURCE_FIELDS,
        flat.LINK_FIELDS,
        flat.ORGANISATION_FIELDS,
        flat.TABLES["outcomes"],
    )
    assert [name for each in described for name in each] == fields
    assert {*data.TABLES.values(), urls.VOCABULARY_DATA, urls.TRENDS_DATA} <= links
    assert {urls.data_citation(ending) for ending in urls.CITATIONS} <= links
    version = flat.version(real.corpus)
    assert version == str(dataset.day_of(real.corpus))
    assert f"This is the version of {dates.words(version)}" in _words(page)
    assert "no place for releases" in _words(page)


def test_the_trends_can_be_counted_again_as_the_page_says(
    real: Reading, made: dict[str, str]
) -> None:
    """From the tables alone, by the rules on the page, come the numbers of the trends and their version."""
    index = json.loads(made["cases.json"])
    cases, claims = index["cases"], _table(made["claims.csv"])
    assets = {asset.path: asset.content for asset in trends_pages.assets(real.corpus)}
    told = json.loads(assets[urls.TRENDS_DATA])
    first = Counter((row["claimant_kinds"].split("; ")[0], row["status"]) for row in claims)
    by_claimant = {
        (kind, status): number
        for kind, statuses in told["status_by_claimant"].items()
        for status, number in statuses.items()
    }

    assert {name: told[name] for name in ("name", "version", "licence")} == {
        name: index[name] for name in ("name", "version", "licence")
    }
    assert Counter(case["disclosed"][:4] for case in cases) == told["by_year"]
    assert Counter(c for case in cases for c in case["countries"]) == told["by_country"]
    assert {key: number for key, number in by_claimant.items() if number} == first
    for column, name in (
        ("days_to_report", "to_disclosure"),
        ("days_to_answer", "rumour_to_answer"),
    ):
        middles = [sum(case[column]) / 2 for case in cases if case[column]]
        bounds = [most for _, most in trends.BUCKETS]
        assert statistics.median(middles) == told[name]["median"]
        assert told[name]["buckets"] == {
            key: sum(low < days <= most for days in middles)
            for (key, most), low in zip(trends.BUCKETS, [-1.0, *bounds[:-1]], strict=True)
        }


def test_the_page_says_how_to_count_without_an_address_too(real: Reading) -> None:
    """Where the site has no address, the code names the file as it lies in the folder."""
    (page,) = data.pages(real.corpus, Settings())

    assert f'file = "{urls.CASES_DATA}"' in _words(page)
    (page,) = data.pages(real.corpus, HERE)
    assert f'file = "https://example.org/name/{urls.CASES_DATA}"' in _words(page)


def test_page_leads_to_releases_where_there_is_a_repository(real: Reading) -> None:
    """The frozen copies are named with their address."""
    (page,) = data.pages(real.corpus, Settings(repo="https://r.example/x"))
    (section,) = [section for section in page.sections if section.id == "stays"]

    assert 'href="https://r.example/x/releases"' in section.html


def test_page_and_files_are_there_before_the_first_case(base: Loader) -> None:
    """Without a case the files are empty lists, and the page says no day."""
    empty: Corpus = corpora.build(base.load().corpus.library, [])
    (page,) = data.pages(empty, HERE)
    paths = {asset.path: asset.content for asset in data.assets(empty, HERE)}

    assert "This is the version" not in _words(page)
    assert json.loads(paths[urls.CLAIMS_DATA])["claims"] == []
    assert _table(str(paths[urls.CLAIMS_TABLE])) == []
