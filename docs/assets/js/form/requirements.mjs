// Rules that are data: "where A holds for a part, B must be there", and "no two
// parts share C". The entries, with their messages, come from
// scripts/casebook/rules/requirements.py, which reads the same for the check.

import { day } from "./dates.mjs";
import { each } from "./state.mjs";

/**
 * A condition on a part; see Test in requirements.py.
 * @typedef {{ kind: string, path: string, values: string[], negated: boolean }} Test
 */

/** What the entries find in a case, by the id of their rule. @param {any} definition @param {(when: string) => boolean} wanted */
export function requirements({ requirements: { needs, unique, forbidden } }, wanted) {
  /** @type {Record<string, (c: any, known: any) => any[]>} */
  const rules = {};
  for (const entry of needs) if (wanted(entry.when)) rules[entry.rule] = (c, known) => lacking(entry, c, known);
  for (const entry of unique) if (wanted(entry.when)) rules[entry.rule] = (c) => shared(entry, c);
  for (const entry of forbidden) if (wanted(entry.when)) rules[entry.rule] = (_, { leaves }) => held(entry, leaves);
  return rules;
}

/** @param {any} entry @param {any} c @param {any} known */
function lacking(entry, c, known) {
  const holds = (/** @type {Test} */ test, /** @type {any} */ part) => passes(test, part, c, known) !== test.negated;
  return parts(c, entry.each)
    .filter(([, part]) => entry.if.every((/** @type {Test} */ test) => holds(test, part)) && !entry.needs.some((/** @type {Test} */ test) => holds(test, part)))
    .map(([loc, part]) => [[...loc, ...entry.at], filled(part.id === undefined && entry.nameless ? entry.nameless : entry.message, part)]);
}

/** @param {any} entry @param {any[]} leaves */
function held({ pattern: [source, flags], message }, leaves) {
  const pattern = new RegExp(source, flags);
  return leaves.filter(({ value }) => pattern.test(value)).map(({ loc }) => [loc, message]);
}

/** @param {any} entry @param {any} c */
function shared(entry, c) {
  return entry.each.flatMap((/** @type {string} */ path) =>
    lists(c, path).flatMap(([loc, outer, list]) => {
      const seen = new Map();
      return each(list).flatMap(([place, part]) => {
        const value = part[entry.field];
        if (value === undefined) return [];
        const first = seen.get(value);
        if (!first) seen.set(value, part);
        return first ? [[[...loc, place, entry.field], filled(entry.message, { value, first: first.id, outer: outer.id })]] : [];
      });
    }),
  );
}

/** @param {Test} test @param {any} part @param {any} c @param {any} known */
function passes({ kind, path, values }, part, c, known) {
  if (kind === "origins") return independent(c, part, known);
  if (kind === "kinds") return (c.sources ?? []).some((/** @type {any} */ source) => (part.sources ?? []).includes(source.id) && values.includes(source.kind));
  const found = valuesAt(part, path);
  if (kind === "distinct") return new Set(found.map((value) => String(value).toLowerCase())).size >= known.publication.independent;
  if (kind === "before") return found.some((on) => values.some((other) => valuesAt(part, other).some((later) => isBefore(on, later))));
  const names = kind === "id_of" ? values.flatMap((name) => (name ? (c[name] ?? []) : [c]).map((/** @type {any} */ { id }) => id)) : values;
  return kind === "there" ? found.length > 0 : found.some((value) => names.includes(value));
}

/** Whether a date surely lies before another. @param {string} on @param {string} other */
function isBefore(on, other) {
  const [last, first] = [day(on)?.last, day(other)?.first];
  return Boolean(last && first && last < first);
}

/** Everything that stands at a path, through lists and what is left out. @param {any} part @param {string} path @returns {any[]} */
const valuesAt = (part, path) => path.split(".").reduce((found, step) => found.flatMap((value) => value[step] ?? []), [part]);

/** @param {any} c @param {string} name @returns {[any[], any][]} */
const parts = (c, name) => (name ? each(c[name]).map(([place, part]) => [[name, place], part]) : [[[], c]]);

/** @param {any} c @param {string} path @returns {[any[], any, any[]][]} */
function lists(c, path) {
  const [outer, inner] = path.split(".");
  return inner ? each(c[outer]).map(([place, part]) => [[outer, place, inner], part, part[inner]]) : [[[outer], c, c[outer]]];
}

/** @param {string} message @param {any} values */
const filled = (message, values) => message.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** Whether the sources of a part have enough independent origins. @param {any} c @param {any} part @param {any} known */
function independent(c, { sources = [] }, { publication }) {
  const parents = new Map((c.sources ?? []).map((/** @type {any} */ { id, derives_from: from }) => [id, from ?? []]));
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
  const [found, seen, waiting] = [new Set(), new Set(), [source]];
  while (waiting.length) {
    const current = /** @type {string} */ (waiting.pop());
    if (seen.has(current)) continue;
    seen.add(current);
    const above = parents.get(current) ?? [];
    if (above.length) waiting.push(...above);
    else found.add(current);
  }
  return found.size ? found : new Set([source]);
}
