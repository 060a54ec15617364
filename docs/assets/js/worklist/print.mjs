// Printing one section or the whole list, with the person's answers or blank.

import { html, make, part, parts } from "../shared/site.mjs";

const root = document.documentElement;

// What the foot of every sheet says: where the list is from, and its version.
const source = part(".paper-link > p");
root.dataset.foot = [...source.childNodes].map((node) => (node.textContent ?? "").trim()).filter(Boolean).join(" · ");

/** Open the print dialog for a section, or for all of the list where none is named; with the answers of the assessment of this name, or blank where it is "". @param {string} section @param {string} name */
export async function print(section, name) {
  clear();
  root.toggleAttribute("data-print-answers", name !== "");
  if (name) html(document.getElementById(section) ?? document.querySelector("article h1")).dataset.answersOf = name;
  if (section) {
    root.setAttribute("data-print-section", section);
    const box = part(`.checklist-section[data-section="${section}"]`);
    for (const element of [html(document.getElementById(section)), box]) element.classList.add("print-this");
    await drawn(part("[data-code]", box));
  }
  window.print();
}

/** The code of a section is fetched when it is needed, and the page waits for it. @param {HTMLElement} place */
async function drawn(place) {
  if (!place || place.childElementCount) return;
  const picture = make("img", { class: "code", alt: "" });
  await new Promise((resolve) => {
    picture.addEventListener("load", resolve);
    picture.addEventListener("error", () => resolve(picture.remove()));
    picture.src = place.dataset.code ?? "";
    place.append(picture);
  });
}

function clear() {
  root.removeAttribute("data-print-section");
  root.removeAttribute("data-print-answers");
  for (const element of parts("[data-answers-of]")) delete element.dataset.answersOf;
  for (const element of document.querySelectorAll(".print-this")) element.classList.remove("print-this");
}

window.addEventListener("afterprint", clear);
