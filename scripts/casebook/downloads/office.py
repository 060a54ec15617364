"""Files of office programs: a library makes the template, once, and the texts go straight into its parts.

Such a file is a zip file of XML (ECMA-376). The libraries look for a place among all others each
time something is added; for all exercises this took longer than any other kind of file.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Collection, Mapping
from html import escape
from types import MappingProxyType

from lxml import etree

from casebook.base.packing import packed

DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
"""What each part begins with."""
TYPES = "[Content_Types].xml"
"""The part that says what the others are."""
LEFT_OUT = frozenset({"docProps/thumbnail.jpeg", "docProps/app.xml"})
"""Parts of a library's template that tell of the template: its picture, its numbers of pages."""
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
"""The language of the parts that say where others are."""
_CORE = "docProps/core.xml"
_NAMES = " ".join(
    f'xmlns:{short}="{name}"'
    for short, name in {
        "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "dc": "http://purl.org/dc/elements/1.1/",
    }.items()
)

Parts = Mapping[str, bytes | str]
"""Contents by the name of the part."""


def parts(archive: bytes, left_out: Collection[str]) -> Parts:
    """The parts of a template, without some of them and without what points at those.

    Args:
        archive: The file a library has made.
        left_out: Names of parts.
    """
    with zipfile.ZipFile(io.BytesIO(archive)) as given:
        kept = {name: given.read(name) for name in given.namelist() if name not in left_out}
    lists = {
        name: _without(part, name, left_out)
        for name, part in kept.items()
        if name == TYPES or name.endswith(".rels")
    }
    return MappingProxyType({**kept, **lists})


def _without(part: bytes, name: str, left_out: Collection[str]) -> bytes:
    """A part that lists others, without some of them."""
    listed = etree.fromstring(part)
    # a/_rels/b.xml.rels speaks from where a/b.xml is.
    base = posixpath.dirname(posixpath.dirname(name))
    for entry in list(listed):
        target = entry.get("PartName") or posixpath.join("/", base, entry.get("Target", "."))
        if posixpath.normpath(target).lstrip("/") in left_out:
            listed.remove(entry)
    text: bytes = etree.tostring(listed)
    return DECLARED.encode() + text


def around(part: bytes | str, place: str) -> tuple[str, str]:
    """What stands before a place in a part, and what after it.

    Raises:
        ValueError: if the part has the place not once. The library then makes another template.
    """
    text = part.decode() if isinstance(part, bytes) else part
    if text.count(place) != 1:
        message = (
            f"the library's template has {place} {text.count(place)} times, and once is needed: "
            "install the versions of requirements.txt, or mend what fills the template"
        )
        raise ValueError(message)
    before, _, after = text.partition(place)
    return before, after


def said(text: str, *, quote: bool = False) -> str:
    """A text as XML, for an attribute with ``quote``. Models let no character in that XML could not hold."""
    return escape(text, quote=quote)


def made(template: Parts, title: str, filled: Parts) -> bytes:
    """A file from a template and the parts that are filled; the same parts give the same bytes.

    It is of no day: one commit gives one file, whenever it is made.
    """
    about = (
        f"{DECLARED}<cp:coreProperties {_NAMES}><dc:title>{said(title)}</dc:title>"
        "<dc:creator>AI Governance Casebook</dc:creator><dc:language>en-GB</dc:language>"
        "</cp:coreProperties>"
    )
    return packed({**template, _CORE: about, **filled})
