"""Checks and claims for other places: pages for an iframe, the map of old to new, codes for paper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from casebook.base import urls
from casebook.base.security import POLICY
from casebook.base.settings import Settings
from casebook.corpus import lineage
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Check, Gone, Library
from casebook.model.case import Case, Claim
from casebook.model.lists import Checklist, Section
from casebook.pages import claim as claims
from casebook.pages import codes
from casebook.pages.base import Asset, View, lower_first

MAP_VERSION = 1
"""Form of the map; it goes up when a program that reads the map would have to change."""


def assets(corpus: Corpus, settings: Settings) -> Iterator[Asset]:
    """Everything here; none of it is a page of the site, so neither search nor sitemap hold it."""
    library = corpus.library
    yield Asset(urls.CHECKS_MAP, json.dumps(checks_map(library), indent=1) + "\n")
    for each in library.checklists.values():
        yield _embedded_list(View(corpus, settings, urls.embedded_checklist(each.id)), each)
        for section in each.sections:
            address = urls.embedded_section(each.id, section.id)
            yield _embedded_section(View(corpus, settings, address), each, section)
        yield from _codes(settings, each)
    for check in library.checks.values():
        yield _embedded_item(View(corpus, settings, urls.embedded_item(check.id)), check)
    for gone in library.gone.values():
        yield _embedded_retired(View(corpus, settings, urls.embedded_item(gone.id)), gone)

    for case, claim in claims.claims(corpus):
        address = urls.embedded_claim(case.id, claim.id)
        yield _embedded_claim(View(corpus, settings, address), case, claim)


def _codes(settings: Settings, each: Checklist) -> Iterator[Asset]:
    for section in each.sections:
        drawn = codes.file(settings, f"{urls.checklist(each.id)}#{section.id}")
        if drawn:
            yield Asset(urls.section_code(each.id, section.id), drawn)


def _embedded_list(view: View, each: Checklist) -> Asset:
    checks = view.corpus.library.checks_of(each)
    return _embedded(
        view, "embed/checklist.html", urls.checklist(each.id), each.title, list=each, checks=checks
    )


def _embedded_section(view: View, each: Checklist, section: Section) -> Asset:
    checks = [c for c in view.corpus.library.checks_of(each) if c.section is section]
    address = f"{urls.checklist(each.id)}#{section.id}"
    title = f"{each.title}: {lower_first(section.title)}"
    return _embedded(
        view, "embed/section.html", address, title, list=each, section=section, checks=checks
    )


def _embedded_item(view: View, check: Check) -> Asset:
    cases = view.corpus.cases_of(check.id)
    address, title = urls.item(check.id), f"{check.id}: {check.item.statement}"
    return _embedded(view, "embed/item.html", address, title, check=check, cases=cases)


def _embedded_retired(view: View, gone: Gone) -> Asset:
    following = lineage.successors(view.corpus.library, gone.id)
    address, title = urls.item(gone.id), f"{gone.id}: retired"
    return _embedded(view, "embed/retired.html", address, title, gone=gone, checks=following)


def _embedded_claim(view: View, case: Case, claim: Claim) -> Asset:
    return _embedded(
        view,
        "embed/claim.html",
        urls.claim(case.id, claim.id),
        claims.title(view, claim),
        case=case,
        claim=claim,
    )


def _embedded(view: View, template: str, address: str, title: str, /, **values: object) -> Asset:
    html = view.render(
        template,
        title=title,
        policy=POLICY,
        address=address,
        canonical=urls.absolute(address, view.settings.site_url),
        **values,
    )
    return Asset(urls.file_of(view.url), html)


def checks_map(library: Library) -> dict[str, Any]:
    """What every check ever published is today, for programs that keep answers to checks."""
    return {
        "version": MAP_VERSION,
        "lists": {
            each.id: {
                "title": each.title,
                "version": each.version,
                "versions": lineage.versions(each),
            }
            for each in library.checklists.values()
        },
        "checks": {
            **{check.id: _present(check) for check in library.checks.values()},
            **{gone.id: _past(library, gone) for gone in library.gone.values()},
        },
    }


def _present(check: Check) -> dict[str, Any]:
    return {
        "list": check.checklist.id,
        "status": "current",
        "to": [check.id],
        "url": urls.item(check.id),
        "section": check.section.title,
        "level": check.item.level,
        "wordings": [
            {
                "fingerprint": said.fingerprint,
                "versions": said.versions,
                "statement": said.statement,
            }
            for said in lineage.wordings(check.checklist, check.item)
        ],
    }


def _past(library: Library, gone: Gone) -> dict[str, Any]:
    return {
        "list": gone.checklist.id,
        "status": lineage.kind(gone.item),
        "to": [check.id for check in lineage.successors(library, gone.id)],
        "url": urls.item(gone.id),
        "since": gone.item.since,
        "statement": gone.item.statement,
    }
