"""``casebook links``: do the addresses of sources and frameworks still answer? Needs the network."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from casebook.base import dates
from casebook.base.settings import Settings
from casebook.base.words import counted, listed
from casebook.commands import named_files
from casebook.corpus import addresses
from casebook.corpus.addresses import Spot
from casebook.maintenance import links
from casebook.maintenance.links import Answer, Manners
from casebook.model.lists import LinkWaiver
from casebook.reading.load import load, shown
from casebook.report import FORMATS

HELP = "ask whether the addresses of sources and frameworks still answer (needs the network)"
_USUAL = Manners()
_LONGEST = 86_400
"""Seconds of a day."""


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="files whose addresses to ask; all if none",
    )
    parser.add_argument(
        "--quiet", action="store_true", help="say nothing of pages that moved or are unclear"
    )
    parser.add_argument("--format", choices=["json", "text"], default="text", help="how to say it")
    parser.add_argument(
        "--archive", action="store_true", help="look for an archived copy of what does not answer"
    )
    _add_manners(parser)


def _add_manners(parser: argparse.ArgumentParser) -> None:
    """How to ask: times, tries, and where."""
    parser.add_argument(
        "--timeout",
        type=_more_than_nothing,
        default=_USUAL.timeout,
        metavar="SECONDS",
        help="longest silence",
    )
    parser.add_argument(
        "--deadline",
        type=_more_than_nothing,
        default=_USUAL.deadline,
        metavar="SECONDS",
        help="for one address with all its redirects",
    )
    parser.add_argument(
        "--retries", type=int, default=_USUAL.retries, metavar="N", help="further tries"
    )
    parser.add_argument(
        "--delay",
        type=_seconds,
        default=_USUAL.delay,
        metavar="SECONDS",
        help="pause between two addresses of one host",
    )
    parser.add_argument(
        "--hosts", type=int, default=_USUAL.hosts, metavar="N", help="hosts asked side by side"
    )
    parser.add_argument(
        "--private",
        action="store_true",
        help="also ask addresses of this machine and its own network",
    )


def _seconds(text: str) -> float:
    """A time as it is typed, from nothing to a day."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= _LONGEST:  # neither is what is no number, such as `nan`
        message = f"`{text}` is no time: write seconds, from 0 to {_LONGEST}"
        raise argparse.ArgumentTypeError(message)
    return seconds


def _more_than_nothing(text: str) -> float:
    """A time in which something can happen."""
    seconds = _seconds(text)
    if not seconds:
        message = f"`{text}` is no time: write seconds, more than 0"
        raise argparse.ArgumentTypeError(message)
    return seconds


def run(options: argparse.Namespace, root: Path) -> int:
    """Ask, and report; 1 if an address is broken and not waived."""
    files = named_files(options.paths) if options.paths else []
    if options.paths and not files:
        return 2
    reading, settings = load(root), Settings.from_environment()
    if reading.errors:
        print(FORMATS["text"](reading.errors, settings, reading.files))
        return 1
    only = {shown(root, path) for path in files}
    entries = [e for e in addresses.all_of(reading.corpus) if not only or e[0] in only]
    spots = addresses.spots(entries, reading.sources)
    manners = Manners(
        timeout=options.timeout,
        deadline=options.deadline,
        retries=options.retries,
        delay=options.delay,
        hosts=max(1, options.hosts),
        private=options.private,
    )
    progress = _Progress(len(spots))
    answers = links.ask(
        spots, manners, progress.heard, settings.archive_api if options.archive else ""
    )
    progress.done()
    if options.quiet:
        answers = [answer for answer in answers if answer.state in links.BROKEN]
    report = _Report(
        answers, spots, {waiver.url: waiver for waiver in reading.corpus.library.waivers}
    )
    print(report.as_json() if options.format == "json" else report.as_text(), end="")
    print(report.summed(), file=sys.stderr)
    return 1 if report.broken() else 0


class _Progress:
    """How far it has come, on one line of a terminal."""

    def __init__(self, total: int) -> None:
        self._total, self._heard = total, 0
        self._shown = sys.stderr.isatty()

    def heard(self, _answer: Answer) -> None:
        """Count an answer."""
        self._heard += 1
        if self._shown:
            print(f"\r{self._heard} of {self._total}", end="", file=sys.stderr, flush=True)

    def done(self) -> None:
        """Clear the line."""
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr)


def _today() -> dt.date:
    """The day, by which waivers end."""
    return dt.datetime.now(tz=dt.UTC).date()


class _Report:
    """Answers with their places and waivers."""

    def __init__(
        self,
        answers: list[Answer],
        spots: dict[str, tuple[Spot, ...]],
        waivers: dict[str, LinkWaiver],
    ) -> None:
        self._answers, self._spots = answers, spots
        self._waivers, today = waivers, _today()
        self._holding = {u: w for u, w in waivers.items() if dates.parse(w.expires).last >= today}

    def broken(self) -> list[Answer]:
        """Answers that make the command fail."""
        return links.counts(self._answers, self._holding)

    def summed(self) -> str:
        """The counts in one sentence."""
        states = Counter(answer.state for answer in self._answers)
        said = [f"{number} {state}" for state, number in sorted(states.items())] or [
            "nothing to ask"
        ]
        return f"{counted(len(self._answers), 'address', 'addresses')} asked: {listed(said)}."

    def as_text(self) -> str:
        """Everything that is not in order, with its places, and what to do."""
        told = []
        for answer in self._answers:
            note = self._waiver_note(answer)
            if answer.state == "ok" and not note:
                continue
            told += [
                f"{spot}: {answer.url}: {answer.state}: {answer.detail}"
                for spot in self._spots[answer.url]
            ]
            told.append(f"    {note or self._remedy(answer)}")
        return "".join(f"{line}\n" for line in told)

    def _waiver_note(self, answer: Answer) -> str:
        waiver = self._waivers.get(answer.url)
        if waiver is None:
            return ""
        if answer.state not in links.BROKEN:
            return "It answers again: delete its entry in docs/link-waivers.yml."
        if answer.url in self._holding:
            return f"Waived until {waiver.expires}: {waiver.reason}"
        return f"Its waiver ended on {waiver.expires}. {self._remedy(answer)}"

    @staticmethod
    def _remedy(answer: Answer) -> str:
        if answer.state == "moved":
            return f"Write `url: {answer.to}` if it is the same page; this is no correction."
        if answer.state == "unclear":
            return "Open it in a browser; if it is there, leave it."
        if answer.archived:
            return f"Add `archive_url: {answer.archived}` once you have looked at the copy."
        return (
            "Look for the page's new address or an archived copy (`archive_url`); "
            "if neither exists, say in `note` what could be found, or waive it in docs/link-waivers.yml."
        )

    def as_json(self) -> str:
        """``{"addresses": [...], "summary": {...}}``."""
        entries = [
            {
                **asdict(answer),
                "places": [asdict(spot) for spot in self._spots[answer.url]],
                "waived": answer.url in self._holding,
            }
            for answer in self._answers
        ]
        summary = {"addresses": len(entries), "broken": len(self.broken())}
        return (
            json.dumps({"addresses": entries, "summary": summary}, indent=2, ensure_ascii=False)
            + "\n"
        )
