"""The page of all corrections."""

from __future__ import annotations

import factories
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.pages import corrections
from casebook.reading.load import Loader, Reading
from support import markup

HERE = Settings("https://example.org/name/")


def _corrected(case_id: str, *days: str, status: str = "published") -> factories.Data:
    given = factories.case(id=case_id, title=f"The case of {case_id}")
    told = [{"on": day, "what": f"What of {day}.", "why": "Wrong."} for day in days]
    return {**given, "record": {**given["record"], "status": status, "corrections": told}}


def test_corrections_of_all_cases_stand_together_the_newest_first(base: Loader) -> None:
    """Those of withdrawn cases too; drafts have none that anybody could have read."""
    given = [
        _corrected("b-bot", "2024-05-02", "2024-06-01"),
        _corrected("a-bot", "2024-06-01"),
        _corrected("c-bot", "2024-07-01", status="withdrawn"),
        _corrected("d-bot", "2024-08-01", status="draft"),
    ]
    corpus = corpora.build(base.load().corpus.library, map(factories.typed, given), drafts=True)

    assert [(e.correction.on, e.case.id) for e in corrections.entries(corpus)] == [
        ("2024-07-01", "c-bot"),
        ("2024-06-01", "a-bot"),
        ("2024-06-01", "b-bot"),
        ("2024-05-02", "b-bot"),
    ]


def test_page_tells_what_was_changed_and_why(real: Reading) -> None:
    """Each correction stands with its day, its case, what was changed and why."""
    (page,) = corrections.pages(real.corpus, HERE)
    entries = corrections.entries(real.corpus)
    tree = markup.fragment(page.lead)

    assert len(entries) == sum(len(case.record.corrections) for case in real.corpus.cases.values())
    assert len(tree.xpath("//ol/li")) == len(entries)
    assert [f"cases/{entry.case.id}/" for entry in entries] == [
        link for link in markup.links(tree, page.url) if link.startswith("cases/")
    ]


def test_page_says_that_there_are_none(base: Loader) -> None:
    """Before the first correction the page says so, and still tells how to report a mistake."""
    corpus = corpora.build(base.load().corpus.library, [factories.typed(factories.case())])
    (page,) = corrections.pages(corpus, HERE)

    assert "No case has been corrected so far." in markup.words(markup.fragment(page.lead))
    assert "policy/corrections/" in markup.links(markup.fragment(page.lead), page.url)
