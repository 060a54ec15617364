// A case as the form holds it: the same tree as the file, with text where the
// file has numbers, and with fields that are still empty.

import { idFrom, strip } from "./kinds.mjs";

/** What a new block starts with: the presets of its fields, and the parts that are always there. */
export function fresh(definition, model) {
  const made = {};
  for (const field of definition.models[model].fields) {
    if (field.always) made[field.name] = fresh(definition, field.model);
    else if (field.preset) made[field.name] = field.preset;
    else if (field.many && field.kind === "block" && field.required) made[field.name] = [fresh(definition, field.model)];
  }
  return made;
}

/** A published case as the form holds it. */
export function opened(definition, model, data) {
  const made = fresh(definition, model);
  for (const field of definition.models[model].fields) {
    const value = data[field.name];
    if (value === undefined || value === null) continue;
    const one = (part) => (field.kind === "block" ? opened(definition, field.model, part) : field.kind === "switch" ? part : String(part));
    made[field.name] = field.many ? value.map(one) : one(value);
  }
  return made;
}

/**
 * A kept draft as the form holds it. It may be of an older form, or written by
 * something else: what does not have the shape of its field is left out, and
 * `left` is told its name. A file that was read has words where others have switches.
 */
export function restored(definition, model, raw, left = () => {}) {
  const made = fresh(definition, model);
  const { fields } = definition.models[model];
  for (const key of Object.keys(raw)) if (!fields.some(({ name }) => name === key)) left(key);
  for (const field of fields) {
    const written = raw[field.name];
    const value = field.kind === "switch" && ["true", "false"].includes(written) ? written === "true" : written;
    const fits = (part) => (field.kind === "block" ? isTable(part) : typeof part === (field.kind === "switch" ? "boolean" : "string"));
    const one = (part) => (field.kind === "block" ? restored(definition, field.model, part, left) : part);
    const parts = field.many && Array.isArray(value) ? value.filter(fits) : null;
    if (value !== undefined && value !== null && (field.many ? parts?.length !== value.length : !fits(value))) left(field.name);
    if (parts && (parts.length || !value.length)) made[field.name] = parts.map(one);
    else if (!field.many && fits(value)) made[field.name] = one(value);
  }
  return made;
}

/** The parts of a list, each with its place; none where there is no list yet. */
export const each = (list) => (list ?? []).map((part, place) => [place, part]);

export const isTable = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** What goes into the file: no blanks around text, nothing that is empty. */
export function pruned(definition, model, state) {
  const made = {};
  for (const field of definition.models[model].fields) {
    const value = kept(definition, field, state[field.name]);
    if (value !== undefined) made[field.name] = value;
  }
  return made;
}

function kept(definition, field, value) {
  if (value === undefined || value === null) return undefined;
  if (field.many) {
    const parts = value.map((part) => one(definition, field, part)).filter((part) => part !== "");
    return parts.length ? parts : undefined;
  }
  const part = one(definition, field, value);
  if (part === "" || part === false) return undefined;
  return field.always && !Object.keys(part).length ? undefined : part;
}

function one(definition, field, value) {
  if (field.kind === "block") return pruned(definition, field.model, value);
  return typeof value === "string" ? strip(value.replaceAll("\r\n", "\n")) : value;
}

/** Calls back for every field of the tree that holds something, with what holds it. */
export function walk(definition, model, state, visit, loc = []) {
  for (const field of definition.models[model].fields) {
    const value = state[field.name];
    if (value === undefined) continue;
    const here = [...loc, field.name];
    visit(field, state, here, model);
    if (field.kind !== "block") continue;
    if (field.many) value.forEach((part, place) => walk(definition, field.model, part, visit, [...here, place]));
    else walk(definition, field.model, value, visit, here);
  }
}

/** Every text of the case with its place and its field. */
export function leaves(definition, data) {
  const found = [];
  walk(definition, definition.root, data, (field, holder, loc) => {
    const value = holder[field.name];
    if (field.kind === "block" || field.kind === "number") return;
    if (!field.many) found.push({ loc, value, field });
    else value.forEach((part, place) => found.push({ loc: [...loc, place], value: part, field }));
  });
  return found.filter(({ value }) => typeof value === "string");
}

const LONGEST = 2000; // characters that a field without a bound is looked at
/**
 * The case for the rules: a text that is too long for its field is cut there. It
 * is told as too long anyway, and no pattern has to go through what is beyond.
 */
export function bounded(definition, model, data) {
  const made = {};
  for (const field of definition.models[model].fields) {
    const value = data[field.name];
    if (value === undefined) continue;
    const one = (part) => (field.kind === "block" ? bounded(definition, field.model, part) : cut(part, field.most ?? LONGEST));
    made[field.name] = field.many ? value.map(one) : one(value);
  }
  return made;
}

/** A text of at most so many characters, some of which are two to the browser. */
const cut = (value, most) => (typeof value === "string" && value.length > most ? [...value.slice(0, 2 * most)].slice(0, most).join("") : value);

/** Which lists a reference may point into. */
const EVIDENCE = ["claims", "facts", "timeline"];
export const TARGETS = {
  source: ["sources"],
  claim: ["claims"],
  part: ["claims", "facts", "opinions"],
  moment: ["timeline"],
  evidence: EVIDENCE,
  statement: [...EVIDENCE, "opinions", "failures", "lessons"],
};

/** The parts of the case that a reference may name: id and words for each. */
export const partsFor = (state, ref) =>
  (TARGETS[ref] ?? []).flatMap((name) => (state[name] ?? []).filter(({ id }) => id).map((part) => [part.id, part.title ?? part.text ?? "", part.publisher ?? ""]));

/** Follows an id that was changed: whatever named the part by the old one names it by the new. */
export function rename(definition, state, list, before, after) {
  if (!before || !after || (state[list] ?? []).some(({ id }) => id === before)) return;
  walk(definition, definition.root, state, (field, holder) => {
    if (!TARGETS[field.ref]?.includes(list)) return;
    const renamed = (value) => (value === before ? after : value);
    holder[field.name] = field.many ? holder[field.name].map(renamed) : renamed(holder[field.name]);
  });
}

/** Lets whatever needs a source name the only one there is. */
export function nameOnly(definition, state, id) {
  if (!id || state.sources.length !== 1) return;
  for (const { holder, field } of needs(definition, definition.root, state)) if (!holder[field.name]?.length) holder[field.name] = [id];
}

function* needs(definition, model, state) {
  for (const field of definition.models[model].fields) {
    if (field.ref === "source" && field.required) yield { holder: state, field };
    if (field.kind !== "block" || !state[field.name]) continue;
    for (const part of [state[field.name]].flat()) yield* needs(definition, field.model, part);
  }
}

/** The words of a text that an id is made of. */
const wordsOf = (definition, text) => (strip(text).toLowerCase().match(/[a-z0-9]+/g) ?? []).filter((word) => !definition.small.includes(word));

/** An id for a case: the first words of its title, and the year. The command line makes the same. */
export function caseId(definition, title, disclosed) {
  const year = disclosed.slice(0, 4);
  const chosen = wordsOf(definition, title).filter((word) => word !== year);
  return [...chosen.slice(0, 5), ...(year ? [year] : [])].join("-").slice(0, 80);
}

/** An id for a part of the case, different from those that are taken. */
export function partId(definition, text, taken) {
  const base = idFrom(wordsOf(definition, text).slice(0, 5).join("-")).slice(0, 40).replace(/-+$/, "");
  let made = base;
  for (let number = 2; base && taken.includes(made); number += 1) made = `${base}-${number}`;
  return made;
}
