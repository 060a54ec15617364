"""The API: lists, lines, evidence for frameworks, and a description that agrees with every file."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import jsonschema
import pytest
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus import flat
from casebook.corpus.corpus import Corpus
from casebook.downloads import evidence, openapi
from casebook.pages import data, news, sharing, trends
from casebook.reading.load import Loader, Reading
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from support import full
from support.some import some

HERE = Settings("https://example.org/name/")


@pytest.fixture(scope="module", name="corpus")
def _corpus(real: Reading) -> Corpus:
    """Every real case, since the files of all of them must fit their description."""
    return real.corpus


@pytest.fixture(scope="module", name="files")
def _files(corpus: Corpus) -> dict[str, str]:
    """Every file of the API by its address."""
    from casebook.downloads import bundles  # noqa: PLC0415 - slow to load

    made = [
        *data.assets(corpus, HERE),
        *news.assets(corpus, HERE),
        *sharing.assets(corpus, HERE),
        *trends.assets(corpus),
    ]
    found = {asset.path: asset.bytes.decode() for asset in made if "api/" in asset.path}
    found |= {asset.path: asset.bytes.decode() for asset in made if asset.path.endswith("ndjson")}
    found |= {asset.path: asset.bytes.decode() for asset in made if "evidence/" in asset.path}
    lists = bundles.of_lists(corpus, HERE)
    return found | {path: str(text) for path, text in lists.items() if path.startswith("api/")}


@pytest.fixture(scope="module", name="told")
def _told(files: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files[urls.OPENAPI])
    return found


@pytest.mark.unmeasured
def test_a_library_that_did_not_write_the_description_accepts_it(told: dict[str, Any]) -> None:
    """It is valid OpenAPI 3.1, and says where the files are and under which licence."""
    assert list(OpenAPIV31SpecValidator(told).iter_errors()) == []
    assert told["servers"] == [{"url": HERE.site_url}]
    assert told["info"]["license"]["identifier"] == flat.LICENCE


def test_the_description_can_be_wrong(told: dict[str, Any]) -> None:
    """The same library finds a path whose answer is not described, so that its silence says something."""
    broken = json.loads(json.dumps(told))
    del broken["paths"][f"/{urls.CLAIMS_DATA}"]["get"]["responses"]["200"]["description"]

    assert list(OpenAPIV31SpecValidator(broken).iter_errors())


def _schema(told: dict[str, Any], operation: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    ((kind, content),) = operation["get"]["responses"]["200"]["content"].items()
    return kind, {"components": told["components"], **content["schema"]}


def _bodies(path: str, files: dict[str, str]) -> list[str]:
    start, _, end = path.removeprefix("/").partition("{id}")
    if not end:
        return [files[start]]
    named = [name for name in files if name.startswith(start) and name.endswith(end)]
    return [files[name] for name in named]


@pytest.mark.unmeasured
def test_every_path_answers_with_what_its_schema_says(
    told: dict[str, Any], files: dict[str, str]
) -> None:
    """Each file that the description names is there and fits; each file of the API is described."""
    described = 0
    for path, operation in some(told["paths"].items()):
        kind, schema = _schema(told, operation)
        validator = Draft202012Validator(schema)
        for body in some(_bodies(path, files)):
            lines = body.splitlines() if kind.endswith("ndjson") else [body]
            for line in some(lines):
                error = jsonschema.exceptions.best_match(validator.iter_errors(json.loads(line)))
                assert error is None, (path, error and (error.message[:300], list(error.path)))
            described += 1
    assert described == sum(path != urls.OPENAPI and not path.endswith(".csv") for path in files)


def test_examples_of_names_in_paths_answer(told: dict[str, Any], files: dict[str, str]) -> None:
    """What the description gives as an example is the name of a file that is there."""
    named = [(path, each) for path, each in told["paths"].items() if "parameters" in each]
    for path, each in some(named):
        (parameter,) = each["parameters"]
        assert path.removeprefix("/").replace("{id}", parameter["example"]) in files


def test_no_field_is_missing_from_the_description(
    told: dict[str, Any], files: dict[str, str]
) -> None:
    """The rows of the tables have the described fields and no others."""
    schemas = told["components"]["schemas"]
    for name, body, key in (
        ("CaseRow", files[urls.CASES_DATA], "cases"),
        ("Claim", files[urls.CLAIMS_DATA], "claims"),
        ("Opinion", files[urls.CLAIMS_DATA], "opinions"),
        ("Source", files[urls.SOURCES_DATA], "items"),
        ("Organisation", files[urls.ORGANISATIONS_DATA], "items"),
        ("Outcome", files[urls.OUTCOMES_DATA], "items"),
        ("CheckEntry", files[urls.CHECKS_DATA], "items"),
        ("ExerciseEntry", files[urls.EXERCISES_DATA], "items"),
        ("CourseEntry", files[urls.COURSES_DATA], "items"),
    ):
        for row in some(json.loads(body)[key]):
            assert list(row) == list(schemas[name]["properties"])


def test_a_claim_without_a_status_does_not_fit(told: dict[str, Any], files: dict[str, str]) -> None:
    """Each claim in the lists and lines must have a status, which must be one of the terms."""
    schemas = told["components"]["schemas"]
    row = json.loads(files[urls.CLAIM_LINES].splitlines()[0])
    for name in ("Claim", "ClaimLine"):
        validator = Draft202012Validator({"components": told["components"], **schemas[name]})
        assert validator.is_valid(row)
        assert not validator.is_valid({**row, "status": None})
        assert not validator.is_valid({**row, "status": "false"})
        without = dict(row)
        del without["status"]
        assert not validator.is_valid(without)


def test_a_full_case_fits_its_description(base: Loader) -> None:
    """A case that fills every field, and the record of one that was withdrawn, fit too."""
    corpus = corpora.build(base.load().corpus.library, [full.typed()])
    told = json.loads(openapi.text(corpus, HERE))
    made = data.assets(corpus, HERE)
    files = {each.path: each.bytes.decode() for each in made if "/cases/" in each.path}
    path = "/" + urls.case_data("{id}")
    _, schema = _schema(told, told["paths"][path])

    (body,) = _bodies(path, files)
    jsonschema.validate(json.loads(body), schema, cls=Draft202012Validator)


def test_lists_count_their_items_and_name_their_version(
    corpus: Corpus, files: dict[str, str]
) -> None:
    """Each list says its version and its number of items, which is that of the corpus."""
    wanted = {
        urls.CHECKS_DATA: len(corpus.library.checks),
        urls.PATTERNS_DATA: len(corpus.library.patterns),
        urls.FRAMEWORKS_DATA: len(corpus.library.frameworks),
        urls.QUESTIONS_DATA: len(corpus.library.ways_in),
        urls.EXERCISES_DATA: len(corpus.exercises()),
        urls.COURSES_DATA: len(corpus.library.courses),
        urls.SOURCES_DATA: sum(len(case.sources) for case in corpus.listed),
    }
    for address, number in wanted.items():
        told = json.loads(files[address])
        assert told["count"] == len(told["items"]) == number > 0
        assert told["version"] == flat.version(corpus)


def test_lines_have_every_claim_with_all_its_statuses(
    corpus: Corpus, files: dict[str, str]
) -> None:
    """One line for each claim; its last status is the present one, and changes have a day and a reason."""
    read = [json.loads(line) for line in files[urls.CLAIM_LINES].splitlines()]
    claims = corpus.claims()

    assert [(row["case"], row["id"]) for row in read] == [(c.id, claim.id) for c, claim in claims]
    for row, (_, claim) in zip(read, claims, strict=True):
        assert row["statuses"][-1]["status"] == row["status"] == claim.status
        assert len(row["statuses"]) == len(claim.history) + 1
    for each in some([change for row in read for change in row["statuses"][1:]]):
        assert each["on"]
        assert each["reason"]


def test_lines_have_every_case(corpus: Corpus, files: dict[str, str]) -> None:
    """One line for each case, the same as its file."""
    read = {row["id"]: row for row in map(json.loads, files[urls.CASE_LINES].splitlines())}

    assert list(read) == list(corpus.cases)
    for case in corpus.cases:
        assert read[case] == json.loads(files[urls.case_data(case)])


# Evidence for frameworks


def test_evidence_is_what_the_cases_say(corpus: Corpus, files: dict[str, str]) -> None:
    """Every link from a case to a check that answers a clause is there, with its grade and reason."""
    links = {
        (row["check"], row["case"], row["grade"] or None, row["why"])
        for row in flat.rows(corpus, HERE)["links"]
    }
    for framework in some(corpus.library.frameworks.values()):
        told = json.loads(files[urls.evidence(framework.id)])
        checks = {check for clause in told["clauses"] for check in clause["checks"]}
        assert [clause["id"] for clause in told["clauses"]] == [c.id for c in framework.clauses]
        assert set(told["checks"]) == checks
        found = {
            (name, case["case"], case["grade"])
            for name, check in told["checks"].items()
            for case in check["cases"]
        }
        assert found == {link[:3] for link in links if link[0] in checks}


def test_evidence_as_a_table_has_the_same_links(corpus: Corpus, files: dict[str, str]) -> None:
    """Each row is a clause, a check and a case of the JSON file, in the same order."""
    for framework in some(corpus.library.frameworks):
        told = json.loads(files[urls.evidence(framework)])
        text = files[urls.evidence_table(framework)].removeprefix("\ufeff")
        rows = list(csv.DictReader(io.StringIO(text)))
        assert list(rows[0]) == list(evidence.COLUMNS)
        assert [(row["clause"], row["check"], row["case"]) for row in rows] == [
            (clause["id"], check, case["case"])
            for clause in told["clauses"]
            for check in clause["checks"]
            for case in told["checks"][check]["cases"]
        ]


def test_a_clause_without_a_case_is_told(base: Loader) -> None:
    """Before the first case each clause has one row, without a check, and none counts as backed."""
    corpus = corpora.build(base.load().corpus.library, [])
    behind = evidence.checks(corpus, Settings())
    for framework in some(corpus.library.frameworks.values()):
        found = evidence.of(framework, behind, corpus, Settings())
        rows = list(csv.DictReader(io.StringIO(evidence.table(found).removeprefix("\ufeff"))))
        assert [row["clause"] for row in rows] == [clause.id for clause in framework.clauses]
        assert {row["case"] for row in rows} == {""}
        assert found.framework.clauses_with_a_case == 0
        assert found.framework.address == f"/{urls.framework(framework.id)}"


def test_the_description_is_there_before_the_first_case(base: Loader) -> None:
    """Paths of cases are left out where there is none, and the rest is valid."""
    library = base.load().corpus.library
    told = json.loads(openapi.text(corpora.build(library, []), Settings()))

    assert "/" + urls.case_data("{id}") not in told["paths"]
    assert told["servers"] == [{"url": "/"}]
    assert list(OpenAPIV31SpecValidator(told).iter_errors()) == []

    bare = json.loads(openapi.text(corpora.build(type(library)(), []), Settings()))
    assert "/" + urls.evidence("{id}") not in bare["paths"]
    assert "/" + urls.checklist_data("{id}") not in bare["paths"]
