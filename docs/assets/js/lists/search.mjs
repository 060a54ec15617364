// Which entries of a list a query finds. `filter.mjs` loads it when somebody searches.

import { findCases } from "../search/query.mjs";
import { telling } from "../search/excerpts.mjs";
import { meant } from "../search/typos.mjs";

export { loadIndex } from "../search/index.mjs";

/** @typedef {import("./filter.mjs").Entry} Entry */

const PART = /["“”]([^"“”]+)["“”]|[^\s"“”]+/g; // words in quotation marks belong together

/**
 * The entries a query finds: by the index of the whole pages, and by what the list
 * itself shows. A mistyped query is put right as in the search of the site.
 * @param {string} query @param {Entry[]} entries @param {boolean} wholeText
 */
export async function matches(query, entries, wholeText) {
  const found = wordsIn(query, entries, !wholeText);
  if (!wholeText) return { found };
  const isThere = found.size > 0;
  const { put, found: cases } = isThere ? { put: query, found: await findCases(query) } : await meant(query, findCases);
  const shown = put === query ? found : wordsIn(put, entries, false);
  const paths = cases && !(isThere && cases.partial) ? cases.paths : new Set();
  found.partial = !isThere && Boolean(cases?.partial);
  for (const entry of entries) if (paths.has(entry.page) || shown.has(entry)) found.add(entry);
  return { found, put: found.size && put !== query ? put : "" };
}

/** The entries that hold all words of a query; where none does, and some is enough, those that hold most. @type {(query: string, entries: Entry[], some: boolean) => Set<Entry> & { partial: boolean }} */
function wordsIn(query, entries, some) {
  const parts = [...telling(query).toLowerCase().matchAll(PART)].map(([word, together]) => together ?? word);
  const held = entries.map((entry) => {
    const words = (entry.words ??= entry.element.textContent.toLowerCase());
    return parts.filter((part) => words.includes(part)).length;
  });
  const most = some ? Math.max(1, ...held) : parts.length;
  const found = Object.assign(new Set(entries.filter((_, place) => held[place] === most)), { partial: most < parts.length });
  return some && !found.size && query.includes("-") ? wordsIn(query.replaceAll("-", " "), entries, some) : found;
}
