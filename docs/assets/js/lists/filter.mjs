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
// with a count in its summary; in another order than that of the page they stand outside of these. data-limit on a facet, with its label for a number: its values are numbers, and one
// is chosen as the most; then the list nearest to it comes first.
// data-source names a file with what the entries carry, or with the entries themselves; it is
// read once somebody filters. Until then data-count at a label says how many entries a value
// has, data-total how many there are, and #claims-overview stands in the place of the entries.

import { Limit, chosenList, countBy, pastFilters } from "../shared/facets.mjs";
import { readFacets } from "./choices.mjs";
import { keep } from "./kept.mjs";
import { carry, claimLists, read } from "./late.mjs";
import { Listing } from "./table.mjs";
import { address, html, make, part, parts, pause } from "../shared/site.mjs";

const WIDE = "(min-width: 60rem)";

/**
 * An entry of a list, with the group it stands in.
 * @typedef {{ element: HTMLElement, group: Group, place: number, url: string, page: string, words?: string }} Entry
 * A list with what stands above it, where it has its own, and the places for its counts.
 * @typedef {{ list: HTMLElement, parts: HTMLElement[], count: HTMLElement, folds: Fold[], jump: HTMLElement | null }} Group
 * @typedef {{ element: HTMLDetailsElement, entries: HTMLElement[], count: HTMLElement, sought?: boolean, before?: boolean }} Fold
 * @typedef {import("../shared/facets.mjs").Facet} Facet
 * An order; it is offered where an entry has the `data`, which is named as the order if it is not said.
 * @typedef {{ key: string, label: string, data?: string | string[], compare: (a: Entry, b: Entry) => number }} Sort
 */

/** @type {Sort[]} */
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

/** @param {Entry} entry @param {string} key */
const text = (entry, key) => entry.element.dataset[key] ?? "";
/** @param {Entry} entry @param {string} key */
const number = (entry, key) => Number.parseFloat(text(entry, key) || "-1"); // none comes last
/** The middle of a span of days as "fewest/most": words such as "about 2 months" are made of it, so the order is too. */
const middle = (/** @type {Entry} */ entry, /** @type {string} */ key, none = "-1/-1") => {
  const [fewest, most] = (text(entry, key) || none).split("/").map(Number);
  return (fewest + most) / 2;
};
/** @type {(list: Element) => HTMLElement[]} */
const entriesOf = (list) => [...list.querySelectorAll(":scope > li, :scope > details > ul > li, :scope > ul > li")].map(html);
/** @param {Entry} entry */
const title = (entry) => entry.element.dataset.title ?? part("h3 a", entry.element).textContent;

/** @type {(list: HTMLElement) => Group} */
function readGroup(list) {
  const above = [list];
  if (list.dataset.list) while (!above[0].matches("h2, h3")) above.unshift(html(above[0].previousElementSibling));
  const count = make("span", { class: "group-count" });
  if (above[0] !== list) above[0].append(" ", count);
  const folds = [...list.querySelectorAll(":scope > details")].map((element) => ({
    element: /** @type {HTMLDetailsElement} */ (element),
    entries: parts(":scope > ul > li", element),
    count: part("summary .group-count", element),
  }));
  const jump = /** @type {HTMLElement | null} */ (document.querySelector(`.jump > li:has(> a[href="#${CSS.escape(above[0].id)}"])`));
  return { list, parts: above, count, folds, jump };
}

/** @type {(groups: Group[]) => Entry[]} */
function readEntries(groups) {
  const found = groups.flatMap((group) => entriesOf(group.list).map((element) => ({ element, group })));
  return found.map((entry, place) => {
    const link = /** @type {HTMLAnchorElement | null} */ (entry.element.querySelector("a[href]"));
    const url = link?.href.split("#")[0] ?? "";
    return { ...entry, place, url, page: entry.element.dataset.page ?? sitePath(url) };
  });
}

/** The orders for which some entry carries what they need, or may; none where the entries stand in groups. @type {(groups: Group[], entries: Entry[], isLate: boolean) => Sort[]} */
function sortsFor(groups, entries, isLate) {
  if (groups.length !== 1) return [];
  if (isLate) return SORTS;
  const isCarried = (/** @type {string} */ data) => entries.some(({ element }) => element.dataset[data] !== undefined);
  return SORTS.filter(({ key, data }) => [data ?? key].flat().some(isCarried));
}

/** A list, or several that are one, with its filters and whatever is shown of it. */
class FilteredList {
  #turn = 0; // only the newest search may write
  #order = "";

  /** @param {HTMLElement} box @param {string} name @param {Group[]} groups */
  constructor(box, name, groups) {
    this.box = box;
    this.name = name;
    this.source = box.dataset.source; // until it is read
    this.overview = document.getElementById(`${name}-overview`);
    this.noun = box.dataset.noun ?? "cases";
    this.groups = groups;
    this.arranged = groups;
    this.entries = readEntries(groups);
    this.facets = readFacets(this.entries, () => this.#change(true), Boolean(this.source));
    this.sorts = sortsFor(groups, this.entries, Boolean(this.source));
    this.wholeText = box.dataset.wholeText !== undefined;
    this.query = make("input", { type: "search", id: `${name}-query`, autocomplete: "off", spellcheck: "false" });
    this.sort = make("select", { id: `${name}-sort` }, ...this.sorts.map(({ key, label }) => make("option", { value: key }, label)));
    this.count = make("span", { role: "status" });
    this.heading = make("h2", { class: "results-head__count", tabindex: "-1" }, this.count);
    this.chosen = make("ul", { class: "chosen", "aria-label": "Chosen filters" });
    this.empty = make("div", { class: "no-results", hidden: true });
    this.listing = box.dataset.table === undefined ? null : new Listing(this.facets, () => this.#change(true), () => this.#complete());
    this.results = make("div", { class: "filter-results" }, this.heading, this.chosen, this.listing?.controls, this.empty, this.listing?.table);
    this.wide = matchMedia(WIDE);
  }

  /** Put the controls on the page, and show what the address asks for. */
  start() {
    this.#fillBox();
    this.#layOut();
    this.#listen();
    if (this.facets[0] && this.wide.matches) this.facets[0].element.open = true;
    this.#read();
    this.#show();
  }

  // -------------------------------------------------------------- the controls

  #fillBox() {
    const folded = make("details", { class: "filters__more" }, make("summary", {}, "Filters"), ...this.facets.map(({ element }) => element));
    const fold = () => (folded.open = this.wide.matches);
    fold();
    this.wide.addEventListener("change", fold);
    this.box.replaceChildren(
      make(
        "div",
        { class: "filters__top" },
        make("div", { class: "filters__field" }, make("label", { for: this.query.id }, `Search these ${this.noun}`), this.query),
        this.sorts.length > 1 ? make("div", { class: "filters__field" }, make("label", { for: this.sort.id }, "Sort"), this.sort) : null,
      ),
      pastFilters(this.heading),
      folded,
    );
    this.box.setAttribute("role", "search");
    this.box.setAttribute("aria-label", `Filter ${this.noun}`);
  }

  #layOut() {
    const [first] = this.groups[0]?.parts ?? [html(this.overview)];
    const layout = this.box.closest(".filter-layout") ?? make("div", { class: "filter-layout" });
    if (!layout.isConnected) {
      first.before(layout);
      layout.append(this.box);
    }
    first.before(this.results);
    this.results.append(...this.groups.flatMap((group) => group.parts));
    if (this.overview) this.results.append(this.overview);
    if (this.results.parentElement !== layout) layout.append(this.results);
    this.box.hidden = false;
  }

  #listen() {
    const { query, results } = this;
    query.addEventListener("focus", async () => {
      const search = await loadSearch();
      if (this.wholeText) search?.loadIndex();
    }, { once: true });
    if (this.box.dataset.keep !== undefined) {
      for (const kind of ["click", "auxclick"]) results.addEventListener(kind, (event) => keep(event, this.#entriesShown()));
    }
    query.addEventListener("input", pause(() => this.#change(false), 120));
    query.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !query.value) return;
      query.value = "";
      this.#change(false);
      event.preventDefault();
    });
    this.sort.addEventListener("change", () => this.#change(true));
    window.addEventListener("popstate", () => {
      this.#read();
      this.#show();
    });
  }

  // ----------------------------------------------------------------- the state

  #read() {
    const state = new URLSearchParams(location.search);
    const asked = state.get("sort");
    this.query.value = state.get("q") ?? "";
    this.sort.value = (this.sorts.find(({ key }) => key === asked) ?? this.sorts[0])?.key ?? "";
    if (this.listing) this.listing.view = state.get("view") ?? "";
    for (const facet of this.facets) {
      facet.select(state.getAll(facet.name));
      if (facet.selected().length) facet.element.open = true;
    }
  }

  /** Write the state into the address, as a step of its own if `push`. @param {boolean} push */
  #write(push) {
    const state = new URLSearchParams();
    if (this.query.value.trim()) state.set("q", this.query.value.trim());
    for (const facet of this.facets) for (const value of facet.selected()) state.append(facet.name, value);
    if (this.sorts.length && this.sort.value !== this.sorts[0].key) state.set("sort", this.sort.value);
    if (this.listing?.view) state.set("view", this.listing.view);
    const target = location.pathname + (state.size ? `?${state}` : "") + location.hash;
    if (target === location.pathname + location.search + location.hash) return;
    history[push ? "pushState" : "replaceState"](null, "", target);
  }

  /** @param {boolean} push */
  #change(push) {
    this.#write(push);
    return this.#show();
  }

  // ---------------------------------------------------------------- the result

  /** Whether anything but the list as it stands on the page is asked for. */
  #isAsked() {
    const isSorted = this.sorts.length > 0 && this.sort.value !== this.sorts[0].key;
    return this.query.value.trim() !== "" || isSorted || Boolean(this.listing?.view) || this.facets.some((facet) => facet.selected().length);
  }

  /** Read what the page left out. Entries stay what they are where it does not come; the next change tries again. @returns {Promise<boolean>} */
  async #complete() {
    if (!this.source) return true;
    const data = /** @type {any} */ (await read(this.source));
    if (!data || !this.source) return Boolean(data);
    this.source = "";
    if (!data.claims) carry(this.entries, data);
    else this.#add(claimLists(this.name, data));
    return true;
  }

  /** @param {HTMLElement[]} made */
  #add(made) {
    this.results.append(...made);
    this.groups = made.filter((element) => element.dataset.list).map(readGroup);
    this.arranged = this.groups;
    this.entries = readEntries(this.groups);
  }

  async #show() {
    const mine = (this.#turn += 1);
    const isAsked = this.#isAsked();
    const isThere = !isAsked || (await this.#complete());
    if (mine !== this.#turn) return;
    const answer = isThere ? await matches(this.query.value.trim(), this.entries, this.wholeText) : { found: null, failed: "the list" };
    if (mine !== this.#turn) return;
    this.#filter(answer.found);
    this.#sort();
    const shown = this.entries.filter(({ element }) => !element.hidden).length;
    this.count.textContent = this.#told(shown, answer);
    this.chosen.replaceChildren(...chosenList(this.facets, (facet, value) => this.#drop(facet, value), () => this.#clear()));
    this.chosen.hidden = !this.chosen.childElementCount;
    for (const group of this.groups) regroup(group, this.query.value.trim() !== "");
    this.#arrange();
    const kept = this.#entriesShown();
    if (this.box.dataset.keep !== undefined) carryRole(kept, this.facets);
    this.listing?.show(kept, this.groups[0].list);
    this.#overlay(isAsked && isThere);
    this.empty.hidden = shown > 0 || !this.entries.length;
    if (!shown) this.empty.replaceChildren(...this.#nothing());
  }

  /** An overview makes room for the entries that are asked for. @param {boolean} isAsked */
  #overlay(isAsked) {
    if (!this.overview) return;
    this.overview.hidden = isAsked;
    if (!isAsked) for (const element of this.groups.flatMap((group) => group.parts)) element.hidden = true;
  }

  /** Hide what was not found or does not fit, and count what each value would give. @param {Set<Entry> | null} found */
  #filter(found) {
    const picked = this.facets.map((facet) => ({ facet, values: facet.selected() }));
    const fits = (/** @type {Entry} */ entry, /** @type {Facet} */ except) =>
      (found === null || found.has(entry)) &&
      (this.source || picked.every(({ facet, values }) => facet === except || !values.length || values.some((value) => facet.of(entry).has(value))));
    const none = /** @type {any} */ (null);
    for (const entry of this.entries) entry.element.hidden = !fits(entry, none);
    for (const facet of this.facets) facet.update(this.source ? facet.counts : countBy(this.entries.filter((entry) => fits(entry, facet)), facet.of));
  }

  #sort() {
    const chosen = this.sorts.find(({ key }) => key === this.sort.value);
    if (!chosen || chosen.key === this.#order) return;
    const isFirst = this.#order === "";
    this.#order = chosen.key;
    const sorted = [...this.entries].sort((a, b) => chosen.compare(a, b) || a.place - b.place);
    const stands = isFirst && sorted.every((entry, place) => entry === this.entries[place]);
    if (stands) return;
    const [{ list, folds }] = this.groups;
    if (!folds.length) return list.append(...sorted.map(({ element }) => element));
    return unfold(list, folds, chosen === this.sorts[0] ? [] : sorted.map(({ element }) => element));
  }

  /** What the heading says was found. @param {number} shown @param {Answer} answer */
  #told(shown, { found, put, failed }) {
    const number = this.entries.length || Number(this.box.dataset.total);
    const total = number.toLocaleString("en");
    const some = shown === this.entries.length ? total : `${shown.toLocaleString("en")} of ${total}`;
    const partly = found?.partial && shown ? ", with most of the words" : "";
    return `${some} ${this.noun}${partly}${put ? ` for “${put}”` : ""}${failed ? `; ${failed} could not be loaded` : ""}`;
  }

  /** With a limit chosen, what comes nearest to it stands first; else the lists stand as on the page. */
  #arrange() {
    const limit = this.facets.find((facet) => facet instanceof Limit && facet.selected().length);
    const reach = (/** @type {Group} */ { list }) => Number(limit && list.dataset[limit.name]);
    const wanted = limit ? [...this.groups].sort((a, b) => reach(b) - reach(a)) : this.groups;
    if (wanted.every((group, place) => group === this.arranged[place])) return;
    this.arranged = wanted;
    this.results.append(...wanted.flatMap((group) => group.parts));
  }

  /** @param {Facet} facet @param {string} value */
  #drop(facet, value) {
    facet.select(facet.selected().filter((other) => other !== value));
    this.#change(true).then(() => this.#focusNext());
  }

  #clear() {
    for (const facet of this.facets) facet.select([]);
    this.#change(true).then(() => this.#focusNext());
  }

  /** The button that had the focus is gone; the next best place is the count. */
  #focusNext() {
    (this.chosen.querySelector("button") ?? this.heading).focus();
  }

  #nothing() {
    const button = make("button", { type: "button" }, "Show all");
    button.addEventListener("click", () => {
      this.query.value = "";
      this.#clear();
    });
    return [make("p", {}, `None of the ${this.noun} fits all of this. Take a filter away, or search with fewer words.`), button];
  }

  /** The entries that are shown, in the order in which they stand. @returns {Entry[]} */
  #entriesShown() {
    const known = new Map(this.entries.map((entry) => [entry.element, entry]));
    const standing = this.groups.flatMap((group) => entriesOf(group.list)).filter((element) => !element.hidden);
    return standing.flatMap((element) => known.get(element) ?? []);
  }
}

/** Take entries out of their folds into a list of their own, in their order; none of them: put all back. @param {HTMLElement} list @param {Fold[]} folds @param {HTMLElement[]} entries */
function unfold(list, folds, entries) {
  const flat = html(list.querySelector(":scope > ul") ?? list.appendChild(make("ul", { class: "case-list" })));
  if (entries.length) return flat.append(...entries);
  for (const fold of folds) part(":scope > ul", fold.element).append(...fold.entries);
  return undefined;
}

/** A group says how much is left in it, opens its folds once something is left out, and is hidden with nothing left. @param {Group} group @param {boolean} asked */
function regroup({ list, parts: all, count, folds, jump }, asked) {
  const entries = entriesOf(list);
  const inside = tellLeft(entries, count);
  for (const fold of folds) refold(fold, asked || inside < entries.length);
  if (jump) {
    jump.hidden = inside === 0;
    part(".group-count", jump).textContent = count.textContent;
  }
  for (const each of all) each.hidden = inside === 0;
}

/** Write how many entries are left to be seen, and give the number. @param {HTMLElement[]} entries @param {HTMLElement} count */
function tellLeft(entries, count) {
  const left = entries.filter((element) => !element.hidden).length;
  count.textContent = left.toLocaleString("en");
  return left;
}

/** A fold tells how much is left in it, and stands open while something in it was looked for. @param {Fold} fold @param {boolean} asked */
function refold(fold, asked) {
  const inside = tellLeft(fold.entries.filter((element) => fold.element.contains(element)), fold.count);
  const sought = asked || inside < fold.entries.length;
  fold.element.hidden = inside === 0;
  if (sought === Boolean(fold.sought)) return; // what the reader opened or closed stays so
  if (sought) fold.before = fold.element.open;
  fold.element.open = sought || Boolean(fold.before);
  fold.sought = sought;
}

/** Where the list is for one role, so are the cases that are opened from it. @param {Entry[]} entries @param {Facet[]} facets */
function carryRole(entries, facets) {
  const roles = facets.find(({ name }) => name === "role")?.selected() ?? [];
  for (const { element } of entries) {
    const link = /** @type {HTMLAnchorElement | null} */ (element.querySelector("h3 a"));
    if (link) link.search = roles.length === 1 ? `?role=${roles[0]}` : "";
  }
}

/** What searches the entries. It is loaded when somebody searches, so that no first view pays for it; null where it does not come. */
function loadSearch() {
  return import("./search.mjs").catch(() => null);
}

/** @typedef {{ found: (Set<Entry> & { partial?: boolean }) | null, put?: string, failed?: string }} Answer */

/** The entries a query finds; all where there is none, and where the search does not come. @type {(query: string, entries: Entry[], wholeText: boolean) => Promise<Answer>} */
async function matches(query, entries, wholeText) {
  if (!query) return { found: null };
  const search = await loadSearch();
  return search ? search.matches(query, entries, wholeText) : { found: null, failed: "the search" };
}

/** @param {string} url */
function sitePath(url) {
  return url.slice(address("").length);
}

if (new URLSearchParams(location.search).get("q")) await loadSearch(); // so that the list is put up once
for (const box of parts("[data-filters-for]")) {
  const name = box.dataset.filtersFor ?? "";
  const lists = parts(`#${name}, [data-list="${name}"]`);
  if (box.dataset.total || lists.some((list) => list.childElementCount)) new FilteredList(box, name, lists.map(readGroup)).start();
}
