"""Lessons end in checks, and speak to those who must act."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.corpus.library import Library
from casebook.corpus.measures import MOST_ROLES
from casebook.model.case import Case
from casebook.rules.base import Finding, Rule, case_rule
from casebook.rules.requirements import requires, there, unique

requires(
    Rule(
        "lessons/needs-item",
        "Every lesson links to a check.",
        "A lesson that cannot be checked is only a wish.",
        "Add the item with the reason, or leave the lesson out.",
        when="published",
    ),
    "lessons",
    ("id",),
    "`{id}` points at no item",
    there("items"),
)


unique(
    Rule(
        "lessons/same-item",
        "A lesson names an item once.",
        "The second reason is never shown where it belongs.",
        "Merge the two reasons.",
    ),
    ("lessons.items",),
    "item",
    "`{outer}` names {value} twice",
)


@case_rule(
    Rule(
        "lessons/why-repeats-item",
        "The reason for a link is more than the item's own statement.",
        "The reason is what a trainer defends in the room.",
        "Say how the check would have prevented or limited the harm in this case.",
        when="published",
    )
)
def why_repeats_item(case: Case, library: Library) -> Iterator[Finding]:
    """Find reasons that only repeat the statement of the item."""
    for position, lesson in enumerate(case.lessons):
        for number, entry in enumerate(lesson.items):
            check = library.checks.get(entry.item)
            if (
                check
                and entry.why.strip(" .").casefold() == check.item.statement.strip(" .").casefold()
            ):
                loc = ("lessons", position, "items", number, "why")
                yield Finding(loc, f"the reason repeats the statement of {entry.item}")


@case_rule(
    Rule(
        "why/few-roles",
        "A case names at most three roles as its readers, and has words for each of them.",
        "A reader who chooses a role expects the cases that change that role's work, and no others.",
        "Keep the roles that would do something differently after reading, the strongest first.",
        when="published",
    )
)
def few_roles(case: Case, _library: Library) -> Iterator[Finding]:
    """Find more roles than a case may name, and roles that the case has no words for."""
    if len(case.roles) > MOST_ROLES:
        yield Finding(("roles", MOST_ROLES), f"`roles` names {len(case.roles)} roles")
    addressed = {entry.role for entry in case.why_it_matters}
    for position, role in enumerate(case.roles):
        if role not in addressed:
            yield Finding(("roles", position), f"`why_it_matters` has no words for `{role}`")


unique(
    Rule(
        "why/role-twice",
        "Each role is listed only once.",
        "Readers choose their role and expect one text.",
        "Merge the two texts.",
    ),
    ("why_it_matters",),
    "role",
    "`{value}` stands twice",
)
