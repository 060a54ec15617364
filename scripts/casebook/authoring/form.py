"""What the web form knows: every field of a case, its checks, its words and its lists.

Made from the models and the library when the site is made; the modules in
``docs/assets/js/form/`` build the form from it and hold no field by name. A
field that is added to the model therefore stands in the form by itself, in the
step of its kind or in the last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from casebook.authoring import scaffold
from casebook.authoring.schema import innermost, models, schema
from casebook.base.prose import ALLOWED_LINK, COMPLAINTS, LINK
from casebook.base.words import SMALL
from casebook.corpus import changes, measures
from casebook.corpus.library import Library
from casebook.corpus.statuses import Statuses
from casebook.model import Case
from casebook.model.kinds import ID_PATTERN, ITEM_PATTERN, Record, Says
from casebook.model.walk import FieldShape, infos, shapes
from casebook.reading.complaints import WORDS
from casebook.rules import (
    CATALOGUE,
    answers,
    publication,
    quotations,
    requirements,
    style,
)
from casebook.rules.people import NAMEABLE
from casebook.source.reading import MAX_BYTES


@dataclass(frozen=True)
class Step:
    """A part of the form that is shown or folded as one."""

    title: str
    fields: tuple[str, ...]
    about: str = ""


STEPS = (
    Step("What a draft needs", ("title", "summary", "kind", "disclosed", "sources", "facts", "id")),
    Step(
        "What was said, and what became of it",
        ("claims", "opinions"),
        "One checkable sentence for each claim: who said it, what became of it, and why we say so. "
        "A judgement that no fact could settle is an opinion.",
    ),
    Step(
        "When, where and who",
        ("occurred", "detection", "organisations", "countries", "sectors", "affected", "people"),
    ),
    Step("The system and the harm", ("system", "actors", "harms")),
    Step("How it unfolded", ("timeline", "response", "consequences")),
    Step(
        "What to learn",
        (
            "failures",
            "controls_that_worked",
            "lessons",
            "roles",
            "why_it_matters",
            "open_questions",
            "related",
        ),
    ),
    Step(
        "Notes and finding",
        ("content_note", "legal_note", "also_searched_as", "external_ids", "external_ids_search"),
    ),
)
"""The steps in their order. Fields of the model that none of them names follow in one more."""
LAST = "The file and everything else"

SHOWN: Mapping[str, tuple[str, ...]] = {
    "Source": ("title", "publisher", "url", "published", "kind", "language", "seen"),
    "Fact": ("text", "basis", "on", "sources"),
    "Claim": (
        "text",
        "quote",
        "about",
        "made_by",
        "made_on",
        "status",
        "reason",
        "as_of",
        "sources",
    ),
    "Opinion": ("text", "made_by", "made_on", "quote", "supports", "against", "sources"),
    "Figure": ("value", "min", "max", "unit", "basis"),
    "Consequence": ("text", "kind", "figure", "outcomes", "claim", "sources"),
    "LegalOutcome": ("kind", "by", "on", "country"),
    "Failure": ("text", "pattern", "basis", "sources"),
    "Lesson": ("text", "items"),
    "Moment": ("on", "kind", "text", "sources"),
    "Person": ("role", "relation"),
}
"""By model: the fields that are open at once.

Elsewhere it is the whole of a small model, and of a large one what it requires; the rest is folded.
"""
_SHOWN_WHOLE = 5

NAMED_BY: Mapping[str, str] = {"Case": "title", "Source": "publisher"}
"""By model: the field from which an id is suggested. Elsewhere it is the first text."""


def definition(library: Library) -> dict[str, Any]:
    """Everything the form is built from, as plain data."""
    made = schema("case", library)
    parts = models(Case)
    return {
        "schemaLine": scaffold.SCHEMA_LINE,
        "small": sorted(SMALL),
        "root": Case.__name__,
        "models": {part.__name__: _model(part, made) for part in parts},
        "steps": list(_steps()),
        **_complaints(),
        "publication": _publication(library.statuses),
        "requirements": requirements.as_data(library.statuses, _for_browsers),
        "limits": _limits(),
        **_choices(library, parts),
    }


_SHOWN_HERE = ("always", "published", "since")


def _complaints() -> dict[str, Any]:
    """What is said of a mistake: by its kind, and by the rule that is broken."""
    rules = CATALOGUE.values()
    return {
        "words": {
            name: [words.message, words.in_form or words.remedy, words.rule]
            for name, words in WORDS.items()
        },
        "remedies": {rule.id: rule.remedy for rule in rules if rule.when in _SHOWN_HERE},
        "advice": [rule.id for rule in rules if rule.severity == "warning"],
    }


def _limits() -> dict[str, Any]:
    """What texts, links and the file must keep to."""
    return {
        "nameable": sorted(NAMEABLE),
        "markup": [[_for_browsers(foreign.pattern), foreign.message] for foreign in COMPLAINTS],
        "link": _for_browsers(LINK),
        "allowed": _for_browsers(ALLOWED_LINK),
        "bytes": MAX_BYTES,
        "changes": {
            "aside": sorted(changes.ASIDE),
            "first": sorted(changes.FIRST_GIVEN),
            "parts": changes.PARTS,
            "numbers": sorted(changes.NUMBERS),
            "shortest": changes.SHORTEST,
        },
        "answers": {
            "outside": sorted(measures.OUTSIDE_ROLES),
            "accused": sorted(answers.ACCUSED),
            "channels": sorted(measures.PUBLIC_CHANNELS),
            "audiences": sorted(measures.PUBLIC_AUDIENCES),
        },
    }


def _choices(library: Library, parts: list[type[Record]]) -> dict[str, Any]:
    """What can be chosen from: terms, checks and patterns."""
    used = _used(parts)
    return {
        "terms": {
            name: [[term, about.label, about.definition or ""] for term, about in terms.items()]
            for name, terms in library.vocabularies.items()
            if name in used
        },
        "items": [
            [check.id, check.item.statement, check.checklist.short]
            for check in library.checks.values()
        ],
        "patterns": [
            [pattern.id, pattern.title, pattern.definition] for pattern in library.patterns.values()
        ],
    }


def _publication(statuses: Statuses) -> dict[str, Any]:
    """What a case must have before it can be published, as far as it is data."""
    patterns = {
        "sentence": style.SENTENCE,
        "unspaced": quotations.UNSPACED,
        "hedges": style.HEDGES,
    }
    return {
        "parts": [_filled(asdict(part)) for part in publication.PARTS],
        "independent": measures.INDEPENDENT,
        "unsettled": sorted(statuses.on_side(*style.UNSUPPORTED)),
        "longest": style.LONG,
        "quoted_words": quotations.MOST_WORDS,
        "most_roles": measures.MOST_ROLES,
        **{name: _for_browsers(pattern) for name, pattern in patterns.items()},
    }


def _filled(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Without what does not hold, to keep the file small."""
    return {name: value for name, value in facts.items() if value not in (None, False, "", ())}


def cases(library: Library, titles: Mapping[str, str]) -> list[list[str]]:
    """Id and title of every case there is; a draft is known by its id alone."""
    return [[case_id, titles.get(case_id, "")] for case_id in sorted(library.case_ids)]


def _steps() -> Iterator[dict[str, Any]]:
    placed = {name for step in STEPS for name in step.fields}
    rest = tuple(name for name in Case.model_fields if name not in placed)
    for step in (*STEPS, Step(LAST, rest)):
        yield {"title": step.title, "about": step.about, "fields": list(step.fields)}


def _used(parts: list[type[Record]]) -> frozenset[str]:
    return frozenset(field.meaning[0] for part in parts for field in shapes(part)) - {""}


def _model(part: type[Record], made: Mapping[str, Any]) -> dict[str, Any]:
    node = made if part is Case else made["$defs"][part.__name__]
    fields = [_field(part, field, node) for field in shapes(part)]
    small = len(fields) <= _SHOWN_WHOLE
    open_at_once = [
        field["name"]
        for field in fields
        if (field["name"] != "id" and (small or "required" in field)) or _names_another(field)
    ]
    text = (f["name"] for f in fields if f["kind"] in ("line", "prose"))
    return {
        "name": _noun(part),
        "namedBy": NAMED_BY.get(part.__name__) or next(text, ""),
        "shown": SHOWN.get(part.__name__) or open_at_once or [field["name"] for field in fields],
        "fields": fields,
    }


def _names_another(field: Mapping[str, Any]) -> bool:
    """Whether an id is that of something else, and so not one the form could make up."""
    return field["name"] == "id" and (field["kind"] != "id" or "ref" in field)


def _field(part: type[Record], field: FieldShape, node: Mapping[str, Any]) -> dict[str, Any]:
    """One field, with what holds for it."""
    info = infos(part)[field.name]
    outer = node["properties"][field.name]
    inner = innermost(outer)
    vocabulary, ref, _ = field.meaning
    label = _label(part, field.name)
    said = [marker.text for marker in field.markers if isinstance(marker, Says)]
    facts = {
        "name": field.name,
        "label": label,
        "about": _hint(part, label, info.description or ""),
        "required": info.is_required(),
        "many": field.many,
        # A word of a vocabulary has no check of its own: it is chosen from a list.
        "kind": "block" if field.model else field.kind or "term",
        "model": field.model.__name__ if field.model else None,
        "terms": vocabulary,
        "ref": ref,
        "wants": said[-1] if said else "",
        "pattern": inner.get("pattern"),
        "idOf": _ID_OF.get(inner.get("pattern", "")),
        "least": inner.get("minLength"),
        "most": inner.get("maxLength"),
        "entries": outer.get("minItems"),
        "always": field.model is not None and not field.many and outer.get("default") is not None,
        "preset": outer.get("default") if isinstance(outer.get("default"), str) else None,
    }
    return _filled(facts)


_ID_OF: Mapping[str, str] = {ID_PATTERN: "part", ITEM_PATTERN: "check"}
"""By pattern: what an id that keeps to it names. For these the form says which id was meant."""


def _hint(part: type[Record], label: str, description: str) -> str:
    """What the description says beyond the label and the name of the block, with labels for names.

    A screen reader reads both at every field, and an eye does too.
    """
    if _said_in(description) <= _said_in(label) | _said_in(_noun(part)):
        return ""
    rest = description[len(label) :]
    if description.casefold().startswith(label.casefold()) and _GOES_ON.match(rest):
        description = rest.lstrip(" ,;")
        description = description[0].upper() + description[1:]
    labels = {name: _label(part, name) for name in infos(part)}
    return re.sub(
        r"`(\w+)`", lambda m: f"“{labels[m[1]]}”" if m[1] in labels else m[0], description
    )


_GOES_ON = re.compile(r"[,;] | (?:as|in) ")
"""How a description goes on after the label in a way that can stand alone."""


def _said_in(text: str) -> set[str]:
    """The words of a text that say something, one form for one and many."""
    return {word.rstrip("s") for word in re.findall(r"[a-z]+", text.casefold())} - SMALL - _ASIDE


_ASIDE = frozenset({"it", "its", "such", "thi", "that", "who", "when", "which", "case", "field"})


def _noun(part: type[Record]) -> str:
    """What a block is called."""
    name = part.model_config.get("title")
    return name or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", part.__name__).capitalize()


def _label(part: type[Record], name: str) -> str:
    """What a field is called where nobody sees its key."""
    return infos(part)[name].title or name.replace("_", " ").capitalize()


def _for_browsers(pattern: re.Pattern[str]) -> list[str]:
    r"""A pattern as browsers write it: source and flags.

    They know no ``(?P<name>``, and to them ``\w`` and ``\b`` know the letters of English only.
    """
    known = ((re.MULTILINE, "m"), (re.IGNORECASE, "i"))
    flags = "u" + "".join(letter for flag, letter in known if pattern.flags & flag)
    source = _LETTER.sub(_any_letter, pattern.pattern)
    return [source.replace("(?P<", "(?<"), flags]


_LETTER = re.compile(r"\[(?:\\.|[^\]\\])*\]|\\[wb]")
"""A set of signs, or the sign for a letter or for an edge of a word on its own."""
_EDGE = r"(?:(?<=[\p{L}\p{N}_])(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_])(?=[\p{L}\p{N}_]))"


def _any_letter(match: re.Match[str]) -> str:
    if match[0] == r"\b":
        return _EDGE
    inside = match[0].replace(r"\w", r"\p{L}\p{N}_")
    return inside if match[0].startswith("[") else f"[{inside}]"
