"""Layers: each library is known in one place, and the core knows no engine."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import factories
import pytest
from support.some import some

SCRIPTS = factories.REPOSITORY / "scripts"
FILES = sorted(SCRIPTS.rglob("*.py"))
ARCHITECTURE = factories.REPOSITORY / "docs" / "develop" / "architecture.md"
CORE = ("base/", "source/", "model/", "corpus/", "permalinks/", "rules/", "reading/")
"""Reading, checking and linking: what ``casebook check`` needs, and no more."""


def _name(path: Path) -> str:
    return path.relative_to(SCRIPTS).as_posix()


@cache
def _nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything in a file, parsed once for all tests."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def _imports(path: Path) -> frozenset[str]:
    """Every module a file imports, also inside functions and under TYPE_CHECKING."""
    found: set[str] = set()
    for node in _nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)} imports relatively"
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


def _importers(package: str) -> set[str]:
    return {
        _name(path)
        for path in FILES
        if any(name == package or name.startswith(package + ".") for name in _imports(path))
    }


def _is_core(name: str) -> bool:
    return name.removeprefix("casebook/").startswith(CORE)


def _allowed() -> dict[str, set[str]]:
    """What each folder may import, as the table on the architecture page says."""
    rows = re.findall(
        r"^\| `(\w+)/` \| [^|]+ \| ([^|]+) \|$", ARCHITECTURE.read_text("utf-8"), re.MULTILINE
    )
    return {folder: set(re.findall(r"`(\w+)`", may)) for folder, may in rows}


def _imported() -> dict[str, set[str]]:
    """What each folder imports of the others."""
    package = SCRIPTS / "casebook"
    found: dict[str, set[str]] = {}
    for path in FILES:
        inside = path.relative_to(package).parts if path.is_relative_to(package) else ()
        if len(inside) > 1:
            names = {name.split(".")[1] for name in _imports(path) if name.startswith("casebook.")}
            found.setdefault(inside[0], set()).update(names - {inside[0]})
    return found


def test_only_the_reader_reads_yaml() -> None:
    """Nothing but the source folder reads YAML; the export may write it."""
    importers = {name for name in _importers("yaml") if not name.startswith("casebook/source/")}

    assert importers <= {"casebook/site/export.py"}
    assert set() == _importers("ruamel")
    of_yaml = {
        node.attr
        for name in importers
        for node in _nodes(SCRIPTS / name)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "yaml"
    }
    assert {"safe_dump"} == of_yaml


def test_only_models_shape_and_schema_know_pydantic() -> None:
    """Nothing but the models, what words their complaints, and their schemas imports pydantic."""
    importers = _importers("pydantic") | _importers("pydantic_core")
    known = ("casebook/model/", "casebook/reading/shape.py", "casebook/authoring/schema.py")

    assert importers
    assert [] == [name for name in importers if not name.startswith(known)]


def test_only_prose_knows_markdown() -> None:
    """One module turns Markdown into HTML."""
    assert {"casebook/base/prose.py"} == _importers("markdown_it") | _importers(
        "markdown"
    ) | _importers("mistune")


def test_only_one_module_goes_out_to_the_network() -> None:
    """Addresses are asked in one place, which nothing but its command uses."""
    assert {"casebook/maintenance/links.py"} == _importers("httpx")
    assert {"casebook/commands/links.py"} == {
        name
        for name in _importers("casebook.maintenance.links")
        if name != "casebook/maintenance/links.py"
    }


def test_only_one_module_draws_codes() -> None:
    """One module knows the library for QR codes."""
    assert {"casebook/downloads/qr.py"} == _importers("segno")


def test_only_one_module_knows_the_charting_library() -> None:
    """Vega is known in one place, and pictures know nothing of cases."""
    assert {"casebook/charts/drawing.py"} == _importers("vl_convert")
    assert {
        "casebook/downloads/workshop.py",
        "casebook/pages/figures.py",
        "casebook/pages/news.py",
    } == {name for name in _importers("casebook.charts") if not name.startswith("casebook/charts/")}


def test_only_one_sink_knows_mkdocs() -> None:
    """MkDocs is known to the hook, to the sink behind it, and to the two modules that run it."""
    runners = {"casebook/site/build.py", "casebook/site/live.py"}

    assert {"hooks.py", "casebook/site/mkdocs.py"} == _importers("mkdocs") - runners


@pytest.mark.parametrize(
    "package",
    ["jinja2", "mkdocs", "material", "argparse", "pagefind", "subprocess", "casebook.pages"],
)
def test_the_core_knows_nothing_of_pages_and_commands(package: str) -> None:
    """Reading, checking and linking work without templates, engine and command line."""
    core = {name for name in map(_name, FILES) if _is_core(name)}

    assert core
    assert set() == core & _importers(package)


def test_the_architecture_page_says_what_each_folder_may_import() -> None:
    """The table of the page and the imports of the code are the same, in both directions."""
    assert _imported() == _allowed()


def test_no_folder_imports_one_that_imports_it() -> None:
    """The folders can be put in an order in which each imports only those before it."""
    left = _imported()
    assert "rules" in left
    while left:
        free = {folder for folder, needs in left.items() if not needs & left.keys()}
        assert free, f"circle among {sorted(left)}"
        left = {folder: needs for folder, needs in left.items() if folder not in free}


def test_only_the_entry_points_lie_outside_the_folders() -> None:
    """A stranger looks into folders; at the top are only the ways in."""
    loose = {path.name for path in (SCRIPTS / "casebook").glob("*.py")}

    assert loose == {"__init__.py", "__main__.py", "cli.py"}


def test_nothing_prints_but_the_command_line() -> None:
    """Errors are values until the edge: the core neither prints nor leaves."""
    called = {
        (_name(path), node.func.id)
        for path in FILES
        for node in _nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    speaking = [path for path, name in some(called) if name in {"print", "exit", "input"}]

    assert speaking
    assert [] == [path for path in speaking if _is_core(path)]


def test_the_core_is_where_it_is_said_to_be() -> None:
    """Each folder that is called core is there, with files in it."""
    assert [] == [name for name in CORE if not list((SCRIPTS / "casebook" / name).glob("*.py"))]
