"""The search index in order: the same pages give the same files, whatever order Pagefind wrote."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import cbor2
import factories
import pytest
from casebook.search import order as indexorder
from casebook.search.order import settle
from support import sites


def _packed(content: Any) -> bytes:
    return gzip.compress(b"pagefind_dcd" + cbor2.dumps(content), mtime=0)


def _index(folder: Path, filters: list[list[Any]]) -> Path:
    """An index with filters as Pagefind writes them: a list of files, and a file for each."""
    folder.joinpath("filter").mkdir(parents=True)
    for number, content in enumerate(filters):
        (folder / "filter" / f"en_{number}.pf_filter").write_bytes(_packed(content))
    named = [[content[0], f"en_{number}"] for number, content in enumerate(filters)]
    meta = ["1.5.2", [["en_page", 7]], [["a", "b", "en_words"]], named, [], ["kind", "title"]]
    (folder / "pagefind.en_meta.pf_meta").write_bytes(_packed(meta))
    entry = {"version": "1.5.2", "languages": {"en": {"hash": "en_meta", "page_count": 1}}}
    factories.write(folder / "pagefind-entry.json", json.dumps(entry))
    return folder


_KIND = ["kind", [["Case", [0, 2]], ["Check", [1]]]]
_YEAR = ["year", [["2023", [2]], ["2024", [0]]]]


def test_order_of_filters_and_values_does_not_matter(tmp_path: Path) -> None:
    """The same filters in any order become the same files with the same names."""
    one = _index(tmp_path / "one", [_KIND, _YEAR])
    other = _index(tmp_path / "other", [[_YEAR[0], _YEAR[1][::-1]], [_KIND[0], _KIND[1][::-1]]])
    settle(one)
    settle(other)

    assert sites.content(one) == sites.content(other)


def test_nothing_is_lost(tmp_path: Path) -> None:
    """Every filter can be reached from the entry, and holds what it held."""
    index = _index(tmp_path / "index", [[_YEAR[0], _YEAR[1][::-1]], _KIND])
    settle(index)
    known = json.loads((index / "pagefind-entry.json").read_text("utf-8"))
    meta = indexorder._read(index / f"pagefind.{known['languages']['en']['hash']}.pf_meta")

    assert known["languages"]["en"]["page_count"] == 1
    assert [name for name, _ in meta[3]] == ["kind", "year"]
    assert meta[:3] == ["1.5.2", [["en_page", 7]], [["a", "b", "en_words"]]]
    files = [indexorder._read(index / "filter" / f"{name}.pf_filter") for _, name in meta[3]]
    assert files == [_KIND, _YEAR]
    assert len(list((index / "filter").iterdir())) == 2


def test_settling_twice_changes_nothing(tmp_path: Path) -> None:
    """An index that is in order stays as it is."""
    index = _index(tmp_path / "index", [_YEAR, _KIND])
    settle(index)
    before = sites.content(index)
    settle(index)

    assert sites.content(index) == before


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"something else", "does not begin as Pagefind's files do"),
        (b"pagefind_dcd\x01\x02", "goes on after its end"),
        (b"pagefind_dcd\x82\x01", "cannot be read"),
    ],
)
def test_unknown_file_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    """A file that is not as this version of Pagefind writes it is refused rather than spoilt."""
    path = tmp_path / "x.pf_filter"
    path.write_bytes(gzip.compress(data))

    with pytest.raises(ValueError, match=message):
        indexorder._read(path)


def test_missing_file_is_told(tmp_path: Path) -> None:
    """A filter that is named and not there is an error with its name."""
    index = _index(tmp_path / "index", [_KIND])
    next((index / "filter").iterdir()).unlink()

    with pytest.raises(FileNotFoundError, match=r"en_0\.pf_filter"):
        settle(index)
