"""Fairness to people: private persons are not named."""

from __future__ import annotations

import re

from casebook.rules.base import Rule
from casebook.rules.requirements import Scope, among, forbids, requires, there

NAMEABLE = frozenset({"executive", "official"})
"""Relations in which a person may be named when acting officially."""

MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+")
HANDLE = re.compile(r"(?<![\w/@.])@[A-Za-z_]\w{2,}")
PHONE = re.compile(r"\+\d{1,3}[\s-]\d{2,4}[\s-]\d{3,}[\s\d-]*")
TITLED = re.compile(
    r"\b(?:M(?:rs?|s|iss|x)|Dr|Prof(?:essor)?|Herr|Frau|Madame|Monsieur)\.?\s+"
    r"(?:[A-Z]\.\s?)*[A-ZÀ-ÖØ-Þ][\w'-]+(?:\s[A-ZÀ-ÖØ-Þ][\w'-]+)*"
)
"""A person as a letter addresses one: a title, and a name after it, even across an end of line."""


requires(
    Rule(
        "people/name-needs-reason",
        "A name comes with the reason why it may be given.",
        "Naming someone is the exception and must be justified.",
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


forbids(
    Rule(
        "people/titled-name",
        "No text names a person by title and name.",
        "A name in a text stays in search engines as one under `people` does, and what was once "
        "public stays readable.",
        "Write the role, such as “a customer”, here and in the ids. An executive or official who "
        "acted officially can be named under `people`, with the reason.",
    ),
    TITLED,
    ("Mr", "Ms", "Miss", "Mx", "Dr", "Prof", "Herr", "Frau", "Madame", "Monsieur"),
    "the text names someone: `{found}`",
    # Organisations and titles of sources are repeated as others have printed them.
    Scope(without=("organisations", "sources", "people.name")),
)

_CONTACT = Rule(
    "people/contact",
    "A case contains no email address, account name or phone number.",
    "They lead to a person, and scrapers collect them.",
    "Delete it; describe the role.",
)
for _pattern, _sign, _kind in (
    (MAIL, "@", "an e-mail address"),
    (HANDLE, "@", "an account name"),
    (PHONE, "+", "a phone number"),
):
    forbids(
        _CONTACT,
        _pattern,
        (_sign,),
        f"the text holds {_kind}: `{{found}}`",
        Scope(aside=re.compile(r"^https?://[\s\S]*")),
    )
