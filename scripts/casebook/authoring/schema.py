"""JSON Schemas from the models and the vocabulary: for editors, published, held equal by a test.

Terms become enumerations, so that an editor completes and explains them.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from casebook.corpus.library import Library
from casebook.model.files import SCHEMAS
from casebook.model.kinds import Record, Says, Term
from casebook.model.walk import FieldShape, shapes

MODELS = dict(sorted(SCHEMAS.items()))
"""Every published schema by name."""

_MOST_EXPLAINED = 40  # longer vocabularies are completed, but not explained word by word


class _Generator(GenerateJsonSchema):
    """Names the dialect in every schema."""

    schema_dialect = "https://json-schema.org/draft/2020-12/schema"


def schema(name: str, library: Library) -> dict[str, Any]:
    """The JSON Schema of a model, with terms filled in from the vocabulary."""
    model = MODELS[name]
    made = model.model_json_schema(schema_generator=_Generator, mode="validation")
    definitions = made.setdefault("$defs", {})
    for part in models(model):
        where = made if part is model else definitions[part.__name__]
        for field in shapes(part):
            _complete(where["properties"][field.name], field, library)
    if not definitions:
        del made["$defs"]
    return {"$schema": _Generator.schema_dialect, **made}


def models(model: type[Record]) -> list[type[Record]]:
    """A model and every model inside it, each once."""
    found: list[type[Record]] = []
    waiting = [model]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.append(current)
            waiting += [field.model for field in shapes(current) if field.model is not None]
    return found


def _complete(node: dict[str, Any], field: FieldShape, library: Library) -> None:
    inner = innermost(node)
    for marker in field.markers:
        if isinstance(marker, Term):
            terms = library.vocabularies.get(marker.vocabulary, {})
            if terms:
                inner["enum"] = list(terms)
            if 0 < len(terms) <= _MOST_EXPLAINED:
                inner["markdownEnumDescriptions"] = [
                    f"{term.label}. {term.definition or ''}".strip() for term in terms.values()
                ]
        elif isinstance(marker, Says):
            node.setdefault("description", marker.text)


def innermost(node: dict[str, Any]) -> dict[str, Any]:
    """The schema of the value itself, without list and without `or nothing`."""
    if "anyOf" in node:
        return innermost(next(part for part in node["anyOf"] if part.get("type") != "null"))
    return innermost(node["items"]) if "items" in node else node


def text(name: str, library: Library, address: str = "") -> str:
    """The schema as a file: indented, in a stable order, with a final line break.

    Args:
        name: One of :data:`MODELS`.
        library: Holds the vocabulary.
        address: Where the schema can be had, which becomes its ``$id``. Copies that lie
            elsewhere, in a repository or an archive, have none: whoever hosts the site
            sets its address, and another vocabulary makes another schema.
    """
    made = schema(name, library)
    if address:
        made = {"$schema": made.pop("$schema"), "$id": address, **made}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"
