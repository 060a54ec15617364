"""The layouts of a deck: one for each kind of slide, all with the same four placeholders.

Type, colour and position belong to the layout and not to each paragraph. A
trainer changes a layout once, in the view of the master, and every slide of its
kind follows. The text of a slide is also in the outline.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

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
_INK, _PAPER, _SOFT, _ACCENT = "tx1", "bg1", "tx2", "accent1"
_BAND, _MARGIN = 0.28, 0.95
_BROAD = 0.6
"""Width of a letter as a part of its size. Calibri is narrower, but what stands in for it where it
is missing is as broad as this."""
_LEADING, _AFTER = 1.22, 12
_INSET = 0.1
"""Inches between the edge of a placeholder and its text, left and right together, or above and below."""
_CAPTIONED = "Content with Caption"
"""The layout of the library's own template that has three places for text."""

Kind = Literal["title", "text", "inject", "decision", "pause", "beside", "below"]
"""What a slide is for; each kind has a layout."""


class Place(NamedTuple):
    """Where something stands, in inches."""

    left: float
    top: float
    width: float
    height: float


PICTURES: Mapping[Kind, Place] = {
    "beside": Place(4.6, 2.2, 7.95, 4.4),
    "below": Place(_MARGIN, 4.95, 11.6, 1.75),
}
"""Where the picture of a slide stands, for the layouts that have room for one."""
_TEXT = {
    TITLE: Place(_MARGIN, 0.85, 11.6, 1.35),
    BODY: Place(_MARGIN, 2.2, 11.6, 4.4),
    KICKER: Place(_MARGIN, 0.35, 11.6, 0.5),
    NUMBER: Place(9.55, 6.88, 3, 0.4),
}


_EDGE = Place(0, 0, _BAND, _HEIGHT)


@dataclass(frozen=True)
class _Look:
    """How a layout differs from the one for text."""

    name: str
    """What the layout is called in the program that shows it."""
    places: Mapping[int, Place] = field(default_factory=dict)
    band: Place = _EDGE
    foot: float = _MARGIN
    """Where the line at the foot begins, in inches."""
    panel: Place | None = None
    """Lies behind the text, tinted."""
    framed: bool = False
    """Whether the panel has a frame in the accent colour instead of a tint."""
    dark: bool = False
    """Whether the band covers the slide, and all text is in the colour of the paper."""


_PANEL = Place(_MARGIN, 2.2, 11.6, 4.4)
_INSIDE = {BODY: Place(_MARGIN + 0.35, 2.45, 10.9, 3.9)}
_LOOKS: Mapping[Kind, _Look] = {
    "text": _Look("Text"),
    "title": _Look(
        "Title of the exercise",
        {
            KICKER: Place(4.2, 1.5, 8.4, 0.5),
            TITLE: Place(4.2, 2, 8.4, 1.9),
            BODY: Place(4.2, 4, 8.4, 2.5),
        },
        band=Place(0, 0, 3.4, _HEIGHT),
        foot=4.2,
    ),
    "inject": _Look("Inject", _INSIDE, panel=_PANEL),
    "decision": _Look("Decision", _INSIDE, panel=_PANEL, framed=True),
    "pause": _Look("Pause", band=Place(0, 0, _WIDTH, _HEIGHT), dark=True),
    "beside": _Look("Text with a picture beside it", {BODY: Place(_MARGIN, 2.2, 3.4, 4.4)}),
    "below": _Look("Text with a picture below it", {BODY: Place(_MARGIN, 2.2, 11.6, 2.6)}),
}


def name(kind: Kind) -> str:
    """What the layout of a kind of slide is called."""
    return _LOOKS[kind].name


def _places(kind: Kind) -> dict[int, Place]:
    return {**_TEXT, **_LOOKS[kind].places}


def template() -> bytes:
    """A presentation without slides and with these layouts."""
    made = Presentation()
    made.slide_width, made.slide_height = Inches(_WIDTH), Inches(_HEIGHT)
    made.element.sldSz.attrib.pop("type")  # the library's own is 4:3
    layouts = list(made.slide_layouts)
    (captioned,) = (layout.element for layout in layouts if layout.name == _CAPTIONED)
    blank = deepcopy(captioned)
    for layout, kind in zip(layouts, _LOOKS, strict=False):
        layout.element[:] = deepcopy(blank)[:]
        layout.element.set("type", blank.get("type"))
        _furnish(layout, kind)
    for layout in layouts[len(_LOOKS) :]:
        made.slide_layouts.remove(layout)
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


def _furnish(layout: SlideLayout, kind: Kind) -> None:
    """Put the placeholders of a layout where they belong, with their type and colours."""
    look, wanted = _LOOKS[kind], _places(kind)
    layout.name = look.name
    held: Sequence[LayoutPlaceholder] = list(layout.placeholders)
    places = {place.placeholder_format.idx: place for place in held}
    for number, place in places.items():
        if number not in wanted:
            place.element.getparent().remove(place.element)
            continue
        left, top, width, height = map(Inches, wanted[number])
        place.left, place.top, place.width, place.height = left, top, width, height
    ink = _PAPER if look.dark else _INK
    accent, soft = (ink, ink) if look.dark else (_ACCENT, _SOFT)
    _style(places[TITLE], _styled(34, ink, "+mj-lt", bold=True))
    _style(places[BODY], _styled(SIZE, ink, after=_AFTER))
    _style(places[KICKER], _styled(18, accent, bold=True))
    _style(places[NUMBER], _styled(12, soft, align="r"))
    _decorate(places[TITLE].element, look, soft)
    # What stands above the title is read after it, and before the text.
    places[TITLE].element.addnext(places[KICKER].element)


def _decorate(first: etree._Element, look: _Look, soft: str) -> None:
    """Behind everything a band, perhaps a panel and, at the foot, what the licence asks for."""
    first.addprevious(_shape(100, "Band", look.band, _filled(_ACCENT)))
    if look.panel:
        line = f'<a:ln w="38100">{_filled(_ACCENT)}</a:ln>' if look.framed else ""
        fill = "<a:noFill/>" if look.framed else tinted(10)
        first.addprevious(_shape(102, "Panel", look.panel, fill, line))
        edge = Place(*look.panel[:2], 0.12, look.panel.height)
        first.addprevious(_shape(103, "Edge", edge, _filled(_ACCENT)))
    said = (
        f'<a:r><a:rPr lang="en-GB" sz="1200">{_filled(soft)}'
        '<a:latin typeface="+mn-lt"/></a:rPr><a:t>AI Governance Casebook · CC BY 4.0</a:t></a:r>'
    )
    at = Place(look.foot, 6.88, 6, 0.4)
    first.addprevious(_shape(101, "Origin", at, "<a:noFill/>", said=said))


def _filled(colour: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'


def tinted(percent: int) -> str:
    """The accent colour as a fill that covers so much of what is behind it."""
    return (
        f'<a:solidFill><a:schemeClr val="{_ACCENT}"><a:alpha val="{percent * 1000}"/>'
        "</a:schemeClr></a:solidFill>"
    )


def _shape(  # noqa: PLR0913, PLR0917 - each is a property of its own
    number: int, name: str, place: Place, fill: str, line: str = "", said: str = ""
) -> etree._Element:
    left, top, width, height = map(Inches, place)
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom>{fill}{line or '<a:ln><a:noFill/></a:ln>'}</p:spPr><p:txBody><a:bodyPr/>"
        f"<a:lstStyle/><a:p>{said}</a:p></p:txBody></p:sp>"
    )


def _style(place: LayoutPlaceholder, style: etree._Element) -> None:
    """Give all text of a place a style, also what is added to it later: the library has no word for it."""
    body = place.text_frame._txBody  # noqa: SLF001 - there is no other way in
    body.bodyPr.set("anchor", "t")  # the library sets it on slides only
    body.replace(body.find(qn("a:lstStyle")), style)


def fitting(lines: Sequence[str], kind: Kind = "text") -> int:
    """The largest points in which some paragraphs fit the body of a slide; else the smallest."""
    place = _places(kind)[BODY]
    room = (place.height - _INSET) * 72
    return next((size for size in _SIZES if _height(lines, size, place) <= room), _SIZES[-1])


def _height(lines: Sequence[str], size: int, place: Place) -> float:
    """Points that paragraphs take from top to bottom, as a broad typeface would set them."""
    letters = (place.width - 2 * _INSET) * 72 / (_BROAD * size)
    rows = sum(math.ceil(len(line) / letters) for line in lines)
    return rows * size * _LEADING + len(lines) * _AFTER


def _styled(  # noqa: PLR0913 - each is a property of its own
    size: int,
    colour: str,
    font: str = "+mn-lt",
    *,
    bold: bool = False,
    after: int = 0,
    align: str = "l",
) -> etree._Element:
    """A style for all text of a placeholder; space above a paragraph would come from the master."""
    return parse_xml(
        f'<a:lstStyle {nsdecls("a")}><a:lvl1pPr marL="0" indent="0" algn="{align}">'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="{after * 100}"/></a:spcAft>'
        f'<a:buNone/><a:defRPr sz="{size * 100}" b="{int(bold)}">{_filled(colour)}'
        f'<a:latin typeface="{font}"/></a:defRPr></a:lvl1pPr></a:lstStyle>'
    )
