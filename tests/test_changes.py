"""What counts as a change of substance, and what does not."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import factories
import pytest
from casebook.corpus.changes import ASIDE, FIRST_GIVEN, changes, same_text, summed
from casebook.corpus.corpus import Corpus
from casebook.model import Case
from casebook.model.walk import shapes
from support.some import some

DOCS = factories.REPOSITORY / "docs"


def _data(data: factories.Data) -> dict[str, Any]:
    return factories.typed(data).model_dump(exclude_defaults=True)


def _told(before: factories.Data, now: factories.Data) -> list[str]:
    return [change.what for change in changes(_data(before), _data(now))]


def _case() -> factories.Data:
    return deepcopy(factories.case())


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        ("The bot promised a refund.", "the  bot promised, a refund", True),
        ("The bot *promised* a refund.", "The bot promised a refund!", True),
        ("It recieved the notice.", "It received the notice.", True),
        ("The companies statement was short.", "The company's statement was short.", False),
        ("It was organised in time.", "It was organized in time.", True),
        ("The compnay answered.", "The company answered.", True),
        ("The companyy answered.", "The company answered.", True),
        ("It did not answer.", "It did now answer.", False),
        ("It was legal then.", "It was illegal then.", False),
        ("It cost 1.5 million.", "It cost 15 million.", False),
        ("It lost -5 per cent.", "It lost 5 per cent.", False),
        ("It paid $5 then.", "It paid €5 then.", False),
        ("In June it answered.", "In July it answered.", False),
        ("It came from Iran then.", "It came from Iraq then.", False),
        ("About three people knew.", "About there people knew.", False),
        ("Some million people knew.", "Some billion people knew.", False),
        ("Many people knew it.", "Many people knew it early.", False),
        ("They answered quickly.", "They answered slowly.", False),
        ("They answered the notice.", "They answered the notices in.", False),
        ("They wanted refunds then.", "They wasted refunds then.", True),
        ("It will refund them then.", "It will refunding them then.", False),
        ("The largest model.", "The longest model.", False),
    ],
)
def test_texts_are_the_same_but_for_slips(before: str, now: str, same: bool) -> None:
    """Layout, capitals, punctuation and one wrong letter in a long word are no substance."""
    assert same_text(before, now) is same
    assert same_text(now, before) is same


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("E-mail", "e-mail", []),
        ("Screenshots ", "screenshots", []),
        ("e-mail", "email", ["an entry of `made_by` is another"]),
        ("Reuters", "Router", ["an entry of `made_by` is another"]),
    ],
)
def test_a_word_alone_counts_by_its_letters(before: str, now: str, told: list[str]) -> None:
    """A capital says nothing in one word either, but there is no slip in it: it may be a name."""
    old, new = _case(), _case()
    for case, via in ((old, before), (new, now)):
        case["claims"][0]["made_by"][0]["via"] = via

    assert [each.split(": ")[-1] for each in _told(old, new)] == told


def test_the_same_data_in_another_order_is_no_change() -> None:
    """The order of fields, parts and entries does not count."""
    now = dict(reversed(_case().items()))
    for name in ("facts", "sources", "timeline", "countries", "why_it_matters"):
        now[name] = list(reversed(now[name]))

    assert [] == _told(_case(), now)


@pytest.mark.parametrize("path", sorted(ASIDE))
def test_fields_set_aside_do_not_count(path: str) -> None:
    """A change of a field that is set aside is no change of substance."""
    before: dict[str, Any] = {}
    now: dict[str, Any] = {}
    *above, name = path.split(".")
    for data, value in ((before, "One way"), (now, "Another way")):
        inner = data
        for step in above:
            inner = inner.setdefault(step, {})
        inner[name] = value

    assert () == changes(before, now)


def test_fields_set_aside_exist() -> None:
    """Each field that is set aside is one of the model."""
    for path in some({*ASIDE, *FIRST_GIVEN}):
        model: Any = Case
        for step in path.split("."):
            shape = {field.name: field for field in shapes(model)}.get(step)
            assert shape is not None, path
            model = shape.model


@pytest.mark.parametrize("path", sorted(FIRST_GIVEN))
def test_fields_first_given_count_only_once_they_are_there(path: str) -> None:
    """To put into fields what a sentence says is no change of substance; to alter it is one."""
    *above, name = path.split(".")

    def case(**given: Any) -> dict[str, Any]:
        data: dict[str, Any] = given
        for step in reversed(above):
            data = {step: data}
        return data

    assert () == changes(case(), case(**{name: "One way"}))
    assert () != changes(case(**{name: "One way"}), case(**{name: "Another way"}))
    assert () != changes(case(**{name: "One way"}), case())


def test_an_outcome_that_is_first_given_is_no_change_of_its_consequence() -> None:
    """The consequence keeps its sentence and gets its fields; another day in these counts."""
    before, now, later = _case(), _case(), _case()
    outcome = {"kind": "fine", "by": "The Office", "on": "2024-05-01", "country": "NO"}
    now["consequences"][0]["outcomes"] = [outcome]
    later["consequences"][0]["outcomes"] = [outcome | {"on": "2024-05-02"}]

    assert [] == _told(before, now)
    assert ["an entry of `consequences` is another"] == _told(now, later)


def test_the_policy_names_every_field_that_is_set_aside() -> None:
    """The page on corrections lists what does not count, so that nobody has to read the program."""
    page = (DOCS / "policy" / "corrections.md").read_text("utf-8")

    assert [] == [path for path in some({*ASIDE, *FIRST_GIVEN}) if f"`{path}`" not in page]


def test_each_part_is_told_by_its_name() -> None:
    """New, gone and changed parts are told with their kind and id, texts with their field."""
    now = _case()
    now["title"] = "Acme's shop bot promised refunds that nobody paid in 2023"
    now["facts"][0]["on"] = "2024-03-02"
    del now["facts"][1]
    now["claims"][0]["figure"] = {"value": 3000, "unit": "customers", "basis": "rumour"}
    now["lessons"].append({"id": "second", "text": "Keep the chats.", "items": []})
    now["countries"] = ["NO", "SE"]
    del now["consequences"]

    assert [
        "`title` is another",
        "an entry of `countries` is new",
        "`promise`: `on` is new",
        "the fact `refusal` is gone",
        "`thousands`: `figure` is new",
        "the lesson `second` is new",
        "an entry of `consequences` is gone",
    ] == _told(_case(), now)


def test_entries_without_a_name_are_matched_by_what_they_say() -> None:
    """An entry that says something else is another; a slip in it is none."""
    slip, other = _case(), _case()
    slip["why_it_matters"][0]["text"] = "The bot speeks for you."
    other["why_it_matters"][0]["text"] = "The bot must never speak."
    other["response"][0]["missing"] = []

    assert [] == _told(_case(), slip)
    assert [
        "an entry of `response` is another",
        "an entry of `why_it_matters` is another",
    ] == _told(_case(), other)


def test_a_field_that_goes_is_told_where_its_block_stands() -> None:
    """A single value that is gone is told by its name."""
    before = _data(_case())
    after = {
        **before,
        "facts": [
            {k: v for k, v in before["facts"][0].items() if k != "basis"},
            before["facts"][1],
        ],
    }

    (change,) = changes(before, after)

    assert ("`promise`: `basis` is gone", ("facts", 0, "basis")) == (change.what, change.loc)


def test_many_changes_are_summed_up() -> None:
    """A message names the first four differences and counts the rest."""
    now = _case()
    now["facts"] = [{**now["facts"][0], "id": f"new-{number}"} for number in range(5)]

    told = summed(changes(_data(_case()), _data(now)))

    assert "the fact `new-3` is new; and 3 more" in told


@pytest.mark.unmeasured
def test_no_case_differs_from_itself(few: Corpus) -> None:
    """A real case does not differ in substance from itself, whatever it has most or least of."""
    plain = [case.model_dump(exclude_defaults=True) for case in some(few.cases.values())]

    assert [data["id"] for data in plain if changes(data, deepcopy(data))] == []
