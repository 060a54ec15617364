"""What changed, for programs and feed readers: changes, removals, feeds, and a badge for each claim."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from casebook.base import dates, urls
from casebook.base.settings import Settings
from casebook.charts import badge
from casebook.charts.palette import Look
from casebook.corpus import chronicle, flat
from casebook.corpus.chronicle import Event
from casebook.corpus.corpus import Corpus
from casebook.corpus.measures import readers
from casebook.downloads import feeds
from casebook.downloads.feeds import Feed
from casebook.model import entries
from casebook.model.case import Case, Claim
from casebook.pages.base import Asset

_MOST = 100
"""Events in the feeds of everything and of all corrections."""
_MOST_OF_A_TOPIC = 30


def assets(corpus: Corpus, settings: Settings) -> Iterator[Asset]:
    """``changes.json``, ``removed.json``, every feed in two formats, and the badges."""
    told = chronicle.events(corpus)
    yield Asset(urls.CHANGES_DATA, _changes(corpus, told, settings))
    yield Asset(urls.REMOVED_DATA, _removed(corpus, settings))
    for feed in every_feed(corpus, told):
        for ending, write in feeds.FORMATS.items():
            yield Asset(urls.feed(feed.name, ending), write(feed, settings))
    yield from _badges(corpus)


def _changes(corpus: Corpus, events: Sequence[Event], settings: Settings) -> str:
    items = [
        entries.ChangeEntry(
            id=event.id,
            kind=event.kind,
            on=event.on,
            case=event.case.id,
            claim=event.claim.id if event.claim else None,
            before=event.before or None,
            after=event.after or None,
            what=event.what,
            why=event.why,
            address=settings.address(event.address),
        )
        for event in events
    ]
    return flat.enveloped(corpus, [each.model_dump(mode="json") for each in items])


def _removed(corpus: Corpus, settings: Settings) -> str:
    items = [
        entries.RemovalEntry(
            address=settings.address(removal.address),
            what=removal.what,
            on=removal.on,
            why=removal.why or None,
            to=tuple(map(settings.address, removal.to)),
        )
        for removal in chronicle.removals(corpus)
    ]
    return flat.enveloped(corpus, [each.model_dump(mode="json") for each in items])


def every_feed(corpus: Corpus, events: Sequence[Event]) -> Iterator[Feed]:
    """The feed of everything, that of the corrections, and one for each topic that has events.

    Statuses, checklists and patterns have one even where nothing happened yet,
    since their feeds are addresses that we promise to keep.
    """
    yield Feed("all", "everything new", events[:_MOST])
    corrected = [event for event in events if event.kind != "added"]
    yield Feed("corrections", "corrections, changes of status, withdrawals", corrected[:_MOST])
    found: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        for topic in dict.fromkeys(_topics(corpus, event)):
            found[topic].append(event)
    titles = dict(_promised(corpus))
    for kind, value in sorted({*titles, *found}):
        title = titles.get((kind, value)) or _title(corpus, kind, value, found[kind, value])
        most = found[kind, value][:_MOST_OF_A_TOPIC]
        yield Feed(f"{kind}/{value}", title, most)


def _promised(corpus: Corpus) -> Iterator[tuple[tuple[str, str], str]]:
    library = corpus.library
    for status in library.statuses.order:
        yield (
            ("status", status),
            f"claims with the status {library.label('claim-status', status).lower()}",
        )
    for each in library.checklists.values():
        yield ("checklist", each.id), f"cases behind the checklist \u201c{each.title}\u201d"
    for pattern in library.patterns.values():
        yield ("pattern", pattern.id), f"cases of the pattern \u201c{pattern.title}\u201d"


def _title(corpus: Corpus, kind: str, value: str, events: Iterable[Event]) -> str:
    if kind == "organisation":
        names = (each.name for event in events for each in event.case.organisations)
        return next(name for name in names if urls.slug(name) == value)
    return corpus.library.label(kind, value)


def _topics(corpus: Corpus, event: Event) -> Iterator[tuple[str, str]]:
    case = event.case
    statuses = (event.before, event.after) if event.claim else _statuses(case)
    topics: dict[str, Iterable[str]] = {
        "status": statuses,
        "checklist": corpus.lists_of(case),
        "pattern": (failure.pattern for failure in case.failures),
        "role": readers(case),
        "theme": corpus.themes(case),
        "country": case.countries,
        "organisation": (urls.slug(each.name) for each in case.organisations),
    }
    for kind, values in topics.items():
        yield from ((kind, value) for value in values if value)


def _statuses(case: Case) -> Iterator[str]:
    return (claim.status for claim in case.claims)


_GONE = "Claim: no longer listed"
_JUDGEMENT = "Opinion: it has no status"


def _badges(corpus: Corpus) -> Iterator[Asset]:
    """A badge for whatever is or was a claim, so that pages elsewhere never show a hole."""
    words = {
        urls.badge(case.id, claim.id): _words(corpus, claim) for case, claim in corpus.claims()
    }
    looks = {urls.badge(case.id, claim.id): _look(corpus, claim) for case, claim in corpus.claims()}
    for case in corpus.listed:
        words |= {urls.badge(case.id, opinion.id): _JUDGEMENT for opinion in case.opinions}
    for case in corpus.withdrawn:
        words |= {urls.badge(case.id, claim.id): _GONE for claim in case.claims}
    for old, new in _moved(corpus, words):
        words.setdefault(old, words.get(new, _GONE))
        if new in looks:
            looks.setdefault(old, looks[new])
    plain = Look("unverified", "unverified")
    for address, told in sorted(words.items()):
        yield Asset(address, badge.svg(looks.get(address, plain), told))


def _moved(corpus: Corpus, known: Iterable[str]) -> list[tuple[str, str]]:
    """Addresses of badges whose claims or cases moved, each with that of the successor, or nothing."""
    found = []
    for old, new in corpus.library.permalinks.moved.items():
        before, after = _PLACE.fullmatch(old), _PLACE.fullmatch(new)
        if before is None or after is None:
            continue
        (case_before, claim_before), (case_after, claim_after) = before.groups(), after.groups()
        if claim_before:
            to = urls.badge(case_after, claim_after) if claim_after else ""
            found.append((urls.badge(case_before, claim_before), to))
        else:
            folder = urls.badge(case_after, "").removesuffix(".svg")
            moved = [badge for badge in known if badge.startswith(folder)]
            found += [(badge.replace(case_after, case_before, 1), badge) for badge in moved]
    return found


_PLACE = re.compile(r"/cases/([^/#]+)/(?:#claim-(.+))?")
"""The address of a case, or of a claim on its page."""


def _look(corpus: Corpus, claim: Claim) -> Look:
    traits = corpus.library.statuses[claim.status]
    return Look(traits.colour, traits.symbol)


def _words(corpus: Corpus, claim: Claim) -> str:
    label = corpus.library.label("claim-status", claim.status)
    return f"Claim: {label.lower()}, as of {dates.words(claim.as_of)}"
