"""The words that the search guesses from."""

from __future__ import annotations

import factories
from casebook.base import urls
from casebook.corpus import corpus as corpora
from casebook.reading.load import Loader, Reading
from casebook.search import words as searchwords


def test_words_are_there_once_and_the_frequent_first(base: Loader) -> None:
    """Words of four letters and more, in small letters, without accents or markup."""
    case = factories.typed(
        factories.case(
            record={"status": "published"},
            title="Acme's façade bot, 2024",
            summary="The façade `facade` facade of the shop fell on Monday, and it was an old bot.",
        )
    )
    found = searchwords.words(corpora.build(base.load().corpus.library, [case]))

    assert len(found) == len(set(found))
    assert "acme" in found
    assert not {"the", "bot", "2024", "façade", "`facade`"} & set(found)
    assert found.index("facade") < found.index("fell")


def test_drafts_and_withdrawn_cases_give_no_words(base: Loader) -> None:
    """What no list shows, no guess leads to."""
    case = factories.typed(
        factories.draft(
            record={"status": "withdrawn", "withdrawn_because": "x"},
            title="Xylophone in an office, 2024",
        )
    )

    assert "xylophone" not in searchwords.words(corpora.build(base.load().corpus.library, [case]))


def test_list_of_the_casebook_is_small(real: Reading) -> None:
    """The file is fetched on a slip only, and stays small then."""
    (asset,) = searchwords.assets(real.corpus)

    assert asset.path == urls.SEARCH_WORDS
    assert {"samsung", "robodebt", "deepfake", "germany"} <= set(asset.content.split())
    assert len(asset.content) < 60_000
