"""Hand-written pages: nobody who is in a case is left without a way to answer."""

from __future__ import annotations

import factories
import pytest
from casebook.base.settings import Settings
from casebook.corpus.corpus import Corpus
from casebook.corpus.library import Library
from casebook.pages import handwritten as documents

NONE = Corpus(Library(), {})
PAGE = (factories.REPOSITORY / "docs/policy/right-of-reply.md").read_text("utf-8")


def test_contact_is_filled_in() -> None:
    """With a contact the page says to write there, and the letter is addressed to it."""
    page = documents.filled(PAGE, Settings(contact="a@b.example", repo="https://r.example/x"), NONE)

    assert "Write to a@b.example.\n" in page
    assert "To: a@b.example\n" in page
    assert "issues/new" not in page
    assert "{{" not in page


def test_without_a_contact_there_are_ways_all_the_same() -> None:
    """Without a contact the page names those who run the website, and how to find them."""
    page = documents.filled(PAGE, Settings(), NONE)

    assert "has left no address here" in page
    assert "\n\n- Write to whoever runs this website." in page
    assert "whois" in page
    assert "To: whoever runs this website\n" in page
    assert "issues/new" not in page
    assert "{{" not in page


def test_without_a_contact_the_form_of_the_repository_comes_first() -> None:
    """Where there is a repository its form is offered, with what it costs; the other ways stay."""
    page = documents.filled(PAGE, Settings(repo="https://r.example/x"), NONE)

    assert "(https://r.example/x/issues/new?template=right-of-reply.yml)" in page
    assert "It needs an account there" in page
    assert page.index("issues/new") < page.index("- Write to whoever runs this website.")
    assert (factories.REPOSITORY / ".github/ISSUE_TEMPLATE/right-of-reply.yml").is_file()


@pytest.mark.parametrize(
    ("source", "address", "link"),
    [
        ("contribute/index.md", "contribute/rules/#shape-empty", "[it](rules.md#shape-empty)"),
        ("contribute/index.md", "checklists/", "[it](../checklists/index.md)"),
        ("about/method.md", "cases/x/", "[it](../cases/x.md)"),
        ("index.md", "cases/x/", "[it](cases/x.md)"),
        ("train/courses.md", "", "[it](../index.md)"),
        ("train/courses.md", "downloads/x.pdf", '<a href="../../downloads/x.pdf">it</a>'),
        ("train/index.md", "downloads/x.pdf", '<a href="../downloads/x.pdf">it</a>'),
        ("index.md", "downloads/x.pdf", '<a href="downloads/x.pdf">it</a>'),
    ],
)
def test_a_link_to_a_file_leads_to_its_page_on_the_site(
    source: str, address: str, link: str
) -> None:
    """What a link names as its address on the site is where it leads there."""
    written = f'[a](b.md) and [it](../x.yml "on the site: {address}").'

    assert documents.linked(written, source) == f"[a](b.md) and {link}."
