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
from hashlib import sha256

from casebook.charts import drawing
from casebook.downloads import press

Files = Mapping[str, str | bytes]
"""Content by path."""


@dataclass(frozen=True)
class Job:
    """Files to be made together, and everything they are made from."""

    make: Callable[[], Files]
    made_from: tuple[object, ...]

    @property
    def key(self) -> str:
        """Differs whenever anything differs that the files are made from."""
        return fingerprint(*self.made_from)


def fingerprint(*things: object) -> str:
    """A short text that differs whenever anything in ``things`` differs."""
    return sha256(repr(things).encode()).hexdigest()


_KEPT: dict[str, Files] = {}
"""By key, what this process has made or been given."""
_WAITING: dict[str, Job] = {}
"""Jobs of the batch now under way; forked processes find them here."""


def run(key: str) -> Files:
    """Do one job of the batch. Called in another process."""
    return _WAITING[key].make()


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
        self._keys = {name: job.key for name, job in jobs.items()}
        self._jobs = {self._keys[name]: job for name, job in jobs.items()}
        new = {key: job for key, job in self._jobs.items() if key not in _KEPT}
        self._pool: ProcessPoolExecutor | None = None
        self._begun: dict[str, Future[Files]] = {}
        if new and can_fork():
            _WAITING.clear()
            _WAITING.update(new)
            context = multiprocessing.get_context("fork")
            spare = (os.cpu_count() or 2) - 1  # a further one would only slow this process down
            self._pool = ProcessPoolExecutor(spare, mp_context=context)
            self._begun = {key: self._pool.submit(run, key) for key in new}

    def files(self) -> dict[str, str | bytes]:
        """Everything that was made, by path, in the order of the jobs."""
        found: dict[str, str | bytes] = {}
        for key in self._keys.values():
            if key not in _KEPT:
                begun = self._begun.get(key)
                _KEPT[key] = begun.result() if begun else self._jobs[key].make()
            found.update(_KEPT[key])
        if self._pool:
            self._pool.shutdown()
        for key in set(_KEPT) - set(self._jobs):
            del _KEPT[key]
        return found
