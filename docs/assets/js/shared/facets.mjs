// Groups of checkboxes with counts, used by the list filters and the search page.

import { make, part } from "./site.mjs";

const FEW = 8; // a facet with more values than this can be narrowed by typing

let count = 0;

/** One facet as a folding group of checkboxes. */
export class Facet {
  /** The values of an entry. @type {(entry: any) => Set<string>} */
  of = () => new Set();
  /** Entries of each value, where the page says it before they are read. @type {Map<string, number>} */
  counts = new Map();

  /**
   * @param {string} name
   * @param {string} label
   * @param {{ value: string, label: string }[]} values
   * @param {(name: string, values: string[]) => void} onChange
   * @param {"checkbox" | "radio"} kind
   */
  constructor(name, label, values, onChange, kind = "checkbox") {
    this.name = name;
    this.label = label;
    this.values = values;
    /** @type {Map<string, { box: HTMLInputElement, number: HTMLElement, row: HTMLElement, text: string }>} */
    this.boxes = new Map();
    this.chosen = make("span", { class: "facet__chosen" });
    const options = make("div", { class: "facet__options" });
    for (const { value, label: text } of values) {
      const box = make("input", { type: kind, name, value });
      const number = make("span", { class: "facet__count" });
      const row = make("label", { class: "facet__option" }, box, make("span", {}, text), number);
      this.boxes.set(value, { box, number, row, text });
      options.append(row);
    }
    // The switch names the group: a legend would say the same again.
    const title = make("span", { id: `facet-${(count += 1)}` }, label);
    const fieldset = make("fieldset", { "aria-labelledby": title.id }, options);
    if (values.length > FEW) fieldset.insertBefore(this.#narrow(), options);
    this.element = make("details", { class: "facet" }, make("summary", {}, title, this.chosen), fieldset);
    this.element.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement && event.target.type === kind) onChange(this.name, this.selected());
    });
  }

  #narrow() {
    const field = make("input", { type: "search", "aria-label": `Narrow the list: ${this.label}`, placeholder: "Narrow this list", autocomplete: "off", class: "facet__narrow" });
    field.addEventListener("input", () => {
      const text = field.value.trim().toLowerCase();
      for (const entry of this.boxes.values()) {
        entry.row.hidden = Boolean(text) && !entry.box.checked && !entry.text.toLowerCase().includes(text);
      }
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    return field;
  }

  selected() {
    return [...this.boxes.values()].filter(({ box }) => box.checked).map(({ box }) => box.value);
  }

  /** @param {string[]} values */
  select(values) {
    for (const [value, { box }] of this.boxes) box.checked = values.includes(value);
  }

  /** Show how many entries each value would give, and how many values are chosen. @param {Map<string, number>} counts */
  update(counts) {
    for (const [value, { box, number, row }] of this.boxes) {
      const entries = counts.get(value) ?? 0;
      number.textContent = entries.toLocaleString("en");
      row.classList.toggle("facet__option--none", entries === 0 && !box.checked);
    }
    const chosen = this.selected().length;
    this.chosen.textContent = chosen ? String(chosen) : "";
    this.chosen.setAttribute("aria-label", chosen ? `${chosen} chosen` : "");
    if (!chosen) this.chosen.removeAttribute("aria-label");
  }
}

/** A facet of which one value is chosen, as the most an entry may have. */
export class Limit extends Facet {
  /** @param {string} name @param {string} label @param {{ value: string, label: string }[]} values @param {() => void} onChange */
  constructor(name, label, values, onChange) {
    super(name, label, values, onChange, "radio");
    this.any = make("input", { type: "radio", name, value: "", checked: true });
    part(".facet__options", this.element).prepend(make("label", { class: "facet__option" }, this.any, make("span", {}, "Any")));
  }

  /** Of several values the largest counts, as every entry within the others is within it. @param {string[]} values */
  select(values) {
    super.select(values.filter((value) => this.boxes.has(value)).sort((a, b) => Number(a) - Number(b)).slice(-1));
    this.any.checked = !this.selected().length;
  }
}

/**
 * The chosen values as buttons that take each away, and one that takes all.
 * @param {Facet[]} facets @param {(facet: Facet, value: string) => void} remove @param {() => void} clear
 */
export function chosenList(facets, remove, clear) {
  const items = facets.flatMap((facet) =>
    facet.selected().map((value) => {
      const text = facet.boxes.get(value)?.text ?? value;
      const button = make("button", { type: "button", "data-facet": facet.label, "aria-label": `Remove filter ${facet.label}: ${text}` }, text);
      button.addEventListener("click", () => remove(facet, value));
      return make("li", {}, button);
    }),
  );
  if (!items.length) return [];
  const all = make("button", { type: "button", class: "chosen__clear" }, "Clear filters");
  all.addEventListener("click", clear);
  return [...items, make("li", {}, all)];
}

/** How many entries have each value. @template T @param {T[]} entries @param {(entry: T) => Iterable<string>} of */
export function countBy(entries, of) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const entry of entries) for (const value of of(entry)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** The way past many filters, for the keyboard; shown when it is reached. @param {HTMLElement} heading */
export function pastFilters(heading) {
  const button = make("button", { type: "button", class: "skip-link" }, "Skip to the results");
  button.addEventListener("click", () => heading.focus());
  return button;
}
