"""Print how much of the processor time of a check goes into reading the ledger: ``ROOT`` in, a share out."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from casebook.reading import ledger
from casebook.reading.load import load

_RUNS = 3


def _seconds(step: Callable[[], object]) -> float:
    """The median processor time of a step."""
    took = []
    for _ in range(_RUNS):
        began = time.process_time()
        step()
        took.append(time.process_time() - began)
    return statistics.median(took)


def main(root: Path) -> None:
    """Read the project at ``root`` as the check does, and its ledger alone."""
    print(_seconds(lambda: ledger.read_all(root, None)) / _seconds(lambda: load(root)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
