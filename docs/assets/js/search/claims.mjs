// The claims of a case among the matches of a search. They come with the text of
// the case's page, which the page of the search has loaded anyway.

import { marks } from "./excerpts.mjs";

const MARK = "mark:"; // an anchor behind the words of a claim that says its status and the label of that; see search/index.py

/**
 * A claim as plain data: words as [{text, hit}] runs, status as {label, name}. Null where a part
 * of a page is no claim. `places` are those of its words that match.
 * @type {(data: PageData, words: string[], id: string, from: number, to: number, places: number[]) => ClaimHit | null}
 */
export function claimIn(data, words, id, from, to, places) {
  const mark = id.startsWith("claim-") && data.anchors?.find((each) => each.id.startsWith(MARK) && each.location > from && each.location <= to);
  if (!mark) return null;
  const [name, label] = decodeURIComponent(mark.id.slice(MARK.length)).split(":");
  return { runs: marks(words, from, mark.location, new Set(places)), status: { label, name } };
}
