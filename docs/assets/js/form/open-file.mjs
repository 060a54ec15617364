// Opens a case file in the form: from the disk of the reader, or as pasted text.
// Nothing leaves the browser.

import { make } from "../shared/site.mjs";
import { HIDDEN, revealed } from "./kinds.mjs";
import { read } from "./yaml-reader.mjs";
import { restored } from "./state.mjs";
import { uid } from "./words.mjs";

const TOO_LARGE = "This file is too large for a case.";

/**
 * @param {Definition} definition what the form is built from
 * @param {(read: { state: Block, left: string[], text: string }) => void} onOpen called with what a file holds
 */
export function opener(definition, onOpen) {
  const [fileId, textId] = [uid("open"), uid("open")];
  const file = make("input", { type: "file", id: fileId, accept: ".yml,.yaml,application/yaml,text/plain" });
  const area = make("textarea", { id: textId, rows: 4, spellcheck: "false", class: "result__file" });
  const button = make("button", { type: "button" }, "Open it in the form");
  const wrong = make("p", { class: "field__error", role: "alert" });
  const clean = make("button", { type: "button", hidden: true }, "Remove the hidden characters");
  clean.addEventListener("click", () => {
    area.value = revealed(area.value);
    [clean.hidden, wrong.textContent] = [true, ""];
    button.focus();
  });
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    const tooLarge = chosen.size > definition.limits.bytes;
    area.value = tooLarge ? "" : await chosen.text();
    wrong.textContent = tooLarge ? TOO_LARGE : "";
  });
  button.addEventListener("click", () => {
    if (area.value.length > definition.limits.bytes) {
      wrong.textContent = TOO_LARGE;
      return;
    }
    try {
      onOpen(opened(definition, area.value));
    } catch (error) {
      clean.hidden = !HIDDEN.test(area.value) || revealed(area.value) === area.value;
      wrong.textContent = area.value.trim() ? `This cannot be read. ${/** @type {Error} */ (error).message}.` : "Choose a file, or paste its text.";
    }
  });
  return make(
    "details",
    { class: "more opener" },
    make("summary", {}, "Open a case file"),
    make("p", { class: "field__hint" }, "A draft that you downloaded here, or a file from ", make("code", {}, "cases/"), ". It replaces what is in the form now. The form reads files as it writes them and as the cases here are written; of other YAML (anchors, tags, several documents) it says in which line it stops."),
    make("label", { for: fileId, class: "field__sublabel" }, "From your device"),
    file,
    make("label", { for: textId, class: "field__sublabel" }, "Or paste its text"),
    area,
    make("div", { class: "button-row" }, button, clean),
    wrong,
  );
}

/** What a file holds, and the names of fields that the form does not take. @param {Definition} definition @param {string} text */
function opened(definition, text) {
  /** @type {Set<string>} */
  const left = new Set();
  const state = restored(definition, definition.root, read(text), (name) => left.add(name));
  return { state, left: [...left], text };
}
