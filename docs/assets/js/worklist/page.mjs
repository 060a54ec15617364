// The list as the page shows it: its checks with their traits, and the words for these.

import { address } from "../shared/site.mjs";

/** {id, code, version, title, items, traits, mapUrl, retired} of the list on this page. */
export function readList(box) {
  const traits = [...document.querySelectorAll(".facet-labels > [data-facet]")].map((group) => ({
    name: group.dataset.facet,
    label: group.querySelector("dt").textContent.trim(),
    values: [...group.querySelectorAll("dd")].map((dd) => ({ value: dd.dataset.value, label: dd.textContent.trim() })),
  }));
  const sections = new Map(traits.find(({ name }) => name === "section").values.map(({ value, label }) => [value, label]));
  const items = [...document.querySelectorAll("li.item[data-wording]")].map((element) => {
    const link = element.querySelector(".item__head a");
    const item = {
      element,
      id: element.id.toUpperCase(),
      url: link.href,
      statement: element.querySelector(".item__statement").textContent.trim(),
      wording: element.dataset.wording,
      sectionTitle: sections.get(element.dataset.section),
    };
    for (const { name } of traits) item[name] = (element.getAttribute(`data-${name}`) ?? "").split(" ").filter(Boolean);
    return item;
  });
  const { worklist: id, version, title, map, retired } = box.dataset;
  const code = items[0].id.slice(0, 4); // "VET-"
  return { id, code, version, title, items, traits, mapUrl: map, retired: (retired ?? "").split(" ").filter(Boolean) };
}

/** The checks of every list of today, in their order, as the map tells them. */
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

let loading;

/** The map of lists and checks, or null where it cannot be had. */
export function loadMap(url) {
  loading ??= fetch(url)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status))))
    .then((map) => (map.version === 1 ? map : null))
    .catch(() => {
      loading = null; // perhaps the next time
      return null;
    });
  return loading;
}
