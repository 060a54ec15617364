"""A drawing made fit for a page, or for a file of its own.

The charting library writes for scripts that act on its drawings. Here all
that no reader sees is taken out: roles of single marks, empty groups, digits
behind the second decimal. On a page colours get classes, which take their
place; in a file they stand alone.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from casebook.charts.palette import LIGHT, SHAPES, Look

_SPACE = "http://www.w3.org/2000/svg"
_TOKENS = {value: token for token, value in LIGHT.items()}
_DROPPED = (
    "class",
    "role",
    "pointer-events",
    "font-family",
    "style",
    "version",
    "stroke-miterlimit",
)
_NOTHING = {
    ("fill", "none"),
    ("opacity", "1"),
    ("stroke-width", "0"),
    ("transform", "translate(0,0)"),
}
_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?|-?\d+e-\d+")


@dataclass(frozen=True)
class Drawing:
    """A drawing without anything superfluous, in the colours of the light scheme."""

    width: float
    height: float
    parts: tuple[ET.Element, ...]

    def inline(self, name: str, labelled_by: str, *, spare: bool = False) -> str:
        """An element for a page: colours as classes, its name told by another element.

        Args:
            name: Kind of the drawing, which the style sheet shows or hides.
            labelled_by: Id of the element that says what the drawing shows.
            spare: Whether it is hidden unless a style sheet shows it, as in an
                exported page that has another look.
        """
        root = ET.Element(
            "svg",
            {
                "class": f"chart__svg chart__svg--{name}",
                "viewBox": f"0 0 {_short(self.width)} {_short(self.height)}",
                "width": _short(self.width),
                "height": _short(self.height),
                "role": "img",
                "aria-labelledby": labelled_by,
                **({"display": "none"} if spare else {}),
            },
        )
        root.extend(_classed(part) for part in self.parts)
        return ET.tostring(root, encoding="unicode", short_empty_elements=True)

    def alone(self, title: str, source: str, legend: Sequence[tuple[Look, str]] = ()) -> str:
        """A file: the sentence above the drawing, where it comes from below it.

        ``legend`` shows how each status is drawn, with its label.
        """
        lines = textwrap.wrap(title, round(self.width / _TITLE_LETTER))
        margin = 20
        top = 26 + len(lines) * _TITLE_LINE
        head = top + -(-len(legend) // _IN_A_ROW) * _TITLE_LINE
        width, height = self.width + 2 * margin, self.height + head + 56
        root = ET.Element(
            "svg",
            {
                "xmlns": _SPACE,
                "viewBox": f"0 0 {_short(width)} {_short(height)}",
                "width": _short(width),
                "height": _short(height),
                "font-family": "Helvetica, Arial, sans-serif",
                "role": "img",
                "aria-label": title,
            },
        )
        ET.SubElement(root, "title").text = title
        ET.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": LIGHT["paper"]})
        for number, line in enumerate(lines):
            style = {"x": str(margin), "y": str(34 + number * _TITLE_LINE), "fill": LIGHT["ink"]}
            style["font-size"] = "18"
            ET.SubElement(root, "text", {**style, "font-weight": "600"}).text = line
        for number, (look, words) in enumerate(legend):
            across, down = number % _IN_A_ROW, number // _IN_A_ROW
            x, y = margin + 6 + across * self.width / _IN_A_ROW, top + down * _TITLE_LINE
            root.append(_named(look, words, x, y))
        body = ET.SubElement(root, "g", {"transform": f"translate({margin},{head})"})
        body.extend(self.parts)
        style = {"x": str(margin), "fill": LIGHT["soft"], "font-size": "12"}
        ET.SubElement(root, "text", {**style, "y": _short(height - 18)}).text = source
        return ET.tostring(root, encoding="unicode") + "\n"


_TITLE_LETTER, _TITLE_LINE = 10.0, 24
_IN_A_ROW = 4  # entries of a legend


def _named(look: Look, words: str, x: float, y: float) -> ET.Element:
    """An entry of a legend: the shape of a status in its colour, and its word."""
    entry = ET.Element(
        "g", {"transform": f"translate({_short(x)},{_short(y)})", "fill": LIGHT[look.colour]}
    )
    ET.SubElement(entry, "path", {"d": SHAPES[look.symbol], "transform": "scale(5.5)"})
    ET.SubElement(entry, "text", {"x": "13", "y": "4.5", "font-size": "13"}).text = words
    return entry


def stacked(drawings: Sequence[Drawing]) -> Drawing:
    """Several drawings of one width, one under the other; one alone as it is."""
    parts: list[ET.Element] = []
    height = 0.0
    for drawing in drawings:
        group = ET.Element("g", {"transform": f"translate(0,{_short(height)})"} if height else {})
        group.extend(drawing.parts)
        parts += [group] if height else drawing.parts
        height += drawing.height
    return Drawing(drawings[0].width, height, tuple(parts))


def read(drawn: str) -> Drawing:
    """Read what the charting library drew."""
    root = ET.fromstring(drawn)  # noqa: S314 - drawn by our own library from our own numbers
    _, _, width, height = (float(part) for part in root.attrib["viewBox"].split())
    return Drawing(width, height, tuple(_cleaned(root)))


def _cleaned(parent: ET.Element) -> list[ET.Element]:
    """The children of an element that show something, groups without a say dissolved."""
    kept: list[ET.Element] = []
    for element in parent:
        made = _bare(element)
        if made is None:
            continue
        inner = _cleaned(element)
        made.extend(inner)
        if made.tag != "g":
            kept.append(made)
        elif not made.attrib:
            kept.extend(inner)
        elif inner:
            kept.append(made)
    return kept


def _bare(element: ET.Element) -> ET.Element | None:
    """The element alone, with what is seen of it; nothing if it shows nothing."""
    tag = element.tag.removeprefix(f"{{{_SPACE}}}")
    given = {
        name: _LONG.sub(lambda match: _short(float(match[0])), value).removesuffix("px")
        for name, value in element.attrib.items()
        if name not in _DROPPED and not name.startswith("aria-")
    }
    unseen = tag == "path" and not {"fill", "stroke"} & set(given)
    if given.get("display") == "none" or unseen:
        return None
    made = ET.Element(tag, {n: v for n, v in given.items() if (n, v) not in _NOTHING})
    made.text = element.text
    return made


def _short(number: float) -> str:
    """A number with at most two decimals, and no minus before nothing."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _classed(element: ET.Element) -> ET.Element:
    """A copy whose colours are classes too; the colours hold where no style sheet knows these."""
    attributes = dict(element.attrib)
    classes = [
        f"{name}--{_TOKENS[attributes[name]]}"
        for name in ("fill", "stroke")
        if attributes.get(name) in _TOKENS
    ]
    made = ET.Element(
        element.tag, {**({"class": " ".join(classes)} if classes else {}), **attributes}
    )
    made.text = element.text
    made.extend(_classed(child) for child in element)
    return made
