"""``casebook fix`` mends what is safe to mend, and leaves everything else as the author wrote it."""

from __future__ import annotations

import stat
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import factories
import pytest
from casebook.cli import main
from casebook.fixes import Mended, UnsafeError, mend
from casebook.model import Case
from casebook.model.files import COLLECTIONS, SINGLES
from casebook.model.kinds import Record
from casebook.reading.load import Loader, Reading
from casebook.source import read_bytes
from hypothesis import given
from hypothesis import strategies as st
from support.some import some


def _ends(paths: Iterable[Path]) -> list[Path]:
    """The smallest and the largest of some files."""
    by_size = sorted(paths, key=lambda path: path.stat().st_size)
    return [by_size[0], by_size[-1]]


ENDS = _ends(factories.CASES)
FILES: list[tuple[Path, type[Record]]] = [
    *((path, Case) for path in ENDS),
    *(
        (path, model)
        for name, model in COLLECTIONS.items()
        for path in _ends((factories.REPOSITORY / "docs" / name).glob("*.yml"))
    ),
    *((factories.REPOSITORY / "docs" / f"{name}.yml", model) for name, model in SINGLES.items()),
]


def _mend(base: Loader, text: str) -> Mended:
    return mend(text, Case, base.load(only=[]).corpus.library)


def _text(text: str) -> str:
    return textwrap.dedent(text).lstrip("\n")


@pytest.mark.parametrize(("path", "model"), FILES, ids=lambda value: getattr(value, "stem", ""))
def test_files_of_ours_keep_their_data(real: Reading, path: Path, model: type[Record]) -> None:
    """A file of the repository says the same after it was mended, and mending again does nothing.

    These are the largest and the smallest of each kind. ``casebook fix`` itself refuses a result
    that says something else, whatever the file.
    """
    library, text = real.corpus.library, path.read_text("utf-8")
    mended = mend(text, model, library)
    before, after = (read_bytes(each.encode(), "")[0] for each in (text, mended.text))

    assert before is not None
    assert after is not None
    assert before.data == after.data
    assert mended.told == ()
    assert mend(mended.text, model, library) == Mended(mended.text, (), ())


def test_lists_and_exercises_need_no_fix(real: Reading) -> None:
    """Nobody who runs ``casebook fix`` over everything gets changes in files that were good."""
    library, docs = real.corpus.library, factories.REPOSITORY / "docs"
    lists = [(path, m) for name, m in COLLECTIONS.items() for path in (docs / name).glob("*.yml")]
    untidy = [
        path.name
        for path, model in some(lists)
        if (text := path.read_text("utf-8")) != mend(text, model, library).text
    ]
    assert untidy == []


@pytest.mark.parametrize("path", ENDS, ids=lambda path: path.stem)
def test_a_case_written_untidily_keeps_its_data(real: Reading, path: Path) -> None:
    """A real case with all its keys the wrong way round says the same once mended, and stays so."""
    library = real.corpus.library
    case, _ = read_bytes(path.read_bytes(), "")
    assert case is not None
    untidy = factories.as_yaml(_reversed(case.data)).replace(": ", ":  ").replace("\n", "  \n")
    before, _ = read_bytes(untidy.encode(), "")
    assert before is not None
    mended = mend(untidy, Case, library)
    after, _ = read_bytes(mended.text.encode(), "")

    assert after is not None
    assert after.data == before.data
    assert list(after.data) == list(case.data)
    assert mend(mended.text, Case, library) == Mended(mended.text, (), ())


def _reversed(data: Any) -> Any:
    if isinstance(data, dict):
        return {name: _reversed(value) for name, value in reversed(data.items())}
    return [_reversed(value) for value in data] if isinstance(data, list) else data


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("kind: Incident\n", "kind: incident\n", "`kind: Incident` is now `incident`"),
        ("kind: near_miss\n", "kind: near-miss\n", "`kind: near_miss` is now `near-miss`"),
        ("kind: Near Miss\n", "kind: near-miss\n", "`kind: Near Miss` is now `near-miss`"),
        ("kind: 'NEAR  MISS'\n", "kind: near-miss\n", "`kind: NEAR  MISS` is now `near-miss`"),
        (
            "harms: [Financial_Loss, other]\n",
            "harms: [financial-loss, other]\n",
            "`harms: Financial_Loss`",
        ),
        ("countries: [no]\n", 'countries: ["NO"]\n', "`countries: no` is now `NO`"),
        ("legal_note: Yes\n", "legal_note: true\n", "`legal_note: Yes` is now `true`"),
        ("Kind: hazard\n", "kind: hazard\n", "`Kind` is now `kind`"),
        (
            "open-questions: [Why?]\n",
            "open_questions: [Why?]\n",
            "`open-questions` is now `open_questions`",
        ),
        (
            "lessons:\n  - items:\n      - item: sec 1\n",
            "lessons:\n  - items:\n      - item: SEC-01\n",
            "`item: sec 1` is now `SEC-01`",
        ),
    ],
)
def test_words_that_are_nearly_right(base: Loader, before: str, after: str, told: str) -> None:
    """A word that differs from one known word by capitals, blanks or hyphens alone is put right, and told."""
    mended = _mend(base, before)
    wrong = told.split("`")[1].rpartition(": ")[2]
    ((line, words),) = mended.told

    assert mended.text == after
    assert told in words
    assert line == before[: before.index(wrong)].count("\n") + 1


@pytest.mark.parametrize(
    "text",
    [
        "kind: incidnt\n",  # a guess, which the check offers and nobody takes unasked
        "kind: >-\n  Incident\n",
        "titel: Something\n",
        "title: A\nTitle: B\n",  # the right key is there already
        "legal_note: perhaps\n",
        "lessons:\n  - items:\n      - item: sec 99\n",
        "lessons:\n  - items:\n      - item: something else\n",
        "occurred: 3 June 2024\n",
        "claims:\n  - figure: {value: '8,000'}\n",
        "unknown: {Kind: Incident}\n",
        "record: Published\n",
        "kind: [[Incident]]\n",
        "title: ~\n",
        "countries: []\n",
        "system: {}\n",
    ],
)
def test_what_is_unclear_stays(base: Loader, text: str) -> None:
    """Where more than layout would have to be guessed, nothing is done."""
    assert _mend(base, text) == Mended(text, (), ())


def test_two_keys_that_mean_one(base: Loader) -> None:
    """Of two keys that are nearly the same one is put right and the other is left to the author."""
    assert _mend(base, "Title: A\nTITLE: B\n").text == "title: A\nTITLE: B\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('kind: "incident"\n', "kind: incident\n"),
        ("disclosed: '2024-10-18'\n", "disclosed: 2024-10-18\n"),
        ("id: 'my-case'\n", "id: my-case\n"),
        ("countries: [NO, SE]\n", 'countries: ["NO", SE]\n'),
        ("countries: ['NO', 'SE']\n", "countries: ['NO', SE]\n"),
        ("id: 2024\n", 'id: "2024"\n'),
        ("legal_note: 'true'\n", "legal_note: true\n"),
        ("claims:\n  - figure: {value: '8000'}\n", "claims:\n  - figure: {value: 8000}\n"),
    ],
)
def test_quotes_around_one_word(base: Loader, before: str, after: str) -> None:
    """Words of a vocabulary, ids, dates, numbers and switches have no quotes, unless others would misread them."""
    mended = _mend(base, before)

    assert mended == Mended(after, (), ("quotes",))


def test_prose_keeps_its_quotes(base: Loader) -> None:
    """Quotes around text are the author's choice."""
    text = 'id: "1"\ntitle: "One"\nsummary: \'Two\'\ndisclosed: 2024\nopen_questions:\n  - "NO"\n'

    assert _mend(base, text) == Mended(text, (), ())


def test_keys_in_the_order_of_the_model(base: Loader) -> None:
    """Keys move with their comments and everything in them; entries of lists stay in their order."""
    before = _text("""
        # yaml-language-server: $schema=../docs/schema/case.json
        # A note on the file.

        title: B  # beside the title
        # above the id
        id: a
        facts:
          # above the first fact
          - text: >-
              Two lines
              of text.

              And a third.
            # above the name
            id: second
            sources: [x]
            # below the second
          - {text: A, id: first}
          - sources:
              - x
            text: C
        more: unknown
        # above the summary
        # in two lines
        summary: "Quoted
          over two lines"
        # at the end
    """)
    after = _text("""
        # yaml-language-server: $schema=../docs/schema/case.json
        # A note on the file.

        # above the id
        id: a
        title: B  # beside the title
        # above the summary
        # in two lines
        summary: "Quoted
          over two lines"
        facts:
          # above the first fact
            # above the name
          - id: second
            text: >-
              Two lines
              of text.

              And a third.
            sources: [x]
            # below the second
          - {id: first, text: A}
          - text: C
            sources:
              - x
        more: unknown
        # at the end
    """)

    assert _mend(base, before) == Mended(after, (), ("order of keys",))
    assert _mend(base, after).text == after


def test_a_key_behind_a_question_mark_stays(base: Loader) -> None:
    """A way of writing keys that nobody uses is left as it is."""
    text = "? title\n: B\n? id\n: a\n"

    assert _mend(base, text) == Mended(text, (), ())


def test_blanks_that_say_nothing(base: Loader) -> None:
    """Blanks at line ends, doubled ones after colons and commas, and empty lines go; those inside a text stay."""
    before = (
        "id:   a   \r\n\r\n\r\n\r\ntitle:    B\r\nsummary: |\r\n  One  \r\n\r\n\r\n  two\r\n"
        "countries: [SE ,DK,  FI]\r\nsystem: {description:  C ,lifecycle: [design]}\r\n"
        'legal_note: false   \r\ncontent_note: "a\r\n  b"   \r\n\r\n\r\n'
    )
    after = (
        "id: a\n\ntitle: B\nsummary: |\n  One  \n\n\n  two\n"
        "countries: [SE, DK, FI]\nsystem: {description: C, lifecycle: [design]}\n"
        'content_note: "a\n  b"   \nlegal_note: false\n'
    )

    mended = _mend(base, before)

    assert mended.text == after
    assert mended.layout == ("order of keys", "blanks and line ends")
    assert _mend(base, "id: a").text == "id: a\n"
    assert _mend(base, "\n\nid: a\n").text == "id: a\n"


@given(st.text(alphabet=" \n-:#'\"[]{},|>ab?&*!%@", max_size=60))
def test_no_text_is_made_to_say_something_else(base: Loader, text: str) -> None:
    """Whatever can be read says the same afterwards, or is refused; nothing raises anything else."""
    source, problems = read_bytes(text.encode(), "")
    if source is None or problems:
        return
    try:
        mended = _mend(base, source.text)
    except UnsafeError:
        return
    after, _ = read_bytes(mended.text.encode(), "")
    assert after is not None
    assert after.data == source.data
    assert _mend(base, mended.text).text == mended.text


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [("id: b\n", "would say something else"), ("id: a # note\n", "lose a word or a comment")],
)
def test_a_mistake_of_ours_is_noticed(
    base: Loader, monkeypatch: pytest.MonkeyPatch, spoilt: str, said: str
) -> None:
    """A result that says something else, or has lost a comment, is refused."""
    monkeypatch.setattr("casebook.fixes.whole.spaced", lambda _text: spoilt)

    with pytest.raises(UnsafeError, match=said):
        _mend(base, "id: a\n")


# The command


@pytest.fixture(name="root")
def _root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = factories.write_project(tmp_path / "project")
    assert main(["--root", str(root), "fix"]) == 0
    monkeypatch.chdir(root)
    return root


UNTIDY = "title: A\nid: untidy\nkind: Near miss\n"


def test_files_are_mended_where_they_lie(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command tells each word it put right and what else it did, and keeps the rights of the file."""
    path = factories.write(root / "cases" / "untidy.yml", UNTIDY)
    path.chmod(0o640)
    capsys.readouterr()

    assert main(["fix"]) == 0
    told = capsys.readouterr()
    assert told.out == (
        "cases/untidy.yml:3: `kind: Near miss` is now `near-miss`\ncases/untidy.yml: order of keys\n"
    )
    assert told.err == f"1 of {len(_project_files(root))} files mended.\n"
    assert path.read_text("utf-8") == "id: untidy\ntitle: A\nkind: near-miss\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert main(["fix"]) == 0
    assert capsys.readouterr().out == ""


def _project_files(root: Path) -> list[Path]:
    folders = ["cases", *(f"docs/{name}" for name in COLLECTIONS)]
    return [path for folder in folders for path in (root / folder).glob("*.yml")]


def test_a_word_alone_is_told_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing but a word was put right nothing else is told."""
    factories.write(root / "cases" / "untidy.yml", "id: untidy\nkind: HAZARD\n")
    capsys.readouterr()

    assert main(["fix", "cases/untidy.yml"]) == 0
    assert capsys.readouterr().out == "cases/untidy.yml:2: `kind: HAZARD` is now `hazard`\n"


@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_looking_first_writes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    """Both ways to look first leave the file alone and end with 1 while there is something to mend."""
    path = factories.write(root / "cases" / "untidy.yml", UNTIDY)
    capsys.readouterr()

    assert main(["fix", option, "cases"]) == 1
    told = capsys.readouterr()
    assert "1 of 2 files would be mended." in told.err
    assert ("-kind: Near miss\n" in told.out) == (option == "--diff")
    assert path.read_text("utf-8") == UNTIDY
    assert main(["fix", option, "docs"]) == 0


@pytest.mark.parametrize("text", ["id: [\n", "id: a\nid: b\n", "id: \ta\n", "id: a #b\n"])
def test_a_file_that_cannot_be_read_is_left_alone(
    root: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    """A file with a mistake of form is told with its place and remedy, and the others are mended."""
    broken = factories.write(root / "cases" / "broken.yml", text)
    tidy = factories.write(root / "cases" / "untidy.yml", UNTIDY)
    capsys.readouterr()

    assert main(["fix"]) == 1
    told = capsys.readouterr()
    assert "cases/broken.yml:1:" in told.out or "cases/broken.yml:2:" in told.out
    assert "cases/broken.yml: left alone until it can be read." in told.out
    assert "1 file left alone." in told.err
    assert broken.read_text("utf-8") == text
    assert tidy.read_text("utf-8") != UNTIDY


def test_a_result_that_is_not_safe_is_not_written(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where our own proof fails the file stays, and the author is asked to report it."""
    path = factories.write(root / "cases" / "untidy.yml", UNTIDY)
    monkeypatch.setattr("casebook.fixes.whole.ordered", lambda text, _model: text + "more: x\n")

    assert main(["fix", str(path)]) == 1
    assert (
        "left alone: the mended file would say something else. Please report"
        in capsys.readouterr().out
    )
    assert path.read_text("utf-8") == UNTIDY


def test_a_write_that_fails_leaves_the_old_file(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the disk fails half-way the old file is whole and nothing is left beside it."""
    path = factories.write(root / "cases" / "untidy.yml", UNTIDY)
    before = sorted((root / "cases").iterdir())

    def fail(_self: Path, _target: Path) -> None:
        message = "no space left"
        raise OSError(message)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="no space left"):
        main(["fix", str(path)])
    assert path.read_text("utf-8") == UNTIDY
    assert sorted((root / "cases").iterdir()) == before


def test_a_link_leads_to_the_file_that_is_mended(root: Path, tmp_path: Path) -> None:
    """A link stays a link; the file it leads to is mended. A mark at the beginning of a file goes."""
    real = factories.write(tmp_path / "elsewhere.yml", "\ufeff" + UNTIDY)
    link = root / "cases" / "link.yml"
    link.symlink_to(real)

    assert main(["fix", str(link)]) == 0
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"id: untidy")


def test_what_lies_outside_is_only_mended_by_name(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A link in a contribution does not make us write into a file outside the project."""
    real = factories.write(tmp_path / "elsewhere.yml", UNTIDY)
    (root / "cases" / "link.yml").symlink_to(real)

    main(["fix"])
    assert real.read_text("utf-8") == UNTIDY
    assert "link.yml: left alone: it is a link out of the project." in capsys.readouterr().out


def test_nothing_to_mend_in_a_folder_is_misuse(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder without YAML files is named."""
    (root / "empty").mkdir()

    assert main(["fix", "empty"]) == 2
    assert "there is no .yml file in empty" in capsys.readouterr().err
