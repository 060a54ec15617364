// A text box with a list of what fits: an ARIA combobox. Typing searches ids
// and words; the arrow keys go through the list, Enter takes an entry, Escape
// closes it. What is typed stays as it is, so the box never loses a text.

import { make, pause } from "../shared/site.mjs";
import { uid } from "./words.mjs";

const MOST = 30;

/**
 * What a box searches: entries as value, words, more words, and words that only find it. `onChoose` hears the value of the
 * entry that is taken, `onType` what is typed.
 * @typedef {object} Wanted
 * @property {string} id
 * @property {string} label
 * @property {() => Choice[] | Promise<Choice[]>} options
 * @property {(value: string) => void} onChoose
 * @property {(text: string) => void} [onType]
 * @property {string} [value]
 */

/** A box that searches, as its element and the input in it. @param {Wanted} wanted */
export function lookup(wanted) {
  const { input, element } = new Lookup(wanted);
  return { input, element };
}

class Lookup {
  #active = -1;

  /** @param {Wanted} wanted */
  constructor({ id, options, onChoose, onType = () => {}, value = "", label }) {
    this.options = options;
    this.onChoose = onChoose;
    this.list = make("ul", { class: "lookup__list", id: uid("list"), role: "listbox", "aria-label": label, hidden: true });
    this.input = make("input", {
      type: "text",
      id,
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
      "aria-expanded": "false",
      autocomplete: "off",
      spellcheck: "false",
    });
    this.input.value = value;
    this.count = make("span", { class: "visually-hidden", role: "status" });
    this.element = make("div", { class: "lookup" }, this.input, this.list, this.count);
    this.input.addEventListener("input", () => onType(this.input.value));
    this.input.addEventListener("input", pause(() => this.#open(), 80));
    this.input.addEventListener("blur", () => this.#close());
    this.input.addEventListener("keydown", (event) => this.#key(event));
  }

  get #shown() {
    return /** @type {HTMLElement[]} */ ([...this.list.children]);
  }

  #close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.count.className = "visually-hidden";
    this.#activate(-1);
  }

  /** @param {number} place */
  #activate(place) {
    const all = this.#shown;
    all[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = all.length && place >= 0 ? place % all.length : -1;
    const option = all[this.#active];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", option.id);
    return option.scrollIntoView({ block: "nearest" });
  }

  async #open() {
    const found = fitting(await this.options(), this.input.value);
    if (document.activeElement !== this.input) return;
    this.#active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...found.slice(0, MOST).map((each) => this.#option(each)));
    this.list.hidden = found.length === 0;
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    this.count.textContent = found.length ? `${found.length} ${found.length === 1 ? "entry matches" : "entries match"}` : "Nothing matches. Try another word, or clear the box to see the list.";
    this.count.className = found.length ? "visually-hidden" : "field__note";
  }

  /** @param {Choice} choice */
  #option([own, words, more]) {
    const element = make("li", { id: uid("option"), role: "option", "aria-selected": "false" }, make("strong", {}, words || own));
    if (words && words !== own) element.append(make("span", { class: "lookup__id" }, own));
    if (more) element.append(make("span", { class: "lookup__more" }, more));
    // pressing the mouse would take the focus away before the click arrives
    element.addEventListener("mousedown", (event) => event.preventDefault());
    element.addEventListener("click", () => this.#take(own));
    element.dataset.value = own;
    return element;
  }

  /** @param {string} own */
  #take(own) {
    this.input.value = own;
    this.#close();
    this.count.textContent = "";
    this.onChoose(own);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.#move(event.key === "ArrowDown");
    else if (this.list.hidden) return;
    else if (event.key === "Enter" && (this.#active >= 0 || this.#shown.length === 1)) this.#take(this.#shown[Math.max(this.#active, 0)].dataset.value ?? "");
    else if (event.key === "Escape") this.#close();
    else return;
    event.preventDefault();
  }

  /** @param {boolean} down */
  async #move(down) {
    if (this.list.hidden) await this.#open();
    const up = this.#active < 1 ? this.#shown.length - 1 : this.#active - 1;
    this.#activate(down ? this.#active + 1 : up);
  }
}

/** Entries that hold every word that is typed; first the one that is called so, then those that begin with it. @param {Choice[]} entries @param {string} typed */
function fitting(entries, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const whole = words.join(" ");
  const rank = (/** @type {Choice} */ [own, label = "", , also = ""]) => {
    const names = [own, label, ...also.split(", ")].map((text) => text.toLowerCase());
    return names.includes(whole) ? 0 : names.some((text) => text.startsWith(whole)) ? 1 : 2;
  };
  const fits = entries.filter((entry) => {
    const all = entry.join(" ").toLowerCase();
    return words.every((word) => all.includes(word));
  });
  return fits.sort((a, b) => rank(a) - rank(b));
}
