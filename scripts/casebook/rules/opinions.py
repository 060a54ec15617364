"""Opinions: a judgement is weighed by what supports it and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.corpus.library import Library
from casebook.model.case import Case
from casebook.rules.base import Finding, Rule, case_rule


@case_rule(
    Rule(
        "opinions/needs-evidence",
        "An opinion names at least one part of the case that supports it or speaks against it.",
        "An opinion has no status; readers can weigh it only by the facts next to it.",
        "Name facts, claims or timeline entries under `supports` or `against`.",
        when="published",
    )
)
def needs_evidence(case: Case, _library: Library) -> Iterator[Finding]:
    """Find opinions that nothing is set beside."""
    for position, opinion in enumerate(case.opinions):
        if not opinion.supports and not opinion.against:
            message = f"nothing supports `{opinion.id}` or speaks against it"
            yield Finding(("opinions", position, "id"), message)
