// The search index, as the other modules use it: Pagefind's own files, loaded
// when first needed, and its results turned into plain data. Text comes out as
// strings and ranges, never as HTML, so nothing in a page can reach the DOM as
// markup through a search result.

import { clean, densestFirst, sentence } from "./excerpts.mjs";
import { claimIn } from "./claims.mjs";
import { address } from "../shared/site.mjs";

/** @type {Promise<Pagefind | null> | undefined} */
let loading;
let forgotten = 0;

/** The loaded index, or null where it cannot be had; unavailable.mjs tells the reader why. @returns {Promise<Pagefind | null>} */
export function loadIndex() {
  // A module that could not be loaded is not asked for again under the same address.
  loading ??= import(address(`pagefind/pagefind.js${forgotten ? `?again=${forgotten}` : ""}`))
    .then(async (pagefind) => {
      // A worker would load the engine a second time to save a few milliseconds a search.
      await pagefind.options({ baseUrl: new URL(address("")).pathname, noWorker: true });
      await pagefind.init();
      await pagefind.preload(""); // else a part that is missing would be found out by each search
      return pagefind;
    })
    .catch(() => null);
  return loading;
}

/** Lets the next search load the index anew. It never asks a second time for a part that did not come. */
export function forgetIndex() {
  loading = undefined;
  forgotten += 1;
}

const EVERY_PAGE = "\u{a66e}"; // a letter that every page is indexed by and none has: searchindex.py

/** What the index answers for the pages that fit some filters, whatever they say. A search for null would load the whole of it. @type {(index: Pagefind, filters: object) => Promise<PagefindAnswer>} */
export const everyPage = (index, filters) => index.search(EVERY_PAGE, { filters });

const PARTS = /^(claim|fact|lesson|moment|source|check)-/;

/**
 * One result as plain data: address, title, kind, sentence, and parts of the page that match.
 * A claim is a part with its status, and never the sentence of its page, which would read as
 * what the case says.
 * @param {Hit} result @param {number} parts @returns {Promise<ReadPage>}
 */
export async function readResult(result, parts = 3) {
  const data = await result.data();
  const words = data.content.split(/\s+/);
  const title = clean(data.meta.title ?? data.url);
  const locations = [...(data.weighted_locations ?? [])]
    .sort((a, b) => b.balanced_score - a.balanced_score)
    .map((entry) => entry.location);
  const parted = stretches(data, words);
  const read = readParts(data, words, parted, locations);
  return {
    url: data.url,
    title,
    kind: data.meta.kind ?? "Page",
    runs: quoted(words, title, parted, locations, read),
    parts: read.found.sort((a, b) => a.rank - b.rank).slice(0, parts),
  };
}

/**
 * What matches in the parts of a page, and the matches that are not quoted if there are others.
 * @typedef {{ found: PartHit[], aside: Set<number> }} InParts
 * @typedef {{ anchor: Anchor, from: number, to: number }} Stretch
 */

/** @type {(data: PageData, words: string[], parted: Stretch[], locations: number[]) => InParts} */
function readParts(data, words, parted, locations) {
  const read = /** @type {InParts} */ ({ found: [], aside: new Set() });
  for (const { anchor, from, to } of parted) {
    const inside = locations.filter((place) => place >= from && place < to);
    if (!inside.length) continue;
    const claim = claimIn(data, words, anchor.id, from, to, inside);
    const { after, ...part } = readPart(words, { anchor, from, to }, inside, claim);
    const isAside = claim || anchor.id.startsWith("source-");
    for (const place of inside) if (isAside || place < after) read.aside.add(place);
    if (isAside && !claim) continue;
    read.found.push({ ...part, url: `${data.url}#${anchor.id}`, rank: locations.indexOf(inside[0]) });
  }
  return read;
}

/** What is shown of a part, and the place `after` its heading. @type {(words: string[], stretch: Stretch, inside: number[], claim: ClaimHit | null) => Omit<PartHit, "url" | "rank"> & { after: number }} */
function readPart(words, { anchor, from, to }, inside, claim) {
  const heading = /^h[2-4]$/i.test(anchor.element) ? clean(anchor.text ?? "") : "";
  const after = heading ? from + heading.split(" ").length : from; // a heading is shown anyway, and says little
  const below = inside.filter((place) => place >= after);
  const runs = claim?.runs ?? sentence(words, below.length ? densestFirst(words, below) : [], after, to);
  return { after, label: heading || partName(anchor.id), status: claim?.status, runs };
}

/**
 * The sentence that is quoted of a page. The title is shown anyway, a heading and a source's title
 * say little: it comes from elsewhere if it can.
 * @type {(words: string[], title: string, parted: Stretch[], locations: number[], read: InParts) => Run[]}
 */
function quoted(words, title, parted, locations, { found, aside }) {
  const head = words.slice(0, 60).join(" ");
  const start = head.indexOf(title);
  const body = start < 0 ? 0 : head.slice(0, start + title.length).split(" ").length;
  const inText = locations.filter((place) => place >= body && !aside.has(place));
  const matching = inText.length || found.some(({ status }) => status) ? inText : locations;
  const places = matching.length ? densestFirst(words, matching) : [body];
  const around = parted.findLast(({ from, to }) => places[0] >= from && places[0] < to) ?? { from: 0, to: words.length };
  return sentence(words, matching.length ? places : [], Math.max(around.from, places[0] >= body ? body : 0), around.to);
}

/** The parts of a page that have an address, each with the places where it begins and ends. @type {(data: PageData, words: string[]) => Stretch[]} */
function stretches(data, words) {
  const anchors = (data.anchors ?? [])
    .filter((anchor) => anchor.id && (/^h[2-4]$/i.test(anchor.element) || PARTS.test(anchor.id)))
    .sort((a, b) => a.location - b.location);
  return anchors.map((anchor, index) => ({ anchor, from: anchor.location, to: anchors[index + 1]?.location ?? words.length }));
}

/** @type {Record<string, string>} */
const NAMES = { claim: "Claim", fact: "Fact", lesson: "Lesson", moment: "Timeline", check: "Check" };
/** @param {string} id */
const partName = (id) => NAMES[id.split("-")[0]] ?? "Section";

/** "Cases" for "Case", and so on. @param {string} kind */
export const plural = (kind) =>
  /(s|x|sh|ch)$/i.test(kind) ? `${kind}es` : /[^aeiou]y$/i.test(kind) ? `${kind.slice(0, -1)}ies` : `${kind}s`;
