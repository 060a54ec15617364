"""The JSON Schemas: made from the models, committed, and right for an editor's reading of YAML."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import factories
import pytest
import yaml
from casebook.authoring import schema
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus.library import Library
from casebook.model import Case
from casebook.model.files import COLLECTIONS
from casebook.model.kinds import Line, Prose, Record, Term
from casebook.pages.base import View
from casebook.pages.reference import case_format, rows
from casebook.reading.load import Loader, Reading
from casebook.site import contents as site
from jsonschema import Draft202012Validator
from pydantic import Field
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from support import full, measuring, sites
from support.some import some

ROOT = factories.REPOSITORY
FILES = {
    "case": sorted((ROOT / "cases").glob("*.yml")),
    **{
        name.removesuffix("s"): sorted((ROOT / "docs" / name).glob("*.yml")) for name in COLLECTIONS
    },
    "vocabulary": [ROOT / "docs" / "vocabulary.yml"],
    "ways-in": [ROOT / "docs" / "ways-in.yml"],
    "first-hour": [ROOT / "docs" / "first-hour.yml"],
    "link-waivers": [ROOT / "docs" / "link-waivers.yml"],
}
ENDS = [
    (name, path)
    for name, paths in FILES.items()
    for path in sorted({end(paths, key=lambda path: path.stat().st_size) for end in (max, min)})
]
"""The largest and the smallest file of each kind: what fits depends on the fields, not on the words."""


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 with its core schema, the way editors read it: ``2024`` is a number, ``NO`` is text."""


EditorLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    (
        "float",
        r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
        list("-+.0123456789"),
    ),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})$"), _first
    )


def _as_an_editor(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), EditorLoader)  # noqa: S506 - a safe loader underneath


def _committed(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (ROOT / "docs" / "schema" / f"{name}.json").read_text("utf-8")
    )
    return found


def _complaints(name: str, data: Any) -> list[str]:
    checker = Draft202012Validator(_committed(name))
    return [f"{error.json_path}: {error.message}" for error in checker.iter_errors(data)]


def test_editor_reads_scalars_by_the_core_schema() -> None:
    """The reading used below tells numbers, switches and nothing from text, and knows no dates."""
    text = "[2024, 2024-08, 2024-08-19, 1.5, 0o17, true, yes, NO, null, ~, '2024', 12:30:45, 1_000]"

    assert yaml.load(text, EditorLoader) == [  # noqa: S506 - a safe loader underneath
        2024, "2024-08", "2024-08-19", 1.5, 15, True, "yes", "NO", None, None, "2024", "12:30:45", "1_000",
    ]  # fmt: skip


@pytest.mark.parametrize("name", schema.MODELS)
def test_committed_schema_is_what_the_models_give(real: Reading, name: str) -> None:
    """The files under docs/schema equal what the models and the vocabulary give today."""
    committed = (ROOT / "docs" / "schema" / f"{name}.json").read_text("utf-8")

    assert committed == schema.text(name, real.corpus.library)


def test_no_schema_is_left_behind() -> None:
    """Every committed schema belongs to a model."""
    assert {path.stem for path in (ROOT / "docs" / "schema").iterdir()} == set(schema.MODELS)


@pytest.mark.parametrize("name", schema.MODELS)
def test_schema_is_a_schema(name: str) -> None:
    """Each schema is valid in the dialect that it names."""
    made = _committed(name)

    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(made)


def _published(real: Reading, site_url: str) -> dict[str, dict[str, Any]]:
    """Every schema on a site at this address, by name."""
    assets = site.assets(corpora.build(real.corpus.library, []), Settings(site_url))
    made = {asset.path: asset.content for asset in assets}
    return {name: json.loads(made[urls.schema(name)]) for name in schema.MODELS}


def test_published_schemas_are_known_by_their_address(real: Reading) -> None:
    """A site that knows its address says it in each schema, which is else the committed one."""
    for name, made in some(_published(real, "https://fork.example/casebook").items()):
        assert made.pop("$id") == f"https://fork.example/casebook/schema/{name}.json"
        assert made == _committed(name)


def test_schemas_of_a_site_without_an_address_name_none(real: Reading) -> None:
    """A site whose address nobody has said publishes the committed schemas."""
    for name, made in some(_published(real, Settings().site_url).items()):
        assert made == _committed(name)


def test_nothing_is_fetched_to_read_a_published_schema(real: Reading, tmp_path: Path) -> None:
    """Tools judge by a schema whose address nobody answers, and refer to it by that address."""
    made = _published(real, "https://site.invalid/")["case"]
    registry = Registry().with_resource(made["$id"], DRAFT202012.create_resource(made))
    named = Draft202012Validator({"$ref": made["$id"]}, registry=registry)
    path = factories.write(tmp_path / "case.json", json.dumps(made))
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(path)]
    good = factories.write(tmp_path / "good.yml", factories.as_yaml(factories.case()))
    bad = factories.write(tmp_path / "bad.yml", factories.as_yaml(factories.case(colour="red")))

    assert Draft202012Validator(made).is_valid(factories.case())
    assert named.is_valid(factories.case())
    assert not named.is_valid(factories.case(colour="red"))
    assert sites.process([*command, str(good)], ROOT, **measuring.UNMEASURED).returncode == 0
    refused = sites.process([*command, str(bad)], ROOT, **measuring.UNMEASURED)
    assert "'colour' was unexpected" in refused.stdout


@pytest.mark.parametrize(("name", "path"), ENDS, ids=lambda value: getattr(value, "stem", value))
def test_files_of_ours_fit_their_schema(name: str, path: Path) -> None:
    """An editor finds nothing to mark in the largest and the smallest file of each kind."""
    assert _complaints(name, _as_an_editor(path)) == []


@pytest.mark.parametrize(
    "path", sorted((factories.EXAMPLES / "valid").glob("*.yml")), ids=lambda path: path.stem
)
def test_valid_examples_fit_the_schema(path: Path) -> None:
    """An editor finds nothing to mark in an example that the checks pass."""
    assert _complaints("case", _as_an_editor(path)) == []


def test_schema_and_another_tool_agree() -> None:
    """check-jsonschema, as contributors may run it, passes the largest and the smallest case."""
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", "docs/schema/case.json"]
    cases = [path for name, path in ENDS if name == "case"]
    ran = sites.process([*command, *map(str, cases)], ROOT, **measuring.UNMEASURED)

    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"id": "Not An Id"}, "$.id"),
        ({"colour": "red"}, "$"),
        ({"kind": "accident"}, "$.kind"),
        ({"title": "Too short"}, "$.title"),
        ({"facts": []}, "$.facts"),
        ({"countries": ["XX"]}, "$.countries[0]"),
        ({"facts": [{**factories.case()["facts"][0], "basis": "rumour"}]}, "$.facts[0].basis"),
        ({"sources": [{**factories.source(), "url": "javascript:alert(1)"}]}, "$.sources[0].url"),
        ({"legal_note": "yes"}, "$.legal_note"),
        ({"disclosed": ["2024"]}, "$.disclosed"),
    ],
)
def test_schema_marks_what_the_check_refuses(
    base: Loader, tmp_path: Path, change: factories.Data, place: str
) -> None:
    """Unknown keys, terms and shapes are marked in the editor at their place, and told by the check."""
    data = factories.case(**change)
    path = factories.write(tmp_path / f"{data['id']}.yml", factories.as_yaml(data))

    assert base.load(only=[path]).errors
    assert any(said.startswith(f"{place}: ") for said in _complaints("case", data))


def test_missing_field_is_marked() -> None:
    """A draft without one of its required fields does not fit."""
    for name in ("id", "title", "summary", "kind", "disclosed", "facts", "sources"):
        (said,) = _complaints("case", factories.draft(**{name: None}))
        assert f"'{name}' is a required property" in said


def _objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if "properties" in node:
            yield node
        for value in node.values():
            yield from _objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from _objects(value)


@pytest.mark.parametrize("name", schema.MODELS)
def test_every_field_is_closed_and_explained(name: str) -> None:
    """No object takes unknown keys, and an editor has words for every field."""
    for found in some(_objects(_committed(name))):
        assert found["additionalProperties"] is False
        for field, node in some(found["properties"].items()):
            assert node.get("description"), f"{found.get('title')}.{field}"


def test_terms_are_completed_and_explained(real: Reading) -> None:
    """A field that takes a term lists every term of its vocabulary, in order, with its meaning."""
    terms = real.corpus.library.vocabularies["claim-status"]
    node = _committed("case")["$defs"]["Claim"]["properties"]["status"]

    assert node["enum"] == list(terms)
    assert node["markdownEnumDescriptions"][0] == (
        f"{terms['adjudicated'].label}. {terms['adjudicated'].definition}"
    )
    country = _committed("case")["properties"]["countries"]["items"]
    assert country["enum"] == list(real.corpus.library.vocabularies["country"])
    assert "markdownEnumDescriptions" not in country


def test_schema_without_a_vocabulary_is_still_one() -> None:
    """While the vocabulary cannot be read a term is just text."""
    made = schema.schema("case", Library())

    Draft202012Validator.check_schema(made)
    assert "enum" not in made["properties"]["kind"]


class Piece(Record):
    """A piece."""

    text: Prose = Field(description="Its words.")


class Extended(Case):
    """A case with fields nobody has told the schema or the pages about."""

    weather: Line | None = Field(None, description="The weather that day.")
    season: Annotated[str, Term("theme")] = Field(description="The season.")
    pieces: tuple[Piece, ...] = Field((), description="Its pieces.")


@pytest.fixture
def extended(monkeypatch: pytest.MonkeyPatch) -> type[Record]:
    """The extended case in the place of the case."""
    monkeypatch.setattr(schema, "MODELS", {"case": Extended})
    return Extended


def test_new_field_is_in_the_schema(base: Loader, extended: type[Record]) -> None:
    """A field added to a model is in its schema with description, terms and requirement."""
    library = base.load().corpus.library
    made = schema.schema("case", library)

    assert made["properties"]["weather"]["description"] == "The weather that day."
    assert made["properties"]["season"]["enum"] == list(library.vocabularies["theme"])
    assert "season" in made["required"]
    assert made["$defs"]["Piece"]["properties"]["text"]["description"] == "Its words."


def test_new_field_is_on_the_format_page(
    base: Loader, extended: type[Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of the case format has a row for the new field, and a part for the new block."""
    found = {row.name: row for row in rows(extended)}

    assert found["weather"].description == "The weather that day."
    assert not found["weather"].required
    assert found["season"].required
    assert found["season"].vocabulary == "theme"
    assert found["pieces"].takes == "a list of blocks"
    assert found["pieces"].model == "Piece"
    monkeypatch.setattr("casebook.pages.reference.Case", extended)
    page = case_format(View(base.load().corpus, Settings(), urls.CASE_FORMAT))
    assert "block-piece" in [section.id for section in page.sections]
    assert 'id="extended-weather"' in page.sections[0].html


def test_full_case_fits_the_schema() -> None:
    """A case with every field there is fits."""
    assert _complaints("case", full.case()) == []
