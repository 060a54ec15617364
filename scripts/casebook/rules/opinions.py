"""Opinions: a judgement is weighed by what supports it and what speaks against it."""

from __future__ import annotations

from casebook.rules.base import Rule
from casebook.rules.requirements import requires, there

requires(
    Rule(
        "opinions/needs-evidence",
        "An opinion names at least one part of the case that supports or contradicts it.",
        "An opinion has no status; readers can weigh it only by the facts next to it.",
        "Name facts, claims or timeline entries under `supports` or `against`.",
        when="published",
    ),
    "opinions",
    ("id",),
    "nothing supports or contradicts `{id}`",
    there("supports"),
    there("against"),
)
