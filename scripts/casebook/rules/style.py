"""Style: neutral words, safe markup, titles that are titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.library import Library
from casebook.model.case import Case
from casebook.model.kinds import Record
from casebook.model.lists import Checklist, Pattern
from casebook.model.walk import leaves, matching
from casebook.prose import complaints
from casebook.rules.base import Finding, Rule, case_rule, every_rule

LOADED = [
    "blasted",
    "bombshell",
    "catastrophic",
    "debacle",
    "disastrous",
    "egregious",
    "fiasco",
    "infamous",
    "notorious",
    "outrageous",
    "rogue",
    "scandal",
    "scandalous",
    "shameful",
    "shocking",
    "slammed",
    "stunning",
]
"""Words that judge where a case should tell."""
_LOADED = re.compile(rf"\b({'|'.join(LOADED)})\b", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|‘[^’]*’')  # noqa: RUF001 - quotation marks as they are typed


@case_rule(
    Rule(
        "style/loaded-word",
        "A case tells and does not judge.",
        "A loaded word decides for the reader what the sources leave open.",
        "Say what happened; if somebody used the word, quote it and say who.",
        when="published",
    )
)
def loaded_word(case: Case, _library: Library) -> Iterator[Finding]:
    """Find loaded words outside quotations and titles of sources."""
    for leaf in matching(case, _LOADED):
        if leaf.loc[0] == "sources" and leaf.loc[-1] != "note":
            continue
        found = _LOADED.search(_QUOTED.sub("", leaf.value))
        if found:
            yield Finding(leaf.loc, f"`{found[0]}` judges")


UNSAFE = Rule(
    "style/markup",
    "Prose uses emphasis, links, code and lists, and nothing else.",
    "Headings, pictures and HTML break the page and can carry harm.",
    "Use *emphasis*, **strong**, `code`, [text](https://…) and lists only.",
)


@every_rule(UNSAFE, Case, Checklist, Pattern)
def markup(model: Record, _library: Library) -> Iterator[Finding]:
    """Find markup outside the safe subset."""
    for leaf in leaves(model):
        if leaf.prose:
            for complaint in complaints(leaf.value):
                yield Finding(leaf.loc, complaint)


@case_rule(
    Rule(
        "style/title",
        "A title has no full stop and no capitals for shouting.",
        "Titles stand in lists, citations and search results.",
        "Take the mark or the capitals out.",
        when="published",
    )
)
def title(case: Case, _library: Library) -> Iterator[Finding]:
    """Find titles that end in a full stop or shout."""
    if case.title.endswith((".", "!")):
        yield Finding(("title",), "the title ends with a mark")
    words = [word for word in re.findall(r"[A-Za-z]{5,}", case.title) if word.isupper()]
    if len(words) > 1:
        yield Finding(("title",), f"the title shouts: {' '.join(words)}")
