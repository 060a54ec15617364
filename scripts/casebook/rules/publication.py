"""What a published case must have beyond a draft; each part is told one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casebook.corpus.library import Library
from casebook.model.case import Case
from casebook.rules.base import Finding, Rule, case_rule
from casebook.rules.requirements import Test, among, forbids, requires, there

_LINES = (
    "tba",
    "tbc",
    "tbd",
    "to be added",
    "to be confirmed",
    "to be decided",
    "to be written",
    "todo",
)
"""Placeholders where they are all of a line; in a sentence they can be words like others."""
_ANY_CAPITALS = "|".join(
    "".join(f"[{sign.upper()}{sign}]" if sign.isalpha() else sign for sign in words)
    for words in _LINES
)
PLACEHOLDER = re.compile(
    r"\b(?:TODO|FIXME|[Ll]orem [Ii]psum|LOREM IPSUM)\b"
    rf"|^[^\w\n]*(?:{_ANY_CAPITALS}|[Xx]{{3,}})[^\w\n]*$",
    re.MULTILINE,
)
"""What a hurried author leaves; capitals are spelled out, as browsers know no flag for a part."""
UNWRITTEN = "To be written"
"""How a text begins that ``casebook import`` leaves to the author."""
WORDLESS = re.compile(r"^\s*[.,:;?!\u2026*_/\u2013\u2014-][\s.,:;?!\u2026*_/\u2013\u2014-]*$")
"""A text of marks alone, such as ``???``."""
_NO_WORDS = "the text has no words"


@dataclass(frozen=True)
class Part:
    """A part a published case needs, and how to say that it is missing.

    Plain data, because the form in the browser asks for the same parts.
    """

    name: str
    message: str
    remedy: str
    places: tuple[str, ...] = ()
    """Fields that all must be filled in, with dots between the levels; :attr:`name` if empty."""
    least: int = 1
    """How many entries each of the places needs."""
    either: bool = False
    """One of the places is enough."""
    by: str = ""
    """Entries are counted by this field of theirs, so that equal ones count once."""
    except_for: tuple[str, ...] = ()
    """Kinds of case that do not need the part."""

    def there(self, case: Case) -> bool:
        """Whether the case has the part, or does not need it."""
        enough = [self._held(case, place) >= self.least for place in self.places or (self.name,)]
        return case.kind in self.except_for or (any(enough) if self.either else all(enough))

    def _held(self, case: Case, place: str) -> int:
        held: Any = case
        for step in place.split("."):
            held = getattr(held, step, None)
        if isinstance(held, tuple):
            return len({getattr(entry, self.by) for entry in held} if self.by else held)
        return int(held is not None)


PARTS: tuple[Part, ...] = (
    Part(
        "occurred",
        "`occurred` is missing",
        "Say when it happened; a range or a year is enough.",
        except_for=("hazard",),
    ),
    Part(
        "organisations",
        "`organisations` is missing",
        "Name the organisations with their parts.",
    ),
    Part(
        "countries",
        "`countries` is missing",
        "Add the ISO code of each country involved.",
    ),
    Part("sectors", "`sectors` is missing", "Add at least one sector."),
    Part(
        "system",
        "`system` with its `lifecycle` is missing",
        "Describe the AI system and the stage of its life.",
        ("system.lifecycle",),
    ),
    Part("actors", "`actors` is missing", "Say who or what caused it."),
    Part("harms", "`harms` is missing", "Name the kinds of harm, or `none-known`."),
    Part("facts", "there is only one fact", "Add a second fact with its source.", least=2),
    Part(
        "claims",
        "`claims` is missing",
        "Add what was said, by whom, and what became of it.",
    ),
    Part(
        "timeline",
        "`timeline` has fewer than three entries",
        "Add when it happened, when it became public and when it was answered.",
        least=3,
    ),
    Part(
        "response",
        "`response` is missing",
        "Say what the organisation did or said; silence is a response too.",
    ),
    Part(
        "consequences",
        "`consequences` is missing",
        "Say what followed.",
        except_for=("near-miss", "hazard"),
    ),
    Part(
        "failures",
        "neither `failures` nor `controls_that_worked` is there",
        "Say what failed or which controls worked.",
        ("failures", "controls_that_worked"),
        either=True,
    ),
    Part("lessons", "`lessons` is missing", "Say what others can learn from it."),
    Part(
        "why_it_matters",
        "`why_it_matters` has texts for fewer than three roles",
        "Add what the case means for more roles.",
        least=3,
        by="role",
    ),
    Part("open_questions", "`open_questions` is missing", "Say what is still unanswered."),
    Part(
        "record",
        "`record` lacks `created` or `updated`",
        "Add both days.",
        ("record.created", "record.updated"),
    ),
    Part(
        "record",
        "`record.review_due` is missing",
        "Say by when the case should be reviewed.",
        ("record.review_due",),
    ),
)


@case_rule(
    Rule(
        "publication/incomplete",
        "A published case has every part a reader looks for.",
        "Readers compare cases; a missing part reads as `nothing happened`.",
        "Add the part, or set `record.status: draft` until you have it.",
        when="published",
    )
)
def incomplete(case: Case, _library: Library) -> Iterator[Finding]:
    """Find missing parts of a published case, each on its own."""
    if case.record.status == "withdrawn":
        return
    for part in PARTS:
        if not part.there(case):
            held = getattr(case, part.name, None)
            yield Finding((part.name,) if held else ("id",), part.message, part.remedy, key=True)


requires(
    Rule(
        "publication/two-publishers",
        "A published case has sources of two publishers, or says why not.",
        "One publisher can be wrong without anyone noticing.",
        "Add a source of another publisher, or say in `record.one_source_because` why there is only one.",
        when="published",
    ),
    "",
    ("sources",),
    "all sources have one publisher",
    Test("distinct", "sources.publisher"),
    there("record.one_source_because"),
    when=(~among("record.status", ("withdrawn",)),),
    key=True,
)


requires(
    Rule(
        "publication/withdrawn-needs-reason",
        "A withdrawn case says why.",
        "Its address stays, and readers ask.",
        "Add `record.withdrawn_because`.",
    ),
    "",
    ("record", "status"),
    "the case is withdrawn without a reason",
    there("record.withdrawn_because"),
    when=(among("record.status", ("withdrawn",)),),
)


LEFT_OVER = Rule(
    "publication/placeholder",
    "A case contains no placeholder, even as a draft.",
    "`TODO` or `TBC` tells readers not to trust the rest, and a forgotten one goes unnoticed.",
    "Write the text, or leave the field out for now; a note to yourself goes after `#`.",
)


def left_over(text: str) -> str:
    """What is wrong with a text that was left to be written; empty if nothing is."""
    if match := PLACEHOLDER.search(text):
        return f"`{match[0].strip()}` is a placeholder"
    return _NO_WORDS if WORDLESS.search(text) else ""


forbids(
    LEFT_OVER,
    PLACEHOLDER,
    ("fixme", "lorem ipsum", "xxx", *_LINES),
    "`{found}` is a placeholder",
)
forbids(
    LEFT_OVER,
    WORDLESS,
    (".", ",", ":", ";", "?", "!", "\u2026", "*", "_", "/", "\u2013", "\u2014", "-"),
    _NO_WORDS,
)


forbids(
    Rule(
        "publication/unwritten",
        "A published case holds no text that `casebook import` left to its author.",
        "The importer takes over names, dates and addresses, and writes no sentence about what happened.",
        "Write the text in your own words, from the sources of the case.",
        when="published",
    ),
    re.compile(rf"^{UNWRITTEN}: [^\n]*"),
    (UNWRITTEN.casefold(),),
    "`{found}` has still to be written",
)
