"""Waivers of dead addresses: each is for an address that is still there."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.corpus.addresses import all_of
from casebook.corpus.corpus import Corpus
from casebook.rules.base import Finding, Rule, corpus_rule


@corpus_rule(
    Rule(
        "links/waiver-unused",
        "A waiver is for an address of a case or framework.",
        "If the address came back, a leftover waiver would excuse it unnoticed.",
        "Delete the entry, or correct the address.",
    )
)
def waiver_unused(corpus: Corpus) -> Iterator[Finding]:
    """Find waivers of addresses that nothing leads to, or that stand twice."""
    left = {url for _, _, url in all_of(corpus)}
    for position, waiver in enumerate(corpus.library.waivers):
        if waiver.url not in left:
            yield Finding(
                ("waivers", position, "url"),
                f"nothing leads to `{waiver.url}`, or an earlier entry waives it",
                path="docs/link-waivers.yml",
            )
        left.discard(waiver.url)
