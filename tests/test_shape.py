"""Shape: every complaint of the models in the author's words, on the author's line."""

from __future__ import annotations

from typing import Any

import factories
import pytest
from casebook.base.problems import Problem
from casebook.model import Case, Checklist, Permalinks, Vocabulary
from casebook.model.kinds import Record
from casebook.reading.shape import judge, shape
from casebook.rules import CATALOGUE
from casebook.source import Source, read_bytes
from hypothesis import given
from hypothesis import strategies as st
from support.some import some

A_DATE = (
    "a date: `2024`, `2024-08` or `2024-08-19`, a range `2024-06/2024-07`, "
    "or `2024-08?` if it is not certain"
)
IN_WORDS = (
    "Write it like `22 March 2023`; `March 2023` or `2023` if you know no more; "
    "`2024-06/2024-07` for a range."
)


def _source(text: str) -> Source:
    source, _ = read_bytes(text.encode(), "x.yml")
    assert source is not None
    return source


def _told(text: str, model: type[Record] = Case) -> list[tuple[str, str]]:
    return [(problem.message, problem.remedy) for problem in shape(_source(text), model)[1]]


def _draft(**changes: Any) -> list[tuple[str, str]]:
    return _told(factories.as_yaml(factories.draft(**changes)))


def _fact(**changes: Any) -> list[tuple[str, str]]:
    [fact] = factories.draft()["facts"]
    return _draft(facts=[{**fact, **changes}])


def test_gives_the_model_of_a_file_that_is_right() -> None:
    """A file in order becomes a typed case, and nothing is said."""
    case, problems = shape(_source(factories.as_yaml(factories.case())), Case)

    assert [] == problems
    assert factories.typed(factories.case()) == case


def test_full_example_uses_every_field() -> None:
    """The example that is to show every field of a case shows every field of a case."""
    raw = (factories.EXAMPLES / "valid" / "full.yml").read_bytes()
    source, _ = read_bytes(raw, "full.yml")
    assert source is not None
    case = Case.model_validate(source.data)
    used: dict[type[Record], set[str]] = {}
    waiting: list[Any] = [case]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Record):
            used.setdefault(type(part), set()).update(part.model_fields_set)
            waiting += [getattr(part, name) for name in part.model_fields_set]
        elif isinstance(part, tuple):
            waiting += part

    unused = {model.__name__: set(model.model_fields) - names for model, names in used.items()}
    assert {"CaseRecord": {"withdrawn_because"}} == {
        name: left for name, left in unused.items() if left
    }


@pytest.mark.parametrize(
    ("changes", "message", "remedy"),
    [
        (
            {"title": None},
            "`title` is missing",
            "Add `title:`. Neutral, past tense, who and what; at most 75 characters, without the year.",
        ),
        ({"ocurred": "2024"}, "`ocurred` is not a field here", "Did you mean `occurred`?"),
        ({"why-it-matters": []}, "`why-it-matters` is not a field here", "Did you mean `why_it_matters`?"),
        (
            {"kind incident": None, "kind near": "x"},
            "`kind near` is not a field here",
            "Write `kind: …`; a colon is missing after `kind`.",
        ),
        ({"x" * 80: "y"}, f"`{'x' * 59}…` is not a field here", None),
        ({"": "y"}, "`` is not a field here", None),
        ({"title": "Too short"}, "`title` has 9 characters; it needs 12",
         "Say a little more, so that a reader understands it alone."),
        ({"title": ""}, "`title` is empty", "Write one line of 12 to 110 characters; or delete the line."),
        ({"title": " " * 20}, "`title` is empty", "Write one line of 12 to 110 characters; or delete the line."),
        ({"title": "x" * 111}, "`title` has 111 characters; 110 fit",
         "Say it shorter; details belong in facts, claims or lessons."),
        ({"title": "Two lines\nof a title"}, "`title` runs over several lines",
         "Keep it to one line; `>-` after the colon joins lines into one."),
        ({"title": "A title with a \x1b bell"}, "`title` holds a hidden character",
         "Delete it; in double quotes a backslash and a letter may have made it."),
        ({"title": ["A", "list"]}, "`title` holds a list", "It should hold one line of 12 to 110 characters."),
        ({"title": {"a": "b"}}, "`title` holds a block of keys", None),
        ({"countries": "NO"}, "`countries` holds text",
         "It should hold a list, each entry on a line of its own after `- `."),
        ({"countries": {"NO": "x"}}, "`countries` holds a block of keys", None),
        ({"countries": [["NO"]]}, "`countries` holds a list", "It should hold text."),
        ({"system": "A chatbot"}, "`system` holds text",
         "It should hold a block of keys (`description`, `product`, `version`, `autonomy` …)."),
        ({"facts": []}, "`facts` has no entry",
         "Add at least one entry, on a line that begins with `- `."),
        ({"facts": ["A fact."]}, "`facts` holds text",
         "It should hold a block of keys (`id`, `text`, `on`, `known_on` …)."),
        ({"disclosed": "soon"}, "`soon` is not a date",
         f"Write {A_DATE}."),
        ({"disclosed": "3 June 2024"}, "`3 June 2024` is not a date",
         f"Write {A_DATE}; here that is `2024-06-03`."),
        ({"disclosed": "2024-02-30"}, "`2024-02-30` is not a day of the calendar", None),
        ({"disclosed": "2024" * 20}, "`disclosed` has 80 characters; 40 fit", None),
        ({"legal_note": "yes"}, "`legal_note` must be `true` or `false`", "Write `true` or `false`."),
        ({"legal_note": "1"}, "`legal_note` must be `true` or `false`", "Write `true` or `false`."),
        ({"id": "Acme Bot"}, "`Acme Bot` is not what `id` takes",
         "Write an id: small letters, digits and single hyphens; here that is `acme-bot`."),
        ({"id": "???"}, "`???` is not what `id` takes",
         "Write an id: small letters, digits and single hyphens."),
        ({"id": "X" * 80}, f"`{'X' * 59}…` is not what `id` takes", None),
    ],
)  # fmt: skip
def test_tells(changes: dict[str, Any], message: str, remedy: str | None) -> None:
    """Each mistake is told once, in a sentence that names the field and one that mends it."""
    [(told, mended)] = _draft(**changes)

    assert message == told
    assert mended == (remedy or mended)


def test_tells_what_a_missing_part_is_for() -> None:
    """A part of several entries that is missing is explained by its own words, as a line is."""
    data = factories.draft()
    del data["sources"]
    source, _ = read_bytes(factories.as_yaml(data).encode(), "x.yml")
    assert source is not None
    _, (problem,) = shape(source, Case)

    assert "Add `sources:`. Where it all comes from." == problem.remedy


@pytest.mark.parametrize(
    ("item", "remedy"),
    [
        ("vet-1", "Write the id of a check, such as `VET-20`; here that is `VET-01`."),
        ("Vet 20", "Write the id of a check, such as `VET-20`; here that is `VET-20`."),
        ("vetting", "Write the id of a check, such as `VET-20`."),
    ],
)
def test_offers_the_form_of_an_item_that_was_meant(item: str, remedy: str) -> None:
    """An item's id in another form is offered in the right one."""
    lesson = {"id": "x", "text": "y", "items": [{"item": item, "why": "z"}]}

    assert [(f"`{item}` is not what `item` takes", remedy)] == _draft(lessons=[lesson])


def test_licence_and_language_are_not_mistaken_for_ids() -> None:
    """A wrong licence is not answered with an id made of it."""
    told = _draft(record={"licence": "CC BY 4.0"})

    assert [
        (
            "`CC BY 4.0` is not what `licence` takes",
            "Write an SPDX licence id, such as `CC-BY-4.0`.",
        )
    ] == told


@pytest.mark.parametrize(
    "url",
    [
        "daily.example",
        "ftp://daily.example",
        "https://localhost",
        "javascript:alert(1)",
        "https://a b.example",
        "https://user@host.example:x@",
        "//daily.example",
    ],
)
def test_refuses_what_is_not_a_web_address(url: str) -> None:
    """Only addresses of the web with a full host are addresses."""
    told = _draft(sources=[factories.source(url=url)])

    assert [f"`{url}` is not what `url` takes"] == [message for message, _ in told]


def test_refuses_an_address_with_a_hidden_character() -> None:
    """An address that a hidden mark makes read differently is refused."""
    text = factories.as_yaml(factories.draft()).replace(
        "https://daily.example/refunds", r'"https://daily.example/\u202ecod.exe"'
    )

    assert ["`url` holds a hidden character"] == [message for message, _ in _told(text)]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("8,000", "`8,000` is not a plain number"),
        ("8 000", "`8 000` is not a plain number"),
        ("1_000.5", "`1_000.5` is not a plain number"),
        ("007", "`007` is not a plain number"),
        ("1,5", "`1,5` is not a number"),
        ("1.125", "`1.125` can be read as two numbers"),
        ("-3", "`-3` is below zero"),
        ("many", "`many` is not a number"),
        ("inf", "`inf` is not a number"),
        (".nan", "`.nan` is not a number"),
        ("1e999", "`1e999` is not a number"),
        ("٨", "`٨` is not a number"),
        ("8 GPUs", "`8 GPUs` is not a number"),
        ("", "`` is not a number"),
    ],
)
def test_refuses_what_is_not_a_number(value: str, message: str) -> None:
    """A figure is digits; grouping marks, a point of two meanings, words and infinities are told."""
    figure = {"value": value, "unit": "EUR", "basis": "measured"}
    consequence = {"text": "x", "kind": "loss", "figure": figure, "sources": ["daily"]}

    assert [message] == [told for told, _ in _draft(consequences=[consequence])]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("8000", 8000.0),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("0.125", 0.125),
        ("1.1250", 1.125),
        ("0", 0.0),
        (7, 7.0),
    ],
)
def test_reads_numbers(value: Any, expected: float) -> None:
    """Digits become a number, typed as text or not."""
    figure = {"value": value, "unit": "EUR", "basis": "measured"}
    consequence = {"text": "x", "kind": "loss", "figure": figure, "sources": ["daily"]}
    [read] = factories.typed(factories.draft(consequences=[consequence])).consequences

    assert read.figure is not None
    assert expected == read.figure.value


@pytest.mark.parametrize("value", ["true", "True", "TRUE", True])
def test_reads_switches(value: Any) -> None:
    """The three spellings that every YAML reader takes for true are true."""
    assert factories.typed(factories.draft(legal_note=value)).legal_note is True


@pytest.mark.parametrize(
    ("line", "message", "remedy"),
    [
        ("occurred:", "`occurred` is empty", f"Write {A_DATE}; or delete the line."),
        ("countries:", "`countries` is empty",
         "Write a list, each entry on a line of its own after `- `; or delete the line."),
        ("system:", "`system` is empty",
         "Write a block of keys (`description`, `product`, `version`, `autonomy` …); or delete the line."),
        ("record:", "`record` is empty",
         "Write a block of keys (`status`, `standard`, `created`, `updated` …); or delete the line."),
        ("legal_note:", "`legal_note` is empty", "Write `true` or `false`; or delete the line."),
        ("content_note: ~", "`content_note` is empty", "Write one line of plain text; or delete the line."),
        ("countries: [NO, ~]", "`countries` is empty", "Write text; or delete the line."),
        ("system: {description: x, lifecycle: }", "`lifecycle` is empty",
         "Write a list, each entry on a line of its own after `- `; or delete the line."),
    ],
)  # fmt: skip
def test_empty_fields_are_told(line: str, message: str, remedy: str) -> None:
    """A field that is there and says nothing is told, also where it may be left out."""
    text = factories.as_yaml(factories.draft()) + line + "\n"

    assert [(message, remedy)] == _told(text)


def test_an_entry_that_is_wrong_does_not_make_its_list_empty() -> None:
    """The only fact of a case being wrong is told as that, and not as a missing fact too."""
    assert ["`soon` is not a date"] == [message for message, _ in _fact(on="soon")]


def test_tables_are_told_by_their_parts() -> None:
    """In the vocabulary, names are the author's, and fields are those of a term."""
    assert [
        (
            "`Bad Key` is not an id",
            "Use small letters, digits and single hyphens; here that is `bad-key`.",
        ),
        ("`lable` is not a field here", "Did you mean `label`?"),
        ("`actor` holds text", "It should hold a block of keys."),
    ] == _told(
        "vocabularies:\n  Bad Key: {}\n  level: {low: {lable: Low}}\n  actor: someone\n", Vocabulary
    )


def test_a_space_from_a_web_page_before_a_key_is_told() -> None:
    """A key that only begins with a space of another kind is told by that space."""
    text = factories.as_yaml(factories.draft()) + "\u00a0kind: hazard\n"

    [told] = [remedy for message, remedy in _told(text) if "kind" in message]
    assert told == "Write ordinary spaces before `kind`; others come along from web pages."


def test_what_brackets_make_of_a_missing_space_and_of_a_comma_is_told() -> None:
    """Between brackets a key without its space, and digits after a comma, are keys of their own."""
    figure = "figure: {min:8, max: 2,000, unit: EUR, basis: measured}"
    text = factories.as_yaml(factories.draft()) + (
        f"consequences:\n  - text: x\n    kind: loss\n    {figure}\n    sources: [daily]\n"
    )

    assert [
        ("`min:8` is not a field here", "Write `min: 8` with a space after the colon."),
        (
            "`000` is not a field here",
            "Write numbers without commas; between brackets a comma begins the next entry.",
        ),
    ] == _told(text)


def test_missing_and_empty_fields_name_their_terms() -> None:
    """Who leaves out a controlled word is told the words, or where a long list of them is."""
    source = _source("kind:\nsources:\n  - id: x\n")
    terms = {"case-kind": ("incident", "hazard"), "source-kind": [str(n) for n in range(20)]}
    told = {problem.message: problem.remedy for problem in shape(source, Case, terms)[1]}

    assert told["`kind` is empty"].endswith(" Use one of `incident`, `hazard`.")
    assert told["`kind` is missing"].endswith(
        " See `source-kind` in docs/vocabulary.yml for the terms."
    )


def test_a_list_whose_dash_lacks_its_space_is_told() -> None:
    """An entry that begins with a dash and no space is no entry, and the remedy says so."""
    text = factories.as_yaml(factories.draft()) + "countries:\n  -NO\n"

    assert [
        ("`countries` holds text", "It should hold a list; a space is missing after the dash.")
    ] == (_told(text))


def test_ledger_is_told_by_its_parts() -> None:
    """In the ledger, addresses are the author's, and anchors are text in a list."""
    assert [
        (
            "`/cases/x/` holds text",
            "It should hold a list, each entry on a line of its own after `- `.",
        ),
        ("`/cases/y/` is empty", "Write text; or delete the line."),
    ] == _told("pages:\n  /cases/x/: one\n  /cases/y/: [~]\n", Permalinks)


@pytest.mark.unmeasured
def test_a_file_full_of_mistakes_is_told_in_bounds() -> None:
    """Of thousands of mistakes the first hundred are told."""
    text = factories.as_yaml(factories.draft()) + "".join(
        f"x{number}: y\n" for number in range(3000)
    )

    assert 100 == len(_told(text))


def test_what_pydantic_says_is_never_shown() -> None:
    """No complaint of the examples holds the words of the library underneath."""
    words = ("Input should", "pydantic", "valid ", "validation", "str type", "NoneType")
    for path in some((factories.EXAMPLES / "invalid").glob("shape/*.expected")):
        assert [] == [word for word in words if word in path.read_text(encoding="utf-8")], path


class Odd(Record):
    """A model with a kind of field that no model of ours has."""

    number: int


def test_a_complaint_without_words_of_its_own_is_still_told() -> None:
    """Should a new kind of field fail in a new way, it is told with what there is."""
    [(message, remedy)] = _told("number: x\n", Odd)

    assert message.startswith("`number`: ")
    assert "Write text." == remedy


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("title", "A shop's bot promised refunds", ""),
        ("title", "A bot", "`title` has 5 characters; it needs 12. Say a little more, "),
        ("id", "My Bot", "`My Bot` is not what `id` takes. Write an id: "),
        ("disclosed", "soon", f"`soon` is not a date. {IN_WORDS}"),
    ],
)
def test_judges_one_value(name: str, value: str, expected: str) -> None:
    """A single answer is judged like the field it is for, before there is a file."""
    said = judge(Case, name, value)

    assert said.startswith(expected)
    assert bool(said) == bool(expected)


values = st.recursive(
    st.sampled_from(["", "x", "2024", "NO", "VET-01", "true", "8,000", "published", "\x00", "a\nb"])
    | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "text", "sources", "figure", "value", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*Case.model_fields, "x", "Title"]), values, max_size=6))
def test_any_data_gives_a_case_or_a_problem(data: dict[str, Any]) -> None:
    """Whatever stands in the fields of a case, there is a case or a problem that can be acted on."""
    _is_sound(data, Case)


@given(st.dictionaries(st.sampled_from([*Checklist.model_fields, "x"]), values, max_size=6))
def test_any_data_gives_a_checklist_or_a_problem(data: dict[str, Any]) -> None:
    """Whatever stands in the fields of a checklist, there is a checklist or a problem."""
    _is_sound(data, Checklist)


@given(st.dictionaries(st.sampled_from(["vocabularies", "pages", "moved"]), values, max_size=3))
def test_any_data_gives_a_table_or_a_problem(data: dict[str, Any]) -> None:
    """Whatever stands in the vocabulary and the ledger, there is a table or a problem."""
    _is_sound(data, Vocabulary)
    _is_sound(data, Permalinks)


def _is_sound(data: dict[str, Any], model: type[Record]) -> None:
    text = factories.as_yaml(data)
    shaped, problems = shape(_source(text), model)
    last = text.count("\n") + 1

    assert (shaped is None) == bool(problems)
    for problem in problems:
        assert isinstance(problem, Problem)
        assert problem.rule in CATALOGUE
        assert problem.remedy.endswith((".", "?"))
        assert 1 <= problem.line <= last
