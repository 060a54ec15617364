// Marks the section being read in the list beside the text. There the list is
// always shown; it is opened for good so that assistive technology says so too.

import { fragment } from "../shared/site.mjs";

const list = /** @type {HTMLDetailsElement | null} */ (document.querySelector(".toc details"));
const beside = list?.parentElement && getComputedStyle(list.parentElement).position === "sticky";
if (beside) list.open = true;

/** @type {Map<HTMLElement, HTMLAnchorElement>} */
const links = new Map();
for (const link of beside ? list.querySelectorAll("a") : []) {
  const heading = document.getElementById(fragment(link.hash));
  if (heading) links.set(heading, link);
}
const headings = [...links.keys()];
let waiting = false;

function mark() {
  waiting = false;
  const line = innerHeight / 3;
  const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top < line);
  const current = atEnd ? headings.at(-1) : passed.at(-1);
  for (const [heading, link] of links) {
    if (heading === current) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}

function soon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(mark);
}

if (headings.length) {
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon, { passive: true });
  mark();
}
