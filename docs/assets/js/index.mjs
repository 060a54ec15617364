// The search index, as the other modules use it: Pagefind's own files, loaded
// when first needed, and its results turned into plain data. Text comes out as
// strings and ranges, never as HTML, so nothing in a page can reach the DOM as
// markup through a search result.

const base = document.documentElement.dataset.base ?? ".";
const root = new URL(base.endsWith("/") ? base : `${base}/`, location.href);

/** The address of a path of this site, wherever the site lies. */
export const address = (path) => new URL(path, root).href;

let loading;

/** The loaded index, or null where the site was built without one. */
export function loadIndex() {
  loading ??= import(address("pagefind/pagefind.js"))
    .then(async (pagefind) => {
      await pagefind.options({ baseUrl: root.pathname });
      await pagefind.init();
      return pagefind;
    })
    .catch(() => null);
  return loading;
}

const PARTS = /^(claim|fact|lesson|moment|source|check)-/;
const ENDS_SENTENCE = /[.!?。！？]["”’)]*$/;
const LONGEST = 34; // words in a quoted sentence
const LEAD = 14; // words kept before the first match where a sentence is longer

const clean = (text) => text.replace(/[\u200b\u00ad]/g, "").replace(/\s+/g, " ").trim();

/**
 * The sentence around the best match, as [{text, hit}] runs.
 * `words` is the page's text split at white space; `locations` are positions in it.
 */
function sentence(words, locations, from = 0, to = words.length) {
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
  const runs = [];
  for (let place = start; place < end; place += 1) {
    const hit = hits.has(place);
    const text = words[place] + (place + 1 < end ? " " : "");
    const last = runs.at(-1);
    if (last && last.hit === hit) last.text += text;
    else runs.push({ text, hit });
  }
  if (start > from && !ENDS_SENTENCE.test(words[start - 1])) runs.unshift({ text: "… ", hit: false });
  if (end < to && !ENDS_SENTENCE.test(words[end - 1])) runs.push({ text: " …", hit: false });
  return runs;
}

/** One result as plain data: address, title, kind, sentence, and parts of the page that match. */
export async function readResult(result, parts = 3) {
  const data = await result.data();
  const words = data.content.split(/\s+/);
  const best = [...(data.weighted_locations ?? [])]
    .sort((a, b) => b.balanced_score - a.balanced_score)
    .map((entry) => entry.location);
  const locations = best.length ? best : (data.locations ?? []);
  const anchors = (data.anchors ?? [])
    .filter((anchor) => anchor.id && (/^h[2-4]$/i.test(anchor.element) || PARTS.test(anchor.id)))
    .sort((a, b) => a.location - b.location);
  const found = [];
  anchors.forEach((anchor, index) => {
    const to = anchors[index + 1]?.location ?? words.length;
    const inside = locations.filter((place) => place >= anchor.location && place < to);
    if (!inside.length) return;
    const heading = /^h[2-4]$/i.test(anchor.element) ? clean(anchor.text ?? "") : "";
    found.push({
      url: `${data.url}#${anchor.id}`,
      label: heading || partName(anchor.id),
      runs: sentence(words, inside, anchor.location, to),
      rank: locations.indexOf(inside[0]),
    });
  });
  found.sort((a, b) => a.rank - b.rank);
  return {
    url: data.url,
    title: clean(data.meta.title ?? data.url),
    kind: data.meta.kind ?? "Page",
    runs: sentence(words, locations),
    parts: found.slice(0, parts),
  };
}

const NAMES = { claim: "Claim", fact: "Fact", lesson: "Lesson", moment: "Timeline", source: "Source", check: "Check" };
const partName = (id) => NAMES[id.split("-")[0]] ?? "Section";

/** An element with a class, attributes and children; children are nodes or text. */
export function make(tag, options = {}, ...children) {
  const { class: name, ...attributes } = options;
  const element = document.createElement(tag);
  if (name) element.className = name;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Runs of text as nodes, matches marked. */
export const marked = (runs) => runs.map(({ text, hit }) => (hit ? make("mark", {}, text) : text));

const ORDER = ["Case", "Check", "Checklist", "Pattern", "Claim", "Framework", "Exercise", "Term"];
const rankOf = (kind) => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length);

/** "Cases" for "Case", and so on. */
export const plural = (kind) =>
  /(s|x|sh|ch)$/i.test(kind) ? `${kind}es` : /[^aeiou]y$/i.test(kind) ? `${kind.slice(0, -1)}ies` : `${kind}s`;

/** Results grouped by kind, the kinds in the order of ORDER, each in order of relevance. */
export function byKind(results) {
  const groups = new Map();
  for (const result of results) {
    if (!groups.has(result.kind)) groups.set(result.kind, []);
    groups.get(result.kind).push(result);
  }
  return [...groups].sort(([a], [b]) => rankOf(a) - rankOf(b) || a.localeCompare(b));
}

/** Runs a function when calls have paused. */
export function pause(run, milliseconds) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...values), milliseconds);
  };
}
