"""What is computed from a case and never typed: spans of time, counts, independent origins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casebook import dates
from casebook.dates import Span
from casebook.model.case import Case, Claim, Response, Source

INDEPENDENT = 2
"""Origins that do not lean on each other from which on a statement counts as supported."""
PUBLIC_CHANNELS = frozenset({"public-post", "press-statement", "press-conference", "report"})
INSIDE_CHANNELS = frozenset({"personnel-action", "internal-notice", "notice-to-authority"})
"""Channels of a response that show that the organisation knew, and told nobody outside."""
PUBLIC_AUDIENCES = frozenset({"public", "press", "customers"})
STATUS_ORDER = (
    "confirmed",
    "corroborated",
    "adjudicated",
    "disputed",
    "denied",
    "unverified",
    "retracted",
    "refuted",
)
"""The order in which counts by status are shown: from what stands to what fell."""


@dataclass(frozen=True)
class Measures:
    """Computed values of one case; spans are ``None`` where the dates do not allow them.

    Spans are in days.
    """

    to_disclosure: Span | None
    """From the (start of the) event to the first public report."""
    rumour_to_statement: Span | None
    """From the claim in public that was answered to the first answer that reached outside."""
    silence: Span | None
    """From the first known reaction inside to the first word outside."""
    silent: tuple[str, str] | None
    """The two dates between which that silence lies."""
    claims_by_status: Mapping[str, int]
    origins: Mapping[str, int]
    """Independent origins of each claim's sources, by claim id."""
    publishers: int


def measure(case: Case) -> Measures:
    """Compute everything that follows from one case alone."""
    by_status = Counter(claim.status for claim in case.claims)
    sources = {source.id: source for source in case.sources}
    silent = _silent(case.response)
    return Measures(
        dates.between(case.occurred, case.disclosed) if case.occurred else None,
        _rumour_to_statement(case),
        dates.between(*silent) if silent else None,
        silent,
        {status: by_status[status] for status in STATUS_ORDER if by_status[status]},
        {claim.id: independent_origins(claim.sources, sources) for claim in case.claims},
        len({source.publisher.casefold() for source in case.sources}),
    )


def _start(on: str) -> tuple[int, int]:
    when = dates.parse(on)
    return when.first.toordinal(), when.last.toordinal()


def _rumour_to_statement(case: Case) -> Span | None:
    """From a claim to its answer: as the case names them, else the first of each.

    A claim that came up before the case was disclosed is what went before, and
    nobody can be said to have let it wait.
    """
    if any(response.answers_to for response in case.response):
        pairs = list(_named(case))
    else:
        pairs = list(_first(case))
    return dates.between(*min(pairs, key=lambda pair: _start(pair[1]))) if pairs else None


def _named(case: Case) -> Iterator[tuple[str, str]]:
    """Days of what is answered and of its answer, for the answers that reached outside."""
    moments = {moment.id: moment.on for moment in case.timeline}
    for response in case.response:
        if response.answers_to in moments and _reaches_outside(response):
            yield moments[response.answers_to], response.on


def _first(case: Case) -> Iterator[tuple[str, str]]:
    """Days of the first claim since the disclosure and of each public word that may follow it."""
    disclosed = dates.parse(case.disclosed).first
    said = [
        moment.on
        for moment in case.timeline
        if moment.kind == "claim" and dates.parse(moment.on).last >= disclosed
    ]
    if said:
        rumour = min(said, key=_start)
        began = dates.parse(rumour).first
        for response in case.response:
            if is_public(response) and dates.parse(response.on).last >= began:
                yield rumour, response.on


def _reaches_outside(response: Response) -> bool:
    return response.channel != "silence" and bool(PUBLIC_AUDIENCES.intersection(response.audience))


def is_public(response: Response) -> bool:
    """Whether a response could be seen outside."""
    return response.channel in PUBLIC_CHANNELS and bool(
        PUBLIC_AUDIENCES.intersection(response.audience)
    )


def _silent(responses: Iterable[Response]) -> tuple[str, str] | None:
    told = sorted(responses, key=lambda response: _start(response.on))
    first = next((r for r in told if is_public(r) or r.channel in INSIDE_CHANNELS), None)
    if first is None or is_public(first):
        return None
    public = next((r for r in told if is_public(r) and r.by == first.by), None)
    return (first.on, public.on) if public else None


def roots(source_id: str, sources: Mapping[str, Source]) -> frozenset[str]:
    """The sources a source goes back to, itself if it repeats none. Circles end quietly."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [source_id]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        parents = sources[current].derives_from if current in sources else ()
        if parents:
            waiting.extend(parents)
        else:
            found.add(current)
    return frozenset(found)


def independent_origins(ids: Iterable[str], sources: Mapping[str, Source]) -> int:
    """Count groups of sources that share no origin with each other."""
    groups: list[set[str]] = []
    for source_id in ids:
        merged = set(roots(source_id, sources)) or {source_id}
        apart = []
        for group in groups:
            if group & merged:
                merged |= group
            else:
                apart.append(group)
        groups = [*apart, merged]
    return len(groups)


def claimants(claim: Claim, label: Mapping[str, str]) -> str:
    """Name the claimants of a claim in words, with the way it was heard."""
    return "; ".join(each_claimant(claim, label))


def each_claimant(claim: Claim, label: Mapping[str, str]) -> list[str]:
    """Each claimant in words, with the way the claim was heard."""
    named = ((who.name or label.get(who.kind, who.kind), who.via) for who in claim.made_by)
    return [f"{said}, via {via}" if via else said for said, via in named]
