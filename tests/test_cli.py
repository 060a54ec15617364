"""The command line: every command, its exit codes, and what it does with things it cannot use."""

from __future__ import annotations

import json
import logging
import os
import pty
import re
import select
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import factories
import pytest
import yaml
from casebook import cli
from casebook.authoring import schema
from casebook.cli import COMMANDS, find_root, main
from casebook.reading.load import load
from casebook.report import FORMATS
from support import sites
from support.some import some

Project = Callable[..., Path]
BROKEN = "id: broken\ntitle: [\n"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start from an environment that says nothing, and take back what commands set."""
    for name in ("SITE_URL", "REPO_URL", "REPO_BRANCH", "CONTACT", "SOURCE_DATE_EPOCH"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


@pytest.fixture
def root(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project without problems, and the command line standing in it."""
    made = project()
    monkeypatch.chdir(made)
    return made


# The root


@pytest.mark.parametrize("folder", [".", "cases", "docs/checklists"])
def test_root_is_found_upwards(root: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    """From anywhere inside a project its root is the nearest folder with mkdocs.yml and cases."""
    monkeypatch.chdir(root / folder)

    assert find_root(None) == root
    assert main(["check"]) == 0


def test_root_can_be_named(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A project is found by --root from anywhere, and only at that folder itself."""
    monkeypatch.chdir(tmp_path)

    assert main(["--root", str(root), "check"]) == 0
    assert find_root(root / "cases") is None


@pytest.mark.parametrize("arguments", [["check"], ["--root", "nowhere", "check"]])
def test_no_root_is_misuse(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    """Outside a project the command says what a root holds, and how to name one."""
    monkeypatch.chdir(tmp_path)

    assert main(arguments) == 2
    said = capsys.readouterr()
    assert "is not inside a casebook; its root holds mkdocs.yml and cases/" in said.err
    assert "--root" in said.err
    assert said.out == ""


# Misuse, help, and names of commands


@pytest.mark.parametrize(
    "arguments", [[], ["nonsense"], ["check", "--format", "xml"], ["site", "x"]]
)
def test_misuse_is_two(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """An unknown command, option or value ends with 2 and a usage line."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)

    assert stopped.value.code == 2
    assert "usage: casebook" in capsys.readouterr().err


def test_help_names_every_command(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The help of the whole, and of each command, ends with 0 and says what it does."""
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    told = capsys.readouterr().out
    assert all(name in told for name in some(COMMANDS))

    for name in some(COMMANDS):
        with pytest.raises(SystemExit) as stopped:
            main([name, "--help"])
        assert stopped.value.code == 0
        assert f"usage: casebook {name}" in capsys.readouterr().out


def test_check_loads_no_site_engine() -> None:
    """Checking imports neither MkDocs nor the page templates, so that it stays quick."""
    code = (
        "import sys; from casebook.cli import main; main(['check', 'cases/air-canada-chatbot.yml']);"
        "print([name for name in sys.modules if name in ('mkdocs', 'jinja2')])"
    )
    ran = sites.process([sys.executable, "-c", code], factories.REPOSITORY)

    assert ran.stdout.splitlines()[-1] == "[]"


def test_stopping_by_hand_is_no_traceback(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C ends with 2 and one word."""

    def stop(*_arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("casebook.commands.check.run", stop)

    assert main(["check"]) == 2
    assert capsys.readouterr().err == "\ncasebook: stopped\n"


# check


def test_check_of_a_clean_project(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a problem the exit code is 0 and one line says how much was checked."""
    assert main(["check"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "8 files checked: 0 problems.\n"


def test_a_draft_can_be_judged_as_if_it_were_published(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With `--as-published` a draft that passes is told what it lacks; the file stays a draft."""
    path = factories.write(root / "cases/b-bot.yml", factories.as_yaml(factories.draft(id="b-bot")))
    assert main(["check", str(path)]) == 0
    assert capsys.readouterr().err == "1 file checked: 0 problems.\n"
    assert main(["check", "--as-published", str(path)]) == 1
    said = capsys.readouterr()

    assert "publication/incomplete: `timeline` has fewer than three entries" in said.out
    assert re.fullmatch(r"1 file checked as if published: \d+ problems.*\.\n", said.err)
    assert "published" not in path.read_text("utf-8").replace("published: ", "")


def test_the_check_says_what_it_could_not_look_at(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where fields have the wrong form, the check names the files whose other rules will follow."""
    for name in ("a", "b", "c", "d"):
        factories.write(root / f"cases/{name}.yml", "title: [\n")
    assert main(["check"]) == 1

    assert capsys.readouterr().err.endswith(
        "The rules on whole files follow once the form of "
        "cases/a.yml, cases/b.yml, cases/c.yml and 1 more is right.\n"
    )


def test_check_tells_every_problem(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All problems of all files are told in one run, and the exit code is 1."""
    factories.write(root / "cases" / "broken.yml", BROKEN)
    factories.write(root / "docs" / "patterns" / "no-owner.yml", "id: no-owner\nid: x\n")

    assert main(["check"]) == 1
    told = capsys.readouterr().out
    assert "cases/broken.yml:" in told
    assert "docs/patterns/no-owner.yml:2:1: yaml/duplicate-key: " in told


def test_warning_is_no_failure(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A warning is told and counted, and the exit code stays 0; --quiet leaves it out."""
    factories.forget_addresses(root)

    assert main(["check"]) == 0
    said = capsys.readouterr()
    assert "permalinks/not-recorded: warning: " in said.out
    assert "0 problems and " in said.err
    assert main(["check", "--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_check_of_named_files(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only what is named is checked: files, folders, and cases that lie elsewhere."""
    factories.write(root / "cases" / "broken.yml", BROKEN)
    elsewhere = factories.write(root.parent / "desk" / "acme-refund-bot.yml", BROKEN)

    assert main(["check", "cases/acme-refund-bot.yml"]) == 0
    assert main(["check", "cases/broken.yml"]) == 1
    assert main(["check", "docs/patterns"]) == 0
    assert main(["check", "cases"]) == 1
    capsys.readouterr()
    assert main(["check", str(elsewhere)]) == 1
    assert str(elsewhere) in capsys.readouterr().out


@pytest.mark.parametrize("name", ["nowhere.yml", "cases/nowhere.yml", "cases/nowhere/"])
def test_path_that_is_not_there(root: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """A path that leads nowhere is a problem with its name, not a traceback."""
    assert main(["check", name]) == 1
    assert name.rstrip("/") in capsys.readouterr().out


def test_folder_without_a_case_is_misuse(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that holds nothing to check is not passed over in silence."""
    (root / "empty").mkdir()

    assert main(["check", "empty"]) == 2
    assert "there is no .yml file in empty" in capsys.readouterr().err


def test_check_of_the_ledger_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of the ledger stands for its files, and other text files are not taken for cases."""
    factories.write(root / "docs" / "robots.txt", "User-agent: *\n")
    factories.write(root / "docs" / "permalinks" / "patterns" / "x.txt", "patterns/x/\n")

    assert main(["check", "docs/permalinks/patterns"]) == 1
    said = capsys.readouterr()
    assert "docs/permalinks/patterns/x.txt:1:1: permalinks/malformed: " in said.out
    assert "2 files checked" in said.err
    main(["check", "docs"])
    assert "robots.txt" not in capsys.readouterr().out


def test_folder_with_the_name_of_a_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is called like a case is told as such."""
    (root / "cases" / "folder.yml").mkdir()

    assert main(["check"]) == 1
    assert "cases/folder.yml/:1:1: " in capsys.readouterr().out


@pytest.mark.parametrize(
    "content",
    [b"\x00\x01\x02\xff", b"\xff\xfe\x00", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"", b"\x80"],
)
def test_binary_file_is_a_problem(
    root: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    """Whatever bytes a file holds, its problem has a place and a remedy."""
    (root / "cases" / "binary.yml").write_bytes(content)

    assert main(["check"]) == 1
    (first, remedy, *_) = capsys.readouterr().out.splitlines()
    assert first.startswith("cases/binary.yml:")
    assert remedy.startswith("    ")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_can_be_asked_for(
    root: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Each format gives its report on standard output, with the same exit code."""
    factories.write(root / "cases" / "broken.yml", BROKEN)

    assert main(["check", "--format", name]) == 1
    told = capsys.readouterr().out
    assert "cases/broken.yml" in told
    if name in ("json", "sarif"):
        json.loads(told)


@pytest.mark.parametrize("name", ["json", "sarif"])
def test_clean_report_for_programs(
    root: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """A clean project gives programs a whole report, and nothing beside it on standard output."""
    assert main(["check", "--format", name]) == 0
    json.loads(capsys.readouterr().out)


def test_help_of_a_problem_is_on_the_published_site(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a site address the report links to the rule on that site."""
    monkeypatch.setenv("SITE_URL", "https://example.org/name/")
    factories.write(root / "cases" / "broken.yml", BROKEN)
    main(["check", "--format", "json"])

    (problem, *_) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["help"].startswith("https://example.org/name/contribute/rules/#")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_file_whose_name_is_no_text(root: Path, name: str) -> None:
    """A file name in no known encoding, with line breaks in it, is told by its codes."""
    (root / "cases" / os.fsdecode(b"a\xff\n::error::b.yml")).write_text(BROKEN, "utf-8")
    ran = sites.run("check", "--format", name, cwd=root)

    assert (ran.returncode, ran.stderr.count("Traceback")) == (1, 0)
    assert "b.yml" in ran.stdout
    assert not any(line.startswith("::error::") for line in some(ran.stdout.splitlines()))


def test_output_that_nobody_reads(root: Path) -> None:
    """When the reader goes away early the command ends quietly."""
    for number in range(300):
        factories.write(root / "cases" / f"broken-{number}.yml", BROKEN)
    command = [sys.executable, "-m", "casebook", "check", "--format", "json"]
    with subprocess.Popen(
        command, cwd=root, env=sites.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        complained = process.stderr.read().decode()
        code = process.wait(sites.PATIENCE)

    assert code == 1
    assert "Traceback" not in complained
    assert "BrokenPipe" not in complained


def test_terminal_gets_colours(root: Path) -> None:
    """On a terminal the report is coloured; in a pipe it is not."""
    factories.write(root / "cases" / "broken.yml", BROKEN)
    code, told = _at_a_terminal(root, ["check"], [])
    assert code == 1
    assert "\x1b[31m" in told

    ran = sites.run("check", cwd=root)
    assert ran.returncode == 1
    assert "\x1b" not in ran.stdout + ran.stderr


def _at_a_terminal(root: Path, arguments: list[str], answers: list[str]) -> tuple[int, str]:
    """Run the command at a terminal of its own, type the answers, and return code and screen."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "casebook", *arguments]
    with subprocess.Popen(
        command, cwd=root, env=sites.environment(), stdin=theirs, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        screen, waiting = b"", list(answers)
        while select.select([ours], [], [], sites.PATIENCE)[0]:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # the other end of a terminal is closed
                break
            if not piece:
                break
            screen += piece
            if waiting and screen.endswith(b": "):
                os.write(ours, waiting.pop(0).encode() + b"\n")
                screen += b"\n"
        os.close(ours)
        return process.wait(sites.PATIENCE), screen.decode()


# new

_OPTIONS = {
    "title": "Beta's chatbot quoted a wrong price in 2024",
    "summary": "In May 2024 a chatbot quoted a price that was wrong. The shop admits it; "
    "how often it happened is only claimed.",
    "kind": "incident",
    "disclosed": "2024-05-06",
    "fact": "The chatbot quoted a wrong price: 5 instead of 50.",
    "source-title": 'Shop "sorry" for its bot',
    "source-publisher": "The Daily",
    "source-url": "https://daily.example/bot",
}
_ARGUMENTS = [part for name, value in _OPTIONS.items() for part in (f"--{name}", value)]


def test_new_by_options(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With all options a case is written that passes the check as a draft."""
    assert main(["new", *_ARGUMENTS]) == 0
    path = root / "cases" / "beta-s-chatbot-quoted-wrong-2024.yml"
    data = yaml.safe_load(path.read_text("utf-8"))

    assert data["title"] == _OPTIONS["title"]
    assert data["facts"][0]["text"] == _OPTIONS["fact"]
    assert data["sources"][0]["title"] == _OPTIONS["source-title"]
    assert "casebook check cases/beta-s-chatbot" in capsys.readouterr().err
    assert main(["check", str(path)]) == 0
    assert list(load(root).corpus.drafts) == [path.stem]


def test_new_with_a_name(root: Path) -> None:
    """The file takes the id that is given."""
    assert main(["new", "beta-bot-2024", *_ARGUMENTS]) == 0
    assert yaml.safe_load((root / "cases" / "beta-bot-2024.yml").read_text("utf-8"))["id"] == (
        "beta-bot-2024"
    )


@pytest.mark.parametrize("name", ["Beta Bot", "../escape", "a/b", "x" * 81, "-a"])
def test_new_refuses_a_name_that_is_no_id(
    root: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """A name that is not an id, or leads out of the folder, is misuse and writes nothing."""
    before = sites.content(root)

    assert main(["new", *_ARGUMENTS, "--", name]) == 2
    assert capsys.readouterr().err.startswith("casebook: ")
    assert sites.content(root) == before


def test_new_never_writes_over_a_case(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An id that is taken is misuse, and the file there stays as it is."""
    before = sites.content(root)

    assert main(["new", "acme-refund-bot", *_ARGUMENTS]) == 2
    assert "exists already" in capsys.readouterr().err
    assert sites.content(root) == before


def test_new_with_a_title_that_is_taken(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the id made from the title is taken another one is asked for, and nothing is written."""
    assert main(["new", *_ARGUMENTS]) == 0
    before = sites.content(root)

    assert main(["new", *_ARGUMENTS]) == 2
    assert "exists already" in capsys.readouterr().err
    assert sites.content(root) == before


def test_new_tells_what_the_check_finds(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text that a rule is against is written, told with its line, and the exit code is 1."""
    values = _OPTIONS | {"fact": "The bot quoted <b>5</b> instead of 50."}
    arguments = [part for name, each in values.items() for part in (f"--{name}", each)]

    assert main(["new", "beta-bot-2024", *arguments]) == 1
    said = capsys.readouterr()
    assert "cases/beta-bot-2024.yml:9:11: style/markup: " in said.out
    assert "cases/beta-bot-2024.yml written." in said.err


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("kind", "accident", "is no kind"),
        ("kind", "incidnt", "Did you mean `incident`?"),
        ("title", "Short", "--title"),
        ("disclosed", "last week", "--disclosed"),
        ("disclosed", "2024-13", "--disclosed"),
        ("source-url", "javascript:alert(1)", "--source-url"),
        ("summary", "", "--summary"),
    ],
)
def test_new_refuses_a_value_that_does_not_fit(
    root: Path, capsys: pytest.CaptureFixture[str], option: str, value: str, said: str
) -> None:
    """An option whose value breaks the rule of its field is misuse, with the reason."""
    arguments = [
        part for name, each in (_OPTIONS | {option: value}).items() for part in (f"--{name}", each)
    ]

    assert main(["new", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert len(list((root / "cases").iterdir())) == 1


def test_new_without_a_terminal_asks_nobody(root: Path) -> None:
    """Where nobody can be asked a missing option is named, and nothing is written."""
    ran = sites.run("new", "--title", _OPTIONS["title"], cwd=root)

    assert ran.returncode == 2
    assert "--summary is missing, and there is nobody to ask" in ran.stderr
    assert len(list((root / "cases").iterdir())) == 1


def test_new_asks_at_a_terminal(root: Path) -> None:
    """At a terminal each question is asked until its answer fits, and the case passes as a draft."""
    answers = ["Too short", *_OPTIONS.values()]
    answers.insert(answers.index("incident"), "accident")
    code, screen = _at_a_terminal(root, ["new"], answers)

    assert code == 0, screen
    (path,) = [path for path in (root / "cases").iterdir() if path.stem != "acme-refund-bot"]
    assert yaml.safe_load(path.read_text("utf-8"))["title"] == _OPTIONS["title"]
    assert "is no kind" in screen
    assert screen.count("Title") >= 2
    assert main(["check", str(path)]) == 0


def test_new_asks_only_for_what_is_missing(root: Path) -> None:
    """What is given as an option is not asked."""
    given = [
        part for name, value in _OPTIONS.items() if name != "fact" for part in (f"--{name}", value)
    ]
    code, screen = _at_a_terminal(root, ["new", "beta-bot-2024", *given], [_OPTIONS["fact"]])

    assert code == 0, screen
    assert screen.count("One fact") == 1
    assert "Title" not in screen


# schema, publish, export, site


def test_schema_is_written_and_checked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Schemas that differ are named by --check, and written without it."""
    assert main(["schema", "--check"]) == 1
    assert capsys.readouterr().out.count("differs from the models: run `casebook schema`") == len(
        schema.MODELS
    )
    assert not (root / "docs" / "schema").exists()
    assert main(["schema"]) == 0
    assert {path.stem for path in (root / "docs" / "schema").iterdir()} == set(schema.MODELS)
    assert main(["schema", "--check"]) == 0

    factories.write(root / "docs" / "schema" / "case.json", "{}")
    assert main(["schema", "--check"]) == 1
    assert "docs/schema/case.json" in capsys.readouterr().out


def test_publish_enters_new_addresses(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new case lacks its addresses until they are entered; entering twice changes nothing."""
    assert main(["publish", "--check"]) == 0
    factories.write(
        root / "cases" / "new-case.yml", factories.as_yaml(factories.case(id="new-case"))
    )
    path = root / "docs" / "permalinks" / "cases" / "new-case.txt"

    assert main(["publish", "--check"]) == 1
    assert "run `casebook publish`" in capsys.readouterr().out
    assert not path.exists()
    assert main(["publish"]) == 0
    assert "\n/cases/new-case/#claim-thousands\n" in path.read_text("utf-8")
    assert main(["publish", "--check"]) == 0
    assert main(["check"]) == 0
    path.write_text(path.read_text("utf-8") + "/cases/new-case/\n", "utf-8")
    assert main(["publish", "--check"]) == 1
    assert capsys.readouterr().out.startswith("docs/permalinks/cases/new-case.txt is not as")
    assert main(["publish"]) == 0


@pytest.mark.parametrize("command", [["publish"], ["export", "tree"], ["site"]])
def test_broken_data_goes_no_further(
    root: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """With an error in the data a command tells it, ends with 1 and writes nothing."""
    factories.write(root / "cases" / "broken.yml", BROKEN)
    before = sites.content(root)

    assert main(command) == 1
    assert "cases/broken.yml:" in capsys.readouterr().out
    assert sites.content(root) == before


def test_export_writes_the_tree(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The tree is written to a new folder; a folder that holds something is misuse."""
    assert main(["export", "tree"]) == 0
    assert (root / "tree" / "docs" / "cases" / "acme-refund-bot.md").is_file()
    assert "tree: " in capsys.readouterr().err
    assert main(["export", "tree"]) == 2
    assert "is not an empty folder; name a new one" in capsys.readouterr().err


def test_site_is_built_where_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The site goes into site/, or wherever --output says, with a line for each step."""
    root = sites.lay(tmp_path / "project")
    monkeypatch.chdir(root / "cases")
    monkeypatch.delenv("CONTACT", raising=False)

    assert main(["site"]) == 0
    assert (root / "site" / "index.html").is_file()
    told = capsys.readouterr()
    assert told.out == ""
    assert "Building the pages …" in told.err
    assert f"{root / 'site'}: " in told.err
    assert told.err.count("warning: CONTACT is not set") == 1
    monkeypatch.chdir(root)
    monkeypatch.setenv("CONTACT", "a@b.example")
    factories.write(root / "cases/b-bot.yml", factories.as_yaml(factories.draft(id="b-bot")))
    assert main(["site", "--output", "elsewhere", "--drafts", "--zip", "packed/site.zip"]) == 0
    with zipfile.ZipFile(root / "packed" / "site.zip") as packed:
        assert "casebook-site/cases/b-bot/index.html" in packed.namelist()
    assert (root / "elsewhere" / "cases" / "b-bot" / "index.html").is_file()
    assert not (root / "site" / "cases" / "b-bot").exists()
    told = capsys.readouterr()
    assert "CONTACT" not in told.err
    assert told.err.count("warning: SITE_URL is not set, so sheets, codes and files carry ") == 1
    assert "packed/site.zip: " in told.err
    assert main(["site", "--zip", "site/site.zip"]) == 2
    assert "the site was not packed: site/site.zip is inside the site" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("site_url", "contact", "why"),
    [
        ("", "desk@example.org", "SITE_URL is not set"),
        ("http://example.org/", "desk@example.org", "SITE_URL does not begin with https://"),
        ("https://example.org/", "", "CONTACT is not set"),
    ],
)
def test_a_site_that_should_not_be_published_is_not_built(  # noqa: PLR0913, PLR0917 - three of them are the case
    root: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    site_url: str,
    contact: str,
    why: str,
) -> None:
    """With `--publishable` nothing is built without an address and a contact, and the remedy is said."""
    monkeypatch.setenv("SITE_URL", site_url)
    monkeypatch.setenv("CONTACT", contact)

    assert main(["site", "--publishable"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"casebook: {why}")
    assert said.endswith("CONTACT=casebook@example.org make publishable\n")
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("[gone](nowhere.md)", "nowhere.md"),
        ('<a href="/gone/">x</a>', "site/dead-link"),
        ("<script>let a</script>", "site/inline-code"),
    ],
)
def test_site_that_fails_says_so(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    page: str,
    said: str,
) -> None:
    """A site that cannot be made ends with 1, says why, and that the old one is as it was."""
    root = sites.lay(tmp_path / "project")
    monkeypatch.chdir(root)
    factories.write(root / "docs" / "about" / "index.md", f"# About\n\n{page}\n")

    assert main(["site"]) == 1
    told = capsys.readouterr()
    assert said in told.out
    assert told.err.endswith("The site was not built.\n")
    factories.write(root / "site" / "index.html", "old")
    assert main(["site"]) == 1
    assert capsys.readouterr().err.endswith("The site was not built. The old one is as it was.\n")


class _Standing:
    """A live server that does not wait for anyone: it looks at the files once and is stopped."""

    def __init__(self, *given: Any) -> None:
        self.preview, self.refresh, *self.place = given
        self.watched: list[str] = []
        self.ended = False
        _Standing.last = self

    last: _Standing

    def watch(self, path: str) -> None:
        self.watched.append(path)

    def serve(self) -> None:
        logging.getLogger("mkdocs.livereload").info("Serving on %s", self.place)
        self.refresh()
        raise KeyboardInterrupt

    def shutdown(self) -> None:
        self.ended = True


@pytest.mark.parametrize("changed", [False, True])
def test_serve_listens_where_it_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    changed: bool,
) -> None:
    """The live server takes the address, watches all that makes the site, and starts anew if the program changed."""
    root = sites.lay(tmp_path / "project")
    monkeypatch.chdir(root)
    started: list[str] = []
    monkeypatch.setattr("casebook.site.live.Server", _Standing)
    monkeypatch.setattr("casebook.commands.serve._Program.changed", lambda _program: changed)
    monkeypatch.setattr("os.execv", lambda program, _arguments: started.append(program))

    assert main(["serve", "--address", "[::1]:8001"]) == 0
    told = capsys.readouterr()
    server = _Standing.last
    assert server.place == ["::1", 8001]
    assert server.ended
    assert [
        str(root / name) for name in ("cases", "docs", "scripts", "mkdocs.yml")
    ] == server.watched
    assert told.out.startswith("Reading the cases …\n")
    assert "Serving on" in told.out
    assert ("The program has changed: starting again." in told.out) is changed
    assert started == ([sys.executable] if changed else [])
    assert told.err == "\nStopped.\n"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("8000", "`8000` is no address to listen at. Write host and port"),
        ("127.0.0.1:", "`127.0.0.1:` is no address to listen at."),
        ("192.0.2.1:8000", "Nothing can be served at 192.0.2.1:8000 ("),
        ("127.0.0.1:70000", "`127.0.0.1:70000` is no address to listen at."),
        ("127.0.0.1:" + "9" * 5000, "is no address to listen at."),
        ("a" * 70 + ":8000", "is no address to listen at."),
        ("\u0661.example..:8000", "is no address to listen at."),
    ],
)
def test_serve_refuses_a_place_that_is_none(
    root: Path, capsys: pytest.CaptureFixture[str], address: str, said: str
) -> None:
    """An address where nothing can listen is told at once, with one that works."""
    del root
    assert main(["serve", "--address", address]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "--address 127.0.0.1:8123" in told


def test_serve_on_a_busy_port_says_what_to_do(root: Path) -> None:
    """Where something listens already, the command ends before it makes a page, and says how to go on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        ran = sites.run("serve", "--address", address, cwd=root)

    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith(f"casebook: Something is served at {address} already")
    assert ran.stderr.endswith("casebook serve --address 127.0.0.1:8123\n")


# As a process


@pytest.mark.unmeasured
def test_module_and_program_are_the_same(root: Path) -> None:
    """``python -m casebook`` and the installed ``casebook`` do the same."""
    program = Path(sys.executable).parent / "casebook"
    ran = [sites.run("check", cwd=root), sites.process([str(program), "check"], root)]

    assert [(each.returncode, each.stdout) for each in ran] == [(0, "")] * 2
    assert ran[0].stderr == ran[1].stderr


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("arguments", "code"), [(["check"], 0), (["check", "no.yml"], 1), (["no"], 2)]
)
def test_exit_codes_of_the_process(root: Path, arguments: list[str], code: int) -> None:
    """The process ends with 0, 1 or 2, as scripts rely on."""
    assert sites.run(*arguments, cwd=root).returncode == code


def test_every_command_has_its_module() -> None:
    """Each command that the line knows is a module that says what it does."""
    folder = Path(cli.__file__).parent / "commands"

    stems = {path.stem for path in folder.glob("[!_]*.py")}

    assert {stem.removesuffix("_") for stem in stems} == set(COMMANDS)


def test_a_folder_may_be_called_like_a_command(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command is the first word that is neither an option nor its value."""
    factories.write(root / "site" / "index.html", "x")
    (root / "check").symlink_to(root)

    assert main(["compare", "site", "site"]) == 0
    assert main(["--root", "check", "compare", "site", "site"]) == 0
    assert capsys.readouterr().err == ""
