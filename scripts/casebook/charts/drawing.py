"""The charting library: a Vega-Lite specification becomes SVG text.

The first drawing of a process starts an engine, which takes about a second;
each further one takes a few hundredths. Equal specifications are drawn once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

Spec = Mapping[str, Any]
VERSION = "6.4"
"""Version of Vega-Lite, named so that an update of the library alone changes no picture."""


def draw(spec: Spec) -> str:
    """Draw a specification."""
    return _drawn(json.dumps(spec, sort_keys=True))


def started() -> bool:
    """Whether the engine, and with it threads of its own, runs in this process."""
    return "vl_convert" in sys.modules


@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    import vl_convert  # noqa: PLC0415 - large, and wanted only where something is drawn

    return str(vl_convert.vegalite_to_svg(spec, vl_version=VERSION))
