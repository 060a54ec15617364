"""QR codes on pages, which lead from paper to the page; where they come from, see ``downloads.qr``.

A code on paper cannot be mended. So there are codes only for a site whose
address begins with ``https://``; a build on a laptop leaves them out.
"""

from __future__ import annotations

from markupsafe import Markup

from casebook.base import urls
from casebook.base.settings import Settings
from casebook.downloads import qr


def file(settings: Settings, address: str) -> str:
    """The code of an address of the site as an SVG file; empty where none is possible."""
    return qr.svg(urls.absolute(address, settings.site_url), settings) or ""


def element(settings: Settings, address: str) -> Markup:
    """The same as a part of a page."""
    drawn = file(settings, address).replace("<svg ", '<svg class="code" ', 1)
    return Markup(drawn)  # noqa: S704 - made of numbers by the library, no text of ours in it
