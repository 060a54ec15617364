// The claims of a case among the matches of a search. They come with the text of
// the case's page, which the search has loaded anyway: an index of every claim
// would make each first search load the list of them all.

import { clean, marks, plain } from "./excerpts.mjs";

const MARK = "mark:"; // an anchor behind the words of a claim that says its status and the label of that; see search/index.py

/**
 * A claim as plain data: address, words as [{text, hit}] runs, status as {label, name}, its case,
 * and how many different words of the query it says (`own`) and has around it (`near`).
 * Null where a part of a page is no claim. `places` are those of its words that match.
 * @type {(data: PageData, words: string[], id: string, from: number, to: number, places: number[]) => ClaimHit | null}
 */
export function claimIn(data, words, id, from, to, places) {
  const mark = id.startsWith("claim-") && data.anchors?.find((each) => each.id.startsWith(MARK) && each.location > from && each.location <= to);
  if (!mark) return null;
  const [name, label] = decodeURIComponent(mark.id.slice(MARK.length)).split(":");
  const end = mark.location;
  const different = (/** @type {number[]} */ those) => new Set(those.map((place) => plain(words[place]).replace(/^[^\p{L}\p{N}]+/u, "").slice(0, 4))).size;
  return {
    url: `${data.url}#${id}`,
    runs: marks(words, from, end, new Set(places)),
    status: { label, name },
    of: clean(data.meta.title ?? data.url),
    own: different(places.filter((place) => place < end)),
    near: different(places),
  };
}

/** The claims that say most of the query's words, best first; those of better cases first among equals. @param {ClaimHit[]} claims @param {number} most */
export function bestClaims(claims, most) {
  const ranked = claims.filter(({ own }) => own > 0).sort((a, b) => b.own - a.own || b.near - a.near);
  return ranked.filter(({ own }) => own >= ranked[0].own - 1).slice(0, most);
}
