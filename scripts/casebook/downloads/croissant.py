"""The data set for search engines and for programs that learn: schema.org ``Dataset`` and Croissant 1.1 in one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from casebook.base import urls
from casebook.base.packing import indented
from casebook.base.settings import Settings
from casebook.corpus import flat
from casebook.corpus.corpus import Corpus
from casebook.downloads import datapackage

_CONTEXT: Mapping[str, object] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context of the standard, whole, as its readers want it."""
_DESCRIPTION = (
    "AI incidents, and what was claimed about them. Each claim says who made it, what became of it "
    "and why we say so, and each case leads to the checks that would have helped."
)
_LIMITS = (
    "The cases were chosen for what they teach, so they do not tell how often something happens. "
    "Many sources were read as excerpts, and each source says whether it was."
)
_COLLECTION = (
    "Each case is written by hand from public sources and checked by rules. "
    "Every sentence of substance names its sources."
)


def text(corpus: Corpus, settings: Settings, tables: Mapping[str, str]) -> str:
    """The description as JSON-LD.

    Args:
        corpus: The cases.
        settings: Where the site is; without an address, files are named from the same folder.
        tables: The content of each CSV file by its name, for the digests.
    """
    home = settings.public(urls.DATA)
    told = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        **_about(corpus, home or f"/{urls.DATA}"),
        "citeAs": f"{flat.NAME}, version of {flat.version(corpus)}. {home}".strip(),
        "isLiveDataset": True,
        "rai:dataCollection": _COLLECTION,
        "rai:dataLimitations": _LIMITS,
        "distribution": [_file(name, tables[f"{name}.csv"], settings) for name in flat.TABLES],
        "recordSet": [_records(name) for name in flat.TABLES],
    }
    return indented(told)


def brief(corpus: Corpus, settings: Settings) -> str:
    """The same in the words of schema.org alone, for the page about the data; fit to stand in HTML.

    Empty where nobody said what the address of the site is.
    """
    home = settings.public(urls.DATA)
    if not home:
        return ""
    told = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        **_about(corpus, home),
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": datapackage.TITLES[name],
                "encodingFormat": "text/csv",
                "contentUrl": settings.public(urls.table(name)),
            }
            for name in flat.TABLES
        ],
    }
    return json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")


def _about(corpus: Corpus, home: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": flat.NAME,
        "description": f"{_DESCRIPTION} {_LIMITS}",
        "license": flat.LICENCE_ADDRESS,
        "url": home,
        "creator": {"@type": "Organization", "name": flat.NAME},
    }
    if version := flat.version(corpus):
        # Readers want three numbers without zeros before them.
        numbers = ".".join(str(int(part)) for part in version.split("-"))
        told |= {"version": numbers, "datePublished": version}
    return told


def _file(table: str, content: str, settings: Settings) -> dict[str, Any]:
    path = f"{table}.csv"
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": settings.public(urls.table(table)) or path,
        "encodingFormat": "text/csv",
        "sha256": hashlib.sha256(content.encode()).hexdigest(),
    }


def _records(table: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "description": datapackage.TITLES[table],
        "field": [_field(table, name, about) for name, (about, _) in flat.TABLES[table].items()],
    }
    if keys := datapackage.KEYS.get(table):
        told["key"] = [{"@id": f"{table}/{name}"} for name in keys]
    return told


def _field(table: str, name: str, about: str) -> dict[str, Any]:
    kinds = {"integer": "sc:Integer", "number": "sc:Float"}
    told: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table}/{name}",
        "name": f"{table}/{name}",
        "description": about,
        "dataType": kinds.get(datapackage.kind(table, name), "sc:Text"),
        "source": {"fileObject": {"@id": f"{table}.csv"}, "extract": {"column": name}},
    }
    if name == "case":
        told["references"] = {"field": {"@id": "cases/id"}}
    return told
