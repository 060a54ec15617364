"""Read one record of another collection, with problems as the check words them."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from casebook.base.problems import Problem
from casebook.model.neighbours import Foreign
from casebook.reading.shape import shape
from casebook.source import Source, read_bytes
from casebook.source.reading import MAX_BYTES

_Model = TypeVar("_Model", bound=Foreign)
_ONE = "Give a file that holds one record."


def read(path: Path, model: type[_Model]) -> tuple[_Model | None, list[Problem]]:
    """The record in a file, or what is wrong with it.

    JSON and YAML are told apart by the first sign of the file. Values that are left empty
    count as left out.
    """
    shown = str(path)
    raw, problem = _content(path, shown)
    if raw is None:
        return None, [problem] if problem else []
    as_json = raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    source, problems = _json(raw, shown) if as_json else read_bytes(raw, shown)
    if source is None or problems:
        return None, problems
    if not isinstance(source.data, dict):
        return None, [Problem(shown, 1, 1, "import/one-record", "the file holds a list", _ONE)]
    return shape(replace(source, data=filled(source.data)), model)


def _content(path: Path, shown: str) -> tuple[bytes | None, Problem | None]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return None, _unreadable(shown, "is not a file")
        raw = path.read_bytes()
    except OSError as error:
        return None, _unreadable(shown, f"cannot be opened ({(error.strerror or '').lower()})")
    if len(raw) <= MAX_BYTES:
        return raw, None
    size = f"the file is larger than {MAX_BYTES // 1024} KiB"
    return None, Problem(shown, 1, 1, "import/one-record", size, _ONE)


def _unreadable(shown: str, why: str) -> Problem:
    remedy = "Give the path of a file that you may read."
    return Problem(shown, 1, 1, "import/unreadable", f"the file {why}", remedy)


def _json(raw: bytes, shown: str) -> tuple[Source | None, list[Problem]]:
    """A JSON file as a source whose numbers are text, as those of a YAML file are."""
    line = column = 1
    try:
        text = raw.decode("utf-8-sig")
        data = filled(json.loads(text, parse_int=str, parse_float=str, parse_constant=str))
    except json.JSONDecodeError as error:
        line, column, why = error.lineno, error.colno, error.msg[:1].lower() + error.msg[1:]
    except UnicodeDecodeError as error:
        why = f"byte {error.start + 1} is not UTF-8"
    except RecursionError:
        why = "it is nested too deeply"
    else:
        # The reader of YAML finds the places, and takes no tabs.
        return Source(shown, "", text.replace("\t", " "), data), []
    remedy = "Save the record again from its collection."
    return None, [Problem(shown, line, column, "import/json", f"this is not JSON: {why}", remedy)]


def filled(value: Any) -> Any:
    """The data without what is empty, with each text on one line and no half of a character."""
    if isinstance(value, dict):
        return {key: held for key, each in value.items() if (held := filled(each)) != ""}
    if isinstance(value, list):
        return [held for each in value if (held := filled(each)) != ""]
    if isinstance(value, bool):
        return str(value).lower()
    text = "" if value is None else " ".join(str(value).split())
    return text.encode("utf-8", "replace").decode("utf-8")
