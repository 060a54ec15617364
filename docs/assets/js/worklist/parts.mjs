// Small parts of the page that several modules build.

import { make } from "../shared/site.mjs";

/** @param {string} label @param {() => void} run */
export const button = (label, run, name = "") => {
  const made = make("button", { type: "button", class: name }, label);
  made.addEventListener("click", run);
  return made;
};

/** What was left out, line by line. @param {string} lead @param {string[]} lines */
export function report(lead, lines) {
  const shown = lines.slice(0, 50).map((line) => make("li", {}, line));
  if (lines.length > 50) shown.push(make("li", {}, `and ${lines.length - 50} more`));
  return make("div", {}, lead ? make("p", {}, lead) : "", make("ul", {}, ...shown));
}
