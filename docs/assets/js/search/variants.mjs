// One word, spelled the British and the American way. The casebook writes British English;
// titles and quotations keep what they have, and readers type what they know.

/** Parts that differ, [British, American], each with what may follow to the end of the word. */
const PAIRS = [
  ["our", "or", "(?=s?$|ed$|ing$|ally?$|able$|ful$)"],
  ["is", "iz", "(?=e[drs]?$|ers$|ing$|ations?$|ational$)"],
  ["ys", "yz", "(?=e[drs]?$|ers$|ing$)"],
  ["ence", "ense", "(?=s?$)"],
  ["tre", "ter", "(?=s?$)"],
  ["ogue", "og", "(?=s?$)"],
  ["ogramme", "ogram", "(?=s?$)"],
  ["dgement", "dgment", "(?=s?$)"],
  ["lment", "llment", "(?=s?$)"],
];
/** "labelled", but not "filled", which is no other spelling of "filed". */
const DOUBLED = [/(?<=\p{L}{2}[aeiou])ll(?=ed$|ing$|ers?$|ors?$)/u, /(?<=\p{L}{2}[aeiou])l(?=ed$|ing$|ers?$|ors?$)/u];

/** @type {[RegExp, string][]} */
const CHANGES = [
  [DOUBLED[0], "l"],
  [DOUBLED[1], "ll"],
  ...PAIRS.flatMap(([british, american, end]) => /** @type {[RegExp, string][]} */ ([
    [new RegExp(`(?<=\\p{L}{2})${british}${end}`, "u"), american],
    [new RegExp(`(?<=\\p{L}{2})${american}${end}`, "u"), british],
  ])),
];

/** How else a word may be spelled; some of it is no word, and no index has it. @param {string} word */
export function otherSpellings(word) {
  return [...new Set(CHANGES.map(([part, other]) => word.replace(part, other)))].filter((other) => other !== word);
}
