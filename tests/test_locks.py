"""What comes from npm for a few tests and audits is pinned by its digest, and runs nothing when it is installed."""

from __future__ import annotations

import json
from pathlib import Path

import factories
import pytest

LOCKS = sorted(
    path
    for path in (factories.REPOSITORY / "tests").rglob("package-lock.json")
    if "node_modules" not in path.parts
)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.parent.name)
def test_every_package_has_its_digest_and_no_address(lock: Path) -> None:
    """Wherever a package comes from, it is the one that was looked at; the lock names no host."""
    packages = json.loads(lock.read_text("utf-8"))["packages"]
    listed = {name: package for name, package in packages.items() if name}

    assert listed
    assert not [name for name, it in listed.items() if not it["integrity"].startswith("sha512-")]
    assert not [name for name, it in listed.items() if "resolved" in it]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.parent.name)
def test_nothing_runs_when_packages_are_installed(lock: Path) -> None:
    """Also where somebody calls npm without our commands: scripts of packages are off in the folder itself."""
    settings = (lock.parent / ".npmrc").read_text("utf-8").splitlines()

    assert {"ignore-scripts=true", "omit-lockfile-registry-resolved=true"} <= set(settings)
