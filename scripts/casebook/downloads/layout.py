"""The layout that all slides share: who changes it once, in the view of the master, changes them all.

Type, colour and place belong to the layout and not to each paragraph, so a
trainer can put the deck into the look of the house, and the text of a slide
is also in the outline.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.shapes.placeholder import LayoutPlaceholder
from pptx.slide import SlideLayout
from pptx.text.text import TextFrame
from pptx.util import Inches

TITLE, BODY, KICKER = 0, 1, 2
"""Numbers of the places for text on each slide."""
SIZE = 28
"""Points of the text of a slide, where it does not say otherwise."""

_WIDTH, _HEIGHT = 13.333, 7.5
_INK, _ACCENT = "1A1F23", "0B5561"
_CAPTIONED = "Content with Caption"
"""The layout of the library's own template that has three places for text."""


class _Place(NamedTuple):
    """Where something stands, in inches."""

    left: float
    top: float
    width: float
    height: float


_PLACES = {
    TITLE: _Place(0.8, 0.9, 11.7, 1.1),
    BODY: _Place(0.8, 2.1, 11.7, 4.8),
    KICKER: _Place(0.8, 0.4, 11.7, 0.45),
    12: _Place(9.5, 6.95, 3, 0.4),  # the number of the slide, which a trainer can switch on
}


@cache
def template() -> bytes:
    """A presentation without slides and with this one layout."""
    made = Presentation()
    made.slide_width, made.slide_height = Inches(_WIDTH), Inches(_HEIGHT)
    layouts = made.slide_layouts
    for layout in list(layouts):
        if layout.name == _CAPTIONED:
            _furnish(layout)
        else:
            layouts.remove(layout)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _furnish(layout: SlideLayout) -> None:
    layout.name = "Exercise"
    held: Sequence[LayoutPlaceholder] = list(layout.placeholders)
    places = {place.placeholder_format.idx: place for place in held}
    for number, place in places.items():
        if number not in _PLACES:
            place.element.getparent().remove(place.element)
            continue
        left, top, width, height = map(Inches, _PLACES[number])
        place.left, place.top, place.width, place.height = left, top, width, height
    _style(places[TITLE], _styled(36, _INK, "Georgia", bold=True))
    _style(places[BODY], _styled(SIZE, _INK, after=12))
    _style(places[KICKER], _styled(14, _ACCENT))
    # What stands above the title is read after it, and before the text.
    places[TITLE].element.addnext(places[KICKER].element)


def _style(place: LayoutPlaceholder, style: etree._Element) -> None:
    place.text_frame._txBody.bodyPr.set("anchor", "t")  # noqa: SLF001 - the library sets it on slides only
    put(place.text_frame, style)


def put(frame: TextFrame, style: etree._Element) -> None:
    """Give all text of a place a style, also what is added to it later: the library has no word for it."""
    body = frame._txBody  # noqa: SLF001 - there is no other way in
    body.replace(body.find(qn("a:lstStyle")), style)


def smaller(size: int) -> etree._Element:
    """The style of the layout in letters of so many points."""
    return _list_style(f'<a:defRPr sz="{size * 100}"/>')


def _styled(
    size: int, colour: str, font: str = "Calibri", *, bold: bool = False, after: int = 0
) -> etree._Element:
    return _list_style(
        f'<a:spcAft><a:spcPts val="{after * 100}"/></a:spcAft><a:buNone/>'
        f'<a:defRPr sz="{size * 100}" b="{int(bold)}"><a:solidFill><a:srgbClr val="{colour}"/>'
        f'</a:solidFill><a:latin typeface="{font}"/></a:defRPr>',
        'marL="0" indent="0" algn="l"',
    )


def _list_style(inside: str, attributes: str = "") -> etree._Element:
    names = nsdecls("a")
    text = f"<a:lstStyle {names}><a:lvl1pPr {attributes}>{inside}</a:lvl1pPr></a:lstStyle>"
    return parse_xml(text)
