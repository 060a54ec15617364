"""The scaffold: whatever an author answers, the new file is a draft that passes the check."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from casebook import scaffold
from casebook.load import Loader
from casebook.model.case import Case, Fact, Source
from casebook.model.values import judge
from casebook.prose import complaints
from casebook.scaffold import Answers, case_id, file, quoted

_ANSWERS = Answers(
    title="Beta's chatbot quoted a wrong price in 2024",
    summary="In May 2024 a chatbot quoted a price that was wrong. The shop admits that it did so.",
    kind="incident",
    disclosed="2024-05-06",
    fact="The chatbot quoted a wrong price.",
    source_title="Shop sorry for its bot",
    source_publisher="The Daily",
    source_url="https://daily.example/bot",
)
_tricky = st.sampled_from(
    [
        "\"quoted\"", "it's", "\\n", "\\", "a: b", "- c", "# d", "{e}", "[f]", "*g*", "&h", "!i",
        "|", ">", "%", "@j", "`k`", "null", "yes", "2024", "\t", "\u2028", "\u00a0", "ü", "数据", "🙂", "\u00ad",
        "...", "---", "<<", "?",
    ]
)  # fmt: skip
text = st.lists(_tricky | st.text(max_size=10), min_size=1, max_size=8).map(" ".join)


def _fits(model: type[Case | Fact | Source], field: str, value: str) -> bool:
    return judge(model, field, value) == "" and not list(complaints(value))
