"""The files to take away: the four lists in every format, each at an address that stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from casebook import urls
from casebook.corpus import Corpus
from casebook.downloads import cyclonedx, oscal, paper, tables
from casebook.downloads.rows import rows
from casebook.model.lists import Checklist
from casebook.pages.base import Asset
from casebook.settings import Settings


def assets(corpus: Corpus, settings: Settings) -> Iterator[Asset]:
    """The lists as CSV, sheet, Markdown, JSON and PDF, and all of them as OSCAL and CycloneDX."""
    for checklist in corpus.library.checklists.values():
        yield from _list(checklist, corpus, settings)
    if corpus.library.checklists:
        yield Asset(urls.OSCAL, _json(oscal.catalog(corpus, settings)))
        yield Asset(urls.CYCLONEDX, _json(cyclonedx.standards(corpus, settings)))


def _list(checklist: Checklist, corpus: Corpus, settings: Settings) -> Iterator[Asset]:
    found = rows(checklist, corpus, settings)
    name = checklist.id
    made: tuple[str | bytes, ...] = (
        tables.as_csv(found),
        tables.as_markdown(checklist, found),
        tables.as_sheet(checklist, found),
    )
    for ending, content in zip(urls.TABLES, made, strict=True):
        yield Asset(urls.download(name, ending), content)
    yield Asset(urls.checklist_data(name), _json(_data(checklist, corpus)))
    for size in paper.SIZES:
        file = paper.checklist(checklist, corpus, settings, size)
        yield Asset(urls.download(f"{name}-{size}", "pdf"), file)


def _data(checklist: Checklist, corpus: Corpus) -> dict[str, Any]:
    """The list as its file holds it, and with each check the ids of the cases that speak for it."""
    data = checklist.model_dump(mode="json", exclude_defaults=True)
    for item in data["items"]:
        item["cases"] = [case.id for case in corpus.cases_of(item["id"])]
    return data


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
