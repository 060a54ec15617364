// What to quote of a page that a search found. A page is its words, split at
// white space; a place is a position among them.

const ENDS_SENTENCE = /[.!?。！？]["”’)]*$/;
const LONGEST = 34; // words in a quoted sentence
const LEAD = 14; // words kept before the first match where a sentence is longer

/** @param {string} text */
export const clean = (text) => text.replace(/[\u200b\u00ad]/g, "").replace(/\s+/g, " ").trim();
/** @param {string} text */
export const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
/** A word without the punctuation around it. @param {string} word */
export const bare = (word) => plain(word).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

/** What was typed, in quotation marks unless it is in such. @param {string} query */
export const said = (query) => (/^["“„]/.test(query) ? query : `“${query}”`);

const SMALL = new Set(
  ("a about an and are as at be been by can could did do does for from had has have how i if in into is it its me my of on or our " +
    "should that the their them there these they this those to was we were what when where which who whose why will with would you your").split(" "),
);

/**
 * A query without the small words that any text has; as it is where it has no others.
 * Quoted, a small word is meant, and capitals make a word of its own of one: "IT", "WHO".
 * @param {string} query
 */
export function telling(query) {
  const parts = query.match(/["“„][^"“”„]*["“”]?|[^\s"“”„]+/gu) ?? [];
  const kept = parts.filter((part) => /^["“„]/.test(part) || !SMALL.has(bare(part)) || /\p{Lu}{2}/u.test(part));
  return kept.some(bare) ? kept.join(" ") : query;
}

const ENDING = /^(?:\p{L}?(?:e[dnrs]?|ers|ings?)|[sydrn]|['’]s|rs|ly|ies|ied|ions?|ors?|)$/u;

/** Whether a word on a page is a word of the index in one of its forms. @param {string} found @param {string} word */
export function formOf(found, word) {
  let same = 0;
  while (same < word.length && found[same] === word[same]) same += 1;
  const [one, other] = [found.slice(same), word.slice(same)];
  if (!one && !other) return true;
  const inner = one && other ? /^(?:al|ation|ment)s?$/u : /^$/u;
  return same >= Math.min(3, word.length) && [one, other].every((rest) => ENDING.test(rest) || inner.test(rest));
}

/** Whether a text holds a phrase at the bounds of its words: "10 million" is not in "10.5 million", nor in "10 millionaires". @param {string} phrase @param {string} text */
export function holds(phrase, text) {
  const parts = plain(phrase).match(/\p{N}+(?:[.,]\p{N}+)*|\p{L}+/gu) ?? [];
  const words = parts.map((part) => (/^\p{N}/u.test(part) ? `(?<!\\p{N}[.,]?)${part.replace(/\./g, "\\.")}(?![.,]?\\p{N})` : `${part}(?:['’]?s)?(?!\\p{L})`));
  return new RegExp(`(?<!\\p{L})${words.join("[^\\p{L}\\p{N}]*")}`, "u").test(plain(text));
}

/** Every place of the words of a phrase that stand together as there, also in the plural or with an s. @param {string} phrase @param {string[]} words */
export function placesOf(phrase, words) {
  const form = (/** @type {string} */ word) => bare(word).replace(/(?<=\p{L}{2})['’]?s$/u, "");
  const terms = phrase.split(/\s+/).map(form).filter(Boolean);
  return words.flatMap((_, from) => {
    const here = terms.every((term, step) => form(words[from + step] ?? "") === term);
    return here ? terms.map((_, step) => from + step) : [];
  });
}

/** @param {string} word */
const isMark = (word) => word === "#" || word === "¶"; // the text of a link to an anchor

/** The words of a stretch as [{text, hit}] runs; `hits` are the positions that match. @param {string[]} words @param {number} start @param {number} end @param {Set<number>} hits @returns {Run[]} */
export function marks(words, start, end, hits) {
  /** @type {Run[]} */
  const runs = [];
  const add = (/** @type {string} */ text, /** @type {boolean} */ hit) => {
    const last = runs.at(-1);
    if (last && last.hit === hit) last.text += text;
    else if (text) runs.push({ text, hit });
  };
  for (let place = start; place < end; place += 1) {
    if (isMark(words[place])) continue;
    if (runs.length) add(" ", false);
    // Only a word is marked, not the punctuation around it.
    const [, before, word, after] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(words[place]) ?? ["", "", "", ""];
    add(before, false);
    add(word, hits.has(place));
    add(after, false);
  }
  return runs;
}

/**
 * The sentence around the best match, as [{text, hit}] runs.
 * `words` is the page's text split at white space; `locations` are positions in it.
 * @param {string[]} words @param {number[]} locations
 */
export function sentence(words, locations, from = 0, to = words.length) {
  const hits = new Set(locations);
  const at = locations.find((place) => place >= from && place < to) ?? from;
  let start = at;
  while (start > from && !ENDS_SENTENCE.test(words[start - 1]) && at - start < LONGEST) start -= 1;
  let end = at + 1;
  while (end < to && !ENDS_SENTENCE.test(words[end - 1]) && end - start < LONGEST + LEAD) end += 1;
  if (end - start > LONGEST) {
    start = Math.max(start, at - LEAD);
    end = Math.min(end, start + LONGEST);
  }
  const runs = marks(words, start, end, hits);
  if (start > from && !ENDS_SENTENCE.test(words[start - 1])) runs.unshift({ text: "… ", hit: false });
  if (end < to && !ENDS_SENTENCE.test(words[end - 1])) runs.push({ text: " …", hit: false });
  return runs;
}

/** The locations, the one with most different words of the query around it first. @param {string[]} words @param {number[]} locations */
export function densestFirst(words, locations) {
  let best = locations[0];
  let most = 0;
  for (const place of locations.slice(0, 200)) {
    const near = locations.filter((other) => Math.abs(other - place) <= LEAD);
    const different = new Set(near.map((other) => plain(words[other]).slice(0, 4))).size;
    if (different > most) [best, most] = [place, different];
  }
  return [best, ...locations];
}
