// Wide tables scroll in a box of their own instead of the page; boxes that
// scroll can be reached with the keyboard.

import { make } from "../shared/site.mjs";

for (const table of document.querySelectorAll("main article table")) {
  if (table.closest(".table-wrap, .highlighttable")) continue;
  const wrap = make("div", { class: "table-wrap" });
  table.before(wrap);
  wrap.append(table);
}

const boxes = document.querySelectorAll("main article :is(.table-wrap, pre)");
const watch = new ResizeObserver((entries) => entries.forEach(({ target }) => update(target)));
for (const box of boxes) watch.observe(box);

/** @param {Element} box */
function update(box) {
  const scrolls = box.scrollWidth > box.clientWidth + 1;
  if (!scrolls) {
    for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    return;
  }
  box.setAttribute("tabindex", "0");
  box.setAttribute("role", box.matches("pre") ? "group" : "region"); // a page may show much code: no landmarks
  const name = box.querySelector("caption")?.textContent.trim();
  box.setAttribute("aria-label", name || (box.matches("pre") ? "Code" : "Table"));
}
