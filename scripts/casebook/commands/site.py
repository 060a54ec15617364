"""``casebook site``: the whole site into a folder, or nothing."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casebook.base.problems import errors
from casebook.base.settings import Settings
from casebook.base.words import counted
from casebook.report import FORMATS
from casebook.site.build import BuildFailedError, build

HELP = "build the site with its search index, or leave the old one as it is"


_NOBODY_TO_WRITE_TO = (
    "warning: CONTACT is not set, so the page on the right of reply names nobody to write to. "
    "Before you publish: CONTACT=casebook@example.org make site"
)


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("--output", type=Path, help="folder of the site; site/ if not given")


def run(options: argparse.Namespace, root: Path) -> int:
    """Build, with a line for each step."""
    settings, began = Settings.from_environment(), time.monotonic()
    target = (options.output or root / "site").resolve()
    try:
        with _ending_tidily():
            built = build(root, settings, target, lambda step: print(f"{step} …", file=sys.stderr))
    except BuildFailedError as error:
        print(error)
        return _not_made(target)
    if not built.ok:
        print(FORMATS["text"](errors(built.problems), settings, built.files))
        return _not_made(target)
    if not settings.contact:
        print(_NOBODY_TO_WRITE_TO, file=sys.stderr)
    seconds = time.monotonic() - began
    print(f"{target}: {counted(built.pages, 'page')} to search, {seconds:.1f} s.", file=sys.stderr)
    return 0


@contextmanager
def _ending_tidily() -> Iterator[None]:
    """Take a request to end, as a service that cancels a job sends it, like Ctrl-C: folders are cleared away."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _not_made(target: Path) -> int:
    kept = " The old one is as it was." if target.exists() else ""
    print(f"The site was not built.{kept}", file=sys.stderr)
    return 1
