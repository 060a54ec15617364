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
        "We quote enough for readers to judge the claim, and no more of somebody else's text.",
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


@case_rule(
    Rule(
        "claims/quote-translation",
        "A quotation in another language than English has a translation.",
        "Most readers can only judge the claim in English, and must see that the words are ours.",
        "Add `translation` to the quotation.",
        when="published",
    )
)
def quote_translation(case: Case, _library: Library) -> Iterator[Finding]:
    """Find quotations that most readers cannot read."""
    for loc, name, quote, _ in quotations(case):
        if quote.language != ENGLISH and quote.translation is None:
            yield Finding(loc, f"the quotation of `{name}` has no translation", key=True)


@case_rule(
    Rule(
        "claims/quote-source",
        "The source of a quotation is one of the sources of its claim or opinion.",
        "Readers look for the words in the sources that the claim names.",
        "Add the source to `sources` of the claim, or correct the source of the quotation.",
        when="published",
    )
)
def quote_source(case: Case, _library: Library) -> Iterator[Finding]:
    """Find quotations from a source that their claim or opinion does not name."""
    for loc, name, quote, sources in quotations(case):
        if quote.source not in sources:
            message = f"`{name}` does not name `{quote.source}`, the source of its quotation"
            yield Finding((*loc, "source"), message)
