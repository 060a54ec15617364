"""Claims: a status must be earned, dated and explained."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

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
SUPPORTED = ("for",)
"""Sides of claims that readers take for a fact."""
STATUS_RULES: list[str] = []
"""Ids of the rules that hold for the claims of some statuses, which the vocabulary names."""
_Earned = Callable[[Case, Claim], bool]


def _status_rule(rule: Rule, message: str) -> Callable[[_Earned], _Earned]:
    """Register a rule for the claims whose status the vocabulary holds to it.

    The function says whether a claim has earned its status; ``message`` may
    name the claim as ``{id}`` and its status as ``{status}``.
    """

    def register(earned: _Earned) -> _Earned:
        def find(case: Case, library: Library) -> Iterator[Finding]:
            held = library.statuses.held_to(rule.id)
            for position, claim in enumerate(case.claims):
                if claim.status in held and not earned(case, claim):
                    told = message.format(id=claim.id, status=claim.status)
                    yield Finding(("claims", position, "status"), told)

        case_rule(rule)(find)
        STATUS_RULES.append(rule.id)
        return earned

    return register


def _independent(case: Case, claim: Claim) -> bool:
    sources = {source.id: source for source in case.sources}
    return independent_origins(claim.sources, sources) >= INDEPENDENT


def _strong(case: Case, claim: Claim) -> bool:
    return any(
        source.id in claim.sources and source.kind in STRONG_KINDS for source in case.sources
    )


@_status_rule(
    Rule(
        "claims/confirmed-needs-evidence",
        "A confirmed claim rests on an admission, an official or original document, or two independent sources.",
        "`Confirmed` is the strongest word a reader takes home.",
        "Add an independent source, or record the admission under `answers` with the stance "
        "`confirms`; otherwise use `corroborated` or `unverified`.",
        when="published",
    ),
    "`{id}` is called {status} on sources of one origin",
)
def confirmed_needs_evidence(case: Case, claim: Claim) -> bool:
    """Whether a claim was admitted, or has strong or independent sources."""
    admitted = any(answer.stance == "confirms" for answer in claim.answers)
    return admitted or _strong(case, claim) or _independent(case, claim)


@_status_rule(
    Rule(
        "claims/corroborated-needs-support",
        "A corroborated claim has a source besides the one that carries the claim.",
        "One voice repeated is still one voice.",
        "Add the independent source, or use `unverified`.",
        when="published",
    ),
    "`{id}` is called {status} on sources of one origin",
)
def corroborated_needs_support(case: Case, claim: Claim) -> bool:
    """Whether a claim has independent sources."""
    return _independent(case, claim)


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
def intent_needs_motive(case: Case, library: Library) -> Iterator[Finding]:
    """Find claims with support whose words supply a motive."""
    supported = library.statuses.on_side(*SUPPORTED)
    for position, claim in enumerate(case.claims):
        found = INTENT.search(claim.text)
        if found and claim.status in supported and "motive" not in claim.about:
            yield Finding(
                ("claims", position, "text"),
                f"`{claim.id}` is called {claim.status} and says `{found[0]}`",
            )


@_status_rule(
    Rule(
        "claims/adjudicated-needs-outcome",
        "A decided claim (`adjudicated`) says what was decided and rests on a source for it.",
        "A decision can go either way; the word alone does not tell.",
        "Add `outcome` with what the court, regulator or inquiry decided.",
        when="published",
    ),
    "`{id}` has no `outcome`",
)
def adjudicated_needs_outcome(_case: Case, claim: Claim) -> bool:
    """Whether a claim says what was decided."""
    return claim.outcome is not None


@case_rule(
    Rule(
        "claims/outcome-needs-decision",
        "Only a decided claim (`adjudicated`) has an outcome.",
        "An outcome is the word of a court, regulator or inquiry.",
        "Use the status `adjudicated`, or move the text into `reason`.",
    )
)
def outcome_needs_decision(case: Case, library: Library) -> Iterator[Finding]:
    """Find outcomes of claims nobody decided."""
    decided = library.statuses.settled_by("authority")
    for position, claim in enumerate(case.claims):
        if claim.outcome is not None and claim.status not in decided:
            yield Finding(
                ("claims", position, "outcome"),
                f"`{claim.id}` has an outcome, but its status is `{claim.status}`",
                key=True,
            )


@_status_rule(
    Rule(
        "claims/denied-needs-denial",
        "A denied claim records who denied it.",
        "Readers must see whose word stands against whose.",
        "Add the denial under `answers`, with the stance `denies` or `disputes`.",
        when="published",
    ),
    "no answer denies `{id}`",
)
def denied_needs_denial(_case: Case, claim: Claim) -> bool:
    """Whether an answer speaks against a claim."""
    return any(answer.stance in AGAINST for answer in claim.answers)


@_status_rule(
    Rule(
        "claims/refuted-needs-evidence",
        "A refuted claim rests on evidence of another origin than the claim itself.",
        "Calling something wrong is a claim of our own and must be shown.",
        "Add the source that shows it, or use `denied` or `disputed`.",
        when="published",
    ),
    "`{id}` is called {status} on sources of one origin",
)
def refuted_needs_evidence(case: Case, claim: Claim) -> bool:
    """Whether a claim has strong or independent sources."""
    return _strong(case, claim) or _independent(case, claim)


@_status_rule(
    Rule(
        "claims/retracted-needs-history",
        "A retracted claim keeps the status it had before.",
        "A correction that hides what was corrected teaches nothing.",
        "Add `history` with the day, the earlier status and the reason.",
        when="published",
    ),
    "`{id}` has no `history`",
)
def retracted_needs_history(_case: Case, claim: Claim) -> bool:
    """Whether a claim says which status it had before."""
    return bool(claim.history)


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
