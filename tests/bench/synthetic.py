"""A large corpus for measuring: the real cases, copied under new ids with their words moved about."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

COPIED = ("mkdocs.yml", "docs", "scripts")


def project(root: Path, target: Path, cases: int) -> Path:
    """Write a project with ``cases`` cases to ``target`` and return it.

    Every copy keeps its structure; words of three letters and more change
    places within the text, so that neither rendering nor index can lean on
    repetition. The same number gives the same project.
    """
    target.mkdir(parents=True)
    for name in COPIED:
        source = root / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, target / name)
    folder = target / "cases"
    folder.mkdir()
    originals = sorted((root / "cases").glob("*.yml"))
    chosen = random.Random(cases)  # noqa: S311 - a fixed order, not a secret
    for number in range(cases):
        path = originals[number % len(originals)]
        name = path.stem if number < len(originals) else f"{path.stem[:60]}-n{number}"
        text = path.read_text("utf-8")
        folder.joinpath(f"{name}.yml").write_text(
            text if name == path.stem else varied(text, path.stem, name, chosen), "utf-8"
        )
    return target


_TEXT = re.compile(r"^(\s+)([A-Z][a-z' ,.-]{60,})$", re.MULTILINE)


def varied(text: str, old: str, new: str, chosen: random.Random) -> str:
    """One case under a new id, with the words of its long plain lines in another order."""
    text = text.replace(f"id: {old}\n", f"id: {new}\n", 1)

    def shuffle(match: re.Match[str]) -> str:
        words = match[2].split(" ")
        chosen.shuffle(words)
        return match[1] + " ".join(words)

    return _TEXT.sub(shuffle, text)
