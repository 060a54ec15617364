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
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass

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


_KEPT: dict[str, tuple[tuple[object, ...], Files]] = {}
"""By name of the job: what it was made from, and what this process has made or been given."""
_WAITING: dict[str, Job] = {}
"""Jobs of the batch now under way; forked processes find them here."""


def run(name: str) -> Files:
    """Do one job of the batch. Called in another process."""
    return _WAITING[name].make()


def _threaded() -> bool:
    """Whether a library of this process has started threads of its own."""
    return press.started() or drawing.started()


def can_fork() -> bool:
    """Whether another process can safely take over what this one holds."""
    alone = threading.active_count() == 1 and not _threaded()
    return sys.platform == "linux" and (os.cpu_count() or 1) > 1 and alone


class Batch:
    """Jobs that begin now and are collected later, once."""

    def __init__(self, jobs: Mapping[str, Job]) -> None:
        """Begin.

        Args:
            jobs: By a name that is used once.
        """
        self._jobs = dict(jobs)
        new = {name: job for name, job in jobs.items() if _kept(name, job) is None}
        self._pool: ProcessPoolExecutor | None = None
        self._begun: dict[str, Future[Files]] = {}
        if new and can_fork():
            _WAITING.clear()
            _WAITING.update(new)
            context = multiprocessing.get_context("fork")
            spare = (os.cpu_count() or 2) - 1  # a further one would only slow this process down
            self._pool = ProcessPoolExecutor(spare, mp_context=context)
            self._begun = {name: self._pool.submit(run, name) for name in new}

    def files(self) -> dict[str, str | bytes]:
        """Everything that was made, by path, in the order of the jobs."""
        found: dict[str, str | bytes] = {}
        for name, job in self._jobs.items():
            files = _kept(name, job)
            if files is None:
                begun = self._begun.get(name)
                files = begun.result() if begun else job.make()
                _KEPT[name] = job.made_from, files
            found.update(files)
        if self._pool:
            self._pool.shutdown()
        for name in _KEPT.keys() - self._jobs.keys():
            del _KEPT[name]
        return found


def _kept(name: str, job: Job) -> Files | None:
    """What was made by a job of this name, if it was made from the same things."""
    kept = _KEPT.get(name)
    return kept[1] if kept and kept[0] == job.made_from else None
