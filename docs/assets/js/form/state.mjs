// A case as the form holds it: the same tree as the file, with text where the
// file has numbers, and with fields that are still empty.

import { idFrom, strip } from "./kinds.mjs";

/** What a new block starts with: the presets of its fields, and the parts that are always there. @param {Definition} definition @param {string} model @returns {Block} */
export function fresh(definition, model) {
  /** @type {Block} */
  const made = {};
  for (const field of definition.models[model].fields) {
    if (field.always) made[field.name] = fresh(definition, field.model);
    else if (field.preset) made[field.name] = field.preset;
    else if (field.many && field.kind === "block" && field.required) made[field.name] = [fresh(definition, field.model)];
  }
  return made;
}

/** A published case as the form holds it. @param {Definition} definition @param {string} model @param {Block} data @returns {Block} */
export function opened(definition, model, data) {
  const made = fresh(definition, model);
  for (const field of definition.models[model].fields) {
    const value = data[field.name];
    if (value === undefined || value === null) continue;
    /** */
    const one = (/** @type {any} */ part) => (field.kind === "block" ? opened(definition, field.model, part) : field.kind === "switch" ? part : String(part));
    made[field.name] = field.many ? value.map(one) : one(value);
  }
  return made;
}

/**
 * A kept draft as the form holds it. It may be of an older form, or written by
 * something else: what does not have the shape of its field is left out, and
 * `left` is told its name. A file that was read has words where others have switches.
 * @param {Definition} definition @param {string} model @param {Block} raw @param {(name: string) => void} left @returns {Block}
 */
export function restored(definition, model, raw, left = () => {}) {
  const made = fresh(definition, model);
  const { fields } = definition.models[model];
  for (const key of Object.keys(raw)) if (!fields.some(({ name }) => name === key)) left(key);
  for (const field of fields) {
    const value = restoredValue(definition, field, raw[field.name], left);
    if (value !== undefined) made[field.name] = value;
  }
  return made;
}

/** What of a value has the shape of its field; undefined where nothing has. @param {Definition} definition @param {Field} field @param {unknown} written @param {(name: string) => void} left */
function restoredValue(definition, field, written, left) {
  const value = field.kind === "switch" && (written === "true" || written === "false") ? written === "true" : written;
  if (value === undefined || value === null) return undefined;
  const fits = (/** @type {unknown} */ part) => (field.kind === "block" ? isTable(part) : typeof part === (field.kind === "switch" ? "boolean" : "string"));
  const one = (/** @type {any} */ part) => (field.kind === "block" ? restored(definition, field.model, part, left) : part);
  if (!field.many) {
    if (fits(value)) return one(value);
    left(field.name);
    return undefined;
  }
  const parts = Array.isArray(value) ? value.filter(fits) : [];
  const isWhole = Array.isArray(value) && parts.length === value.length;
  if (!isWhole) left(field.name);
  return parts.length || isWhole ? parts.map(one) : undefined;
}

/** The parts of a list; none where there is no list yet. @param {Block[] | undefined} parts @returns {Block[]} */
export const list = (parts) => parts ?? [];

/** The parts of a list, each with its place; none where there is no list yet. @type {(parts: Block[] | undefined) => [number, Block][]} */
export const each = (parts) => list(parts).map((part, place) => [place, part]);

/** @param {unknown} value @returns {value is Block} */
export const isTable = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** What goes into the file: no blanks around text, nothing that is empty. @param {Definition} definition @param {string} model @param {Block} state @returns {Block} */
export function pruned(definition, model, state) {
  /** @type {Block} */
  const made = {};
  for (const field of definition.models[model].fields) {
    const value = kept(definition, field, state[field.name]);
    if (value !== undefined) made[field.name] = value;
  }
  return made;
}

/** @param {Definition} definition @param {Field} field @param {any} value @returns {any} */
function kept(definition, field, value) {
  if (value === undefined || value === null) return undefined;
  if (field.many) {
    const parts = value.map((/** @type {unknown} */ part) => one(definition, field, part)).filter((/** @type {unknown} */ part) => part !== "");
    return parts.length ? parts : undefined;
  }
  const part = one(definition, field, value);
  if (part === "" || part === false) return undefined;
  return field.always && !Object.keys(part).length ? undefined : part;
}

/** @param {Definition} definition @param {Field} field @param {any} value */
function one(definition, field, value) {
  if (field.kind === "block") return pruned(definition, field.model, value);
  return typeof value === "string" ? strip(value.replaceAll("\r\n", "\n")) : value;
}

/** Calls back for every field of the tree that holds something, with what holds it. @param {Definition} definition @param {string} model @param {Block} state @param {(field: Field, holder: Block, loc: Loc, model: string) => void} visit @param {Loc} loc */
export function walk(definition, model, state, visit, loc = []) {
  for (const field of definition.models[model].fields) {
    const value = state[field.name];
    if (value === undefined) continue;
    const here = [...loc, field.name];
    visit(field, state, here, model);
    if (field.kind !== "block") continue;
    if (field.many) value.forEach((/** @type {Block} */ part, /** @type {number} */ place) => walk(definition, field.model, part, visit, [...here, place]));
    else walk(definition, field.model, value, visit, here);
  }
}

/** Every text of the case with its place and its field. @param {Definition} definition @param {Block} data @returns {Leaf[]} */
export function leaves(definition, data) {
  /** @type {Leaf[]} */
  const found = [];
  walk(definition, definition.root, data, (field, holder, loc) => {
    const value = holder[field.name];
    if (field.kind === "block" || field.kind === "number") return;
    if (!field.many) found.push({ loc, value, field });
    else value.forEach((/** @type {string} */ part, /** @type {number} */ place) => found.push({ loc: [...loc, place], value: part, field }));
  });
  return found.filter(({ value }) => typeof value === "string");
}

const LONGEST = 2000; // characters that a field without a bound is looked at
/**
 * The case for the rules: a text that is too long for its field is cut there. It
 * is told as too long anyway, and no pattern has to go through what is beyond.
 * @param {Definition} definition @param {string} model @param {Block} data @returns {Block}
 */
export function bounded(definition, model, data) {
  /** @type {Block} */
  const made = {};
  for (const field of definition.models[model].fields) {
    const value = data[field.name];
    if (value === undefined) continue;
    const one = (/** @type {any} */ part) => (field.kind === "block" ? bounded(definition, field.model, part) : cut(part, field.most ?? LONGEST));
    made[field.name] = field.many ? value.map(one) : one(value);
  }
  return made;
}

/** A text of at most so many characters, some of which are two to the browser. @param {any} value @param {number} most */
const cut = (value, most) => (typeof value === "string" && value.length > most ? [...value.slice(0, 2 * most)].slice(0, most).join("") : value);

const EVIDENCE = ["claims", "facts", "timeline"];
/** Which lists a reference may point into. @type {Record<string, string[]>} */
export const TARGETS = {
  source: ["sources"],
  claim: ["claims"],
  part: ["claims", "facts", "opinions"],
  moment: ["timeline"],
  evidence: EVIDENCE,
  statement: [...EVIDENCE, "opinions", "failures", "lessons"],
};

/** The parts of the case that a reference may name: id and words for each. @param {Block} state @param {string} ref @returns {Choice[]} */
export const partsFor = (state, ref) =>
  (TARGETS[ref] ?? []).flatMap((name) => list(state[name]).filter(({ id }) => id).map((part) => [part.id, part.title ?? part.text ?? "", part.publisher ?? ""]));

/** Follows an id that was changed: whatever named the part by the old one names it by the new. @param {Definition} definition @param {Block} state @param {string} name @param {string | undefined} before @param {string | undefined} after */
export function rename(definition, state, name, before, after) {
  if (!before || !after || list(state[name]).some(({ id }) => id === before)) return;
  walk(definition, definition.root, state, (field, holder) => {
    if (!TARGETS[field.ref ?? ""]?.includes(name)) return;
    const renamed = (/** @type {string} */ value) => (value === before ? after : value);
    holder[field.name] = field.many ? holder[field.name].map(renamed) : renamed(holder[field.name]);
  });
}

/** Lets whatever needs a source name the only one there is. @param {Definition} definition @param {Block} state @param {string | undefined} id */
export function nameOnly(definition, state, id) {
  if (!id || state.sources.length !== 1) return;
  for (const { holder, field } of needs(definition, definition.root, state)) if (!holder[field.name]?.length) holder[field.name] = [id];
}

/** @param {Definition} definition @param {string} model @param {Block} state @returns {Generator<{ holder: Block, field: Field }>} */
function* needs(definition, model, state) {
  for (const field of definition.models[model].fields) {
    if (field.ref === "source" && field.required) yield { holder: state, field };
    if (field.kind !== "block" || !state[field.name]) continue;
    for (const part of [state[field.name]].flat()) yield* needs(definition, field.model, part);
  }
}

/** The words of a text that an id is made of. @param {Definition} definition @param {string} text */
const wordsOf = (definition, text) => (strip(text).toLowerCase().match(/[a-z0-9]+/g) ?? []).filter((word) => !definition.small.includes(word));

/** An id for a case: the first words of its title, and the year. The command line makes the same. @param {Definition} definition @param {string} title @param {string} disclosed */
export function caseId(definition, title, disclosed) {
  const year = disclosed.slice(0, 4);
  const chosen = wordsOf(definition, title).filter((word) => word !== year);
  return [...chosen.slice(0, 5), ...(year ? [year] : [])].join("-").slice(0, 80);
}

/** An id for a part of the case, different from those that are taken. @param {Definition} definition @param {string} text @param {string[]} taken */
export function partId(definition, text, taken) {
  const base = idFrom(wordsOf(definition, text).slice(0, 5).join("-")).slice(0, 40).replace(/-+$/, "");
  let made = base;
  for (let number = 2; base && taken.includes(made); number += 1) made = `${base}-${number}`;
  return made;
}
