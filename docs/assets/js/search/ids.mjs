// A query that names one thing: a check ("VET-03", "vet03", "v1.0.0-VET-03"), a
// case, pattern or check by the end of its address, or a clause of a framework
// ("GOVERN 1.3", "GDPR Art. 10"). What it names comes before all that is found.

import { everyPage, loadIndex, readResult } from "./index.mjs";
import { clean } from "./excerpts.mjs";

const CHECK = /^(?:v(\d+\.\d+\.\d+)-)?([a-z]{3})[\s-]?(\d{2,3})$/i;
const ADDRESS = /^(?:\S*\/)?([a-z\d]+(?:-[a-z\d]+)+)\/?$/i;
const LONGEST = 24; // words shown of a clause

/**
 * The pages that a query names and that fit the filters, each with the anchor it asks for, and
 * the query to search with; null where it names none. Filters are loaded only for a query that
 * has the form of an id.
 * @param {string} query @param {Wanted} filters @returns {Promise<{ query: string, pages: NamedPage[] } | null>}
 */
export async function named(query, filters = {}) {
  const index = await loadIndex();
  if (!index) return null;
  const [, version, list, number] = CHECK.exec(query) ?? [];
  if (list) {
    const found = await pagesUnder(index, [`checks/${list}-${number}/`], version ? `v${version}` : "", filters);
    if (found) return { query: `${list}-${number}`.toUpperCase(), pages: found };
  }
  const [, end] = ADDRESS.exec(query) ?? [];
  const found = end ? await pagesUnder(index, ["cases", "patterns", "checks"].map((under) => `${under}/${end}/`), "", filters) : null;
  if (found && end) return { query: end.replaceAll("-", " "), pages: found };
  return /\d/.test(query) ? clausesNamed(index, query, filters) : null;
}

/** @type {(index: Pagefind, paths: string[], anchor: string, filters: Wanted) => Promise<NamedPage[] | null>} */
async function pagesUnder(index, paths, anchor, filters) {
  const { results } = await everyPage(index, { ...filters, path: { any: paths.map((path) => path.toLowerCase()) } });
  return results.length ? results.map((result) => ({ result, anchor })) : null;
}

/** The clauses whose name ends the query; what stands before it is of the framework's name. @type {(index: Pagefind, query: string, filters: Wanted) => Promise<{ query: string, pages: NamedPage[] } | null>} */
async function clausesNamed(index, query, filters) {
  const words = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  for (let from = 0; from < words.length; from += 1) {
    const anchor = `clause-${words.slice(from).join("-")}`;
    const { results } = await everyPage(index, { ...filters, clause: { any: [anchor] } });
    const titles = await Promise.all(results.map(async (result) => clean((await result.data()).content).toLowerCase().slice(0, 400)));
    const pages = results.filter((_, place) => words.slice(0, from).every((word) => titles[place].includes(word)));
    if (pages.length) return { query, pages: pages.map((result) => ({ result, anchor })) };
  }
  return null;
}

/** A named page as {@link readResult} gives it, at its anchor, with the words that stand there. @param {NamedPage} page */
export async function readNamed({ result, anchor }) {
  const [page, data] = await Promise.all([readResult(result, 0), result.data()]);
  const anchors = data.anchors ?? [];
  const at = anchors.findIndex(({ id }) => id === anchor);
  if (at < 0) return page;
  const place = { ...page, url: `${data.url}#${anchor}` };
  if (!anchor.startsWith("clause-")) return place;
  const words = data.content.split(/\s+/).slice(anchors[at].location, anchors[at + 1]?.location);
  return { ...place, runs: [{ text: clean(words.slice(0, LONGEST).join(" ")), hit: false }] };
}
