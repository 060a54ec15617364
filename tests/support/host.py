"""A code host of our own: a ``gh`` that answers as told and remembers what it was asked."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import factories

_GH = """#!{python}
import json, os, sys
folder = os.environ["GH_FOLDER"]
given = sys.stdin.read() if "--input" in sys.argv else ""
with open(os.path.join(folder, "asked.jsonl"), "a") as log:
    log.write(json.dumps([sys.argv[1:], json.loads(given) if given else None]) + "\\n")
answers = json.load(open(os.path.join(folder, "answers.json")))
line = " ".join(sys.argv[1:])
for words, answer in answers.items():
    if words in line:
        if answer == "fail":
            sys.exit("HTTP 403")
        print(json.dumps(answer))
        break
"""


class Host:
    """The code host: give it answers, see what it was asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.answers({})

    def answers(self, told: dict[str, Any]) -> None:
        """By a part of the command line, what is answered; nothing for the rest."""
        (self._folder / "answers.json").write_text(json.dumps(told), "utf-8")

    @property
    def asked(self) -> list[tuple[list[str], Any]]:
        """Every command line, and what was handed to it."""
        log = self._folder / "asked.jsonl"
        return (
            [tuple(json.loads(line)) for line in log.read_text("utf-8").splitlines()]
            if log.exists()
            else []
        )

    @property
    def written(self) -> list[tuple[str, str, Any]]:
        """Method, place and content of everything that was changed."""
        found = []
        for line, given in self.asked:
            if "--method" in line and line[2] != "GET":
                found.append((line[2], line[3], given))
        return found


def install(folder: Path) -> tuple[Host, dict[str, str]]:
    """Lay a host into a folder; returns it, and the variables with which commands find it."""
    command = factories.write(folder / "bin" / "gh", _GH.replace("{python}", sys.executable))
    command.chmod(0o755)
    event = {
        "workflow_run": {
            "head_sha": "abc",
            "head_branch": "my-case; rm -rf $HOME",
            "head_repository": {"owner": {"login": "somebody"}},
        }
    }
    factories.write(folder / "event.json", json.dumps(event))
    return Host(folder), {
        "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "GH_FOLDER": str(folder),
        "GITHUB_REPOSITORY": "us/casebook",
        "GITHUB_EVENT_PATH": str(folder / "event.json"),
        "GITHUB_SHA": "fed",
    }


PULLS = {
    "repos/us/casebook/pulls -f state=open": [
        {"number": 6, "head": {"sha": "old"}},
        {"number": 7, "head": {"sha": "abc"}},
    ]
}
"""What the host knows of open pull requests; the second is the one whose workflow has run."""
