"""``casebook check --since``: the gate between an earlier revision and the files on disk."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import threading
from pathlib import Path

import factories
import pytest
from casebook.cli import main
from casebook.history import revisions as history
from support import revisions, sites

CASE = "cases/acme-refund-bot.yml"


@pytest.fixture(name="root")
def _root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A committed project, which is also the folder the test stands in."""
    root = factories.write_project(tmp_path / "project")
    revisions.commit(root)
    monkeypatch.chdir(root)
    return root


def _mend(root: Path, old: str, new: str, name: str = CASE) -> None:
    text = (root / name).read_text("utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new), "utf-8")


def _corrected(root: Path) -> None:
    factories.write(
        root / CASE,
        factories.as_yaml(
            factories.case(
                title="Acme's shop bot promised refunds that nobody paid in 2023",
                record={
                    "status": "published",
                    "created": "2024-05-01",
                    "updated": "2024-06-01",
                    "review_due": "2025-05-01",
                    "corrections": [
                        {"on": "2024-06-01", "what": "The year.", "why": "It was wrong."}
                    ],
                },
            )
        ),
    )


def test_nothing_changed(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same files as in the revision are in order."""
    assert main(["check", "--quiet", "--since", "HEAD"]) == 0
    assert "0 problems" in capsys.readouterr().err


def test_a_change_of_substance_needs_a_correction(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The place of the change, the rule, the remedy and the help address are told; a correction settles it."""
    _mend(root, "paid in 2024", "paid in 2023")

    assert main(["check", "--since", "HEAD", "--format", "json"]) == 1
    (problem,) = (
        p for p in json.loads(capsys.readouterr().out)["problems"] if p["severity"] == "error"
    )
    assert (problem["path"], problem["line"], problem["column"]) == (CASE, 2, 1)
    assert problem["rule"] == "corrections/missing"
    assert problem["help"].endswith("contribute/rules/#corrections-missing")
    assert "record.corrections" in problem["remedy"]
    assert main(["check"]) == 0

    _corrected(root)
    assert main(["check", "--since", "HEAD"]) == 0


def test_layout_slips_and_drafts_are_free(root: Path) -> None:
    """Comments, order and slips need no correction, nor does a draft or its first publication."""
    factories.write(root / "cases" / "draft.yml", factories.as_yaml(factories.draft(id="draft")))
    revisions.commit(root)
    data = dict(reversed(factories.case().items()))
    data["why_it_matters"][0]["text"] = "The bot speeks for you."
    factories.write(root / CASE, "# A note\n" + factories.as_yaml(data))
    factories.write(root / "cases" / "draft.yml", factories.as_yaml(factories.case(id="draft")))

    assert main(["check", "--since", "HEAD"]) == 0


def test_only_the_cases_that_are_named(root: Path) -> None:
    """With paths the comparison keeps to these cases and leaves the addresses alone."""
    other = factories.case(id="other-bot")
    factories.write(root / "cases" / "other-bot.yml", factories.as_yaml(other))
    revisions.commit(root)
    _mend(root, "paid in 2024", "paid in 2023")
    factories.forget_addresses(root)

    assert main(["check", "cases/other-bot.yml", "--since", "HEAD"]) == 0
    assert main(["check", CASE, "--since", "HEAD"]) == 1


def test_a_file_that_is_gone_loses_its_addresses(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A deleted case is told, although its lines were taken out of the ledger too, until they lead on."""
    other = factories.case(id="other-bot")
    factories.write(root / "cases" / "other-bot.yml", factories.as_yaml(other))
    revisions.commit(root)
    (root / "cases" / "other-bot.yml").unlink()

    assert main(["check", "--since", "HEAD"]) == 1
    assert "`/cases/other-bot/` is gone, and the ledger has lost it" in capsys.readouterr().out
    main(["check", "--since", "HEAD"])
    gone = re.findall(r"`(/[^`]+)` is gone", capsys.readouterr().out)
    moved = "".join(f"{page} -> /cases/acme-refund-bot/ because it was merged\n" for page in gone)
    factories.write(root / "docs" / "permalinks" / "cases" / "other-bot.txt", moved)
    assert main(["check", "--since", "HEAD"]) == 0


def test_a_check_pattern_or_clause_that_is_gone(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The addresses of lists count as well, recorded or not."""
    factories.forget_addresses(root)
    revisions.commit(root)
    _mend(root, "no-owner", "no-one", "docs/patterns/no-owner.yml")
    (root / "docs" / "patterns" / "no-owner.yml").rename(root / "docs" / "patterns" / "no-one.yml")
    _mend(root, "pattern: no-owner", "pattern: no-one")
    _mend(root, "COM-01", "COM-02", "docs/checklists/communication.yml")
    _mend(root, "COM-01", "COM-02")
    _mend(root, "2.1", "2.2", "docs/frameworks/handbook.yml")
    _mend(root, "'2.1'", "'2.2'", "docs/checklists/security.yml")

    main(["check", "--since", "HEAD"])
    told = capsys.readouterr().out

    for address in (
        "/patterns/no-owner/",
        "/checks/com-01/",
        "/checklists/communication/#com-01",
        "/frameworks/handbook/#clause-2-1",
    ):
        assert f"`{address}` is gone" in told


def test_a_broken_file_is_told_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A case that cannot be read is not called changed, and its addresses are not called lost."""
    factories.write(root / CASE, "id: [\n")

    assert main(["check", "--since", "HEAD"]) == 1
    told = capsys.readouterr().out
    assert "yaml/syntax" in told
    assert "corrections/" not in told
    assert "permalinks/erased" not in told


def test_a_case_that_was_broken_cannot_be_compared(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the earlier version is no YAML, a warning says that nothing was compared."""
    text = (root / CASE).read_text("utf-8")
    factories.write(root / CASE, "id: [\n")
    revisions.commit(root)
    factories.write(root / CASE, text)

    assert main(["check", "--since", "HEAD"]) == 0
    assert "corrections/not-compared: warning" in capsys.readouterr().out


def test_a_withdrawn_case_says_so(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """To withdraw a case is a change of substance; a case taken back to draft loses its address."""
    reason = "status: withdrawn\n  withdrawn_because: Too little of it holds."
    _mend(root, "status: published", reason)
    assert main(["check", "--since", "HEAD"]) == 1
    assert "`status` is another" in capsys.readouterr().out

    _mend(root, reason, "status: draft")
    assert main(["check", "--since", "HEAD"]) == 1
    assert "permalinks/lost" in capsys.readouterr().out


def test_two_changes_of_status_on_one_day(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A status that changes again on the day of its last look is in order if the correction has that day."""
    _corrected(root)
    text = (root / CASE).read_text("utf-8")
    text = text.replace("paid in 2023", "paid in 2024").replace(
        "as_of: '2024-05-01'", "as_of: '2024-06-01'"
    )
    factories.write(root / CASE, text)
    revisions.commit(root)
    again = "  - {on: 2024-06-01, what: The status., why: A count came out.}\n"
    text = text.replace("status: denied", "status: disputed").replace(
        "Acme denies the number; nobody has shown one.",
        "A count of the regulator stands against it.",
    )
    text = text.replace(
        "  answers:",
        "  history:\n  - {on: 2024-06-01, status: denied, reason: A count came out.}\n  answers:",
    )
    factories.write(root / CASE, text + again)

    assert main(["check", "--since", "HEAD"]) == 0, capsys.readouterr().out
    factories.write(
        root / CASE, text + again.replace("06-01", "06-02").replace("on: 2024-06-02, s", "s")
    )
    assert main(["check", "--since", "HEAD"]) == 1
    assert "corrections/status-day" in capsys.readouterr().out


# Revisions


def test_what_others_changed_meanwhile_is_not_ours(root: Path) -> None:
    """A branch is compared with the point where it left the other, not with what came there later."""
    revisions.git(root, "switch", "--quiet", "-c", "mine")
    revisions.git(root, "switch", "--quiet", "main")
    _corrected(root)
    revisions.commit(root, "A correction on main")
    revisions.git(root, "switch", "--quiet", "mine")

    assert main(["check", "--since", "main"]) == 0


def test_unrelated_histories_are_compared_as_they_are(root: Path) -> None:
    """Without a common ancestor the revision itself is read."""
    revisions.git(root, "switch", "--quiet", "--orphan", "other")
    factories.write_project(root)
    _corrected(root)
    revisions.commit(root)
    revisions.git(root, "switch", "--quiet", "main")

    assert main(["check", "--since", "other"]) == 1


def test_a_project_below_the_top_of_its_repository(tmp_path: Path) -> None:
    """Paths are those of the project, wherever it lies in the repository."""
    root = factories.write_project(tmp_path / "top" / "casebook")
    revisions.commit(tmp_path / "top")
    _mend(root, "paid in 2024", "paid in 2023")

    assert list(history.at(root, "HEAD").files) == [CASE]


@pytest.mark.parametrize("digits", ["sha1", "sha256"])
def test_only_files_that_differ_are_read(tmp_path: Path, digits: str) -> None:
    """Both kinds of digest that git knows are recognised, and links and other files are passed over."""
    root = factories.write_project(tmp_path / "project")
    revisions.git(root.parent, "init", "--quiet", f"--object-format={digits}", str(root))
    (root / "cases" / "link.yml").symlink_to("nowhere.yml")
    revisions.commit(root)
    before = (root / CASE).read_bytes()
    (root / CASE).unlink()
    (root / "docs" / "vocabulary.yml").write_text("", "utf-8")

    past = history.at(root, "HEAD").files

    assert sorted(past) == [CASE, "cases/link.yml", "docs/vocabulary.yml"]
    assert past[CASE] == before


def test_a_case_that_became_a_pipe_is_not_waited_for(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no file, such as a link to a device, is told and not read: it need not end."""
    (root / CASE).unlink()
    os.mkfifo(root / CASE)
    writer = os.open(root / CASE, os.O_RDWR)
    # Ends a reading that should not be.
    given_up = threading.Timer(sites.PATIENCE, os.close, [writer])
    given_up.start()

    assert main(["check", "--since", "HEAD"]) == 1
    assert f"{CASE}:1:1: yaml/unreadable: the file is a device or a pipe" in capsys.readouterr().out
    assert list(history.at(root, "HEAD").files) == [CASE]
    assert not given_up.finished.is_set()
    given_up.cancel()
    os.close(writer)


def test_an_unknown_revision_is_misuse(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A revision that is not there is named, also one that looks like an option."""
    for revision in ("nowhere", "--help", "-x", ""):
        assert main(["check", f"--since={revision}"]) == 2
        assert f"git knows no revision `{revision}`" in capsys.readouterr().err


def test_a_shallow_clone_says_so(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where only the newest commit was fetched, the way to get the rest is named."""
    first = revisions.git(root, "rev-parse", "HEAD")
    revisions.commit(root, "Another")
    shallow = tmp_path / "shallow"
    revisions.git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{root}", str(shallow))

    assert main(["--root", str(shallow), "check", "--since", first]) == 2
    assert "git fetch --unshallow" in capsys.readouterr().err
    assert main(["--root", str(shallow), "check", "--since", "HEAD"]) == 0


def test_no_repository_is_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without a past is told so."""
    root = factories.write_project(tmp_path / "project")

    assert main(["--root", str(root), "check", "--since", "HEAD"]) == 2
    assert "is not in a git repository" in capsys.readouterr().err


def test_without_git(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where git is not installed, a sentence says so, and a check without the past works."""
    monkeypatch.setattr(shutil, "which", lambda _name: None)

    assert main(["check", "--since", "HEAD"]) == 2
    assert "git is not installed" in capsys.readouterr().err
    assert main(["check"]) == 0


def test_a_repository_that_git_cannot_read(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A damaged repository is told in git's own words."""
    tree = revisions.git(root, "rev-parse", "HEAD:cases")
    (root / ".git" / "objects" / tree[:2] / tree[2:]).unlink()

    assert main(["check", "--since", "HEAD"]) == 2
    assert "git cannot read the past: " in capsys.readouterr().err


def test_the_gate_runs_as_a_process(root: Path) -> None:
    """The command prints like every other problem, for GitHub too."""
    _mend(root, "paid in 2024", "paid in 2023")
    ran = sites.run("check", "--since", "HEAD", "--format", "github", cwd=root)

    assert ran.returncode == 1
    assert f"::error file={CASE},line=2,col=1,title=corrections/missing::" in ran.stdout


def test_git_is_asked_without_a_checkout(root: Path) -> None:
    """Neither the files on disk nor the state of git change."""
    _mend(root, "paid in 2024", "paid in 2023")
    before = sites.content(root)
    main(["check", "--since", "HEAD"])

    assert sites.content(root) == before
    assert subprocess.run(["git", "diff", "--quiet"], cwd=root, check=False).returncode == 1


@pytest.mark.parametrize(
    ("history", "told"),
    [
        (["unverified"], True),  # the one that was there before
        ([], True),
        (["unverified", "denied"], False),
        (["denied"], False),
    ],
)
def test_a_history_grows_with_each_change_of_status(
    root: Path, capsys: pytest.CaptureFixture[str], history: list[str], told: bool
) -> None:
    """An earlier entry of the history does not stand for the status that is left now."""

    def case(status: str, reason: str, entries: list[str]) -> str:
        held = [{"on": "2024-04-30", "status": each, "reason": "A look."} for each in entries]
        claim = factories.claim(status=status, reason=reason, history=held or None)
        record = {**factories.case()["record"], "updated": "2024-05-01"}
        return factories.as_yaml(factories.case(claims=[claim], record=record))

    factories.write(root / CASE, case("denied", "Acme denies it.", ["unverified"]))
    revisions.commit(root)
    factories.write(root / CASE, case("disputed", "A count stands against it.", history))

    assert main(["check", "--since", "HEAD"]) == 1
    assert ("corrections/status-history" in capsys.readouterr().out) == told


def test_file_that_cannot_be_read_counts_as_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file whose reading fails has no name in git, so it counts as changed."""

    def fail(_path: Path) -> bytes:
        message = "Input/output error"
        raise OSError(message)

    path = factories.write(tmp_path / "case.yml", "id: a\n")
    assert history._blob(path, 40)
    monkeypatch.setattr(Path, "read_bytes", fail)
    assert history._blob(path, 40) == ""
