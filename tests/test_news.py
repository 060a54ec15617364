"""What changed, told to programs: changes, removals, feeds, statuses on any day, badges."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

import factories
import feedparser  # type: ignore[import-untyped]
import pytest
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus import chronicle
from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.downloads import feeds
from casebook.model.ledger import Ledger
from casebook.pages import data, news, redirects
from casebook.reading.load import Loader
from jsonschema import Draft202012Validator
from support.some import some

HERE = Settings("https://example.org/name/")
_TWICE = [
    {"on": "2026-02-01", "status": "unverified", "reason": "Acme denied the number."},
    {"on": "2026-03-01", "status": "denied", "reason": "A court looked at it."},
]


def _record(**changes: object) -> dict[str, object]:
    return {**factories.case()["record"], "created": "2026-01-10", **changes}


def _first(base: Loader) -> Corpus:
    """The corpus as it was published first: two cases."""
    claim = factories.claim(status="unverified", history=[])
    cases = [
        factories.case(record=_record(), claims=[claim]),
        factories.case(id="acme-other-bot", record=_record(), title="Another bot of a shop"),
    ]
    return corpora.build(base.load().corpus.library, map(factories.typed, cases))


def _second(base: Loader) -> Corpus:
    """A later version: a claim changed twice, a case withdrawn, one renamed, one corrected."""
    library = base.load().corpus.library
    refuted = factories.claim(status="refuted", history=_TWICE)
    corrected = {"on": "2026-03-05", "what": "The number.", "why": "It was another."}
    cases = [
        factories.case(record=_record(corrections=[corrected]), claims=[refuted]),
        factories.case(
            id="acme-other-bot",
            title="Another bot of a shop",
            record=_record(
                status="withdrawn", withdrawn_because="It was made up.", updated="2026-04-01"
            ),
        ),
        factories.case(
            id="new-name", title="A third bot of a shop", record=_record(created="2026-01-11")
        ),
    ]
    ledger = Ledger(
        moved={
            "/cases/old-name/": "/cases/new-name/",
            "/cases/acme-refund-bot/#claim-many": "/cases/acme-refund-bot/#claim-thousands",
            "/cases/acme-refund-bot/#claim-none": "/cases/acme-refund-bot/",
            "/checks/x/": "/checks/sec-01/",
        },
        reasons={"/cases/old-name/": "the new name is clearer"},
    )
    return corpora.build(replace(library, permalinks=ledger), map(factories.typed, cases))


@pytest.fixture(name="made", scope="module")
def _made(base: Loader) -> dict[str, str]:
    return {asset.path: str(asset.content) for asset in news.assets(_second(base), HERE)}


def test_changes_tell_what_happened_newest_first(made: dict[str, str]) -> None:
    """A withdrawal, a correction, two changes of status and new cases, each with its address."""
    told = json.loads(made[urls.CHANGES_DATA])
    items = told["items"]

    assert told["count"] == len(items) == 6
    assert [(item["on"], item["kind"], item["case"]) for item in items] == [
        ("2026-04-01", "withdrawn", "acme-other-bot"),
        ("2026-03-05", "corrected", "acme-refund-bot"),
        ("2026-03-01", "status", "acme-refund-bot"),
        ("2026-02-01", "status", "acme-refund-bot"),
        ("2026-01-11", "added", "new-name"),
        ("2026-01-10", "added", "acme-refund-bot"),
    ]
    assert (items[2]["before"], items[2]["after"]) == ("denied", "refuted")
    assert items[2]["what"].startswith("Status changed from denied to refuted: “Thousands")
    assert items[2]["address"].endswith("/claims/acme-refund-bot/thousands/")


def test_the_file_of_a_renamed_case_says_where_it_is_and_that_of_a_withdrawn_one_why(
    base: Loader,
) -> None:
    """A program that asks an old address of the API gets JSON, which the description of the API knows."""
    corpus = _second(base)
    library = corpus.library
    moved = {**library.permalinks.moved, "/api/v1/old.json": "/api/v1/cases.json"}
    ledger = Ledger(moved=moved, reasons=library.permalinks.reasons)
    corpus = corpora.build(replace(library, permalinks=ledger), corpus.cases.values())
    files = {asset.path: asset.bytes for asset in data.assets(corpus, HERE)}
    notices = {
        asset.path: asset.bytes
        for asset in redirects.assets(corpus, HERE)
        if asset.path.endswith(".json")
    }
    schemas = json.loads(files[urls.OPENAPI])
    get = schemas["paths"]["/" + urls.case_data("{id}")]["get"]["responses"]["200"]["content"]
    known = Draft202012Validator({**schemas, **get["application/json"]["schema"]})

    assert not files.keys() & notices.keys()
    assert json.loads(notices.pop("api/v1/old.json")) == {
        "moved_to": HERE.site_url + urls.CASES_DATA,
        "reason": None,
    }
    ((path, content),) = notices.items()
    told = json.loads(content)
    assert path == urls.case_data("old-name")
    assert told["reason"] == "the new name is clearer"
    assert told["moved_to"].removeprefix(HERE.site_url) in files
    withdrawn = json.loads(files[urls.case_data("acme-other-bot")])
    assert withdrawn["record"]["withdrawn_because"] == "It was made up."
    assert set(withdrawn) == {"id", "title", "record"}
    for answer in (told, withdrawn, json.loads(files[urls.case_data("new-name")])):
        assert known.is_valid(answer)
    assert not known.is_valid({"reason": None})


def test_removals_lead_on(made: dict[str, str]) -> None:
    """A program that keeps a copy learns what to drop, why, and where to look now."""
    told = json.loads(made[urls.REMOVED_DATA])
    by_address = {
        item["address"].removeprefix("https://example.org/name/"): item for item in told["items"]
    }
    withdrawn, renamed = by_address["cases/acme-other-bot/"], by_address["cases/old-name/"]

    assert told["count"] == len(told["items"])
    assert (withdrawn["what"], withdrawn["on"], withdrawn["to"]) == (
        "case withdrawn",
        "2026-04-01",
        [],
    )
    assert withdrawn["why"] == "It was made up."
    assert renamed["to"] == ["https://example.org/name/cases/new-name/"]
    assert renamed["why"] == "the new name is clearer"


def test_retired_check_is_a_removal_with_its_day(base: Loader) -> None:
    """It names the version's day and what took its place."""
    library = base.load().corpus.library
    (name, each), *_ = library.checklists.items()
    given = each.model_dump(by_alias=True, exclude_none=True)
    gone = {
        "id": "SEC-77",
        "statement": "Old.",
        "since": "2.0.0",
        "why": "Two in one.",
        "split_into": ["SEC-01", "SEC-02"],
    }
    given |= {"retired": [gone], "history": [{"version": "2.0.0", "on": "2026-05-01", "what": "x"}]}
    changed = type(each).model_validate({**given, "version": "2.0.0"})
    corpus = corpora.build(replace(library, checklists={**library.checklists, name: changed}), [])
    (removal,) = chronicle.removals(corpus)

    assert (removal.what, removal.on) == ("check retired", "2026-05-01")
    assert removal.to == ("checks/sec-01/", "checks/sec-02/")


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2026-01-09", None),
        ("2026-01-10", "unverified"),
        ("2026-01-31", "unverified"),
        ("2026-02-01", "denied"),
        ("2026-02-28", "denied"),
        ("2026-03-01", "refuted"),
    ],
)
def test_statuses_of_any_day_can_be_replayed(
    base: Loader, made: dict[str, str], day: str, status: str | None
) -> None:
    """Our own answer for a day is what a program finds that reads nothing but the changes."""
    case = _second(base).cases["acme-refund-bot"]
    (claim,) = case.claims

    assert chronicle.status_on(case, claim, dt.date.fromisoformat(day)) == status
    assert _replayed(json.loads(made[urls.CHANGES_DATA])["items"], claim.status, day) == status


def _replayed(items: list[dict[str, str]], now: str, day: str) -> str | None:
    """The status on a day, from today's status and the changes since, as a stranger would do it."""
    status: str | None = now
    for item in items:
        if item["case"] == "acme-refund-bot" and item["on"] > day:
            if item["kind"] == "status":
                status = item["before"]
            elif item["kind"] == "added":
                status = None
    return status


def test_first_version_has_no_change_of_status(base: Loader) -> None:
    """A case that was only added has one event, and nothing is removed."""
    first = _first(base)

    assert ["added", "added"] == [event.kind for event in chronicle.events(first)]
    assert chronicle.removals(first) == ()


def test_ids_stay_while_the_record_grows(base: Loader) -> None:
    """What a feed reader has seen keeps its id in the next version."""
    before = {event.id for event in chronicle.events(_first(base))}
    after = {event.id for event in chronicle.events(_second(base))}

    assert before - after == {"acme-other-bot/added/0"}
    assert len(after) == 6


def test_feed_readers_read_both_forms_alike(made: dict[str, str]) -> None:
    """Each feed is Atom without a complaint, and its JSON twin has the same entries."""
    names = [path.removesuffix(".atom") for path in made if path.endswith(".atom")]
    for name in some(names):
        read = feedparser.parse(made[f"{name}.atom"])
        twin = json.loads(made[f"{name}.json"])
        assert not read.bozo, name
        assert read.version == "atom10"
        assert [entry.id for entry in read.entries] == [item["id"] for item in twin["items"]]
        assert [entry.title for entry in read.entries] == [item["title"] for item in twin["items"]]
        assert twin["feed_url"] == f"https://example.org/name/{name}.json"

    assert [len(feedparser.parse(made[f"feeds/{name}.atom"]).entries) for name in _LENGTHS] == [
        *_LENGTHS.values()
    ]


_LENGTHS = {
    "all": 6,
    "corrections": 4,
    "status/refuted": 3,
    "status/denied": 4,
    "status/retracted": 0,
    "organisation/acme": 6,
}


def test_promised_feeds_exist_without_events(made: dict[str, str]) -> None:
    """The feed of a status that no claim has is there, valid and empty."""
    read = feedparser.parse(made["feeds/status/retracted.atom"])

    assert not read.bozo
    assert read.feed.updated == "1970-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("acme-refund-bot/thousands", "Claim: refuted, as of 1 May 2024"),
        ("acme-refund-bot/many", "Claim: refuted, as of 1 May 2024"),
        ("acme-refund-bot/none", "Claim: no longer listed"),
        ("acme-other-bot/thousands", "Claim: no longer listed"),
        ("old-name/thousands", "Claim: denied, as of 1 May 2024"),
    ],
)
def test_badge_never_shows_a_hole(made: dict[str, str], place: str, told: str) -> None:
    """A claim that moved, or went with its case, still has a badge that says so."""
    root = ET.fromstring(made[f"badges/{place}.svg"])  # noqa: S314 - our own

    assert root.get("aria-label") == told
    assert "".join(root.itertext()) == told * 2


def test_opinion_says_on_its_badge_that_it_has_no_status(base: Loader) -> None:
    """What used to be a claim and is an opinion is not shown with a status."""
    opinion = {
        "id": "well-handled",
        "text": "The Daily called it well handled.",
        "made_by": [{"kind": "press", "name": "The Daily"}],
        "sources": ["daily"],
    }
    case = factories.typed(factories.case(opinions=[opinion]))
    corpus = corpora.build(base.load().corpus.library, [case])
    made = {asset.path: asset.content for asset in news.assets(corpus, HERE)}

    assert "Opinion: it has no status" in str(made["badges/acme-refund-bot/well-handled.svg"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Acme GmbH & Co.", "acme-gmbh-co"),
        ("Société Générale", "societe-generale"),
        ("字", "5b57"),
    ],
)
def test_names_become_parts_of_addresses(name: str, expected: str) -> None:
    """Accents go, other signs part words, and a name in another script still has an address."""
    assert urls.slug(name) == expected


def test_days_without_a_day_come_last() -> None:
    """A month counts to its end; where no day is known a feed gets the earliest there is."""
    days = [feeds.moment(on) for on in _days()]

    assert days == ["2024-02-29T00:00:00Z", "1970-01-01T00:00:00Z"]


def _days() -> Iterator[str | None]:
    yield "2024-02"
    yield None
