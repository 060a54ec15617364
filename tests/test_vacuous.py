"""No test passes because there was nothing to look at: see ``support.vacuous``."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import vacuous
from support.some import some

TESTS = Path(__file__).parent
FILES = sorted(path for path in TESTS.rglob("test_*.py") if "node_modules" not in path.parts)


def test_no_test_asserts_over_what_may_be_nothing() -> None:
    """A loop that asserts, and an assertion on all of a collection, know that there is something."""
    found = [
        f"{path.relative_to(TESTS)}:{each.line}: `{each.over}` may hold nothing; "
        "put it into some(…), or assert first that it holds something"
        for path in FILES
        for each in vacuous.found(path.read_text("utf-8"))
    ]

    assert len(FILES) > 50
    assert found == []


@pytest.mark.parametrize(
    ("body", "over"),
    [
        ("for x in page.all(): assert x", "page.all()"),
        ("for x in page.all(): expect(x).to_be_visible()", "page.all()"),
        ("for x in cases.items(): assert x", "cases.items()"),
        ("for x in found:\n  for y in (1, 2): assert x", "found"),
        ("for x in range(len(found)): assert x", "range(len(found))"),
        ("for x in (*found, *others): assert x", "(*found, *others)"),
        ("for x, y in zip(found, (1, 2)): assert x", "zip(found, (1, 2))"),
        ("for x in sorted(found): assert x", "sorted(found)"),
        ("for x in text.split(): assert x", "text.split()"),
        ("for x in [y for y in (1, 2) if y in found]: assert x", "[y for y in (1, 2) if y in found]"),
        ("found = []\nfor x in found: assert x", "found"),
        ("assert [] == found\nfor x in found: assert x", "found"),
        ("assert found <= known\nfor x in found: assert x", "found"),
        ("assert wanted not in found\nfor x in found: assert x", "found"),
        ("for x in found:\n  assert found\n  assert x", "found"),
        ("assert all(x for x in found)", "found"),
        ("assert not any(x for x in found)", "found"),
        ("assert not [x for x in found if x]", "found"),
        ("assert [x for x in found if x] == []", "found"),
        ("assert set() == {x for x in found if x}", "found"),
        ("assert sorted(x for x in found if x) == []", "found"),
        ("def inner():\n  for x in found: assert x\ninner()", "found"),
    ],
)  # fmt: skip
def test_what_holds_of_nothing_is_found(body: str, over: str) -> None:
    """Each of these passes when its collection is empty."""
    assert [each.over for each in vacuous.found(_test(body))] == [over]


@pytest.mark.parametrize(
    "body",
    [
        "for x in some(page.all()): assert x",
        "for x in (1, 2): assert x",
        "for x in {'a': 1}.values(): assert x",
        "for x in range(3): assert x",
        "for x in ALL: assert x",
        "for x in enumerate(sorted(ALL), 1): assert x",
        "for x in itertools.product(ALL, 'ab'): assert x",
        "for x, y in zip(ALL, found, strict=True): assert x",
        "for x in [*found, 1]: assert x",
        "for x in ALL if found else (1,): assert x",
        "for x in [y + 1 for y in ALL]: assert x",
        "for x in text.split(','): assert x",
        "names = {'a'}\nfor x in names | found: assert x",
        "assert found\nfor x in found: assert x",
        "assert found and others\nfor x in others: assert x",
        "assert any(x for x in found)\nfor x in found: assert x",
        "assert len(found) == 3\nfor x in found: assert x",
        "assert 1 <= len(found) <= 3\nfor x in found: assert x",
        "assert wanted <= found.keys()\nfor x in found: assert x",
        "assert 'a' in found\nassert all(x for x in found)",
        "for x in found: print(x)",
        "assert [x.rule for x in found] == []",
        "assert found == []",
    ],
)
def test_what_holds_of_something_is_let_pass(body: str) -> None:
    """Each of these knows that there is something, or says that there is nothing."""
    assert vacuous.found(_test(body)) == []


def _test(body: str) -> str:
    lines = "\n".join(f"    {line}" for line in body.split("\n"))
    return f"ALL: tuple[int, ...] = (1, 2)\n\ndef test_it():\n{lines}\n\ndef helper():\n    for x in found: assert x\n"


def test_some_refuses_nothing() -> None:
    """What it is given comes back as a list, and nothing is an error."""
    assert some(iter("ab")) == ["a", "b"]
    with pytest.raises(AssertionError, match="nothing to look at"):
        some(())
