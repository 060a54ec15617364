// What stands around every control: its label or legend, the hint, the place
// for its error, and the way to tell and to focus it.

import { make, parts } from "../shared/site.mjs";
import { said, uid } from "./words.mjs";

/**
 * A field with its label. `build` gives the elements of the control; the
 * first input in it is what gets the focus.
 * @param {Field} field
 * @param {(ids: { id: string, describedBy: string }) => HTMLElement[]} build
 * @param {{ group?: boolean, note?: HTMLElement | null }} more
 * @returns {FormNode}
 */
export function framed(field, build, { group = false, note = null } = {}) {
  const id = uid();
  const hint = field.about ? make("p", { class: "field__hint", id: `${id}-hint` }, ...said(field.about)) : null;
  const error = make("p", { class: "field__error", id: `${id}-error`, hidden: true });
  const describedBy = [hint?.id, error.id, note?.id].filter(Boolean).join(" ");
  const body = build({ id, describedBy });
  const name = [field.label, field.required ? null : make("span", { class: "field__optional" }, " (optional)")];
  const element = group
    ? make("fieldset", { class: "field", "aria-describedby": describedBy }, make("legend", {}, ...name), hint, error, ...body)
    : make("div", { class: "field" }, make("label", { for: id }, ...name), hint, error, ...body);
  if (note) element.append(note);
  const inputs = () => /** @type {HTMLInputElement[]} */ (parts("input, select, textarea", element));
  return {
    field,
    element,
    touched: false,
    at: () => null,
    focus() {
      unfold(element);
      /** @type {HTMLElement | null} */
      const first = element.querySelector("input:checked") ?? inputs()[0] ?? element.querySelector("button");
      first?.focus();
    },
    tell(problem, labels) {
      tell(error, problem, labels);
      element.classList.toggle("field--wrong", Boolean(problem));
      for (const input of inputs()) {
        if (problem && !["radio", "checkbox"].includes(input.type)) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
    },
  };
}

/** Writes an error into its place, or empties it. @param {HTMLElement} place @param {Problem | null | undefined} problem @param {Record<string, string> | null} [labels] */
export function tell(place, problem, labels) {
  place.hidden = !problem;
  place.replaceChildren(...(problem ? [make("span", { class: "visually-hidden" }, "Error: "), ...sentence(problem, labels)] : []));
}

/** Message and remedy as one text for people. @param {Problem} problem @param {Record<string, string> | null} [labels] */
export function sentence({ message, remedy }, labels) {
  const first = message[0] === "`" ? message : message[0].toUpperCase() + message.slice(1);
  return [...said(`${first}. `, labels ?? {}), ...said(remedy, labels ?? {})];
}

/** Opens whatever is folded around an element. @param {Element} element */
export function unfold(element) {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
}
