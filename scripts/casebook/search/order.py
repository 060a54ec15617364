"""Put the search index in order: Pagefind writes its filters in another one at every run.

One commit is to give one site, byte for byte. Filters and their values come
out of a hash table, so their files are read, sorted, written and named anew.
The files are gzipped CBOR behind a mark; of CBOR only numbers, text and
arrays occur.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

_MARK = b"pagefind_dcd"
_FILTERS = 3  # place of the filters in the list that a .pf_meta file holds
_NUMBER, _TEXT, _ARRAY = 0, 3, 4
"""Major types of CBOR (RFC 8949, section 3.1)."""


def settle(index: Path) -> None:
    """Sort the filters of the index in ``index``.

    Raises:
        OSError: if a file that the index names is missing.
        ValueError: if a file is not what this version of Pagefind writes.
    """
    entry = index / "pagefind-entry.json"
    known = json.loads(entry.read_text("utf-8"))
    for name, language in sorted(known["languages"].items()):
        meta_file = index / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(meta_file)
        for each in meta[_FILTERS]:
            file = index / "filter" / f"{each[1]}.pf_filter"
            about, values = _read(file)
            each[1] = _renamed(file, name, [about, sorted(values)])
        meta[_FILTERS].sort()
        language["hash"] = _renamed(meta_file, name, meta, "pagefind.")
    entry.write_text(json.dumps(known, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _renamed(old: Path, language: str, content: Any, before: str = "") -> str:
    """Write a file anew under a name made from its content, and return that name."""
    data = _MARK + encode(content)
    name = f"{language}_{hashlib.sha256(data).hexdigest()[:10]}"
    old.unlink()
    old.with_name(f"{before}{name}{old.suffix}").write_bytes(gzip.compress(data, mtime=0))
    return name


def _read(path: Path) -> Any:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_MARK):
        message = f"{path.name} does not begin as Pagefind's files do"
        raise ValueError(message)
    content, end = _decoded(data, len(_MARK))
    if end != len(data):
        message = f"{path.name} goes on after its end"
        raise ValueError(message)
    return content


def _decoded(data: bytes, at: int) -> tuple[Any, int]:
    """The value that begins at a place, and the place after it."""
    kind, short = data[at] >> 5, data[at] & 31
    width = {24: 1, 25: 2, 26: 4, 27: 8}.get(short, 0)
    at += 1 + width
    number = int.from_bytes(data[at - width : at], "big") if width else short
    if kind == _NUMBER:
        return number, at
    if kind == _TEXT:
        return data[at : at + number].decode("utf-8"), at + number
    if kind != _ARRAY or short > 27:  # noqa: PLR2004 - longer forms are not written by Pagefind
        message = f"a value of kind {kind} is not known here"
        raise ValueError(message)
    parts = []
    for _ in range(number):
        part, at = _decoded(data, at)
        parts.append(part)
    return parts, at


def encode(value: Any) -> bytes:
    """A number, a text or a list of these as CBOR, in the shortest form."""
    if isinstance(value, int):
        return _head(_NUMBER, value)
    if isinstance(value, str):
        text = value.encode("utf-8")
        return _head(_TEXT, len(text)) + text
    return _head(_ARRAY, len(value)) + b"".join(encode(part) for part in value)


def _head(kind: int, number: int) -> bytes:
    if number < 24:  # noqa: PLR2004 - the longest number that fits beside the kind
        return bytes([kind << 5 | number])
    width = next(size for size in (1, 2, 4, 8) if number < 1 << 8 * size)
    return bytes([kind << 5 | 24 + width.bit_length() - 1]) + number.to_bytes(width, "big")
