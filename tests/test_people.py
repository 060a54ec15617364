"""Private persons stay unnamed: no text carries a name that was withheld.

The list holds hashes, so that the list itself names nobody. To add a name:
``printf %s "first last" | sha256sum``, in small letters.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "tests" / "data" / "withheld-names.sha256"
TEXTS = sorted(
    path
    for pattern in ("cases/*.yml", "docs/**/*.md", "docs/**/*.yml", "*.md", "scripts/**/*.html")
    for path in ROOT.glob(pattern)
)


@cache
def withheld() -> frozenset[str]:
    """The hashes of the list."""
    lines = LIST.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if len(line) == 64)


@cache
def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def candidates(text: str) -> Iterator[str]:
    """Everything in a text that could be a name: one to three words, or three Chinese signs."""
    text = text.lower()
    words = re.findall(r"[a-z0-9][a-z0-9\-]*", text)
    for size in (1, 2, 3):
        yield from (" ".join(words[n : n + size]) for n in range(len(words) - size + 1))
    for run in re.findall("[\u4e00-\u9fff]{3,}", text):
        yield from (run[n : n + 3] for n in range(len(run) - 2))


def named(text: str, hashes: frozenset[str]) -> set[str]:
    """The candidates of a text whose hash is on a list."""
    return {name for name in candidates(text) if _hash(name) in hashes}


def test_a_name_on_a_list_is_found() -> None:
    """A name whose hash is on the list is found in running text, whatever its letter case."""
    hashes = frozenset({_hash("jo example")})

    assert named("It was Jo Example, they wrote.", hashes) == {"jo example"}
    assert named("It was an example.", hashes) == set()


def test_no_text_carries_a_withheld_name() -> None:
    """No page, case or document carries a name that was withheld: it has the role, and no link."""
    texts = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in TEXTS}

    assert withheld()
    assert len(texts) > len(list(ROOT.glob("cases/*.yml"))) > 0
    assert [path for path, text in texts.items() if named(text, withheld())] == []
