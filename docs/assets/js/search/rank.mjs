// Which pages of the guide answer a query, and whether any does. A page counts by how much of
// the query it holds: each word weighs the more the fewer pages have it, the title and the
// keywords of a page count twice as much as its other words.

import { telling } from "./excerpts.mjs";
import { stem, stemsOf, wordsIn } from "./stem.mjs";
import { nearest } from "./typos.mjs";

/**
 * A thing that a query asks for: the ways in which a page can say it, each with its weight.
 * @typedef {{ ways: { stems: string[], weight: number }[], weak: boolean, stem: string }} Wish
 * @typedef {{ kind: string, url: string, title: string, own: Map<string, number>, asked: string[][] }} Entry
 * @typedef {{ entry: Entry, id: string, status: string, text: string, own: Map<string, number> }} Claim
 * @typedef {{ entry: Entry, score: number, held: number }} Scored
 * @typedef {{ score: number, held: number, claim: Claim }} ScoredClaim
 * @typedef {{ fits: boolean, pages: Entry[], claims: Claim[], near: Entry[], put: string, typed: Set<string> }} Ranking
 */

const FURTHER = 0.5; // weight of a word that neither title nor keywords have
const SAME = 0.95; // of a word that means the same
const RELATED = 0.5; // of a word that is only related
const BEGUN = 0.8; // of a word that begins with what was typed last
const WEAK = 0.3; // part of its weight that a word has which says little
const NEEDED = 0.5; // part of the query that a page must hold to be an answer
const NEEDED_OF_CLAIM = 0.65;
const NEARLY = 0.5; // part of the best page's score that another must have to be offered with it
const ASKED = 0.45; // what a page gains whose question is the query, or a part of it
const TITLED = 0.12; // what a page gains whose whole title is in the query
const MOST = 6; // pages
const MOST_CLAIMS = 3;
const MOST_LIFTED = 40; // claims that lift their cases
const SHORTEST = 3; // letters of a beginning

/** What counts more where two kinds of page say the same: what can be done comes before what can be read. @type {Record<string, number>} */
const KINDS = { Question: 1.1, Checklist: 1.08, Check: 1.05, Pattern: 1.03, Case: 1, Page: 1, Framework: 0.85 };

export class Guide {
  /** @param {GuideData} data as scripts/casebook/search/guide.py makes it */
  constructor(data) {
    this.statuses = data.statuses;
    this.pages = data.pages.map(([kind, url, title, keywords, text]) => ({
      kind,
      url,
      title,
      own: weights([[text, FURTHER], [title, 1], ...keywords.map((words) => /** @type {[string, number]} */ ([words, 1]))]),
      asked: keywords.map((words) => telling(words)).map(stemsOf),
    }));
    this.claims = data.claims.map(([page, id, status, text]) => ({ entry: this.pages[page], id, status, text, own: weights([[text, 1]]) }));
    this.versions = new Set(data.versions.map(([page, anchor]) => `${data.pages[page][1]}#${anchor}`));
    this.clauses = data.clauses.map(([page, id, title]) => ({ entry: this.pages[page], id, title }));
    this.weak = new Set(data.weak.map(stem));
    this.phrases = phrasesOf(data);
    /** @type {Map<string, number>} */
    this.spread = new Map();
    for (const { own } of this.pages) for (const word of own.keys()) this.spread.set(word, (this.spread.get(word) ?? 0) + 1);
    for (const { own } of this.claims) for (const word of own.keys()) this.spread.set(word, Math.max(1, this.spread.get(word) ?? 0));
    this.spelled = spelledIn(data);
  }

  /** The pages and claims that answer a query, best first; `near` is what comes nearest where none does. @param {string} asked @returns {Ranking} */
  rank(asked) {
    const query = asked.slice(0, 300);
    const put = this.#corrected(query);
    const wishes = this.#wishes(put);
    const typed = new Set(wishes.flatMap((wish) => [wish.stem, ...wish.ways.filter(({ weight }) => weight >= SAME).flatMap(({ stems }) => stems)]));
    const scored = this.pages.map((entry) => this.#score(entry, wishes, typed));
    const claims = this.#claims(wishes);
    const lifted = new Map();
    for (const { claim, score } of claims) lifted.set(claim.entry, Math.max(lifted.get(claim.entry) ?? 0, score * 0.95));
    for (const each of scored) {
      const score = lifted.get(each.entry) ?? 0;
      if (score > each.score) [each.score, each.held] = [score, 1];
    }
    scored.sort((a, b) => b.score - a.score);
    const fitting = scored.filter(({ held }) => held >= NEEDED);
    const best = fitting[0]?.score ?? 0;
    const pages = fitting.filter(({ score }) => score >= best * NEARLY).slice(0, MOST).map(({ entry }) => entry);
    return {
      fits: pages.length > 0,
      pages,
      claims: claims.slice(0, MOST_CLAIMS).map(({ claim }) => claim),
      near: ["Question", "Pattern"].flatMap((kind) => scored.find(({ entry, held }) => entry.kind === kind && held > 0)?.entry ?? []),
      put,
      typed,
    };
  }

  /** @param {Entry} entry @param {Wish[]} wishes @param {Set<string>} typed @returns {Scored} */
  #score(entry, wishes, typed) {
    const held = this.#held(entry.own, wishes);
    const asked = Math.max(0, ...entry.asked.map((stems) => (stems.length && stems.every((word) => typed.has(word)) ? this.#part(stems, wishes) : 0)));
    const title = stemsOf(telling(entry.title));
    const named = title.length && title.every((word) => typed.has(word)) ? TITLED : 0;
    return { entry, held, score: (held + asked * ASKED + named) * (KINDS[entry.kind] ?? 1) };
  }

  /** How much of what is asked for a phrase is, 0 to 1. @param {string[]} stems @param {Wish[]} wishes */
  #part(stems, wishes) {
    const all = wishes.reduce((sum, wish) => sum + this.#worth(wish), 0);
    const said = wishes.filter((wish) => wish.ways.some((way) => way.weight >= SAME && way.stems.every((word) => stems.includes(word))));
    return said.reduce((sum, wish) => sum + this.#worth(wish), 0) / (all || 1);
  }

  /** How much of what is asked for some words hold, 0 to 1. @param {Map<string, number>} own @param {Wish[]} wishes */
  #held(own, wishes) {
    let held = 0;
    let all = 0;
    for (const wish of wishes) {
      const worth = this.#worth(wish);
      all += worth;
      held += worth * Math.max(0, ...wish.ways.map(({ stems, weight }) => weight * Math.min(...stems.map((word) => own.get(word) ?? 0))));
    }
    return all ? held / all : 0;
  }

  /** What a wish weighs: the more, the fewer pages speak of it. @param {Wish} wish */
  #worth({ ways, weak, stem: own }) {
    const spread = Math.max(this.spread.get(own) ?? 0, ...ways.filter(({ weight }) => weight >= SAME).map(({ stems }) => Math.min(...stems.map((word) => this.spread.get(word) ?? 0))));
    return Math.log(1 + this.pages.length / (1 + spread)) * (weak ? WEAK : 1);
  }

  /** @param {Wish[]} wishes */
  #claims(wishes) {
    return this.claims
      .map((claim) => {
        const alone = this.#held(claim.own, wishes);
        const both = alone ? this.#held(joined(claim.own, claim.entry.own), wishes) : 0;
        return /** @type {ScoredClaim} */ ({ claim, held: both, score: alone ? (both + alone) / 2 : 0 });
      })
      .filter(({ held, score }) => held >= NEEDED_OF_CLAIM && score >= NEEDED)
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST_LIFTED);
  }

  /** What a query asks for, word by word, with what means the same. @param {string} query @returns {Wish[]} */
  #wishes(query) {
    const words = wordsIn(telling(query));
    const stems = words.map(stem);
    const open = new Set(stems.keys());
    /** @type {Wish[]} */
    const wishes = [];
    for (const { said, ways } of this.phrases) {
      const places = said.map((word) => stems.findIndex((other, place) => open.has(place) && other === word));
      if (places.includes(-1)) continue;
      const together = places.every((place, step) => place === places[0] + step);
      if (!together) continue;
      for (const place of places) open.delete(place);
      wishes.push({ ways: [{ stems: said, weight: 1 }, ...ways], weak: said.every((word) => this.weak.has(word)), stem: said.length === 1 ? said[0] : "" });
    }
    for (const place of open) {
      const word = stems[place];
      const isLast = place === stems.length - 1 && !this.spread.has(word) && words[place].length >= SHORTEST && !/\s$/.test(query);
      const begun = isLast ? [...this.spread.keys()].filter((other) => other.startsWith(words[place])).map((other) => ({ stems: [other], weight: BEGUN })) : [];
      wishes.push({ ways: [{ stems: [word], weight: 1 }, ...begun], weak: this.weak.has(word), stem: word });
    }
    const seen = new Set();
    return wishes.filter((wish) => !seen.has(wish.ways[0].stems.join(" ")) && seen.add(wish.ways[0].stems.join(" ")));
  }

  /** The query with slips of the keyboard put right. A name is left alone: a word with a capital inside a query, or with another first letter. @param {string} query */
  #corrected(query) {
    return query.replace(/[\p{L}\p{M}]{6,}/gu, (word, place) => {
      const isName = /^\p{Lu}/u.test(word) && (place > 0 || /^\P{Ll}+$/u.test(word));
      const isLast = place + word.length === query.length;
      const text = word.toLowerCase();
      if (isName || this.spread.has(stem(word)) || this.#knows(stem(word))) return word;
      if (isLast && [...this.spread.keys()].some((other) => other.startsWith(text))) return word;
      const right = nearest(text, this.spelled);
      return right && right[0] === text[0] ? right : word;
    });
  }

  /** @param {string} word */
  #knows(word) {
    return this.weak.has(word) || this.phrases.some(({ said }) => said.includes(word));
  }
}

/** The stems of some texts, each with its greatest weight. @param {[string, number][]} texts */
function weights(texts) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const [text, weight] of texts) for (const word of stemsOf(text)) found.set(word, Math.max(weight, found.get(word) ?? 0));
  return found;
}

/** The words of a claim, and those of its case with half their weight. @param {Map<string, number>} own @param {Map<string, number>} around */
function joined(own, around) {
  const found = new Map([...around].map(([word, weight]) => [word, weight * 0.7]));
  for (const [word, weight] of own) found.set(word, weight);
  return found;
}

/** Words and phrases that mean what others mean, the longest first. @param {GuideData} data */
function phrasesOf({ same, related }) {
  /** @type {Map<string, { said: string[], ways: { stems: string[], weight: number }[] }>} */
  const found = new Map();
  const add = (/** @type {string} */ words, /** @type {string[]} */ others, /** @type {number} */ weight) => {
    const said = stemsOf(words);
    const known = found.get(said.join(" ")) ?? { said, ways: [] };
    known.ways.push(...others.map((other) => ({ stems: stemsOf(other), weight })));
    found.set(said.join(" "), known);
  };
  for (const group of same) for (const words of group) add(words, group.filter((other) => other !== words), SAME);
  for (const [words, also] of related) for (const each of words) add(each, also, RELATED);
  return [...found.values()].sort((a, b) => b.said.length - a.said.length);
}

/** The words of titles and keywords as they are spelled, the frequent first. @param {GuideData} data */
function spelledIn({ pages, claims }) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const texts = [...pages.flatMap(([, , title, keywords]) => [title, ...keywords]), ...claims.map(([, , , text]) => text)];
  for (const text of texts) for (const word of wordsIn(text)) if (word.length > 3 && !/\p{N}/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
}
