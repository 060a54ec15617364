// The list as the page shows it: its checks with their traits, and the words for these.

import { address, part, parts } from "../shared/site.mjs";

/** {id, code, version, title, items, traits, mapUrl, retired} of the list on this page. @param {HTMLElement} box @returns {List} */
export function readList(box) {
  const traits = parts(".facet-labels > [data-facet]").map((group) => ({
    name: group.dataset.facet ?? "",
    label: part("dt", group).textContent.trim(),
    values: parts("dd", group).map((dd) => ({ value: dd.dataset.value ?? "", label: dd.textContent.trim() })),
  }));
  const sections = new Map(traits.find(({ name }) => name === "section")?.values.map(({ value, label }) => [value, label]));
  const items = parts("li.item[data-wording]").map((element) => {
    const link = /** @type {HTMLAnchorElement} */ (part(".item__head a", element));
    /** @type {Item} */
    const item = {
      level: [],
      element,
      id: element.id.toUpperCase(),
      url: link.href,
      statement: part(".item__statement", element).textContent.trim(),
      wording: element.dataset.wording,
      sectionTitle: sections.get(element.dataset.section ?? "") ?? "",
    };
    for (const { name } of traits) item[name] = (element.getAttribute(`data-${name}`) ?? "").split(" ").filter(Boolean);
    return item;
  });
  const { worklist: id = "", version = "", title = "", map = "", retired = "" } = box.dataset;
  const code = items[0].id.slice(0, 4); // "VET-"
  return { id, code, version, title, items, traits, mapUrl: map, retired: retired.split(" ").filter(Boolean) };
}

/** The checks of every list of today, in their order, as the map tells them. @param {ChecksMap} map @returns {Item[]} */
export function everyItem({ lists, checks }) {
  return Object.entries(checks)
    .filter(([, { status }]) => status === "current")
    .map(([id, { list, section, level, url, wordings }]) => ({
      id,
      url: address(url),
      statement: wordings.at(-1).statement,
      level: [level],
      sectionTitle: section,
      listTitle: lists[list].title,
    }));
}

/** @type {Promise<ChecksMap | null> | null} */
let loading = null;

/** The map of lists and checks, or null where it cannot be had. @param {string} url @returns {Promise<ChecksMap | null>} */
export function loadMap(url) {
  loading ??= fetch(url)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then((map) => (map.version === 1 ? map : null))
    .catch(() => {
      loading = null; // perhaps the next time
      return null;
    });
  return loading;
}
