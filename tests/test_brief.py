"""How much a brief has to say, and the size of its letters on paper."""

from __future__ import annotations

from typing import Any

import factories
import pytest
from casebook.base.settings import Settings
from casebook.corpus import corpus as corpora
from casebook.corpus import sheets
from casebook.pages import case as case_pages
from casebook.reading.load import Loader, Reading


def _built(base: Loader, **changes: Any) -> tuple[corpora.Corpus, Any]:
    case = factories.typed(factories.case(**changes))
    return corpora.build(base.load().corpus.library, [case]), case


@pytest.mark.parametrize(
    ("facts", "size"), [(1, ""), (10, "long"), (13, "longer"), (20, "longest")]
)
def test_more_to_say_takes_smaller_letters(base: Loader, facts: int, size: str) -> None:
    """The page says how long its brief is, and nothing where it is short."""
    fact = factories.case()["facts"][0] | {"text": "Word " * 45 + "end."}
    corpus, case = _built(base, facts=[fact | {"id": f"f{n}"} for n in range(facts)])
    (page,) = case_pages.pages(corpus, Settings())

    assert sheets.brief_size(case, corpus.library) == size
    assert f'<div class="digest"{size and f" data-length={chr(34)}{size}{chr(34)}"}>' in page.lead


def test_every_part_of_the_brief_counts(base: Loader) -> None:
    """What the brief shows makes it longer; what it leaves out does not."""
    whole = factories.case()
    corpus, case = _built(base)
    for part in ("claims", "timeline", "failures", "controls_that_worked", "lessons"):
        if whole.get(part):
            without = case.model_copy(update={part: ()})
            assert sheets.brief_length(without, corpus.library) < sheets.brief_length(
                case, corpus.library
            ), part
    for part in ("open_questions", "related", "response"):
        without = case.model_copy(update={part: ()})
        assert sheets.brief_length(without, corpus.library) == sheets.brief_length(
            case, corpus.library
        ), part


def test_cases_of_each_size_are_there(real: Reading) -> None:
    """Small letters are for few cases."""
    corpus = real.corpus
    sizes = [sheets.brief_size(case, corpus.library) for case in corpus.listed]
    small = sizes.count("longer") + sizes.count("longest")

    assert min(sizes.count(""), sizes.count("long")) > sizes.count("longest") > 0
    assert small < len(sizes) / 2
