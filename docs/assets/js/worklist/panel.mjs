// The part above the list: whose answers these are, where they are kept, and
// what can be done with them.

import { make, part, save } from "../shared/site.mjs";
import { askName, confirmThat } from "./dialogs.mjs";
import { MOST, STATES, freeName } from "./model.mjs";
import { Outside } from "./exchange.mjs";
import { button, report } from "./parts.mjs";

/** @type {Record<string, string>} */
const TROUBLE = {
  blocked: "This browser does not let the page keep anything. Your answers are here only as long as this page is open. Export them before you close it.",
  full: "The browser's storage is full, so your last changes are here only as long as this page is open. Export them before you close it, or delete an assessment you no longer need.",
};
/** @type {Record<string, string>} */
const BECAME = { split: "was split into", replaced: "was replaced by", withdrawn: "was withdrawn" };

/** @typedef {import("./main.mjs").Worklist} Worklist */

export class Panel {
  /** @param {HTMLElement} box @param {Worklist} work */
  constructor(box, work) {
    this.passing = false;
    this.warned = "";
    this.work = work;
    this.select = make("select", { id: "worklist-assessment" });
    this.select.addEventListener("change", () => {
      this.hush();
      work.choose(this.select.value);
    });
    this.alert = make("div", { role: "alert" });
    this.note = make("div", { class: "worklist__note", role: "status" });
    this.rename = button("Rename", () => this.#rename(), "plain");
    this.remove = button("Delete", () => this.#remove(), "plain");
    this.outside = new Outside(work, this);
    this.past = make("details", { class: "worklist__part", hidden: true }, make("summary", {}, "Answers to checks we have removed"), make("ul", {}));
    const heading = make("h2", { id: "worklist-heading" }, "Work through this list");
    box.replaceChildren(
      heading,
      make("p", { class: "worklist__where" }, "Answers and notes stay in this browser. Nothing you enter is sent anywhere."),
      this.alert,
      this.note,
      make("div", { class: "worklist__bar" }, make("div", {}, make("label", { for: this.select.id }, "Assessment"), this.select), make("div", { class: "button-row" }, button("New", () => this.#add(), "plain"), this.rename, this.remove)),
      work.progress.sum,
      work.progress.details,
      work.filters.element,
      this.outside.element,
      work.compare.element,
      this.past,
    );
    box.setAttribute("role", "region");
    box.setAttribute("aria-labelledby", heading.id);
    box.hidden = false;
    this.outside.greet();
  }

  show() {
    const { store, assessment } = this.work;
    const all = store.all();
    this.select.replaceChildren(...(all.length ? all : [{ id: "", name: "My assessment" }]).map(({ id, name }) => make("option", { value: id, selected: id === assessment?.id }, name)));
    this.rename.disabled = this.remove.disabled = !assessment;
    this.outside.show();
    this.#showPast(assessment);
    this.#warn();
  }

  /** Answers without a place in a list: to retired checks, and to checks this site does not know. @param {Assessment | null} assessment */
  #showPast(assessment) {
    const { list } = this.work;
    const here = new Set(list.items.map(({ id }) => id));
    const lost = Object.entries(assessment?.ticks ?? {}).filter(([id]) => id.startsWith(list.code) && !here.has(id));
    const all = [...Object.entries(assessment?.past ?? {}), ...lost];
    this.past.hidden = !all.length;
    const lines = all.map(([id, tick]) => make("li", {}, [`${id}: ${STATES[tick.state]}`, tick.said, tick.reason, tick.note, tick.owner].filter(Boolean).join(" · ")));
    part("ul", this.past).replaceChildren(...lines);
  }

  /** Whatever stands between the person and safely kept answers. */
  #warn() {
    const { store } = this.work;
    const parts = [];
    if (store.trouble) parts.push(make("p", {}, TROUBLE[store.trouble]));
    for (const [key, text] of store.unreadable) {
      parts.push(
        make("p", {}, "A saved assessment cannot be read; it is damaged, or a newer version of this page wrote it. It is left as it is."),
        make("div", { class: "button-row" }, button("Save its text to a file", () => save("unreadable-assessment.txt", text, "text/plain")), button("Delete it", () => this.#forget(key))),
      );
    }
    for (const { skipped } of store.skipped.values()) parts.push(report("Parts of a saved assessment cannot be read and are not shown. The original is put aside in this browser before anything is written over it.", skipped));
    const key = parts.map(({ textContent }) => textContent).join();
    if (key === this.warned) return; // said once, not at every keystroke
    this.warned = key;
    this.alert.className = parts.length ? "notice notice--draft" : "";
    this.alert.replaceChildren(...parts);
  }

  /** @param {string} key */
  async #forget(key) {
    if (!(await confirmThat("Delete what cannot be read?", "It cannot be brought back.", "Delete"))) return;
    this.work.store.forget(key);
    this.work.show();
  }

  /** Say something that was done; a sentence alone goes again with the next answer. @param {string} text @param {(Node | string | false | null | undefined)[]} more */
  say(text, ...more) {
    const parts = more.flatMap((each) => each || []);
    this.passing = !parts.length;
    this.note.replaceChildren(make("p", {}, text), ...parts);
  }

  /** An answer was given: what was said of the last step is old now. */
  settle() {
    if (this.passing) this.hush();
  }

  hush() {
    this.note.replaceChildren();
  }

  /** @param {import("./moves.mjs").Move[]} moves */
  tellMoves(moves) {
    if (!moves.length) return;
    const lines = moves.map(({ id, to, status }) => `${id} ${BECAME[status]} ${to.join(" and ")}`.trim());
    this.passing = false;
    this.note.append(make("p", {}, "The list has changed since you answered. No answer was lost:"), make("ul", {}, ...lines.map((line) => make("li", {}, line))));
  }

  async #add() {
    const typed = await askName("New assessment", "Name, such as “Team A, March”", "", MOST.name);
    if (!typed) return;
    const name = freeName(typed, this.work.store.all().map((each) => each.name));
    this.work.choose(this.work.store.add(name).id);
    this.say(`“${name}” is open and empty.`);
  }

  async #rename() {
    const { assessment } = this.work;
    if (!assessment) return;
    const { id, name: old } = assessment;
    const name = await askName("Rename this assessment", "Name", old, MOST.name);
    if (!name) return;
    this.work.store.update(id, (before) => ({ ...before, name }));
    this.work.show();
  }

  async #remove() {
    const { assessment } = this.work;
    if (!assessment) return;
    const { id, name } = assessment;
    if (!(await confirmThat(`Delete “${name}”?`, "Its answers to all lists will be deleted from this browser. You cannot get them back unless you have exported them.", "Delete"))) return;
    this.work.store.remove(id);
    this.work.choose(this.work.store.current);
    this.say(`“${name}” is deleted.`);
    this.select.focus();
  }
}
