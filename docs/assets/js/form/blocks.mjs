// Blocks of fields: one, or as many as there are sources, claims or moments.
// A block shows what it needs and folds the rest.

import { make, part } from "../shared/site.mjs";
import { control } from "./controls.mjs";
import { tell, unfold } from "./frame.mjs";
import { fresh, nameOnly, partId, rename } from "./state.mjs";
import { said, uid } from "./words.mjs";

const FOCUSABLE = "input, select, textarea, button";

/** @typedef {import("./form.mjs").Form} Form */

/** The node of any field. @type {(form: Form, field: Field, holder: Block, loc: Loc) => FormNode} */
export function node(form, field, holder, loc) {
  if (field.kind !== "block") return control(form, field, holder);
  return field.many ? repeated(form, field, holder, loc) : single(form, field, holder, loc);
}

/** The fields of a model as nodes, by name; those that are not shown at once stand in a fold. @param {Form} form @param {string} name @param {Block} holder @param {Loc} loc @param {() => void} onChange */
export function fields(form, name, holder, loc, onChange = () => {}) {
  const model = form.definition.models[name];
  /** @type {Map<string | number, FormNode>} */
  const nodes = new Map();
  const made = (/** @type {Field} */ field) => {
    const own = node(form, field, holder, [...loc, field.name]);
    nodes.set(field.name, own);
    return own.element;
  };
  const open = model.shown.flatMap((wanted) => model.fields.filter((field) => field.name === wanted)).map(made);
  const folded = model.fields.filter((field) => !model.shown.includes(field.name));
  const more = folded.length ? [fold(model, folded, holder, made)] : [];
  suggestId(form, model, nodes, holder, loc, onChange);
  return { nodes, elements: [...open, ...more] };
}

/** What is folded of a model, and how much of it is filled in. @param {Model} model @param {Field[]} folded @param {Block} holder @param {(field: Field) => HTMLElement} made */
function fold(model, folded, holder, made) {
  const filled = folded.filter((field) => field.name !== "id" && holder[field.name] !== undefined && holder[field.name] !== field.preset).length;
  const fields = folded.length === 1 ? "1 field" : `${folded.length} fields`;
  return make(
    "details",
    { class: "more" },
    make("summary", {}, `More about this ${model.name.toLowerCase()}`, make("span", { class: "more__count" }, filled ? ` (${filled} filled in)` : ` (${fields})`)),
    ...folded.map(made),
  );
}

/** Makes the id of a part from its words, until somebody writes one. @param {Form} form @param {Model} model @param {Map<string | number, FormNode>} nodes @param {Block} holder @param {Loc} loc @param {() => void} onChange */
function suggestId(form, model, nodes, holder, loc, onChange) {
  const id = nodes.get("id");
  const list = String(loc[0]);
  const put = id?.put;
  if (!id || !put || id.field.ref || loc.length !== 2) return;
  let own = !holder.id;
  let before = holder.id;
  const follow = () => {
    if (!before && list === "sources") nameOnly(form.definition, form.state, holder.id);
    rename(form.definition, form.state, list, before, holder.id);
    before = holder.id || before;
    onChange();
  };
  id.onInput?.((value) => {
    own = !value;
    follow();
  });
  nodes.get(model.namedBy)?.onInput?.((value) => {
    if (!own) return;
    put(partId(form.definition, value, form.takenIds(holder)));
    follow();
  });
}

/** What stands between a block of one kind and its fields. @param {Field} field @param {boolean} isNeeded @param {string} name */
function box(field, isNeeded, name) {
  const error = errorPlace();
  const about = hint(field);
  const legend = make("legend", {}, field.label, isNeeded ? null : make("span", { class: "field__optional" }, " (optional)"));
  return { error, about, element: make("fieldset", { class: name }, legend, about, error) };
}

const errorPlace = () => make("p", { class: "field__error", id: uid("error"), hidden: true });

/** One block that may be there or not. @type {(form: Form, field: Field, holder: Block, loc: Loc) => FormNode} */
function single(form, field, holder, loc) {
  const model = form.definition.models[field.model];
  const body = make("div", {});
  const { element, error, about } = box(field, Boolean(field.required || field.always), "block");
  element.append(body);
  /** @type {Map<string | number, FormNode>} */
  let inner = new Map();
  const add = make("button", { type: "button" }, `Add “${field.label}”`);
  const remove = make("button", { type: "button", class: "button--small" }, `Remove “${field.label}”`);
  const fill = () => {
    if (holder[field.name] === undefined) {
      inner = new Map();
      return body.replaceChildren(add);
    }
    const made = fields(form, field.model, holder[field.name], loc);
    inner = made.nodes;
    return body.replaceChildren(...made.elements, ...(field.always ? [] : [remove]));
  };
  add.addEventListener("click", () => {
    holder[field.name] = fresh(form.definition, field.model);
    fill();
    part(FOCUSABLE, body).focus();
    form.changed();
  });
  remove.addEventListener("click", () => {
    delete holder[field.name];
    fill();
    add.focus();
    form.say(`${model.name} removed.`);
    form.changed();
  });
  fill();
  return groupNode(field, element, error, (step) => inner.get(step), () => [...inner.values()], about);
}

/** As many blocks as are wanted. @type {(form: Form, field: Field, holder: Block, loc: Loc) => FormNode} */
function repeated(form, field, holder, loc) {
  return new Repeated(form, field, holder, loc).node();
}

/** @typedef {FormNode & { legend: HTMLElement, up: HTMLButtonElement, remove: HTMLButtonElement }} Entry */

class Repeated {
  /** @type {Entry[]} */
  #entries = [];

  /** @param {Form} form @param {Field} field @param {Block} holder @param {Loc} loc */
  constructor(form, field, holder, loc) {
    this.form = form;
    this.field = field;
    this.holder = holder;
    this.loc = loc;
    this.name = form.definition.models[field.model].name;
    this.noun = this.name.toLowerCase();
    this.places = make("div", { class: "entries" });
    this.add = make("button", { type: "button", class: "blocks__add" });
    this.undo = make("p", { class: "undo", hidden: true });
  }

  /** The node of the blocks, with those that are there. */
  node() {
    const { element, error, about } = box(this.field, Boolean(this.field.required), "blocks");
    element.append(this.places, make("div", { class: "button-row" }, this.add), this.undo);
    this.add.addEventListener("click", () => this.#new());
    this.#values.forEach((value, at) => this.#place(value, at));
    this.#number();
    return groupNode(this.field, element, error, (step) => this.#entries[Number(step)], () => this.#entries, about);
  }

  /** @returns {Block[]} */
  get #values() {
    return (this.holder[this.field.name] ??= []);
  }

  #number() {
    const { name, noun } = this;
    this.#entries.forEach((entry, place) => {
      entry.legend.textContent = `${name} ${place + 1}`;
      entry.up.hidden = place === 0;
      entry.up.setAttribute("aria-label", `Move ${noun} ${place + 1} up`);
      entry.remove.setAttribute("aria-label", `Remove ${noun} ${place + 1}`);
      entry.remove.hidden = Boolean(this.field.required) && this.#entries.length === 1;
    });
    this.add.textContent = this.#entries.length ? `Add another ${noun}` : `Add ${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
  }

  #new() {
    const value = fresh(this.form.definition, this.field.model);
    this.form.prefill(this.field.model, value);
    this.#values.push(value);
    this.undo.hidden = true;
    this.#place(value, this.#entries.length).focus();
    this.form.changed();
  }

  /** @param {Block} value @param {number} at */
  #place(value, at) {
    const entry = this.#block(value);
    this.#entries.splice(at, 0, entry);
    this.places.insertBefore(entry.element, this.places.children[at] ?? null);
    this.#number();
    return entry;
  }

  /** @param {Block} value @returns {Entry} */
  #block(value) {
    const { form, field } = this;
    const made = fields(form, field.model, value, [...this.loc, this.#values.indexOf(value)], () => form.partsChanged());
    const legend = make("legend", {});
    const wrong = errorPlace();
    const up = make("button", { type: "button", class: "button--small" }, "Move up");
    const remove = make("button", { type: "button", class: "button--small" }, "Remove");
    const fieldset = make("fieldset", { class: "entry" }, legend, wrong, ...made.elements, make("div", { class: "button-row" }, up, remove));
    const entry = { ...groupNode(field, fieldset, wrong, (step) => made.nodes.get(step), () => [...made.nodes.values()]), legend, up, remove };
    up.addEventListener("click", () => this.#raise(entry));
    remove.addEventListener("click", () => this.#take(entry));
    fieldset.addEventListener("focusout", (event) => {
      if (!fieldset.contains(/** @type {Node | null} */ (event.relatedTarget))) form.left(entry);
    });
    return entry;
  }

  /** @param {Entry} entry */
  #raise(entry) {
    const from = this.#entries.indexOf(entry);
    this.#entries.splice(from - 1, 0, ...this.#entries.splice(from, 1));
    this.#values.splice(from - 1, 0, ...this.#values.splice(from, 1));
    this.places.insertBefore(entry.element, this.places.children[from - 1]);
    this.#number();
    (entry.up.hidden ? entry.remove : entry.up).focus();
    this.form.say(`Now ${this.noun} ${from}.`);
    this.form.changed();
  }

  /** @param {Entry} entry */
  #take(entry) {
    const at = this.#entries.indexOf(entry);
    const [value] = this.#values.splice(at, 1);
    this.#entries.splice(at, 1);
    entry.element.remove();
    this.#number();
    const back = make("button", { type: "button", class: "button--small" }, "Undo");
    back.addEventListener("click", () => {
      this.#values.splice(at, 0, value);
      this.undo.hidden = true;
      this.#place(value, at).focus();
      this.#told();
    });
    this.undo.replaceChildren(`${this.name} ${at + 1} removed. `, back);
    this.undo.hidden = false;
    this.add.focus();
    this.form.say(`${this.name} ${at + 1} removed.`);
    this.#told();
  }

  #told() {
    this.form.partsChanged();
    this.form.changed();
  }
}

/** What a block is about, to be read with its name; null if there is no more to say. @param {Field} field */
const hint = (field) => (field.about ? make("p", { class: "field__hint", id: uid("hint") }, ...said(field.about)) : null);

/** @type {(field: Field, element: HTMLElement, error: HTMLElement, at: FormNode["at"], children: () => FormNode[], about?: HTMLElement | null) => FormNode} */
function groupNode(field, element, error, at, children, about = null) {
  element.setAttribute("aria-describedby", [about?.id, error.id].filter(Boolean).join(" "));
  return {
    field,
    element,
    touched: false,
    at,
    children,
    focus() {
      unfold(element);
      const first = (element.querySelector(".entry") ?? element).querySelector(FOCUSABLE);
      if (first instanceof HTMLElement) first.focus();
    },
    tell(problem, labels) {
      tell(error, problem, labels);
      element.classList.toggle("field--wrong", Boolean(problem));
    },
  };
}
