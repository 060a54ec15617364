// Blocks of fields: one, or as many as there are sources, claims or moments.
// A block shows what it needs and folds the rest.

import { make } from "../shared/site.mjs";
import { control } from "./controls.mjs";
import { tell, unfold } from "./frame.mjs";
import { fresh, nameOnly, partId, rename } from "./state.mjs";
import { said, uid } from "./words.mjs";

const FOCUSABLE = "input, select, textarea, button";

/** The node of any field. */
export function node(form, field, holder, loc) {
  if (field.kind !== "block") return control(form, field, holder);
  return field.many ? repeated(form, field, holder, loc) : single(form, field, holder, loc);
}

/** The fields of a model as nodes, by name; those that are not shown at once stand in a fold. */
export function fields(form, name, holder, loc, onChange = () => {}) {
  const model = form.definition.models[name];
  const nodes = new Map();
  const made = (field) => {
    nodes.set(field.name, node(form, field, holder, [...loc, field.name]));
    return nodes.get(field.name).element;
  };
  const byName = (wanted) => model.fields.find((field) => field.name === wanted);
  const open = model.shown.map(byName).map(made);
  const folded = model.fields.filter((field) => !model.shown.includes(field.name));
  const filled = folded.filter((field) => field.name !== "id" && holder[field.name] !== undefined && holder[field.name] !== field.preset).length;
  const more = folded.length
    ? [
        make(
          "details",
          { class: "more" },
          make("summary", {}, `More about this ${model.name.toLowerCase()}`, make("span", { class: "more__count" }, filled ? ` (${filled} filled in)` : ` (${folded.length === 1 ? "1 field" : `${folded.length} fields`})`)),
          ...folded.map(made),
        ),
      ]
    : [];
  suggestId(form, model, nodes, holder, loc, onChange);
  return { nodes, elements: [...open, ...more] };
}

/** Makes the id of a part from its words, until somebody writes one. */
function suggestId(form, model, nodes, holder, loc, onChange) {
  const id = nodes.get("id");
  const [list] = loc;
  if (!id?.put || id.field.ref || loc.length !== 2) {
    return;
  }
  let own = !holder.id;
  let before = holder.id;
  const follow = () => {
    if (!before && list === "sources") nameOnly(form.definition, form.state, holder.id);
    rename(form.definition, form.state, list, before, holder.id);
    before = holder.id || before;
    onChange();
  };
  id.onInput((value) => {
    own = !value;
    follow();
  });
  nodes.get(model.namedBy)?.onInput?.((value) => {
    if (!own) return;
    id.put(partId(form.definition, value, form.takenIds(holder)));
    follow();
  });
}

/** One block that may be there or not. */
function single(form, field, holder, loc) {
  const model = form.definition.models[field.model];
  const body = make("div", {});
  const error = make("p", { class: "field__error", id: uid("error"), hidden: true });
  const about = hint(field);
  const element = make(
    "fieldset",
    { class: "block" },
    make("legend", {}, field.label, field.required || field.always ? null : make("span", { class: "field__optional" }, " (optional)")),
    about,
    error,
    body,
  );
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
    body.querySelector(FOCUSABLE).focus();
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

/** As many blocks as are wanted. */
function repeated(form, field, holder, loc) {
  const { name } = form.definition.models[field.model];
  const noun = name.toLowerCase();
  const entries = [];
  const places = make("div", { class: "entries" });
  const error = make("p", { class: "field__error", id: uid("error"), hidden: true });
  const about = hint(field);
  const add = make("button", { type: "button", class: "blocks__add" });
  const undo = make("p", { class: "undo", hidden: true });
  const element = make(
    "fieldset",
    { class: "blocks" },
    make("legend", {}, field.label, field.required ? null : make("span", { class: "field__optional" }, " (optional)")),
    about,
    error,
    places,
    make("div", { class: "button-row" }, add),
    undo,
  );
  const values = () => (holder[field.name] ??= []);

  function number() {
    entries.forEach((entry, place) => {
      entry.legend.textContent = `${name} ${place + 1}`;
      entry.up.hidden = place === 0;
      entry.up.setAttribute("aria-label", `Move ${noun} ${place + 1} up`);
      entry.remove.setAttribute("aria-label", `Remove ${noun} ${place + 1}`);
      entry.remove.hidden = field.required && entries.length === 1;
    });
    add.textContent = entries.length ? `Add another ${noun}` : `Add ${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
  }

  function place(value, at) {
    const entry = block(value);
    entries.splice(at, 0, entry);
    places.insertBefore(entry.element, places.children[at] ?? null);
    number();
    return entry;
  }

  function block(value) {
    const made = fields(form, field.model, value, [...loc, values().indexOf(value)], () => form.partsChanged());
    const legend = make("legend", {});
    const wrong = make("p", { class: "field__error", id: uid("error"), hidden: true });
    const up = make("button", { type: "button", class: "button--small" }, "Move up");
    const remove = make("button", { type: "button", class: "button--small" }, "Remove");
    const fieldset = make("fieldset", { class: "entry" }, legend, wrong, ...made.elements, make("div", { class: "button-row" }, up, remove));
    const entry = { ...groupNode(field, fieldset, wrong, (step) => made.nodes.get(step), () => [...made.nodes.values()]), legend, up, remove };
    up.addEventListener("click", () => {
      const from = entries.indexOf(entry);
      entries.splice(from - 1, 0, ...entries.splice(from, 1));
      values().splice(from - 1, 0, ...values().splice(from, 1));
      places.insertBefore(fieldset, places.children[from - 1]);
      number();
      (up.hidden ? remove : up).focus();
      form.say(`Now ${noun} ${from}.`);
      form.changed();
    });
    remove.addEventListener("click", () => take(entry));
    fieldset.addEventListener("focusout", (event) => {
      if (!fieldset.contains(event.relatedTarget)) form.left(entry);
    });
    return entry;
  }

  function take(entry) {
    const at = entries.indexOf(entry);
    const [value] = values().splice(at, 1);
    entries.splice(at, 1);
    entry.element.remove();
    number();
    const back = make("button", { type: "button", class: "button--small" }, "Undo");
    back.addEventListener("click", () => {
      values().splice(at, 0, value);
      undo.hidden = true;
      place(value, at).focus();
      form.partsChanged();
      form.changed();
    });
    undo.replaceChildren(`${name} ${at + 1} removed. `, back);
    undo.hidden = false;
    add.focus();
    form.say(`${name} ${at + 1} removed.`);
    form.partsChanged();
    form.changed();
  }

  add.addEventListener("click", () => {
    const value = fresh(form.definition, field.model);
    form.prefill(field.model, value);
    values().push(value);
    undo.hidden = true;
    place(value, entries.length).focus();
    form.changed();
  });

  values().forEach((value, at) => {
    place(value, at);
  });
  number();
  return groupNode(field, element, error, (step) => entries[step], () => entries, about);
}

/** What a block is about, to be read with its name; null if there is no more to say. */
const hint = (field) => (field.about ? make("p", { class: "field__hint", id: uid("hint") }, ...said(field.about)) : null);

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
      (element.querySelector(".entry") ?? element).querySelector(FOCUSABLE)?.focus();
    },
    tell(problem, labels) {
      tell(error, problem, labels);
      element.classList.toggle("field--wrong", Boolean(problem));
    },
  };
}
