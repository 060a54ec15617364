"""The ledger of addresses: it only ever grows, and it is read back as it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import factories
import pytest
from casebook.base import urls
from casebook.cli import main
from casebook.corpus.corpus import Corpus
from casebook.model.ledger import Ledger
from casebook.model.lists import Permalinks
from casebook.permalinks import files
from casebook.permalinks import ledger as permalinks
from casebook.reading.ledger import LedgerFile
from casebook.reading.load import Reading, load
from casebook.rules import CATALOGUE
from hypothesis import given
from hypothesis import strategies as st
from support import revisions
from support.some import some

segments = st.sampled_from(["a", "b-1", "VET-20", "2024", "no", "true", "claim-x", "cite.bib"])
addresses = st.builds(
    lambda parts, anchor: "".join(["/", *(f"{part}/" for part in parts), anchor]),
    st.lists(segments, max_size=3),
    st.just("") | segments.map("#{}".format),
)
words = st.text(st.characters(blacklist_categories=["C", "Z"]), min_size=1)
lines = st.tuples(addresses, addresses | st.just(""), st.just("") | words).map(
    lambda parts: files.Line(*parts) if parts[1] else files.Line(parts[0])
)


@pytest.mark.unmeasured
@given(st.dictionaries(st.sampled_from(["a.txt", "cases/b.txt", "z.txt"]), st.lists(lines)))
def test_is_read_back_as_written(held: dict[str, list[files.Line]]) -> None:
    """What is written down is the same ledger when it is read again, in the same files."""
    ledger, _ = files.ledger(held.items())
    read = [(path, files.parse(text, path)) for path, text in files.texts(ledger).items()]

    assert [] == [problem for _, (_, problems) in read for problem in problems]
    again, contradictions = files.ledger((path, found) for path, (found, _) in read)
    assert [] == contradictions
    assert ledger == again


@pytest.mark.unmeasured
@given(st.dictionaries(st.sampled_from(["a.txt", "cases/b.txt"]), st.lists(lines, max_size=5)))
def test_no_line_is_lost(held: dict[str, list[files.Line]]) -> None:
    """Whatever the files hold, in whatever order and however often, each address is in the ledger."""
    ledger, _ = files.ledger(held.items())
    written = "".join(files.texts(ledger).values()).splitlines()
    recorded = {line.partition(" ")[0] for line in written}

    given = [line for found in held.values() for line in found]

    assert {line.address for line in given} <= recorded
    assert {line.address.partition("#")[0] for line in given} <= recorded
    assert {line.address for line in given if line.successor} <= ledger.moved.keys()


def test_a_file_is_sorted_with_an_address_on_each_line() -> None:
    """A new address is a new line in its place, so that changes read well and merge well."""
    text = "/b/ -> /c/#x because it grew\r\n\n/a/#y\n/b/ -> /c/#x\n/a/#x\n"
    ledger, problems = files.ledger([("one.txt", files.parse(text, "one.txt")[0])])

    assert [] == problems
    assert files.texts(ledger)["one.txt"].splitlines()[2:] == [
        "/a/",
        "/a/#x",
        "/a/#y",
        "/b/ -> /c/#x because it grew",
    ]


def test_every_file_says_what_it_is() -> None:
    """Whoever opens a file reads what its lines mean and what to do when something moves."""
    head = files.texts(Ledger(pages={"/": ()}, files={"/": "x.txt"}))["x.txt"].split("/\n")[0]

    assert "must keep answering" in head
    assert "`casebook publish`" in head
    assert "OLD -> NEW because REASON" in head
    assert [] == files.parse(head, "x.txt")[1]


@pytest.mark.parametrize(
    "line",
    [
        "cases/", "//cases/", "/cases/../x/", "/.x/", "/cases/ x", "/cases/#", "/cases/#a#b", "/ü/", "/x?y",
        "/x/ ->", "/x/ -> ", "/x/ ->  /y/", "/x/ -> /y/ because", "/x/ -> /y/ because  ", "/x/ -> /y/ it grew",
        "/x/ -> https://example.org/", " /x/", "======= ", ">>>>>>> main", "<<<<<<< HEAD", "||||||| base",
    ],
)  # fmt: skip
def test_a_line_that_is_no_address_is_told(line: str) -> None:
    """Nothing that could lead out of the site, or that says something else, passes for an address."""
    found, problems = files.parse(f"/\n{line}\n", "docs/permalinks/site.txt")

    assert ["/"] == [each.address for each in found]
    assert [(2, files.MALFORMED)] == [(each.line, each.rule) for each in problems]
    assert all(each.message and each.remedy for each in problems)


def test_two_successors_of_one_address_are_told() -> None:
    """Where two files, or two lines, send readers to different places, the second one is told."""
    here = files.parse("/x/ -> /y/\n/x/ -> /z/\n", "a.txt")[0]
    old = Permalinks(pages={}, moved={"/x/": "/z/"})
    ledger, problems = files.ledger([("a.txt", here)], old)

    assert {"/x/": "/y/"} == ledger.moved
    assert [("a.txt", 2), (files.OLD_FILE, 1)] == [(each.path, each.line) for each in problems]


def test_the_line_of_an_address_is_found() -> None:
    """A page, an anchor and a successor each have a place; a page without a line has that of its anchor."""
    text = "# head\n/a/ -> /b/\n/c/#x\n"
    source = LedgerFile("docs/permalinks/site.txt", "", text, None)

    assert (2, 1) == source.at(("pages", "/a/"))
    assert (2, 1) == source.at(("moved", "/a/"), key=True)
    assert (2, 8) == source.at(("moved", "/a/"))
    assert (3, 1) == source.at(("pages", "/c/", "x"))
    assert (3, 1) == source.at(("pages", "/c/"))
    assert (1, 1) == source.at(("pages", "/none/"))
    assert (1, 1) == source.at(())


def test_names_every_page_of_the_small_project(project: Callable[..., Path]) -> None:
    """Each index, case, list, check, pattern and framework is promised, with its anchors."""
    promised = permalinks.published(load(project()).corpus)

    assert {"/" + index for index in urls.INDEXES} <= set(promised)
    assert list(promised) == sorted(promised)
    own = {page: anchors for page, anchors in promised.items() if page[1:] not in urls.INDEXES}
    assert {
        "/cases/acme-refund-bot/": (
            "claim-thousands", "fact-promise", "fact-refusal", "source-notice", "source-daily",
            "lesson-name-an-owner", "moment-promised", "moment-reported", "moment-answered",
        ),
        "/checklists/communication/": ("first-day", "com-01"),
        "/checklists/security/": ("before-release", "sec-01", "sec-02"),
        "/checks/com-01/": ("v1.0.0",),
        "/checks/sec-01/": ("v1.0.0",),
        "/checks/sec-02/": ("v1.0.0",),
        "/embed/checklists/communication/": ("com-01",),
        "/embed/checks/sec-02/": (),
        "/frameworks/ai-law/": ("clause-art-4",),
        "/frameworks/handbook/": ("clause-2-1", "clause-3-4"),
        "/patterns/no-owner/": (),
    }.items() <= own.items()  # fmt: skip


def test_a_withdrawn_case_keeps_its_page_and_promises_no_part() -> None:
    """The page of a withdrawn case stays; its parts are gone from it."""
    record = {"status": "withdrawn", "withdrawn_because": "x"}

    assert () == permalinks.case_anchors(factories.typed(factories.case(record=record)))


def test_nothing_is_ever_taken_out(real: Reading) -> None:
    """Extending a ledger keeps every page, anchor, successor and file, and adds what is new, once."""
    old = Ledger(
        pages={"/gone/": ("a",), "/": ("top",)},
        moved={"/gone/": "/"},
        reasons={"/gone/": "it was empty"},
        files={"/gone/": "docs/permalinks/patterns/x.txt", "/": "docs/permalinks/y.txt"},
    )
    once = permalinks.extended(old, real.corpus)

    assert ("a",) == once.pages["/gone/"]
    assert ("top",) == once.pages["/"]
    assert (old.moved, old.reasons) == (once.moved, once.reasons)
    assert old.files.items() <= once.files.items()
    assert set(permalinks.published(real.corpus)) < set(once.pages)
    assert once == permalinks.extended(once, real.corpus)


def test_what_is_added_is_near_what_it_belongs_to(project: Callable[..., Path]) -> None:
    """Everything that comes with a case goes into one file, and nothing of another case does."""
    root = project(factories.case(), factories.case(id="other-bot"))
    path = root / "docs/exercises/acme-refund-bot.yml"
    factories.write(path, factories.as_yaml(factories.exercise()))
    factories.record_addresses(root)
    folder = root / files.FOLDER
    texts = {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*.txt")}

    assert set(texts) == {
        "cases/acme-refund-bot.txt", "cases/other-bot.txt", "checklists/communication.txt",
        "checklists/security.txt", "frameworks/ai-law.txt", "frameworks/handbook.txt", "patterns/no-owner.txt",
        "site.txt",
    }  # fmt: skip
    for name, text in texts.items():
        named = {case for case in ("acme-refund-bot", "other-bot") if case in text}
        assert named <= {Path(name).stem}, name
    assert "/downloads/exercises/x1-slides.pptx\n" in texts["cases/acme-refund-bot.txt"]
    assert "/embed/checks/sec-01/\n" in texts["checklists/security.txt"]


def test_the_real_ledger_is_whole(real: Reading) -> None:
    """Every address that was ever published is answered or leads on."""
    assert "permalinks/lost" in CATALOGUE
    assert "permalinks/lost" not in {problem.rule for problem in real.problems}


def test_a_lost_exercise_is_told_address_by_address(tmp_path: Path) -> None:
    """Without its file each page, paper, slide and quiz package, and the kit, of an exercise counts as lost."""
    root = tmp_path / "project"
    factories.write_project(root)
    path = root / "docs/exercises/acme-refund-bot.yml"
    factories.write(path, factories.as_yaml(factories.exercise()))
    reading = load(root)
    factories.record_addresses(root)
    own = {
        page
        for page in permalinks.published(reading.corpus)
        if page.startswith(("/train/acme-refund-bot/", "/x/1/", "/downloads/exercises/x1-"))
    } - {"/train/acme-refund-bot/"}
    assert len(own) == 11

    assert _lost(load(root)) == ""
    path.unlink()
    told = _lost(load(root))
    assert all(page in told for page in own)


def test_an_exercise_goes_with_its_withdrawn_case(tmp_path: Path) -> None:
    """Nothing of a withdrawn case counts as lost, and what leads to its exercise leads to the reason."""
    root = factories.write_project(tmp_path / "project")
    exercise = root / "docs/exercises/acme-refund-bot.yml"
    factories.write(exercise, factories.as_yaml(factories.exercise()))
    factories.record_addresses(root)
    ledger = root / "docs/permalinks/cases/acme-refund-bot.txt"
    moved = "/train/acme-refund-bot/old/ -> /x/1/ because it has a code\n"
    factories.write(ledger, ledger.read_text("utf-8") + moved)
    exercise.unlink()
    record = {"status": "withdrawn", "withdrawn_because": "It was wrong."}
    factories.write(
        root / "cases/acme-refund-bot.yml",
        factories.as_yaml(factories.case(record={**factories.case()["record"], **record})),
    )
    reading = load(root)

    assert list(reading.corpus.withdrawn)
    assert "/x/1/" in reading.corpus.library.permalinks.pages
    assert [each for each in some(reading.problems) if each.rule.startswith("permalinks/")] == []


def _lost(reading: Reading) -> str:
    return " ".join(str(each) for each in reading.problems if each.rule == "permalinks/lost")


@pytest.mark.unmeasured
def test_a_check_works_the_addresses_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several rules ask for every address of the same corpus, one after another."""
    worked_out = []
    pages = permalinks._pages

    def counted(corpus: Corpus) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        worked_out.append(corpus)
        return pages(corpus)

    monkeypatch.setattr(permalinks, "_pages", counted)
    assert not load(factories.REPOSITORY).errors

    assert len(worked_out) == 1


@pytest.mark.unmeasured
@given(st.lists(addresses), segments, st.sampled_from(["a.txt", "b.txt"]))
def test_pages_are_found_by_their_beginning_and_by_their_file(
    held: list[str], segment: str, file: str
) -> None:
    """A look-up in the ledger finds what reading all of it finds."""
    ledger, _ = files.ledger([("a.txt", map(files.Line, held)), ("b.txt", [files.Line("/a/b-1/")])])

    begin = [page for page in ledger.pages if page.startswith(f"/{segment}")]
    assert sorted(begin) == list(ledger.under(f"/{segment}"))
    assert {page for page in ledger.pages if ledger.file(page) == file} == set(
        ledger.recorded_in(file)
    )


# Growth


def _publish(root: Path, case_id: str) -> None:
    """Add a published case on a branch of its own, with its addresses."""
    revisions.git(root, "switch", "--quiet", "-c", case_id, "main")
    factories.write(root / f"cases/{case_id}.yml", factories.as_yaml(factories.case(id=case_id)))
    assert main(["--root", str(root), "publish"]) == 0
    revisions.commit(root, f"Publish {case_id}")


def test_two_branches_that_each_add_a_case_merge(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Git merges both without a conflict, and there is nothing left to publish."""
    root = project()
    revisions.commit(root)
    _publish(root, "acme-refund-bot-again")
    _publish(root, "acme-refund-bot-anew")
    revisions.git(root, "switch", "--quiet", "main")
    revisions.git(root, "merge", "--quiet", "acme-refund-bot-again")
    revisions.git(root, "merge", "--quiet", "--no-edit", "acme-refund-bot-anew")

    assert "" == revisions.git(root, "status", "--porcelain")
    assert main(["--root", str(root), "publish", "--check"]) == 0
    assert main(["--root", str(root), "check", "--since", "main~1"]) == 0
    assert "warning" not in capsys.readouterr().err
    recorded = load(root).corpus.library.permalinks.pages
    assert {"/cases/acme-refund-bot-again/", "/cases/acme-refund-bot-anew/"} <= set(recorded)


def test_a_branch_from_before_the_ledger_was_divided_merges(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Where git keeps the old file of a branch, nothing in it is lost, and one command clears it away."""
    root = project()
    factories.forget_addresses(root)
    factories.write(root / files.OLD_FILE, "pages:\n  /: []\nmoved:\n  /cases/gone/: /cases/\n")
    revisions.commit(root)
    revisions.git(root, "switch", "--quiet", "-c", "mine")
    old = "pages:\n  /: []\n  /patterns/: [top]\nmoved:\n  /patterns/#top: /patterns/\n  /cases/gone/: /cases/\n"
    factories.write(root / files.OLD_FILE, old)
    revisions.commit(root)
    revisions.git(root, "switch", "--quiet", "main")
    assert main(["--root", str(root), "publish"]) == 0
    revisions.commit(root)
    with pytest.raises(Exception, match="merge"):
        revisions.git(root, "merge", "--quiet", "mine")
    revisions.git(root, "add", "--all")
    revisions.git(root, "commit", "--quiet", "--no-edit")

    assert main(["--root", str(root), "check"]) == 0
    assert "permalinks/one-file: warning" in capsys.readouterr().out
    assert main(["--root", str(root), "publish", "--check"]) == 1
    assert "docs/permalinks/site.txt, with 1 other file, is not" in capsys.readouterr().out
    assert main(["--root", str(root), "publish"]) == 0
    assert not (root / files.OLD_FILE).exists()
    assert main(["--root", str(root), "check", "--since", "mine"]) == 0
    assert "/patterns/#top -> /patterns/\n" in (root / files.path("site")).read_text("utf-8")


def test_reasons_survive_the_ledger_of_the_data_set(project: Callable[..., Path]) -> None:
    """The record of the data set gives the same ledger again, reasons included."""
    root = project()
    ledger = replace(load(root).corpus.library.permalinks, moved={"/a/": "/"}, reasons={"/a/": "x"})
    record = Permalinks(
        pages={**ledger.pages, "/a/": ()}, moved=dict(ledger.moved), reasons=dict(ledger.reasons)
    )
    again, _ = files.ledger([], record)

    assert (record.pages, record.moved, record.reasons) == (again.pages, again.moved, again.reasons)


def test_no_file_grows_with_the_number_of_cases(tmp_path: Path) -> None:
    """More cases are more files: those that were there stay as they are, whatever the number."""
    few = [factories.case(id=f"bot-{number}") for number in range(2)]
    many = [factories.case(id=f"bot-{number}") for number in range(5)]
    before, after = (
        {path.relative_to(root): path.read_bytes() for path in (root / files.FOLDER).rglob("*.txt")}
        for root in (
            factories.write_project(tmp_path / "few", *few),
            factories.write_project(tmp_path / "many", *many),
        )
    )

    assert before.items() < after.items()
    assert {Path(files.path(f"cases/bot-{n}")) for n in (2, 3, 4)} == after.keys() - before.keys()


def test_a_page_that_moved_is_no_part_that_moved() -> None:
    """Of what moved, only anchors are listed below their page."""
    ledger = Ledger(moved={"/old/": "/new/", "/cases/a/#x": "/cases/a/#y"})

    assert ledger.moved_parts == {"/cases/a/": ("x",)}
