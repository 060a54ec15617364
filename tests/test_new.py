"""``casebook new`` keeps what was answered when only the name does not fit."""

from __future__ import annotations

import sys
from pathlib import Path

import factories
import pytest
from casebook import cli
from casebook.reading import likeness

OPTIONS = {
    "title": "A ferry bot offered a discount that did not exist in 2024",
    "summary": "In May 2024 a bot offered travellers a discount that does not exist, by one report.",
    "kind": "incident",
    "disclosed": "2024-06-03",
    "fact": "The bot offered a traveller a discount.",
    "source-title": "Ferry bot offers a discount",
    "source-publisher": "The Daily",
    "source-url": "https://daily.example/ferry",
}


def _new(root: Path, **other: str) -> int:
    given = [part for name, value in (OPTIONS | other).items() for part in (f"--{name}", value)]
    return cli.main(["--root", str(root), "new", *given])


def test_a_taken_name_is_asked_for_again_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a terminal a name that is taken or wrong is asked for until one fits."""
    root = factories.write_project(tmp_path, factories.case())
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    names = iter(["Not An Id", "another-ferry-2024"])
    asked = []

    def answer(question: str) -> str:
        asked.append(question)
        return next(names)

    monkeypatch.setattr("builtins.input", answer)

    first, second = _new(root), _new(root)

    assert (first, second) == (0, 0)
    assert asked == ["Another ID: ", "Another ID: "]
    assert (root / "cases" / "another-ferry-2024.yml").is_file()


@pytest.mark.parametrize("blanks", [1, 200])
def test_blanks_do_not_make_an_answer_long_enough(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], blanks: int
) -> None:
    """An answer is judged as it would be written: what is short stays short between many blanks."""
    root = factories.write_project(tmp_path, factories.case())
    short = "A bot" + " " * blanks + "erred."

    assert _new(root, summary=short) == 2
    assert "`summary` has 12 characters" in capsys.readouterr().err
    assert _new(root, title=OPTIONS["title"].replace(" ", " " * blanks)) == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://daily.example/a", "http://www.daily.example/a/", True),
        ("https://daily.example/a?utm_source=x&fbclid=1", "https://daily.example/a#top", True),
        ("https://daily.example/a?b=2&a=1", "https://DAILY.example:443/a?a=1&b=2", True),
        ("https://daily.example/%C3%A4", "https://daily.example/ä", True),
        ("https://m.daily.example/a", "https://daily.example/a", True),
        ("https://daily.example:8080/a", "https://daily.example/a", False),
        ("https://daily.example/a?id=1", "https://daily.example/a?id=2", False),
        ("https://daily.example/a", "https://daily.example/A", False),
        ("https://daily.example:nowhere/a", "https://daily.example/a", False),
    ],
)
def test_addresses_of_one_page(one: str, other: str, same: bool) -> None:
    """What only tells how a reader came to a page does not make it another page."""
    assert (likeness.plain_address(one) == likeness.plain_address(other)) is same


def test_a_case_that_may_be_there_already_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A title with the same words, and a source at the same address, are warned of; the case is written."""
    root = factories.write_project(tmp_path, factories.case())
    factories.write(root / "cases" / "broken.yml", "id: [\n")
    factories.write(root / "cases" / "odd.yml", "title:\nsources: none\n")
    given = {
        **OPTIONS,
        "title": "Acme's bot promised refunds nobody paid in 2024",
        "source-url": "http://www.daily.example/refunds/?utm_medium=mail",
    }
    arguments = [part for name, value in given.items() for part in (f"--{name}", value)]

    assert cli.main(["--root", str(root), "new", *arguments]) == 0
    told = capsys.readouterr().err
    assert "cases/acme-refund-bot.yml has a title much like it: Acme's shop bot" in told
    assert "cases/acme-refund-bot.yml has a source at this address" in told
    assert told.count("Is it there already?") == 2


def test_another_case_is_not_warned_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A case about something else is written without a word."""
    root = factories.write_project(tmp_path, factories.case())

    assert _new(root) == 0
    assert "Is it there already?" not in capsys.readouterr().err


@pytest.mark.unmeasured
def test_real_cases_are_found_again_and_not_taken_for_each_other() -> None:
    """Each real case is found by its own title, and hardly any title is like that of another case."""
    cases = likeness.known(factories.REPOSITORY / "cases")
    alike = {case.id: likeness.with_title(case.title, cases) for case in cases}

    assert len(cases) > 100
    assert all(found[0].id == name for name, found in alike.items())
    assert sum(len(found) - 1 for found in alike.values()) <= 4


def test_markup_is_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal an answer with markup outside the subset is told at once, with the remedy."""
    root = factories.write_project(tmp_path, factories.case())
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    answers = iter(["The bot <b>offered</b> a discount.", OPTIONS["fact"]])
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    given = [p for name, v in OPTIONS.items() if name != "fact" for p in (f"--{name}", v)]

    assert cli.main(["--root", str(root), "new", *given]) == 0
    assert next(answers, None) is None


def test_kinds_are_explained_before_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody has to know what a near miss is; somebody who gave the kind is not told."""
    root = factories.write_project(tmp_path, factories.case())
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _question: "near-miss")
    given = [p for name, v in OPTIONS.items() if name != "kind" for p in (f"--{name}", v)]

    assert cli.main(["--root", str(root), "new", *given]) == 0
    assert "  near-miss: Harm was close" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("option", "given", "written"),
    [
        ("kind", "Near miss", "kind: near-miss"),
        ("source-url", "daily.example/ferry", 'url: "https://daily.example/ferry"'),
        ("source-url", "www.daily.example", 'url: "https://www.daily.example"'),
        ("disclosed", "22 March 2023", "disclosed: 2023-03-22  #"),
        ("disclosed", " march  2023 ", "disclosed: 2023-03  #"),
        ("disclosed", "2023", "disclosed: 2023  #"),
        ("fact", "A  bot offered  it.", 'text: "A bot offered it."'),
    ],
)
def test_what_is_plainly_meant_is_taken(
    tmp_path: Path, option: str, given: str, written: str
) -> None:
    """An everyday date, a kind with capitals, an address without https:// need not be typed again."""
    root = factories.write_project(tmp_path)
    values = {**OPTIONS, option: given}
    arguments = [part for name, value in values.items() for part in (f"--{name}", value)]

    assert cli.main(["--root", str(root), "new", "ferry-bot-2024", *arguments]) == 0
    assert written in (root / "cases" / "ferry-bot-2024.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("option", "given", "told"),
    [
        ("disclosed", "12/3/2023", "`12/3/2023` does not say which number is the month"),
        ("disclosed", "03.06.24", "`03.06.24` does not say which number is the month"),
        ("disclosed", "last spring", "`last spring` is not a date"),
    ],
)
def test_a_date_with_two_readings_is_asked_for_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, given: str, told: str
) -> None:
    """Which number is the month depends on the country, so nothing is guessed; the words are plain."""
    root = factories.write_project(tmp_path)
    arguments = [p for name, v in {**OPTIONS, option: given}.items() for p in (f"--{name}", v)]

    assert cli.main(["--root", str(root), "new", *arguments]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "Write it like `22 March 2023`" in said
    assert "EDTF" not in said


def test_an_answer_is_judged_as_it_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Double blanks do not make a title long enough: they are not in the file."""
    root = factories.write_project(tmp_path)
    given = {**OPTIONS, "title": "A  bot   lied"}
    arguments = [part for name, value in given.items() for part in (f"--{name}", value)]

    assert cli.main(["--root", str(root), "new", *arguments]) == 2
    assert "`title` has 10 characters; it needs 12" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "given", "told"),
    [
        ("source-title", "TODO", "`TODO` is a placeholder"),
        ("fact", "TODO: what the bot said", "`TODO` is a placeholder"),
        ("source-publisher", "???", "the text has no words"),
    ],
)
def test_a_placeholder_is_no_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, given: str, told: str
) -> None:
    """What the check would refuse in the new file is refused while it is asked for; no file is made."""
    root = factories.write_project(tmp_path)
    arguments = [p for name, v in {**OPTIONS, option: given}.items() for p in (f"--{name}", v)]

    assert cli.main(["--root", str(root), "new", "ferry-bot-2024", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert not (root / "cases" / "ferry-bot-2024.yml").exists()
