"""Makes files beside the pages: in other processes, while this one renders.

Sheets, papers and slides take a few dozen milliseconds each, and there are
many. Where it is safe to fork, every core but the one that renders makes
them; elsewhere they are made one after the other, when they are asked for.
What was made before from the same things is not made again.

Typst starts threads of its own, as the charts do, and a process that has threads must not fork
and go on with them. So the pages' process never lays out a paper while it
can fork, and does not fork any more once it has laid out one.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from casebook.base import garbage as collecting
from casebook.charts import drawing
from casebook.downloads import press

Files = Mapping[str, str | bytes]
"""Content by path."""


@dataclass(frozen=True)
class Job:
    """Files to be made together, and everything they are made from.

    Two jobs with equal ``made_from`` make the same files.
    """

    make: Callable[[], Files]
    made_from: tuple[object, ...]


Kept = dict[str, tuple[tuple[object, ...], Files]]
"""By name of the job: what it was made from, and what was made."""
_taken_over: dict[str, Job] = {}
"""In a forked process, the jobs of the batch that it works for; empty in the process that forks."""
_LATER = 5
"""By how much the other processes step back: their files are needed last, the pages of this one first."""
_SHARES = 8
"""Portions of work for each other process: one alone would leave some idle at the end, and for each
job by itself this process, which has no time, would have to hand out the next."""


def run(names: Sequence[str], into: Path) -> None:
    """Do some jobs of the batch and leave what they make in a file. Called in another process.

    Through the pipe between the processes it would come slower, and would
    stop both: one to write, and the other, busy with its pages, to read.
    """
    into.write_bytes(pickle.dumps({name: _taken_over[name].make() for name in names}))


def _begin(jobs: Mapping[str, Job]) -> None:
    """What another process does first: it steps back, collects only what it makes, and ends with this one.

    A forked process is given the jobs as they are in memory; nothing is pickled.
    """
    _taken_over.update(jobs)
    # Ctrl-C reaches it too; as Python takes it, one that waits for work would end with a traceback.
    for asked in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(asked) != signal.SIG_IGN:  # as it is for a build in the background
            signal.signal(asked, signal.SIG_DFL)
    os.nice(_LATER)
    collecting.own_only()
    threading.Thread(
        target=_end_with, args=(multiprocessing.parent_process(),), daemon=True
    ).start()


class _Lives(Protocol):
    """A process, as far as one can wait for its end."""

    def join(self, timeout: float | None = None) -> None:
        """Wait for it."""


def _end_with(other: _Lives) -> None:
    """End this process when another has ended. Who is killed closes nothing, and would be waited for without end."""
    other.join()
    os._exit(1)


def _left(at: Path) -> dict[str, Files]:
    """What another process has made, by the name of the job."""
    made: dict[str, Files] = pickle.loads(at.read_bytes())  # noqa: S301 - ours, from a folder that only we may enter
    return made


def _threaded() -> bool:
    """Whether a library of this process has started threads of its own."""
    return press.started() or drawing.started()


def can_fork() -> bool:
    """Whether another process can safely take over what this one holds."""
    alone = threading.active_count() == 1 and not _threaded()
    return sys.platform == "linux" and (os.cpu_count() or 1) > 1 and alone


class Batch:
    """Jobs that begin now and are collected later, once. Who may fail before then closes it."""

    def __init__(self, jobs: Mapping[str, Job], kept: Kept | None = None) -> None:
        """Begin.

        Args:
            jobs: By a name that is used once.
            kept: What earlier batches of the same owner made. Jobs made from
                the same things are not done again, and the files of this
                batch take its place.
        """
        self._jobs = dict(jobs)
        self._kept = kept if kept is not None else {}
        new = {name: job for name, job in jobs.items() if self._known(name, job) is None}
        self._pool: ProcessPoolExecutor | None = None
        self._begun: list[tuple[Future[None], Path]] = []
        if new and can_fork():
            self._hand_out(new)

    def _hand_out(self, jobs: Mapping[str, Job]) -> None:
        spare = (os.cpu_count() or 2) - 1  # a further one would only slow this process down
        self._pool = ProcessPoolExecutor(
            spare, multiprocessing.get_context("fork"), initializer=_begin, initargs=(jobs,)
        )
        self._folder = tempfile.TemporaryDirectory()
        shares = spare * _SHARES
        for share in range(shares):
            path = Path(self._folder.name, str(share))
            names = tuple(jobs)[share::shares]
            self._begun.append((self._pool.submit(run, names, path), path))

    def files(self) -> dict[str, str | bytes]:
        """Everything that was made, by path, in the order of the jobs."""
        found: dict[str, str | bytes] = {}
        try:
            elsewhere = self._waited_for()
        finally:
            self.close()
        for name, job in self._jobs.items():
            files = self._known(name, job)
            if files is None:
                files = elsewhere[name] if name in elsewhere else job.make()
                self._kept[name] = job.made_from, files
            found.update(files)
        for name in self._kept.keys() - self._jobs.keys():
            del self._kept[name]
        return found

    def _known(self, name: str, job: Job) -> Files | None:
        """What was made by a job of this name, if it was made from the same things."""
        kept = self._kept.get(name)
        return kept[1] if kept and kept[0] == job.made_from else None

    def close(self) -> None:
        """End the other processes and take away what they left; work that none has begun is not done."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._folder.cleanup()
            self._pool = None

    def _waited_for(self) -> dict[str, Files]:
        """What others have made, by the name of the job, once all of them are done."""
        made: dict[str, Files] = {}
        for begun, path in self._begun:
            begun.result()
            made.update(_left(path))
        return made
