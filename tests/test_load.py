"""Loading: one way in for everybody, which reads again only what changed."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable
from pathlib import Path

import factories
import pytest
from casebook import rules
from casebook.corpus.corpus import Corpus
from casebook.model import Case
from casebook.model.kinds import Record
from casebook.model.ledger import Ledger
from casebook.reading import load as loading
from casebook.reading.load import Loader, Reading, load
from casebook.reading.shape import Terms, shape
from casebook.source import Source

Project = Callable[..., Path]


@pytest.fixture
def shaped(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were parsed and shaped, in order."""
    seen: list[str] = []
    original = shape

    def counting(source: Source, model: type[Record], terms: Terms) -> object:
        seen.append(source.path)
        return original(source, model, terms)

    monkeypatch.setattr(loading, "shape", counting)
    return seen


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The cases whose rules were run, in order."""
    seen: list[str] = []
    original = rules.check_case

    def counting(case: Case, source: Source, library: object) -> object:
        seen.append(case.id)
        return original(case, source, library)  # type: ignore[arg-type]

    monkeypatch.setattr(rules, "check_case", counting)
    return seen


def _told(reading: Reading) -> list[str]:
    return [str(problem) for problem in reading.problems]


# A whole project


def test_reads_a_whole_project(project: Project) -> None:
    """A folder becomes a corpus with its library, and nothing is wrong with it."""
    reading = load(project(factories.case(), factories.draft(id="draft-bot")))
    library = reading.corpus.library

    assert [] == _told(reading)
    assert [] == reading.errors
    assert (["acme-refund-bot"], ["draft-bot"]) == (
        list(reading.corpus.cases),
        list(reading.corpus.drafts),
    )
    assert ["security", "communication"] == list(library.checklists)
    assert (["ai-law", "handbook"], ["no-owner"]) == (
        list(library.frameworks),
        list(library.patterns),
    )
    assert {"acme-refund-bot", "draft-bot"} == library.case_ids
    assert frozenset() == library.broken
    assert 9 == reading.files
    assert {"cases/acme-refund-bot.yml", "docs/vocabulary.yml"} <= set(reading.sources)


def test_lists_come_in_the_order_of_the_site(project: Project) -> None:
    """The lists of the site have their order; others follow by name."""
    root = project()
    names = (("aaa", "AAA"), ("vetting", "VET"), ("campaigns", "CAM"), ("balance", "BAL"))
    for name, code in names:
        item = {**factories.checklist()["items"][0], "id": f"{code}-01", "clauses": []}
        data = factories.checklist(id=name, code=code, items=[item])
        factories.write(root / f"docs/checklists/{name}.yml", factories.as_yaml(data))

    lists = load(root).corpus.library.checklists
    assert ["vetting", "security", "communication", "balance", "campaigns", "aaa"] == list(lists)


def test_other_files_are_left_alone(project: Project) -> None:
    """A file outside the folders of cases and lists is not read, and nobody is told of it."""
    root = project()
    factories.write(root / "docs/other.yml", "no case")
    factories.write(root / "docs/about/notes.txt", "no case")

    assert [] == _told(load(root))


def test_no_cases_folder(tmp_path: Path) -> None:
    """A folder that is no project is named."""
    with pytest.raises(FileNotFoundError, match=r"there is no folder .*cases"):
        load(tmp_path)


def test_an_empty_project_is_told_what_it_lacks(tmp_path: Path) -> None:
    """A project without vocabulary and ledger is told both, and of no term that follows from it."""
    (tmp_path / "cases").mkdir()
    factories.write(tmp_path / "cases/acme-refund-bot.yml", factories.as_yaml(factories.case()))
    told = {(problem.path, problem.rule) for problem in load(tmp_path).errors}

    assert {
        ("docs/permalinks", "permalinks/malformed"),
        ("docs/vocabulary.yml", "yaml/unreadable"),
    } <= told
    # The project has no checklists and patterns either, so their ids are unknown.
    rules = {rule for _, rule in told} - {"references/unknown-item", "references/unknown-pattern"}
    assert rules == {"permalinks/malformed", "yaml/unreadable"}


def test_a_ledger_that_cannot_be_read_is_told_and_judges_nothing(project: Project) -> None:
    """Each file of the ledger is read within bounds; addresses are not called lost or new on top of that."""
    root = project()
    folder = root / "docs/permalinks"
    (folder / "patterns/no-owner.txt").write_bytes(b"/patterns/no-owner/\n/\xff/\n")
    (folder / "patterns/more.txt").mkdir()
    factories.write(folder / "site.txt", "/gone/\nnothing\n")
    factories.write(folder / "cases/other.yml", "/cases/other/\n")
    factories.write(folder / ".keep", "")

    assert [
        ("docs/permalinks/cases/other.yml", 1, "files/ignored"),
        ("docs/permalinks/patterns/more.txt", 1, "yaml/unreadable"),
        ("docs/permalinks/patterns/no-owner.txt", 2, "yaml/not-utf8"),
        ("docs/permalinks/site.txt", 2, "permalinks/malformed"),
    ] == [(problem.path, problem.line, problem.rule) for problem in load(root).problems]


def test_without_a_ledger_the_problem_is_told_until_there_is_one(project: Project) -> None:
    """A ledger that went missing is no ledger that is empty; a new casebook begins with an empty folder."""
    root = project()
    shutil.rmtree(root / "docs/permalinks")
    (problem,) = load(root).errors
    assert ("docs/permalinks", "permalinks/malformed") == (problem.path, problem.rule)

    (root / "docs/permalinks").mkdir()
    reading = load(root)
    assert [] == reading.errors
    told = {
        problem.path for problem in reading.problems if problem.rule == "permalinks/not-recorded"
    }
    assert {"cases/acme-refund-bot.yml", "docs/permalinks/site.txt"} <= told


def test_a_file_of_the_ledger_is_checked_by_itself(project: Project) -> None:
    """A file named by its path is read as what it is, and no other file of the ledger is."""
    root = project()
    factories.write(root / "docs/permalinks/site.txt", "nothing\n")
    factories.write(root / "docs/permalinks/cases/acme-refund-bot.txt", "no address\n")
    reading = load(root, [root / "docs/permalinks/site.txt"])

    assert ["docs/permalinks/site.txt"] == [problem.path for problem in reading.problems]
    assert 1 == reading.files
    assert Ledger() == reading.corpus.library.permalinks


def test_the_collector_is_as_it_was(project: Project) -> None:
    """Loading leaves the garbage collector on or off, as it found it."""
    root = project()
    load(root)
    assert gc.isenabled()
    gc.disable()
    try:
        load(root)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_all_is_told_in_one_run(project: Project) -> None:
    """Mistakes in several files come together, by file and line."""
    root = project(factories.case(kind="incidnt"), factories.draft(id="b-bot", kind="hazrd"))
    factories.write(
        root / "docs/patterns/no-owner.yml", factories.as_yaml(factories.pattern(theme="x"))
    )
    told = [problem for problem in load(root).problems if problem.rule == "references/unknown-term"]

    assert ["cases/acme-refund-bot.yml", "cases/b-bot.yml", "docs/patterns/no-owner.yml"] == [
        p.path for p in told
    ]


def test_what_is_told_as_yaml_is_not_told_again_as_shape(project: Project) -> None:
    """One mistake is told once: a value that was refused is not called empty as well."""
    root = project(factories.draft(id="x"))
    text = factories.as_yaml(factories.draft(id="x", countries=["NO"]))
    factories.write(root / "cases/x.yml", text.replace("'NO'", "*oslo"))

    assert ["yaml/alias"] == [problem.rule for problem in load(root).errors]


# Chosen files


def test_a_single_case_is_read_with_the_library(project: Project) -> None:
    """Of a case named by its path only that case is told, against the real lists."""
    root = project(factories.case(kind="incidnt"), factories.draft(id="b-bot", kind="hazrd"))
    reading = load(root, [root / "cases/b-bot.yml"])

    assert ["cases/b-bot.yml"] == [problem.path for problem in reading.problems]
    assert 1 == reading.files


def test_a_file_outside_the_root_is_a_case(project: Project, tmp_path: Path) -> None:
    """A file is checked as a case wherever it lies, and shown by the path that was given."""
    outside = factories.write(
        tmp_path / "elsewhere/new-bot.yml",
        factories.as_yaml(factories.draft(id="new-bot", kind="x")),
    )
    reading = load(project(), [outside])

    assert [str(outside)] == [problem.path for problem in reading.problems]
    assert ["new-bot"] == list(reading.corpus.drafts)


def test_a_relative_path_means_the_same_file(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path relative to where one stands is shown relative to the root."""
    root = project(factories.case(kind="incidnt"))
    monkeypatch.chdir(root / "docs")

    told = load(root, [Path("../cases/acme-refund-bot.yml")]).problems
    assert ["cases/acme-refund-bot.yml"] == [problem.path for problem in told]


def test_a_list_is_read_as_what_it_is(project: Project) -> None:
    """A file of the library is checked as what its folder holds."""
    root = project(factories.case(kind="incidnt"))
    factories.write(
        root / "docs/patterns/no-owner.yml", factories.as_yaml(factories.pattern(theme="x"))
    )
    reading = load(root, [root / "docs/patterns/no-owner.yml"])

    assert [("docs/patterns/no-owner.yml", "references/unknown-term")] == [
        (problem.path, problem.rule) for problem in reading.problems
    ]


def test_chosen_files_say_nothing_of_the_corpus(project: Project) -> None:
    """Whether an address was lost is not judged from one file."""
    root = project()
    factories.write(root / "docs/permalinks/site.txt", "/gone/\n")

    assert [] == _told(load(root, [root / "cases/acme-refund-bot.yml"]))
    assert [] == _told(load(root, []))


@pytest.mark.parametrize("name", ["none.yml", "cases/none.yml", "cases"])
def test_a_path_that_is_no_file_is_told(project: Project, name: str) -> None:
    """A misspelt path is a problem, not a check of nothing."""
    root = project()

    assert ["yaml/unreadable"] == [problem.rule for problem in load(root, [root / name]).problems]


# Again and again


def test_unchanged_files_are_not_parsed_again(
    project: Project, shaped: list[str], judged: list[str]
) -> None:
    """The second reading of an unchanged project parses and judges nothing, and says the same."""
    loader = Loader(project(factories.case(), factories.draft(id="b-bot", kind="x")))
    shaped.clear()
    first = loader.load()
    assert 9 == len(shaped)
    shaped.clear()
    judged.clear()
    second = loader.load()

    assert ([], []) == (shaped, judged)
    assert first.problems == second.problems
    assert first.corpus.cases == second.corpus.cases
    assert first.corpus.library.checks == second.corpus.library.checks


def test_new_addresses_do_not_have_the_cases_judged_again(
    project: Project, judged: list[str]
) -> None:
    """What rules say of a case does not depend on the ledger, so publishing costs no second look."""
    root = project()
    loader = Loader(root)
    loader.load()
    judged.clear()
    factories.write(root / "docs/permalinks/cases/other.txt", "/cases/other/\n")

    assert ["permalinks/lost"] == [problem.rule for problem in loader.load().problems]
    assert [] == judged


def test_only_the_case_that_changed_is_parsed_again(
    project: Project, shaped: list[str], judged: list[str]
) -> None:
    """After a case is edited, that case alone is parsed and judged, and the corpus has it."""
    root = project(factories.case(), factories.draft(id="b-bot"))
    loader = Loader(root)
    loader.load()
    shaped.clear()
    judged.clear()
    factories.write(
        root / "cases/b-bot.yml", factories.as_yaml(factories.draft(id="b-bot", kind="hazard"))
    )
    reading = loader.load()

    assert (["cases/b-bot.yml"], ["b-bot"]) == (shaped, judged)
    assert "hazard" == reading.corpus.drafts["b-bot"].kind


def test_a_touched_file_with_the_same_content_is_not_parsed_again(
    project: Project, shaped: list[str]
) -> None:
    """It is the content that counts, not the time on the file."""
    root = project()
    loader = Loader(root)
    loader.load()
    shaped.clear()
    path = root / "cases/acme-refund-bot.yml"
    path.write_bytes(path.read_bytes())
    loader.load()

    assert [] == shaped


def test_a_changed_list_judges_every_case_anew(project: Project) -> None:
    """What a rule said of an unchanged case is not kept when a list it looked at changes."""
    root = project()
    loader = Loader(root)
    assert [] == _told(loader.load())
    item = factories.checklist()["items"][0]
    why = factories.case()["lessons"][0]["items"][0]["why"]
    data = factories.checklist(
        items=[{**item, "statement": why}, factories.checklist()["items"][1]]
    )
    factories.write(root / "docs/checklists/security.yml", factories.as_yaml(data))

    assert ["lessons/why-repeats-item"] == [problem.rule for problem in loader.load().errors]


def test_a_vocabulary_that_breaks_and_is_mended_leaves_no_trace(project: Project) -> None:
    """While the vocabulary cannot be read no term is called unknown; mended, all is as before."""
    root = project(factories.case(kind="incidnt"))
    loader = Loader(root)
    path = root / "docs/vocabulary.yml"
    before, whole = _told(loader.load()), path.read_bytes()
    for _ in range(3):
        path.write_bytes(b"vocabularies\n")
        broken = loader.load()
        assert ["yaml/not-a-mapping"] == [problem.rule for problem in broken.errors]
        assert {"vocabulary"} == broken.corpus.library.broken
        path.write_bytes(whole)
        assert before == _told(loader.load())


def test_all_that_can_be_known_is_told_at_once(project: Project) -> None:
    """A mistake of form hides none of shape, and neither hides a word that does not exist."""
    root = project(factories.case())
    path = root / "cases/acme-refund-bot.yml"
    text = path.read_text("utf-8")
    text = text.replace("kind: incident", "kind:incident").replace(
        "basis: document", "bassis: document"
    )
    text = text.replace("status: denied", "status: denyed").replace("item: SEC-01", "item: SEC-09")
    path.write_text(text, encoding="utf-8")

    assert ["shape/unknown-key", "yaml/syntax"] == sorted(
        problem.rule for problem in load(root).errors if not problem.rule.startswith("references")
    )
    assert ["there is no claim status `denyed`", "there is no check `SEC-09`"] == [
        problem.message for problem in load(root).errors if problem.rule.startswith("references")
    ]


def test_new_words_reach_what_is_told_of_an_old_mistake(project: Project) -> None:
    """The words of a missing field are those of the vocabulary as it is now."""
    root = project()
    path = root / "cases/acme-refund-bot.yml"
    path.write_text(path.read_text("utf-8").replace("kind: incident\n", ""), encoding="utf-8")
    loader = Loader(root)
    before = [problem.remedy for problem in loader.load().errors]
    words = root / "docs/vocabulary.yml"
    words.write_text(
        words.read_text("utf-8").replace("near-miss:", "close-call:"), encoding="utf-8"
    )
    after = [problem.remedy for problem in loader.load().errors]

    assert any("`near-miss`" in remedy for remedy in before)
    assert any("`close-call`" in remedy for remedy in after)
    assert not any("`near-miss`" in remedy for remedy in after)


def test_a_broken_case_is_told_and_the_others_stay(project: Project) -> None:
    """A file that cannot be read leaves the rest of the corpus as it is, and heals."""
    root = project(factories.case(), factories.case(id="b-bot"))
    loader = Loader(root)
    path = root / "cases/b-bot.yml"
    whole = path.read_bytes()
    path.write_bytes(b"id: b-bot\ntitle A\n")
    broken = loader.load()

    assert "cases/b-bot.yml:2:1: yaml/syntax: a colon is missing after `title`" in _told(broken)
    assert ["acme-refund-bot"] == list(broken.corpus.cases)
    path.write_bytes(whole)
    assert ([], {"acme-refund-bot", "b-bot"}) == (
        _told(loader.load()),
        set(loader.load().corpus.cases),
    )


def test_the_corpus_is_handed_out_before_the_rules_speak(
    project: Project, judged: list[str]
) -> None:
    """Whoever has long work gets it early, though a rule will refuse it; a file without shape gives none."""
    root = project(factories.case(kind="incidnt"))
    judged.clear()  # laying the project reads it
    early: list[tuple[list[str], list[str]]] = []
    loader = Loader(root)

    def shaped(corpus: Corpus) -> None:
        early.append((list(corpus.cases), list(judged)))

    reading = loader.load(shaped=shaped)
    assert [(["acme-refund-bot"], [])] == early
    assert ["acme-refund-bot"] == judged
    assert list(reading.corpus.cases) == ["acme-refund-bot"]

    (root / "cases/acme-refund-bot.yml").write_bytes(b"title: [")
    assert loader.load(shaped=shaped).errors
    assert len(early) == 1


def test_a_deleted_and_a_new_case_are_noticed(project: Project) -> None:
    """Files that come and go are seen at the next reading, and who named them is judged again."""
    related = [{"id": "b-bot", "why": "Another bot."}]
    root = project(factories.case(related=related), factories.draft(id="b-bot"))
    loader = Loader(root)
    assert [] == _told(loader.load())
    (root / "cases/b-bot.yml").rename(root / "cases/c-bot.yml")

    assert ["references/unknown-case", "case/id-is-file-name"] == [
        p.rule for p in loader.load().errors
    ]


def test_one_loader_reads_all_and_one_alike(project: Project) -> None:
    """What is said of a case is the same whether it is read alone or with all others."""
    root = project(factories.case(kind="incidnt"), factories.case(id="b-bot"))
    loader = Loader(root)
    path = root / "cases/acme-refund-bot.yml"

    assert _told(loader.load()) == _told(loader.load([path])) == _told(load(root, [path]))


# What is not read


def test_nothing_beside_the_cases_is_passed_over(project: Project, tmp_path: Path) -> None:
    """Other endings, folders and links in the folders of cases and lists are named; dot files are not."""
    root = project()
    factories.write(tmp_path / "elsewhere.yml", factories.as_yaml(factories.draft(id="linked")))
    (root / "cases" / "linked.yml").symlink_to(tmp_path / "elsewhere.yml")
    factories.write(root / "cases" / "Second.YML", "id: second\n")
    factories.write(root / "cases" / "older" / "third.yml", "id: third\n")
    factories.write(root / "cases" / ".DS_Store", "")
    factories.write(root / "docs" / "patterns" / "no-stop.yaml", "id: no-stop\n")

    told = {p.path: p.remedy for p in load(root).problems if p.rule == "files/ignored"}

    assert set(told) == {
        "cases/Second.YML", "cases/linked.yml", "cases/older/", "docs/patterns/no-stop.yaml",
    }  # fmt: skip
    assert "`Second.yml`" in told["cases/Second.YML"]


def test_a_named_file_with_another_ending_is_told_so(project: Project) -> None:
    """Whoever checks one file learns that it would not be read among the others."""
    root = project()
    path = factories.write(
        root / "cases" / "b-bot.yaml", factories.as_yaml(factories.draft(id="b-bot"))
    )

    assert "files/ignored" in [problem.rule for problem in load(root, [path]).problems]
