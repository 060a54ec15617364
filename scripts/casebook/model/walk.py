"""Walk a model by what its fields mean: every term, every reference, every piece of prose.

The markers in :mod:`casebook.model.kinds` are read from the annotations once
per class, so rules, schema and pages find a new field without being told.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from casebook.base.problems import Loc
from casebook.model.kinds import Kind, Markdown, Record, Ref, Says, Term

Marker = Term | Ref | Markdown | Says | Kind


@dataclass(frozen=True)
class FieldShape:
    """What one field holds: its markers, the model inside it, and whether it repeats."""

    name: str
    """Its key in the file."""
    attribute: str
    """Its attribute on the model: another word only where Python keeps the key for itself."""
    markers: tuple[Marker, ...]
    model: type[Record] | None
    many: bool
    base: Any
    """The plain type inside, such as ``str``, ``float`` or ``bool``."""
    meaning: tuple[str, str, bool]
    """Vocabulary, target of a reference, and whether it is prose; see :class:`Leaf`."""

    @property
    def kind(self) -> str:
        """What its value is checked for, see :class:`~casebook.model.kinds.Kind`; empty if nothing by name."""
        return next((marker.name for marker in self.markers if isinstance(marker, Kind)), "")

    @property
    def spelling(self) -> str:
        """How a misspelt value is put right, see :class:`~casebook.model.kinds.Kind`."""
        return next((marker.spelling for marker in self.markers if isinstance(marker, Kind)), "")


class Leaf(NamedTuple):
    """One text value of a model, with its place and what it means."""

    loc: Loc
    value: str
    term: str = ""
    """The vocabulary the value must be a term of, if any."""
    ref: str = ""
    """What the value must be the id of, if anything; see :class:`~casebook.model.kinds.Ref`."""
    prose: bool = False
    """Whether the value may hold the safe Markdown subset."""


@cache
def shapes(model: type[Record]) -> tuple[FieldShape, ...]:
    """Describe every field of a model, in the order it declares them."""
    hints = get_type_hints(model, include_extras=True)
    return tuple(
        _shape(info.alias or name, name, hints[name]) for name, info in model.model_fields.items()
    )


@cache
def infos(model: type[Record]) -> Mapping[str, FieldInfo]:
    """Give what a model says of each field, by its key in the file."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def _shape(name: str, attribute: str, hint: Any) -> FieldShape:
    markers: list[Marker] = []
    many = False
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            hint, *extras = get_args(hint)
            markers.extend(extra for extra in extras if isinstance(extra, Marker))
        elif origin in (Union, types.UnionType):
            hint = next(arg for arg in get_args(hint) if arg is not type(None))
        elif origin is tuple:
            hint, many = get_args(hint)[0], True
        else:
            break
    inner = hint if isinstance(hint, type) and issubclass(hint, Record) else None
    return FieldShape(name, attribute, tuple(markers), inner, many, hint, _meaning(markers))


def _meaning(markers: list[Marker]) -> tuple[str, str, bool]:
    term = next((marker.vocabulary for marker in markers if isinstance(marker, Term)), "")
    ref = next((marker.to for marker in markers if isinstance(marker, Ref)), "")
    return term, ref, any(isinstance(marker, Markdown) for marker in markers)


class _Walked:
    """The leaves of the model last asked for: its rules ask one after another."""

    model: Record | None = None
    leaves: tuple[Leaf, ...] = ()
    text: str = ""
    """All their text."""
    small: str = ""
    """The same in small letters."""


def leaves(model: Record) -> tuple[Leaf, ...]:
    """Give every text value in a model with its place, in reading order."""
    if _Walked.model is not model:
        found: list[Leaf] = []
        _gather(model, (), found)
        _Walked.model, _Walked.leaves = model, tuple(found)
        _Walked.text = "\n".join(leaf.value for leaf in _Walked.leaves)
        _Walked.small = _Walked.text.casefold()
    return _Walked.leaves


def _gather(model: Record, loc: Loc, found: list[Leaf]) -> None:
    for shape in shapes(type(model)):
        value = getattr(model, shape.attribute)
        if value is None:
            continue
        if shape.many:
            for position, part in enumerate(value):
                _gather_value(part, (*loc, shape.name, position), shape, found)
        else:
            _gather_value(value, (*loc, shape.name), shape, found)


def _gather_value(value: Any, loc: Loc, shape: FieldShape, found: list[Leaf]) -> None:
    if shape.model is not None:
        _gather(value, loc, found)
    elif isinstance(value, str):
        found.append(Leaf(loc, value, *shape.meaning))


def leaves_of(model: type[Record], data: Any, loc: Loc = ()) -> tuple[Leaf, ...]:
    """Give every text in data that may not have the shape of ``model``, where the model expects one."""
    found: list[Leaf] = []
    for shape in shapes(model):
        value = data.get(shape.name) if isinstance(data, dict) else None
        entries = enumerate(value) if shape.many and isinstance(value, list) else ()
        parts = entries if shape.many else [(None, value)]
        for position, part in parts:
            place = (*loc, shape.name, *(() if position is None else (position,)))
            if shape.model is not None:
                found += leaves_of(shape.model, part, place)
            elif isinstance(part, str):
                found.append(Leaf(place, part, *shape.meaning))
    return tuple(found)


def matching(model: Record, pattern: re.Pattern[str], signs: Sequence[str]) -> Iterator[Leaf]:
    """Give the leaves in which a pattern is found.

    Args:
        model: What is looked through.
        pattern: What is looked for.
        signs: Texts, of which one at least stands in whatever the pattern finds.
            A sign in small letters stands there in letters of any size, another
            one as it is here. Nearly always none is there, and to see that is
            many times as fast as to try the pattern.
    """
    found = leaves(model)
    large = [sign for sign in signs if not sign.islower() and sign in _Walked.text]
    small = [sign for sign in signs if sign.islower() and sign in _Walked.small]
    if large or small:
        for leaf in found:
            if _holds(leaf.value, large, small) and pattern.search(leaf.value):
                yield leaf


def _holds(text: str, large: Sequence[str], small: Sequence[str]) -> bool:
    if any(sign in text for sign in large):
        return True
    lowered = text.casefold() if small else ""
    return any(sign in lowered for sign in small)


def model_at(model: type[Record], loc: Loc) -> tuple[type[Record] | None, FieldShape | None]:
    """Find the model and the field that a place in the data belongs to.

    Returns the innermost model on the way and the last field met; either may
    be missing when the place is outside the model.
    """
    inside: type[Record] | None = model
    shape: FieldShape | None = None
    names = 0  # keys of a table still to pass: names the author chose, not fields
    for step in loc:
        if isinstance(step, int):
            continue
        if names:
            names -= 1
            continue
        fields = {field.name: field for field in shapes(inside)} if inside else {}
        if step not in fields:
            return inside, None
        shape = fields[step]
        names, held = _table(shape.base)
        inside = shape.model or held or inside
    return inside, shape


def _table(hint: Any) -> tuple[int, type[Record] | None]:
    """How many keys lead into a table of tables, and the model they lead to."""
    depth = 0
    while get_origin(hint) is dict:
        hint, depth = get_args(hint)[1], depth + 1
    return depth, hint if isinstance(hint, type) and issubclass(hint, Record) else None
