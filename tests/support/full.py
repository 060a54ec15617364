"""A case that leaves out nothing: every field of every model inside it holds something.

``test_pages`` asserts that it is so. Each text is different, so that a text
found on a page can only come from its own field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, get_args

import factories
from casebook.base.problems import Loc
from casebook.model.case import Case
from casebook.model.kinds import (
    Line,
    Markdown,
    Prose,
    Quotation,
    Record,
    Ref,
    Says,
    Summary,
    Term,
    Title,
)
from casebook.model.walk import shapes

_FREE = {
    marker
    for kind in (Line, Prose, Quotation, Title, Summary)
    for marker in get_args(kind)
    if isinstance(marker, Says)
}
_FIGURE = {
    "value": 5.5,
    "min": 1000,
    "max": 8000,
    "approx": True,
    "per": "year",
    "unit": "GPUs",
    "basis": "rumour",
    "as_of": "2024-04",
}


@dataclass(frozen=True)
class Value:
    """A text of a model, with its place and the markers of its field."""

    loc: Loc
    text: str
    markers: tuple[Any, ...]

    @property
    def free(self) -> bool:
        """Whether an author may write there whatever text they like."""
        return bool(_FREE.intersection(self.markers))

    @property
    def prose(self) -> bool:
        """Whether it may hold the safe part of Markdown."""
        return any(isinstance(marker, Markdown) for marker in self.markers)

    @property
    def vocabulary(self) -> str:
        """The vocabulary it is a term of; empty if of none."""
        return next((marker.vocabulary for marker in self.markers if isinstance(marker, Term)), "")

    @property
    def ref(self) -> str:
        """What it is the id of; empty if of nothing."""
        return next((marker.to for marker in self.markers if isinstance(marker, Ref)), "")

    def is_a(self, kind: Any) -> bool:
        """Whether its field is of a kind, such as ``Url``."""
        return any(marker in self.markers for marker in get_args(kind) if isinstance(marker, Says))


def values(model: Record, loc: Loc = ()) -> Iterator[Value]:
    """Every text in a model, in the order of its fields."""
    for shape in shapes(type(model)):
        held = getattr(model, shape.attribute)
        many = [((*loc, shape.name, n), part) for n, part in enumerate(held)] if shape.many else []
        for place, part in many or [((*loc, shape.name), held)]:
            if isinstance(part, Record):
                yield from values(part, place)
            elif isinstance(part, str):
                yield Value(place, part, shape.markers)


Text = Callable[[Value], str]
"""Gives the new text for a value."""


def named(value: Value) -> str:
    """A text that tells the place it stands at: ``Words at claims 0 text``."""
    return "Words at " + " ".join(str(step) for step in value.loc).replace("_", " ")


def case(text: Text = named, **changes: Any) -> factories.Data:
    """The whole case, with ``text`` in every field that takes free text."""
    return planted({**_whole(), **changes}, text)


def planted(data: factories.Data, text: Text, model: type[Record] = Case) -> factories.Data:
    """The same data with other text in every field that takes free text."""
    changed = deepcopy(data)
    for value in values(model.model_validate(data)):
        if value.free:
            _put(changed, value.loc, _fitting(value.loc, text(value)))
    return changed


def _put(data: Any, loc: Loc, value: str) -> None:
    for step in loc[:-1]:
        data = data[step]
    data[loc[-1]] = value


def _fitting(loc: Loc, text: str) -> str:
    least = _LEAST.get(loc, 1)
    return text if len(text) >= least else f"{text} {'and so on ' * 6}".strip()


_LEAST: dict[Loc, int] = {("title",): 12, ("summary",): 60}


def _whole() -> factories.Data:
    source = {
        **factories.source(),
        "citation": "x",
        "archive_url": "https://archive.example/weekly",
        "url_from": "https://library.example/weekly",
        "language": "zh",
        "translated_by": "x",
        "derives_from": ["daily"],
        "corrected": "2024-04-20",
        "note": "x",
    }
    quote = {"text": "x", "language": "zh", "translation": "x", "source": "daily", "by": "x"}
    claim = factories.claim(
        quote=quote,
        quote_unavailable="x",
        quiz_unsuitable="x",
        decided_by={"by": "x", "on": "2024-06-03", "country": "NO", "source": "notice"},
        made_by=[{"kind": "press", "name": "x", "via": "x"}],
        made_on_unknown="x",
        figure=_FIGURE,
        variants=[{"text": "x", "on": "2024-04-11", "sources": ["daily"]}],
        outcome="x",
        history=[{"on": "2024-04-30", "status": "unverified", "reason": "x"}],
    )
    voice = {"text": "x", "sources": ["daily"]}
    person = {
        "role": "x",
        "relation": "executive",
        "access": "x",
        "name": "x",
        "named_because": "x",
    }
    whole = factories.case(
        affected=[
            {"group": "x", "how": "x", "number": "x", "voice": [voice], "sources": ["daily"]}
        ],
        people=[person],
        claims=[claim],
        opinions=[
            {
                "id": "a-judgement",
                "text": "x",
                "made_by": [{"kind": "press", "name": "x", "via": "x"}],
                "made_on": "2024-05-11",
                "quote": quote,
                "supports": ["promise"],
                "against": ["thousands", "answered"],
                "note": "x",
                "sources": ["daily"],
            }
        ],
        detection={
            "by": "outside",
            "how": "user-report",
            "on": "2024-03-29",
            "text": "x",
            "sources": ["daily"],
        },
        external_ids_search={"on": "2024-06-04", "where": ["x", "x"], "result": "x"},
        roles=["communication"],
        also_searched_as=["x"],
        content_note="x",
        legal_note=True,
        external_ids=[{"scheme": "aiid", "id": "639"}],
        related=[{"id": "other-case", "why": "x"}],
        sources=[*factories.case()["sources"], source],
    )
    whole["system"] |= {"product": "x", "version": "x", "autonomy": "acts-alone"}
    whole["lessons"][0]["items"][0] |= {"grade": "shown", "sources": ["notice"]}
    whole["facts"][0] |= {"on": "2024-03-02", "known_on": "2024-04-10"}
    whole["consequences"][0] |= {"figure": _FIGURE, "claim": "thousands"}
    outcome = {"kind": "fine", "by": "x", "on": "2024-06-03", "country": "NO", "against": "x"}
    whole["consequences"][0]["outcomes"] = [outcome | {"figure": _FIGURE, "not_said": "x"}]
    whole["response"][0] |= {"answers_to": "reported", "told_first": True}
    whole["failures"][0]["sources"] = ["daily"]
    whole["why_it_matters"][0]["sources"] = ["daily"]
    whole["record"] |= {
        "standard": "at-source",
        "reviewed": [{"on": "2024-06-01", "by_role": "x", "method": "x", "against": ["notice"]}],
        "searches": [
            {
                "id": "an-audit",
                "on": "2024-06-02",
                "for": "x",
                "where": "x",
                "result": "x",
                "about": ["refusal"],
            }
        ],
        "corrections": [{"on": "2024-07-01", "what": "x", "why": "x"}],
        "withdrawn_because": "x",
        "one_source_because": "x",
    }
    return whole


def typed(text: Text = named, **changes: Any) -> Case:
    """The whole case as a model."""
    return factories.typed(case(text, **changes))
