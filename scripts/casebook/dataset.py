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

from casebook import dates, schema
from casebook.corpus import Corpus
from casebook.model.kinds import Record
from casebook.packed import packed

_README = """\
AI Governance Casebook, data of {day}

cases/       every published case, one JSON file each; schema/case.json says what it holds
checklists/  the four checklists
frameworks/  the laws, standards and guides that the checks answer to
patterns/    ways of failing that recur across cases
exercises/   exercises made from cases
schema/      JSON Schemas of all of these
vocabulary.json, permalinks.json
SHA256SUMS   digests of all files: `sha256sum --check SHA256SUMS`

Texts and data: CC BY 4.0, see LICENSE-DATA. A withdrawn case holds its reason and is no evidence.
Corrections stand in each case under record.corrections.
"""


def day_of(corpus: Corpus) -> dt.date:
    """Day of the newest change of substance among the published cases.

    Raises:
        ValueError: if no case is published.
    """
    days = [dates.parse(c.record.updated).last for c in corpus.cases.values() if c.record.updated]
    if not days:
        message = "no case is published yet"
        raise ValueError(message)
    return max(days)


def files(corpus: Corpus, licence: str, day: dt.date) -> dict[str, bytes]:
    """Every file of the data set by its name, digests included."""
    library = corpus.library
    found: dict[str, bytes] = {
        "README.txt": _README.format(day=day).encode("utf-8"),
        "LICENSE-DATA": licence.encode("utf-8"),
        "permalinks.json": _json(library.permalinks),
    }
    groups: Mapping[str, Mapping[str, Record]] = {
        "cases": corpus.cases,
        "checklists": library.checklists,
        "frameworks": library.frameworks,
        "patterns": library.patterns,
        "exercises": library.exercises,
    }
    for folder, entries in groups.items():
        found |= {f"{folder}/{name}.json": _json(entry) for name, entry in entries.items()}
    terms = {
        name: {term: entry.model_dump(exclude_none=True) for term, entry in held.items()}
        for name, held in library.vocabularies.items()
    }
    found["vocabulary.json"] = _text(terms)
    found |= {
        f"schema/{name}.json": schema.text(name, library).encode("utf-8") for name in schema.MODELS
    }
    found = dict(sorted(found.items()))
    found["SHA256SUMS"] = sums(found)
    return found


def _json(record: Record) -> bytes:
    return _text(record.model_dump(mode="json", exclude_defaults=True))


def _text(data: object) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


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
