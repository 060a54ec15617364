"""Reports: text, JSON, GitHub annotations and SARIF of the same problems."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from casebook.base.problems import Problem
from casebook.base.settings import Settings
from casebook.report import FORMATS, text
from casebook.rules import CATALOGUE
from hypothesis import given
from hypothesis import strategies as st
from support.some import some

HERE = Settings("https://example.org/name/")
ERROR = Problem("cases/a.yml", 3, 5, "claims/as-of", "what is wrong", "What to do.")
WARNING = Problem(
    "docs/permalinks.yml", 1, 1, "permalinks/not-recorded", "not in it", "Run it.", "warning"
)


def _json(*problems: Problem, files: int = 2) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FORMATS["json"](problems, HERE, files))
    return found


def _sarif(*problems: Problem) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FORMATS["sarif"](problems, HERE, 2))
    return found


# Text


def test_text_names_place_rule_message_and_remedy() -> None:
    """Each problem is a line that editors understand, and its remedy beneath."""
    assert FORMATS["text"]([ERROR, WARNING], HERE, 2) == (
        "cases/a.yml:3:5: claims/as-of: what is wrong\n"
        "    What to do.\n"
        "docs/permalinks.yml:1:1: permalinks/not-recorded: warning: not in it\n"
        "    Run it."
    )


def test_colour_changes_no_word() -> None:
    """The text for a terminal is the same but for its colours."""
    coloured = text.coloured([ERROR, WARNING])

    assert re.sub(r"\x1b\[\d+m", "", coloured) == FORMATS["text"]([ERROR, WARNING], HERE, 2)
    assert "\x1b[31mclaims/as-of" in coloured
    assert "\x1b[33mpermalinks/not-recorded" in coloured
    assert coloured.count("\x1b[0m") == coloured.count("\x1b[") / 2


# JSON


def test_json_has_exactly_its_shape() -> None:
    """Keys, their order, and the summary are those that programs rely on."""
    found = _json(ERROR, WARNING)

    assert list(found) == ["problems", "summary"]
    assert found["summary"] == {"files": 2, "errors": 1, "warnings": 1}
    assert found["problems"] == [
        {
            "path": "cases/a.yml",
            "line": 3,
            "column": 5,
            "rule": "claims/as-of",
            "severity": "error",
            "message": "what is wrong",
            "remedy": "What to do.",
            "help": "https://example.org/name/contribute/rules/#claims-as-of",
        },
        {
            "path": "docs/permalinks.yml",
            "line": 1,
            "column": 1,
            "rule": "permalinks/not-recorded",
            "severity": "warning",
            "message": "not in it",
            "remedy": "Run it.",
            "help": "https://example.org/name/contribute/rules/#permalinks-not-recorded",
        },
    ]
    assert all(
        list(entry) == ["path", "line", "column", "rule", "severity", "message", "remedy", "help"]
        for entry in found["problems"]
    )


def test_json_of_nothing_has_the_same_shape() -> None:
    """Without a problem the list is empty and the summary still there."""
    assert _json(files=73) == {
        "problems": [],
        "summary": {"files": 73, "errors": 0, "warnings": 0},
    }


# GitHub


def _commands(told: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as GitHub's runner reads them: level, properties, message."""
    found = []
    for line in told.split("\n"):
        match = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
        assert match, line
        properties = dict(part.split("=", 1) for part in match[2].split(","))
        found.append((match[1], {k: unquote(v) for k, v in properties.items()}, unquote(match[3])))
    return found


def test_github_gets_one_command_a_problem() -> None:
    """Each problem is an annotation on its line, with remedy and the address of the rule."""
    (error, warning) = _commands(FORMATS["github"]([ERROR, WARNING], HERE, 2))

    assert error == (
        "error",
        {"file": "cases/a.yml", "line": "3", "col": "5", "title": "claims/as-of"},
        "what is wrong\nWhat to do.\nhttps://example.org/name/contribute/rules/#claims-as-of",
    )
    assert warning[0] == "warning"


hostile = st.text(
    st.sampled_from("\n\r%:,=#;\\\"' abc") | st.characters(exclude_categories=["Cs"]), max_size=40
) | st.sampled_from(
    [
        "\n::error::stolen",
        "\r\n::set-output name=a::b",
        "%0A::warning::c",
        "::stop-commands::token",
        "a,line=9,title=b::c",
        "\u2028::error::d",
        "\x1b[31m",
    ]
)


@given(path=hostile, message=hostile, remedy=hostile)
def test_github_commands_cannot_be_broken_out_of(path: str, message: str, remedy: str) -> None:
    """Whatever an author writes, each problem stays one command with its own file and message."""
    problem = Problem(path, 3, 5, "claims/as-of", message, remedy)
    told = FORMATS["github"]([problem, problem], HERE, 2)

    assert len(re.split(r"\r\n|\r|\n", told)) == 2
    (command, _) = _commands(told)
    assert command[0] == "error"
    assert command[1] == {"file": path, "line": "3", "col": "5", "title": "claims/as-of"}
    assert command[2].startswith(f"{problem.message}\n{problem.remedy}\nhttps://example.org/")


@given(path=hostile, message=hostile, remedy=hostile)
def test_text_and_programs_survive_hostile_words(path: str, message: str, remedy: str) -> None:
    """Text stays two lines a problem without control codes; JSON and SARIF give the words back."""
    problem = Problem(path, 3, 5, "claims/as-of", message, remedy)
    lines = FORMATS["text"]([problem], HERE, 2).split("\n")

    assert len(lines) == 2
    assert all(line.isprintable() for line in lines)
    assert _json(problem)["problems"][0]["message"] == problem.message
    (result,) = _sarif(problem)["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]
    assert unquote(location["artifactLocation"]["uri"]) == path


# SARIF: the rules of the official schema for the parts we use, written out by hand


def test_sarif_names_its_version_and_tool() -> None:
    """The log says that it is SARIF 2.1.0, and which tool with which rules speaks."""
    log = _sarif(ERROR, WARNING)

    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    assert set(run) == {"tool", "columnKind", "results"}
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    assert set(run["tool"]) == {"driver"}
    driver = run["tool"]["driver"]
    assert driver["name"] == "casebook"
    assert urlsplit(driver["informationUri"]).scheme == "https"


def test_sarif_explains_each_rule_once() -> None:
    """Each broken rule is described once, with a level and the address of its explanation."""
    rules = _sarif(ERROR, ERROR, WARNING)["runs"][0]["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == ["claims/as-of", "permalinks/not-recorded"]
    for rule in rules:
        known = {
            "id",
            "shortDescription",
            "fullDescription",
            "help",
            "helpUri",
            "defaultConfiguration",
        }
        assert set(rule) == known
        for part in ("shortDescription", "fullDescription", "help"):
            assert set(rule[part]) == {"text"}
            assert rule[part]["text"]
        assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
        assert urlsplit(rule["helpUri"]).scheme == "https"


def test_sarif_puts_each_problem_on_its_place() -> None:
    """Each result refers to its rule by id and index and lies on a line and column from 1."""
    run = _sarif(ERROR, WARNING)["runs"][0]

    for problem, result in zip((ERROR, WARNING), run["results"], strict=True):
        assert set(result) == {"ruleId", "ruleIndex", "level", "message", "locations"}
        assert result["ruleId"] == problem.rule
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == problem.rule
        assert result["level"] == problem.severity
        assert result["message"] == {"text": f"{problem.message}. {problem.remedy}"}
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert place == {
            "artifactLocation": {"uri": problem.path},
            "region": {"startLine": problem.line, "startColumn": problem.column},
        }


@pytest.mark.parametrize(
    "path", ["cases/a b.yml", "cases/ü.yml", "cases/a#b?c%20d.yml", "/home/x.yml"]
)
def test_sarif_addresses_are_addresses(path: str) -> None:
    """A path with signs that mean something in an address is written so that they do not."""
    problem = Problem(path, 1, 1, "claims/as-of", "a", "b")
    location = _sarif(problem)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    uri = urlsplit(location["artifactLocation"]["uri"])

    assert uri.path.isascii()
    assert (uri.query, uri.fragment) == ("", "")
    assert unquote(uri.path) == path


def test_sarif_of_nothing_is_a_log_too() -> None:
    """Without a problem there is one run with no results, which clears earlier ones."""
    (run,) = _sarif()["runs"]

    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


def test_every_rule_of_the_catalogue_can_be_reported() -> None:
    """No format fails on any rule that the checks can break."""
    problems = [
        Problem("cases/a.yml", 1, 1, rule.id, "a", "b", rule.severity)
        for rule in CATALOGUE.values()
    ]

    for name in some(FORMATS):
        told = FORMATS[name](problems, HERE, 1)
        assert all(rule in told for rule in CATALOGUE)
    assert len(_sarif(*problems)["runs"][0]["results"]) == len(CATALOGUE)
