// What a query most likely meant where one of its words was mistyped, or spelled
// the American way. The words of the casebook are fetched only when the index knows nothing like a word.

import { plain, telling } from "./excerpts.mjs";
import { address, find, hitsOf } from "./index.mjs";

const WORD = /[\p{L}\p{N}]{4,}/gu;
const MOST = 6; // words that are put right; a query with more of them was not mistyped

let loading;
const known = () =>
  (loading ??= fetch(address("assets/search-words.txt"))
    .then((answer) => (answer.ok ? answer.text() : ""))
    .then((text) => text.split("\n").filter(Boolean))
    .catch(() => []));

/** American endings of words that the casebook writes the British way. */
const british = (word) => word.replace(/or(?=s?$|ed$|ing$)/, "our").replace(/z(?=e[ds]?$|ing$|ations?$)/, "s");

/**
 * What a query was taken for (`put`), with its mistyped words put right, and what that found,
 * as of `find`. The index is asked once where no word is put right.
 * A word is right if it is on a page within the filters.
 */
export async function findMeant(query, filters = {}) {
  const found = await find(query, filters);
  const put = found ? await corrected(query, found) : query;
  return { put, found: put === query ? found : await find(put, filters) };
}

/** The query with its mistyped words put right, by what it found; the query itself where none is. */
async function corrected(query, found) {
  const hits = found.results.length ? await hitsOf(found.results[0]) : [];
  const strange = [...new Set(telling(query).match(WORD) ?? [])].filter((word) => !hits.some((hit) => alike(hit, plain(word))));
  if (!strange.length || strange.length > MOST) return query;
  const words = await known();
  const right = (word) => (words.includes(british(word)) ? british(word) : nearest(word, words));
  return strange.reduce((text, word) => text.replace(word, right(plain(word)) ?? word), query);
}

/** Whether a hit is the word in another form, and not just a word that begins like it. */
function alike(hit, word) {
  let same = 0;
  while (same < word.length && hit[same] === word[same]) same += 1;
  return same >= Math.max(3, word.length - 2) || hit.includes(word);
}

/** The known word that fewest slips lead to, the most frequent of several; none if none is near. */
export function nearest(word, words) {
  let best;
  let least = word.length < 6 ? 1 : 2;
  for (const candidate of words) {
    if (candidate.startsWith(word)) return undefined; // a beginning is no slip
    const most = best ? least - 1 : least;
    const slips = distance(word, candidate, most);
    if (slips > most) continue;
    [best, least] = [candidate, slips];
  }
  return best;
}

/** Letters to add, drop, change or swap with their neighbour; beyond `most` it gives up. */
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}
