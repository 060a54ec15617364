"""The layout that all slides share: who changes it once, in the view of the master, changes them all.

Type, colour and place belong to the layout and not to each paragraph, so a
trainer can put the deck into the look of the house, and the text of a slide
is also in the outline.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as PresentationFile
from pptx.shapes.placeholder import LayoutPlaceholder
from pptx.slide import SlideLayout
from pptx.util import Inches

TITLE, BODY, KICKER, NUMBER = 0, 1, 2, 12
"""Numbers of the places for text on each slide."""
SIZE = 32
"""Points of the text of a slide, where it does not say otherwise."""
_SIZES = (40, 36, SIZE, 28, 24, 20, 18, 16)
"""What there is in its place: a short text is read from the last row, a long one still fits."""

_WIDTH, _HEIGHT = 40 / 3, 7.5
_THEME = {"dk1": "1A1F23", "dk2": "545D66", "accent1": "0B5561"}
"""Colours of our theme; every text and shape names one of them, so that another theme takes over."""
_FONTS = {"majorFont": "Georgia", "minorFont": "Calibri"}
_INK, _SOFT, _ACCENT = "tx1", "tx2", "accent1"
_BAND, _MARGIN = 0.28, 0.95
_BROAD = 0.6
"""Width of a letter as a part of its size. Calibri is narrower, but what stands in for it where it
is missing is as broad as this."""
_LEADING, _AFTER = 1.2, 12
_CAPTIONED = "Content with Caption"
"""The layout of the library's own template that has three places for text."""


class _Place(NamedTuple):
    """Where something stands, in inches."""

    left: float
    top: float
    width: float
    height: float


_PLACES = {
    TITLE: _Place(_MARGIN, 0.85, 11.6, 1.35),
    BODY: _Place(_MARGIN, 2.2, 11.6, 4.4),
    KICKER: _Place(_MARGIN, 0.35, 11.6, 0.5),
    NUMBER: _Place(9.55, 6.88, 3, 0.4),
}


def template() -> bytes:
    """A presentation without slides and with this one layout."""
    made = Presentation()
    made.slide_width, made.slide_height = Inches(_WIDTH), Inches(_HEIGHT)
    made.element.sldSz.attrib.pop("type")  # the library's own is 4:3
    layouts = made.slide_layouts
    for layout in list(layouts):
        if layout.name == _CAPTIONED:
            _furnish(layout)
        else:
            layouts.remove(layout)
    _ = made.notes_master  # asking for it makes it
    _colour(made)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _colour(made: PresentationFile) -> None:
    """Give the theme our colours and typefaces."""
    part = made.slide_master.part.part_related_by(RT.THEME)
    theme = etree.fromstring(part.blob)
    for name, colour in _THEME.items():
        (held,) = theme.iter(qn(f"a:{name}"))
        held[:] = [etree.Element(qn("a:srgbClr"), val=colour)]
    for name, typeface in _FONTS.items():
        (held,) = theme.iter(qn(f"a:{name}"))
        held.find(qn("a:latin")).set("typeface", typeface)
    part._blob = etree.tostring(theme)  # noqa: SLF001 - the library reads a theme and never writes one


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
    _style(places[TITLE], _styled(34, _INK, "+mj-lt", bold=True))
    _style(places[BODY], _styled(SIZE, _INK, after=_AFTER))
    _style(places[KICKER], _styled(18, _ACCENT, bold=True))
    _decorate(places[TITLE].element)
    # What stands above the title is read after it, and before the text.
    places[TITLE].element.addnext(places[KICKER].element)


def _decorate(first: etree._Element) -> None:
    """Behind everything a band at the edge and, at the foot, what the licence asks for."""
    band = f'<a:solidFill><a:schemeClr val="{_ACCENT}"/></a:solidFill>'
    said = (
        f'<a:r><a:rPr lang="en-GB" sz="1200"><a:solidFill><a:schemeClr val="{_SOFT}"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/></a:rPr><a:t>AI Governance Casebook · CC BY 4.0</a:t></a:r>'
    )
    first.addprevious(_shape(100, "Band", _Place(0, 0, _BAND, _HEIGHT), band))
    first.addprevious(_shape(101, "Origin", _Place(_MARGIN, 6.88, 6, 0.4), "<a:noFill/>", said))


def _shape(number: int, name: str, place: _Place, fill: str, said: str = "") -> etree._Element:
    left, top, width, height = map(Inches, place)
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom>{fill}<a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/>"
        f"<a:lstStyle/><a:p>{said}</a:p></p:txBody></p:sp>"
    )


def _style(place: LayoutPlaceholder, style: etree._Element) -> None:
    """Give all text of a place a style, also what is added to it later: the library has no word for it."""
    body = place.text_frame._txBody  # noqa: SLF001 - there is no other way in
    body.bodyPr.set("anchor", "t")  # the library sets it on slides only
    body.replace(body.find(qn("a:lstStyle")), style)


def fitting(lines: Sequence[str]) -> int:
    """The largest points in which some paragraphs fit their place on a slide; else the smallest."""
    room = _PLACES[BODY].height * 72
    return next((size for size in _SIZES if _height(lines, size) <= room), _SIZES[-1])


def _height(lines: Sequence[str], size: int) -> float:
    """Points that paragraphs take from top to bottom, as a broad typeface would set them."""
    letters = _PLACES[BODY].width * 72 / (_BROAD * size)
    rows = sum(math.ceil(len(line) / letters) for line in lines)
    return rows * size * _LEADING + len(lines) * _AFTER


def _styled(
    size: int, colour: str, font: str = "+mn-lt", *, bold: bool = False, after: int = 0
) -> etree._Element:
    return _list_style(
        f'<a:spcAft><a:spcPts val="{after * 100}"/></a:spcAft><a:buNone/>'
        f'<a:defRPr sz="{size * 100}" b="{int(bold)}"><a:solidFill><a:schemeClr val="{colour}"/>'
        f'</a:solidFill><a:latin typeface="{font}"/></a:defRPr>',
        'marL="0" indent="0" algn="l"',
    )


def _list_style(inside: str, attributes: str = "") -> etree._Element:
    names = nsdecls("a")
    text = f"<a:lstStyle {names}><a:lvl1pPr {attributes}>{inside}</a:lvl1pPr></a:lstStyle>"
    return parse_xml(text)
