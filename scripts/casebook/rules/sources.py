"""Sources: findable, used, and honest about whom they repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.corpus.library import Library
from casebook.corpus.measures import INDEPENDENT, independent_origins
from casebook.model.case import Case
from casebook.model.walk import leaves
from casebook.rules.base import Finding, Rule, case_rule


@case_rule(
    Rule(
        "sources/address-or-citation",
        "A source has an address, or a citation that says how to find it.",
        "A reader must be able to look for it.",
        "Add `url`, or `citation` where the original has no address or must not be linked.",
    )
)
def address_or_citation(case: Case, _library: Library) -> Iterator[Finding]:
    """Find sources that nobody could look up."""
    for position, source in enumerate(case.sources):
        if source.url is None and source.citation is None:
            yield Finding(("sources", position), f"`{source.id}` has neither `url` nor `citation`")


@case_rule(
    Rule(
        "sources/same-address",
        "An address stands once among the sources.",
        "The same page twice looks like two sources.",
        "Merge the two entries.",
    )
)
def same_address(case: Case, _library: Library) -> Iterator[Finding]:
    """Find two sources with one address."""
    seen: dict[str, str] = {}
    for position, source in enumerate(case.sources):
        if source.url is None:
            continue
        if source.url in seen:
            yield Finding(
                ("sources", position, "url"), f"`{seen[source.url]}` has the same address"
            )
        seen.setdefault(source.url, source.id)


PERSONAL = re.compile(
    r"[?&#;/](?P<code>(?:access_?token|unlocked_article_code|(?:gift|share)_?(?:token|code|id|copy|link)?"
    r"|(?:php|j)?sess(?:ion)?_?id|auth_?token|fbclid|gclid|mc_eid|mkt_tok)=[^&#;]+)",
    re.IGNORECASE,
)
"""What shops, newspapers and networks put into an address to know again who copied it."""


@case_rule(
    Rule(
        "sources/personal-code",
        "An address holds no code of the person who copied it.",
        "A code for sharing or for a session can tell who read the page, and ends one day.",
        "Delete it. A page that costs money may be cited without it: say under `seen` how much of it was read.",
    )
)
def personal_code(case: Case, _library: Library) -> Iterator[Finding]:
    """Find addresses with a code for sharing, for a session or for tracking a person."""
    for position, source in enumerate(case.sources):
        for name in ("url", "url_from", "archive_url"):
            found = PERSONAL.search(getattr(source, name) or "")
            if found:
                yield Finding(
                    ("sources", position, name),
                    f"the address holds `{found['code']}`, a code of whoever copied it",
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
        "Every source carries a statement of the case.",
        "A list of sources nobody leans on only looks thorough.",
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


@case_rule(
    Rule(
        "facts/reported-needs-two",
        "A fact known only from reports has two origins that do not lean on each other.",
        "One report is a claim by the press until another supports it.",
        "Add an independent source, or move the statement to `claims`.",
        severity="warning",
        when="published",
    )
)
def reported_needs_two(case: Case, _library: Library) -> Iterator[Finding]:
    """Find reported facts that rest on one origin."""
    sources = {source.id: source for source in case.sources}
    for position, fact in enumerate(case.facts):
        if fact.basis == "reported" and independent_origins(fact.sources, sources) < INDEPENDENT:
            yield Finding(("facts", position, "basis"), f"`{fact.id}` rests on one origin")


@case_rule(
    Rule(
        "failures/basis-needs-source",
        "A failure called established or reported names its sources.",
        "Only our own analysis may stand on reasoning alone.",
        "Add `sources`, or use `our-analysis`.",
        when="published",
    )
)
def failure_needs_source(case: Case, _library: Library) -> Iterator[Finding]:
    """Find failures that claim a ground and name none."""
    for position, failure in enumerate(case.failures):
        if failure.basis != "our-analysis" and not failure.sources:
            yield Finding(("failures", position, "basis"), f"`{failure.id}` names no source")
