// The list a case was opened from, kept for this tab: its address and its cases in
// order. case/neighbours.mjs reads it on the page of the case.

import { around } from "../shared/site.mjs";

const KEY = "casebook-list";

/** Keep the list when a click leads to one of its entries. @param {Event} event @param {{ url: string }[]} entries */
export function keep(event, entries) {
  const link = /** @type {HTMLAnchorElement | null} */ (around(event, "a[href]"));
  const paths = entries.map(({ url }) => new URL(url).pathname);
  if (!link || !paths.includes(link.pathname)) return;
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ search: location.search, paths }));
  } catch {
    /* forbidden or full: the case then has no list to go back to */
  }
}

/** The kept list, or null. @returns {{ search: string, paths: string[] } | null} */
export function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
}
