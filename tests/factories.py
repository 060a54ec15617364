"""Small, valid data for the tests, and a whole project made of it.

Everything here is data as an author would write it: mappings, lists, text.
``case(**changes)`` and its siblings give a fresh copy with top-level fields
replaced; a field set to ``None`` is left out. ``write_project`` lays a
complete project into a folder, with the vocabulary of the real one.
"""

from __future__ import annotations

import shutil
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from casebook.corpus.statuses import VOCABULARY, Statuses
from casebook.model import Case, Checklist, Framework, Pattern, Vocabulary
from casebook.permalinks import files as ledgers
from casebook.permalinks import ledger as permalinks
from casebook.reading.load import load

REPOSITORY = Path(__file__).parent.parent
EXAMPLES = Path(__file__).parent / "examples"
CASES = sorted(REPOSITORY.glob("cases/*.yml"))
"""The repository's own cases."""
Data = dict[str, Any]

_SOURCES = [
    {
        "id": "notice",
        "title": "Notice to customers about the refund bot",
        "publisher": "Acme",
        "published": "2024-04-12",
        "url": "https://acme.example/notice",
        "kind": "company",
        "language": "en",
        "seen": "full",
    },
    {
        "id": "daily",
        "title": "Shop bot promised refunds, customers say",
        "publisher": "The Daily",
        "published": "2024-04-10",
        "url": "https://daily.example/refunds",
        "kind": "press",
        "language": "en",
        "seen": "excerpt",
    },
]

_CLAIM = {
    "id": "thousands",
    "text": "Thousands of customers were promised a refund.",
    "about": ["scope"],
    "made_by": [{"kind": "press", "name": "The Daily"}],
    "made_on": "2024-04-10",
    "status": "denied",
    "reason": "Acme denies the number; nobody has shown one.",
    "as_of": "2024-05-01",
    "answers": [
        {
            "by": "Acme",
            "on": "2024-04-12",
            "stance": "denies",
            "text": "It speaks of a handful.",
            "sources": ["notice"],
        }
    ],
    "sources": ["daily"],
}

_CASE: Data = {
    "id": "acme-refund-bot",
    "title": "Acme's shop bot promised refunds that nobody paid in 2024",
    "summary": "In March 2024 the bot of a shop promised refunds, and the shop refused them. "
    "That is admitted. How many customers were told so is only claimed.",
    "kind": "incident",
    "occurred": "2024-03",
    "disclosed": "2024-04-10",
    "organisations": [{"name": "Acme", "role": "deployer"}],
    "countries": ["NO"],
    "sectors": ["retail"],
    "system": {"description": "A chatbot on the shop's website.", "lifecycle": ["deployment"]},
    "actors": ["organisation"],
    "harms": ["financial-loss"],
    "facts": [
        {
            "id": "promise",
            "text": "The bot promised a refund.",
            "basis": "document",
            "sources": ["daily"],
        },
        {"id": "refusal", "text": "Acme refused it.", "basis": "admission", "sources": ["notice"]},
    ],
    "claims": [_CLAIM],
    "timeline": [
        {
            "id": "promised",
            "on": "2024-03",
            "kind": "event",
            "text": "The bot promises refunds.",
            "refs": ["promise"],
            "sources": ["daily"],
        },
        {
            "id": "reported",
            "on": "2024-04-10",
            "kind": "claim",
            "text": "A newspaper speaks of thousands.",
            "refs": ["thousands"],
            "sources": ["daily"],
        },
        {
            "id": "answered",
            "on": "2024-04-12",
            "kind": "statement",
            "text": "Acme answers.",
            "refs": ["refusal"],
            "sources": ["notice"],
        },
    ],
    "response": [
        {
            "on": "2024-04-12",
            "by": "Acme",
            "channel": "public-post",
            "audience": ["public"],
            "text": "It said sorry.",
            "missing": ["A number."],
            "sources": ["notice"],
        }
    ],
    "consequences": [{"text": "Acme paid in the end.", "kind": "loss", "sources": ["notice"]}],
    "failures": [
        {
            "id": "nobody-answers",
            "text": "Nobody answered for the bot.",
            "pattern": "no-owner",
            "basis": "our-analysis",
        }
    ],
    "controls_that_worked": [
        {"text": "Support kept the chats.", "items": ["COM-01"], "sources": ["notice"]}
    ],
    "lessons": [
        {
            "id": "name-an-owner",
            "text": "Name who answers for the bot.",
            "items": [
                {"item": "SEC-01", "why": "An owner would have compared bot and policy."},
                {"item": "SEC-02", "why": "Consumer law would have been on the owner's list."},
            ],
        }
    ],
    "why_it_matters": [
        {"role": "communication", "text": "The bot speaks for you."},
        {"role": "legal", "text": "Its words bind you."},
        {"role": "board", "text": "Ask who answers for it."},
    ],
    "open_questions": ["How many customers were told so?"],
    "sources": _SOURCES,
    "record": {
        "status": "published",
        "created": "2024-05-01",
        "updated": "2024-05-01",
        "review_due": "2025-05-01",
    },
}

_CHECKLIST: Data = {
    "id": "security",
    "code": "SEC",
    "version": "1.0.0",
    "updated": "2024-04-01",
    "title": "Security protocols",
    "short": "Security",
    "summary": "What keeps a system from doing harm. Use it before a release and once a year after it.",
    "sections": [
        {
            "id": "before-release",
            "title": "Before release",
            "use_when": "Before it goes live.",
            "mode": "do-confirm",
            "phase": "prepare",
        }
    ],
    "items": [
        {
            "id": "SEC-01",
            "section": "before-release",
            "level": "essential",
            "statement": "A named person answers for every system.",
            "why": "Nobody mends what nobody owns.",
            "how_to_verify": "The register names one person.",
            "roles": ["security"],
            "accountable": "security",
            "interval": "yearly",
            "case_types": ["unsafe-output"],
            "clauses": [{"framework": "handbook", "clause": "2.1"}],
        },
        {
            "id": "SEC-02",
            "section": "before-release",
            "level": "standard",
            "statement": "The duties of the law are known before release.",
            "why": "They come with deadlines.",
            "how_to_verify": "A dated note lists them.",
            "roles": ["legal"],
            "accountable": "legal",
            "interval": "yearly",
            "case_types": ["disclosure-failure"],
            "clauses": [{"framework": "ai-law", "clause": "Art. 4"}],
            "as_of": "2024-04-01",
        },
    ],
}

_CHECKLIST_TWO: Data = {
    **_CHECKLIST,
    "id": "communication",
    "code": "COM",
    "title": "Communication strategy",
    "short": "Communication",
    "sections": [
        {
            "id": "first-day",
            "title": "First day",
            "use_when": "When the first question comes.",
            "mode": "read-do",
            "phase": "respond",
        }
    ],
    "items": [
        {
            "id": "COM-01",
            "section": "first-day",
            "level": "essential",
            "statement": "The first statement says what is known and what is not.",
            "why": "Silence is filled by others.",
            "how_to_verify": "Read the last statement.",
            "roles": ["communication"],
            "accountable": "communication",
            "interval": "yearly",
            "case_types": ["rumour-escalation"],
            "clauses": [{"framework": "handbook", "clause": "3.4"}],
        }
    ],
}

_FRAMEWORK: Data = {
    "id": "handbook",
    "title": "Handbook of safe systems",
    "short": "Handbook",
    "publisher": "Institute of Examples",
    "version": "2023",
    "kind": "guidance",
    "url": "https://institute.example/handbook",
    "verified": "Read in full.",
    "verified_on": "2024-04-01",
    "clauses": [{"id": "2.1", "title": "Ownership"}, {"id": "3.4"}],
}

_LAW: Data = {
    **_FRAMEWORK,
    "id": "ai-law",
    "title": "Law on systems",
    "short": "AI Law",
    "kind": "law",
    "url": "https://law.example/",
    "clauses": [{"id": "Art. 4"}],
}

_PATTERN: Data = {
    "id": "no-owner",
    "title": "No owner",
    "theme": "oversight",
    "definition": "A system speaks or acts, and no person answers for it.",
    "signs": ["Asked who may switch it off, people name a supplier."],
    "items": [{"item": "SEC-01", "why": "It names the person."}],
}

_EXERCISE: Data = {
    "id": "acme-refund-bot",
    "code": "1",
    "cast": [{"real": "Acme", "played": "Ashdown"}],
    "title": "The promise nobody made",
    "minutes": 40,
    "audience": ["communication", "legal"],
    "briefing": "You answer for a shop and its website.",
    "objectives": [{"text": "Say first what you know.", "items": ["COM-01"]}],
    "modules": [
        {
            "id": "a-question",
            "title": "A question at nine",
            "minutes": 15,
            "at": "2024-04-10",
            "situation": "A newspaper rings about your website.",
            "invented": True,
            "known": ["promise"],
            "heard": ["thousands"],
            "injects": [
                {
                    "id": "reporter",
                    "minute": 5,
                    "via": "A reporter",
                    "text": "Are they thousands?",
                    "refs": ["thousands", "reported"],
                },
                {
                    "id": "supplier",
                    "minute": 3,
                    "via": "The supplier of the bot",
                    "text": "We could switch it off at noon.",
                    "invented": True,
                },
            ],
            "questions": [
                {
                    "role": "communication",
                    "text": "What do you say at ten?",
                    "items": ["COM-01", "SEC-01"],
                    "listen_for": "What is known and what is not.",
                }
            ],
            "decision": {
                "text": "Write one sentence.",
                "happened": "The company answered after two days.",
                "refs": ["answered"],
            },
            "bridge": "In this story two days pass without an answer.",
        },
        {
            "id": "the-bill",
            "title": "The bill",
            "minutes": 15,
            "at": "2024-04-12",
            "situation": "Customers write in.",
            "known": ["refusal"],
            "questions": [
                {
                    "role": "legal",
                    "text": "Do you pay?",
                    "items": ["SEC-02"],
                    "listen_for": "Who decides, and on what ground.",
                }
            ],
        },
    ],
    "hot_wash": ["What would you take back?"],
    "updated": "2024-05-01",
}

_WAYS_IN: Data = {
    "ways": [
        {
            "id": "bot-promised",
            "question": "Our bot promised a customer something",
            "answer": "Its word is yours. Name who answers for it.",
            "roles": ["communication"],
            "checks": [{"item": "SEC-01", "why": "It names the person."}],
            "patterns": ["no-owner"],
        }
    ]
}


FIRST_HOUR: Data = {
    "title": "Something is running",
    "summary": "What to do, and what to say.",
    "ours": "The minutes are ours.",
    "steps": [
        {
            "id": "owner",
            "minute": 0,
            "do": "Call the owner.",
            "why": "Somebody must decide.",
            "items": ["SEC-01"],
            "case": "acme-refund-bot",
            "shows": "Nobody had compared bot and policy.",
        },
        {
            "id": "chats",
            "minute": 5,
            "do": "Save the chats.",
            "why": "They show what was said.",
            "items": ["COM-01"],
            "case": "acme-refund-bot",
            "shows": "Support kept the chats.",
        },
    ],
    "texts": [
        {
            "id": "text-public",
            "title": "Wording for the public",
            "use": "When you know who answers.",
            "items": ["SEC-01"],
            "lines": ["[Name], [time].", "We know [fact]. More follows."],
        }
    ],
}
"""A plan for the first hour that fits the small project; its files leave it out."""


def case(**changes: Any) -> Data:
    """A published case that breaks no rule."""
    return _changed(_CASE, changes)


def draft(**changes: Any) -> Data:
    """The least a case may hold: a draft with one fact and one source."""
    needed = ("id", "title", "summary", "kind", "disclosed", "facts", "sources")
    least = {name: _CASE[name] for name in needed}
    least["facts"], least["sources"] = _CASE["facts"][:1], _SOURCES[1:]
    return _changed(least, changes)


def claim(**changes: Any) -> Data:
    """The claim of :func:`case`: made by the press, denied by the company."""
    return _changed(_CLAIM, changes)


def source(**changes: Any) -> Data:
    """A source of the press, of another origin than those of :func:`case`."""
    other = {
        **_SOURCES[1],
        "id": "weekly",
        "publisher": "The Weekly",
        "url": "https://weekly.example/",
    }
    return _changed(other, changes)


def checklist(**changes: Any) -> Data:
    """A checklist of two items, the second of which cites a law."""
    return _changed(_CHECKLIST, changes)


def framework(**changes: Any) -> Data:
    """A framework of two clauses."""
    return _changed(_FRAMEWORK, changes)


def pattern(**changes: Any) -> Data:
    """A failure pattern that one item answers."""
    return _changed(_PATTERN, changes)


def exercise(**changes: Any) -> Data:
    """An exercise made from :func:`case`."""
    return _changed(_EXERCISE, changes)


def typed(data: Data) -> Case:
    """A case as a model."""
    return Case.model_validate(data)


def library_models() -> tuple[dict[str, Checklist], dict[str, Framework], dict[str, Pattern]]:
    """The lists of the small project as models, by id."""
    lists = [Checklist.model_validate(data) for data in (_CHECKLIST, _CHECKLIST_TWO)]
    frameworks = [Framework.model_validate(data) for data in (_FRAMEWORK, _LAW)]
    patterns = [Pattern.model_validate(_PATTERN)]
    return (
        {model.id: model for model in lists},
        {model.id: model for model in frameworks},
        {model.id: model for model in patterns},
    )


@cache
def statuses() -> Statuses:
    """The claim statuses of the real vocabulary."""
    text = (REPOSITORY / "docs" / "vocabulary.yml").read_text("utf-8")
    return Statuses.of(
        Vocabulary.model_validate(yaml.load(text, yaml.CSafeLoader)).vocabularies[VOCABULARY]
    )


def as_yaml(data: Data) -> str:
    """Data as an author would write it: blocks, in the order given."""
    return yaml.dump(data, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=100)


class _Writer(yaml.CSafeDumper):
    """Writes shared parts out each time, as an author would."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Never write an alias."""
        return True


def write_project(root: Path, *cases: Data) -> Path:
    """Lay a small, complete project without any problem into ``root``.

    Args:
        root: An empty folder, or one that does not exist yet.
        cases: Data of its cases; :func:`case` alone if none is given.
    """
    files: dict[str, Data] = {f"cases/{data['id']}.yml": data for data in cases or (case(),)}
    files |= {f"docs/checklists/{data['id']}.yml": data for data in (_CHECKLIST, _CHECKLIST_TWO)}
    files |= {f"docs/frameworks/{data['id']}.yml": data for data in (_FRAMEWORK, _LAW)}
    files["docs/patterns/no-owner.yml"] = _PATTERN
    files["docs/ways-in.yml"] = _WAYS_IN
    for name, data in files.items():
        write(root / name, as_yaml(data))
    write(root / "mkdocs.yml", "site_name: A small casebook\n")
    shutil.copy(REPOSITORY / "docs" / "vocabulary.yml", root / "docs" / "vocabulary.yml")
    record_addresses(root)
    return root


def record_addresses(root: Path) -> None:
    """Enter every address of the project in its ledger, as ``casebook publish`` does."""
    corpus = load(root).corpus
    ledger = permalinks.extended(corpus.library.permalinks, corpus)
    for path, text in ledgers.texts(ledger).items():
        write(root / path, text)


def forget_addresses(root: Path) -> None:
    """Leave the project with a ledger that holds nothing."""
    shutil.rmtree(root / ledgers.FOLDER)
    (root / ledgers.FOLDER).mkdir()


def write(path: Path, text: str) -> Path:
    """Write a text file, with the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def _changed(data: Data, changes: Data) -> Data:
    merged = deepcopy({**data, **changes})
    return {name: value for name, value in merged.items() if value is not None}
