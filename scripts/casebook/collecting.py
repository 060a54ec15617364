"""The garbage collector, held while much is made and little is let go in circles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Hold the collector; what it would look through again and again is all still in use.

    Reading and building take about a tenth less processor time so, and no more
    memory. Not for what runs for hours, such as the live server.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def own_only() -> None:
    """Collect from now on, but only what this process makes itself.

    For a forked process: it has its collector as the other one had it, and to
    look through what it shares with that one would copy all of it.
    """
    gc.freeze()
    gc.enable()
