// The search box in the header: an ARIA combobox with a list of results that
// grows while typing. `header.mjs` loads it when somebody goes to the box.

import { LATER, find } from "./query.mjs";
import { loadIndex, marked, plural, readResult, said } from "./index.mjs";
import { address, around, make, part, parts, pause } from "../shared/site.mjs";
import { bestClaims } from "./claims.mjs";
import { named, readNamed } from "./ids.mjs";
import { isCutOff, noIndex } from "./unavailable.mjs";
import { meant } from "./typos.mjs";

/** @type {Record<string, number>} */
const SHOWN = { Case: 4 }; // pages shown of each kind
const SHOWN_ELSE = 2;
const SHOWN_CLAIMS = 3;
const BRIEF = ["Pattern", "Check"];
const SHOWN_NEAR = 4; // kinds of pages that hold only some of the words, each with its best page

/** Make the box of a form search while typing. @param {HTMLFormElement} form */
export function start(form) {
  new Box(form).start();
}

class Box {
  #turn = 0; // only the newest search may write
  #closed = false; // by the reader, who may have gone on: what is found then does not open the list again
  #active = -1;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.input = /** @type {HTMLInputElement} */ (part("input", form));
    this.list = make("div", { class: "hits", id: "site-search-hits", role: "listbox", "aria-label": "Search results" });
    this.note = make("div", { class: "site-search__note" });
    this.guess = make("p", { class: "site-search__guess", hidden: true });
    this.panel = make("div", { class: "site-search__panel", hidden: true }, this.guess, this.list, this.note);
    this.live = make("div", { class: "visually-hidden", role: "status" });
    this.search = pause((/** @type {string} */ query) => this.#search(query), 90);
  }

  /** Put the list under the box, and answer what is typed. */
  start() {
    const { form, input, list, panel } = this;
    form.append(panel, this.live);
    input.setAttribute("aria-controls", list.id);
    input.addEventListener("focus", () => {
      loadIndex();
      if (input.value.trim() && list.childElementCount + this.note.childElementCount) this.#open(true);
    });
    input.addEventListener("input", () => this.#typed());
    input.addEventListener("keydown", (event) => this.#key(event));
    form.addEventListener("submit", (event) => {
      if (!input.value.trim()) event.preventDefault();
    });
    list.addEventListener("click", (event) => {
      if (around(event, "a") && !(event.ctrlKey || event.metaKey || event.shiftKey)) this.#open(false);
    });
    form.addEventListener("focusout", (event) => {
      if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) this.#open(false);
    });
    panel.addEventListener("mousedown", (event) => {
      if (!around(event, "a")) event.preventDefault(); // a click beside a result keeps the focus
    });
    loadIndex();
  }

  get #options() {
    return parts('[role="option"]', this.list);
  }

  /** @param {boolean} shown */
  #open(shown) {
    this.#closed = !shown;
    this.panel.hidden = !shown;
    this.input.setAttribute("aria-expanded", String(shown && this.#options.length > 0));
    if (!shown) this.#activate(-1);
  }

  /** @param {number} index */
  #activate(index) {
    const all = this.#options;
    all[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = all.length && index >= 0 ? index % all.length : -1;
    const active = all[this.#active];
    if (!active) return this.input.removeAttribute("aria-activedescendant");
    active.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", active.id);
    return active.scrollIntoView({ block: "nearest" });
  }

  /** @param {Node[]} entries @param {Node[]} message */
  #show(entries, message, guessed = "") {
    this.#activate(-1);
    this.guess.textContent = guessed;
    this.guess.hidden = !guessed;
    this.list.replaceChildren(...entries);
    this.list.hidden = entries.length === 0;
    this.note.replaceChildren(...message);
    this.note.hidden = message.length === 0;
    this.#open(!this.#closed);
  }

  // ---------------------------------------------------------------- the answer

  /** @param {string} query */
  async #search(query) {
    const mine = (this.#turn += 1);
    try {
      await this.#answer(query, mine);
    } catch (error) {
      console.error(error);
      await this.#fail(query, mine);
    }
  }

  /** Where the index, or a part of it, did not come. @param {string} query @param {number} mine */
  async #fail(query, mine) {
    const told = await noIndex(() => {
      this.input.focus();
      this.search(query);
    });
    if (mine !== this.#turn) return;
    this.#show([], told);
    this.live.textContent = told[0].textContent;
  }

  /** @param {string} query @param {number} mine */
  async #answer(query, mine) {
    const name = await named(query);
    const { put, found } = name ? { put: name.query, found: await find(name.query) } : await meant(query, find);
    const read = found && (await Promise.all([byKind(found.results, name?.pages ?? []), readNear(found, Boolean(name))]));
    if (mine !== this.#turn || this.input.value.trim() !== query) return;
    if (!read) return this.#fail(query, mine);
    const [groups, near] = read;
    const total = groups.reduce((sum, group) => sum + group.total, 0);
    if (total + near.length === 0) return this.#found(query, mine);
    const guessed = name || put === query ? "" : `${said(query)} is not in the casebook. It has ${said(put)}:`;
    this.#show(listOf(groups, near, put, total), [], guessed);
    const told = total ? `${total} ${total === 1 ? "page" : "pages"} found` : "No page has all of these words; some have a part of them";
    this.live.textContent = `${guessed} ${told}. Use the arrow keys to choose.`;
  }

  /** Nothing was found, unless only the files of the index did not come. @param {string} query @param {number} mine */
  async #found(query, mine) {
    if (await isCutOff()) return this.#fail(query, mine);
    if (mine !== this.#turn) return;
    this.#show([], nothing(query));
    this.live.textContent = `Nothing found for ${query}.`;
  }

  // ------------------------------------------------------------------ the keys

  #typed() {
    const query = this.input.value.trim();
    this.#closed = !this.form.contains(document.activeElement); // the code of the box may have come late
    if (query) return this.search(query);
    this.#turn += 1;
    this.live.textContent = "";
    this.list.replaceChildren();
    this.note.replaceChildren();
    return this.#open(false);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const all = this.#options;
    if (event.key === "Escape") {
      if (this.panel.hidden) this.input.value = "";
      else this.#open(false);
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && all.length) {
      if (this.panel.hidden) this.#open(true);
      const up = this.#active <= 0 ? all.length - 1 : this.#active - 1;
      this.#activate(event.key === "ArrowDown" ? this.#active + 1 : up);
    } else if (event.key === "Enter" && all[this.#active]) all[this.#active].click();
    else return;
    event.preventDefault();
  }
}

let count = 0;
/** @type {(name: string, url: string, ...children: (Node | string)[]) => HTMLElement} */
const option = (name, url, ...children) =>
  make("a", { class: `hit ${name}`, href: url, role: "option", id: `hit-${(count += 1)}`, tabindex: "-1", "aria-selected": "false" }, ...children);

/** The best pages of every kind among all that were found; what the query names and the kind with the best page come first. @param {Hit[]} results @param {NamedPage[]} namedPages */
async function byKind(results, namedPages) {
  const first = await Promise.all(namedPages.map(async (page) => ({ id: page.result.id, ...(await readNamed(page)) })));
  const others = results.filter(({ id }) => !first.some((page) => page.id === id));
  const kinds = [...new Set([...first, ...others].map(({ kind }) => kind ?? "Page"))]; // in the order of their best pages
  const groups = kinds.map(async (kind) => {
    const own = first.filter((page) => page.kind === kind);
    const found = others.filter((page) => page.kind === kind);
    const most = LATER[kind] && kinds.length > 1 ? 0 : (SHOWN[kind] ?? SHOWN_ELSE); // who wants these follows the link to all
    const shown = found.slice(0, Math.max(0, most - own.length));
    return { kind, total: own.length + found.length, members: [...own, ...(await Promise.all(shown.map((result) => readResult(result, 2, true))))] };
  });
  return Promise.all(groups);
}

/**
 * Of the pages that hold only some of the words, the best of each kind. Beside pages with all of them
 * only those that are short and say what to do, if none of their kind is there.
 * @type {(found: Found, isNamed: boolean) => Promise<ReadPage[]>}
 */
async function readNear({ results, near }, isNamed) {
  if (isNamed) return [];
  const isFirst = (/** @type {Hit} */ { kind }, /** @type {number} */ place) => near.findIndex((page) => page.kind === kind) === place;
  const wanted = (/** @type {Hit} */ { kind = "Page" }) => !results.length || (BRIEF.includes(kind) && !results.some((page) => page.kind === kind));
  const best = near.filter(isFirst).filter(wanted);
  return Promise.all(best.slice(0, SHOWN_NEAR).map((result) => readResult(result, 0)));
}

/** The pages of one kind that are shown, and how many there are. @typedef {{ kind: string, total: number, members: ReadPage[] }} Kind */

/** @param {Kind[]} groups @param {ReadPage[]} near @param {string} query @param {number} total */
function listOf(groups, near, query, total) {
  const grouped = (/** @type {Kind} */ group) => {
    const claims = bestClaims(group.members.flatMap(({ claims: found }) => found ?? []), SHOWN_CLAIMS);
    return claims.length ? [pagesOf(group, query), claimsOf(claims, query)] : [pagesOf(group, query)];
  };
  /** @type {HTMLElement[]} */
  const entries = groups.filter(({ kind }) => !LATER[kind]).flatMap(grouped);
  if (near.length) entries.push(nearOf(near));
  entries.push(...groups.filter(({ kind }) => LATER[kind]).flatMap(grouped));
  const all = total ? `All results for ${said(query)}: ${total} ${total === 1 ? "page" : "pages"}` : `No page has all words of ${said(query)}. More with some of them`;
  entries.push(option("hit--all", address(`search/?q=${encodeURIComponent(query)}`), all));
  return entries;
}

/** Pages that hold the most of the words but not all. @param {ReadPage[]} near */
function nearOf(near) {
  const group = groupOf(null);
  for (const result of near) {
    const text = make("span", { class: "hit__text" }, make("span", { class: "hit__kind" }, result.kind), " · ", ...marked(result.runs));
    group.append(option("", result.url, make("span", { class: "hit__title" }, result.title), text));
  }
  return group;
}

/** A group of offers under the name of its kind; without a kind, that of the pages that come near. @param {string | null} kind @param {number | null} number */
function groupOf(kind, number = null) {
  const id = `hits-${kind ? kind.toLowerCase().replace(/\W+/g, "-") : "near"}`;
  const count = number === null ? null : make("span", { class: "hits__number" }, number.toLocaleString("en"));
  return make("div", { role: "group", "aria-labelledby": id }, make("div", { class: "hits__kind", id }, kind ? `${plural(kind)} ` : "With some of the words", count));
}

/** @param {Kind} kind @param {string} query */
function pagesOf({ kind, total, members }, query) {
  const group = groupOf(kind, total);
  for (const result of members) {
    group.append(option("", result.url, make("span", { class: "hit__title" }, result.title), make("span", { class: "hit__text" }, ...marked(result.runs))));
    for (const part of result.parts) {
      group.append(option("hit--sub", part.url, make("span", { class: "hit__title" }, part.label), make("span", { class: "hit__text" }, ...marked(part.runs))));
    }
  }
  if (total > members.length) {
    const where = new URLSearchParams({ q: query, kind });
    group.append(option("hit--kind", address(`search/?${where}`), total === 1 ? `1 ${kind.toLowerCase()}` : `All ${total.toLocaleString("en")} ${plural(kind).toLowerCase()}`));
  }
  return group;
}

/** Claims of the cases above; how many there are in all the index cannot say. @param {ClaimHit[]} claims @param {string} query */
function claimsOf(claims, query) {
  const group = groupOf("Claim");
  for (const { url, runs, status, of } of claims) {
    const meta = make("span", { class: "hit__text" }, make("span", { class: `status status--${status.name}` }, status.label), ` · ${of}`);
    group.append(option("hit--claim", url, make("span", { class: "hit__title" }, ...marked(runs)), meta));
  }
  group.append(option("hit--kind", address(`claims/?${new URLSearchParams({ q: query })}`), "All claims with these words"));
  return group;
}

/** @param {string} query */
function nothing(query) {
  const link = (/** @type {string} */ path, /** @type {string} */ text) => make("li", {}, make("a", { href: address(path) }, text));
  return [
    make("p", {}, `Nothing found for ${said(query)}. Fewer or more general words may help. Or look through:`),
    make("ul", {}, link("cases/", "all cases"), link("claims/", "all claims"), link("patterns/", "patterns of failure"), link("glossary/", "the glossary")),
  ];
}
