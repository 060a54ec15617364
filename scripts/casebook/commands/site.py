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
from casebook.base.settings import DEFAULT_SITE_URL, Settings
from casebook.base.words import counted
from casebook.report import FORMATS
from casebook.site import offline
from casebook.site.build import BuildFailedError, build

HELP = "build the site with its search index, or leave the old one as it is"


_NO_ADDRESS = (
    f"warning: SITE_URL is not set, so sheets, codes and files carry {DEFAULT_SITE_URL}, "
    "which leads nowhere but on this machine."
)
_NOBODY_TO_WRITE_TO = (
    "warning: CONTACT is not set, so the page on the right of reply names nobody to write to."
)
_REMEDY = "SITE_URL=https://example.org/casebook/ CONTACT=casebook@example.org make publishable"


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "--drafts", action="store_true", help="give drafts a page, as the live server does"
    )
    parser.add_argument(
        "--publishable",
        action="store_true",
        help="refuse to build unless SITE_URL begins with https:// and CONTACT is set",
    )
    parser.add_argument("--output", type=Path, help="folder of the site; site/ if not given")
    parser.add_argument(
        "--zip", type=Path, metavar="FILE", help="pack the site too, for use without a network"
    )


def run(options: argparse.Namespace, root: Path) -> int:
    """Build, with a line for each step."""
    settings, began = Settings.from_environment(), time.monotonic()
    if options.publishable and (lacking := _lacking(settings)):
        print(f"casebook: {lacking}. Write it like this: {_REMEDY}", file=sys.stderr)
        return 2
    target = (options.output or root / "site").resolve()
    try:
        with _ending_tidily():
            built = build(root, settings, target, _say, drafts=options.drafts)
    except BuildFailedError as error:
        print(error)
        return _not_made(target)
    if not built.ok:
        print(FORMATS["text"](errors(built.problems), settings, built.files))
        return _not_made(target)
    if settings.site_url == DEFAULT_SITE_URL:
        print(_NO_ADDRESS, file=sys.stderr)
    if not settings.contact:
        print(_NOBODY_TO_WRITE_TO, file=sys.stderr)
    seconds = time.monotonic() - began
    print(f"{target}: {counted(built.pages, 'page')} to search, {seconds:.1f} s.", file=sys.stderr)
    return _packed(target, options.zip) if options.zip else 0


def _packed(site: Path, file: Path) -> int:
    """Pack the site, and say how large the file is."""
    try:
        size = offline.write(site, file)
    except (ValueError, OSError) as error:
        print(f"casebook: the site was not packed: {error}", file=sys.stderr)
        return 2
    print(f"{file}: {size / 1_000_000:.1f} MB.", file=sys.stderr)
    return 0


def _say(step: str) -> None:
    print(f"{step} …", file=sys.stderr)


def _lacking(settings: Settings) -> str:
    """Why a site with these settings should not be published; empty if it can be."""
    if settings.site_url == DEFAULT_SITE_URL:
        return "SITE_URL is not set, and nobody could follow an address that the site prints"
    if not settings.site_url.startswith("https://"):
        return f"SITE_URL does not begin with https:// ({settings.site_url})"
    return "" if settings.contact else "CONTACT is not set, and nobody in a case could answer"


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
