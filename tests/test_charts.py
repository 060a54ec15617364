"""Pictures: one for the same numbers everywhere, readable, in the colours of the site, small."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from typing import get_args
from xml.etree import ElementTree as ET

import factories
import pytest
from casebook.charts import drawing, marks, palette, svg
from casebook.charts.drawing import Spec
from casebook.charts.marks import FRAMES, Frame
from casebook.model.lists import Look
from casebook.pages import figures
from support import sites
from support.some import some

BASE = (factories.REPOSITORY / "docs/assets/css/base.css").read_text("utf-8")
ROWS = [("Employee or insider", 30), ("Public official or agency", 12), ("Press", 1), ("None", 0)]
LOOKS = {name: palette.Look(name, name) for name in palette.SHAPES}
CUT = [
    ("Employee or insider", {status: n for n, status in enumerate(LOOKS, 3)}),
    ("Court", {"refuted": 1}),
]
KINDS: dict[str, Callable[[Frame], Spec]] = {
    "bars": lambda frame: marks.bars(ROWS, frame),
    "columns": lambda frame: marks.columns([("2023", 4), ("2024", 40), ("2025", 0)], frame),
    "grid": lambda frame: marks.grid(
        [("Silence until the rumour sets the figure", [1, 2]), ("Short", [40, 0])],
        ["Vetting", "Communication"],
        frame,
    ),
    "shares": lambda frame: marks.shares(CUT, LOOKS, frame),
}
every_kind = pytest.mark.parametrize("kind", KINDS)
every_frame = pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)


def _parsed(markup: str) -> ET.Element:
    return ET.fromstring(markup)  # noqa: S314 - our own


def _drawn(kind: str, frame: Frame) -> svg.Drawing:
    return svg.read(drawing.draw(KINDS[kind](frame)))


def _texts(markup: str) -> list[str]:
    root = _parsed(markup)
    return ["".join(text.itertext()) for text in root.iter() if text.tag.endswith("text")]


# The same everywhere


@every_kind
@every_frame
def test_no_font_of_the_machine_has_a_say(kind: str, frame: Frame) -> None:
    """With a font twice as narrow the drawing is the same to the byte."""
    spec = dict(KINDS[kind](frame))
    other = {**spec, "config": {**spec["config"], "font": "Roboto Condensed"}}
    drawn = drawing.draw(spec)

    assert drawing.draw(other) != drawn
    assert drawing.draw(other).replace("Roboto Condensed", "sans-serif") == drawn


def test_another_process_draws_the_same() -> None:
    """A picture drawn in a process of its own is the same to the byte."""
    spec = marks.shares(CUT, LOOKS, marks.WIDE)
    code = "import sys, json; from casebook.charts import drawing; print(drawing.draw(json.load(sys.stdin)), end='')"

    ran = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(spec),
        env=sites.environment(),
        capture_output=True,
        text=True,
        check=True,
    )

    assert drawing.draw(spec) == ran.stdout


def test_is_drawn_once() -> None:
    """Equal numbers are drawn once, however often the page is made."""
    drawing._drawn.cache_clear()
    for _ in range(3):
        drawing.draw(marks.bars(ROWS, marks.WIDE))

    assert (1, 2) == (drawing._drawn.cache_info().misses, drawing._drawn.cache_info().hits)


# Colours and shapes of the site


def test_colours_are_those_of_the_style_sheet() -> None:
    """Each colour is the light value of its token in base.css."""
    tokens = dict(
        re.findall(r"--([a-z]+): light-dark\((#[0-9a-f]{6}),", BASE.partition("@supports")[0])
    )

    assert {name: tokens[name] for name in palette.LIGHT} == dict(palette.LIGHT)
    assert len(set(palette.LIGHT.values())) == len(palette.LIGHT)


def test_symbols_and_colours_are_those_of_the_style_sheet() -> None:
    """Each name that a status may take for its look has its shape, its colour and its classes in base.css."""
    sheet = (factories.REPOSITORY / "docs/assets/css/base.css").read_text("utf-8")
    names = set(get_args(Look))

    assert set(re.findall(r"--shape-([a-z]+): url", sheet)) == names
    for pattern in (
        r"\.status--([a-z]+) { --status: var\(--\1\); --shape: var\(--shape-\1\); }",
        r"\.colour--([a-z]+) { --status: var\(--\1\); }",
        r"\.fill--([a-z]+) { fill: var\(--\1\); }",
    ):
        assert set(re.findall(pattern, sheet)) == names, pattern


@every_kind
@every_frame
def test_page_gets_classes_and_the_file_gets_colours(kind: str, frame: Frame) -> None:
    """Inline each colour has the class of its token and no style stands in its way; alone there is no class."""
    drawn = _drawn(kind, frame)
    inline = drawn.inline("wide", "says")

    assert re.findall(r'style=|font-family|id="', inline) == []
    coloured = 0
    for element in some(_parsed(inline).iter()):
        colours = {name: element.get(name) for name in ("fill", "stroke") if element.get(name)}
        classes = {
            f"{name}--{token}"
            for name, value in colours.items()
            for token in palette.LIGHT
            if palette.LIGHT[token] == value
        }
        assert len(classes) == len(colours)
        assert classes == set((element.get("class") or "").split()) - {
            "chart__svg",
            "chart__svg--wide",
        }
        coloured += len(colours)
    assert coloured
    alone = drawn.alone("It says so.", "Source")
    assert "class=" not in alone
    assert 'font-family="Helvetica, Arial, sans-serif"' in alone


def test_every_status_has_a_shape_and_it_is_drawn() -> None:
    """Status is never colour alone: each has a shape, which stands in every part with room for it."""
    assert set(palette.SHAPES) == set(get_args(Look))
    assert set(get_args(Look)) <= set(palette.LIGHT)
    even = [("All", dict.fromkeys(LOOKS, 5))]
    root = _parsed(
        svg.read(drawing.draw(marks.shares(even, LOOKS, marks.WIDE))).inline("wide", "says")
    )
    shapes = [path.attrib["d"] for path in root.iter("path") if path.get("class") == "fill--paper"]

    assert len(shapes) == len(set(shapes)) == len(LOOKS)


def test_shares_fill_the_bar_and_tell_the_number_of_all() -> None:
    """The parts of a bar touch each other from its start to its end; all is told behind it."""
    spec = marks.shares(CUT, LOOKS, marks.WIDE)
    parts = [datum for datum in spec["data"]["values"] if datum["row"] == "Employee or insider"]

    assert (parts[0]["from"], parts[-1]["to"]) == (0, 1)
    assert [a["to"] for a in parts[:-1]] == [b["from"] for b in parts[1:]]
    assert [part["status"] for part in parts] == list(LOOKS)
    texts = _texts(_drawn("shares", marks.WIDE).inline("wide", "says"))
    assert str(sum(CUT[0][1].values())) in texts


@pytest.mark.parametrize(
    ("n", "most"), [(0, 9), (1, 9), (3, 9), (5, 9), (9, 9), (1, 5000), (5000, 5000)]
)
def test_strength_of_a_cell(n: int, most: int) -> None:
    """Nothing is left white, the most is the strongest, and more is never weaker."""
    strength = marks._strength(n, most)

    assert (strength == 0) == (n == 0)
    assert (strength == max(marks._STEPS)) == (4 * n > 3 * most)
    strengths = [marks._strength(number, most) for number in range(most + 1)]
    assert all(a <= b for a, b in some(pairwise(strengths)))


# Readable


@every_kind
@every_frame
def test_every_label_and_number_is_there(kind: str, frame: Frame) -> None:
    """Labels stand there whole, broken into lines if need be, and so does every number but zero."""
    told = " ".join(_texts(_drawn(kind, frame).inline("wide", "says")))
    expected = {
        "bars": [*(part for label, _ in ROWS for part in label.split()), "30", "12", "1", "0"],
        "columns": ["2023", "2024", "2025", "4", "40"],
        "grid": [
            *["Silence", "until", "the", "rumour", "sets", "the", "figure"],
            "Vetting",
            "Communication",
            "40",
        ],
        "shares": [*["Employee", "or", "insider", "Court", "52", "1"]],
    }[kind]

    assert [word for word in some(expected) if word not in told.split()] == []


@every_kind
def test_text_can_be_read_on_a_phone(kind: str) -> None:
    """At 390 pixels, 358 of them for the drawing, no letter is smaller than 12 pixels."""
    drawn = _drawn(kind, marks.NARROW)
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', drawn.inline("n", "says"))]

    assert drawn.width == marks.NARROW.width
    assert sizes
    assert min(sizes) * 358 / drawn.width >= 12


@every_frame
@pytest.mark.parametrize("change", [lambda frame: frame, figures._long], ids=["short", "long"])
def test_a_line_of_a_label_fits_its_room(frame: Frame, change: Callable[[Frame], Frame]) -> None:
    """The longest line, in a font of wide letters, is narrower than the room for labels."""
    changed = change(frame)

    assert changed.letters * 13 * 0.56 <= changed.label - 8


def test_file_tells_its_title_and_its_source() -> None:
    """A picture that was taken away still says what it shows, what its colours mean, and whose it is."""
    title = "A sentence that is far too long for one line, so that it has to be broken into two of them & more"
    alone = _drawn("shares", marks.WIDE).alone(
        title, "Casebook", [(LOOKS["denied"], "Denied"), (LOOKS["refuted"], "Refuted")]
    )
    root = _parsed(alone)

    assert root.get("aria-label") == title
    told = _texts(alone)
    assert title == " ".join(told[:2])
    assert {"Denied", "Refuted", "Casebook"} <= set(told)


def test_stacked_drawings_stand_one_under_the_other() -> None:
    """Two drawings are as high as both; one alone stays as it is."""
    upper, lower = _drawn("columns", marks.WIDE), _drawn("grid", marks.WIDE)
    both = svg.stacked([upper, lower])

    assert both.height == upper.height + lower.height
    assert svg.stacked([upper]) == upper
    assert f"translate(0,{upper.height:g})" in both.inline("wide", "says")


# Small


@every_kind
@every_frame
def test_nothing_superfluous_is_left(kind: str, frame: Frame) -> None:
    """No role of a single mark, no empty group, no digit behind the second decimal."""
    inline = _drawn(kind, frame).inline("wide", "says")

    assert re.findall(r"aria-roledescription|pointer-events|<g ?/>|<g></g>|\d\.\d{3}", inline) == []


def test_nothing_is_drawn_of_nothing() -> None:
    """Without rows there is a drawing all the same, and no division by zero."""
    for spec in (
        marks.bars([], marks.WIDE),
        marks.columns([], marks.WIDE),
        marks.grid([], [], marks.NARROW),
    ):
        assert svg.read(drawing.draw(spec)).width == spec["width"] + spec["padding"]["left"]
    assert "<path" not in svg.read(drawing.draw(marks.shares([], LOOKS, marks.WIDE))).inline(
        "w", "s"
    )


def test_minus_before_nothing_is_left_out() -> None:
    """Numbers so near to zero that they are it are written without a sign."""
    assert ["0", "0", "-0.5", "12.35"] == [svg._short(n) for n in (-0.001, 0.0, -0.5, 12.3456)]
