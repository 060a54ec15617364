"""The search index: whole, without what nobody asks for, or a sentence that says what is wrong."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import factories
import pytest
from casebook import indexorder, searchindex
from casebook.searchindex import IndexFailedError
from support import markup, sites
from support.sites import Built

_PAGE = (
    '<!doctype html><html lang="{}"><body><main data-pagefind-body><h1>{}</h1></main></body></html>'
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of three pages in two languages; a fourth is not for the search."""
    for name, language in (("a", "en"), ("b", "en"), ("c", "de")):
        factories.write(tmp_path / name / "index.html", _PAGE.format(language, f"Page {name}"))
    factories.write(
        tmp_path / "index.html", "<!doctype html><html lang=en><body>home</body></html>"
    )
    return tmp_path


def _indexed(folder: Path) -> int:
    with searchindex.indexing(folder) as indexed:
        return indexed()


def test_index_counts_the_pages_of_every_language(site: Path) -> None:
    """The number of pages is that of all languages together."""
    assert _indexed(site) == 3
    assert len(list((site / "pagefind" / "fragment").iterdir())) == 3


def test_index_holds_no_file_that_no_page_asks_for(site: Path) -> None:
    """Pagefind's own boxes are taken out; what its search needs stays."""
    _indexed(site)
    names = {path.name for path in (site / "pagefind").iterdir()}

    assert [
        name
        for name in names
        if any(part in name for part in ("ui", "highlight", "component", "worker"))
    ] == []
    assert {"pagefind.js", "pagefind-entry.json"} <= names
    assert any(name.startswith("wasm.") for name in names)


def test_only_the_index_is_added(site: Path) -> None:
    """Indexing changes no page."""
    before = {path: path.read_bytes() for path in site.rglob("*.html")}
    _indexed(site)

    assert {path: path.read_bytes() for path in site.rglob("*.html")} == before
    assert {path.name for path in site.iterdir()} == {"a", "b", "c", "index.html", "pagefind"}


def test_site_without_a_page_to_find_is_an_error(tmp_path: Path) -> None:
    """Pagefind's own complaint is handed on."""
    with pytest.raises(IndexFailedError, match=r"Pagefind failed: .*not able to build an index"):
        _indexed(tmp_path)


def test_missing_pagefind_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Pagefind the message says how to get it."""
    monkeypatch.setattr(sys, "executable", _python_without_modules(site))

    with pytest.raises(
        IndexFailedError, match=r"No module named pagefind.*`make site` installs it"
    ):
        _indexed(site)


def _python_without_modules(folder: Path) -> str:
    script = factories.write(folder / "python", f'#!/bin/sh\nexec {sys.executable} -I -S "$@"\n')
    script.chmod(0o755)
    return str(script)


def test_leaving_early_ends_the_indexing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever stops waiting, or fails meanwhile, leaves no process behind."""
    started: list[subprocess.Popen[str]] = []

    class Watched(subprocess.Popen[str]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)

    with pytest.raises(ZeroDivisionError), searchindex.indexing(site):
        raise ZeroDivisionError
    assert [process.returncode is None for process in started] == [False]


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda index: (index / "pagefind-entry.json").unlink(), "no readable entry"),
        (lambda index: factories.write(index / "pagefind-entry.json", "{"), "no readable entry"),
        (lambda index: factories.write(index / "pagefind-entry.json", "{}"), "no readable entry"),
        (lambda index: (index / "pagefind.js").unlink(), r"not whole.*pagefind\.js"),
        (lambda index: factories.write(index / "pagefind.js", ""), r"not whole.*pagefind\.js"),
        (
            lambda index: next((index / "fragment").iterdir()).unlink(),
            "not whole: 3 pages, 2 fragments",
        ),
        (
            lambda index: next((index / "fragment").iterdir()).write_bytes(b""),
            "not whole.*pf_fragment",
        ),
        (lambda index: next((index / "index").iterdir()).write_bytes(b""), "not whole.*pf_index"),
        (
            lambda index: factories.write(
                index / "pagefind-entry.json", json.dumps({"languages": {"en": {"page_count": 9}}})
            ),
            "not whole: 9 pages, 3 fragments",
        ),
    ],
)
def test_index_that_is_not_whole_is_refused(site: Path, spoil: object, message: str) -> None:
    """A file that is missing, empty or uncounted makes the index unusable, and the message says which."""
    _indexed(site)
    assert callable(spoil)
    spoil(site / "pagefind")

    with pytest.raises(IndexFailedError, match=message):
        searchindex._verified(site / "pagefind")


def test_index_that_cannot_be_put_in_order_is_refused(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of another form than is known here stop the build with a sentence."""

    def refuse(_index: Path) -> None:
        message = "a value of kind 7 is not known here"
        raise ValueError(message)

    monkeypatch.setattr(indexorder, "settle", refuse)

    with pytest.raises(IndexFailedError, match="cannot be put in order: a value of kind 7"):
        _indexed(site)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """This repository's site."""
    return Built(sites.shared(tmp_path_factory, "site", sites.whole))


@pytest.fixture(scope="module")
def searched(whole: Built) -> dict[str, str]:
    """The text by which the search finds each page, by address."""
    files = (whole.folder / "pagefind" / "fragment").iterdir()
    found = [
        json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        for file in files
    ]
    return {page["url"].removeprefix("/"): page["content"] for page in found}


_CASE = "cases/bytedance-intern-model-training-2024/"
_PATTERN = "patterns/standing-access-for-temporary-staff/"


@pytest.mark.parametrize(
    ("page", "parts"),
    [
        pytest.param(_CASE, "//*[@class='facts']/li/div[sup]", id="numbers of sources"),
        pytest.param(_CASE, "//*[@class='lessons']//*[@class='check']/p[2]", id="words of a check"),
        pytest.param(_PATTERN, "//*[@class='check']/p[2]", id="words of a check at a pattern"),
        pytest.param(_CASE, "//*[@class='sources']/li/p", id="particulars of a source"),
        pytest.param(_CASE, "//*[@class='related']/li/a", id="cases beside a case"),
        pytest.param("checks/sec-31/", "//*[@class='evidence']/li/p", id="cases of a check"),
        pytest.param(_PATTERN, "//*[@class='evidence']/li/p", id="cases of a pattern"),
        pytest.param(_CASE, "//*[@id='citation']", id="how a case is cited"),
        pytest.param("cases/", "//*[@class='case-entry']/p", id="summaries of all cases"),
        pytest.param("claims/", "//*[contains(@class, 'claim-list')]//a", id="claims of all cases"),
        pytest.param("claims/", "//*[@class='late']//p", id="late corrections"),
        pytest.param("frameworks/nis2/", "//td//a", id="checks and cases of a clause"),
        pytest.param("patterns/", "//*[@class='pattern-list']//p", id="patterns in their list"),
        pytest.param("train/", "//*[@class='offer']/h4", id="exercises in their list"),
        pytest.param("ways-in/", "//*[@class='way__checks']//a", id="checks of a question"),
        pytest.param("ways-in/", "//*[@class='way__more']//dd", id="cases of a question"),
        pytest.param(_CASE, "//*[@data-review-due]/p", id="a notice that is hidden until its day"),
    ],
)
def test_what_is_said_elsewhere_is_found_there_alone(
    whole: Built, searched: dict[str, str], page: str, parts: str
) -> None:
    """Lists of parts of other pages would be among the answers to nearly every word."""
    texts = [markup.words(part) for part in whole.trees[page].xpath(parts)]

    assert texts
    assert [text for text in texts if text in searched[page]] == []


def test_what_is_left_out_of_a_list_is_found_at_home(
    whole: Built, searched: dict[str, str]
) -> None:
    """Each claim is searched on the page of its case, each check on its own."""
    claims = whole.trees[_CASE].xpath("//*[@class='claim__text']")
    (statement,) = whole.trees["checks/sec-31/"].xpath("//h1")

    assert [
        words for claim in claims if (words := markup.words(claim)) not in searched[_CASE]
    ] == []
    assert markup.words(statement) in searched["checks/sec-31/"]


@pytest.mark.parametrize(
    "page", ["checklists/vetting/", "checks/sec-31/", "train/air-canada-chatbot/players/"]
)
def test_the_address_of_a_page_is_not_among_its_words(searched: dict[str, str], page: str) -> None:
    """Printed pages carry their address; a number in it would be found on every one of them."""
    assert "example.org" not in searched[page]


_CELLS = "self::dt or self::dd or self::th or self::td"


def test_what_stands_in_two_cells_is_read_as_two_words(
    whole: Built, searched: dict[str, str]
) -> None:
    """The index knows no cells: it joins the end of one and the beginning of the next."""
    joined = []
    for page, text in searched.items():
        found = set(text.split())
        for after in whole.trees[page].xpath(f"//main//*[{_CELLS}][preceding-sibling::*]"):
            ends = markup.words(after.getprevious()).split()[-1:]
            begins = markup.words(after).split()[:1]
            word = "".join(ends + begins) if ends and begins else ""
            if word in found and not word.isdigit():  # "12" may stand in the text by itself
                joined.append((page, word))

    assert joined == []
