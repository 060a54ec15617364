// The list of cases as a table, and as a file of exactly what is shown. Both are
// made here from what the entries carry; nothing is fetched.

import * as csv from "../shared/csv.mjs";
import { make, save } from "../shared/site.mjs";

const COLUMNS = [
  { label: "Case", cell: (entry) => make("a", { href: link(entry).href }, link(entry).textContent) },
  { label: "Kind", cell: (entry, names) => names("kind") },
  { label: "First reported", cell: (entry) => entry.element.querySelector("[data-reported]").textContent },
  { label: "Country", cell: (entry, names) => names("country") },
  { label: "Time to first answer", cell: (entry) => entry.element.dataset.answered ?? "" },
  { label: "Claims", cell: (entry) => entry.element.dataset.claims, number: true },
];
const FIELDS = [
  ["id", (entry) => new URL(entry.url).pathname.split("/").at(-2)],
  ["title", (entry) => link(entry).textContent],
  ["address", (entry) => entry.url.split("?")[0]],
  ["kind", (entry, names) => names("kind")],
  ["first_reported", (entry) => entry.element.dataset.disclosed],
  ["time_to_first_answer", (entry) => entry.element.dataset.answered],
  ["days_to_first_answer_at_least", (entry) => entry.element.dataset.answer?.split("/")[0]],
  ["days_to_first_answer_at_most", (entry) => entry.element.dataset.answer?.split("/")[1]],
  ["claims", (entry) => entry.element.dataset.claims],
  ...["status", "theme", "pattern", "actor", "lifecycle", "sector", "country", "harm", "role", "list"].map((name) => [
    { status: "claim_statuses", list: "checklists", actor: "who_or_what", lifecycle: "life_cycle", country: "countries", role: "speaks_to" }[name] ?? `${name}s`,
    (entry, names) => names(name),
  ]),
];
const link = (entry) => entry.element.querySelector("h3 a");

export class Listing {
  #view = "";
  #entries = [];

  constructor(facets, onChange) {
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
    file.addEventListener("click", () => save("cases.csv", this.csv(), "text/csv"));
    this.controls = make("div", { class: "listing" }, make("div", { class: "listing__views", role: "group", "aria-label": "View" }, ...this.buttons.map(({ button }) => button)), file);
    this.table = make("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": "Cases as a table", hidden: true });
  }

  get view() {
    return this.#view;
  }

  set view(view) {
    this.#view = view === "table" ? view : "";
  }

  /** Show these entries in the chosen view; `list` is the view of cards. */
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
    const head = COLUMNS.map(({ label, number }) => make("th", { scope: "col", class: number && "num" }, label));
    const rows = this.#entries.map((entry) => {
      const cells = COLUMNS.map(({ cell, number }, place) => make(place ? "td" : "th", { class: number && "num", scope: place ? null : "row" }, cell(entry, this.#names(entry))));
      return make("tr", {}, ...cells);
    });
    return make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...rows));
  }

  /** What is shown as a file, one case a line, terms in words. */
  csv() {
    const rows = this.#entries.map((entry) => FIELDS.map(([, value]) => value(entry, this.#names(entry))));
    return csv.write([FIELDS.map(([name]) => name), ...rows]);
  }

  #names(entry) {
    return (name) => {
      const facet = this.facets.find((each) => each.name === name);
      return facet ? [...facet.of(entry)].map((value) => facet.boxes.get(value)?.text ?? value).join("; ") : (entry.element.dataset[name] ?? "");
    };
  }
}
