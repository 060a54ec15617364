// Small questions in the browser's own dialogs, which keep focus and Escape right.

import { make } from "../shared/site.mjs";

let count = 0;

/** @param {string} title @param {(Node | string)[]} body @param {Node[]} buttons @returns {Promise<string>} */
function open(title, body, buttons) {
  const heading = make("h2", { id: `ask-${(count += 1)}` }, title);
  const form = make("form", { method: "dialog" }, heading, ...body, make("div", { class: "button-row" }, ...buttons));
  const dialog = make("dialog", { class: "ask", "aria-labelledby": heading.id }, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
  });
}

const cancel = (label = "Cancel") => make("button", { type: "submit", value: "", class: "plain", formnovalidate: true }, label);
/** @param {string} label */
const accept = (label) => make("button", { type: "submit", value: "yes" }, label);

/** A name, or null. @param {string} title @param {string} label @param {string} value @param {number} most */
export async function askName(title, label, value, most) {
  const field = make("input", { type: "text", id: `ask-field-${count}`, required: true, maxlength: most, autocomplete: "off", value });
  const said = await open(title, [make("label", { for: field.id }, label), field], [accept("Save"), cancel()]);
  return said === "yes" && field.value.trim() ? field.value.trim() : null;
}

/** Whether the person agrees. @param {string} title @param {string} text @param {string} label */
export const confirmThat = async (title, text, label) => (await open(title, [make("p", {}, text)], [accept(label), cancel()])) === "yes";

/** One of some ways to do it, each {value, label}; "" where the person leaves it. @param {string} title @param {string} text @param {{ value: string, label: string }[]} ways */
export function choose(title, text, ways) {
  const buttons = ways.map(({ value, label }) => make("button", { type: "submit", value }, label));
  return open(title, [make("p", {}, text)], [...buttons, cancel()]);
}

/** A text to read, or to copy by hand where the clipboard is closed. @param {string} title @param {(Node | string)[]} body */
export function show(title, ...body) {
  return open(title, body, [cancel("Close")]);
}

/** A text in a field, selected. @param {string} title @param {string} text */
export function offer(title, text) {
  const field = make("textarea", { readonly: true, rows: 8, "aria-label": title });
  field.value = text;
  field.addEventListener("focus", () => field.select());
  return show(title, field);
}
