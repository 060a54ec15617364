"""After publication: no change of substance in silence. These rules compare two revisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casebook.base import dates
from casebook.corpus.changes import Data, summed
from casebook.corpus.corpus import Corpus
from casebook.model.ledger import Ledger
from casebook.permalinks.ledger import published
from casebook.rules.base import Earlier, Finding, Pair, Rule, change_rule, past_rule


def _corrections(case: Data) -> list[Data]:
    return list(case.get("record", {}).get("corrections", ()))


def _new_days(pair: Pair) -> list[str]:
    """Days of the corrections that the earlier version does not have."""
    before = [dict(entry) for entry in _corrections(pair.before)]
    return [entry["on"] for entry in _corrections(pair.now) if dict(entry) not in before]


@change_rule(
    Rule(
        "corrections/not-compared",
        "The earlier version of a published case can be compared with the new one.",
        "Where the format of cases changed, no program can tell what else did.",
        "Compare the two versions by eye, and add a correction if the substance changed.",
        severity="warning",
        when="since",
    )
)
def not_compared(pair: Pair) -> Iterator[Finding]:
    """Find cases whose earlier version does not have the form of today."""
    if not pair.before:
        yield Finding(
            ("record",), "the earlier version cannot be read and was not compared", key=True
        )


@change_rule(
    Rule(
        "corrections/missing",
        "A substantive change to a published case has a dated correction.",
        "Readers have quoted the page; they must be able to see what is different now, and why.",
        "Add an entry under `record.corrections` with `on`, `what` and `why`, "
        "and set `record.updated` to the same day.",
        when="since",
    )
)
def missing(pair: Pair) -> Iterator[Finding]:
    """Find published cases that changed in substance without a new correction."""
    if pair.changes and not _new_days(pair):
        first = min(pair.changes, key=lambda change: pair.line(change.loc))
        message = f"the published case changed without a correction: {summed(pair.changes)}"
        yield Finding(first.loc, message, key=isinstance(first.loc[-1], str))


@change_rule(
    Rule(
        "corrections/updated",
        "`record.updated` is not earlier than the newest correction.",
        "It is the date that readers, feeds and citations go by.",
        "Set `record.updated` to the day of the correction.",
        when="since",
    )
)
def updated(pair: Pair) -> Iterator[Finding]:
    """Find new corrections that lie after the day of the last update."""
    day = pair.now.get("record", {}).get("updated")
    days = _new_days(pair)
    newest = max(days, key=_first, default=None)
    if (
        newest is not None
        and day is not None
        and _first(newest) > dates.parse(day).last.toordinal()
    ):
        message = f"the correction is of {newest}, but `record.updated` is {day}"
        yield Finding(("record", "updated"), message)


def _first(day: str) -> int:
    return dates.parse(day).first.toordinal()


@change_rule(
    Rule(
        "corrections/erased",
        "A correction that was published stays.",
        "A correction that can vanish is a silent change with a delay.",
        "Put it back; if its own text was wrong, add a new correction that says so.",
        when="since",
    )
)
def erased(pair: Pair) -> Iterator[Finding]:
    """Find corrections whose day no longer stands in the case."""
    left = [entry["on"] for entry in _corrections(pair.now)]
    for entry in _corrections(pair.before):
        if entry["on"] in left:
            left.remove(entry["on"])
        else:
            message = f"the correction of {entry['on']} is gone"
            yield Finding(("record", "corrections"), message, key=True)


def _changed_claims(pair: Pair) -> Iterator[tuple[int, Data, Data]]:
    """Position, earlier and newer version of each claim whose status changed."""
    before: dict[Any, Data] = {claim["id"]: claim for claim in pair.before.get("claims", ())}
    for position, claim in enumerate(pair.now.get("claims", ())):
        old = before.get(claim["id"])
        if old is not None and old["status"] != claim["status"]:
            yield position, old, claim


@change_rule(
    Rule(
        "corrections/status-reason",
        "A claim with a new status has a new reason.",
        "The old reason supports the old status.",
        "Write in `reason` why the claim has the new status.",
        when="since",
    )
)
def status_reason(pair: Pair) -> Iterator[Finding]:
    """Find claims whose status changed while the reason stayed."""
    for position, old, claim in _changed_claims(pair):
        if " ".join(old["reason"].split()) == " ".join(claim["reason"].split()):
            message = f"`{claim['id']}` went from {old['status']} to {claim['status']} for the same reason"
            yield Finding(("claims", position, "reason"), message)


@change_rule(
    Rule(
        "corrections/status-day",
        "A claim with a new status has a new `as_of`.",
        "It says since when the claim has the new status.",
        "Set `as_of` to the day on which you looked.",
        when="since",
    )
)
def status_day(pair: Pair) -> Iterator[Finding]:
    """Find claims whose status changed while the day stayed, unless it is the day of the correction."""
    days = _new_days(pair)
    for position, old, claim in _changed_claims(pair):
        day = claim.get("as_of")
        same = (
            day is not None and old.get("as_of") is not None and _first(day) <= _first(old["as_of"])
        )
        if same and day not in days:
            message = f"`{claim['id']}` went from {old['status']} to {claim['status']}, but `as_of` is {day}"
            yield Finding(("claims", position, "as_of"), message)


@change_rule(
    Rule(
        "corrections/status-history",
        "A claim with a new status keeps the old one under `history`.",
        "Those who quoted the page can see what it said then.",
        "Add an entry under `history` with `on`, the earlier `status` and the `reason` of the change.",
        when="since",
    )
)
def status_history(pair: Pair) -> Iterator[Finding]:
    """Find claims whose status changed without an entry for the one before."""
    for position, old, claim in _changed_claims(pair):
        added = [dict(entry) for entry in claim.get("history", ())]
        for entry in map(dict, old.get("history", ())):
            if entry in added:
                added.remove(entry)
        if old["status"] not in {entry["status"] for entry in added}:
            message = f"`{claim['id']}` was {old['status']}, and its `history` does not say so"
            yield Finding(("claims", position, "status"), message)


@past_rule(
    Rule(
        "permalinks/erased",
        "A published address still works, or has a successor in the address register.",
        "If a line is deleted from the register, links to that address break.",
        "Restore the line from git. If the part itself is gone, add its successor: "
        "OLD -> NEW because REASON.",
        when="since",
    )
)
def address_erased(earlier: Earlier, corpus: Corpus) -> Iterator[Finding]:
    """Find addresses of the earlier revision that neither the site nor the ledger knows."""
    ledger, now = corpus.library.permalinks, published(corpus)
    for page, anchors in earlier.ledger.pages.items():
        if page not in now and page not in ledger.pages:
            yield _erased(page, earlier, ledger)
            continue
        if page in ledger.moved:
            continue
        known = {*now.get(page, ()), *ledger.pages.get(page, ())}
        for anchor in anchors:
            if anchor not in known:
                yield _erased(f"{page}#{anchor}", earlier, ledger)


def _erased(address: str, earlier: Earlier, ledger: Ledger) -> Finding:
    """A finding in the file that should record the address; at its page, if that is in it."""
    return Finding(
        ("pages", address.partition("#")[0]),
        f"`{address}` is gone, and the ledger has lost it",
        key=True,
        path=ledger.file(address) or earlier.ledger.file(address),
    )
