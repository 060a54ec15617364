"""A draft made from a record of another collection: what maps, and marks where to write.

The draft passes the check as a draft. A text that begins with :data:`UNWRITTEN` stops it from
being published; ``# check`` marks what the mapping cannot know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from casebook.authoring import scaffold
from casebook.authoring.scaffold import quoted
from casebook.base.problems import printable
from casebook.base.prose import complaints
from casebook.base.typefaces import undrawable
from casebook.base.words import shortened
from casebook.corpus.library import Library
from casebook.model.case import ExternalId, Organisation, Source
from casebook.model.kinds import Record
from casebook.reading.likeness import plain_address
from casebook.reading.shape import judge
from casebook.rules.publication import PLACEHOLDER, UNWRITTEN, WORDLESS
from casebook.rules.sources import PERSONAL

_LONGEST_HINT = 200
_LONGEST_NUMBER = 40
"""Characters of the number of a record that a title has room for."""
_ORGANISATIONS = 12


@dataclass(frozen=True)
class Origin:
    """The record that a draft is made from."""

    key: str
    """Name of the collection on the command line."""
    collection: str
    """Its name in a sentence."""
    licence: str
    """SPDX id of the licence of its records."""
    number: str
    """The id of the record there."""
    url: str = ""
    """Where the record can be read; empty if that is not sure."""


@dataclass(frozen=True)
class Reference:
    """A source that the record names; what is empty is not known."""

    url: str = ""
    title: str = ""
    publisher: str = ""
    kind: str = ""
    archive_url: str = ""
    published: str = ""
    language: str = ""


@dataclass(frozen=True)
class Draft:
    """What a record says, in the terms of a case."""

    origin: Origin
    disclosed: str
    occurred: str = ""
    kind: str = "incident"
    organisations: tuple[tuple[str, str], ...] = ()
    """Names with their roles; the first role of a name counts."""
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    product: str = ""
    autonomy: str = ""
    actors: tuple[str, ...] = ()
    harms: tuple[str, ...] = ()
    detection: tuple[str, str] | None = None
    """Who noticed it, and how."""
    numbers: tuple[tuple[str, str], ...] = ()
    """Schemes of other collections with the number there."""
    references: tuple[Reference, ...] = ()
    hints: tuple[tuple[str, str], ...] = ()
    """What the record says and no field takes: a label and values, no sentences."""

    @property
    def id(self) -> str:
        """A first name for the file."""
        told = f"{self.origin.key}-{self.origin.number}".lower()
        return re.sub(r"[^a-z0-9]+", "-", told)[:80].strip("-")


_WRITTEN = frozenset(
    {
        *Draft.__annotations__,
        "id",
        "title",
        "summary",
        "system",
        "facts",
        "sources",
        "external_ids",
        "record",
    }
)
"""Fields of a case that the draft has, or that the record would have given."""


def file(draft: Draft, name: str, library: Library) -> str:
    """The text of the new file; ``name`` is its id."""
    return "\n".join([*_head(draft, name), *_known(draft, library), *_tail(draft)]) + "\n"


def _head(draft: Draft, name: str) -> Iterator[str]:
    origin = draft.origin
    number = shortened(printable(origin.number), _LONGEST_NUMBER)
    record = f"record {number} of {origin.collection}"
    yield scaffold.SCHEMA_LINE
    yield f"# Made from {record}, whose licence is {origin.licence}."
    yield "# Names, dates, numbers and addresses were taken over, and no sentence."
    yield f'# Write every text that begins with "{UNWRITTEN}", from the sources and not from'
    yield "# the record. `# check` marks what the record says in other terms or does not say."
    yield f"id: {name}  # its address once it is published; choose it before"
    yield _unwritten("title", f"{record} ({draft.disclosed[:4]})")
    yield _unwritten("summary", "what happened, what is confirmed and what is only claimed")
    yield f"kind: {draft.kind}  # check"


def _unwritten(field: str, what: str) -> str:
    return f"{field}: {quoted(f'{UNWRITTEN}: {what}')}"


def _known(draft: Draft, library: Library) -> Iterator[str]:
    """What the record gives; each block only if it has something."""
    if draft.occurred:
        yield f"occurred: {draft.occurred}  # check"
    yield f"disclosed: {draft.disclosed}  # check: the day of the first public report by anyone"
    names = dict(reversed(draft.organisations))
    fitting = [name for name, _ in draft.organisations if _fits(Organisation, "name", name)]
    if fitting:
        yield "organisations:  # check: delete whoever is a person"
    for name in list(dict.fromkeys(fitting))[:_ORGANISATIONS]:
        yield f"  - name: {quoted(name)}"
        yield f"    role: {names[name]}"
    yield from _terms("countries", draft.countries, "country", library)
    yield from _terms("sectors", draft.sectors, "sector", library)
    if draft.product or draft.autonomy:
        yield "system:"
        yield "  " + _unwritten("description", "what the system is and does")
        if _fits(Source, "title", draft.product):
            yield f"  product: {quoted(draft.product)}  # check"
        if draft.autonomy:
            yield f"  autonomy: {draft.autonomy}  # check"
    yield from _terms("actors", draft.actors, "actor", library)
    yield from _terms("harms", draft.harms, "harm", library)
    if draft.detection:
        yield "detection:  # check"
        yield f"  by: {draft.detection[0]}"
        yield f"  how: {draft.detection[1]}"
        yield "  " + _unwritten("text", "who noticed what, and how")
        yield "  sources: [record]"


def _terms(field: str, values: Iterable[str], vocabulary: str, library: Library) -> Iterator[str]:
    terms = library.vocabularies.get(vocabulary, {})
    known = [f'"{term}"' for term in dict.fromkeys(values) if term in terms]
    if known:
        yield f"{field}: [{', '.join(known)}]  # check"


def _tail(draft: Draft) -> Iterator[str]:
    yield "facts:"
    yield "  - id: first-fact"
    yield "    " + _unwritten("text", "one thing that a source below shows")
    yield "    basis: reported  # admission, finding, document or reported"
    yield "    sources: [record]  # name the source that shows it"
    numbers = [(scheme, n) for scheme, n in draft.numbers if _fits(ExternalId, "id", n)]
    if numbers:
        yield "external_ids:"
    for scheme, number in dict.fromkeys(numbers):
        yield f"  - scheme: {scheme}"
        yield f"    id: {quoted(number)}"
    yield from _sources(draft)
    yield "record:"
    yield "  status: draft"
    if draft.hints:
        yield "# The record also says:"
    for label, text in draft.hints:
        yield f"#   {label}: {shortened(printable(text), _LONGEST_HINT)}"
    yield ""
    yield "# What else a case can hold; contribute/case-format explains every field."
    yield scaffold.others(_WRITTEN)


def _sources(draft: Draft) -> Iterator[str]:
    origin = draft.origin
    record = f"Record {shortened(printable(origin.number), _LONGEST_HINT)}"
    yield "sources:"
    yield "  - id: record"
    yield f"    title: {quoted(record)}"
    yield f"    publisher: {quoted(origin.collection)}"
    if origin.url:
        yield f"    url: {quoted(origin.url)}"
    else:
        yield f"    citation: {quoted(record)}"
    yield "    kind: reference"
    yield "    language: en"
    yield "    seen: excerpt"
    told = {plain_address(origin.url)}
    position = 0
    for reference in draft.references:
        address = plain_address(reference.url)
        if address in told or not (_linkable(reference.url) or reference.title):
            continue
        told |= {address} if reference.url else set()
        position += 1
        yield from _source(position, reference)


def _source(position: int, reference: Reference) -> Iterator[str]:
    url = reference.url if _linkable(reference.url) else ""
    host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
    title = reference.title if _fits(Source, "title", reference.title) else ""
    publisher = reference.publisher if _fits(Source, "publisher", reference.publisher) else ""
    yield f"  - id: source-{position}"
    at_host = f"Page at {host}" if host else f"{UNWRITTEN}: title of the source"
    yield f"    title: {quoted(title or at_host)}"
    yield f"    publisher: {quoted(publisher or host or f'{UNWRITTEN}: its publisher')}  # check"
    if _fits(Source, "published", reference.published):
        yield f"    published: {reference.published}"
    yield f"    url: {quoted(url)}" if url else f"    citation: {quoted('As the record cites it')}"
    if _linkable(reference.archive_url):
        yield f"    archive_url: {quoted(reference.archive_url)}"
    yield f"    kind: {reference.kind or 'press'}  # check"
    yield f"    language: {reference.language or 'en'}" + (
        "" if reference.language else "  # check"
    )
    yield "    seen: excerpt  # full, if you read all of it"


def _linkable(url: str) -> bool:
    return _fits(Source, "url", url) and not PERSONAL.search(url)


def _fits(model: type[Record], field: str, value: str) -> bool:
    """Whether a value can stand in a field of a draft as it is."""
    return bool(value) and not (
        judge(model, field, value)
        or any(complaints(value))
        or undrawable(value)
        or re.search(PLACEHOLDER, value)
        or re.search(WORDLESS, value)
    )
