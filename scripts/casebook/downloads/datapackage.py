"""What each table and field holds, for programs: a descriptor after Data Package 2.0 beside the CSV files."""

from __future__ import annotations

from typing import Any

from casebook.base.packing import indented
from casebook.base.settings import Settings
from casebook.corpus import flat
from casebook.corpus.corpus import GRADES, Corpus

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TITLES = {
    "cases": "Cases",
    "claims": "Claims, each with its status",
    "opinions": "Opinions, which have no status",
    "links": "Links from cases to checks",
    "sources": "Sources",
    "organisations": "Organisations in cases",
    "outcomes": "Fines, settlements, rulings and court cases",
}
KEYS = {
    "cases": ["id"],
    "claims": ["case", "id"],
    "opinions": ["case", "id"],
    "sources": ["case", "id"],
    "outcomes": ["case", "number"],
}
"""Fields that name a row of a table; links and organisations may be there twice."""
_KINDS = {
    ("cases", "claims"): "integer",
    ("cases", "sources"): "integer",
    ("cases", "opinions"): "integer",
    ("cases", "sources_read_in_full"): "integer",
    ("claims", "origins"): "integer",
    ("outcomes", "number"): "integer",
    ("outcomes", "amount_at_least"): "number",
    ("outcomes", "amount_at_most"): "number",
}
"""Type of each field that is a number."""
_TERMS = {
    ("cases", "kind"): "case-kind",
    ("cases", "detected_by"): "detection-by",
    ("cases", "detected_how"): "detection-method",
    ("cases", "autonomy"): "autonomy",
    ("claims", "status"): "claim-status",
    ("sources", "kind"): "source-kind",
    ("sources", "seen"): "seen",
    ("organisations", "role"): "organisation-role",
    ("outcomes", "kind"): "outcome-kind",
    ("outcomes", "country"): "country",
    ("outcomes", "amount_basis"): "figure-basis",
}
"""Fields that hold one term, and its vocabulary."""


def kind(table: str, field: str) -> str:
    """Type of a field: ``integer``, ``number`` or ``string``."""
    return _KINDS.get((table, field), "string")


def text(corpus: Corpus, settings: Settings) -> str:
    """The descriptor; the paths in it are those of files in the same folder."""
    told: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": "ai-governance-casebook",
        "title": flat.NAME,
        "description": "AI incidents, and what was claimed about them, each claim with its status. "
        "The cases are a choice made for what they teach and do not tell how often something happens.",
        "licenses": [{"name": flat.LICENCE, "path": flat.LICENCE_ADDRESS}],
        "resources": [_resource(name, corpus) for name in flat.TABLES],
    }
    if version := flat.version(corpus):
        told["version"] = version
    if home := settings.public(""):
        told["homepage"] = home
    return indented(told)


def _resource(name: str, corpus: Corpus) -> dict[str, Any]:
    return {
        "name": name,
        "title": TITLES[name],
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": _schema(name, corpus),
    }


def fields(table: str, corpus: Corpus) -> list[dict[str, Any]]:
    """Each field of a table with its type, its meaning and its terms."""
    return [_field(table, name, about, corpus) for name, (about, _) in flat.TABLES[table].items()]


def _schema(table: str, corpus: Corpus) -> dict[str, Any]:
    told: dict[str, Any] = {"fields": fields(table, corpus), "missingValues": [""]}
    if key := KEYS.get(table):
        told["primaryKey"] = key
    if table != "cases":
        reference = {"resource": "cases", "fields": ["id"]}
        told["foreignKeys"] = [{"fields": ["case"], "reference": reference}]
    return told


def _field(table: str, name: str, about: str, corpus: Corpus) -> dict[str, Any]:
    told: dict[str, Any] = {"name": name, "type": kind(table, name), "description": about}
    rules: dict[str, Any] = {"required": True} if name in (*KEYS.get(table, ()), "case") else {}
    terms = corpus.library.vocabularies.get(_TERMS.get((table, name), ""), {})
    if terms:
        rules["enum"] = list(terms)
    if (table, name) == ("links", "grade"):
        rules["enum"] = [grade for grade in GRADES if grade]
    return told | ({"constraints": rules} if rules else {})
