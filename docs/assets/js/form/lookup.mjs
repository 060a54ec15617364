// A text box with a list of what fits: an ARIA combobox. Typing searches ids
// and words; the arrow keys go through the list, Enter takes an entry, Escape
// closes it. What is typed stays as it is, so the box never loses a text.

import { make, pause } from "../shared/site.mjs";
import { uid } from "./words.mjs";

const MOST = 30;

/**
 * @param {object} box
 * @param {() => (string[][] | Promise<string[][]>)} box.options entries: value, words, more words
 * @param {(value: string) => void} box.onChoose called with the value of the entry that is taken
 * @param {(text: string) => void} [box.onType] called with what is typed
 */
export function lookup({ id, options, onChoose, onType = () => {}, value = "", label }) {
  const list = make("ul", { class: "lookup__list", id: uid("list"), role: "listbox", "aria-label": label, hidden: true });
  const input = make("input", {
    type: "text",
    id,
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
    autocomplete: "off",
    spellcheck: "false",
  });
  input.value = value;
  const count = make("span", { class: "visually-hidden", role: "status" });
  let active = -1;

  const shown = () => [...list.children];
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    count.className = "visually-hidden";
    activate(-1);
  };

  function activate(place) {
    shown()[active]?.setAttribute("aria-selected", "false");
    active = shown().length && place >= 0 ? place % shown().length : -1;
    const option = shown()[active];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  async function open() {
    const found = fitting(await options(), input.value);
    if (document.activeElement !== input) return;
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...found.slice(0, MOST).map(option));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    count.textContent = found.length ? `${found.length} ${found.length === 1 ? "entry fits" : "entries fit"}` : "Nothing fits. Try another word, or empty the box to see the list.";
    count.className = found.length ? "visually-hidden" : "field__note";
  }

  function option([own, words, more]) {
    const element = make("li", { id: uid("option"), role: "option", "aria-selected": "false" }, make("strong", {}, words || own));
    if (words && words !== own) element.append(make("span", { class: "lookup__id" }, own));
    if (more) element.append(make("span", { class: "lookup__more" }, more));
    // pressing the mouse would take the focus away before the click arrives
    element.addEventListener("mousedown", (event) => event.preventDefault());
    element.addEventListener("click", () => take(own));
    element.dataset.value = own;
    return element;
  }

  function take(own) {
    input.value = own;
    close();
    count.textContent = "";
    onChoose(own);
  }

  input.addEventListener("input", () => onType(input.value));
  input.addEventListener("input", pause(open, 80));
  input.addEventListener("blur", close);
  input.addEventListener("keydown", async (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) await open();
      activate(event.key === "ArrowDown" ? active + 1 : active < 1 ? shown().length - 1 : active - 1);
    } else if (event.key === "Enter" && !list.hidden && (active >= 0 || shown().length === 1)) {
      event.preventDefault();
      take(shown()[Math.max(active, 0)].dataset.value);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  return { input, element: make("div", { class: "lookup" }, input, list, count) };
}

/** Entries that hold every word that is typed; those that begin with it first. */
function fitting(entries, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const begins = (entry) => entry.slice(0, 2).some((text) => text.toLowerCase().startsWith(words.join(" ")));
  const fits = entries.filter((entry) => {
    const all = entry.join(" ").toLowerCase();
    return words.every((word) => all.includes(word));
  });
  return fits.sort((a, b) => Number(begins(b)) - Number(begins(a)));
}
