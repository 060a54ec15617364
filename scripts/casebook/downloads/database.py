"""All tables in one SQLite file, with a full-text index: the same rows give the same bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from casebook.corpus import flat
from casebook.downloads import datapackage

_INDEXED = {
    "claims": ("status_label UNINDEXED", "text", "reason", "outcome", "quote", "quote_translation"),
    "cases": ("title",),
}
"""Fields of a table that its full-text index knows; it keeps no copy of the text.

The status of a claim is not searched: it is there so that no row of the index is a claim without it.
"""
_TOKENS = "porter unicode61 remove_diacritics 2"


def file(rows: flat.Rows) -> bytes:
    """The database, with a table for each of ``rows`` and ``claims_text`` and ``cases_text`` to search.

    Several values stand in one cell as in the CSV files. What is not known is ``NULL``.
    """
    base = sqlite3.connect(":memory:")
    for statement in _statements():
        base.execute(statement)
    for table, fields in flat.TABLES.items():
        marks = ", ".join("?" * len(fields))
        base.executemany(
            f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608 - our own names
            ([_value(row[name]) for name in fields] for row in rows[table]),
        )
    for table in _INDEXED:
        base.execute(f"INSERT INTO {table}_text({table}_text) VALUES ('rebuild')")  # noqa: S608 - as above
    base.commit()
    return base.serialize()


def _statements() -> Iterator[str]:
    for table, fields in flat.TABLES.items():
        columns = [f'"{name}" {_type(table, name)}' for name in fields]
        keys = datapackage.KEYS.get(table)
        columns += [f"PRIMARY KEY ({', '.join(map(_quoted, keys))})"] if keys else []
        columns += [] if table == "cases" else ['FOREIGN KEY ("case") REFERENCES cases (id)']
        yield f"CREATE TABLE {table} ({', '.join(columns)})"
    for table, indexed in _INDEXED.items():
        yield (
            f"CREATE VIRTUAL TABLE {table}_text USING fts5({', '.join(indexed)}, "
            f"content = '{table}', tokenize = '{_TOKENS}')"
        )


def _type(table: str, field: str) -> str:
    return {"integer": "INTEGER", "number": "NUMERIC"}.get(datapackage.kind(table, field), "TEXT")


def _quoted(name: str) -> str:
    return f'"{name}"'


def _value(value: object) -> str | int | None:
    return None if value in (None, [], {}) else flat.cell(value)
