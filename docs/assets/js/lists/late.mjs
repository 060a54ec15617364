// What a list knows beside its words: read from a file when somebody filters, so that no
// first view pays for it. The file has, by the id of a case, what its entry carries; or
// claims, which are made into lists here. The page names it: data-source="…/cases-list.json".

import { address, html, make } from "../shared/site.mjs";

/**
 * @typedef {{ statuses: string[][], cases: string[][], claims: [number, number, string, string, string, string, string][] }} Claims
 * @typedef {Record<string, Record<string, string>>} Carried
 */

/** The file; null where it does not come. @param {string} source @returns {Promise<Claims | Carried | null>} */
export async function read(source) {
  try {
    const answer = await fetch(source);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** Give each entry what its case carries. @param {Iterable<{ element: HTMLElement, page: string }>} entries @param {Carried} carried */
export function carry(entries, carried) {
  for (const { element, page } of entries) Object.assign(element.dataset, carried[page.split("/").at(-2) ?? ""]);
}

/**
 * A list for each status that some claim has, in folds by year, with a heading and the meaning above it.
 * @param {string} name @param {Claims} data @returns {HTMLElement[]} the headings, meanings and lists, in their order
 */
export function claimLists(name, { statuses, cases, claims }) {
  return statuses.flatMap(([status, label, meaning], place) => {
    const own = claims.filter(([, at]) => at === place);
    if (!own.length) return [];
    const list = make("div", { class: "folded", "data-list": name, "data-status": status });
    for (const year of new Set(own.map(([at]) => cases[at][2]))) {
      const held = own.filter(([at]) => cases[at][2] === year);
      const entries = held.map((claim) => claimEntry(claim, cases[claim[0]]));
      const count = make("span", { class: "group-count" }, String(held.length));
      list.append(make("details", {}, make("summary", {}, `Cases first reported in ${year} `, count), make("ul", { class: "claim-list" }, ...entries)));
    }
    return [make("h2", { id: `found-${status}` }, label), make("p", { class: "hint" }, meaning), list].map(html);
  });
}

/** @param {Claims["claims"][number]} claim @param {string[]} of the case: its id and title */
function claimEntry([, , id, words, said, by, about], [caseId, title]) {
  const link = make("a", { href: address(`claims/${caseId}/${id}/`) }, words);
  return make("li", { "data-by": by, "data-about": about }, make("p", { class: "claim-list__text" }, link), make("p", { class: "claim-list__meta" }, `${said} · ${title}`));
}
