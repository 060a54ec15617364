"""Pagefind's service: pages are told one after another, and the files of the index come back.

Each request and each answer is JSON in base64 with a comma behind it. The
service numbers pages in the order in which it is told them; its command line
takes them as the file system lists them, which differs between machines.
"""

from __future__ import annotations

import base64
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from threading import Event, Thread
from typing import IO, Any, cast

_END = b","
_PART = 1 << 20  # most bytes read at once
_SETTINGS = {
    # Four arenas for each core would be usual; two lower the peak of the memory by a tenth.
    "_RJEM_MALLOC_CONF": "narenas:2",
    # Entries in a file of words, 20,000 if nothing is said. A search loads a file for each word,
    # of 12 KB and not of 28. With smaller ones it would miss much of what begins with few letters.
    "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "8000",
}
_AT_ONCE = 16
"""Pages told before their answers are read. Whoever shares a process with one that
computes waits for it at every step, so few large steps; but the answers, some hundred
bytes each, must fit into a pipe."""
PATIENCE = 300.0
"""Seconds after which a service that owes an answer is taken to hang; the longest answer takes a few."""
NO_ANSWER = "no answer in"


class ServiceFailedError(RuntimeError):
    """Pagefind said that it failed, or said nothing more."""


class Service:
    """A running Pagefind, and what it was asked and has answered."""

    def __init__(self, to: IO[bytes], back: IO[bytes], complaints: IO[bytes]) -> None:
        self._to, self._back, self._complaints = to, back, complaints
        self._asked, self._heard = 0, b""
        self._since, self._given_up = math.inf, ""

    def index(
        self, pages: Iterable[tuple[str, str]], not_searched: Iterable[str]
    ) -> dict[str, bytes]:
        """The files of an index, by path.

        Args:
            pages: Path and HTML of each page, in the order in which they are to be numbered.
            not_searched: CSS selectors of what is left out.

        Raises:
            ServiceFailedError: if there is no whole answer.
        """
        self._ask({"type": "NewIndex", "config": {"exclude_selectors": list(not_searched)}})
        added = (
            {"type": "AddFile", "index_id": 0, "file_path": path, "file_contents": html}
            for path, html in pages
        )
        while some := list(islice(added, _AT_ONCE)):
            self._ask(*some)
        (told,) = self._ask({"type": "GetFiles", "index_id": 0})
        return {file["path"]: base64.b64decode(file["content"]) for file in told["files"]}

    def owing(self) -> float:
        """For how many seconds an answer has been owed; below 0 if none is."""
        return time.monotonic() - self._since

    def give_up(self, why: str) -> None:
        """Say why the service is about to be ended, which it cannot say itself."""
        self._given_up = why

    def _ask(self, *requests: dict[str, Any]) -> list[dict[str, Any]]:
        left = memoryview(b"".join(map(self._encoded, requests)))
        self._since = time.monotonic()
        try:
            while left:
                left = left[self._to.write(left) :]
        except OSError:
            raise ServiceFailedError(self._complaint()) from None
        told = [self._told() for _ in requests]
        self._since = math.inf
        return told

    def _encoded(self, payload: dict[str, Any]) -> bytes:
        self._asked += 1
        request = json.dumps({"message_id": self._asked, "payload": payload})
        return base64.b64encode(request.encode()) + _END

    def _told(self) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(base64.b64decode(self._answer()))["payload"]
        if answer["type"] == "Error":
            raise ServiceFailedError(str(answer["message"]))
        return answer

    def _answer(self) -> bytes:
        parts = [self._heard]
        while _END not in parts[-1]:
            part = self._back.read(_PART)
            if not part:
                raise ServiceFailedError(self._complaint())
            parts.append(part)
        answer, _, self._heard = b"".join(parts).partition(_END)
        return answer

    def _complaint(self) -> str:
        if self._given_up:
            return self._given_up
        self._complaints.seek(0)
        return self._complaints.read().decode(errors="replace").strip()


@contextmanager
def running(patience: float = PATIENCE) -> Iterator[Service]:
    """Pagefind, ready to be asked; leaving ends it, whatever it is busy with.

    Args:
        patience: Seconds for which an answer is waited for; then it is ended.
    """
    pipe = subprocess.PIPE
    environment = {**os.environ, **_SETTINGS}
    command = [sys.executable, "-m", "pagefind", "--service"]
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=complaints, env=environment, bufsize=0
        ) as process,
    ):
        service = Service(
            cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout), complaints
        )
        try:
            with _watched(service, process, patience):
                yield service
        finally:
            process.kill()


@contextmanager
def _watched(service: Service, process: subprocess.Popen[bytes], patience: float) -> Iterator[None]:
    """End the process when it owes an answer for too long: who writes or reads then hears of it.

    One thread looks from time to time. A timer for each step would take turns
    with whoever computes, as above.
    """
    left = Event()

    def watch() -> None:
        while not left.wait(patience / 10):
            if service.owing() > patience:
                service.give_up(f"{NO_ANSWER} {patience:g} seconds")
                process.kill()
                return

    thread = Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        left.set()
        thread.join()
