"""Everything joined: the tables with their description, and the same rows as one database."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mlcroissant
import pytest
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus import flat
from casebook.corpus.corpus import Corpus
from casebook.downloads import croissant, database, datapackage, dataset
from casebook.pages import data
from casebook.reading.load import Reading
from frictionless import Package, Report
from lxml import html
from support import real as samples
from support.some import some

HERE = Settings("https://example.org/name/")


@pytest.fixture(scope="module")
def corpus(real: Reading) -> Corpus:
    """A few real cases."""
    return samples.few(real.corpus)


@pytest.fixture(scope="module")
def rows(corpus: Corpus) -> flat.Rows:
    """The rows of all tables."""
    return flat.rows(corpus, HERE)


@pytest.fixture
def folder(corpus: Corpus, rows: flat.Rows, tmp_path: Path) -> Path:
    """The tables as files beside their description."""
    for name, text in flat.files(corpus, HERE, rows).items():
        (tmp_path / name).write_bytes(text.encode())
    (tmp_path / "datapackage.json").write_text(datapackage.text(corpus, HERE), "utf-8")
    return tmp_path


@pytest.fixture
def base(rows: flat.Rows, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The database, opened from a file."""
    path = tmp_path / "casebook.sqlite"
    path.write_bytes(database.file(rows))
    opened = sqlite3.connect(path)
    yield opened
    opened.close()


def _validated(folder: Path) -> Report:
    report: Report = Package(str(folder / "datapackage.json")).validate()
    return report


@pytest.mark.unmeasured
def test_another_reader_finds_the_tables_as_described(folder: Path, rows: flat.Rows) -> None:
    """Types, terms, keys and links between tables hold, and every row is read."""
    report = _validated(folder)

    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])[:5]
    read = {task.name: task.stats["rows"] for task in some(report.tasks)}
    assert read == {name: len(of) for name, of in rows.items()}
    assert min(read.values()) > 0


@pytest.mark.parametrize(
    ("table", "field", "value", "error"),
    [
        ("claims", "status", "false", "constraint-error"),
        ("claims", "case", "no-such-case", "foreign-key"),
        ("cases", "claims", "many", "type-error"),
        ("sources", "id", "", "constraint-error"),
        ("organisations", "role", "villain", "constraint-error"),
    ],
)
def test_what_does_not_fit_the_description_is_found(
    folder: Path, table: str, field: str, value: str, error: str
) -> None:
    """The description can fail: a wrong term, a lost link, a word for a number and a missing key do."""
    path = folder / f"{table}.csv"
    read = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    read[0][field] = value
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(read[0]))
        writer.writeheader()
        writer.writerows(read)

    report = _validated(folder)

    assert not report.valid
    assert error in {each[0] for each in report.flatten(["type"])}


def test_the_description_says_whose_the_data_is(corpus: Corpus) -> None:
    """Version and address are there where they are known, and left out where they are not."""
    told = json.loads(datapackage.text(corpus, HERE))
    assert told["$schema"].endswith("/2.0/datapackage.json")
    assert told["version"] == flat.version(corpus)
    assert told["homepage"] == HERE.site_url
    assert told["licenses"][0]["name"] == "CC-BY-4.0"

    nothing = json.loads(datapackage.text(corpora.build(corpus.library, []), Settings()))
    assert not {"version", "homepage"} & set(nothing)


def test_the_archive_holds_what_the_description_names(corpus: Corpus) -> None:
    """In the dated archive too each table stands beside the description."""
    held = dataset.files(corpus, HERE, "a licence", dataset.day_of(corpus))
    told = json.loads(held["datapackage.json"])

    assert {each["path"] for each in some(told["resources"])} <= set(held)


def test_numbers_agree_in_csv_json_and_the_database(
    folder: Path, base: sqlite3.Connection, corpus: Corpus
) -> None:
    """Each table has the same rows in the same order everywhere, and the same counts as the corpus."""
    for table in some(flat.TABLES):
        text = (folder / f"{table}.csv").read_text("utf-8-sig")
        as_csv = [list(row.values()) for row in csv.DictReader(io.StringIO(text))]
        as_sql = base.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()  # noqa: S608 - our own names
        plain = [["" if v is None else str(v) for v in row] for row in as_sql]
        assert [[_bare(v) for v in row] for row in as_csv] == plain
    for name in ("cases", "claims"):
        listed: list[dict[str, Any]] = json.loads((folder / f"{name}.json").read_text("utf-8"))[
            name
        ]
        (number,) = base.execute(f"SELECT count(*) FROM {name}").fetchone()  # noqa: S608 - as above
        assert len(listed) == number
    by_status = dict(base.execute("SELECT status, count(*) FROM claims GROUP BY status"))
    assert sum(by_status.values()) == len(corpus.claims()) > 0
    assert by_status == {
        status: sum(claim.status == status for _, claim in corpus.claims()) for status in by_status
    }


def _bare(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@\t\r" else cell


def test_the_database_is_whole_and_can_be_searched(
    base: sqlite3.Connection, corpus: Corpus
) -> None:
    """Links between tables hold, the index belongs to its table, and a word leads to its claim."""
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in ("claims", "cases"):
        base.execute(f"INSERT INTO {table}_text({table}_text, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - our own names

    case, claim = corpus.claims()[0]
    words = " ".join(f'"{word}"' for word in claim.text.replace('"', " ").split())
    found = base.execute(
        'SELECT claims."case", claims.id, claims.status FROM claims_text '
        "JOIN claims ON claims.rowid = claims_text.rowid WHERE claims_text MATCH ?",
        (words,),
    ).fetchall()
    assert (case.id, claim.id, claim.status) in found


def test_the_same_rows_give_the_same_bytes(rows: flat.Rows) -> None:
    """Nothing of the day or the machine is in the database."""
    assert database.file(rows) == database.file(rows)


# Croissant and schema.org


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_the_reader_of_croissant_finds_nothing_to_mend(corpus: Corpus, tmp_path: Path) -> None:
    """The standard's own library has neither errors nor warnings, and reads each claim with its status."""
    files = flat.files(corpus, Settings())
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.encode())
    path = tmp_path / "croissant.json"
    path.write_text(croissant.text(corpus, Settings(), files), "utf-8")

    read = mlcroissant.Dataset(jsonld=str(path))
    assert not read.metadata.issues.errors
    assert not read.metadata.issues.warnings
    found = [
        (row["claims/case"].decode(), row["claims/id"].decode(), row["claims/status"].decode())
        for row in read.records("claims")
    ]
    assert found == [(case.id, claim.id, claim.status) for case, claim in corpus.claims()]


def test_digests_and_addresses_are_those_of_the_files(corpus: Corpus) -> None:
    """With a site, each table is named by its full address, and its digest is that of the file."""
    files = flat.files(corpus, HERE)
    told = json.loads(croissant.text(corpus, HERE, files))

    assert told["datePublished"] == flat.version(corpus)
    for each in some(told["distribution"]):
        content = files[each["@id"]].encode()
        assert each["sha256"] == hashlib.sha256(content).hexdigest()
        assert each["contentUrl"] == f"https://example.org/name/downloads/{each['@id']}"


def test_the_data_page_names_the_data_set_for_search_engines(corpus: Corpus) -> None:
    """The description on the page is JSON that no sign of HTML can end; without an address there is none."""
    (page,) = data.pages(corpus, HERE)
    (script,) = html.fromstring(page.html).xpath("//script[@type='application/ld+json']")
    told = json.loads(script.text)
    assert told["@type"] == "Dataset"
    assert len(told["description"]) >= 50
    assert {each["contentUrl"] for each in told["distribution"]} == {
        f"https://example.org/name/downloads/{name}.csv" for name in some(flat.TABLES)
    }

    (bare,) = data.pages(corpus, Settings())
    assert "ld+json" not in bare.html
    nothing = corpora.build(corpus.library, [])
    assert "datePublished" not in json.loads(croissant.brief(nothing, HERE))
