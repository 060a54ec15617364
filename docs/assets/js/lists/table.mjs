// The list of cases as a table, and as a file of exactly what is shown. Both are
// made here from what the entries carry.

import * as csv from "../shared/csv.mjs";
import { make, part, save } from "../shared/site.mjs";

/**
 * @typedef {import("./filter.mjs").Entry} Entry
 * The words for what an entry carries, by name of the facet.
 * @typedef {(name: string) => string} Names
 */

/** @type {{ label: string, cell: (entry: Entry, names: Names) => Node | string | undefined, number?: boolean }[]} */
const COLUMNS = [
  { label: "Case", cell: (entry) => make("a", { href: link(entry).href }, link(entry).textContent) },
  { label: "Kind", cell: (_entry, names) => names("kind") },
  { label: "First reported", cell: (entry) => part("[data-reported]", entry.element).textContent },
  { label: "Country", cell: (_entry, names) => names("country") },
  { label: "Time to first answer", cell: (entry) => entry.element.dataset.answered ?? "" },
  { label: "Claims", cell: (entry) => entry.element.dataset.claims, number: true },
];
/** Names of lists of terms, where they are not that of the facet with an s. @type {Record<string, string>} */
const LISTS = { status: "claim_statuses", list: "checklists", actor: "who_or_what", lifecycle: "life_cycle", country: "countries", role: "speaks_to" };
/** @type {[string, (entry: Entry, names: Names) => string | undefined][]} */
const FIELDS = [
  ["id", (entry) => new URL(entry.url).pathname.split("/").at(-2)],
  ["title", (entry) => link(entry).textContent],
  ["address", (entry) => entry.url.split("?")[0]],
  ["kind", (_entry, names) => names("kind")],
  ["first_reported", (entry) => entry.element.dataset.disclosed],
  ["time_to_first_answer", (entry) => entry.element.dataset.answered],
  ["days_to_first_answer_at_least", (entry) => entry.element.dataset.answer?.split("/")[0]],
  ["days_to_first_answer_at_most", (entry) => entry.element.dataset.answer?.split("/")[1]],
  ["claims", (entry) => entry.element.dataset.claims],
  ...["status", "theme", "pattern", "actor", "lifecycle", "sector", "country", "harm", "role", "list"].map(
    (name) => /** @type {[string, (entry: Entry, names: Names) => string]} */ ([LISTS[name] ?? `${name}s`, (_entry, names) => names(name)]),
  ),
];
/** @type {(entry: Entry) => HTMLAnchorElement} */
const link = (entry) => /** @type {HTMLAnchorElement} */ (part("h3 a", entry.element));

export class Listing {
  #view = "";
  /** @type {Entry[]} */
  #entries = [];

  /** @param {import("../shared/facets.mjs").Facet[]} facets @param {() => void} onChange @param {() => Promise<boolean>} complete gives the entries what they carry */
  constructor(facets, onChange, complete) {
    this.facets = facets;
    this.buttons = ["", "table"].map((view) => {
      const button = make("button", { type: "button" }, view ? "Table" : "Cards");
      button.addEventListener("click", () => {
        this.view = view;
        onChange();
      });
      return { view, button };
    });
    const file = make("button", { type: "button" }, "Download these as CSV");
    file.addEventListener("click", async () => {
      if (await complete()) save("cases.csv", this.csv(), "text/csv");
    });
    this.controls = make("div", { class: "listing" }, make("div", { class: "listing__views", role: "group", "aria-label": "View" }, ...this.buttons.map(({ button }) => button)), file);
    this.table = make("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": "Cases as a table", hidden: true });
  }

  get view() {
    return this.#view;
  }

  set view(view) {
    this.#view = view === "table" ? view : "";
  }

  /** Show these entries in the chosen view; `list` is the view of cards. @param {Entry[]} entries @param {HTMLElement} list */
  show(entries, list) {
    this.#entries = entries;
    const table = this.view === "table";
    for (const { view, button } of this.buttons) button.setAttribute("aria-pressed", String(view === this.view));
    this.controls.hidden = entries.length === 0;
    this.table.hidden = !table || entries.length === 0;
    list.hidden = table || entries.length === 0;
    this.table.replaceChildren(...(table ? [this.#rows()] : []));
  }

  #rows() {
    const head = COLUMNS.map(({ label, number }) => make("th", { scope: "col", class: number ? "num" : null }, label));
    const rows = this.#entries.map((entry) => {
      const cells = COLUMNS.map(({ cell, number }, place) => make(place ? "td" : "th", { class: number ? "num" : null, scope: place ? null : "row" }, cell(entry, this.#names(entry))));
      return make("tr", {}, ...cells);
    });
    return make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows));
  }

  /** What is shown as a file, one case a line, terms in words. */
  csv() {
    const rows = this.#entries.map((entry) => FIELDS.map(([, value]) => value(entry, this.#names(entry))));
    return csv.write([FIELDS.map(([name]) => name), ...rows]);
  }

  /** @type {(entry: Entry) => Names} */
  #names(entry) {
    return (name) => {
      const facet = this.facets.find((each) => each.name === name);
      return facet ? [...facet.of(entry)].map((value) => facet.boxes.get(value)?.text ?? value).join("; ") : (entry.element.dataset[name] ?? "");
    };
  }
}
