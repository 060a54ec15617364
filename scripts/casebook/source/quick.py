"""The quick way through a file that is in order: data alone, without places.

Nearly every file is in order and nobody asks where anything stands in it. On
anything unusual this gives up, and :mod:`casebook.source.composing` reads the
file again with care, for the same data or for problems with positions.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml import events as ev

from casebook.source.composing import MAX_DEPTH, NULLS

_MAY_LOSE_TEXT = re.compile(r"\s#\S")
_KEY = object()  # on top of the stack: a mapping waits for its next key


def data(text: str) -> dict[str, Any] | None:
    """The data of a file, or ``None`` if it is not plainly in order."""
    try:
        return None if _MAY_LOSE_TEXT.search(text) else _built(text)
    except yaml.YAMLError:
        return None


def _built(text: str) -> dict[str, Any] | None:  # noqa: C901, PLR0912 - the hottest loop, kept in one piece
    holders: list[Any] = []
    keys: list[Any] = []
    root: Any = None
    documents = 0
    stream: Any = yaml.parse(text, Loader=yaml.CSafeLoader)  # its events share no typed base
    for event in stream:
        kind = type(event)
        if kind is ev.ScalarEvent:
            if event.anchor is not None or event.tag not in (None, "!"):
                return None
            value: Any = event.value
            if holders and keys[-1] is _KEY:
                if value in holders[-1]:
                    return None
                keys[-1] = value
                continue
            if not event.style and value in NULLS:
                value = None
        elif kind is ev.MappingStartEvent or kind is ev.SequenceStartEvent:
            if event.anchor is not None or event.tag not in (None, "!"):
                return None
            if len(holders) >= MAX_DEPTH or (holders and keys[-1] is _KEY):
                return None
            opened = kind is ev.MappingStartEvent
            holders.append({} if opened else [])
            keys.append(_KEY if opened else None)
            continue
        elif kind is ev.MappingEndEvent or kind is ev.SequenceEndEvent:
            value = holders.pop()
            keys.pop()
        elif kind is ev.AliasEvent:
            return None
        else:
            documents += kind is ev.DocumentStartEvent
            continue
        if not holders:
            root = value
        elif keys[-1] is None:
            holders[-1].append(value)
        else:
            holders[-1][keys[-1]] = value
            keys[-1] = _KEY
    return root if documents == 1 and isinstance(root, dict) else None
