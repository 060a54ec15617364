"""Feeds: events of the record as Atom 1.0 (RFC 4287) and JSON Feed 1.1.

Ids are made from the name of an event and not from the address of the site,
so a feed reader shows nothing twice when the site moves.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from casebook.base import dates, urls
from casebook.base.packing import indented
from casebook.base.settings import Settings
from casebook.corpus import flat
from casebook.corpus.chronicle import Event

_ATOM = "http://www.w3.org/2005/Atom"
_NAMESPACE = uuid.UUID("5f0a6c0e-3d1f-4a58-9b7c-6d3f0f6d2a11")
"""For ids: made once at random, and never changed."""
_EARLIEST = "1970-01-01"
"""For events without a day: feeds require one."""


@dataclass(frozen=True)
class Feed:
    """One feed: its name in addresses, such as ``status/denied``, its title and its events, newest first."""

    name: str
    title: str
    events: Sequence[Event]


def identifier(name: str) -> str:
    """An id that is the same wherever the site is: ``urn:uuid:…``."""
    return uuid.uuid5(_NAMESPACE, name).urn


def moment(on: str | None) -> str:
    """The start of a day as RFC 3339, in UTC; of the last day where a date is a month or a range."""
    day = str(dates.parse(on).last) if on else _EARLIEST
    return f"{day}T00:00:00Z"


def atom(feed: Feed, settings: Settings) -> str:
    """The feed as Atom 1.0."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed", {"xml:lang": "en"})
    _add(root, "id", identifier(feed.name))
    _add(root, "title", _title(feed))
    _add(root, "updated", _updated(feed))
    _add(root, "rights", flat.LICENCE)
    _add(_add(root, "author"), "name", flat.NAME)
    for relation, target in (("alternate", urls.HOME), ("self", urls.feed(feed.name, "atom"))):
        _add(root, "link", rel=relation, href=_link(target, settings))
    for event in feed.events:
        entry = _add(root, "entry")
        _add(entry, "id", identifier(event.id))
        _add(entry, "title", event.what)
        _add(entry, "updated", moment(event.on))
        _add(entry, "link", rel="alternate", href=_link(event.address, settings))
        _add(entry, "category", term=event.kind)
        _add(entry, "summary", _text(event))
    ET.indent(root, " ")
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    made.text = text
    return made


def json_feed(feed: Feed, settings: Settings) -> str:
    """The feed as JSON Feed 1.1."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(feed),
        "home_page_url": _link(urls.HOME, settings),
        "feed_url": _link(urls.feed(feed.name, "json"), settings),
        "language": "en",
        "authors": [{"name": flat.NAME}],
        "items": [
            {
                "id": identifier(event.id),
                "url": _link(event.address, settings),
                "title": event.what,
                "content_text": _text(event),
                "date_published": moment(event.on),
                "tags": [event.kind],
            }
            for event in feed.events
        ],
    }
    return indented(told)


FORMATS = {"atom": atom, "json": json_feed}
"""How each kind of feed is written, by the ending of its file."""


def _title(feed: Feed) -> str:
    return f"{flat.NAME}: {feed.title}"


def _updated(feed: Feed) -> str:
    return max((moment(event.on) for event in feed.events), default=moment(None))


def _link(target: str, settings: Settings) -> str:
    """A full address; where nobody said what the site's is, the one on this machine."""
    return urls.absolute(target, settings.site_url)


def _text(event: Event) -> str:
    """What a reader needs beside the title: the reason, and the case it belongs to."""
    parts = [event.why] if event.kind == "added" else [event.why, f"Case: {event.case.title}."]
    return " ".join(part for part in parts if part) or event.what
