"""``make bench``: what the product costs, each figure beside what a user would pick instead.

Times are whole processes, measured from outside, each a median; peers run in
the same session on the same data, in turn. Nothing here passes or fails.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.growth import SIZES, UNBUILT
from bench.growth import report as growth
from bench.measuring import BIN, ROOT, Cost, once
from bench.synthetic import project
from bench.waysout import report as waysout


def in_turn(runs: int, *costs: Callable[[], Cost]) -> list[Cost]:
    """Measure several things alternately, so that a drifting machine hits all alike."""
    rounds = [[cost() for cost in costs] for _ in range(runs)]
    return [
        Cost(
            statistics.median(cost.seconds for cost in column),
            statistics.median(cost.cpu for cost in column),
            max(cost.megabytes for cost in column),
        )
        for column in zip(*rounds, strict=True)
    ]


def say(what: str, who: str, costs: Sequence[Cost]) -> None:
    """Print one comparison, ours and a peer's, as a ratio."""
    ours, peer = costs
    print(
        f"{what:<44} {_told(ours)}   {who:<34} {_told(peer)}   "
        f"ratio {ours.seconds / peer.seconds:.2f}, of processor time {ours.cpu / peer.cpu:.2f}",
        flush=True,
    )


def _told(cost: Cost) -> str:
    return f"{cost.seconds:7.2f} s {cost.cpu:7.2f} s cpu {cost.megabytes:6.0f} MB"


def material(work: Path, runs: int) -> None:
    """Cold builds of this repository's own cases: with exercises, quizzes and downloads, and without."""
    whole, bare = work / "whole", work / "bare"

    def built(output: Path, *command: str | Path) -> Cost:
        shutil.rmtree(output, ignore_errors=True)
        return once(command, work)

    costs = in_turn(
        runs,
        lambda: built(whole, BIN / "casebook", "--root", ROOT, "site", "--output", whole),
        lambda: built(bare, sys.executable, "-m", "bench.bare", ROOT, bare),
    )
    say("site, the real cases (aim 1.20)", "without exercises, quizzes, downloads", costs)


def site(work: Path, cases: int, runs: int) -> Path:
    """Cold builds of a large corpus: ours, and stock MkDocs with Material on the export."""
    large = project(ROOT, work / f"cases-{cases}", cases)
    once([BIN / "casebook", "--root", large, "publish"], large)
    exported = work / f"export-{cases}"
    once([BIN / "casebook", "--root", large, "export", exported], large)

    def ours() -> Cost:
        shutil.rmtree(large / "site", ignore_errors=True)
        return once([BIN / "casebook", "--root", large, "site"], large)

    def stock() -> Cost:
        shutil.rmtree(exported / "site", ignore_errors=True)
        return once([BIN / "mkdocs", "build", "--quiet", "-f", exported / "mkdocs.yml"], exported)

    costs = in_turn(runs, ours, stock)
    say(f"site, {cases} cases, cold", "MkDocs + Material on the export", costs)
    return large


def checks(large: Path, runs: int) -> None:
    """Checks of one file and of a corpus: ours, and check-jsonschema with the same schema."""
    one = ROOT / "cases" / "bytedance-intern-model-training-2024.yml"
    schema = ROOT / "docs" / "schema" / "case.json"
    peer: list[str | Path] = [BIN / "check-jsonschema", "--schemafile", schema]
    costs = in_turn(
        runs * 3,
        lambda: once([BIN / "casebook", "--root", ROOT, "check", one], large),
        lambda: once([*peer, one], large),
    )
    say("check, one file", "check-jsonschema, same schema", costs)
    files = sorted((large / "cases").glob("*.yml"))
    costs = in_turn(
        1,
        lambda: once([BIN / "casebook", "--root", large, "check", "--quiet"], large),
        lambda: once([*peer, *files], large),
    )
    say(f"check, {len(files)} files", "check-jsonschema, same schema", costs)


def main() -> None:
    """Run every benchmark and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000, help="size of the large corpus")
    parser.add_argument("--runs", type=int, default=3, help="runs of each, the median counts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="casebook-bench-") as folder:
        material(Path(folder), options.runs)
        large = site(Path(folder), options.cases, options.runs)
        checks(large, options.runs)
        waysout(large)
        from bench.weight import report  # noqa: PLC0415 - needs a browser, and the rest does not

        report(large / "site")
    growth(SIZES, UNBUILT)
    from bench import audit  # noqa: PLC0415 - as above

    audit.report()


if __name__ == "__main__":
    main()
