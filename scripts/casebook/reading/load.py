"""The only reader of the project's data: a root folder becomes a corpus and problems.

``check``, ``export``, the MkDocs hook and the tests all come through here.
Parsed files are kept by content, so a rebuild reads again only what changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TypeVar

from casebook import rules
from casebook.base import garbage as collecting
from casebook.base.problems import Problem, errors
from casebook.corpus import corpus as corpora
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Library
from casebook.model import (
    Case,
    Checklist,
    Course,
    Exercise,
    FirstHour,
    Framework,
    LinkWaivers,
    Pattern,
    Permalinks,
    SearchWords,
    Vocabulary,
    WaysIn,
)
from casebook.model.files import COLLECTIONS, OPTIONAL, SINGLES
from casebook.model.kinds import Record
from casebook.permalinks.files import is_ours as is_ledger
from casebook.reading import ledger as ledgers
from casebook.reading import strays
from casebook.reading.shape import Terms, shape
from casebook.source import Source, read

_FOLDERS = ("cases", *(f"docs/{name}" for name in COLLECTIONS))
"""Folders in which each file is one entry."""
_Listed = TypeVar("_Listed", Checklist, Course, Exercise, Framework, Pattern)


@dataclass(frozen=True)
class Entry:
    """A file: its source where it could be parsed, its model where it has the right shape."""

    shown: str
    source: Source | None
    model: Record | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Reading:
    """What came of reading: the corpus, and everything that is wrong with it.

    The corpus holds what could be read; render it only when ``problems`` has
    no error.
    """

    corpus: Corpus
    problems: tuple[Problem, ...]
    files: int
    sources: dict[str, Source] = field(default_factory=dict)
    """Source of every file that could be parsed, by the path shown in problems."""

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop a build."""
        return errors(self.problems)


class Loader:
    """Reads a project again and again, parsing only files whose content changed.

    Args:
        root: The project.
        as_published: Judge drafts as if they were published.
    """

    def __init__(self, root: Path, *, as_published: bool = False) -> None:
        self.root = root
        self._as_published = as_published
        self._kept: dict[tuple[str, type[Record]], Entry] = {}
        self._terms: Terms = {}
        self._ruled: dict[str, tuple[tuple[object, ...], tuple[Problem, ...]]] = {}

    def load(
        self,
        only: Iterable[Path] | None = None,
        shaped: Callable[[Corpus], None] | None = None,
    ) -> Reading:
        """Read the library and the cases.

        Args:
            only: Files to check instead of the whole corpus. A file under one
                of the ``docs/`` folders is read as what that folder holds, any
                other as a case. Links between cases are then not judged.
            shaped: Given the whole corpus as soon as each file has the right
                shape, before the rules have spoken: what takes long can begin
                then, and is thrown away if they find errors.

        Raises:
            FileNotFoundError: if the root has no ``cases`` folder.
        """
        if not (self.root / "cases").is_dir():
            message = f"there is no folder {self.root / 'cases'}"
            raise FileNotFoundError(message)
        with collecting.young_only():
            return self._load(only, shaped)

    def _load(
        self, only: Iterable[Path] | None, shaped: Callable[[Corpus], None] | None
    ) -> Reading:
        library, library_entries, recorded = self._library(whole=only is None)
        named: list[tuple[Path, str]] = []
        if only is None:
            paths = self._case_paths()
            asked = library_entries
            problems = list(strays.strays(self.root, _FOLDERS))
        else:
            paths, asked, named = self._chosen(only, library_entries)
            recorded = ledgers.read_some(named)
            there = [path for path in paths if path.is_file()]
            problems = [p for path in there for p in strays.stray(path, self._shown(path))]
        cases = [self._entry(path, Case) for path in paths]
        problems += [p for entry in (*asked, *cases) for p in entry.problems]
        problems += recorded.problems
        listed = [entry.model for entry in cases if isinstance(entry.model, Case)]
        corpus = corpora.build(library, listed)
        if shaped and not errors(problems):
            shaped(corpus)
        problems += self._case_rules(cases, library, library_entries)
        problems += _value_problems(cases, Case, library)
        problems += rules.check_library(library, _models(asked))
        sources = {e.shown: e.source for e in (*library_entries, *cases) if e.source is not None}
        sources |= {source.path: source for source in recorded.sources}
        if only is None:
            broken = any(entry.model is None for entry in cases)
            wanted = _where_expected([*cases, *library_entries])
            problems += rules.check_corpus(corpus, wanted | sources, broken=broken)
        files = len(cases) + len(asked) + len(named)
        return Reading(corpus, tuple(sorted(set(problems))), files, sources)

    def _case_paths(self) -> list[Path]:
        paths = sorted((self.root / "cases").glob("*.yml"))
        return [path for path in paths if not path.is_dir() and not path.is_symlink()]

    def _chosen(
        self, only: Iterable[Path], library_entries: list[Entry]
    ) -> tuple[list[Path], list[Entry], list[tuple[Path, str]]]:
        """Of the files asked for: the cases, the lists, and the files of the ledger with their shown path."""
        by_shown = {entry.shown: entry for entry in library_entries}
        paths, asked, of_ledger = [], [], []
        for path in only:
            shown = self._shown(path)
            if shown in by_shown:
                asked.append(by_shown[shown])
            elif is_ledger(shown):
                of_ledger.append((path, shown))
            else:
                paths.append(path)
        return paths, asked, of_ledger

    def _shown(self, path: Path) -> str:
        return shown(self.root, path)

    def _entry(self, path: Path, model: type[Record]) -> Entry:
        shown = self._shown(path)
        kept = self._kept.get((shown, model))
        source, problems = read(path, shown, kept.source if kept else None)
        if kept and source is not None and source is kept.source:
            return kept
        shaped, wrong = (None, []) if source is None else shape(source, model, self._terms)
        wrong = [problem for problem in wrong if not _told(problem, problems)]
        if self._as_published and isinstance(shaped, Case):
            shaped = published(shaped)
        kept_source = source.without_data() if source is not None and shaped else source
        entry = Entry(shown, kept_source, shaped, (*problems, *wrong))
        self._kept[shown, model] = entry
        return entry

    def _library(self, *, whole: bool) -> tuple[Library, list[Entry], ledgers.Recorded]:
        """What cases refer to; of the ledger of addresses nothing unless the ``whole`` corpus is read."""
        docs = self.root / "docs"
        there = {n: m for n, m in OPTIONAL.items() if (docs / f"{n}.yml").exists()}
        first = self._entry(docs / "vocabulary.yml", Vocabulary)
        self._learn(first.model)
        singles = {"vocabulary": first} | {
            name: self._entry(docs / f"{name}.yml", model)
            for name, model in {**SINGLES, **there}.items()
            if name != "vocabulary"
        }
        folders = {
            name: [self._entry(path, model) for path in sorted((docs / name).glob("*.yml"))]
            for name, model in COLLECTIONS.items()
        }
        entries = [*singles.values(), *(e for folder in folders.values() for e in folder)]
        vocabulary = singles["vocabulary"].model
        old = singles["permalinks"].model if "permalinks" in there else None
        recorded = (
            ledgers.read_all(self.root, old if isinstance(old, Permalinks) else None)
            if whole
            else ledgers.Recorded()
        )
        waivers = singles["link-waivers"].model if "link-waivers" in there else None
        ways = singles["ways-in"].model
        plan = singles["first-hour"].model if "first-hour" in there else None
        search = singles["search"].model if "search" in there else None
        library = Library(
            vocabularies=vocabulary.vocabularies if isinstance(vocabulary, Vocabulary) else {},
            checklists=_ordered(folders["checklists"], Checklist),
            frameworks=_by_id(folders["frameworks"], Framework),
            patterns=_by_id(folders["patterns"], Pattern),
            exercises=_by_id(folders["exercises"], Exercise),
            courses=_by_id(folders["courses"], Course),
            permalinks=recorded.ledger,
            waivers=waivers.waivers if isinstance(waivers, LinkWaivers) else (),
            ways_in=ways.ways if isinstance(ways, WaysIn) else (),
            left_out=ways.left_out if isinstance(ways, WaysIn) else (),
            first_hour=plan if isinstance(plan, FirstHour) else None,
            search=search if isinstance(search, SearchWords) else SearchWords(),
            case_ids=frozenset(path.stem for path in self._case_paths()),
            broken=frozenset(
                [name for name, single in singles.items() if single.model is None]
                + [name for name, folder in folders.items() if any(e.model is None for e in folder)]
                + ["permalinks"] * bool(recorded.problems)
            ),
        )
        return library, entries, recorded

    def _learn(self, vocabulary: Record | None) -> None:
        """Take the words of the vocabulary, and read again what was told with others."""
        words = vocabulary.vocabularies if isinstance(vocabulary, Vocabulary) else {}
        terms = {name: tuple(held) for name, held in words.items()}
        if terms != self._terms:
            self._kept = {key: entry for key, entry in self._kept.items() if not entry.problems}
            self._terms = terms

    def _case_rules(
        self, cases: list[Entry], library: Library, library_entries: list[Entry]
    ) -> list[Problem]:
        # What the rules said of an unchanged case holds as long as the library is the same.
        basis = (
            library.case_ids,
            *(e.source.digest if e.source else None for e in library_entries),
        )
        problems: list[Problem] = []
        for entry in cases:
            if not isinstance(entry.model, Case) or entry.source is None:
                continue
            key = (entry.source.digest, *basis)
            kept = self._ruled.get(entry.shown)
            if kept is None or kept[0] != key:
                found = tuple(rules.check_case(entry.model, entry.source, library))
                kept = self._ruled[entry.shown] = (key, found)
            problems += kept[1]
        return problems


def _value_problems(
    entries: Iterable[Entry], model: type[Record], library: Library
) -> Iterator[Problem]:
    """What is wrong with single values of files that do not have the right shape."""
    for entry in entries:
        if entry.model is None and entry.source is not None:
            told = {(problem.line, problem.column) for problem in entry.problems}
            for problem in rules.check_values(model, entry.source, library):
                if (problem.line, problem.column) not in told:
                    yield problem


def _told(problem: Problem, before: Iterable[Problem]) -> bool:
    """Whether a problem of shape only follows from one of reading: at its place, or on a line without form."""
    return any(
        problem.line == other.line
        and (problem.column == other.column or other.rule == "yaml/syntax")
        for other in before
    )


CHECKLIST_ORDER = ("vetting", "security", "communication", "balance", "campaigns")
"""The order in which the lists are shown; others follow by id."""


def _ordered(entries: Iterable[Entry], model: type[Checklist]) -> dict[str, Checklist]:
    lists = _by_id(entries, model)
    first = {name: lists[name] for name in CHECKLIST_ORDER if name in lists}
    return {**first, **lists}


def _by_id(entries: Iterable[Entry], model: type[_Listed]) -> dict[str, _Listed]:
    return {e.model.id: e.model for e in entries if isinstance(e.model, model)}


def _where_expected(entries: Iterable[Entry]) -> dict[str, Source]:
    """Files by the path that their id asks for, which rules about the corpus name."""
    found: dict[str, Source] = {}
    for entry in entries:
        name = getattr(entry.model, "id", "")
        if name and entry.source is not None:
            found[PurePath(entry.shown).with_name(f"{name}.yml").as_posix()] = entry.source
    return found


def _models(entries: Iterable[Entry]) -> list[tuple[Record, Source]]:
    return [(e.model, e.source) for e in entries if e.model is not None and e.source is not None]


def with_drafts(reading: Reading) -> Reading:
    """The same cases, with a page for each draft too."""
    corpus = reading.corpus
    cases = {**corpus.cases, **corpus.drafts}.values()
    return replace(reading, corpus=corpora.build(corpus.library, cases, drafts=True))


def published(case: Case) -> Case:
    """A draft with the status of a published case; any other case as it is."""
    if case.record.status != "draft":
        return case
    record = case.record.model_copy(update={"status": "published"})
    return case.model_copy(update={"record": record})


def shown(root: Path, path: Path) -> str:
    """How problems name a file: from the project's root where it lies inside."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return str(path)


def load(root: Path, only: Iterable[Path] | None = None) -> Reading:
    """Read a project once; see :meth:`Loader.load`."""
    return Loader(root).load(only)
