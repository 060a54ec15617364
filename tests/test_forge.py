"""What the workflows say on the code host, with a ``gh`` of our own that remembers what it was asked."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import factories
import pytest
from casebook.cli import main
from casebook.maintenance import forge
from casebook.maintenance.forge import ForgeError, comment_text, labels_of
from support import host
from support.host import PULLS, Host
from support.some import some


@pytest.fixture(name="host")
def _host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Host:
    made, variables = host.install(tmp_path / "host")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return made


PAGES = {"new": ["cases/new/"], "changed": ["", "checks/vet-01/"], "gone": []}
RUN = "https://github.com/us/casebook/actions/runs/1"


def _pages(tmp_path: Path, told: Any = PAGES) -> str:
    return str(factories.write(tmp_path / "changed.json", json.dumps(told)))


def test_the_comment_is_written_once_and_then_anew(tmp_path: Path, host: Host) -> None:
    """Without a comment of ours one is written; with one, that one is changed. Others' are left alone."""
    place = "repos/us/casebook/issues/7/comments"
    theirs = {"id": 1, "user": {"login": "somebody"}, "body": forge.COMMENT_MARK}
    other = {"id": 2, "user": {"login": "github-actions[bot]"}, "body": "Something else"}
    host.answers({**PULLS, f"--slurp {place}": [[theirs], [other]]})
    assert main(["forge", "comment", _pages(tmp_path), "--run", RUN]) == 0
    (method, where, given) = host.written[0]
    assert (method, where) == ("POST", place)
    assert given["body"] == comment_text(json.dumps(PAGES).encode(), RUN)

    ours = {**other, "id": 3, "body": given["body"]}
    host.answers({**PULLS, f"--slurp {place}": [[theirs, other, ours]]})
    assert main(["forge", "comment", _pages(tmp_path), "--run", RUN]) == 0
    assert host.written[1][:2] == ("PATCH", "repos/us/casebook/issues/comments/3")


def test_the_comment_names_pages_as_plain_text() -> None:
    """New and changed pages are listed; what is empty is left out, what is long is cut."""
    told = comment_text(
        json.dumps({**PAGES, "changed": [f"cases/c{n}/" for n in range(40)]}).encode(), RUN
    )

    assert told.startswith(forge.COMMENT_MARK)
    assert "**New** (1)\n\n- `/cases/new/`\n" in told
    assert "**Changed** (40)" in told
    assert "- and 10 more" in told
    assert "Gone" not in told
    assert RUN in told
    assert "None." in comment_text(b'{"new": [], "changed": [], "gone": []}', RUN)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"new": []}',
        b'{"new": [], "changed": [], "gone": [], "more": []}',
        b'{"new": "x", "changed": [], "gone": []}',
        b'{"new": [1], "changed": [], "gone": []}',
        b'{"new": ["` @everybody <img src=x>"], "changed": [], "gone": []}',
        b'{"new": ["a\\nb"], "changed": [], "gone": []}',
        b'{"new": ["' + b"a" * 300 + b'"], "changed": [], "gone": []}',
        b" " * (1024 * 1024 + 1),
        b"[" * (1024 * 1024),
    ],
    ids=range(12),
)
def test_an_artefact_that_is_no_list_is_refused(raw: bytes) -> None:
    """Whatever a stranger puts in place of the list gets no further."""
    with pytest.raises(ForgeError, match="the list of pages"):
        comment_text(raw, RUN)


def test_a_run_without_its_pull_request(
    tmp_path: Path, host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    """A commit that is no longer the newest of its pull request is not told."""
    host.answers(
        {
            "repos/us/casebook/pulls -f state=open": PULLS["repos/us/casebook/pulls -f state=open"][
                :1
            ]
        }
    )

    assert main(["forge", "comment", _pages(tmp_path)]) == 1
    assert "no open pull request" in capsys.readouterr().err
    assert host.written == []
    assert "head=somebody:my-case; rm -rf $HOME" in host.asked[0][0]


def test_labels_follow_the_files(host: Host) -> None:
    """Labels of the areas that are touched are given, ours that no longer fit are taken, others stay."""
    files = [[{"filename": "cases/a.yml"}], [{"filename": "docs/policy/people.md"}]]
    has = [{"name": "program"}, {"name": "urgent"}]
    host.answers({**PULLS, "pulls/7/files": files, "issues/7/labels": has})
    assert main(["forge", "label"]) == 0
    assert host.written == [
        ("PUT", "repos/us/casebook/issues/7/labels", {"labels": ["cases", "policy", "urgent"]})
    ]

    host.answers(
        {
            **PULLS,
            "pulls/7/files": files,
            "issues/7/labels": [{"name": "cases"}, {"name": "policy"}],
        }
    )
    assert main(["forge", "label"]) == 0
    assert len(host.written) == 1


def test_every_label_is_for_something_that_is_there() -> None:
    """Each place that a label is for exists, and a file can have several labels."""
    for places in some(forge.LABELS.values()):
        assert [] == [
            place for place in some(places) if not (factories.REPOSITORY / place).exists()
        ]
    assert labels_of(["scripts/casebook/pages/templates/case/head.html"]) == {"look", "program"}
    assert labels_of(["LICENSE"]) == set()


def test_one_issue_tells_of_dead_addresses(tmp_path: Path, host: Host) -> None:
    """It is opened, written anew and closed; what servers said stays inside a block of code."""
    report = factories.write(tmp_path / "links.txt", "a: gone ```` @everybody\n" + "x" * 60_000)
    place = "repos/us/casebook/issues"
    host.answers({"labels=links": []})
    assert main(["forge", "issue", str(report)]) == 0
    (method, where, given) = host.written[0]
    assert (method, where, given["labels"]) == ("POST", place, ["links"])
    assert "````text\na: gone ``` @everybody" in given["body"]
    assert len(given["body"]) < 51_000

    found = [{"number": 3, "title": "Another"}, {"number": 4, "title": forge.ISSUE_TITLE}]
    host.answers({"labels=links": found})
    report.write_text("b: gone\n", "utf-8")
    assert main(["forge", "issue", str(report)]) == 0
    assert host.written[1][:2] == ("PATCH", f"{place}/4")
    report.write_text("", "utf-8")
    assert main(["forge", "issue", str(report)]) == 0
    assert host.written[2] == ("PATCH", f"{place}/4", {"state": "closed"})
    host.answers({"labels=links": []})
    assert main(["forge", "issue", str(report)]) == 0
    assert len(host.written) == 3


def test_a_report_full_of_fences_still_fits(tmp_path: Path, host: Host) -> None:
    """A server that answers in backticks alone cannot make the issue longer than the host takes, nor leave its block."""
    report = factories.write(tmp_path / "links.txt", "a: gone " + "`" * 60_000 + "\n# Out")
    host.answers({"labels=links": []})

    assert main(["forge", "issue", str(report)]) == 0
    body = host.written[0][2]["body"]
    assert len(body) < 51_000
    fence = max(re.findall("`+", body), key=len)
    assert [line for line in body.splitlines() if line.startswith(fence)] == [f"{fence}text", fence]
    assert body.rstrip().endswith(f"# Out\n{fence}")


def test_a_release_holds_the_archives_and_their_digests(
    tmp_path: Path, host: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    """The release is made at the commit, named after the day, with the digests in its text."""
    folder = tmp_path / "data"
    for name in ("casebook-data-2026-11-24.tar.gz", "casebook-data-2026-11-24.zip"):
        factories.write(folder / name, "x")
    factories.write(folder / "SHA256SUMS", "abc  casebook-data-2026-11-24.zip\n")
    factories.write(folder / "casebook-site.zip", "x")

    assert main(["forge", "release", str(folder)]) == 0
    assert capsys.readouterr().out == "data-2026-11-24\n"
    (_, where, given) = host.written[0]
    assert where == "repos/us/casebook/releases"
    assert (given["tag_name"], given["target_commitish"]) == ("data-2026-11-24", "fed")
    assert "abc  casebook-data-2026-11-24.zip" in given["body"]
    assert f"{hashlib.sha256(b'x').hexdigest()}  casebook-site.zip" in given["body"]
    assert given["draft"] is True
    uploaded, shown = (asked for asked, _ in host.asked[-2:])
    assert shown[:4] == ["release", "edit", "data-2026-11-24", "--draft=false"]
    assert uploaded[:3] == ["release", "upload", "data-2026-11-24"]
    assert [Path(name).name for name in uploaded[3:7]] == [
        "casebook-data-2026-11-24.tar.gz",
        "casebook-data-2026-11-24.zip",
        "casebook-site.zip",
        "SHA256SUMS",
    ]


def test_what_cannot_be_done_is_said(
    tmp_path: Path, host: Host, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal of the host, a missing file, folder, variable or program, each in a sentence."""
    assert main(["forge", "release", str(tmp_path / "nothing")]) == 1
    assert "holds no data set" in capsys.readouterr().err
    assert main(["forge", "issue", str(tmp_path / "nothing")]) == 1
    assert "nothing" in capsys.readouterr().err
    assert main(["forge", "comment"]) == 2
    assert "needs a PATH" in capsys.readouterr().err
    host.answers({"pulls": "fail"})
    assert main(["forge", "label"]) == 1
    assert "gh api --method: HTTP 403" in capsys.readouterr().err
    monkeypatch.setenv("PATH", "")
    assert main(["forge", "label"]) == 1
    assert "`gh` is not installed" in capsys.readouterr().err
    monkeypatch.delenv("GITHUB_EVENT_PATH")
    assert main(["forge", "label"]) == 2
    assert "'GITHUB_EVENT_PATH' is not set" in capsys.readouterr().err
