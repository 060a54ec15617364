"""What a checklist says of its own past: versions, earlier wordings, retired checks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from casebook.base.problems import Loc
from casebook.base.words import did_you_mean
from casebook.corpus import lineage
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Library
from casebook.model.lists import Checklist
from casebook.rules.base import Finding, Rule, corpus_rule, list_rule


@list_rule(
    Rule(
        "lists/unknown-version",
        "Every version that a list names is in its history, which ends with its own, in order.",
        "Citations such as `v1.0.0-VET-03` and answers in people's browsers name the version.",
        "Add the version to `history`, or correct its number.",
    ),
    Checklist,
)
def unknown_version(checklist: Checklist, _library: Library) -> Iterator[Finding]:
    """Find versions that the history does not hold, and a history out of order."""
    history = [release.version for release in checklist.history]
    if history and history[-1] != checklist.version:
        yield Finding(("version",), f"the history ends with {history[-1]}")
    elif history and checklist.history[-1].on != checklist.updated:
        yield Finding(("updated",), f"the history dates {checklist.version} otherwise")
    for place, (before, after) in enumerate(pairwise(history), 1):
        if lineage.number(before) >= lineage.number(after):
            yield Finding(("history", place, "version"), f"{after} does not follow {before}")
    for loc, version in _named(checklist):
        if version not in lineage.versions(checklist):
            yield Finding(loc, f"the history has no version {version}")


def _named(checklist: Checklist) -> Iterator[tuple[Loc, str]]:
    for place, item in enumerate(checklist.items):
        if item.since:
            yield ("items", place, "since"), item.since
        for position, wording in enumerate(item.earlier):
            yield ("items", place, "earlier", position, "until"), wording.until
    for place, gone in enumerate(checklist.retired):
        yield ("retired", place, "since"), gone.since
        if gone.added:
            yield ("retired", place, "added"), gone.added


@list_rule(
    Rule(
        "items/earlier-wording",
        "Each earlier wording was used for some version, and differs from the one after it.",
        "Whoever answered a check is shown what it said then, and what it says now.",
        "Correct `until`, or take the wording out.",
    ),
    Checklist,
)
def earlier_wording(checklist: Checklist, _library: Library) -> Iterator[Finding]:
    """Find wordings that no version of the list had, and wordings that changed nothing."""
    for place, item in enumerate(checklist.items):
        for position, (said, after) in enumerate(pairwise(lineage.wordings(checklist, item))):
            loc = ("items", place, "earlier", position)
            if not said.versions or not after.versions:
                yield Finding((*loc, "until"), f"no version of {item.id} begins or ends there")
            elif said.fingerprint == after.fingerprint:
                yield Finding((*loc, "statement"), f"{item.id} said the same afterwards")


@list_rule(
    Rule(
        "items/retired",
        "A retired check has an id of its list that no other check has, and was in the list once.",
        "Its id means one thing for ever: answers, slides and courts point at it.",
        "Give the new check the next free number, and leave the old id to the retired one.",
    ),
    Checklist,
)
def retired(checklist: Checklist, library: Library) -> Iterator[Finding]:
    """Find retired ids that are in use, stand twice, or belong to another list."""
    seen: set[str] = set()
    for place, gone in enumerate(checklist.retired):
        loc = ("retired", place, "id")
        if gone.id in library.checks:
            yield Finding(loc, f"{gone.id} is a check of today too")
        elif gone.id in seen:
            yield Finding(loc, f"{gone.id} stands twice")
        elif not gone.id.startswith(f"{checklist.code}-"):
            yield Finding(loc, f"{gone.id} stands in the list {checklist.code}")
        elif not lineage.held_in(checklist, gone):
            yield Finding(loc, f"no version of the list held {gone.id}")
        seen.add(gone.id)


@list_rule(
    Rule(
        "items/successor",
        "What a retired check became exists: one successor, or the parts it was split into.",
        "Answers that people keep in their browser move on to the successors.",
        "Name checks of today, or checks that were retired later.",
    ),
    Checklist,
)
def successor(checklist: Checklist, library: Library) -> Iterator[Finding]:
    """Find successors that do not exist, lead in a circle, or are given twice."""
    known = {**library.checks, **library.gone}
    for place, gone in enumerate(checklist.retired):
        loc = ("retired", place, "split_into" if gone.split_into else "replaced_by")
        if gone.split_into and gone.replaced_by:
            yield Finding(loc, f"{gone.id} was both split and replaced")
        unknown = [each for each in lineage.named(gone) if each not in known]
        for each in unknown:
            yield Finding(loc, f"there is no check `{each}`", did_you_mean(each, known, _SUCCESSOR))
        if lineage.named(gone) and not unknown and _in_circle(library, gone.id):
            yield Finding(loc, f"{gone.id} leads back to itself")


_SUCCESSOR = "Name checks of today, or checks that were retired later."


def _in_circle(library: Library, start: str) -> bool:
    waiting, seen = [start], set()
    while waiting:
        following = library.gone.get(waiting.pop())
        for each in lineage.named(following.item) if following else ():
            if each == start:
                return True
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    return False


_CHECK = re.compile(r"^/checks/([a-z]{3}-[0-9]{2,3})/$")


@corpus_rule(
    Rule(
        "items/lost",
        "A check that was ever published is in its list, or under its `retired`.",
        "A moved address saves links; only `retired` saves the answers that people gave.",
        "Enter it under `retired` in its list, with `replaced_by`, `split_into` or neither.",
    )
)
def lost(corpus: Corpus) -> Iterator[Finding]:
    """Find checks of the ledger that were led on by hand and are in no list."""
    library = corpus.library
    known = {*library.checks, *library.gone}
    for page in library.permalinks.pages:
        found = _CHECK.match(page)
        if found and found[1].upper() not in known and page in library.permalinks.moved:
            yield Finding(
                ("moved", page),
                f"{found[1].upper()} is in no list and not retired",
                key=True,
                path=library.permalinks.file(page),
            )
