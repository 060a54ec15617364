"""What grows with the casebook: run as ``python -m bench.growth``, or by ``make bench``.

A casebook of each size is published, checked and built, and everything is told
beside the size before it. Nothing here passes or fails, except that a step which
cannot be done at a size ends the run with what it said: that is a ceiling.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.measuring import BIN, ROOT, Cost, once
from bench.synthetic import project

SIZES = (300, 1000, 5000)
UNBUILT = (10_000,)
"""A size at which addresses are published and checked; its site takes too long to build each time."""
_SHOWN = 6
_LARGEST_BEFORE = 512 * 1024
"""Bytes from which the old ledger, one file, could no longer be read."""


@dataclass(frozen=True)
class Grown:
    """A casebook of one size, and what it cost."""

    cases: int
    published: Cost
    checked: Cost
    built: Cost | None
    """Nothing where the site was not built."""
    ledger: tuple[int, ...]
    """Bytes of each file of the ledger."""
    share: float
    """How much of a check is reading the ledger, in processor time."""
    files: dict[str, int]
    """Bytes of each file of the site."""


def grown(work: Path, cases: int, *, build: bool = True) -> Grown:
    """Publish, check and build a casebook of ``cases`` cases.

    Raises:
        RuntimeError: if a step fails, with what it said.
    """
    root = project(ROOT, work / f"grown-{cases}", cases)
    published = once([BIN / "casebook", "--root", root, "publish"], work)
    ledger = tuple(path.stat().st_size for path in (root / "docs/permalinks").rglob("*.txt"))
    checked = once([BIN / "casebook", "--root", root, "check", "--quiet"], work)
    share = float(_said(work, [sys.executable, "-m", "bench.ledgershare", root]))
    built = once([BIN / "casebook", "--root", root, "site"], work) if build else None
    site = root / "site"
    files = {
        path.relative_to(site).as_posix(): path.stat().st_size
        for path in site.rglob("*")
        if path.is_file()
    }
    shutil.rmtree(root)
    return Grown(cases, published, checked, built, ledger, share, files)


def _said(work: Path, command: Sequence[str | Path]) -> str:
    """What a command prints."""
    printed = work / "printed"
    once(command, work, printed)
    return printed.read_text("utf-8")


def report(sizes: Sequence[int], unbuilt: Sequence[int]) -> None:
    """Print what each size costs, and which parts of the site grow with the number of cases.

    Args:
        sizes: Numbers of cases, in ascending order.
        unbuilt: Further numbers, which are published and checked but not built.
    """
    before: Grown | None = None
    with tempfile.TemporaryDirectory(prefix="casebook-growth-") as folder:
        for cases in sorted({*sizes, *unbuilt}):
            now = grown(Path(folder), cases, build=cases in sizes)
            _tell(now)
            if before and before.files and now.files:
                _compare(before, now)
            before = now


def _tell(now: Grown) -> None:
    whole = sum(now.ledger)
    print(f"{now.cases} cases")
    print(
        f"  published in {now.published.seconds:.1f} s: ledger of {len(now.ledger)} files, ", end=""
    )
    print(f"{whole / 1024:.0f} KB in all, the largest {max(now.ledger) / 1024:.1f} KB", end="")
    print(" (as one file it could not be read)" if whole > _LARGEST_BEFORE else "")
    print(f"  checked in {now.checked.seconds:.1f} s, {now.checked.megabytes:.0f} MB; ", end="")
    print(f"reading the ledger is {100 * now.share:.1f} % of it")
    if now.built:
        print(f"  built in {now.built.seconds:.1f} s, {now.built.megabytes:.0f} MB, ", end="")
        print(f"{len(now.files)} files of {sum(now.files.values()) / 1e6:.0f} MB")
        for ending in (".html", ".json", ".csv"):
            print(f"  largest {ending[1:]}: {_largest(now.files, ending)}")
    sys.stdout.flush()


def _largest(files: dict[str, int], ending: str) -> str:
    chosen = sorted((size, name) for name, size in files.items() if name.endswith(ending))
    return ", ".join(f"{name} {size / 1024:.0f} KB" for size, name in chosen[: -_SHOWN - 1 : -1])


def _compare(before: Grown, now: Grown) -> None:
    """Print what grows faster than the number of cases."""
    times = now.cases / before.cases
    if before.built and now.built:
        seconds = now.built.seconds / before.built.seconds
        print(f"  {times:.1f} times the cases: built in {seconds:.1f} times the time")
    faster = sorted(
        (size / before.files[name] / times, name)
        for name, size in now.files.items()
        if before.files.get(name, 0) > 1024 and size / before.files[name] > 1.1 * times
    )
    told = ", ".join(f"{name} ({times * more:.1f} times)" for more, name in faster[::-1][:_SHOWN])
    print(f"  files that grow faster than that: {told or 'none'}")


def main() -> None:
    """Measure the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--unbuilt", type=int, nargs="*", default=UNBUILT)
    options = parser.parse_args()
    report(options.sizes, options.unbuilt)


if __name__ == "__main__":
    main()
