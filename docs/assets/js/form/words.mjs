// Small helps for what the form says: labels for field names, code for what
// stands in backticks, ids for elements.

import { make } from "../shared/site.mjs";

let count = 0;
/** A new id for an element. */
export const uid = (name = "f") => `${name}-${(count += 1)}`;

/** Text with `code` as elements, and with the labels of fields instead of their names. @param {string} text @param {Record<string, string>} labels @returns {(string | Node)[]} */
export function said(text, labels = {}) {
  return text.split(/`([^`]+)`/).map((part, place) => {
    if (place % 2 === 0) return part;
    return Object.hasOwn(labels, part) ? `“${labels[part]}”` : make("code", {}, part);
  });
}

/** The label of every field that may be named near a model: its own, then those of the case; and of every term. @param {Definition} definition @param {string} model @returns {Record<string, string>} */
export function labelsFor(definition, model) {
  const named = (/** @type {string} */ name) => Object.fromEntries(definition.models[name].fields.map((field) => [field.name, field.label]));
  const always = definition.models[definition.root].fields.filter((field) => field.always);
  const inside = always.flatMap((field) => Object.entries(named(field.model)).map(([name, label]) => [`${field.name}.${name}`, label]));
  return { ...terms(definition), ...named(definition.root), ...Object.fromEntries(inside), ...named(model) };
}

/** What a reader is offered for a term, where that is another word: “Ruled on” for `adjudicated`. @param {Definition} definition */
function terms({ terms: vocabularies }) {
  const all = Object.values(vocabularies).flat();
  return Object.fromEntries(all.filter(([term, label]) => label.toLowerCase() !== term).map(([term, label]) => [term, label]));
}

/** "Source 2, Web address" for a place in the tree, and the model of its last block. @param {Definition} definition @param {Loc} loc */
export function whereIs(definition, loc) {
  let model = definition.root;
  /** @type {Field | undefined} */
  let field;
  const words = [];
  for (const step of loc) {
    if (typeof step === "number") {
      words.push(`${field?.model ? definition.models[field.model].name : field?.label} ${step + 1}`);
      continue;
    }
    field = definition.models[model].fields.find(({ name }) => name === step);
    if (!field?.model) continue;
    model = field.model;
    if (!field.many) words.push(field.label);
  }
  return { words: words.join(", "), model };
}
