"""Projects with a past: a git repository of their own, whatever this machine's settings."""

from __future__ import annotations

import subprocess
from pathlib import Path

_QUIET = (
    "-c",
    "user.name=Tests",
    "-c",
    "user.email=tests@example.org",
    "-c",
    "commit.gpgsign=false",
)


def git(root: Path, *arguments: str) -> str:
    """Run git in a folder and return what it prints."""
    ran = subprocess.run(
        ["git", "-C", str(root), *_QUIET, *arguments], capture_output=True, text=True, check=True
    )
    return ran.stdout.strip()


def commit(root: Path, subject: str = "Before") -> str:
    """Commit everything under ``root``, in a new repository if there is none; return the commit."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", subject)
    return git(root, "rev-parse", "HEAD")
