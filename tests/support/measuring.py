"""Where coverage is not measured: measuring doubles the time of code that runs over and over."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypedDict

_VARIABLE = "COVERAGE_PROCESS_CONFIG"


class _Unmeasured(TypedDict):
    COVERAGE_PROCESS_CONFIG: str


UNMEASURED: _Unmeasured = {"COVERAGE_PROCESS_CONFIG": ""}
"""Variables of a process whose coverage is not measured."""


@contextmanager
def paused() -> Iterator[None]:
    """Measure nothing in this thread, nor in the processes that it starts.

    What runs here has to be covered elsewhere, by tests that run it once. The
    total of ``make test`` falls below 100 percent where they do not.
    """
    tracer, before = sys.gettrace(), os.environ.get(_VARIABLE)
    sys.settrace(None)
    os.environ[_VARIABLE] = ""
    try:
        yield
    finally:
        if before is None:
            del os.environ[_VARIABLE]
        else:
            os.environ[_VARIABLE] = before
        sys.settrace(tracer)
