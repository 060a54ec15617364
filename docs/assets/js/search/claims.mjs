// The claims of a case among the matches of a search. They are read out of the
// text of the case's page, which the search has loaded anyway: an index of
// every claim would make each first search load the list of them all.

import { clean, marks, plain } from "./excerpts.mjs";

const AFTER = "Who said it:"; // what follows the words of a claim on its case's page
const CLASSES = { Decided: "adjudicated" }; // statuses whose class is not their label

/**
 * A claim as plain data: address, words as [{text, hit}] runs, status as {label, name}, its case,
 * and how many different words of the query it says (`own`) and has around it (`near`).
 * Null where a part of a page is no claim. `places` are those of its words that match.
 */
export function claimIn(data, words, id, from, to, places) {
  if (!id.startsWith("claim-")) return null;
  const [first, ...rest] = AFTER.split(" ");
  let end = from;
  while (end < to && !(words[end] === first && rest.every((word, step) => words[end + 1 + step] === word))) end += 1;
  const label = statusIn(words.slice(end, to).join(" "), data.filters?.claims ?? []);
  if (end === to || !label) return null;
  const different = (those) => new Set(those.map((place) => plain(words[place]).replace(/^[^\p{L}\p{N}]+/u, "").slice(0, 4))).size;
  return {
    url: `${data.url}#${id}`,
    runs: marks(words, from, end, new Set(places)),
    status: { label, name: CLASSES[label] ?? label.toLowerCase() },
    of: clean(data.meta.title ?? data.url),
    own: different(places.filter((place) => place < end)),
    near: different(places),
  };
}

/** The status of a claim, told as "Denied on impact, scope." */
function statusIn(text, labels) {
  const told = new RegExp(`(?:^| )(${labels.join("|")}) on [a-z ]+(?:, [a-z ]+)*\\.(?: |$)`).exec(text);
  return told && told[1];
}

/** The claims that say most of the query's words, best first; those of better cases first among equals. */
export function bestClaims(claims, most) {
  const ranked = claims.filter(({ own }) => own > 0).sort((a, b) => b.own - a.own || b.near - a.near);
  return ranked.filter(({ own }) => own >= ranked[0].own - 1).slice(0, most);
}
