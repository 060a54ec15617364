"""The scaffold: whatever an author answers, the new file is a draft that passes the check."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import factories
import pytest
import yaml
from casebook.authoring.scaffold import Answers, case_id, file, quoted
from casebook.base.prose import complaints
from casebook.base.typefaces import undrawable
from casebook.model.case import Case, Fact, Source
from casebook.model.kinds import Record
from casebook.reading.load import Loader
from casebook.reading.shape import judge
from casebook.rules.publication import PLACEHOLDER, WORDLESS
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

_ANSWERS = Answers(
    title="Beta's chatbot quoted a wrong price in 2024",
    summary="In May 2024 a chatbot quoted a price that was wrong. The shop admits that it did so.",
    kind="incident",
    disclosed="2024-05-06",
    fact="The chatbot quoted a wrong price.",
    source_title="Shop sorry for its bot",
    source_publisher="The Daily",
    source_url="https://daily.example/bot",
)
_tricky = st.sampled_from(
    [
        '"quoted"', "it's", "\\n", "\\", "a: b", "- c", "# d", "{e}", "[f]", "*g*", "&h", "!i",
        "|", ">", "%", "@j", "`k`", "null", "yes", "2024", "\t", "\u2028", "\u00a0", "ü", "数据", "🙂", "\u00ad",
        "...", "---", "<<", "?",
    ]
)  # fmt: skip
text = st.lists(_tricky | st.text(max_size=10), min_size=1, max_size=8).map(" ".join)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the new files are written."""
    return tmp_path_factory.mktemp("new")


def _checked(base: Loader, folder: Path, answers: Answers) -> tuple[Case, list[str]]:
    """The case that comes of answers, and what the check says of its file."""
    written = file(answers, base.load(only=[]).corpus.library)
    path = folder / f"{answers.id or case_id(answers.title, answers.disclosed)}.yml"
    path.write_text(written, encoding="utf-8")
    reading = base.load(only=[path])
    (case,) = reading.corpus.drafts.values()
    return case, [str(problem) for problem in reading.problems]


_FIELDS: dict[str, tuple[type[Record], str]] = {
    "title": (Case, "title"),
    "summary": (Case, "summary"),
    "fact": (Fact, "text"),
    "source_title": (Source, "title"),
    "source_publisher": (Source, "publisher"),
}
"""Answers that take free text, and the field that each ends in."""


def _fits(name: str, value: str) -> bool:
    """Whether the questions would take an answer as it is written, and no rule of style is against it."""
    told = " ".join(value.split())
    return not (
        judge(*_FIELDS[name], told)
        or [*complaints(value)]
        or undrawable(value)
        or re.search(PLACEHOLDER, told)
        or re.search(WORDLESS, told)
    )


@pytest.mark.unmeasured
@given(st.fixed_dictionaries(dict.fromkeys(_FIELDS, text)))
@settings(max_examples=60)
def test_any_answer_gives_a_draft_that_passes(
    base: Loader, folder: Path, answers: dict[str, str]
) -> None:
    """Whatever text the questions take, the file holds it and the check finds nothing."""
    answers["summary"] += f" {_ANSWERS.summary}"
    fitting = {name: value for name, value in answers.items() if _fits(name, value)}
    case, problems = _checked(base, folder, replace(_ANSWERS, id="new-case", **fitting))

    assert problems == []
    held = {
        "title": case.title,
        "summary": case.summary,
        "fact": case.facts[0].text,
        "source_title": case.sources[0].title,
        "source_publisher": case.sources[0].publisher,
    }
    assert {name: held[name] for name in fitting} == {
        name: " ".join(value.split()) for name, value in fitting.items()
    }


_dates = st.one_of(
    st.dates(dt.date(1990, 1, 1), dt.date(2024, 12, 31)).map(str),
    st.builds(
        "{:04}-{:02}{}".format,
        st.integers(1990, 2024),
        st.integers(1, 12),
        st.sampled_from(["", "?", "~", "%"]),
    ),
    st.builds("{:04}{}".format, st.integers(1990, 2024), st.sampled_from(["", "?", "~", "%"])),
    st.builds("{0:04}-05/{0:04}-06{1}".format, st.integers(1990, 2024), st.sampled_from(["", "?"])),
)


@given(disclosed=_dates)
def test_any_date_gives_a_draft_that_passes(base: Loader, folder: Path, disclosed: str) -> None:
    """Every form of date can be answered and is kept as it was written."""
    case, problems = _checked(base, folder, replace(_ANSWERS, id="new-case", disclosed=disclosed))

    assert (case.disclosed, problems) == (disclosed, [])


@given(text)
@example("\u2028")
@example("数据")
@example("--- 2024 ---")
def test_every_title_gives_an_id(title: str) -> None:
    """A name made from any title is an id, or the command asks for another."""
    name = case_id(title, "2024-05-06")

    assert name.endswith("2024")
    assert judge(Case, "id", name) == ""


@pytest.mark.parametrize(
    ("title", "disclosed", "name"),
    [
        (
            "Acme's bot promised a refund to the customers of 2024",
            "2024-05",
            "acme-s-bot-promised-refund-2024",
        ),
        ("The bot of the shop", "2024", "bot-shop-2024"),
        ("数据 泄露", "2024-05-06", "2024"),
        ("Supercalifragilistic" * 5, "2024", "supercalifragilistic" * 4),
        ("2024 in 2024", "2024", "2024"),
    ],
)
def test_name_is_made_of_the_first_words_and_the_year(
    title: str, disclosed: str, name: str
) -> None:
    """Small words are left out, five words are kept, and the year comes last."""
    assert case_id(title, disclosed) == name


@pytest.mark.unmeasured
@given(text)
def test_quoted_text_is_one_line_of_yaml(value: str) -> None:
    """Any text becomes one double-quoted scalar that reads back as the same words."""
    assume(value.isprintable())
    written = quoted(value)

    assert "\n" not in written
    assert yaml.safe_load(written) == " ".join(value.split())


def test_file_explains_itself(base: Loader) -> None:
    """The new file names its schema for editors, every kind to choose from, and what comes next."""
    library = base.load(only=[]).corpus.library
    written = file(_ANSWERS, library)

    assert written.startswith("# yaml-language-server: $schema=../docs/schema/case.json\n")
    for vocabulary in ("case-kind", "source-kind"):
        assert ", ".join(library.vocabularies[vocabulary]) in written
    assert "casebook check" in written
    assert (factories.REPOSITORY / "cases" / "../docs/schema/case.json").is_file()
