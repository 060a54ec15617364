// The outcomes by sector, narrowed by sector, kind and country. All outcomes are on the
// page without this module. The choice is in the address, so that it can be linked;
// #sector-… chooses a sector. The file has the rows of the full table that are shown.

import * as csv from "../shared/csv.mjs";
import { fragment, html, part, parts, save } from "../shared/site.mjs";

const MOST_OPEN = 20; // rows that are shown at once where no sector is chosen

const form = /** @type {HTMLFormElement} */ (part("#outcome-filter"));
const output = part("output", form);
const saveButton = /** @type {HTMLButtonElement} */ (part("[name='save']", form));
const folds = parts("#outcome-list > details").map((element) => ({
  element: /** @type {HTMLDetailsElement} */ (element),
  sector: element.id.replace(/^sector-/u, ""),
  count: part(".group-count", element),
  entries: parts("li", element),
}));
const choices = ["sector", "kind", "country"].map((name) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(name)));
const [sector, kind, country] = choices;
const total = new Set(folds.flatMap(({ entries }) => entries.map(({ dataset }) => dataset.id))).size;

/** @param {number} shown @param {boolean} isNarrowed */
function said(shown, isNarrowed) {
  if (!isNarrowed) return `${total} outcomes`;
  return shown === 0 ? "No outcome fits this choice." : `${shown} of ${total} outcomes`;
}

/** The ids of the outcomes that are shown. @returns {Set<string | undefined>} */
function show() {
  const isNarrowed = choices.some(({ value }) => value !== "");
  const found = new Set();
  let rows = 0;
  for (const { element, sector: name, count, entries } of folds) {
    const isChosen = sector.value === "" || sector.value === name;
    const fits = (/** @type {HTMLElement} */ { dataset }) => isChosen && ["", dataset.kind].includes(kind.value) && ["", dataset.country].includes(country.value);
    for (const entry of entries) entry.hidden = !fits(entry);
    const shown = entries.filter(({ hidden }) => !hidden);
    for (const { dataset } of shown) found.add(dataset.id);
    rows += shown.length;
    count.textContent = String(shown.length);
    element.hidden = shown.length === 0;
  }
  for (const { element } of folds) element.open = !element.hidden && isNarrowed && (sector.value !== "" || rows <= MOST_OPEN);
  output.textContent = said(found.size, isNarrowed);
  saveButton.disabled = found.size === 0;
  return found;
}

/** What the address asks for; a sector in the fragment goes first. */
function read() {
  const asked = new URLSearchParams(location.search);
  const named = fragment(location.hash).replace(/^sector-/u, "");
  for (const choice of choices) {
    const wanted = choice === sector && folds.some(({ sector: name }) => name === named) ? named : asked.get(choice.name);
    choice.value = [...choice.options].some(({ value }) => value === wanted) ? (wanted ?? "") : "";
  }
  show();
}

function write() {
  const state = new URLSearchParams(choices.filter(({ value }) => value).map(({ name, value }) => [name, value]));
  history.replaceState(null, "", location.pathname + (state.size ? `?${state}` : ""));
}

async function download() {
  const wanted = show();
  const table = await fetch(html(form).dataset.table ?? "");
  const [head, ...rows] = csv.read(await table.text());
  const [atCase, atNumber] = [head.indexOf("case"), head.indexOf("number")];
  const shown = rows.filter((row) => wanted.has(`${row[atCase]}/${row[atNumber]}`));
  const name = ["outcomes", ...choices.map(({ value }) => value).filter(Boolean)].join("-");
  save(`${name}.csv`, csv.write([head, ...shown]), "text/csv");
}

form.addEventListener("change", () => {
  write();
  show();
});
form.addEventListener("reset", () =>
  setTimeout(() => {
    write();
    show();
  }),
);
form.addEventListener("submit", (event) => event.preventDefault());
saveButton.addEventListener("click", download);
addEventListener("hashchange", read);
read();
if (location.hash) document.getElementById(fragment(location.hash))?.scrollIntoView();
