"""QR codes, for paper: only for addresses that a phone can open."""

from __future__ import annotations

import io

import segno

from casebook.base.settings import Settings

MASK = 2
"""The pattern laid over each code. Readers undo any of the eight; trying all took two thirds of the
time. By the measure of the standard, this one is for our addresses a tenth from the best on average."""


def possible(settings: Settings) -> bool:
    """Whether the site has a public address, to which a code can lead."""
    return settings.site_url.startswith("https://")


def svg(address: str, settings: Settings) -> str | None:
    """The code as SVG, or nothing where the site has no public address yet."""
    if not possible(settings):
        return None
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False, mask=MASK).save(
        drawn, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None, omitsize=True
    )
    return drawn.getvalue().decode()
