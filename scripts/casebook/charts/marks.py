"""What is drawn: bars, columns, shares and grids, as Vega-Lite specifications.

Nothing here leans on the width of a text as the machine at hand measures it:
labels are broken by their number of letters, room for them is fixed, and the
size of a drawing follows from its rows. So the same numbers give the same
bytes on every machine, whatever fonts it has.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casebook.charts.drawing import Spec
from casebook.charts.palette import LIGHT, SHAPES, Look

Row = tuple[str, int]
"""A label and its number."""


@dataclass(frozen=True)
class Frame:
    """The room a drawing has, in units that are about a pixel each."""

    width: int
    """All of it, labels included."""
    label: int
    """What labels at the left may take."""
    letters: int
    """Letters that fit into a line of a label."""
    tilted: bool
    """Whether headings of columns stand upright, because columns are narrow."""


WIDE = Frame(720, 216, 28, tilted=False)
NARROW = Frame(344, 132, 17, tilted=True)
FRAMES: Mapping[str, Frame] = {"wide": WIDE, "narrow": NARROW}
"""Each drawing is made for a page beside a table of contents, and for a phone."""

_TEXT = 13
_LINE = 15
_AIR = 11  # between two rows
_GAP = 8  # between a label and what it names


def bars(rows: Sequence[Row], frame: Frame) -> Spec:
    """Horizontal bars, each with its number at the end."""
    data = [{**_labelled(label, frame), "n": n} for label, n in rows]
    room = 44  # for the number behind the longest bar
    most = max((n for _, n in rows), default=0) or 1
    wide = frame.width - frame.label
    scale = {"domain": [0, most * wide / (wide - room)], "nice": False}
    across = {"field": "n", "type": "quantitative", "axis": None, "scale": scale}
    return _chart(
        frame,
        data,
        [
            _mark("bar", "accent", height={"band": 0.72}) | {"encoding": {"x": across}},
            _mark("text", "ink", align="left", dx=6, fontSize=_TEXT, baseline="middle")
            | {"encoding": {"x": across, "text": {"field": "n"}}},
        ],
    )


def columns(rows: Sequence[Row], frame: Frame, height: int = 130) -> Spec:
    """Upright bars side by side, each with its number above and its label below."""
    data = [{"column": label, "n": n} for label, n in rows]
    most = max((n for _, n in rows), default=0) or 1
    place = _columns([label for label, _ in rows], 0.16)
    scale = {"domain": [0, most], "range": [height, 20], "nice": False}
    up = {"field": "n", "type": "quantitative", "axis": None, "scale": scale}
    text = {"baseline": "alphabetic", "fontSize": _TEXT}
    return _framed(frame, height, 22, data) | {
        "layer": [
            _mark("bar", "accent") | {"encoding": {"x": place, "y": up}},
            _mark("text", "ink", dy=-5, **text)
            | {"encoding": {"x": place, "y": up, "text": {"field": "n"}}},
            _mark("text", "soft", **text)
            | {"encoding": {"x": place, "y": {"value": height + 16}, "text": {"field": "column"}}},
        ]
    }


_STEPS = (0.0, 0.1, 0.2, 0.32, 0.45)
"""Strengths of a cell: nothing, then a quarter of the most each. Text stays readable on all."""


def grid(
    rows: Sequence[tuple[str, Sequence[int]]],
    heads: Sequence[str],
    frame: Frame,
    *,
    headed: bool = True,
) -> Spec:
    """Rows and columns of numbers, the larger the stronger; ``headed`` names the columns above."""
    most = max((n for _, counts in rows for n in counts), default=0) or 1
    data = [
        {**_labelled(label, frame), "column": head, "n": n, "strength": _strength(n, most)}
        for label, counts in rows
        for head, n in zip(heads, counts, strict=True)
    ]
    place = _columns(heads, 0.04)
    strength = {"field": "strength", "type": "quantitative", "legend": None, "scale": None}
    layers = [
        _mark("rect", "accent", height={"band": 0.94})
        | {"encoding": {"x": place, "fillOpacity": strength}},
        _mark("text", "ink", fontSize=_TEXT, baseline="middle")
        | {
            "transform": [{"filter": "datum.n > 0"}],
            "encoding": {"x": place, "text": {"field": "n"}},
        },
    ]
    top = 0
    if headed:
        top, head = _heading(heads, place, frame)
        layers.append(head)
    return _chart(frame, data, layers, top=top, first=True)


def _strength(n: int, most: int) -> float:
    """The step of a number: 0 for nothing, else by quarters of the most, the fuller the stronger."""
    return _STEPS[-(-4 * n // most)]


def _heading(heads: Sequence[str], place: Spec, frame: Frame) -> tuple[int, dict[str, Any]]:
    """Room above the columns, and the words in it."""
    data = {"values": [{"column": head} for head in heads]}
    if frame.tilted:
        longest = max(map(len, heads), default=0)
        mark = _mark("text", "soft", angle=-90, align="left", baseline="middle", dx=6)
        top = round(longest * 7.2) + 10
    else:
        mark = _mark("text", "soft", align="center", baseline="alphabetic", dy=-8)
        top = 26
    mark["mark"]["fontSize"] = _TEXT
    encoding = {"x": place, "y": {"value": 0}, "text": {"field": "column"}}
    return top, {"data": data, **mark, "encoding": encoding}


_SHOWN = 17  # units a part of a bar needs to hold its shape
_COUNTED = 46  # and to hold its number too


def shares(
    rows: Sequence[tuple[str, Mapping[str, int]]], looks: Mapping[str, Look], frame: Frame
) -> Spec:
    """Bars of equal length cut by status; each part has the colour and the symbol of its status.

    Args:
        rows: The label of each bar, and its counts by status.
        looks: How each status is drawn, in the order of the parts of a bar.
        frame: The room there is.

    The number of all stands behind each bar, the number of a part in it where there is room.
    """
    room = 44
    wide = frame.width - frame.label - room
    data = [part for row in rows for part in _parts(row, tuple(looks), frame, wide)]
    scale = {"domain": [0, 1], "range": [0, wide]}

    def at(field: str) -> dict[str, Any]:
        return {"field": field, "type": "quantitative", "axis": None, "scale": scale}

    def by_status(drawn: Sequence[str]) -> dict[str, Any]:
        scale = {"domain": list(looks), "range": drawn}
        return {"field": "status", "type": "nominal", "legend": None, "scale": scale}

    colour = by_status([LIGHT[look.colour] for look in looks.values()])
    shape = by_status([SHAPES[look.symbol] for look in looks.values()])
    edge = {"stroke": LIGHT["paper"], "strokeWidth": 1.5}
    text = {"fontSize": _TEXT, "baseline": "middle", "align": "left"}
    return _chart(
        frame,
        data,
        [
            {
                "mark": {"type": "bar", "height": {"band": 0.8}, **edge},
                "encoding": {"x": at("from"), "x2": {"field": "to"}, "fill": colour},
            },
            _mark("point", "paper", size=120, strokeWidth=0, filled=True, opacity=1)
            | {
                "transform": [
                    {"filter": f"datum.room >= {_SHOWN} && datum.room < {_COUNTED}"},
                ],
                "encoding": {"x": at("middle"), "shape": shape},
            },
            _mark("point", "paper", size=120, strokeWidth=0, filled=True, opacity=1, xOffset=-12)
            | {
                "transform": [{"filter": f"datum.room >= {_COUNTED}"}],
                "encoding": {"x": at("middle"), "shape": shape},
            },
            _mark("text", "paper", **text)
            | {
                "transform": [{"filter": f"datum.room >= {_COUNTED}"}],
                "encoding": {"x": at("middle"), "text": {"field": "n"}},
            },
            _mark("text", "soft", dx=_GAP, **text)
            | {
                "transform": [{"filter": "datum.from == 0"}],
                "encoding": {"x": {"value": wide}, "text": {"field": "all"}},
            },
        ],
        first=True,
    )


def _parts(
    row: tuple[str, Mapping[str, int]], order: Sequence[str], frame: Frame, wide: float
) -> Iterator[dict[str, Any]]:
    """The parts of one bar, each with its place and the room it has."""
    label, counts = row
    total = sum(counts.values())
    start = 0
    for status in (status for status in order if counts.get(status)):
        end = start + counts[status]
        yield {
            **_labelled(label, frame),
            "status": status,
            "n": counts[status],
            "from": start / total,
            "to": end / total,
            "middle": (start + end) / 2 / total,
            "room": round(counts[status] / total * wide, 2),
            "all": total,
        }
        start = end


# What all of them share


def _labelled(label: str, frame: Frame) -> dict[str, Any]:
    """A row's own words, broken into lines."""
    lines = textwrap.wrap(label, frame.letters) or [label]
    return {"row": label, "lines": len(lines), "words": lines}


def _mark(kind: str, colour: str, **options: Any) -> dict[str, Any]:
    return {"mark": {"type": kind, "fill": LIGHT[colour], **options}}


def _columns(heads: Sequence[str], padding: float) -> dict[str, Any]:
    scale = {"domain": list(heads), "paddingInner": padding, "paddingOuter": padding / 2}
    return {"field": "column", "type": "nominal", "axis": None, "scale": scale}


def _chart(
    frame: Frame,
    data: list[dict[str, Any]],
    layers: list[dict[str, Any]],
    *,
    top: int = 0,
    first: bool = False,
) -> dict[str, Any]:
    """Layers over rows with labels at the left; ``first`` where a row has several data."""
    names = list(dict.fromkeys(datum["row"] for datum in data))
    most = max((datum["lines"] for datum in data), default=1)
    height = len(names) * (most * _LINE + _AIR)
    down = {"field": "row", "type": "nominal", "axis": None, "scale": {"domain": names}}
    labels = _labels(data, down, most, first=first)
    for layer in layers:
        layer["encoding"] = {"y": down, **layer["encoding"]}
    return _framed(frame, height, 0, data, top=top) | {"layer": [*layers, *labels]}


def _labels(
    data: list[dict[str, Any]], down: Spec, most: int, *, first: bool
) -> list[dict[str, Any]]:
    """The labels of rows, line by line, so that a label of several lines stands in the middle."""
    seen = {datum["row"]: datum for datum in data} if first else None
    values = list(seen.values()) if seen is not None else data
    layers = []
    for lines in range(1, most + 1):
        held = [datum for datum in values if datum["lines"] == lines]
        for line in range(lines if held else 0):
            said = [{"row": datum["row"], "text": datum["words"][line]} for datum in held]
            shift = round((line - (lines - 1) / 2) * _LINE, 1)
            layers.append(
                {
                    "data": {"values": said},
                    **_mark(
                        "text",
                        "ink",
                        align="right",
                        baseline="middle",
                        dx=-_GAP,
                        dy=shift,
                        fontSize=_TEXT,
                    ),
                    "encoding": {"x": {"value": 0}, "y": down, "text": {"field": "text"}},
                }
            )
    return layers


def _framed(
    frame: Frame, height: int, below: int, data: list[dict[str, Any]], top: int = 0
) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": frame.width - frame.label,
        "height": height,
        "padding": {"left": frame.label, "top": top, "right": 0, "bottom": below},
        "autosize": "none",
        "data": {"values": [{k: v for k, v in datum.items() if k != "words"} for datum in data]},
        "config": {
            "view": {"stroke": None},
            "aria": False,
            "font": "sans-serif",
            "background": None,
        },
    }
