"""A frozen, dated copy of the data: JSON files, their digests, and two archives, byte for byte the same each time."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from casebook.authoring import schema
from casebook.base.packing import packed
from casebook.base.settings import Settings
from casebook.corpus import flat
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Library
from casebook.downloads import datapackage
from casebook.model.case import Case
from casebook.model.kinds import Record
from casebook.model.ledger import Ledger
from casebook.model.lists import Permalinks

_README = """\
AI Governance Casebook, data of {day}

cases.json   index of the cases; claims.json, claims.csv: every claim; opinions.csv: every opinion;
             links.csv: every link from a case to a check, with its grade; sources.csv: every source;
             cases.csv: the index as a table; organisations.csv: every organisation in a case;
             outcomes.csv: fines, settlements, rulings and court cases
datapackage.json  what each table and field holds, for programs (Data Package 2.0)
cases/       every published case, one JSON file each; schema/case.json says what it holds.
             Of a withdrawn case: its id, its title and its record with the reason
checklists/  the checklists
frameworks/  the laws, standards and guides that the checks answer to
patterns/    ways of failing that recur across cases
exercises/   exercises made from cases
schema/      JSON Schemas of all of these
vocabulary.json, permalinks.json
SHA256SUMS   digests of all files: `sha256sum --check SHA256SUMS`

Texts and data: CC BY 4.0, see LICENSE-DATA. A withdrawn case is no evidence.
Corrections stand in each case under record.corrections.
"""


def day_of(corpus: Corpus) -> dt.date:
    """Day of the newest change of substance among the published cases.

    Raises:
        ValueError: if no case is published.
    """
    day = flat.newest(corpus.cases.values())
    if not day:
        message = "no case is published yet"
        raise ValueError(message)
    return day


def files(corpus: Corpus, settings: Settings, licence: str, day: dt.date) -> dict[str, bytes]:
    """Every file of the data set by its name, digests included."""
    library = corpus.library
    found: dict[str, bytes] = {
        "README.txt": _README.format(day=day).encode("utf-8"),
        "LICENSE-DATA": licence.encode("utf-8"),
        "permalinks.json": _json(_permalinks(library.permalinks)),
    }
    found |= {f"cases/{name}.json": _file(content(case)) for name, case in corpus.cases.items()}
    groups: Mapping[str, Mapping[str, Record]] = {
        "checklists": library.checklists,
        "frameworks": library.frameworks,
        "patterns": library.patterns,
        "exercises": {exercise.id: exercise for exercise, _ in corpus.exercises()},
    }
    for folder, entries in groups.items():
        found |= {f"{folder}/{name}.json": _json(entry) for name, entry in entries.items()}
    found["datapackage.json"] = datapackage.text(corpus, settings).encode("utf-8")
    found["vocabulary.json"] = vocabulary(library).encode("utf-8")
    found |= {name: text.encode("utf-8") for name, text in flat.files(corpus, settings).items()}
    found |= {
        f"schema/{name}.json": schema.text(name, library).encode("utf-8") for name in schema.MODELS
    }
    found = dict(sorted(found.items()))
    found["SHA256SUMS"] = sums(found)
    return found


_KEPT_OF_WITHDRAWN = ("id", "title", "record")


def content(case: Case) -> dict[str, Any]:
    """What the file of a case says, as the model reads it; of a withdrawn case only that it was.

    What the file leaves out is left out here too.
    """
    told: dict[str, Any] = _whole(case.model_dump(mode="json", exclude_unset=True))
    if case.record.status != "withdrawn":
        return told
    return {name: told[name] for name in _KEPT_OF_WITHDRAWN}


def _whole(value: Any) -> Any:
    """Numbers as they were written: 8000 and not 8000.0."""
    if isinstance(value, dict):
        return {key: _whole(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_whole(part) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def vocabulary(library: Library) -> str:
    """Every controlled term with its label and meaning, as JSON."""
    terms = {
        name: {term: entry.model_dump(exclude_none=True) for term, entry in held.items()}
        for name, held in library.vocabularies.items()
    }
    return _text(terms)


def _permalinks(ledger: Ledger) -> Permalinks:
    """The ledger as one record, which the schema describes."""
    return Permalinks(
        pages=dict(ledger.pages), moved=dict(ledger.moved), reasons=dict(ledger.reasons)
    )


def _json(record: Record) -> bytes:
    return _file(record.model_dump(mode="json", exclude_defaults=True))


def _file(data: object) -> bytes:
    return _text(data).encode("utf-8")


def _text(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def sums(held: Mapping[str, bytes]) -> bytes:
    """Digests in the form that ``sha256sum --check`` reads."""
    lines = [f"{hashlib.sha256(raw).hexdigest()}  {name}\n" for name, raw in held.items()]
    return "".join(lines).encode("utf-8")


def write(folder: Path, held: Mapping[str, bytes], day: dt.date) -> list[Path]:
    """Write both archives and their digests into a folder; the same data gives the same bytes."""
    name = f"casebook-data-{day}"
    archives = {
        f"{name}.tar.gz": _tar(name, held, day),
        f"{name}.zip": packed({f"{name}/{file}": raw for file, raw in held.items()}, day),
    }
    archives["SHA256SUMS"] = sums(archives)
    folder.mkdir(parents=True, exist_ok=True)
    for file, raw in archives.items():
        (folder / file).write_bytes(raw)
    return [folder / file for file in archives]


def _tar(name: str, held: Mapping[str, bytes], day: dt.date) -> bytes:
    seconds = dt.datetime.combine(day, dt.time(), dt.UTC).timestamp()
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for file, raw in held.items():
            entry = tarfile.TarInfo(f"{name}/{file}")
            entry.size, entry.mtime, entry.mode = len(raw), int(seconds), 0o644
            archive.addfile(entry, io.BytesIO(raw))
    return gzip.compress(plain.getvalue(), mtime=int(seconds))
