"""The build: a whole new site, or the old one byte for byte."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import time
from pathlib import Path

import factories
import pytest
import yaml
from casebook.base.settings import Settings
from casebook.downloads.workshop import Batch
from casebook.search import index as searchindex
from casebook.site import build as building
from casebook.site import linkcheck as sitecheck
from casebook.site.build import BuildFailedError, Built, build
from support import sites


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take back what a build puts into the environment."""
    for name in ("SOURCE_DATE_EPOCH", "NO_MKDOCS_2_WARNING"):
        monkeypatch.setenv(name, "1")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small project that builds."""
    return sites.lay(tmp_path / "project")


@pytest.fixture
def old(root: Path) -> Path:
    """A site that stands there already."""
    target = root / "site"
    factories.write(target / "index.html", "the old site")
    factories.write(target / "deep" / "page.html", "one of its pages")
    return target


def _build(root: Path, target: Path) -> Built:
    return build(root, Settings("https://example.org/"), target, lambda _step: None)


def _as_it_was(target: Path) -> bool:
    alone = [path.name for path in target.parent.iterdir() if "site" in path.name] == ["site"]
    pages = {path.name: path.read_text("utf-8") for path in target.rglob("*") if path.is_file()}
    return alone and pages == {"index.html": "the old site", "page.html": "one of its pages"}


def test_success_swaps_the_new_site_in(root: Path, old: Path) -> None:
    """The new site takes the place of the old one, and nothing else is left beside it."""
    built = _build(root, old)

    assert built.ok
    assert built.pages > 20
    assert (old / "cases" / "acme-refund-bot" / "index.html").is_file()
    assert (old / "pagefind" / "pagefind.js").is_file()
    assert not (old / "deep").exists()
    assert [path.name for path in root.iterdir() if "site" in path.name] == ["site"]


@pytest.mark.unmeasured
def test_first_site_is_made_with_the_folders_above_it(root: Path) -> None:
    """A target that does not exist, in a folder that does not exist, is made."""
    assert _build(root, root / "out" / "site").ok
    assert [path.name for path in (root / "out").iterdir()] == ["site"]


def test_steps_are_said(root: Path) -> None:
    """Whoever waits is told each step as it begins."""
    said: list[str] = []
    build(root, Settings(), root / "site", said.append)

    assert said[0] == "Checking cases and lists"
    assert len(said) >= 3


def test_problem_in_the_data_leaves_the_old_site(root: Path, old: Path) -> None:
    """A case with an error stops the build before anything is rendered."""
    factories.write(root / "cases" / "broken.yml", "title: [")
    built = _build(root, old)

    assert not built.ok
    assert built.problems
    assert _as_it_was(old)


@pytest.mark.unmeasured
def test_warning_in_the_data_does_not_stop_the_build(root: Path, old: Path) -> None:
    """A warning is handed on with the site that was made."""
    factories.forget_addresses(root)
    built = _build(root, old)

    assert built.ok
    assert {problem.severity for problem in built.problems} == {"warning"}
    assert built.pages


def test_mkdocs_warning_leaves_the_old_site(root: Path, old: Path) -> None:
    """A hand-written page with a link to nowhere stops the build with MkDocs' own words."""
    factories.write(root / "docs" / "about" / "index.md", "# About\n\n[gone](nowhere.md)\n")

    with pytest.raises(BuildFailedError, match=r"nowhere\.md"):
        _build(root, old)
    assert _as_it_was(old)


def test_broken_configuration_leaves_the_old_site(root: Path, old: Path) -> None:
    """A mkdocs.yml that MkDocs refuses stops the build."""
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("nonsense_option: true\nuse_directory_urls: perhaps\n")

    with pytest.raises(BuildFailedError):
        _build(root, old)
    assert _as_it_was(old)


def test_dead_link_leaves_the_old_site(root: Path, old: Path) -> None:
    """A dead link in ready HTML, which MkDocs does not see, stops the build and is named."""
    about = '# About\n\n<a href="/cases/no-such-case/">gone</a>\n'
    factories.write(root / "docs" / "about" / "index.md", about)
    built = _build(root, old)

    assert not built.ok
    assert {problem.rule for problem in built.problems} == {"site/dead-link"}
    assert any("no-such-case" in problem.message for problem in built.problems)
    assert _as_it_was(old)


def test_inline_script_leaves_the_old_site(root: Path, old: Path) -> None:
    """Code that the policy of the page would block stops the build."""
    about = "# About\n\n<script>let a = 1;</script>\n"
    factories.write(root / "docs" / "about" / "index.md", about)
    built = _build(root, old)

    assert {problem.rule for problem in built.problems} == {"site/inline-code"}
    assert _as_it_was(old)


@pytest.mark.unmeasured
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("docs/about/index.md", "# About\n\n[Away](nowhere.md)\n"),
        ("cases/other-name.yml", yaml.safe_dump(factories.case())),
        ("docs/about/index.md", "# About\n\nWords.\n"),
    ],
)
def test_what_others_began_is_let_go(
    root: Path, monkeypatch: pytest.MonkeyPatch, path: str, text: str
) -> None:
    """Whether pages fail, a rule refuses a case or all is well, nothing that was begun goes on after it."""
    ended: list[Batch] = []
    close = Batch.close

    def told(batch: Batch) -> None:
        ended.append(batch)
        close(batch)

    monkeypatch.setattr(Batch, "close", told)
    factories.write(root / path, text)

    with contextlib.suppress(BuildFailedError):
        _build(root, root / "site")
    assert (root / "site").exists() is ("Words." in text)
    assert ended


def test_failing_index_leaves_the_old_site(
    root: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A search index that is not whole stops the build."""

    def refuse(_index: Path) -> int:
        message = "the search index is not whole"
        raise searchindex.IndexFailedError(message)

    monkeypatch.setattr(searchindex, "_verified", refuse)

    with pytest.raises(BuildFailedError, match="not whole"):
        _build(root, old)
    assert _as_it_was(old)


def test_defect_in_a_step_leaves_the_old_site(
    root: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even an error nobody foresaw leaves the old site and no folder beside it."""

    def burst(*_arguments: object) -> None:
        message = "a defect"
        raise ZeroDivisionError(message)

    monkeypatch.setattr(sitecheck, "check", burst)

    with pytest.raises(ZeroDivisionError, match="a defect"):
        _build(root, old)
    assert _as_it_was(old)


def _stop_while_checking(monkeypatch: pytest.MonkeyPatch, root: Path, old: Path) -> None:
    """Build, and press Ctrl-C when the links are looked over."""

    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sitecheck, "check", stop)
    with pytest.raises(KeyboardInterrupt):
        _build(root, old)


def test_stop_by_hand_leaves_the_old_site(
    root: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the middle leaves the old site and no folder beside it."""
    _stop_while_checking(monkeypatch, root, old)

    assert _as_it_was(old)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_a_build_that_is_told_to_end_leaves_nothing(root: Path, old: Path, tmp_path: Path) -> None:
    """A service that cancels a job sends SIGTERM: the old site stays, and no folder is left half-written."""
    own = tmp_path / "own"
    own.mkdir()
    command = [sys.executable, "-m", "casebook", "--root", str(root), "site"]
    with subprocess.Popen(
        command, env={**os.environ, "TMPDIR": str(own)}, stderr=subprocess.PIPE, text=True
    ) as ran:
        while not list(root.glob(".site-*/site/*")):
            assert ran.poll() is None
            time.sleep(0.01)
        ran.terminate()
        _, said = ran.communicate(timeout=60)

    assert ran.returncode == 2
    assert said.endswith("casebook: stopped\n")
    assert _as_it_was(old)
    assert list(own.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_what_a_killed_build_left_goes_with_the_next(root: Path, old: Path) -> None:
    """A build that is killed can clear nothing up: the old site stays, and the next build removes the rest."""
    command = [sys.executable, "-m", "casebook", "--root", str(root), "site"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as ran:
        while not list(root.glob(".site-*/site/*")):
            assert ran.poll() is None
            time.sleep(0.01)
        ran.kill()
    left = list(root.glob(".site-*"))

    assert len(left) == 1
    assert (old / "index.html").read_text("utf-8") == "the old site"
    assert _build(root, old).ok
    assert [path.name for path in root.iterdir() if "site" in path.name] == ["site"]


def test_a_build_killed_in_the_middle_of_the_swap_is_taken_back(
    root: Path, old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the old site was moved aside and no new one came, even a build that fails puts it back."""
    left = root / ".site-killed"
    left.mkdir()
    (left / "building").touch()
    old.rename(left / "old")

    _stop_while_checking(monkeypatch, root, old)

    assert _as_it_was(old)


def test_a_build_leaves_the_folder_of_another_build_alone(root: Path, old: Path) -> None:
    """What another build is writing beside the same site stays, and so does what no build made."""
    (root / ".site-notes").mkdir()
    with building._beside(old) as other:
        assert _build(root, old).ok
        assert other.is_dir()
    assert not other.exists()
    assert (root / ".site-notes").is_dir()


def test_failing_swap_puts_the_old_site_back(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the new site cannot be moved into place the old one returns there."""
    staging = old.parent / ".site-x" / "site"
    factories.write(staging / "index.html", "the new site")
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self == staging:
            message = "no room"
            raise OSError(message)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)

    with pytest.raises(OSError, match="no room"):
        building._swap(staging, old)
    assert (old / "index.html").read_text("utf-8") == "the old site"


def test_failing_first_swap_leaves_nothing(tmp_path: Path) -> None:
    """If there was no site before, none is there after a move that failed."""
    with pytest.raises(FileNotFoundError):
        building._swap(tmp_path / "x" / "site", tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_mkdocs_logger_is_left_alone(root: Path, old: Path) -> None:
    """A build adds no listener to MkDocs' log that stays."""
    logger = logging.getLogger("mkdocs")
    before = list(logger.handlers)
    _build(root, old)

    assert logger.handlers == before


# The day of a build


def _commit(root: Path, day: str) -> None:
    who = ["-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false"]
    when = sites.environment(GIT_AUTHOR_DATE=day, GIT_COMMITTER_DATE=day)
    for command in (["init", "-q"], [*who, "commit", "-q", "--allow-empty", "-m", "x"]):
        subprocess.run(["git", *command], cwd=root, env=when, check=True)


def test_day_of_a_site_is_that_of_its_commit(root: Path) -> None:
    """The last commit of the project gives the time of the build."""
    _commit(root, "2024-05-06T07:08:09Z")

    assert building.commit_time(root) == "1714979289"


def test_outside_git_time_stands_still(tmp_path: Path) -> None:
    """A project without history, or without a commit, is built as of 1970."""
    assert building.commit_time(tmp_path) == "0"
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    assert building.commit_time(tmp_path) == "0"


def test_without_git_time_stands_still(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where git is not installed the build goes on, as of 1970."""
    monkeypatch.setenv("PATH", str(tmp_path))

    assert building.commit_time(tmp_path) == "0"


@pytest.mark.unmeasured
def test_day_in_the_environment_is_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A SOURCE_DATE_EPOCH that is set already decides the dates in the site."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    _build(root, root / "site")

    assert "1970-01-02" in (root / "site" / "sitemap.xml").read_text("utf-8")
