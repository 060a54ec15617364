"""Whether a case that somebody is about to write is in the casebook already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from casebook.base.words import SMALL
from casebook.source import read

_LEAST_SHARED = 0.5
"""Share of the words of two titles that both have, from which they are alike."""
_FOLLOWS = re.compile(
    r"^(?:utm_.*|fbclid|gclid|mc_[ce]id|ref|ref_src|cmpid|share|smid)$", re.IGNORECASE
)
"""Parameters that tell who sent a reader, and not what is read."""
_PORTS = {"http": "80", "https": "443"}
_SMALL = SMALL | {"s"}  # what an apostrophe leaves


@dataclass(frozen=True)
class Known:
    """What is needed of a case to recognise it: title, and addresses of its sources made alike."""

    id: str
    title: str
    addresses: frozenset[str]


def known(folder: Path) -> list[Known]:
    """Every case of a folder that can be read, drafts included, without judging it."""
    return [case for path in sorted(folder.glob("*.yml")) if (case := _case(path)) is not None]


def _case(path: Path) -> Known | None:
    source, _ = read(path, path.name)
    if source is None:
        return None
    sources = source.data.get("sources")
    urls = [entry.get("url") for entry in _mappings(sources)]
    addresses = frozenset(plain_address(url) for url in urls if isinstance(url, str))
    return Known(path.stem, str(source.data.get("title") or ""), addresses)


def _mappings(value: Any) -> Iterator[dict[str, Any]]:
    yield from (
        entry for entry in (value if isinstance(value, list) else []) if isinstance(entry, dict)
    )


def plain_address(url: str) -> str:
    """An address without what does not tell two pages apart.

    Scheme, `www.`, the usual port, a slash at the end, the fragment and
    parameters of links that are followed go; the other parameters are sorted.

    >>> plain_address("https://WWW.Daily.example:443/a/?utm_source=x&b=2&a=1#top")
    'daily.example/a?a=1&b=2'
    """
    try:
        parts = urlsplit(url.strip())
        port = str(parts.port or "")
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if port and port != _PORTS.get(parts.scheme):
        host += f":{port}"
    kept = sorted(
        pair
        for pair in parse_qsl(parts.query, keep_blank_values=True)
        if not _FOLLOWS.match(pair[0])
    )
    return host + unquote(parts.path).rstrip("/") + (f"?{urlencode(kept)}" if kept else "")


def with_address(url: str, cases: Iterable[Known]) -> list[Known]:
    """Cases with a source at the same page."""
    address = plain_address(url)
    return [case for case in cases if address in case.addresses]


def with_title(title: str, cases: Iterable[Known]) -> list[Known]:
    """Cases whose title has most words in common, the nearest first."""
    words = _words(title)
    near = [(_shared(words, _words(case.title)), case) for case in cases]
    alike = [(share, case) for share, case in near if share >= _LEAST_SHARED]
    return [case for _, case in sorted(alike, key=lambda pair: (-pair[0], pair[1].id))]


def _words(title: str) -> frozenset[str]:
    found = re.findall(r"\w+", title.casefold())
    return frozenset(word for word in found if word not in _SMALL)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
