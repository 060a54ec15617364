"""A checklist with a past: a check reworded, others split, merged, replaced and withdrawn."""

from __future__ import annotations

from pathlib import Path

import factories
from casebook.corpus.library import Library
from casebook.model import Checklist

OLD_STATEMENT = "Somebody answers for every system."
SPLIT_STATEMENT = "Logs are kept and read."


def _item(number: int, statement: str, **more: object) -> factories.Data:
    first = factories.checklist()["items"][0]
    return {**first, "id": f"SEC-{number:02}", "statement": statement, **more}


def before() -> factories.Data:
    """The list in its first version."""
    second = factories.checklist()["items"][1]
    return factories.checklist(
        items=[
            _item(1, OLD_STATEMENT),
            second,
            _item(3, SPLIT_STATEMENT),
            _item(4, "Logs are read every week."),
            _item(7, "Logs exist."),
            _item(8, "The door is painted."),
        ],
        updated="2024-01-01",
        history=[{"version": "1.0.0", "on": "2024-01-01", "what": "First version."}],
    )


def after() -> factories.Data:
    """The same list two versions later."""
    second = factories.checklist()["items"][1]
    return factories.checklist(
        version="1.2.0",
        updated="2024-05-01",
        items=[
            _item(
                1,
                "A named person answers for every system.",
                earlier=[{"until": "1.1.0", "statement": OLD_STATEMENT}],
            ),
            second,
            _item(5, "Logs are kept.", since="1.1.0"),
            _item(6, "Somebody reads the logs.", since="1.1.0"),
        ],
        retired=[
            {
                "id": "SEC-03",
                "statement": SPLIT_STATEMENT,
                "since": "1.1.0",
                "why": "It asked *two* things.",
                "split_into": ["SEC-05", "SEC-06"],
            },
            {
                "id": "SEC-04",
                "statement": "Logs are read every week.",
                "since": "1.1.0",
                "why": "The interval depends on the system.",
                "replaced_by": "SEC-06",
            },
            {
                "id": "SEC-07",
                "statement": "Logs exist.",
                "since": "1.1.0",
                "why": "It said too little.",
                "replaced_by": "SEC-03",
            },
            {
                "id": "SEC-08",
                "statement": "The door is painted.",
                "since": "1.2.0",
                "why": "No case ever spoke for it.",
            },
        ],
        history=[
            {"version": "1.0.0", "on": "2024-01-01", "what": "First version."},
            {"version": "1.1.0", "on": "2024-03-01", "what": "One check split, two merged."},
            {"version": "1.2.0", "on": "2024-05-01", "what": "One check reworded, one withdrawn."},
        ],
    )


def write(root: Path, data: factories.Data | None = None) -> None:
    """Put a version of the list into a project, and its addresses into the ledger."""
    text = factories.as_yaml(data or after())
    factories.write(root / "docs" / "checklists" / "security.yml", text)
    factories.record_addresses(root)


def library(data: factories.Data) -> Library:
    """A library that holds this one list."""
    checklist = Checklist.model_validate(data)
    return Library(checklists={checklist.id: checklist})
