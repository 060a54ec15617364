"""``casebook forge``: what the workflows say on the code host. For workflows, not for people."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casebook.maintenance import forge

HELP = "for the workflows: comment, label, issue or release on the code host"


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("what", choices=["comment", "label", "issue", "release"], help="what to do")
    parser.add_argument(
        "path",
        nargs="?",
        type=Path,
        metavar="PATH",
        help="the list of pages, the report, or the data set",
    )
    parser.add_argument("--run", default="", metavar="URL", help="for comment: address of the run")


def run(options: argparse.Namespace, root: Path) -> int:
    """Do it, or say why not."""
    del root
    if options.path is None and options.what != "label":
        print(f"casebook: forge {options.what} needs a PATH", file=sys.stderr)
        return 2
    try:
        _do(options)
    except (forge.ForgeError, OSError) as error:
        print(f"casebook: {error}", file=sys.stderr)
        return 1
    except KeyError as missing:
        print(f"casebook: {missing} is not set; this command is for workflows", file=sys.stderr)
        return 2
    return 0


def _do(options: argparse.Namespace) -> None:
    if options.what == "comment":
        text = forge.comment_text(options.path.read_bytes(), options.run)
        forge.say(forge.pull_request(), text)
    elif options.what == "label":
        forge.label(forge.pull_request())
    elif options.what == "issue":
        forge.issue_on_links(options.path.read_text("utf-8"))
    else:
        print(forge.release(options.path))
