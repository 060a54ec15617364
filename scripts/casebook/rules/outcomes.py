"""Legal outcomes: what a court, an authority or a settlement decided can be filtered and counted."""

from __future__ import annotations

from casebook.rules.base import Rule
from casebook.rules.requirements import among, requires, shares, there

LEGAL = ("fine", "award", "prosecution")
"""Kinds of consequence that are the work of a court, an authority or a settlement."""
DECIDED_BY = (
    "fine",
    "order",
    "judgment",
    "conviction",
    "acquittal",
    "dismissed",
    "set-aside",
)
"""Kinds of outcome that somebody decided alone."""
DATED = (*DECIDED_BY, "settlement")
"""Kinds of outcome that have a day."""
_OUTCOMES = "consequences.outcomes"
_LEFT_OPEN = (
    "Add it. If our sources do not say it, write a sentence in `not_said`, such as "
    "`Our sources do not name the court`."
)

requires(
    Rule(
        "outcomes/missing",
        "A fine, a judgment, a settlement or a criminal case says in fields how it ended.",
        "Readers filter the outcomes by kind, body, country and sum; a sentence cannot be filtered.",
        "Add `outcomes` with one entry for each decision: its `kind` (such as `fine`, `settlement` "
        "or `pending`), its `country`, and who decided it and when (`by`, `on`).",
        when="published",
    ),
    "consequences",
    ("kind",),
    "a consequence of the kind `{kind}` has no `outcomes`",
    there("outcomes"),
    when=(among("kind", LEGAL),),
)

_DECISION = Rule(
    "outcomes/decision",
    "A decision says who decided and when, or that our sources do not say so.",
    "Readers quote a ruling with its body and its day; a gap must not look like an oversight.",
    _LEFT_OPEN,
    when="published",
)
requires(
    _DECISION,
    _OUTCOMES,
    ("kind",),
    "the outcome `{kind}` does not say who decided it",
    there("by"),
    there("not_said"),
    when=(among("kind", DECIDED_BY),),
)
requires(
    _DECISION,
    _OUTCOMES,
    ("kind",),
    "the outcome `{kind}` has no day",
    there("on"),
    there("not_said"),
    when=(among("kind", DATED),),
)

requires(
    Rule(
        "outcomes/ruling-at-claim",
        "A ruling on a claim is recorded at the claim.",
        "There it decides the status of the claim; the list of outcomes takes it from there.",
        "Give the claim `outcome` and `decided_by`, and delete this entry.",
    ),
    _OUTCOMES,
    ("kind",),
    "`ruling` is not a kind to write here",
    ~among("kind", ("ruling",)),
)

requires(
    Rule(
        "outcomes/ruling-country",
        "A ruling on a claim says in which country it was made.",
        "Who filters the outcomes by country must find the rulings on claims too.",
        "Add `country` to `decided_by`: the country whose court or authority decided.",
        when="published",
    ),
    "claims",
    ("decided_by",),
    "the decision has no country",
    there("decided_by.country"),
    when=(there("decided_by"),),
    key=True,
)

_COUNTRY = Rule(
    "outcomes/country",
    "The country of a decision is one of the countries of the case.",
    "Who filters by country must find the case and its decision alike.",
    "Correct the code, or add the country to `countries`.",
)
for _each, _path in ((_OUTCOMES, ("country",)), ("claims", ("decided_by", "country"))):
    requires(
        _COUNTRY,
        _each,
        _path,
        "the country is not among the countries of the case",
        shares(".".join(_path), "case.countries"),
        when=(there(".".join(_path)), there("case.countries")),
    )
