"""Scripts are served without their comments, and are the same scripts."""

from __future__ import annotations

import re

import factories
import pytest
from casebook.site.scripts import uncommented

SCRIPTS = sorted((factories.REPOSITORY / "docs" / "assets" / "js").rglob("*.*js"))


@pytest.mark.parametrize(
    ("script", "served"),
    [
        ("// Why.\nlet a = 1;\n  // More.\n", "\nlet a = 1;\n\n"),
        ("/** What.\n * @type {string}\n */\nlet a;\n", "\n\n\nlet a;\n"),
        ("/* One. */\nf(); /* two */ g();\n", "\nf(); /* two */ g();\n"),
        ('let a = "https://x"; // kept\n', 'let a = "https://x"; // kept\n'),
        ("let a = /** @type {any} */ (b);\n", "let a = (b);\n"),
        ("f((/** @type {Set<A>} */ a, /** @type {B} */ b) => a);\n", "f((a, b) => a);\n"),
        ("let a = 4 / 2; /* c */\n", "let a = 4 / 2; /* c */\n"),
    ],
)
def test_comments_are_left_out(script: str, served: str) -> None:
    """Those on lines of their own, and types anywhere; every line keeps its number."""
    assert uncommented(script) == served


def test_nothing_but_comments_is_left_out() -> None:
    """Each line that is served is one of the script, but for types in it, on the same number."""
    assert SCRIPTS
    for path in SCRIPTS:
        lines = path.read_text("utf-8").split("\n")
        served = uncommented("\n".join(lines)).split("\n")
        assert len(served) == len(lines), path
        for line, kept in zip(lines, served, strict=True):
            if kept:
                assert re.sub(r"/\*\* @.*?\*/ ?", "", line) == kept, path
            else:
                assert re.match(r"\s*(//|/\*|\*|$)", line), (path, line)
        assert "@type" not in "\n".join(served), path
