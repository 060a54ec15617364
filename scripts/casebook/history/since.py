"""The gate of a change: what was published is not changed or taken away in silence.

Puts what :mod:`casebook.history.revisions` found beside what :mod:`casebook.reading.load` read,
and asks the rules that look at both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TypeVar

from casebook import rules
from casebook.base.problems import Problem
from casebook.corpus import corpus as corpora
from casebook.corpus.changes import Data, changes
from casebook.corpus.corpus import ON_SITE
from casebook.corpus.library import Library
from casebook.history.revisions import Past
from casebook.model import Case, Checklist, Course, Exercise, Framework, Pattern, Permalinks
from casebook.model.files import COLLECTIONS
from casebook.model.kinds import Record
from casebook.model.ledger import Ledger
from casebook.permalinks import files
from casebook.permalinks.ledger import extended
from casebook.reading.load import Reading
from casebook.reading.shape import shape
from casebook.rules.base import Earlier, Pair
from casebook.source import read, read_bytes

_Model = TypeVar("_Model", bound=Record)


def problems(
    root: Path, reading: Reading, past: Past, only: Collection[str] | None = None
) -> list[Problem]:
    """What is wrong with the way from an earlier revision to what was read.

    Args:
        root: The project.
        reading: The project as it is now.
        past: What differs in the earlier revision.
        only: Paths as problems show them, to look at these cases and at no address;
            everything if not given.
    """
    ledger = Ledger() if only is not None else _addresses(past)
    earlier = Earlier(tuple(_pairs(root, past, only)), ledger)
    found = list(rules.check_changes(earlier))
    # A case or list that cannot be read would seem to have lost all its addresses.
    if only is None and not any(problem.rule in _UNREAD for problem in reading.problems):
        found += rules.check_past(earlier, reading.corpus, reading.sources)
    return sorted(set(found))


_UNREAD = frozenset(rule.id for rule in rules.CATALOGUE.values() if rule.when == "reading")


def _pairs(root: Path, past: Past, only: Collection[str] | None) -> Iterator[Pair]:
    for path, raw in past.files.items():
        if not path.startswith("cases/") or (only is not None and path not in only):
            continue
        source, _ = read(root / path, path)
        now = shape(source, Case)[0] if source is not None else None
        if source is None or now is None or now.record.status not in ON_SITE:
            continue
        then, _ = read_bytes(raw, path)
        before = shape(then, Case)[0] if then is not None else None
        if before is None:
            yield Pair({}, _plain(now), (), source)
        elif before.record.status in ON_SITE:
            old, new = _plain(before), _plain(now)
            yield Pair(old, new, changes(old, new), source)


def _plain(case: Case) -> Data:
    return case.model_dump(exclude_defaults=True)


def _addresses(past: Past) -> Ledger:
    """Addresses of the files of the ledger that differ, and of cases and lists that do, recorded or not."""
    texts = {path: raw.decode("utf-8", "replace") for path, raw in past.files.items()}
    lines = [
        (path, files.parse(text, path)[0]) for path, text in texts.items() if files.is_ours(path)
    ]
    ledger, _ = files.ledger(lines, _model(past, files.OLD_FILE, Permalinks))
    return extended(ledger, corpora.build(_library(past), _cases(past)))


def _cases(past: Past) -> list[Case]:
    found = [_model(past, path, Case) for path in past.files if path.startswith("cases/")]
    return [case for case in found if case]


def _library(past: Past) -> Library:
    lists: dict[str, dict[str, Record]] = {name: {} for name in COLLECTIONS}
    for path in past.files:
        folder = path.removeprefix("docs/").partition("/")[0]
        if folder in COLLECTIONS and (entry := _model(past, path, COLLECTIONS[folder])):
            lists[folder][path] = entry
    return Library(
        checklists={e.id: e for e in lists["checklists"].values() if isinstance(e, Checklist)},
        frameworks={e.id: e for e in lists["frameworks"].values() if isinstance(e, Framework)},
        exercises={e.id: e for e in lists["exercises"].values() if isinstance(e, Exercise)},
        courses={e.id: e for e in lists["courses"].values() if isinstance(e, Course)},
        patterns={e.id: e for e in lists["patterns"].values() if isinstance(e, Pattern)},
    )


def _model(past: Past, path: str, model: type[_Model]) -> _Model | None:
    raw = past.files.get(path)
    source = read_bytes(raw, path)[0] if raw is not None else None
    return shape(source, model)[0] if source is not None else None
