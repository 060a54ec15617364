"""The notice on law: from the data of a case, or from its author."""

from __future__ import annotations

from typing import Any

import factories
import pytest
from casebook.corpus import law
from casebook.corpus.law import touches_law
from casebook.reading.load import Reading

_DATA = factories.draft()


def _source(kind: str) -> dict[str, Any]:
    first, *others = _DATA["sources"]
    return {"sources": [first | {"kind": kind}, *others]}


_CLAIM = factories.case()["claims"][0]
_SAYS = {"on": "2024-04", "text": "It happened.", "sources": ["notice"]}
TOUCHED: dict[str, dict[str, Any]] = {
    "a judgment is a source": _source("court"),
    "a notice of a regulator is a source": _source("regulator"),
    "a court plays a part": {"organisations": [{"name": "High Court", "role": "court"}]},
    "a regulator plays a part": {"organisations": [{"name": "The Office", "role": "regulator"}]},
    "a claim was decided": {"claims": [_CLAIM | {"status": "adjudicated"}]},
    "a court said it": {"claims": [_CLAIM | {"made_by": [{"kind": "press"}, {"kind": "court"}]}]},
    "something was ruled": {"timeline": [_SAYS | {"id": "ruled", "kind": "ruling"}]},
    "something was filed in court": {
        "response": [_SAYS | {"by": "Acme", "channel": "court-filing", "audience": ["authorities"]}]
    },
    **{
        f"a consequence is a {kind}": {
            "consequences": [{"text": "x", "kind": kind, "sources": ["notice"]}]
        }
        for kind in ("fine", "claim-for-damages", "award", "prosecution")
    },
    "a law was broken": {"harms": ["reputation", "legal"]},
    "it speaks to legal readers": {"why_it_matters": [{"role": "legal", "text": "x"}]},
    "its author says so": {"legal_note": True},
}


@pytest.mark.parametrize("changes", TOUCHED.values(), ids=TOUCHED)
def test_law_is_touched(changes: dict[str, Any]) -> None:
    """Each of these is enough alone."""
    assert touches_law(factories.typed(factories.draft(**changes)), factories.statuses())


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"legal_note": False},
        _source("inquiry"),
        {"organisations": [{"name": "Acme", "role": "deployer"}], "harms": ["reputation"]},
        {"claims": [_CLAIM]},
        {"why_it_matters": [{"role": "hr", "text": "x"}]},
        {"consequences": [{"text": "x", "kind": "loss", "sources": ["notice"]}]},
    ],
)
def test_law_is_not_touched(changes: dict[str, Any]) -> None:
    """Other sources, parties, claims and consequences are no matter of law."""
    assert not touches_law(factories.typed(factories.draft(**changes)), factories.statuses())


def test_terms_that_mean_law_are_in_the_vocabulary(real: Reading) -> None:
    """The terms that the rule looks for are terms of the casebook, and it finds law in real cases."""
    known = real.corpus.library.vocabularies
    for vocabulary, terms in {
        "source-kind": law._PARTIES,
        "organisation-role": law._PARTIES,
        "claimant-kind": {"court"},
        "moment-kind": {"ruling"},
        "response-channel": {"court-filing"},
        "consequence-kind": law._LEGAL_STEPS,
        "harm": {"legal"},
        "role": {"legal"},
    }.items():
        assert set(terms) <= set(known[vocabulary])

    cases = real.corpus.cases
    assert touches_law(cases["arup-deepfake-video-call"], real.corpus.library.statuses)
    assert touches_law(cases["uk-a-level-grading-algorithm"], real.corpus.library.statuses)
    assert not touches_law(cases["dpd-chatbot-swearing"], real.corpus.library.statuses)
