"""``casebook mcp``: the record for an assistant on this machine, over standard input and output."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casebook.answers import mcp
from casebook.answers.tools import Desk
from casebook.base.settings import Settings
from casebook.reading.load import load
from casebook.report import FORMATS

HELP = "serve the cases to an assistant over the Model Context Protocol (standard input and output)"


def add(parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""
    del parser


def run(options: argparse.Namespace, root: Path) -> int:
    """Answer until the input ends. Only messages of the protocol go to standard output."""
    del options
    reading = load(root)
    settings = Settings.from_environment()
    if reading.errors:
        print(FORMATS["text"](reading.errors, settings, reading.files), file=sys.stderr)
        return 1
    for line in mcp.serve(sys.stdin, Desk(reading.corpus, settings)):
        print(line, flush=True)
    return 0
