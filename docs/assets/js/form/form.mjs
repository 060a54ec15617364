// The form as a whole: the state, the steps, and which error is shown where.

import { make, pause } from "../shared/site.mjs";
import { node } from "./blocks.mjs";
import { unexplained } from "./corrections.mjs";
import { sentence } from "./frame.mjs";
import { problems } from "./problems.mjs";
import { isHeld, missing } from "./publication.mjs";
import { caseId, list, pruned, walk } from "./state.mjs";
import { labelsFor, whereIs } from "./words.mjs";

/** A number of things in words. @param {number} number @param {string} noun */
const amount = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** A problem, and the node of its field. @typedef {Problem & { node: FormNode }} Placed */

export class Form {
  /**
   * @param {Definition} definition what the form is built from
   * @param {Block} state the case, which the controls change in place
   * @param {FormSite} site
   */
  constructor(definition, state, site) {
    this.definition = definition;
    this.state = state;
    this.site = site;
    /** @type {Map<string | number, FormNode>} */
    this.nodes = new Map();
    /** The places where folded steps say what they hold. @type {[HTMLElement, string[]][]} */
    this.counts = [];
    this.refresh = pause(() => this.show(), 600);
    this.partsSoon = pause(() => this.partsChanged(), 300);
    /** @type {Choice[] | null} */
    this.known = null;
    /** How far it is to a draft and to publication. */
    this.distance = make("p", { class: "form-distance" });
    /** How many things each step lacks before publication. @type {number[]} */
    this.lacking = [];
    /** The published case that this one changes, as it goes into a file. @type {Block | null} */
    this.before = null;
    this.pressed = false;
    addEventListener("pointerdown", () => (this.pressed = true), true);
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => (this.pressed = false), true);
  }

  // What the controls ask for and tell

  cases() {
    return this.site.cases().then((list) => (this.known = list));
  }

  /** @param {string} text */
  say(text) {
    this.site.say(text);
  }

  changed() {
    this.site.onChange();
    this.partsSoon();
    this.refresh();
    this.count();
  }

  /** @param {FormNode} node */
  left(node) {
    node.touched = true;
    this.afterPress(() => this.show());
  }

  /** Runs when no button of the mouse is down: an error that comes or goes moves what somebody is about to hit. @param {() => void} run */
  afterPress(run) {
    if (!this.pressed) return run();
    return addEventListener("pointerup", () => setTimeout(run), { once: true });
  }

  partsChanged() {
    this.each((node) => node.refresh?.());
  }

  /** The ids of all other parts. @param {Block} own */
  takenIds(own) {
    /** @type {string[]} */
    const found = [];
    walk(this.definition, this.definition.root, this.state, (field, holder) => {
      if (field.name === "id" && field.kind === "id" && holder !== own) found.push(holder.id);
    });
    return found;
  }

  /** A new block names the source, if there is only one to name. @param {string} model @param {Block} value */
  prefill(model, value) {
    const ids = list(this.state.sources).map(({ id }) => id).filter(Boolean);
    for (const field of this.definition.models[model].fields) {
      if (ids.length === 1 && field.ref === "source" && field.required) value[field.name] = [...ids];
    }
  }

  // The parts on the page

  /** The steps as elements; the first is open, the others are folded. */
  build() {
    return this.definition.steps.map((step, place) => this.step(step, place));
  }

  /** @param {Definition["steps"][number]} step @param {number} place */
  step({ title, about, fields: names }, place) {
    const model = this.definition.models[this.definition.root];
    const inside = names.flatMap((name) => model.fields.filter((field) => field.name === name)).map((field) => {
      const own = node(this, field, this.state, [field.name]);
      this.nodes.set(field.name, own);
      return own.element;
    });
    if (place === this.definition.steps.length - 1) this.suggestId();
    const head = make("h2", { class: "step__title" }, title);
    const hint = about ? make("p", {}, about) : null;
    if (place === 0) return make("section", { class: "step" }, head, hint, ...inside);
    const count = make("span", { class: "step__count" });
    const fold = make("details", { class: "step" }, make("summary", {}, head, make("span", { class: "visually-hidden" }, ": "), count), hint, ...inside);
    fold.addEventListener("toggle", () => fold.open && names.includes("related") && this.cases());
    this.counts.push([count, names]);
    return fold;
  }

  suggestId() {
    const [id, title, disclosed] = ["id", "title", "disclosed"].map((name) => this.nodes.get(name));
    let own = !this.state.id;
    const suggest = () => own && id?.put?.(this.state.title ? caseId(this.definition, this.state.title, /^\d{4}/.test(this.state.disclosed) ? this.state.disclosed : "") : "");
    id?.onInput?.((value) => (own = !value));
    title?.onInput?.(suggest);
    disclosed?.onInput?.(suggest);
  }

  /** How many fields of each folded step hold something. */
  count() {
    const data = this.data();
    for (const [place, [element, names]] of this.counts.entries()) {
      const filled = names.filter((name) => data[name] !== undefined && name !== "record").length;
      const lacking = this.lacking[place + 1]; // the first step is never folded
      element.textContent = (filled ? `${filled} filled in` : "nothing yet") + (lacking ? `, ${lacking} missing for publication` : "");
    }
  }

  /** Says how far it is to a draft and to publication, in how many steps. @param {Problem[]} found what keeps the file from being taken */
  measure(found) {
    const data = this.data();
    const later = missing(this.definition, data).filter(({ advice }) => !advice);
    const here = isHeld(this.definition, data) ? found : later;
    this.lacking = this.perStep(here);
    const steps = (/** @type {Problem[]} */ problems) => amount(this.perStep(problems).filter(Boolean).length, "step");
    const draft = found.length ? `${amount(found.length, "thing")} to put right in ${steps(found)} before the file can be made.` : "The file can be made.";
    const rest = isHeld(this.definition, data) ? "" : later.length ? ` Before publication: ${amount(later.length, "thing")} missing in ${steps(later)} of ${this.definition.steps.length}.` : " Nothing is missing for publication.";
    this.distance.textContent = draft + rest;
    this.count();
  }

  /** How many of some problems each step has. @param {Problem[]} found */
  perStep(found) {
    return this.definition.steps.map(({ fields: names }) => found.filter(({ loc, at }) => names.includes(String((at ?? loc)[0]))).length);
  }

  // Data and errors

  data() {
    return pruned(this.definition, this.definition.root, this.state);
  }

  /** All problems that keep the file from being taken, in the order in which the form shows their fields. */
  problems() {
    const data = this.data();
    const found = problems(this.definition, data, this.known).filter(({ advice }) => !advice);
    // as in the check, two versions are compared once each has the right shape
    if (this.before && !found.some(({ rule }) => rule.startsWith("shape/"))) found.push(...unexplained(this.definition, this.before, data));
    const taken = data.id && this.site.taken(data.id);
    if (taken) found.push({ loc: ["id"], rule: "case/taken", message: `\`${data.id}\` exists already`, remedy: "Choose another name." });
    const gone = new Set(found.filter(({ rule }) => rule === "shape/missing-key").map(({ loc }) => loc.join(".")));
    // an id is made from the words of its block: without them it is not told on its own
    const words = (/** @type {Problem} */ { loc, rule }) => rule === "shape/missing-key" && loc.at(-1) === "id" && this.namedBy(loc);
    const told = found.filter((problem) => !gone.has(words(problem) || ""));
    return this.placed(told);
  }

  /** Problems with the fields they are about, in the order in which the form shows these. @param {Problem[]} found */
  placed(found) {
    const order = this.definition.steps.flatMap(({ fields: names }) => names);
    const here = found.map((problem) => ({ ...problem, loc: problem.at ?? problem.loc, node: this.nodeAt(problem.at ?? problem.loc) }));
    const rank = (/** @type {Problem} */ { loc }) => order.indexOf(String(loc[0]));
    return here.sort((a, b) => rank(a) - rank(b));
  }

  /** The place of the field from which the id at a place is made. @param {Loc} loc */
  namedBy(loc) {
    const { model } = whereIs(this.definition, loc);
    return [...loc.slice(0, -1), this.definition.models[model].namedBy].join(".");
  }

  /** The node of a place, or of what is nearest around it. @param {Loc} loc */
  nodeAt(loc) {
    let found = /** @type {FormNode} */ (this.nodes.get(loc[0]));
    for (const step of loc.slice(1)) found = found.at(step) ?? found;
    return found;
  }

  /** @param {(node: FormNode) => void} visit @param {Iterable<FormNode>} nodes */
  each(visit, nodes = this.nodes.values()) {
    for (const each of nodes) {
      visit(each);
      if (each.children) this.each(visit, each.children());
    }
  }

  /** Shows the first error of every field that was visited. */
  show() {
    const found = this.problems();
    const first = new Map();
    for (const problem of found) if (!first.has(problem.node)) first.set(problem.node, problem);
    this.each((each) => {
      const problem = each.touched ? first.get(each) : null;
      each.tell(problem, problem && this.labels(problem));
    });
    this.measure(found);
    return found;
  }

  /** @param {Problem} problem */
  labels({ loc }) {
    return labelsFor(this.definition, whereIs(this.definition, loc).model);
  }

  /** The summary of all errors, each a link to its field; null if there is none. */
  check() {
    this.each((each) => (each.touched = true)); // what is added later is new again
    const found = this.show();
    return found.length ? this.summary(found) : null;
  }

  /** What the case still needs before it can be published, and what is advised, each folded; empty if there is nothing. */
  unpublished() {
    const data = this.data();
    const found = this.placed(missing(this.definition, data));
    const needed = isHeld(this.definition, data) ? [] : found.filter(({ advice }) => !advice);
    const advised = found.filter(({ advice }) => advice);
    const part = (/** @type {Placed[]} */ problems, /** @type {(n: number) => string} */ title, /** @type {string} */ more) => (problems.length ? [make("details", { class: "result__later" }, make("summary", {}, title(problems.length)), make("p", {}, more), this.links(problems))] : []);
    return [
      ...part(needed, (n) => (n === 1 ? "1 thing is still missing before it can be published" : `${n} things are still missing before it can be published`), "You need not do all of it: others can add to your draft. Each line leads to its field."),
      ...part(advised, (n) => `${n} more ${n === 1 ? "thing" : "things"} to think about`, "Nothing here stops you."),
    ];
  }

  /** A list of problems, each a link into its field. @param {Placed[]} found */
  links(found) {
    const lines = found.map((problem) => {
      const { words } = whereIs(this.definition, problem.loc);
      const link = make("a", { href: "#case-form" }, words ? `${words}: ` : "", ...sentence(problem, this.labels(problem)));
      link.addEventListener("click", (event) => {
        event.preventDefault();
        problem.node.focus();
      });
      return make("li", {}, link);
    });
    return make("ul", {}, ...lines);
  }

  /** @param {Placed[]} found */
  summary(found) {
    const title = found.length === 1 ? "There is a problem" : `There are ${found.length} problems`;
    return make("div", { class: "error-summary", tabindex: "-1", role: "group", "aria-labelledby": "error-summary-title" }, make("h2", { id: "error-summary-title" }, title), this.links(found));
  }
}
