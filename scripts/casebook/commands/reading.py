"""``casebook reading``: sheets for a second reader, and words shared with a source."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casebook.base.settings import Settings
from casebook.base.words import counted
from casebook.corpus.corpus import Corpus
from casebook.maintenance import sampling
from casebook.reading.load import load
from casebook.report import FORMATS

HELP = "draw claims or links for a second reader, or find words shared with source texts"


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("what", choices=("claims", "links", "overlap"), help="what to read again")
    parser.add_argument(
        "texts", nargs="*", type=Path, metavar="TEXT", help="for overlap: source texts, as files"
    )
    parser.add_argument("--case", action="append", default=[], metavar="ID", help="only this case")
    parser.add_argument("--number", type=int, metavar="N", help="how many to draw; all if left out")
    parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same")
    parser.add_argument("--key", action="store_true", help="for claims: our status and reason")


def run(options: argparse.Namespace, root: Path) -> int:
    """Print the sheet, or the words shared."""
    reading = load(root)
    if reading.errors:
        print(FORMATS["text"](reading.errors, Settings.from_environment(), reading.files))
        return 1
    wrong = _misuse(options, reading.corpus)
    if wrong:
        print(f"casebook: {wrong}", file=sys.stderr)
        return 2
    if options.what == "overlap":
        return _overlap(options, reading.corpus)
    print(_sheet(options, reading.corpus))
    return 0


def _misuse(options: argparse.Namespace, corpus: Corpus) -> str:
    unknown = [name for name in options.case if name not in corpus.cases]
    missing = [path for path in options.texts if not path.is_file()]
    if unknown:
        return f"there is no published case {unknown[0]}"
    if missing:
        return f"{missing[0]} is not a file"
    if options.what == "overlap" and not options.texts:
        return "name the files that hold the source texts"
    return ""


def _sheet(options: argparse.Namespace, corpus: Corpus) -> str:
    if options.what == "claims":
        claims = sampling.claims(corpus, options.case)
        chosen = sampling.draw(claims, options.number, options.seed)
        return sampling.claim_sheet(chosen, key=options.key)
    links = sampling.links(corpus, options.case)
    return sampling.link_sheet(sampling.draw(links, options.number, options.seed))


def _overlap(options: argparse.Namespace, corpus: Corpus) -> int:
    cases = [case for case in corpus.listed if not options.case or case.id in options.case]
    texts = {path.name: path.read_text("utf-8", "replace") for path in options.texts}
    found = list(sampling.overlaps(cases, texts))
    for shared in found:
        print(f"{shared.case}: shared with {shared.text}: {shared.words}")
    print(f"{counted(len(found), 'run')} of {sampling.RUN} or more words.", file=sys.stderr)
    return 1 if found else 0
