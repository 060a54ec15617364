"""``casebook dataset`` freezes the data, the same bytes each time; ``casebook compare`` names pages that differ."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
import zipfile
from pathlib import Path

import factories
import pytest
from casebook.authoring import schema
from casebook.base.settings import Settings
from casebook.cli import main
from casebook.downloads import dataset
from casebook.model import Case, Checklist
from casebook.reading.load import load
from jsonschema import Draft202012Validator
from support import sites
from support.some import some


@pytest.fixture(name="root")
def _root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = factories.write_project(
        tmp_path / "project", factories.case(), factories.draft(id="a-draft")
    )
    shutil.copy(factories.REPOSITORY / "LICENSE-DATA", root)
    monkeypatch.chdir(root)
    return root


def test_the_data_is_frozen_with_its_digests(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both archives hold every published case and list as JSON, the schemas, the licence and digests that fit."""
    assert main(["dataset", "out"]) == 0
    names = capsys.readouterr().out.split()
    assert [Path(name).name for name in names] == [
        "casebook-data-2024-05-01.tar.gz",
        "casebook-data-2024-05-01.zip",
        "SHA256SUMS",
    ]
    ran = sites.process(["sha256sum", "--check", "SHA256SUMS"], root / "out")
    assert ran.returncode == 0, ran.stderr
    with tarfile.open(names[0]) as archive:
        archive.extractall(root / "tar", filter="data")
    with zipfile.ZipFile(names[1]) as packed:
        for member in packed.namelist():
            packed.extract(member, root / "zip")
    assert sites.content(root / "tar") == sites.content(root / "zip")
    inside = root / "tar" / "casebook-data-2024-05-01"
    ran = sites.process(["sha256sum", "--check", "--strict", "SHA256SUMS"], inside)
    assert (ran.returncode, ran.stdout.count(": OK")) == (0, len(list(inside.rglob("*.*"))) + 1)
    assert [path.name for path in (inside / "cases").iterdir()] == ["acme-refund-bot.json"]


def test_what_is_frozen_says_the_same(root: Path) -> None:
    """The JSON files are what their schemas say, and read back as the same models."""
    reading = load(root)
    held = dataset.files(reading.corpus, Settings(), "a licence", dataset.day_of(reading.corpus))
    case = json.loads(held["cases/acme-refund-bot.json"])

    Draft202012Validator(json.loads(held["schema/case.json"])).validate(case)
    assert Case.model_validate(case) == reading.corpus.cases["acme-refund-bot"]
    security = json.loads(held["checklists/security.json"])
    assert Checklist.model_validate(security) == reading.corpus.library.checklists["security"]
    assert json.loads(held["vocabulary.json"])["case-kind"]["incident"]["label"]
    assert {f"schema/{name}.json" for name in schema.MODELS} <= set(held)


def test_of_a_withdrawn_case_only_its_end_is_frozen(root: Path) -> None:
    """As on the site: id, title and the record with the reason, and no exercise made from it."""
    record = {"status": "withdrawn", "updated": "2024-06-01", "withdrawn_because": "Another bot."}
    gone = factories.case(
        id="gone",
        summary="It was another bot, of another firm, in another year. " * 2,
        record=factories.case()["record"] | record,
    )
    factories.write_project(root, factories.case(), gone)
    exercise = factories.as_yaml(factories.exercise(id="gone"))
    factories.write(root / "docs" / "exercises" / "gone.yml", exercise)
    corpus = load(root).corpus
    held = dataset.files(corpus, Settings(), "a licence", dataset.day_of(corpus))

    case = json.loads(held["cases/gone.json"])
    assert {"id": "gone", "title": gone["title"]} == {name: case[name] for name in ("id", "title")}
    assert set(case) == {"id", "title", "record"}
    assert case["record"]["withdrawn_because"] == "Another bot."
    assert "gone" in corpus.library.exercises
    assert not [name for name in some(held) if name.startswith("exercises/")]
    told = b"".join(held.values())
    assert gone["summary"].encode() not in told


def test_the_same_data_gives_the_same_bytes(root: Path) -> None:
    """Twice frozen, on whatever day, the archives do not differ by a byte."""
    for name in ("one", "two"):
        assert main(["dataset", name]) == 0

    assert sites.content(root / "one") == sites.content(root / "two")
    assert main(["dataset", "three", "--date", "2025-01-31"]) == 0
    assert (root / "three" / "casebook-data-2025-01-31.zip").is_file()


def test_nothing_is_frozen_that_is_not_in_order(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With an error, without the licence, or without a published case nothing is written."""
    (root / "LICENSE-DATA").rename(root / "away")
    assert main(["dataset", "out"]) == 2
    assert "nothing was frozen" in capsys.readouterr().err
    (root / "cases" / "acme-refund-bot.yml").unlink()
    factories.forget_addresses(root)
    assert main(["dataset", "out"]) == 2
    assert "no case is published yet" in capsys.readouterr().err
    factories.write(root / "cases" / "broken.yml", "id: [\n")
    assert main(["dataset", "out"]) == 1
    assert not (root / "out").exists()


def _site(folder: Path, **pages: str) -> Path:
    factories.write(folder / "index.html", "home")
    for name, text in pages.items():
        factories.write(folder / name / "index.html", text)
    return folder


def test_pages_that_differ_are_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """New, changed and gone pages are told by their addresses; what is no page is passed over."""
    before = _site(root / "before", same="a", changed="a", gone="a")
    now = _site(root / "now", same="a", changed="b", new="a")
    factories.write(now / "feed.xml", "other")

    assert main(["compare", str(before), str(now)]) == 0
    assert capsys.readouterr().out == "new: /new/\nchanged: /changed/\ngone: /gone/\n"
    assert main(["compare", str(before), str(now), "--format=json"]) == 0
    told = json.load(io.StringIO(capsys.readouterr().out))
    assert told == {"new": ["new/"], "changed": ["changed/"], "gone": ["gone/"]}
    assert main(["compare", str(before), str(root / "cases")]) == 2
    assert "is no built site" in capsys.readouterr().err
