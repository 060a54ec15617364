"""The fonts of printed files, and which characters they can draw.

Typst brings fonts for Latin, Greek and Cyrillic script. The others come as open
fonts from two packages: Noto for the scripts of the world and for symbols, and Noto
Sans CJK for Chinese, Japanese and Korean. PDF/UA-1 refuses a document with a
character that no font can draw, so the check looks first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_PACKAGES = ("manimgx_fonts", "noto_cjk_sans_otc")
_COMMON = frozenset(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x386, 0x3CF)])) | {
    *map(chr, range(0x400, 0x460)),
    *"\n–—‘’“”„…•€→−",  # noqa: RUF001 - as authors type them
}
"""What Typst's own fonts draw and nearly every text keeps to, so that no font has to be opened."""


def folders() -> list[Path]:
    """The folders that hold the fonts.

    Raises:
        ModuleNotFoundError: if a package of fonts is not installed.
    """
    return [_folder(package) for package in _PACKAGES]


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        message = f"the package {package} is not installed"
        raise ModuleNotFoundError(message)
    return Path(spec.origin).parent


def undrawable(text: str) -> str:
    """The characters of a text that no font can draw, each once, in their order."""
    unusual = dict.fromkeys(sign for sign in text if sign not in _COMMON)
    return "".join(sign for sign in unusual if not _is_drawn(sign)) if unusual else ""


def _is_drawn(sign: str) -> bool:
    # Blanks, joiners and variation selectors are no shapes of their own.
    no_shape = unicodedata.category(sign) in {"Zs", "Cf"} or "VARIATION SELECTOR" in (
        unicodedata.name(sign, "")
    )
    return no_shape or ord(sign) in _covered()


@cache
def _covered() -> frozenset[int]:
    """The code points that the fonts of the packages have a shape for."""
    return frozenset().union(*(_shapes(path) for folder in folders() for path in _files(folder)))


def _files(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.iterdir()) if path.suffix in {".ttf", ".ttc"})


def _shapes(path: Path) -> set[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - few texts need it

    with TTFont(path, fontNumber=0, lazy=True) as font:
        return set(font.getBestCmap())
