"""Put the search index in order: Pagefind writes its filters in another one at every run.

One commit is to give one site, byte for byte. Filters and their values come
out of a hash table, so their files are read, sorted, written and named anew.
The files are gzipped CBOR behind a mark.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import cbor2

_MARK = b"pagefind_dcd"
_FILTERS = 3  # place of the filters in the list that a .pf_meta file holds


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
    data = _MARK + cbor2.dumps(content)
    name = f"{language}_{hashlib.sha256(data).hexdigest()[:10]}"
    old.unlink()
    old.with_name(f"{before}{name}{old.suffix}").write_bytes(gzip.compress(data, mtime=0))
    return name


def _read(path: Path) -> Any:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(_MARK):
        message = f"{path.name} does not begin as Pagefind's files do"
        raise ValueError(message)
    stream = io.BytesIO(data[len(_MARK) :])
    try:
        content = cbor2.load(stream)
    except cbor2.CBORDecodeError as error:
        message = f"{path.name} cannot be read: {error}"
        raise ValueError(message) from None
    if stream.read(1):
        message = f"{path.name} goes on after its end"
        raise ValueError(message)
    return content
