"""Pictures on slides, drawn from the data as shapes of the program: a company's theme colours them too.

Each is one group of shapes with an alternative text that says everything it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from pptx.util import Inches

from casebook.downloads import office
from casebook.downloads.layout import Place, tinted

_SIZE = 18
"""Points of all words in a picture."""
_ACCENT = '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
_SOFT = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
_EDGE = '<a:ln w="19050"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:ln>'
_NO_LINE = "<a:ln><a:noFill/></a:ln>"


class Picture(Protocol):
    """What can be drawn on a slide."""

    @property
    def alternative(self) -> str:
        """Everything the picture shows, in words."""

    def drawn(self, place: Place) -> str:
        """The picture as DrawingML, in a place given in inches."""


@dataclass(frozen=True)
class Bar:
    """A row of a bar chart."""

    label: str
    start: float
    length: float
    words: str
    """Stands behind the bar."""
    strong: bool = True
    """Whether the bar has the accent colour, or else a tint of it."""


@dataclass(frozen=True)
class Bars:
    """Horizontal bars, one below the other, on one scale that begins at nought."""

    bars: Sequence[Bar]
    alternative: str

    def drawn(self, place: Place) -> str:
        """Labels on the left, bars to scale, and the words of each behind it."""
        return _group(place, self.alternative, self._shapes(place))

    def _shapes(self, place: Place) -> Iterator[tuple[Place, str, str, str, str]]:
        last = max(bar.start + bar.length for bar in self.bars)
        label, words = 2.6, 1.5
        scale = (place.width - label - words) / last
        row = min(place.height / len(self.bars), 0.75)
        for number, bar in enumerate(self.bars):
            top = place.top + number * row
            left = place.left + label + bar.start * scale
            end = left + bar.length * scale
            yield Place(place.left, top, label, row), "rect", "<a:noFill/>", bar.label, "r"
            drawn = Place(left, top + row * 0.2, max(bar.length * scale, 0.05), row * 0.6)
            yield drawn, "rect", _ACCENT if bar.strong else _TINT, "", "l"
            yield Place(end, top, words, row), "rect", "<a:noFill/>", bar.words, "l"


@dataclass(frozen=True)
class Axis:
    """Days on a line, to scale."""

    shares: Sequence[float]
    """Where each day is, from 0 for the first to 1 for the last."""
    first: str
    last: str
    """The first and the last day in words."""
    alternative: str

    def drawn(self, place: Place) -> str:
        """A line with a dot for each day, and the days at both ends."""
        return _group(place, self.alternative, self._shapes(place))

    def _shapes(self, place: Place) -> Iterator[tuple[Place, str, str, str, str]]:
        dot, middle = 0.34, place.top + 0.5
        yield Place(place.left, middle - 0.03, place.width, 0.06), "rect", _SOFT, "", "l"
        for share in self.shares:
            left = place.left + share * (place.width - dot)
            yield Place(left, middle - dot / 2, dot, dot), "ellipse", _ACCENT, "", "l"
        half = place.width / 2
        below = Place(place.left, middle + 0.3, half, 0.5)
        yield below, "rect", "<a:noFill/>", self.first, "l"
        yield below._replace(left=place.left + half), "rect", "<a:noFill/>", self.last, "r"


_TINT = tinted(45)
_FIRST = 20
"""The number of the group on its slide; smaller ones belong to the placeholders."""


def _group(
    place: Place, alternative: str, shapes: Iterator[tuple[Place, str, str, str, str]]
) -> str:
    drawn = "".join(_shape(number, *shape) for number, shape in enumerate(shapes, _FIRST + 1))
    left, top, width, height = map(Inches, place)
    off, ext = f'x="{left}" y="{top}"', f'cx="{width}" cy="{height}"'
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{_FIRST}" name="Picture" '
        f'descr="{office.said(alternative, quote=True)}"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
        f"<p:grpSpPr><a:xfrm><a:off {off}/><a:ext {ext}/><a:chOff {off}/><a:chExt {ext}/></a:xfrm>"
        f"</p:grpSpPr>{drawn}</p:grpSp>"
    )


def _shape(  # noqa: PLR0913, PLR0917 - each is a property of its own
    number: int, place: Place, form: str, fill: str, words: str, align: str
) -> str:
    left, top, width, height = map(Inches, place)
    line = _EDGE if form == "ellipse" else _NO_LINE
    style = (
        f'<a:lvl1pPr algn="{align}"><a:defRPr sz="{_SIZE * 100}"><a:solidFill>'
        '<a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr>'
    )
    run = f'<a:r><a:rPr lang="en-GB"/><a:t>{office.said(words)}</a:t></a:r>' if words else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Shape {number}"/><p:cNvSpPr/><p:nvPr/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" '
        f'cy="{height}"/></a:xfrm><a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>{fill}{line}'
        '</p:spPr><p:txBody><a:bodyPr wrap="square" lIns="72000" tIns="0" rIns="72000" bIns="0" '
        f'anchor="ctr"/><a:lstStyle>{style}</a:lstStyle><a:p>{run}</a:p></p:txBody></p:sp>'
    )
