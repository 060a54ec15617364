// What a case needs beyond a draft before it can be published: the twins of the
// rules in scripts/casebook/rules/ that hold for published cases. Lists, numbers
// and patterns come from there as data; a test takes the real cases apart and
// holds what is found equal.

import { matcher, words } from "./kinds.mjs";
import { requirements } from "./requirements.mjs";
import { run } from "./rules.mjs";
import { each, list } from "./state.mjs";

/** @type {Record<string, Rule>} */
const RULES = {
  "claims/quote-length"(c, { publication }) {
    const unspaced = new RegExp(publication.unspaced[0], `${publication.unspaced[1]}g`);
    return quotations(c)
      .map(({ loc, part: { id, quote } }) => ({ loc, id, count: words((quote.text ?? "").replace(unspaced, " x ")).length }))
      .filter(({ count }) => count > publication.quoted_words)
      .map(({ loc, id, count }) => [[...loc, "text"], `the quotation of \`${id}\` has ${count} words`]);
  },

  "lessons/why-repeats-item"(c, { items }) {
    const statements = new Map(items.map(([id, statement]) => [id, essence(statement)]));
    return each(c.lessons).flatMap(([n, lesson]) =>
      each(lesson.items)
        .filter(([, { item, why }]) => why !== undefined && essence(why) === statements.get(item))
        .map(([m, { item }]) => [["lessons", n, "items", m, "why"], `the reason repeats the statement of ${item}`]),
    );
  },

  "publication/incomplete"(c, { publication: { parts } }) {
    if (c.record?.status === "withdrawn") return [];
    return list(parts).filter((part) => !isThere(c, part)).map(({ name, message, remedy }) => [[c[name] === undefined ? "id" : name], message, remedy, [name]]);
  },

  "sources/unused"(c, { leaves }) {
    if (c.record?.status === "withdrawn") return [];
    const used = new Set(leaves.filter(({ field }) => field.ref === "source").map(({ value }) => value));
    return each(c.sources)
      .filter(([, { id }]) => !used.has(id))
      .map(([n, { id }]) => [["sources", n, "id"], `nothing names \`${id}\``]);
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

  "why/few-roles"(c, { publication: { most_roles: most } }) {
    const roles = list(c.roles);
    const addressed = new Set(list(c.why_it_matters).map(({ role }) => role));
    /** @type {Finding[]} */
    const found = roles.length > most ? [[["roles", most], `\`roles\` names ${roles.length} roles`]] : [];
    return [...found, ...each(roles).filter(([, role]) => !addressed.has(role)).map(([n, role]) => /** @type {Finding} */ ([["roles", n], `\`why_it_matters\` has no words for \`${role}\``]))];
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
export const missing = (definition, data) => run({ ...requirements(definition, (when) => when === "published"), ...RULES }, definition, data);

/** The ids of the rules that are code here. */
export const NAMES = Object.keys(RULES);
