"""What the web form is built from, and each case as data."""

from __future__ import annotations

import json
import re

import factories
import pytest
from casebook.authoring import form
from casebook.authoring.schema import models
from casebook.base.settings import Settings
from casebook.corpus import corpus
from casebook.downloads import dataset
from casebook.model import Case
from casebook.model.walk import shapes
from casebook.pages import data, new_case
from casebook.reading.load import Loader
from casebook.rules import requirements
from support.some import some

PARTS = {part.__name__: part for part in models(Case)}


def test_every_field_of_a_case_stands_in_one_step(base: Loader) -> None:
    """The steps hold every field of a case once, and no other."""
    made = form.definition(base.load().corpus.library)
    placed = [name for step in made["steps"] for name in step["fields"]]

    assert sorted(Case.model_fields) == sorted(placed)


def test_first_step_holds_what_a_draft_needs(base: Loader) -> None:
    """What the model requires stands in the first step, so that a draft needs no other."""
    made = form.definition(base.load().corpus.library)
    required = {field["name"] for field in made["models"]["Case"]["fields"] if "required" in field}

    assert required == set(made["steps"][0]["fields"])


@pytest.mark.parametrize(
    ("model", "names"), [*form.SHOWN.items(), *((m, (n,)) for m, n in form.NAMED_BY.items())]
)
def test_lists_of_the_form_name_fields_that_exist(model: str, names: tuple[str, ...]) -> None:
    """A field that is shown at once, or gives an id its words, is a field of its model."""
    assert [] == [name for name in some(names) if name not in PARTS[model].model_fields]


def test_what_is_required_is_not_folded_but_for_ids(base: Loader) -> None:
    """A field that must be filled in is in sight; ids are made by the form."""
    made = form.definition(base.load().corpus.library)["models"]
    folded = {
        (model, field["name"])
        for model, part in made.items()
        if model != "Case"
        for field in part["fields"]
        if "required" in field and field["name"] not in part["shown"]
    }

    assert {"id"} == {name for _, name in folded}


def test_fields_carry_what_they_are_checked_for(base: Loader) -> None:
    """Pattern, lengths, list, words and hint of a field come from the model and the vocabulary."""
    made = form.definition(base.load().corpus.library)
    of = {(m, f["name"]): f for m, part in made["models"].items() for f in part["fields"]}

    assert (60, 600, "prose") == tuple(of["Case", "summary"][k] for k in ("least", "most", "kind"))
    assert "source-kind" == of["Source", "kind"]["terms"]
    assert of["Source", "url"]["pattern"].startswith("^https?://")
    assert 1 == of["Fact", "sources"]["entries"]
    assert ("draft", True) == (of["CaseRecord", "status"]["preset"], of["Case", "record"]["always"])
    assert "“When it was first said”" in of["Claim", "made_on_unknown"]["about"]
    assert "`.yml`" in of["Case", "id"]["about"]
    assert (
        "about" not in of["Claim", "variants"]
        or of["Claim", "variants"]["about"] != "Also heard as."
    )
    assert len(list(shapes(Case))) == len(made["models"]["Case"]["fields"])


def test_hints_say_what_the_label_does_not(base: Loader) -> None:
    """A hint that repeats label or block is left out or shortened to what it adds."""
    made = form.definition(base.load().corpus.library)["models"]
    hints = {(m, f["label"]): f.get("about") for m, part in made.items() for f in part["fields"]}

    assert hints["Source", "Kind"] is hints["Source", "Language"] is None
    assert hints["Response", "When"] is hints["Answer", "Who responded"] is None
    assert hints["Fact", "The fact"] == "In one or two sentences of your own."
    assert hints["Affected", "How many"] == "In words, with its certainty."
    assert hints["Case", "When it happened"] == "A hazard may have no date."
    assert (
        hints["ControlThatWorked", "What worked"] == "What worked and what it prevented or limited."
    )
    repeated = [
        key
        for key, hint in hints.items()
        if hint and re.match(rf"{re.escape(key[1])}[.,;]", hint, re.IGNORECASE)
    ]
    assert repeated == []


@pytest.mark.parametrize(
    ("python", "browser"),
    [
        (re.compile(r"(?P<mail>\w+)@"), ["(?<mail>[\\p{L}\\p{N}_]+)@", "u"]),
        (re.compile(r"^[\w.-]+$", re.MULTILINE | re.IGNORECASE), ["^[\\p{L}\\p{N}_.-]+$", "umi"]),
        (re.compile(r"\bTODO"), [f"{form._EDGE}TODO", "u"]),
    ],
)
def test_patterns_are_written_for_browsers(python: re.Pattern[str], browser: list[str]) -> None:
    """Names of groups, any letter and the flags are written as browsers read them."""
    assert browser == form._for_browsers(python)


def test_patterns_of_the_rules_have_no_sign_that_browsers_refuse() -> None:
    r"""A browser throws at ``\A`` or ``\Z``, and the whole form stops; ``^`` and ``$`` it knows."""
    entries = requirements.as_data(factories.statuses(), form._for_browsers)["forbidden"]
    patterns = [entry[key] for entry in some(entries) for key in ("pattern", "aside") if entry[key]]

    assert [] == [source for source, _ in some(patterns) if re.search(r"\\[AZzQG]|\(\?P", source)]


def test_cases_that_can_be_named_hold_titles_of_those_on_the_site(base: Loader) -> None:
    """The list of cases has every id; a case that is not on the site has no title there."""
    made = json.loads(
        next(
            a.content for a in new_case.assets(base.load().corpus) if a.path.endswith("cases.json")
        )
    )

    assert ["acme-refund-bot"] == [case_id for case_id, _ in made][:1]
    assert all(isinstance(title, str) for _, title in made)
    assert [["x", ""]] == [
        [i, t]
        for i, t in form.cases(type(base.load().corpus.library)(case_ids=frozenset({"x"})), {})
    ]


def test_data_of_a_case_holds_what_the_file_says() -> None:
    """Numbers stay as they were written, and what the file leaves out is left out."""
    typed = factories.typed(factories.case())
    typed = typed.model_copy(update={})
    told = dataset.content(typed)

    assert typed.model_dump() == Case.model_validate(told).model_dump()
    assert "content_note" not in told


def test_numbers_are_written_as_people_write_them() -> None:
    """A whole number has no point, another one keeps it."""
    assert {"a": [8000, 1.5], "b": "x", "c": True} == dataset._whole(
        {"a": [8000.0, 1.5], "b": "x", "c": True}
    )


def test_withdrawn_case_publishes_only_that_it_was(base: Loader) -> None:
    """The data of a withdrawn case is its id, its title and its record."""
    record = {"status": "withdrawn", "withdrawn_because": "Asked for by those concerned."}
    typed = factories.typed(factories.case(record=record))
    found = corpus.build(base.load().corpus.library, [typed])
    told = {asset.path: asset.content for asset in data.assets(found, Settings())}
    index = json.loads(told["api/v1/cases.json"])

    assert {"id", "title", "record"} == set(json.loads(told[f"api/v1/cases/{typed.id}.json"]))
    assert ([], [{"id": typed.id, "title": typed.title}]) == (index["cases"], index["withdrawn"])
