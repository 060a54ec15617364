"""Where everything stands: a tree of places beside the tree of data."""

from __future__ import annotations

from dataclasses import dataclass, field

from casebook.base.problems import Loc


@dataclass(slots=True)
class Place:
    """Place of one value, and of the key or dash before it; lines and columns from 1."""

    line: int
    column: int
    key_line: int
    key_column: int
    children: dict[str | int, Place] = field(default_factory=dict)


NOWHERE = Place(1, 1, 1, 1)


def find(place: Place, loc: Loc, *, key: bool) -> tuple[int, int]:
    """Follow ``loc`` as far as it exists and give line and column there."""
    for depth, step in enumerate(loc):
        child = place.children.get(step)
        if child is None:
            # A missing key is told at the block that should hold it.
            return (place.key_line, place.key_column) if depth else (place.line, place.column)
        place = child
    return (place.key_line, place.key_column) if key else (place.line, place.column)
