"""Whole processes, measured from outside: how long they take, and how much memory."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
PUBLISHED = {"SITE_URL": "https://casebook.example/", "CONTACT": "casebook@casebook.example"}
"""Sites are built as they are published: only then do pages for paper have codes, which take time."""
_QUIET = {**os.environ, **PUBLISHED, "NO_MKDOCS_2_WARNING": "1"}
_WRITTEN = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


@dataclass(frozen=True)
class Cost:
    """Medians of a whole process, and the peak memory of its largest process in MB."""

    seconds: float
    cpu: float
    """Seconds of processor time, its children's included."""
    megabytes: float


def once(command: Sequence[str | Path], folder: Path, printed: Path | None = None) -> Cost:
    """Run a command once.

    Args:
        command: The program and its arguments.
        folder: Where to keep what it complains of.
        printed: Where to keep what it prints, if that is wanted.

    Raises:
        RuntimeError: if it fails; a failed run measures nothing.
    """
    began = time.perf_counter()
    pid = os.posix_spawn(
        str(command[0]),
        [str(part) for part in command],
        _QUIET,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, str(printed or os.devnull), _WRITTEN, 0o600),
            (os.POSIX_SPAWN_OPEN, 2, str(folder / ".bench-stderr"), _WRITTEN, 0o600),
        ],
    )
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) != 0:
        said = (folder / ".bench-stderr").read_text("utf-8", "replace")[-2000:]
        message = f"{command} failed:\n{said}"
        raise RuntimeError(message)
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
