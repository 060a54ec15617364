"""Claims: a status must be earned, dated and explained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.base import dates
from casebook.corpus.library import Library
from casebook.corpus.measures import INDEPENDENT, independent_origins
from casebook.model.case import Case, Claim, Figure
from casebook.rules.base import Finding, Rule, case_rule

STRONG_KINDS = frozenset({"court", "regulator", "inquiry", "primary"})
"""Kinds of source that can carry a confirmation or a correction alone."""
AGAINST = frozenset({"denies", "disputes", "corrects"})
"""Stances of an answer that speak against the claim."""

INTENT = re.compile(
    r"\b(hid|hides|conceal(?:s|ed)|covered up|deliberately|knowingly|secretly|on purpose|in order to)\b",
    re.IGNORECASE,
)
"""Words that say what somebody wanted, beside what they did."""
SETTLED = ("confirmed", "corroborated")


def _with_status(case: Case, status: str) -> Iterator[tuple[int, Claim]]:
    for position, claim in enumerate(case.claims):
        if claim.status == status:
            yield position, claim


def _origins(case: Case, claim: Claim) -> int:
    return independent_origins(claim.sources, {source.id: source for source in case.sources})


def _kinds(case: Case, claim: Claim) -> set[str]:
    kinds = {source.id: source.kind for source in case.sources}
    return {kinds[source] for source in claim.sources if source in kinds}


@case_rule(
    Rule(
        "claims/confirmed-needs-evidence",
        "A confirmed claim rests on an admission, an official or original document, or two independent sources.",
        "`Confirmed` is the strongest word a reader takes home.",
        "Add an independent source, or record the admission under `answers` with the stance "
        "`confirms`; otherwise use `corroborated` or `unverified`.",
        when="published",
    )
)
def confirmed_needs_evidence(case: Case, _library: Library) -> Iterator[Finding]:
    """Find confirmed claims without the evidence for it."""
    for position, claim in _with_status(case, "confirmed"):
        admitted = any(answer.stance == "confirms" for answer in claim.answers)
        if admitted or _kinds(case, claim) & STRONG_KINDS or _origins(case, claim) >= INDEPENDENT:
            continue
        yield Finding(
            ("claims", position, "status"),
            f"`{claim.id}` is called confirmed on sources of one origin",
        )


@case_rule(
    Rule(
        "claims/corroborated-needs-support",
        "A corroborated claim has a source besides the one that carries the claim.",
        "One voice repeated is still one voice.",
        "Add the independent source, or use `unverified`.",
        when="published",
    )
)
def corroborated_needs_support(case: Case, _library: Library) -> Iterator[Finding]:
    """Find corroborated claims whose sources have a single origin."""
    for position, claim in _with_status(case, "corroborated"):
        if _origins(case, claim) < INDEPENDENT:
            yield Finding(
                ("claims", position, "status"),
                f"`{claim.id}` is called corroborated on sources of one origin",
            )


@case_rule(
    Rule(
        "claims/intent-needs-motive",
        "A confirmed or corroborated claim that tells an intent is about the motive too.",
        "What was done can be confirmed without what was wanted, and its status would cover both.",
        "Say only what was done, or give the intent a claim of its own; if it is shown as well, add "
        "`motive` to `about`.",
        when="published",
    )
)
def intent_needs_motive(case: Case, _library: Library) -> Iterator[Finding]:
    """Find settled claims whose words supply a motive."""
    for position, claim in enumerate(case.claims):
        found = INTENT.search(claim.text)
        if found and claim.status in SETTLED and "motive" not in claim.about:
            yield Finding(
                ("claims", position, "text"),
                f"`{claim.id}` is called {claim.status} and says `{found[0]}`",
            )


@case_rule(
    Rule(
        "claims/adjudicated-needs-outcome",
        "A decided claim (`adjudicated`) says what was decided and rests on a source for it.",
        "A decision can go either way; the word alone does not tell.",
        "Add `outcome` with what the court, regulator or inquiry decided.",
        when="published",
    )
)
def adjudicated_needs_outcome(case: Case, _library: Library) -> Iterator[Finding]:
    """Find adjudicated claims without an outcome."""
    for position, claim in _with_status(case, "adjudicated"):
        if claim.outcome is None:
            yield Finding(("claims", position, "status"), f"`{claim.id}` has no `outcome`")


@case_rule(
    Rule(
        "claims/outcome-needs-decision",
        "Only a decided claim (`adjudicated`) has an outcome.",
        "An outcome is the word of a court, regulator or inquiry.",
        "Use the status `adjudicated`, or move the text into `reason`.",
    )
)
def outcome_needs_decision(case: Case, _library: Library) -> Iterator[Finding]:
    """Find outcomes of claims nobody decided."""
    for position, claim in enumerate(case.claims):
        if claim.outcome is not None and claim.status != "adjudicated":
            yield Finding(
                ("claims", position, "outcome"),
                f"`{claim.id}` has an outcome, but its status is `{claim.status}`",
                key=True,
            )


@case_rule(
    Rule(
        "claims/denied-needs-denial",
        "A denied claim records who denied it.",
        "Readers must see whose word stands against whose.",
        "Add the denial under `answers`, with the stance `denies` or `disputes`.",
        when="published",
    )
)
def denied_needs_denial(case: Case, _library: Library) -> Iterator[Finding]:
    """Find denied claims without the denial."""
    for position, claim in _with_status(case, "denied"):
        if not any(answer.stance in AGAINST for answer in claim.answers):
            yield Finding(("claims", position, "status"), f"no answer denies `{claim.id}`")


@case_rule(
    Rule(
        "claims/refuted-needs-evidence",
        "A refuted claim rests on evidence of another origin than the claim itself.",
        "Calling something wrong is a claim of our own and must be shown.",
        "Add the source that shows it, or use `denied` or `disputed`.",
        when="published",
    )
)
def refuted_needs_evidence(case: Case, _library: Library) -> Iterator[Finding]:
    """Find refuted claims whose sources have a single origin."""
    for position, claim in _with_status(case, "refuted"):
        if _origins(case, claim) < INDEPENDENT and not _kinds(case, claim) & STRONG_KINDS:
            yield Finding(
                ("claims", position, "status"),
                f"`{claim.id}` is called refuted on sources of one origin",
            )


@case_rule(
    Rule(
        "claims/retracted-needs-history",
        "A retracted claim keeps the status it had before.",
        "A correction that hides what was corrected teaches nothing.",
        "Add `history` with the day, the earlier status and the reason.",
        when="published",
    )
)
def retracted_needs_history(case: Case, _library: Library) -> Iterator[Finding]:
    """Find retracted claims without a history."""
    for position, claim in _with_status(case, "retracted"):
        if not claim.history:
            yield Finding(("claims", position, "status"), f"`{claim.id}` has no `history`")


@case_rule(
    Rule(
        "claims/date-or-reason",
        "A claim has a date, or says why it has none.",
        "Who said it first is half of the story; a guessed date is worse than none.",
        "Add `made_on`, or `made_on_unknown` with the reason.",
        when="published",
    )
)
def date_or_reason(case: Case, _library: Library) -> Iterator[Finding]:
    """Find claims without a date and without a reason for it."""
    for position, claim in enumerate(case.claims):
        if claim.made_on is None and claim.made_on_unknown is None:
            yield Finding(("claims", position), f"`{claim.id}` has no date")


@case_rule(
    Rule(
        "claims/as-of",
        "A claim says on which day its status was last looked at.",
        "A status ages.",
        "Add `as_of` with the day you looked.",
        when="published",
    )
)
def as_of(case: Case, _library: Library) -> Iterator[Finding]:
    """Find claims without the day of their status."""
    for position, claim in enumerate(case.claims):
        if claim.as_of is None:
            yield Finding(("claims", position), f"`{claim.id}` has no `as_of`")


@case_rule(
    Rule(
        "claims/answer-after-claim",
        "An answer does not come before the claim.",
        "One of the two dates is wrong.",
        "Correct the date of the answer or of the claim.",
    )
)
def answer_after_claim(case: Case, _library: Library) -> Iterator[Finding]:
    """Find answers dated before what they answer."""
    for position, claim in enumerate(case.claims):
        for number, answer in enumerate(claim.answers):
            if claim.made_on is None or answer.on is None:
                continue
            if dates.parse(answer.on).last < dates.parse(claim.made_on).first:
                yield Finding(
                    ("claims", position, "answers", number, "on"),
                    f"`{claim.id}` was made on {claim.made_on}, but answered on {answer.on}",
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
    for kind in ("claims", "consequences"):
        for position, part in enumerate(getattr(case, kind)):
            complaint = _figure_complaint(part.figure)
            if complaint:
                yield Finding((kind, position, "figure"), complaint, key=True)


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


@case_rule(
    Rule(
        "figures/rumour-needs-claim",
        "A rumoured figure among the consequences points at its claim.",
        "A disputed number must never stand alone.",
        "Add `claim` with the id of the claim that states it.",
    )
)
def rumour_needs_claim(case: Case, _library: Library) -> Iterator[Finding]:
    """Find consequences that state a rumoured number as if it were known."""
    for position, consequence in enumerate(case.consequences):
        figure = consequence.figure
        if figure is not None and figure.basis == "rumour" and consequence.claim is None:
            yield Finding(
                ("consequences", position, "figure"), "a rumoured figure stands alone", key=True
            )
