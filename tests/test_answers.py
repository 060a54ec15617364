"""Answers for people and assistants: the right case, and no claim without its status."""

from __future__ import annotations

import asyncio
import io
import json
import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import factories
import pytest
import yaml
from casebook.answers import mcp, synonyms, wording
from casebook.answers.index import Index, telling
from casebook.answers.tools import NOTHING, Desk
from casebook.base import prose
from casebook.base.settings import Settings
from casebook.cli import main
from casebook.corpus import corpus as corpora
from casebook.corpus import flat
from casebook.corpus.corpus import Corpus
from casebook.corpus.flat import ClaimRow, Ground
from casebook.model.case import Case
from casebook.reading.load import Loader, Reading, load
from mcp import ClientSession, StdioServerParameters, types
from mcp.client.stdio import stdio_client
from support import sites
from support.some import some

HERE = Settings("https://example.org/")
QUESTIONS: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(
    (factories.REPOSITORY / "tests" / "data" / "questions.yml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def desk(real: Reading) -> Desk:
    """Answers from the real cases."""
    return Desk(real.corpus, HERE)


def _small(base: Loader, **changes: Any) -> Desk:
    """Answers from one small case with some changes."""
    case = factories.typed(factories.case(**changes))
    return Desk(corpora.build(base.load(only=[]).corpus.library, [case]), HERE)


# The right case


@pytest.mark.unmeasured
@pytest.mark.parametrize(("group", "number", "least"), [("first", 30, 28), ("apart", 15, 14)])
def test_questions_in_readers_words_find_their_case(
    real: Reading, group: str, number: int, least: int
) -> None:
    """Of thirty questions at least 28 have a right case in the first three, and of fifteen kept apart 14."""
    index = Index(real.corpus, HERE)
    asked = QUESTIONS[group]
    assert len(asked) == number
    assert {name for each in asked for name in each["cases"]} <= {c.id for c in real.corpus.listed}

    missed = [
        each["ask"]
        for each in asked
        if not {found.at.case.id for found in index.ask(each["ask"])} & set(each["cases"])
    ]

    assert number - len(missed) >= least, missed


def test_a_question_about_an_amount_finds_the_claims_about_it(real: Reading) -> None:
    """Words of the title tell no claim from another: the amount decides, in any of its words."""
    (found, *_) = Index(real.corpus, HERE).ask("How much money did the ByteDance intern cost?")

    assert {row.claim.id for row in found.claims} == {
        "damages-8-million-yuan",
        "loss-usd-10-million",
    }


@pytest.mark.parametrize("question", ["", "Why was it so?", "xqzzy", '"" OR * NEAR(', "-"])
def test_a_question_without_a_known_word_is_told_so(base: Loader, question: str) -> None:
    """No word that tells gives no case; signs of the query language are words like others."""
    assert _small(base).ask(question) == NOTHING


def test_a_case_is_found_without_claims_and_a_claim_by_words_of_the_title(base: Loader) -> None:
    """A question in the words of the title alone still shows the claims that have them."""
    told = _small(base).ask("shop bot refunds")
    assert "Thousands of customers were promised a refund." in told

    bare = _small(base, claims=None, timeline=None, system=None).ask("shop bot refunds")
    assert "It records no claims." in bare
    assert "Claim by" not in bare


def test_withdrawn_cases_and_drafts_answer_no_question(base: Loader) -> None:
    """What is no evidence is not found; asked by its id, a withdrawn case gives its reason alone."""
    gone = {"status": "withdrawn", "withdrawn_because": "The report was invented."}
    desk = _small(base, record=gone)

    assert desk.ask("shop bot refunds") == NOTHING
    for told in (desk.case("acme-refund-bot"), desk.claim("acme-refund-bot", "thousands")):
        assert told.startswith("[Withdrawn: this case is not evidence]")
        assert "The report was invented." in told
        assert "Thousands" not in told


def test_a_contested_case_says_so(base: Loader) -> None:
    """The notice stands before the title."""
    told = _small(base, record={"status": "disputed"}).case("acme-refund-bot")

    assert told.startswith("[A party contests this case]\n")


def test_words_that_stand_for_one_another_do_so_both_ways() -> None:
    """A synonym of a word has that word as its synonym, and no word is its own."""
    known = ["cost", "fired", "photo", "startup"]

    for word in known:
        others = some(synonyms.others(word))
        assert word not in others
        assert all(word in synonyms.others(other) for other in others)
    assert synonyms.others("xqzzy") == ()
    assert telling("Was the start-up's photo a photo?") == ["start-up", "photo"]


# No claim without its status


def _quoted(text: str, case: Case, corpus: Corpus) -> Iterator[tuple[ClaimRow, str]]:
    """Every line of a text that quotes a claim of the case, with the claim."""
    at = Ground(case, corpus, HERE)
    for claim in case.claims:
        words = f"\u201c{prose.plain(claim.text)}\u201d"
        yield from ((ClaimRow(at, claim), line) for line in text.splitlines() if words in line)


def test_a_hundred_answers_hold_no_claim_without_its_status(real: Reading, desk: Desk) -> None:
    """Asked with the words of a hundred claims, each answer quotes claims after their status alone."""
    claims = real.corpus.claims()
    every = len(claims) // 100
    hundred = claims[: every * 100 : every]
    answers = [(case, desk.ask(claim.text, 2)) for case, claim in hundred]
    shown = [
        (answer, *each) for case, answer in answers for each in _quoted(answer, case, real.corpus)
    ]

    assert len(answers) == 100
    assert len(shown) >= 90
    for answer, row, line in some(shown):
        assert line.startswith(f"[Status: {row.status}")
        assert row.at.address(row.url) in answer
        assert prose.plain(row.claim.reason) in answer
    lines = [line for _, answer in answers for line in answer.splitlines() if "Claim by " in line]
    assert [] == [line for line in some(lines) if not line.startswith("[Status: ")]


def test_a_claim_tells_all_that_became_of_it(base: Loader) -> None:
    """Status, day, reason, outcome, earlier statuses, responses, case and link are in one text."""
    claim = factories.case()["claims"][0] | {
        "status": "adjudicated",
        "outcome": "A court found that it was forty.",
        "history": [{"on": "2024-05-01", "status": "unverified", "reason": "Nobody had answered."}],
    }
    row = _small(base, claims=[claim]).claim("acme-refund-bot", "thousands")

    assert row.startswith("[Status: ")
    assert "as of 2024-05-01" in row
    assert "Outcome: A court found that it was forty." in row
    assert "Earlier status, until 2024-05-01: Unverified" in row
    assert "Response by Acme (denies, 2024-04-12): It speaks of a handful." in row
    assert "https://example.org/claims/acme-refund-bot/thousands/" in row


def test_a_claim_without_days_is_told_without_them(base: Loader) -> None:
    """No day is made up where the case has none."""
    claim = factories.case()["claims"][0] | {"made_on": None, "as_of": None}
    claim["answers"] = [{**claim["answers"][0], "on": None}]

    told = _small(base, claims=[claim]).claim("acme-refund-bot", "thousands")

    assert told.startswith("[Status: Denied] Claim by The Daily: ")
    assert "Response by Acme (denies): " in told


def test_a_check_names_its_cases_with_their_grade(real: Reading, desk: Desk) -> None:
    """Every supporting case is there, graded in words, at the address of the check."""
    name = max(real.corpus.library.checks, key=lambda each: len(real.corpus.grades(each)))

    told = desk.check(name.lower())

    assert all(f"[{case}]" in told for case in some(real.corpus.grades(name)))
    assert f"https://example.org/checks/{name.lower()}/" in told
    bare = Desk(real.corpus, Settings()).check(name)
    assert f"Check: /checks/{name.lower()}/" in bare
    assert wording.check(real.corpus.library.checks[name], real.corpus, "x").endswith("Check: x")


# The protocol


async def _as_an_assistant(root: Path) -> dict[str, Any]:
    server = StdioServerParameters(
        command=sys.executable,
        args=["-m", "casebook", "mcp"],
        cwd=root,
        env=dict(sites.environment()),
    )
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        found: dict[str, Any] = {"hello": await session.initialize()}
        found["tools"] = (await session.list_tools()).tools
        ids = {"case": "acme-refund-bot", "claim": "thousands"}
        found["claim"] = await session.call_tool("get_claim", ids)
        found["asked"] = await session.call_tool("ask", {"question": "refund bot", "most": 1})
        found["unknown"] = await session.call_tool("get_case", {"case": "acme-refund-bots"})
    return found


def test_the_official_client_is_answered_with_the_status(project: Callable[..., Path]) -> None:
    """The client of the protocol's own SDK connects, lists the tools and gets claims with their status."""
    root = project()
    with ThreadPoolExecutor(1) as apart:  # tests in a browser leave a loop running in this thread
        found = apart.submit(asyncio.run, _as_an_assistant(root)).result()

    assert found["hello"].server_info.name == "casebook"
    assert found["hello"].server_info.version == flat.version(load(root).corpus)
    assert [tool.name for tool in found["tools"]] == ["ask", "get_case", "get_claim", "get_check"]
    assert all(tool.annotations.read_only_hint for tool in found["tools"])
    for name in ("claim", "asked"):
        (content,) = found[name].content
        assert isinstance(content, types.TextContent)
        assert "[Status: Denied, as of 2024-05-01] Claim by The Daily" in content.text
        assert not found[name].is_error
    assert found["unknown"].is_error
    assert "Did you mean `acme-refund-bot`?" in found["unknown"].content[0].text


def _sent(desk: Desk, *messages: object) -> list[dict[str, Any]]:
    lines = [each if isinstance(each, str) else json.dumps(each) for each in messages]
    return [json.loads(reply) for reply in mcp.serve(lines, desk)]


def _call(desk: Desk, name: object, arguments: object) -> dict[str, Any]:
    params = {"name": name, "arguments": arguments}
    (reply,) = _sent(desk, {"id": 1, "method": "tools/call", "params": params})
    return reply


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("{", -32700),
        ("[]", -32600),
        ({"id": 1}, -32600),
        ({"id": 1, "method": "resources/list"}, -32601),
        ({"id": 1, "method": "tools/call", "params": []}, -32602),
        ({"id": 1, "method": "tools/call", "params": {"name": "delete"}}, -32602),
        ({"id": 1, "method": "tools/call", "params": {"name": "ask", "arguments": [1]}}, -32602),
    ],
)
def test_what_is_no_good_request_gets_an_error(desk: Desk, message: object, code: int) -> None:
    """Each mistake has its code, and the server goes on."""
    failed, pong = _sent(desk, message, {"id": 2, "method": "ping"})

    assert failed["error"]["code"] == code
    assert pong == {"jsonrpc": "2.0", "id": 2, "result": {}}


def test_notifications_and_empty_lines_get_no_reply(desk: Desk) -> None:
    """What wants no answer gets none."""
    assert _sent(desk, {"method": "notifications/initialized"}, "", "  \n") == []


@pytest.mark.parametrize(("asked", "given"), [("2025-06-18", "2025-06-18"), ("1999-01-01", "")])
def test_the_version_of_the_protocol_is_agreed(desk: Desk, asked: str, given: str) -> None:
    """A known version is taken; otherwise the newest known one is offered."""
    params = {"protocolVersion": asked}
    (reply,) = _sent(desk, {"id": 1, "method": "initialize", "params": params})

    assert reply["result"]["protocolVersion"] == (given or mcp.VERSIONS[0])


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("ask", {}, "`question` is required"),
        ("ask", {"question": 1}, "`question` is required"),
        ("ask", {"question": "x", "most": 0}, "from 1 to 10"),
        ("ask", {"question": "x", "most": True}, "from 1 to 10"),
        ("ask", {"question": "x", "file": "y"}, "no argument `file`"),
        ("get_case", {"case": "air-canada-chatbot", "most": 2}, "no argument `most`"),
        ("get_claim", {"case": "air-canada-chatbot", "claim": "x"}, "has no claim `x`"),
        ("get_check", {"check": "VET-999"}, "There is no check `VET-999`"),
    ],
)
def test_wrong_arguments_are_told_to_the_assistant(
    desk: Desk, tool: str, arguments: object, told: str
) -> None:
    """A wrong argument is an answer that the assistant can read and mend, not a failure of the server."""
    result = _call(desk, tool, arguments)["result"]

    assert result["isError"]
    assert told in result["content"][0]["text"]


def test_no_answer_needs_the_network(real: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """With every socket refused, an index is made and each tool answers."""

    def refuse(*_args: object, **_named: object) -> None:
        message = "the network was asked"
        raise AssertionError(message)

    monkeypatch.setattr(socket, "socket", refuse)
    desk = Desk(real.corpus, HERE)
    case, claim = real.corpus.claims()[0]

    for name, arguments in (
        ("ask", {"question": claim.text}),
        ("get_case", {"case": case.id}),
        ("get_claim", {"case": case.id, "claim": claim.id}),
        ("get_check", {"check": next(iter(real.corpus.library.checks))}),
    ):
        assert not _call(desk, name, arguments)["result"]["isError"]


# The commands


def test_ask_prints_the_answer_or_says_that_there_is_none(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """An answer gives 0 and none gives 1."""
    root = str(project())

    assert main(["ask", "--root", root, "did", "the bot", "promise refunds?"]) == 0
    assert "[Status: Denied" in capsys.readouterr().out
    assert main(["ask", "--root", root, "xqzzy"]) == 1
    assert capsys.readouterr().out == NOTHING + "\n"


def test_mcp_answers_line_by_line(
    project: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The server ends with its input, and writes nothing but replies."""
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"id": 1, "method": "ping"}\n'))

    assert main(["mcp", "--root", str(project())]) == 0
    assert json.loads(capsys.readouterr().out) == {"jsonrpc": "2.0", "id": 1, "result": {}}


@pytest.mark.parametrize("command", [["ask", "x"], ["mcp"]])
def test_cases_with_errors_answer_nothing(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """What the check refuses is not served; the protocol's output stays clean."""
    root = project()
    (root / "cases" / "broken.yml").write_text("id: broken\ntitle: [\n", "utf-8")

    assert main([*command, "--root", str(root)]) == 1
    told = capsys.readouterr()
    assert "broken.yml" in told.out + told.err
    assert command != ["mcp"] or told.out == ""
