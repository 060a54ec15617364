"""Thousands of damaged case files through the check, and builds that are killed.

Three things are counted, and each must be none: files that end in an error of the
program, messages without a place or a remedy, and files that pass the check and
do not render. ``PYTHONPATH=tests python -m bench.robust --help`` says the rest.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import factories
from casebook.base.problems import Problem
from casebook.model import Case
from casebook.reading.load import Loader, Reading
from casebook.rules import CATALOGUE
from casebook.source import read_bytes
from lxml import html
from support import rendering, sites

SLOWEST = 2.0
"""Seconds that the check of one file, and the page made of it, may take."""
_LINE = re.compile(r"^(\s*(?:- )?)([a-z_]+): (.+)$")
_OTHER_TYPES = ("0123", "[something]", "{something: else}", "", "~", "true")
_RUNS = re.compile(r"^\s*(?:javascript|data|vbscript):", re.IGNORECASE)


@dataclass
class Found:
    """What was counted, and what went wrong."""

    files: int = 0
    refused: int = 0
    rendered: int = 0
    slowest: float = 0.0
    kinds: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


# Damage

Damage = Callable[[list[str], random.Random], str]


def _somewhere(lines: list[str], chance: random.Random) -> int:
    return chance.randrange(len(lines))


def _delete(lines: list[str], chance: random.Random) -> str:
    at = _somewhere(lines, chance)
    del lines[at : at + chance.randint(1, 3)]
    return f"lines deleted at {at + 1}"


def _double(lines: list[str], chance: random.Random) -> str:
    at = _somewhere(lines, chance)
    lines.insert(at, lines[at])
    return f"line {at + 1} doubled"


def _swap(lines: list[str], chance: random.Random) -> str:
    one, other = _somewhere(lines, chance), _somewhere(lines, chance)
    lines[one], lines[other] = lines[other], lines[one]
    return f"lines {one + 1} and {other + 1} swapped"


def _indent(lines: list[str], chance: random.Random) -> str:
    at = _somewhere(lines, chance)
    by = chance.choice([" ", "  ", "    ", "\t", "\u00a0"])
    lines[at] = by + lines[at] if chance.random() < 0.5 else lines[at][len(by) :]
    return f"line {at + 1} indented by {by!r}, more or less"


def _letter(lines: list[str], chance: random.Random) -> str:
    at = _somewhere(lines, chance)
    place = chance.randrange(len(lines[at]) + 1)
    sign = chance.choice(list(":-#'\"[]{}|>&*!%@`?,~\\\t\u200b\u202e\ufeff\ufffd\x00\x1b é漢🙂"))
    lines[at] = lines[at][:place] + sign + lines[at][place + chance.randint(0, 1) :]
    return f"{sign!r} in line {at + 1}"


def _retype(lines: list[str], chance: random.Random) -> str:
    places = [n for n, line in enumerate(lines) if _LINE.match(line)]
    at = chance.choice(places)
    kind = chance.choice(_OTHER_TYPES)
    lines[at] = _LINE.sub(lambda match: f"{match[1]}{match[2]}: {kind}", lines[at])
    return f"line {at + 1} says {kind!r}"


def _key(lines: list[str], chance: random.Random) -> str:
    places = [n for n, line in enumerate(lines) if _LINE.match(line)]
    at = chance.choice(places)
    head, name, rest = _LINE.fullmatch(lines[at]).groups()  # type: ignore[union-attr] # it was chosen so
    made = chance.choice([f"{name}s", name.upper(), name.replace("_", "-"), name[1:] or "x"])
    lines[at] = f"{head}{made}: {rest}"
    return f"another key in line {at + 1}"


def _cut(lines: list[str], chance: random.Random) -> str:
    at = _somewhere(lines, chance)
    del lines[at:]
    return f"cut at line {at + 1}"


DAMAGES: tuple[Damage, ...] = (_delete, _double, _swap, _indent, _letter, _retype, _key, _cut)


def damaged(files: Sequence[Path], number: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Name and text of each damaged file: one to three things are wrong with it."""
    for _ in range(number):
        path = chance.choice(files)
        lines = path.read_text("utf-8").splitlines()
        if chance.random() < 0.5:
            lines = [re.sub(r"^  status: published$", "  status: draft", line) for line in lines]
        times = chance.choice([1, 1, 1, 2, 3])
        told = [chance.choice(DAMAGES)(lines, chance) for _ in range(times) if lines]
        yield f"{path.name}: {'; '.join(told)}", "\n".join(lines) + "\n"


def awkward(
    files: Sequence[Path], strings: Sequence[str], chance: random.Random
) -> Iterator[tuple[str, str]]:
    """Name and text of each file in which a string stands for a text, in quotes and as it is."""
    for string in strings:
        path = chance.choice(files)
        source, _ = read_bytes(path.read_bytes(), path.name)
        assert source is not None
        places = list(_texts(source.data))
        at = chance.choice(places)
        data = json.loads(json.dumps(source.data))
        data["record"]["status"] = "draft"
        holder: Any = data
        for step in at[:-1]:
            holder = holder[step]
        holder[at[-1]] = f"{holder[at[-1]]} {string}" if chance.random() < 0.5 else string
        name = ".".join(map(str, at))
        yield f"{path.name}: {string!r} in {name}", json.dumps(data, indent=1, ensure_ascii=False)
        bare = path.read_text("utf-8").splitlines()
        places_of_lines = [n for n, line in enumerate(bare) if _LINE.match(line)]
        line = chance.choice(places_of_lines)
        bare[line] = f"{bare[line].partition(': ')[0]}: {string}"
        yield f"{path.name}: {string!r} bare in line {line + 1}", "\n".join(bare) + "\n"


def _texts(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, str):
        yield at
    elif isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for step, part in pairs:
            yield from _texts(part, (*at, step))


# The check


def examine(files: Iterator[tuple[str, str]], folder: Path) -> Found:
    """Check each file, and render what passes."""
    found = Found()
    loader = Loader(factories.REPOSITORY)
    real = loader.load()
    scripts: dict[str, int] = {}
    for name, text in files:
        found.files += 1
        path = folder / name.partition(":")[0]
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        begun = time.perf_counter()
        try:
            reading = loader.load(only=[path])
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            found.wrong.append(f"{name}: the check ended in {type(error).__name__}: {error}")
            continue
        found.wrong += [f"{name}: {said}" for said in _unhelpful(reading.problems, text)]
        found.kinds.update({problem.rule for problem in reading.problems})
        if reading.errors or _only(reading) is None:
            found.refused += 1
            if not reading.errors:
                found.wrong.append(f"{name}: refused without a word")
        else:
            found.rendered += 1
            found.wrong += _rendered(name, reading, real, scripts)
        spent = time.perf_counter() - begun
        found.slowest = max(found.slowest, spent)
        if spent > SLOWEST:
            found.wrong.append(f"{name}: took {spent:.1f} s")
    return found


def _unhelpful(problems: Sequence[Problem], text: str) -> Iterator[str]:
    """Messages that say no place in the file, no rule, or nothing to do."""
    lines = text.count("\n") + 1
    for problem in problems:
        if not (0 < problem.line <= lines and problem.column > 0):
            yield f"no such place: {problem}"
        if (
            problem.rule not in CATALOGUE
            or not problem.message.strip()
            or not problem.remedy.strip()
        ):
            yield f"no help: {problem}"


def _only(reading: Reading) -> Case | None:
    """The one case that was read, published or not."""
    return next(iter([*reading.corpus.cases.values(), *reading.corpus.drafts.values()]), None)


def _rendered(name: str, reading: Reading, real: Reading, scripts: dict[str, int]) -> list[str]:
    case = _only(reading)
    assert case is not None
    wrong = rendering.broken(name, rendering.preview, case, real)
    if wrong:
        return wrong
    page = html.fromstring(rendering.preview(case, real))
    wrong += [f"{name}: {said}" for said in _runs(page, scripts)]
    if case.record.status == "published":
        wrong += rendering.broken(name, rendering.publish, case, real)
    return wrong


def _runs(page: Any, scripts: dict[str, int]) -> Iterator[str]:
    """What of a page a browser would run that the templates did not write."""
    if page.xpath("//script | //iframe | //object | //embed"):
        yield "something runs in the page"
    for element in page.iter():
        for attribute, value in element.attrib.items():
            if attribute.startswith("on") or (attribute in ("href", "src") and _RUNS.match(value)):
                yield f"{attribute}={value!r} runs in the page"


# Builds that are killed


def killed(times: int, chance: random.Random, folder: Path) -> list[str]:
    """What is wrong with a site whose next build is killed at some moment, again and again."""
    root, target = folder / "project", folder / "project/site"
    root.mkdir()
    sites.copy(root)
    begun = time.perf_counter()
    sites.build(target, root=root)
    whole = time.perf_counter() - begun
    before, wrong = sites.content(target), []
    old = shutil.copytree(target, folder / "old")
    # Each build would say something else than the site that is there.
    page = root / "docs/about/index.md"
    page = page if page.exists() else next((root / "docs").glob("*/*.md"))
    page.write_text(page.read_text("utf-8") + "\nOne more line.\n", "utf-8")
    after = sites.content(sites.build(folder / "new", root=root))
    for number in range(times):
        shutil.rmtree(target)
        shutil.copytree(old, target)
        moment = chance.uniform(0, whole * 1.05)
        _kill(root, target, moment)
        now = sites.content(target)
        state = "old" if now == before else "new" if now == after else "neither old nor new"
        print(f"  kill {number + 1} after {moment:.2f} s: the site is {state}")
        if state.startswith("neither"):
            wrong.append(f"killed after {moment:.2f} s: {state}")
    if sites.content(sites.build(target, root=root)) != after:
        wrong.append("the build after the kills is not the new site")
    left = sorted(path.name for path in root.iterdir() if path.name.startswith(".site"))
    if left:
        wrong.append(f"left behind: {', '.join(left)}")
    return wrong


def _kill(root: Path, target: Path, moment: float) -> None:
    command = [sys.executable, "-m", "casebook", "site", "--output", str(target)]
    with subprocess.Popen(
        command,
        cwd=root,
        env=sites.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def main() -> int:
    """Do what the arguments say, and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m bench.robust", description=__doc__)
    parser.add_argument("--mutants", type=int, default=3000, help="number of damaged files")
    parser.add_argument("--strings", type=Path, help="a list of naughty strings, as JSON")
    parser.add_argument("--kills", type=int, default=10, help="number of builds to kill")
    parser.add_argument("--seed", type=int, default=20261202, help="of what is drawn by lot")
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311 - a sample, no secret
    cases = sorted((factories.REPOSITORY / "cases").glob("*.yml"))
    wrong: list[str] = []
    folder = Path(tempfile.mkdtemp())
    try:
        (folder / "cases").mkdir()
        runs = {"damaged files": damaged(cases, options.mutants, chance)}
        if options.strings:
            strings = json.loads(options.strings.read_text("utf-8"))
            runs["files with a naughty string"] = awkward(cases, strings, chance)
        for name, files in runs.items():
            found = examine(files, folder / "cases")
            print(
                f"{found.files} {name}: {found.refused} refused by {len(found.kinds)} rules, "
                f"{found.rendered} rendered, slowest {found.slowest:.2f} s, {len(found.wrong)} wrong"
            )
            print("  " + ", ".join(f"{rule} {count}" for rule, count in found.kinds.most_common()))
            wrong += found.wrong
        wrong += killed(options.kills, chance, folder) if options.kills else []
    finally:
        shutil.rmtree(folder)
    print(*wrong, sep="\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
