"""Citations: what reference managers read is what the case says."""

from __future__ import annotations

import json
from typing import Any

import factories
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from casebook.base import dates, urls
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.pages import citations
from casebook.permalinks import ledger as permalinks
from casebook.reading.load import Loader
from hypothesis import given
from hypothesis import strategies as st
from support.some import some

HERE = Settings("https://example.org/name/")
NOWHERE = Settings()
lines = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=12, max_size=60
)


def _files(corpus: Corpus, settings: Settings) -> dict[str, str]:
    return {asset.path: str(asset.content) for asset in citations.assets(corpus, settings)}


def _entry(text: str) -> dict[str, str]:
    (entry,) = parse_string(text).entries
    return {"key": entry.key, "type": entry.entry_type, **{f.key: f.value for f in entry.fields}}


@pytest.fixture(scope="module")
def files(few: Corpus) -> dict[str, str]:
    """The files that cite a few published cases, by path."""
    return _files(few, HERE)


def test_each_listed_case_has_each_form(few: Corpus, files: dict[str, str]) -> None:
    """Four files for each case, at the addresses that the ledger promises."""
    expected = {urls.citation(case.id, ending) for case in few.listed for ending in urls.CITATIONS}

    assert expected == set(files)
    assert {f"/{path}" for path in expected} <= set(permalinks.published(few))


def test_bibtex_is_read_as_it_is_meant(few: Corpus, files: dict[str, str]) -> None:
    """A BibTeX reader finds title, version and address of each case."""
    for case in some(few.listed):
        entry = _entry(files[urls.citation(case.id, "bib")])
        assert entry["key"] == case.id
        assert entry["type"] == "misc"
        assert entry["author"] == "{AI Governance Casebook contributors}"
        assert entry["title"].replace("\\", "") == f"{{{case.title}}}"
        assert f"{entry['year']}-{entry['month']}" == (case.record.updated or "")[:7]
        assert entry["url"] == f"https://example.org/name/cases/{case.id}/"


def test_ris_is_read_as_it_is_meant(few: Corpus, files: dict[str, str]) -> None:
    """A RIS reader finds title, version and address of each case."""
    for case in some(few.listed):
        (entry,) = rispy.loads(files[urls.citation(case.id, "ris")])
        assert entry["type_of_reference"] == "ELEC"
        assert entry["title"] == case.title
        assert entry["authors"] == ["AI Governance Casebook contributors"]
        assert entry["date"] == f"{(case.record.updated or '').replace('-', '/')}/"
        assert entry["urls"] == [f"https://example.org/name/cases/{case.id}/"]


def test_csl_is_read_as_it_is_meant(few: Corpus, files: dict[str, str]) -> None:
    """A CSL-JSON item holds title, version and address of each case."""
    for case in some(few.listed):
        (item,) = json.loads(files[urls.citation(case.id, "json")])
        assert item["id"] == case.id
        assert item["type"] == "webpage"
        assert item["title"] == case.title
        (parts,) = item["issued"]["date-parts"]
        assert "-".join(f"{part:02}" for part in parts) == case.record.updated
        assert item["URL"] == f"https://example.org/name/cases/{case.id}/"


def test_plain_text_says_it_in_a_sentence(few: Corpus, files: dict[str, str]) -> None:
    """The plain form is what stands on the page."""
    case = few.listed[0]

    assert files[urls.citation(case.id, "txt")] == (
        f"AI Governance Casebook, “{case.title}”, "
        f"version of {dates.words(case.record.updated or '')}, "
        f"https://example.org/name/cases/{case.id}/. Licence: CC-BY-4.0.\n"
    )


def test_no_address_is_made_up(few: Corpus) -> None:
    """Where nobody said what the site's address is, no form names one."""
    found = _files(few, NOWHERE)

    assert found
    assert [path for path, text in found.items() if "http" in text or "127.0.0.1" in text] == []


@pytest.mark.parametrize(
    ("record", "version", "parts"),
    [
        ({"updated": "2024-05-06"}, "2024-05-06", [2024, 5, 6]),
        ({"updated": "2024-05"}, "2024-05", [2024, 5]),
        ({"updated": "2024~"}, "2024", [2024]),
        ({"updated": None, "created": "2023-01-02"}, "2023-01-02", [2023, 1, 2]),
        ({"updated": "2023/2024"}, "", None),
        ({"updated": None, "created": None}, "", None),
    ],
)
def test_version_is_as_exact_as_it_is_known(
    record: dict[str, Any], version: str, parts: list[int] | None
) -> None:
    """A date that is not exact to the day is cited as far as it is known, or not at all."""
    case = factories.typed(factories.case(record={**factories.case()["record"], **record}))
    told = citations.cite(case, HERE)
    (item,) = json.loads(citations.csl(told))

    assert told.version == version
    assert item.get("issued") == (None if parts is None else {"date-parts": [parts]})
    assert ("version of" in citations.plain(told)) == bool(version)
    assert _entry(citations.bibtex(told)).get("year", "") == version[:4]
    assert rispy.loads(citations.ris(told))[0].get("year", "") == version[:4]


@pytest.mark.unmeasured
@given(title=lines)
def test_any_title_comes_back(base: Loader, title: str) -> None:
    """Whatever signs a title holds, no form breaks, and each gives the title back."""
    case = factories.typed(factories.case(title=title))
    found = _files(corpora.build(base.load().corpus.library, [case]), HERE)

    assert json.loads(found[urls.citation(case.id, "json")])[0]["title"] == title
    assert rispy.loads(found[urls.citation(case.id, "ris")])[0]["title"] == title
    told = _entry(found[urls.citation(case.id, "bib")])["title"].removeprefix("{").removesuffix("}")
    for written, sign in [
        ("\\textbackslash{}", "\0"), ("\\textasciicircum{}", "^"), ("\\textasciitilde{}", "~"),
        *((f"\\{sign}", sign) for sign in "{}$&#%_"), ("\0", "\\"),
    ]:  # fmt: skip
        told = told.replace(written, sign)
    assert told == title
