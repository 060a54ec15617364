"""Pagefind's service: pages are told one after another, and the files of the index come back.

Each request and each answer is JSON in base64 with a comma behind it. The
service numbers pages in the order in which it is told them; its command line
takes them as the file system lists them, which differs between machines.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
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


class ServiceFailedError(RuntimeError):
    """Pagefind said that it failed, or said nothing more."""


class Service:
    """A running Pagefind, and what it was asked and has answered."""

    def __init__(self, to: IO[bytes], back: IO[bytes], complaints: IO[bytes]) -> None:
        self._to, self._back, self._complaints = to, back, complaints
        self._asked, self._heard = 0, b""

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

    def _ask(self, *requests: dict[str, Any]) -> list[dict[str, Any]]:
        left = memoryview(b"".join(map(self._encoded, requests)))
        try:
            while left:
                left = left[self._to.write(left) :]
        except OSError:
            raise ServiceFailedError(self._complaint()) from None
        return [self._told() for _ in requests]

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
        self._complaints.seek(0)
        return self._complaints.read().decode(errors="replace").strip()


@contextmanager
def running() -> Iterator[Service]:
    """Pagefind, ready to be asked; leaving ends it, whatever it is busy with."""
    pipe = subprocess.PIPE
    environment = {**os.environ, **_SETTINGS}
    command = [sys.executable, "-m", "pagefind", "--service"]
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=complaints, env=environment, bufsize=0
        ) as process,
    ):
        try:
            yield Service(
                cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout), complaints
            )
        finally:
            process.kill()
