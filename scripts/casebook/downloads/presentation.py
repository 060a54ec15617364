"""A presentation: slides with a title, paragraphs, a line above and perhaps a picture, each in its layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from lxml import etree
from pptx.oxml.ns import qn

from casebook.downloads import layout, office
from casebook.downloads.pictures import Picture

_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.{}+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_SHOW, _SHOWN = "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels"
_FIRST = 256
"""The least number by which a presentation may know a slide (ECMA-376 part 1, 19.7.13)."""
_PRINTER = "ppt/printerSettings/printerSettings1.bin"


class Slide(NamedTuple):
    """What is on a slide."""

    title: str
    lines: tuple[str, ...]
    """Its paragraphs."""
    kicker: str
    """The line above the title."""
    notes: str
    """What the person who presents reads; the room does not see it."""
    kind: layout.Kind = "text"
    leads: bool = False
    """Whether the words before the first colon of each paragraph are bold."""
    picture: Picture | None = None
    """Only where the layout of the kind has room for one."""


@cache
def _template() -> office.Parts:
    return office.parts(layout.template(), office.LEFT_OUT | {_PRINTER})


def presentation(title: str, slides: Sequence[Slide]) -> bytes:
    """A PPTX file of these slides, in their order."""
    template = _template()
    laid_out = _layouts(template)
    filled = _listed(template, len(slides))
    for number, slide in enumerate(slides, 1):
        page, notes = f"slides/slide{number}.xml", f"notesSlides/notesSlide{number}.xml"
        filled[f"ppt/{page}"] = _slide(slide)
        filled[_relations(page)] = _related(
            {"slideLayout": laid_out[layout.name(slide.kind)], "notesSlide": notes}
        )
        filled[f"ppt/{notes}"] = _notes(slide)
        filled[_relations(notes)] = _related({"notesMaster": _MASTER, "slide": page})
    return office.made(template, title, filled)


def _layouts(template: office.Parts) -> dict[str, str]:
    """The part of each layout, by the name that the layout has."""
    found = {}
    for part, content in template.items():
        if part.startswith(_LAYOUTS) and part.endswith(".xml"):
            named = etree.fromstring(content).find(qn("p:cSld"))
            found[named.get("name")] = part.removeprefix("ppt/")
    return found


_LAYOUTS = "ppt/slideLayouts/"
_MASTER = "notesMasters/notesMaster1.xml"
"""The part that all notes share; the template has it."""


def _relations(part: str) -> str:
    """The part that says where what a part needs is."""
    folder, _, name = part.partition("/")
    return f"ppt/{folder}/_rels/{name}.rels"


def _related(parts: Mapping[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATION}/{kind}" Target="../{target}"/>'
        for n, (kind, target) in enumerate(parts.items(), 1)
    )
    return f'{office.DECLARED}<Relationships xmlns="{office.RELATIONS}">{entries}</Relationships>'


def _listed(template: office.Parts, number: int) -> dict[str, str]:
    """The parts that list all slides: what they are, where they are, and in which order they come."""
    numbers = range(1, number + 1)
    types = "".join(
        f'<Override PartName="/ppt/slides/slide{n}.xml" ContentType="{_TYPE.format("slide")}"/>'
        f'<Override PartName="/ppt/notesSlides/notesSlide{n}.xml" '
        f'ContentType="{_TYPE.format("notesSlide")}"/>'
        for n in numbers
    )
    places = "".join(
        f'<Relationship Id="slide{n}" Type="{_RELATION}/slide" Target="slides/slide{n}.xml"/>'
        for n in numbers
    )
    order = "".join(f'<p:sldId id="{_FIRST + n}" r:id="slide{n}"/>' for n in numbers)
    order = f"<p:sldIdLst>{order}</p:sldIdLst>"
    return {
        office.TYPES: _put(template, office.TYPES, types, "</Types>"),
        _SHOWN: _put(template, _SHOWN, places, "</Relationships>"),
        _SHOW: order.join(office.around(template[_SHOW], "<p:sldIdLst/>")),
    }


def _put(template: office.Parts, part: str, added: str, place: str) -> str:
    return (added + place).join(office.around(template[part], place))


def _slide(slide: Slide) -> str:
    """A slide: its three places by their numbers in the layout, in the order in which they are read."""
    size = layout.fitting(slide.lines, slide.kind)
    # For the whole text, so that what a trainer adds has it too.
    style = "" if size == layout.SIZE else f'<a:lvl1pPr><a:defRPr sz="{size * 100}"/></a:lvl1pPr>'
    return (
        f"{office.DECLARED}<p:sld {_NAMES}><p:cSld><p:spTree><p:nvGrpSpPr>"
        '<p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        + _place(2, "Title", 'type="title"', (slide.title,))
        + _place(3, "Line above", f'type="body" sz="half" idx="{layout.KICKER}"', (slide.kicker,))
        + _place(4, "Text", f'idx="{layout.BODY}"', slide.lines, style, leads=slide.leads)
        + (slide.picture.drawn(layout.PICTURES[slide.kind]) if slide.picture else "")
        + _NUMBER
        + "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


_NUMBER = (
    '<p:sp><p:nvSpPr><p:cNvPr id="5" name="Slide number"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
    f'</p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="{layout.NUMBER}"/></p:nvPr></p:nvSpPr>'
    "<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld "
    'id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="en-GB"/>'
    "<a:t>1</a:t></a:fld></a:p></p:txBody></p:sp>"
)


def _notes(slide: Slide) -> str:
    """The notes below a slide, with its picture above them."""
    return (
        f"{office.DECLARED}<p:notes {_NAMES}><p:cSld><p:spTree><p:nvGrpSpPr>"
        '<p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide image"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
        + _place(3, "Notes", 'type="body" idx="1"', slide.notes.split("\n"))
        + "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _place(  # noqa: PLR0913 - each is a property of its own
    number: int,
    name: str,
    which: str,
    lines: Sequence[str],
    style: str = "",
    *,
    leads: bool = False,
) -> str:
    text = "".join(f"<a:p>{_runs(line, leads=leads)}</a:p>" for line in lines)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {which}/></p:nvPr></p:nvSpPr><p:spPr/>'
        f"<p:txBody><a:bodyPr/><a:lstStyle>{style}</a:lstStyle>{text}</p:txBody></p:sp>"
    )


def _runs(line: str, *, leads: bool) -> str:
    lead, colon, rest = line.partition(": ") if leads else ("", "", line)
    bold = f'<a:r><a:rPr lang="en-GB" b="1"/><a:t>{office.said(lead + colon)}</a:t></a:r>'
    plain = f'<a:r><a:rPr lang="en-GB"/><a:t>{office.said(rest)}</a:t></a:r>'
    return (bold if lead else "") + plain
