"""What happened to the record: cases added, corrected and withdrawn, statuses that changed, addresses that moved.

Everything is read from the cases and the register of addresses, so two builds
of the same data give the same events in the same order.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from casebook.base import dates, prose, urls
from casebook.corpus.corpus import Corpus
from casebook.model.case import Case, Claim

Kind = Literal["added", "corrected", "status", "withdrawn"]


@dataclass(frozen=True)
class Since:
    """The status of a claim from one day on."""

    on: str | None
    """EDTF date; ``None`` for the first status of a case whose first day is not recorded."""
    status: str
    reason: str
    """Why it changed; empty for the first status."""


@dataclass(frozen=True)
class Event:
    """One change of the record that a reader may want to hear of."""

    kind: Kind
    on: str | None
    """EDTF date."""
    case: Case
    what: str
    """Plain text. Where a claim is named, its status is in the same sentence."""
    why: str = ""
    claim: Claim | None = None
    before: str = ""
    """The status before, for a change of status."""
    after: str = ""
    """The status after."""
    number: int = 0
    """Which of its kind it is for this case or claim, from 1 for the oldest."""

    @property
    def id(self) -> str:
        """A name that stays while later events are added: ``acme/status/thousands/1``."""
        parts = (self.case.id, self.kind, self.claim.id if self.claim else "", str(self.number))
        return "/".join(part for part in parts if part)

    @property
    def address(self) -> str:
        """The page of the claim if there is one, else that of the case."""
        if self.claim is None or self.case.record.status == "withdrawn":
            return urls.case(self.case.id)
        return urls.claim(self.case.id, self.claim.id)


@dataclass(frozen=True)
class Removal:
    """Something published that is no longer where it was, or no longer stands."""

    address: str
    what: Literal["case withdrawn", "check retired", "address moved"]
    on: str | None
    """EDTF date; ``None`` where no day is recorded, as for addresses that moved."""
    why: str
    to: tuple[str, ...] = field(default=())
    """Where to look now; empty where the address itself says what happened."""


def statuses(case: Case, claim: Claim) -> tuple[Since, ...]:
    """Every status a claim had in the record, oldest first."""
    kept = [entry.status for entry in claim.history] + [claim.status]
    days = [case.record.created, *(entry.on for entry in claim.history)]
    reasons = ["", *(prose.plain(entry.reason) for entry in claim.history)]
    return tuple(map(Since, days, kept, reasons))


def status_on(case: Case, claim: Claim, day: dt.date) -> str | None:
    """The status a claim had on a day; ``None`` before the case was in the record."""
    found = None
    for since in statuses(case, claim):
        if since.on is None or dates.parse(since.on).first <= day:
            found = since.status
    return found


def events(corpus: Corpus) -> tuple[Event, ...]:
    """Every event of every case on the site, the newest first; of one day by case and kind."""
    found = [
        *(event for case in corpus.listed for event in _of_case(corpus, case)),
        *map(_withdrawal, corpus.withdrawn),
    ]
    return tuple(sorted(found, key=_newest_first))


def _newest_first(event: Event) -> tuple[int, str]:
    day = dates.parse(event.on).last.toordinal() if event.on else 0
    return -day, event.id


def _of_case(corpus: Corpus, case: Case) -> Iterator[Event]:
    summary = prose.plain(case.summary)
    yield Event("added", case.record.created, case, f"New case: {case.title}", summary)
    for number, entry in enumerate(case.record.corrections, 1):
        what, why = prose.plain(entry.what), prose.plain(entry.why)
        yield Event("corrected", entry.on, case, what, why, number=number)
    for claim in case.claims:
        yield from _of_claim(corpus, case, claim)


def _of_claim(corpus: Corpus, case: Case, claim: Claim) -> Iterator[Event]:
    kept = statuses(case, claim)
    for number, (old, new) in enumerate(itertools.pairwise(kept), 1):
        before, after = (
            corpus.library.label("claim-status", each.status).lower() for each in (old, new)
        )
        what = f"Status changed from {before} to {after}: \u201c{prose.plain(claim.text)}\u201d"
        yield Event("status", new.on, case, what, new.reason, claim, old.status, new.status, number)


def _withdrawal(case: Case) -> Event:
    why = prose.plain(case.record.withdrawn_because or "")
    what = f"Case withdrawn: {case.title}"
    return Event("withdrawn", case.record.updated, case, what, why, number=1)


def removals(corpus: Corpus) -> tuple[Removal, ...]:
    """Everything published that was withdrawn, retired or moved, by address."""
    found = [*_withdrawn(corpus), *_retired(corpus), *_moved(corpus)]
    return tuple(sorted(found, key=lambda removal: (removal.address, removal.what)))


def _withdrawn(corpus: Corpus) -> Iterator[Removal]:
    for case in corpus.withdrawn:
        why = prose.plain(case.record.withdrawn_because or "")
        yield Removal(urls.case(case.id), "case withdrawn", case.record.updated, why)


def _retired(corpus: Corpus) -> Iterator[Removal]:
    for gone in corpus.library.gone.values():
        released = {release.version: release.on for release in gone.checklist.history}
        replaced = (gone.item.replaced_by,) if gone.item.replaced_by else gone.item.split_into
        yield Removal(
            urls.item(gone.id),
            "check retired",
            released.get(gone.item.since),
            prose.plain(gone.item.why),
            tuple(urls.item(each) for each in replaced or ()),
        )


def _moved(corpus: Corpus) -> Iterator[Removal]:
    ledger = corpus.library.permalinks
    for old, new in ledger.moved.items():
        why = ledger.reasons.get(old, "")
        yield Removal(old.lstrip("/"), "address moved", None, why, (new.lstrip("/"),))
