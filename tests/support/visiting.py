"""What the tests in a browser visit, and how they watch it."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

import factories
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import TimeoutError as TooLateError

KINDS = {
    "home": "",
    "cases": "cases/",
    "case": "cases/bytedance-intern-model-training-2024/",
    "dossier": "cases/bytedance-intern-model-training-2024/?depth=full",
    "claims": "claims/",
    "checklists": "checklists/",
    "checklist": "checklists/vetting/",
    "check": "checks/vet-20/",
    "embedded list": "embed/checklists/vetting/",
    "embedded check": "embed/checks/vet-20/",
    "patterns": "patterns/",
    "pattern": "patterns/access-outlives-the-role/",
    "frameworks": "frameworks/",
    "framework": "frameworks/nist-ai-rmf/",
    "trends": "trends/",
    "outcomes": "outcomes/",
    "ways": "ways-in/",
    "first hour": "ways-in/first-hour/",
    "train": "train/",
    "discussion": "train/air-canada-chatbot/",
    "players": "x/5/",
    "facilitator": "train/bytedance-intern-model-training-2024/facilitator/",
    "courses": "train/courses/",
    "search": "search/",
    "results": "search/?q=intern",
    "glossary": "glossary/",
    "rules": "contribute/rules/",
    "format": "contribute/case-format/",
    "about": "about/",
    "reuse": "about/reuse/",
    "policy": "policy/right-of-reply/",
    "contribute": "contribute/",
    "form": "contribute/new-case/",
    "develop": "develop/architecture/",
    "lost": "no/such/page/",
}
"""An address of every kind of page."""
SCRIPTED = (
    "home", "cases", "case", "players", "checklist", "check", "embedded list", "ways", "framework",
    "trends", "facilitator", "about", "results", "form", "lost", "discussion", "claims", "outcomes",
    "rules", "format",
)  # fmt: skip
"""One kind of page for each set of scripts that a page brings; a test holds that none is left out."""


@dataclass
class Watch:
    """What a page does beside showing itself."""

    host: str
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a context."""
        context.on("console", lambda said: self._heard(said.type, said.text))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("request", lambda request: self._asked(request.url))
        context.add_init_script(
            "addEventListener('securitypolicyviolation', (event) => "
            "console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))"
        )

    def _heard(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.errors.append(text)

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self.host:
            self.elsewhere.append(url)


Query = dict[str, list[str]]


def query(page: Page) -> Query:
    """What the address of a page asks for."""
    return parse_qs(urlsplit(page.url).query)


def asks(page: Page, wanted: Query) -> None:
    """The address asks for this and nothing else, now or soon: a browser tells of it after the click."""
    _address(page, lambda url: parse_qs(urlsplit(url).query) == wanted)
    assert query(page) == wanted


def points(page: Page, fragment: str) -> None:
    """The address points at this part of its page, now or soon."""
    _address(page, lambda url: urlsplit(url).fragment == fragment)
    assert urlsplit(page.url).fragment == fragment


def _address(page: Page, right: Callable[[str], bool]) -> None:
    with suppress(TooLateError):
        page.wait_for_url(right)


def painted(page: Page) -> None:
    """Wait for two frames: what scrolling or a new size sets off has happened by then."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


_REPEATED = r"""() => {
  const inside = new Map(), seen = new Map(), again = [];
  const own = (element) => [element.tagName, ...element.classList, ...[...element.attributes].map(({ name }) => name),
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())].join(" ");
  const shape = (element) => {
    if (!inside.has(element)) inside.set(element, `${own(element)}(${[...element.children].map(shape)})`);
    return inside.get(element);
  };
  const groups = ({ tagName, children }) => {  // a term stays with what is said of it
    const found = [];
    for (const child of children) {
      if (tagName === "DL" && found.length && !(child.tagName === "DT" && found.at(-1).at(-1).tagName === "DD")) found.at(-1).push(child);
      else found.push([child]);
    }
    return found;
  };
  const walk = (element, path) => {
    for (const group of groups(element)) {
      const key = `${path}>${group.map(shape)}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
      if (seen.get(key) > 2) again.push(...group);
      else for (const child of group) walk(child, `${path}>${own(child)}`);
    }
  };
  walk(document.body, "");
  const names = ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "headers", "list"];
  const named = () => [...document.body.querySelectorAll(names.map((name) => `[${name}]`).join())]
    .filter((element) => !again.some((gone) => gone.contains(element)))
    .flatMap((element) => names.flatMap((name) => (element.getAttribute(name) ?? "").split(/\s+/)))
    .map((id) => id && document.getElementById(id))
    .concat([...document.querySelectorAll("label")].filter(({ control }) => control && !again.some((gone) => gone.contains(control))))
    .filter(Boolean);
  for (let before = -1; before !== again.length;) {
    before = again.length;
    const needed = named();
    again.splice(0, before, ...again.filter((element) => !needed.some((one) => element.contains(one))));
  }
  for (const element of again) element.remove();
  return again.length;
}"""


def thinned(page: Page) -> None:
    """Take away what repeats: of elements with the same tags, classes and attributes two stay.

    So does what an element that stays names as its label or description. A list of a thousand
    entries is then looked at like one of two, so that these tests do not grow with the casebook.
    The page is of no other use afterwards.
    """
    page.evaluate(_REPEATED)


def _axe(page: Page, **options: Any) -> list[dict[str, Any]]:
    """What Axe finds wrong with a page as it is now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    told = page.evaluate(
        "async (options) => (await axe.run(document, options)).violations",
        {"resultTypes": ["violations"], **options},  # of what is right, nothing is told
    )
    return list(told)


_BY_COLOUR = ("color-contrast", "link-in-text-block")
"""The rules of Axe whose answer may be another in other colours."""


def violations(page: Page) -> list[str]:
    """What Axe finds wrong with a page as it is now, in dark colours and in light ones.

    Each entry says in which colours, by which rule, at which element, and why.
    """
    schemes: dict[Literal["dark", "light"], dict[str, Any]] = {
        "dark": {},
        "light": {"runOnly": {"type": "rule", "values": _BY_COLOUR}},
    }
    found = []
    for scheme, options in schemes.items():
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [
            f"{scheme}: {each['id']}: {node['target']} {node['html'][:120]} {node.get('failureSummary', '')}"
            for each in _axe(page, **options)
            for node in each["nodes"]
        ]
    return found


def small_targets(page: Page) -> list[str]:
    """What cannot be hit on a page as it is now: smaller than 24 pixels and with too little room (WCAG 2.5.8).

    Axe leaves this rule out unless it is asked.
    """
    only = {"runOnly": {"type": "rule", "values": ["target-size"]}}
    told = _axe(page, **only, rules={"target-size": {"enabled": True}})
    return [f"{node['target']} {node['html'][:120]}" for each in told for node in each["nodes"]]


def host_script() -> str:
    """The script of the page on reuse, as a host would paste it."""
    text = (factories.REPOSITORY / "docs" / "about" / "reuse.md").read_text("utf-8")
    (script,) = [
        block for block in re.findall(r"```html\n(.*?)```", text, re.DOTALL) if "<script" in block
    ]
    return str(script)
