"""CSV as spreadsheets read it: RFC 4180, marked as UTF-8, and no cell that would run as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# As in assets/js/shared/csv.mjs: some spreadsheets pass over blanks first, some take the wide signs too.
_FORMULA = re.compile("'*(?:\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\\t\\r\\n])")


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def written(rows: Iterable[Sequence[str | int]]) -> str:
    """Rows as a file, with a mark of byte order so that Excel reads it as UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    for row in rows:
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
    return "\ufeff" + text.getvalue()
