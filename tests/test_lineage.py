"""The past of checks: what they said in each version, and what became of those that are gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import factories
import pytest
from casebook.corpus import lineage
from casebook.corpus.corpus import Corpus
from casebook.model import Checklist
from casebook.permalinks import ledger as permalinks
from casebook.reading.load import Reading, load
from support import history
from support.some import some


@pytest.fixture
def corpus(project: Callable[..., Path]) -> Corpus:
    """A project whose list was reworded, split, merged and thinned out."""
    root = project()
    history.write(root)
    reading = load(root)
    assert [] == [problem for problem in reading.problems if problem.severity == "error"]
    return reading.corpus


def test_versions_compare_as_numbers() -> None:
    """The tenth minor version comes after the ninth."""
    assert lineage.number("1.10.0") > lineage.number("1.9.12")


def test_fingerprint_changes_with_what_is_asked() -> None:
    """Statement and evidence count, line breaks do not."""
    one = lineage.fingerprint("Name a host.", "Ask three hosts.")

    assert one == lineage.fingerprint("Name a\n  host.", "Ask  three hosts.")
    assert (
        len({one, *map(lineage.fingerprint, ["Name a host.", "Name hosts."], ["Ask.", "x"])}) == 3
    )
    assert len(one) == 12


def test_list_without_a_history_has_one_version() -> None:
    """A list that keeps no history holds its wordings under its own version."""
    checklist = Checklist.model_validate(factories.checklist())

    assert lineage.versions(checklist) == ("1.0.0",)
    assert [said.versions for said in lineage.wordings(checklist, checklist.items[0])] == [
        ("1.0.0",)
    ]


def test_wordings_stand_under_their_versions(corpus: Corpus) -> None:
    """Each wording says the versions that had it; evidence left out is that of the next wording."""
    check = corpus.library.checks["SEC-01"]
    first, second = lineage.wordings(check.checklist, check.item)

    assert (first.statement, first.versions) == (history.OLD_STATEMENT, ("1.0.0", "1.1.0"))
    assert (second.statement, second.versions) == (check.item.statement, ("1.2.0",))
    assert first.how_to_verify == second.how_to_verify
    assert second.fingerprint == lineage.present(check) != first.fingerprint


def test_new_check_was_not_in_older_versions(corpus: Corpus) -> None:
    """A check that came later has no wording under the versions before."""
    check = corpus.library.checks["SEC-05"]

    assert lineage.spoken_in(check.checklist, check.item) == ("1.1.0", "1.2.0")


def test_retired_checks_say_what_they_became(corpus: Corpus) -> None:
    """Splits, merges and chains end at the checks of today; a withdrawn check ends nowhere."""
    became = {
        gone: [check.id for check in lineage.successors(corpus.library, gone)]
        for gone in corpus.library.gone
    }

    assert became == {
        "SEC-03": ["SEC-05", "SEC-06"],
        "SEC-04": ["SEC-06"],
        "SEC-07": ["SEC-05", "SEC-06"],
        "SEC-08": [],
    }
    kinds = {gone.id: lineage.kind(gone.item) for gone in corpus.library.gone.values()}
    assert kinds == {
        "SEC-03": "split",
        "SEC-04": "replaced",
        "SEC-07": "replaced",
        "SEC-08": "withdrawn",
    }


def test_circle_ends() -> None:
    """Successors that lead back to the start end nowhere instead of never."""
    data = factories.checklist(
        retired=[
            {
                "id": "SEC-03",
                "statement": "A.",
                "since": "1.0.0",
                "why": "x",
                "replaced_by": "SEC-04",
            },
            {
                "id": "SEC-04",
                "statement": "B.",
                "since": "1.0.0",
                "why": "x",
                "replaced_by": "SEC-03",
            },
        ]
    )
    library = history.library(data)

    assert lineage.successors(library, "SEC-03") == ()


def test_an_id_in_use_again_is_not_retired() -> None:
    """Until the mistake is mended, the check of today counts."""
    gone = {"id": "SEC-01", "statement": "A.", "since": "1.0.0", "why": "x"}

    assert history.library(factories.checklist(retired=[gone])).gone == {}


def test_addresses_of_retired_checks_are_promised(corpus: Corpus) -> None:
    """The page, the place in the list, the embedded page and every version of a retired check stay."""
    promised = permalinks.published(corpus)

    assert promised["/checks/sec-03/"] == ("v1.0.0",)
    assert promised["/checks/sec-07/"] == ("v1.0.0",)
    assert promised["/checks/sec-01/"] == ("v1.0.0", "v1.1.0", "v1.2.0")
    assert "/embed/checks/sec-03/" in promised
    assert {"before-release", "sec-03"} <= set(promised["/checklists/security/"])


def test_every_real_list_says_its_versions(real: Reading) -> None:
    """Each list of the casebook keeps a history that ends with its own version."""
    for checklist in some(real.corpus.library.checklists.values()):
        assert checklist.history[-1].version == checklist.version
