// The controls of single fields, chosen by the kind of their value: text,
// number, date, a word of a vocabulary, the id of something.

import { make } from "../shared/site.mjs";
import { parse, spoken } from "./dates.mjs";
import { framed } from "./frame.mjs";
import { length, strip } from "./kinds.mjs";
import { lookup } from "./lookup.mjs";
import { meant } from "./everyday.mjs";
import { partsFor } from "./state.mjs";
import { uid } from "./words.mjs";

const FEW_RADIOS = 4;
const FEW_BOXES = 10;
const MANY_IN_A_LIST = 60; // a longer list is searched, not scrolled
const INSIDE = ["source", "claim", "part", "moment"];

/** The control for a field that holds one value or a list of plain ones. */
export function control(form, field, holder) {
  if (field.kind === "switch") return tick(form, field, holder);
  const choices = choicesFor(form, field);
  if (!choices) return field.many ? texts(form, field, holder) : text(form, field, holder);
  if (field.many) return several(form, field, holder, choices);
  if (INSIDE.includes(field.ref) || (field.terms && choices().length <= MANY_IN_A_LIST)) {
    const plain = field.required && !field.ref && choices().length <= FEW_RADIOS;
    return plain ? radios(form, field, holder, choices) : select(form, field, holder, choices);
  }
  return search(form, field, holder, choices);
}

/** What a field can be chosen from, as a function; null where its text is free. */
function choicesFor(form, field) {
  const { definition } = form;
  if (field.terms) return () => definition.terms[field.terms] ?? [];
  if (field.ref === "item") return () => definition.items;
  if (field.ref === "pattern") return () => definition.patterns;
  if (field.ref === "case") return () => form.cases();
  return INSIDE.includes(field.ref) ? () => partsFor(form.state, field.ref) : null;
}

// ------------------------------------------------------------------- one text

function text(form, field, holder) {
  const note = field.least || field.kind === "date" ? make("p", { class: "field__note", id: uid("note") }) : null;
  const first = holder === form.state; // the dates inside blocks are many: to them the forms are told once more in short
  const remark = () => note && (note.textContent = field.kind === "date" ? reading(input.value, first) : counted(field, input.value));
  let input;
  const node = framed(
    field,
    ({ id, describedBy }) => {
      input = box(field, id, describedBy);
      input.value = holder[field.name] ?? "";
      input.addEventListener("input", () => {
        holder[field.name] = input.value;
        remark();
        form.changed(node);
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
  return node;
}

function box(field, id, describedBy) {
  const common = { id, "aria-describedby": describedBy, autocomplete: "off" };
  if (field.kind === "prose") return make("textarea", { ...common, rows: field.least ? 4 : 3 });
  const modes = { number: "decimal", url: "url" };
  const exact = ["id", "url", "date", "number"].includes(field.kind);
  const size = { date: "field__short", number: "field__short" }[field.kind] ?? "field__long";
  return make("input", { ...common, type: "text", class: size, inputmode: modes[field.kind], spellcheck: exact ? "false" : null, autocapitalize: exact ? "off" : null });
}

const counted = (field, value) => `${length(strip(value))} characters; ${field.least} to ${field.most} fit.`;

function reading(value, whole) {
  const typed = strip(value);
  if (!typed) return whole ? "For example 18 October 2024; October 2024 or 2024 if you know no more; 2024-06/2024-07 for a range; 2024-08? if not certain." : "For example 18 October 2024, October 2024 or 2024.";
  const date = meant("date", typed) || typed;
  return parse(date).wrong ? "" : `Read as ${spoken(date)}.`;
}

function tick(form, field, holder) {
  const { label, about, ...rest } = field;
  const node = framed(
    { ...rest, label, about, required: true },
    ({ id, describedBy }) => {
      const input = make("input", { type: "checkbox", id: `${id}-yes`, "aria-describedby": describedBy, checked: holder[field.name] === true });
      input.addEventListener("change", () => {
        holder[field.name] = input.checked;
        form.changed(node);
      });
      return [make("div", { class: "choice" }, input, make("label", { for: input.id }, "Yes"))];
    },
    { group: true },
  );
  return node;
}

// ------------------------------------------------------------ one of several

function radios(form, field, holder, choices) {
  const name = uid("radio");
  const node = framed(
    field,
    () =>
      choices().map(([value, label, about]) => {
        const input = make("input", { type: "radio", name, id: uid("radio"), value, checked: holder[field.name] === value });
        input.addEventListener("change", () => {
          holder[field.name] = value;
          form.changed(node);
          form.left(node);
        });
        return choice(input, label, about);
      }),
    { group: true },
  );
  return node;
}

function choice(input, label, about) {
  const more = about ? make("span", { class: "choice__about", id: `${input.id}-about` }, about) : null;
  if (more) input.setAttribute("aria-describedby", more.id);
  return make("div", { class: "choice" }, input, make("div", {}, make("label", { for: input.id }, label), more));
}

function select(form, field, holder, choices) {
  const note = make("p", { class: "field__note", id: uid("note") });
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
        form.changed(node);
        form.left(node);
      });
      return [input];
    },
    { note },
  );
  if (INSIDE.includes(field.ref)) node.refresh = fill;
  return node;
}

function search(form, field, holder, choices) {
  const note = make("p", { class: "field__note", id: uid("note") });
  const remark = async () => {
    const own = strip(holder[field.name] ?? "");
    note.textContent = own ? ((await choices()).find(([value]) => value === own)?.[1] ?? "") : "Type a word or an id to search the list.";
  };
  const set = (value) => {
    holder[field.name] = value;
    remark();
    form.changed(node);
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

/** Several of a list: tick boxes for a short one, a search and a list of what is chosen for a long one. */
function several(form, field, holder, choices) {
  const body = make("div", {});
  const chosen = () => (holder[field.name] ??= []);
  const change = () => {
    form.changed(node);
    form.left(node);
  };
  const add = (value) => {
    if (value && !chosen().includes(value)) chosen().push(value);
    change();
  };
  const drop = (value) => {
    holder[field.name] = chosen().filter((other) => other !== value);
    change();
  };
  let ids;
  const fill = () => {
    const entries = choices();
    const all = [...entries, ...chosen().filter((value) => !entries.some(([own]) => own === value)).map((value) => [value, `${value} (not in the list)`])];
    // What has to be named and is the only one there is no choice: a box to tick would only be unticked by mistake.
    if (field.required && entries.length === 1 && all.length === 1 && chosen().length) {
      body.replaceChildren(make("p", {}, `${all[0][1] || all[0][0]} (the only one so far)`));
      return;
    }
    const boxes = all.length <= FEW_BOXES;
    body.replaceChildren(...(boxes ? all.map((entry) => ticked(entry, chosen(), add, drop)) : searched(form, field, ids, entries, chosen, add, drop, fill)));
    if (!all.length) body.append(make("p", { class: "field__note" }, "Nothing to choose from yet."));
  };
  const node = framed(
    field,
    (given) => {
      ids = given;
      fill();
      return [body];
    },
    { group: true },
  );
  if (INSIDE.includes(field.ref)) node.refresh = fill;
  return node;
}

function ticked([value, label, about], chosen, add, drop) {
  const input = make("input", { type: "checkbox", id: uid("box"), value, checked: chosen.includes(value) });
  input.addEventListener("change", () => (input.checked ? add(value) : drop(value)));
  return choice(input, label || value, about);
}

function searched(form, field, { id, describedBy }, entries, chosen, add, drop, fill) {
  const label = `Search ${field.label[0].toLowerCase()}${field.label.slice(1)}`;
  const take = (value) => {
    add(value);
    fill();
    document.getElementById(id)?.focus();
  };
  const { input, element } = lookup({ id, options: () => entries.filter(([value]) => !chosen().includes(value)), onChoose: take, label });
  input.setAttribute("aria-describedby", describedBy);
  const typed = () => {
    const words = strip(input.value).toLowerCase();
    if (!words) return "";
    return entries.find(([value, name]) => [value, name].some((each) => each.toLowerCase() === words))?.[0] ?? strip(input.value);
  };
  // a word that was typed and not taken is not lost, and told if the list does not have it
  input.addEventListener("blur", () => {
    const value = typed();
    if (!value) return;
    form.afterPress(() => {
      add(value);
      fill();
    });
  });
  const list = make(
    "ul",
    { class: "chosen-list" },
    ...chosen().map((value) => {
      const words = entries.find(([own]) => own === value);
      const remove = make("button", { type: "button", class: "button--small" }, "Remove", make("span", { class: "visually-hidden" }, ` ${words?.[1] || value}`));
      remove.addEventListener("click", () => {
        drop(value);
        fill();
        document.getElementById(id)?.focus();
      });
      return make("li", {}, make("span", {}, words?.[1] || value, words ? make("span", { class: "lookup__id" }, ` ${value}`) : " (not in the list)"), remove);
    }),
  );
  return [make("label", { for: id, class: "field__sublabel" }, label), element, ...(chosen().length ? [list] : [])];
}

/** A list of free texts, each in a box of its own. */
function texts(form, field, holder) {
  const list = make("ol", { class: "text-list" });
  const values = () => (holder[field.name] ??= []);
  const button = make("button", { type: "button" }, `Add to “${field.label}”`);
  const row = (value, place) => {
    const input = box(field, uid(), null);
    input.value = value;
    input.removeAttribute("aria-describedby");
    input.setAttribute("aria-label", `${field.label}, ${place + 1}`);
    input.addEventListener("input", () => {
      values()[place] = input.value;
      form.changed(node);
    });
    input.addEventListener("blur", () => form.left(node));
    const remove = make("button", { type: "button", class: "button--small", "aria-label": `Remove ${field.label}, ${place + 1}` }, "Remove");
    remove.addEventListener("click", () => {
      values().splice(place, 1);
      fill();
      button.focus();
      form.changed(node);
    });
    return make("li", {}, input, remove);
  };
  const fill = () => list.replaceChildren(...values().map(row));
  button.addEventListener("click", () => {
    values().push("");
    fill();
    list.lastElementChild.querySelector("input, textarea").focus();
  });
  const node = framed(
    field,
    () => {
      fill();
      return [list, button];
    },
    { group: true },
  );
  return node;
}
