"""``casebook check``: every problem of the project, or of the files named, in one run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from casebook import history, since
from casebook.commands import named_files
from casebook.load import load, shown
from casebook.problems import Problem, errors
from casebook.report import FORMATS
from casebook.report.text import coloured
from casebook.settings import Settings
from casebook.words import counted, listed

HELP = "say everything that is wrong with the cases and lists"


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files to check; all if none"
    )
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="how to say it")
    parser.add_argument(
        "--since",
        metavar="REV",
        help="also compare with this git revision: no published case changed and no address lost in silence",
    )
    parser.add_argument("--quiet", action="store_true", help="say nothing of warnings")


def run(options: argparse.Namespace, root: Path) -> int:
    """Check and report."""
    files = named_files(options.paths) if options.paths else []
    if options.paths and not files:
        return 2
    try:
        past = history.at(root, options.since) if options.since is not None else None
    except history.UnknownPastError as unknown:
        print(f"casebook: {unknown}", file=sys.stderr)
        return 2
    reading = load(root, files or None)
    found = list(reading.problems)
    if past is not None:
        only = {shown(root, path) for path in files} if options.paths else None
        found = sorted({*found, *since.problems(root, reading, past, only)})
    problems = [p for p in found if p.severity == "error" or not options.quiet]
    if options.format == "text":
        _told(problems, reading.files)
    else:
        print(FORMATS[options.format](problems, Settings.from_environment(), reading.files))
    return 1 if errors(found) else 0


def _told(problems: Sequence[Problem], files: int) -> None:
    if problems:
        terminal = sys.stdout.isatty()
        print(coloured(problems) if terminal else FORMATS["text"](problems, Settings(), files))
    wrong = len(errors(problems))
    warned = len(problems) - wrong
    said = [counted(wrong, "problem"), *([counted(warned, "warning")] if warned else [])]
    print(f"{counted(files, 'file')} checked: {listed(said)}.", file=sys.stderr)
