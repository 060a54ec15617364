"""No claim leaves the casebook without its status: one claim is followed into every format.

Files for training are left out, because a quiz asks for the status.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from typing import Any

import factories
import pytest
from casebook.answers import mcp
from casebook.answers.tools import Desk
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.pages import data, news, sharing
from casebook.pages.linked import linked
from casebook.pages.twins import Twins
from casebook.reading.load import Loader
from casebook.search import guide
from casebook.site import contents
from lxml import etree, html

HERE = Settings("https://example.org/name/", contact="desk@example.org")
MARK = "Forty zebras were promised a refund"


@pytest.fixture(scope="module", name="corpus")
def _corpus(base: Loader) -> Corpus:
    """One case with one claim, whose status changed once and which was denied late."""
    claims = factories.case()["claims"]
    claims[0] |= {
        "text": f"{MARK}.",
        "history": [{"on": "2024-04-20", "status": "unverified", "reason": "Nobody had answered."}],
    }
    claims[0]["answers"].append(
        {
            "by": "The Daily",
            "on": "2024-04-30",
            "stance": "corrects",
            "text": "It has no number.",
            "sources": ["daily"],
        }
    )
    record = {"status": "published", "created": "2024-04-11", "updated": "2024-05-01"}
    case = factories.typed(factories.case(claims=claims, record=record))
    return corpora.build(base.load(only=[]).corpus.library, [case])


@pytest.fixture(scope="module", name="files")
def _files(corpus: Corpus) -> dict[str, bytes]:
    """Every file for programs, by its address: data, feeds, frames, twins, and JSON-LD of pages."""
    made = [
        *data.assets(corpus, HERE),
        *news.assets(corpus, HERE),
        *sharing.assets(corpus, HERE),
        *guide.assets(corpus),
    ]
    found = {asset.path: asset.bytes for asset in made}
    twins = Twins(corpus, HERE)
    for page in contents.pages(corpus, HERE):
        if page.url.startswith(("train/", "x/")):
            continue
        twins.add(page)
        found[f"{page.url}#linked.json"] = linked(page, HERE).encode()
    return found | {path: text.encode() for path, text in twins.files()}


def _objects(value: Any) -> Iterator[Any]:
    """Every object and list that has a text of its own."""
    if isinstance(value, dict | list):
        held = list(value.values()) if isinstance(value, dict) else value
        if any(isinstance(each, str) for each in held):
            yield value
        for each in held:
            yield from _objects(each)


def _own(value: Any) -> str:
    held = list(value.values()) if isinstance(value, dict) else value
    return "\n".join(each for each in held if isinstance(each, str))


def _json(content: bytes) -> Iterator[str]:
    for value in _objects(json.loads(content)):
        if MARK in _own(value):
            yield json.dumps(value)


def _lines(content: bytes) -> Iterator[str]:
    for line in content.splitlines():
        yield from _json(line)


def _rows(content: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
        yield " | ".join(row)


def _tables(content: bytes) -> Iterator[str]:
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(content)
        names = [
            name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        for name in names:
            for row in base.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - names of the file itself
                yield f"{name}: {row}"


def _text(content: bytes) -> Iterator[str]:
    yield from content.decode().splitlines()


def _entries(content: bytes) -> Iterator[str]:
    for entry in etree.fromstring(content).iter("{http://www.w3.org/2005/Atom}entry"):
        for part in entry:
            yield "".join(part.itertext())


def _page(content: bytes) -> Iterator[str]:
    yield html.fromstring(content).text_content()


READERS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    "json": _json,
    "ndjson": _lines,
    "csv": _rows,
    "sqlite": _tables,
    "md": _text,
    "txt": _text,
    "atom": _entries,
    "html": _page,
}
"""By the ending of a file: its records, each as one text."""


def _found(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """By ending: every record that holds the claim."""
    found: dict[str, list[str]] = {}
    for path, content in files.items():
        ending = path.rpartition(".")[2]
        if ending in READERS and content:
            held = [record for record in READERS[ending](content) if MARK in record]
            found.setdefault(ending, []).extend(held)
    return found


def test_in_every_format_the_claim_has_its_status_in_the_same_record(
    files: dict[str, bytes],
) -> None:
    """JSON objects, lines, rows, tables, lines of text, feed entries and frames: none has the claim alone."""
    found = _found(files)

    assert {ending for ending, records in found.items() if records} == set(READERS)
    for address in (urls.LATE, urls.CHANGED):
        assert MARK.encode() in files[urls.twin(address)]
    for ending, records in found.items():
        for record in records:
            assert "denied" in record.lower(), (ending, record[:300])


def test_no_file_that_holds_the_claim_has_an_ending_that_is_not_read(
    files: dict[str, bytes],
) -> None:
    """A new format must be read here before it can hold a claim."""
    holding = {path for path, content in files.items() if MARK.encode() in content}

    assert holding
    assert [path for path in holding if path.rpartition(".")[2] not in READERS] == []


def test_a_record_without_the_status_would_be_found() -> None:
    """The readers separate records: a status in the next record does not count."""
    alone = json.dumps([{"text": MARK}, {"status": "denied"}]).encode()
    lines = f'{{"text": "{MARK}"}}\n{{"status": "denied"}}\n'.encode()

    for ending, content in (
        ("json", alone),
        ("ndjson", lines),
        ("csv", f"{MARK}\ndenied\n".encode()),
        ("md", f"{MARK}\ndenied\n".encode()),
    ):
        (record,) = _found({f"a.{ending}": content})[ending]
        assert "denied" not in record


def test_every_answer_to_a_person_or_an_assistant_has_the_status_in_its_line(
    corpus: Corpus,
) -> None:
    """``ask`` and each tool of the protocol put the status before the claim."""
    desk = Desk(corpus, HERE)
    case, claim = corpus.claims()[0]
    asked = {
        "ask": {"question": MARK},
        "get_case": {"case": case.id},
        "get_claim": {"case": case.id, "claim": claim.id},
    }
    for tool, arguments in asked.items():
        call = {"name": tool, "arguments": arguments}
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
        (reply,) = mcp.serve([json.dumps(message)], desk)
        (content,) = json.loads(reply)["result"]["content"]
        lines = [line for line in content["text"].splitlines() if MARK in line]
        assert lines
        assert all("[Status: Denied" in line for line in lines)
    assert "[Status: Denied" in desk.ask(MARK)


def test_the_badge_is_the_status_and_nothing_of_the_claim(files: dict[str, bytes]) -> None:
    """A badge stands beside the claim on another page, so it says the status alone."""
    badge = files[urls.badge("acme-refund-bot", "thousands")].decode()

    assert "Claim: denied" in badge
    assert MARK not in badge
