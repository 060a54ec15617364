"""Fairness to people: private persons are not named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.corpus.library import Library
from casebook.model.case import Case
from casebook.model.walk import matching
from casebook.rules.base import Finding, Rule, case_rule
from casebook.rules.requirements import among, requires, there

NAMEABLE = frozenset({"executive", "official"})
"""Relations in which a person may be named when acting officially."""

CONTACT = re.compile(
    r"(?P<mail>(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+)"
    r"|(?P<handle>(?<![\w/@.])@[A-Za-z_]\w{2,})"
    r"|(?P<phone>\+\d{1,3}[\s-]\d{2,4}[\s-]\d{3,}[\s\d-]*)"
)
TITLED = re.compile(
    r"\b(?:M(?:rs?|s|iss|x)|Dr|Prof(?:essor)?|Herr|Frau|Madame|Monsieur)\.?\s+"
    r"(?:[A-Z]\.\s?)*[A-ZÀ-ÖØ-Þ][\w'-]+(?:\s[A-ZÀ-ÖØ-Þ][\w'-]+)*"
)
"""A person as a letter addresses one: a title, and a name after it, even across an end of line."""
_TITLES = ("Mr", "Ms", "Miss", "Mx", "Dr", "Prof", "Herr", "Frau", "Madame", "Monsieur")
_AS_OTHERS_WRITE = frozenset({"organisations", "sources"})
"""Parts that repeat names of organisations and titles as others have printed them."""


requires(
    Rule(
        "people/name-needs-reason",
        "A name says why it may stand.",
        "Naming is the exception and must be defended.",
        "Add `named_because`, or delete the name and keep the role.",
    ),
    "people",
    ("name",),
    "a person is named without a reason",
    there("named_because"),
    when=(there("name"),),
)


requires(
    Rule(
        "people/private-person",
        "Only executives and officials are named, and only for official acts.",
        "A name stays in search engines for life; a role teaches as much.",
        "Delete the name and describe the person by role.",
    ),
    "people",
    ("name",),
    "a person is named who is here as `{relation}`",
    among("relation", tuple(sorted(NAMEABLE))),
    when=(there("name"),),
)


@case_rule(
    Rule(
        "people/titled-name",
        "No text names a person by title and name.",
        "A name in a text stays in search engines as one under `people` does, and what was once "
        "public stays readable.",
        "Write the role, such as “a customer”, here and in the ids. An executive or official who "
        "acted officially can be named under `people`, with the reason.",
    )
)
def titled_name(case: Case, _library: Library) -> Iterator[Finding]:
    """Find people who are named in a text with their title."""
    for leaf in matching(case, TITLED, _TITLES):
        found = TITLED.search(leaf.value)
        name_of_person = leaf.loc[0] == "people" and leaf.loc[-1] == "name"
        if found and leaf.loc[0] not in _AS_OTHERS_WRITE and not name_of_person:
            yield Finding(leaf.loc, f"the text names somebody: `{_one_line(found)}`")


@case_rule(
    Rule(
        "people/contact",
        "A case holds no e-mail address, account name or phone number.",
        "They lead to a person, and scrapers collect them.",
        "Delete it; describe the role.",
    )
)
def contact(case: Case, _library: Library) -> Iterator[Finding]:
    """Find contact details in any text."""
    for leaf in matching(case, CONTACT, ("@", "+")):
        found = CONTACT.search(leaf.value)
        if found and not leaf.value.startswith(("http://", "https://")):
            kinds = {"mail": "an e-mail address", "handle": "an account name"}
            kind = kinds.get(found.lastgroup or "", "a phone number")
            yield Finding(leaf.loc, f"the text holds {kind}: `{_one_line(found)}`")


def _one_line(found: re.Match[str]) -> str:
    """What was found with plain single spaces, whichever stand in the text."""
    return " ".join(found[0].split())
