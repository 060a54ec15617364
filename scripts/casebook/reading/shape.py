"""From plain data to a typed model, with every complaint in the author's words.

pydantic says what is wrong; this module says it so that a person who has never
heard of pydantic knows what to change, and puts it on the right line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, TypeVar, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from casebook.base.everyday import meant
from casebook.base.problems import Loc, Problem
from casebook.base.words import apart, counted, listed, nearest, one_of, shortened, suggested
from casebook.model.kinds import Record, Says
from casebook.model.walk import FieldShape, infos, model_at, shapes
from casebook.reading.complaints import WORDS, Said, said
from casebook.source import Source

_Model = TypeVar("_Model", bound=Record)
_MOST = 100  # a file with more mistakes than this is told the first hundred
_NO_SPACE = re.compile(r"([A-Za-z_]+):(\S.*)")
_NAMES_TERMS = frozenset({"shape/missing-key", "shape/empty"})
_LIST = "a list, each entry on a line of its own after `- `"
_ITEM_LIKE = re.compile(r"([A-Za-z]{3})[^A-Za-z0-9]*([0-9]{1,3})")


Terms = Mapping[str, Iterable[str]]
"""The terms of each vocabulary by its name."""


def shape(
    source: Source, model: type[_Model], terms: Terms = MappingProxyType({})
) -> tuple[_Model | None, list[Problem]]:
    """Turn the data of a file into ``model``, or say all that is wrong with it.

    A missing or empty field that takes a term names those of ``terms``.
    """
    found = (_blank_problem(source, model, loc, terms) for loc in _blanks(source.data))
    empty = {problem for problem in found if problem is not None}
    try:
        shaped = model.model_validate(source.data)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=True, include_input=True)
        meant = {_meant_key(model, detail) for detail in details}
        wrong = {
            _problem(source, model, detail, terms)
            for detail in details[:_MOST]
            if _tells(detail) and not (detail["type"] == "missing" and detail["loc"] in meant)
        }
        return None, sorted(wrong | empty)
    return (None, sorted(empty)) if empty else (shaped, [])


def _tells(detail: ErrorDetails) -> bool:
    # pydantic counts entries after validation: a list whose only entry is wrong is not empty.
    return detail["type"] != "too_short" or len(detail["input"]) < detail["ctx"]["min_length"]


def _meant_key(model: type[Record], detail: ErrorDetails) -> Loc | None:
    """The place of the field that an unknown key was meant for, where that is plain."""
    loc = tuple(detail["loc"])
    inside, _ = model_at(model, loc)
    if detail["type"] != "extra_forbidden" or inside is None:
        return None
    key = _key_like(str(loc[-1]), [field.name for field in shapes(inside)])
    return (*loc[:-1], key) if key else None


def _key_like(name: str, known: list[str]) -> str:
    """The key that is most likely meant by an unknown one; empty if none is like it."""
    first = re.split(r"[\s:]", name.strip(), maxsplit=1)[0]
    if first in known:
        return first
    return nearest(name.replace("-", "_"), known) or nearest(name, known) or ""


def _blanks(data: Any, loc: Loc = ()) -> Iterator[Loc]:
    """Find values left empty, which pydantic lets pass where a field may be left out."""
    if data is None:
        yield loc
    elif isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _blanks(value, (*loc, step))


def _blank_problem(source: Source, model: type[Record], loc: Loc, terms: Terms) -> Problem | None:
    _, field = model_at(model, loc)
    if field is None:
        return None  # the key is unknown, and told as such
    told = _blank(_name(loc), _wanted_by(field, entry=isinstance(loc[-1], int)))
    return Problem(source.path, *source.at(loc), *told[:2], told.remedy + _words(field, terms))


def _words(field: FieldShape | None, terms: Terms) -> str:
    """Where the terms of a field are, if it takes terms."""
    vocabulary = field.meaning[0] if field else ""
    return " " + one_of(terms[vocabulary], vocabulary) if vocabulary in terms else ""


def _problem(source: Source, model: type[Record], detail: ErrorDetails, terms: Terms) -> Problem:
    loc = tuple(detail["loc"])
    bad_key = loc[-1:] == ("[key]",)  # pydantic's way to say that a key, not its value, is wrong
    loc = loc[:-1] if bad_key else loc
    inside, field = model_at(model, loc)
    if detail["type"] == "missing":
        inside, _ = model_at(model, loc[:-1])  # what is missing is told of by the block around it
    speak = _bad_key if bad_key else _SPEAKERS.get(detail["type"], _other)
    rule, message, remedy, _ = speak(loc, detail, inside, field)
    if rule in _NAMES_TERMS:
        remedy += _words(field, terms)
    # An unknown key is told where the key stands; a wrong value where it stands.
    line, column = source.at(loc, key=bad_key or detail["type"] in ("extra_forbidden", "missing"))
    return Problem(source.path, line, column, rule, message, remedy)


def _name(loc: Loc) -> str:
    words = [str(step) for step in loc if isinstance(step, str)]
    return words[-1] if words else "the file"


def _says(field: FieldShape | None) -> str:
    texts = [marker.text for marker in field.markers if isinstance(marker, Says)] if field else []
    return texts[-1] if texts else "text"


def _describe(inside: type[Record] | None, name: str) -> str:
    info = infos(inside).get(name) if inside else None
    return info.description or "" if info else ""


def _missing(
    loc: Loc, _d: ErrorDetails, inside: type[Record] | None, _f: FieldShape | None
) -> Said:
    name = _name(loc)
    owner = inside
    about = _describe(owner, name)
    return WORDS["missing"].told(name=name, about=about)


def _unknown(
    loc: Loc, _d: ErrorDetails, inside: type[Record] | None, _f: FieldShape | None
) -> Said:
    name = str(loc[-1])
    known = [field.name for field in shapes(inside)] if inside else []
    first = name.split(maxsplit=1)[0] if name.split() else ""
    spaceless = _NO_SPACE.fullmatch(name)
    if spaceless and spaceless[1] in known:
        remedy = f"Write `{spaceless[1]}: {spaceless[2]}` with a space after the colon."
    elif name.isdigit() and len(loc) > 1:
        remedy = "Write numbers without commas; between brackets a comma begins the next entry."
    elif name != name.lstrip() and name.strip() in known:
        remedy = f"Write ordinary spaces before `{name.strip()}`; others come along from web pages."
    elif first in known and first != name:
        remedy = f"Write `{first}: …`; a colon is missing after `{first}`."
    else:
        otherwise = f"Delete it, or use one of {listed((f'`{key}`' for key in known), 'or')}."
        guess = _key_like(name, known)
        remedy = suggested(name, guess, otherwise) if guess else otherwise
    return said("shape/unknown-key", f"`{shortened(name)}` is not a field here", remedy)


def _wrong_type(
    loc: Loc, detail: ErrorDetails, _i: type[Record] | None, field: FieldShape | None
) -> Said:
    name, given = _name(loc), detail["input"]
    wanted = _wanted(detail["type"], field)
    if given is None:
        return _blank(name, wanted)
    if detail["type"] == "tuple_type" and str(given).startswith("-"):
        wanted = "a list; a space is missing after the dash"
    got = "a list" if isinstance(given, list) else "text"
    got = "a block of keys" if isinstance(given, dict) else got
    return said("shape/wrong-type", f"`{name}` holds {got}", f"It should hold {wanted}.")


def _blank(name: str, wanted: str) -> Said:
    return WORDS["empty"].told(name=name, wants=wanted)


def _wanted(kind: str, field: FieldShape | None) -> str:
    if kind == "tuple_type":
        return _LIST
    if kind == "model_type":
        return _block(field)
    return "a block of keys" if kind == "dict_type" else _says(field)


def _wanted_by(field: FieldShape, *, entry: bool) -> str:
    if field.many and not entry:
        return _LIST
    return _block(field) if field.model else _says(field)


def _block(field: FieldShape | None) -> str:
    keys = [f"`{f.name}`" for f in shapes(field.model)][:4] if field and field.model else []
    return f"a block of keys ({', '.join(keys)} …)" if keys else "a block of keys"


def _empty(loc: Loc, _d: ErrorDetails, _i: type[Record] | None, field: FieldShape | None) -> Said:
    return _blank(_name(loc), _says(field))


def _several_lines(
    loc: Loc, _d: ErrorDetails, _i: type[Record] | None, _f: FieldShape | None
) -> Said:
    return WORDS["several-lines"].told(name=_name(loc))


def _control(loc: Loc, _d: ErrorDetails, _i: type[Record] | None, _f: FieldShape | None) -> Said:
    return WORDS["control-character"].told(name=_name(loc))


def _too_long(
    loc: Loc, detail: ErrorDetails, _i: type[Record] | None, _f: FieldShape | None
) -> Said:
    limit, length = detail["ctx"]["max_length"], len(detail["input"])
    return WORDS["too-long"].told(name=_name(loc), length=_characters(length), limit=limit)


def _too_short(
    loc: Loc, detail: ErrorDetails, _i: type[Record] | None, _f: FieldShape | None
) -> Said:
    if not detail["input"].strip():
        return _empty(loc, detail, _i, _f)
    least, length = detail["ctx"]["min_length"], len(detail["input"])
    return WORDS["too-short"].told(name=_name(loc), length=_characters(length), limit=least)


def _characters(number: int) -> str:
    return counted(number, "character")


def _too_few(loc: Loc, _d: ErrorDetails, _i: type[Record] | None, _f: FieldShape | None) -> Said:
    return WORDS["too-few"].told(name=_name(loc))


def _pattern(
    loc: Loc, detail: ErrorDetails, _i: type[Record] | None, field: FieldShape | None
) -> Said:
    value = str(detail["input"])
    wants = _says(field)
    if separate := apart(value):
        wants = f"`{separate}`: a comma separates the entries of a list"
    better = "" if separate else _likely(value, field)
    example = f"; here that is `{better}`" if better else ""
    words = WORDS["not-an-address" if field and field.kind == "url" else "not-an-id"]
    return words.told(value=shortened(value), name=_name(loc), wants=wants, example=example)


def _bad_key(loc: Loc, _d: ErrorDetails, _i: type[Record] | None, _f: FieldShape | None) -> Said:
    name = str(loc[-1])
    better = _as_id(name)
    example = f"; here that is `{better}`" if better else ""
    return said(
        "shape/not-an-id",
        f"`{shortened(name)}` is not an id",
        f"Use small letters, digits and single hyphens{example}.",
    )


def _likely(value: str, field: FieldShape | None) -> str:
    """The id that was meant, where the field takes one; else empty."""
    spelling = field.spelling if field else ""
    if spelling == "item":
        match = _ITEM_LIKE.fullmatch(value.strip())
        return f"{match[1].upper()}-{int(match[2]):02d}" if match else ""
    return _as_id(value) if spelling == "id" else ""


def _as_id(value: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")[:60]


def _date(
    _loc: Loc, detail: ErrorDetails, _i: type[Record] | None, field: FieldShape | None
) -> Said:
    better = meant("date", detail["input"].strip())
    example = f"; here that is `{better}`" if better else ""
    return WORDS["not-a-date"].told(
        reason=detail["ctx"]["reason"], wants=_says(field), example=example
    )


def _number(
    loc: Loc, detail: ErrorDetails, _i: type[Record] | None, field: FieldShape | None
) -> Said:
    if detail["input"] is None or isinstance(detail["input"], dict | list):
        return _wrong_type(loc, detail, _i, field)
    return WORDS["not-a-number"].told(value=shortened(str(detail["input"])))


def _grouped(
    _loc: Loc, detail: ErrorDetails, _i: type[Record] | None, _f: FieldShape | None
) -> Said:
    return WORDS["grouped-number"].told(
        value=shortened(detail["input"]), plain=detail["ctx"]["plain"]
    )


def _two_readings(
    _loc: Loc, detail: ErrorDetails, _i: type[Record] | None, _f: FieldShape | None
) -> Said:
    return WORDS["two-readings"].told(value=detail["input"], **detail["ctx"])


def _below_zero(
    _loc: Loc, detail: ErrorDetails, _i: type[Record] | None, _f: FieldShape | None
) -> Said:
    return WORDS["below-zero"].told(value=detail["input"])


def _boolean(
    loc: Loc, detail: ErrorDetails, _i: type[Record] | None, _f: FieldShape | None
) -> Said:
    if detail["input"] is None:
        return _blank(_name(loc), "`true` or `false`")
    return said(
        "shape/not-true-or-false",
        f"`{_name(loc)}` must be `true` or `false`",
        "Write `true` or `false`.",
    )


def _choice(
    loc: Loc, detail: ErrorDetails, _i: type[Record] | None, field: FieldShape | None
) -> Said:
    if not isinstance(detail["input"], str):
        return _wrong_type(loc, detail, _i, field)
    choices = get_args(field.base) if field else ()
    return said(
        "shape/not-a-choice",
        f"`{shortened(detail['input'])}` is not what `{_name(loc)}` takes",
        f"Write one of {listed((f'`{choice}`' for choice in choices), 'or')}.",
    )


def _other(
    loc: Loc, detail: ErrorDetails, _i: type[Record] | None, field: FieldShape | None
) -> Said:
    return said("shape/wrong-type", f"`{_name(loc)}`: {detail['msg']}", f"Write {_says(field)}.")


_Speaker = Callable[[Loc, ErrorDetails, type[Record] | None, FieldShape | None], Said]
_SPEAKERS: dict[str, _Speaker] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_type": _wrong_type,
    "tuple_type": _wrong_type,
    "model_type": _wrong_type,
    "dict_type": _wrong_type,
    "string_too_long": _too_long,
    "string_too_short": _too_short,
    "too_short": _too_few,
    "string_pattern_mismatch": _pattern,
    "float_parsing": _number,
    "float_type": _number,
    "finite_number": _number,
    "bool_type": _boolean,
    "literal_error": _choice,
    "empty": _empty,
    "several_lines": _several_lines,
    "control_character": _control,
    "not_a_date": _date,
    "grouped_number": _grouped,
    "two_readings": _two_readings,
    "below_zero": _below_zero,
}


@cache
def _adapter(model: type[Record], name: str) -> TypeAdapter[Any]:
    info = infos(model)[name]
    annotated: Any = Annotated[info.annotation, info]
    return TypeAdapter(annotated)


def judge(model: type[Record], name: str, value: str) -> str:
    """What is wrong with one value for one field, and what to do; empty if it fits.

    For questions, which have a value and no file yet.
    """
    try:
        _adapter(model, name).validate_python(value)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        _, field = model_at(model, (name,))
        told = _SPEAKERS.get(detail["type"], _other)((name,), detail, model, field)
        return f"{told.message}. {told.in_form}"
    return ""
