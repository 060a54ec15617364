"""The web form for a new case, or for changing one: the page, and the data its modules read."""

from __future__ import annotations

from collections.abc import Iterator

from casebook.authoring import form
from casebook.base import urls
from casebook.base.packing import compact
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.pages import handwritten as documents
from casebook.pages.base import Asset, Page, View


def pages(corpus: Corpus, settings: Settings) -> Iterator[Page]:
    """The page of the form; its fields come from :func:`assets`."""
    view = View(corpus, settings, urls.NEW_CASE)
    yield Page(
        url=view.url,
        title="Add or change a case",
        description="A form that writes the file of a case: it checks while you type, keeps your "
        "draft in this browser only, and needs no account.",
        lead=view.render("new-case.html", contact=documents.contact(settings)),
        layout="text",
        breadcrumb=(("Contribute", "contribute/"),),
        hide=("toc",),
        modules=("form/page",),
        styles=("form",),
    )


def assets(corpus: Corpus) -> Iterator[Asset]:
    """What the form is built from, and the cases it can name."""
    titles = {case.id: case.title for case in corpus.cases.values()}
    yield Asset(urls.FORM_DATA, compact(form.definition(corpus.library)))
    yield Asset(urls.FORM_CASES, compact(form.cases(corpus.library, titles)))
