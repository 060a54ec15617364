// How far the work is: a sentence, and tables by section, level and role.

import { make } from "../shared/site.mjs";
import { count, counted, sentence, urgent } from "./count.mjs";

const SHOWN = ["section", "level", "role"];

export class Progress {
  /** @param {List} list */
  constructor(list) {
    this.list = list;
    this.sum = make("p", { class: "worklist__sum", role: "status" });
    this.tables = make("div", { class: "worklist__tables" });
    this.details = make("details", { class: "worklist__part" }, make("summary", {}, "Progress by section, level and role"), this.tables);
    this.details.addEventListener("toggle", () => this.#fill());
    /** @type {Ticks} */
    this.ticks = {};
  }

  /** @param {Ticks} ticks */
  show(ticks) {
    this.ticks = ticks;
    const { items } = this.list;
    const all = count(items, ticks);
    const reasons = all.unexplained ? ` ${all.unexplained} not applicable without a reason.` : "";
    const said = `${urgent(items, ticks)} ${sentence(all)}${reasons}`.trim();
    if (this.sum.textContent !== said) this.sum.textContent = said;
    this.#fill();
  }

  #fill() {
    if (!this.details.open) return;
    const traits = this.list.traits.filter(({ name }) => SHOWN.includes(name)).sort((a, b) => SHOWN.indexOf(a.name) - SHOWN.indexOf(b.name));
    this.tables.replaceChildren(...traits.map((trait) => this.#table(trait)));
  }

  /** @param {Trait} trait */
  #table({ name, label, values }) {
    const head = make("tr", {}, ...[label, "Done", "Not applicable", "Open"].map((text) => make("th", { scope: "col" }, text)));
    const rows = counted(this.list.items, this.ticks, name, values).map((row) =>
      make("tr", {}, make("th", { scope: "row" }, row.label), ...[`${row.done} of ${row.total}`, row.na, row.open].map((number) => make("td", {}, String(number)))),
    );
    return make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows));
  }
}
