// The facets of a filtered list: which there are, and what each entry has of them.

import { Facet, Limit } from "../shared/facets.mjs";
import { part, parts } from "../shared/site.mjs";

/** @typedef {import("./filter.mjs").Entry} Entry */
/** @typedef {{ value: string, label: string }} Option */
/** @typedef {Map<Entry, Set<string>>} Carried the values of each entry */

/** @type {(entry: Entry, name: string) => Set<string>} */
const valuesOf = (entry, name) => new Set((entry.element.dataset[name] ?? entry.group.list.dataset[name] ?? "").split(/\s+/).filter(Boolean));

/** The facets the labels name and the entries use, in the order of the labels; all that are named where it is not known yet. @param {Entry[]} entries @param {() => void} onChange @param {boolean} isLate */
export function readFacets(entries, onChange, isLate) {
  /** @type {Facet[]} */
  const facets = [];
  const wanted = new URLSearchParams(location.search);
  for (const group of parts(".facet-labels > [data-facet]")) {
    const name = group.dataset.facet ?? "";
    const label = part("dt", group).textContent.trim();
    const carried = new Map(entries.map((entry) => [entry, valuesOf(entry, name)]));
    const named = parts("dd", group).map((dd) => ({ value: dd.dataset.value ?? "", label: dd.textContent.trim() }));
    const { limit } = group.dataset;
    const { options, values } = limit ? limits(named, carried, wanted.getAll(name), limit) : { options: isLate ? named : choices(named, carried), values: carried };
    if (options.length < 2 && !wanted.has(name)) continue;
    const facet = new (limit ? Limit : Facet)(name, label, options, onChange);
    facet.of = (entry) => (isLate ? valuesOf(entry, name) : values.get(entry)) ?? new Set();
    facet.counts = new Map(parts("dd", group).map(({ dataset }) => [dataset.value ?? "", Number(dataset.count)]));
    facets.push(facet);
  }
  return facets;
}

/** The values that entries carry, as the page names them. @param {Option[]} named @param {Carried} values */
function choices(named, values) {
  const used = new Set([...values.values()].flatMap((set) => [...set]));
  const known = new Set(named.map(({ value }) => value));
  const options = named.filter(({ value }) => used.has(value));
  for (const value of used) if (!known.has(value)) options.push({ value, label: value });
  return options;
}

/** Limits, also one that only the address names; an entry fits each that is not below its number. @param {Option[]} named @param {Carried} carried @param {string[]} wanted @param {string} phrase */
function limits(named, carried, wanted, phrase) {
  const options = [...named];
  for (const value of wanted) {
    if (/^[1-9]\d{0,3}$/.test(value) && !options.some((option) => option.value === value)) options.push({ value, label: phrase.replace("{}", value) });
  }
  options.sort((a, b) => Number(a.value) - Number(b.value));
  const fitting = (/** @type {string} */ own) => new Set(options.map(({ value }) => value).filter((value) => Number(own) <= Number(value)));
  return { options, values: new Map([...carried].map(([entry, [own]]) => [entry, fitting(own)])) };
}
