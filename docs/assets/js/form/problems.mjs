// Everything that is wrong with a case, in the words of the command line.

import { complaint } from "./kinds.mjs";
import { isHeld, missing } from "./publication.mjs";
import { findings } from "./rules.mjs";

/**
 * All problems of a case as it would stand in the file, in the order of the fields:
 * `{ loc, rule, message, remedy, advice }`. What is only advised is marked.
 * @param {Definition} definition @param {Block} data @param {Choice[] | null} cases @returns {Problem[]}
 */
export function problems(definition, data, cases) {
  const held = isHeld(definition, data) ? missing(definition, data) : [];
  return [...misshapen(definition, definition.root, data, []), ...findings(definition, data, cases), ...held];
}

/** @param {Definition} definition @param {string} model @param {Block} data @param {Loc} loc @returns {Generator<Problem>} */
function* misshapen(definition, model, data, loc) {
  for (const field of definition.models[model].fields) {
    const here = [...loc, field.name];
    const value = data[field.name];
    if (value === undefined) {
      if (field.required) yield said(definition, field, here, ["missing", {}]);
    } else if (field.many) {
      if (value.length < (field.entries ?? 0)) yield said(definition, field, here, ["too-few", {}]);
      for (const [place, part] of value.entries()) yield* one(definition, field, part, [...here, place]);
    } else yield* one(definition, field, value, here);
  }
}

/** @param {Definition} definition @param {Field} field @param {any} value @param {Loc} loc @returns {Generator<Problem>} */
function* one(definition, field, value, loc) {
  if (field.kind === "block") yield* misshapen(definition, field.model, value, loc);
  else if (typeof value === "string") {
    const wrong = complaint(field, value);
    if (wrong) yield said(definition, field, loc, wrong);
  }
}

/** @param {Definition} definition @param {Field} field @param {Loc} loc @param {Complaint} complaint @returns {Problem} */
function said(definition, field, loc, [name, values]) {
  const [message, inForm, rule] = definition.words[name];
  /** @type {Record<string, string | number>} */
  const known = { name: field.name, wants: field.wants ?? "one of the words offered", about: field.about ?? "", ...values };
  const fill = (/** @type {string} */ text) => text.replace(/\{(\w+)\}/g, (_, key) => String(known[key] ?? "")).trim();
  return { loc, rule, message: fill(message), remedy: name === "missing" ? toAdd(definition, field, fill(inForm)) : fill(inForm) };
}

/** What to do about a field that is missing, said to somebody who looks at its control. @param {Definition} definition @param {Field} field @param {string} about */
function toAdd(definition, field, about) {
  if (field.many) return definition.words["too-few"][1];
  return field.terms || field.ref ? "Choose one." : about;
}
