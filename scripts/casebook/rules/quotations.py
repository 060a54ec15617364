"""Quotations: the words of a claimant, short, translated, and from a source that is named.

These rules hold for every published case, and the form has twins of them; how
long a quotation may be goes there as data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from casebook.base.problems import Loc
from casebook.corpus.library import Library
from casebook.model.case import Case, Claim, Opinion, Quote
from casebook.rules.base import Finding, Rule, case_rule
from casebook.rules.requirements import among, requires, shares, there

MOST_WORDS = 50
"""Words that may be quoted at once: enough for a statement, too few to replace the source."""
UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{1,2}")
"""Two letters of a script that has no blanks between words (Thai, Japanese, Chinese): about one word."""
ENGLISH = "en"


def quotations(case: Case) -> Iterator[tuple[Loc, str, Quote, tuple[str, ...]]]:
    """Each quotation with its place, the id of the claim or opinion, and the sources of that."""
    lists: dict[str, tuple[Claim | Opinion, ...]] = {
        "claims": case.claims,
        "opinions": case.opinions,
    }
    for kind, parts in lists.items():
        for position, part in enumerate(parts):
            if part.quote is not None:
                yield (kind, position, "quote"), part.id, part.quote, part.sources


def words(text: str) -> int:
    """Number of words; where a script has no blanks between them, half the number of its letters."""
    return len(UNSPACED.sub(" x ", text).split())


@case_rule(
    Rule(
        "claims/quote-length",
        f"A quotation has at most {MOST_WORDS} words.",
        "We quote enough for readers to judge the claim, and no more of someone else's text.",
        "Quote the part that makes the claim; `…` marks what you left out.",
        when="published",
    )
)
def quote_length(case: Case, _library: Library) -> Iterator[Finding]:
    """Find quotations that are too long."""
    for loc, name, quote, _ in quotations(case):
        count = words(quote.text)
        if count > MOST_WORDS:
            yield Finding((*loc, "text"), f"the quotation of `{name}` has {count} words")


QUOTE_TRANSLATION = Rule(
    "claims/quote-translation",
    "A quotation in another language than English has a translation.",
    "Most readers can only judge the claim in English, and must see that the words are ours.",
    "Add `translation` to the quotation.",
    when="published",
)
requires(
    QUOTE_TRANSLATION,
    "claims",
    ("quote",),
    "the quotation of `{id}` has no translation",
    there("quote.translation"),
    among("quote.language", (ENGLISH,)),
    when=(there("quote"),),
    key=True,
)
requires(
    QUOTE_TRANSLATION,
    "opinions",
    ("quote",),
    "the quotation of `{id}` has no translation",
    there("quote.translation"),
    among("quote.language", (ENGLISH,)),
    when=(there("quote"),),
    key=True,
)


QUOTE_SOURCE = Rule(
    "claims/quote-source",
    "The source of a quotation is one of the sources of its claim or opinion.",
    "Readers look for the words in the sources that the claim names.",
    "Add the source to `sources` of the claim, or correct the source of the quotation.",
    when="published",
)
requires(
    QUOTE_SOURCE,
    "claims",
    ("quote", "source"),
    "`{id}` does not name `{quote.source}`, the source of its quotation",
    shares("quote.source", "sources"),
    when=(there("quote"),),
)
requires(
    QUOTE_SOURCE,
    "opinions",
    ("quote", "source"),
    "`{id}` does not name `{quote.source}`, the source of its quotation",
    shares("quote.source", "sources"),
    when=(there("quote"),),
)
