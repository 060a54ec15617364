"""``casebook check --watch`` as a real process: it prints again on change and stops cleanly."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import factories
import pytest
from casebook.cli import main
from support import sites

WAITING = "Waiting for changes"


class Watching:
    """A check that watches, at a terminal of its own."""

    def __init__(self, process: subprocess.Popen[bytes], screen: int) -> None:
        self.process, self._screen, self._said = process, screen, b""

    def until(self, words: str) -> str:
        """Everything said since the last call, once it ends with these words."""
        limit = time.monotonic() + sites.PATIENCE
        while words.encode() not in self._said:
            assert time.monotonic() < limit, self._said.decode()
            if select.select([self._screen], [], [], 1)[0]:
                try:
                    self._said += os.read(self._screen, 65536)
                except OSError:  # the other end is closed
                    break
        said, self._said = self._said.decode(), b""
        return said

    def stop(self) -> tuple[int, str]:
        """Press Ctrl-C, and return the exit code and the last words."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(sites.PATIENCE), self.until("Stopped.")


def _heed_interrupts() -> None:
    """Undo what a shell does to a test run in the background: it has Ctrl-C ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def _watch(root: Path, *arguments: str, lines: int = 40) -> Iterator[Watching]:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, 100, 0, 0))
    command = [sys.executable, "-m", "casebook", "check", "--watch", *arguments]
    with subprocess.Popen(
        command,
        cwd=root,
        env=sites.environment(),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        preexec_fn=_heed_interrupts,  # noqa: PLW1509 - nothing else runs in these tests
    ) as process:
        os.close(theirs)
        try:
            yield Watching(process, ours)
        finally:
            process.kill()
            os.close(ours)


def _save(path: Path, text: str) -> None:
    """Write a file at one stroke, as editors do: else it may be seen while it is empty still."""
    beside = factories.write(path.with_name(f".{path.name}.new"), text)
    beside.rename(path)


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    return factories.write_project(tmp_path / "project")


def test_it_prints_again_on_change_and_stops(root: Path) -> None:
    """A mistake appears on a clean screen with the file that changed, goes when mended; Ctrl-C ends with 0."""
    path = root / "cases" / "acme-refund-bot.yml"
    text = path.read_text("utf-8")
    with _watch(root, "--quiet") as watching:
        first = watching.until(WAITING)
        _save(path, text.replace("title:", "titel:"))
        broken = watching.until(WAITING)
        _save(path, text)
        mended = watching.until(WAITING)
        code, last = watching.stop()

    assert "0 problems" in first
    assert "Changed" not in first
    assert (
        broken.lstrip("\r\n")
        .split("\x1b[2J\x1b[H")[1]
        .startswith("Changed: cases/acme-refund-bot.yml")
    )
    assert "shape/unknown-key" in broken
    assert "0 problems" in mended
    assert "shape/unknown-key" not in mended
    assert (code, "Stopped." in last, "Traceback" in last) == (0, True, False)


def test_one_screen_is_enough(root: Path) -> None:
    """What does not fit on the screen is counted, mistakes come before warnings."""
    text = factories.as_yaml(
        factories.case(id="new-bot", claims=None, lessons=None, harms=None, actors=None)
    )
    (root / "cases" / "new-bot.yml").write_text(text, "utf-8")
    with _watch(root, lines=11) as watching:
        said = watching.until(WAITING)
        watching.stop()

    assert "… and " in said
    assert said.count("\n") <= 11
    assert "publication/incomplete" in said
    assert "warning" not in said.partition("checked: ")[0]


def test_only_the_named_file_is_checked(root: Path, tmp_path: Path) -> None:
    """With a path only that file is checked, wherever it lies; other files and hidden ones are passed over."""
    draft = factories.write(
        tmp_path / "elsewhere" / "draft.yml", factories.as_yaml(factories.draft(id="draft"))
    )
    with _watch(root, str(draft)) as watching:
        assert "1 file checked: 0 problems." in watching.until(WAITING)
        (draft.parent / ".draft.yml.swp.yml").write_text("x", "utf-8")
        (draft.parent / "notes.txt").write_text("x", "utf-8")
        _save(draft, "id: [\n")
        said = watching.until(WAITING)
        watching.stop()

    assert said.count("Changed: ") == 1
    assert f"Changed: {draft}" in said.replace("\r\n", "")
    assert "yaml/syntax" in said


@pytest.mark.parametrize("arguments", [["--format", "json"], ["--since", "nowhere"]])
def test_what_cannot_be_watched(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """A format for programs, or a revision that is not there, is misuse."""
    assert main(["--root", str(root), "check", "--watch", *arguments]) == 2
    assert capsys.readouterr().err.startswith("casebook: ")


def test_in_a_pipe_everything_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a terminal nothing is cleared and nothing is cut; an interrupt while checking stops too."""
    for number in range(30):
        factories.write(root / "cases" / f"broken-{number}.yml", "id: [\n")

    def watched(*_folders: Path, **_options: object) -> Iterator[set[tuple[int, str]]]:
        yield set()
        yield set()
        yield {(1, str(root / "cases" / "broken-0.yml"))}
        raise KeyboardInterrupt

    monkeypatch.setattr("watchfiles.watch", watched)

    assert main(["--root", str(root), "check", "--watch"]) == 0
    told = capsys.readouterr()
    assert told.out.count("yaml/syntax") == 60
    assert "\x1b" not in told.out
    assert "… and" not in told.out
    assert told.err.endswith("\nStopped.\n")


def test_a_watch_that_ends_by_itself_is_no_failure(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Should the watch end without Ctrl-C, the command ends quietly with it."""
    monkeypatch.setattr("watchfiles.watch", lambda *_folders, **_options: iter([set()]))

    assert main(["--root", str(root), "check", "--watch"]) == 0
    assert "Stopped." not in capsys.readouterr().err
