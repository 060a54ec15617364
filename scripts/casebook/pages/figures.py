"""The figures of the trends page: a sentence, a picture, a table, all from the same numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from markupsafe import Markup

from casebook.base import csvfile, urls
from casebook.base.words import counted
from casebook.charts import marks, svg
from casebook.charts.drawing import Spec, draw
from casebook.charts.marks import Frame
from casebook.charts.palette import Look
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Library
from casebook.corpus.trends import Spread, Trends
from casebook.pages import sentences

_SOURCE = "AI Governance Casebook. Text and data: CC BY 4.0."


@dataclass(frozen=True)
class Line:
    """A row of a table: its label, its numbers, and the page it leads to, if any."""

    label: str
    numbers: tuple[int, ...]
    url: str = ""


@dataclass(frozen=True)
class Figure:
    """One question answered by numbers."""

    id: str
    sentence: str
    """What the picture shows."""
    heads: tuple[str, ...]
    """Headings of the table: of the labels, then of each column of numbers."""
    lines: tuple[Line, ...]
    specs: Callable[[Frame], Sequence[Spec]]
    """What is drawn, one under the other."""
    note: str = ""
    legend: tuple[tuple[str, str], ...] = ()
    """Statuses in the picture, with the words for them."""
    looks: Mapping[str, Look] = field(default_factory=dict)
    """How these statuses are drawn."""

    @cached_property
    def drawings(self) -> Mapping[str, svg.Drawing]:
        """The picture, by name of its frame."""
        return {
            name: svg.stacked([svg.read(draw(spec)) for spec in self.specs(frame)])
            for name, frame in marks.FRAMES.items()
        }

    def inline(self) -> Markup:
        """The picture as it stands on the page, wide and narrow, one of which is shown."""
        named = f"{self.id}-says"
        drawn = [
            drawing.inline(name, named, spare=name != "wide")
            for name, drawing in self.drawings.items()
        ]
        return Markup("\n".join(drawn))  # noqa: S704 - written by an XML writer, which escapes all text

    def picture(self) -> str:
        """The picture as a file."""
        legend = [(self.looks[status], words) for status, words in self.legend]
        return self.drawings["wide"].alone(self.sentence, _SOURCE, legend)

    def table(self) -> str:
        """The numbers as CSV."""
        rows: list[tuple[str | int, ...]] = [(line.label, *line.numbers) for line in self.lines]
        return csvfile.written([self.heads, *rows])


def figures(t: Trends, corpus: Corpus) -> dict[str, Figure]:
    """Every figure that has something to show, by id."""
    return {figure.id: figure for figure in _all(t, corpus.library)}


def _all(t: Trends, library: Library) -> Iterator[Figure]:
    yield _years(t, library)
    if t.to_disclosure.cases:
        yield _spread("disclosure", t.to_disclosure, sentences.to_disclosure(t.to_disclosure))
    if t.rumour_to_answer.cases:
        yield _spread(
            "answer",
            t.rumour_to_answer,
            sentences.to_answer(t.rumour_to_answer),
            sentences.told_first(t.told_first),
        )
    if t.claims:
        yield _claimants(t, library)
    if t.pattern_by_year:
        yield _patterns(t, library)
    for id_, noun, plural, vocabulary, counts in (
        ("countries", "country", "countries", "country", t.by_country),
        ("sectors", "sector", "sectors", "sector", t.by_sector),
        ("actors", "cause", "causes", "actor", t.by_actor),
    ):
        if counts:
            named = {library.label(vocabulary, term): n for term, n in counts.items()}
            yield _ranked(id_, noun, plural, named, t.cases)


_LAST_YEARS: Mapping[str, int] = {"wide": 10, "narrow": 6}


def _years(t: Trends, library: Library) -> Figure:
    """Cases by year, above the themes they belong to."""
    themes = [(library.label("theme", theme), counts) for theme, counts in t.theme_by_year.items()]

    def specs(frame: Frame) -> list[Spec]:
        years = _recent(t.by_year, _LAST_YEARS["narrow" if frame.tilted else "wide"])
        heads = list(years)
        total = [(head, sum(t.by_year[year] for year in years[head])) for head in heads]
        rows = [
            (label, [sum(counts.get(year, 0) for year in years[head]) for head in heads])
            for label, counts in themes
        ]
        return [
            marks.columns(total, frame),
            *([marks.grid(rows, heads, frame, headed=False)] if rows else []),
        ]

    years = tuple(t.by_year)
    return Figure(
        "years",
        sentences.disclosed(t.by_year),
        ("Theme", *years),
        (
            Line("All cases", tuple(t.by_year.values())),
            *(Line(label, tuple(c.get(year, 0) for year in years)) for label, c in themes),
        ),
        specs,
        "The year is that of the first public report. A case can belong to several themes.",
    )


def _recent(by_year: Mapping[str, int], most: int) -> dict[str, list[str]]:
    """Columns for years, each year from the first to the last, early ones taken together."""
    first, last = int(min(by_year)), int(max(by_year))
    start = max(first, last - most + 1)
    before = [year for year in by_year if int(year) < start]
    years = {
        str(year): [str(year)] if str(year) in by_year else [] for year in range(start, last + 1)
    }
    return {"older": before, **years} if before else years


def _spread(id_: str, spread: Spread, sentence: str, note: str = "") -> Figure:
    rows = list(spread.buckets.items())
    return Figure(
        id_,
        sentence,
        ("Time", "Cases"),
        tuple(Line(words, (number,)) for words, number in rows),
        lambda frame: [marks.bars(rows, frame)],
        f"{counted(spread.without, 'case')} without these dates {'is' if spread.without == 1 else 'are'} not counted{note}."
        if spread.without
        else "",
    )


def _claimants(t: Trends, library: Library) -> Figure:
    rows = [
        (library.label("claimant-kind", kind), counts)
        for kind, counts in t.status_by_claimant.items()
    ]
    counts_of_all = Counter[str]()
    for _, counts in rows:
        counts_of_all.update(counts)
    total = library.statuses.ordered(counts_of_all)
    words = {status: library.label("claim-status", status) for status in total}
    looks = {status: _look(library, status) for status in total}
    return Figure(
        "claimants",
        sentences.statuses({words[status].lower(): count for status, count in total.items()}),
        ("Made by", *words.values(), "All"),
        tuple(
            Line(label, (*(counts.get(status, 0) for status in total), sum(counts.values())))
            for label, counts in rows
        ),
        lambda frame: [marks.shares(rows, looks, frame)],
        "Each bar shows the claims made by one group, with the total: confirmed on the left, "
        "refuted on the right. A claim with several claimants counts under the first of those "
        "who made it. “Denied” does not mean “false”.",
        tuple(words.items()),
        looks,
    )


def _look(library: Library, status: str) -> Look:
    traits = library.statuses[status]
    return Look(traits.colour, traits.symbol)


_PATTERNS_DRAWN = 20


def _patterns(t: Trends, library: Library) -> Figure:
    """Patterns against checklists: where the checks stand that would have helped."""
    known = {p: counts for p, counts in t.pattern_by_list.items() if p in library.patterns}
    cases = {p: sum(t.pattern_by_year[p].values()) for p in known}
    titles = {p: library.patterns[p].title for p in known}
    lists = {list_.id: list_.short for list_ in library.checklists.values()}
    lead = [p for p in known if cases[p] == max(cases.values())]
    into = {
        name: number
        for id_, name in lists.items()
        if (number := sum(known[p].get(id_, 0) for p in lead))
    }
    drawn = [(titles[p], [known[p].get(name, 0) for name in lists]) for p in known][
        :_PATTERNS_DRAWN
    ]
    return Figure(
        "patterns",
        sentences.recurring({titles[p]: cases[p] for p in known}, into),
        ("Pattern", "Cases", *lists.values()),
        tuple(
            Line(titles[p], (cases[p], *(known[p].get(name, 0) for name in lists)), urls.pattern(p))
            for p in known
        ),
        lambda frame: [marks.grid(drawn, list(lists.values()), _long(frame))],
        "Each number counts the cases that show the pattern and whose lessons link to the "
        f"checklist.{_rest(len(known), _PATTERNS_DRAWN, 'patterns')}",
    )


def _long(frame: Frame) -> Frame:
    """A frame for long labels and few columns."""
    return (
        replace(frame, label=188, letters=24)
        if frame.tilted
        else replace(frame, label=300, letters=40)
    )


_ROWS_DRAWN = 12


def _ranked(id_: str, noun: str, plural: str, counts: Mapping[str, int], cases: int) -> Figure:
    rows = list(counts.items())
    return Figure(
        id_,
        sentences.leading({f"“{label}”": n for label, n in rows}, cases, noun, plural),
        (noun.capitalize(), "Cases"),
        tuple(Line(label, (number,)) for label, number in rows),
        lambda frame: [marks.bars(rows[:_ROWS_DRAWN], frame)],
        f"A case can have several {plural}.{_rest(len(rows), _ROWS_DRAWN, plural)}",
    )


def _rest(number: int, drawn: int, plural: str) -> str:
    """What the picture leaves to the table, if anything."""
    return (
        f" The picture shows the first {drawn} of {number} {plural}; the table has all."
        if number > drawn
        else ""
    )
