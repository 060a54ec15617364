"""What an assistant can ask: four read-only tools over the record, each with the text it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casebook.answers import wording
from casebook.answers.index import Index
from casebook.base import urls
from casebook.base.settings import Settings
from casebook.base.words import did_you_mean
from casebook.corpus.corpus import Corpus
from casebook.corpus.flat import ClaimRow, Ground, version

MOST_CASES = 10
"""Cases in one answer at most."""
NOTHING = "We found no case about this in the casebook. That is not evidence that nothing happened."


class UnknownError(LookupError):
    """The record has no such case, claim or check; the message says what is near."""


@dataclass(frozen=True)
class Tool:
    """A question that the record can answer."""

    about: str
    """What it answers, for the assistant that chooses."""
    texts: Mapping[str, str]
    """Arguments that are text, all of them required, with their meaning."""
    answer: Callable[..., str]
    """Takes the arguments by name. Raises :class:`UnknownError`."""
    counts: bool = False
    """Whether it also takes ``most``, the number of cases."""

    @property
    def schema(self) -> dict[str, object]:
        """The arguments as a JSON Schema."""
        fields: dict[str, object] = {
            name: {"type": "string", "description": told} for name, told in self.texts.items()
        }
        if self.counts:
            told = "Number of cases at most."
            fields["most"] = {
                "type": "integer",
                "minimum": 1,
                "maximum": MOST_CASES,
                "description": told,
            }
        return {
            "type": "object",
            "properties": fields,
            "required": list(self.texts),
            "additionalProperties": False,
        }

    def wrong(self, given: Mapping[str, object]) -> str:
        """What is wrong with the arguments; empty if nothing is."""
        for name in self.texts:
            if not isinstance(given.get(name), str):
                return f"`{name}` is required and must be text"
        for name, value in given.items():
            if name in self.texts:
                continue
            if name != "most" or not self.counts:
                return f"there is no argument `{name}`"
            if type(value) is not int or not 1 <= value <= MOST_CASES:
                return f"`most` must be a whole number from 1 to {MOST_CASES}"
        return ""


class Desk:
    """Answers from one corpus."""

    def __init__(self, corpus: Corpus, settings: Settings) -> None:
        """Index the corpus; ``settings`` say where links lead."""
        self._corpus, self._settings = corpus, settings
        self._index = Index(corpus, settings)
        case = {"case": "Id of the case, such as the last part of its address."}
        self.tools: Mapping[str, Tool] = {
            "ask": Tool(
                "Answer a question about AI incidents, rumours and claims: the closest cases, each "
                "with its summary and the claims that fit. Each claim has its status and the reason "
                "in the same text; quote it with them.",
                {"question": "The question, in any words."},
                self.ask,
                counts=True,
            ),
            "get_case": Tool(
                "Everything that is established in a case, and every claim with its status.",
                case,
                self.case,
            ),
            "get_claim": Tool(
                "One claim with its status, the reason, the responses and the link to cite.",
                {**case, "claim": "Id of the claim inside its case."},
                self.claim,
            ),
            "get_check": Tool(
                "A check of the checklists, with its reason and the cases that support it.",
                {"check": "Id of the check, such as VET-20."},
                self.check,
            ),
        }

    @property
    def version(self) -> str:
        """Which state of the data answers: the day of its newest change, or nothing."""
        return version(self._corpus)

    def ask(self, question: str, most: int = 3) -> str:
        """The closest cases, with the claims that fit."""
        found = self._index.ask(question, most)
        return "\n\n---\n\n".join(each.text for each in found) or NOTHING

    def case(self, case: str) -> str:
        """A whole case; of a withdrawn one the reason."""
        return wording.dossier(self._ground(case))

    def claim(self, case: str, claim: str) -> str:
        """One claim; of a withdrawn case the reason instead."""
        at = self._ground(case)
        if at.case.record.status == "withdrawn":
            return wording.case(at)
        claims = {each.id: each for each in at.case.claims}
        if claim not in claims:
            near = did_you_mean(claim, claims, "Ask for the whole case to see its claims.")
            message = f"The case `{case}` has no claim `{claim}`. {near}"
            raise UnknownError(message)
        return wording.claim(ClaimRow(at, claims[claim]))

    def check(self, check: str) -> str:
        """A check with its supporting cases."""
        checks, name = self._corpus.library.checks, check.upper()
        if name not in checks:
            near = did_you_mean(name, checks, "Ids look like `VET-20`.")
            message = f"There is no check `{check}`. {near}"
            raise UnknownError(message)
        at = urls.item(name)
        return wording.check(checks[name], self._corpus, self._settings.address(at))

    def _ground(self, case: str) -> Ground:
        cases = self._corpus.cases
        if case not in cases:
            near = did_you_mean(case, cases, "Use `ask` to find a case.")
            message = f"There is no case `{case}`. {near}"
            raise UnknownError(message)
        return Ground(cases[case], self._corpus, self._settings)
