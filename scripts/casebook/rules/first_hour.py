"""The plan for the first hour: in the order of the clock, each step with a case that speaks for it."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.base.words import listed
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Library
from casebook.model.lists import FirstHour
from casebook.rules.base import Finding, Rule, corpus_rule, list_rule


@list_rule(
    Rule(
        "first-hour/id-taken",
        "An id stands once among the steps and texts.",
        "Ids become anchors, and two parts cannot share one.",
        "Give one of them another id.",
    ),
    FirstHour,
)
def part_id_taken(plan: FirstHour, _library: Library) -> Iterator[Finding]:
    """Find steps and texts that share an id."""
    seen: set[str] = set()
    for kind in ("steps", "texts"):
        for position, part in enumerate(getattr(plan, kind)):
            if part.id in seen:
                yield Finding((kind, position, "id"), f"`{part.id}` is taken by an earlier part")
            seen.add(part.id)


@list_rule(
    Rule(
        "first-hour/clock-goes-back",
        "Steps stand in the order of their minutes.",
        "A reader in a hurry works from the top down.",
        "Move the step, or correct its minute.",
    ),
    FirstHour,
)
def clock_goes_back(plan: FirstHour, _library: Library) -> Iterator[Finding]:
    """Find steps that are due before the one above them."""
    for position, (before, step) in enumerate(
        zip(plan.steps, plan.steps[1:], strict=False), start=1
    ):
        if step.minute < before.minute:
            yield Finding(
                ("steps", position, "minute"),
                f"minute {step.minute} stands after minute {before.minute}",
            )


@corpus_rule(
    Rule(
        "first-hour/case-silent",
        "The case of a step is published and speaks for one of its checks.",
        "The reason must stand in the case, and not only in the plan.",
        "Name a case whose lessons or controls hold one of the checks, or another check.",
    )
)
def case_silent(corpus: Corpus) -> Iterator[Finding]:
    """Find steps whose case is not published, or says nothing about their checks."""
    plan = corpus.library.first_hour
    for position, step in enumerate(plan.steps if plan else ()):
        speaking = {case.id for item in step.items for case in corpus.cases_of(item)}
        # What does not exist at all is told by another rule.
        there = step.case in corpus.library.case_ids and set(step.items) <= set(
            corpus.library.checks
        )
        if there and step.case not in speaking:
            yield Finding(
                ("steps", position, "case"),
                f"`{step.case}` is not published, or does not speak for {listed(step.items, 'or')}",
                path="docs/first-hour.yml",
            )
