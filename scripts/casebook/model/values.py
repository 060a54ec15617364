"""Judge one value by the rules of one field, for questions and forms."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from casebook.model.kinds import Record, Says


@cache
def _adapter(model: type[Record], field: str) -> TypeAdapter[Any]:
    info = model.model_fields[field]
    annotated: Any = Annotated[info.annotation, info]
    return TypeAdapter(annotated)


def complaint(model: type[Record], field: str, value: str) -> str:
    """What is wrong with a value for a field, in a few words; empty if nothing is."""
    try:
        _adapter(model, field).validate_python(value)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        says = [m.text for m in model.model_fields[field].metadata if isinstance(m, Says)]
        wants = f"; it takes {says[-1]}" if says else ""
        return f"{detail['msg'].lower()}{wants}"
    return ""
