"""Files in the formats of neighbours: VERIS for incident databases, CISO Assistant for lists."""

from __future__ import annotations

import json
from typing import Any

import factories
import pytest
import yaml
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.downloads import bundles, ciso, veris
from casebook.model import Case
from casebook.pages import data
from casebook.reading.load import Loader, Reading
from jsonschema import Draft4Validator
from support.some import some

HERE = Settings("https://example.org/name/")

_SOME = {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string"}}


def _block(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": {**required, **optional},
    }


def _of(*values: str) -> dict[str, Any]:
    return {"type": "array", "minItems": 1, "items": {"enum": list(values)}}


_KNOWN_ACTION = _block({"variety": _of("Unknown"), "vector": _of("Unknown")})
_KNOWN_ACTOR = _block({"variety": _of("Unknown"), "motive": _of("Unknown", "NA")})
VERIS = _block(
    {
        "schema_version": {"enum": ["1.4.1"]},
        "incident_id": {"type": "string"},
        "security_incident": {"enum": ["Confirmed", "Near miss"]},
        "summary": {"type": "string", "minLength": 60},
        "timeline": _block(
            {
                "incident": _block(
                    {"year": {"type": "integer", "minimum": 1950, "maximum": 2050}},
                    month={"type": "integer", "minimum": 1, "maximum": 12},
                    day={"type": "integer", "minimum": 1, "maximum": 31},
                )
            }
        ),
        "actor": {
            **_block(
                {},
                internal=_KNOWN_ACTOR,
                external=_KNOWN_ACTOR,
                partner=_block({"motive": _of("Unknown"), "country": _of("Unknown")}),
            ),
            "minProperties": 1,
        },
        "action": {
            **_block({}, misuse=_KNOWN_ACTION, error=_KNOWN_ACTION, unknown=_block({})),
            "minProperties": 1,
        },
        "asset": _block(
            {
                "assets": {"type": "array", "items": _block({"variety": {"enum": ["Unknown"]}})},
                "cloud": _of("Unknown"),
            }
        ),
        "discovery_method": {
            **_block(
                {},
                internal=_block(
                    {
                        "variety": _of(
                            "Incident response",
                            "Infrastructure monitoring",
                            "It review",
                            "Log review",
                            "Other",
                            "Reported by employee",
                        )
                    }
                ),
                external=_block(
                    {
                        "variety": _of(
                            "Actor disclosure",
                            "Audit",
                            "Customer",
                            "Incident response",
                            "Law enforcement",
                            "Other",
                            "Security researcher",
                        )
                    }
                ),
                partner=_block(
                    {"variety": _of("Audit", "Incident response", "Monitoring service", "Other")}
                ),
                unknown={"enum": [True]},
            ),
            "minProperties": 1,
        },
        "victim": _block(
            {
                "country": _SOME,
                "employee_count": {"enum": ["Unknown"]},
                "industry": {
                    "type": "string",
                    "pattern": "^(00|11|2[1-3]|3[1-3]|4[24589]|5[1-6]|6[1-2]|7[12]|81|92)[0-9]{0,4}$",
                },
                "government": _of("Unknown", "NA"),
            },
            victim_id={"type": "string"},
        ),
        "source_id": {"type": "string"},
        "reference": {"type": "string"},
        "notes": {"type": "string"},
        "plus": {"type": "object"},
    },
    attribute={
        **_block(
            {},
            confidentiality=_block({"data_disclosure": {"enum": ["Unknown"]}}),
            integrity=_block({"variety": _of("Unknown")}),
            availability=_block({"variety": _of("Unknown")}),
        ),
        "minProperties": 1,
    },
)
"""What VERIS 1.4.1 asks of the keys that we write, and the values that it knows for them.

The schema itself is under another licence and is not part of this project.
"""


@pytest.fixture(scope="module")
def incidents(real: Reading) -> list[dict[str, Any]]:
    """The incidents of all real cases."""
    return veris.incidents(real.corpus, HERE)


def test_every_incident_keeps_to_what_veris_asks(incidents: list[dict[str, Any]]) -> None:
    """Another library finds no key, value or block that VERIS does not know, and none missing."""
    validator = Draft4Validator(VERIS)
    for incident in some(incidents):
        assert [error.message for error in validator.iter_errors(incident)] == []
        without = {key: value for key, value in incident.items() if key != "discovery_method"}
        assert not validator.is_valid(without)


def test_cases_with_an_insider_an_attack_or_an_error_are_incidents(
    real: Reading, incidents: list[dict[str, Any]]
) -> None:
    """Others are not there, nor are hazards and controversies; each has its own id and address."""
    actors = {"insider-malicious", "insider-error", "outsider-malicious", "supplier"}
    wanted = [
        case.id
        for case in real.corpus.listed
        if actors & set(case.actors) and case.kind in ("incident", "near-miss")
    ]

    assert [incident["incident_id"] for incident in incidents] == wanted
    assert 0 < len(wanted) < len(real.corpus.listed)
    assert all(i["reference"].startswith(HERE.site_url) for i in incidents)
    for incident in some(incidents):
        claims = real.corpus.cases[incident["incident_id"]].claims
        assert sum(incident["plus"]["claims_by_status"].values()) == len(claims)


def _one(base: Loader, **changes: Any) -> dict[str, Any]:
    case = Case.model_validate(factories.case(**changes))
    (made,) = veris.incidents(corpora.build(base.load(only=[]).corpus.library, [case]), HERE)
    assert list(Draft4Validator(VERIS).iter_errors(made)) == []
    return made


def test_what_the_terms_of_a_case_say_is_coded(base: Loader) -> None:
    """Actors, harms, detection, day, organisation, sector and country have their places."""
    made = _one(
        base,
        record={**factories.case()["record"], "status": "published"},
        actors=["insider-malicious", "insider-error", "supplier"],
        harms=["privacy", "loss-of-integrity", "loss-of-service"],
        detection={"by": "inside", "how": "staff-report", "text": "Staff.", "sources": ["daily"]},
        occurred="2024-03-05",
        sectors=["public-administration"],
        countries=["EU", "NO"],
        organisations=[
            {"name": "Maker", "role": "developer"},
            {"name": "Host", "role": "employer"},
        ],
    )

    assert set(made["actor"]) == {"internal", "partner"}
    assert set(made["action"]) == {"misuse", "error", "unknown"}
    assert set(made["attribute"]) == {"confidentiality", "integrity", "availability"}
    assert made["discovery_method"] == {"internal": {"variety": ["Reported by employee"]}}
    assert made["timeline"]["incident"] == {"year": 2024, "month": 3, "day": 5}
    assert made["victim"] == {
        "victim_id": "Host",
        "country": ["NO"],
        "employee_count": "Unknown",
        "industry": "92",
        "government": ["Unknown"],
    }


def test_what_the_terms_do_not_say_is_unknown(base: Loader) -> None:
    """A near miss with an error alone: no motive, no attribute, a month or a year as it is."""
    made = _one(
        base,
        record={**factories.case()["record"], "status": "published"},
        kind="near-miss",
        actors=["insider-error"],
        harms=["none-known"],
        detection={"by": "unknown", "how": "unknown", "text": "Nobody.", "sources": ["daily"]},
        occurred="2024-03",
        sectors=["politics"],
        countries=["EU"],
        organisations=[{"name": "Court", "role": "court"}],
    )

    assert made["security_incident"] == "Near miss"
    assert made["actor"]["internal"]["motive"] == ["NA"]
    assert "attribute" not in made
    assert made["discovery_method"] == {"unknown": True}
    assert made["timeline"]["incident"] == {"year": 2024, "month": 3}
    assert made["victim"] == {
        "country": ["Unknown"],
        "employee_count": "Unknown",
        "industry": "00",
        "government": ["NA"],
    }


def test_the_file_of_incidents_is_on_the_site(
    real: Reading, incidents: list[dict[str, Any]]
) -> None:
    """It is one JSON list at its address."""
    (file,) = [each for each in data.assets(real.corpus, HERE) if each.path == urls.VERIS]

    assert json.loads(file.bytes) == incidents


def test_a_reader_of_yaml_finds_every_check_in_its_library(few: Corpus) -> None:
    """Names are unique, parents stand before their checks, and each check has its level as a group."""
    files = bundles.of_lists(few, HERE)
    names: list[str] = []
    for checklist in some(few.library.checklists.values()):
        read = yaml.safe_load(files[urls.ciso_library(checklist.id)])
        framework = read["objects"]["framework"]
        nodes = framework["requirement_nodes"]
        groups = {group["ref_id"] for group in framework["implementation_groups_definition"]}
        known: set[str] = set()
        for node in some(nodes):
            assert node.get("parent_urn") in (None, *known)
            assert node["assessable"] == (node["depth"] == 2) == ("parent_urn" in node)
            assert set(node.get("implementation_groups", ())) <= groups
            known.add(node["urn"])
        checks = {node["ref_id"]: node for node in nodes if node["assessable"]}
        assert set(checks) == {item.id for item in checklist.items}
        for item in checklist.items:
            assert checks[item.id]["description"] == item.statement
            assert HERE.address(urls.item(item.id)) in checks[item.id]["annotation"]
        assert isinstance(read["version"], int)
        names += [read["urn"], framework["urn"], *(node["urn"] for node in nodes)]
    assert len(names) == len(set(names))
    assert all(name == name.lower() and name.startswith("urn:") for name in names)


def test_a_later_version_of_a_list_has_a_higher_number() -> None:
    """CISO Assistant loads a library again only if its number went up."""
    versions = ["1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0"]

    assert sorted(map(ciso.number, reversed(versions))) == list(map(ciso.number, versions))
    assert ciso.number("1.2.0") == 10200
