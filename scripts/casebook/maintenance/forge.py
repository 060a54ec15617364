"""What the workflows say on the code host: a comment, labels, an issue, a release.

Everything goes through ``gh``, the host's own command line, which holds the
token. What comes from a pull request (the list of pages, its branch, its
files) is written by strangers: it is checked here and shown as plain text.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

_ADDRESS = re.compile(r"[a-z0-9./_-]{0,200}")
_LARGEST = 1024 * 1024
_SHOWN = 30
_TOLD = 50_000
"""Most characters of a report in an issue; the host takes some more."""
_LONG_TICKS = re.compile("`{4,}")
COMMENT_MARK = "<!-- casebook: changed pages -->"
ISSUE_TITLE = "Addresses that do not answer"
LABELS: Mapping[str, tuple[str, ...]] = {
    "cases": ("cases/",),
    "lists": ("docs/checklists/", "docs/frameworks/", "docs/patterns/", "docs/vocabulary.yml"),
    "policy": ("docs/policy/",),
    "docs": ("docs/about/", "docs/contribute/", "docs/develop/", "README.md", "CONTRIBUTING.md"),
    "look": ("docs/assets/", "docs/theme/", "scripts/casebook/pages/templates/"),
    "program": ("scripts/",),
    "tests": ("tests/",),
    "workflows": (".github/", ".ci/"),
}
"""Labels by the files that a change touches; a file can be in several."""


class ForgeError(Exception):
    """The host could not be asked, or what it or a stranger sent cannot be used; the text says why."""


def gh(*arguments: str, given: str | None = None) -> Any:
    """Run ``gh`` and return what it answers, as data.

    Raises:
        ForgeError: if it is missing or refuses.
    """
    if shutil.which("gh") is None:
        message = "`gh` is not installed; it comes with the host's runners"
        raise ForgeError(message)
    ran = subprocess.run(
        ["gh", *arguments],  # noqa: S607 - where gh lies differs between runners
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        message = f"gh {' '.join(arguments[:2])}: {ran.stderr.strip() or 'it gives no reason'}"
        raise ForgeError(message)
    return json.loads(ran.stdout) if ran.stdout.strip() else None


def _repository() -> str:
    return os.environ["GITHUB_REPOSITORY"]


def pull_request() -> int:
    """Number of the pull request whose workflow has run, by what the host itself knows of it.

    The artefact of the run is not asked: a stranger has written it.

    Raises:
        ForgeError: if no open pull request has this branch at this commit.
    """
    run = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8"))["workflow_run"]
    head = f"{run['head_repository']['owner']['login']}:{run['head_branch']}"
    found = gh(
        "api",
        "--method",
        "GET",
        f"repos/{_repository()}/pulls",
        "-f",
        "state=open",
        "-f",
        f"head={head}",
    )
    for pull in found:
        if pull["head"]["sha"] == run["head_sha"]:
            return int(pull["number"])
    message = "no open pull request has this branch at this commit; a newer one may be on its way"
    raise ForgeError(message)


def comment_text(raw: bytes, run: str) -> str:
    """The comment on the pages that a pull request changes.

    Args:
        raw: What ``casebook compare --format json`` wrote in the pull request's own run.
        run: Address of that run, where its artefact can be taken from.

    Raises:
        ForgeError: if it is not of the form that the command writes.
    """
    try:
        told = json.loads(raw) if len(raw) <= _LARGEST else None
    except (ValueError, RecursionError):  # the second from a mebibyte of opening brackets
        told = None
    if not isinstance(told, dict) or set(told) != {"new", "changed", "gone"}:
        message = "the list of pages is not what `casebook compare` writes"
        raise ForgeError(message)
    lines = [COMMENT_MARK, "### Pages that this change touches", ""]
    for kind in ("new", "changed", "gone"):
        lines += _listed(kind, told[kind])
    if len(lines) == len([COMMENT_MARK, "heading", "blank"]):
        lines += ["None.", ""]
    lines += [
        f"To look at them, take the artefact `site` from [the run]({run}), unpack it and serve the folder."
    ]
    return "\n".join(lines) + "\n"


def _listed(kind: str, pages: Any) -> list[str]:
    if not isinstance(pages, list) or not all(
        isinstance(page, str) and _ADDRESS.fullmatch(page) for page in pages
    ):
        message = "the list of pages holds something that is no address of ours"
        raise ForgeError(message)
    shown = [f"- `/{page}`" for page in pages[:_SHOWN]]
    more = [f"- and {len(pages) - _SHOWN} more"] if len(pages) > _SHOWN else []
    return [f"**{kind.capitalize()}** ({len(pages)})", "", *shown, *more, ""] if pages else []


def say(pull: int, text: str) -> None:
    """Put the one comment of ours on a pull request, or write it anew."""
    place = f"repos/{_repository()}/issues/{pull}/comments"
    pages = gh("api", "--paginate", "--slurp", place)
    own = [c for page in pages for c in page if _is_ours(c)]
    body = json.dumps({"body": text})
    if own:
        gh(
            "api",
            "--method",
            "PATCH",
            f"repos/{_repository()}/issues/comments/{own[0]['id']}",
            "--input",
            "-",
            given=body,
        )
    else:
        gh("api", "--method", "POST", place, "--input", "-", given=body)


def _is_ours(comment: Mapping[str, Any]) -> bool:
    # Others can write the mark as well, but only the workflow is this bot.
    by_us = comment["user"]["login"] == "github-actions[bot]"
    return by_us and str(comment["body"]).startswith(COMMENT_MARK)


def labels_of(files: Iterable[str]) -> set[str]:
    """Labels for a change of these files."""
    touched = list(files)
    return {
        label
        for label, places in LABELS.items()
        if any(file.startswith(place) for file in touched for place in places)
    }


def label(pull: int) -> None:
    """Give a pull request the labels of the areas it touches, and take ours that no longer fit."""
    place = f"repos/{_repository()}/issues/{pull}/labels"
    pages = gh("api", "--paginate", "--slurp", f"repos/{_repository()}/pulls/{pull}/files")
    wanted = labels_of(file["filename"] for page in pages for file in page)
    has = {entry["name"] for entry in gh("api", place)}
    kept = sorted(has - set(LABELS) | wanted)
    if set(kept) != has:
        gh("api", "--method", "PUT", place, "--input", "-", given=json.dumps({"labels": kept}))


def issue_on_links(report: str) -> None:
    """Open the one issue on dead addresses, write it anew, or close it if there is nothing to tell."""
    place = f"repos/{_repository()}/issues"
    found = gh("api", "--method", "GET", place, "-f", "state=open", "-f", "labels=links")
    own = next((each["number"] for each in found if each["title"] == ISSUE_TITLE), None)
    # In a block of code nothing that a server said can call anybody or look like text of ours.
    told = _LONG_TICKS.sub("```", report)  # a fence must be longer, and the host takes only so much
    fence = "````"
    cut = told[:_TOLD] + ("\n…" if len(told) > _TOLD else "")
    body = f"Found by `casebook links`. [What to do]({_guide()})\n\n{fence}text\n{cut.strip()}\n{fence}\n"
    if report.strip():
        entry = json.dumps({"title": ISSUE_TITLE, "body": body, "labels": ["links"]})
        target = place if own is None else f"{place}/{own}"
        gh(
            "api",
            "--method",
            "POST" if own is None else "PATCH",
            target,
            "--input",
            "-",
            given=entry,
        )
    elif own is not None:
        gh(
            "api",
            "--method",
            "PATCH",
            f"{place}/{own}",
            "--input",
            "-",
            given=json.dumps({"state": "closed"}),
        )


def _guide() -> str:
    return f"https://github.com/{_repository()}/blob/HEAD/docs/contribute/review.md#addresses-that-do-not-answer"


def release(folder: Path) -> str:
    """Publish the archives of ``casebook dataset`` under a tag with their day; return the tag.

    The packed site goes with them, where it is in the folder; its digest is in the text alone.

    Raises:
        ForgeError: if there are none, or the tag is taken.
    """
    archives = sorted(folder.glob("casebook-data-*"))
    if not archives:
        message = f"{folder} holds no data set; run `casebook dataset {folder}` first"
        raise ForgeError(message)
    tag = archives[0].name.removeprefix("casebook-").removesuffix(".tar.gz")
    sums = (folder / "SHA256SUMS").read_text("utf-8")
    packed = sorted(folder.glob("casebook-site.zip"))
    for path in packed:
        sums += f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
    notes = f"The published data, frozen. Check it with `sha256sum --check SHA256SUMS`.\n\n```text\n{sums}```\n"
    paths = [str(path) for path in (*archives, *packed, folder / "SHA256SUMS")]
    _release(tag, notes, paths)
    return tag


def _release(tag: str, notes: str, paths: list[str]) -> None:
    entry = {
        "tag_name": tag,
        "target_commitish": os.environ["GITHUB_SHA"],
        "name": tag,
        "body": notes,
        "draft": True,  # nobody sees a release without its files
    }
    gh(
        "api",
        "--method",
        "POST",
        f"repos/{_repository()}/releases",
        "--input",
        "-",
        given=json.dumps(entry),
    )
    gh("release", "upload", tag, *paths, "--repo", _repository())
    gh("release", "edit", tag, "--draft=false", "--repo", _repository())
