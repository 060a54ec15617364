// Rules that are data: "where A holds for a part, B must be there", "no two
// parts share C", "nothing lies after D". The entries, with their messages, come from
// scripts/casebook/rules/requirements.py, which reads the same for the check.

import { day, isBefore } from "./dates.mjs";
import { shortened, words } from "./kinds.mjs";
import { each } from "./state.mjs";

/**
 * A condition on a part; see Test in requirements.py.
 * @typedef {{ kind: string, path: string, values: string[], negated: boolean }} Test
 * A part of a case, with its place and the part around it.
 * @typedef {{ loc: any[], own: any, outer: any }} Part
 */

/** What the entries find in a case, by the id of their rule. @param {any} definition @param {(when: string) => boolean} wanted */
export function requirements({ requirements: { needs, unique, once, latest, forbidden } }, wanted) {
  /** @type {Record<string, (c: any, known: any) => any[]>} */
  const rules = {};
  /** @param {any[]} entries @param {(entry: any, c: any, known: any) => any[]} find */
  const add = (entries, find) => {
    for (const entry of entries.filter(({ when }) => wanted(when))) {
      const before = rules[entry.rule];
      rules[entry.rule] = (c, known) => [...(before?.(c, known) ?? []), ...find(entry, c, known)];
    }
  };
  add(needs, lacking);
  add(unique, shared);
  add(once, twice);
  add(latest, late);
  add(forbidden, held);
  return rules;
}

/** @param {any} entry @param {any} c @param {any} known */
function lacking(entry, c, known) {
  const holds = (/** @type {Test} */ test, /** @type {Part} */ part) => passes(test, part, c, known) !== test.negated;
  return parts(c, entry.each)
    .filter((part) => entry.if.every((/** @type {Test} */ test) => holds(test, part)) && !entry.needs.some((/** @type {Test} */ test) => holds(test, part)))
    .map(({ loc, own, outer }) => [[...loc, ...entry.at], filled(own.id === undefined && entry.nameless ? entry.nameless : entry.message, { ...own, outer })]);
}

/** @param {any} entry @param {any} c @param {any} known */
function held(entry, c, known) {
  const pattern = new RegExp(entry.pattern[0], `${entry.pattern[1]}g`);
  const aside = entry.aside && new RegExp(entry.aside[0], `${entry.aside[1]}g`);
  const partOf = (/** @type {any[]} */ loc) => ({ loc: loc.slice(0, -1), own: loc.slice(0, -1).reduce((whole, step) => whole[step], c), outer: undefined });
  const holds = (/** @type {Part} */ part) => entry.if.every((/** @type {Test} */ test) => passes(test, part, c, known) !== test.negated);
  return known.leaves
    .filter((/** @type {any} */ leaf) => covers(entry, leaf) && holds(partOf(leaf.loc)))
    .flatMap((/** @type {any} */ { loc, value }) => {
      const matches = [...(aside ? value.replace(aside, "") : value).matchAll(pattern)];
      const found = matches.map(([text]) => words(text).join(" "));
      return found.length >= entry.least ? [[loc, filled(entry.message, { ...partOf(loc).own, ...matches[0].groups, found: found[0], all: found.join("`, `") })]] : [];
    });
}

/** Whether a text is looked at; see Scope in requirements.py. @param {any} entry @param {any} leaf */
function covers({ only, without, names }, { loc, field }) {
  if (!names && (field.ref || loc.at(-1) === "id")) return false;
  const path = loc.filter((/** @type {any} */ step) => typeof step === "string").join(".");
  return only.length ? only.includes(path) : !without.some((/** @type {string} */ name) => `${path}.`.startsWith(`${name}.`));
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
        return first ? [[[...loc, place, entry.field], filled(entry.message, { value, first: first.id, outer: outer?.id })]] : [];
      });
    }),
  );
}

/** @param {any} entry @param {any} _c @param {any} known */
function twice({ message }, _c, { leaves }) {
  const seen = new Set();
  return leaves.flatMap((/** @type {any} */ { loc, value, field }) => {
    if (!(field.terms || field.ref) || typeof loc.at(-1) !== "number") return [];
    const place = [...loc.slice(0, -1), value].join(" ");
    const isSecond = seen.has(place);
    seen.add(place);
    return isSecond ? [[loc, filled(message, { value: shortened(value) })]] : [];
  });
}

/** @param {any} entry @param {any} c */
function late({ limit, message, told: [names, fields] }, c) {
  const last = lastDay(limit, c.record ?? {});
  if (!last) return [];
  const told = [
    ...["disclosed", "occurred"].map((name) => ({ loc: [name], on: c[name] })),
    ...names.flatMap((/** @type {string} */ path) =>
      parts(c, path).flatMap(({ loc, own }) => fields.map((/** @type {string} */ field) => ({ loc: [...loc, field], on: own[field] }))),
    ),
  ];
  return told
    .filter(({ on }) => on !== undefined && (day(on)?.first ?? "") > last)
    .map(({ loc, on }) => [loc, filled(message, { on, updated: c.record?.updated })]);
}

/** The day after which nothing lies: that of the last update; or today, wherever on earth, where the other does not bind. @param {string} limit @param {any} record */
function lastDay(limit, { status = "draft", updated }) {
  if (limit === "updated") return updated && day(updated)?.last;
  const bound = status !== "draft" && updated !== undefined;
  return bound ? undefined : new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

/** @param {Test} test @param {Part} part @param {any} c @param {any} known */
function passes({ kind, path, values }, part, c, known) {
  if (OF_SOURCES.includes(kind)) return ofSources(kind, values, part, c, known);
  const at = (/** @type {string} */ wanted) => (wanted.startsWith("case.") ? valuesAt({ loc: [], own: c, outer: undefined }, wanted.slice(5)) : valuesAt(part, wanted));
  const found = at(path);
  const others = values.flatMap((other) => (kind === "before" || kind === "shares" ? at(other) : kind === "id_of" ? idsOf(c, other) : [other]));
  if (kind === "there") return found.length > 0;
  if (kind === "distinct") return new Set(found.map((value) => String(value).toLowerCase())).size >= known.publication.independent;
  return kind === "before" ? found.some((on) => others.some((other) => isBefore(on, other))) : found.some((value) => others.includes(value));
}

const OF_SOURCES = ["origins", "kinds", "other_kinds"];

/** @param {string} kind @param {string[]} values @param {Part} part @param {any} c @param {any} known */
function ofSources(kind, values, part, c, known) {
  const named = valuesAt(part, "sources");
  if (kind === "origins") return independent(c, named, known);
  const held = (c.sources ?? []).filter((/** @type {any} */ { id }) => named.includes(id));
  return held.some((/** @type {any} */ source) => values.includes(source.kind) === (kind === "kinds"));
}

/** The ids of the entries of a list; that of the case for the empty name. @param {any} c @param {string} name */
const idsOf = (c, name) => (name ? (c[name] ?? []) : [c]).map((/** @type {any} */ { id }) => id);

/** Everything that stands at a path, through lists and what is left out; `outer.` leads from the part around. @param {Part} part @param {string} path @returns {any[]} */
function valuesAt({ own, outer }, path) {
  const steps = path.split(".");
  const start = steps[0] === "outer" ? outer : own;
  return steps.slice(steps[0] === "outer" ? 1 : 0).reduce((found, step) => found.flatMap((value) => value[step] ?? []), [start]);
}

/** The entries of the list at a path, or of the lists one level down; the case itself for none. @param {any} c @param {string} path @returns {Part[]} */
export const parts = (c, path) =>
  path ? lists(c, path).flatMap(([loc, outer, list]) => each(list).map(([place, own]) => ({ loc: [...loc, place], own, outer }))) : [{ loc: [], own: c, outer: undefined }];

/** The lists at a path, each with its place and the part that holds it. @param {any} c @param {string} path @returns {[any[], any, any[]][]} */
function lists(c, path) {
  const [outer, inner] = path.split(".");
  if (!inner) return [[[outer], c, c[outer]]];
  if (!Array.isArray(c[outer])) return [[[outer, inner], c[outer], c[outer]?.[inner]]];
  return each(c[outer]).map(([place, part]) => [[outer, place, inner], part, part[inner]]);
}

/** @param {string} message @param {any} values */
const filled = (message, values) => message.replace(/\{([\w.]+)\}/g, (_, path) => path.split(".").reduce((/** @type {any} */ found, /** @type {string} */ step) => found?.[step], values));

/** Whether the sources of a part have enough independent origins. @param {any} c @param {string[]} sources @param {any} known */
function independent(c, sources, { publication }) {
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
