"""Negatives: a sentence that says we found nothing rests on a search that the record names.

The rule holds only for published cases that were read at the source, so the
form does not know it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.base.problems import Loc
from casebook.corpus.library import Library
from casebook.model.case import Case
from casebook.model.walk import matching
from casebook.rules.base import Finding, Rule, case_rule

NEGATIVE = re.compile(
    r"\bwe (?:have |had |could )?(?:found (?:no|none|neither|nothing)|(?:did |have )?not (?:find|found|see|seen)"
    r"|(?:saw|know of|seen) (?:no|none|neither))\b",
    re.IGNORECASE,
)
"""What says that we looked and found nothing."""
_SIGNS = ("we ",)
_APART = (("record", "searches"), ("record", "corrections"), ("external_ids_search",))
"""Places that are a search themselves, or tell of the file's past."""


@case_rule(
    Rule(
        "searches/negative-needs-search",
        "A sentence that says we found nothing has an entry in `record.searches`.",
        "`We found no audit` describes our search; readers must see when and where we looked.",
        "Add an entry to `record.searches` with the day, what was looked for, where, and the result. "
        "Name the part in its `about`, or leave `about` out if the search is for the whole case.",
        when="at-source",
    )
)
def negative_needs_search(case: Case, _library: Library) -> Iterator[Finding]:
    """Find negatives without a search."""
    named = {part for search in case.record.searches for part in search.about}
    general = any(not search.about for search in case.record.searches)
    for leaf in matching(case, NEGATIVE, _SIGNS):
        if any(leaf.loc[: len(place)] == place for place in _APART):
            continue
        part = _part(case, leaf.loc)
        covered = part in named if part else bool(case.record.searches)
        if not general and not covered:
            found = NEGATIVE.search(leaf.value)
            text = f" of `{part}`" if part else ""
            yield Finding(leaf.loc, f"no search is named for `{found and found[0]}`{text}")


def _part(case: Case, loc: Loc) -> str:
    """Id of the part that a text belongs to; empty where the part has none, or could not be named."""
    if loc[0] in _NAMEABLE and len(loc) > 1 and isinstance(loc[1], int):
        return str(getattr(case, str(loc[0]))[loc[1]].id)
    return ""


_NAMEABLE = ("claims", "opinions", "facts", "timeline", "failures", "lessons")
"""Lists of parts that a search may name in its ``about``."""
