"""The ledger of addresses: it only ever grows, and it is read back as it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import factories
import pytest
from casebook.base import urls
from casebook.corpus.corpus import Corpus
from casebook.model import Permalinks
from casebook.permalinks import ledger as permalinks
from casebook.reading.load import Reading, load
from casebook.reading.shape import shape
from casebook.source import read_bytes
from hypothesis import given
from hypothesis import strategies as st

segments = st.sampled_from(["a", "b-1", "vet-20", "2024", "no", "true", "claim-x"])
addresses = st.lists(segments, max_size=3).map(
    lambda parts: "".join(["/", *(f"{part}/" for part in parts)])
)
ledgers = st.builds(
    Permalinks,
    pages=st.dictionaries(addresses, st.lists(segments, max_size=3).map(tuple), max_size=5),
    moved=st.dictionaries(
        st.tuples(addresses, segments).map("#".join) | addresses, addresses, max_size=3
    ),
)


def _read(text: str) -> Permalinks | None:
    source, problems = read_bytes(text.encode(), "docs/permalinks.yml")
    assert [] == problems
    assert source is not None
    return shape(source, Permalinks)[0]


@given(ledgers)
def test_is_read_back_as_written(ledger: Permalinks) -> None:
    """What is written down is the same ledger when it is read again."""
    assert ledger == _read(permalinks.written(ledger))


def test_is_written_one_anchor_a_line() -> None:
    """A new anchor is a new line, so that changes read well."""
    ledger = Permalinks(
        pages={"/": (), "/cases/x/": ("claim-a", "fact-b")}, moved={"/old/#a": "/cases/x/#claim-a"}
    )
    body = permalinks.written(ledger).partition("pages:\n")[2]

    assert (
        "  /: []\n  /cases/x/:\n    - claim-a\n    - fact-b\nmoved:\n  /old/#a: /cases/x/#claim-a\n"
    ) == body


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
    """Extending a ledger keeps every page, anchor and move, and adds what is new, once."""
    old = Permalinks(pages={"/gone/": ("a",), "/": ("top",)}, moved={"/gone/": "/"})
    once = permalinks.extended(old, real.corpus)

    assert ("a",) == once.pages["/gone/"]
    assert ("top",) == once.pages["/"][:1]
    assert old.moved == once.moved
    assert set(permalinks.published(real.corpus)) < set(once.pages)
    assert once == permalinks.extended(once, real.corpus)


def test_the_real_ledger_is_whole(real: Reading) -> None:
    """Every address that was ever published is answered or leads on."""
    assert [] == [str(problem) for problem in real.problems if problem.rule == "permalinks/lost"]


def test_a_lost_exercise_is_told_address_by_address(tmp_path: Path) -> None:
    """Without its file each page, paper, slide and quiz package of an exercise counts as lost."""
    root = tmp_path / "project"
    factories.write_project(root)
    path = root / "docs/exercises/acme-refund-bot.yml"
    factories.write(path, factories.as_yaml(factories.exercise()))
    reading = load(root)
    whole = permalinks.extended(reading.corpus.library.permalinks, reading.corpus)
    factories.write(root / "docs/permalinks.yml", permalinks.written(whole))
    own = {
        page
        for page in whole.pages
        if "acme-refund-bot" in page and page.startswith(("/train/", "/downloads/exercises/"))
    } - {"/train/acme-refund-bot/"}
    assert len(own) == 10

    assert _lost(load(root)) == ""
    path.unlink()
    told = _lost(load(root))
    assert all(page in told for page in own)


def _lost(reading: Reading) -> str:
    return " ".join(str(each) for each in reading.problems if each.rule == "permalinks/lost")


def test_a_check_works_the_addresses_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several rules ask for every address of the same corpus, one after another."""
    worked_out = []
    pages = permalinks._pages

    def counted(corpus: Corpus) -> Iterator[tuple[str, tuple[str, ...]]]:
        worked_out.append(corpus)
        return pages(corpus)

    monkeypatch.setattr(permalinks, "_pages", counted)
    assert not load(factories.REPOSITORY).errors

    assert len(worked_out) == 1
