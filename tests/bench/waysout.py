"""What the ways out cost: a question once the record is loaded, and the files for programs beside the pages."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from bench.measuring import ROOT
from casebook.answers.index import telling
from casebook.answers.tools import Desk
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.pages import data, news, sharing
from casebook.pages.twins import Twins
from casebook.reading.load import load
from casebook.site import contents

HERE = Settings("https://bench.example/")


def report(large: Path) -> None:
    """Print both for the real cases and for the large corpus in the folder ``large``."""
    told = yaml.safe_load((ROOT / "tests" / "data" / "questions.yml").read_text("utf-8"))
    asked = [each["ask"] for group in told.values() for each in group]
    for root in (ROOT, large):
        corpus = load(root).corpus
        _questions(corpus, root, asked)
        _files(corpus)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _least(work: Callable[[], object]) -> float:
    """The shortest of three, so that what else the machine does is not counted."""
    return min(_seconds(work) for _ in range(3))


def _questions(corpus: Corpus, root: Path, asked: list[str]) -> None:
    """The median and the slowest of all questions, once warm; the peer is ``grep`` for their words."""
    desk = Desk(corpus, HERE)
    for question in asked:
        desk.ask(question)
    ours = [_least(lambda q=question: desk.ask(q)) for question in asked]  # type: ignore[misc]
    peer = [_least(lambda q=question: _grep(root, q)) for question in asked]  # type: ignore[misc]
    median = statistics.median(ours)
    print(
        f"a question, {len(corpus.listed)} cases: median {1000 * median:.2f} ms, "
        f"slowest {1000 * max(ours):.2f} ms   grep for its words: median "
        f"{1000 * statistics.median(peer):.2f} ms   ratio {median / statistics.median(peer):.2f}",
        flush=True,
    )


def _grep(root: Path, question: str) -> None:
    command = ["grep", "-rilE", "|".join(telling(question)) or "x", str(root / "cases")]
    subprocess.run(command, check=False, capture_output=True)


def _files(corpus: Corpus) -> None:
    """Data, feeds, badges, frames and Markdown beside the pages, in one process; downloads are not in it."""
    pages = _seconds(lambda: list(contents.pages(corpus, HERE)))
    data_files = _seconds(lambda: list(data.assets(corpus, HERE)))
    changes = _seconds(lambda: list(news.assets(corpus, HERE)))
    frames = _seconds(lambda: list(sharing.assets(corpus, HERE)))
    twins = Twins(corpus, HERE)
    made = list(contents.pages(corpus, HERE))
    markdown = _seconds(lambda: [*map(twins.add, made), *twins.files()])
    whole = data_files + changes + frames + markdown
    print(
        f"files for programs, {len(corpus.listed)} cases: {whole:.2f} s (data {data_files:.2f}, "
        f"changes and feeds {changes:.2f}, frames {frames:.2f}, Markdown {markdown:.2f})   "
        f"pages {pages:.2f} s   ratio {whole / pages:.2f}",
        flush=True,
    )
