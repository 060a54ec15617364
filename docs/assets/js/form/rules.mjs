// The rules that hold for drafts too and that one field cannot break alone: the
// twins of scripts/casebook/rules/. Each gives [place, message, remedy?]; the
// remedies come from the catalogue. The examples in tests/examples/invalid hold
// both equal, so a rule added there fails a test until it stands here.

import { ANSWERS } from "./answers.mjs";
import { day, isBefore } from "./dates.mjs";
import { idFrom, matcher, shortened } from "./kinds.mjs";
import { parts, requirements } from "./requirements.mjs";
import { bounded, each, leaves, list } from "./state.mjs";

const OUTCOMES = "consequences.outcomes"; // legal outcomes, inside what followed
const CHOOSE = "Choose one from the list."; // the command line names the file that holds it

/** @type {Record<string, Rule>} */
const RULES = {
  ...ANSWERS,

  "figures/value-or-range": (c) =>
    ["claims", "consequences", OUTCOMES].flatMap((path) =>
      parts(c, path).flatMap(({ loc, own }) => {
        const message = figure(own.figure);
        return message ? [/** @type {Finding} */ ([[...loc, "figure"], message])] : [];
      }),
    ),

  "dates/timeline-order"(c) {
    /** @type {Finding[]} */
    const found = [];
    /** @type {Span | null} */
    let latest = null;
    for (const [n, moment] of each(c.timeline)) {
      const when = day(moment.on);
      if (!when?.first) continue;
      if (latest && when.last < latest.first) found.push([["timeline", n, "on"], `${moment.on} stands after a later moment`]);
      else if (!latest || when.first >= latest.first) latest = when;
    }
    return found;
  },

  "dates/answer-before-moment": (c) =>
    each(c.response).flatMap(([n, { on, answers_to: named }]) =>
      list(c.timeline)
        .filter((moment) => named !== undefined && moment.id === named && isBefore(on, moment.on))
        .map((moment) => [["response", n, "answers_to"], `said ${on}, but \`${moment.id}\` is of ${moment.on}`]),
    ),

  "references/unknown-term": (_c, { leaves, terms }) =>
    leaves.flatMap(({ loc, value, field }) => {
      const known = field.terms ? (terms[field.terms] ?? []).map(([term]) => term) : null;
      if (!known || known.includes(value)) return [];
      return [absent(loc, value, String(field.terms).replaceAll("-", " "), didYouMean(value, known, CHOOSE))];
    }),

  "references/unknown-item": (_c, { leaves, items }) => {
    const known = items.map(([id]) => id).sort();
    const unknown = leaves.filter(({ field, value }) => field.ref === "item" && !known.includes(value));
    return unknown.map(({ loc, value }) => absent(loc, value, "check", checkMeant(value, known)));
  },
  "references/unknown-pattern": (_c, { leaves, patterns }) =>
    missing(leaves, ["pattern"], patterns.map(([id]) => id), "pattern", CHOOSE),
  "references/unknown-case": (c, { leaves, cases }) => (cases ? missing(leaves, ["case"], [...cases.map(([id]) => id), c.id].sort(), "case") : []),

  "sources/circle"(c) {
    const inCircle = circles(new Map(list(c.sources).map(({ id, derives_from: from }) => [id, from ?? []])));
    return each(c.sources)
      .filter(([, { id }]) => inCircle.has(id))
      .map(([n, { id }]) => [["sources", n, "derives_from"], `\`${id}\` derives from itself`]);
  },

  "style/markup": (_c, { leaves, limits }) =>
    leaves.filter(({ field }) => field.kind === "prose").flatMap(({ loc, value }) => markup(value, limits).map((message) => [loc, message])),
};

/** The ids that lead back to themselves, each looked at once: rings after Tarjan, without recursion, as rows can be long. @param {Map<string, string[]>} parents */
function circles(parents) {
  const search = new Rings(parents);
  for (const start of parents.keys()) search.from(start);
  return search.found;
}

class Rings {
  /** Ids in a ring. @type {Set<string>} */
  found = new Set();
  /** By id: when it was met, the first that it leads back to, and whether its ring is still open. @type {Map<string, { number: number, low: number, open: boolean }>} */
  #met = new Map();
  /** Ids that were met and are in no ring yet. @type {string[]} */
  #path = [];

  /** @param {Map<string, string[]>} parents */
  constructor(parents) {
    this.parents = parents;
  }

  /** Look at an id and all that it leads to. @param {string} start */
  from(start) {
    const steps = this.#met.has(start) ? [] : [this.#meet(start)];
    for (let step = steps.at(-1); step; step = steps.at(-1)) {
      const next = step.ahead.shift();
      if (next !== undefined) {
        const known = this.#met.get(next);
        if (!known) steps.push(this.#meet(next));
        else if (known.open) step.own.low = Math.min(step.own.low, known.number);
        continue;
      }
      steps.pop();
      const before = steps.at(-1);
      if (before) before.own.low = Math.min(before.own.low, step.own.low);
      if (step.own.low === step.own.number) this.#close(step.id);
    }
  }

  /** @param {string} id */
  #meet(id) {
    const own = { number: this.#met.size, low: this.#met.size, open: true };
    this.#met.set(id, own);
    this.#path.push(id);
    return { id, own, ahead: [...(this.parents.get(id) ?? [])] };
  }

  /** What was met since an id that leads back to nothing before it: a ring, if it is several or leads to itself. @param {string} id */
  #close(id) {
    const ring = this.#path.splice(this.#path.lastIndexOf(id));
    for (const each of ring) Object.assign(this.#met.get(each) ?? {}, { open: false });
    if (ring.length > 1 || this.parents.get(id)?.includes(id)) for (const each of ring) this.found.add(each);
  }
}

/** @param {Block | undefined} it */
function figure(it) {
  if (it === undefined) return "";
  const ranged = it.min !== undefined || it.max !== undefined;
  if (it.value === undefined && !ranged) return "the figure has no number";
  if (it.value !== undefined && ranged) return "the figure has a value and a range";
  return Number(it.min) > Number(it.max) ? "the range of the figure runs backwards" : "";
}

/** The rules, given as data, that whatever refers to a part of the case names one that is there. @param {Definition} definition @returns {Record<string, Rule>} */
const references = ({ requirements: { named } }) =>
  Object.fromEntries(
    named.map(({ rule, refs }) => [
      rule,
      (/** @type {Block} */ c, /** @type {Known} */ { leaves: all }) =>
        refs.flatMap((/** @type {[string, string[], string]} */ [ref, lists, noun]) => missing(all, [ref], partIds(c, lists), noun)),
    ]),
  );

/** The ids of the parts in some lists of a case. @param {Block} c @param {string[]} lists @returns {string[]} */
const partIds = (c, lists) => lists.flatMap((name) => list(c[name]).map(({ id }) => id)).filter(Boolean);

/** @param {Leaf[]} leaves @param {string[]} refs @param {string[]} known @param {string} noun @param {string} [otherwise] */
const missing = (leaves, refs, known, noun, otherwise) =>
  leaves.filter(({ field, value }) => refs.includes(field.ref ?? "") && !known.includes(value)).map(({ loc, value }) => absent(loc, value, noun, didYouMean(value, known, otherwise)));

/** @type {(loc: Loc, value: string, noun: string, remedy?: string) => Finding} */
const absent = (loc, value, noun, remedy) => [loc, `there is no ${noun} \`${shortened(value)}\``, remedy];

/** @param {string} value @param {string[]} known @param {string} [otherwise] */
function didYouMean(value, known, otherwise) {
  const near = nearest(value, known);
  return near ? `Did you mean \`${near}\`?` : otherwise;
}

/** The check with the same letters and digits, else those of its list: one digit off is no guess. @param {string} value @param {string[]} known */
function checkMeant(value, known) {
  const sorted = (/** @type {string} */ id) => [...id].sort().join("");
  const same = known.find((id) => sorted(id) === sorted(value));
  if (same) return `Did you mean \`${same}\`?`;
  const beside = known.filter((id) => id.slice(0, 4) === value.slice(0, 4));
  return beside.length > 1 ? `The checks of this list are \`${beside[0]}\` to \`${beside.at(-1)}\`.` : didYouMean(value, known);
}

/** The known word that differs in a few letters; simpler than the command line's, and only for a remedy. @param {string} word @param {string[]} known */
function nearest(word, known) {
  const typed = idFrom(word);
  const most = Math.max(1, Math.floor(typed.length / 4));
  const near = known.filter((id) => Math.abs(id.length - typed.length) <= most).map((id) => ({ id, far: distance(typed, id.toLowerCase()) }));
  const best = near.reduce((a, b) => (b.far < a.far ? b : a), { id: "", far: most + 1 });
  return best.far <= most ? best.id : "";
}

/** @param {string} a @param {string} b */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length];
}

/** @param {string} text @param {Record<string, any>} limits @returns {string[]} */
function markup(text, limits) {
  const bare = text.replace(/`[^`\n]*`/gu, "``");
  const [link, flags] = limits.link;
  const allowed = matcher(limits.allowed);
  return [
    ...limits.markup.filter((/** @type {[Pattern, string]} */ [pattern]) => matcher(pattern).test(bare)).map((/** @type {[Pattern, string]} */ [, message]) => message),
    ...[...bare.matchAll(new RegExp(link, `${flags}g`))].filter(([, to]) => !allowed.test(to)).map(([, to]) => `a link leads to \`${to}\`, which is not a web address`),
  ];
}

/**
 * Everything that some rules find in a case, in the words of the command line.
 * `at` is the field that a form leads to, where the place in the file is another.
 * @param {Record<string, Rule>} rules @param {Definition} definition @param {Block} given @param {{ cases?: Choice[] | null }} more @returns {Problem[]}
 */
export function run(rules, definition, given, more = {}) {
  const data = bounded(definition, definition.root, given);
  const known = { ...definition, ...more, leaves: leaves(definition, data) };
  return Object.entries(rules).flatMap(([rule, find]) =>
    find(data, known).map(([loc, message, remedy, at]) => ({ loc, at, rule, message, remedy: remedy ?? definition.remedies[rule], advice: definition.advice.includes(rule) })),
  );
}

/** What is wrong with a draft already. `cases` is missing until the list of cases is there. @param {Definition} definition @param {Block} data @param {Choice[] | null} cases */
export const findings = (definition, data, cases) => run({ ...requirements(definition, (when) => when === "always"), ...references(definition), ...RULES }, definition, data, { cases });

/** The ids of the rules that are code here. */
export const NAMES = Object.keys(RULES);
