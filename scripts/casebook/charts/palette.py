"""Colours by the name of their token in ``base.css``; a test holds both equal.

A drawing is made in the light values. On a page each becomes the class of its
token, so that one drawing serves light, dark, high contrast, forced colours
and paper; in a file for download the light values stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LIGHT: Mapping[str, str] = {
    "paper": "#fbfaf6",
    "ink": "#1a1f23",
    "soft": "#545d66",
    "line": "#dcd7cb",
    "accent": "#0b5561",
    "confirmed": "#336d50",
    "corroborated": "#00739b",
    "unverified": "#434b54",
    "disputed": "#984c00",
    "denied": "#7b3dc5",
    "refuted": "#8f0510",
    "retracted": "#531036",
    "adjudicated": "#143493",
}
"""Every colour a drawing may use."""

SHAPES: Mapping[str, str] = {
    "confirmed": "M0,-1A1,1,0,1,1,0,1A1,1,0,1,1,0,-1Z",
    "corroborated": "M0,-1A1,1,0,0,0,0,1ZM0,-1A1,1,0,0,1,0,1L0,0.75A0.75,0.75,0,0,0,0,-0.75Z",
    "unverified": "M0,-1A1,1,0,1,1,0,1A1,1,0,1,1,0,-1ZM0,-0.7A0.7,0.7,0,1,0,0,0.7A0.7,0.7,0,1,0,0,-0.7Z",
    "disputed": "M-0.175,-1L-1,0L-0.175,1ZM0.175,-0.875L1,0L0.175,0.875Z",
    "denied": "M-1,-0.812L1,-0.812L0,1ZM-0.55,-0.537L0,0.45L0.55,-0.537Z",
    "refuted": "M-1,-0.7L-0.7,-1L0,-0.3L0.7,-1L1,-0.7L0.3,0L1,0.7L0.7,1L0,0.3L-0.7,1L-1,0.7L-0.3,0Z",
    "retracted": "M-0.25,-1L-1,-0.425L-0.25,0.15L-0.25,-0.25L0.25,-0.25A0.45,0.45,0,0,1,0.25,0.65L-0.375,0.65L-0.375,1L0.25,1A0.8,0.8,0,0,0,0.25,-0.6L-0.25,-0.6Z",
    "adjudicated": "M-0.938,-0.938L0.938,-0.938L0.938,0.938L-0.938,0.938ZM-0.55,0.025L-0.175,0.425L0.575,-0.45L0.375,-0.6L-0.2,0.075L-0.375,-0.125Z",
}
"""The symbols of claim statuses, as in ``base.css``, around zero and from -1 to 1."""


@dataclass(frozen=True)
class Look:
    """How a claim status is drawn: a key of :data:`LIGHT` and a key of :data:`SHAPES`."""

    colour: str
    symbol: str
