// Previous and next in the list the reader came from. Without one there is nothing.

import { address, around, make, part } from "../shared/site.mjs";
import { kept } from "../lists/kept.mjs";

const here = location.pathname;
const list = kept();
const place = list ? list.paths.indexOf(here) : -1;

/** @param {{ search: string, paths: string[] }} list @param {string} label */
function nav(list, label) {
  const step = (/** @type {string | undefined} */ path, /** @type {string} */ words, /** @type {string} */ rel) => path && make("a", { href: path, rel, "data-own-list": true }, words);
  return make(
    "nav",
    { class: "own-list", "aria-label": label },
    make("a", { href: address("cases/") + list.search }, `Back to your list (${place + 1} of ${list.paths.length})`),
    step(list.paths[place - 1], "← Previous", "prev"),
    step(list.paths[place + 1], "Next →", "next"),
  );
}

/** The next case opens at the same depth and for the same role as this one. @param {Event} event */
function carry(event) {
  const link = /** @type {HTMLAnchorElement | null} */ (around(event, "[data-own-list]"));
  if (link) link.search = location.search;
}

if (list && place >= 0) {
  const article = part("main article");
  article.prepend(nav(list, "Your list"));
  article.append(nav(list, "Your list, at the end"));
  addEventListener("click", carry, true);
  addEventListener("auxclick", carry, true);
}
