// What the index has for a query. Pagefind takes every word for a beginning too, so that "intern"
// would find "internal", and finds nothing where one word of many is missing. So each word is asked
// for by itself: as a word in any of its forms if the index has it, else as a beginning.

import { bare, formOf, holds, placesOf, plain, telling } from "./excerpts.mjs";
import { everyPage, loadIndex } from "./index.mjs";
import { address } from "../shared/site.mjs";
import { otherSpellings } from "./variants.mjs";

/**
 * What the index said to a term: the pages by id, their paths, the words it was asked with, and whether it has the word.
 * @typedef {{ term: Term, pages: Pages, paths: string[], asked: string[], known: boolean }} Answer
 * @typedef {Map<string, { score: number, hits: Match[] }>} Pages
 * How a page was found: by which result, and which of its words are meant.
 * @typedef {{ result: Hit, phrase?: string, means?: ((word: string) => boolean) | null, worth?: number }} Match
 * @typedef {{ id: string, score: number, needed: number, worth: number, hits: Match[] }} Ranked
 */

const LONGEST_QUERY = 300; // characters, and
const MOST_TERMS = 12; // terms; what comes after them is not searched
const JOINED = /(?<=[\p{L}\p{N}]{2})-(?=[\p{L}\p{N}]{2})/u;
/** @type {Record<string, number>} */
export const LATER = { "Contributor guide": 0.3 }; // kinds of page that a reader wants only if nothing else answers
const TOGETHER = 1.5; // how much more a page counts on which the words stand together
const COMMON = 0.5; // part of all pages; a word that more of them hold need not be on each page that is found
const MOST_READ = 40; // pages whose text is read to see whether a number is whole; "10" alone is on a third of them
const MOST_KEPT = 600; // answers of the index; a page with all its filters takes some dozens
const FEW = 3; // pages; what so few hold as a beginning may be mistyped

/** A query as terms: words, and phrases in quotation marks; without small words that any text has. @param {string} asked @returns {Term[]} */
export function termsOf(asked) {
  const query = telling(asked.slice(0, LONGEST_QUERY));
  const found = [...query.matchAll(/["“„]([^"“”„]*)["“”]?|([^\s"“”„]+)/gu)].map(([, phrase, word]) => {
    const text = phrase === undefined ? bare(word) : phrase.trim();
    return { text, phrase: phrase !== undefined, written: word ?? phrase };
  });
  return [...new Map(found.filter(({ text }) => bare(text)).map((term) => [term.text, term])).values()].slice(0, MOST_TERMS);
}

/**
 * The pages that a query finds, or null where there is no index:
 * `results` hold all terms and `near` the most of them, both best first, as {id, kind, data};
 * `partial` says that no page holds all;
 * `filters` counts the results for each value of the `facets`; `doubtful` terms may be mistyped.
 * `wanted` holds the values of which a page must have one, by facet, as Pagefind takes them.
 * @param {string} query @param {Wanted} wanted @param {string[]} facets @returns {Promise<Found | null>}
 */
export async function find(query, wanted = {}, facets = ["kind"]) {
  const index = await loadIndex();
  if (!index) return null;
  if (!query) return chosen(index, wanted);
  const terms = termsOf(query);
  const answers = await answersTo(index, terms);
  const [kinds, together] = await Promise.all([valuesOf(index, answers, "kind"), pagesWithPhrase(index, terms)]);
  const kindOf = (/** @type {string} */ id) => [...(kinds.get(id) ?? ["Page"])][0];
  const weightOf = (/** @type {string} */ id) => (LATER[kindOf(id)] ?? 1) * (together.has(id) ? TOGETHER : 1);
  const { whole, near, rarest } = ranked(answers, await size(index), weightOf);
  const picked = await Promise.all(Object.entries(wanted).map(async ([name, { any }]) => ({ values: await valuesOf(index, answers, name), any })));
  const fits = (/** @type {Ranked} */ { id }) => picked.every(({ values, any }) => any.some((value) => values.get(id)?.has(value)));
  const read = (/** @type {Ranked} */ { id, hits }) => ({ id, kind: kindOf(id), data: () => merged(hits) });
  const results = whole.filter(fits);
  const counts = await Promise.all(facets.map(async (name) => [name, counted(results, await valuesOf(index, rarest, name))]));
  return {
    results: results.map(read),
    partial: results.length === 0,
    near: near.filter((page) => fits(page) && !LATER[kindOf(page.id)]).map(read),
    filters: Object.fromEntries(counts),
    doubtful: answers.filter(mayBeMistyped).map(({ term }) => term),
  };
}

/** The pages where the words of a query stand together, as they were typed; asked once. @type {(index: Pagefind, terms: Term[]) => Promise<Set<string>>} */
async function pagesWithPhrase(index, terms) {
  if (terms.length < 2 || terms.some(({ phrase }) => phrase)) return new Set();
  const words = `"${terms.map(({ text }) => text).join(" ")}"`;
  const { results } = await once(index, words, () => index.search(words, { filters: {} }));
  return new Set(results.map(({ id }) => id));
}

/** All pages that fit, where no word is asked for. @type {(index: Pagefind, wanted: Wanted) => Promise<Found>} */
async function chosen(index, wanted) {
  const { results, filters } = await everyPage(index, wanted);
  return { results, partial: false, near: [], filters, doubtful: [] };
}

/** Where the cases lie that hold all terms of a query, or (`partial`) the most of them; and its `doubtful` terms. @param {string} query */
export async function findCases(query) {
  const index = await loadIndex();
  if (!index) return null;
  // Every case is indexed under its own path, so the counts of that filter name the pages found
  // without fetching any of them.
  const answers = await answersTo(index, termsOf(query), { kind: "Case", path: { not: ["-"] } });
  /** @type {Map<string, number>} */
  const held = new Map();
  for (const { paths } of answers) for (const path of new Set(paths)) held.set(path, (held.get(path) ?? 0) + 1);
  const most = Math.max(0, ...held.values());
  return {
    paths: new Set([...held.keys()].filter((path) => held.get(path) === most)),
    partial: most < answers.length,
    doubtful: answers.filter(mayBeMistyped).map(({ term }) => term),
  };
}

// What the index says to one term

/** @type {(index: Pagefind, terms: Term[], filters?: object) => Promise<Answer[]>} */
async function answersTo(index, terms, filters = {}) {
  const alone = await Promise.all(terms.map((term) => answer(index, term, filters)));
  const answers = await withJoined(index, alone, filters);
  const parted = answers.map(async (given) => {
    if (given.pages.size || given.term.phrase || !JOINED.test(given.term.text)) return given;
    // "voice-clone" is one word to the index
    return Promise.all(given.term.written.split("-").filter(bare).map((written) => answer(index, { text: bare(written), written }, filters)));
  });
  return (await Promise.all(parted)).flat();
}

/** The answers, to which pages are added that hold a word and its neighbour as one: "deep fake". @type {(index: Pagefind, answers: Answer[], filters: object) => Promise<Answer[]>} */
async function withJoined(index, answers, filters) {
  const joined = await Promise.all(
    answers.slice(1).map(({ term }, place) => {
      const before = answers[place].term;
      const text = before.text + term.text;
      return term.phrase || before.phrase ? null : answer(index, { text, written: text, only: true }, filters);
    }),
  );
  return answers.map((given, place) => {
    const more = [joined[place - 1], joined[place]].flatMap((each) => (each?.known ? [each] : []));
    if (!more.length) return given;
    const pages = new Map([...given.pages, ...more.flatMap((each) => [...each.pages])]);
    const both = [given, ...more];
    return { ...given, pages, paths: both.flatMap(({ paths }) => paths), asked: both.flatMap(({ asked }) => asked), known: true };
  });
}

/** @type {WeakMap<Pagefind, Map<string, Promise<any>>>} */
const answered = new WeakMap(); // what an index said, for the next letter that is typed and for the other filters

/** What an index said under a key, or what it says now. @template T @param {Pagefind} index @param {string} key @param {() => Promise<T>} look @returns {Promise<T>} */
function once(index, key, look) {
  const kept = answered.get(index);
  const all = kept && kept.size <= MOST_KEPT ? kept : new Map();
  if (all !== kept) answered.set(index, all);
  const known = all.get(key) ?? look();
  all.set(key, known);
  return known;
}

/** @type {(index: Pagefind, term: Term, filters: object) => Promise<Answer>} */
function answer(index, term, filters) {
  const key = JSON.stringify([term.text, Boolean(term.phrase), Boolean(term.only), filters]);
  return once(index, key, () => (term.phrase ? phrased(index, term, filters) : worded(index, term, filters)));
}

/** The pages that hold a word in any form and spelling; where none does, those with words that begin with it, unless it is that word `only`. @type {(index: Pagefind, term: Term, filters: object) => Promise<Answer>} */
async function worded(index, term, filters) {
  const forms = [term.text, ...otherSpellings(term.text)];
  const whole = await Promise.all(forms.map((form) => index.search(`"${form}"`, { filters })));
  const known = forms.filter((_, place) => whole[place].results.length);
  if (!known.length && term.only) return { term, pages: new Map(), paths: [], asked: [], known: false };
  const begun = await Promise.all((known.length ? known : [term.text]).map((form) => index.search(form, { filters })));
  if (!known.length) return { term, ...(await beginnings(term, begun[0])), asked: [term.text], known: false };
  const exact = whole.filter(({ results }) => results.length);
  const all = exact.reduce((sum, { results }) => sum + results.length, 0);
  /** @type {Pages} */
  const pages = new Map();
  for (const [place, form] of known.entries()) {
    const ids = new Set(exact[place].results.map(({ id }) => id));
    // Else the spelling that few pages have would count for more than the other, as rare words do.
    const share = Math.log2(2 + ids.size) / Math.log2(2 + all);
    for (const result of begun[place].results) {
      if (ids.has(result.id)) add(pages, result, share, (word) => formOf(word, plain(form)));
    }
  }
  return { term, pages, paths: pathsIn(exact), asked: known.map((form) => `"${form}"`), known: true };
}

/** Pages with words that begin with a term. Pagefind also answers with words that are a beginning of it ("z" for "zebra"). @type {(term: Term, begun: PagefindAnswer) => Promise<Pick<Answer, "pages" | "paths">>} */
async function beginnings(term, begun) {
  const [best] = begun.results;
  const latin = !/[^\p{Script=Latin}\P{L}]/u.test(term.text);
  const start = plain(term.text);
  const fitting = best && (!latin || (await wordsAt(best)).some((word) => word.includes(start)));
  /** @type {Pages} */
  const pages = new Map();
  if (fitting) for (const result of begun.results) add(pages, result, 1, latin ? (/** @type {string} */ word) => word.includes(start) : null);
  return { pages, paths: fitting ? pathsIn([begun]) : [] };
}

/** The pages that hold a phrase. The index takes "10.5 million" for "10 million", so with numbers it is looked up in the text, if not too many would have to be loaded. @type {(index: Pagefind, term: Term, filters: object) => Promise<Answer>} */
async function phrased(index, term, filters) {
  const [exact, loose] = await Promise.all([index.search(`"${term.text}"`, { filters }), index.search(term.text, { filters })]);
  const scores = new Map(loose.results.map(({ id, score }) => [id, score]));
  /** @type {Pages} */
  const pages = new Map();
  const wrong = new Set(); // paths of pages that only seem to hold it
  const few = exact.results.length <= MOST_READ;
  const texts = few && /\p{N}/u.test(term.text) ? await Promise.all(exact.results.map((result) => result.data())) : [];
  for (const [place, result] of exact.results.entries()) {
    const data = texts[place];
    if (data && !holds(term.text, data.content)) wrong.add(new URL(data.url, location.href).href.slice(address("").length));
    else pages.set(result.id, { score: scores.get(result.id) ?? result.score ?? 0, hits: [{ result, phrase: term.text }] });
  }
  return { term, pages, paths: pathsIn([exact]).filter((path) => !wrong.has(path)), asked: [`"${term.text}"`], known: pages.size > 0 };
}

/** @type {(pages: Pages, result: Hit, share: number, means: Match["means"]) => void} */
function add(pages, result, share, means) {
  const { score, hits } = pages.get(result.id) ?? { score: 0, hits: [] };
  pages.set(result.id, { score: score + (result.score ?? 0) * share, hits: [...hits, { result, means }] });
}

/** @param {PagefindAnswer[]} answers */
const pathsIn = (answers) => answers.flatMap(({ filters }) => Object.keys(filters.path ?? {}).filter((path) => filters.path[path] > 0));

/** @param {Answer} answer */
const mayBeMistyped = ({ term, known, pages }) => !term.phrase && !known && pages.size < FEW;

// Order

/**
 * The pages of all answers, apart: those in each of them, and the others by how much they hold of
 * what tells most; and the `rarest` answer, which holds all of the first. An answer with half of the site tells nothing, and is not asked of a page if others do.
 * @param {Answer[]} answers @param {number} total @param {(id: string) => number} weightOf
 */
function ranked(answers, total, weightOf) {
  const tells = (/** @type {Answer} */ given) => given.term.phrase || given.pages.size <= total * COMMON;
  const needed = answers.some(tells) ? answers.filter(tells) : answers;
  const worth = new Map(answers.map((given) => [given, Math.log(1 + total / (1 + given.pages.size))]));
  /** @type {Map<string, Ranked>} */
  const pages = new Map();
  for (const given of answers) {
    const own = worth.get(given) ?? 0;
    for (const [id, { score, hits }] of given.pages) {
      const page = pages.get(id) ?? { id, score: 0, needed: 0, worth: 0, hits: [] };
      page.score += score * weightOf(id);
      page.needed += needed.includes(given) ? 1 : 0;
      page.worth += own;
      page.hits.push(...hits.map((hit) => ({ ...hit, worth: own })));
      pages.set(id, page);
    }
  }
  const all = [...pages.values()];
  const whole = all.filter((page) => page.needed === needed.length).sort((a, b) => b.score - a.score);
  const near = all.filter((page) => page.needed > 0 && page.needed < needed.length).sort((a, b) => b.score * b.worth - a.score * a.worth);
  const rarest = [...needed].sort((a, b) => a.pages.size - b.pages.size).slice(0, 1);
  return { whole, near, rarest };
}

// The filters of the pages

// What pages have of a filter is asked with the words that found them: first which values there
// are, then who has each.

/** What the pages of some answers have of one filter, as sets by their ids. @type {(index: Pagefind, answers: Answer[], name: string) => Promise<Map<string, Set<string>>>} */
async function valuesOf(index, answers, name) {
  const asked = [...new Set(answers.flatMap((given) => given.asked))];
  /** @type {Map<string, Set<string>>} */
  const values = new Map();
  for (const pairs of await Promise.all(asked.map((words) => valuesIn(index, words, name)))) {
    for (const [value, ids] of pairs) for (const id of ids) values.set(id, (values.get(id) ?? new Set()).add(value));
  }
  return values;
}

/** The values of one filter among the pages that some words find, each with these pages; asked once. @type {(index: Pagefind, words: string, name: string) => Promise<[string, string[]][]>} */
function valuesIn(index, words, name) {
  return once(index, `${name} ${words}`, () => readValues(index, words, name));
}

/** @type {(index: Pagefind, words: string, name: string) => Promise<[string, string[]][]>} */
async function readValues(index, words, name) {
  const { filters } = await index.search(words, { filters: { [name]: { not: ["-"] } } });
  const there = Object.entries(filters[name] ?? {}).filter(([, count]) => count > 0);
  return Promise.all(
    there.map(async ([value]) => {
      const { results } = await index.search(words, { filters: { [name]: { any: [value] } } });
      return /** @type {[string, string[]]} */ ([value, results.map(({ id }) => id)]);
    }),
  );
}

/** @param {{ id: string }[]} pages @param {Map<string, Set<string>>} values */
function counted(pages, values) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { id } of pages) for (const value of values.get(id) ?? []) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** How many pages the index has. @type {(index: Pagefind) => Promise<number>} */
const size = (index) =>
  once(index, "size", () =>
    fetch(address("pagefind/pagefind-entry.json"))
      .then((answer) => answer.json())
      .then((/** @type {{ languages: Record<string, { page_count: number }> }} */ { languages }) => Object.values(languages).reduce((sum, language) => sum + language.page_count, 0)),
  );

// What a page holds of the query

/** The words of a page that the index took for a term. @param {Hit} result */
async function wordsAt(result) {
  const { content, locations } = await result.data();
  const words = content.split(/\s+/);
  return locations.map((place) => bare(words[place] ?? ""));
}

/** A page with the places of all terms; one after the other, for Pagefind writes those of each into the same object. @param {Match[]} hits @returns {Promise<PageData>} */
async function merged(hits) {
  /** @type {Place[]} */
  const places = [];
  /** @type {PageData | undefined} */
  let data;
  for (const { result, phrase, means, worth = 0 } of hits) {
    data = await result.data();
    const words = data.content.split(/\s+/);
    const all = [...data.weighted_locations];
    const own = phrase ? placesOf(phrase, words).map((location) => ({ location, balanced_score: 1 })) : means ? all.filter(({ location }) => means(bare(words[location] ?? ""))) : all;
    for (const { location, balanced_score: score } of own.length ? own : all) {
      // What tells more is quoted first.
      if (!places.some((place) => place.location === location)) places.push({ location, balanced_score: score * worth });
    }
  }
  return /** @type {PageData} */ ({ ...data, locations: places.map(({ location }) => location), weighted_locations: places });
}
