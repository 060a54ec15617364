// What a query most likely meant where one of its words was mistyped. The words of the
// casebook are fetched only when the index knows nothing like a word.

import { plain } from "./excerpts.mjs";
import { address } from "../shared/site.mjs";

const WORD = /^[\p{L}\p{N}]{4,}$/u;
const MOST = 6; // words that are put right; a query with more of them was not mistyped

/** @type {Promise<string[]> | undefined} */
let loading;
const known = () =>
  (loading ??= fetch(address("assets/search-words.txt"))
    .then((answer) => (answer.ok ? answer.text() : ""))
    .then((text) => text.split("\n").filter(Boolean))
    .catch(() => []));

/**
 * What a query was taken for (`put`), with its mistyped words put right, and what that `found`; it
 * is taken as it is where that finds no page with all of it. `ask` is `find` or `findCases`, and is
 * asked once where no word is put right.
 * @template {{ partial: boolean, doubtful: Term[] }} T @param {string} query @param {(query: string) => Promise<T | null>} ask @returns {Promise<{ put: string, found: T | null }>}
 */
export async function meant(query, ask) {
  const found = await ask(query);
  const put = found ? await corrected(query, found.doubtful) : query;
  const better = put === query ? null : await ask(put);
  return better && !better.partial ? { put, found: better } : { put: query, found };
}

/** The query with its mistyped words put right; the query itself where none is. @param {string} query @param {Term[]} doubtful */
async function corrected(query, doubtful) {
  const strange = doubtful.filter(({ text, written }) => WORD.test(text) && !isAbbreviation(written));
  if (!strange.length || strange.length > MOST) return query;
  const words = await known();
  return strange.reduce((text, { text: word, written }) => {
    const right = nearest(plain(word), words);
    return right ? text.replace(written, () => plain(written).replace(word, () => right)) : text;
  }, query);
}

/** An abbreviation that is not there is not another one. @param {string} word */
const isAbbreviation = (word) => /^\P{Ll}*\p{Lu}\P{Ll}*$/u.test(word);

/**
 * The known word that fewest slips lead to, the most frequent of several; none if none is near.
 * What is the beginning of a word is a slip only if a more frequent word is one slip away.
 * @param {string} word @param {string[]} words
 */
export function nearest(word, words) {
  /** @type {string | undefined} */
  let best;
  let least = word.length < 6 ? 1 : 2;
  for (const candidate of words) {
    if (candidate.startsWith(word)) return best && distance(word, best, 1) === 1 && !word.startsWith(best) ? best : undefined;
    const most = best ? least - 1 : least;
    const slips = distance(word, candidate, most);
    if (slips > most || (word.length < 5 && isChanged(word, candidate))) continue;
    [best, least] = [candidate, slips];
  }
  return best;
}

/** Whether a word has another letter in place of one, which makes another word of a short one. @param {string} word @param {string} other */
const isChanged = (word, other) => word.length === other.length && [...word].sort().join("") !== [...other].sort().join("");

/** Letters to add, drop, change or swap with their neighbour; beyond `most` it gives up. @param {string} a @param {string} b @param {number} most */
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  /** @type {number[]} */
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
