"""Files beside the cases and lists that would be passed over: none is, without a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from casebook.base.problems import Problem

RULE = "files/ignored"
_OTHER_ENDINGS = frozenset({".yaml", ".yml"})


def strays(root: Path, folders: tuple[str, ...]) -> Iterator[Problem]:
    """Say of each entry of a folder why it is not read: ending, subfolder, symbolic link.

    Files whose names begin with a dot belong to other programs and are left alone, but for
    those that end as a case does.
    """
    for folder in folders:
        for path in sorted((root / folder).iterdir()) if (root / folder).is_dir() else ():
            yield from stray(path, path.relative_to(root).as_posix())


def stray(path: Path, shown: str) -> Iterator[Problem]:
    """Say why an entry of a folder is not read as a case or list, if it is not."""
    folder = Path(shown).parent.as_posix()
    if path.is_symlink():
        yield _problem(
            shown, "this is a symbolic link", "Put the file itself here; a link breaks elsewhere."
        )
    elif path.is_dir():
        yield _problem(
            shown + "/",
            f"this is a folder, and nothing in a folder under `{folder}/` is read",
            f"Move its files into `{folder}/` itself.",
        )
    elif path.suffix.lower() in _OTHER_ENDINGS and path.suffix != ".yml":
        better = path.with_suffix(".yml").name
        yield _problem(shown, f"the file ends in `{path.suffix}`", f"Give it the name `{better}`.")
    elif path.suffix != ".yml" and not path.name.startswith("."):
        yield _problem(
            shown,
            f"only files that end in `.yml` are read in `{folder}/`",
            "Give the file that ending, or move it elsewhere.",
        )


def _problem(shown: str, message: str, remedy: str) -> Problem:
    return Problem(shown, 1, 1, RULE, message, remedy)
