"""The files of the ledger of addresses, read as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from casebook.base.problems import Loc, Problem
from casebook.model.ledger import Ledger
from casebook.model.lists import Permalinks
from casebook.permalinks import files
from casebook.permalinks.ledger import SITE
from casebook.reading import strays
from casebook.source import Source, read_text


class LedgerFile(Source):
    """A file of the ledger, which finds the line of an address."""

    def at(self, loc: Loc, *, key: bool = False) -> tuple[int, int]:
        """Line and column of an address, or of its successor unless ``key`` is set.

        ``loc`` is the place in :class:`~casebook.model.Permalinks`: ``("moved", old)``,
        ``("pages", page)`` or ``("pages", page, anchor)``. A page without a line is shown
        at its first anchor, and what no line names at the top of the file.
        """
        address = "#".join(map(str, loc[1:]))
        for number, line in enumerate(self.text.split("\n"), 1):
            recorded = line.split(" ", 1)[0]
            if address and (recorded == address or recorded.startswith(f"{address}#")):
                successor = loc[0] == "moved" and not key
                return number, len(f"{address} -> ") + 1 if successor else 1
        return 1, 1


@dataclass(frozen=True)
class Recorded:
    """What the files of the ledger say, and everything that is wrong with them."""

    ledger: Ledger = field(default_factory=Ledger)
    sources: tuple[LedgerFile, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_all(root: Path, old: Permalinks | None) -> Recorded:
    """Read every file of the ledger.

    Args:
        root: The project.
        old: What the one file from before holds, if it is still there.
    """
    folder = root / files.FOLDER
    if not folder.is_dir() and old is None:
        return Recorded(problems=(_missing(),))
    paths = [(path, path.relative_to(root).as_posix()) for path in sorted(folder.rglob("*"))]
    recorded = read_some([each for each in paths if each[1].endswith(files.ENDING)], old)
    ignored = [
        _ignored(shown)
        for path, shown in paths
        if not shown.endswith(files.ENDING) and path.is_file() and not path.name.startswith(".")
    ]
    rest = files.path(SITE)
    # Problems of addresses that come from no file of data are shown there.
    needed = [LedgerFile(rest, "", "", None)] * all(s.path != rest for s in recorded.sources)
    return replace(
        recorded,
        sources=(*recorded.sources, *needed),
        problems=(*recorded.problems, *ignored),
    )


def read_some(paths: Iterable[tuple[Path, str]], old: Permalinks | None = None) -> Recorded:
    """Read some files of the ledger, each with the path that problems show."""
    problems: list[Problem] = []
    lines: dict[str, list[files.Line]] = {}
    sources = []
    for path, shown in paths:
        text, found = read_text(path, shown)
        problems += found
        if text is not None:
            sources.append(LedgerFile(shown, "", text, None))
            lines[shown], found = files.parse(text, shown)
            problems += found
    ledger, found = files.ledger(lines.items(), old)
    return Recorded(ledger, tuple(sources), (*problems, *found))


def _ignored(shown: str) -> Problem:
    return Problem(
        shown,
        1,
        1,
        strays.RULE,
        f"only files that end in `{files.ENDING}` are read in `{files.FOLDER}/`",
        "Give the file that ending, or move it elsewhere.",
    )


def _missing() -> Problem:
    return Problem(
        files.FOLDER,
        1,
        1,
        files.MALFORMED,
        "the folder with the published addresses is not there",
        "Restore it from git. For a new casebook, create it and run `casebook publish`.",
    )
