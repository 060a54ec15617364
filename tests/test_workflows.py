"""The workflows: each step is one command of ours, each command runs, and nothing has more rights than it needs."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import casebook
import factories
import pytest
import yaml
from casebook.maintenance import forge
from support import host, revisions, sites
from support.some import some

ROOT = factories.REPOSITORY
FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS: dict[str, Any] = {
    path.name: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yml"))
}
WHOLE = frozenset(
    [
        "make .venv/.site",
        "make publishable",
        "make packed",
        "make preview",
        "make -C site-report/before preview",
        "make check",
        "make test",
        "make node",
    ]
)
"""What this run of the tests is part of, or what other tests do whole: here it is only laid out."""


def _jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, workflow in WORKFLOWS.items():
        for job in workflow["jobs"].values():
            yield name, job


COMMANDS = sorted(
    {step["run"].strip() for _, job in _jobs() for step in job["steps"] if "run" in step}
)


@pytest.fixture(name="clone")
def _clone(tmp_path: Path) -> Path:
    """A small project with the tools of this one, committed, and two sites to compare."""
    sources = [
        {name: value for name, value in source.items() if name != "url"} | {"citation": "In print"}
        for source in factories.case()["sources"]
    ]
    root = factories.write_project(tmp_path / "clone", factories.case(sources=sources))
    for name in (
        "Makefile",
        "LICENSE-DATA",
        "requirements.txt",
        "requirements-dev.txt",
        "pyproject.toml",
    ):
        shutil.copy2(ROOT / name, root / name)
        # Older than the environment, so that no target installs this clone into it.
        os.utime(root / name, (0, 0))
    (root / ".venv").symlink_to(ROOT / ".venv")
    factories.write(root / "site" / "index.html", "now")
    factories.write(root / "site-report" / "before" / "site" / "index.html", "before")
    factories.write(root / "site-report" / "links.txt", "cases/a.yml:1:1: gone\n")
    revisions.commit(root)
    return root


def _run(command: str, root: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-e", "-c", command],
        cwd=root,
        env={**sites.environment(), **variables},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=sites.PATIENCE,
    )


def test_each_step_is_one_command_of_ours() -> None:
    """A step runs a target of the Makefile or a command of the casebook, and no script of its own."""
    assert len(COMMANDS) > 10
    assert [] == [
        c for c in COMMANDS if not re.fullmatch(r"(?:make|\.venv/bin/casebook) [^\n;&|<>]+", c)
    ]


@pytest.mark.skipif(
    not (ROOT / ".venv" / ".site").exists(), reason="needs the environment of the Makefile"
)
@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in WHOLE])
def test_each_command_of_a_step_runs(command: str, clone: Path, tmp_path: Path) -> None:
    """Each command is run as the workflow runs it, on a small project, with a code host of our own."""
    told, variables = host.install(tmp_path / "host")
    told.answers(
        {
            **host.PULLS,
            "labels=links": [],
            "pulls/7/files": [[]],
            "issues/7/labels": [],
            "comments": [[]],
        }
    )
    needs = {"comment": "make changed", "release": ".venv/bin/casebook dataset site-report/data"}
    before = next((run for word, run in needs.items() if f"forge {word}" in command), "true")
    # Only the case, whose sources are in print: no test asks a server outside.
    only = {"BASE": "HEAD", "RUN": "https://example.org/", "LINKS": "cases"}
    ran = _run(f"{before} && {command}", clone, **variables, **only)

    assert ran.returncode == 0, ran.stdout + ran.stderr
    made = {
        "make sarif": "casebook.sarif",
        "make changed BEFORE=site-report/before/site": "changed.json",
    }
    if command in made:
        assert json.loads((clone / "site-report" / made[command]).read_text("utf-8"))
    if "forge" in command and "label" not in command:
        assert told.written


@pytest.mark.parametrize("command", sorted(WHOLE))
def test_each_large_target_can_be_laid_out(command: str) -> None:
    """The targets that are too large to run here exist, and so does everything they name."""
    assert command in COMMANDS
    target = shlex.split(command)[-1]
    ran = subprocess.run(
        ["make", "--dry-run", "--always-make", target],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr


@pytest.mark.unmeasured
def test_a_pull_request_that_breaks_a_rule_fails_its_step(clone: Path) -> None:
    """The steps that mark problems fail on a mistake, on a silent change, and the list for scanning does not."""
    path = clone / "cases" / "acme-refund-bot.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("paid in 2024", "paid in 2023"), "utf-8")
    since = next(c for c in COMMANDS if "--since" in c)
    assert _run(since, clone, BASE="HEAD").returncode == 1
    path.write_text(text.replace("title:", "titel:"), "utf-8")
    ran = _run(".venv/bin/casebook check --format github", clone)
    assert (ran.returncode, ran.stdout.startswith("::error file=cases/acme")) == (1, True)
    assert _run("make sarif", clone).returncode == 0
    assert "shape/unknown-key" in (clone / "site-report" / "casebook.sarif").read_text("utf-8")


def test_actions_are_pinned_and_known() -> None:
    """Each action stands at a commit, and only these commits were looked at in the action's own repository."""
    used = {step["uses"] for _, job in _jobs() for step in job["steps"] if "uses" in step}

    assert used == {
        "actions/attest-build-provenance@a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32",
        "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd",
        "actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e",
        "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",
        "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f",
        "actions/upload-pages-artifact@7b1f4a764d45c48632c6b24a0339c27f5614fb0b",
        "github/codeql-action/upload-sarif@8aad20d150bbac5944a9f9d289da16a4b0d87c1e",
    }


def test_nothing_has_rights_that_it_does_not_name() -> None:
    """Every workflow begins with no rights; what runs a stranger's code can only read."""
    for name, workflow in some(WORKFLOWS.items()):
        assert workflow["permissions"] == {}, name
        # YAML 1.1 reads the key `on` as true.
        if "pull_request" in (workflow[True] or {}):
            for job in some(workflow["jobs"].values()):
                writes = {right for right, way in job["permissions"].items() if way == "write"}
                assert writes <= {"security-events"}, name
                assert not writes or "head.repo.full_name == github.repository" in job["if"]
        for job in some(workflow["jobs"].values()):
            assert job["timeout-minutes"] <= 120


def test_every_workflow_takes_its_settings_from_variables() -> None:
    """The address of the site and whom to write to are said once, in the variables of the repository."""
    for name, workflow in WORKFLOWS.items():
        assert workflow["env"] == {
            "SITE_URL": "${{ vars.SITE_URL }}",
            "CONTACT": "${{ vars.CONTACT }}",
            "REPO_URL": "${{ github.server_url }}/${{ github.repository }}",
        }, name
    assert "make publishable" in str(WORKFLOWS["pages.yml"])


def test_releases_come_from_the_main_branch_with_an_attestation() -> None:
    """No other branch is released, and the files are attested before the release is made."""
    (job,) = WORKFLOWS["release.yml"]["jobs"].values()
    steps = [str(step.get("uses") or step.get("run")) for step in job["steps"]]

    assert job["if"] == "github.ref == 'refs/heads/main'"
    order = [
        next(place for place, step in enumerate(steps) if word in step)
        for word in ("casebook dataset", "attest-build-provenance", "forge release")
    ]
    assert order == sorted(order)


def test_what_strangers_wrote_is_never_run_with_rights() -> None:
    """The workflow that comments checks out no branch of a pull request, and no step holds a value of one."""
    text = (FOLDER / "comment.yml").read_text("utf-8")
    (job,) = WORKFLOWS["comment.yml"]["jobs"].values()

    assert [
        step.get("with", {}).get("ref")
        for step in job["steps"]
        if "checkout" in step.get("uses", "")
    ] == [None]
    assert "${{" not in "".join(
        step.get("run", "") for _, each in _jobs() for step in each["steps"]
    )
    assert (
        WORKFLOWS["preview.yml"]["name"]
        in WORKFLOWS["comment.yml"][True]["workflow_run"]["workflows"]
    )
    assert "secrets." not in text


# Files beside the workflows


def _forms() -> list[tuple[Path, Any]]:
    folder = ROOT / ".github" / "ISSUE_TEMPLATE"
    return [
        (path, yaml.safe_load(path.read_text("utf-8"))) for path in sorted(folder.glob("*.yml"))
    ]


def test_issue_forms_are_of_the_form_the_host_takes() -> None:
    """There is a form for a new case, a correction and an answer, each with questions that have ids of their own."""
    forms = {path.stem: form for path, form in _forms() if path.stem != "config"}

    assert set(forms) == {"correction", "new-case", "right-of-reply"}
    for form in forms.values():
        assert {"name", "description", "body"} <= set(form)
        ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
        assert len(ids) == len(set(ids)) >= 4
        for part in some(form["body"]):
            assert part["type"] in {"markdown", "input", "textarea", "dropdown", "checkboxes"}
            assert "value" in part["attributes"] or "label" in part["attributes"]


def test_issue_forms_name_labels_and_pages_that_exist() -> None:
    """What a form links to is in the repository."""
    texts = [path.read_text("utf-8") for path, _ in _forms()]
    names = [name for text in texts for name in re.findall(r"blob/HEAD/([^)#\s\"]+)", text)]

    assert [name for name in some(names) if not (ROOT / name).is_file()] == []


def test_the_citation_names_the_version_of_the_program() -> None:
    """Who cites the casebook gets the version that the package has, and a day."""
    told = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))

    assert told["version"] == casebook.__version__
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(told["date-released"]))


def test_the_release_is_described_alike_in_both_citation_files() -> None:
    """The file for a research archive agrees with the citation, and makes up no DOI and no person."""
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    archived = json.loads((ROOT / ".zenodo.json").read_text("utf-8"))

    assert archived["creators"] == cited["authors"]
    assert archived["license"] == cited["license"].lower()
    for same in ("title", "version", "keywords"):
        assert archived[same] == cited[same], same
    assert "doi" not in archived


def test_everything_that_is_pinned_is_kept_up_to_date() -> None:
    """Each kind of lock in the repository has an entry for updates, in the folder that holds it."""
    entries = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text("utf-8"))["updates"]
    locks = {"pip": "requirements.txt", "npm": "package-lock.json", "github-actions": ".github"}

    assert {entry["package-ecosystem"] for entry in entries} == set(locks)
    for entry in entries:
        folder = ROOT / entry["directory"].strip("/")
        assert (folder / locks[entry["package-ecosystem"]]).exists()


def test_the_page_on_a_copy_names_what_the_workflows_use() -> None:
    """Each variable, label and hook that somebody who runs a copy needs is on its page."""
    page = (ROOT / "docs/contribute/your-copy.md").read_text("utf-8")
    used = set(
        re.findall(r"vars\.([A-Z_]+)", "".join(p.read_text("utf-8") for p in FOLDER.glob("*")))
    )
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    labels = {label for _, form in _forms() for label in form.get("labels", [])} | set(forge.LABELS)

    assert used == {"SITE_URL", "CONTACT"}
    assert [] == [
        name
        for name in (*used, *labels, *(h["id"] for h in hooks))
        if f"`{name}`" not in page and f"id: {name}" not in page
    ]


def test_the_page_on_a_copy_names_no_version_that_is_not_tagged() -> None:
    """A hook that is pinned to a tag which nobody has set cannot be installed."""
    page = (ROOT / "docs/contribute/your-copy.md").read_text("utf-8")

    assert "rev: TAG-OR-COMMIT" in page
    assert re.findall(r"\bv\d+\.\d+\S*", page) == []


def test_code_owners_name_places_that_exist() -> None:
    """Every place in the example of code owners is there."""
    lines = (ROOT / ".github" / "CODEOWNERS.example").read_text("utf-8").splitlines()
    places = [line.split()[0] for line in lines if line.strip() and not line.startswith("#")]

    assert len(places) > 4
    assert [] == [p for p in places if p != "*" and not (ROOT / p.strip("/")).exists()]


@pytest.mark.unmeasured
def test_the_pre_commit_hooks_run(clone: Path) -> None:
    """The entry of each hook, run on a file as pre-commit does, passes a tidy case and stops a wrong one."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    untidy = factories.write(
        clone / "cases" / "untidy.yml", "title: A\nid: untidy\nkind: accident\n"
    )
    tidy = clone / "cases" / "acme-refund-bot.yml"
    _run(f".venv/bin/casebook fix {shlex.quote(str(tidy))}", clone)
    path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"

    assert {hook["id"] for hook in hooks} == {"casebook-check", "casebook-fix"}
    for hook in hooks:
        assert re.fullmatch(hook["files"], "cases/untidy.yml")
        assert hook["language"] == "python"
        codes = [
            _run(f"{hook['entry']} {shlex.quote(str(name))}", clone, PATH=path).returncode
            for name in (tidy, untidy)
        ]
        assert codes == [0, 1], hook["id"]
