"""Sources: findable, used, and honest about whom they repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.corpus.library import Library
from casebook.model.case import Case
from casebook.model.walk import leaves
from casebook.rules.base import Finding, Rule, case_rule
from casebook.rules.requirements import ORIGINS, Scope, among, forbids, requires, there, unique

requires(
    Rule(
        "sources/address-or-citation",
        "A source has an address, or a citation that says how to find it.",
        "A reader must be able to look for it.",
        "Add `url`, or `citation` where the original has no address or must not be linked.",
    ),
    "sources",
    (),
    "`{id}` has neither `url` nor `citation`",
    there("url"),
    there("citation"),
    nameless="the source has neither `url` nor `citation`",
)


unique(
    Rule(
        "sources/same-address",
        "No two sources have the same address.",
        "The same page twice looks like two sources.",
        "Merge the two entries.",
    ),
    ("sources",),
    "url",
    "`{first}` has the same address",
)


PERSONAL = re.compile(
    r"[?&#;/](?P<code>(?:access_?token|unlocked_article_code|(?:gift|share)_?(?:token|code|id|copy|link)?"
    r"|(?:php|j)?sess(?:ion)?_?id|auth_?token|fbclid|gclid|mc_eid|mkt_tok)=[^&#;]+)",
    re.IGNORECASE,
)
"""What shops, newspapers and networks put into an address to know again who copied it."""


forbids(
    Rule(
        "sources/personal-code",
        "An address contains no code that identifies the person who copied it.",
        "A sharing or session code can reveal who read the page, and stops working one day.",
        "Delete it. A page that costs money may be cited without it: say under `seen` how much of it was read.",
    ),
    PERSONAL,
    ("=",),
    "the address holds `{code}`, a code of whoever copied it",
    Scope(only=("sources.url", "sources.url_from", "sources.archive_url")),
)


@case_rule(
    Rule(
        "sources/circle",
        "No source derives from itself, even through others.",
        "Independent origins are counted through `derives_from`.",
        "Delete the link that closes the circle.",
    )
)
def circle(case: Case, _library: Library) -> Iterator[Finding]:
    """Find sources that repeat each other in a circle."""
    parents = {source.id: source.derives_from for source in case.sources}
    for position, source in enumerate(case.sources):
        waiting, seen = list(source.derives_from), set()
        while waiting:
            current = waiting.pop()
            if current == source.id:
                yield Finding(
                    ("sources", position, "derives_from"), f"`{source.id}` derives from itself"
                )
                break
            if current not in seen:
                seen.add(current)
                waiting.extend(parents.get(current, ()))


@case_rule(
    Rule(
        "sources/unused",
        "Every source supports a statement in the case.",
        "A list of unused sources only looks thorough.",
        "Name it where it belongs, or delete it.",
        when="published",
    )
)
def unused(case: Case, _library: Library) -> Iterator[Finding]:
    """Find sources that nothing in the case names."""
    if case.record.status == "withdrawn":
        return
    used = {leaf.value for leaf in leaves(case) if leaf.ref == "source"}
    for position, source in enumerate(case.sources):
        if source.id not in used:
            yield Finding(("sources", position, "id"), f"nothing names `{source.id}`")


requires(
    Rule(
        "facts/reported-needs-two",
        "A fact known only from reports has two independent sources.",
        "One report is a claim by the press until another supports it.",
        "Add an independent source, or move the statement to `claims`.",
        severity="warning",
        when="published",
    ),
    "facts",
    ("basis",),
    "`{id}` has only one independent source",
    ORIGINS,
    when=(among("basis", ("reported",)),),
)


requires(
    Rule(
        "failures/basis-needs-source",
        "A failure called established or reported names its sources.",
        "Only our analysis may rest on reasoning alone.",
        "Add `sources`, or use `our-analysis`.",
        when="published",
    ),
    "failures",
    ("basis",),
    "`{id}` names no source",
    there("sources"),
    when=(~among("basis", ("our-analysis",)),),
)
