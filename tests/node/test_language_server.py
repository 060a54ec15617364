"""An editor's own language server completes and explains a case, through the schema its first line names.

Runs in `make node`, which installs the server. Without it these tests are skipped.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import IO, Any

import factories
import pytest
from casebook.authoring import scaffold, schema
from casebook.reading.load import Reading
from support import sites

SERVER = (
    Path(__file__).parent / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
)
ANSWERS = scaffold.Answers(
    "Beta's chatbot quoted a wrong price in 2024",
    "In May 2024 a chatbot quoted a price that was wrong. The shop admits that it did so.",
    "incident",
    "2024-05-06",
    "The chatbot quoted a wrong price.",
    "Shop sorry for its bot",
    "The Daily",
    "https://daily.example/bot",
)

pytestmark = pytest.mark.skipif(
    not SERVER.is_file() or shutil.which("node") is None, reason="`make node` installs the server"
)


class Editor:
    """The least of an editor: opens a file, asks, and listens."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._to: IO[bytes] = process.stdin
        self._from: IO[bytes] = process.stdout
        self._ids = count(1)
        self.diagnostics: dict[str, list[Any]] = {}

    def _send(self, message: dict[str, Any]) -> None:
        raw = json.dumps({"jsonrpc": "2.0", **message}).encode("utf-8")
        self._to.write(b"Content-Length: %d\r\n\r\n" % len(raw) + raw)
        self._to.flush()

    def _read(self) -> dict[str, Any]:
        length = 0
        while line := self._from.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has gone"
        message: dict[str, Any] = json.loads(self._from.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self._setting(message)})
        return message

    def _setting(self, message: dict[str, Any]) -> Any:
        if message["method"] != "workspace/configuration":
            return None
        # Nothing is fetched: the schema lies beside the case.
        wanted = {
            "yaml": {
                "schemaStore": {"enable": False},
                "completion": True,
                "hover": True,
                "validate": True,
            }
        }
        return [wanted.get(item.get("section", "")) for item in message["params"]["items"]]

    def notify(self, method: str, params: dict[str, Any]) -> None:
        """Tell the server something."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """Ask, and wait for the answer."""
        number = next(self._ids)
        self._send({"id": number, "method": method, "params": params})
        while (message := self._read()).get("id") != number or "method" in message:
            pass
        assert "error" not in message, message
        return message["result"]

    def open(self, path: Path) -> str:
        """Open a file and wait until the server has judged it; returns its address."""
        uri = path.as_uri()
        entry = {"uri": uri, "languageId": "yaml", "version": 1, "text": path.read_text("utf-8")}
        self.notify("textDocument/didOpen", {"textDocument": entry})
        while uri not in self.diagnostics:
            self._read()
        return uri

    def at(self, method: str, uri: str, line: int, character: int) -> Any:
        """Ask about a place; line and character count from 0."""
        place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
        return self.ask(f"textDocument/{method}", place)


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    shutil.copytree(factories.REPOSITORY / "docs" / "schema", tmp_path / "docs" / "schema")
    (tmp_path / "cases").mkdir()
    return tmp_path


@pytest.fixture(name="editor")
def _editor(folder: Path) -> Iterator[Editor]:
    with subprocess.Popen(
        ["node", str(SERVER), "--stdio"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=sites.environment(),
    ) as process:
        editor = Editor(process)
        able = {
            "workspace": {"configuration": True},
            "textDocument": {"hover": {"contentFormat": ["markdown"]}},
        }
        editor.ask(
            "initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": able}
        )
        editor.notify("initialized", {})
        yield editor
        process.kill()


def _text(folder: Path, real: Reading, more: str = "") -> Path:
    text = scaffold.file(ANSWERS, real.corpus.library) + more
    return factories.write(folder / "cases" / "beta.yml", text)


def _place(path: Path, words: str) -> tuple[int, int]:
    """Line and character behind these words."""
    before = path.read_text("utf-8").partition(words)[0] + words
    return before.count("\n"), len(before) - before.rfind("\n") - 1


def test_a_new_case_has_no_complaint(editor: Editor, folder: Path, real: Reading) -> None:
    """What `casebook new` writes is right in an editor too."""
    uri = editor.open(_text(folder, real))

    assert editor.diagnostics[uri] == []


def test_words_of_the_vocabulary_are_completed(editor: Editor, folder: Path, real: Reading) -> None:
    """After `status:` of a claim the editor offers the statuses, each with its meaning."""
    more = "claims:\n  - id: a\n    status: \n"
    path = _text(folder, real, more)
    line, character = _place(path, "  - id: a\n    status: ")
    items = editor.at("completion", editor.open(path), line, character)["items"]
    offered = {item["label"]: item for item in items}

    assert {"confirmed", "denied", "unverified"} <= set(offered)
    assert len(offered) == 8


def test_fields_are_completed_with_their_description(
    editor: Editor, folder: Path, real: Reading
) -> None:
    """At the beginning of a line the editor offers the fields that are missing, each with what goes into it."""
    path = _text(folder, real, "oc\n")
    line, character = _place(path, "\noc")
    items = editor.at("completion", editor.open(path), line, character)["items"]
    offered = {item["label"]: str(item.get("documentation", "")) for item in items}

    assert "When it happened; a hazard may have no date." in offered["occurred"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("disclo", "First public report by anyone."),
        ("    bas", "Why it counts as a fact."),
        ("see", "How much of it was read for this case."),
    ],
)
def test_a_field_is_explained(
    editor: Editor, folder: Path, real: Reading, words: str, said: str
) -> None:
    """The editor shows the words of the format page over a field."""
    path = _text(folder, real)
    hover = editor.at("hover", editor.open(path), *_place(path, words))

    assert said in json.dumps(hover)


def test_a_mistake_is_underlined(editor: Editor, folder: Path, real: Reading) -> None:
    """A word that is not in the vocabulary, and a field that does not exist, are marked on their lines."""
    path = _text(folder, real)
    path.write_text(
        path.read_text("utf-8").replace("kind: incident", "kind: accident") + "titel: x\n", "utf-8"
    )
    uri = editor.open(path)
    lines = {problem["range"]["start"]["line"] for problem in editor.diagnostics[uri]}

    assert {_place(path, "kind: accident")[0], _place(path, "titel")[0]} <= lines


def test_a_schema_that_names_its_address_is_read_where_it_lies(
    editor: Editor, folder: Path, real: Reading
) -> None:
    """A copy of a published schema is used as it lies, though nothing answers at its address."""
    address = "https://site.invalid/schema/case.json"
    made = schema.text("case", real.corpus.library, address)
    factories.write(folder / "docs" / "schema" / "case.json", made)
    path = _text(folder, real, "claims:\n  - id: a\n    status: sure\n")
    uri = editor.open(path)
    marked = {problem["range"]["start"]["line"] for problem in editor.diagnostics[uri]}
    hover = editor.at("hover", uri, *_place(path, "    bas"))

    assert _place(path, "status: sure")[0] in marked
    assert "can not be resolved" not in json.dumps(editor.diagnostics[uri])
    assert "Why it counts as a fact." in json.dumps(hover)


@pytest.mark.parametrize("case", factories.CASES[:3], ids=lambda path: path.stem)
def test_a_real_case_has_no_complaint(editor: Editor, folder: Path, case: Path) -> None:
    """Published cases are right in an editor too."""
    path = folder / "cases" / case.name
    shutil.copy(case, path)

    assert editor.diagnostics[editor.open(path)] == []
