// /search/: the query and the chosen filters live in the address, the facets
// come from the index. Mounts on <div data-search-page> and takes over the form
// it finds there; what readers without JavaScript are told is replaced.

import { find } from "./query.mjs";
import { said } from "./excerpts.mjs";
import { loadIndex, plural, readResult } from "./index.mjs";
import { address, make, part, pause } from "../shared/site.mjs";
import { Facet, chosenList, pastFilters } from "../shared/facets.mjs";
import { named, readNamed } from "./ids.mjs";
import { isCutOff, noIndex } from "./unavailable.mjs";
import { loadGuide, marked, nothing, offer, runsOf } from "./guide.mjs";
import { meant } from "./typos.mjs";

const STEP = 15; // results shown at a time
const MOST_NEAR = 10; // pages shown that hold only some of the words
/** @type {Record<string, string>} */
const NAMES = { kind: "Kind of page", claims: "Claim status" };
const FIRST = ["kind", "theme", "claims", "checklist"]; // the other facets follow by name
const PRIVATE = new Set(["path", "clause"]); // filters that exist for other modules

class SearchPage {
  #turn = 0; // only the newest search may write
  /** Pages that were found and are not shown yet. @type {(NamedPage | { result: Hit })[]} */
  #pending = [];

  /** @param {HTMLElement} mount */
  constructor(mount) {
    this.mount = mount;
    this.form = /** @type {HTMLFormElement} */ (part("form", mount));
    this.input = /** @type {HTMLInputElement} */ (this.form.elements.namedItem("q"));
    this.count = make("span", { role: "status" });
    this.heading = make("h2", { class: "results-head__count", tabindex: "-1" }, this.count);
    this.chosen = make("ul", { class: "chosen", "aria-label": "Chosen filters" });
    this.list = make("ol", { class: "result-list" });
    this.more = make("button", { type: "button", hidden: true }, "Show more results");
    this.help = make("div", { class: "no-results", hidden: true });
    this.filters = make("div", { class: "filters" });
    this.nearby = make("section", { class: "near", hidden: true });
    this.answers = make("section", { class: "answers", "aria-label": "Best answers", hidden: true });
    const results = make("div", { class: "filter-results" }, this.heading, this.chosen, this.help, this.answers, this.list, this.more, this.nearby);
    this.layout = make("div", { class: "filter-layout" }, this.filters, results);
    /** @type {PagefindFilters} */
    this.available = {};
    /** @type {Facet[]} */
    this.facets = [];
  }

  /** Take over the form, and answer the address. */
  async start() {
    while (this.form.nextSibling) this.form.nextSibling.remove();
    this.form.after(this.layout);
    this.input.value = state().get("q") ?? "";
    const index = await loadIndex();
    if (!index) return this.#giveUp();
    this.available = await index.filters();
    this.facets = facetsOf(this.available, () => this.#changed(true));
    const folded = make("details", { class: "filters__more" }, make("summary", {}, "Filters"), ...this.facets.map(({ element }) => element));
    folded.open = matchMedia("(min-width: 60rem)").matches;
    this.filters.replaceChildren(pastFilters(this.heading), folded);
    if (this.facets[0]) this.facets[0].element.open = true;
    this.#listen();
    this.#read();
    return this.#show();
  }

  /** Where there is no index, the reader is told why, and can try again. */
  async #giveUp() {
    const told = await noIndex(() => {
      this.input.focus();
      new SearchPage(this.mount).start();
    });
    this.layout.replaceWith(make("div", { class: "notice notice--review", role: "status" }, ...told));
  }

  #listen() {
    this.input.addEventListener("input", pause(() => this.#changed(false), 120));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#changed(true);
    });
    this.more.addEventListener("click", async () => {
      const entries = await this.#next(this.#turn);
      this.list.append(...entries);
      entries[0]?.querySelector("a")?.focus();
    });
    window.addEventListener("popstate", () => {
      this.#read();
      this.#show();
    });
  }

  #read() {
    const now = state();
    this.input.value = now.get("q") ?? "";
    for (const facet of this.facets) {
      facet.select(now.getAll(facet.name));
      if (facet.selected().length) facet.element.open = true;
    }
  }

  /** Write the state into the address, as a step of its own if `push`, and show it. @param {boolean} push */
  #changed(push) {
    const next = new URLSearchParams();
    const query = this.input.value.trim();
    if (query) next.set("q", query);
    for (const facet of this.facets) for (const value of facet.selected()) next.append(facet.name, value);
    const target = location.pathname + (next.size ? `?${next}` : "");
    if (target !== location.pathname + location.search) history[push ? "pushState" : "replaceState"](null, "", target);
    return this.#show();
  }

  async #show() {
    const mine = (this.#turn += 1);
    try {
      await this.#search(mine);
    } catch (error) {
      console.error(error);
      if (mine === this.#turn) await this.#fail(mine);
    }
  }

  /** Where a part of the index did not come, nothing is told of what was found. @param {number} mine */
  async #fail(mine) {
    const told = await noIndex(() => {
      this.input.focus();
      this.#show();
    });
    if (mine === this.#turn) this.#empty("No answer", told);
  }

  /** Show no pages, but a heading and what helps. @param {string} heading @param {Node[]} help */
  #empty(heading, help) {
    this.#pending = [];
    this.list.replaceChildren();
    this.more.hidden = this.nearby.hidden = true;
    this.count.textContent = heading;
    this.help.hidden = false;
    this.help.replaceChildren(...help);
  }

  /** @param {number} mine */
  async #search(mine) {
    const query = this.input.value.trim();
    const picked = this.facets.filter((facet) => facet.selected().length);
    this.chosen.replaceChildren(...chosenList(this.facets, (facet, value) => this.#drop(facet, value), () => this.#clear()));
    this.chosen.hidden = !this.chosen.childElementCount;
    this.answers.replaceChildren(...(query && !picked.length ? await answersTo(query) : []));
    if (mine !== this.#turn) return undefined;
    this.answers.hidden = !this.answers.childElementCount;
    document.title = (query ? `${said(query)} – ` : "") + titled;
    if (!query && !picked.length) {
      for (const facet of this.facets) facet.update(new Map(Object.entries(this.available[facet.name])));
      return this.#empty("What to search for", tips());
    }
    const answer = await ask(query, this.facets, picked);
    if (mine !== this.#turn) return;
    const { name, found } = answer;
    if (!found || (!name && !found.results.length && (await isCutOff()))) return this.#fail(mine);
    return this.#answer(query, picked.length > 0, { ...answer, found }, mine);
  }

  /** @param {string} query @param {boolean} filtered @param {Omit<Awaited<ReturnType<typeof ask>>, "found"> & { found: Found }} answer @param {number} mine */
  #answer(query, filtered, answer, mine) {
    const { name, found } = answer;
    for (const facet of this.facets) facet.update(new Map(Object.entries(answer.countsOf(facet))));
    const first = name ? name.pages.map(({ result }) => result.id) : [];
    const results = [...(name?.pages ?? []), ...found.results.filter(({ id }) => !first.includes(id)).map((result) => ({ result }))];
    const near = name ? [] : found.near.slice(0, MOST_NEAR);
    this.count.textContent = told({ query, put: answer.put, total: results.length, near: near.length, isNamed: Boolean(name), filtered });
    this.help.hidden = results.length + near.length > 0;
    if (!this.help.hidden) this.help.replaceChildren(...tips(filtered));
    return this.#list(results, near, mine);
  }

  /** @param {(NamedPage | { result: Hit })[]} results @param {Hit[]} near @param {number} mine */
  async #list(results, near, mine) {
    this.#pending = results;
    const [entries, read] = await Promise.all([this.#next(mine), Promise.all(near.map((page) => readResult(page)))]);
    if (mine !== this.#turn) return;
    this.list.replaceChildren(...entries);
    this.nearby.hidden = near.length === 0;
    this.nearby.replaceChildren(make("h2", {}, "With some of the words"), make("ol", { class: "result-list" }, ...read.map(entry)));
  }

  /** The next pages that were found, as entries; none where a newer search began. @param {number} mine @returns {Promise<HTMLElement[]>} */
  async #next(mine) {
    const read = await Promise.all(this.#pending.slice(0, STEP).map((page) => ("anchor" in page ? readNamed(page) : readResult(page.result))));
    if (mine !== this.#turn) return [];
    this.#pending = this.#pending.slice(STEP);
    this.more.hidden = this.#pending.length === 0;
    return read.map(entry);
  }

  /** @param {Facet} facet @param {string} value */
  #drop(facet, value) {
    facet.select(facet.selected().filter((other) => other !== value));
    this.#changed(true);
    this.input.focus();
  }

  #clear() {
    for (const facet of this.facets) facet.select([]);
    this.#changed(true);
    this.input.focus();
  }
}

/** The pages that answer a query, from the guide; or that none does, and what comes nearest. A phrase in quotation marks is for the index alone. @param {string} query @returns {Promise<HTMLElement[]>} */
async function answersTo(query) {
  const guide = /["“„]/.test(query) ? null : await loadGuide();
  if (!guide) return [];
  const { fits, pages, near, typed } = guide.rank(query);
  if (!fits) return [make("h2", {}, `Nothing in the casebook matches ${said(query)}`), ...nothing(near)];
  const entries = pages.map((page) => {
    const { url, title, kind } = offer(page);
    return make("li", {}, make("a", { href: url }, ...marked(runsOf(title, typed))), " ", make("span", { class: "kicker" }, kind));
  });
  return [make("h2", {}, "Best answers"), make("ol", {}, ...entries)];
}

const state = () => new URLSearchParams(location.search);
const titled = document.title;

/** The facets of the index, except those that exist for other modules. @param {PagefindFilters} available @param {() => void} onChange */
function facetsOf(available, onChange) {
  const year = /^\d{4}$/;
  return Object.entries(available)
    .filter(([name, values]) => !PRIVATE.has(name) && Object.keys(values).length > 1)
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
    .map(([name, values]) => {
      const options = Object.keys(values)
        .sort((a, b) => (year.test(a) ? b.localeCompare(a) : a.localeCompare(b, "en")))
        .map((value) => ({ value, label: name === "kind" ? plural(value) : value }));
      const title = NAMES[name] ?? name.charAt(0).toUpperCase() + name.slice(1).replace(/[-_]/g, " ");
      return new Facet(name, title, options, onChange);
    });
}

/** What the index has for a query and the chosen values, and what a facet is to count. @param {string} query @param {Facet[]} facets @param {Facet[]} picked */
async function ask(query, facets, picked) {
  /** @type {Wanted} */
  const wanted = Object.fromEntries(picked.map((facet) => [facet.name, { any: facet.selected() }]));
  const name = await named(query, wanted);
  const { put } = name || !query ? { put: name?.query ?? query } : await meant(query, find);
  const look = (/** @type {Wanted} */ filters) => find(put, filters, facets.map((facet) => facet.name));
  const [found, ...others] = await Promise.all([
    look(wanted),
    // A facet counts what each of its values would give, its own choice left aside.
    ...picked.map((facet) => look(Object.fromEntries(Object.entries(wanted).filter(([other]) => other !== facet.name)))),
  ]);
  const countsOf = (/** @type {Facet} */ facet) => (picked.includes(facet) ? others[picked.indexOf(facet)] : found)?.filters[facet.name] ?? {};
  return { name, put, found, countsOf };
}

/** What was found for what, in a sentence. @param {{ query: string, put: string, total: number, near: number, isNamed: boolean, filtered: boolean }} answer */
function told({ query, put, total, near, isNamed, filtered }) {
  const wrong = isNamed || put === query ? "" : `; ${said(query)} is not in the casebook`;
  const words = query ? ` for ${said(put)}` : "";
  if (total) return `${total.toLocaleString("en")} ${total === 1 ? "page" : "pages"}${words}${wrong}`;
  return near ? `No page${filtered ? " that fits" : ""} has all words of ${said(query)}` : `Nothing found${words}`;
}

/** @param {string} name */
const rank = (name) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);

/** @param {ReadPage} page */
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

/** @param {PartHit} part */
function partOf({ label, status, url, runs }) {
  const told = status && make("span", { class: `status status--${status.name}` }, status.label);
  return make("li", {}, make("span", { class: "result__part" }, label), " ", told, told ? " " : "", make("a", { href: url }, ...marked(runs)));
}

function tips(filtered = false) {
  const link = (/** @type {string} */ path, /** @type {string} */ text) => make("a", { href: address(path) }, text);
  return [
    make("p", {}, filtered ? "Remove a filter, or try fewer or more general words." : "Type words that a case, a claim or a check might contain: a company, a country, a technique. “Words in quotation marks” are looked for together."),
    make("p", {}, "Or look through ", link("cases/", "all cases"), ", ", link("claims/", "all claims"), ", ", link("checklists/", "the checklists"), " or ", link("patterns/", "the patterns"), "."),
  ];
}

const mount = /** @type {HTMLElement | null} */ (document.querySelector("[data-search-page]"));
if (mount) new SearchPage(mount).start();
