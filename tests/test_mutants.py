"""What passes the check renders: each kind of field of real cases is deleted, emptied and retyped.

A mutant that the shape or a rule refuses is of no interest here. Every other one
must have its pages, its data and its quiz, as a draft that somebody previews and
as a published case.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import factories
import pytest
from casebook import rules
from casebook.base.problems import errors
from casebook.corpus import corpus as corpora
from casebook.model import Case
from casebook.model.ledger import Ledger
from casebook.reading.load import Reading
from casebook.reading.shape import shape
from casebook.source import Source, read_bytes
from pydantic import ValidationError
from support import rendering

_DELETED = object()
_OF_TEXT: dict[str, object] = {
    "deleted": _DELETED,
    "blank": " ",
    "nothing": None,
    "number": "0123",
    "list": ["something"],
}
_OF_BLOCKS: dict[str, object] = {
    "deleted": _DELETED,
    "empty list": [],
    "empty block": {},
    "text": "something",
}
"""What is put in the place of a value, by a name: of a text, and of a list or a block of keys."""
_LONGEST, _PLAYED = "australia-robodebt", "arup-deepfake-video-call"
_SMALLEST = "uk-aisi-sandbagging-audit-game-2025"
_PATH = tuple[str | int, ...]


def _kinds(value: Any, at: _PATH = ()) -> Iterator[_PATH]:
    """Every place in the data of a case."""
    if at:
        yield at
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for step, part in pairs if isinstance(value, dict | list) else ():
        yield from _kinds(part, (*at, step))


def _firsts(whole: dict[str, Any]) -> dict[str, _PATH]:
    """The first place of each kind of field, by a name such as ``claims.*.made_on``."""
    found: dict[str, _PATH] = {}
    for at in _kinds(whole):
        found.setdefault(".".join("*" if isinstance(step, int) else step for step in at), at)
    return found


def _changed(whole: dict[str, Any], at: _PATH, value: object) -> dict[str, Any]:
    """A copy with one value replaced or deleted; only what is on the way to it is copied."""
    changed: Any = dict(whole)
    holder = changed
    for step in at[:-1]:
        holder[step] = holder[step].copy()
        holder = holder[step]
    if value is _DELETED:
        del holder[at[-1]]
    else:
        holder[at[-1]] = deepcopy(value)
    return dict(changed)


def _slim(whole: dict[str, Any], path: str, real: Reading) -> dict[str, Any]:
    """A case without the entries that bring no kind of field of their own, as far as the check allows."""
    kinds = set(_firsts(whole))
    # What others refer to goes last.
    names = sorted(whole, key=lambda name: (name == "sources", -list(whole).index(name)))
    for name in names:
        for place in reversed(range(len(whole[name]) if isinstance(whole[name], list) else 0)):
            smaller = _changed(whole, (name, place), _DELETED)
            if set(_firsts(smaller)) == kinds and _passed(smaller, path, real):
                whole = smaller
    return whole


def _mutants(whole: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind, at in _firsts(whole).items():
        holder: Any = whole
        for step in at:
            holder = holder[step]
        for name, value in (_OF_TEXT if isinstance(holder, str) else _OF_BLOCKS).items():
            yield f"{kind}: {name}", _changed(whole, at, value)


def _passed(mutant: dict[str, Any], path: str, real: Reading) -> Case | None:
    """The case as the check reads it, if it finds no mistake in it."""
    source = Source(path, "", "", mutant)
    try:
        Case.model_validate(mutant)  # most end here, and nobody wants their words
    except ValidationError:
        return None
    model, problems = shape(source, Case)
    if model is None or problems or _wrong(model, source, real):
        return None
    return model


def _wrong(case: Case, source: Source, real: Reading) -> bool:
    """Whether a rule speaks, of the case or of the exercise that is made from it."""
    library = real.corpus.library
    if errors(rules.check_case(case, source, library)):
        return True
    if case.id not in library.exercises or case.record.status == "draft":
        return False
    played = Source(f"docs/exercises/{case.id}.yml", "", "", {})
    # The other cases are missing from this corpus; a full ledger would report each of their addresses.
    corpus = corpora.build(replace(library, permalinks=Ledger()), [case])
    found = errors(rules.check_corpus(corpus, {played.path: played}, broken=False))
    return any(problem.path == played.path for problem in found)


@pytest.mark.unmeasured
@pytest.mark.parametrize("name", [_LONGEST, _SMALLEST, _PLAYED])
def test_what_passes_the_check_renders(real: Reading, name: str) -> None:
    """No field that is deleted, emptied or of another type breaks a page unless the check says so."""
    path = f"cases/{name}.yml"
    source, _ = read_bytes((factories.REPOSITORY / path).read_bytes(), path)
    assert source is not None
    mutants, previewed, published, broken = 0, 0, 0, []
    for mutant, data in _mutants(_slim(source.data, path, real)):
        mutants += 1
        case = _passed(_with_status(data, "published"), path, real)
        if case is not None and case.record.status == "published":
            published += 1
            broken += rendering.broken(mutant, rendering.publish, case, real)
        # What holds for a published case holds for a draft: most need not be asked again.
        draft = case or _passed(_with_status(data, "draft"), path, real)
        if draft is not None:
            previewed += 1
            broken += rendering.broken(mutant, rendering.preview, draft, real)

    assert mutants > 500
    assert previewed > 100
    assert published > 50
    assert broken == []


def _with_status(data: dict[str, Any], status: str) -> dict[str, Any]:
    """The data with a status of its record, where it still has a record."""
    record = data.get("record")
    if not isinstance(record, dict):
        return data
    return _changed(data, ("record", "status"), status)
