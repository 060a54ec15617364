// Facets, search and sorting for a list that is complete without this module.
// All it knows comes from the page: the entries' data attributes (or those of
// their list), and the names in .facet-labels. The state is in the address, so
// a filtered list can be linked and the back button works.
//
//   <div class="filters" data-filters-for="case-list" data-noun="cases" hidden></div>
//   <dl class="facet-labels" hidden><div data-facet="country"><dt>Country</dt><dd data-value="CN">China</dd></div></dl>
//   <ul class="case-list" id="case-list"><li data-country="CN US" data-disclosed="2024-10">...</li></ul>
//
// data-whole-text: search what the entries link to as well, or the page that
// their data-page names. data-keep: what is opened from the list leads back to it.
// data-table: offer a table and a file. Several lists under headings are one:
// <ul data-list="claims">. A list may hold its entries in folds, each a <details>
// with a count in its summary. data-limit on a facet, with its label for a number: its values are numbers, and one
// is chosen as the most; then the list nearest to it comes first.

import { Facet, Limit, chosenList, pastFilters } from "../shared/facets.mjs";
import { keep } from "./kept.mjs";
import { Listing } from "./table.mjs";
import { address, make, pause } from "../shared/site.mjs";

const WIDE = "(min-width: 60rem)";
const SORTS = [
  { key: "disclosed", label: "First reported, newest first", compare: (a, b) => text(b, "disclosed").localeCompare(text(a, "disclosed")) },
  { key: "oldest", label: "First reported, oldest first", data: "disclosed", compare: (a, b) => text(a, "disclosed").localeCompare(text(b, "disclosed")) },
  { key: "added", label: "Newest in the casebook", compare: (a, b) => text(b, "added").localeCompare(text(a, "added")) },
  { key: "answer", label: "Longest until a first answer", compare: (a, b) => middle(b, "answer") - middle(a, "answer") },
  { key: "quickest", label: "Quickest first answer", data: "answer", compare: (a, b) => middle(a, "answer", "1e9/1e9") - middle(b, "answer", "1e9/1e9") },
  { key: "silence", label: "Longest silence", compare: (a, b) => middle(b, "silence") - middle(a, "silence") },
  { key: "claims", label: "Most claims", compare: (a, b) => number(b, "claims") - number(a, "claims") },
  { key: "title", label: "Title, A to Z", data: ["title", "disclosed"], compare: (a, b) => title(a).localeCompare(title(b), "en") },
];
const text = (entry, key) => entry.element.dataset[key] ?? "";
const number = (entry, key) => Number.parseFloat(text(entry, key) || "-1"); // none comes last
// A span of days as "fewest/most". Words such as "about 2 months" are made of its middle, so the order is too.
const middle = (entry, key, none = "-1/-1") => {
  const [fewest, most] = (text(entry, key) || none).split("/").map(Number);
  return (fewest + most) / 2;
};
const entriesOf = (list) => [...list.querySelectorAll(":scope > li, :scope > details > ul > li")];
const title = (entry) => entry.element.dataset.title ?? entry.element.querySelector("h3 a").textContent;

if (new URLSearchParams(location.search).get("q")) await loadSearch(); // so that the list is put up once
for (const box of document.querySelectorAll("[data-filters-for]")) {
  const name = box.dataset.filtersFor;
  const lists = [...document.querySelectorAll(`#${name}, [data-list="${name}"]`)];
  if (lists.some((list) => list.childElementCount)) start(box, name, lists.map(readGroup));
}

/** A list with the heading and the words above it, where it has its own, a place for its count, and the link to it. */
function readGroup(list) {
  const parts = [list];
  if (list.dataset.list) while (!parts[0].matches("h2, h3")) parts.unshift(parts[0].previousElementSibling);
  const count = make("span", { class: "group-count" });
  if (parts[0] !== list) parts[0].append(" ", count);
  const folds = [...list.querySelectorAll(":scope > details")].map((element) => ({
    element,
    entries: [...element.querySelectorAll(":scope > ul > li")],
    count: element.querySelector("summary .group-count"),
  }));
  const jump = document.querySelector(`.jump > li:has(> a[href="#${CSS.escape(parts[0].id)}"])`);
  return { list, parts, count, folds, jump };
}

function start(box, name, groups) {
  const noun = box.dataset.noun ?? "cases";
  const list = groups[0].list;
  const entries = groups.flatMap((group) => entriesOf(group.list).map((element) => ({ element, group })));
  for (const [place, entry] of entries.entries()) {
    const url = entry.element.querySelector("a[href]")?.href.split("#")[0];
    Object.assign(entry, { place, url, page: entry.element.dataset.page ?? (url && sitePath(url)), words: null });
  }
  const facets = readFacets(entries, () => change(true));
  const sorts = groups.length > 1 ? [] : SORTS.filter(({ key, data }) => [data ?? key].flat().some((carried) => entries.some(({ element }) => element.dataset[carried] !== undefined)));

  // ------------------------------------------------------------- the controls
  const query = make("input", { type: "search", id: `${name}-query`, autocomplete: "off", spellcheck: "false" });
  const sort = make("select", { id: `${name}-sort` }, ...sorts.map(({ key, label }) => make("option", { value: key }, label)));
  const count = make("span", { role: "status" });
  const heading = make("h2", { class: "results-head__count", tabindex: "-1" }, count);
  const chosen = make("ul", { class: "chosen", "aria-label": "Chosen filters" });
  const empty = make("div", { class: "no-results", hidden: true });
  const listing = box.dataset.table === undefined ? null : new Listing(facets, () => change(true));
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
    pastFilters(heading),
    folded,
  );
  box.setAttribute("role", "search");
  box.setAttribute("aria-label", `Filter ${noun}`);
  const results = make("div", { class: "filter-results" }, heading, chosen, listing?.controls, empty, listing?.table);
  const layout = box.closest(".filter-layout") ?? make("div", { class: "filter-layout" });
  if (!layout.isConnected) {
    groups[0].parts[0].before(layout);
    layout.append(box);
  }
  groups[0].parts[0].before(results);
  results.append(...groups.flatMap(({ parts }) => parts));
  if (results.parentElement !== layout) layout.append(results);
  box.hidden = false;

  // ---------------------------------------------------------------- the state
  const read = () => {
    const state = new URLSearchParams(location.search);
    query.value = state.get("q") ?? "";
    sort.value = sorts.some(({ key }) => key === state.get("sort")) ? state.get("sort") : (sorts[0]?.key ?? "");
    if (listing) listing.view = state.get("view");
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
    if (listing?.view) state.set("view", listing.view);
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
    const { found, put, failed } = await matches(query.value.trim(), entries, box.dataset.wholeText !== undefined);
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
    const number = shown === entries.length ? total : `${shown.toLocaleString("en")} of ${total}`;
    count.textContent = `${number} ${noun}${found?.partial && shown ? ", with most of the words" : ""}${put ? ` for “${put}”` : ""}${failed ? "; the search could not be loaded" : ""}`;
    chosen.replaceChildren(...chosenList(facets, drop, clear));
    chosen.hidden = !chosen.childElementCount;
    for (const { list: each, parts, count: number, folds, jump } of groups) {
      const inside = entriesOf(each).filter((element) => !element.hidden).length;
      for (const fold of folds) refold(fold, query.value.trim() !== "");
      number.textContent = inside.toLocaleString("en");
      if (jump) [jump.hidden, jump.lastElementChild.textContent] = [inside === 0, number.textContent];
      for (const part of parts) part.hidden = inside === 0;
    }
    arrange();
    const kept = entriesShown();
    if (box.dataset.keep !== undefined) carryRole(kept, facets);
    listing?.show(kept, list);
    empty.hidden = shown > 0;
    if (!shown) empty.replaceChildren(...nothing());
  }

  /** With a limit chosen, what comes nearest to it stands first; else the lists stand as on the page. */
  let arranged = groups;
  function arrange() {
    const limit = facets.find((facet) => facet instanceof Limit && facet.selected().length);
    const reach = ({ list: each }) => Number(each.dataset[limit.name]);
    const wanted = limit ? [...groups].sort((a, b) => reach(b) - reach(a)) : groups;
    if (wanted.every((group, place) => group === arranged[place])) return;
    arranged = wanted;
    results.append(...arranged.flatMap(({ parts }) => parts));
  }

  function drop(facet, value) {
    facet.select(facet.selected().filter((other) => other !== value));
    change(true).then(focusNext);
  }

  function clear() {
    for (const facet of facets) facet.select([]);
    change(true).then(focusNext);
  }

  // The button that had the focus is gone; the next best place is the count.
  function focusNext() {
    (chosen.querySelector("button") ?? heading).focus();
  }

  function nothing() {
    const button = make("button", { type: "button" }, "Show all");
    button.addEventListener("click", () => {
      query.value = "";
      clear();
    });
    return [make("p", {}, `None of the ${noun} fits all of this. Take a filter away, or search with fewer words.`), button];
  }

  /** The entries that are shown, in the order in which they stand. */
  function entriesShown() {
    const order = new Map(entries.map((entry) => [entry.element, entry]));
    return groups.flatMap((group) => entriesOf(group.list)).map((element) => order.get(element)).filter(({ element }) => !element.hidden);
  }

  query.addEventListener("focus", () => loadSearch().then((search) => box.dataset.wholeText !== undefined && search?.loadIndex()), { once: true });
  if (box.dataset.keep !== undefined) {
    for (const kind of ["click", "auxclick"]) results.addEventListener(kind, (event) => keep(event, entriesShown()));
  }
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

/** A fold tells how much is left in it, and stands open while something in it was looked for. */
function refold(fold, asked) {
  const inside = fold.entries.filter((element) => !element.hidden).length;
  const sought = asked || inside < fold.entries.length;
  fold.count.textContent = inside.toLocaleString("en");
  fold.element.hidden = inside === 0;
  if (sought === Boolean(fold.sought)) return; // what the reader opened or closed stays so
  if (sought) fold.before = fold.element.open;
  fold.element.open = sought || fold.before;
  fold.sought = sought;
}

/** The facets the labels name and the entries use, in the order of the labels. */
function readFacets(entries, onChange) {
  const facets = [];
  const wanted = new URLSearchParams(location.search);
  for (const group of document.querySelectorAll(".facet-labels > [data-facet]")) {
    const name = group.dataset.facet;
    const label = group.querySelector("dt").textContent.trim();
    const carried = new Map(entries.map((entry) => [entry, new Set((entry.element.dataset[name] ?? entry.group.list.dataset[name] ?? "").split(/\s+/).filter(Boolean))]));
    const named = [...group.querySelectorAll("dd")].map((dd) => ({ value: dd.dataset.value, label: dd.textContent.trim() }));
    const { limit } = group.dataset;
    const { options, values } = limit ? limits(named, carried, wanted.getAll(name), limit) : choices(named, carried);
    if (options.length < 2 && !wanted.has(name)) continue;
    const facet = new (limit ? Limit : Facet)(name, label, options, onChange);
    facet.of = (entry) => values.get(entry);
    facets.push(facet);
  }
  return facets;
}

/** The values that entries carry, as the page names them. */
function choices(named, values) {
  const used = new Set([...values.values()].flatMap((set) => [...set]));
  const known = new Set(named.map(({ value }) => value));
  const options = named.filter(({ value }) => used.has(value));
  for (const value of used) if (!known.has(value)) options.push({ value, label: value });
  return { options, values };
}

/** Limits, also one that only the address names; an entry fits each that is not below its number. */
function limits(named, carried, wanted, phrase) {
  const options = [...named];
  for (const value of wanted) {
    if (/^[1-9]\d{0,3}$/.test(value) && !options.some((option) => option.value === value)) options.push({ value, label: phrase.replace("{}", value) });
  }
  options.sort((a, b) => a.value - b.value);
  const fitting = ([entry, [own]]) => [entry, new Set(options.map(({ value }) => value).filter((value) => Number(own) <= Number(value)))];
  return { options, values: new Map([...carried].map(fitting)) };
}

/** Where the list is for one role, so are the cases that are opened from it. */
function carryRole(entries, facets) {
  const roles = facets.find(({ name }) => name === "role")?.selected() ?? [];
  for (const { element } of entries) {
    const link = element.querySelector("h3 a");
    if (link) link.search = roles.length === 1 ? `?role=${roles[0]}` : "";
  }
}

/** What searches the entries. It is loaded when somebody searches, so that no first view pays for it; null where it does not come. */
function loadSearch() {
  return import("./search.mjs").catch(() => null);
}

/** The entries a query finds; all where there is none, and where the search does not come. */
async function matches(query, entries, wholeText) {
  if (!query) return { found: null };
  const search = await loadSearch();
  return search ? search.matches(query, entries, wholeText) : { found: null, failed: true };
}

function sitePath(url) {
  return url.slice(address("").length);
}
