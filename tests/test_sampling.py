"""Second readings: what a second reader sees, what is kept back, and words shared with a source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import factories
import pytest
from casebook.cli import main
from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.maintenance import sampling
from casebook.reading.load import Loader, Reading
from support.some import some

Project = Callable[..., Path]


@pytest.fixture
def corpus(base: Loader) -> Corpus:
    """One case with one claim and one link."""
    return corpora.build(base.load(only=[]).corpus.library, [factories.typed(factories.case())])


def test_a_sheet_keeps_status_and_reason_back(corpus: Corpus) -> None:
    """A second reader sees the claim, who made it, the answers and the sources, not our verdict."""
    sheet = sampling.claim_sheet(sampling.claims(corpus))

    assert "## 1. acme-refund-bot#claim-thousands" in sheet
    assert "claim: Thousands of customers were promised a refund." in sheet
    assert "established in the case: The bot promised a refund." in sheet
    assert "made by: press, The Daily" in sheet
    assert "answer: Acme, 2024-04-12, denies: It speaks of a handful." in sheet
    assert "source: The Daily, Shop bot promised refunds, customers say (press)" in sheet
    assert "status" not in sheet
    assert "nobody has shown one" not in sheet


def test_a_sheet_tells_the_other_forms_of_a_claim(base: Loader) -> None:
    """A claim that went round in several forms is judged with all of them."""
    variants = [{"text": "All of them were.", "sources": ["daily"]}]
    case = factories.typed(factories.case(claims=[factories.claim(variants=variants)]))
    made = corpora.build(base.load(only=[]).corpus.library, [case])

    assert "also heard as: All of them were." in sampling.claim_sheet(sampling.claims(made))


def test_the_key_holds_status_and_reason(corpus: Corpus) -> None:
    """The key says what we decided and why, in the order of the sheet."""
    key = sampling.claim_sheet(sampling.claims(corpus), key=True)

    assert key.splitlines() == [
        "## 1. acme-refund-bot#claim-thousands",
        "status: denied",
        "reason: Acme denies the number; nobody has shown one.",
    ]


def test_a_sheet_says_which_source_leans_on_which(base: Loader) -> None:
    """What a source derives from is shown, since it decides whether it supports the claim."""
    weekly = factories.source(id="weekly", publisher="The Weekly", derives_from=["daily"])
    case = factories.typed(
        factories.case(
            claims=[factories.claim(sources=["weekly"], answers=None)],
            sources=[*factories.case()["sources"], weekly],
        )
    )
    made = corpora.build(base.load(only=[]).corpus.library, [case])

    assert "leans on daily)" in sampling.claim_sheet(sampling.claims(made))


@pytest.mark.parametrize("more", [{}, {"translation": "A handful."}])
def test_a_sheet_has_the_claimants_words(base: Loader, more: dict[str, str]) -> None:
    """A claim is judged beside what the claimant said, in English where there is a translation."""
    quote = {"text": "Ein paar.", "language": "de", "source": "daily", **more}
    case = factories.typed(factories.case(claims=[factories.claim(quote=quote)]))
    made = corpora.build(base.load(only=[]).corpus.library, [case])
    words = more.get("translation", "Ein paar.")

    assert f"in the claimant's words: {words}" in sampling.claim_sheet(sampling.claims(made))


def test_a_link_is_shown_with_its_check(corpus: Corpus) -> None:
    """A link is judged beside the case, the lesson, the statement of the check and our reason."""
    sheet = sampling.link_sheet(sampling.links(corpus))
    (case,) = corpus.listed

    for link in some(case.lessons[0].items):
        assert f"#lesson-name-an-owner → {link.item}" in sheet
        assert f"check: {corpus.library.checks[link.item].item.statement}" in sheet
        assert f"why: {link.why}" in sheet


def test_only_the_cases_named_are_drawn_from(real: Reading) -> None:
    """Claims and links can be limited to some cases."""
    name = real.corpus.listed[0].id

    assert {each.case.id for each in sampling.claims(real.corpus, [name])} == {name}
    assert {each.case.id for each in sampling.links(real.corpus, [name])} == {name}
    assert len(sampling.claims(real.corpus)) == len(real.corpus.claims())


def test_a_draw_can_be_repeated(real: Reading) -> None:
    """The same seed draws the same, another seed something else, and never one twice."""
    everything = sampling.claims(real.corpus)
    names = [(each.case.id, each.claim.id) for each in sampling.draw(everything, 30, 7)]

    assert names == [(each.case.id, each.claim.id) for each in sampling.draw(everything, 30, 7)]
    assert names != [(each.case.id, each.claim.id) for each in sampling.draw(everything, 30, 8)]
    assert len(set(names)) == 30
    assert sampling.draw(everything, None, 7) == everything
    assert sampling.draw(everything, len(everything) + 1, 7) == everything


def _overlaps(text: str, source: str) -> list[str]:
    case = factories.typed(
        factories.case(facts=[{"id": "a", "text": text, "basis": "document", "sources": ["daily"]}])
    )
    return [shared.words for shared in sampling.overlaps([case], {"daily.txt": source})]


NINE = "one two three four five six seven eight nine"


def test_ten_words_in_a_row_are_found() -> None:
    """Ten shared words are told, nine are not; case, marks and emphasis do not hide them."""
    assert _overlaps(f"So {NINE} ten.", f"{NINE} ten") == [f"{NINE} ten"]
    assert _overlaps("So One, **two** three four five six seven; eight nine ten!", f"{NINE} ten")
    assert _overlaps(f"So {NINE}.", f"{NINE} ten") == []


def test_a_shared_run_is_told_once_at_its_full_length() -> None:
    """Twelve shared words are one run of twelve, and a second run is told apart from it."""
    twelve = f"{NINE} ten eleven twelve"

    assert _overlaps(f"{twelve} and.", f"before {twelve} after") == [twelve]
    assert _overlaps(f"{twelve} and {NINE} ten.", f"{twelve}. No. {NINE} ten") == [
        twelve,
        f"{NINE} ten",
    ]


def test_the_titles_of_sources_are_no_overlap() -> None:
    """A title is quoted by its nature."""
    title = "A title of a source that has more than ten words in it"
    case = factories.typed(
        factories.case(
            sources=[{**source, "title": title} for source in factories.case()["sources"]]
        )
    )

    assert list(sampling.overlaps([case], {"page.txt": title})) == []


def test_the_command_prints_sheets(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """`casebook reading` prints the claims, their key, or the links."""
    root = str(project())

    assert main(["--root", root, "reading", "claims", "--number", "1"]) == 0
    assert "claim: Thousands" in capsys.readouterr().out
    assert main(["--root", root, "reading", "claims", "--key"]) == 0
    assert "status: denied" in capsys.readouterr().out
    assert main(["--root", root, "reading", "links"]) == 0
    assert "check: " in capsys.readouterr().out


def test_the_command_compares_with_texts(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Overlap is told with exit code 1, its absence with 0."""
    root = str(project(factories.case(open_questions=[f"Was it {NINE} ten?"])))
    text = factories.write(tmp_path / "page.txt", f"{NINE} ten")

    assert main(["--root", root, "reading", "overlap", str(text)]) == 1
    said = capsys.readouterr()
    assert said.out == f"acme-refund-bot: shared with page.txt: {NINE} ten\n"
    assert "1 run of 10 or more words." in said.err
    assert main(["--root", root, "reading", "overlap", str(text), "--case", "acme-refund-bot"]) == 1

    text.write_text("nothing of it", "utf-8")
    assert main(["--root", root, "reading", "overlap", str(text)]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["claims", "--case", "no-such-case"], "there is no published case no-such-case"),
        (["overlap", "no-such-file.txt"], "no-such-file.txt is not a file"),
        (["overlap"], "name the files that hold the source texts"),
    ],
)
def test_the_command_says_what_it_cannot_use(
    project: Project, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A case, a file or a choice that is not there is named, with exit code 2."""
    assert main(["--root", str(project()), "reading", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_the_command_needs_a_clean_corpus(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """With an error in the data nothing is drawn: the problem is told."""
    root = project()
    factories.write(root / "cases" / "broken.yml", "id: broken\ntitle: [\n")

    assert main(["--root", str(root), "reading", "claims"]) == 1
    assert "broken.yml" in capsys.readouterr().out
