// The controls of single fields, chosen by the kind of their value: text,
// number, date, a word of a vocabulary, the id of something.

import { make, part, parts } from "../shared/site.mjs";
import { parse, spoken } from "./dates.mjs";
import { framed } from "./frame.mjs";
import { length, revealed, strip } from "./kinds.mjs";
import { lookup } from "./lookup.mjs";
import { meant } from "./everyday.mjs";
import { partsFor } from "./state.mjs";
import { uid } from "./words.mjs";

const FEW_RADIOS = 4;
const FEW_BOXES = 10;
const MANY_IN_A_LIST = 60; // a longer list is searched, not scrolled
const INSIDE = ["source", "claim", "part", "moment"];

/**
 * @typedef {import("./form.mjs").Form} Form
 * What can be chosen, as it is now.
 * @typedef {() => Choice[]} Choices
 */

/** The control for a field that holds one value or a list of plain ones. @param {Form} form @param {Field} field @param {Block} holder @returns {FormNode} */
export function control(form, field, holder) {
  if (field.kind === "switch") return tick(form, field, holder);
  if (field.ref === "case") return search(form, field, holder, () => form.cases());
  const choices = choicesFor(form, field);
  if (!choices) return field.many ? texts(form, field, holder) : text(form, field, holder);
  if (field.many) return several(form, field, holder, choices);
  const isInside = INSIDE.includes(field.ref ?? "");
  if (!isInside && !(field.terms && choices().length <= MANY_IN_A_LIST)) return search(form, field, holder, choices);
  const isPlain = field.required && !field.ref && choices().length <= FEW_RADIOS;
  return isPlain ? radios(form, field, holder, choices) : select(form, field, holder, choices);
}

/** What a field can be chosen from, as a function; null where its text is free. @param {Form} form @param {Field} field @returns {Choices | null} */
function choicesFor(form, { terms, ref = "" }) {
  const { definition } = form;
  if (terms) return () => definition.terms[terms] ?? [];
  if (ref === "item") return () => definition.items;
  if (ref === "pattern") return () => definition.patterns;
  return INSIDE.includes(ref) ? () => partsFor(form.state, ref) : null;
}

// ------------------------------------------------------------------- one text

/** @param {Form} form @param {Field} field @param {Block} holder */
function text(form, field, holder) {
  const note = field.least || field.kind === "date" ? make("p", { class: "field__note", id: uid("note") }) : null;
  const first = holder === form.state; // the dates inside blocks are many: to them the forms are told once more in short
  const remark = () => note && (note.textContent = field.kind === "date" ? reading(input.value, first) : counted(field, input.value));
  /** @type {HTMLInputElement | HTMLTextAreaElement} */
  let input;
  const node = framed(
    field,
    ({ id, describedBy }) => {
      input = box(field, id, describedBy);
      input.value = holder[field.name] ?? "";
      input.addEventListener("input", () => {
        holder[field.name] = input.value;
        remark();
        form.changed();
      });
      input.addEventListener("blur", () => {
        const better = meant(field.kind, strip(input.value));
        if (better) {
          input.value = better;
          input.dispatchEvent(new Event("input")); // whoever listens hears of it as if it were typed
        }
        form.left(node);
      });
      return [input];
    },
    { note },
  );
  /** Puts a value in from outside: a suggestion. */
  node.put = (value) => {
    holder[field.name] = input.value = value;
  };
  node.onInput = (run) => input.addEventListener("input", () => run(input.value));
  remark();
  return cleanable(form, node);
}

const HIDDEN_SIGN = "shape/control-character";

/** Gives a control of texts a button that removes hidden signs, as long as it is told of one. @param {Form} form @param {FormNode} node */
function cleanable(form, node) {
  const button = make("button", { type: "button", class: "button--small", hidden: true }, "Remove the hidden characters", make("span", { class: "visually-hidden" }, ` from “${node.field.label}”`));
  const boxes = () => /** @type {HTMLInputElement[]} */ (parts("input, textarea", node.element)).filter(({ value }) => revealed(value) !== value);
  const { tell } = node;
  node.tell = (problem, labels) => {
    tell(problem, labels);
    button.hidden = problem?.rule !== HIDDEN_SIGN || !boxes().length;
  };
  button.addEventListener("click", () => {
    for (const box of boxes()) {
      box.value = revealed(box.value);
      box.dispatchEvent(new Event("input"));
    }
    form.say("The hidden characters have been removed.");
    node.focus();
    form.left(node);
  });
  node.element.append(button);
  return node;
}

/** @param {Field} field @param {string} id @param {string | null} describedBy */
function box(field, id, describedBy) {
  const common = { id, "aria-describedby": describedBy, autocomplete: "off" };
  if (field.kind === "prose") return make("textarea", { ...common, rows: field.least ? 4 : 3 });
  /** @type {Record<string, string>} */
  const modes = { number: "decimal", url: "url" };
  const exact = ["id", "url", "date", "number"].includes(field.kind);
  const size = ["date", "number"].includes(field.kind) ? "field__short" : "field__long";
  return make("input", { ...common, type: "text", class: size, inputmode: modes[field.kind], spellcheck: exact ? "false" : null, autocapitalize: exact ? "off" : null });
}

/** @param {Field} field @param {string} value */
const counted = (field, value) => `${length(strip(value))} characters; ${field.least} to ${field.most} fit.`;

/** @param {string} value @param {boolean} whole */
function reading(value, whole) {
  const typed = strip(value);
  if (!typed) return whole ? "For example 18 October 2024; October 2024 or 2024 if you know no more; 2024-06/2024-07 for a range; 2024-08? if not certain." : "For example 18 October 2024, October 2024 or 2024.";
  const date = meant("date", typed) || typed;
  return parse(date).wrong !== undefined ? "" : `Read as ${spoken(date)}.`;
}

/** @param {Form} form @param {Field} field @param {Block} holder */
function tick(form, field, holder) {
  const node = framed(
    { ...field, required: true },
    ({ id, describedBy }) => {
      const input = make("input", { type: "checkbox", id: `${id}-yes`, "aria-describedby": describedBy, checked: holder[field.name] === true });
      input.addEventListener("change", () => {
        holder[field.name] = input.checked;
        form.changed();
      });
      return [make("div", { class: "choice" }, input, make("label", { for: input.id }, "Yes"))];
    },
    { group: true },
  );
  return node;
}

// ------------------------------------------------------------ one of several

/** @param {Form} form @param {Field} field @param {Block} holder @param {Choices} choices */
function radios(form, field, holder, choices) {
  const name = uid("radio");
  const node = framed(
    field,
    () =>
      choices().map(([value, label, about]) => {
        const input = make("input", { type: "radio", name, id: uid("radio"), value, checked: holder[field.name] === value });
        input.addEventListener("change", () => {
          holder[field.name] = value;
          form.changed();
          form.left(node);
        });
        return choice(input, label, about);
      }),
    { group: true },
  );
  return node;
}

/** @param {HTMLInputElement} input @param {string} label @param {string} [about] */
function choice(input, label, about) {
  const more = about ? make("span", { class: "choice__about", id: `${input.id}-about` }, about) : null;
  if (more) input.setAttribute("aria-describedby", more.id);
  return make("div", { class: "choice" }, input, make("div", {}, make("label", { for: input.id }, label), more));
}

/** @param {Form} form @param {Field} field @param {Block} holder @param {Choices} choices */
function select(form, field, holder, choices) {
  const note = make("p", { class: "field__note", id: uid("note") });
  /** @type {HTMLSelectElement} */
  let input;
  const fill = () => {
    const own = holder[field.name] ?? "";
    const entries = choices();
    const known = entries.some(([value]) => value === own);
    input.replaceChildren(
      make("option", { value: "" }, field.required ? "Choose…" : "None"),
      ...(own && !known ? [make("option", { value: own }, `${own} (not in the list)`)] : []),
      ...entries.map(([value, label]) => make("option", { value }, label || value)),
    );
    input.value = own;
    note.textContent = entries.find(([value]) => value === own)?.[2] ?? "";
  };
  const node = framed(
    field,
    ({ id, describedBy }) => {
      input = make("select", { id, "aria-describedby": describedBy });
      fill();
      input.addEventListener("change", () => {
        holder[field.name] = input.value;
        fill();
        form.changed();
        form.left(node);
      });
      return [input];
    },
    { note },
  );
  if (INSIDE.includes(field.ref ?? "")) node.refresh = fill;
  return node;
}

/** @param {Form} form @param {Field} field @param {Block} holder @param {() => Choice[] | Promise<Choice[]>} choices */
function search(form, field, holder, choices) {
  const note = make("p", { class: "field__note", id: uid("note") });
  const remark = async () => {
    const own = strip(holder[field.name] ?? "");
    note.textContent = own ? ((await choices()).find(([value]) => value === own)?.[1] ?? "") : "Type a word or an id to search the list.";
  };
  const set = (/** @type {string} */ value) => {
    holder[field.name] = value;
    remark();
    form.changed();
  };
  const node = framed(
    field,
    ({ id, describedBy }) => {
      const { input, element } = lookup({ id, options: choices, value: holder[field.name] ?? "", label: field.label, onChoose: set, onType: set });
      input.setAttribute("aria-describedby", describedBy);
      input.addEventListener("blur", () => form.left(node));
      return [element];
    },
    { note },
  );
  remark();
  return node;
}

// -------------------------------------------------------------- several values

/** Several of a list: tick boxes for a short one, a search and a list of what is chosen for a long one. @param {Form} form @param {Field} field @param {Block} holder @param {Choices} choices */
function several(form, field, holder, choices) {
  return new Several(form, field, holder, choices).node;
}

class Several {
  /** @param {Form} form @param {Field} field @param {Block} holder @param {Choices} choices */
  constructor(form, field, holder, choices) {
    this.form = form;
    this.field = field;
    this.holder = holder;
    this.choices = choices;
    this.body = make("div", {});
    this.ids = { id: "", describedBy: "" };
    this.node = framed(
      field,
      (ids) => {
        this.ids = ids;
        this.#fill();
        return [this.body];
      },
      { group: true },
    );
    if (INSIDE.includes(field.ref ?? "")) this.node.refresh = () => this.#fill();
  }

  /** @returns {string[]} */
  get #chosen() {
    return (this.holder[this.field.name] ??= []);
  }

  #change() {
    this.form.changed();
    this.form.left(this.node);
  }

  /** @param {string} value */
  #add(value) {
    if (value && !this.#chosen.includes(value)) this.#chosen.push(value);
    this.#change();
  }

  /** @param {string} value */
  #drop(value) {
    this.holder[this.field.name] = this.#chosen.filter((other) => other !== value);
    this.#change();
  }

  #fill() {
    const entries = this.choices();
    const others = this.#chosen.filter((value) => !entries.some(([own]) => own === value)).map((value) => [value, `${value} (not in the list)`]);
    const all = [...entries, ...others];
    // What has to be named and is the only one there is no choice: a box to tick would only be unticked by mistake.
    if (this.field.required && entries.length === 1 && all.length === 1 && this.#chosen.length) {
      this.body.replaceChildren(make("p", {}, `${all[0][1] || all[0][0]} (the only one so far)`));
      return;
    }
    this.body.replaceChildren(...(all.length <= FEW_BOXES ? all.map((entry) => this.#ticked(entry)) : this.#searched(entries)));
    if (!all.length) this.body.append(make("p", { class: "field__note" }, "Nothing to choose from yet."));
  }

  /** @param {Choice} choice */
  #ticked([value, label, about]) {
    const input = make("input", { type: "checkbox", id: uid("box"), value, checked: this.#chosen.includes(value) });
    input.addEventListener("change", () => (input.checked ? this.#add(value) : this.#drop(value)));
    return choice(input, label || value, about);
  }

  /** @param {Choice[]} entries */
  #searched(entries) {
    const { id, describedBy } = this.ids;
    const label = `Search ${this.field.label[0].toLowerCase()}${this.field.label.slice(1)}`;
    const options = () => entries.filter(([value]) => !this.#chosen.includes(value));
    const { input, element } = lookup({ id, options, onChoose: (value) => this.#again(() => this.#add(value)), label });
    input.setAttribute("aria-describedby", describedBy);
    // a word that was typed and not taken is not lost, and told if the list does not have it
    input.addEventListener("blur", () => {
      const value = typed(input.value, entries);
      if (!value) return;
      this.form.afterPress(() => {
        this.#add(value);
        this.#fill();
      });
    });
    const list = make("ul", { class: "chosen-list" }, ...this.#chosen.map((value) => this.#line(value, entries.find(([own]) => own === value))));
    return [make("label", { for: id, class: "field__sublabel" }, label), element, ...(this.#chosen.length ? [list] : [])];
  }

  /** What is chosen, with a button that takes it away. @param {string} value @param {Choice} [words] */
  #line(value, words) {
    const name = words?.[1] || value;
    const remove = make("button", { type: "button", class: "button--small" }, "Remove", make("span", { class: "visually-hidden" }, ` ${name}`));
    remove.addEventListener("click", () => this.#again(() => this.#drop(value)));
    return make("li", {}, make("span", {}, name, words ? make("span", { class: "lookup__id" }, ` ${value}`) : " (not in the list)"), remove);
  }

  /** Change what is chosen, and go on in the new box. @param {() => void} change */
  #again(change) {
    change();
    this.#fill();
    document.getElementById(this.ids.id)?.focus();
  }
}

/** The value that was typed, by its id or its words; as it is where the list does not have it. @param {string} text @param {Choice[]} entries */
function typed(text, entries) {
  const words = strip(text).toLowerCase();
  if (!words) return "";
  return entries.find(([value, name]) => [value, name].some((each) => each.toLowerCase() === words))?.[0] ?? strip(text);
}

/** A list of free texts, each in a box of its own. @param {Form} form @param {Field} field @param {Block} holder */
function texts(form, field, holder) {
  const list = make("ol", { class: "text-list" });
  const values = () => /** @type {string[]} */ (holder[field.name] ??= []);
  const button = make("button", { type: "button" }, `Add to “${field.label}”`);
  const row = (/** @type {string} */ value, /** @type {number} */ place) => {
    const input = box(field, uid(), null);
    input.value = value;
    input.removeAttribute("aria-describedby");
    input.setAttribute("aria-label", `${field.label}, ${place + 1}`);
    input.addEventListener("input", () => {
      values()[place] = input.value;
      form.changed();
    });
    input.addEventListener("blur", () => form.left(node));
    const remove = make("button", { type: "button", class: "button--small", "aria-label": `Remove ${field.label}, ${place + 1}` }, "Remove");
    remove.addEventListener("click", () => {
      values().splice(place, 1);
      fill();
      button.focus();
      form.changed();
    });
    return make("li", {}, input, remove);
  };
  const fill = () => list.replaceChildren(...values().map(row));
  button.addEventListener("click", () => {
    values().push("");
    fill();
    part(":scope > :last-child :is(input, textarea)", list).focus();
  });
  const node = framed(
    field,
    () => {
      fill();
      return [list, button];
    },
    { group: true },
  );
  return cleanable(form, node);
}
