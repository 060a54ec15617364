"""Addresses: one module makes them all, and pages find each other under any folder."""

from __future__ import annotations

import posixpath
from urllib.parse import urljoin

import pytest
from casebook.base import urls
from casebook.reading.load import Reading
from casebook.rules import CATALOGUE
from hypothesis import given
from hypothesis import strategies as st
from support.some import some


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (urls.case("air-canada"), "cases/air-canada/"),
        (urls.checklist("vetting"), "checklists/vetting/"),
        (urls.item("VET-01"), "checks/vet-01/"),
        (urls.pattern("no-owner"), "patterns/no-owner/"),
        (urls.framework("eu-ai-act"), "frameworks/eu-ai-act/"),
        (urls.schema("case"), "schema/case.json"),
        (urls.anchor("claim", "gpu-count"), "claim-gpu-count"),
        (urls.clause("Art. 26(7)"), "clause-art-26-7"),
        (urls.clause("A.5.10"), "clause-a-5-10"),
        (urls.rule("claims/as-of"), "contribute/rules/#claims-as-of"),
        (urls.rule_anchor("claims/as-of"), "claims-as-of"),
    ],
)
def test_makes(made: str, expected: str) -> None:
    """Each kind of page and part has its address."""
    assert expected == made


@pytest.mark.parametrize(
    ("address", "file", "document"),
    [
        ("", "index.html", "index.md"),
        ("cases/", "cases/index.html", "cases/index.md"),
        ("cases/x/", "cases/x/index.html", "cases/x.md"),
        ("contribute/rules/", "contribute/rules/index.html", "contribute/rules.md"),
    ],
)
def test_files(address: str, file: str, document: str) -> None:
    """An address is answered by a file of the site and made by a file of the tree."""
    assert (file, document) == (urls.file_of(address), urls.document(address))


def test_a_file_answers_for_itself_whatever_its_fragment() -> None:
    """An address that is a file, or that has a fragment, is answered by the file alone."""
    assert ("feed.xml", "cases/index.html") == (urls.file_of("feed.xml"), urls.file_of("cases/#a"))


@pytest.mark.parametrize(
    ("target", "start", "expected"),
    [
        ("", "", "./"),
        ("cases/x/", "", "cases/x/"),
        ("", "cases/x/", "../../"),
        ("#top", "", "#top"),
        ("cases/x/#a", "cases/x/", "#a"),
        ("checks/vet-20/#why", "cases/x/", "../../checks/vet-20/#why"),
        ("feed.xml", "cases/x/", "../../feed.xml"),
        ("cases/", "404.html", "cases/"),
    ],
)
def test_relative(target: str, start: str, expected: str) -> None:
    """A page leads to another without knowing where the site lives."""
    assert expected == urls.relative(target, start)


segments = st.sampled_from(["a", "b-1", "vet-20", "cases", "404"])
folders = st.lists(segments, max_size=3).map(lambda parts: "".join(f"{part}/" for part in parts))
fragments = st.just("") | segments.map("#{}".format)


@given(
    folders,
    folders,
    fragments,
    st.sampled_from(["https://site.example/", "https://host.example/name/"]),
)
def test_a_browser_ends_where_it_should(target: str, start: str, fragment: str, site: str) -> None:
    """From any page, at the root of a host or under a folder, the link leads to its target."""
    link = urls.relative(target + fragment, start)

    assert site + target + fragment == urljoin(site + start, link)


@given(folders)
def test_files_of_addresses_are_distinct_from_their_documents(address: str) -> None:
    """No address leaves the folder it is written into."""
    for name in (urls.file_of(address), urls.document(address)):
        assert not posixpath.isabs(name)
        assert ".." not in name.split("/")


@pytest.mark.parametrize("site", ["https://host.example/name", "https://host.example/name/"])
def test_absolute(site: str) -> None:
    """A full address is made with or without a slash at the end of the site's."""
    assert "https://host.example/name/cases/x/#a" == urls.absolute("cases/x/#a", site)


def test_anchors_of_rules_are_distinct() -> None:
    """No two rules share an anchor on the page of rules."""
    assert len(CATALOGUE) == len({urls.rule_anchor(rule) for rule in CATALOGUE})


def test_anchors_of_clauses_are_distinct(real: Reading) -> None:
    """No two clauses of a framework share an anchor on its page."""
    for framework in some(real.corpus.library.frameworks.values()):
        anchors = [urls.clause(clause.id) for clause in framework.clauses]
        assert sorted(set(anchors)) == sorted(anchors), framework.id
