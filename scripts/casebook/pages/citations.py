"""How to cite a case or a claim: plain text, BibTeX, CSL-JSON and RIS.

Those of a case are files beside its page, those of a claim stand on its page.

Every form says the same: who made it, the title, the day of the version, the
licence, and the address where one is set. No form guesses: a case without a
day of change has no date, a site without an address has none in its citations.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from casebook.base import dates, prose, tex, urls
from casebook.base.settings import Settings
from casebook.corpus import flat
from casebook.corpus.corpus import Corpus
from casebook.model.case import Case, Claim
from casebook.pages.base import Asset, View, bare, iso

AUTHOR = f"{flat.NAME} contributors"


@dataclass(frozen=True)
class Citation:
    """What all forms are made of. ``version`` is an ISO date or empty, ``url`` may be empty.

    ``part`` is what is cited of the work, with its status; it is empty where the whole is cited.
    """

    key: str
    title: str
    version: str
    url: str
    licence: str
    part: str = ""

    @property
    def named(self) -> str:
        """The title by which it is filed: a part names its work too."""
        return f"{_capital(self.part)}, in \u201c{self.title}\u201d" if self.part else self.title


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def cite(case: Case, settings: Settings) -> Citation:
    """The citation of a case as it stands now."""
    record = case.record
    version = iso(record.updated or record.created or "")
    url = settings.public(urls.case(case.id))
    return Citation(case.id, case.title, version, url, record.licence)


def cite_claim(case: Case, claim: Claim, view: View) -> Citation:
    """The citation of a claim, with its status: alone it would read as our own word."""
    status = view.label("claim-status", claim.status).lower()
    decided = f"; outcome: {bare(prose.plain(claim.outcome))}" if claim.outcome else ""
    said = bare(prose.plain(claim.text))
    return replace(
        cite(case, view.settings),
        key=f"{case.id}-{claim.id}",
        url=view.settings.public(urls.claim(case.id, claim.id)),
        part=f"claim \u201c{said}\u201d (status: {status}{decided})",
    )


def assets(corpus: Corpus, settings: Settings) -> Iterator[Asset]:
    """Four files for every case that is listed."""
    for case in corpus.listed:
        told = cite(case, settings)
        for ending, write in FORMS.items():
            yield Asset(urls.citation(case.id, ending), write(told))


@dataclass(frozen=True)
class Pieces:
    """The citation as a sentence, cut where that of one claim says more.

    A claim is named before ``work``, and its anchor follows ``url``, which may be empty.
    """

    before: str
    work: str
    url: str
    after: str

    def __str__(self) -> str:
        """The whole sentence."""
        url = f", {self.url}" if self.url else ""
        return f"{self.before}{self.work}{url}{self.after}"


def pieces(told: Citation) -> Pieces:
    """The citation as the page of a case shows it."""
    version = f", version of {dates.words(told.version)}" if told.version else ""
    return Pieces(
        before=f"{flat.NAME}, {told.part}, in " if told.part else f"{flat.NAME}, ",
        work=f"\u201c{told.title}\u201d{version}",
        url=told.url,
        after=f". Licence: {told.licence}.",
    )


def plain(told: Citation) -> str:
    """The citation as a sentence."""
    return str(pieces(told))


def bibtex(told: Citation) -> str:
    """A BibTeX entry. Braces keep the capitals; an address is never escaped."""
    year, _, rest = told.version.partition("-")
    fields = {
        "author": f"{{{AUTHOR}}}",
        "title": f"{{{tex.escaped(told.named)}}}",
        "howpublished": flat.NAME,
        "year": year,
        "month": rest[:2],
        "url": told.url,
        "note": _note(told),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{told.key},\n{lines}}}\n"


def csl(told: Citation) -> str:
    """CSL-JSON: a list of one item, as reference managers write and read it."""
    item = {
        "id": told.key,
        "type": "webpage",
        "title": told.named,
        "author": [{"literal": AUTHOR}],
        "container-title": flat.NAME,
        "issued": {"date-parts": [[int(part) for part in told.version.split("-")]]}
        if told.version
        else None,
        "URL": told.url,
        "language": "en-GB",
        "note": _note(told),
    }
    kept = {name: value for name, value in item.items() if value}
    return json.dumps([kept], ensure_ascii=False, indent=2) + "\n"


def ris(told: Citation) -> str:
    """RIS, for the programs that know neither of the others."""
    year, month, day = [*told.version.split("-"), "", ""][:3]
    fields = [
        ("TY", "ELEC"),
        ("TI", told.named),
        ("AU", AUTHOR),
        ("T2", flat.NAME),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("UR", told.url),
        ("LA", "en"),
        ("N1", _note(told)),
    ]
    lines = [f"{tag}  - {value}" for tag, value in fields if value]
    return "\n".join([*lines, "ER  - ", ""])


def _note(told: Citation) -> str:
    return f"Licence: {told.licence}"


FORMS: Mapping[str, Callable[[Citation], str]] = {
    "txt": lambda told: plain(told) + "\n",
    "bib": bibtex,
    "json": csl,
    "ris": ris,
}
"""How each file is written, by its ending."""
FILES: Mapping[str, str] = {"bib": "BibTeX", "json": "CSL-JSON", "ris": "RIS"}
"""The forms for reference managers, by ending, with their names."""
