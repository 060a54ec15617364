"""Records of other collections become drafts that pass the check and copy no sentence.

The records are invented. Their keys and forms are those of the collections.
"""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import factories
import pytest
import yaml
from casebook import cli
from casebook.base.problems import Problem
from casebook.imports import draft as drafts
from casebook.imports.collections import COLLECTIONS, read
from casebook.imports.draft import Draft
from casebook.model.case import Case
from casebook.reading.load import Loader
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SENTENCE = "The parrot of the harbour office told every caller a wrong tide."
"""Prose of a record, which no draft may hold."""

RECORDS: dict[str, dict[str, Any]] = {
    "atlas": {
        "id": "AML.CS0999",
        "name": SENTENCE,
        "object-type": "case-study",
        "summary": SENTENCE,
        "incident-date": "2024-05-01",
        "incident-date-granularity": "MONTH",
        "procedure": [
            {"tactic": "{{impact.id}}", "technique": "{{harm.id}}", "description": SENTENCE}
        ],
        "reporter": "Harbour Research",
        "target": "Tide assistant",
        "actor": "Unknown",
        "case-study-type": "exercise",
        "references": [
            {
                "title": "How the assistant\n  was led astray",
                "url": "https://www.harbour.example/a",
            },
            {"title": "A thesis that is on no page", "url": None},
            {"title": None, "url": None},
        ],
    },
    "avid": {
        "data_type": "AVID",
        "data_version": None,
        "metadata": {"report_id": "AVID-2024-R9999"},
        "affects": {
            "developer": ["Acme"],
            "deployer": ["Acme", "Harbour"],
            "artifacts": [{"type": "System", "name": "Tide assistant"}],
        },
        "problemtype": {
            "classof": "LLM Evaluation",
            "type": "Advisory",
            "description": {"lang": "eng", "value": SENTENCE},
        },
        "references": [
            {"type": "source", "label": "Entry", "url": "https://cve.example/CVE-2024-12345"},
            {"type": "screenshot", "label": "Picture", "url": "../img/R1.png"},
            {"type": "source", "label": "L" * 400, "url": "https://acme.example/notice"},
        ],
        "description": {"lang": "eng", "value": SENTENCE},
        "impact": {"avid": {"risk_domain": ["Security"], "sep_view": ["S0100: Software"]}},
        "credit": [{"lang": "eng", "value": SENTENCE}],
        "reported_date": "2024-05-02",
    },
    "aiid": {
        "incident_id": 99999,
        "title": SENTENCE,
        "description": SENTENCE,
        "date": "2024-05-03",
        "AllegedDeployerOfAISystem": [{"entity_id": "harbour", "name": "Harbour"}],
        "AllegedDeveloperOfAISystem": [{"entity_id": "acme", "name": "Acme"}],
        "reports": [
            {
                "report_number": 7,
                "title": "Assistant errs on tides",
                "url": "https://daily.example/tides?utm_source=x",
                "source_domain": "daily.example",
                "date_published": "2024-05-04T00:00:00.000Z",
                "language": "en",
            },
            {"title": "The same page again", "url": "https://daily.example/tides"},
        ],
    },
    "agent-postmortems": {
        "schema_version": "1.0",
        "incident_id": "2024-harbour-tides",
        "title": SENTENCE,
        "summary": SENTENCE,
        "date": "2024-05-05",
        "incident_type": "incident",
        "system": {
            "framework": "Tide assistant",
            "vendor": "Harbour",
            "autonomy_level": "fully-autonomous",
        },
        "primary_failure_class": "hallucination",
        "attack_vector": "self-induced",
        "root_cause": SENTENCE,
        "blast_radius": {"user_harm": {"categories": ["economic", "property"]}},
        "external_ids": {"aiid": 99999},
        "cve": ["CVE-2024-12345"],
        "sources": [
            {
                "url": "https://daily.example/tides",
                "title": "Assistant errs on tides",
                "publisher": "The Daily",
                "type": "news",
                "archive_url": "https://archive.example/1",
            }
        ],
    },
    "veris": {
        "schema_version": "1.4.1",
        "incident_id": "ABCD-0001",
        "source_id": "vcdb",
        "summary": SENTENCE,
        "security_incident": "Near miss",
        "timeline": {"incident": {"year": 2024, "month": 5, "day": 6}},
        "actor": {
            "internal": {"motive": ["Grudge"], "variety": ["Developer"]},
            "external": {"motive": ["Financial"], "variety": ["Competitor"]},
            "partner": {"motive": ["Unknown"]},
        },
        "action": {
            "error": {"variety": ["Misconfiguration"], "vector": ["Carelessness"]},
            "hacking": {"variety": ["Prompt injection"], "cve": "see cve-2024-12345"},
        },
        "attribute": {"confidentiality": {"data_disclosure": "Yes"}, "availability": {}},
        "discovery_method": {"internal": {"variety": ["Other", "Reported by employee"]}},
        "victim": {"victim_id": "Harbour", "country": ["NO", "Other"], "industry": "488310"},
        "reference": "https://daily.example/tides; https://acme.example/notice.",
    },
}


def _file(folder: Path, record: Any, name: str = "record.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(record, indent=2), "utf-8")
    return path


def _drafted(base: Loader, folder: Path, key: str, record: Any) -> tuple[Case, str]:
    """The case that comes of a record, and the text of its file; it passes the check."""
    draft, problems = read(key, _file(folder, record))
    assert problems == []
    assert isinstance(draft, Draft)
    text = drafts.file(draft, draft.id, base.load(only=[]).corpus.library)
    path = folder / f"{draft.id}.yml"
    path.write_text(text, "utf-8")
    reading = base.load(only=[path])
    assert [str(problem) for problem in reading.problems] == []
    return reading.corpus.drafts[draft.id], text


def _with(key: str, **changes: Any) -> dict[str, Any]:
    """A record with fields replaced; one that is ``None`` is left out."""
    made = deepcopy(RECORDS[key]) | changes
    return {name: value for name, value in made.items() if value is not None}


@pytest.mark.parametrize(
    ("key", "licence"),
    [
        ("atlas", "MITRE ATLAS, whose licence is Apache-2.0"),
        ("avid", "AVID, whose licence is MIT"),
        ("aiid", "the AI Incident Database, whose licence is CC-BY-SA-4.0"),
        ("agent-postmortems", "agent-postmortems, whose licence is CC-BY-4.0"),
        ("veris", "the VERIS Community Database, whose licence is CC-BY-SA-4.0"),
    ],
)
def test_a_record_becomes_a_draft_that_names_its_licence_and_copies_no_sentence(
    base: Loader, tmp_path: Path, key: str, licence: str
) -> None:
    """The file passes the check, names the licence, marks what to write, and holds none of the prose."""
    case, text = _drafted(base, tmp_path, key, RECORDS[key])

    assert licence in text.splitlines()[1]
    assert SENTENCE not in text
    assert (case.record.status, case.facts[0].text[:14]) == ("draft", "To be written:")
    assert case.title.startswith("To be written: record ")
    assert case.sources[0].id == "record"
    assert set(RECORDS) == set(COLLECTIONS)


def test_what_atlas_says_is_filled_in(base: Loader, tmp_path: Path) -> None:
    """The day is as exact as the record says, an exercise is a hazard, and a source needs no address."""
    case, text = _drafted(base, tmp_path, "atlas", RECORDS["atlas"])

    assert (case.id, case.kind) == ("atlas-aml-cs0999", "hazard")
    assert (case.occurred, case.disclosed) == ("2024-05", "2024-05")
    assert [(each.scheme, each.id) for each in case.external_ids] == [("atlas", "AML.CS0999")]
    assert [source.title for source in case.sources] == [
        "Record AML.CS0999",
        "How the assistant was led astray",
        "A thesis that is on no page",
    ]
    assert [source.publisher for source in case.sources[1:]] == [
        "harbour.example",
        "To be written: its publisher",
    ]
    assert case.sources[2].citation == "As the record cites it"
    assert "#   target: Tide assistant" in text
    assert "Harbour Research" not in text


def test_a_record_of_atlas_is_read_from_yaml_too(tmp_path: Path) -> None:
    """The collection keeps YAML files, whose dates are plain."""
    path = tmp_path / "AML.CS0999.yaml"
    path.write_text("---\n" + yaml.safe_dump(_with("atlas", target=None)), "utf-8")
    draft, problems = read("atlas", path)

    assert problems == []
    assert draft is not None
    assert (draft.disclosed, draft.hints) == ("2024-05", ())


def test_what_avid_says_is_filled_in(base: Loader, tmp_path: Path) -> None:
    """A name has one role, a CVE is found in the addresses, and what is no address is not linked."""
    case, text = _drafted(base, tmp_path, "avid", RECORDS["avid"])

    assert [(each.name, each.role) for each in case.organisations] == [
        ("Acme", "developer"),
        ("Harbour", "deployer"),
    ]
    assert case.system is not None
    assert case.system.product == "Tide assistant"
    assert [each.id for each in case.external_ids] == ["AVID-2024-R9999", "CVE-2024-12345"]
    assert [source.url for source in case.sources] == [
        "https://avidml.org/database/avid-2024-r9999/",
        "https://cve.example/CVE-2024-12345",
        None,
        "https://acme.example/notice",
    ]
    assert case.sources[3].title == "Page at acme.example"
    assert "#   risk domains: Security" in text


def test_a_vulnerability_of_avid_has_its_own_number_and_day(base: Loader, tmp_path: Path) -> None:
    """A vulnerability says `vuln_id` and `published_date`; two systems are a hint."""
    record = _with("avid", metadata={"vuln_id": "AVID-2024-V999"}, reported_date=None)
    record["published_date"] = "2024-06"
    record["affects"]["artifacts"].append({"type": "Model", "name": "Tide model"})
    case, text = _drafted(base, tmp_path, "avid", record)

    assert (case.id, case.disclosed, case.system) == ("avid-avid-2024-v999", "2024-06", None)
    assert "#   systems: Tide assistant and Tide model" in text


def test_what_aiid_says_is_filled_in(base: Loader, tmp_path: Path) -> None:
    """Reports become sources, each page once; parties that are alleged are marked to be checked."""
    case, text = _drafted(base, tmp_path, "aiid", RECORDS["aiid"])

    assert [(each.name, each.role) for each in case.organisations] == [
        ("Acme", "developer"),
        ("Harbour", "deployer"),
    ]
    assert [source.title for source in case.sources] == ["Record 99999", "Assistant errs on tides"]
    assert case.sources[1].published == "2024-05-04"
    assert "organisations:  # check: delete whoever is a person" in text


def test_a_line_of_the_snapshot_of_aiid_is_read(base: Loader, tmp_path: Path) -> None:
    """The snapshot spells its keys with blanks, and lists ids and numbers."""
    record = {
        "incident_id": 99999,
        "date": "2024-05-03",
        "Alleged deployer of AI system": ["harbour"],
        "Alleged developer of AI system": ["acme"],
        "reports": [7, 8],
    }
    case, text = _drafted(base, tmp_path, "aiid", record)

    assert [each.name for each in case.organisations] == ["acme", "harbour"]
    assert "#   numbers of its reports: 7 and 8" in text


def test_what_agent_postmortems_says_is_filled_in(base: Loader, tmp_path: Path) -> None:
    """Terms with a match are mapped; others are hints."""
    case, text = _drafted(base, tmp_path, "agent-postmortems", RECORDS["agent-postmortems"])

    assert case.system is not None
    assert (case.system.autonomy, case.harms) == ("acts-alone", ("financial-loss",))
    assert [(each.scheme, each.id) for each in case.external_ids] == [
        ("aiid", "99999"),
        ("cve", "CVE-2024-12345"),
    ]
    assert (case.sources[1].kind, case.sources[1].archive_url) == (
        "press",
        "https://archive.example/1",
    )
    assert "#   other kinds of harm: property" in text

    bare: dict[str, Any] = {
        "incident_id": "2024-tides",
        "date": "2024-05-05",
        "incident_type": "hazard",
    }
    bare["system"] = {"autonomy_level": "supervised-autonomous"}
    case, text = _drafted(base, tmp_path, "agent-postmortems", bare)
    assert (case.kind, case.system, case.organisations) == ("hazard", None, ())
    assert "#   autonomy level: supervised-autonomous" in text

    bare["system"] = {"autonomy_level": "suggest"}
    case, text = _drafted(base, tmp_path, "agent-postmortems", bare)
    assert case.system is not None
    assert (case.system.autonomy, case.system.product) == ("advises", None)


def test_what_veris_says_is_filled_in(base: Loader, tmp_path: Path) -> None:
    """Actors, harms, sector, country and how it came to light have terms on both sides."""
    case, text = _drafted(base, tmp_path, "veris", RECORDS["veris"])

    assert (case.kind, case.occurred) == ("near-miss", "2024-05-06")
    assert [(each.name, each.role) for each in case.organisations] == [("Harbour", "employer")]
    assert (case.countries, case.sectors) == (("NO",), ("transport",))
    assert case.actors == ("insider-error", "insider-malicious", "outsider-malicious", "supplier")
    assert case.harms == ("data-exposure", "loss-of-service")
    assert case.detection is not None
    assert (case.detection.by, case.detection.how) == ("inside", "staff-report")
    assert [each.id for each in case.external_ids] == ["CVE-2024-12345"]
    assert [source.url for source in case.sources] == [
        None,
        "https://daily.example/tides",
        "https://acme.example/notice",
    ]
    assert "#   action, hacking: Prompt injection" in text


@pytest.mark.parametrize(
    ("found", "by", "how"),
    [
        ("Ext - law enforcement", "outside", "law-enforcement"),
        ("Prt - unknown", "partner", "unknown"),
        ({"external": {"variety": "Customer"}}, "outside", "user-report"),
        ("Unknown", None, None),
        ({"unknown": True}, None, None),
    ],
)
def test_every_version_of_veris_says_how_it_was_found(
    base: Loader, tmp_path: Path, found: Any, by: str | None, how: str | None
) -> None:
    """Until 1.3 the method was one text; what is unknown is left out."""
    case, _ = _drafted(base, tmp_path, "veris", _with("veris", discovery_method=found))

    told = (case.detection.by, case.detection.how) if case.detection else (None, None)
    assert told == (by, how)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ({"year": 2024}, "2024"),
        ({"year": 2024, "month": 5}, "2024-05"),
        ({"year": 2024, "month": 2, "day": 31}, "2024-02"),
        ({"year": 2024, "month": 13, "day": 1}, "2024"),
        ({"year": 2024, "day": 1}, "2024"),
    ],
)
def test_a_day_of_veris_is_as_exact_as_it_can_be(
    base: Loader, tmp_path: Path, day: dict[str, int], written: str
) -> None:
    """A month or day that makes no date is left out."""
    record = _with("veris", timeline={"incident": day}, source_id=None, victim=None, actor=None)
    case, text = _drafted(base, tmp_path, "veris", record)

    assert (case.disclosed, case.organisations, case.actors) == (written, (), ())
    assert "whose licence is not named in the record" in text


BAD = [
    ("[{}]", "1:1: import/one-record: the file holds a list"),
    ('{\n "id": "x",\n}', "import/json: this is not JSON"),
    ('{"id": ' + "[" * 100_000, "1:1: import/json: this is not JSON: it is nested too deeply"),
    ("\ufeff{}", "shape/missing-key: `id` is missing"),
    ("", "yaml/"),
    ("- a\n", ""),
    ("id: [", "yaml/"),
    (
        '{\n\t"incident-date": "2024-05-01",\n\t"id": "CS1"}',
        "3:8: shape/not-an-id: `CS1` is not what `id` takes",
    ),
    (
        '{"id": "AML.CS0001",\n "incident-date": "soon"}',
        "2:19: shape/not-a-date: `soon` is not a date",
    ),
    (
        '{"id": "AML.CS0001", "incident-date": "2024", "references": {"url": "x"}}',
        "1:61: shape/wrong-type: `references` holds a block of keys",
    ),
]


@pytest.mark.parametrize(("text", "told"), BAD)
def test_a_bad_file_is_told_like_a_bad_case(tmp_path: Path, text: str, told: str) -> None:
    """File, line, column, what is wrong and what to do; nothing is written, and nothing is raised."""
    path = tmp_path / "bad.json"
    path.write_text(text, "utf-8")
    draft, problems = read("atlas", path)

    assert draft is None
    assert problems
    assert told in str(problems[0])
    assert all(problem.remedy and problem.path == str(path) for problem in problems)


def test_what_is_no_file_of_text_is_told(tmp_path: Path) -> None:
    """A folder, a file that is not there, one that is too large, and bytes of no text."""
    (tmp_path / "large.json").write_bytes(b"{" + b" " * 600_000)
    (tmp_path / "bytes.json").write_bytes(b'{"id": "\xff"}')

    def told(name: str) -> list[str]:
        return [problem.message for problem in read("atlas", tmp_path / name)[1]]

    assert told("") == ["the file is not a file"]
    assert told("gone.json") == ["the file cannot be opened (no such file or directory)"]
    assert told("large.json") == ["the file is larger than 512 KiB"]
    assert told("bytes.json") == ["this is not JSON: byte 9 is not UTF-8"]


def test_a_record_of_avid_without_number_or_day_is_told(tmp_path: Path) -> None:
    """Without a number nobody finds it again, and without a day no case has a year."""
    for record in (_with("avid", metadata={}), _with("avid", reported_date=None)):
        draft, problems = read("avid", _file(tmp_path, record))
        assert draft is None
        assert [problem.rule for problem in problems] == ["import/incomplete"]


_scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@pytest.mark.parametrize("key", sorted(RECORDS))
@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_value_in_a_record_gives_a_draft_or_problems(
    base: Loader, tmp_path: Path, key: str, data: st.DataObject
) -> None:
    """Whatever stands in one place of a record, a draft that passes the check comes of it, or problems."""
    record = deepcopy(RECORDS[key])
    inside: Any = record
    while True:
        places = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
        place = data.draw(st.sampled_from(places))
        deeper = inside[place]
        if not isinstance(deeper, dict | list) or not deeper or data.draw(st.booleans()):
            break
        inside = deeper
    inside[place] = data.draw(_values)
    draft, problems = read(key, _file(tmp_path, record))

    assert (draft is None) == bool(problems)
    assert all(isinstance(problem, Problem) for problem in problems)
    if draft is not None and draft.id:
        path = tmp_path / f"{draft.id}.yml"
        path.write_text(drafts.file(draft, draft.id, base.load(only=[]).corpus.library), "utf-8")
        assert [str(problem) for problem in base.load(only=[path]).problems] == []


def test_the_command_writes_the_draft_and_names_a_case_with_the_same_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is in the folder of cases; a case that may tell the same is named."""
    root = factories.write_project(tmp_path / "project", factories.case())
    record = deepcopy(RECORDS["aiid"])
    record["reports"][0]["url"] = "https://daily.example/refunds"
    path = _file(tmp_path, record)

    assert cli.main(["--root", str(root), "import", "aiid", str(path)]) == 0
    told = capsys.readouterr().err
    assert "cases/aiid-99999.yml written." in told
    assert "Is it there already? cases/acme-refund-bot.yml has one of its sources" in told
    assert cli.main(["--root", str(root), "check", str(root / "cases" / "aiid-99999.yml")]) == 0

    assert cli.main(["--root", str(root), "import", "aiid", str(path)]) == 2
    assert "`aiid-99999` exists already. Choose another ID." in capsys.readouterr().err
    assert cli.main(["--root", str(root), "import", "aiid", str(path), "Not An Id"]) == 2
    assert cli.main(["--root", str(root), "import", "aiid", str(path), "tides-2024"]) == 0
    assert (root / "cases" / "tides-2024.yml").is_file()


def test_the_command_says_what_is_wrong_with_a_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Problems are printed as the check prints them, and no file is written."""
    root = factories.write_project(tmp_path / "project", factories.case())
    path = _file(tmp_path, {"incident_id": "seven", "date": "2024"})
    before = sorted((root / "cases").iterdir())

    assert cli.main(["--root", str(root), "import", "aiid", str(path)]) == 1
    told = capsys.readouterr().out
    assert f"{path}:2:18: shape/not-an-id: `seven` is not what `incident_id` takes\n    " in told
    assert sorted((root / "cases").iterdir()) == before


def test_a_draft_is_not_published_while_a_text_is_unwritten(base: Loader, tmp_path: Path) -> None:
    """Set to published, the check names each text that the importer left to the author."""
    _, text = _drafted(base, tmp_path, "atlas", RECORDS["atlas"])
    path = tmp_path / "atlas-aml-cs0999.yml"
    path.write_text(text.replace("status: draft", "status: published"), "utf-8")
    told = [p for p in base.load(only=[path]).problems if p.rule == "publication/unwritten"]

    assert [problem.message.partition(":")[0] for problem in told] == ["`To be written"] * 4


def test_what_the_check_finds_in_a_draft_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A project that knows no such state of a file says so at once, and the draft stays to be mended."""
    root = factories.write_project(tmp_path / "project", factories.case())
    vocabulary = root / "docs" / "vocabulary.yml"
    told = vocabulary.read_text("utf-8")
    begin = told.index("  record-status:")
    vocabulary.write_text(told[:begin] + told[begin:].replace("draft:", "sketch:", 1), "utf-8")
    path = _file(tmp_path, RECORDS["atlas"])

    assert cli.main(["--root", str(root), "import", "atlas", str(path)]) == 1
    printed = capsys.readouterr()
    assert "references/unknown-term: there is no" in printed.out
    assert (root / "cases" / "atlas-aml-cs0999.yml").is_file()
