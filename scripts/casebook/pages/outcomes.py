"""``/outcomes/``: fines, settlements, rulings and court cases of all cases, by sector."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casebook.base import urls
from casebook.base.settings import Settings
from casebook.corpus import outcomes
from casebook.corpus.corpus import Corpus
from casebook.corpus.outcomes import Outcome
from casebook.pages.base import Page, View


@dataclass(frozen=True)
class Share:
    """How many outcomes are of one kind; ``width`` in percent of the most frequent one."""

    kind: str
    count: int
    width: float


def pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """The one page; it is there even where no case has an outcome, since its address stays."""
    view, found = View(corpus, settings, urls.OUTCOMES), of(corpus)
    yield Page(
        url=view.url,
        title="Fines, settlements and rulings",
        description="What courts, regulators and settlements decided in the cases, by country, "
        "kind and sector, with sums, sources and a table to download.",
        lead=view.render(
            "outcomes.html",
            outcomes=found,
            shares=shares(found),
            sectors=by_sector(found, corpus),
            countries=countries(view, found),
            cases=len({each.case.id for each in found}),
        ),
        styles=("listing",),
        modules=("lists/outcomes",),
    )


def of(corpus: Corpus) -> tuple[Outcome, ...]:
    """The outcomes of the cases in the lists, those of one case together."""
    return tuple(each for case in corpus.listed for each in outcomes.of(case, corpus.library))


def shares(found: Iterable[Outcome]) -> tuple[Share, ...]:
    """The kinds of outcome, the most frequent first."""
    counts = Counter(each.kind for each in found).most_common()
    return tuple(Share(kind, number, 100 * number / counts[0][1]) for kind, number in counts)


def countries(view: View, found: Iterable[Outcome]) -> dict[str, str]:
    """The countries of the outcomes by their names, in alphabetical order."""
    names = {each.country: view.label("country", each.country) for each in found if each.country}
    return dict(sorted(names.items(), key=lambda pair: pair[1]))


def by_sector(found: Sequence[Outcome], corpus: Corpus) -> dict[str, list[Outcome]]:
    """Outcomes by sector in the order of the vocabulary; one of several sectors is in each."""
    sectors = {
        sector: [each for each in found if sector in each.case.sectors]
        for sector in corpus.library.vocabularies["sector"]
    }
    return {sector: held for sector, held in sectors.items() if held}
