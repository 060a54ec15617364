"""The search index: whole, without what nobody asks for, or a sentence that says what is wrong."""

from __future__ import annotations

import contextlib
import gzip
import json
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import factories
import pytest
from casebook.pages.base import Page, Section
from casebook.search import index as searchindex
from casebook.search import order as indexorder
from casebook.search.index import IndexFailedError
from support import markup
from support.sites import Built
from support.some import some

PAGES = [
    Page(f"{name}/", f"Page {name}", "", f"<h1>Page {name}</h1>", (Section("s", "S", name * 9),))
    for name in "abc"
]


def _indexed(folder: Path, pages: list[Page] | None = None) -> int:
    with searchindex.indexing() as index:
        for page in PAGES if pages is None else pages:
            index.add(page)
        index.close()
        return index.finish(folder / "pagefind")


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def _fragments(folder: Path) -> dict[str, Any]:
    found = [
        json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        for file in (folder / "pagefind" / "fragment").iterdir()
    ]
    return {page["url"].removeprefix("/"): page for page in found}


def test_index_counts_the_pages_that_are_for_the_search(tmp_path: Path) -> None:
    """A page that is not for the search is not in the index."""
    hidden = replace(PAGES[0], url="hidden/", searchable=False)

    assert _indexed(tmp_path, [*PAGES, hidden]) == 3
    assert set(_fragments(tmp_path)) == {"a/", "b/", "c/"}


def test_page_is_indexed_with_what_it_is(tmp_path: Path) -> None:
    """Kind, title and anchors come along; what has a name of its own is found by its address too."""
    case = Page("cases/x/", "A & B", "", "<h1>A &amp; B</h1>", PAGES[0].sections, kind="Case")
    _indexed(tmp_path, [case, replace(PAGES[0], kind="Data & API")])
    found = _fragments(tmp_path)

    assert found["cases/x/"]["filters"] == {"kind": ["Case"], "path": ["cases/x/"]}
    assert found["a/"]["filters"] == {"kind": ["Data & API"]}
    assert found["cases/x/"]["meta"] == {"every": "\ua66e", "kind": "Case", "title": "A & B"}
    assert found["cases/x/"]["content"] == "A & B. S. aaaaaaaaa."
    assert [anchor["id"] for anchor in found["cases/x/"]["anchors"]] == ["s"]


def test_search_knows_more_of_a_page_than_it_shows(tmp_path: Path) -> None:
    """What a page can be found by, and what the search knows of its parts, come along and add no word."""
    part = Section("s", "S", '<div id="x"><h3>Two words</h3> and more</div>')
    page = replace(PAGES[0], sections=(part,), filters={"year": ("2024",), "theme": ("A & B", "C")})
    _indexed(tmp_path, [replace(page, marks={"x": "denied:Not “so”"})])
    found = _fragments(tmp_path)["a/"]

    assert found["filters"] == {"kind": ["Page"], "theme": ["A & B", "C"], "year": ["2024"]}
    assert found["content"] == "Page a. S. Two words. and more."
    places = {unquote(anchor["id"]): anchor["location"] for anchor in found["anchors"]}
    assert places == {"s": 2, "x": 3, "mark:denied:Not “so”": 5}


def test_a_word_lies_in_a_small_file(tmp_path: Path) -> None:
    """Each word of a search loads one, so 30,000 entries are spread over several files."""
    texts = (" ".join(f"w{page}x{word}" for word in range(1000)) for page in range(30))
    pages = [Page(f"p{n}/", f"P{n}", "", f"<p>{text}</p>") for n, text in enumerate(texts)]
    _indexed(tmp_path, pages)

    assert len(list((tmp_path / "pagefind" / "index").glob("*.pf_index"))) > 3


def test_guides_for_contributors_are_a_kind_of_their_own(tmp_path: Path) -> None:
    """Who reads can leave them aside."""
    guide = replace(PAGES[0], url="contribute/a/", kind="Page")
    _indexed(tmp_path, [guide, replace(guide, url="develop/b/"), replace(guide, url="c/")])
    found = {url: page["filters"]["kind"] for url, page in _fragments(tmp_path).items()}

    assert found == {
        "contribute/a/": ["Contributor guide"],
        "develop/b/": ["Contributor guide"],
        "c/": ["Page"],
    }


def test_same_pages_give_the_same_index(tmp_path: Path) -> None:
    """Byte for byte, wherever and whenever it is made."""
    for name in ("one", "two"):
        _indexed(tmp_path / name)

    assert _files(tmp_path / "one") == _files(tmp_path / "two")


def test_index_holds_no_file_that_no_page_asks_for(tmp_path: Path) -> None:
    """Pagefind's own boxes are left out; what its search needs is there."""
    _indexed(tmp_path)
    names = {path.name for path in (tmp_path / "pagefind").iterdir()}

    assert [
        name
        for name in names
        if any(part in name for part in ("ui", "highlight", "component", "worker"))
    ] == []
    assert {"pagefind.js", "pagefind-entry.json"} <= names
    assert any(name.startswith("wasm.") for name in names)


def test_site_without_a_page_to_find_is_an_error(tmp_path: Path) -> None:
    """A search that finds nothing is a defect of the site."""
    with pytest.raises(IndexFailedError, match="no page of the site is for the search"):
        _indexed(tmp_path, [])


def test_missing_pagefind_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Pagefind the message says how to get it."""
    script = factories.write(tmp_path / "python", f'#!/bin/sh\nexec {sys.executable} -I -S "$@"\n')
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))

    with pytest.raises(
        IndexFailedError, match=r"No module named pagefind.*`make site` installs it"
    ):
        _indexed(tmp_path)
    assert not (tmp_path / "pagefind").exists()


def test_a_search_that_hangs_ends_the_build_with_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where Pagefind stays silent the message says what to do."""
    script = factories.write(tmp_path / "python", "#!/bin/sh\nexec sleep 600\n")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))

    with searchindex.indexing(patience=0.2) as index:
        index.close()
        with pytest.raises(
            IndexFailedError, match=r"no answer in 0\.2 seconds\. Build again.*`make clean site`"
        ):
            index.finish(tmp_path)


def test_leaving_early_ends_the_indexing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever fails meanwhile leaves no process and no thread behind, however much is still waiting."""
    started: list[subprocess.Popen[bytes]] = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    threads = threading.active_count()

    with contextlib.suppress(ZeroDivisionError), searchindex.indexing() as index:
        for _ in range(2000):
            index.add(PAGES[0])
        raise ZeroDivisionError
    assert [process.returncode is None for process in started] == [False]
    assert threading.active_count() == threads


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
def test_index_that_is_not_whole_is_refused(tmp_path: Path, spoil: object, message: str) -> None:
    """A file that is missing, empty or uncounted makes the index unusable, and the message says which."""
    _indexed(tmp_path)
    assert callable(spoil)
    spoil(tmp_path / "pagefind")

    with pytest.raises(IndexFailedError, match=message):
        searchindex._verified(tmp_path / "pagefind")


def test_index_that_cannot_be_put_in_order_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of another form than is known here stop the build with a sentence."""

    def refuse(_index: Path) -> None:
        message = "a value of kind 7 is not known here"
        raise ValueError(message)

    monkeypatch.setattr(indexorder, "settle", refuse)

    with pytest.raises(IndexFailedError, match="cannot be put in order: a value of kind 7"):
        _indexed(tmp_path)


@pytest.fixture(scope="module")
def searched(site: Built) -> dict[str, str]:
    """The text by which the search finds each page, by address."""
    return {address: page["content"] for address, page in _fragments(site.folder).items()}


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
        pytest.param("claims/denied/", "//*[@class='claim-list']//a", id="claims of a status"),
        pytest.param("claims/late/", "//*[@class='late']//p", id="late corrections"),
        pytest.param("frameworks/nis2/", "//td//a", id="checks and cases of a clause"),
        pytest.param("frameworks/nis2/", "//thead/tr", id="heads of columns"),
        pytest.param("patterns/", "//*[@class='pattern-list']//p", id="patterns in their list"),
        pytest.param("train/", "//*[@class='offer']/h4", id="exercises in their list"),
        pytest.param("ways-in/interns/", "//*[@class='way__checks']//a", id="checks of a question"),
        pytest.param("ways-in/interns/", "//*[@class='way__more']//dd", id="cases of a question"),
        pytest.param(_CASE, "//*[@data-review-due]/p", id="a notice that is hidden until its day"),
    ],
)
def test_what_is_said_elsewhere_is_found_there_alone(
    site: Built, searched: dict[str, str], page: str, parts: str
) -> None:
    """Lists of parts of other pages would be among the answers to nearly every word."""
    texts = [markup.words(part) for part in site.trees[page].xpath(parts)]

    assert texts
    assert [text for text in texts if text in searched[page]] == []


def test_what_is_left_out_of_a_list_is_found_at_home(site: Built, searched: dict[str, str]) -> None:
    """Each claim is searched on the page of its case, each check on its own."""
    claims = site.trees[_CASE].xpath("//*[@class='claim__text']")
    (statement,) = site.trees["checks/sec-31/"].xpath("//h1")

    assert [
        words for claim in some(claims) if (words := markup.words(claim)) not in searched[_CASE]
    ] == []
    assert markup.words(statement) in searched["checks/sec-31/"]


@pytest.mark.parametrize("page", ["checklists/vetting/", "checks/sec-31/", "x/1/"])
def test_the_address_of_a_page_is_not_among_its_words(searched: dict[str, str], page: str) -> None:
    """Printed pages carry their address; a number in it would be found on every one of them."""
    assert "example.org" not in searched[page]


_CELLS = "self::dt or self::dd or self::th or self::td"


def test_what_stands_in_two_cells_is_read_as_two_words(
    site: Built, searched: dict[str, str]
) -> None:
    """The index knows no cells: it joins the end of one and the beginning of the next."""
    joined, looked_at = [], 0
    for page, text in searched.items():
        found = set(text.split())
        for after in site.trees[page].xpath(f"//main//*[{_CELLS}][preceding-sibling::*]"):
            ends = markup.words(after.getprevious()).split()[-1:]
            begins = markup.words(after).split()[:1]
            word = "".join(ends + begins) if ends and begins else ""
            looked_at += 1
            if word in found and not word.isdigit():  # "12" may stand in the text by itself
                joined.append((page, word))

    assert looked_at > 1000
    assert joined == []
