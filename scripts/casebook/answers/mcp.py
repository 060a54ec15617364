"""The Model Context Protocol over lines of JSON: one message in, at most one out. Read only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from casebook.answers.tools import Desk, UnknownError

VERSIONS = ("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05")
"""Versions of the protocol whose messages for tools are as here, the newest first."""
_PARSE, _REQUEST, _METHOD, _PARAMS = -32700, -32600, -32601, -32602
_INSTRUCTIONS = (
    "The AI Governance Casebook keeps what is confirmed apart from what is only claimed. "
    "Never repeat a claim without the status that is given with it, and give the link."
)
_READ_ONLY = {"readOnlyHint": True, "destructiveHint": False, "openWorldHint": False}


class _RefusedError(Exception):
    """A request that cannot be served."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


def serve(lines: Iterable[str], desk: Desk) -> Iterator[str]:
    """The reply to each line that wants one, as a line without its end."""
    for line in lines:
        if line.strip():
            reply = _reply(line, desk)
            if reply is not None:
                yield json.dumps({"jsonrpc": "2.0"} | reply, ensure_ascii=False)


def _reply(line: str, desk: Desk) -> dict[str, Any] | None:
    try:
        asked = json.loads(line)
    except ValueError:
        return {"id": None, "error": {"code": _PARSE, "message": "this is not JSON"}}
    if not isinstance(asked, dict) or not isinstance(asked.get("method"), str):
        return {"id": None, "error": {"code": _REQUEST, "message": "this is not a request"}}
    if "id" not in asked:
        return None  # a notification
    try:
        return {"id": asked["id"], "result": _result(asked["method"], asked.get("params"), desk)}
    except _RefusedError as error:
        return {"id": asked["id"], "error": {"code": error.code, "message": str(error)}}


def _result(method: str, params: object, desk: Desk) -> dict[str, Any]:
    if method not in _METHODS:
        raise _RefusedError(_METHOD, f"there is no method `{method}`")
    given = {} if params is None else params
    if not isinstance(given, dict):
        raise _RefusedError(_PARAMS, "the parameters must be an object")
    return _METHODS[method](given, desk)


def _initialize(given: Mapping[str, Any], desk: Desk) -> dict[str, Any]:
    wanted = given.get("protocolVersion")
    return {
        "protocolVersion": wanted if wanted in VERSIONS else VERSIONS[0],
        "capabilities": {"tools": {}},
        "serverInfo": {"name": "casebook", "version": desk.version},
        "instructions": _INSTRUCTIONS,
    }


def _list(_given: Mapping[str, Any], desk: Desk) -> dict[str, Any]:
    return {
        "tools": [
            {
                "name": name,
                "description": tool.about,
                "inputSchema": tool.schema,
                "annotations": _READ_ONLY,
            }
            for name, tool in desk.tools.items()
        ]
    }


def _call(given: Mapping[str, Any], desk: Desk) -> dict[str, Any]:
    tool = desk.tools.get(str(given.get("name")))
    if tool is None:
        raise _RefusedError(_PARAMS, f"there is no tool `{given.get('name')}`")
    arguments = given.get("arguments") or {}
    if not isinstance(arguments, dict):
        raise _RefusedError(_PARAMS, "the arguments must be an object")
    if wrong := tool.wrong(arguments):
        return _content(wrong, failed=True)
    try:
        return _content(tool.answer(**arguments), failed=False)
    except UnknownError as error:
        return _content(str(error), failed=True)


def _content(text: str, *, failed: bool) -> dict[str, Any]:
    return {"content": [{"type": "text", "text": text}], "isError": failed}


_METHODS: Mapping[str, Callable[[Mapping[str, Any], Desk], dict[str, Any]]] = {
    "initialize": _initialize,
    "ping": lambda _given, _desk: {},
    "tools/list": _list,
    "tools/call": _call,
}
