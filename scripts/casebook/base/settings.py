"""What comes from outside the repository: addresses set by whoever hosts the site."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace

DEFAULT_ARCHIVE_API = "https://archive.org/wayback/available"
DEFAULT_SITE_URL = "http://127.0.0.1:8000/"


@dataclass(frozen=True)
class Settings:
    """Where the site lives and where its files can be edited.

    ``repo`` is empty where there is no public repository; what needs one is
    then left out.
    """

    site_url: str = DEFAULT_SITE_URL
    repo: str = ""
    branch: str = "main"
    contact: str = ""
    archive_api: str = DEFAULT_ARCHIVE_API

    @classmethod
    def from_environment(cls) -> Settings:
        """Read ``SITE_URL``, ``REPO_URL``, ``REPO_BRANCH``, ``CONTACT`` and ``ARCHIVE_API``."""
        return cls(
            os.environ.get("SITE_URL") or DEFAULT_SITE_URL,
            os.environ.get("REPO_URL", "").rstrip("/"),
            os.environ.get("REPO_BRANCH") or "main",
            os.environ.get("CONTACT", ""),
            os.environ.get("ARCHIVE_API") or DEFAULT_ARCHIVE_API,
        )

    def public(self, address: str) -> str:
        """The full address of a page, or nothing where nobody said what the site's address is.

        The default address leads nowhere but on this machine, so nobody can cite it.
        """
        if self.site_url == DEFAULT_SITE_URL:
            return ""
        return self.site_url.rstrip("/") + "/" + address

    def address(self, target: str) -> str:
        """The full address of a page; from the root of the site where nobody said what the site's is."""
        return self.public(target) or f"/{target}"

    def at(self, site_url: str) -> Settings:
        """The same settings for a site at another address, such as the live server's."""
        return replace(self, site_url=site_url or self.site_url)
