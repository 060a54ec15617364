// Assessments side by side: one row a check, one column an assessment.

import { make } from "../shared/site.mjs";
import { count, sentence } from "./count.mjs";
import { day } from "./controls.mjs";
import { STATES } from "./model.mjs";

const FIRST = 4; // columns shown at first

export class Compare {
  /** @param {List} list @param {() => Assessment[]} all */
  constructor(list, all) {
    this.list = list;
    this.all = all;
    /** @type {Set<string>} */
    this.hiddenIds = new Set();
    this.differing = make("input", { type: "checkbox", id: "compare-differing" });
    this.differing.addEventListener("change", () => this.#fill());
    this.choice = make("fieldset", { class: "compare__choice" });
    this.place = make("div", { class: "table-wrap", tabindex: "0", role: "region", "aria-label": "Comparison" });
    this.element = make(
      "details",
      { class: "worklist__part", hidden: true },
      make("summary", {}, "Compare assessments"),
      this.choice,
      make("p", {}, make("label", { class: "tick", for: "compare-differing" }, this.differing, " Only checks that stand differently")),
      this.place,
    );
    this.element.addEventListener("toggle", () => this.show());
  }

  show() {
    const assessments = this.all();
    this.element.hidden = assessments.length < 2;
    if (this.element.hidden || !this.element.open) return;
    if (this.known !== assessments.map(({ id, name }) => id + name).join()) {
      this.known = assessments.map(({ id, name }) => id + name).join();
      this.hiddenIds = new Set(assessments.slice(FIRST).map(({ id }) => id));
      this.choice.replaceChildren(make("legend", {}, "Show"), ...assessments.map((each) => this.#box(each)));
    }
    this.#fill();
  }

  /** @param {Assessment} assessment */
  #box({ id, name }) {
    const input = make("input", { type: "checkbox", checked: !this.hiddenIds.has(id) });
    input.addEventListener("change", () => {
      this.hiddenIds[input.checked ? "delete" : "add"](id);
      this.#fill();
    });
    return make("label", { class: "tick" }, input, ` ${name}`);
  }

  #fill() {
    const shown = this.all().filter(({ id }) => !this.hiddenIds.has(id));
    const state = (/** @type {Assessment} */ assessment, /** @type {Item} */ item) => assessment.ticks[item.id]?.state ?? "open";
    const items = this.list.items.filter((item) => !this.differing.checked || new Set(shown.map((each) => state(each, item))).size > 1);
    const head = make("tr", {}, make("th", { scope: "col" }, "Check"), ...shown.map(({ name }) => make("th", { scope: "col" }, name)));
    const sums = make("tr", {}, make("th", { scope: "row" }, "All"), ...shown.map(({ ticks }) => make("td", {}, sentence(count(this.list.items, ticks)))));
    const rows = items.map((item) =>
      make("tr", {}, make("th", { scope: "row" }, make("a", { href: `#${item.element.id}` }, item.id), make("span", { class: "compare__statement" }, item.statement)), ...shown.map((each) => cell(each.ticks[item.id]))),
    );
    const none = this.differing.checked && !items.length ? make("p", {}, "They have the same answer on every check.") : "";
    this.place.replaceChildren(make("table", { class: "compare" }, make("thead", {}, head), make("tbody", {}, sums, ...rows)), none);
  }
}

/** @param {Tick} tick */
function cell(tick = { state: "open" }) {
  const { state } = tick;
  const told = [tick.reason, tick.note, tick.owner, tick.due && `due ${day(tick.due)}`].filter(Boolean).join(" · ");
  return make("td", {}, make("span", { class: `standing standing--${state}` }, STATES[state]), told ? make("span", { class: "compare__told" }, told) : "");
}
