"""``casebook serve``: the site on this machine, made anew whenever a file is saved."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

HELP = "show the site on this machine; edit a case and see its page"


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("--address", default="127.0.0.1:8000", help="where to listen (host:port)")


def run(options: argparse.Namespace, root: Path) -> int:
    """Serve until interrupted. A broken case shows its problems as a page."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.serve import serve  # noqa: PLC0415 - slow, and no other command needs it

    _tell()
    print("Making the pages, which takes about half a minute …", flush=True)
    serve(str(root / "mkdocs.yml"), dev_addr=options.address, strict=False)
    return 0


def _tell() -> None:
    """Let the live server say where it listens and what it makes anew; MkDocs shows that in its own program only."""
    log = logging.getLogger("mkdocs.livereload")
    log.setLevel(logging.INFO)
    log.handlers = [logging.StreamHandler(sys.stdout)]
    log.propagate = False
