// One form for all forms of a word, so that "labelled pictures" meets "label a picture".
// Lighter than the usual stemmers, which take "internal" for "intern".

import { plain } from "./excerpts.mjs";

const SHORT = 3; // letters that a word must keep

/** @type {[RegExp, string][]} */
const AMERICAN = [
  [/(?<=\p{L}{2})is(?=e[drs]?$|ers$|ing$|ations?$|ational$)/u, "iz"],
  [/(?<=\p{L}{2})ys(?=e[drs]?$|ing$)/u, "yz"],
  [/(?<=\p{L}{2})our(?=s?$|ed$|ing$)/u, "or"],
  [/(?<=\p{L}{2})ence(?=s?$)/u, "ense"],
  [/(?<=\p{L}{2})ogramme(?=s?$)/u, "ogram"],
  [/(?<=\p{L}{2})tre(?=s?$)/u, "ter"],
];

/** @type {[RegExp, string][]} */
const ENDINGS = [
  [/['’]s$/u, ""],
  [/ies$/u, "y"],
  [/(?<=ss|x|sh|ch)es$/u, ""],
  [/(?<![su]|i)s$/u, ""],
  [/ied$/u, "y"],
  [/(?<=\p{L}{3})ing$/u, ""],
  [/(?<=\p{L}{3})ed$/u, ""],
  [/(?<=\p{L}{3})ly$/u, ""],
];

/** The stem of a word. @param {string} word */
export function stem(word) {
  let text = plain(word);
  if (/\p{N}/u.test(text)) return text;
  for (const [part, other] of AMERICAN) text = text.replace(part, other);
  for (const [ending, other] of ENDINGS) {
    const shorter = text.replace(ending, other);
    if (shorter.length >= SHORT && /[aeiouy]/u.test(shorter)) text = shorter;
  }
  text = text.replace(/([^aeiousz])\1$/u, "$1");
  return text.length > SHORT ? text.replace(/e$/u, "") : text;
}

/** The words of a text, in the order in which they are there. @param {string} text */
export const wordsIn = (text) => plain(text).replace(/(?<=\p{N})[,.](?=\p{N}{3})/gu, "").match(/[\p{L}\p{N}]+(?:['’]s)?/gu) ?? [];

/** The stems of a text. @param {string} text */
export const stemsOf = (text) => wordsIn(text).map(stem);
