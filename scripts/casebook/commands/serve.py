"""``casebook serve``: the site on this machine, made anew whenever a file is saved."""

from __future__ import annotations

import argparse
import errno
import logging
import os
import socket
import sys
from pathlib import Path

_LAST_PORT = 65535
_LONGEST_PORT = len(str(_LAST_PORT))
_OTHER = "127.0.0.1:8123"
HELP = "show the site on this machine; edit a case and see its page"


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("--address", default="127.0.0.1:8000", help="where to listen (host:port)")


def run(options: argparse.Namespace, root: Path) -> int:
    """Serve until interrupted. A broken case shows its problems as a page."""
    wrong = _unfit(options.address)
    if wrong:
        print(f"casebook: {wrong}", file=sys.stderr)
        return 2
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from casebook.site import live  # noqa: PLC0415 - slow, and no other command needs it

    _tell()
    print("Reading the cases …", flush=True)
    host, _, port = options.address.rpartition(":")
    preview = live.Preview(root, f"http://{options.address}/")
    program = _Program(root / "scripts")

    def refresh() -> None:
        if program.changed():
            print("The program has changed: starting again.", flush=True)
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - the command as it was given
        preview.refresh()

    server = live.Server(preview, refresh, host.strip("[]"), int(port))
    for watched in (root / "cases", root / "docs", root / "scripts", root / "mkdocs.yml"):
        server.watch(str(watched))
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
    finally:
        server.shutdown()
    return 0


class _Program:
    """The Python files of the program, to see that one has changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen = self._stamps()

    def changed(self) -> bool:
        """Whether a file has changed since the last question, and all can be compiled."""
        before, self._seen = self._seen, self._stamps()
        touched = [path for path, stamp in self._seen.items() if before.get(path) != stamp]
        return before != self._seen and all(map(_compiles, touched))

    def _stamps(self) -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in self._folder.rglob("*.py")}


def _compiles(path: Path) -> bool:
    """Whether a Python file has no mistake of form; says which it has."""
    try:
        compile(path.read_bytes(), path, "exec")
    except SyntaxError as error:
        print(f"{path}:{error.lineno}: {error.msg}; the program goes on as it was.", flush=True)
        return False
    return True


def _unfit(address: str) -> str:
    """Why nothing can be served there, and what to do; empty if it can.

    Asked before the pages are made: half a minute is too long to wait for it.
    """
    host, _, port = address.rpartition(":")
    none = f"`{address}` is no address to listen at. Write host and port: --address {_OTHER}"
    if not host or not port.isdecimal() or len(port) > _LONGEST_PORT or int(port) > _LAST_PORT:
        return none
    try:
        family, kind, _, _, place = socket.getaddrinfo(
            host.strip("[]"), int(port), type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind) as trial:
            # As the live server does, so that one that has just ended is not in the way.
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
    except UnicodeError:  # a name that no network knows, such as one with an empty part
        return none
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return (
                f"Something is served at {address} already, perhaps by another `make serve`. "
                f"End it, or take another place: .venv/bin/casebook serve --address {_OTHER}"
            )
        return f"Nothing can be served at {address} ({error.strerror}). Try --address {_OTHER}"
    return ""


def _tell() -> None:
    """Let the live server say where it listens and what it makes anew; MkDocs shows that in its own program only."""
    log = logging.getLogger("mkdocs.livereload")
    log.setLevel(logging.INFO)
    log.handlers = [logging.StreamHandler(sys.stdout)]
    log.propagate = False
