"""What is computed from a case and never typed: spans of time, counts, independent origins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from casebook.base import dates
from casebook.base.dates import Span, When
from casebook.corpus.statuses import Statuses
from casebook.model.case import Case, Claim, Claimant, Response, Source

INDEPENDENT = 2
"""Origins that do not lean on each other from which on a statement counts as supported."""
PUBLIC_CHANNELS = frozenset({"public-post", "press-statement", "press-conference", "report"})
INSIDE_CHANNELS = frozenset({"personnel-action", "internal-notice", "notice-to-authority"})
"""Channels of a response that show that the organisation knew, and told nobody outside."""
PUBLIC_AUDIENCES = frozenset({"public", "press", "customers"})
OUTSIDE_ROLES = frozenset({"court", "regulator", "finder"})
"""Parts of an organisation in a case that leave it nothing to answer for."""
AT_SOURCE = "at-source"
"""Standard of a case that was read again where it began."""
MOST_ROLES = 3
"""Roles that a case names as its readers at most, so that choosing a role leaves few cases."""


@dataclass(frozen=True)
class Measures:
    """Computed values of one case; spans are ``None`` where the dates do not allow them.

    Spans are in days.
    """

    to_disclosure: Span | None
    """From the (start of the) event to the first public report."""
    rumour_to_statement: Span | None
    """From the claim in public that was answered to the first answer that reached outside.

    Nothing where an organisation told first itself, unless the case names what was answered later.
    """
    told_first: str | None
    """Who made the case known itself, before anybody else did."""
    silence: Span | None
    """From the first known reaction inside to the first word outside."""
    silent: tuple[str, str] | None
    """The two dates between which that silence lies."""
    claims_by_status: Mapping[str, int]
    """In the order in which statuses are shown."""
    origins: Mapping[str, int]
    """Independent origins of each claim's sources, by claim id."""
    publishers: int


def measure(case: Case, statuses: Statuses) -> Measures:
    """Compute everything that follows from one case alone, and the order of the statuses."""
    by_status = Counter(claim.status for claim in case.claims)
    sources = {source.id: source for source in case.sources}
    silent = _silent(case.response)
    told = [response.by for response in case.response if response.told_first]
    return Measures(
        dates.between(case.occurred, case.disclosed) if case.occurred else None,
        _to_answer(case),
        told[0] if told else None,
        dates.between(*silent) if silent else None,
        silent,
        statuses.ordered(by_status),
        {claim.id: independent_origins(claim.sources, sources) for claim in case.claims},
        len({source.publisher.casefold() for source in case.sources}),
    )


def read_at_source(case: Case) -> str | None:
    """The day on which a case was last read at the source; nothing if it was not.

    Its record names that day; where it does not, the last update is taken.
    """
    if case.record.standard != AT_SOURCE:
        return None
    days = [review.on for review in case.record.reviewed if review.method]
    return max(days, key=_start, default=case.record.updated)


def readers(case: Case) -> tuple[str, ...]:
    """The roles whose work a case changes, the strongest first.

    Where the case names none, they are the first roles that it has words for.
    """
    addressed = tuple(dict.fromkeys(entry.role for entry in case.why_it_matters))
    return case.roles or addressed[:MOST_ROLES]


def _start(on: str) -> tuple[int, int]:
    when = dates.parse(on)
    return when.first.toordinal(), when.last.toordinal()


@dataclass(frozen=True)
class FirstAnswer:
    """The first answer that is counted, with the day of what it answers."""

    claim: str
    """When what it answers came up, as the case has it."""
    since: When
    """The days on which that may have been: none of them before the case came out."""
    on: str
    """When it was given; of inexact days, those that have surely passed first."""
    moment: str | None = None
    """The moment that the case names as what was answered (``answers_to``)."""


def first_answer(case: Case) -> FirstAnswer | None:
    """The first answer: of those for which the case names what they answer, else of all.

    A claim that came up before the case was disclosed is what went before, and
    nobody can be said to have let it wait. Who told first has let nobody wait either.
    """
    return min(_answers(case), key=lambda answer: _surely(answer.on), default=None)


def _answers(case: Case) -> Iterator[FirstAnswer]:
    if any(response.answers_to for response in case.response):
        return _named(case)
    if any(response.told_first for response in case.response):
        return iter(())
    return _first(case)


def _to_answer(case: Case) -> Span | None:
    """Days to the first answer; another one that is not exact may have come before it."""
    answer = first_answer(case)
    if answer is None:
        return None
    given = [dates.parse(each.on) for each in _answers(case) if each.moment == answer.moment]
    first = min(given, key=lambda when: when.first)
    return dates.apart(answer.since, replace(dates.parse(answer.on), first=first.first))


def _surely(on: str) -> tuple[int, int]:
    """Last, then first day: of two dates, the one that has surely passed first."""
    first, last = _start(on)
    return last, first


def _named(case: Case) -> Iterator[FirstAnswer]:
    """Each answer that reached outside and names what it answers."""
    moments = {moment.id: moment.on for moment in case.timeline}
    for response in case.response:
        if response.answers_to in moments and _reaches_outside(response):
            on = moments[response.answers_to]
            yield FirstAnswer(on, dates.parse(on), response.on, response.answers_to)


def _first(case: Case) -> Iterator[FirstAnswer]:
    """Each public word of a party that may follow the first claim since the disclosure."""
    disclosed = dates.parse(case.disclosed).first
    said = [
        moment.on
        for moment in case.timeline
        if moment.kind == "claim" and dates.parse(moment.on).last >= disclosed
    ]
    if said:
        claim = min(said, key=_start)
        began = dates.parse(claim)
        surely = min(dates.parse(on).last for on in said)
        since = replace(began, first=max(began.first, disclosed), last=surely)
        for response in spoken(case):
            if is_public(response) and dates.parse(response.on).last >= since.first:
                yield FirstAnswer(claim, since, response.on)


def spoken(case: Case) -> Iterator[Response]:
    """What parties did or said. Who decides on a case or reported it does not answer."""
    apart = {who.name for who in case.organisations if who.role in OUTSIDE_ROLES}
    return (response for response in case.response if response.by not in apart)


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
    return "; ".join(each_claimant(claim.made_by, label))


def each_claimant(made_by: Iterable[Claimant], label: Mapping[str, str]) -> list[str]:
    """Each claimant in words, with the way the claim was heard."""
    named = ((who.name or label.get(who.kind, who.kind), who.via) for who in made_by)
    return [f"{said}, via {via}" if via else said for said, via in named]
