"""Scripts as they are served: without the comments, which say what readers of the code need.

The types of the browser's code are comments, which would be about a third of the
scripts that a first view loads.
"""

from __future__ import annotations

import re

_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*.*?\*/[ \t]*)$", re.MULTILINE | re.DOTALL)
"""A comment on lines of its own."""
_TYPE = re.compile(r"/\*\* @[^*\n]*\*/ ?")
"""A type inside a line."""


def uncommented(script: str) -> str:
    """A script without its comments; every line keeps its number.

    Comments behind code on a line stay, but for types. No text of a script may
    have a line that begins like a comment.
    """
    return _TYPE.sub("", _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), script))
