"""The web form's own modules in a real browser, against the program: dates, checks, YAML, every case."""

from __future__ import annotations

import difflib
import itertools
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

import factories
import pytest
from casebook.authoring import form, scaffold
from casebook.authoring.schema import models
from casebook.base import dates
from casebook.base import everyday as meant
from casebook.base.problems import Loc, Problem
from casebook.corpus.changes import changes
from casebook.corpus.corpus import ON_SITE, Corpus
from casebook.downloads import dataset
from casebook.model import Case
from casebook.model.kinds import Kind, Record
from casebook.model.ledger import Ledger
from casebook.model.walk import shapes
from casebook.reading import shape
from casebook.reading.load import Loader, Reading
from casebook.rules import CATALOGUE, answers, check_case, check_changes, requirements
from casebook.rules.base import Earlier, Pair
from casebook.source import read_bytes
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from pydantic import ValidationError
from support import full
from support.real import length
from support.some import some

pytestmark = pytest.mark.browser

_ONLY_IN_FILES = {
    "case/id-is-file-name", "shape/empty", "shape/not-true-or-false", "shape/unknown-key",
    "shape/wrong-type",
}  # fmt: skip
"""Mistakes that a form has no way to make."""
_NEEDS_FONTS = {"style/undrawable"}
"""What only the check can say: the fonts are too large to be sent to a browser."""
INVALID = {
    name: path
    for path in sorted((factories.EXAMPLES / "invalid").glob("*/*.yml"))
    if (name := f"{path.parent.name}/{path.stem}") not in _ONLY_IN_FILES | _NEEDS_FONTS
    and path.parent.name != "yaml"
}
Data = dict[str, Any]


class Modules:
    """The modules of the form, called from here."""

    def __init__(self, page: Page) -> None:
        page.goto("contribute/new-case/", wait_until="load")
        self.page = page

    def call(self, module: str, function: str, *arguments: Any) -> Any:
        """What a function of a module gives for these arguments."""
        return self.page.evaluate(
            "async ([module, name, given]) => { const made = await import("
            "new URL(`../../assets/js/form/${module}.mjs`, location)); "
            "const value = made[name]; return typeof value === 'function' ? value(...given) : value }",
            [module, function, list(arguments)],
        )

    def each(
        self, module: str, function: str, calls: list[Any], first: Any = (), last: Any = ()
    ) -> list[Any]:
        """As :meth:`call`, for many lists of arguments in one go.

        ``first`` and ``last`` go with every call and are sent once.
        """
        found: list[Any] = self.page.evaluate(
            "async ([module, name, calls, first, last]) => { const made = await import("
            "new URL(`../../assets/js/form/${module}.mjs`, location)); "
            "return calls.map((given) => made[name](...first, ...given, ...last)) }",
            [module, function, calls, list(first), list(last)],
        )
        return found


@pytest.fixture(scope="module")
def modules(browser: Browser, address: str) -> Iterator[Modules]:
    """The modules, as the built site serves them; one page for all tests of this file."""
    made = browser.new_context(base_url=address)
    yield Modules(made.new_page())
    made.close()


# YAML


def _plain(value: Any) -> Any:
    """Data as the reader gives it: every number and switch as text."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def _sorted(value: Any) -> Any:
    return json.loads(json.dumps(value, sort_keys=True))


AWKWARD = [
    "no", "Yes", "null", "~", "", "-", "- a", "? b", "a: b", "a:", ": a", "a #b", "#a", "a#b",
    "@x", "`x`", "%x", "&x", "*x", "!x", "!!str x", "|", ">", "|-\n a", "'", '"', "\\", "\\n",
    "[a]", "{a: b}", "a, b", "]", "}", "---", "...", "--- a", "2024-10-18", "1.5", "0x1F", "1e5",
    "12:30", "a\nb", "a\n\nb", "a\n\n\nb", "\na", "a\n", " a", "a ", "  - a\n- b", "- a\n  - b",
    "a \nb", "a\n \nb", "\t", "a\tb", "a\u202eb", "\ufeffa", "a\u2028b", "a\x85b", "\x00", "\x1b[0m",
    "\ufffe", "é", "日本語: 日本", "🙂 a: b", "NO", "=", "<<", "a  b", "x" * 300, "word " * 60 + "end",
    "word " * 30 + "# not a comment " + "word " * 30, "word " * 30 + "key: value " + "word " * 30,
    "a\u00a0b", "\u00a0", "“quoted”", "'quoted'", "https://example.org/a#b?c=d&e=f", "a'b\"c",
    "http://example.org/" + "a" * 200,
]  # fmt: skip

_SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\r")
_TEXTS = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(_SIGNS, max_size=40),
    st.text(st.sampled_from("ab :#-?!&*|>%@`'\"\\[]{},\n\t~.0\u00a0\u202e"), max_size=30),
    st.lists(
        st.text(st.sampled_from("abc:#'-é日"), min_size=1, max_size=9), min_size=20, max_size=40
    ).map(" ".join),
)


def test_yaml_gives_back_whatever_was_put_in(modules: Modules, real: Reading) -> None:
    """Any text in any field of a case is read back from the written file as it was."""
    definition = form.definition(real.corpus.library)

    @settings(max_examples=40)
    @given(st.lists(_TEXTS, min_size=1, max_size=80))
    @example(AWKWARD)
    def holds(texts: list[str]) -> None:
        texts_again = itertools.cycle(texts)
        data = full.case(lambda _: "x" * 60)
        full_data = _planted(data, texts_again)
        written = modules.call("yaml-writer", "file", full_data, definition)
        source, problems = read_bytes(written.encode(), "cases/x.yml")

        assert source is not None, written
        assert [] == problems, written
        assert _sorted(_plain(full_data)) == _sorted(source.data), written
        assert source.data == modules.call("yaml-reader", "read", written), written

    holds()


def _planted(data: Data, texts: Any) -> Data:
    """Every text that is free holds the next of the texts; so do all lists of free texts."""
    made: Data = json.loads(json.dumps(data))
    for value in full.values(Case.model_validate(data)):
        if value.free:
            full._put(made, value.loc, next(texts))
    made["open_questions"] = [next(texts) for _ in range(3)]
    return made


def test_a_case_goes_through_the_form_unchanged(modules: Modules, few: Corpus) -> None:
    """A published case, opened in the form and written again, is the same case.

    These have most or least of something; any text in any field is tried above.
    """
    ids = [case.id for case in few.listed]
    written = modules.page.evaluate(
        """async (ids) => {
          const at = (path) => new URL(path, location);
          const { opened, pruned } = await import(at("../../assets/js/form/state.mjs"));
          const { file } = await import(at("../../assets/js/form/yaml-writer.mjs"));
          const definition = await (await fetch(at("form.json"))).json();
          const read = async (id) => (await fetch(at(`../../api/v1/cases/${id}.json`))).json();
          const round = async (id) => file(pruned(definition, "Case", opened(definition, "Case", await read(id))), definition);
          return Promise.all(ids.map(round));
        }""",
        ids,
    )

    for case_id, text in zip(some(ids), written, strict=True):
        source, problems = read_bytes(text.encode(), f"cases/{case_id}.yml")
        assert source is not None
        assert [] == problems
        again, wrong = shape.shape(source, Case)
        assert [] == wrong
        assert again is not None
        assert few.cases[case_id].model_dump() == again.model_dump()


def test_only_what_changed_is_another_line(modules: Modules, few: Corpus) -> None:
    """A real file that is opened and written again is the same; one change leaves all other lines alone."""
    files = [
        (factories.REPOSITORY / "cases" / f"{case.id}.yml").read_text("utf-8")
        for case in few.listed
    ]
    written = modules.page.evaluate(
        """async (files) => {
          const at = (path) => new URL(path, location);
          const { restored, pruned } = await import(at("../../assets/js/form/state.mjs"));
          const { read } = await import(at("../../assets/js/form/yaml-reader.mjs"));
          const { kept } = await import(at("../../assets/js/form/yaml-keeper.mjs"));
          const definition = await (await fetch(at("form.json"))).json();
          const data = (text) => pruned(definition, "Case", restored(definition, "Case", read(text)));
          return files.map((text) => {
            const [same, changed] = [data(text), data(text)];
            changed.sources[1].publisher = "Another Paper";
            changed.record.corrections = [...(changed.record.corrections ?? []), { on: "2026-11-30", what: "What is new.", why: "Why it is new." }];
            changed.facts.splice(0, 1);
            changed.facts.push({ id: "one-more", text: "One more fact.", basis: "reported", sources: [changed.sources[0].id] });
            return [kept(definition, same, text), kept(definition, pruned(definition, "Case", changed), text)];
          });
        }""",
        files,
    )

    for text, (same, changed) in zip(some(files), written, strict=True):
        assert same == text
        data = read_bytes(text.encode(), "case.yml")[0]
        again = read_bytes(changed.encode(), "case.yml")[0]
        assert data is not None
        assert again is not None
        fact = data.at(("facts", 1))[0] - data.at(("facts", 0))[0]
        diff = [
            line
            for line in difflib.ndiff(text.splitlines(), changed.splitlines())
            if line[0] in "+-"
        ]
        assert again.data["facts"][-1]["id"] == "one-more"
        assert len(diff) <= fact + 2 + 4 + 4, "\n".join(diff)


_EVERY_FORM = """\
id: a
title: b # c
list:
  - x: y
    z: 'q ''r'
  - "a \\n b"
flow: [a, {b: c}, "d"]
kept: |
  one

  two
folded: >-
  three
  four

  five
plain: six
  seven

  eight
number: 1
"""
"""Every form of value in a few lines, so that damage to it mostly hits something."""
_EDGES = (
    "title: version ##2\n",
    "title: ## 2\n",
    "title: a # note #2\n",
    "title: a\n  b ##c\nid: d\n",
    "title: [a ##b\n  ]\n",
    "title: {a: b ##c\n  }\n",
    "title: |\n  no line break at the end",
    "title: >\n  no line break at the end",
    "title: |\n  a line break at the end\n",
    "title: |\n     \n  a blank line that is longer than the text is indented\n",
    *(f"title: {text}\nid: a\n" for text in (", a", "] a", "} a", "?a", "[b, ?a]", "{b: ?a}")),
    *(f"title: {text}\nid: [{text}]\n" for text in ("null", "Null", "NULL", "~", "nULL")),
    "title: a:?b\nid: [a:?b]\n",
    *(f"title: {blank}a{blank}\n  b\nid: [{blank}a{blank}]\n" for blank in "\u00a0\u2003"),
)
"""Files at the edges of what the form reads: what is no comment, no text or no blank, and how a file ends."""
_ONLY_TOLD = {"yaml/control-character", "yaml/direction-mark"}
"""What the program refuses in a file, and the form in the field that holds it."""


def test_files_are_read_as_the_program_reads_them(modules: Modules, few: Corpus) -> None:
    """A case is opened as it is; any other text is read alike or refused with its line, never differently."""
    cases = [(CASES / f"{id_}.yml").read_text("utf-8") for id_ in few.cases]
    examples = [
        text
        for path in sorted(factories.EXAMPLES.glob("*/**/*.yml"))
        if path.is_file() and len(text := path.read_bytes().decode("utf-8", "replace")) < 100_000
    ]
    chance = random.Random(20261127)  # noqa: S311 - a sample, no secret
    signs = [
        *"\"'[]{}:#-|> \n,&*!?\\~%@`+.\u00a0\u2003",
        "\n  ",
        ": ",
        " #",
        "##",
        "\n\n",
        "- ",
        "\t",
        "null",
    ]
    broken = []
    for text in [*chance.choices([*cases, *examples], k=100), *[_EVERY_FORM] * 1500]:
        at = chance.randrange(len(text) or 1)
        broken.append(text[:at] + chance.choice(signs) + text[at + chance.choice([0, 1, 3]) :])
    texts = [*cases, *examples, *_EDGES, *broken]
    read = modules.page.evaluate(
        """async (texts) => {
          const { read, Unreadable } = await import(new URL("../../assets/js/form/yaml-reader.mjs", location));
          return texts.map((text) => {
            try {
              return { data: read(text) };
            } catch (error) {
              if (!(error instanceof Unreadable)) throw error;
              return { refused: error.message };
            }
          });
        }""",
        texts,
    )

    assert [] == [there["refused"] for there in some(read[: len(cases)]) if "refused" in there]
    for text, there in zip(some(texts), read, strict=True):
        if "refused" in there:
            assert re.match(r"Line \d+: ", there["refused"])
            continue
        source, problems = read_bytes(text.encode(), "cases/x.yml")
        assert {problem.rule for problem in problems} <= _ONLY_TOLD, text
        assert problems or (source is not None and source.data == there["data"]), text
    assert sum("data" in there for there in read[len(cases) :]) > 100


# Dates


_DATES = st.one_of(
    st.text(st.sampled_from("0123456789-/.?~%"), max_size=14),
    st.from_regex(
        r"\A[0-9]{4}(-[0-3][0-9](-[0-3][0-9])?)?[?~%]?(/([0-9]{4}(-[01][0-9])?|\.\.))?\Z"
    ),
)


def test_dates_are_read_alike(modules: Modules) -> None:
    """The form and the program take the same dates, and read the same days and words from them."""

    @given(st.lists(_DATES, min_size=1, max_size=60))
    def holds(texts: list[str]) -> None:
        read = modules.each("dates", "parse", [[text] for text in texts])
        for text, there in zip(some(texts), read, strict=True):
            assert dates.complaint(text) == there.get("wrong", ""), text
            if "wrong" not in there:
                here = dates.parse(text)
                assert [here.first.isoformat(), here.last.isoformat()] == [
                    there["first"],
                    there["last"],
                ]
                assert dates.words(text) == modules.call("dates", "spoken", text)

    holds()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("3 June 2024", "2024-06-03"), ("3rd of June 2024", "2024-06-03"), ("June 2024", "2024-06"),
        ("June 3, 2024", "2024-06-03"), ("Sept 2023", "2023-09"), ("29 Feb 2024", "2024-02-29"),
        ("29 Feb 2023", ""), ("03/06/2024", ""), ("10/18/2024", "2024-10-18"), ("18.10.2024", "2024-10-18"), ("3/3/2024", "2024-03-03"), ("31/02/2024", ""), ("13/13/2024", ""), ("soon", ""), ("2024-06-03", ""), ("3 Foo 2024", ""),
        ("3\u00a0June\u202f2024", "2024-06-03"), ("3\u2009June 2024", "2024-06-03"), ("June\ufeff2024", ""),
        ("June\u20282024", ""), ("June\x852024", ""), ("3 June 4 2024", ""), ("2024/6/3", "2024-06-03"), ("6/2024", "2024-06"), ("2024/6-3", ""),
    ],
)  # fmt: skip
def test_dates_in_words_are_understood(modules: Modules, typed: str, wanted: str) -> None:
    """A date in words becomes EDTF, and one with two readings does not."""
    assert wanted == modules.call("everyday", "meant", "date", typed) == meant.date(typed)


_TYPED = st.one_of(
    st.from_regex(r"\A[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}\Z"),
    st.from_regex(
        r"\A([0-3]?[0-9](st|nd|rd|th)? )?(of )?(March|Mar\.?|Sept|Sep|May|Ma|Febr|december|JUNE),? ([0-9]{1,2},? )?20[0-9]{2}\Z"
    ),
    st.from_regex(r"\A(https?://|www\.)?[a-z-]{1,5}(\.[a-z]{0,3}){1,3}(/[a-z ]*)?\n?\Z"),
    st.from_regex(r"\A([0-9]{1,2}\s)?(of\s)?(March|sept\.)[\s\ufeff][0-9]{4}\s?\Z"),
    _DATES,
)


def test_what_is_plainly_meant_is_taken_alike(modules: Modules) -> None:
    """Everyday dates and addresses become the same in the form and in the questions of `casebook new`."""

    @given(st.lists(_TYPED, min_size=1, max_size=60))
    @example(
        [
            "22 March 2023",
            "March 2023",
            "2023",
            "22/3/2023",
            "2023/3/22",
            "3/2023",
            "www.a.org",
            "3/3/2023",
            "10-18-2024",
        ]
    )
    def holds(texts: list[str]) -> None:
        calls = [[kind, text] for text in texts for kind in ("date", "url", "line")]
        there = modules.each("everyday", "meant", calls)
        assert [meant.meant(kind, text) for kind, text in calls] == there, calls

    holds()


# Checks


def test_every_kind_of_value_is_checked_in_the_form() -> None:
    """Each kind that the models name has a check of that name in the form."""
    text = (factories.REPOSITORY / "docs/assets/js/form/kinds.mjs").read_text("utf-8")
    named = {
        marker.name
        for part in models(Case)
        for field in shapes(part)
        for marker in field.markers
        if isinstance(marker, Kind)
    }

    assert {"line", "prose", "id", "url", "date", "number", "switch"} == named
    assert [] == [name for name in sorted(named) if f"\n  {name}" not in text]


_FIELDS: list[tuple[type[Record], str]] = [
    (part, field.name)
    for part in models(Case)
    for field in shapes(part)
    if field.base in (str, float) and not field.many
]
_VALUES = st.one_of(
    _TEXTS,
    st.text(st.sampled_from("a-9A.:/@ \n"), min_size=1, max_size=120),
    st.sampled_from(["8,000", "8 000", "1e3", "inf", "nan", "-1", "+.5", "5.", "1e999", "VET 1", "vet-20",
                     "https://a.b", "https://a", "ftp://a.b", "http://a.b/c d", "zh-Hant-TW", "CC BY"]),
    st.text(st.sampled_from("ab"), min_size=105, max_size=115),
    st.text(st.sampled_from("ab"), min_size=290, max_size=610),
)  # fmt: skip


def test_values_are_judged_alike(modules: Modules, real: Reading) -> None:
    """For any field and any text, the form says what the command line says, in the same words."""
    definition = form.definition(real.corpus.library)

    @settings(max_examples=60)
    @given(st.lists(st.tuples(st.sampled_from(_FIELDS), _VALUES), min_size=1, max_size=40))
    def holds(pairs: list[tuple[tuple[type[Record], str], str]]) -> None:
        pairs = [pair for pair in pairs if pair[1]]
        calls = [
            [_small(definition, part, name), {name: text}, None] for (part, name), text in pairs
        ]
        told = modules.each("problems", "problems", calls)
        assert len(pairs) == len(told)
        for ((part, name), text), there in zip(pairs, told, strict=True):
            shown = [
                f"{each['message']}. {each['remedy']}"
                for each in there
                if each["rule"].startswith("shape/")
            ]
            here = shape.judge(part, name, text)
            assert ([here] if here else []) == shown, (part, name, text)

    holds()


def _small(definition: Data, part: type[Record], name: str) -> Data:
    """A definition of one field and no rules."""
    (field,) = [f for f in definition["models"][part.__name__]["fields"] if f["name"] == name]
    alone = {**field, "required": False, "ref": "", "terms": ""}
    return {
        "root": "It",
        "models": {"It": {"fields": [alone]}},
        "words": definition["words"],
        "limits": definition["limits"],
        "requirements": {
            name: [] for name in ("needs", "unique", "once", "latest", "forbidden", "named")
        },
        **{name: [] for name in ("items", "patterns", "advice")},
        **{name: {} for name in ("terms", "remedies")},
    }


_OF_VALUES = {f"references/unknown-{kind}" for kind in ("term", "item", "pattern")}
"""Rules that look at single values, whatever else is wrong with a file."""
_NOT_IN_FORM = {
    "case/id-is-file-name",
    *(rule.id for rule in CATALOGUE.values() if rule.when == "at-source"),
}
"""Rules that the form does not know: of the file's name, and of cases that were read at the source."""


def _told(problems: Iterable[Problem]) -> list[tuple[str, str]]:
    return sorted(
        (problem.rule, problem.message) for problem in problems if problem.rule not in _NOT_IN_FORM
    )


@pytest.mark.parametrize("name", INVALID)
def test_form_finds_what_the_check_finds(modules: Modules, base: Loader, name: str) -> None:
    """Every example of a mistake in a case, a draft or not, is found by the form, in the same words."""
    source, _ = read_bytes(INVALID[name].read_bytes(), name)
    assert source is not None
    reading = base.load(only=[INVALID[name]])
    library = reading.corpus.library
    expected = _told(reading.problems)
    found = modules.call(
        "problems", "problems", form.definition(library), source.data, form.cases(library, {})
    )
    if any(rule.startswith("shape/") for rule, _ in expected):
        # The command line looks at whole cases only when the shape is right, and at a
        # value only when its own is.
        shapes = [each for each in found if each["rule"].startswith("shape/")]
        wrong = [each["loc"] for each in shapes]
        of_values = [each for each in found if each["rule"] in _OF_VALUES]
        found = [*shapes, *(each for each in of_values if each["loc"] not in wrong)]

    assert expected == sorted((each["rule"], each["message"]) for each in found)


@pytest.mark.parametrize(
    "change",
    [
        {"lessons": [{"id": "l", "text": "x", "items": [{"item": "VET-99", "why": "x"}]}]},
        {"lessons": [{"id": "l", "text": "x", "items": [{"item": "VET-40", "why": "x"}]}]},
        {"lessons": [{"id": "l", "text": "x", "items": [{"item": "QQQ-77", "why": "x"}]}]},
        {"record": {"status": "drafft"}},
    ],
)
def test_form_offers_what_the_check_offers(modules: Modules, real: Reading, change: Data) -> None:
    """A check that is not there and a misspelt state have one remedy, wherever they are found."""
    library = real.corpus.library
    data = factories.draft(sources=factories.case()["sources"][:1], **change)
    data["facts"] = [{**data["facts"][0], "sources": ["notice"]}]
    source, _ = read_bytes(factories.as_yaml(data).encode(), f"{data['id']}.yml")
    assert source is not None
    case, wrong = shape.shape(source, Case)
    assert case is not None, wrong
    here = [(told.rule, told.remedy) for told in check_case(case, source, library)]
    there = modules.call("problems", "problems", form.definition(library), data, [])

    assert 1 == len(here)
    assert here == [(each["rule"], each["remedy"]) for each in there]


def test_form_says_of_a_line_that_it_stands_too_far_right(modules: Modules) -> None:
    """A field below another's text is a slip of the indent, and no colon that wants quotes."""
    told = modules.page.evaluate(
        """async () => {
          const { read } = await import(new URL("../../assets/js/form/yaml-reader.mjs", location));
          try { return read("id: x\\nclaims:\\n  - id: y\\n      status: denied"); }
          catch (error) { return error.message; }
        }"""
    )

    assert told == (
        "Line 4: it stands further right than the line above; "
        "line it up with the fields of its block"
    )


CASES = factories.REPOSITORY / "cases"


def _without(data: Data, *names: str) -> Data:
    """A case whose responses lack some fields, as if nobody had thought of them."""
    kept = [{k: v for k, v in each.items() if k not in names} for each in data.get("response", ())]
    return {**data, "response": kept}


def test_form_counts_the_first_answer_as_the_check_does(
    modules: Modules, base: Loader, real: Reading
) -> None:
    """A case as it is, and without what its editor said about answers, gives both the same findings.

    The cases are those with most responses: which of them was the first answer is the question.
    """
    rules = {
        "dates/earlier-answer": answers.earlier_answer,
        "dates/answer-to-later-claim": answers.answer_to_later_claim,
        "dates/told-first": answers.told_first,
    }
    library = base.load(only=[]).corpus.library
    cases = []
    most = sorted(real.corpus.listed, key=lambda case: -len(case.response))[:24]
    for id_ in some([case.id for case in most]):
        source, _ = read_bytes((CASES / f"{id_}.yml").read_bytes(), id_)
        assert source is not None
        silent = _without(source.data, "answers_to", "told_first")
        last = silent["response"][-1:]
        told = [{**each, "told_first": "true"} for each in last]
        cases += [source.data, silent, {**silent, "disclosed": source.data["disclosed"][:4]}]
        cases += [{**silent, "response": last}, {**silent, "response": told}]
    expected = []
    for data in cases:
        case = Case.model_validate(data)
        found = [
            (name, each.message) for name, find in rules.items() for each in find(case, library)
        ]
        expected.append(sorted(found))
    definition = form.definition(library)
    told = modules.each("rules", "findings", [[definition, data, []] for data in cases])

    assert sum(map(bool, expected)) > 20
    for data, here, there in zip(cases, expected, told, strict=True):
        assert here == sorted((p["rule"], p["message"]) for p in there if p["rule"] in rules), data[
            "id"
        ]


def test_form_knows_every_rule_for_drafts(modules: Modules) -> None:
    """A rule that holds for drafts of cases, and that a form can break, is looked at in the form."""
    always = {rule.id for rule in CATALOGUE.values() if rule.when == "always"} & set(INVALID)

    assert len(always) > 15
    assert always == set(modules.call("rules", "NAMES")) | _as_data("always")


def test_form_knows_every_rule_for_publication(modules: Modules) -> None:
    """A rule that only holds for published cases is looked at in the form, each by its id."""
    published = {rule.id for rule in CATALOGUE.values() if rule.when == "published"}

    assert len(published) > 15
    assert published == set(modules.call("publication", "NAMES")) | _as_data("published")


def test_rules_that_are_written_twice_are_listed(modules: Modules) -> None:
    """The page for developers names each rule that is code in both languages, and there are few."""
    page = (factories.REPOSITORY / "docs/develop/form-rules.md").read_text("utf-8")
    listed = re.findall(r"^\| `([a-z/-]+)` \|", page, re.MULTILINE)
    code = [
        name
        for module in ("rules", "publication", "corrections")
        for name in modules.call(module, "NAMES")
    ]

    assert listed == sorted(code)
    assert len(listed) <= 25


_FRESH = "Nobody who was asked knew of it."


def _revised(whole: Data, path: Loc, chance: random.Random) -> Data:
    """A case in which one value is gone, reworded, doubled or explained, as an editor would."""
    made: Any = deepcopy(whole)
    holder = made
    for step in path[:-1]:
        holder = holder[step]
    value = holder[path[-1]]
    if isinstance(value, str) and chance.random() < 0.7:
        slip = value[:-3] + value[-2:] if len(value) > 40 else value
        holder[path[-1]] = chance.choice(
            [slip, value.upper(), f"{value} {_FRESH}", f"{value}!", "adjudicated"]
        )
    elif isinstance(value, list):
        holder[path[-1]] = chance.choice([value[::-1], value[1:], [*value, value[0]]])
    else:
        del holder[path[-1]]
    claims = made.get("claims")
    if claims and chance.random() < 0.5:
        claim = chance.choice(claims)
        claim["status"] = chance.choice(["refuted", "confirmed", "unverified"])
        if chance.random() < 0.5:
            claim["reason"] = f"{claim.get('reason', '')} {_FRESH}"
        if chance.random() < 0.5:
            claim["as_of"] = "2026-11-30"
        if chance.random() < 0.5:
            entry = {"on": "2026-11-30", "status": whole["claims"][0]["status"], "reason": _FRESH}
            claim["history"] = [*claim.get("history", []), entry]
    record = made.get("record", {})
    if chance.random() < 0.4:
        new = {"on": "2026-11-30", "what": _FRESH, "why": _FRESH}
        record["corrections"] = [*record.get("corrections", []), new][chance.choice([0, 1]) :]
    if chance.random() < 0.3:
        record["updated"] = chance.choice(["2026-11-30", "2026-11", "2020"])
    return dict(made)


def _gate(before: Data, now: Case) -> list[tuple[str, str]]:
    """What the check says of the change to a published case."""
    source, _ = read_bytes(b"{}", f"cases/{now.id}.yml")
    assert source is not None
    old = Case.model_validate(before).model_dump(exclude_defaults=True)
    new = now.model_dump(exclude_defaults=True)
    pair = Pair(old, new, changes(old, new), source)
    return _told(check_changes(Earlier((pair,), Ledger())))


def test_changes_to_published_cases_are_judged_alike(modules: Modules, few: Corpus) -> None:
    """The form asks for a correction, and for what goes with it, wherever the check does."""
    chance = random.Random(20261202)  # noqa: S311 - a sample, no secret
    definition = form.definition(few.library)
    pairs = []
    for case in few.listed:
        whole = dataset.content(case)
        paths = chance.sample(list(_parts(whole)), 25)
        revised = [_revised(whole, path, chance) for path in paths]
        pairs += [(whole, now, made) for now in revised if (made := _shaped(now)) is not None]
    found = modules.page.evaluate(
        """async ([definition, pairs]) => {
          const at = (name) => new URL(`../../assets/js/form/${name}.mjs`, location);
          const { opened, pruned } = await import(at("state"));
          const { unexplained } = await import(at("corrections"));
          const plain = (data) => pruned(definition, "Case", opened(definition, "Case", data));
          return pairs.map(([before, now]) => unexplained(definition, plain(before), plain(now)));
        }""",
        [definition, [[before, now] for before, now, _ in pairs]],
    )
    seen: Counter[str] = Counter()
    for (before, now, made), there in zip(pairs, found, strict=True):
        here = _gate(before, made) if made.record.status in ON_SITE else []
        assert here == sorted((each["rule"], each["message"]) for each in there), now["id"]
        assert all(each["remedy"] for each in there)
        seen.update({rule for rule, _ in here} or {"nothing"})

    assert len(pairs) > 150
    assert set(seen) == {"nothing", *modules.call("corrections", "NAMES")}


def _as_data(when: str) -> set[str]:
    """Rules that the form gets as data."""
    data = requirements.as_data(factories.statuses(), lambda pattern: [pattern.pattern, ""])
    return {
        entry["rule"] for entries in data.values() for entry in entries if entry["when"] == when
    }


def _parts(value: Any, path: Loc = ()) -> Iterator[Loc]:
    """The place of every part of a case, at whatever depth."""
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for step, part in entries:
        yield (*path, step)
        if isinstance(part, dict | list):
            yield from _parts(part, (*path, step))


def _cut(data: Data, path: Loc) -> Data:
    made: Any = deepcopy(data)
    inside = made
    for step in path[:-1]:
        inside = inside[step]
    del inside[path[-1]]
    return made  # type: ignore[no-any-return]


def test_what_is_missing_is_said_alike(modules: Modules, few: Corpus) -> None:
    """Real cases with any one part taken out lack the same for the form and for the program.

    Each loses a dozen parts in turn, and one of each kind that no shorter case has: a page
    judges some twenty files a second.
    """
    library, chance = few.library, random.Random(20261127)  # noqa: S311 - a sample, no secret
    definition = form.definition(library)
    known = form.cases(library, {})
    cut = []
    seen: set[Loc] = set()
    for case in sorted(few.cases.values(), key=length):
        whole = dataset.content(case)
        paths = list(_parts(whole))
        fields = {tuple(step for step in path if isinstance(step, str)): path for path in paths}
        new = [path for field, path in fields.items() if field not in seen]
        seen |= set(fields)
        cut += [_cut(whole, path) for path in (*new, *chance.sample(paths, 12))]
    held = [(data, made) for data in cut if (made := _shaped(data)) is not None]
    found = modules.each(
        "problems", "problems", [[data] for data, _ in held], [definition], [known]
    )
    rules_seen = set()
    for (data, made), there in zip(held, found, strict=True):
        source, _ = read_bytes(b"{}", f"cases/{made.id}.yml")
        assert source is not None
        here = _told(check_case(made, source, library))
        assert here == sorted((each["rule"], each["message"]) for each in there), data["id"]
        rules_seen |= {rule for rule, _ in here}

    assert len(held) > 100
    assert len(rules_seen) > 12, sorted(rules_seen)


def _shaped(data: Data) -> Case | None:
    try:
        return Case.model_validate(data)
    except ValidationError:
        return None


# Ids


def test_ids_of_cases_are_suggested_alike(modules: Modules, real: Reading) -> None:
    """The form suggests the id that `casebook new` would make from the same title."""
    definition = {"small": form.definition(real.corpus.library)["small"]}
    titles = [case.title for case in real.corpus.cases.values()]
    titles += ["", "The of", "Zürich's bot 2024 — a story of 12 words, and more words besides it"]

    made = modules.each("state", "caseId", [[definition, title, "2024-05"] for title in titles])

    assert [scaffold.case_id(title, "2024-05") for title in titles] == made
