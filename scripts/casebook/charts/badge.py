"""A small picture of a claim's status with its day, for pages elsewhere that repeat the claim."""

from __future__ import annotations

from html import escape

from casebook.charts.palette import LIGHT, SHAPES, Look

_HEIGHT, _SIGN, _PER_LETTER, _EDGE = 24, 6, 6.7, 10
"""Pixels: height, half the size of the symbol, room for a letter, and blank at each end."""


def svg(look: Look, words: str) -> str:
    """An SVG of its own: the symbol of a status, then words in its colour on white.

    The words are part of the picture's name, so screen readers and programs that
    read SVG get them too.
    """
    start = _EDGE + 2 * _SIGN + 6
    width = round(start + len(words) * _PER_LETTER + _EDGE)
    colour, told = LIGHT[look.colour], escape(words)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_HEIGHT}" '
        f'viewBox="0 0 {width} {_HEIGHT}" role="img" aria-label="{told}"><title>{told}</title>'
        f'<rect x=".5" y=".5" width="{width - 1}" height="{_HEIGHT - 1}" rx="3" fill="#fff" stroke="{colour}"/>'
        f'<path transform="translate({_EDGE + _SIGN} {_HEIGHT / 2:g}) scale({_SIGN})" '
        f'fill="{colour}" fill-rule="evenodd" d="{SHAPES[look.symbol]}"/>'
        f'<text x="{start}" y="16" fill="{colour}" font-family="Verdana,DejaVu Sans,sans-serif" '
        f'font-size="12" textLength="{width - start - _EDGE}">{told}</text></svg>\n'
    )
