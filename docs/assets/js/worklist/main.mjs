// A checklist to work with: answers, progress, filters, sharing. Everything
// stays in this browser; without this module the list is complete and plain.

import { Compare } from "./compare.mjs";
import { Controls } from "./controls.mjs";
import { Filters } from "./filters.mjs";
import { isEmpty, today } from "./model.mjs";
import { confirmed, doubt, moved } from "./moves.mjs";
import { loadMap, readList } from "./page.mjs";
import { Panel } from "./panel.mjs";
import { Progress } from "./progress.mjs";
import { Store } from "./store.mjs";

const FIRST_NAME = "My assessment";

export class Worklist {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.list = readList(box);
    this.store = new Store();
    /** @type {Checks | null} */
    this.map = null;
    this.controls = this.list.items.map((item) => new Controls(item, (...change) => this.answer(...change), (each) => this.keep(each)));
    this.progress = new Progress(this.list);
    /** @type {Ticks} */
    this.ticks = {}; // the answers as they are shown
    this.filters = new Filters(this.list, () => this.ticks);
    this.compare = new Compare(this.list, () => this.store.all());
    this.panel = new Panel(box, this);
    window.addEventListener("storage", (event) => (event.key === null || event.key.startsWith("casebook-worklist")) && this.open());
    this.open();
  }

  /** The assessment of the moment; null before the first answer. */
  get assessment() {
    const id = this.store.current;
    return id ? this.store.read(id) : null;
  }

  /** Show the current assessment, after its answers moved on with the list. */
  async open() {
    this.show();
    const { assessment } = this;
    if (!assessment) return;
    const ids = Object.keys(assessment.ticks);
    const gone = ids.some((id) => this.list.retired.includes(id));
    const reworded = this.list.items.some((item) => assessment.ticks[item.id] && doubt(assessment.ticks[item.id], item) === "reworded" && !assessment.ticks[item.id].said);
    if (!gone && !reworded) return;
    this.map = (await loadMap(this.list.mapUrl))?.checks ?? null;
    if (gone && this.map) this.#move(assessment.id, this.map);
    else if (gone) this.panel.say("Some of your answers belong to checks that have changed since. The list of changes could not be loaded. Your answers stay as they are.");
    this.show();
  }

  /** @param {string} id @param {Checks} map */
  #move(id, map) {
    /** @type {import("./moves.mjs").Move[]} */
    let told = [];
    this.store.update(id, (before) => {
      const { assessment, moves } = moved(before, map);
      told = moves;
      return assessment;
    });
    this.panel.tellMoves(told);
  }

  /** Take an answer, or a part of one. @param {Item} item @param {Partial<Tick>} change */
  answer(item, change) {
    const { id } = this.assessment ?? this.store.add(FIRST_NAME);
    this.store.current = id;
    this.store.update(id, (assessment) => {
      const old = assessment.ticks[item.id];
      /** @type {Tick} */
      const tick = { ...old, state: old?.state ?? "open", ...change, on: today() };
      for (const [name, value] of Object.entries(change)) if (value === "") delete tick[name];
      // A new note leaves the doubt about an older answer; a new answer ends it.
      const renewed = isEmpty(old) || change.state ? confirmed(tick, item, this.list.version) : tick;
      const ticks = { ...assessment.ticks, [item.id]: renewed };
      if (isEmpty(tick)) delete ticks[item.id];
      return { ...assessment, ticks };
    });
    this.panel.settle();
    this.show();
  }

  /** The person looked again: the answer holds for the present wording. @param {Item} item */
  keep(item) {
    this.store.update(this.assessment?.id ?? "", (assessment) => ({
      ...assessment,
      ticks: { ...assessment.ticks, [item.id]: confirmed(assessment.ticks[item.id], item, this.list.version) },
    }));
    this.show();
  }

  /** Show another assessment. @param {string | null} id */
  choose(id) {
    this.store.current = id;
    this.open();
  }

  show() {
    const ticks = (this.ticks = this.assessment?.ticks ?? {});
    for (const controls of this.controls) controls.show(ticks[controls.item.id], this.map);
    this.progress.show(ticks);
    this.filters.show();
    this.compare.show();
    this.panel.show();
  }
}

const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-worklist]"));
if (box) new Worklist(box);
