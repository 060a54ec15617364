"""Claims: a status must be earned, dated and explained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.corpus.library import Library
from casebook.model.case import Case, Figure
from casebook.rules.base import Finding, Rule, case_rule
from casebook.rules.requirements import (
    ORIGINS,
    Scope,
    Test,
    among,
    before,
    forbids,
    kinds,
    parts,
    requires,
    there,
)

STRONG_KINDS = frozenset({"court", "regulator", "inquiry", "primary"})
"""Kinds of source that can carry a confirmation or a correction alone."""
AGAINST = frozenset({"denies", "disputes", "corrects"})
"""Stances of an answer that speak against the claim."""

INTENT = re.compile(
    r"\b(hid|hides|conceal(?:s|ed)|covered up|deliberately|knowingly|secretly|on purpose|in order to)\b",
    re.IGNORECASE,
)
"""Words that say what somebody wanted, beside what they did."""
SUPPORTED = ("for",)
"""Sides of claims that readers take for a fact."""
FIGURES_IN = ("claims", "consequences", "consequences.outcomes")
"""Lists whose entries may have a figure."""
STATUS_RULES: list[str] = []
"""Ids of the rules that hold for the claims of some statuses, which the vocabulary names."""


def of_status(rule: Rule, message: str, *needs: Test) -> None:
    """Register a rule for the claims whose status the vocabulary holds to it."""
    held = among("status", lambda statuses: statuses.held_to(rule.id))
    requires(rule, "claims", ("status",), message, *needs, when=(held,))
    STATUS_RULES.append(rule.id)


of_status(
    Rule(
        "claims/confirmed-needs-evidence",
        "A confirmed claim rests on an admission, an official or original document, or two independent sources.",
        "`Confirmed` is the strongest status a reader can see.",
        "Add an independent source, or record the admission under `answers` with the stance "
        "`confirms`; otherwise use `corroborated` or `unverified`.",
        when="published",
    ),
    "`{id}` is called {status} on sources of one origin",
    among("answers.stance", ("confirms",)),
    kinds(STRONG_KINDS),
    ORIGINS,
)


of_status(
    Rule(
        "claims/corroborated-needs-support",
        "A corroborated claim has a source other than the one that makes the claim.",
        "One voice repeated is still one voice.",
        "Add the independent source, or use `unverified`.",
        when="published",
    ),
    "`{id}` is called {status} on sources of one origin",
    ORIGINS,
)


forbids(
    Rule(
        "claims/intent-needs-motive",
        "A confirmed or corroborated claim that states an intention also has `motive` under `about`.",
        "An act can be confirmed when the intention is not, but one status would cover both.",
        "Say only what was done, or give the intent a claim of its own; if it is shown as well, add "
        "`motive` to `about`.",
        when="published",
    ),
    INTENT,
    (
        "hid",
        "conceal",
        "covered up",
        "deliberately",
        "knowingly",
        "secretly",
        "on purpose",
        "in order to",
    ),
    "`{id}` is called {status} and says `{found}`",
    Scope(
        only=("claims.text",),
        when=(
            among("status", lambda statuses: statuses.on_side(*SUPPORTED)),
            ~among("about", ("motive",)),
        ),
    ),
)


of_status(
    Rule(
        "claims/adjudicated-needs-outcome",
        "A claim that was ruled on (`adjudicated`) says what the ruling was and names a source for it.",
        "A ruling can go either way, and the status alone does not say which.",
        "Add `outcome` with what the court, regulator or inquiry decided.",
        when="published",
    ),
    "`{id}` has no `outcome`",
    there("outcome"),
)


requires(
    Rule(
        "claims/outcome-needs-decision",
        "Only a claim that was ruled on (`adjudicated`) has an outcome.",
        "An outcome is what a court, a regulator or an inquiry decided.",
        "Use the status `adjudicated`, or move the text into `reason`.",
    ),
    "claims",
    ("outcome",),
    "`{id}` has an outcome, but its status is `{status}`",
    among("status", lambda statuses: statuses.settled_by("authority")),
    when=(there("outcome"),),
    key=True,
)


of_status(
    Rule(
        "claims/denied-needs-denial",
        "A denied claim records who denied it.",
        "Readers must see who contradicts whom.",
        "Add the denial under `answers`, with the stance `denies` or `disputes`.",
        when="published",
    ),
    "no answer denies `{id}`",
    among("answers.stance", tuple(sorted(AGAINST))),
)


of_status(
    Rule(
        "claims/refuted-needs-evidence",
        "A refuted claim is based on evidence from a source other than the claim's.",
        "When we call something wrong, we make a claim ourselves and must prove it.",
        "Add the source that shows it, or use `denied` or `disputed`.",
        when="published",
    ),
    "`{id}` is called {status} on sources of one origin",
    kinds(STRONG_KINDS),
    ORIGINS,
)


of_status(
    Rule(
        "claims/retracted-needs-history",
        "A retracted claim keeps the status it had before.",
        "A correction that hides what was corrected teaches nothing.",
        "Add `history` with the day, the earlier status and the reason.",
        when="published",
    ),
    "`{id}` has no `history`",
    there("history"),
)


requires(
    Rule(
        "claims/date-or-reason",
        "A claim has a date, or says why it has none.",
        "Who said it first is half of the story; a guessed date is worse than none.",
        "Add `made_on`, or `made_on_unknown` with the reason.",
        when="published",
    ),
    "claims",
    (),
    "`{id}` has no date",
    there("made_on"),
    there("made_on_unknown"),
)


requires(
    Rule(
        "claims/as-of",
        "A claim says when its status was last checked.",
        "A status can go out of date.",
        "Add `as_of` with the day you looked.",
        when="published",
    ),
    "claims",
    (),
    "`{id}` has no `as_of`",
    there("as_of"),
)


requires(
    Rule(
        "claims/answer-after-claim",
        "An answer does not come before the claim.",
        "One of the two dates is wrong.",
        "Correct the date of the answer or of the claim.",
    ),
    "claims.answers",
    ("on",),
    "`{outer.id}` was made on {outer.made_on}, but answered on {on}",
    ~before("on", "outer.made_on"),
)


@case_rule(
    Rule(
        "figures/value-or-range",
        "A figure is one value or a range, and the range is in order.",
        "A number that can be read two ways will be.",
        "Give `value` alone, or `min` and `max`; `min` alone means `more than`.",
    )
)
def value_or_range(case: Case, _library: Library) -> Iterator[Finding]:
    """Find figures without a number, with two, or with a range that runs backwards."""
    for path in FIGURES_IN:
        for part in parts(case, path):
            complaint = _figure_complaint(part.own.figure)
            if complaint:
                yield Finding((*part.loc, "figure"), complaint, key=True)


def _figure_complaint(figure: Figure | None) -> str:
    if figure is None:
        return ""
    ranged = figure.min is not None or figure.max is not None
    if figure.value is None and not ranged:
        return "the figure has no number"
    if figure.value is not None and ranged:
        return "the figure has a value and a range"
    if figure.min is not None and figure.max is not None and figure.min > figure.max:
        return "the range of the figure runs backwards"
    return ""


_RUMOUR = Rule(
    "figures/rumour-needs-claim",
    "A rumoured figure under `consequences` links to its claim.",
    "A disputed number must never appear alone.",
    "Add `claim` with the id of the claim that states it.",
)
for _each, _claim in (("consequences", "claim"), ("consequences.outcomes", "outer.claim")):
    requires(
        _RUMOUR,
        _each,
        ("figure",),
        "a rumoured figure stands alone",
        there(_claim),
        when=(among("figure.basis", ("rumour",)),),
        key=True,
    )
