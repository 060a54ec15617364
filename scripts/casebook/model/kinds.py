"""The kinds of value a field can hold.

Each kind is an annotated ``str`` (or number): pydantic checks its shape, and
the marker beside it tells everything else (rules, schema, reference page,
scaffold) what the value means. Nothing here looks at another field or file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, LiteralString

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from casebook.base import dates

ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
ITEM_PATTERN = r"^[A-Z]{3}-[0-9]{2,3}$"
URL_PATTERN = r"^https?://[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+(?::[0-9]{1,5})?(?:[/?#]\S*)?$"
"""The host is plain ASCII: letters of other scripts can look like Latin ones."""
LANGUAGE_PATTERN = r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?$"
SPDX_PATTERN = r"^[A-Za-z0-9.+-]+$"
_LONGEST_NUMBER = 40
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:[\s,_'][0-9]{3})+(?:\.[0-9]+)?")
_LEADING_ZERO = re.compile(r"0+[1-9][0-9]*(?:\.[0-9]+)?")
_POINT_OR_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_BELOW_ZERO = re.compile(r"-[0-9.]*[1-9][0-9.]*")
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
    "|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
    "|[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u206a-\u206f\u3164\uffa0]"
    "|[\ufff9-\ufffd]"
)
"""Characters without a shape, and the sign of a lost letter: escapes in quotes can make them."""


@dataclass(frozen=True)
class Term:
    """Marks a value that must be a term of the named vocabulary."""

    vocabulary: str


@dataclass(frozen=True)
class Ref:
    """Marks a value that must be the id of something else.

    ``to`` is ``item``, ``pattern``, ``framework``, ``case``, or one of the
    case's own parts: ``source``, ``claim``, ``moment``, ``part`` (a claim, an
    opinion or a fact), ``evidence`` (a claim, a fact or a moment), ``statement`` (any part
    with an id but a source), and from an exercise ``case-part`` (as ``evidence``).
    """

    to: str


@dataclass(frozen=True)
class Markdown:
    """Marks prose that may hold the safe Markdown subset."""


@dataclass(frozen=True)
class Says:
    """Marks the words a reader sees for a kind, as used on the format page."""

    text: str


@dataclass(frozen=True)
class Kind:
    """Names what a value is checked for, for those who check it without Python.

    The form in the browser has a check of the same name for each
    (``docs/assets/js/form/kinds.mjs``); a test holds the two equal.

    ``spelling`` says how a misspelt value is put right: ``id`` as small
    letters, digits and hyphens, ``item`` as the id of a check; empty if not.
    """

    name: str
    spelling: str = ""


def _wrong(kind: LiteralString, message: LiteralString, **context: str) -> PydanticCustomError:
    return PydanticCustomError(kind, message, context)


def _one_line(value: str) -> str:
    if not value.strip():
        raise _wrong("empty", "is empty")
    if "\n" in value.strip():
        raise _wrong("several_lines", "must be one line")
    return _clean(value)


def _prose(value: str) -> str:
    if not value.strip():
        raise _wrong("empty", "is empty")
    return _clean(value)


def _clean(value: str) -> str:
    if _HIDDEN.search(value):
        raise _wrong("control_character", "holds a control character")
    return value.strip()


def _edtf(value: str) -> str:
    reason = dates.complaint(value)
    if reason:
        raise _wrong("not_a_date", "{reason}", reason=reason)
    return value


def _number(value: Any) -> Any:
    # Plain YAML scalars arrive as text (see source); how people group digits
    # is a common slip that deserves its own message.
    if not isinstance(value, str) or len(value) >= _LONGEST_NUMBER:
        return value
    if _POINT_OR_THOUSANDS.fullmatch(value):
        whole, _, thousandths = value.partition(".")
        plain, decimal = whole + thousandths, f"{whole}.{thousandths}0"
        raise _wrong("two_readings", "reads in two ways", plain=plain, decimal=decimal)
    if _GROUPED.fullmatch(value) or _LEADING_ZERO.fullmatch(value):
        plain = re.sub(r"[\s,_']", "", value).lstrip("0")
        raise _wrong("grouped_number", "write the number with digits only: {plain}", plain=plain)
    if _BELOW_ZERO.fullmatch(value):
        raise _wrong("below_zero", "is below zero", plain=value[1:])
    return value


def _switch(value: Any) -> Any:
    # `yes` and `on` are true in YAML 1.1 and text in 1.2; editors and we must agree.
    return (
        {"true": True, "false": False}.get(value.lower(), value)
        if isinstance(value, str)
        else value
    )


Line = Annotated[
    str,
    Field(max_length=300),
    AfterValidator(_one_line),
    Kind("line"),
    Says("one line of plain text"),
]
Title = Annotated[
    str,
    Field(min_length=12, max_length=110),
    AfterValidator(_one_line),
    Kind("line"),
    Says("one line of 12 to 110 characters"),
]
Quotation = Annotated[
    str,
    Field(max_length=600),
    AfterValidator(_one_line),
    Kind("line"),
    Says("words exactly as they were published, on one line, at most 50 words"),
]
Prose = Annotated[
    str,
    Field(max_length=4000),
    AfterValidator(_prose),
    Kind("prose"),
    Markdown(),
    Says("text; emphasis, links, code and lists are allowed"),
]
Summary = Annotated[
    str,
    Field(min_length=60, max_length=600),
    AfterValidator(_prose),
    Kind("prose"),
    Markdown(),
    Says("two or three sentences, 60 to 600 characters"),
]
Id = Annotated[
    str,
    Field(pattern=ID_PATTERN, max_length=80),
    Kind("id", spelling="id"),
    Says("an id: small letters, digits and single hyphens"),
]
ItemId = Annotated[
    str,
    Field(pattern=ITEM_PATTERN),
    Kind("id", spelling="item"),
    Says("the id of a check, such as `VET-20`"),
]
Url = Annotated[
    str,
    Field(pattern=URL_PATTERN, max_length=2000),
    AfterValidator(_clean),
    Kind("url"),
    Says("a web address that starts with https:// or http://"),
]
Edtf = Annotated[
    str,
    Field(max_length=40, json_schema_extra={"type": ["string", "integer"]}),
    AfterValidator(_edtf),
    Kind("date"),
    Says(
        "a date: `2024`, `2024-08` or `2024-08-19`, a range `2024-06/2024-07`, "
        "or `2024-08?` if it is not certain"
    ),
]
Number = Annotated[
    float,
    Field(allow_inf_nan=False, json_schema_extra={"minimum": 0}),
    BeforeValidator(_number),
    Kind("number"),
    Says("a number, digits only"),
]
Switch = Annotated[
    bool,
    Field(strict=True),
    BeforeValidator(_switch),
    Kind("switch"),
    Says("`true` or `false`"),
]
Language = Annotated[
    str,
    Field(pattern=LANGUAGE_PATTERN),
    Kind("id"),
    Term("language"),
    Says("a BCP 47 language tag, such as `en` or `zh`"),
]
Licence = Annotated[
    str, Field(pattern=SPDX_PATTERN), Kind("id"), Says("an SPDX licence id, such as `CC-BY-4.0`")
]
SourceRef = Annotated[
    str,
    Field(pattern=ID_PATTERN),
    Kind("id", spelling="id"),
    Ref("source"),
    Says("the id of a source"),
]
ClaimRef = Annotated[
    str,
    Field(pattern=ID_PATTERN),
    Kind("id", spelling="id"),
    Ref("claim"),
    Says("the id of a claim"),
]
PartRef = Annotated[
    str,
    Field(pattern=ID_PATTERN),
    Kind("id", spelling="id"),
    Ref("part"),
    Says("the id of a claim, opinion or fact of this case"),
]
MomentRef = Annotated[
    str,
    Field(pattern=ID_PATTERN),
    Kind("id", spelling="id"),
    Ref("moment"),
    Says("the id of a moment of the timeline"),
]
EvidenceRef = Annotated[
    str,
    Field(pattern=ID_PATTERN),
    Kind("id"),
    Ref("evidence"),
    Says("the id of a claim, fact or timeline entry of this case"),
]
StatementRef = Annotated[
    str,
    Field(pattern=ID_PATTERN),
    Kind("id"),
    Ref("statement"),
    Says("the id of a claim, opinion, fact, timeline entry, failure or lesson of this case"),
]
CaseRef = Annotated[
    str,
    Field(pattern=ID_PATTERN),
    Kind("id", spelling="id"),
    Ref("case"),
    Says("the id of another case"),
]
PatternRef = Annotated[
    str,
    Field(pattern=ID_PATTERN),
    Kind("id", spelling="id"),
    Ref("pattern"),
    Says("the id of a pattern"),
]
CasePartRef = Annotated[
    str,
    Field(pattern=ID_PATTERN),
    Kind("id", spelling="id"),
    Ref("case-part"),
    Says("the id of a claim, fact or moment of the case"),
]
FrameworkRef = Annotated[
    str,
    Field(pattern=ID_PATTERN),
    Kind("id", spelling="id"),
    Ref("framework"),
    Says("the id of a framework"),
]
ItemRef = Annotated[
    str,
    Field(pattern=ITEM_PATTERN),
    Kind("id", spelling="item"),
    Ref("item"),
    Says("the id of a check, such as `VET-20`"),
]


class Record(BaseModel):
    """Base of every model: frozen, and closed to keys it does not know."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=False, serialize_by_alias=True
    )
