// What a case needs beyond a draft before it can be published: the twins of the
// rules in scripts/casebook/rules/ that hold for published cases. Lists, numbers
// and patterns come from there as data; a test takes the real cases apart and
// holds what is found equal.

import { parse } from "./dates.mjs";
import { matcher, words } from "./kinds.mjs";
import { run } from "./rules.mjs";
import { each, list } from "./state.mjs";

/** @param {Block} c @param {string} status */
const withStatus = (c, status) => each(c.claims).filter(([, claim]) => claim.status === status);
/** @type {(c: Block, status: string, supported: (claim: Block) => boolean) => Finding[]} */
const ofOneOrigin = (c, status, supported) =>
  withStatus(c, status)
    .filter(([, claim]) => !supported(claim))
    .map(([n, claim]) => [["claims", n, "status"], `\`${claim.id}\` is called ${status} on sources of one origin`]);

/** @type {Record<string, Rule>} */
const RULES = {
  "claims/confirmed-needs-evidence": (c, known) =>
    ofOneOrigin(c, "confirmed", (claim) => list(claim.answers).some(({ stance }) => stance === "confirms") || strong(c, claim, known) || independent(c, claim, known)),

  "claims/corroborated-needs-support": (c, known) => ofOneOrigin(c, "corroborated", (claim) => independent(c, claim, known)),

  "claims/intent-needs-motive"(c, { publication }) {
    const intent = matcher(publication.intent);
    return each(c.claims)
      .filter(([, { text = "", status, about = [] }]) => publication.settled.includes(status) && !about.includes("motive") && intent.test(text))
      .map(([n, { id, text, status }]) => [["claims", n, "text"], `\`${id}\` is called ${status} and says \`${intent.exec(text)?.[0]}\``]);
  },

  "claims/adjudicated-needs-outcome": (c) =>
    withStatus(c, "adjudicated")
      .filter(([, claim]) => claim.outcome === undefined)
      .map(([n, { id }]) => [["claims", n, "status"], `\`${id}\` has no \`outcome\``]),

  "claims/denied-needs-denial": (c, { publication: { against } }) =>
    withStatus(c, "denied")
      .filter(([, claim]) => !list(claim.answers).some(({ stance }) => against.includes(stance)))
      .map(([n, { id }]) => [["claims", n, "status"], `no answer denies \`${id}\``]),

  "claims/refuted-needs-evidence": (c, known) => ofOneOrigin(c, "refuted", (claim) => independent(c, claim, known) || strong(c, claim, known)),

  "claims/retracted-needs-history": (c) =>
    withStatus(c, "retracted")
      .filter(([, claim]) => !claim.history?.length)
      .map(([n, { id }]) => [["claims", n, "status"], `\`${id}\` has no \`history\``]),

  "claims/date-or-reason": (c) =>
    each(c.claims)
      .filter(([, claim]) => claim.made_on === undefined && claim.made_on_unknown === undefined)
      .map(([n, { id }]) => [["claims", n], `\`${id}\` has no date`]),

  "claims/as-of": (c) =>
    each(c.claims)
      .filter(([, claim]) => claim.as_of === undefined)
      .map(([n, { id }]) => [["claims", n], `\`${id}\` has no \`as_of\``]),

  "claims/confirmed-by-filings"(c, { publication }) {
    const filings = list(c.sources).filter(({ kind }) => kind === publication.filing).map(({ id }) => id);
    return withStatus(c, "confirmed")
      .filter(([, { sources = [], answers = [] }]) => sources.every((/** @type {string} */ id) => filings.includes(id)) && !list(answers).some(({ stance }) => stance === "confirms"))
      .map(([n, { id }]) => [["claims", n, "status"], `\`${id}\` is called confirmed on filings alone`]);
  },

  "opinions/needs-evidence": (c) =>
    each(c.opinions)
      .filter(([, { supports, against }]) => !supports?.length && !against?.length)
      .map(([n, { id }]) => [["opinions", n, "id"], `nothing supports \`${id}\` or speaks against it`]),

  "claims/quote-length"(c, { publication }) {
    const unspaced = new RegExp(publication.unspaced[0], `${publication.unspaced[1]}g`);
    return quotations(c)
      .map(({ loc, part: { id, quote } }) => ({ loc, id, count: words((quote.text ?? "").replace(unspaced, " x ")).length }))
      .filter(({ count }) => count > publication.quoted_words)
      .map(({ loc, id, count }) => [[...loc, "text"], `the quotation of \`${id}\` has ${count} words`]);
  },

  "claims/quote-translation": (c) =>
    quotations(c)
      .filter(({ part: { quote } }) => quote.language !== "en" && quote.translation === undefined)
      .map(({ loc, part: { id } }) => [loc, `the quotation of \`${id}\` has no translation`]),

  "claims/quote-source": (c) =>
    quotations(c)
      .filter(({ part: { quote, sources = [] } }) => !sources.includes(quote.source))
      .map(({ loc, part: { id, quote } }) => [[...loc, "source"], `\`${id}\` does not name \`${quote.source}\`, the source of its quotation`]),

  "dates/after-update"(c, { publication: { told } }) {
    const limit = c.record?.updated && parse(c.record.updated).last;
    /** @type {string[][]} */
    const [lists, names] = told;
    /** @type {{ loc: Loc, on: string | undefined }[]} */
    const dates = [
      ...["disclosed", "occurred"].map((name) => ({ loc: [name], on: c[name] })),
      ...lists.flatMap((name) => each(c[name]).flatMap(([n, part]) => names.map((key) => ({ loc: [name, n, key], on: part[key] })))),
    ];
    return dates.filter(({ on }) => on !== undefined && (parse(on).first ?? "") > limit).map(({ loc, on }) => [loc, `${on} lies after the last update, ${c.record.updated}`]);
  },

  "lessons/needs-item": (c) =>
    each(c.lessons)
      .filter(([, lesson]) => !lesson.items?.length)
      .map(([n, { id }]) => [["lessons", n, "id"], `\`${id}\` points at no item`]),

  "lessons/why-repeats-item"(c, { items }) {
    const statements = new Map(items.map(([id, statement]) => [id, essence(statement)]));
    return each(c.lessons).flatMap(([n, lesson]) =>
      each(lesson.items)
        .filter(([, { item, why }]) => why !== undefined && essence(why) === statements.get(item))
        .map(([m, { item }]) => [["lessons", n, "items", m, "why"], `the reason repeats the statement of ${item}`]),
    );
  },

  "lessons/grade-needs-source": (c, { publication }) =>
    each(c.lessons).flatMap(([n, lesson]) =>
      each(lesson.items)
        .filter(([, { grade, sources }]) => publication.evident.includes(grade) && !sources?.length)
        .map(([m, { item, grade }]) => [["lessons", n, "items", m, "grade"], `${item} is graded \`${grade}\` and names no source`]),
    ),

  "publication/incomplete"(c, { publication: { parts } }) {
    if (c.record?.status === "withdrawn") return [];
    return list(parts).filter((part) => !isThere(c, part)).map(({ name, message, remedy }) => [[c[name] === undefined ? "id" : name], message, remedy, [name]]);
  },

  "publication/two-publishers"(c, { publication }) {
    const publishers = new Set(list(c.sources).map(({ publisher }) => publisher?.toLowerCase()));
    const told = c.record?.status === "withdrawn" || c.record?.one_source_because !== undefined;
    return told || publishers.size >= publication.independent ? [] : [[["sources"], "all sources have one publisher"]];
  },

  "publication/placeholder"(_c, { leaves, publication }) {
    const placeholder = matcher(publication.placeholder);
    return leaves.filter(({ value }) => placeholder.test(value)).map(({ loc }) => [loc, "the text is a placeholder"]);
  },

  "sources/unused"(c, { leaves }) {
    if (c.record?.status === "withdrawn") return [];
    const used = new Set(leaves.filter(({ field }) => field.ref === "source").map(({ value }) => value));
    return each(c.sources)
      .filter(([, { id }]) => !used.has(id))
      .map(([n, { id }]) => [["sources", n, "id"], `nothing names \`${id}\``]);
  },

  "facts/reported-needs-two": (c, known) =>
    each(c.facts)
      .filter(([, fact]) => fact.basis === "reported" && !independent(c, fact, known))
      .map(([n, { id }]) => [["facts", n, "basis"], `\`${id}\` rests on one origin`]),

  "failures/basis-needs-source": (c) =>
    each(c.failures)
      .filter(([, failure]) => failure.basis !== "our-analysis" && !failure.sources?.length)
      .map(([n, { id }]) => [["failures", n, "basis"], `\`${id}\` names no source`]),

  "style/loaded-word"(_c, { leaves, publication }) {
    const [word, quoted] = [matcher(publication.loaded), new RegExp(publication.quoted[0], `${publication.quoted[1]}g`)];
    return leaves.flatMap(({ loc, value, field }) => {
      const title = loc[0] === "sources" && loc.at(-1) !== "note";
      const found = title || field.ref || loc.at(-1) === "id" ? null : word.exec(value.replace(quoted, ""));
      return found ? [[loc, `\`${found[0]}\` judges`]] : [];
    });
  },

  "style/title"({ title = "" }) {
    const shouted = (title.match(/[A-Za-z]{5,}/g) ?? []).filter((/** @type {string} */ word) => word === word.toUpperCase());
    /** @type {Finding[]} */
    const ended = /[.!]$/.test(title) ? [[["title"], "the title ends with a mark"]] : [];
    if (shouted.length > 1) ended.push([["title"], `the title shouts: ${shouted.join(" ")}`]);
    return ended;
  },

  "style/unhedged-figure"(c, { publication }) {
    const shaky = list(c.claims).filter(({ status, figure }) => publication.unsettled.includes(status) && figure);
    const hedges = matcher(publication.hedges);
    return ["title", "summary"].flatMap((name) =>
      sentences(c[name], publication)
        .filter((sentence) => !hedges.test(sentence))
        .flatMap((sentence) => shaky.filter(({ figure }) => states(sentence, figure)).map(({ id, status }) => [[name], `the ${name} states the figure of \`${id}\`, which is ${status}`])),
    );
  },

  "style/long-sentence": (c, { publication }) =>
    [[["summary"], c.summary], ...each(c.why_it_matters).map(([n, { text }]) => [["why_it_matters", n, "text"], text])]
      .map(([loc, text]) => [loc, Math.max(0, ...sentences(text, publication).map((sentence) => words(sentence).length))])
      .filter(([, count]) => count > publication.longest)
      .map(([loc, count]) => [loc, `a sentence has ${count} words`]),
};

/** Every quotation: its place, and the claim or opinion it belongs to. @type {(c: Block) => { loc: Loc, part: Block }[]} */
const quotations = (c) =>
  ["claims", "opinions"].flatMap((name) =>
    each(c[name])
      .filter(([, { quote }]) => quote !== undefined)
      .map(([n, part]) => ({ loc: [name, n, "quote"], part })),
  );

/** @param {Block} c @param {Block} part */
function isThere(c, { name, places = [name], least = 1, either, by, except_for: exceptFor = [] }) {
  const held = (/** @type {string} */ place) => {
    const value = place.split(".").reduce((part, step) => part?.[step], /** @type {any} */ (c));
    if (!Array.isArray(value)) return Number(value !== undefined);
    return by ? new Set(value.map((part) => part[by])).size : value.length;
  };
  const enough = places.map((/** @type {string} */ place) => held(place) >= least);
  return exceptFor.includes(c.kind) || (either ? enough.some(Boolean) : enough.every(Boolean));
}

/** @param {Block} c @param {Block} claim @param {Known} known */
const strong = (c, { sources = [] }, { publication }) => list(c.sources).some(({ id, kind }) => sources.includes(id) && publication.strong.includes(kind));

/** Whether the sources of a part have enough origins that do not lean on each other. @param {Block} c @param {Block} part @param {Known} known */
function independent(c, { sources = [] }, { publication }) {
  const parents = new Map(list(c.sources).map(({ id, derives_from: from }) => [id, from ?? []]));
  /** @type {Set<string>[]} */
  let groups = [];
  for (const source of sources) {
    const merged = roots(source, parents);
    const apart = groups.filter((group) => ![...group].some((root) => merged.has(root)));
    for (const group of groups) if (!apart.includes(group)) for (const root of group) merged.add(root);
    groups = [...apart, merged];
  }
  return groups.length >= publication.independent;
}

/** The sources that a source goes back to, itself if it repeats none. @param {string} source @param {Map<string, string[]>} parents */
function roots(source, parents) {
  /** @type {Set<string>[]} */
  const [found, seen] = [new Set(), new Set()];
  const waiting = [source];
  for (let current = waiting.pop(); current !== undefined; current = waiting.pop()) {
    if (seen.has(current)) continue;
    seen.add(current);
    const above = parents.get(current) ?? [];
    if (above.length) waiting.push(...above);
    else found.add(current);
  }
  return found.size ? found : new Set([source]);
}

/** @param {string} text */
const essence = (text) => text.replace(/^[ .]+|[ .]+$/g, "").toLowerCase();
/** @param {string | undefined} text @param {Record<string, any>} publication @returns {string[]} */
const sentences = (text = "", publication) => text.match(new RegExp(publication.sentence[0], `${publication.sentence[1]}g`)) ?? [];

/** Whether a sentence holds one of the numbers of a figure, in one of the forms in which people write it. @param {string} sentence @param {Block} figure */
function states(sentence, { value, min, max }) {
  const plain = sentence.replace(/(?<=\d)[ ,\u202f\u00a0](?=\d{3})/gu, "");
  return [value, min, max].some((amount) => amount !== undefined && written(Number(amount)).test(plain));
}

/** @param {number} amount */
function written(amount) {
  const exact = (amount % 1 ? general(amount) : amount.toFixed(0)).replace(/[.+-]/g, "\\$&");
  const rounded = Object.entries({ thousand: 1e3, million: 1e6, billion: 1e9 })
    .filter(([, size]) => amount >= size)
    .map(([word, size]) => `${general(amount / size)}[ -]${word}`);
  return new RegExp(`(?<![\\d.])(?:${[exact, ...rounded].join("|")})(?!\\d|\\.\\d)`);
}

/** A number with six digits at most, as Python's format `g` writes it. @param {number} amount */
function general(amount) {
  const [digits, power] = amount.toExponential(5).split("e").map(Number);
  if (power >= -4 && power < 6) return String(Number(amount.toPrecision(6)));
  return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** Whether a case is held to these rules: on the site, or meant to be. A misspelt state is told as such, and holds to nothing. @param {Definition} definition @param {Block} data */
export const isHeld = ({ terms }, { record }) => (terms["record-status"] ?? []).some(([state]) => state !== "draft" && state === record?.status);

/** What is still missing before a case can be published. What is only advised is marked. @param {Definition} definition @param {Block} data */
export const missing = (definition, data) => run(RULES, definition, data);

/** The ids of the rules that are looked at here. */
export const NAMES = Object.keys(RULES);
