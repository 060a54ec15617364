// Facets, full-text search and sorting for a list that is complete without
// this module. All it knows comes from the page: the entries' data attributes,
// and the names in .facet-labels. The state is in the address, so a filtered
// list can be linked and the back button works.
//
//   <div class="filters" data-filters-for="case-list" data-noun="cases" hidden></div>
//   <dl class="facet-labels" hidden><div data-facet="country"><dt>Country</dt><dd data-value="CN">China</dd></div></dl>
//   <ol class="case-list" id="case-list"><li data-country="CN US" data-title="..." data-disclosed="2024-10">...</li></ol>

import { address, find, loadIndex, make, pause } from "./index.mjs";
import { Facet, chosenList } from "./facets.mjs";

const WIDE = "(min-width: 60rem)";
const SORTS = [
  { key: "minutes", label: "Longest first", compare: (a, b) => number(b, "minutes") - number(a, "minutes") },
  { key: "disclosed", label: "Newest first", compare: (a, b) => text(b, "disclosed").localeCompare(text(a, "disclosed")) },
  { key: "oldest", label: "Oldest first", data: "disclosed", compare: (a, b) => text(a, "disclosed").localeCompare(text(b, "disclosed")) },
  { key: "title", label: "Title, A to Z", compare: (a, b) => text(a, "title").localeCompare(text(b, "title"), "en") },
  { key: "claims", label: "Most claims", compare: (a, b) => number(b, "claims") - number(a, "claims") },
  { key: "silence", label: "Longest silence", compare: (a, b) => number(b, "silence") - number(a, "silence") },
];
const text = (entry, key) => entry.element.dataset[key] ?? "";
const number = (entry, key) => Number.parseFloat(entry.element.dataset[key] ?? "") || -1;

for (const box of document.querySelectorAll("[data-filters-for]")) {
  const list = document.getElementById(box.dataset.filtersFor);
  if (list?.childElementCount) start(box, list);
}

function start(box, list) {
  const noun = box.dataset.noun ?? "cases";
  const entries = [...list.children].map((element, place) => ({ element, place, url: element.querySelector("a[href]")?.href.split("#")[0], words: null }));
  const facets = readFacets(entries, () => change(true));
  const sorts = SORTS.filter(({ key, data }) => entries.some(({ element }) => element.dataset[data ?? key] !== undefined));

  // ------------------------------------------------------------- the controls
  const query = make("input", { type: "search", id: `${list.id}-query`, autocomplete: "off", spellcheck: "false" });
  const sort = make("select", { id: `${list.id}-sort` }, ...sorts.map(({ key, label }) => make("option", { value: key }, label)));
  const count = make("span", { role: "status" });
  const heading = make("h2", { class: "results-head__count" }, count);
  const chosen = make("ul", { class: "chosen", "aria-label": "Chosen filters" });
  const empty = make("div", { class: "no-results", hidden: true });
  const wide = matchMedia(WIDE);
  const folded = make("details", { class: "filters__more" }, make("summary", {}, "Filters"), ...facets.map(({ element }) => element));
  folded.open = wide.matches;
  wide.addEventListener("change", () => (folded.open = wide.matches));

  box.replaceChildren(
    make(
      "div",
      { class: "filters__top" },
      make("div", { class: "filters__field" }, make("label", { for: query.id }, `Search these ${noun}`), query),
      sorts.length > 1 ? make("div", { class: "filters__field" }, make("label", { for: sort.id }, "Sort"), sort) : null,
    ),
    folded,
  );
  box.setAttribute("role", "search");
  box.setAttribute("aria-label", `Filter ${noun}`);
  const results = make("div", { class: "filter-results" }, heading, chosen, empty);
  const layout = box.closest(".filter-layout") ?? make("div", { class: "filter-layout" });
  if (!layout.isConnected) {
    list.before(layout);
    layout.append(box);
  }
  list.before(results);
  results.append(list);
  if (results.parentElement !== layout) layout.append(results);
  box.hidden = false;

  // ---------------------------------------------------------------- the state
  const read = () => {
    const state = new URLSearchParams(location.search);
    query.value = state.get("q") ?? "";
    sort.value = sorts.some(({ key }) => key === state.get("sort")) ? state.get("sort") : (sorts[0]?.key ?? "");
    for (const facet of facets) {
      facet.select(state.getAll(facet.name));
      if (facet.selected().length) facet.element.open = true;
    }
  };

  function write(push) {
    const state = new URLSearchParams();
    if (query.value.trim()) state.set("q", query.value.trim());
    for (const facet of facets) for (const value of facet.selected()) state.append(facet.name, value);
    if (sorts.length && sort.value !== sorts[0].key) state.set("sort", sort.value);
    const tail = state.size ? `?${state}` : "";
    const target = location.pathname + tail + location.hash;
    if (target === location.pathname + location.search + location.hash) return;
    history[push ? "pushState" : "replaceState"](null, "", target);
  }

  function change(push) {
    write(push);
    return show();
  }

  // --------------------------------------------------------------- the result
  let turn = 0;
  let order = "";
  async function show() {
    const mine = (turn += 1);
    const found = await matches(query.value.trim(), entries);
    if (mine !== turn) return;
    const picked = facets.map((facet) => ({ facet, values: facet.selected() }));
    const fits = (entry, except) =>
      (found === null || found.has(entry)) &&
      picked.every(({ facet, values }) => facet === except || !values.length || values.some((value) => facet.of(entry).has(value)));

    let shown = 0;
    for (const entry of entries) {
      const visible = fits(entry);
      entry.element.hidden = !visible;
      if (visible) shown += 1;
    }
    for (const facet of facets) {
      const counts = new Map();
      for (const entry of entries) if (fits(entry, facet)) for (const value of facet.of(entry)) counts.set(value, (counts.get(value) ?? 0) + 1);
      facet.update(counts);
    }
    if (sort.value !== order && sorts.length) {
      const { compare } = sorts.find(({ key }) => key === sort.value);
      const first = order === "";
      order = sort.value;
      const sorted = [...entries].sort((a, b) => compare(a, b) || a.place - b.place);
      if (!first || sorted.some((entry, place) => entry !== entries[place])) list.append(...sorted.map(({ element }) => element));
    }
    const total = entries.length.toLocaleString("en");
    count.textContent = shown === entries.length ? `${total} ${noun}` : `${shown.toLocaleString("en")} of ${total} ${noun}`;
    chosen.replaceChildren(...chosenList(facets, drop, clear));
    chosen.hidden = !chosen.childElementCount;
    list.hidden = shown === 0;
    empty.hidden = shown > 0;
    if (!shown) empty.replaceChildren(...nothing());
  }

  function drop(facet, value) {
    facet.select(facet.selected().filter((other) => other !== value));
    change(true);
    focusSoon();
  }

  function clear() {
    for (const facet of facets) facet.select([]);
    change(true);
    focusSoon();
  }

  // The button that had the focus is gone; the next best place is the count.
  function focusSoon() {
    const button = chosen.querySelector("button");
    if (!button) heading.setAttribute("tabindex", "-1");
    (button ?? heading).focus();
  }

  function nothing() {
    const button = make("button", { type: "button" }, "Show all");
    button.addEventListener("click", () => {
      query.value = "";
      clear();
    });
    return [make("p", {}, `None of the ${noun} fits all of this. Take a filter away, or search with fewer words.`), button];
  }

  query.addEventListener("focus", () => loadIndex(), { once: true });
  query.addEventListener("input", pause(() => change(false), 120));
  query.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && query.value) {
      query.value = "";
      change(false);
      event.preventDefault();
    }
  });
  sort.addEventListener("change", () => change(true));
  window.addEventListener("popstate", () => {
    read();
    show();
  });
  if (facets[0] && wide.matches) facets[0].element.open = true;
  read();
  show();
}

/** The facets the labels name and the entries use, in the order of the labels. */
function readFacets(entries, onChange) {
  const facets = [];
  for (const group of document.querySelectorAll(".facet-labels > [data-facet]")) {
    const name = group.dataset.facet;
    const values = new Map(entries.map((entry) => [entry, new Set((entry.element.dataset[name] ?? "").split(/\s+/).filter(Boolean))]));
    const used = new Set([...values.values()].flatMap((set) => [...set]));
    const named = [...group.querySelectorAll("dd")].map((dd) => ({ value: dd.dataset.value, label: dd.textContent.trim() }));
    const known = new Set(named.map(({ value }) => value));
    const options = named.filter(({ value }) => used.has(value));
    for (const value of used) if (!known.has(value)) options.push({ value, label: value });
    if (options.length < 2 && !new URLSearchParams(location.search).has(name)) continue;
    const facet = new Facet(name, group.querySelector("dt").textContent.trim(), options, onChange);
    facet.of = (entry) => values.get(entry);
    facets.push(facet);
  }
  return facets;
}

/** The entries a query finds: by the index of the whole pages, and by what the list itself shows. */
async function matches(query, entries) {
  if (!query) return null;
  const parts = query.toLowerCase().split(/\s+/);
  const found = new Set(
    entries.filter((entry) => {
      entry.words ??= entry.element.textContent.toLowerCase();
      return parts.every((part) => entry.words.includes(part));
    }),
  );
  // Every case page is indexed under its own path, so the counts of that filter
  // name the pages found without fetching any of them.
  const pages = (await find(query, { path: { not: ["-"] } }))?.filters.path ?? {};
  for (const entry of entries) if (entry.url && pages[sitePath(entry.url)] > 0) found.add(entry);
  return found;
}

const sitePath = (url) => url.slice(address("").length);
