// The search box in the header: an ARIA combobox with a list of results that grows while
// typing. `header.mjs` loads it when somebody goes to the box. It answers from the guide,
// which is one file; the page of the search has the whole text.

import { said } from "./excerpts.mjs";
import { loadGuide, marked, named, nothing, offer, runsOf } from "./guide.mjs";
import { address, around, make, part, parts, pause } from "../shared/site.mjs";

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
    this.panel = make("div", { class: "site-search__panel", hidden: true }, this.guess, this.note, this.list);
    this.live = make("div", { class: "visually-hidden", role: "status" });
    this.search = pause((/** @type {string} */ query) => this.#search(query), 90);
  }

  /** Put the list under the box, and answer what is typed. */
  start() {
    const { form, input, list, panel } = this;
    form.append(panel, this.live);
    input.setAttribute("aria-controls", list.id);
    input.addEventListener("focus", () => {
      loadGuide();
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
    loadGuide();
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
    const guide = await loadGuide();
    if (mine !== this.#turn || this.input.value.trim() !== query) return;
    if (guide) this.#answer(query, guide);
    else this.#fail(query);
  }

  /** Where the guide did not come. @param {string} query */
  #fail(query) {
    const again = make("button", { type: "button" }, "Try again");
    again.addEventListener("click", () => {
      again.textContent = "Trying again …";
      this.input.focus();
      this.search(query);
    });
    const told = "The search could not be loaded. Perhaps you are offline.";
    this.#show([], [make("p", {}, told), make("p", {}, again)]);
    this.live.textContent = told;
  }

  /** @param {string} query @param {NonNullable<Awaited<ReturnType<typeof loadGuide>>>} guide */
  #answer(query, guide) {
    const first = named(guide, query);
    const found = guide.rank(query);
    const others = found.pages.map((page) => offer(page)).filter(({ url }) => !first.some((page) => page.url.split("#")[0] === url));
    const pages = [...first, ...(first.length ? [] : others)];
    const claims = first.length ? [] : found.claims;
    const put = first.length ? query : found.put;
    const all = option("hit--all", address(`search/?q=${encodeURIComponent(put)}`), `Search the whole text for ${said(put)}`);
    if (!pages.length) {
      const isPhrase = /["“„]/.test(query);
      const told = isPhrase ? "Phrases in quotation marks are looked up in the whole text." : `Nothing in the casebook matches ${said(query)}.`;
      this.#show([all], [make("p", { class: "site-search__none" }, told), ...(isPhrase ? [] : nothing(found.near))]);
      this.live.textContent = told;
      return;
    }
    const guessed = put === query ? "" : `Results for ${said(put)}.`;
    const entries = [group("Best answers", "answers", pages.map((page) => pageOption(page, found.typed)))];
    if (claims.length) entries.push(group("Claims", "claim", [...claims.map((claim) => claimOption(claim, found.typed, guide.statuses)), option("hit--kind", address(`claims/?${new URLSearchParams({ q: put })}`), "All claims with these words")]));
    this.#show([...entries, all], [], guessed);
    const number = pages.length + claims.length;
    this.live.textContent = `${guessed} ${number} ${number === 1 ? "answer" : "answers"} found. Use the arrow keys to choose.`.trim();
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

/** @param {string} title @param {string} name @param {HTMLElement[]} options */
function group(title, name, options) {
  const id = `hits-${name}`;
  return make("div", { role: "group", "aria-labelledby": id }, make("div", { class: "hits__kind", id }, title), ...options);
}

/** @param {Offer} page @param {Set<string>} typed */
function pageOption({ url, title, kind, text }, typed) {
  const meta = make("span", { class: "hit__text" }, text ? `${kind} · ${text}` : kind);
  return option("", url, make("span", { class: "hit__title" }, ...marked(runsOf(title, typed))), meta);
}

/** @param {import("./rank.mjs").Claim} claim @param {Set<string>} typed @param {Record<string, string>} statuses */
function claimOption({ entry, id, status, text }, typed, statuses) {
  const meta = make("span", { class: "hit__text" }, make("span", { class: `status status--${status}` }, statuses[status]), ` · ${entry.title}`);
  return option("hit--claim", address(`${entry.url.replace(/^cases/, "claims")}${id}/`), make("span", { class: "hit__title" }, ...marked(runsOf(text, typed))), meta);
}
