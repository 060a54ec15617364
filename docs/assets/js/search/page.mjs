// /search/: the query and the chosen filters live in the address, the facets
// come from the index. Mounts on <div data-search-page> and takes over the form
// it finds there; what readers without JavaScript are told is replaced.

import { find } from "./query.mjs";
import { loadIndex, marked, plural, readResult, said } from "./index.mjs";
import { address, make, pause } from "../shared/site.mjs";
import { Facet, chosenList, pastFilters } from "../shared/facets.mjs";
import { named, readNamed } from "./ids.mjs";
import { isCutOff, noIndex } from "./unavailable.mjs";
import { meant } from "./typos.mjs";

const STEP = 15; // results shown at a time
const MOST_NEAR = 10; // pages shown that hold only some of the words
const NAMES = { kind: "Kind of page", claims: "Claim status" };
const FIRST = ["kind", "theme", "claims", "checklist"]; // the other facets follow by name
const PRIVATE = new Set(["path", "clause"]); // filters that exist for other modules

const mount = document.querySelector("[data-search-page]");
if (mount) start(mount);

async function start(mount) {
  const form = mount.querySelector("form");
  const input = form.elements.q;
  const count = make("span", { role: "status" });
  const heading = make("h2", { class: "results-head__count", tabindex: "-1" }, count);
  const chosen = make("ul", { class: "chosen", "aria-label": "Chosen filters" });
  const list = make("ol", { class: "result-list" });
  const more = make("button", { type: "button", hidden: true }, "Show more results");
  const help = make("div", { class: "no-results", hidden: true });
  const filters = make("div", { class: "filters" });
  const nearby = make("section", { class: "near", hidden: true });
  const results = make("div", { class: "filter-results" }, heading, chosen, help, list, more, nearby);
  const layout = make("div", { class: "filter-layout" }, filters, results);
  while (form.nextSibling) form.nextSibling.remove();
  form.after(layout);

  const titled = document.title;
  const state = () => new URLSearchParams(location.search);
  input.value = state().get("q") ?? "";

  const index = await loadIndex();
  if (!index) {
    const told = await noIndex(() => {
      input.focus();
      start(mount);
    });
    layout.replaceWith(make("div", { class: "notice notice--review", role: "status" }, ...told));
    return;
  }

  const available = await index.filters();
  const facets = Object.entries(available)
    .filter(([name, values]) => !PRIVATE.has(name) && Object.keys(values).length > 1)
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
    .map(([name, values]) => {
      const options = Object.keys(values)
        .sort((a, b) => (/^\d{4}$/.test(a) ? b.localeCompare(a) : a.localeCompare(b, "en")))
        .map((value) => ({ value, label: name === "kind" ? plural(value) : value }));
      const title = NAMES[name] ?? name.charAt(0).toUpperCase() + name.slice(1).replace(/[-_]/g, " ");
      return new Facet(name, title, options, () => changed(true));
    });
  const folded = make("details", { class: "filters__more" }, make("summary", {}, "Filters"), ...facets.map(({ element }) => element));
  folded.open = matchMedia("(min-width: 60rem)").matches;
  filters.replaceChildren(pastFilters(heading), folded);
  if (facets[0]) facets[0].element.open = true;

  function read() {
    const now = state();
    input.value = now.get("q") ?? "";
    for (const facet of facets) {
      facet.select(now.getAll(facet.name));
      if (facet.selected().length) facet.element.open = true;
    }
  }

  function changed(push) {
    const next = new URLSearchParams();
    const query = input.value.trim();
    if (query) next.set("q", query);
    for (const facet of facets) for (const value of facet.selected()) next.append(facet.name, value);
    const target = location.pathname + (next.size ? `?${next}` : "");
    if (target !== location.pathname + location.search) history[push ? "pushState" : "replaceState"](null, "", target);
    return show();
  }

  let turn = 0;
  let pending = [];
  async function show() {
    const mine = (turn += 1);
    try {
      await search(mine);
    } catch (error) {
      console.error(error);
      if (mine === turn) await fail(mine);
    }
  }

  /** Where a part of the index did not come, nothing is told of what was found. */
  async function fail(mine) {
    const told = await noIndex(() => {
      input.focus();
      show();
    });
    if (mine !== turn) return;
    pending = [];
    list.replaceChildren();
    more.hidden = nearby.hidden = true;
    count.textContent = "No answer";
    help.hidden = false;
    help.replaceChildren(...told);
  }

  async function search(mine) {
    const query = input.value.trim();
    const picked = facets.filter((facet) => facet.selected().length);
    const wanted = Object.fromEntries(picked.map((facet) => [facet.name, { any: facet.selected() }]));
    chosen.replaceChildren(...chosenList(facets, drop, clear));
    chosen.hidden = !chosen.childElementCount;
    document.title = (query ? `${said(query)} – ` : "") + titled;
    if (!query && !picked.length) {
      for (const facet of facets) facet.update(new Map(Object.entries(available[facet.name])));
      pending = [];
      list.replaceChildren();
      more.hidden = true;
      nearby.hidden = true;
      count.textContent = "What to search for";
      help.hidden = false;
      help.replaceChildren(...tips());
      return;
    }
    const name = await named(query, wanted);
    const names = facets.map((facet) => facet.name);
    const { put } = name || !query ? { put: name?.query ?? query } : await meant(query, find);
    const ask = (filters) => find(put, filters, names);
    const [found, ...others] = await Promise.all([
      ask(wanted),
      // A facet counts what each of its values would give, its own choice left aside.
      ...picked.map((facet) => {
        const { [facet.name]: _, ...rest } = wanted;
        return ask(rest);
      }),
    ]);
    if (mine !== turn) return;
    if (!found || (!name && !found.results.length && (await isCutOff()))) return fail(mine);
    for (const facet of facets) {
      const own = picked.indexOf(facet);
      const counts = (own < 0 ? found : others[own]).filters[facet.name] ?? {};
      facet.update(new Map(Object.entries(counts)));
    }
    const first = name ? name.pages.map(({ result }) => result.id) : [];
    const results = [...(name?.pages ?? []), ...found.results.filter(({ id }) => !first.includes(id)).map((result) => ({ result }))];
    const near = name ? [] : found.near.slice(0, MOST_NEAR);
    count.textContent = told({ query, put, total: results.length, near: near.length, isNamed: Boolean(name), filtered: picked.length > 0 });
    help.hidden = results.length + near.length > 0;
    if (!help.hidden) help.replaceChildren(...tips(picked.length > 0));
    pending = results;
    const [entries, read] = await Promise.all([next(mine), Promise.all(near.map((page) => readResult(page)))]);
    if (mine !== turn) return;
    list.replaceChildren(...entries);
    nearby.hidden = near.length === 0;
    nearby.replaceChildren(make("h2", {}, "With some of the words"), make("ol", { class: "result-list" }, ...read.map(entry)));
  }

  async function next(mine) {
    const read = await Promise.all(pending.slice(0, STEP).map((page) => ("anchor" in page ? readNamed(page) : readResult(page.result))));
    if (mine !== turn) return [];
    pending = pending.slice(STEP);
    more.hidden = pending.length === 0;
    return read.map(entry);
  }

  function drop(facet, value) {
    facet.select(facet.selected().filter((other) => other !== value));
    changed(true);
    input.focus();
  }

  function clear() {
    for (const facet of facets) facet.select([]);
    changed(true);
    input.focus();
  }

  const typed = pause(() => changed(false), 120);
  input.addEventListener("input", typed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed(true);
  });
  more.addEventListener("click", async () => {
    const entries = await next(turn);
    list.append(...entries);
    entries[0]?.querySelector("a")?.focus();
  });
  window.addEventListener("popstate", () => {
    read();
    show();
  });
  read();
  show();
}

/** What was found for what, in a sentence. */
function told({ query, put, total, near, isNamed, filtered }) {
  const wrong = isNamed || put === query ? "" : `; ${said(query)} is not in the casebook`;
  const words = query ? ` for ${said(put)}` : "";
  if (total) return `${total.toLocaleString("en")} ${total === 1 ? "page" : "pages"}${words}${wrong}`;
  return near ? `No page${filtered ? " that fits" : ""} has all words of ${said(query)}` : `Nothing found${words}`;
}

const rank = (name) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);

function entry({ url, title, kind, runs, parts }) {
  return make(
    "li",
    { class: "result" },
    make("h3", {}, make("a", { href: url }, title)),
    make("p", { class: "kicker" }, kind),
    make("p", {}, ...marked(runs)),
    parts.length
      ? make("ul", { class: "result__subs" }, ...parts.map(partOf))
      : null,
  );
}

function partOf({ label, status, url, runs }) {
  const told = status && make("span", { class: `status status--${status.name}` }, status.label);
  return make("li", {}, make("span", { class: "result__part" }, label), " ", told, told && " ", make("a", { href: url }, ...marked(runs)));
}

function tips(filtered = false) {
  const link = (path, text) => make("a", { href: address(path) }, text);
  return [
    make("p", {}, filtered ? "Take a filter away, or try fewer or more general words." : "Type words that a case, a claim or a check would hold: a company, a country, a technique. “Words in quotation marks” are looked for together."),
    make("p", {}, "Or look through ", link("cases/", "all cases"), ", ", link("claims/", "all claims"), ", ", link("checklists/", "the checklists"), " or ", link("patterns/", "the patterns"), "."),
  ];
}
