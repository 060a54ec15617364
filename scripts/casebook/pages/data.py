"""Each case as data: the fields of its file, for programs and for the web form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casebook import urls
from casebook.corpus import Corpus
from casebook.model.case import Case
from casebook.packed import compact
from casebook.pages.base import Asset


def assets(corpus: Corpus) -> Iterator[Asset]:
    """One file for each case on the site."""
    for case in corpus.cases.values():
        yield Asset(urls.case_data(case.id), compact(content(case)))


_KEPT_OF_WITHDRAWN = ("id", "title", "record")


def content(case: Case) -> dict[str, Any]:
    """What the file of a case says, as the model reads it; of a withdrawn case only that it was.

    What the file leaves out is left out here too.
    """
    told: dict[str, Any] = _whole(case.model_dump(mode="json", exclude_unset=True))
    if case.record.status != "withdrawn":
        return told
    return {name: told[name] for name in _KEPT_OF_WITHDRAWN}


def _whole(value: Any) -> Any:
    """Numbers as they were written: 8000 and not 8000.0."""
    if isinstance(value, dict):
        return {key: _whole(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_whole(part) for part in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
