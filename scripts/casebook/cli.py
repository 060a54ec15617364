"""The command line. Prints and exits; everything else returns values."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from types import ModuleType

COMMANDS = (
    "check", "fix", "new", "import", "links", "site", "serve", "export", "schema", "publish", "dataset", "compare", "reading",
    "forge", "ask", "mcp",
)  # fmt: skip
"""Names of the commands; each is a module of :mod:`casebook.commands`."""
_MODULES = {"import": "import_"}
"""Modules whose command is a word that Python keeps for itself."""


_ROOT = "the project; found upwards from here if not given"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 clean, 1 problems, 2 misuse."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A name that the terminal cannot write is shown by its code.
            stream.reconfigure(errors="backslashreplace")
    options = _parser(given).parse_args(given)
    root = find_root(options.root)
    if root is None:
        where = options.root or Path.cwd()
        print(
            f"casebook: {where} is not inside a casebook; its root holds mkdocs.yml and cases/. "
            "Go there, or name it with --root.",
            file=sys.stderr,
        )
        return 2
    module = _module(options.command)
    try:
        code: int = module.run(options, root)
    except KeyboardInterrupt:
        print("\ncasebook: stopped", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader of our output has gone (`casebook check | head`).
        sys.stderr.close()
        return 1
    return code


def _module(command: str) -> ModuleType:
    return import_module(f"casebook.commands.{_MODULES.get(command, command)}")


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="casebook", description="Check, build and extend the AI Governance Casebook."
    )
    parser.add_argument("--root", type=Path, help=_ROOT)
    # Named after the command, it counts as well and does not undo one named before.
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--root", type=Path, default=argparse.SUPPRESS, help=_ROOT)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    # Only the module that is asked for is loaded: `check` stays quick.
    # A folder can be called like a command: the first word that is not the root's counts.
    words = zip(["", *given], given, strict=False)
    asked = [word for before, word in words if word in COMMANDS and before != "--root"]
    for name in asked[:1] or COMMANDS:
        module = _module(name)
        command = commands.add_parser(
            name, help=module.HELP, description=module.HELP, parents=[shared]
        )
        module.add(command)
    return parser


def find_root(named: Path | None) -> Path | None:
    """The nearest folder upwards that holds ``mkdocs.yml`` and ``cases/``."""
    start = (named or Path.cwd()).resolve()
    folders = [start] if named else [start, *start.parents]
    return next(
        (f for f in folders if (f / "mkdocs.yml").is_file() and (f / "cases").is_dir()), None
    )
