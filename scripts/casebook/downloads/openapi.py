"""What the API answers, for programs that write clients: OpenAPI 3.1 made from the models and the tables.

There is no server. Each path is a file, so there is one method and nothing to log in to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casebook.authoring import schema
from casebook.base import urls
from casebook.base.packing import indented
from casebook.base.settings import Settings
from casebook.corpus import flat
from casebook.corpus.corpus import Corpus
from casebook.downloads import datapackage
from casebook.model import entries
from casebook.model.kinds import Record

VERSION = "1.2.0"
"""Version of the API: the middle number goes up when something is added, and nothing else happens within 1."""
_REFERENCE = "#/components/schemas/"
_LISTS = {
    ("cases", "themes"),
    ("cases", "countries"),
    ("cases", "sectors"),
    ("cases", "patterns"),
    ("cases", "external_ids"),
    ("cases", "roles"),
    ("claims", "claimants"),
    ("claims", "claimant_kinds"),
    ("claims", "about"),
    ("claims", "answers"),
    ("claims", "sources"),
    ("claims", "source_links"),
    ("opinions", "holders"),
    ("opinions", "supports"),
    ("opinions", "against"),
    ("opinions", "sources"),
    ("sources", "repeats"),
    ("outcomes", "courts_and_regulators"),
    ("outcomes", "organisations"),
    ("outcomes", "sectors"),
    ("outcomes", "countries"),
    ("outcomes", "sources"),
    ("outcomes", "source_links"),
}
"""Fields of a table that are lists of texts in JSON."""
_COUNTS = {("cases", "claims_by_status"), ("cases", "check_links")}
"""Fields that are numbers by name."""
_SPANS = {("cases", "days_to_report"), ("cases", "days_to_answer")}
"""Fields that are the fewest and the most days."""
_NEVER_MISSING = {
    ("claims", "text"),
    ("claims", "status"),
    ("claims", "status_label"),
    ("claims", "reason"),
    ("claims", "address"),
    ("claims", "citation"),
}
"""Fields beside keys that are never ``null``: no claim is without its status."""


@dataclass(frozen=True)
class _Path:
    """One address of the API, and the name of the schema of its answer."""

    address: str
    name: str
    summary: str
    schema: Mapping[str, Any]
    example: str = ""
    """For an address with a name to fill in: one that answers."""
    kind: str = "application/json"


def text(corpus: Corpus, settings: Settings) -> str:
    """The description as JSON."""
    components = dict(_components(corpus))
    told = {
        "openapi": "3.1.1",
        "info": {
            "title": f"{flat.NAME}: static API",
            "version": VERSION,
            "description": "AI incidents, and what was claimed about them. Each claim has its status, "
            "and must not be repeated without it. Every path is a file: no key, no limit, GET alone. "
            "Within version 1, fields are added and never renamed or taken away, so clients should "
            "accept fields they do not know. If a version 2 comes, version 1 stays, "
            "and is kept up to date for at least a year.",
            "license": {"name": flat.LICENCE, "identifier": flat.LICENCE},
        },
        "servers": [{"url": settings.public("") or "/"}],
        "tags": [{"name": "data", "description": "The record as files."}],
        "paths": {f"/{each.address}": _path(each) for each in _paths(corpus)},
        "components": {"schemas": components},
    }
    return indented(told)


def _path(each: _Path) -> dict[str, Any]:
    found: dict[str, Any] = {
        "get": {
            "operationId": each.name,
            "tags": ["data"],
            "summary": each.summary,
            "responses": {
                "200": {
                    "description": each.summary,
                    "content": {each.kind: {"schema": each.schema}},
                },
                "404": {"description": "There is nothing with this name."},
            },
        }
    }
    if each.example:
        found["parameters"] = [
            {
                "name": "id",
                "in": "path",
                "required": True,
                "description": "Its id, as the lists have it.",
                "schema": {"type": "string"},
                "example": each.example,
            }
        ]
    return found


def _paths(corpus: Corpus) -> Iterator[_Path]:
    yield _Path(urls.CASES_DATA, "listCases", "The index of the cases.", _ref("CaseIndex"))
    yield _Path(
        urls.CLAIMS_DATA,
        "listClaims",
        "Every claim with its status, and every opinion.",
        _ref("ClaimList"),
    )
    for address, name, entry, summary in _ENVELOPED:
        yield _Path(address, name, summary, _envelope(entry))
    library = corpus.library
    content = {"anyOf": [_ref("Case"), _ref("WithdrawnCase")]}
    kept = {"anyOf": [*content["anyOf"], _ref("Moved")]}
    if corpus.cases:
        summary = "A case with the fields of its file; of a withdrawn case the record alone, of a renamed one its new address."
        yield _Path(urls.case_data("{id}"), "getCase", summary, kept, next(iter(corpus.cases)))
    if library.checklists:
        summary = "A checklist with the cases that support each check."
        first = next(iter(library.checklists))
        yield _Path(urls.checklist_data("{id}"), "getChecklist", summary, _ref("Checklist"), first)
    if library.frameworks:
        summary = "The clauses of a framework, the checks that answer them, and the cases."
        first = next(iter(library.frameworks))
        yield _Path(urls.evidence("{id}"), "getEvidence", summary, _ref("Evidence"), first)
    yield _Path(
        urls.VOCABULARY_DATA, "getVocabulary", "Every term with its meaning.", _ref("Vocabulary")
    )
    if corpus.listed:
        anything = {"type": "object"}
        yield _Path(urls.TRENDS_DATA, "getTrends", "The numbers behind the trends.", anything)
    summary = "What every check ever published is today."
    yield _Path(urls.CHECKS_MAP, "getChecksMap", summary, {"type": "object"})
    lines = "application/x-ndjson"
    summary = "Every claim with all statuses it had, one JSON object a line."
    yield _Path(urls.CLAIM_LINES, "streamClaims", summary, _ref("ClaimLine"), kind=lines)
    summary = "Every case, one JSON object a line."
    yield _Path(urls.CASE_LINES, "streamCases", summary, content, kind=lines)


_ENVELOPED = (
    (urls.SOURCES_DATA, "listSources", "Source", "Every source of every case."),
    (urls.ORGANISATIONS_DATA, "listOrganisations", "Organisation", "Organisations in cases."),
    (urls.OUTCOMES_DATA, "listOutcomes", "Outcome", "Fines, settlements, rulings, court cases."),
    (urls.CHECKS_DATA, "listChecks", "CheckEntry", "Every check with the cases behind it."),
    (urls.PATTERNS_DATA, "listPatterns", "PatternEntry", "Failure patterns."),
    (urls.FRAMEWORKS_DATA, "listFrameworks", "FrameworkEntry", "Laws, standards and guides."),
    (urls.QUESTIONS_DATA, "listQuestions", "QuestionEntry", "Everyday questions."),
    (urls.EXERCISES_DATA, "listExercises", "ExerciseEntry", "Tabletop exercises."),
    (urls.COURSES_DATA, "listCourses", "CourseEntry", "Courses with their files."),
    (urls.CHANGES_DATA, "listChanges", "ChangeEntry", "What changed, the newest first."),
    (urls.REMOVED_DATA, "listRemovals", "RemovalEntry", "What was withdrawn, retired or moved."),
)
"""Lists in an envelope: address, operation, schema of an entry, summary."""
_ENTRIES: tuple[type[Record], ...] = (
    entries.CheckEntry,
    entries.PatternEntry,
    entries.FrameworkEntry,
    entries.QuestionEntry,
    entries.ExerciseEntry,
    entries.CourseEntry,
    entries.ChangeEntry,
    entries.RemovalEntry,
    entries.Status,
    entries.Moved,
)
_TABLES = {
    "cases": "CaseRow",
    "claims": "Claim",
    "opinions": "Opinion",
    "sources": "Source",
    "organisations": "Organisation",
    "outcomes": "Outcome",
}
"""Tables that are lists in JSON too, with the names of their rows' schemas."""


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": _REFERENCE + name}


def _listed(name: str) -> dict[str, Any]:
    return {"type": "array", "items": _ref(name)}


_HEAD: Mapping[str, Any] = {
    "name": {"type": "string", "description": "Whose data it is."},
    "version": {"type": "string", "description": "Day of the newest change to a case."},
    "licence": {"type": "string", "description": "SPDX id of the licence."},
}
_NUMBER: Mapping[str, Any] = {"type": "integer", "minimum": 0, "description": "Number of items."}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
    }


def _envelope(entry: str) -> dict[str, Any]:
    return _object({**_HEAD, "count": _NUMBER, "items": _listed(entry)})


def _components(corpus: Corpus) -> Iterator[tuple[str, dict[str, Any]]]:
    library = corpus.library
    yield from _parts("Case", schema.schema("case", library))
    yield from _parts("Checklist", _with_cases(schema.schema("checklist", library)))
    for model in _ENTRIES:
        yield from _parts(model.__name__, model.model_json_schema(mode="serialization"))
    evidence = entries.Evidence.model_json_schema(mode="serialization")
    evidence["properties"] = {**_HEAD, **evidence["properties"]}
    evidence["required"] = [*_HEAD, *evidence["required"]]
    yield from _parts("Evidence", evidence)
    for table, name in _TABLES.items():
        yield name, _row(table, corpus)
    rows = _listed("CaseRow")
    gone = {
        "type": "array",
        "items": _object({"id": {"type": "string"}, "title": {"type": "string"}}),
    }
    index = {**_HEAD, "count": _NUMBER, "cases": rows, "withdrawn": gone}
    yield "CaseIndex", _object(index)
    claims = {"claims": _listed("Claim"), "opinions": _listed("Opinion")}
    yield "ClaimList", _object({**_HEAD, "count": _NUMBER, **claims})
    line = _row("claims", corpus)
    line["properties"]["statuses"] = _listed("Status")
    yield "ClaimLine", {**line, "required": list(line["properties"])}
    kept = {"id": {"type": "string"}, "title": {"type": "string"}, "record": _ref("CaseCaseRecord")}
    yield "WithdrawnCase", {**_object(kept), "additionalProperties": False}
    term = _object({"label": {"type": "string"}})
    yield (
        "Vocabulary",
        {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": term},
        },
    )


def _parts(name: str, made: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """A schema and each of its parts as components; the name of a part begins with that of the whole."""
    whole = {key: value for key, value in made.items() if key not in {"$defs", "$schema"}}
    for part, inside in {"": whole, **made.get("$defs", {})}.items():
        written = json.dumps(inside).replace('"#/$defs/', f'"{_REFERENCE}{name}')
        found: dict[str, Any] = json.loads(written)
        yield name + part, found


def _with_cases(made: dict[str, Any]) -> dict[str, Any]:
    """The schema of a checklist with what the file adds to each check."""
    item = made["$defs"]["Item"]
    item["properties"]["cases"] = {"type": "array", "items": {"type": "string"}}
    item["properties"]["grades"] = {
        "type": "object",
        "additionalProperties": {"type": ["string", "null"]},
    }
    return made


def _row(table: str, corpus: Corpus) -> dict[str, Any]:
    """The schema of a row of a table, with the meaning and the terms of each field."""
    terms = {
        field["name"]: field.get("constraints", {}).get("enum")
        for field in datapackage.fields(table, corpus)
    }
    return _object(
        {
            name: {"description": about, **_value(table, name, terms[name])}
            for name, (about, _) in flat.TABLES[table].items()
        }
    )


def _value(table: str, field: str, terms: list[str] | None) -> dict[str, Any]:
    """The schema of a value; what may be missing is ``null``."""
    place = (table, field)
    if place in _LISTS:
        return {"type": "array", "items": {"type": "string"}}
    if place in _COUNTS:
        return {"type": "object", "additionalProperties": {"type": "integer"}}
    if place in _SPANS:
        days = {"type": "integer"}
        return {"type": ["array", "null"], "items": days, "minItems": 2, "maxItems": 2}
    if field in (*datapackage.KEYS.get(table, ()), "case"):
        return {"type": datapackage.kind(table, field)}
    if place in _NEVER_MISSING:
        return {"type": "string", "enum": terms} if terms else {"type": "string"}
    kinds = [datapackage.kind(table, field), "null"]
    return {"type": kinds, "enum": [*terms, None]} if terms else {"type": kinds}
