"""``casebook ask``: the closest cases to a question, with the status of every claim."""

from __future__ import annotations

import argparse
from pathlib import Path

from casebook.answers.tools import MOST_CASES, NOTHING, Desk
from casebook.base.settings import Settings
from casebook.reading.load import load
from casebook.report import FORMATS

HELP = "answer a question from the cases, each claim with its status, the reason and the link"


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("question", nargs="+", metavar="WORD", help="the question, in any words")
    parser.add_argument(
        "--most",
        type=int,
        choices=range(1, MOST_CASES + 1),
        default=3,
        metavar="N",
        help=f"number of cases at most, from 1 to {MOST_CASES}; 3 if left out",
    )


def run(options: argparse.Namespace, root: Path) -> int:
    """Print the answer; 1 if there is none, or if the cases have errors."""
    reading = load(root)
    settings = Settings.from_environment()
    if reading.errors:
        print(FORMATS["text"](reading.errors, settings, reading.files))
        return 1
    answer = Desk(reading.corpus, settings).ask(" ".join(options.question), options.most)
    print(answer)
    return 1 if answer == NOTHING else 0
