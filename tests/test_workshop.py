"""The workshop: files made beside the pages, in other processes where that is safe."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from casebook.base import garbage as collecting
from casebook.charts import drawing, marks
from casebook.downloads import press, workshop
from casebook.downloads.workshop import Batch, Files, Job, Kept
from support import sites


def _told(path: str) -> Files:
    """A file that says which process made it."""
    return {path: str(os.getpid())}


def _jobs(*names: str) -> dict[str, Job]:
    return {name: Job(lambda name=name: _told(name), (name,)) for name in names}  # type: ignore[misc]


_BEGUN = """
import gc, multiprocessing, os, threading
from casebook.base import garbage as collecting
from casebook.downloads import workshop
from casebook.downloads.workshop import Batch, Job

usual = gc.get_threshold()

def told(name):
    if name == "bad":
        raise ValueError("no such font")
    return {name: f"{os.getpid()} {gc.isenabled() and gc.get_threshold() == usual}"}

def nothing_left():
    here = multiprocessing.active_children(), threading.active_count(), os.listdir(os.environ["TMPDIR"])
    return here == ([], 1, [])

assert workshop.can_fork() or (os.cpu_count() or 1) < 2
workshop.can_fork = lambda: True
with collecting.young_only():
    batch = Batch({n: Job(lambda n=n: told(n), (n,)) for n in NAMES})
"""
"""A process of its own: this one has threads, and must not fork."""
_COLLECTED = """
files = batch.files()
assert list(files) == NAMES
for made in files.values():
    by, collects = made.split()
    assert int(by) != os.getpid()
    assert collects == "True"
assert nothing_left()
"""


def _alone(folder: Path, names: Sequence[str], then: str) -> subprocess.CompletedProcess[str]:
    script = f"NAMES = {list(names)!r}\n{_BEGUN}{then}"
    command = [sys.executable, "-c", script]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        timeout=sites.PATIENCE,
        env={**os.environ, "TMPDIR": str(folder)},
    )


def test_files_come_from_other_processes_in_order(tmp_path: Path) -> None:
    """Where forking is safe, no file is made here, and the order is that of the jobs.

    A process that makes many collects all its garbage, also if this one does not; none is left.
    """
    ran = _alone(tmp_path, "bac", _COLLECTED)

    assert ran.returncode == 0, ran.stderr


def test_files_are_made_here_where_forking_is_not_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere the jobs are done one after the other, when the files are asked for."""
    monkeypatch.setattr(workshop, "can_fork", lambda: False)

    assert Batch(_jobs("a", "b")).files() == dict.fromkeys("ab", str(os.getpid()))


def test_nothing_is_made_twice_from_the_same_things(monkeypatch: pytest.MonkeyPatch) -> None:
    """A job with the same basis is kept; one with another is made anew, and the old one is let go."""
    monkeypatch.setattr(workshop, "can_fork", lambda: False)
    made: list[str] = []

    def make(basis: str) -> Files:
        made.append(basis)
        return {"a": basis}

    def job(basis: str) -> dict[str, Job]:
        return {"a": Job(lambda: make(basis), (basis,))}

    kept: Kept = {}
    assert Batch(job("one"), kept).files() == {"a": "one"}
    assert Batch(job("one"), kept).files() == {"a": "one"}
    assert Batch(job("two"), kept).files() == {"a": "two"}
    assert made == ["one", "two"]
    assert kept == {"a": (("two",), {"a": "two"})}
    assert not Batch({}, kept).files()
    assert not kept


def test_a_failure_in_another_process_is_not_swallowed(tmp_path: Path) -> None:
    """What goes wrong in a job comes out where the files are asked for."""
    failing = (
        "try:\n batch.files()\nexcept ValueError as error:\n print(error)\nassert nothing_left()"
    )
    ran = _alone(tmp_path, ["bad", "b"], failing)

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == "no such font\n"


def test_a_batch_that_nobody_collects_leaves_nothing(tmp_path: Path) -> None:
    """A build that fails ends the processes and empties their folder, once and for all."""
    names = [str(number) for number in range(60)]
    ran = _alone(tmp_path, names, "batch.close()\nassert nothing_left()\nbatch.close()")

    assert ran.returncode == 0, ran.stderr


_KILLED = """
import os, sys, time
from casebook.downloads import workshop
from casebook.downloads.workshop import Batch, Job

def told():
    print("begun", flush=True)
    time.sleep(3600)

workshop.can_fork = lambda: True
Batch({"a": Job(told, ())}).files()
"""


def test_a_build_that_is_killed_leaves_nobody_behind() -> None:
    """Whoever waits for its words hears their end: no other process holds the line open."""
    with subprocess.Popen([sys.executable, "-c", _KILLED], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        process.kill()
        assert process.communicate(timeout=sites.PATIENCE)[0] == b""


def _run_apart(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a group of its own, so that what it sends to its group reaches nobody else."""
    return subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        timeout=sites.PATIENCE,
        start_new_session=True,
        cwd=folder,
        env={**os.environ, **environment},
    )


_STOPPED = """
import os, signal, time
from pathlib import Path
from casebook.downloads import workshop
from casebook.downloads.workshop import Batch, Job

def busy():
    Path("busy").touch()
    time.sleep(3600)

signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it
workshop.can_fork = lambda: True
batch = Batch({str(n): Job(busy if BUSY else dict, (n,)) for n in range(20)})
while not (Path("busy").exists() if BUSY else all(begun.done() for begun, _ in batch._begun)):
    time.sleep(0.01)
try:
    os.killpg(0, signal.SIGINT)
    time.sleep(3600)
except KeyboardInterrupt:
    batch.close()
    assert os.listdir(os.environ["TMPDIR"]) == []
"""
"""Whoever presses Ctrl-C at a terminal sends this to each process of the build."""


@pytest.mark.parametrize("busy", [True, False])
def test_other_processes_say_nothing_when_stopped_by_hand(tmp_path: Path, *, busy: bool) -> None:
    """Ctrl-C reaches all of them; who works or waits ends at once, without a word about its inside."""
    (held := tmp_path / "held").mkdir()
    ran = _run_apart(f"BUSY = {busy}\n{_STOPPED}", tmp_path, TMPDIR=str(held))

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


_IN_THE_BACKGROUND = """
import os, signal, time
from pathlib import Path
from casebook.downloads import workshop
from casebook.downloads.workshop import Batch, Job

def slow():
    Path("busy").touch()
    time.sleep(0.5)
    return {"a": "made"}

signal.signal(signal.SIGINT, signal.SIG_IGN)
workshop.can_fork = lambda: True
batch = Batch({"a": Job(slow, ())})
while not Path("busy").exists():
    time.sleep(0.01)
os.killpg(0, signal.SIGINT)
assert batch.files() == {"a": "made"}
"""


def test_other_processes_of_a_build_in_the_background_go_on(tmp_path: Path) -> None:
    """A shell lets what runs in the background ignore Ctrl-C; then its other processes do so too."""
    ran = _run_apart(_IN_THE_BACKGROUND, tmp_path)

    assert (ran.returncode, ran.stderr) == (0, "")


def test_another_process_ends_with_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """It steps back, collects only what it makes, and ends with this one, whatever it is busy with."""
    told: list[object] = []
    ended = threading.Event()

    def left(code: int) -> None:
        told.append(code)
        ended.set()

    this = threading.Thread(target=lambda: told.append("this one"))
    monkeypatch.setattr(os, "nice", lambda by: told.append(f"back by {by}"))
    ignored = {signal.SIGINT: signal.SIG_IGN}
    monkeypatch.setattr(signal, "getsignal", lambda asked: ignored.get(asked, signal.SIG_DFL))
    # This one is to be stopped as ever.
    monkeypatch.setattr(signal, "signal", lambda asked, _how: told.append(f"ends at {asked.name}"))
    monkeypatch.setattr(collecting, "own_only", lambda: told.append("collects"))
    monkeypatch.setattr(multiprocessing, "parent_process", lambda: this)
    monkeypatch.setattr(os, "_exit", left)
    this.start()
    monkeypatch.setattr(workshop, "_taken_over", {})
    workshop._begin(_jobs("sheet"))

    assert ended.wait(sites.PATIENCE)
    assert list(workshop._taken_over) == ["sheet"]
    assert sorted(told, key=str) == [1, "back by 5", "collects", "ends at SIGTERM", "this one"]


def test_a_worker_does_the_job_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that took over the jobs finds one by its name, and leaves what it made in a file."""
    made: Files = {"a": "made", "b": b"\x00"}
    monkeypatch.setitem(workshop._taken_over, "sheet", Job(lambda: made, ("a",)))

    workshop.run(["sheet"], tmp_path / "0")

    assert workshop._left(tmp_path / "0") == {"sheet": made}


def test_a_process_that_laid_out_a_paper_does_not_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typst leaves threads behind, so forking is safe only before its first paper."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(press, "started", lambda: False)
    monkeypatch.setattr(drawing, "started", lambda: False)
    assert workshop.can_fork()

    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert not workshop.can_fork()
    monkeypatch.setattr(threading, "active_count", lambda: 1)

    monkeypatch.setattr(press, "started", lambda: True)
    assert not workshop.can_fork()


def test_a_process_that_drew_a_chart_does_not_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine of the charts leaves threads behind too."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(press, "started", lambda: False)
    drawing.draw(marks.bars([("one", 1)], marks.WIDE))

    assert drawing.started()
    assert not workshop.can_fork()
