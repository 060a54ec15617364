"""Second readings: what another reader judges before seeing our answer.

A sheet shows claims without their status and reason, or links from lessons to
checks, drawn by a seed so that a draw can be repeated. :func:`overlaps` finds
words that a case shares with the text of a source.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from casebook.base import prose
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Check
from casebook.model.case import Case, Claim, Lesson, LessonItem
from casebook.model.walk import leaves

_Drawn = TypeVar("_Drawn")

RUN = 10
"""Words in a row that two texts may not share."""


@dataclass(frozen=True)
class ClaimDrawn:
    """A claim with the case it belongs to."""

    case: Case
    claim: Claim


@dataclass(frozen=True)
class LinkDrawn:
    """A link from a lesson to a check, with the case and the check."""

    case: Case
    lesson: Lesson
    link: LessonItem
    check: Check


def claims(corpus: Corpus, only: Sequence[str] = ()) -> list[ClaimDrawn]:
    """Every claim of the cases on the site, or of the cases named."""
    return [
        ClaimDrawn(case, claim) for case, claim in corpus.claims() if not only or case.id in only
    ]


def links(corpus: Corpus, only: Sequence[str] = ()) -> list[LinkDrawn]:
    """Every link from a lesson to a check, of all cases on the site or of those named."""
    return [
        LinkDrawn(case, lesson, link, corpus.library.checks[link.item])
        for case in corpus.listed
        if not only or case.id in only
        for lesson in case.lessons
        for link in lesson.items
    ]


def draw(everything: Sequence[_Drawn], number: int | None, seed: int) -> list[_Drawn]:
    """A number of them at random, the same for the same seed; all if no number is given."""
    if number is None or number >= len(everything):
        return list(everything)
    return random.Random(seed).sample(everything, number)  # noqa: S311 - a draw, not a secret


def claim_sheet(drawn: Iterable[ClaimDrawn], *, key: bool = False) -> str:
    """The claims as Markdown for a second reader; with ``key`` what we decided, and why."""
    return "\n\n".join(
        "\n".join(_claim(position, each, key=key)) for position, each in enumerate(drawn, 1)
    )


def _claim(position: int, drawn: ClaimDrawn, *, key: bool) -> Iterator[str]:
    case, claim = drawn.case, drawn.claim
    yield f"## {position}. {case.id}#claim-{claim.id}"
    if key:
        yield f"status: {claim.status}"
        yield f"reason: {claim.reason}"
        return
    yield f"claim: {claim.text}"
    if claim.quote:
        yield f"in the claimant's words: {claim.quote.translation or claim.quote.text}"
    for variant in claim.variants:
        yield f"also heard as: {variant.text}"
    yield from (f"established in the case: {fact.text}" for fact in case.facts)
    for by in claim.made_by:
        yield f"made by: {', '.join(part for part in (by.kind, by.name, by.via) if part)}"
    for answer in claim.answers:
        yield f"answer: {answer.by}, {answer.on or 'no date'}, {answer.stance}: {answer.text}"
    named = {source.id: source for source in case.sources}
    for source in (named[name] for name in claim.sources if name in named):
        leans = f", leans on {', '.join(source.derives_from)}" if source.derives_from else ""
        yield f"source: {source.publisher}, {source.title} ({source.kind}{leans})"


def link_sheet(drawn: Iterable[LinkDrawn]) -> str:
    """The links as Markdown for a second reader: what happened, the lesson, the check, our reason."""
    return "\n\n".join(
        "\n".join(
            (
                f"## {position}. {each.case.id}#lesson-{each.lesson.id} → {each.link.item}",
                f"case: {each.case.summary}",
                f"lesson: {each.lesson.text}",
                f"check: {each.check.item.statement}",
                f"why: {each.link.why}",
            )
        )
        for position, each in enumerate(drawn, 1)
    )


@dataclass(frozen=True)
class Shared:
    """Words that a case shares with a source text, at their greatest length."""

    case: str
    text: str
    words: str


def overlaps(cases: Iterable[Case], texts: Mapping[str, str]) -> Iterator[Shared]:
    """Runs of :data:`RUN` or more words that a case has in common with a text.

    Letter case, punctuation and marks of emphasis do not count. Titles of
    sources, which are quoted by their nature, are left out.

    Args:
        cases: Whose prose is compared.
        texts: Texts of sources, by name.
    """
    where: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, text in texts.items():
        words = _words(text)
        for start in range(len(words) - RUN + 1):
            where[tuple(words[start : start + RUN])].add(name)
    for case in cases:
        for leaf in leaves(case):
            if leaf.loc[0] != "sources":
                yield from _shared(case.id, _words(prose.plain(leaf.value)), where)


def _shared(
    case: str, words: list[str], where: Mapping[tuple[str, ...], set[str]]
) -> Iterator[Shared]:
    start = 0
    while start <= len(words) - RUN:
        names = where.get(tuple(words[start : start + RUN]), set())
        end = start + RUN
        while names and end < len(words):
            further = names & where.get(tuple(words[end - RUN + 1 : end + 1]), set())
            if not further:
                break
            names, end = further, end + 1
        for name in sorted(names):
            yield Shared(case, name, " ".join(words[start:end]))
        start = end if names else start + 1


def _words(text: str) -> list[str]:
    return re.findall(r"\w+(?:['\u2019]\w+)*", text.lower())
