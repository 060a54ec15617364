"""The reading list of a course: original sources of its cases, for reference managers.

Originals are what those concerned, courts, authorities and researchers wrote
themselves; press reports and digests stay on the pages of the cases. Every entry
says how much of the source was read for the casebook, and for which case.

Sources: BibTeX (``@misc`` with the fields of biblatex for a web page), the
CSL-JSON schema 1.0, and the RIS tags of reference managers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casebook.base import prose, tex, urls
from casebook.base.packing import indented
from casebook.corpus.corpus import Corpus
from casebook.model.case import Case, Source
from casebook.model.course import Course
from casebook.training import courses

ORIGINAL = frozenset({"primary", "company", "court", "filing", "regulator", "inquiry", "research"})
"""Kinds of source that are read where the matter began; terms of the vocabulary ``source-kind``."""


@dataclass(frozen=True)
class Entry:
    """A source as a reference manager files it."""

    key: str
    source: Source
    note: str

    @property
    def day(self) -> tuple[str, ...]:
        """Year, month and day of publication, as far as they are known."""
        when = self.source.published
        return tuple(_begun(when).split("-")) if when else ()


def _begun(when: str) -> str:
    """The first date of an EDTF text, without its marks of doubt."""
    return re.sub(r"[?~%]", "", when.partition("/")[0])


def entries(course: Course, corpus: Corpus) -> Iterator[Entry]:
    """The original sources of every case, in the order of the cases."""
    for case in courses.cases(course, corpus):
        for source in case.sources:
            if source.kind in ORIGINAL:
                yield Entry(f"{case.id}-{source.id}", source, _note(source, case, corpus))


def _note(source: Source, case: Case, corpus: Corpus) -> str:
    label = corpus.library.label
    read = f"{label('source-kind', source.kind)}. {label('seen', source.seen)}, for the case “{prose.plain(case.title)}”."
    where = f" {source.citation}" if source.citation and not source.url else ""
    more = f" {prose.plain(source.note)}" if source.note else ""
    return read + where + more


def files(course: Course, corpus: Corpus) -> dict[str, str]:
    """The list in each format, by path."""
    found = tuple(entries(course, corpus))
    made = (bibtex(found), csl(found), ris(found))
    return {
        urls.reading_list(course.id, ending): text
        for ending, text in zip(urls.READING_LISTS, made, strict=True)
    }


def bibtex(found: Iterable[Entry]) -> str:
    """A BibTeX entry for each source. Braces keep the capitals; an address is never escaped."""
    return "\n".join(_bib(entry) for entry in found)


def _bib(entry: Entry) -> str:
    source = entry.source
    year, month, day = (*entry.day, "", "", "")[:3]
    fields = {
        "author": f"{{{tex.escaped(source.publisher)}}}",
        "title": f"{{{tex.escaped(source.title)}}}",
        "year": year,
        "month": month,
        "day": day,
        "url": source.url or "",
        "language": source.language,
        "note": tex.escaped(entry.note),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{entry.key},\n{lines}}}\n"


def csl(found: Iterable[Entry]) -> str:
    """CSL-JSON: a list of items, as reference managers write and read it."""
    items = [
        {
            "id": entry.key,
            "type": "document",
            "title": entry.source.title,
            "author": [{"literal": entry.source.publisher}],
            "issued": {"date-parts": [[int(part) for part in entry.day]]} if entry.day else None,
            "URL": entry.source.url,
            "language": entry.source.language,
            "note": entry.note,
        }
        for entry in found
    ]
    kept = [{name: value for name, value in item.items() if value} for item in items]
    return indented(kept)


def ris(found: Iterable[Entry]) -> str:
    """RIS, for the programs that know neither of the others."""
    return "\n".join(_ris(entry) for entry in found)


def _ris(entry: Entry) -> str:
    source = entry.source
    year, month, day = (*entry.day, "", "", "")[:3]
    fields = [
        ("TY", "ELEC" if source.url else "GEN"),
        ("ID", entry.key),
        ("TI", source.title),
        ("AU", source.publisher),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("UR", source.url),
        ("LA", source.language),
        ("N1", entry.note),
    ]
    lines = [f"{tag}  - {value}" for tag, value in fields if value]
    return "\n".join([*lines, "ER  - ", ""])
