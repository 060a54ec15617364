"""What an earlier revision of the project held, read from git without a checkout.

The only module that asks git about the past. Only files that differ from those
on disk are read: git names a file by the digest of its content, and so can we.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_FOLDERS = ("cases", "docs")
_ENDINGS = (b".yml", b".txt")
"""Of cases and lists, and of the ledger of addresses."""
_BLOB = b"blob"


class UnknownPastError(Exception):
    """The past cannot be read; the text is a sentence for the person who asked."""


@dataclass(frozen=True)
class Past:
    """The files of a revision that are gone or differ now, by path from the project's root."""

    revision: str
    """The commit that was compared, in full."""
    files: Mapping[str, bytes]


def at(root: Path, revision: str) -> Past:
    """Read the files of data of ``revision`` that differ from those on disk.

    Where the two lines of history have parted, the commit at which they did is
    read: what others changed since then is not a change of ours.

    Raises:
        UnknownPastError: if git, the repository or the revision is not there.
    """
    if shutil.which("git") is None:
        message = "git is not installed, and --since asks it for the past. Install git first."
        raise UnknownPastError(message)
    commit = _commit(root, revision)
    listed = _git(root, "ls-tree", "-r", "-z", commit, "--", *_FOLDERS).split(b"\0")
    blobs = dict(_differing(root, listed))
    return Past(commit, dict(zip(blobs, _contents(root, list(blobs.values())), strict=True)))


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Run git in the root and return what it prints.

    Raises:
        UnknownPastError: if git refuses, with its own first words.
    """
    ran = subprocess.run(
        ["git", "-C", str(root), *arguments],  # noqa: S607 - where git lies differs between machines
        input=given,
        capture_output=True,
        check=False,
    )
    if ran.returncode:
        said = ran.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        message = f"git cannot read the past: {said or 'it gives no reason'}."
        raise UnknownPastError(message)
    return ran.stdout


def _asked(root: Path, *arguments: str) -> str:
    """One line that git answers; empty if it refuses."""
    try:
        return _git(root, *arguments).decode("utf-8", "replace").strip()
    except UnknownPastError:
        return ""


def _commit(root: Path, revision: str) -> str:
    if not _asked(root, "rev-parse", "--git-dir"):
        message = f"{root} is not in a git repository, so there is no past to compare with."
        raise UnknownPastError(message)
    # Never an option, whatever the revision begins with.
    named = _asked(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if named:
        return _asked(root, "merge-base", named, "HEAD").partition("\n")[0] or named
    if _asked(root, "rev-parse", "--is-shallow-repository") == "true":
        message = (
            f"this clone is shallow and does not hold `{revision}`. "
            "Fetch the rest with `git fetch --unshallow`, then ask again."
        )
    else:
        message = (
            f"git knows no revision `{revision}`. "
            "Name a branch, a tag or a commit, such as `origin/main`; `git fetch` brings new ones."
        )
    raise UnknownPastError(message)


def _differing(root: Path, listed: list[bytes]) -> Iterator[tuple[str, str]]:
    """Path and blob of every file of data in the listing that differs from the one on disk."""
    for line in listed:
        told, _, name = line.partition(b"\t")
        words = told.split()
        if not name.endswith(_ENDINGS) or words[1] != _BLOB:
            continue
        path, blob = name.decode("utf-8", "surrogateescape"), words[2].decode("ascii")
        if _blob(root / path, len(blob)) != blob:
            yield path, blob


def _blob(path: Path, digits: int) -> str:
    """The name git gives to the content of a file; empty if there is none."""
    try:
        # A link can lead to a device, which need not end.
        raw = path.read_bytes() if path.is_file() else None
    except OSError:
        raw = None
    if raw is None:
        return ""
    digest = hashlib.sha256 if digits == hashlib.sha256().digest_size * 2 else _sha1
    return digest(b"blob %d\0" % len(raw) + raw).hexdigest()


def _sha1(raw: bytes) -> hashlib._Hash:
    return hashlib.sha1(raw, usedforsecurity=False)


def _contents(root: Path, blobs: list[str]) -> Iterator[bytes]:
    """The contents of blobs, all from one process."""
    if not blobs:
        return
    asked = "".join(f"{blob}\n" for blob in blobs).encode("ascii")
    answer = _git(root, "cat-file", "--batch", given=asked)
    at_byte = 0
    for _ in blobs:
        head, _, _ = answer[at_byte:].partition(b"\n")
        start = at_byte + len(head) + 1
        at_byte = start + int(head.split()[-1]) + 1
        yield answer[start : at_byte - 1]
